/** Days that wait to be proved, one after another: the store's own night names them, and so does a person. A walk claims its store while it works, so
 *  that two chains count nothing twice; one that was lost is named again by the minute's round. */
import { getTableColumns, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { localDate } from "../stores/calendar.ts";
import type { Shop } from "../stores/shop.ts";
import { DAY_MS } from "../units.ts";
import { hasLostChain } from "../walks.ts";
import { daysToCheck, nightOf } from "./days.ts";
import { proveDay } from "./prove.ts";
import { type GapWalkRow, gapReceipt, type ReceiptRow } from "./table.ts";

/** One job walks this long and hands the rest on: other stores wait behind it. */
const WALK_MS_MAX = 20_000;
/** A day takes less than this, or its walk is dead. */
const CLAIM_MS = 240_000;
/** A day that nobody came through so often is left to the next night. */
const STUMBLES_MAX = 5;
export const RECEIPT_DAYS_KEPT = 400;

export interface WaitingDay {
  day: string;
  /** Who asked; null: the night. */
  by: string | null;
}

/** Answers whether nothing is left that this chain may do. */
export async function walkDays(kit: Kit, shop: Shop): Promise<boolean> {
  const endAt = kit.now() + WALK_MS_MAX;
  const storeId = shop.store.id;
  for (;;) {
    const [[row]] = await kit.db.batch<[GapWalkRow]>([
      sql`UPDATE gap_walk SET walk_at = ${kit.now() + CLAIM_MS}, stumbles = stumbles + 1
        WHERE store_id = ${storeId} AND walk_at <= ${kit.now()} RETURNING *`,
    ]);
    const next = row && (JSON.parse(row.days) as WaitingDay[])[0];
    if (!next) return true;
    const receipt = row.stumbles > STUMBLES_MAX ? null : await proveDay(kit, shop, next.day, next.by);
    const left = sql`(SELECT json_group_array(json(k.value)) FROM json_each(gap_walk.days) k WHERE k.value->>'day' <> ${next.day})`;
    await kit.db.run(
      ...(receipt ? [insertReceipt(receipt)] : []),
      sql`UPDATE gap_walk SET days = ${left}, stumbles = 0, walk_at = CASE WHEN ${left} = '[]' THEN NULL ELSE ${kit.now()} END
        WHERE store_id = ${storeId}`,
    );
    await kit.env.MAILBOX.getByName("mailbox").poke({ store: storeId, self: true });
    if (kit.now() >= endAt) return false;
  }
}

const RECEIPT_COLUMNS = Object.keys(getTableColumns(gapReceipt)) as (keyof ReceiptRow)[];

const insertReceipt = (receipt: ReceiptRow) =>
  sql`INSERT INTO gap_receipt (${sql.raw(RECEIPT_COLUMNS.join(", "))})
    VALUES (${sql.join(
      RECEIPT_COLUMNS.map((column) => sql`${receipt[column]}`),
      sql`, `,
    )})`;

/** Days somebody asked for go first; a day waits once. */
export const nameDays = (storeId: string, days: WaitingDay[], now: number) =>
  sql`INSERT INTO gap_walk (store_id, night, days, walk_at) VALUES (${storeId}, '', ${JSON.stringify(days)}, ${now})
    ON CONFLICT (store_id) DO UPDATE SET walk_at = IFNULL(walk_at, excluded.walk_at), days = (SELECT json_group_array(json(value)) FROM (
      SELECT n.value FROM json_each(excluded.days) n UNION ALL SELECT o.value FROM json_each(gap_walk.days) o
      WHERE o.value->>'day' NOT IN (SELECT n.value->>'day' FROM json_each(excluded.days) n)))`;

interface Due {
  id: string;
  time_zone: string;
  from_time: number;
  night: string | null;
}

/** Stores whose night has come: the last days wait to be proved, and some older ones. A store seen for the first time has its first night tomorrow:
 *  its past is being brought in. */
export async function nameNights(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<Due>(
    sql`SELECT s.id, s.time_zone, b.from_time, w.night FROM store s
      CROSS JOIN backfill b ON b.store_id = s.id AND b.stream = 'orders' AND b.state = 'done' LEFT JOIN gap_walk w ON w.store_id = s.id
      WHERE s.state = 'connected' AND s.orders_import = 1`,
  );
  const now = kit.now();
  const due = stores.flatMap((store) => {
    const isFirst = (store.night ?? "") === "";
    const today = localDate(Math.floor(now / 1000), store.time_zone);
    const tonight = isFirst ? today : nightOf(Math.floor(now / 1000), store.time_zone);
    return tonight !== null && (store.night ?? "") < tonight ? [{ ...store, tonight, isFirst }] : [];
  });
  await kit.db.run(
    ...due.map(({ id, tonight, time_zone, from_time, isFirst }) => {
      const days = isFirst ? [] : daysToCheck(tonight, time_zone, from_time).map((day): WaitingDay => ({ day, by: null }));
      return nameNight(id, tonight, days, now);
    }),
  );
  return due.filter(({ isFirst }) => !isFirst).map(({ id }) => ({ do: "prove-days", store: id }));
}

/** What somebody asked for and is still waiting stays before the night's days. */
const nameNight = (storeId: string, night: string, days: WaitingDay[], now: number) =>
  sql`INSERT INTO gap_walk (store_id, night) VALUES (${storeId}, ${night})
    ON CONFLICT (store_id) DO UPDATE SET night = excluded.night, walk_at = IFNULL(walk_at, ${days.length > 0 ? now : null}),
      days = (SELECT json_group_array(json(value)) FROM (
        SELECT o.value FROM json_each(gap_walk.days) o WHERE o.value->>'by' IS NOT NULL
        UNION ALL SELECT n.value FROM json_each(${JSON.stringify(days)}) n
        WHERE n.value->>'day' NOT IN (SELECT o.value->>'day' FROM json_each(gap_walk.days) o WHERE o.value->>'by' IS NOT NULL)))`;

/** Walks whose chain was lost. */
export async function nameWaitingDays(kit: Kit): Promise<Job[]> {
  const late = await kit.db.all<{ store_id: string }>(
    sql`SELECT w.store_id FROM gap_walk w INDEXED BY gap_walk_due CROSS JOIN store s ON s.id = w.store_id
      WHERE ${hasLostChain(kit)} AND s.state = 'connected'`,
  );
  return late.map(({ store_id }) => ({ do: "prove-days", store: store_id }));
}

export async function forgetReceipts(kit: Kit): Promise<void> {
  const before = new Date(kit.now() - RECEIPT_DAYS_KEPT * DAY_MS).toISOString().slice(0, 10);
  await kit.db.run(
    sql`DELETE FROM gap_receipt WHERE store_id IN (SELECT id FROM store) AND day < ${before}`,
    sql`DELETE FROM gap_day WHERE store_id IN (SELECT id FROM store) AND day < ${before}`,
  );
}
