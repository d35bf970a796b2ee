// An order's road by clock and by hand: every status, what it does to lines and parcels, and the pushes it sends.
import { describe, expect, it } from "vitest";
import { DAY, HOUR, openCaller, openStage, type Stage } from "./simulator-caller.ts";

async function openShop(region = "GB") {
  const stage = openStage(region);
  await openCaller(stage);
  const place = (more = {}) =>
    stage.simulator.world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 2 }], ...more });
  return { stage, world: stage.simulator.world, place };
}

/** What was pushed since the last look: topic and the word that matters. */
async function news(stage: Stage): Promise<string[]> {
  await stage.clock.pass(0);
  const words = stage.pushed.map(({ body: { type, data } }) =>
    [type, data.order_status ?? data.cancel_status ?? data.sc_type].join(" ").trim(),
  );
  stage.pushed.length = 0;
  return words;
}

describe("the road of an order", () => {
  it("goes from placed to completed, with a push at every step", async () => {
    const { stage, world, place } = await openShop();
    const order = place();
    expect([order.status, await news(stage)]).toEqual(["UNPAID", ["1 UNPAID"]]);
    world.pay(order.id);
    expect([order.status, order.isOnHoldOrder, await news(stage)]).toEqual(["ON_HOLD", true, ["1 ON_HOLD"]]);
    await stage.clock.pass(HOUR);
    expect([order.status, await news(stage)]).toEqual(["AWAITING_SHIPMENT", ["1 AWAITING_SHIPMENT"]]);
    const parcel = world.ship(order.id, { trackingNumber: "JD0002200000123456" });
    expect([order.status, parcel.status, await news(stage)]).toEqual(["AWAITING_COLLECTION", "PROCESSING", ["1 AWAITING_COLLECTION"]]);
    world.scan(order.id);
    expect([order.status, parcel.status, await news(stage)]).toEqual(["IN_TRANSIT", "FULFILLING", ["1 IN_TRANSIT"]]);
    world.deliver(order.id);
    expect([order.status, parcel.status, await news(stage)]).toEqual(["DELIVERED", "COMPLETED", ["1 DELIVERED"]]);
    await stage.clock.pass(14 * DAY);
    expect([order.status, await news(stage)]).toEqual(["COMPLETED", ["1 COMPLETED"]]);
    expect(stage.simulator.nextDue()).toBeGreaterThan(stage.clock.now());
  });

  it("moves at the moment it is due even when the clock jumps past several", async () => {
    const { stage, place } = await openShop();
    const order = place({ paid: true });
    const paid = order.paidTime;
    await stage.clock.pass(30 * DAY);
    expect(order.status).toBe("CANCELLED");
    expect(order.cancelReason).toBe("Not shipped in time");
    expect(order.updateTime).toBe(paid + (5 * DAY) / 1000);
    expect(await news(stage)).toEqual([
      "1 UNPAID",
      "1 ON_HOLD",
      "1 AWAITING_SHIPMENT",
      "1 CANCEL",
      "11 CANCELLATION_REQUEST_SUCCESS",
      "11 CANCELLATION_REQUEST_COMPLETE",
    ]);
  });

  it("does not wait for a tick where somebody acts or reads the wire after the moment has come", async () => {
    const { stage, world, place } = await openShop();
    const order = place({ paid: true });
    stage.clock.set(stage.clock.now() + HOUR);
    expect(world.ship(order.id).status).toBe("PROCESSING");
    const other = place({ paid: true });
    stage.clock.set(stage.clock.now() + HOUR);
    await stage.simulator.fetch(new Request("http://simulator.test/panel/pulse"));
    expect(other.status).toBe("AWAITING_SHIPMENT");
  });

  it("cancels what nobody pays, and what no carrier collects", async () => {
    const { stage, world, place } = await openShop();
    const unpaid = place();
    const uncollected = place({ paid: true });
    world.endHold(uncollected.id);
    world.ship(uncollected.id);
    await stage.clock.pass(2 * DAY);
    expect([unpaid.status, unpaid.cancelInitiator]).toEqual(["CANCELLED", "SYSTEM"]);
    await stage.clock.pass(5 * DAY);
    expect([uncollected.status, uncollected.cancelReason]).toEqual(["CANCELLED", "Not collected in time"]);
  });

  it("stands still where a rule is switched off, and goes on when it is switched on", async () => {
    const { stage, world, place } = await openShop();
    const order = place({ paid: true });
    world.changeRules({ hold: false, autoCancel: false });
    await stage.clock.pass(20 * DAY);
    expect(order.status).toBe("ON_HOLD");
    world.changeRules({ hold: true });
    await stage.clock.pass(0);
    expect(order.status).toBe("AWAITING_SHIPMENT");
    world.changeRules({ hold: false });
    expect(place({ paid: true }).status).toBe("AWAITING_SHIPMENT");
  });

  it("is partly shipped while some units wait, and as far as its slowest parcel after", async () => {
    const { stage, world, place } = await openShop();
    const order = place({ paid: true });
    world.endHold(order.id);
    await news(stage);
    const [first, second] = order.lines.map((line) => line.id);
    world.ship(order.id, { lineIds: [first ?? ""] });
    expect([order.status, order.isSplit]).toEqual(["PARTIALLY_SHIPPING", true]);
    world.scan(order.id);
    world.ship(order.id, { lineIds: [second ?? ""] });
    expect(order.status).toBe("AWAITING_COLLECTION");
    world.scan(order.id);
    world.deliver(order.id, order.packageIds[0]);
    expect(order.status).toBe("IN_TRANSIT");
    world.deliver(order.id);
    expect(order.status).toBe("DELIVERED");
    expect(await news(stage)).toEqual(["1 PARTIALLY_SHIPPING", "1 AWAITING_COLLECTION", "1 IN_TRANSIT", "1 DELIVERED"]);
  });

  it("replaces a parcel that existed before by two when only part of it is shipped, and says so", async () => {
    const { stage, world, place } = await openShop("DE");
    const order = place({ paid: true });
    world.endHold(order.id);
    const before = order.packageIds[0];
    expect(before).toBeDefined();
    await news(stage);
    world.ship(order.id, { lineIds: [order.lines[0]?.id ?? ""] });
    expect(order.packageIds).toHaveLength(2);
    expect(order.packageIds).not.toContain(before);
    expect(await news(stage)).toEqual(["4 SPLIT", "1 PARTIALLY_SHIPPING"]);
  });

  it("has its package early, except for local merchant orders of the United States and Great Britain", async () => {
    for (const [region, fbt, early] of [
      ["GB", false, false],
      ["US", false, false],
      ["US", true, true],
      ["DE", false, true],
      ["TH", false, true],
    ] as const) {
      const { world, place } = await openShop(region);
      const order = place({ paid: true, fbt });
      if (order.status === "ON_HOLD") world.endHold(order.id);
      expect([region, fbt, order.packageIds.length > 0]).toEqual([region, fbt, early]);
    }
  });

  it("refuses steps that are not next", async () => {
    const { world, place } = await openShop();
    const order = place();
    expect(() => world.ship(order.id)).toThrow(/UNPAID/);
    expect(() => world.scan(order.id)).toThrow(/waits for the carrier/);
    expect(() => world.complete(order.id)).toThrow(/Cannot complete/);
    world.pay(order.id);
    expect(() => world.pay(order.id)).toThrow(/ON_HOLD/);
    expect(() => place({ lines: [{ skuId: "1", quantity: 1 }] })).toThrow(/no SKU/);
  });
});

describe("cancelling", () => {
  it("is free for the buyer within the hour, and gives the stock back", async () => {
    const { stage, world, place } = await openShop();
    const stock = () => world.products(stage.shopId)[0]?.skus[0]?.stock[0];
    const before = stock()?.available;
    const order = place({ paid: true });
    expect(stock()).toMatchObject({ available: (before ?? 0) - 2, committed: 2 });
    await news(stage);
    world.cancelByBuyer(order.id);
    expect([order.status, order.cancelInitiator]).toEqual(["CANCELLED", "BUYER"]);
    expect(order.lines.map((line) => line.cancelUser)).toEqual(["BUYER", "BUYER"]);
    expect(stock()).toMatchObject({ available: before, committed: 0 });
    expect(await news(stage)).toEqual(["1 CANCEL", "11 CANCELLATION_REQUEST_SUCCESS", "11 CANCELLATION_REQUEST_COMPLETE"]);
  });

  it("must be asked for after the hour, and is granted at the deadline if nobody answers", async () => {
    for (const [region, hours] of [
      ["GB", 48],
      ["US", 24],
    ] as const) {
      const { stage, world, place } = await openShop(region);
      const order = place({ paid: true });
      await stage.clock.pass(HOUR);
      await news(stage);
      expect(() => world.cancelByBuyer(order.id)).toThrow(/without asking/);
      world.requestCancel(order.id);
      expect([order.asksCancel, order.requestCancelTime, await news(stage)]).toEqual([
        true,
        order.updateTime,
        ["11 CANCELLATION_REQUEST_PENDING"],
      ]);
      await stage.clock.pass(hours * HOUR - 1_000);
      expect(order.status).toBe("AWAITING_SHIPMENT");
      await stage.clock.pass(1_000);
      expect([order.status, order.cancelInitiator, order.asksCancel]).toEqual(["CANCELLED", "BUYER", false]);
    }
  });

  it("goes on when the request is refused, in the spelling the doubt chooses", async () => {
    const { stage, world, place } = await openShop();
    const order = place({ paid: true });
    world.endHold(order.id);
    world.requestCancel(order.id);
    await news(stage);
    world.endRequest(order.id);
    expect([order.status, order.asksCancel, await news(stage)]).toEqual([
      "AWAITING_SHIPMENT",
      false,
      ["11 CANCELLATION_REQUEST_CANCELLED"],
    ]);
    stage.simulator.doubts.withdrawnSpelling = "CANCELLATION_REQUEST_CANCEL";
    world.requestCancel(order.id);
    world.endRequest(order.id);
    expect(await news(stage)).toContain("11 CANCELLATION_REQUEST_CANCEL");
  });

  it("by the seller ends the whole order or some units, in the spelling the doubt chooses", async () => {
    const { stage, world, place } = await openShop();
    const order = place({ paid: true });
    world.endHold(order.id);
    world.cancelBySeller(order.id, { lineIds: [order.lines[0]?.id ?? ""] });
    expect([order.status, order.lines.map((line) => line.status)]).toEqual(["AWAITING_SHIPMENT", ["CANCELLED", "AWAITING_SHIPMENT"]]);
    await news(stage);
    stage.simulator.doubts.cancelSpelling = "CANCELLED";
    world.cancelBySeller(order.id);
    expect([order.status, (await news(stage))[0]]).toEqual(["CANCELLED", "1 CANCELLED"]);
    const shipped = place({ paid: true });
    world.endHold(shipped.id);
    world.ship(shipped.id);
    expect(() => world.cancelBySeller(shipped.id)).toThrow(/AWAITING_COLLECTION/);
  });
});
