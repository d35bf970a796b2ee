// Shelves against orders: levels are the ledger's sum, every unit holds or has taken what its listing is made of and nothing else, nobody waits for
// what is there, and what stands in the way of an order is what should.
import type { Store } from "../stores.ts";
import type { Seen } from "./seen.ts";

const GONE = ["AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"];

interface UnitRow {
  order_id: string;
  id: string;
  sku_id: string;
  status: string;
  left_at: number;
  since: number;
  stage: number;
}

export function compareShelves(world: Seen, stores: Store[]): string[] {
  return [...compareLevels(world), ...findIdle(world), ...stores.flatMap((store) => compareUnits(world, store))];
}

function compareLevels(world: Seen): string[] {
  const wrong = world.rows(
    `SELECT l.*, SUM(m.d_on_hand) AS on_hand_told, SUM(m.d_allocated) AS allocated_told FROM stock_level l
      JOIN stock_movement m ON m.warehouse_id = l.warehouse_id AND m.item_id = l.item_id GROUP BY l.warehouse_id, l.item_id
      HAVING on_hand_told <> l.on_hand OR allocated_told <> l.allocated`,
  );
  const held = world.rows(
    `SELECT l.warehouse_id, l.item_id, l.allocated, IFNULL(SUM(a.qty), 0) AS held FROM stock_level l
      LEFT JOIN allocation a ON a.warehouse_id = l.warehouse_id AND a.item_id = l.item_id AND a.state = 'reserved'
      GROUP BY l.warehouse_id, l.item_id HAVING held <> l.allocated`,
  );
  return [
    ...wrong.map((row) => `a level is not its ledger's sum: ${JSON.stringify(row)}`),
    ...held.map((row) => `what is reserved is not what orders hold: ${JSON.stringify(row)}`),
    ...world.rows("SELECT * FROM settle_due").map((row) => `never settled: ${JSON.stringify(row)}`),
    ...world.rows("SELECT * FROM settle_walk").map((row) => `never walked: ${JSON.stringify(row)}`),
  ];
}

/** One unit's parts come from one warehouse, so a unit idles only where a warehouse has all that it waits for. */
function findIdle(world: Seen): string[] {
  return world
    .rows(
      `SELECT a.order_id, a.line_id, w.id FROM allocation a JOIN order_line l ON l.order_id = a.order_id AND l.id = a.line_id
        JOIN warehouse w ON w.kind = 'merchant' WHERE a.state = 'short' AND l.status IN ('UNPAID', 'AWAITING_SHIPMENT')
        GROUP BY a.order_id, a.line_id, w.id HAVING MIN(IFNULL((SELECT v.on_hand - v.allocated FROM stock_level v
          WHERE v.warehouse_id = w.id AND v.item_id = a.item_id), 0) >= a.qty)
          AND NOT EXISTS (SELECT 1 FROM allocation b WHERE b.order_id = a.order_id AND b.line_id = a.line_id AND b.state = 'reserved'
            AND b.warehouse_id <> w.id AND IFNULL((SELECT v.on_hand - v.allocated FROM stock_level v
              WHERE v.warehouse_id = w.id AND v.item_id = b.item_id), 0) < b.qty)`,
    )
    .map((row) => `waits for what is there: ${JSON.stringify(row)}`);
}

function compareUnits(world: Seen, store: Store): string[] {
  const units = world.rows<UnitRow>(
    `SELECT l.order_id, l.id, l.sku_id, l.status, IFNULL(l.rts_time, IFNULL(o.rts_time, o.create_time)) AS left_at, s.stock_since AS since, o.stage
      FROM order_line l JOIN orders o ON o.create_time = l.create_time AND o.id = l.order_id JOIN store s ON s.id = o.store_id
      WHERE o.store_id = ? AND o.fulfilled_by = 'merchant' AND s.stock_managed = 1`,
    store.id,
  );
  const parts = Map.groupBy(
    world.rows<{ sku_id: string; item_id: string; qty: number }>("SELECT * FROM listing_part WHERE store_id = ?", store.id),
    ({ sku_id }) => sku_id,
  );
  return units.flatMap((unit) => {
    const held = world.rows<{ item_id: string; qty: number; state: string }>(
      "SELECT item_id, qty, state FROM allocation WHERE order_id = ? AND line_id = ? AND state <> 'released' ORDER BY item_id",
      unit.order_id,
      unit.id,
    );
    const isGone = GONE.includes(unit.status);
    const isOurs = unit.status !== "CANCELLED" && (!isGone || unit.left_at >= unit.since);
    const wanted = (isOurs ? (parts.get(unit.sku_id) ?? []) : []).map(({ item_id, qty }) => `${qty} ${item_id}`).sort();
    const what = `unit ${unit.id} of ${unit.order_id} (${unit.status})`;
    const has = held.map(({ item_id, qty }) => `${qty} ${item_id}`).sort();
    const states = isGone ? ["shipped"] : ["reserved", "short"];
    // Left in the very second in which the desk began to keep the shelves: nobody can say which came first.
    if (isGone && unit.left_at === unit.since && held.length === 0) return [];
    // A unit that left and was cancelled after stays booked out until its goods come back.
    if (unit.status === "CANCELLED" && held.every(({ state }) => state === "shipped")) return [];
    return [
      ...(has.join() === wanted.join() ? [] : [`${what} holds ${has.join(", ") || "nothing"}, not ${wanted.join(", ") || "nothing"}`]),
      ...held.filter(({ state }) => !states.includes(state)).map(({ state }) => `${what} is ${state}`),
      ...compareReason(world, unit, isOurs && !parts.has(unit.sku_id)),
    ];
  });
}

function compareReason(world: Seen, unit: UnitRow, isUnmapped: boolean): string[] {
  const rows = world.rows(
    "SELECT 1 FROM order_review WHERE order_id = ? AND reason = 'listing-unmapped' AND ref = ?",
    unit.order_id,
    unit.sku_id,
  );
  const [other] = world.rows(
    `SELECT 1 FROM order_line l WHERE l.order_id = ? AND l.sku_id = ? AND l.id <> ?`,
    unit.order_id,
    unit.sku_id,
    unit.id,
  );
  return rows.length > 0 === isUnmapped || other
    ? []
    : [`order ${unit.order_id} ${isUnmapped ? "hides" : "asks for"} the listing ${unit.sku_id}`];
}
