/** Days as rows of whole months and of single days at both ends, so that a year is read as a dozen rows of each kind. Where most of a month is meant,
 *  the month is taken whole and the few days that are not are taken off again. Pure. */
import { addDays, countDays, type Days } from "./period.ts";

export interface Span extends Days {
  /** -1: taken off. */
  sign: 1 | -1;
}

/** Months stand behind all days, for `m` sorts after digits. */
export const monthOf = (day: string) => `m${day.slice(0, 7)}`;

const firstOf = (day: string) => `${day.slice(0, 7)}-01`;
const lastOf = (day: string) => addDays(firstOf(addDays(firstOf(day), 31)), -1);

/** Both ends included; months are written as their rows are. */
export function spansOf({ from, to }: Days): Span[] {
  if (monthOf(from) === monthOf(to)) {
    const { isWhole, days } = within(from, to);
    return isWhole ? [...months(from, to), ...days] : days;
  }
  const begin = within(from, lastOf(from));
  const end = within(firstOf(to), to);
  const first = begin.isWhole ? from : addDays(lastOf(from), 1);
  const last = end.isWhole ? to : addDays(firstOf(to), -1);
  return [...(first <= last ? months(first, last) : []), ...begin.days, ...end.days];
}

const months = (from: string, to: string): Span[] => [{ from: monthOf(from), to: monthOf(to), sign: 1 }];

/** A part of one month: its days, or the whole month without the others, whichever is fewer. */
function within(from: string, to: string): { isWhole: boolean; days: Span[] } {
  const others = [
    { from: firstOf(from), to: addDays(from, -1) },
    { from: addDays(to, 1), to: lastOf(to) },
  ].filter((days) => days.from <= days.to);
  const isWhole = others.reduce((sum, days) => sum + countDays(days), 0) < countDays({ from, to });
  return isWhole ? { isWhole, days: others.map((days) => ({ ...days, sign: -1 as const })) } : { isWhole, days: [{ from, to, sign: 1 }] };
}
