// What it takes to keep what is there: bytes of D1 for an order, and what a round over a shop costs in which nothing has changed.
import { rmSync } from "node:fs";
import { copyData, openFile, SIZES, type Size } from "./data.ts";
import { placeOrders } from "./history.ts";
import { type Goal, join, type Measured, type Row, round, rowOf, type Scale } from "./row.ts";
import { connectShop, UNTHROTTLED } from "./shop.ts";
import { type Stand, withStands } from "./stand.ts";

const BYTES_PER_ORDER_MOST = 1.2 * 1024;
const CALLS_MOST = 2;
const ORDERS_IN_SHOP = 300;
const IN_D1 = ["orders", "order_line", "package", "recipient", "order_search"];
/** What was sold in its first hour may still move; after that a shop is quiet. */
const ROUNDS = [
  ["orders", "reconcile-orders", /^orders\./],
  ["cancellations and returns", "reconcile-aftersales", /^(cancellations|returns)\./],
  ["conversations", "sweep-conversations", /^(conversations|chat)\./],
] as const;

export async function measureKeeping({ isFull }: Scale): Promise<Measured> {
  const stored = await weighOrders(isFull ? SIZES.L : SIZES.M);
  return join([stored, await withStands([{ size: SIZES.S }], goRound)]);
}

/** Tables, indexes and search of orders as they lie in the file, a page that is half empty counted whole. */
async function weighOrders(size: Size): Promise<Measured> {
  const folder = await copyData(size);
  const database = openFile(folder);
  const tables = IN_D1.map((table) => `name = '${table}' OR name GLOB '${table}_*'`).join(" OR ");
  const { bytes } = database
    .prepare(
      `SELECT SUM(pgsize) AS bytes FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN (
        SELECT name FROM sqlite_schema WHERE type = 'table' AND (${tables}) AND name NOT IN ('order_count', 'order_day', 'order_review')))`,
    )
    .get() as { bytes: number };
  database.close();
  rmSync(folder, { recursive: true, force: true });
  const perOrder = round(bytes / size.orders);
  const name = `D1 for an order @${size.name}`;
  return {
    rows: [rowOf(name, "bytes", [perOrder])],
    goals: [{ name, kind: "count", is: perOrder, most: BYTES_PER_ORDER_MOST }],
  };
}

async function goRound(stand: Stand): Promise<Measured> {
  stand.hosted.simulator.world.changeLimits(UNTHROTTLED);
  const shop = await connectShop(stand, "Quietly", (one) => placeOrders(stand, one, ORDERS_IN_SHOP));
  const rows: Row[] = [];
  const goals: Goal[] = [];
  // The first round moves the cursor to what has just been brought in.
  for (let turn = 0; turn < 2; turn += 1) {
    await stand.desk(0).post(`/api/stores/${shop.store}/pull`, {});
    await stand.settle();
  }
  const before = stand.hosted.simulator.world.calls.length;
  const from = stand.log.length;
  await stand.desk(0).post(`/api/stores/${shop.store}/pull`, {});
  await stand.settle();
  const calls = stand.hosted.simulator.world.calls.slice(before).filter((call) => call.shopId === shop.id);
  for (const [what, job, pattern] of ROUNDS) {
    const line = stand.log.slice(from).find((one) => one.job === job && one.store === shop.store);
    if (!line) throw new Error(`no ${job} was logged: ${JSON.stringify(stand.log.slice(from))}`);
    const name = `a round over ${what}, nothing changed`;
    const asked = calls.filter((call) => pattern.test(call.name)).length;
    const counts = { rows_read: line.rowsRead ?? 0, rows_written: line.rowsWritten ?? 0, round_trips: line.trips ?? 0 };
    rows.push(rowOf(name, "calls", [asked], counts));
    goals.push({ name: `${name}: rows written`, kind: "count", is: counts.rows_written, most: 0 });
    goals.push({ name: `${name}: calls`, kind: "count", is: asked, most: CALLS_MOST, least: 1 });
  }
  return { rows, goals };
}
