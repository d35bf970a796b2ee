/** Which days, stores and orders a report is about: all of it in the address, the same for every report, so that a tab keeps what was chosen. */

import { createMemo } from "solid-js";
import { useSearchParams } from "../router/use.ts";
import { now, writeTime } from "../ui/clock.ts";
import { DAY_MS } from "../ui/units.ts";

export const SPANS = ["7d", "28d", "90d", "month", "last-month", "12m", "own"] as const;
export type Span = (typeof SPANS)[number];
const USUAL: Span = "28d";
const DAYS: Partial<Record<Span, number>> = { "7d": 7, "28d": 28, "90d": 90 };
const MONTHS_OF_A_YEAR = 12;

const write = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Calendar days, both included; `today` is the reader's. */
function daysOf(span: Span, today: string): { from: string; to: string } {
  const at = Date.parse(`${today}T00:00:00Z`);
  const [year = 0, month = 1] = today.split("-").map(Number);
  const days = DAYS[span];
  if (days !== undefined) return { from: write(at - (days - 1) * DAY_MS), to: today };
  if (span === "last-month") return { from: write(Date.UTC(year, month - 2, 1)), to: write(Date.UTC(year, month - 1, 0)) };
  const first = span === "12m" ? month - MONTHS_OF_A_YEAR : month - 1;
  return { from: write(Date.UTC(year, first, 1)), to: today };
}

export interface Question {
  from: string;
  to: string;
  /** Ids with commas between; absent: every store one may read. */
  stores?: string;
  samples?: "only";
}

export function useReportPlace() {
  const [params, setParams] = useSearchParams<{ span?: string; from?: string; to?: string; stores?: string; samples?: string }>();
  const today = createMemo(() => writeTime(now(), "key"));
  const span = (): Span =>
    isDay(params.from) && isDay(params.to) ? "own" : (SPANS.find((one) => one === params.span && one !== "own") ?? USUAL);
  const days = createMemo(() => (span() === "own" ? { from: params.from ?? today(), to: params.to ?? today() } : daysOf(span(), today())));
  const question = createMemo<Question>(() => ({
    ...days(),
    ...(params.stores ? { stores: params.stores } : {}),
    ...(params.samples === "only" ? { samples: "only" as const } : {}),
  }));
  /** What every other report is asked as well. */
  const shared = () => {
    const { span: named, from, to, stores, samples } = params;
    const asked = new URLSearchParams(
      Object.entries({ span: named, from, to, stores, samples }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    );
    return asked.size > 0 ? `?${asked.toString().replaceAll("%2C", ",")}` : "";
  };
  return {
    span,
    days,
    question,
    shared,
    stores: () => (params.stores ? params.stores.split(",") : null),
    isSamples: () => params.samples === "only",
    choose: (next: Span) =>
      setParams(
        next === "own" ? { span: undefined, ...days() } : { span: next === USUAL ? undefined : next, from: undefined, to: undefined },
      ),
    chooseDays: (from: string, to: string) => setParams({ span: undefined, from, to }),
    chooseStores: (stores: string[] | null) => setParams({ stores: stores?.join(",") || undefined }),
    chooseSamples: (isSamples: boolean) => setParams({ samples: isSamples ? "only" : undefined }),
  };
}

export type ReportPlace = ReturnType<typeof useReportPlace>;
