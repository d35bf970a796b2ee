/** Orders brought back from the archive: whoever has news of one, or is about to change it, does so first. The rows are put where they were in one
 *  batch, each while its order still is archived: who comes second finds nothing left to do. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { KEPT_TABLES, type OrderRecord, putBack, rowsIn } from "./kept.ts";
import { findLying, readLying } from "./over.ts";

const ORDERS_PER_BATCH_MAX = 50;

/** Answers those that were archived. */
export async function bringBack(kit: Kit, ids: string[]): Promise<string[]> {
  const back: string[] = [];
  const all = ids.length === 0 ? [] : await findLying(kit, ids);
  for (let at = 0; at < all.length; at += ORDERS_PER_BATCH_MAX) {
    const some = all.slice(at, at + ORDERS_PER_BATCH_MAX);
    const records = await readLying(kit, some);
    const named = some.map(({ order_id }) => order_id);
    await kit.db.run(...returnOrders(records, JSON.stringify(named), kit.now()));
    back.push(...named);
  }
  return back;
}

/** What the guards of the schema say. */
const LIES = "the order lies in the archive";

/** Writes; where an order turns out to be archived, what `find` names is brought back and it is written again: the batch that failed left nothing. */
export async function writeBack<T>(kit: Kit, write: () => Promise<T>, find: () => Promise<string[]>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes(LIES)) throw error;
    await bringBack(kit, await find());
    return write();
  }
}

function returnOrders(records: OrderRecord[], named: string, now: number): SQL[] {
  const archived = sql`json_each(${named}) k CROSS JOIN order_cold c ON c.order_id = k.value`;
  return [
    sql`UPDATE order_cold SET is_returning = 1 WHERE order_id IN (SELECT value FROM json_each(${named}))`,
    sql`UPDATE orders SET cold_at = NULL WHERE (create_time, id) IN (SELECT c.create_time, c.order_id FROM ${archived})`,
    ...KEPT_TABLES.map((table) => putBack(table, rowsIn(records, table))),
    // What lies in the object from now on is nobody's.
    sql`UPDATE cold_object SET is_stale = 1 WHERE id IN (SELECT c.object_id FROM ${archived})`,
    sql`INSERT INTO order_back (order_id, at) SELECT c.order_id, ${now} FROM ${archived} WHERE true
      ON CONFLICT (order_id) DO UPDATE SET at = excluded.at`,
    sql`DELETE FROM order_cold WHERE order_id IN (SELECT value FROM json_each(${named}))`,
  ];
}
