/** Places what happened in tickets: in a day and an hour of its store, with how long it took by the calendar and in open hours, and whether its
 *  promise was kept. What is placed stays as the hours and promises of then had it, except where the store moves to another zone. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { openMsBetween } from "../sla/calendar.ts";
import { findPolicy } from "../sla/policy.ts";
import { localTime } from "../stores/calendar.ts";
import { findStore } from "../stores/shop.ts";
import { MINUTE_MS } from "../units.ts";
import type { HelpdeskDeedRow } from "./table.ts";

const DEEDS_PER_STEP = 200;
/** A job takes so many steps and leaves the rest to the next. */
const STEPS_PER_JOB_MAX = 20;
/** A clock of what was asked before the store was connected begins within the minute before that. */
const CLOCK_AHEAD_MS = 60_000;

/** Stores with something to place. */
export async function namePlacing(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(sql`SELECT s.id FROM store s WHERE ${hasUnplaced(sql`s.id`, sql`s.time_zone`)}`);
  return stores.map(({ id }) => ({ do: "place-deeds", store: id }));
}

/** Under no zone yet, or under another than the store's. */
export const hasUnplaced = (storeId: SQL, zone: SQL) =>
  sql`(EXISTS (SELECT 1 FROM helpdesk_deed d WHERE d.store_id = ${storeId} AND d.zone < ${zone})
    OR EXISTS (SELECT 1 FROM helpdesk_deed d WHERE d.store_id = ${storeId} AND d.zone > ${zone}))`;

type DueRow = Pick<HelpdeskDeedRow, "ticket_id" | "id" | "deed" | "at" | "since" | "version" | "took_open"> & { is_broken: number };

/** Answers whether nothing is left. */
export async function placeDeeds(kit: Kit, storeId: string): Promise<boolean> {
  const store = await findStore(kit, storeId);
  if (!store) return true;
  const policy = await findPolicy(kit, store);
  for (let step = 0; step < STEPS_PER_JOB_MAX; step += 1) {
    const due = await findUnplaced(kit, storeId, store.time_zone);
    const placed = due.map((row) => ({
      t: row.ticket_id,
      i: row.id,
      v: row.version,
      ...placeOf(row.at, store.time_zone),
      took: row.since === null ? null : stepOf(row.at - row.since),
      open: row.since === null ? null : (row.took_open ?? stepOf(openMsBetween(policy.calendar, row.since, row.at))),
      kept: isPromised(row.deed, policy.resolutionMinutes !== null) && row.since !== null ? 1 - row.is_broken : null,
    }));
    if (placed.length > 0) await kit.db.run(writePlaces(store.time_zone, placed));
    if (due.length < DEEDS_PER_STEP) return true;
  }
  return false;
}

const isPromised = (deed: string, hasResolution: boolean) => deed === "first" || deed === "next" || (deed === "resolved" && hasResolution);

function findUnplaced(kit: Kit, storeId: string, zone: string): Promise<DueRow[]> {
  const under = (where: SQL) => sql`SELECT * FROM (SELECT d.ticket_id, d.id, d.deed, d.at, d.since, d.version, d.took_open,
      EXISTS (SELECT 1 FROM sla_breach b WHERE b.ticket_id = d.ticket_id AND (b.kind = 'resolution') = (d.deed = 'resolved')
        AND b.started_at BETWEEN d.since - ${CLOCK_AHEAD_MS} AND d.since) AS is_broken
    FROM helpdesk_deed d INDEXED BY helpdesk_deed_placed WHERE d.store_id = ${storeId} AND ${where} LIMIT ${DEEDS_PER_STEP})`;
  return kit.db.all<DueRow>(sql`${under(sql`d.zone < ${zone}`)} UNION ALL ${under(sql`d.zone > ${zone}`)} LIMIT ${DEEDS_PER_STEP}`);
}

const writePlaces = (zone: string, placed: object[]) =>
  sql`UPDATE helpdesk_deed SET zone = ${zone}, day = k.value->>'day', slot = k.value->>'slot', took = k.value->>'took', took_open = k.value->>'open',
      is_kept = k.value->>'kept'
    FROM json_each(${JSON.stringify(placed)}) k
    WHERE helpdesk_deed.ticket_id = k.value->>'t' AND helpdesk_deed.id = k.value->>'i' AND helpdesk_deed.version = k.value->>'v'`;

const HOURS_PER_DAY = 24;

/** The store's day, and the hour of its week from Monday on. */
export function placeOf(at: number, zone: string): { day: string; slot: number } {
  const { year, month, day, hour } = localTime(Math.floor(at / 1000), zone);
  const local = new Date(Date.UTC(year, month - 1, day));
  return { day: local.toISOString().slice(0, 10), slot: ((local.getUTCDay() + 6) % 7) * HOURS_PER_DAY + hour };
}

const HOUR_MINUTES = 60;
const DAY_MINUTES = 1_440;
const STEP_MINUTES = 5;
/** Whatever took longer took as long. */
const TOOK_MINUTES_MAX = 60 * DAY_MINUTES;

/** Whole minutes below an hour, five minutes below a day, hours beyond: what medians are exact to. */
export function stepOf(ms: number): number {
  const minutes = Math.min(Math.max(0, Math.floor(ms / MINUTE_MS)), TOOK_MINUTES_MAX);
  if (minutes < HOUR_MINUTES) return minutes;
  return minutes < DAY_MINUTES ? minutes - (minutes % STEP_MINUTES) : minutes - (minutes % HOUR_MINUTES);
}
