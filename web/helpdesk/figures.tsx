/** The numbers at the head of the service report, each with what it counts and the tickets behind it. */
import { type FigureProps, Figures } from "../insights/figure.tsx";
import { share, type Unit } from "../insights/write.ts";
import { speak } from "../words/words.ts";
import type { PartProps } from "./helpdesk.tsx";
import { listOf } from "./lists.ts";
import type { CountedDeed, Counts, ServiceReport } from "./queries.ts";

const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };
const MINUTES: Unit = { as: "minutes" };

export const repliesOf = ({ first, next, also }: Counts) => first + next + also;
const keptOf = ({ kept_first, kept_next, kept_resolution }: Counts) => kept_first + kept_next + kept_resolution;
const missedOf = ({ missed_first, missed_next, missed_resolution }: Counts) => missed_first + missed_next + missed_resolution;
export const keptShareOf = (counts: Counts) => share(keptOf(counts), keptOf(counts) + missedOf(counts));

type Name = keyof ReturnType<typeof speak<"insights">>["service"]["figures"];

const SUMS: readonly { name: Name; unit: Unit; value: (counts: Counts) => number | null; list?: CountedDeed }[] = [
  { name: "opened", unit: COUNT, value: ({ opened }) => opened, list: "opened" },
  { name: "asked", unit: COUNT, value: ({ asked }) => asked, list: "asked" },
  { name: "replies", unit: COUNT, value: repliesOf, list: "replies" },
  { name: "resolved", unit: COUNT, value: ({ resolved }) => resolved, list: "resolved" },
];

/** A share opens those that make it what it is. */
const SHARES: typeof SUMS = [
  { name: "reopened", unit: SHARE, value: ({ reopened, resolved }) => share(reopened, resolved), list: "reopened" },
  { name: "single", unit: SHARE, value: ({ single, resolved }) => share(single, resolved), list: "single" },
  { name: "kept", unit: SHARE, value: keptShareOf },
  { name: "auto", unit: SHARE, value: (counts) => share(counts.auto, counts.auto + repliesOf(counts)), list: "auto" },
  { name: "templated", unit: SHARE, value: (counts) => share(counts.templated, repliesOf(counts)), list: "templated" },
];

const medianOf = (speeds: ServiceReport["speeds"]["now"], deed: "first" | "next") => speeds[deed].all.median;

export function ServiceFigures(props: PartProps) {
  const words = speak("insights").service;
  const of = ({ name, unit, value, list }: (typeof SUMS)[number]): FigureProps => ({
    ...words.figures[name],
    unit,
    value: value(props.report.all.now),
    before: value(props.report.all.before),
    lists: "tickets",
    ...(list ? { to: listOf(props.place, { counted: list }) } : {}),
  });
  const speed = (name: "first" | "next"): FigureProps => ({
    ...words.figures[name],
    unit: MINUTES,
    value: medianOf(props.report.speeds.now, name),
    before: medianOf(props.report.speeds.before, name),
    lists: "tickets",
    to: listOf(props.place, { counted: name }),
  });
  return <Figures of={[...SUMS.map(of), speed("first"), speed("next"), ...SHARES.map(of)]} />;
}
