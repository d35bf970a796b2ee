/** What one place of a chart stands for: a day, or of a long period a week, because four hundred days are a thicket. Weeks are counted back from the
 *  last day, so that it is the first one that may be shorter. */
import { speak } from "../words/words.ts";
import { writeDay, writeDays, writeWeekday } from "./write.ts";

const DAYS_DRAWN_MAX = 92;
const WEEK_DAYS = 7;

export interface Stretch {
  from: string;
  to: string;
}

export interface Stretches<Row> {
  rows: Row[][];
  of: Stretch[];
  isWeeks: boolean;
}

export function stretchesOf<Row extends { day: string }>(days: readonly Row[]): Stretches<Row> {
  const isWeeks = days.length > DAYS_DRAWN_MAX;
  const size = isWeeks ? WEEK_DAYS : 1;
  const first = days.length % size;
  const rows = [
    days.slice(0, first),
    ...Array.from({ length: Math.floor(days.length / size) }, (_, at) => days.slice(first + at * size, first + (at + 1) * size)),
  ];
  const some = rows.filter((row) => row.length > 0);
  return { isWeeks, rows: some, of: some.map((row) => ({ from: row[0]?.day ?? "", to: row.at(-1)?.day ?? "" })) };
}

export const addUp = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0);

/** What a chart over these is called, and what stands on its axis. */
export function namesOf({ of, isWeeks }: Pick<Stretches<unknown>, "of" | "isWeeks">, name: string) {
  const words = speak("insights");
  return {
    title: isWeeks ? words.perWeek(name) : words.perDay(name),
    head: isWeeks ? words.week : words.day,
    labels: of.map(({ from }) => writeDay(from)),
    longLabels: of.map(({ from, to }) => (from === to ? writeWeekday(from) : writeDays({ from, to }))),
  };
}
