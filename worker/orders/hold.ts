/** Orders that people hold back: with a reason, and until a time where one is given. What is held is not ready to ship; nothing else of it changes. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type OrderRef, restage } from "./stage.ts";
import type { OrderHoldRow } from "./table.ts";

const RELEASED_PER_ROUND_MAX = 500;

export function putHold(
  order: Pick<OrderHoldRow, "order_id" | "create_time" | "store_id">,
  hold: Pick<OrderHoldRow, "reason" | "until" | "held_by" | "held_at">,
): SQL {
  return sql`INSERT INTO order_hold (order_id, create_time, store_id, reason, until, held_by, held_at)
    VALUES (${order.order_id}, ${order.create_time}, ${order.store_id}, ${hold.reason}, ${hold.until}, ${hold.held_by}, ${hold.held_at})
    ON CONFLICT (order_id) DO UPDATE SET reason = excluded.reason, until = excluded.until, held_by = excluded.held_by, held_at = excluded.held_at`;
}

export const dropHold = (orderId: string) => sql`DELETE FROM order_hold WHERE order_id = ${orderId}`;

/** Those whose time has come. */
export async function releaseHolds(kit: Kit): Promise<void> {
  const due = await kit.db.all<Pick<OrderHoldRow, "order_id" | "create_time" | "store_id">>(
    sql`SELECT order_id, create_time, store_id FROM order_hold WHERE until <= ${kit.now()} ORDER BY until LIMIT ${RELEASED_PER_ROUND_MAX}`,
  );
  for (const [store, some] of Map.groupBy(due, (row) => row.store_id)) {
    const ids = JSON.stringify(some.map((row) => row.order_id));
    const refs = some.map((row): OrderRef => ({ t: row.create_time, id: row.order_id }));
    await kit.db.run(
      sql`DELETE FROM order_hold WHERE order_id IN (SELECT value FROM json_each(${ids})) AND until <= ${kit.now()}`,
      ...restage(store, refs, kit.now()),
    );
    await kit.env.MAILBOX.getByName("mailbox").poke({ store, orders: some.map((row) => row.order_id) });
  }
}
