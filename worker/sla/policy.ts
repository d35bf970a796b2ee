/** What a store promises, as its tickets need it: targets from the store's row, hours from its calendar. Forms for both, with their limits. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { isPriority, tagId } from "../labels/label.ts";
import { isTimeZone } from "../stores/calendar.ts";
import type { StoreRow } from "../stores/table.ts";
import { type Calendar, type Holiday, MINUTES_PER_DAY, type Range } from "./calendar.ts";
import type { Override, StorePolicy } from "./clocks.ts";
import type { CalendarRow } from "./table.ts";

const TARGET_MINUTES_MIN = 5;
const REPLY_TARGET_MINUTES_MAX = 10_080;
const RESOLUTION_TARGET_MINUTES_MAX = 43_200;
const CALENDAR_NAME_CHARACTERS_MAX = 60;
const RANGES_PER_DAY_MAX = 6;
const HOLIDAYS_MAX = 100;
const OVERRIDES_MAX = 20;

const replyMinutes = z.number().int().min(TARGET_MINUTES_MIN).max(REPLY_TARGET_MINUTES_MAX);

const resolutionMinutes = z.number().int().min(TARGET_MINUTES_MIN).max(RESOLUTION_TARGET_MINUTES_MAX);

const override = z
  .object({
    label: tagId,
    firstMinutes: replyMinutes.nullable(),
    nextMinutes: replyMinutes.nullable(),
    resolutionMinutes: resolutionMinutes.nullable(),
  })
  // Nothing in the store's stead is no promise of its own.
  .refine((one) => one.firstMinutes !== null || one.nextMinutes !== null || one.resolutionMinutes !== null, { path: ["firstMinutes"] });

/** All of a store's promise at once: a form shows all of it. */
export const promiseForm = z.object({
  firstMinutes: replyMinutes,
  nextMinutes: replyMinutes.nullable(),
  resolutionMinutes: resolutionMinutes.nullable(),
  calendarId: z.string().max(40).nullable(),
  overrides: z
    .array(override)
    .max(OVERRIDES_MAX)
    .refine((all) => new Set(all.map(({ label }) => label)).size === all.length)
    .default([]),
});
export type PromiseForm = z.infer<typeof promiseForm>;

const range = z.object({
  from: z
    .number()
    .int()
    .min(0)
    .max(MINUTES_PER_DAY - 1),
  to: z.number().int().min(0).max(MINUTES_PER_DAY),
});
const ranges = z.array(range).max(RANGES_PER_DAY_MAX);
const isDate = (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

export const hoursForm = z.object({
  timeZone: z.string().refine(isTimeZone),
  week: z.array(ranges).length(7),
  holidays: z.array(z.object({ date: z.iso.date().refine(isDate), ranges })).max(HOLIDAYS_MAX),
});
export const calendarForm = hoursForm.extend({ name: z.string().trim().min(1).max(CALENDAR_NAME_CHARACTERS_MAX) });
export type CalendarForm = z.infer<typeof calendarForm>;

/** A week in which nobody ever works would promise nothing. */
export const isEverOpen = (calendar: Pick<Calendar, "week">) => calendar.week.some((day) => day.length > 0);

/** Around the clock where the store names no calendar; asks D1 only where it does. */
export async function findPolicy(kit: Kit, store: StoreRow): Promise<StorePolicy> {
  const row = store.calendar_id
    ? await kit.db.first<CalendarRow>(sql`SELECT * FROM business_calendar WHERE id = ${store.calendar_id}`)
    : null;
  return policyOf(store, row);
}

type PromiseRow = Pick<StoreRow, "reply_target_minutes" | "next_target_minutes" | "resolution_target_minutes" | "promise_overrides">;

export const overridesOf = (store: Pick<StoreRow, "promise_overrides">) => JSON.parse(store.promise_overrides) as Override[];

/** Tags among what a promise depends on. */
export const tagsIn = (overrides: Override[]) => overrides.map(({ label }) => label).filter((label) => !isPriority(label));

export const policyOf = (store: PromiseRow, calendar: CalendarRow | null): StorePolicy => ({
  firstMinutes: store.reply_target_minutes,
  nextMinutes: store.next_target_minutes ?? store.reply_target_minutes,
  resolutionMinutes: store.resolution_target_minutes,
  calendar: calendar && { name: calendar.name, ...hoursOf(calendar) },
  // A next reply that is promised as fast as a first one follows it here as well.
  overrides: overridesOf(store).map((one) => ({
    ...one,
    nextMinutes: one.nextMinutes ?? (store.next_target_minutes === null ? one.firstMinutes : null),
  })),
});

export const hoursOf = (row: CalendarRow): Calendar => ({
  timeZone: row.time_zone,
  week: JSON.parse(row.week) as Range[][],
  holidays: JSON.parse(row.holidays) as Holiday[],
});
