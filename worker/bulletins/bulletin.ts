/** What a bulletin may be, when its next moment is, and which days it is about. Pure; days and hours are those of the zone the admin chose, on days
 *  of 23 and 25 hours too. */
import * as z from "zod";
import { addDays, type Days } from "../insights/period.ts";
import { RECEIVER_CHARACTERS_MAX } from "../mail/draft.ts";
import { instantOf } from "../sla/calendar.ts";
import { isTimeZone, localDate } from "../stores/calendar.ts";
import { DAY_MS } from "../units.ts";

export const REPORTS = ["sales", "fulfilment", "returns", "service"] as const;
export type ReportName = (typeof REPORTS)[number];
/** Days before the day of the sending. */
const SPANS = { "1d": 1, "7d": 7, "28d": 28 } as const;
export const LANGUAGES = ["en", "de", "es", "zh"] as const;

const ADDRESSES_MAX = 10;
const STORES_MAX = 200;
const DAYS_LOOKED_AHEAD = 8;

const once = <T>(all: T[]) => new Set(all).size === all.length;

export const bulletinForm = z.object({
  reports: z.array(z.enum(REPORTS)).min(1).refine(once),
  /** Null is every store. */
  stores: z.array(z.string().max(40)).min(1).max(STORES_MAX).nullable(),
  /** Monday is 0. */
  weekdays: z.array(z.number().int().min(0).max(6)).min(1).refine(once),
  hour: z.number().int().min(0).max(23),
  zone: z.string().max(60).refine(isTimeZone),
  span: z.enum(Object.keys(SPANS) as [keyof typeof SPANS, ...(keyof typeof SPANS)[]]),
  language: z.enum(LANGUAGES),
  addresses: z.array(z.email().max(RECEIVER_CHARACTERS_MAX)).min(1).max(ADDRESSES_MAX).refine(once),
});
export type BulletinForm = z.infer<typeof bulletinForm>;

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => (day + 3) % 7;

/** The next chosen hour of a chosen day, later than `after`. */
export function nextMoment({ weekdays, hour, zone }: Pick<BulletinForm, "weekdays" | "hour" | "zone">, after: number): number {
  const today = Date.parse(`${localDate(Math.floor(after / 1000), zone)}T00:00:00Z`) / DAY_MS;
  for (let day = today; day <= today + DAYS_LOOKED_AHEAD; day += 1) {
    const at = instantOf(zone, day, hour * 60, "first");
    if (weekdays.includes(weekdayOf(day)) && at > after) return at;
  }
  throw new Error("a week without a chosen day");
}

/** The whole days before the one on which it is sent. */
export function daysOf({ span, zone }: Pick<BulletinForm, "span" | "zone">, at: number): Days {
  const to = addDays(localDate(Math.floor(at / 1000), zone), -1);
  return { from: addDays(to, 1 - SPANS[span]), to };
}
