/** Hours as people type and read them: minutes of the day to "09:00" and back, a week in one line. No rule about promises lives here. */
import type { Answer, api } from "../api.ts";

export type PromisePage = Answer<(typeof api.sla)["$get"]>;
export type Calendar = PromisePage["calendars"][number];
export type StorePromise = PromisePage["stores"][number];
export type Range = Calendar["week"][number][number];
export type Hours = Pick<Calendar, "timeZone" | "week" | "holidays">;

const MINUTES_PER_DAY = 1_440;
export const OFFICE_HOURS: Range = { from: 540, to: 1_020 };

export const writeMinute = (minute: number) =>
  `${String(Math.floor((minute % MINUTES_PER_DAY) / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Midnight at the end of a range is the end of its day. */
export function readMinute(text: string, end: "from" | "to"): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  const minute = hours * 60 + minutes;
  return minute === 0 && end === "to" ? MINUTES_PER_DAY : minute;
}

export const isOvernight = (range: Range) => range.to <= range.from;

const writeRanges = (ranges: Range[]) => ranges.map(({ from, to }) => `${writeMinute(from)}–${writeMinute(to)}`).join(", ");

/** "Mon–Fri 09:00–17:00 · Sat 10:00–14:00": days that follow each other with the same hours are one. */
export function writeWeek(week: Range[][], days: string[]): string {
  const runs: { first: number; last: number; hours: string }[] = [];
  for (const [day, ranges] of week.entries()) {
    const hours = writeRanges(ranges);
    const run = runs.at(-1);
    if (run?.hours === hours) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  return runs
    .filter((run) => run.hours !== "")
    .map(({ first, last, hours }) => `${first === last ? days[first] : `${days[first]}–${days[last]}`} ${hours}`)
    .join(" · ");
}
