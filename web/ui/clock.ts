/** The time of day as the page knows it, and times as people write them: exact in a zone, or how long ago. Times are epoch milliseconds. */
import { createSignal } from "solid-js";
import { LANGUAGE, LOCALE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./units.ts";

const TICK_MS = 15_000;

let behind = 0;
/** By the desk's clock, which says when something is due: a device may be minutes off. */
export const timeNow = () => Date.now() + behind;

const [now, setNow] = createSignal(timeNow());
const tick = () => setNow(timeNow());
setInterval(() => !document.hidden && tick(), TICK_MS);
document.addEventListener("visibilitychange", tick);

/** The desk has just said what time it is; how long that was on its way is no difference anybody sees. */
export function setByDesk(at: number): void {
  behind = at - Date.now();
  tick();
}

/** When a day's work is put off to, wherever an hour is offered. */
export const MORNING_HOUR = 9;

/** Moves on every TICK_MS, and everything that shows it with it. */
export { now };

export const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone this person reads times in: the device's, unless they chose another. */
export let ownZone = deviceZone;

export function chooseZone(zone: string | null): void {
  ownZone = zone ?? deviceZone;
}

const shapes = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { weekday: "short", day: "numeric", month: "short" },
  longDay: { weekday: "long", day: "numeric", month: "long" },
  date: { day: "numeric", month: "short", year: "numeric" },
  full: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  /** Sorts and compares: 2026-08-12. */
  key: { year: "numeric", month: "2-digit", day: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

export function writeTime(at: number, shape: keyof typeof shapes, zone: string = ownZone): string {
  const name = `${shape} ${zone}`;
  let format = formats.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(shape === "key" ? "en-CA" : LOCALE, { ...shapes[shape], timeZone: zone });
    formats.set(name, format);
  }
  return format.format(at);
}

/** "Los Angeles" of America/Los_Angeles: what people call the zone. */
export const placeOf = (zone: string) => (zone.split("/").pop() ?? zone).replaceAll("_", " ");

/** "2 d", "5 h 40 m", "18 m": two units where the first is small, else one. */
export function writeSpan(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE_MS));
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const { span } = speak("frame");
  if (days >= 2) return span.days(days);
  if (days === 1) return hours % 24 === 0 ? span.days(1) : span.dayAndHours(hours % 24);
  if (hours >= 10) return span.hours(hours);
  if (hours >= 1) return minutes % 60 === 0 ? span.hours(hours) : span.hoursAndMinutes(hours, String(minutes % 60).padStart(2, "0"));
  return span.minutes(minutes);
}

const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto", style: "short" });

export const isSameDay = (one: number, other: number, zone: string = ownZone) =>
  writeTime(one, "key", zone) === writeTime(other, "key", zone);

/** "14:05" today, "yesterday", "Wed 12 Aug", then the date with its year. */
export function writeRecent(at: number, from: number, zone: string = ownZone): string {
  if (isSameDay(at, from, zone)) return writeTime(at, "time", zone);
  if (isSameDay(at + DAY_MS, from, zone)) return relative.format(-1, "day");
  return from - at < 300 * DAY_MS ? writeTime(at, "day", zone) : writeTime(at, "date", zone);
}

/** "14:05" today, "tomorrow 09:00", then the day and the time: when something will be. */
export function writeUntil(at: number, from: number, zone: string = ownZone): string {
  if (isSameDay(at, from, zone)) return writeTime(at, "time", zone);
  const isTomorrow = isSameDay(at, from + DAY_MS, zone);
  return isTomorrow ? `${relative.format(1, "day")} ${writeTime(at, "time", zone)}` : writeTime(at, "full", zone);
}

/** "just now", "14 min. ago", "3 hr. ago", then the day. */
export function writeAgo(at: number, from: number): string {
  const ms = from - at;
  if (ms < MINUTE_MS) return relative.format(0, "second");
  if (ms < HOUR_MS) return relative.format(-Math.floor(ms / MINUTE_MS), "minute");
  if (ms < DAY_MS) return relative.format(-Math.floor(ms / HOUR_MS), "hour");
  return writeRecent(at, from);
}

/** What stands on screen has been seen by then. */
export const afterPaint = (act: () => void): void => void requestAnimationFrame(() => setTimeout(act));

/** After what is urgent. */
export function whenIdle(act: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act);
  else setTimeout(act, 200);
}
