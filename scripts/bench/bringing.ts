// A first import against TikTok's pace: which share of the allowed calls it uses, how fast it is where nobody slows it down, and what it does to
// another shop's messages meanwhile.
import type { DatabaseSync } from "node:sqlite";
import { openSchema } from "../../test/rules/sqlite.ts";
import { Buyer } from "../../test/stories/shopkeeper.ts";
import type { StoreRow } from "../../worker/stores/table.ts";
import { SIZES } from "./data.ts";
import { placeOrders } from "./history.ts";
import { fillOrders } from "./orders.ts";
import { type Goal, type Measured, type Row, round, rowOf, type Scale } from "./row.ts";
import { type Connected, connectShop, hear, listenToLists, UNTHROTTLED, untilBrought } from "./shop.ts";
import { type Stand, withStands } from "./stand.ts";

const PACES = [5, 10, 50];
const PACE_LEAST = 0.85;
const LATENCY_MS = 20;
const ORDERS_PER_PAGE = 100;
/** An import lasts this long at each pace, beyond the first burst. */
const SECONDS = { quick: 4, full: 40 };
const UNTHROTTLED_ORDERS = { quick: 2_000, full: 100_000 };
const OVER_SQLITE_LEAST = 0.5;
const MESSAGES = { quick: 15, full: 200 };
const BESIDE_MOST = 1.25;
const SEARCH = "orders.search";

export async function measureBringing({ isFull }: Scale): Promise<Measured> {
  return withStands([{ size: SIZES.S }], async (stand) => {
    const rows: Row[] = [];
    const goals: Goal[] = [];
    for (const pace of PACES) {
      const used = await bringAt(stand, pace, isFull ? SECONDS.full : SECONDS.quick);
      const name = `import at ${pace} calls a second`;
      rows.push(rowOf(name, "calls a second", [used]));
      goals.push({ name: `${name}: share that is used`, kind: "ratio", is: round(used / pace), least: PACE_LEAST });
    }
    const orders = isFull ? UNTHROTTLED_ORDERS.full : UNTHROTTLED_ORDERS.quick;
    const [brought, written] = [await bringFreely(stand, orders), await writeRaw(orders)];
    rows.push(rowOf("import, nobody slows it down", "orders a second", [brought]));
    rows.push(rowOf("the same mirror on SQLite alone", "orders a second", [written]));
    goals.push({ name: "import over SQLite alone", kind: "ratio", is: round(brought / written), least: OVER_SQLITE_LEAST });
    const beside = await hearBeside(stand, isFull ? MESSAGES.full : MESSAGES.quick, orders);
    return { rows: [...rows, ...beside.rows], goals: [...goals, ...beside.goals] };
  });
}

const callsOf = (stand: Stand, shop: Connected) =>
  stand.hosted.simulator.world.calls.filter((call) => call.shopId === shop.id && call.code === 0);

/** Calls a second of the shop while orders were brought in, after the first burst. */
async function bringAt(stand: Stand, pace: number, seconds: number): Promise<number> {
  const { world, faults } = stand.hosted.simulator;
  world.changeLimits({ ...UNTHROTTLED, requestsPerSecond: pace, burst: pace });
  faults.raise({ kind: "slow", ms: LATENCY_MS });
  const shop = await connectShop(stand, `Pace ${pace}`, (one) => placeOrders(stand, one, pace * seconds * ORDERS_PER_PAGE));
  faults.clear();
  const calls = callsOf(stand, shop);
  const searches = calls.filter(({ name }) => name === SEARCH).map(({ at }) => at);
  const [begun, ended] = [(searches[0] ?? 0) + 1_000, searches.at(-1) ?? 0];
  return round(calls.filter(({ at }) => at > begun && at <= ended).length / ((ended - begun) / 1000));
}

async function bringFreely(stand: Stand, orders: number): Promise<number> {
  const { world } = stand.hosted.simulator;
  world.changeLimits(UNTHROTTLED);
  const shop = await connectShop(stand, "Freely", (one) => placeOrders(stand, one, orders));
  const times = callsOf(stand, shop)
    .filter(({ name }) => name === SEARCH)
    .map(({ at }) => at);
  return round(orders / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000));
}

/** The mirror's own statements on a database in memory, a page of TikTok's at a time. */
async function writeRaw(orders: number): Promise<number> {
  const database: DatabaseSync = openSchema();
  database.exec(
    `INSERT INTO store (id, name, mark, marketplace, currency, time_zone, created_at) VALUES ('sto_raw', 'Raw', 1, 'US', 'USD', 'UTC', 1)`,
  );
  const stores = database.prepare("SELECT * FROM store").all() as unknown as StoreRow[];
  const begun = performance.now();
  await fillOrders(database, stores, { orders, newest: 1_790_000_000 }, ORDERS_PER_PAGE);
  return round(orders / ((performance.now() - begun) / 1000));
}

async function hearBeside(stand: Stand, messages: number, orders: number): Promise<Measured> {
  const { world } = stand.hosted.simulator;
  world.changeLimits(UNTHROTTLED);
  const quiet = await connectShop(stand, "Neighbour");
  const alone = await hearNew(stand, quiet, messages);
  world.changeLimits({ ...UNTHROTTLED, requestsPerSecond: 10, burst: 20 });
  const loud = await connectShop(stand, "Loud", (one) => placeOrders(stand, one, orders), false);
  const beside = await hearNew(stand, quiet, messages);
  world.changeLimits(UNTHROTTLED);
  await untilBrought(stand, loud.store);
  const rows = [rowOf("message in, alone", "ms", alone), rowOf("message in, beside an import", "ms", beside)];
  const [one, other] = rows.map(({ p95 }) => p95) as [number, number];
  return {
    rows,
    goals: [{ name: "message in, beside an import over alone (p95)", kind: "ratio", is: round(other / one), most: BESIDE_MOST }],
  };
}

async function hearNew(stand: Stand, shop: Connected, messages: number): Promise<number[]> {
  const { world } = stand.hosted.simulator;
  const socket = await listenToLists(stand);
  const times: number[] = [];
  for (let at = 0; at < messages; at += 1)
    times.push(await hear(stand, shop, socket, new Buyer({ shop: world }, shop, `new${world.changes}`), "Where is it?"));
  socket.close();
  return times;
}
