// Goods in TikTok's own warehouses as the simulator keeps them: what orders and inbound orders do to the numbers, what is pushed, what the calls
// answer and refuse.
import { describe, expect, it } from "vitest";
import { openCaller, openStage, type Row, take } from "./simulator-caller.ts";

const STOCK = "/fbt/202408/inventory/search";

async function openShop() {
  const stage = openStage("GB");
  const { world } = stage.simulator;
  const caller = await openCaller(stage);
  world.changeRules({ hold: false });
  const numbers = () => {
    const [
      { onHand, available, reserved, unfulfillable, inTransit } = {
        onHand: -1,
        available: -1,
        reserved: -1,
        unfulfillable: -1,
        inTransit: -1,
      },
    ] = world.goods(stage.shopId);
    return [onHand, available, reserved, unfulfillable, inTransit];
  };
  const place = (quantity: number) =>
    world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity }], fbt: true, paid: true });
  const topics = (type: number) => stage.pushed.filter(({ body }) => body.type === type).map(({ body }) => body);
  return { ...stage, world, caller, numbers, place, topics };
}

describe("goods in TikTok's warehouses", () => {
  it("are reserved by orders, leave with parcels and come back with returns", async () => {
    const { world, numbers, place } = await openShop();
    expect(numbers()).toEqual([500, 500, 0, 0, 0]);
    const order = place(3);
    expect(numbers()).toEqual([500, 497, 3, 0, 0]);
    world.ship(order.id);
    expect(numbers()).toEqual([497, 497, 0, 0, 0]);
    const ended = place(2);
    world.cancelBySeller(ended.id);
    expect(numbers()).toEqual([497, 497, 0, 0, 0]);
    world.scan(order.id);
    world.deliver(order.id);
    const one = world.askForReturn({ orderId: order.id, type: "RETURN_AND_REFUND", lineIds: [order.lines[0]?.id ?? ""] });
    world.grantReturn(one.id);
    world.sendBack(one.id);
    world.bringBack(one.id);
    expect(numbers()).toEqual([498, 498, 0, 0, 0]);
  });

  it("come with inbound orders, sound or unfit, and are told by topics 21 and 24, which name no shop", async () => {
    const { world, shopId, skuId, numbers, topics, clock, caller } = await openShop();
    const inbound = world.planInbound({ shopId, goods: [{ skuId, quantity: 20 }] });
    expect(numbers()).toEqual([500, 500, 0, 0, 0]);
    world.moveInbound(inbound.id, "TO_BE_RECEIVED");
    expect(numbers()).toEqual([500, 500, 0, 0, 20]);
    world.moveInbound(inbound.id, "ARRIVED_HUB");
    world.receiveInbound(`IBR${inbound.id}`, [{ skuId, normal: 10, defective: 2 }]);
    expect(numbers()).toEqual([512, 510, 0, 2, 8]);
    world.receiveInbound(inbound.id);
    expect(numbers()).toEqual([520, 518, 0, 2, 0]);
    expect(() => world.moveInbound(inbound.id, "CANCELLED")).toThrow("is RECEIVED");
    await clock.pass(0);
    expect(topics(21).map(({ data }) => data.order_status)).toEqual([
      "TO_BE_RECEIVED",
      "ARRIVE_HUB",
      "RECEIVING",
      "PARTIALLY_RECEIVED",
      "RECEIVED",
    ]);
    expect(topics(21)[0]).toMatchObject({ data: { inbound_order_id: `IBR${inbound.id}` }, seller_open_id: expect.any(String) });
    expect(topics(24).at(-1)).not.toHaveProperty("shop_id");
    expect(topics(24).at(-1)?.data).toMatchObject({
      fbt_warehouse_inventory: [{ on_hand_detail: { total_quantity: 518, available_quantity: 518, reserved_quantity: 0 } }],
    });
    const read = await caller.read("/fbt/202602/inbound_orders", { order_ids: `${inbound.id},5766099999999999999` });
    const [told, ...others] = take<Row[]>(read, "inbound_orders");
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      order_id_string: `IBR${inbound.id}`,
      inbound_goods_lot_receive_item_details: [{ planned_count: 20, normal_received_count: 18, defective_received_count: 2 }],
    });
    expect(told).toMatchObject({ status_logs: expect.arrayContaining([expect.objectContaining({ new_status: "RECEIVED" })]) });
  });

  it("are searched by page, by goods and by warehouse; sold out, only by name", async () => {
    const { world, shopId, skuId, caller } = await openShop();
    world.addProduct({ shopId, title: "Scarf", skus: Array.from({ length: 4 }, (_, at) => ({ name: `${at}`, price: 500, fbtStock: at })) });
    const first = await caller.send(STOCK, {}, { page_size: "2" });
    expect(first.body.data).toMatchObject({ total_count: 4 });
    const token = take<string>(first, "next_page_token");
    const second = await caller.send(STOCK, {}, { page_size: "2", page_token: token });
    const ids = [...take<Row[]>(first, "inventory"), ...take<Row[]>(second, "inventory")].map(({ goods }) => (goods as Row).id);
    expect(new Set(ids).size).toBe(4);
    expect(take(second, "next_page_token")).toBe("");
    const empty = world.goods(shopId).find(({ onHand }) => onHand === 0);
    const named = await caller.send(STOCK, { goods_ids: [empty?.goodsId] }, { page_size: "20" });
    expect(take<Row[]>(named, "inventory")[0]).toMatchObject({ on_hand_detail: { total_quantity: 0 } });
    const elsewhere = await caller.send(STOCK, { sku_ids: [skuId], fbt_warehouse_ids: ["1"] }, { page_size: "20" });
    expect(take(elsewhere, "inventory")).toEqual([]);
    expect((await caller.send(STOCK, { goods_ids: Array(101).fill("1") }, { page_size: "20" })).body.code).toBe(36009004);
    expect((await caller.read("/fbt/202602/inbound_orders", { order_ids: "IBR1" })).body.code).toBe(36009004);
    expect((await caller.read("/fbt/202602/inbound_orders", { order_ids: Array(11).fill("1").join() })).body.code).toBe(36009004);
  });

  it("leave a record of every change, and belong to shops that are onboarded", async () => {
    const { world, skuId, place, caller } = await openShop();
    world.ship(place(2).id);
    world.adjustGoods({ skuId, quantity: -1 });
    world.damageGoods({ skuId, quantity: 1 });
    expect(() => world.adjustGoods({ skuId, quantity: -1_000 })).toThrow("Only 496 are available");
    const records = take<Row[]>(await caller.send("/fbt/202410/inventory_records/search", {}, { page_size: "20" }), "inventory_records");
    expect(records.map(({ order, changed_quantity }) => [(order as Row).type, changed_quantity])).toEqual([
      ["INVENTORY_COUNT_ORDER", -1],
      ["CONSIGN_ORDER", -1],
      ["CONSIGN_ORDER", -1],
    ]);
    expect((await caller.read("/fbt/202409/merchants/onboarded_regions")).body.data).toEqual({
      onboarded_regions: [{ region_code: "GB" }],
    });
    const [centre] = take<Row[]>(await caller.read("/fbt/202408/warehouses"), "warehouses");
    expect(world.goods(world.shops[0]?.id ?? "")[0]?.centreId).toBe(centre?.fbt_warehouse_id);
    const other = openStage("DE");
    expect((await (await openCaller(other)).read("/fbt/202409/merchants/onboarded_regions")).body.data).toEqual({});
  });
});
