/** A store's stock begins or ceases to be managed here: all its open orders are named as due, a page at a time, by a walk that may be cut off
 *  anywhere. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { STAGES } from "./stage.ts";
import type { SettleWalkRow } from "./table.ts";

const ORDERS_PER_STEP = 200;
/** A walk that has not moved for this long has lost its job. */
const WALK_STILL_MS = 120_000;
/** Orders named by something that then was cut off. */
const DUE_STILL_MS = 5_000;
const LAST_OPEN_STAGE = STAGES.indexOf("partially_shipped");

/** One step. Answers whether the walk is over. */
export async function walkStore(kit: Kit, storeId: string): Promise<boolean> {
  const [walks] = await kit.db.batch<[SettleWalkRow]>([
    sql`UPDATE settle_walk SET moved_at = ${kit.now()} WHERE store_id = ${storeId} RETURNING *`,
  ]);
  const [walk] = walks;
  if (!walk) return true;
  const orders = await kit.db.all<{ id: string; create_time: number; turn: number }>(
    sql`SELECT id, create_time, turn FROM orders INDEXED BY orders_of_store_by_turn
      WHERE store_id = ${storeId} AND stage = ${walk.stage} AND stage IS NOT NULL AND (turn, id) > (${walk.turn}, ${walk.order_id})
      ORDER BY turn, id LIMIT ${ORDERS_PER_STEP}`,
  );
  const same = sql`store_id = ${storeId} AND stage = ${walk.stage} AND turn = ${walk.turn} AND order_id = ${walk.order_id}`;
  const last = orders.length < ORDERS_PER_STEP ? null : orders.at(-1);
  await kit.db.run(
    sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
      SELECT value->>'id', value->>'create_time', ${storeId}, ${kit.now()} FROM json_each(${JSON.stringify(orders)})`,
    // Orders that have left may still wait for what their listings are.
    ...(walk.stage === 0 && walk.turn < 0
      ? [
          sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
            SELECT r.order_id, r.create_time, r.store_id, ${kit.now()} FROM order_review r INDEXED BY order_review_by_reason
            WHERE r.store_id = ${storeId}`,
        ]
      : []),
    last
      ? sql`UPDATE settle_walk SET turn = ${last.turn}, order_id = ${last.id} WHERE ${same}`
      : walk.stage < LAST_OPEN_STAGE
        ? sql`UPDATE settle_walk SET stage = stage + 1, turn = -1, order_id = '' WHERE ${same}`
        : // Begun anew meanwhile, it walks once more.
          sql`DELETE FROM settle_walk WHERE ${same} AND moved_at > 0`,
  );
  if (orders.length > 0) await kit.env.LIVE.send({ do: "settle-orders" });
  return (await kit.db.first(sql`SELECT 1 AS yes FROM settle_walk WHERE store_id = ${storeId}`)) === null;
}

/** What stands still by the minute is named again. */
export async function nameSettling(kit: Kit): Promise<Job[]> {
  const [due, walks] = await kit.db.batch<[object, { store_id: string }]>([
    sql`SELECT 1 AS yes FROM settle_due WHERE since < ${kit.now() - DUE_STILL_MS} LIMIT 1`,
    sql`UPDATE settle_walk SET moved_at = ${kit.now()} WHERE moved_at < ${kit.now() - WALK_STILL_MS} RETURNING store_id`,
  ]);
  const jobs: Job[] = walks.map(({ store_id }) => ({ do: "settle-store", store: store_id }));
  return due.length > 0 ? [...jobs, { do: "settle-orders" }] : jobs;
}
