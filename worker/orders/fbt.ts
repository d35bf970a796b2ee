/** Orders that TikTok's own warehouses ship. They are the past until their store imports them, from a day on and once TikTok may act on them; then
 *  they ask for nothing but what their listings are, and each unit leaves the store's FBT warehouse once, when the order first counts as shipped. What
 *  came in stays in, whatever the setting becomes. https://partner.tiktokshop.com/docv2/page/order-api-overview. */
import { type SQL, sql } from "drizzle-orm";
import { type Movement, type Place, putBackUnit, sellUnit } from "../stock/ledger.ts";
import type { Become, Held, Plan, StockUnit } from "./plan.ts";
import type { OrderRef } from "./stage.ts";

/** The buyer may still leave, or TikTok has not let go of it. */
const NOT_YET = sql.raw("('UNPAID', 'ON_HOLD')");
const GONE = sql.raw("('CANCELLED', 'CANCEL')");

/** The past becomes ours: orders named in `refs`, a JSON array of {t: create_time, id}, of which `where` is true. Nothing makes them the past again. */
export const importOrders = (storeId: string, refs: string, where: SQL): SQL =>
  sql`UPDATE orders SET scope = 'live' WHERE (create_time, id) IN (
    SELECT o.create_time, o.id FROM store s CROSS JOIN json_each(${refs}) k
      CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id' AND ${where}
    WHERE s.id = ${storeId} AND s.fbt_import = 1 AND o.fulfilled_by = 'store' AND o.scope = 'history' AND o.create_time >= s.fbt_since
      AND o.status NOT IN ${NOT_YET})`;

/** Those that are to be imported and are still the past: TikTok's search hid them from the walk that began with the import, and they have not changed
 *  since. */
export const findMissed = (storeId: string, refs: OrderRef[]): SQL =>
  sql`SELECT o.create_time AS t, o.id FROM store s CROSS JOIN json_each(${JSON.stringify(refs)}) k
      CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'
    WHERE s.id = ${storeId} AND s.fbt_import = 1 AND o.fulfilled_by = 'store' AND o.scope = 'history' AND o.create_time >= s.fbt_since
      AND o.status NOT IN ${NOT_YET}`;

/** True in SQL for an order that was imported and has not counted as shipped yet: it is then that its listings must be known. Of an order `o`. */
export const asksForListings = sql`(o.fulfilled_by = 'store' AND o.scope = 'live' AND o.status NOT IN ${NOT_YET} AND o.status NOT IN ${GONE}
  AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.order_id = o.id AND a.state = 'shipped'))`;

/** Those that were imported have their units looked after. */
export const nameImported = (storeId: string, refs: OrderRef[], now: number): SQL =>
  sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
    SELECT o.id, o.create_time, o.store_id, ${now} FROM json_each(${JSON.stringify(refs)}) k
      CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'
    WHERE o.store_id = ${storeId} AND o.fulfilled_by = 'store' AND o.scope = 'live'`;

/** Adds what leaves TikTok's warehouse, and what never did because TikTok cancelled it afterwards. While one listing of the order is unknown nothing
 *  leaves; what a listing becomes later changes nothing. */
export function planImported(
  order: { id: string; turn: number; units: StockUnit[]; held: Held[] },
  warehouse: string,
): Pick<Plan, "movements" | "become"> {
  const hasShipped = order.held.some(({ state }) => state === "shipped");
  const isKnown = order.units.every(({ wish, isMapped }) => wish !== "sold" || isMapped);
  const movements: Movement[] = [];
  const become: Become[] = [];
  const placeOf = (line: string, item: string, qty: number): Place => ({ order: order.id, line, item, warehouse, qty, attempt: 1 });
  for (const unit of order.units) {
    const rows = order.held.filter(({ line_id, state }) => line_id === unit.line && state !== "released");
    if (unit.wish === "sold" && rows.length === 0 && (isKnown || hasShipped))
      for (const { item, qty } of unit.parts) {
        movements.push(sellUnit(placeOf(unit.line, item, qty)));
        const row = { line_id: unit.line, item_id: item, qty, attempt: 1, turn: order.turn };
        become.push({ ...row, warehouse_id: warehouse, state: "shipped", because: "by-tiktok" });
      }
    if (unit.wish === "back")
      for (const row of rows.filter(({ state }) => state === "shipped")) {
        movements.push(putBackUnit(placeOf(unit.line, row.item_id, row.qty)));
        become.push({ ...row, state: "released" });
      }
  }
  return { movements, become };
}
