/** How the desk itself fares: why work failed, when each store was last heard of, and what waits. Written once a batch and never in the way of
 *  the work; read by admins. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { describeError, writeLog } from "../log.ts";
import type { StoreRow } from "../stores/table.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { PULSE } from "./well.ts";

/** A store that is busy is written down this seldom. */
const HEALTH_STEP_MS = 240_000;
const WHY_CHARACTERS_MAX = 300;
/** A first failure is mostly the last one. */
const TRIES_WORTH_TELLING = 2;
const TROUBLE_KEPT_MS = 86_400_000;

/** What became of one message. */
export interface Settled {
  job: Job;
  store: StoreRow | null;
  verdict: string;
  failure: unknown;
  attempts: number;
}

/** Work is done whether or not this can be written. */
export async function keepHealth(kit: Kit, settled: Settled[]): Promise<void> {
  const statements = [...heardOf(kit.now(), settled), ...troubles(kit.now(), settled)];
  try {
    await kit.db.run(...statements);
  } catch (error) {
    writeLog(kit, { door: "consumer", job: "health", verdict: "bug", error });
  }
}

type Beat = "webhook_at" | "sweep_at" | "reconcile_at" | "aftersales_at";
const BEATS: Partial<Record<Job["do"], Beat>> = {
  notified: "webhook_at",
  "sweep-conversations": "sweep_at",
  "reconcile-orders": "reconcile_at",
  "reconcile-aftersales": "aftersales_at",
};

const ALL_BEATS: Beat[] = ["webhook_at", "sweep_at", "reconcile_at", "aftersales_at"];

function heardOf(now: number, settled: Settled[]): SQL[] {
  const rows = new Map<string, Partial<Record<Beat, number>>>();
  for (const { job, store, verdict } of settled) {
    const beat = BEATS[job.do];
    if (beat && store && verdict === "done") rows.set(store.id, { ...rows.get(store.id), [beat]: now });
  }
  if (rows.size === 0) return [];
  const given = JSON.stringify([...rows].map(([store, beats]) => ({ store, ...beats })));
  const isNews = (beat: Beat) => `excluded.${beat} >= IFNULL(store_health.${beat}, 0) + ${HEALTH_STEP_MS}`;
  const take = (beat: Beat) => `${beat} = IFNULL(excluded.${beat}, store_health.${beat})`;
  return [
    sql`INSERT INTO store_health (store_id, ${sql.raw(ALL_BEATS.join(", "))})
      SELECT value->>'store', ${sql.raw(ALL_BEATS.map((beat) => `value->>'${beat}'`).join(", "))} FROM json_each(${given}) WHERE true
      ON CONFLICT (store_id) DO UPDATE SET ${sql.raw(ALL_BEATS.map(take).join(", "))} WHERE ${sql.raw(ALL_BEATS.map(isNews).join(" OR "))}`,
  ];
}

/** Something of the desk's own has happened just now. */
export const noteBeat = (kit: Kit, name: string) =>
  kit.db.run(sql`INSERT INTO desk_beat (name, at) VALUES (${name}, ${kit.now()}) ON CONFLICT (name) DO UPDATE SET at = excluded.at`);

/** When the minute's round was last through; now where it never was. Epoch milliseconds. */
export async function lastPulse(kit: Kit): Promise<number> {
  const beat = await kit.db.first<{ at: number }>(sql`SELECT at FROM desk_beat WHERE name = ${PULSE}`);
  return beat?.at ?? kit.now();
}

function troubles(now: number, settled: Settled[]): SQL[] {
  const failed = settled.filter(({ verdict, attempts }) => (verdict === "retry" || verdict === "bug") && attempts >= TRIES_WORTH_TELLING);
  if (failed.length === 0) return [];
  const rows = JSON.stringify(failed.map(({ job, failure }) => ({ job: JSON.stringify(job), why: whyOf(failure) })));
  return [
    sql`INSERT INTO job_trouble (job, why, at) SELECT value->>'job', value->>'why', ${now} FROM json_each(${rows}) WHERE true
      ON CONFLICT (job) DO UPDATE SET why = excluded.why, at = excluded.at`,
  ];
}

/** Never what was asked or answered, only how it failed. */
function whyOf(failure: unknown): string {
  if (failure instanceof TikTokFailure) {
    const { code, words, requestId } = failure;
    return [code, words, requestId]
      .filter((part) => part !== null && part !== "")
      .join(" · ")
      .slice(0, WHY_CHARACTERS_MAX);
  }
  return describeError(failure).slice(0, WHY_CHARACTERS_MAX);
}

/** Reasons of work that has long been done, or given up. */
export const forgetTroubles = (kit: Kit) => kit.db.run(sql`DELETE FROM job_trouble WHERE at < ${kit.now() - TROUBLE_KEPT_MS}`);
