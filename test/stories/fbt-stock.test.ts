// Goods in TikTok's own warehouses: read by the clock, page by page, and by webhooks that name no shop; beside our ledger's number, with what is
// apart and since when; inbound orders learnt from their webhooks; and none of it ever merchant stock.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InboundsPage } from "../../worker/fbt/inbound-list.ts";
import type { FbtGoodsShown, FbtStore, GoodsPage } from "../../worker/fbt/list.ts";
import { type Desk, refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const NUMBERS = ["on_hand", "reserved", "available", "unfulfillable", "in_transit"];
let world: World;
let shop: Shop;
let store = "";
let other = "";
let manager: Desk;
let reader: Desk;
let stranger: Desk;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab", { fbt: true });
  const skus = Array.from({ length: 130 }, (_, at) => ({
    name: `No. ${at}`,
    sellerSku: `MUG-${at}`,
    price: 700,
    stock: 5,
    fbtStock: 10 + at,
  }));
  world.shop.addProduct({ shopId: shop.id, title: "Mug", skus });
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  world.shop.changeRules({ hold: false });
  store = await world.connect("US", "GlowLab", "GlowLab US");
  openShop(world, "Northwind", { fbt: true });
  other = await world.connect("US", "Northwind", "Northwind US");
  await world.rows("UPDATE authorization SET scopes = '[]' WHERE id = (SELECT authorization_id FROM store WHERE id = ?)", other);
  manager = await world.agent("Mo Manager", [{ store, rights: ["read", "fulfil", "manage"] }]);
  reader = await world.agent("Rita Reader", [{ store, rights: ["read"] }]);
  stranger = await world.agent("Sam Stranger", [{ store: other, rights: ["read"] }]);
  await world.settle();
});
afterAll(() => world.close());

/** The round names the walk; the long queue takes it up when it comes to it. */
const round = async () => {
  await world.tillside.cron("*/5 * * * *");
  const isRead = async () => (await world.rows("SELECT 1 FROM fbt_walk WHERE store_id = ? AND due_at > ?", store, world.now())).length > 0;
  await world.until("the goods are read", isRead);
  await world.settle();
};
const later = async (ms: number) => {
  await world.later(ms);
  await round();
};
const goods = async (asked = "", desk: Desk = manager) => (await desk.get<GoodsPage>(`/api/fbt/goods?${asked}`)).rows;
const inbounds = async (desk: Desk = manager) => (await desk.get<InboundsPage>(`/api/fbt/inbounds`)).rows;
const calls = (name: string) => world.shop.calls.filter((call) => call.name === name);
const held = () =>
  world.rows<Record<string, unknown>>(
    `SELECT goods_id, centre_id, ${NUMBERS.join(", ")} FROM fbt_stock WHERE store_id = ? ORDER BY goods_id, centre_id`,
    store,
  );
const truth = () =>
  world.shop
    .goods(shop.id)
    .map((one) => ({
      goods_id: one.goodsId,
      centre_id: one.centreId,
      on_hand: one.onHand,
      reserved: one.reserved,
      available: one.available,
      unfulfillable: one.unfulfillable,
      in_transit: one.inTransit,
    }))
    .sort((one, two) => (one.goods_id < two.goods_id ? -1 : 1));
const first = async (): Promise<FbtGoodsShown> => {
  const [row] = await goods("q=BLK-M");
  if (!row) throw new Error("no goods");
  return row;
};

test("the clock reads all goods, a page that fails loses nothing, and a store without the scope costs no call", async () => {
  world.hosted.simulator.faults.raise({ kind: "page_fails", on: "fbt.stock", page: 2, count: 1 });
  await round();
  expect(await held()).toEqual(truth());
  const shops = new Set(calls("fbt.stock").map(({ shopId }) => shopId));
  expect([...shops]).toEqual([shop.id]);
  const before = calls("fbt.stock").length;
  await round();
  expect(calls("fbt.stock").length).toBe(before);
  const listed = await manager.get<{ stores: FbtStore[] }>("/api/fbt/stores");
  expect(listed.stores).toMatchObject([{ store, because: null, warehouse: null, apart: 0 }]);
  expect((await stranger.get<{ stores: FbtStore[] }>("/api/fbt/stores")).stores).toMatchObject([
    { store: other, because: "fbt-scope-missing" },
  ]);
});

test("a webhook that names the seller alone has the goods read again; what is sold out is zero and not forgotten", async () => {
  const order = sellUnits(world, shop, 3, { fbt: true });
  await world.settle();
  expect(await first()).toMatchObject({ onHand: 500, reserved: 3, available: 497, listings: [{ sku: shop.skus[0] }] });
  world.shop.ship(order.id);
  world.shop.damageGoods({ skuId: shop.skus[0], quantity: 2 });
  await world.settle();
  expect(await first()).toMatchObject({ onHand: 497, reserved: 0, available: 495, unfulfillable: 2 });
  // The webhook is lost: the clock finds what TikTok no longer lists.
  world.hosted.simulator.faults.raise({ kind: "webhook_lost", on: "24" });
  world.shop.adjustGoods({ skuId: shop.skus[1], quantity: -500 });
  world.hosted.simulator.faults.clear();
  await later(16 * MINUTE);
  expect(await held()).toEqual(truth());
  expect((await goods("q=CAP"))[0]).toMatchObject({ code: "CAP", onHand: 0 });
});

test("TikTok's number stands beside our ledger's; what is apart says since when, and a comparison begins anew only as it was seen", async () => {
  await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_beanie', 'BEANIE', 'Beanie', 1)");
  const map = { store, sku: shop.skus[0], state: "mapped", parts: [{ item: "itm_beanie", qty: 1 }] };
  await manager.post("/api/mappings", { mappings: [map] });
  await later(16 * MINUTE);
  expect(await first()).toMatchObject({ item: { sku: "BEANIE", qty: 1 }, because: "fbt-no-warehouse", compared: null });
  await world.rows(
    "INSERT INTO warehouse (id, name, kind, store_id, time_zone, created_at) VALUES ('whs_fbt', 'FBT GlowLab', 'fbt', ?, 'UTC', 1)",
    store,
  );
  await later(16 * MINUTE);
  expect((await first()).compared).toMatchObject({ theirs: 497, ours: 0, expected: 497, drift: 0, since: null });
  // Two are sold: the ledger says so when the order comes in, TikTok when it is placed.
  await world.later(MINUTE);
  const order = sellUnits(world, shop, 2, { fbt: true });
  await world.settle();
  for (const [at, line] of order.lines.entries())
    await world.rows(
      `INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, order_id, line_id, actor, at, idem_key)
        VALUES ('whs_fbt', 'itm_beanie', 'fbt_sale', -1, ?, ?, 'orders', ?, ?)`,
      order.id,
      line.id,
      world.now(),
      `fbt:${at}`,
    );
  expect((await first()).compared).toMatchObject({ theirs: 495, ours: -2, expected: 495, drift: 0, since: null });
  world.shop.adjustGoods({ skuId: shop.skus[0], quantity: -4 });
  await world.settle();
  const apart = await first();
  expect(apart.compared).toMatchObject({ theirs: 491, drift: -4, isLong: false });
  expect(await goods("apart=1")).toMatchObject([{ code: "BLK-M" }]);
  expect((await goods())[0]).toMatchObject({ code: "BLK-M" });
  await later(4 * DAY);
  expect((await first()).compared).toMatchObject({ drift: -4, isLong: true, since: apart.compared?.since });
  const wish = { store, goods: apart.goods, seen: -4 };
  expect((await refusal(reader.post("/api/fbt/goods/compare-anew", wish))).code).toBe("right-missing");
  expect((await refusal(manager.post("/api/fbt/goods/compare-anew", { ...wish, seen: -3 }))).code).toBe("fbt-moved-meanwhile");
  await manager.post("/api/fbt/goods/compare-anew", wish);
  expect((await first()).compared).toMatchObject({ drift: 0, since: null });
  expect(await goods("apart=1")).toEqual([]);
  const [audit] = await world.rows("SELECT before, after FROM audit WHERE action = 'compare-fbt-anew'");
  expect(audit).toEqual({ before: '{"theirs":491,"expected":495}', after: '{"theirs":491,"expected":491}' });
});

test("inbound orders are learnt from their webhooks, ten ids a call, and what they bring is expected", async () => {
  const [skuId] = shop.skus;
  const plans = Array.from({ length: 12 }, () => world.shop.planInbound({ shopId: shop.id, goods: [{ skuId, quantity: 5 }] }));
  for (const { id } of plans) world.shop.moveInbound(id, "TO_BE_RECEIVED");
  await world.settle();
  expect(await inbounds()).toHaveLength(12);
  expect(await inbounds(stranger)).toEqual([]);
  expect((await first()).inTransit).toBe(60);
  // TikTok refuses a call that names more.
  expect(new Set(calls("fbt.inbound").map(({ code }) => code))).toEqual(new Set([0]));
  const [one] = plans;
  world.shop.receiveInbound(one?.id ?? "", [{ skuId, normal: 3, defective: 1 }]);
  await world.settle();
  const shown = (await inbounds()).find(({ id }) => id === one?.id);
  expect(shown).toMatchObject({ status: "PARTIALLY_RECEIVED", planned: 5, received: 3, defective: 1, isOver: false });
  expect(shown?.logs.map(({ status }) => status)).toEqual(["READY_TO_SHIP", "TO_BE_RECEIVED", "RECEIVING", "PARTIALLY_RECEIVED"]);
  expect((await first()).compared).toMatchObject({ theirs: 495, received: 4, drift: 0 });
  // The last news is lost; the clock asks again.
  world.hosted.simulator.faults.raise({ kind: "webhook_lost", on: "21" });
  world.hosted.simulator.faults.raise({ kind: "webhook_lost", on: "24" });
  world.shop.receiveInbound(one?.id ?? "");
  world.hosted.simulator.faults.clear();
  await later(61 * MINUTE);
  expect((await inbounds()).find(({ id }) => id === one?.id)).toMatchObject({ status: "RECEIVED", received: 4, isOver: true });
  expect((await first()).compared).toMatchObject({ theirs: 496, received: 5, drift: 0 });
});

test("never merchant stock: with hundreds at TikTok and none here, a merchant's order is short and no movement is written", async () => {
  await world.rows("INSERT INTO warehouse (id, name, kind, time_zone, created_at) VALUES ('whs_own', 'Own', 'merchant', 'UTC', 1)");
  await manager.put(`/api/stores/${store}/warehouses`, {
    version: Number((await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store))[0]?.version),
    warehouses: [{ warehouse: "whs_own", isFallback: true, shopWarehouse: null }],
  });
  await world.admin.patch(`/api/stores/${store}`, {
    version: Number((await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store))[0]?.version),
    change: { stockManaged: true },
  });
  const movements = () => world.rows("SELECT * FROM stock_movement WHERE kind <> 'fbt_sale'");
  const order = sellUnits(world, shop, 1);
  await world.settle();
  await later(16 * MINUTE);
  const [unit] = await world.rows("SELECT state, warehouse_id FROM allocation WHERE order_id = ?", order.id);
  expect(unit).toMatchObject({ state: "short" });
  expect(await movements()).toEqual([]);
  expect(await world.rows("SELECT * FROM stock_level WHERE warehouse_id <> 'whs_fbt'")).toEqual([]);
});

test("a button reads it now, a file holds it, and whoever may not read the store sees none of it", async () => {
  world.hosted.simulator.faults.raise({ kind: "webhook_lost", on: "24" });
  world.shop.adjustGoods({ skuId: shop.skus[0], quantity: -1 });
  world.hosted.simulator.faults.clear();
  await world.later(MINUTE);
  await reader.post(`/api/stores/${store}/fbt/refresh`, {});
  expect((await first()).onHand).toBe(497);
  expect((await refusal(stranger.post(`/api/stores/${store}/fbt/refresh`, {}))).code).toBe("store-missing");
  expect((await refusal(stranger.post(`/api/stores/${other}/fbt/refresh`, {}))).code).toBe("fbt-scope-missing");
  expect(await goods("", stranger)).toEqual([]);
  expect(await goods("q=BLK", stranger)).toEqual([]);
  const page = await manager.get<Omit<GoodsPage, "next"> & { next: string }>(`/api/fbt/goods?stores=${store}`);
  const [second, third] = [await goods(`stores=${store}&after=${page.next}`), page.rows];
  expect([third.length, second.length]).toEqual([50, 50]);
  expect(new Set([...third, ...second].map((row) => row.goods)).size).toBe(100);
  const file = await (await reader.send("GET", "/api/fbt/goods.csv?q=BLK-M")).text();
  expect(file.split("\r\n")[1]).toContain("GlowLab US,BLK-M,");
});
