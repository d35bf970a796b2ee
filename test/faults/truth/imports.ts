// Orders that TikTok ships against the setting of their stores: those of the start date and after are in, once they are neither unpaid nor on hold; each
// unit that is known has left the store's FBT warehouse once, and what TikTok cancelled is back; and what stands beside TikTok's number is the sum of
// its rows.
import type { Order } from "../../../simulator/orders/order.ts";
import type { Store } from "../stores.ts";
import { differInMembers } from "./compare.ts";
import type { Seen } from "./seen.ts";

const NOT_YET = ["UNPAID", "ON_HOLD"];

export function isImported(world: Seen, store: Store, order: Order): boolean {
  if (!order.fbt || NOT_YET.includes(order.status)) return false;
  const [row] = world.rows<{ fbt_import: number; fbt_since: number | null }>(
    "SELECT fbt_import, fbt_since FROM store WHERE id = ?",
    store.id,
  );
  return row?.fbt_import === 1 && order.createTime >= Number(row.fbt_since);
}

/** Some unit that is still wanted is of a listing nobody has mapped. */
export function asksForListing(world: Seen, store: Store, order: Order): boolean {
  const wanted = order.lines.filter((line) => line.status !== "CANCELLED");
  return wanted.some(
    ({ skuId }) =>
      world.rows("SELECT 1 FROM listing_map WHERE store_id = ? AND sku_id = ? AND state = 'mapped'", store.id, skuId).length === 0,
  );
}

export const compareImports = (world: Seen, stores: Store[]): string[] => [
  ...stores.flatMap((store) => world.shop.orders(store.shop.id).flatMap((order) => (order.fbt ? compareUnits(world, store, order) : []))),
  ...world
    .rows(
      `SELECT v.* FROM fbt_level v JOIN warehouse w ON w.store_id = v.store_id AND w.kind = 'fbt'
        WHERE v.theirs <> (SELECT SUM((f.on_hand - f.reserved) * f.qty) FROM fbt_line f WHERE f.store_id = v.store_id AND f.item_id = v.item_id)
          OR v.ours <> IFNULL((SELECT l.on_hand + l.unsellable FROM stock_level l WHERE l.warehouse_id = w.id AND l.item_id = v.item_id), 0)`,
    )
    .map((row) => `beside TikTok's number stands another than the rows': ${JSON.stringify(row)}`),
];

/** Of stores that were to import: whether they do. */
export const findClosed = (world: Seen, stores: Store[]): string[] =>
  stores
    .filter(({ id }) => world.rows("SELECT 1 FROM store WHERE id = ? AND fbt_import = 1", id).length === 0)
    .map(({ id }) => `store ${id} does not import what TikTok ships`);

function compareUnits(world: Seen, store: Store, order: Order): string[] {
  const isSold = isImported(world, store, order) && !asksForListing(world, store, order);
  const wanted = isSold ? order.lines.filter((line) => line.status !== "CANCELLED") : [];
  const parts = (skuId: string) =>
    world.rows<{ item_id: string; qty: number }>(
      "SELECT item_id, qty FROM listing_part WHERE store_id = ? AND sku_id = ?",
      store.id,
      skuId,
    );
  const expected = wanted.flatMap(({ id, skuId }) => parts(skuId).map(({ item_id, qty }) => `${id} ${item_id} ${-qty}`));
  const held = world.rows<{ what: string }>(
    `SELECT line_id || ' ' || item_id || ' ' || -qty AS what FROM allocation WHERE order_id = ? AND state <> 'released'`,
    order.id,
  );
  const moved = world.rows<{ what: string }>(
    `SELECT m.line_id || ' ' || m.item_id || ' ' || SUM(m.d_on_hand) AS what FROM stock_movement m
      JOIN warehouse w ON w.id = m.warehouse_id AND w.kind = 'fbt' AND w.store_id = ?
      WHERE m.order_id = ? GROUP BY m.line_id, m.item_id HAVING SUM(m.d_on_hand) <> 0`,
    store.id,
    order.id,
  );
  const elsewhere = world.rows(
    "SELECT m.* FROM stock_movement m JOIN warehouse w ON w.id = m.warehouse_id AND w.kind = 'merchant' WHERE m.order_id = ?",
    order.id,
  );
  const what = (rows: { what: string }[]) => rows.map((row) => row.what);
  return [
    ...differInMembers(`units of ${order.id} (${order.status}), which TikTok ships`, what(held), expected),
    ...differInMembers(`what left TikTok's warehouse for ${order.id} (${order.status})`, what(moved), expected),
    ...elsewhere.map((row) => `an order that TikTok ships moved stock of ours: ${JSON.stringify(row)}`),
  ];
}
