// Orders and shelves: what is sold is reserved once, whoever asks first, and by nobody twice; what cannot be says so, and stock that arrives goes to
// those whose deadline is nearest. All of it through webhooks, the queue and the minute's round.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { refusal } from "./desk.ts";
import { insertRow, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
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

const insert = (table: string, row: Parameters<typeof insertRow>[2]) => insertRow(world, table, row);

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

interface Work {
  units: { line: string; state: string; listing: string | null; places: { state: string; warehouse: string | null; because: string }[] }[];
  review: { reason: string; ref: string; waiver: { note: string } | null }[];
  hold: { reason: string } | null;
  can: Record<string, { ok: boolean; because?: { code: string } }>;
  story: { say: string; units?: number; what?: string; warehouse?: string }[];
}

describe("one order", () => {
  let order: Order;
  const about = (path = "") => `/api/orders/${order.id}${path}`;
  const work = () => world.admin.get<Work>(about("/work"));
  const stage = async () => (await world.admin.get<{ order: { stage: string } }>(about())).order.stage;
  const places = async () =>
    (await work()).units.map(({ places: [place] }) => `${place?.state} ${place?.warehouse}`).sort((a, b) => a.localeCompare(b));

  beforeAll(async () => {
    order = world.shop.placeOrder({ shopId: shops[0]?.id ?? "", lines: [{ skuId: shops[0]?.skus[1] ?? "", quantity: 2 }], paid: true });
    world.shop.endHold(order.id);
    await world.settle();
  });

  test("whose listing nobody has mapped is in review; mapped, with stock in another warehouse, it is ready by itself", async () => {
    expect(await stage()).toBe("in_review");
    expect(await work()).toMatchObject({
      review: [{ reason: "listing-unmapped", ref: shops[0]?.skus[1] }],
      story: [{ say: "waits", units: 2, what: "listing" }],
    });
    await insert("item", { id: "itm_cap", sku: "CAP", name: "Cap", created_at: 1 });
    for (const id of ["whs_west", "whs_north"]) {
      await insert("warehouse", { id, name: id, kind: "merchant", time_zone: "UTC", created_at: 1 });
      await insert("store_warehouse", { store_id: stores[0] ?? "", warehouse_id: id, rank: 5 });
      await insert("stock_movement", {
        warehouse_id: id,
        item_id: "itm_cap",
        kind: "receive",
        d_on_hand: id === "whs_west" ? 2 : 1,
        actor: "story",
        at: 1,
        idem_key: `cap:${id}`,
      });
    }
    const listing = { store_id: stores[0] ?? "", sku_id: shops[0]?.skus[1] ?? "" };
    await insert("listing_part", { ...listing, item_id: "itm_cap", qty: 1 });
    await insert("listing_map", { ...listing, state: "mapped", mapped_at: 1, mapped_by: "story" });
    await insert("settle_due", { order_id: order.id, create_time: order.createTime, store_id: stores[0] ?? "", since: 1 });
    await minute();
    expect(await stage()).toBe("ready_to_ship");
    expect(await places()).toEqual(["reserved whs_west", "reserved whs_west"]);
  });

  test("is held with a reason until its hour comes, by whoever may ship, and released before by hand", async () => {
    const reader = await world.agent("Rea Reader", [{ store: stores[0] ?? "", rights: [] }]);
    expect(await refusal(reader.post(about("/hold"), { reason: "No", until: null }))).toMatchObject({ code: "right-missing" });
    expect(await refusal(world.admin.post(about("/hold"), { reason: "No", until: 1 }))).toMatchObject({ code: "hold-past" });
    await world.admin.post(about("/hold"), { reason: "Asked to wait", until: world.now() + 3_600_000 });
    expect(await stage()).toBe("held");
    expect(await refusal(world.admin.post(about("/hold"), { reason: "Twice", until: null }))).toMatchObject({ code: "order-held" });
    await world.admin.post(about("/release"), {});
    expect(await stage()).toBe("ready_to_ship");
    await world.admin.post(about("/hold"), { reason: "Asked to wait", until: world.now() + 60_000 });
    const { rows } = await world.admin.get<{ rows: { heldFor: string | null }[] }>("/api/orders?stage=held");
    expect(rows.map(({ heldFor }) => heldFor)).toEqual(["Asked to wait"]);
    await minute();
    expect(await stage()).toBe("ready_to_ship");
  });

  test("has a unit taken from another warehouse by hand; what is not there is short, and a waiver lets it go", async () => {
    const [one, two] = (await work()).units.map(({ line }) => line);
    await world.admin.post(about("/warehouse"), { lines: [one, two], warehouse: "whs_north" });
    expect(await places()).toEqual(["reserved whs_north", "short whs_north"]);
    expect(await stage()).toBe("in_review");
    const { rows } = await world.admin.get<{ rows: { id: string; reasons: string[] }[] }>("/api/orders?stage=in_review&reason=stock-short");
    expect(rows).toMatchObject([{ id: order.id, reasons: ["stock-short"] }]);
    expect((await work()).story).toMatchObject([
      { say: "to-ship", units: 1 },
      { say: "waits", units: 1, what: "stock", warehouse: "whs_north" },
    ]);
    const waiver = { reason: "stock-short", ref: "itm_cap" };
    await world.admin.post(about("/waive"), { ...waiver, note: "On the shelf already" });
    expect(await stage()).toBe("ready_to_ship");
    await world.admin.post(about("/waive"), { ...waiver, note: null });
    expect(await stage()).toBe("in_review");
    await world.admin.post(about("/warehouse"), { lines: [two], warehouse: null });
    expect((await places()).map((place) => place.split(" ")[0])).toEqual(["reserved", "reserved"]);
    const { changes } = await world.admin.get<{ changes: { action: string; person: string }[] }>(about("/history"));
    const acts = ["choose-warehouse", "waive-reason", "waive-reason", "choose-warehouse", "hold-order", "release-order", "hold-order"];
    expect(changes.map(({ action }) => action)).toEqual(acts);
  });

  test("that leaves in part is booked out once, and what still waits stays reserved", async () => {
    const [line] = order.lines;
    world.shop.ship(order.id, { lineIds: [line?.id ?? ""] });
    await world.settle();
    const states = (await work()).units.map(({ state, places: [place] }) => `${state} ${place?.state}`).sort((a, b) => a.localeCompare(b));
    expect(states).toEqual(["dispatched shipped", "open reserved"]);
    const [sum] = await world.rows(
      "SELECT SUM(on_hand) AS on_hand, SUM(allocated) AS allocated FROM stock_level WHERE item_id = 'itm_cap'",
    );
    expect(sum).toEqual({ on_hand: 2, allocated: 1 });
    expect((await work()).story.map(({ say }) => say)).toEqual(["handed-over", "to-ship"]);
  });

  test("has what another gives back, also where it only begins to wait in the same moment", async () => {
    const [shop] = shops;
    const buy = () => world.shop.placeOrder({ shopId: shop?.id ?? "", lines: [{ skuId: shop?.skus[1] ?? "", quantity: 1 }], paid: false });
    const stateOf = async ({ id }: Order) =>
      (await world.rows<{ state: string }>("SELECT state FROM allocation WHERE order_id = ?", id))[0]?.state;
    const first = buy();
    await world.settle();
    expect(await stateOf(first)).toBe("reserved");
    // Both come in with one page of the reconcile: who wants the last piece, then who lets go of it.
    world.hosted.simulator.faults.raise({ kind: "webhook_lost" });
    const next = buy();
    await world.later(5_000);
    world.shop.cancelByBuyer(first.id);
    await world.later(130_000);
    world.hosted.simulator.faults.clear();
    await world.tillside.cron("*/5 * * * *");
    await world.settle();
    await minute();
    expect([await stateOf(first), await stateOf(next)]).toEqual(["released", "reserved"]);
    world.shop.cancelByBuyer(next.id);
    await world.settle();
  });

  test("of two parts leaves from where both lie by now, although the missing one lay there all the time", async () => {
    const [, shop] = shops;
    const [, store] = stores;
    if (!shop || !store) throw new Error("a shop is missing");
    const [, sku] = shop.skus;
    const put = (item: string, warehouse: string) =>
      insert("stock_movement", {
        warehouse_id: warehouse,
        item_id: item,
        kind: "receive",
        d_on_hand: 1,
        actor: "story",
        at: world.now(),
        idem_key: `story:${++moves}`,
      });
    await insert("store_warehouse", { store_id: store, warehouse_id: "whs_west", rank: 1, is_fallback: 0 });
    await insert("listing_map", { store_id: store, sku_id: sku, state: "mapped", mapped_at: 1, mapped_by: "story" });
    for (const item of ["itm_lid", "itm_pot"]) {
      await insert("item", { id: item, sku: item, name: item, created_at: 1 });
      await insert("listing_part", { store_id: store, sku_id: sku, item_id: item, qty: 1 });
    }
    await put("itm_pot", WAREHOUSE);
    await put("itm_lid", "whs_west");
    const sold = world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId: sku, quantity: 1 }], paid: true });
    const stands = async () =>
      (
        await world.rows<{ place: string }>(
          "SELECT item_id || ' ' || state || ' ' || warehouse_id AS place FROM allocation WHERE order_id = ? ORDER BY item_id",
          sold.id,
        )
      ).map(({ place }) => place);
    await world.settle();
    expect(await stands()).toEqual([`itm_lid short ${WAREHOUSE}`, `itm_pot reserved ${WAREHOUSE}`]);
    await put("itm_pot", "whs_west");
    await minute();
    expect(await stands()).toEqual(["itm_lid reserved whs_west", "itm_pot reserved whs_west"]);
  });

  test("gives everything back when the store's stock is managed elsewhere again", async () => {
    const { store: page } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${stores[0]}`);
    await world.admin.patch(`/api/stores/${stores[0]}`, { version: page.version, change: { stockManaged: false } });
    await world.until("the walk is over", async () => (await world.rows("SELECT 1 FROM settle_walk")).length === 0);
    await minute();
    const held = await world.rows("SELECT 1 FROM allocation WHERE store_id = ? AND state IN ('reserved', 'short')", stores[0]);
    expect(held).toEqual([]);
    expect(await stage()).toBe("partially_shipped");
  });
});
