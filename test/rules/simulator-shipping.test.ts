// Packages, carriers and Mark Package As Shipped, with TikTok's codes for what cannot be shipped; products, warehouses and their options.
import { describe, expect, it } from "vitest";
import { openCaller, openStage, type Row, take } from "./simulator-caller.ts";

async function openShop(region = "GB") {
  const stage = openStage(region);
  const caller = await openCaller(stage);
  const { world } = stage.simulator;
  const place = (more = {}) => {
    const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 2 }], paid: true, ...more });
    if (order.status === "ON_HOLD") world.endHold(order.id);
    return order;
  };
  const option = world.shop(stage.shopId).deliveryOptions[0]?.id ?? "";
  const providers = take<Row[]>(await caller.read(`/logistics/202309/delivery_options/${option}/shipping_providers`), "shipping_providers");
  const provider = String(providers[0]?.id);
  let number = 0;
  const mark = (id: string, more = {}) =>
    caller.send(`/fulfillment/202309/orders/${id}/packages`, {
      tracking_number: `${region === "US" ? "94001112062000" : "JD00022"}${String(number++).padStart(8, "0")}`,
      shipping_provider_id: provider,
      ...more,
    });
  return { stage, caller, world, place, mark, provider, providers };
}

describe("marking as shipped", () => {
  it("makes a package of all units, found by search, detail and tracking", async () => {
    const { caller, place, mark, provider } = await openShop();
    const order = place();
    const reply = await mark(order.id);
    expect(reply.body.data).toMatchObject({
      order_id: order.id,
      order_line_item_ids: order.lines.map((line) => line.id),
      warning: { message: "" },
    });
    const id = take<string>(reply, "package_id");
    const found = await caller.send("/fulfillment/202309/packages/search", { package_status: "PROCESSING" }, { page_size: "10" });
    expect(take<Row[]>(found, "packages")).toMatchObject([
      { id, orders: [{ id: order.id }], status: "PROCESSING", shipping_provider_id: provider, tracking_number: "JD0002200000000" },
    ]);
    expect((await caller.read(`/fulfillment/202309/packages/${id}`)).body.data).toMatchObject({
      package_id: id,
      package_status: "PROCESSING",
      package_sub_status: "RTS_success",
      split_and_combine_tag: "DEFAULT",
      recipient_address: { region_code: "GB" },
    });
    const tracking = take<Row[]>(await caller.read(`/fulfillment/202309/orders/${order.id}/tracking`), "tracking");
    expect(tracking[0]).toMatchObject({ update_time_millis: expect.any(Number), action_code: expect.any(Number) });
    expect(tracking.at(-1)?.description).toBe("Order placed.");
  });

  it("of some units splits the order; the rest must be named after", async () => {
    const { place, mark } = await openShop();
    const order = place();
    const [first, second] = order.lines.map((line) => line.id);
    expect((await mark(order.id, { order_line_item_ids: [first] })).body.code).toBe(0);
    expect(order.status).toBe("PARTIALLY_SHIPPING");
    expect((await mark(order.id, { order_line_item_ids: [first] })).body.code).toBe(21008099);
    expect((await mark(order.id, { order_line_item_ids: ["577900000000000000"] })).body.code).toBe(21011029);
    expect((await mark(order.id)).body.code).toBe(21011048);
    expect((await mark(order.id, { order_line_item_ids: [second] })).body.code).toBe(0);
    expect(order.status).toBe("AWAITING_COLLECTION");
  });

  it("is refused where TikTok refuses it", async () => {
    const { stage, world, place, mark } = await openShop();
    const held = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }], paid: true });
    const cancelled = place();
    world.cancelBySeller(cancelled.id);
    const asking = place();
    world.requestCancel(asking.id);
    const shipped = place();
    world.ship(shipped.id, { trackingNumber: "JD9999999999" });
    const codeOf = async (id: string, more = {}) => (await mark(id, more)).body.code;
    expect(await codeOf(held.id)).toBe(21011044);
    expect(await codeOf(cancelled.id)).toBe(21011041);
    expect(await codeOf(asking.id)).toBe(21011007);
    expect(await codeOf(shipped.id)).toBe(21008099);
    expect(await codeOf(place({ fbt: true }).id)).toBe(21008025);
    expect(await codeOf("576900000000000000")).toBe(21008111);
    expect(await codeOf(place().id, { shipping_provider_id: "1" })).toBe(21011022);
    expect(await codeOf(place().id, { tracking_number: "no spaces please" })).toBe(21004012);
    expect(await codeOf(place().id, { tracking_number: "JD9999999999" })).toBe(21034012);
    expect(await codeOf(place().id, { tracking_number: "" })).toBe(36009004);
  });

  it("answers an open request to cancel with no in the United States, and is not offered in South East Asia", async () => {
    const us = await openShop("US");
    const asking = us.place();
    us.world.requestCancel(asking.id);
    expect((await us.mark(asking.id)).body.code).toBe(0);
    expect([asking.asksCancel, asking.cancellations[0]?.status]).toEqual([false, "CANCELLED"]);
    const th = await openShop("TH");
    expect((await th.mark(th.place().id)).body.code).toBe(21008106);
  });
});

describe("packages", () => {
  it("that wait to be fulfilled are not in the search", async () => {
    const { caller, place } = await openShop("DE");
    const order = place();
    const found = await caller.send("/fulfillment/202309/packages/search", {}, { page_size: "10" });
    expect([order.packageIds.length, take(found, "total_count")]).toEqual([1, 0]);
    expect(
      (await caller.send("/fulfillment/202309/packages/search", { package_status: "TO_FULFILL" }, { page_size: "10" })).body.code,
    ).toBe(36009004);
    expect((await caller.read("/fulfillment/202309/packages/1153900000000000000")).body.code).toBe(21011001);
  });

  it("of TikTok Shipping have a label whose address opens for a day", async () => {
    const { stage, caller, world, place } = await openShop("TH");
    const order = place();
    const path = `/fulfillment/202309/packages/${order.packageIds[0]}/shipping_documents`;
    expect((await caller.read(path, { document_type: "SHIPPING_LABEL" })).body.code).toBe(21023035);
    world.ship(order.id);
    const url = take<string>(await caller.read(path, { document_type: "SHIPPING_LABEL" }), "doc_url");
    const label = await stage.simulator.fetch(new Request(url));
    expect([label.status, (await label.text()).slice(0, 8)]).toEqual([200, "%PDF-1.4"]);
    stage.clock.set(stage.clock.now() + 86_401_000);
    expect((await stage.simulator.fetch(new Request(url))).status).toBe(403);
  });
});

describe("lookups", () => {
  it("list warehouses with TikTok's spelling, their options and carriers", async () => {
    const { stage, caller, providers } = await openShop();
    const warehouses = take<Row[]>(await caller.read("/logistics/202309/warehouses"), "warehouses");
    expect(warehouses.map(({ type }) => type)).toEqual(["SALES_WAREHOUSE", "RETURN_WAREHOUSE", "SALES_WAREHOUSE"]);
    expect(warehouses[0]?.address).toHaveProperty("distict");
    stage.simulator.doubts.listsFbtWarehouses = false;
    expect(take(await caller.read("/logistics/202309/warehouses"), "warehouses")).toHaveLength(2);
    const options = take<Row[]>(
      await caller.read(`/logistics/202309/warehouses/${String(warehouses[0]?.id)}/delivery_options`, { scope: "WAREHOUSE" }),
      "delivery_options",
    );
    expect(options.map(({ type }) => type)).toEqual(["SEND_BY_SELLER", "STANDARD", "EXPRESS"]);
    expect(providers.map(({ name }) => name)).toContain("Royal Mail");
    expect((await caller.read(`/logistics/202309/delivery_options/${String(options[1]?.id)}/shipping_providers`)).body.code).toBe(21008117);
    expect((await caller.read("/logistics/202309/delivery_options/1/shipping_providers")).body.code).toBe(21008116);
  });

  it("search products by status, code and time, and show one with its SKUs and stock", async () => {
    const { stage, caller, world } = await openShop();
    world.addProduct({
      shopId: stage.shopId,
      title: "Scarf",
      status: "DRAFT",
      skus: [{ name: "Red", sellerSku: "SCARF", price: 1999, stock: 0 }],
    });
    const search = (body: Row, version = "202502") => caller.send(`/product/${version}/products/search`, body, { page_size: "10" });
    expect(take(await search({}), "total_count")).toBe(2);
    expect(take<Row[]>(await search({ status: "DRAFT" }, "202309"), "products")).toMatchObject([
      { title: "Scarf", skus: [{ price: { sale_price: "19.99", currency: "GBP" }, inventory: [{ quantity: 0 }] }] },
    ]);
    expect(take<Row[]>(await search({ seller_skus: ["BEANIE-BLK-M"] }), "products").map(({ title }) => title)).toEqual(["Ribbed beanie"]);
    expect(take(await search({ update_time_le: 1 }), "total_count")).toBe(0);
    const id = world.products(stage.shopId)[0]?.id ?? "";
    const detail = await caller.read(`/product/202309/products/${id}`);
    expect(detail.body.data).toMatchObject({
      id,
      status: "ACTIVATE",
      title: "Ribbed beanie",
      skus: [{ id: stage.skuId, identifier_code: { type: "GTIN" } }],
    });
    const picture = take<{ urls: string[] }[]>(detail, "main_images")[0]?.urls[0] ?? "";
    expect((await stage.simulator.fetch(new Request(picture))).headers.get("content-type")).toBe("image/svg+xml");
    world.restock({ skuId: stage.skuId, quantity: 7 });
    expect(take<Row[]>(await search({ sku_ids: [stage.skuId] }), "products")).toMatchObject([
      { skus: [{ inventory: [{ quantity: 7 }, { quantity: 500 }] }] },
    ]);
    expect((await caller.read("/product/202309/products/1")).body.code).toBe(12019109);
  });
});
