/** What a store's import of orders that TikTok ships may be set to: from which day on, into which warehouse. Pure but for what it looks up; refuses a
 *  start before this month or after today, and an import without a day or a warehouse. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import { localDate, startOfDay } from "./calendar.ts";
import type { StoreRow } from "./table.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const fbtWish = z.object({ isOn: z.boolean(), since: day.nullable(), warehouse: z.string().min(1).max(40).nullable() });
export type FbtWish = z.infer<typeof fbtWish>;

/** As days of the store, both of them included. */
export interface FbtLimits {
  earliest: string;
  latest: string;
}

/** From the first of this month to today, as the store's calendar has it. */
export function fbtLimits(now: number, timeZone: string): FbtLimits {
  const latest = localDate(now, timeZone);
  return { earliest: `${latest.slice(0, "2026-11".length)}-01`, latest };
}

/** The limits are for a date that is changed: what is saved stays valid when the month ends. Days compare as their text does, and every text between
 *  the limits is a day of their month. */
export function whyNotSince(since: string, saved: string | null, { earliest, latest }: FbtLimits): "fbt-too-early" | "fbt-too-late" | null {
  if (since === saved) return null;
  if (since < earliest) return "fbt-too-early";
  return since > latest ? "fbt-too-late" : null;
}

export interface FbtSetting extends FbtLimits, FbtWish {
  /** Since when it is as it is, in epoch milliseconds; null while nobody has touched it. */
  at: number | null;
  /** The store's own, once it has one. */
  warehouses: { id: string; name: string }[];
  can: { createWarehouse: Can };
}

type FbtColumns = Pick<StoreRow, "time_zone" | "fbt_import" | "fbt_since" | "fbt_warehouse_id" | "fbt_at">;

const savedSince = ({ fbt_since, time_zone }: Pick<StoreRow, "fbt_since" | "time_zone">) =>
  fbt_since === null ? null : localDate(fbt_since, time_zone);

export function tellFbt(store: FbtColumns, warehouses: FbtSetting["warehouses"], now: number): FbtSetting {
  const [own] = warehouses;
  return {
    ...fbtLimits(now, store.time_zone),
    isOn: store.fbt_import === 1,
    since: savedSince(store),
    warehouse: store.fbt_warehouse_id,
    at: store.fbt_at,
    warehouses,
    can: { createWarehouse: own ? cannot("fbt-warehouse-exists", { name: own.name }) : { ok: true } },
  };
}

/** What a save writes into the store's row, and what the record says of before and after. Switched off, day and warehouse stay as they are. */
export async function setFbt(kit: Kit, store: StoreRow, wish: FbtWish): Promise<{ sets: SQL[]; before: FbtWish; after: FbtWish }> {
  const saved = savedSince(store);
  const before = { isOn: store.fbt_import === 1, since: saved, warehouse: store.fbt_warehouse_id };
  const sets = [sql`fbt_import = ${Number(wish.isOn)}`, sql`fbt_at = ${kit.now()}`];
  if (!wish.isOn) return { sets, before, after: { ...before, isOn: false } };
  const { since, warehouse } = wish;
  if (since === null || warehouse === null) throw new Problem("invalid", "fbt-incomplete");
  const limits = fbtLimits(kit.now() / 1000, store.time_zone);
  const why = whyNotSince(since, saved, limits);
  if (why) throw new Problem("invalid", why, { ...limits });
  const own = await kit.db.first(sql`SELECT 1 AS yes FROM warehouse WHERE id = ${warehouse} AND kind = 'fbt' AND store_id = ${store.id}`);
  if (!own) throw new Problem("invalid", "fbt-warehouse-unknown");
  const [year = 0, month = 0, date = 0] = since.split("-").map(Number);
  const from = since === saved ? store.fbt_since : startOfDay({ year, month, day: date }, store.time_zone);
  return { sets: [...sets, sql`fbt_since = ${from}`, sql`fbt_warehouse_id = ${warehouse}`], before, after: wish };
}
