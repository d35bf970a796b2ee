// Stock that two stores share, as TikTok shows it: only where an admin said so, never more than there is, cuts before raises, one number at a time on its
// way, and nothing taken for done that was not read back.
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal } from "./desk.ts";
import { insertRow, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const ITEM = "itm_beanie";
const EAST = "whs_east";
const MINUTE_MS = 60_000;

let world: World;
let shops: Shop[];
let stores: string[];

const insert = (table: string, row: Parameters<typeof insertRow>[2]) => insertRow(world, table, row);

let moves = 0;
const receive = (units: number) =>
  insert("stock_movement", {
    warehouse_id: EAST,
    item_id: ITEM,
    kind: "adjust",
    d_on_hand: units,
    actor: "story",
    at: world.now(),
    idem_key: `story:${++moves}`,
  });

/** What buyers see in each shop's own warehouse. */
const shown = () =>
  shops.map(({ id: shop, skus }) => {
    const sku = world.shop
      .products(shop)
      .flatMap((product) => product.skus)
      .find(({ id }) => id === skus[0]);
    const own = world.shop
      .warehouses(shop)
      .filter(({ kind }) => kind === "SALES")
      .map(({ id }) => id);
    return sku?.stock.filter(({ warehouseId }) => own.includes(warehouseId)).reduce((sum, { available }) => sum + available, 0);
  });

/** Until buyers see these numbers and nothing is on its way. */
const become = (...numbers: number[]) =>
  world.until(`the shops show ${numbers.join(" and ")}`, async () => {
    const open = await world.rows("SELECT sku_id FROM balance_listing WHERE sent IS NOT NULL OR next IS NOT NULL");
    return open.length === 0 && shown().join() === numbers.join();
  });

const minutes = async (count = 1) => {
  for (let minute = 0; minute < count; minute += 1) {
    await world.later(MINUTE_MS);
    await world.tillside.cron("* * * * *");
    await world.settle();
  }
};

interface Row {
  sku: string;
  wanted: number;
  shown: number | null;
  sent: number | null;
  next: number | null;
  failed: { code: number | null; words: string } | null;
}

const told = async (at: number) => {
  const page = await world.admin.get<{ rows: Row[] }>(`/api/balancing/stores/${stores[at]}/listings`);
  return page.rows.find(({ sku }) => sku === shops[at]?.skus[0]);
};

const turn = (at: number, on: boolean) => world.admin.put(`/api/balancing/stores/${stores[at]}/on`, { on });

beforeAll(async () => {
  world = await openWorld();
  shops = [openShop(world, "GlowLab"), openShop(world, "Nightjar")];
  await insert("item", { id: ITEM, sku: "BEANIE", name: "Beanie", created_at: 1 });
  await insert("warehouse", { id: EAST, name: "East", kind: "merchant", time_zone: "America/New_York", created_at: 1 });
  await receive(40);
  stores = [];
  for (const shop of shops) {
    const store = await world.connect("US", shop.seller, `${shop.seller} US`);
    stores.push(store);
    const [own] = world.shop.warehouses(shop.id).filter((one) => one.kind === "SALES");
    await insert("store_warehouse", { store_id: store, warehouse_id: EAST, rank: 0, is_fallback: 1, shop_warehouse_id: own?.id ?? null });
    await insert("listing_map", { store_id: store, sku_id: shop.skus[0], state: "mapped", mapped_at: 1, mapped_by: "story" });
    await insert("listing_part", { store_id: store, sku_id: shop.skus[0], item_id: ITEM, qty: 1 });
  }
  await world.settle();
});
afterAll(() => world.close());

test("nothing is told to TikTok before an admin says so, and not where stock is managed elsewhere", async () => {
  await minutes();
  expect(shown()).toEqual([500, 500]);
  expect((await refusal(turn(0, true))).code).toBe("balance-not-managed");
  for (const store of stores) {
    const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store);
    await world.admin.patch(`/api/stores/${store}`, { version, change: { stockManaged: true } });
  }
  await minutes();
  expect(shown()).toEqual([500, 500]);
});

test("both stores show what there is, and a sale in one lowers the other", async () => {
  await turn(0, true);
  await turn(1, true);
  await become(40, 40);
  expect(await told(0)).toMatchObject({ wanted: 40, shown: 40, sent: null, next: null });
  for (let sold = 0; sold < 4; sold += 1) sellUnits(world, shops[0] as Shop);
  await minutes();
  const [first = 0, second = 0] = shown();
  expect(first).toBeLessThanOrEqual(36);
  expect(second).toBeLessThan(36);
  const number = await world.admin.get<object>(`/api/balancing/stores/${stores[1]}/listings/${shops[1]?.skus[0]}`);
  expect(number).toMatchObject({
    item: { sku: "BEANIE" },
    explain: { onHand: 40, promised: 4, rivals: 2, dial: "balanced" },
    others: [{ store: stores[0] }],
  });
});

test("the rush over, both show all that is left", async () => {
  await world.later(25 * MINUTE_MS);
  await minutes(2);
  await become(36, 36);
});

test("TikTok's refusal is said in its words, and tried again", async () => {
  world.hosted.simulator.faults.raise({
    kind: "business_error",
    on: "inventory.update",
    code: 12052393,
    words: "The SKU is in a promotion",
    count: 1,
  });
  await world.admin.put("/api/balancing/rules", {
    place: { level: "store", store: stores[1], item: null, sku: null },
    rule: { kind: "shared", amount: null, reserve: 6, max: null, stopAt: 0, weight: 1 },
  });
  await world.until("it was refused", async () => (await told(1))?.failed !== null);
  expect(await told(1)).toMatchObject({ wanted: 30, shown: 36, failed: { code: 12052393, words: "The SKU is in a promotion" } });
  await minutes(2);
  await become(36, 30);
  expect((await told(1))?.failed).toBeNull();
});

test("an answer that was lost is read, whether it arrived or not", async () => {
  for (const [kind, reserve] of [
    ["timeout_after", 10],
    ["timeout_before", 12],
  ] as const) {
    world.hosted.simulator.faults.raise({ kind, on: "inventory.update", count: 1 });
    await world.admin.put("/api/balancing/rules", {
      place: { level: "listing", store: stores[1], item: null, sku: shops[1]?.skus[0] },
      rule: { kind: "shared", amount: null, reserve, max: null, stopAt: 0, weight: 1 },
    });
    await world.until("it is on its way", async () => (await told(1))?.sent === 36 - reserve);
    await world.settle();
    await minutes(3);
    await become(36, 36 - reserve);
    expect(await told(1)).toMatchObject({ sent: null, shown: 36 - reserve });
  }
});

test("what somebody changes at TikTok is put right within a quarter of an hour of a sale", async () => {
  sellUnits(world, shops[1] as Shop);
  await minutes();
  world.shop.restock({ skuId: shops[1]?.skus[0] ?? "", quantity: 300 });
  await world.later(25 * MINUTE_MS);
  await minutes(2);
  await become(35, 23);
});

test("paused, nothing is sent; resumed, what is true by then", async () => {
  await world.admin.put("/api/balancing/paused", { paused: true });
  await receive(-20);
  await minutes();
  expect(shown()).toEqual([35, 23]);
  expect(await told(0)).toMatchObject({ wanted: 15, next: 15 });
  await receive(-10);
  await world.admin.put("/api/balancing/paused", { paused: false });
  await minutes();
  await become(5, 0);
  const audit = await world.rows<{ action: string }>("SELECT action FROM audit WHERE action LIKE '%balanc%' ORDER BY id");
  expect(audit.map(({ action }) => action)).toEqual([
    "begin-balancing",
    "begin-balancing",
    "change-balance-rule",
    "change-balance-rule",
    "change-balance-rule",
    "pause-balancing",
    "resume-balancing",
  ]);
});

test("a store that is let go keeps its number and is not told another", async () => {
  await turn(1, false);
  await receive(50);
  await minutes();
  await become(55, 0);
  expect(await told(1)).toBeUndefined();
});

test("where no warehouse of the shop's is known yet, what it shows is not taken for nothing", async () => {
  await world.rows("UPDATE store_warehouse SET shop_warehouse_id = NULL WHERE store_id = ?", stores[1]);
  await world.rows("ALTER TABLE shop_warehouse RENAME TO shop_warehouse_later");
  await world.rows("CREATE TABLE shop_warehouse AS SELECT * FROM shop_warehouse_later WHERE 0");
  await turn(1, true);
  await minutes(2);
  expect(await told(1)).toMatchObject({ shown: null, failed: { code: null, words: "no-shop-warehouse" } });
  await world.rows("DROP TABLE shop_warehouse");
  await world.rows("ALTER TABLE shop_warehouse_later RENAME TO shop_warehouse");
  await world.later(15 * MINUTE_MS);
  await minutes(2);
  await become(55, 43);
  expect(await told(1)).toMatchObject({ shown: 43, failed: null });
});
