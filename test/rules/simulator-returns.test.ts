// Returns on the wire: every decision against every status, the buyer's and TikTok's moves, deadlines, money to the smallest unit,
// replacements, and what is said to be possible before anybody decides.
import { describe, expect, it } from "vitest";
import { BUYER_REASONS, type ReturnType } from "../../simulator/aftersales/return-reasons.ts";
import { minorOf, shareOf } from "../../simulator/aftersales/settle.ts";
import { drawPng } from "../../simulator/png.ts";
import { DAY, HOUR, openCaller, openStage, type Row, type Stage, take } from "./simulator-caller.ts";

const BASE = "/return_refund/202309";

async function openShop(region = "GB") {
  const stage = openStage(region);
  const caller = await openCaller(stage);
  const { world } = stage.simulator;
  const delivered = (more = {}) => {
    const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 3 }], paid: true, ...more });
    if (order.status === "ON_HOLD") world.endHold(order.id);
    world.ship(order.id);
    world.scan(order.id);
    world.deliver(order.id);
    return order;
  };
  const ask = (type: ReturnType, more = {}) => world.askForReturn({ orderId: delivered().id, type, ...more });
  const decide = async (id: string, verb: "approve" | "reject", body: Row, query = {}) =>
    (await caller.send(`${BASE}/returns/${id}/${verb}`, body, query)).body;
  const search = async (body: Row = {}, query: Record<string, string> = {}) =>
    take<Row[]>(await caller.send("/return_refund/202602/returns/search", body, query), "return_orders");
  return { stage, caller, world, delivered, ask, decide, search };
}

async function news(stage: Stage): Promise<unknown[]> {
  await stage.clock.pass(0);
  const statuses = stage.pushed.filter(({ body }) => body.type === 12).map(({ body }) => body.data.return_status);
  stage.pushed.length = 0;
  return statuses;
}

const FAULT = { reject_reason: "reverse_reject_request_reason_1", comment: "As described" };

describe("a return of goods", () => {
  it("goes from asked to refunded, told by topic 12, the search and its records with photos", async () => {
    const { stage, caller, world, delivered, decide, search } = await openShop();
    const order = delivered();
    const before = JSON.stringify(world.orderOnWire(order.id));
    await news(stage);
    const [line] = order.lines;
    const one = world.askForReturn({
      orderId: order.id,
      lineIds: [line?.id ?? ""],
      note: "Seam is open",
      photos: ["torn seam"],
    });
    await stage.clock.pass(0);
    expect(stage.pushed.at(-1)?.body).toMatchObject({
      type: 12,
      data: {
        order_id: order.id,
        return_role: "BUYER",
        return_type: "RETURN_AND_REFUND",
        return_status: "RETURN_OR_REFUND_REQUEST_PENDING",
        return_id: one.id,
        create_time: one.createTime,
        update_time: one.updateTime,
      },
    });
    const price = (line?.originalPrice ?? 0) - (line?.sellerDiscount ?? 0) - (line?.platformDiscount ?? 0);
    const amount = (price / 100).toFixed(2);
    expect(await search()).toMatchObject([
      {
        return_id: one.id,
        return_reason_text: "Item arrived damaged",
        seller_next_action_response: [{ action: "SELLER_RESPOND_RETURN", deadline: one.createTime + (48 * HOUR) / 1000 }],
        refund_amount: { currency: "GBP", refund_total: amount, refund_subtotal: amount, refund_shipping_fee: "0.00", refund_tax: "0.00" },
        return_line_items: [{ order_line_item_id: line?.id, seller_sku: "BEANIE-BLK-M" }],
        return_warehouse_address: { full_address: expect.any(String) },
      },
    ]);
    const records = take<Row[]>(await caller.read(`${BASE}/returns/${one.id}/records`), "records");
    expect(records).toMatchObject([{ event: "ORDER_RETURN", role: "BUYER", note: "Seam is open", images: [{ width: 540, height: 720 }] }]);
    const [image] = (records[0]?.images ?? []) as { url: string }[];
    expect((await stage.simulator.fetch(new Request(image?.url ?? ""))).headers.get("content-type")).toBe("image/png");
    await news(stage);
    const key = { idempotency_key: "a" };
    for (const _ of [1, 2])
      expect(await decide(one.id, "approve", { decision: "APPROVE_RETURN" }, key)).toMatchObject({ code: 0, data: {} });
    world.sendBack(one.id);
    world.bringBack(one.id);
    expect((await search())[0]).toMatchObject({
      return_status: "BUYER_SHIPPED_ITEM",
      return_tracking_number: one.trackingNumber,
      seller_next_action_response: [{ action: "SELLER_RESPOND_RECEIVE_PACKAGE" }],
    });
    expect((await decide(one.id, "approve", { decision: "APPROVE_RECEIVED_PACKAGE" })).code).toBe(0);
    expect(await news(stage)).toEqual([
      "AWAITING_BUYER_SHIP",
      "BUYER_SHIPPED_ITEM",
      "BUYER_SHIPPED_ITEM",
      "RETURN_OR_REFUND_REQUEST_SUCCESS",
      "RETURN_OR_REFUND_REQUEST_COMPLETE",
    ]);
    expect([JSON.stringify(world.orderOnWire(order.id)), order.status]).toEqual([before, "DELIVERED"]);
    expect(() => world.askForReturn({ orderId: order.id, lineIds: [line?.id ?? ""] })).toThrow(/cannot|can go back/);
  });

  it("whose goods were refused may be taken over, and the judge is obeyed", async () => {
    const { world, ask, decide } = await openShop();
    const one = ask("RETURN_AND_REFUND");
    await decide(one.id, "approve", { decision: "APPROVE_RETURN" });
    world.sendBack(one.id);
    expect((await decide(one.id, "reject", { decision: "REJECT_RECEIVED_PACKAGE", reject_reason: "x" })).code).toBe(25001014);
    expect((await decide(one.id, "reject", { decision: "REJECT_RECEIVED_PACKAGE", ...FAULT })).code).toBe(0);
    expect(one.status).toBe("REJECT_RECEIVE_PACKAGE");
    world.takeOverReturn(one.id);
    expect((await decide(one.id, "approve", { decision: "DIRECT_REFUND" })).code).toBe(25011010);
    world.judgeReturn(one.id, "BUYER");
    expect([one.status, one.arbitration]).toEqual(["RETURN_OR_REFUND_REQUEST_COMPLETE", "SUPPORT_BUYER"]);
    const other = ask("REFUND");
    world.takeOverReturn(other.id);
    world.judgeReturn(other.id, "SELLER");
    expect([other.status, other.arbitration]).toEqual(["REFUND_OR_RETURN_REQUEST_REJECT", "SUPPORT_SELLER"]);
  });

  it("of an order TikTok fulfils goes to TikTok's warehouse", async () => {
    const { world, delivered, decide } = await openShop();
    const one = world.askForReturn({ orderId: delivered({ fbt: true }).id });
    expect((await decide(one.id, "approve", { decision: "APPROVE_RETURN" })).code).toBe(0);
    world.sendBack(one.id);
    expect((await decide(one.id, "approve", { decision: "APPROVE_RECEIVED_PACKAGE" })).code).toBe(25011026);
    expect((await decide(one.id, "reject", { decision: "REJECT_RECEIVED_PACKAGE", ...FAULT })).code).toBe(25011026);
    world.bringBack(one.id);
    expect(one.status).toBe("RETURN_OR_REFUND_REQUEST_COMPLETE");
  });
});

describe("decisions", () => {
  it("fit their kind of return and nothing else, and eligibility says the same as the act", async () => {
    const { caller, ask, decide } = await openShop();
    const FITS: Record<ReturnType, string[]> = {
      REFUND: ["APPROVE_REFUND", "OFFER_PARTIAL_REFUND", "REJECT_REFUND"],
      RETURN_AND_REFUND: ["APPROVE_RETURN", "OFFER_PARTIAL_REFUND", "DIRECT_REFUND", "REJECT_RETURN"],
      REPLACEMENT: ["APPROVE_REPLACEMENT", "ISSUE_REPLACEMENT_REFUND", "REJECT_REPLACEMENT"],
    };
    const GOODS = ["APPROVE_RECEIVED_PACKAGE", "REJECT_RECEIVED_PACKAGE"];
    const all = [...new Set([...Object.values(FITS).flat(), ...GOODS])];
    for (const type of Object.keys(FITS) as ReturnType[]) {
      for (const decision of all) {
        const one = ask(type);
        const asked = { return_or_cancel_id: one.id, check_decisions: decision };
        const [said] = take<Row[]>(await caller.read("/return_refund/202601/decision_eligibility", asked), "decisions");
        const verb = decision.startsWith("REJECT") ? "reject" : "approve";
        const { code } = await decide(one.id, verb, { decision, ...FAULT, partial_refund: { currency: "GBP", amount: "1.00" } });
        expect([type, decision, code === 0, said?.eligible]).toEqual([
          type,
          decision,
          FITS[type].includes(decision),
          FITS[type].includes(decision),
        ]);
        if (code !== 0) expect([code, said?.ineligible_code]).toEqual([said?.ineligible_code, code]);
        expect((await decide(one.id, verb === "approve" ? "reject" : "approve", { decision, ...FAULT })).code).toBe(36009004);
      }
    }
  });

  it("come too late for what has ended, and cannot refuse a quick refund", async () => {
    const { world, ask, decide } = await openShop();
    const [granted, refused, withdrawn, quick] = [ask("REFUND"), ask("REFUND"), ask("REFUND"), ask("REFUND", { quick: true })];
    await decide(granted.id, "approve", { decision: "APPROVE_REFUND" });
    await decide(refused.id, "reject", { decision: "REJECT_REFUND", ...FAULT });
    world.withdrawReturn(withdrawn.id);
    const codes = [];
    for (const one of [granted, refused, withdrawn, quick])
      codes.push((await decide(one.id, "reject", { decision: "REJECT_REFUND", ...FAULT })).code);
    expect(codes).toEqual([25020010, 25020011, 25020009, 25011025]);
    expect((await decide("4035800000000000000", "approve", { decision: "APPROVE_REFUND" })).code).toBe(25007006);
  });

  it("keep the item with the buyer, or replace it by an order that costs nothing", async () => {
    const { stage, world, ask, decide } = await openShop();
    const kept = ask("RETURN_AND_REFUND");
    expect((await decide(kept.id, "approve", { decision: "APPROVE_RETURN", buyer_keep_item: true })).code).toBe(0);
    expect([kept.status, kept.keepsItem]).toEqual(["RETURN_OR_REFUND_REQUEST_COMPLETE", true]);
    const broken = ask("REPLACEMENT");
    expect((await decide(broken.id, "approve", { decision: "APPROVE_REPLACEMENT" })).code).toBe(0);
    expect(broken.status).toBe("REPLACEMENT_REQUEST_COMPLETE");
    const fresh = world.orderOnWire(broken.replacementOrderId);
    expect(fresh).toMatchObject({ status: "AWAITING_SHIPMENT", is_replacement_order: true, replaced_order_id: broken.orderId });
    expect((fresh.payment as Row).total_amount).toBe("0.00");
    expect(world.orders(stage.shopId).filter((order) => order.replacedOrderId !== "")).toHaveLength(1);
    const paid = ask("REPLACEMENT");
    await decide(paid.id, "approve", { decision: "ISSUE_REPLACEMENT_REFUND" });
    expect(paid.status).toBe("REPLACEMENT_REQUEST_REFUND_SUCCESS");
  });

  it("offer a part, which the buyer takes or refuses once", async () => {
    const { world, ask, decide, search } = await openShop();
    const [taken, refused] = [ask("REFUND"), ask("REFUND")];
    const offer = (amount: unknown, currency = "GBP") => ({ decision: "OFFER_PARTIAL_REFUND", partial_refund: { currency, amount } });
    expect((await decide(taken.id, "approve", offer("999999.00"))).code).toBe(25005005);
    for (const wrong of ["4.505", "-1", "0", "", 4.5]) expect((await decide(taken.id, "approve", offer(wrong))).code).not.toBe(0);
    expect((await decide(taken.id, "approve", offer("4.50", "USD"))).code).toBe(36009004);
    for (const one of [taken, refused]) expect((await decide(one.id, "approve", offer("4.50"))).code).toBe(0);
    expect(await search({ seller_proposed_return_type: ["PARTIAL_REFUND"] })).toMatchObject([
      { return_status: "AWAITING_BUYER_RESPONSE", partial_refund: { currency: "GBP", amount: "4.50" } },
      {},
    ]);
    world.answerOffer(taken.id, true);
    world.answerOffer(refused.id, false);
    expect((await search()).map((one) => [one.return_status, (one.refund_amount as Row).refund_total])).toEqual([
      ["RETURN_OR_REFUND_REQUEST_COMPLETE", "4.50"],
      ["RETURN_OR_REFUND_REQUEST_PENDING", expect.any(String)],
    ]);
    expect((await decide(refused.id, "approve", offer("5.00"))).code).toBe(25011012);
  });
});

describe("time", () => {
  it("goes on alone: silence of the seller is a yes, of the buyer a no", async () => {
    const { stage, world, ask, decide } = await openShop();
    const [refund, goods, swap] = [ask("REFUND"), ask("RETURN_AND_REFUND"), ask("REPLACEMENT")];
    await stage.clock.pass(48 * HOUR - 1_000);
    expect([refund.status, goods.status]).toEqual(["RETURN_OR_REFUND_REQUEST_PENDING", "RETURN_OR_REFUND_REQUEST_PENDING"]);
    await stage.clock.pass(1_000);
    expect([refund.status, goods.status, swap.status]).toEqual([
      "RETURN_OR_REFUND_REQUEST_COMPLETE",
      "AWAITING_BUYER_SHIP",
      "REPLACEMENT_REQUEST_COMPLETE",
    ]);
    const back = ask("RETURN_AND_REFUND");
    await decide(back.id, "approve", { decision: "APPROVE_RETURN" });
    world.sendBack(back.id);
    world.bringBack(back.id);
    await stage.clock.pass(48 * HOUR);
    expect(back.status).toBe("RETURN_OR_REFUND_REQUEST_COMPLETE");
    await stage.clock.pass(5 * DAY);
    expect(goods.status).toBe("RETURN_OR_REFUND_REQUEST_CANCEL");
    world.changeRules({ returnAnswers: false });
    const still = ask("REFUND");
    await stage.clock.pass(5 * DAY);
    expect(still.status).toBe("RETURN_OR_REFUND_REQUEST_PENDING");
  });
});

describe("a return opened by the seller", () => {
  it("pays at once or waits for the goods, for a seller's reason and never for more than was paid", async () => {
    const { caller, delivered } = await openShop();
    const order = delivered();
    const [first, second] = order.lines.map((line) => line.id);
    const create = async (more: Row, version = "202309") =>
      (await caller.send(`/return_refund/${version}/returns`, { order_id: order.id, return_type: "REFUND", ...more })).body;
    const reason = "ecom_order_delivered_refund_reason_missing_product_seller";
    const part = { return_reason: reason, order_line_item_ids: [first], currency: "GBP" };
    expect((await create({ ...part, return_reason: Object.keys(BUYER_REASONS.REFUND)[0] })).code).toBe(25001015);
    expect((await create({ ...part, refund_total: "999.00" })).code).toBe(25005005);
    expect(await create({ ...part, refund_total: "2.00" })).toMatchObject({
      code: 0,
      data: { return_status: "RETURN_OR_REFUND_REQUEST_SUCCESS" },
    });
    expect((await create(part)).code).toBe(25001011);
    const goods = { return_type: "RETURN_AND_REFUND", return_reason: "ecom_order_delivered_refund_and_return_reason_damaged_seller" };
    expect(await create({ ...goods, order_line_item_ids: [second], shipment_type: "BUYER_ARRANGE" }, "202602")).toMatchObject({
      code: 0,
      data: { return_status: "AWAITING_BUYER_SHIP" },
    });
  });
});

describe("before anybody acts", () => {
  it("eligibility says which units may be cancelled or sent back, and why not", async () => {
    const { caller, world, delivered, stage } = await openShop("US");
    const read = async (id: string, query = {}) => {
      const reply = await caller.read(`/return_refund/202602/orders/${id}/aftersale_eligibility`, query);
      return take<{ line_item_eligibility: Row[] }[]>(reply, "sku_eligibility")[0]?.line_item_eligibility ?? [];
    };
    const order = delivered();
    world.askForReturn({ orderId: order.id, lineIds: [order.lines[0]?.id ?? ""] });
    const said = await read(order.id, { initiate_aftersale_user: "SELLER", request_types: "CANCEL,REFUND" });
    expect(said.map((one) => [one.request_type, one.eligible, (one.order_line_items_ids as string[]).length, one.ineligible_code])).toEqual(
      [
        ["CANCEL", false, 3, 25001045],
        ["REFUND", false, 1, 25001011],
        ["REFUND", true, 2, undefined],
      ],
    );
    const fresh = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 2 }], paid: true });
    world.endHold(fresh.id);
    expect(await read(fresh.id)).toMatchObject([
      { request_type: "CANCEL", eligible: true, available_reason_names: expect.arrayContaining(["seller_cancel_reason_wrong_price"]) },
      { request_type: "REFUND", eligible: false },
      { request_type: "RETURN_AND_REFUND", eligible: false },
    ]);
    world.ship(fresh.id, { lineIds: [fresh.lines[0]?.id ?? ""] });
    expect((await read(fresh.id, { request_types: "CANCEL" })).map((one) => [one.eligible, one.available_reason_names])).toEqual([
      [false, undefined],
      [true, ["seller_cancel_reason_out_of_stock"]],
    ]);
    expect((await read(fresh.id, { initiate_aftersale_user: "BUYER", request_types: "CANCEL" })).map((one) => one.eligible)).toEqual([
      false,
      true,
    ]);
  });

  it("calculates what a cancellation or refund gives back, by the rules of the act", async () => {
    const { caller, world, stage } = await openShop("US");
    const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 2 }], paid: true });
    world.endHold(order.id);
    const calculate = async (more: Row) =>
      (await caller.send("/return_refund/202602/refunds/calculate", { order_id: order.id, request_type: "CANCEL", ...more })).body;
    const { payment } = world.orderOnWire(order.id) as { payment: Record<string, string> };
    const whole = await calculate({ reason_name: "seller_cancel_reason_wrong_price" });
    expect(whole.data?.order_refund_amount).toMatchObject({ refund_total: payment.total_amount, retail_delivery_fee: "0.00" });
    const part = { order_line_item_ids: [order.lines[0]?.id] };
    expect((await calculate({ reason_name: "seller_cancel_reason_wrong_price", ...part })).code).toBe(25005010);
    const one = await calculate({ reason_name: "seller_cancel_reason_out_of_stock", ...part });
    expect(one.data?.order_refund_amount).toMatchObject({ refund_shipping_fee: "0.00" });
    expect(order.lines.every((line) => line.status === "AWAITING_SHIPMENT")).toBe(true);
  });

  it("splits money without losing a cent, in the decimals of the currency", () => {
    expect([
      minorOf("4.50", "GBP"),
      minorOf("4.500", "GBP"),
      minorOf("4.505", "GBP"),
      minorOf("450", "JPY"),
      minorOf("450.5", "JPY"),
    ]).toEqual([450, 450, null, 450, null]);
    for (let amount = 1; amount <= 1_082; amount++) {
      const part = shareOf({ subTotal: 999, shippingFee: 0, tax: 83 }, amount);
      expect(part.subTotal + part.tax).toBe(amount);
    }
    expect(shareOf({ subTotal: 999, shippingFee: 0, tax: 83 }, 1_082)).toEqual({ subTotal: 999, shippingFee: 0, tax: 83 });
  });
});

describe("searching returns", () => {
  it("filters by status in both spellings, type, buyer and dispute, refuses small pages where the doubt says so, and lags", async () => {
    const { stage, caller, world, ask, search } = await openShop();
    const [first, second] = [ask("REFUND"), ask("RETURN_AND_REFUND")];
    world.withdrawReturn(first.id);
    world.takeOverReturn(second.id);
    const found = async (body: Row) => (await search(body)).map((one) => one.return_id);
    for (const spelling of ["RETURN_OR_REFUND_REQUEST_CANCEL", "RETURN_OR_REFUND_REQUEST_CANCELLED"]) {
      stage.simulator.doubts.withdrawnReturnSpelling = spelling as "RETURN_OR_REFUND_REQUEST_CANCEL";
      expect((await search({ return_status: [spelling] })).map((one) => one.return_status)).toEqual([spelling]);
    }
    expect(await found({ return_types: ["RETURN_AND_REFUND"] })).toEqual([second.id]);
    expect(await found({ arbitration_status: ["IN_PROGRESS"] })).toEqual([second.id]);
    expect(await found({ buyer_user_ids: [world.order(first.orderId).buyerId], return_ids: [first.id] })).toEqual([first.id]);
    expect(await found({ update_time_lt: first.createTime })).toEqual([]);
    const small = async () => (await caller.send("/return_refund/202309/returns/search", {}, { page_size: "1" })).body;
    expect((await small()).data?.next_page_token).not.toBe("");
    stage.simulator.doubts.smallReturnPages = false;
    expect((await small()).code).toBe(36009004);
    stage.simulator.faults.raise({ kind: "lag", ms: 5_000 });
    stage.clock.set(stage.clock.now() + 60_000);
    const third = ask("REFUND");
    expect(await found({})).toEqual([first.id, second.id]);
    stage.clock.set(stage.clock.now() + 6_000);
    expect(await found({})).toEqual([first.id, second.id, third.id]);
  });
});

describe("pictures with a refusal", () => {
  const picture = (side: number) => drawPng(side, side, () => [9, 9, 9]);
  const form = (bytes: Uint8Array, useCase = "DESCRIPTION_IMAGE") => {
    const body = new FormData();
    body.set("data", new File([bytes.slice()], "a.png", { type: "image/png" }));
    body.set("use_case", useCase);
    return body;
  };
  const GIF = Uint8Array.from([..."GIF89a"].map((sign) => sign.charCodeAt(0)).concat([200, 0, 200, 0]));

  it("are uploaded once and stand in the return's records; what was never uploaded is refused and decides nothing", async () => {
    const { caller, world, ask, decide } = await openShop();
    const upload = (body: FormData) => caller.call("POST", "/product/202309/images/upload", { raw: { body }, cipher: null });
    const kept = await upload(form(picture(120)));
    expect(kept.body.data).toMatchObject({ width: 120, height: 120, use_case: "DESCRIPTION_IMAGE" });
    const codes = await Promise.all([form(picture(99)), form(GIF), form(picture(120), "AVATAR"), new FormData()].map(upload));
    expect(codes.map(({ body }) => body.code)).toEqual([36009004, 36009004, 36009004, 36009004]);
    const one = ask("REFUND");
    const image = { image_id: kept.body.data?.uri, mime_type: "image/png", width: 120, height: 120 };
    const refuse = (images: Row[]) => decide(one.id, "reject", { decision: "REJECT_REFUND", ...FAULT, images });
    expect((await refuse([image, { image_id: "tos-elsewhere/1" }])).code).toBe(36009004);
    expect((await refuse(Array.from({ length: 11 }, () => image))).code).toBe(36009004);
    expect(world.returnsOf(one.orderId)[0]?.status).toBe("RETURN_OR_REFUND_REQUEST_PENDING");
    expect((await refuse([image])).code).toBe(0);
    const records = take<{ images: Row[] }[]>(await caller.read(`${BASE}/returns/${one.id}/records`), "records");
    expect(records.at(-1)?.images).toEqual([{ url: kept.body.data?.url, width: 120, height: 120 }]);
  });
});
