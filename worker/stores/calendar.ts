/** Days as a store lives them: TikTok's times are epoch seconds, a seller's days begin at midnight in the store's zone, and a day may have
 *  23 or 25 hours. */

export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, calendar: "gregory", hourCycle: "h23", ...parts });
    formats.set(timeZone, format);
  }
  return format;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** `time` in epoch seconds. */
export function localTime(time: number, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(time * 1000)
      .map((part) => [part.type, Number(part.value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** "2026-03-29" in the store's zone. */
export function localDate(time: number, timeZone: string): string {
  const { year, month, day } = localTime(time, timeZone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Epoch seconds at which a local day begins: midnight, or the first moment after it where the clock skips midnight. */
export function startOfDay(date: { year: number; month: number; day: number }, timeZone: string): number {
  const wall = Date.UTC(date.year, date.month - 1, date.day) / 1000;
  const first = wall - offsetAt(wall, timeZone);
  const settled = wall - offsetAt(first, timeZone);
  // Where midnight does not exist the two guesses straddle the gap; the later one is the day's first moment.
  return localDate(settled, timeZone) === localDate(first, timeZone) ? settled : Math.max(first, settled);
}

/** Seconds that local time is ahead of UTC. */
export function offsetAt(time: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = localTime(time, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - time;
}

/** The same day of the month `months` earlier, or that month's last day, at the start of the day in the store's zone. Epoch seconds. */
export function startOfDayMonthsBefore(time: number, months: number, timeZone: string): number {
  const { year, month, day } = localTime(time, timeZone);
  const target = new Date(Date.UTC(year, month - 1 - months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return startOfDay({ year: target.getUTCFullYear(), month: target.getUTCMonth() + 1, day: Math.min(day, lastDay) }, timeZone);
}
