// What becomes of the shelves between the moment in which settling reads them and the one in which it writes: an order that begins to wait then is
// not among those the ledger calls, and must not wait for what is there.
import { beforeEach, expect, test } from "vitest";
import type { Order } from "../../../simulator/orders/order.ts";
import { createChance } from "../platform/chance.ts";
import { Shelves } from "../shelves.ts";
import { MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";

const READS_ORDERS = "d1 batch of 3: SELECT d.order_id AS named";
const READS_SHELVES = "d1 batch of 2: SELECT w.store_id";
/** An order of a scene is two units. */
const UNITS = 2;

let scene: Scene;
let shelves: Shelves;

/** A shop, and two warehouses with nothing in them. */
beforeEach(async () => {
  scene = await openScene({ orders: 0, talks: 0 });
  shelves = new Shelves(scene.world, createChance(scene.world.seed).stream("shelves"), [scene.store]);
  for (const { w, i, units } of scene.world.rows<{ w: string; i: string; units: number }>(
    "SELECT warehouse_id AS w, item_id AS i, on_hand AS units FROM stock_level",
  ))
    move("adjust", w, i, -units);
});

function move(kind: string, warehouse: string, item: string, units: number): void {
  scene.world.rows(
    "INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key) VALUES (?, ?, ?, ?, 'ana', ?, ?)",
    warehouse,
    item,
    kind,
    units,
    scene.world.now(),
    `${kind}:${warehouse}:${item}`,
  );
}

/** Right after D1 has done this for the first time. */
function once(what: string, act: () => void): () => boolean {
  let isDone = false;
  scene.world.platform.onEvent(() => {
    if (isDone || !scene.world.platform.trace.at(-1)?.what.startsWith(what)) return;
    isDone = true;
    act();
  });
  return () => isDone;
}

const statesOf = ({ id }: Order) =>
  scene.world.rows<{ state: string }>("SELECT state FROM allocation WHERE order_id = ?", id).map(({ state }) => state);

test("stock comes while an order that lacks it is looked at: it is reserved all the same", async () => {
  await shelves.manageAll();
  await scene.recover(MINUTE);
  const isDone = once(READS_SHELVES, () => move("receive", "whs_east", "itm_one", UNITS));
  const order = scene.buy();
  await scene.settle();
  await scene.recover(MINUTE);
  expect([isDone(), statesOf(order)]).toEqual([true, ["reserved", "reserved"]]);
  scene.expectTruth();
});

test("another settles an order between both readings: who was to wait behind it has what is left", async () => {
  const { world } = scene;
  const first = scene.buy();
  await scene.later(MINUTE);
  const second = scene.buy();
  await scene.recover(MINUTE);
  move("receive", "whs_east", "itm_one", 2 * UNITS);
  const isDone = once(READS_ORDERS, () => {
    world.rows(
      `INSERT INTO stock_movement (warehouse_id, item_id, kind, d_allocated, order_id, line_id, actor, at, idem_key)
        SELECT 'whs_east', 'itm_one', 'reserve', 1, order_id, id, 'settle', ?, 'reserve:' || id || ':itm_one:1' FROM order_line WHERE order_id = ?`,
      world.now(),
      first.id,
    );
    world.rows(
      `INSERT INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, attempt, turn, at)
        SELECT order_id, id, 'itm_one', create_time, ?, 'whs_east', 1, 'reserved', 'fewest-parcels', 1, 1, ? FROM order_line WHERE order_id = ?`,
      scene.store.id,
      world.now(),
      first.id,
    );
    world.rows("DELETE FROM settle_due WHERE order_id = ?", first.id);
  });
  await shelves.manageAll();
  await scene.recover(MINUTE);
  expect([isDone(), statesOf(first), statesOf(second)]).toEqual([true, ["reserved", "reserved"], ["reserved", "reserved"]]);
  scene.expectTruth();
});
