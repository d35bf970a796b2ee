/** Where an order stands for us, derived from TikTok's facts, from what speaks against shipping it and from who holds it back, by one statement
 *  for any number of orders. It also sets the next deadline and the order's turn in lists. Nobody else writes these columns. TikTok's status
 *  words: https://partner.tiktokshop.com/docv2/page/order-api-overview. */
import { type SQL, sql } from "drizzle-orm";
import { importOrders } from "./fbt.ts";
import { hasOpenReason, isTakenBack, restateReasons } from "./review.ts";

/** In the order an order goes through them; the index is what the table holds. */
export const STAGES = [
  "unpaid",
  "on_hold",
  "in_review",
  "held",
  "ready_to_ship",
  "partially_shipped",
  "shipped",
  "delivered",
  "completed",
  "cancelled",
] as const;
export type Stage = (typeof STAGES)[number];

export const stageName = (stage: number | null): Stage => STAGES[stage ?? 2] ?? "in_review";
const at = (stage: Stage) => sql.raw(String(STAGES.indexOf(stage)));

/** Lists show what is due first, then the rest, newest first: one ascending number says both. */
export const TURN_WITHOUT_DEADLINE = 9_000_000_000;

/** How far a unit has come; null for cancelled ones, at TikTok or here alone. A word we do not know stands for "not shipped" and is named by the review reason. */
const unitRank = sql`CASE WHEN l.status IN ('CANCELLED', 'CANCEL') OR ${isTakenBack} THEN NULL ELSE CASE l.status WHEN 'COMPLETED' THEN 5 WHEN 'DELIVERED' THEN 4 WHEN 'IN_TRANSIT' THEN 3 WHEN 'AWAITING_COLLECTION' THEN 2
  WHEN 'UNPAID' THEN 0 ELSE 1 END END`;

const SHIPPED_RANK = 2;
const DELIVERED_RANK = 4;
const COMPLETED_RANK = 5;

/** Of `f`: status, fulfilled_by, scope, whether a reason is open and whether it is held, and least and most, the ranks of the units still wanted
 *  (null when none is). Orders that TikTok ships are in review until their listings are known, if they are imported at all, and shipped from then
 *  on, for nobody here has anything to do about them; unpaid and on hold come before. */
const stageOf = sql`CASE
  WHEN f.least IS NULL OR f.status IN ('CANCELLED', 'CANCEL') THEN ${at("cancelled")}
  WHEN f.fulfilled_by = 'store' AND f.scope = 'live' AND f.is_asked THEN ${at("in_review")}
  WHEN f.least >= ${COMPLETED_RANK} THEN ${at("completed")}
  WHEN f.least >= ${DELIVERED_RANK} THEN ${at("delivered")}
  WHEN f.fulfilled_by = 'store' AND f.status NOT IN ('UNPAID', 'ON_HOLD') THEN ${at("shipped")}
  WHEN f.least >= ${SHIPPED_RANK} THEN ${at("shipped")}
  WHEN f.most >= ${SHIPPED_RANK} THEN ${at("partially_shipped")}
  WHEN f.status = 'UNPAID' THEN ${at("unpaid")}
  WHEN f.status = 'ON_HOLD' THEN ${at("on_hold")}
  WHEN f.is_asked THEN ${at("in_review")}
  WHEN f.is_held THEN ${at("held")}
  ELSE ${at("ready_to_ship")} END`;

/** The label by TikTok's ship-by time, then the carrier's scan by its collect-by time; orders TikTok ships have no deadline of ours. */
const dueTime = sql`CASE
  WHEN f.fulfilled_by = 'store' THEN NULL
  WHEN f.stage BETWEEN ${at("on_hold")} AND ${at("partially_shipped")} THEN f.rts_sla_time
  WHEN f.stage = ${at("shipped")} AND f.least = ${SHIPPED_RANK} THEN f.tts_sla_time END`;

/** The common table `d`: what stands now beside what should, for the orders named in `refs`, a JSON array of {t: create_time, id}. Each step is
 *  materialized, or SQLite would work the units out again wherever a stage is mentioned. */
function derive(refs: string, where: SQL): SQL {
  return sql`WITH facts AS MATERIALIZED (
      SELECT o.create_time, o.id, o.status, o.fulfilled_by, o.scope, o.rts_sla_time, o.tts_sla_time,
        ${hasOpenReason} AS is_asked, EXISTS (SELECT 1 FROM order_hold h WHERE h.order_id = o.id) AS is_held,
        o.stage AS old_stage, o.due_time AS old_due, o.turn AS old_turn,
        (SELECT MIN(${unitRank}) FROM order_line l WHERE l.order_id = o.id) AS least,
        (SELECT MAX(${unitRank}) FROM order_line l WHERE l.order_id = o.id) AS most
      FROM json_each(${refs}) k CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id' AND ${where}),
    staged AS MATERIALIZED (SELECT f.*, ${stageOf} AS stage FROM facts f),
    timed AS MATERIALIZED (SELECT f.*, ${dueTime} AS due FROM staged f),
    d AS MATERIALIZED (SELECT t.*, IFNULL(t.due, ${TURN_WITHOUT_DEADLINE} - t.create_time) AS turn FROM timed t)`;
}

const COUNTS = STAGES.map((stage) => sql.raw(stage));

/** An order as statements name it. */
export interface OrderRef {
  /** Its create_time. */
  t: number;
  id: string;
}

/** Puts orders of one store where they belong and keeps the store's counters equal to a recount. Writes only what differs. `now` in epoch
 *  milliseconds; `where` leaves orders `o` out that cannot have moved. */
export function restage(storeId: string, refs: OrderRef[], now: number, where = sql`true`): SQL[] {
  if (refs.length === 0) return [];
  const named = JSON.stringify(refs);
  const moved = COUNTS.map((column, stage) => sql`${column} = ${column} + d.${sql.raw(`d${stage}`)}`);
  const sums = STAGES.map((_, stage) => sql.raw(`TOTAL(d.stage = ${stage}) - TOTAL(d.old_stage IS ${stage}) AS d${stage}`));
  return [
    importOrders(storeId, named, where),
    ...restateReasons(named, now, where),
    sql`INSERT OR IGNORE INTO order_count (store_id) VALUES (${storeId})`,
    sql`${derive(named, where)} UPDATE order_count SET ${sql.join(moved, sql`, `)}
      FROM (SELECT COUNT(*) AS n, ${sql.join(sums, sql`, `)} FROM d WHERE d.stage IS NOT d.old_stage) d
      WHERE order_count.store_id = ${storeId} AND d.n > 0`,
    sql`${derive(named, where)} UPDATE orders SET stage = d.stage, due_time = d.due, turn = d.turn FROM d
      WHERE orders.create_time = d.create_time AND orders.id = d.id
        AND (orders.stage IS NOT d.stage OR orders.due_time IS NOT d.due OR orders.turn IS NOT d.turn)`,
  ];
}
