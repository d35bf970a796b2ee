/** The clock on the reader's wall, in the zone they read times in: what a field for a day and an hour holds, and the moment that is. */
import { DAY_MS, MINUTE_MS } from "./units.ts";

const faces = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-23T09:00", as `<input type="datetime-local">` has it. */
export function wallClock(at: number, zone: string): string {
  let face = faces.get(zone);
  if (!face) {
    face = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    faces.set(zone, face);
  }
  return face.format(at).replace(" ", "T");
}

const asUtc = (clock: string) => Date.parse(`${clock}Z`);
const aheadOfUtc = (at: number, zone: string) => asUtc(wallClock(at, zone)) - Math.floor(at / MINUTE_MS) * MINUTE_MS;

/** Epoch milliseconds of what a field holds; NaN where it holds no time. An hour the clock skips is as long after the hour before it. */
export function momentOf(clock: string, zone: string): number {
  const naive = asUtc(clock);
  if (Number.isNaN(naive)) return naive;
  // What the zone is ahead by is known at a moment only: the first guess is off by an hour where the clock is changed in between.
  const guess = naive - aheadOfUtc(naive, zone);
  const at = naive - aheadOfUtc(guess, zone);
  return wallClock(at, zone) === clock.slice(0, "2026-11-23T09:00".length) ? at : Math.max(guess, at);
}

/** An hour of a day, `days` after the one it is at `from`. */
export function morningIn(days: number, hour: number, from: number, zone: string): number {
  const day = new Date(Date.parse(wallClock(from, zone).slice(0, 10)) + days * DAY_MS).toISOString().slice(0, 10);
  return momentOf(`${day}T${String(hour).padStart(2, "0")}:00`, zone);
}

/** 0 is Sunday. */
export const weekdayOf = (at: number, zone: string): number => new Date(asUtc(wallClock(at, zone))).getUTCDay();
