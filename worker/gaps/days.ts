/** Which days a night checks: the last ones all, older ones in turn. Pure; days are the store's own, written
 *  "2026-03-29", and have 23, 24 or 25 hours. */
import { localDate, localTime, startOfDay } from "../stores/calendar.ts";
import { DAY_MS } from "../units.ts";
import type { Span } from "./compare.ts";

/** Checked every night. */
export const DAYS_CHECKED = 30;
const OLDER_EVERY_NIGHTS = 20;
/** A day older than this has been proved thirty times and more. */
const OLDER_DAYS_MAX = 90;
/** The store's own hour from which a night is due: yesterday is over, and what search still hid has come out. */
export const NIGHT_HOUR = 3;

const midday = (day: string) => Date.parse(`${day}T12:00:00Z`);
export const dayAfter = (day: string, days = 1) => new Date(midday(day) + days * DAY_MS).toISOString().slice(0, 10);

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(midday(text)) && dayAfter(text, 0) === text;
}

function beginOf(day: string, timeZone: string): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return startOfDay({ year, month, day: date }, timeZone);
}

export const spanOf = (day: string, timeZone: string): Span => ({ from: beginOf(day, timeZone), before: beginOf(dayAfter(day), timeZone) });

/** The store's date, once its night has come; null before. `now` in epoch seconds. */
export function nightOf(now: number, timeZone: string): string | null {
  return localTime(now, timeZone).hour >= NIGHT_HOUR ? localDate(now, timeZone) : null;
}

/** Yesterday first. `since`: epoch seconds, the first of which orders are kept at all. */
export function daysToCheck(night: string, timeZone: string, since: number): string[] {
  const days = Array.from({ length: OLDER_DAYS_MAX }, (_, ago) => dayAfter(night, -ago - 1));
  return days.filter((day, ago) => beginOf(day, timeZone) >= since && (ago < DAYS_CHECKED || turnOf(day) === turnOf(night)));
}

/** Each older day has its turn once in OLDER_EVERY_NIGHTS. */
const turnOf = (day: string) => Math.floor(midday(day) / DAY_MS) % OLDER_EVERY_NIGHTS;
