/** Every stock level counted against the ledger it follows, page by page through the night. What differs is written down for admins and never mended
 *  here: a level that is wrong has a cause, and a silent repair would hide it. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { RecountJob } from "../jobs.ts";
import { writeLog } from "../log.ts";

const LEVELS_PER_STEP = 200;
const DRIFTS_SHOWN_MAX = 50;

/** Begins the night's count; one that was cut off is forgotten. */
export async function nameRecount(kit: Kit): Promise<RecountJob[]> {
  const begun = kit.now();
  await kit.db.run(sql`INSERT INTO stock_recount (id, begun_at) VALUES (1, ${begun})
    ON CONFLICT (id) DO UPDATE SET begun_at = excluded.begun_at, levels = 0, ended_at = NULL`);
  return [{ do: "recount-stock", begun, after: ["", ""] }];
}

/** Null once there is nothing left to count. A level and its ledger are read by one statement, so that what moves meanwhile is no difference. */
export async function recountOn(kit: Kit, { begun, after: [warehouse, item] }: RecountJob): Promise<RecountJob | null> {
  const now = kit.now();
  const page = sql`SELECT * FROM stock_level WHERE (warehouse_id, item_id) > (${warehouse}, ${item}) ORDER BY warehouse_id, item_id LIMIT ${LEVELS_PER_STEP}`;
  const [drifts, counted] = await kit.db.batch<[{ item_id: string }, { warehouse_id: string; item_id: string }]>([
    sql`INSERT INTO stock_drift (warehouse_id, item_id, level, ledger, found_at, seen_at)
      SELECT k.warehouse_id, k.item_id, k.level, k.ledger, ${now}, ${now} FROM (
        SELECT l.warehouse_id, l.item_id, json_array(l.on_hand, l.allocated, l.unsellable, l.incoming) AS level,
          (SELECT json_array(IFNULL(SUM(m.d_on_hand), 0), IFNULL(SUM(m.d_allocated), 0), IFNULL(SUM(m.d_unsellable), 0), IFNULL(SUM(m.d_incoming), 0))
            FROM stock_movement m INDEXED BY stock_movement_of_level
            WHERE m.warehouse_id = l.warehouse_id AND m.item_id = l.item_id) AS ledger
        FROM (${page}) l) k
      WHERE k.level <> k.ledger
      ON CONFLICT (warehouse_id, item_id) DO UPDATE SET level = excluded.level, ledger = excluded.ledger, seen_at = excluded.seen_at
      RETURNING item_id`,
    sql`SELECT warehouse_id, item_id FROM (${page})`,
  ]);
  if (drifts.length > 0) writeLog(kit, { door: "consumer", job: "recount-stock", verdict: "bug", count: drifts.length });
  const last = counted.length < LEVELS_PER_STEP ? undefined : counted.at(-1);
  await kit.db.run(
    sql`UPDATE stock_recount SET levels = levels + ${counted.length}, ended_at = ${last ? null : now} WHERE id = 1 AND begun_at = ${begun}`,
    // What this night has not seen to differ is in order again.
    ...(last ? [] : [sql`DELETE FROM stock_drift WHERE seen_at < ${begun}`]),
  );
  return last ? { do: "recount-stock", begun, after: [last.warehouse_id, last.item_id] } : null;
}

type Numbers = [onHand: number, reserved: number, unsellable: number, incoming: number];

export interface Recount {
  begunAt: number;
  endedAt: number | null;
  levels: number;
  drifts: { warehouse: string; sku: string; itemId: string; level: Numbers; ledger: Numbers; foundAt: number }[];
}

export interface DriftRow {
  warehouse: string;
  sku: string;
  item_id: string;
  level: string;
  ledger: string;
  found_at: number;
}

export interface RecountRow {
  begun_at: number;
  ended_at: number | null;
  levels: number;
}

export const recountFound = sql`SELECT begun_at, ended_at, levels FROM stock_recount WHERE id = 1`;
export const driftsFound = sql`SELECT w.name AS warehouse, i.sku, d.item_id, d.level, d.ledger, d.found_at FROM stock_drift d INDEXED BY stock_drift_by_time
  CROSS JOIN warehouse w ON w.id = d.warehouse_id CROSS JOIN item i ON i.id = d.item_id WHERE d.seen_at > 0 LIMIT ${DRIFTS_SHOWN_MAX}`;

/** Null before the first night. */
export function showRecount([recount]: RecountRow[], drifts: DriftRow[]): Recount | null {
  if (!recount) return null;
  return {
    begunAt: recount.begun_at,
    endedAt: recount.ended_at,
    levels: recount.levels,
    drifts: drifts.map((row) => ({
      warehouse: row.warehouse,
      sku: row.sku,
      itemId: row.item_id,
      level: JSON.parse(row.level) as Numbers,
      ledger: JSON.parse(row.ledger) as Numbers,
      foundAt: row.found_at,
    })),
  };
}
