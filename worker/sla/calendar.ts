/** When a team works: weekly ranges and holidays in a zone of the IANA time zone database. Counts open time between two moments and finds
 *  the moment by which some of it has passed, over days of 23 and 25 hours too. Pure; epoch milliseconds in and out. No calendar at all
 *  means around the clock. */
import { localTime, offsetAt } from "../stores/calendar.ts";
import { DAY_MS, MINUTE_MS } from "../units.ts";

/** Minutes of the local day, 0 to 1440. A range that ends where it begins or earlier ends on the next day. */
export interface Range {
  from: number;
  to: number;
}

export interface Holiday {
  /** "2026-12-25", a day in the calendar's zone. */
  date: string;
  /** Open in spite of it; empty is closed all day. */
  ranges: Range[];
}

export interface Calendar {
  timeZone: string;
  /** Seven days, Monday first. */
  week: Range[][];
  holidays: Holiday[];
}

interface Span {
  from: number;
  to: number;
}

export const MINUTES_PER_DAY = 1_440;
/** Further ahead nothing is looked for: a calendar that opens this seldom promises nothing. */
const HORIZON_DAYS = 800;

/** The moment by which `ms` of open time have passed since `at`. */
export function addOpenMs(calendar: Calendar | null, at: number, ms: number): number {
  if (!calendar) return at + ms;
  let left = ms;
  for (const span of openSpans(calendar, at, at + HORIZON_DAYS * DAY_MS)) {
    if (span.to - span.from >= left) return span.from + left;
    left -= span.to - span.from;
  }
  return at + HORIZON_DAYS * DAY_MS;
}

export const addOpenMinutes = (calendar: Calendar | null, at: number, minutes: number) => addOpenMs(calendar, at, minutes * MINUTE_MS);

export function openMsBetween(calendar: Calendar | null, from: number, to: number): number {
  if (to <= from) return 0;
  if (!calendar) return to - from;
  let ms = 0;
  for (const span of openSpans(calendar, from, to)) ms += span.to - span.from;
  return ms;
}

export function isOpen(calendar: Calendar | null, at: number): boolean {
  return openMsBetween(calendar, at, at + 1) > 0;
}

/** `at` itself while open; null where nothing opens within the horizon. */
export function nextOpening(calendar: Calendar | null, at: number): number | null {
  if (!calendar) return at;
  for (const span of openSpans(calendar, at, at + HORIZON_DAYS * DAY_MS)) return span.from;
  return null;
}

/** Open stretches between two moments, oldest first, none overlapping another. */
function* openSpans(calendar: Calendar, from: number, to: number): Generator<Span> {
  const holidays = new Map(calendar.holidays.map((holiday) => [holiday.date, holiday.ranges]));
  let behind = from;
  // The day before may reach into this one.
  for (let day = dayOf(from, calendar.timeZone) - 1; ; day += 1) {
    if (instantOf(calendar.timeZone, day, 0, "first") >= to) return;
    for (const span of spansOf(calendar, holidays, day)) {
      const open = { from: Math.max(span.from, behind), to: Math.min(span.to, to) };
      if (open.to <= open.from) continue;
      yield open;
      behind = open.to;
    }
  }
}

/** A local day's stretches. One that runs past midnight stops there when the next day is a holiday. */
function spansOf({ week, timeZone }: Calendar, holidays: Map<string, Range[]>, day: number): Span[] {
  const ranges = holidays.get(nameOf(day)) ?? week[weekdayOf(day)] ?? [];
  const isCut = holidays.has(nameOf(day + 1));
  return ranges
    .map((range) => {
      const end = range.to <= range.from ? range.to + MINUTES_PER_DAY : range.to;
      const to = isCut ? Math.min(end, MINUTES_PER_DAY) : end;
      return { from: instantOf(timeZone, day, range.from, "first"), to: instantOf(timeZone, day, to, "last") };
    })
    .sort((one, other) => one.from - other.from);
}

/** Local days are counted from 1970-01-01. */
function dayOf(at: number, timeZone: string): number {
  const { year, month, day } = localTime(Math.floor(at / 1000), timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

const nameOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** 1970-01-01 was a Thursday; Monday is 0. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

/** When the clock on the wall shows this. Where it shows it twice, the first or the last time; where it never does, the moment it jumps. */
export function instantOf(timeZone: string, day: number, minute: number, which: "first" | "last"): number {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const before = offsetMs(wall - DAY_MS, timeZone);
  const after = offsetMs(wall + DAY_MS, timeZone);
  if (before === after) return wall - before;
  const shown = [wall - before, wall - after].filter((at) => at + offsetMs(at, timeZone) === wall);
  if (shown.length > 0) return which === "first" ? Math.min(...shown) : Math.max(...shown);
  return jumpBetween(wall - Math.max(before, after), wall - Math.min(before, after), timeZone);
}

const offsetMs = (at: number, timeZone: string) => offsetAt(Math.floor(at / 1000), timeZone) * 1000;

/** The second at which the zone's offset changes. */
function jumpBetween(from: number, to: number, timeZone: string): number {
  let early = from;
  let late = to;
  const offset = offsetMs(early, timeZone);
  while (late - early > 1000) {
    const middle = Math.floor((early + late) / 2000) * 1000;
    if (offsetMs(middle, timeZone) === offset) early = middle;
    else late = middle;
  }
  return late;
}
