// Orders as TikTok holds them: all of them, in the right place, newest word first, and never more written than has changed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfDayMonthsBefore } from "../../worker/stores/calendar.ts";
import { type Desk, refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Listed {
  id: string;
  stage: string;
  status: string;
  create_time: number;
}
interface ListPage {
  rows: Listed[];
  next: string | null;
  stopped: boolean;
}

describe("three months of a real seller", () => {
  let world: World;
  let store = "";
  let shopId = "";
  beforeAll(async () => {
    world = await openWorld({ preset: "seller" });
    store = await world.connect("US", "GlowLab", "GlowLab US");
    await world.settle();
    shopId = world.shop.shops.find((shop) => shop.name.includes("GlowLab"))?.id ?? "";
  });
  afterAll(() => world.close());

  test("every order since the same day three months ago has come in, and none from before", async () => {
    const [backfill] = await world.rows<{ from_time: number; until_time: number; done: number; total: number }>(
      "SELECT * FROM backfill WHERE stream = 'orders'",
    );
    expect(backfill?.from_time).toBe(startOfDayMonthsBefore(Math.floor(world.now() / 1000), 3, "America/Los_Angeles"));
    const truth = world.shop.orders(shopId).filter((order) => order.createTime >= (backfill?.from_time ?? 0));
    expect(truth.length).toBeLessThan(world.shop.orders(shopId).length);
    expect([backfill?.done, backfill?.total]).toEqual([truth.length, truth.length]);
    const mirrored = await world.rows<{ id: string; status: string; units: number; total_minor: number }>(
      "SELECT id, status, units, total_minor FROM orders",
    );
    expect(mirrored.map((row) => row.id).sort()).toEqual(truth.map((order) => order.id).sort());
  });

  test("field by field, unit by unit, they are TikTok's", async () => {
    const orders = await world.rows<Record<string, unknown>>("SELECT * FROM orders");
    for (const order of orders.filter((_, at) => at % 25 === 0)) {
      const wire = world.shop.orderOnWire(String(order.id)) as {
        payment: Record<string, string>;
        line_items: { id: string; display_status: string; sale_price: string }[];
      } & Record<string, unknown>;
      expect([order.status, order.create_time, order.update_time, order.buyer_user_id]).toEqual([
        wire.status,
        wire.create_time,
        wire.update_time,
        wire.user_id,
      ]);
      expect(order.total_minor).toBe(Math.round(Number(wire.payment.total_amount) * 100));
      const lines = await world.rows<{ id: string; status: string; price_minor: number }>(
        "SELECT id, status, price_minor FROM order_line WHERE order_id = ? ORDER BY id",
        order.id,
      );
      const expected = wire.line_items.map((line) => ({
        id: line.id,
        status: line.display_status,
        price_minor: Math.round(Number(line.sale_price) * 100),
      }));
      expect(lines).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
    }
  });

  test("the counts beside the stages are a recount's", async () => {
    const { counts } = await world.admin.get<{ counts: Record<string, number> }>("/api/orders/counts");
    const recount = await world.rows<{ stage: number; n: number }>("SELECT stage, COUNT(*) AS n FROM orders GROUP BY stage ORDER BY stage");
    const names = [
      "unpaid",
      "on_hold",
      "in_review",
      "held",
      "ready_to_ship",
      "partially_shipped",
      "shipped",
      "delivered",
      "completed",
      "cancelled",
    ];
    for (const { stage, n } of recount) expect(counts[names[stage] ?? ""]).toBe(n);
  });

  test("pages go through all orders once, newest first", async () => {
    const seen: Listed[] = [];
    let after: string | null = "";
    while (after !== null) {
      const { rows, next }: ListPage = await world.admin.get(`/api/orders?after=${after}`);
      if (next !== null) expect(rows).toHaveLength(50);
      seen.push(...rows);
      after = next;
    }
    const [{ n }] = (await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM orders")) as [{ n: number }];
    expect(new Set(seen.map((order) => order.id)).size).toBe(n);
    expect(seen.map((order) => order.create_time)).toEqual(seen.map((order) => order.create_time).sort((a, b) => b - a));
  });

  test("filters narrow, in the address's own words", async () => {
    const list = (query: string) => world.admin.get<ListPage>(`/api/orders?${query}`);
    for (const row of (await list("stage=ready_to_ship")).rows) expect(row.stage).toBe("ready_to_ship");
    for (const row of (await list("stage=shipped&by=store")).rows) expect(row).toMatchObject({ stage: "shipped", fulfilled_by: "store" });
    for (const row of (await list("status=IN_TRANSIT")).rows) expect(row.status).toBe("IN_TRANSIT");
    const from = Math.floor(world.now() / 86_400_000 - 5) * 86_400;
    const day = new Date(from * 1000).toISOString().slice(0, 10);
    const { rows } = await list(`from=${day}&to=${day}&zone=UTC`);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.create_time >= from && row.create_time < from + 86_400).toBe(true);
    expect((await list(`stores=${store}`)).rows).toHaveLength(50);
    expect((await list("stores=sto_nobody")).rows).toEqual([]);
    expect(await refusal(list("stage=teleported"))).toMatchObject({ status: 422, facts: { field: "stages.0" } });
  });

  test("where parcels are narrows the list, by TikTok's own words for them", async () => {
    const list = async (tracking: string) => (await world.admin.get<ListPage>(`/api/orders?tracking=${tracking}`)).rows;
    const [unscanned, moving, arrived, none] = [await list("unscanned"), await list("moving"), await list("delivered"), await list("none")];
    for (const row of unscanned) expect(["AWAITING_COLLECTION", "PARTIALLY_SHIPPING"]).toContain(row.status);
    for (const row of moving) expect(row.status).toBe("IN_TRANSIT");
    for (const row of arrived) expect(["DELIVERED", "COMPLETED"]).toContain(row.status);
    for (const some of [unscanned, moving, arrived, none]) expect(some.length).toBeGreaterThan(0);
    const numbered = await world.rows<{ order_id: string }>("SELECT order_id FROM package WHERE tracking_number IS NOT NULL");
    for (const row of none) expect(numbered.map((one) => one.order_id)).not.toContain(row.id);
    expect(await list("trouble")).toEqual([]);
  });

  test("what is due comes first among orders to ship", async () => {
    const { rows } = await world.admin.get<{ rows: { due_time: number }[] }>("/api/orders?stage=ready_to_ship");
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map((row) => row.due_time)).toEqual(rows.map((row) => row.due_time).sort((a, b) => a - b));
  });

  test("an order is found by its id, SKU, title, buyer and tracking number", async () => {
    const [tracked] = await world.rows<{ order_id: string; tracking_number: string }>(
      "SELECT order_id, tracking_number FROM package WHERE tracking_number IS NOT NULL LIMIT 1",
    );
    const [order] = await world.rows<{ id: string; buyer_nickname: string }>(
      "SELECT id, buyer_nickname FROM orders WHERE id = ?",
      tracked?.order_id,
    );
    const [line] = await world.rows<{ seller_sku: string; title: string }>(
      "SELECT l.seller_sku, l.title FROM order_line o JOIN listing l ON l.sku_id = o.sku_id WHERE o.order_id = ? LIMIT 1",
      order?.id,
    );
    const find = async (q: string) =>
      (await world.admin.get<{ rows: Listed[] }>(`/api/orders/search?q=${encodeURIComponent(q)}`)).rows.map((row) => row.id);
    expect(await find(order?.id ?? "")).toEqual([order?.id]);
    expect(await find(tracked?.tracking_number ?? "")).toEqual([order?.id]);
    expect(await find(`${order?.buyer_nickname} ${order?.id}`)).toEqual([order?.id]);
    expect((await find(line?.seller_sku ?? "")).length).toBeGreaterThan(0);
    expect((await find(line?.title ?? "")).length).toBeGreaterThan(0);
    expect(await find("nothing of this kind was ever sold")).toEqual([]);
  });

  test("orders that TikTok ships come in as history: visible, never to be shipped by us, the buyer hidden with the reason", async () => {
    const [fbt] = await world.rows<{ id: string }>("SELECT id FROM orders WHERE fulfilled_by = 'store' AND status = 'IN_TRANSIT' LIMIT 1");
    const page = await world.admin.get<{ order: object; recipientHidden: string }>(`/api/orders/${fbt?.id}`);
    expect(page).toMatchObject({
      order: { scope: "history", stage: "shipped", status: "IN_TRANSIT", due_time: null },
      recipientHidden: "fbt",
    });
    const [row] = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM orders WHERE fulfilled_by = 'store' AND scope <> 'history'");
    expect(row?.n).toBe(0);
  });

  test("pulled again unchanged, everything stays as it is: not one row is written", async () => {
    const from = world.log.length;
    await world.admin.post(`/api/stores/${store}/pull`, {});
    const [order] = await world.rows<{ id: string }>("SELECT id FROM orders WHERE status = 'DELIVERED' LIMIT 1");
    await world.admin.post(`/api/orders/${order?.id}/pull`, {});
    await world.until(
      "the pull is done",
      () => world.log.slice(from).filter((line) => line.job === "pull-orders" || line.job === "reconcile-orders").length >= 2,
    );
    for (const line of world.log.slice(from).filter((one) => one.door === "consumer"))
      expect(line, line.job).toMatchObject({ verdict: "done", rowsWritten: 0 });
  });
});

describe("an order's life", () => {
  let world: World;
  let shop: Shop;
  let store = "";
  const stageOf = async (id: string) => (await world.admin.get<{ order: { stage: string; status: string } }>(`/api/orders/${id}`)).order;
  beforeAll(async () => {
    world = await openWorld();
    shop = openShop(world, "GlowLab");
    store = await world.connect("US", "GlowLab", "GlowLab US");
    await world.settle();
  });
  afterAll(() => world.close());

  test("from the first hour to the end, each step shows after its webhook, TikTok's word beside ours", async () => {
    const { id } = sellUnits(world, shop, 2);
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "on_hold", status: "ON_HOLD" });
    world.shop.endHold(id);
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "ready_to_ship", status: "AWAITING_SHIPMENT" });
    const [line] = world.shop.order(id).lines;
    world.shop.ship(id, { trackingNumber: "1Z9990000000000001", lineIds: [line?.id ?? ""] });
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "partially_shipped", status: "PARTIALLY_SHIPPING" });
    world.shop.ship(id, { trackingNumber: "1Z9990000000000002" });
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "shipped", status: "AWAITING_COLLECTION" });
    world.shop.scan(id);
    world.shop.deliver(id);
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "delivered" });
    world.shop.complete(id);
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "completed" });
    const page = await world.admin.get<{ groups: { units: object[] }[]; packages: { tracking_number: string }[] }>(`/api/orders/${id}`);
    expect(page.groups).toHaveLength(1);
    expect(page.groups[0]?.units).toHaveLength(2);
    expect(page.packages.map((one) => one.tracking_number).sort()).toEqual(["1Z9990000000000001", "1Z9990000000000002"]);
    const { events } = await world.admin.get<{ events: { words: string; at: number }[] }>(`/api/orders/${id}/tracking`);
    expect(events.length).toBeGreaterThan(2);
    expect(events.map((event) => event.at)).toEqual(events.map((event) => event.at).sort((a, b) => b - a));
  });

  test("whoever asks when TikTok has no time is answered a moment later; again and again, they are told", async () => {
    const { id } = sellUnits(world, shop);
    await world.settle();
    const { faults } = world.hosted.simulator;
    faults.raise({ kind: "rate_limit", on: "orders.tracking", count: 1 });
    expect(await world.admin.get(`/api/orders/${id}/tracking`)).toHaveProperty("events");
    faults.raise({ kind: "rate_limit", on: "orders.tracking", count: 3 });
    expect((await refusal(world.admin.get(`/api/orders/${id}/tracking`))).code).toBe("tiktok-silent");
    expect(faults.raised()).toEqual([]);
  });

  test("a buyer who asks to cancel puts the order in review", async () => {
    const { id } = sellUnits(world, shop);
    world.shop.endHold(id);
    world.shop.requestCancel(id);
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "in_review" });
    world.shop.endRequest(id);
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "ready_to_ship" });
    world.shop.cancelBySeller(id);
    await world.settle();
    expect(await stageOf(id)).toMatchObject({ stage: "cancelled", status: "CANCELLED" });
  });

  test("an address once given in the clear is not overwritten by stars, and its absence is explained", async () => {
    const { id } = sellUnits(world, shop);
    await world.settle();
    const held = await world.admin.get<{ recipient: null; recipientHidden: string }>(`/api/orders/${id}`);
    expect([held.recipient, held.recipientHidden]).toEqual([null, "on-hold"]);
    world.shop.endHold(id);
    await world.settle();
    const clear = await world.admin.get<{ recipient: { name: string }; recipientHidden: null }>(`/api/orders/${id}`);
    expect(clear.recipientHidden).toBeNull();
    expect(clear.recipient.name).not.toContain("*");
    world.shop.cancelBySeller(id);
    await world.settle();
    const wire = world.shop.orderOnWire(id) as { recipient_address: { name: string } };
    expect(wire.recipient_address.name).toContain("*");
    const after = await world.admin.get<{ recipient: { name: string } }>(`/api/orders/${id}`);
    expect(after.recipient.name).toBe(clear.recipient.name);
  });

  test("a buyer's new address is shown", async () => {
    const { id } = sellUnits(world, shop);
    world.shop.endHold(id);
    await world.settle();
    world.shop.changeAddress(id, { line1: "99 New Street" });
    await world.settle();
    const { recipient } = await world.admin.get<{ recipient: { address: string } }>(`/api/orders/${id}`);
    expect(recipient.address).toContain("99 New Street");
  });

  test("who may not see recipients sees the reason instead", async () => {
    const { id } = sellUnits(world, shop);
    world.shop.endHold(id);
    await world.settle();
    const agent = await world.agent("No Names", [{ store, rights: ["read", "reply"] }]);
    const page = await agent.get<{ recipient: null; recipientHidden: string }>(`/api/orders/${id}`);
    expect([page.recipient, page.recipientHidden]).toEqual([null, "right-missing"]);
  });

  test("an order says whether its buyer may be written to, and why not", async () => {
    const { id } = sellUnits(world, shop);
    await world.settle();
    const canWrite = async (desk: Desk) => (await desk.get<{ can: { write: object } }>(`/api/orders/${id}`)).can.write;
    expect(await canWrite(world.admin)).toEqual({ ok: true });
    const reader = await world.agent("Reader Only", [{ store, rights: ["read"] }]);
    expect(await canWrite(reader)).toEqual({ ok: false, because: { code: "right-missing", facts: { right: "reply" } } });
  });

  test("an order that cannot be read is named as failed, and the rest of its page comes in", async () => {
    const good = sellUnits(world, shop);
    const bad = sellUnits(world, shop);
    const { currency } = world.shop.order(bad.id);
    (world.shop.order(bad.id) as { currency: string }).currency = "";
    await world.settle();
    expect((await world.rows("SELECT id FROM orders WHERE id = ?", good.id)).length).toBe(1);
    expect(await world.rows("SELECT kind, item_id FROM failed_item")).toEqual([{ kind: "order", item_id: bad.id }]);
    (world.shop.order(bad.id) as { currency: string }).currency = currency;
    world.shop.endHold(bad.id);
    await world.settle();
    expect(await world.rows("SELECT item_id FROM failed_item")).toEqual([]);
    expect((await stageOf(bad.id)).stage).toBe("ready_to_ship");
  });

  test("with orders import switched off nothing comes in, and switched on again what was missed does", async () => {
    const { store: seen } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${store}`);
    await world.admin.patch(`/api/stores/${store}`, { version: seen.version, change: { ordersImport: false } });
    const { id } = sellUnits(world, shop);
    await world.settle();
    expect(await world.rows("SELECT id FROM orders WHERE id = ?", id)).toEqual([]);
    await world.admin.patch(`/api/stores/${store}`, { version: seen.version + 1, change: { ordersImport: true } });
    await world.tillside.cron("*/5 * * * *");
    await world.settle();
    expect((await world.rows("SELECT id FROM orders WHERE id = ?", id)).length).toBe(1);
  });
});
