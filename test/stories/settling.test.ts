// Orders and shelves: what is sold is reserved once, whoever asks first, and by nobody twice; what cannot be says so, and stock that arrives goes to
// those whose deadline is nearest. All of it through webhooks, the queue and the minute's round.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { consentAs, createStore, openWorld, type World } from "./world.ts";

const ITEM = "itm_beanie";
const WAREHOUSE = "whs_east";

let world: World;
let shops: Shop[];
let stores: string[];

beforeAll(async () => {
  world = await openWorld();
  shops = [openShop(world, "GlowLab"), openShop(world, "Nightjar")];
  for (const shop of shops) for (let sold = 0; sold < 500; sold += 1) sellUnits(world, shop);
  await insert("item", { id: ITEM, sku: "BEANIE", name: "Beanie", created_at: 1 });
  await insert("warehouse", { id: WAREHOUSE, name: "East", kind: "merchant", time_zone: "America/New_York", created_at: 1 });
  await receive(100);
  stores = [];
  for (const shop of shops) {
    const store = await createStore(world.admin, "US", `${shop.seller} US`);
    stores.push(store);
    await insert("store_warehouse", { store_id: store, warehouse_id: WAREHOUSE, rank: 0, is_fallback: 1 });
    await insert("listing_map", { store_id: store, sku_id: shop.skus[0], state: "mapped", mapped_at: 1, mapped_by: "story" });
    await insert("listing_part", { store_id: store, sku_id: shop.skus[0], item_id: ITEM, qty: 1 });
    await world.admin.patch(`/api/stores/${store}`, { version: 1, change: { stockManaged: true } });
  }
  // Both pasts come in side by side.
  for (const [at, store] of stores.entries()) {
    const { url } = await world.admin.post<{ url: string }>(`/api/stores/${store}/authorize`, {});
    await world.admin.follow(consentAs(world.hosted, new URL(url), shops[at]?.seller ?? ""));
  }
  const settled = "SELECT (SELECT COUNT(*) FROM orders) AS orders, (SELECT COUNT(*) FROM settle_due) AS due";
  await world.until("both pasts are here", async () => {
    const [now] = await world.rows<{ orders: number; due: number }>(settled);
    return now?.orders === 1_000 && now.due === 0;
  });
  await world.settle();
});
afterAll(() => world.close());

const insert = (table: string, row: Record<string, string | number | null>) =>
  world.rows(
    `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
      .map(() => "?")
      .join(", ")})`,
    ...Object.values(row),
  );

let moves = 0;
const receive = (units: number, warehouse = WAREHOUSE) =>
  insert("stock_movement", {
    warehouse_id: warehouse,
    item_id: ITEM,
    kind: "receive",
    d_on_hand: units,
    actor: "story",
    at: world.now(),
    idem_key: `story:${++moves}`,
  });

const sums = async () => {
  const [level] = await world.rows("SELECT on_hand, allocated FROM stock_level WHERE item_id = ?", ITEM);
  const [ledger] = await world.rows(
    "SELECT SUM(d_on_hand) AS on_hand, SUM(d_allocated) AS allocated FROM stock_movement WHERE item_id = ?",
    ITEM,
  );
  const states = await world.rows<{ state: string; n: number }>("SELECT state, COUNT(*) AS n FROM allocation GROUP BY state");
  return { level, ledger, ...Object.fromEntries(states.map(({ state, n }) => [state, n])) };
};

/** The whole of what is held of orders and shelves, to be compared. */
const everything = async () => {
  const tables = ["orders", "order_line", "package", "order_review", "allocation", "stock_level", "order_count"];
  return JSON.stringify(await Promise.all(tables.map((table) => world.rows(`SELECT * FROM ${table} ORDER BY 1, 2`))));
};

const minute = async () => {
  await world.later(130_000);
  await world.tillside.cron("* * * * *");
  await world.until("every order is settled", async () => (await world.rows("SELECT 1 FROM settle_due LIMIT 1")).length === 0);
  await world.settle();
};

describe("the last units", () => {
  test("of 1 000 orders from two stores for 100 units, 100 are reserved and the rest say that they are short", async () => {
    const [orders] = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM orders");
    expect(orders?.n).toBe(1_000);
    expect(await sums()).toEqual({
      level: { on_hand: 100, allocated: 100 },
      ledger: { on_hand: 100, allocated: 100 },
      reserved: 100,
      short: 900,
    });
    const [review] = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM order_review WHERE reason = 'stock-short'");
    expect(review?.n).toBe(900);
  });

  test("the same orders again, out of order and settled again, change nothing: not orders, lines, stock or reasons", async () => {
    const before = await everything();
    await world.rows("UPDATE backfill SET state = 'running', at_time = until_time WHERE stream = 'orders'");
    await world.rows("UPDATE cursor SET until_time = until_time - 3000 WHERE stream = 'orders'");
    await world.tillside.cron("*/5 * * * *");
    await world.rows("INSERT INTO settle_due (order_id, create_time, store_id, since) SELECT id, create_time, store_id, 1 FROM orders");
    await minute();
    expect(await everything()).toBe(before);
  });

  test("50 more are received: the 50 orders due first have them", async () => {
    await receive(50);
    await minute();
    expect(await sums()).toMatchObject({
      level: { on_hand: 150, allocated: 150 },
      ledger: { on_hand: 150, allocated: 150 },
      reserved: 150,
      short: 850,
    });
    const [late] = await world.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM allocation r WHERE r.state = 'reserved' AND r.attempt = 1
        AND r.turn > (SELECT MIN(turn) FROM allocation WHERE state = 'short') AND r.at = (SELECT MAX(at) FROM allocation)`,
    );
    expect(late?.n).toBe(0);
  });
});
