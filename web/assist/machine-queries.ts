/** What Settings › Machine help asks, refusals in its own words, and dollars as people type and read them. */
import { type Answer, api, ask, type Problem } from "../api.ts";
import { type Because, explain } from "../words/explain.ts";
import { LOCALE } from "../words/language.ts";
import { speak } from "../words/words.ts";

export type MachinePage = Answer<typeof api.assist.$get>;
export type Task = MachinePage["tasks"][number];
export type StoreGives = MachinePage["stores"][number];
export type Call = Answer<typeof api.assist.calls.$get>["rows"][number];
export type Tried = Answer<typeof api.assist.try.$post>;

export const askMachine = { queryKey: ["assist"], queryFn: () => ask(api.assist.$get()) };

export const askCalls = (task: Task | "") => ({
  queryKey: ["assist-calls", task],
  queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
    ask(api.assist.calls.$get({ query: { ...(pageParam ? { before: String(pageParam) } : {}), ...(task ? { task } : {}) } })),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: number | null }) => last.next ?? undefined,
});

export const explainMachine = (because: Because | Problem): string =>
  speak("machine").problems[because.code]?.(because.facts) ?? explain(because);

const MICRO = 1_000_000;
const dollars = new Intl.NumberFormat(LOCALE, {
  style: "currency",
  currency: "USD",
  currencyDisplay: "narrowSymbol",
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** Less than that is said to be less, never nothing. */
const SHOWN_MICRO_MIN = 100;

export const formatDollars = (micro: number) =>
  micro > 0 && micro < SHOWN_MICRO_MIN ? `< ${dollars.format(SHOWN_MICRO_MIN / MICRO)}` : dollars.format(micro / MICRO);

export const plainDollars = (micro: number) => String(micro / MICRO);
/** With a point or a comma, in millionths; null where it is no amount. */
export function readDollars(text: string): number | null {
  const match = /^(\d{1,5})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  return match ? Number(match[1]) * MICRO + Number((match[2] ?? "").padEnd(6, "0")) : null;
}
