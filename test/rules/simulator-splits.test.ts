// Splitting and combining on the wire: what may be split, by unit or by SKU, what must be, and orders that share a parcel.
import { describe, expect, it } from "vitest";
import { createSimulator } from "../../simulator/index.ts";
import { openCaller, openStage, type Row, take } from "./simulator-caller.ts";

async function openShop(region: string, sellerType: "LOCAL" | "CROSS_BORDER" = "LOCAL") {
  const stage = openStage(region);
  const caller = await openCaller(stage);
  const { world } = stage.simulator;
  world.shop(stage.shopId).sellerType = sellerType;
  const other = world.addProduct({
    shopId: stage.shopId,
    title: "Scarf",
    category: { id: "700", parentId: "7", parent: "Accessories", name: "Scarves" },
    skus: [{ name: "Red", sellerSku: "SCARF", price: 1999, stock: 500 }],
  });
  const two = [{ skuId: stage.skuId, quantity: 2 }, { skuId: other.skus[0]?.id ?? "" }];
  const place = (more = {}) => {
    const order = world.placeOrder({ shopId: stage.shopId, lines: two, paid: true, shipping: "TIKTOK", ...more });
    if (order.status === "ON_HOLD") world.endHold(order.id);
    return order;
  };
  const attributes = async (id: string) =>
    take<Row[]>(await caller.read("/fulfillment/202309/orders/split_attributes", { order_ids: id }), "split_attributes")[0] ?? {};
  const split = (id: string, groups: string[][]) =>
    caller.send(`/fulfillment/202309/orders/${id}/split`, {
      splittable_groups: groups.map((ids, at) => ({ id: `g${at}`, order_line_item_ids: ids })),
    });
  const news = async () => {
    await stage.clock.pass(0);
    return stage.pushed.splice(0).flatMap(({ body }) => (body.type === 4 ? [body.data.sc_type] : []));
  };
  return { stage, caller, world, place, attributes, split, news };
}

describe("splitting", () => {
  it("divides an order by unit where the market allows, and says so", async () => {
    const { caller, world, place, attributes, split, news } = await openShop("DE");
    const order = place();
    const [first = "", second = "", third = ""] = order.lines.map((line) => line.id);
    const [before] = order.packageIds;
    expect(await attributes(order.id)).toEqual({ order_id: order.id, can_split: true, must_split: false });
    await news();
    const reply = await split(order.id, [[first], [second, third]]);
    expect(take<Row[]>(reply, "packages")).toEqual(order.packageIds.map((id, at) => ({ splittable_group_id: `g${at}`, id })));
    expect(await news()).toEqual(["SPLIT"]);
    expect(world.orderOnWire(order.id)).toMatchObject({ split_or_combine_tag: "SPLIT" });
    expect((await caller.read(`/fulfillment/202309/packages/${before}`)).body.code).toBe(21011001);
    expect((await split(order.id, [[first], [second]])).body.code).toBe(21011005);
    expect((await split(order.id, [[first, second, third]])).body.code).toBe(21011005);
    expect((await split(order.id, [[first], ["577900000000000000"]])).body.code).toBe(21011029);
    expect((await caller.send(`/fulfillment/202309/packages/${order.packageIds[0]}/ship`, {})).body.code).toBe(0);
    expect(order.status).toBe("PARTIALLY_SHIPPING");
    expect(order.lines.map((line) => line.status)).toEqual(["AWAITING_COLLECTION", "AWAITING_SHIPMENT", "AWAITING_SHIPMENT"]);
  });

  it("keeps units of one SKU together in South East Asia, Brazil and for local sellers of Mexico", async () => {
    for (const [region, type, code] of [
      ["TH", "LOCAL", 21011036],
      ["BR", "LOCAL", 21011036],
      ["MX", "LOCAL", 21011036],
      ["MX", "CROSS_BORDER", 0],
      ["US", "LOCAL", 0],
      ["JP", "LOCAL", 0],
    ] as const) {
      const { place, split } = await openShop(region, type);
      const order = place();
      const [first = "", second = "", third = ""] = order.lines.map((line) => line.id);
      expect([region, type, (await split(order.id, [[first], [second, third]])).body.code]).toEqual([region, type, code]);
      expect((await split(order.id, [[first, second], [third]])).body.code).toBe(0);
    }
  });

  it("must be done where a parcel may not hold so much, and may not where something stands in the way", async () => {
    const { stage, world, place, attributes, split } = await openShop("GB");
    world.limitParcels({ shopId: stage.shopId, units: 2, categories: { 605196: 1 } });
    const order = place();
    expect(await attributes(order.id)).toMatchObject({
      must_split: true,
      must_split_reasons: [
        { type: "CATEGORY_ITEM_LIMITATION", category_id: "605196", max_count: 1 },
        { type: "TOTAL_COUNT_LIMITATION", max_count: 2 },
      ],
    });
    const [first = "", second = "", third = ""] = order.lines.map((line) => line.id);
    expect((await split(order.id, [[first, third], [second]])).body.code).toBe(0);
    expect(await attributes(order.id)).toMatchObject({ can_split: true, must_split: false });
    const asking = place();
    world.requestCancel(asking.id);
    const single = place({ lines: [{ skuId: stage.skuId }] });
    expect([(await attributes(asking.id)).can_split, (await attributes(single.id)).can_split]).toEqual([false, false]);
    const codeOf = async (id: string, lines: readonly { id: string }[]) =>
      (
        await split(
          id,
          lines.map((line) => [line.id]),
        )
      ).body.code;
    expect(await codeOf(asking.id, asking.lines)).toBe(21011007);
    expect(await codeOf(single.id, single.lines)).toBe(21011035);
    const fbt = place({ fbt: true, lines: [{ skuId: stage.skuId, quantity: 2 }] });
    expect(await codeOf(fbt.id, fbt.lines)).toBe(21008025);
    world.undoSplit(order.id);
    expect([order.packageIds.length, order.isSplit]).toEqual([1, false]);
  });
});

describe("combining", () => {
  it("finds orders of one buyer, puts them into one parcel in part, and takes them apart again", async () => {
    const { stage, caller, world, place, news } = await openShop("TH");
    const buyerId = world.addBuyer({ region: "TH" }).id;
    const [one, two, three] = [place({ buyerId }), place({ buyerId }), place({ buyerId })];
    const elsewhere = place();
    const found = await caller.read("/fulfillment/202309/combinable_packages/search", { page_size: "10" });
    const drafts = take<{ id: string; order_ids: string[] }[]>(found, "combinable_packages");
    expect(drafts).toEqual([{ id: expect.any(String), order_ids: [one.id, two.id, three.id] }]);
    await news();
    const reply = await caller.send("/fulfillment/202309/packages/combine", {
      combinable_packages: [drafts[0], { id: "1", order_ids: [elsewhere.id, one.id] }],
    });
    const [parcel] = take<{ id: string; order_ids: string[] }[]>(reply, "packages");
    expect(take<Row[]>(reply, "errors")).toMatchObject([{ code: 21011046, detail: { package_id: "1" } }]);
    expect(one.packageIds).toEqual([parcel?.id]);
    expect((await caller.read(`/fulfillment/202309/packages/${parcel?.id}`)).body.data).toMatchObject({
      split_and_combine_tag: "COMBINE",
      orders: [{ id: one.id }, { id: two.id }, { id: three.id }],
    });
    const apart = await caller.send(`/fulfillment/202309/packages/${parcel?.id}/uncombine`, { order_ids: [three.id] });
    expect(take<Row[]>(apart, "packages")).toMatchObject([{ order_ids: [one.id, two.id] }, { order_ids: [three.id] }]);
    world.changeAddress(one.id, { line1: "1 Other Road" });
    expect([one, two].map((order) => world.packages(order.id).map(({ orderIds }) => orderIds))).toEqual([[[one.id]], [[two.id]]]);
    expect(await news()).toEqual(["COMBINE", "CANCEL_COMBINE", "ADDRESS_UPDATE_SPLIT"]);
    stage.simulator.doubts.combineKeepsDraftId = true;
    const again = await caller.send("/fulfillment/202309/packages/combine", {
      combinable_packages: [{ id: "115490", order_ids: [two.id, three.id] }],
    });
    expect(take<Row[]>(again, "packages")).toMatchObject([{ id: "115490" }]);
    world.cancelBySeller(two.id);
    expect(world.packages(three.id)[0]?.status).toBe("TO_FULFILL");
    world.ship(three.id);
    expect([two.status, three.status]).toEqual(["CANCELLED", "AWAITING_COLLECTION"]);
  });
});

describe("a world kept before parcels could be shared", () => {
  it("opens with each parcel of its one order", async () => {
    const { stage, world, place } = await openShop("DE");
    const order = place();
    world.splitOrder(
      order.id,
      order.lines.map((line) => [line.id]),
    );
    const kept = stage.simulator.snapshot();
    for (const [id, parcel] of Object.entries(kept.packages)) {
      const { orderIds, tag, label: _label, corrections: _corrections, ...old } = parcel;
      kept.packages[id] = { ...old, orderId: orderIds[0], isSplit: tag === "SPLIT" } as unknown as typeof parcel;
    }
    const again = createSimulator({ clock: stage.clock, origin: "http://simulator.test", snapshot: kept }).world;
    expect(again.packages(order.id)).toEqual(world.packages(order.id));
    expect(again.ship(order.id).tag).toBe("SPLIT");
    expect([again.order(order.id).status, again.packages(order.id).length]).toEqual(["AWAITING_COLLECTION", 3]);
  });
});
