// Reading orders: filters, windows, pages that move while they are read, reads that lag, and the cost of a page in a large shop.
import { describe, expect, it } from "vitest";
import { type Caller, HOUR, MIDNIGHT, openCaller, openStage, type Reply, type Row, type Stage, take } from "./simulator-caller.ts";

const SEARCH = "/order/202309/orders/search";
const START = MIDNIGHT / 1000;
const idsOf = (reply: Reply) => take<Row[]>(reply, "orders").map((order) => order.id);
const place = (stage: Stage, more = {}) =>
  stage.simulator.world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }], ...more });

/** Orders one second apart, oldest first. */
async function placeMany(stage: Stage, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    ids.push(place(stage).id);
    stage.clock.set(stage.clock.now() + 1_000);
  }
  return ids;
}

async function readAll(
  caller: Caller,
  body: Row,
  query: Record<string, string>,
  between?: () => void,
): Promise<{ ids: unknown[]; totals: number[] }> {
  const [ids, totals]: [unknown[], number[]] = [[], []];
  let token = "";
  do {
    const reply = await caller.send(SEARCH, body, { ...query, ...(token ? { page_token: token } : {}) });
    expect(reply.body.code).toBe(0);
    ids.push(...idsOf(reply));
    totals.push(take(reply, "total_count"));
    token = take(reply, "next_page_token");
    between?.();
  } while (token !== "");
  return { ids, totals };
}

describe("order search", () => {
  it("pages newest first by creation unless asked otherwise, with the same total on every page", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const ids = await placeMany(stage, 25);
    const down = await readAll(caller, {}, { page_size: "10" });
    expect(down.ids).toEqual(ids.toReversed());
    expect(down.totals).toEqual([25, 25, 25]);
    const up = await readAll(caller, {}, { page_size: "7", sort_order: "ASC", sort_field: "update_time" });
    expect(up.ids).toEqual(ids);
  });

  it("takes half-open windows over either time, whichever field it sorts by", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const ids = await placeMany(stage, 20);
    for (const sort_field of ["create_time", "update_time"])
      for (const field of ["create_time", "update_time"]) {
        const body = { [`${field}_ge`]: START + 5, [`${field}_lt`]: START + 9 };
        const found = await readAll(caller, body, { page_size: "3", sort_field, sort_order: "ASC" });
        expect(found).toEqual({ ids: ids.slice(5, 9), totals: [4, 4] });
      }
  });

  it("filters by status, shipping, buyer, warehouse and an open request to cancel", async () => {
    const stage = openStage();
    const { world } = stage.simulator;
    const caller = await openCaller(stage);
    const unpaid = place(stage);
    const fbt = place(stage, { fbt: true, paid: true });
    const ready = place(stage, { paid: true });
    world.endHold(ready.id);
    world.requestCancel(ready.id);
    const found = async (body: Row) => idsOf(await caller.send(SEARCH, body, { page_size: "10" }));
    expect(await found({ order_status: "UNPAID" })).toEqual([unpaid.id]);
    expect(await found({ shipping_type: "TIKTOK" })).toEqual([fbt.id]);
    expect(await found({ buyer_user_id: ready.buyerId })).toEqual([ready.id]);
    expect(await found({ warehouse_ids: [fbt.warehouseId] })).toEqual([fbt.id]);
    expect(await found({ is_buyer_request_cancel: true })).toEqual([ready.id]);
    expect(await found({ is_buyer_request_cancel: false, order_status: "AWAITING_SHIPMENT" })).toEqual([]);
  });

  it("meets every order at least once when orders change while it is read by update time", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const ids = await placeMany(stage, 30);
    let next = 0;
    const touch = () => {
      stage.clock.set(stage.clock.now() + 1_000);
      const id = ids[next];
      next += 7;
      if (id) stage.simulator.world.pay(id);
    };
    const found = await readAll(caller, {}, { page_size: "5", sort_field: "update_time", sort_order: "ASC" }, touch);
    expect(new Set(found.ids)).toEqual(new Set(ids));
    expect(found.ids.length).toBeGreaterThan(ids.length);
  });

  it("refuses a token of another question, one that is no token, and one that has expired", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    await placeMany(stage, 5);
    const token = take<string>(await caller.send(SEARCH, {}, { page_size: "2" }), "next_page_token");
    const codeOf = async (body: Row, page_token: string) => (await caller.send(SEARCH, body, { page_size: "2", page_token })).body.code;
    expect(await codeOf({ order_status: "UNPAID" }, token)).toBe(36009004);
    expect(await codeOf({}, "nonsense")).toBe(36009004);
    expect(await codeOf({}, token)).toBe(0);
    stage.simulator.world.changeLimits({ pageTokenSeconds: 60 });
    stage.clock.set(stage.clock.now() + HOUR);
    expect(await codeOf({}, token)).toBe(36009004);
  });

  /** Milliseconds of the middle one of forty pages, and what the shop counts in its first ten seconds. */
  async function timePages(orders: number): Promise<{ median: number; counted: number }> {
    const stage = openStage();
    stage.simulator.world.changeRules({ stockLimits: false });
    const caller = await openCaller(stage);
    const buyerId = stage.simulator.world.addBuyer({ region: "GB" }).id;
    for (let i = 0; i < orders; i++) {
      stage.clock.set(MIDNIGHT + Math.floor((i * 1_000_000) / orders));
      place(stage, { buyerId });
    }
    const query = { page_size: "100", sort_field: "update_time", sort_order: "ASC" };
    const body = { update_time_ge: START + 1, order_status: "UNPAID" };
    let token = "";
    const times: number[] = [];
    for (let i = 0; i < 40; i++) {
      const began = performance.now();
      const reply = await caller.send(SEARCH, body, token ? { ...query, page_token: token } : query);
      times.push(performance.now() - began);
      expect(take<Row[]>(reply, "orders")).toHaveLength(100);
      token = take(reply, "next_page_token");
    }
    return {
      median: times.toSorted((a, b) => a - b)[20] ?? 0,
      counted: stage.simulator.world.countOrders(stage.shopId, { ge: START, lt: START + 10 }),
    };
  }

  it("reads a page of a hundred among a hundred thousand at the cost of one among five thousand", async () => {
    const [small, large] = [await timePages(5_000), await timePages(100_000)];
    expect([small.counted, large.counted]).toEqual([50, 1_000]);
    // Looking at every order would cost twenty times as much.
    expect(large.median).toBeLessThan(small.median * 6 + 1);
  });
});

describe("order detail", () => {
  it("gives the same order as the search, at most fifty, and drops what it does not know", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const order = place(stage, { lines: [{ skuId: stage.skuId, quantity: 2 }] });
    const reply = await caller.read("/order/202309/orders", { ids: `${order.id},576900000000000000` });
    const found = take<Row[]>(await caller.send(SEARCH, {}, { page_size: "1" }), "orders");
    expect(take<Row[]>(reply, "orders")).toEqual(found);
    expect(found[0]?.line_items).toHaveLength(2);
    const newer = take<Row[]>(await caller.read("/order/202507/orders", { ids: order.id }), "orders")[0];
    expect(newer).toHaveProperty("payment_method_code");
    expect((await caller.read("/order/202507/orders", { ids: Array.from({ length: 51 }, () => "1").join() })).body.code).toBe(36009004);
    expect((await caller.read("/order/202507/orders")).body.code).toBe(36009004);
    stage.simulator.doubts.unknownOrders = "error";
    expect((await caller.read("/order/202507/orders", { ids: "576900000000000000" })).body.code).toBe(21008111);
  });

  it("does not show the orders of another shop of the same seller", async () => {
    const stage = openStage();
    const other = stage.simulator.world.addShop({ sellerId: stage.sellerId, region: "DE" });
    const caller = await openCaller(stage);
    const order = place(stage);
    const reply = await caller.call("GET", "/order/202507/orders", { query: { ids: order.id }, cipher: other.cipher });
    expect(take(reply, "orders")).toEqual([]);
  });

  it("keeps the identities of TikTok's amounts, in text", async () => {
    const stage = openStage("US");
    const caller = await openCaller(stage);
    for (let i = 0; i < 20; i++) place(stage, { lines: [{ skuId: stage.skuId, quantity: 3 }], gift: i % 4 === 0 });
    const cents = (value: unknown) => Math.round(Number(value) * 100);
    for (const order of take<Row[]>(await caller.send(SEARCH, {}, { page_size: "20" }), "orders")) {
      const payment = order.payment as Record<string, string>;
      for (const [name, value] of Object.entries(payment)) expect(value).toMatch(name === "currency" ? /^USD$/ : /^\d+\.\d\d$/);
      const { original_total_product_price, seller_discount, platform_discount, sub_total, shipping_fee, tax, total_amount } = payment;
      expect(cents(sub_total)).toBe(cents(original_total_product_price) - cents(seller_discount) - cents(platform_discount));
      expect(cents(total_amount)).toBe(cents(sub_total) + cents(shipping_fee) + cents(tax));
      const lines = order.line_items as Row[];
      expect(lines.reduce((sum, line) => sum + cents(line.sale_price), 0)).toBe(cents(sub_total));
      const price = await caller.read(`/order/202407/orders/${String(order.id)}/price_detail`);
      expect(take(price, "payment")).toBe(total_amount);
    }
  });
});

describe("reads that lag", () => {
  it("show search and detail as they were, orders that are new not at all, and catch up", async () => {
    const stage = openStage();
    const { faults, world } = stage.simulator;
    const caller = await openCaller(stage);
    faults.raise({ kind: "lag", on: "orders.*", ms: 10_000 });
    const old = place(stage);
    await stage.clock.pass(60_000);
    world.pay(old.id);
    const fresh = place(stage);
    const statuses = async () =>
      take<Row[]>(await caller.send(SEARCH, {}, { page_size: "5" }), "orders").map(({ id, status }) => [id, status]);
    const detail = async () =>
      take<Row[]>(await caller.read("/order/202507/orders", { ids: `${old.id},${fresh.id}` }), "orders").map(({ status }) => status);
    expect(await statuses()).toEqual([[old.id, "UNPAID"]]);
    expect(await detail()).toEqual(["UNPAID"]);
    expect(take(await caller.send(SEARCH, { order_status: "ON_HOLD" }, { page_size: "5" }), "total_count")).toBe(0);
    await stage.clock.pass(10_000);
    expect(await statuses()).toEqual([
      [fresh.id, "UNPAID"],
      [old.id, "ON_HOLD"],
    ]);
    expect(await detail()).toEqual(["ON_HOLD", "UNPAID"]);
  });
});
