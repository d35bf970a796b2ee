// Cancellations on the wire: whole and in part, TikTok's codes for every reason they are refused, the search, and the answer to a buyer.
import { describe, expect, it } from "vitest";
import { CANCEL_REASONS, sellerReasons } from "../../simulator/orders/cancel-reasons.ts";
import { HOUR, openCaller, openStage, type Row, take } from "./simulator-caller.ts";

const PATH = "/return_refund/202309/cancellations";
const STOCK = "seller_cancel_reason_out_of_stock";

async function openShop(region = "US") {
  const stage = openStage(region);
  const caller = await openCaller(stage);
  const { world } = stage.simulator;
  const place = (more = {}) => {
    const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 3 }], paid: true, ...more });
    if (order.status === "ON_HOLD") world.endHold(order.id);
    return order;
  };
  const cancel = async (orderId: string, reason: string, more = {}) =>
    caller.send(PATH, { order_id: orderId, cancel_reason: reason, ...more });
  const codeOf = async (orderId: string, reason: string, more = {}) => (await cancel(orderId, reason, more)).body.code;
  const search = async (body: Row = {}, query: Record<string, string> = {}) =>
    take<Row[]>(await caller.send("/return_refund/202602/cancellations/search", body, query), "cancellations");
  const answer = async (id: unknown, verb: "approve" | "reject", body?: Row, query = {}) =>
    (await caller.call("POST", `${PATH}/${id}/${verb}`, { ...(body ? { body } : {}), query })).body;
  return { stage, caller, world, place, cancel, codeOf, search, answer };
}

describe("cancelling as the seller", () => {
  it("ends the whole order, gives all of it back, and pushes topics 1 and 11", async () => {
    const { stage, place, cancel, search } = await openShop();
    const order = place();
    await stage.clock.pass(0);
    stage.pushed.length = 0;
    const reply = await cancel(order.id, STOCK);
    const id = take<string>(reply, "cancel_id");
    expect([reply.body.code, take(reply, "cancel_status"), order.status]).toEqual([0, "CANCELLATION_REQUEST_SUCCESS", "CANCELLED"]);
    await stage.clock.pass(0);
    expect(stage.pushed.map(({ body }) => [body.type, body.data.cancel_status ?? body.data.order_status])).toEqual([
      [1, "CANCEL"],
      [11, "CANCELLATION_REQUEST_SUCCESS"],
      [11, "CANCELLATION_REQUEST_COMPLETE"],
    ]);
    const { payment } = stage.simulator.world.orderOnWire(order.id) as { payment: Record<string, string> };
    expect(await search()).toMatchObject([
      {
        cancel_id: id,
        order_id: order.id,
        cancel_type: "CANCEL",
        cancel_status: "CANCELLATION_REQUEST_COMPLETE",
        role: "SELLER",
        cancel_reason: STOCK,
        cancel_reason_text: "Out of stock",
        seller_next_action_response: [],
        refund_amount: {
          currency: "USD",
          refund_total: payment.total_amount,
          refund_subtotal: payment.sub_total,
          refund_shipping_fee: payment.shipping_fee,
          refund_tax: payment.tax,
        },
        cancel_line_items: order.lines.map((line) => ({ order_line_item_id: line.id, seller_sku: "BEANIE-BLK-M" })),
      },
    ]);
  });

  it("in part works in the US and GB for want of stock alone, by unit or by SKU, and the last part gives the shipping back", async () => {
    for (const [region, reason] of [
      ["US", STOCK],
      ["GB", `${STOCK}_uk`],
    ] as const) {
      const { place, codeOf, search, world } = await openShop(region);
      const order = place();
      const [first, second, third] = order.lines.map((line) => line.id);
      const wrong = sellerReasons(region, "AWAITING_SHIPMENT")[1] ?? "";
      expect(await codeOf(order.id, wrong, { order_line_item_ids: [first] })).toBe(25005010);
      expect([order.status, order.cancellations]).toEqual(["AWAITING_SHIPMENT", []]);
      expect(await codeOf(order.id, reason, { order_line_item_ids: [first] })).toBe(0);
      expect(await codeOf(order.id, reason, { skus: [{ sku_id: order.lines[0]?.skuId, quantity: 1 }] })).toBe(0);
      expect(order.lines.map((line) => line.status)).toEqual(["CANCELLED", "CANCELLED", "AWAITING_SHIPMENT"]);
      expect(await codeOf(order.id, reason, { order_line_item_ids: [second] })).toBe(25001051);
      expect(await codeOf(order.id, reason, { skus: [{ sku_id: order.lines[0]?.skuId, quantity: 2 }] })).toBe(25001001);
      expect(await codeOf(order.id, reason, { order_line_item_ids: [third] })).toBe(0);
      expect(order.status).toBe("CANCELLED");
      const amounts = (await search()).map((one) => one.refund_amount as Record<string, string>);
      const cents = (name: string) => amounts.reduce((sum, one) => sum + Math.round(Number(one[name]) * 100), 0);
      const { payment } = world.orderOnWire(order.id) as { payment: Record<string, string> };
      expect(cents("refund_total")).toBe(Math.round(Number(payment.total_amount) * 100));
      expect(amounts.slice(0, 2).map((one) => one.refund_shipping_fee)).toEqual(["0.00", "0.00"]);
      expect(amounts[2]?.refund_shipping_fee).toBe(payment.shipping_fee);
    }
  });

  it("in part is refused everywhere else, whatever the reason", async () => {
    for (const region of ["DE", "TH", "MX", "JP", "BR", "SG"]) {
      const { place, codeOf } = await openShop(region);
      const order = place();
      expect([region, await codeOf(order.id, STOCK, { order_line_item_ids: [order.lines[0]?.id] })]).toEqual([region, 25005010]);
      expect(order.lines.every((line) => line.status !== "CANCELLED")).toBe(true);
      expect(await codeOf(order.id, STOCK, { order_line_item_ids: order.lines.map((line) => line.id) })).toBe(0);
    }
  });

  it("takes exactly the reasons of the market and the status", async () => {
    for (const region of ["US", "GB", "DE", "JP", "MX", "BR", "PH", "SG", "TH"]) {
      const { world, stage, place, codeOf } = await openShop(region);
      for (const status of ["UNPAID", "AWAITING_SHIPMENT"] as const) {
        const allowed = sellerReasons(region, status);
        const order = status === "UNPAID" ? world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] }) : place();
        for (const reason of Object.keys(CANCEL_REASONS).filter((key) => !allowed.includes(key as never)))
          expect([25001015, 25001020, 25001021]).toContain(await codeOf(order.id, reason));
        expect([order.status, await codeOf(order.id, allowed.at(-1) ?? "")]).toEqual([status, 0]);
      }
    }
    const { place, codeOf } = await openShop("TH");
    const order = place();
    expect(await codeOf(order.id, "made_up")).toBe(25001014);
    expect(await codeOf(order.id, "system_cancel_unpaid_time_out")).toBe(25001015);
    expect(await codeOf(order.id, "seller_cancel_paid_reason_address_not_deliver")).toBe(25001020);
    expect(await codeOf(order.id, `${STOCK}_uk`)).toBe(25001021);
  });

  it("is refused once it is too late, already asked for, not theirs, or TikTok's own, and by a fault with TikTok's words", async () => {
    const { stage, world, place, codeOf, cancel } = await openShop("GB");
    const uk = `${STOCK}_uk`;
    const [shipped, asked, ended, fbt, held] = [place(), place(), place(), place({ fbt: true }), place()];
    world.ship(shipped.id);
    world.requestCancel(asked.id);
    world.cancelBySeller(ended.id);
    expect(await codeOf(shipped.id, uk)).toBe(25001045);
    expect(await codeOf(asked.id, uk)).toBe(25001011);
    expect(await codeOf(ended.id, uk)).toBe(25001051);
    expect(await codeOf(fbt.id, uk)).toBe(25020005);
    expect(await codeOf("576900000000000000", uk)).toBe(25001001);
    expect(await codeOf(held.id, uk, { order_line_item_ids: ["577900000000000000"] })).toBe(25001001);
    expect(await codeOf(held.id, "")).toBe(36009004);
    stage.simulator.faults.raise({ kind: "business_error", on: "cancellations.create", count: 1, code: 25001046, words: "Risk control." });
    expect((await cancel(held.id, uk)).body).toMatchObject({ code: 25001046, message: "Risk control.", data: null });
    stage.simulator.faults.raise({ kind: "business_error", on: "cancellations.create", count: 1 });
    expect([await codeOf(held.id, uk), held.status]).toEqual([25001028, "AWAITING_SHIPMENT"]);
    stage.simulator.doubts.fbtCancels = "seller";
    expect(await codeOf(fbt.id, uk)).toBe(0);
    const us = await openShop("US");
    const collected = us.place();
    us.world.ship(collected.id);
    expect(await us.codeOf(collected.id, STOCK, { order_line_item_ids: [collected.lines[0]?.id] })).toBe(25005010);
    expect(await us.codeOf(collected.id, STOCK)).toBe(0);
    const half = us.place();
    us.world.ship(half.id, { lineIds: [half.lines[0]?.id ?? ""] });
    expect(await us.codeOf(half.id, STOCK)).toBe(25001045);
    expect(await us.codeOf(half.id, STOCK, { order_line_item_ids: [half.lines[0]?.id] })).toBe(25001045);
    expect(await us.codeOf(half.id, STOCK, { order_line_item_ids: half.lines.slice(1).map((line) => line.id) })).toBe(0);
    expect(half.status).toBe("AWAITING_COLLECTION");
  });
});

describe("a buyer who asks to cancel", () => {
  it("is found with the deadline, and granted or refused once", async () => {
    const { stage, caller, world, place, search, answer } = await openShop("GB");
    const [granted, refused] = [place(), place()];
    for (const order of [granted, refused]) world.requestCancel(order.id);
    const pending = await search({ cancel_status: ["CANCELLATION_REQUEST_PENDING"] });
    expect(pending.map((one) => [one.order_id, one.cancel_type, one.seller_next_action_response])).toEqual(
      [granted, refused].map((order) => [
        order.id,
        "BUYER_CANCEL",
        [{ action: "SELLER_RESPOND_CANCEL", deadline: order.requestCancelTime + (48 * HOUR) / 1000 }],
      ]),
    );
    const [first, second] = pending.map((one) => one.cancel_id);
    const key = { idempotency_key: "k1" };
    expect(await answer(first, "approve", undefined, key)).toMatchObject({ code: 0, data: {} });
    expect(await answer(first, "approve", undefined, key)).toMatchObject({ code: 0, data: {} });
    expect((await answer(first, "approve")).code).toBe(25020010);
    expect([granted.status, granted.cancelInitiator]).toEqual(["CANCELLED", "BUYER"]);
    const reasons = take<Row[]>(
      await caller.read("/return_refund/202309/reject_reasons", { return_or_cancel_id: String(second) }),
      "reasons",
    );
    expect(reasons.map(({ name }) => name)).toContain("seller_reject_apply_product_has_been_packed");
    expect((await answer(second, "reject", {})).code).toBe(36009004);
    expect((await answer(second, "reject", { reject_reason: "made_up" })).code).toBe(25001014);
    expect((await answer(second, "reject", { reject_reason: reasons[0]?.name, comment: "Sealed", images: [] })).code).toBe(0);
    expect([refused.status, refused.asksCancel, (await answer(second, "reject", { reject_reason: "x" })).code]).toEqual([
      "AWAITING_SHIPMENT",
      false,
      25020009,
    ]);
    expect((await answer("4035900000000000000", "approve")).code).toBe(25007006);
    for (const spelling of ["CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_CANCELLED"])
      expect(await search({ cancel_status: [spelling] })).toMatchObject([
        { cancel_id: second, cancel_status: "CANCELLATION_REQUEST_CANCELLED" },
      ]);
    expect(world.cancellations(stage.shopId).map(({ status }) => status)).toEqual(["COMPLETE", "CANCELLED"]);
  });

  it("is granted at the deadline, but not when the parcel has gone with the carrier", async () => {
    const { stage, world, place, search, answer } = await openShop("TH");
    const [waits, leaves] = [place(), place()];
    for (const order of [waits, leaves]) world.ship(order.id);
    for (const order of [waits, leaves]) world.requestCancel(order.id);
    world.scan(leaves.id);
    const [, late] = await search();
    expect((await answer(late?.cancel_id, "approve")).code).toBe(25001045);
    await stage.clock.pass(48 * HOUR);
    expect([waits.status, leaves.status, leaves.asksCancel]).toEqual(["CANCELLED", "IN_TRANSIT", false]);
  });

  it("of an order TikTok fulfils is TikTok's to answer, and may not be refused in the US where that doubt says so", async () => {
    const { stage, caller, world, place, search, answer } = await openShop("US");
    const [fbt, own] = [place({ fbt: true }), place()];
    for (const order of [fbt, own]) world.requestCancel(order.id);
    const [theirs, ours] = (await search()).map((one) => one.cancel_id);
    expect((await answer(theirs, "approve")).code).toBe(25020005);
    stage.simulator.doubts.usRejectsCancels = false;
    expect((await answer(ours, "reject", { reject_reason: "ecom_reverse_reject_cancel_reason_product_packed" })).code).toBe(25020003);
    const asked = { return_or_cancel_id: String(ours) };
    const decisions = take<Row[]>(await caller.read("/return_refund/202601/decision_eligibility", asked), "decisions");
    expect(decisions.map(({ decision, eligible, ineligible_code }) => [decision, eligible, ineligible_code])).toEqual([
      ["APPROVE_REQUEST_CANCEL", true, undefined],
      ["REJECT_REQUEST_CANCEL", false, 25020003],
    ]);
    expect((await answer(ours, "approve")).code).toBe(0);
  });
});

describe("searching cancellations", () => {
  it("pages oldest first by ten, by window, ids, buyer and type, and lags behind the truth", async () => {
    const { stage, caller, world, place, search } = await openShop("GB");
    const orders = [];
    for (let i = 0; i < 12; i++) {
      stage.clock.set(stage.clock.now() + 60_000);
      const order = place();
      if (i % 2 === 0) world.cancelBySeller(order.id);
      else world.requestCancel(order.id);
      orders.push(order);
    }
    const ids = orders.map((order) => order.cancellations[0]?.id);
    const path = "/return_refund/202309/cancellations/search";
    const page = await caller.send(path, {});
    expect([take<Row[]>(page, "cancellations").map((one) => one.cancel_id), take(page, "total_count")]).toEqual([ids.slice(0, 10), 12]);
    const next = await caller.send(path, {}, { page_token: take<string>(page, "next_page_token") });
    expect([take<Row[]>(next, "cancellations").map((one) => one.cancel_id), take(next, "next_page_token")]).toEqual([ids.slice(10), ""]);
    expect((await caller.send(path, {}, { page_size: "51" })).body.code).toBe(36009004);
    const found = async (body: Row, query = {}) => (await search(body, { page_size: "50", ...query })).map((one) => one.cancel_id);
    expect(await found({}, { sort_order: "DESC" })).toEqual([...ids].reverse());
    expect(await found({ cancel_types: ["CANCEL"] })).toEqual(ids.filter((_, at) => at % 2 === 0));
    expect(await found({ order_ids: [orders[3]?.id], cancel_ids: ids })).toEqual([ids[3]]);
    expect(await found({ buyer_user_ids: [orders[4]?.buyerId] })).toEqual([ids[4]]);
    const [from, to] = [orders[2], orders[5]].map((order) => order?.cancellations[0]?.createTime);
    expect(await found({ create_time_ge: from, create_time_lt: to })).toEqual(ids.slice(2, 5));
    stage.simulator.faults.raise({ kind: "lag", ms: 5_000, on: "cancellations.search" });
    stage.clock.set(stage.clock.now() + 60_000);
    world.cancelBySeller(place().id);
    world.endRequest(orders[1]?.id ?? "");
    expect(await found({})).toEqual(ids);
    expect(await found({ cancel_status: ["CANCELLATION_REQUEST_PENDING"] })).toContain(ids[1]);
  });
});
