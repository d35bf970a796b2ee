// Labels bought and parcels shipped on the wire, and the documents they come with: US, GB and JP buy, the others ship what exists.
import { describe, expect, it } from "vitest";
import { code128 } from "../../simulator/documents/barcode.ts";
import { HOUR, openCaller, openStage, type Row, take } from "./simulator-caller.ts";

async function openShop(region: string, shipping: "SELLER" | "TIKTOK" = "TIKTOK") {
  const stage = openStage(region);
  const caller = await openCaller(stage);
  const { world } = stage.simulator;
  const place = (more = {}) => {
    const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 2 }], paid: true, shipping, ...more });
    if (order.status === "ON_HOLD") world.endHold(order.id);
    return order;
  };
  const buy = (body: Row, version = "202512") => caller.send(`/fulfillment/${version}/packages`, body);
  const whole = (orderId: string, more = {}) => buy({ ship_type: "1", order_id: orderId, ...more });
  const document = (packageId: string, kind = "SHIPPING_LABEL", more = {}) =>
    caller.read(`/fulfillment/202309/packages/${packageId}/shipping_documents`, { document_type: kind, ...more });
  return { stage, caller, world, place, buy, whole, document };
}

const POUND = { weight: { value: "0.9", unit: "POUND" }, dimension: { length: "9", width: "7", height: "2", unit: "INCH" } };

describe("buying a label", () => {
  it("offers services by weight, and ships the order with the one chosen", async () => {
    const { caller, world, place, whole } = await openShop("US");
    const order = place();
    const query = (weight: string) =>
      caller.send(`/fulfillment/202309/orders/${order.id}/shipping_services/query`, { ...POUND, weight: { value: weight, unit: "POUND" } });
    const services = take<Row[]>(await query("0.9"), "shipping_services");
    expect(services[0]).toMatchObject({ name: "USPS Ground Advantage", price: "4.80", currency: "USD", is_default: true });
    expect(take<Row[]>(await query("5"), "shipping_services")[0]?.price).toBe("8.20");
    expect(take<Row[]>(await query("100"), "shipping_services").map(({ name }) => name)).toEqual(["UPS Ground", "FedEx 2Day"]);
    const bought = await whole(order.id, { shipping_service_id: services[2]?.id, ...POUND });
    expect(bought.body.data).toMatchObject({ ...POUND, shipping_service_info: { name: "UPS Ground", shipping_provider_name: "UPS" } });
    const [parcel] = world.labels(order.id);
    expect(parcel).toMatchObject({ id: take(bought, "package_id"), status: "PROCESSING", label: { price: 870, currency: "USD" } });
    expect(parcel?.trackingNumber).toMatch(/^1Z[0-9A-Z]{16}$/);
    expect(order.status).toBe("AWAITING_COLLECTION");
    expect((await whole(order.id)).body.code).toBe(21022025);
  });

  it("for some units leaves the rest waiting, in both versions of the call", async () => {
    const { place, buy } = await openShop("GB");
    const [order, older] = [place(), place()];
    const [first, second] = order.lines.map((line) => line.id);
    expect((await buy({ ship_type: "2", order_line_item: [{ order_line_id: first }] })).body.code).toBe(0);
    expect([order.status, order.isSplit]).toEqual(["PARTIALLY_SHIPPING", true]);
    expect((await buy({ ship_type: "2", order_line_item: [{ order_line_id: first }] })).body.code).toBe(21022025);
    expect((await buy({ ship_type: "2", order_line_item: [{ order_line_id: second }] })).body.code).toBe(0);
    expect(order.packageIds).toHaveLength(2);
    const lines = older.lines.map((line) => line.id);
    const bought = await buy({ order_id: older.id, order_line_item_ids: lines, ...POUND }, "202309");
    expect(bought.body.data).toMatchObject({ order_id: older.id, order_line_item_ids: lines });
    expect(older.status).toBe("AWAITING_COLLECTION");
  });

  it("for several orders of a buyer puts them into one parcel, which moves them all", async () => {
    const { stage, world, place, buy } = await openShop("US");
    const buyerId = world.addBuyer({ region: "US" }).id;
    const orders = [place({ buyerId }), place({ buyerId })];
    const reply = await buy({ ship_type: "3", order_list_ids: orders.map((order) => order.id), ...POUND });
    const [parcel] = world.packages(orders[0]?.id ?? "");
    expect(parcel).toMatchObject({ id: take(reply, "package_id"), tag: "COMBINE", orderIds: orders.map((order) => order.id) });
    expect(world.orderOnWire(orders[1]?.id ?? "")).toMatchObject({ split_or_combine_tag: "COMBINED", status: "AWAITING_COLLECTION" });
    world.scan(orders[0]?.id ?? "");
    world.deliver(orders[1]?.id ?? "");
    expect(orders.map((order) => order.status)).toEqual(["DELIVERED", "DELIVERED"]);
    await stage.clock.pass(0);
    expect(stage.pushed.filter(({ body }) => body.data.order_status === "DELIVERED")).toHaveLength(2);
    expect((await buy({ ship_type: "3", order_list_ids: [place().id, place().id] })).body.code).toBe(21001001);
  });

  it("is refused where TikTok refuses it", async () => {
    const { stage, world, place, whole } = await openShop("GB");
    const codeOf = async (id: string, more = {}) => (await whole(id, more)).body.code;
    const held = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }], paid: true, shipping: "TIKTOK" });
    const [cancelled, asking] = [place(), place()];
    world.cancelBySeller(cancelled.id);
    world.requestCancel(asking.id);
    expect(await codeOf(held.id)).toBe(21011044);
    expect(await codeOf(cancelled.id)).toBe(21011041);
    expect(await codeOf(asking.id)).toBe(21011007);
    expect(await codeOf(place({ fbt: true }).id)).toBe(21008025);
    expect(await codeOf(place({ shipping: "SELLER" }).id)).toBe(21008017);
    expect(await codeOf(place().id, { shipping_service_id: "1" })).toBe(21022026);
    expect(await codeOf(place().id, { weight: { value: 0.9, unit: "POUND" } })).toBe(36009004);
    world.limitParcels({ shopId: stage.shopId, units: 1 });
    expect(await codeOf(place().id)).toBe(21022026);
    const us = await openShop("US");
    const answered = us.place();
    us.world.requestCancel(answered.id);
    expect([(await us.whole(answered.id)).body.code, answered.asksCancel]).toEqual([0, false]);
    const th = await openShop("TH");
    expect((await th.whole(th.place().id)).body.code).toBe(21008106);
  });

  it("costs whole yen in Japan, and is refused while one of the orders in the parcel is asked back", async () => {
    const { world, place, whole } = await openShop("JP");
    const info = take<Row>(await whole(place().id, POUND), "shipping_service_info");
    expect(info).toMatchObject({ name: "Japan Post Yu-Pack", price: "705", currency: "JPY" });
    const buyerId = world.addBuyer({ region: "JP" }).id;
    const [one, other] = [place({ buyerId }), place({ buyerId })];
    world.combineOrders([one.id, other.id]);
    world.requestCancel(other.id);
    expect((await whole(one.id)).body.code).toBe(21011007);
    world.grantCancel(other.id);
    expect([(await whole(one.id)).body.code, one.packageIds.length]).toEqual([0, 1]);
  });

  it("needs its scope, and once bought behind a lost answer is not bought again", async () => {
    const { stage, caller, world, place, whole } = await openShop("US");
    const order = place();
    stage.simulator.faults.raise({ kind: "timeout_after", on: "packages.create", count: 1 });
    await expect(whole(order.id)).rejects.toThrow();
    expect((await whole(order.id)).body.code).toBe(21022025);
    expect(world.labels()).toHaveLength(1);
    world.revokeScope({ shopId: stage.shopId, scope: "seller.fulfillment.package.write" });
    const split = await caller.read("/fulfillment/202309/orders/split_attributes", { order_ids: order.id });
    expect([split.status, split.body.code]).toEqual([401, 105005]);
  });

  it("shows in reads that lag as the world was before", async () => {
    const { stage, caller, world, place, whole } = await openShop("DE");
    const order = place();
    const [id = ""] = order.packageIds;
    stage.simulator.faults.raise({ kind: "lag", ms: 5_000, on: "packages.detail" });
    stage.clock.set(stage.clock.now() + 10_000);
    expect((await whole(order.id)).body.code).toBe(21008106);
    world.shipPackage(id);
    const status = async () => take(await caller.read(`/fulfillment/202309/packages/${id}`), "package_status");
    expect(await status()).toBe("TO_FULFILL");
    stage.clock.set(stage.clock.now() + 6_000);
    expect(await status()).toBe("PROCESSING");
  });

  it("fails for the order a fault names, and works when tried again", async () => {
    const { stage, place, whole } = await openShop("US");
    const [good, bad] = [place(), place()];
    stage.simulator.faults.raise({ kind: "label_fails", on: bad.id, count: 1, words: "No route to this postal code." });
    expect((await whole(good.id)).body.code).toBe(0);
    expect((await whole(bad.id)).body).toMatchObject({ code: 21022026, message: "No route to this postal code." });
    expect([bad.status, (await whole(bad.id)).body.code]).toEqual(["AWAITING_SHIPMENT", 0]);
  });
});

describe("shipping a parcel that exists", () => {
  it("takes a pickup slot that is offered, a drop-off, and the empty lists PHP sends", async () => {
    const { caller, world, place } = await openShop("DE");
    const ship = (id: string, body: Row) => caller.send(`/fulfillment/202309/packages/${id}/ship`, body);
    const [first = "", second = "", third = ""] = [place(), place(), place()].map((order) => order.packageIds[0] ?? "");
    const slots = await caller.read(`/fulfillment/202309/packages/${first}/handover_time_slots`);
    expect(slots.body.data).toMatchObject({ can_pickup: true, can_drop_off: true, can_van_collection: false });
    const free = take<Row[]>(slots, "pickup_slots").find(({ avaliable }) => avaliable);
    const slot = { start_time: free?.start_time, end_time: free?.end_time };
    expect((await ship(first, { handover_method: "PICKUP" })).body.code).toBe(21011054);
    expect((await ship(first, { handover_method: "PICKUP", pickup_slot: { start_time: 1, end_time: 2 } })).body.code).toBe(21011053);
    expect((await ship(first, { handover_method: "PICKUP", pickup_slot: slot })).body).toMatchObject({ code: 0, data: {} });
    expect((await caller.read(`/fulfillment/202309/packages/${first}`)).body.data).toMatchObject({
      handover_method: "PICKUP",
      pickup_slot: slot,
    });
    expect((await ship(second, { handover_method: "DROP_OFF", pickup_slot: [], self_shipment: [] })).body.code).toBe(0);
    expect((await ship(second, {})).body.code).toBe(21011040);
    world.reportException(second, "PACKAGE_LOST");
    expect((await caller.read(`/fulfillment/202309/packages/${second}`)).body.data).toMatchObject({
      package_sub_status: "Ship_exception",
      ship_exception_reason: "PACKAGE_LOST",
    });
    const many = await caller.send("/fulfillment/202309/packages/ship", { packages: [{ id: second }, { id: third }, { id: "1" }] });
    expect(take<Row[]>(many, "errors")).toMatchObject([
      { code: 21011040, detail: { package_id: second } },
      { code: 21011001, detail: { package_id: "1" } },
    ]);
    const us = await openShop("US");
    const split = us.place();
    us.world.splitOrder(
      split.id,
      split.lines.map((line) => [line.id]),
    );
    expect((await us.caller.send(`/fulfillment/202309/packages/${split.packageIds[0]}/ship`, {})).body.code).toBe(21008106);
  });

  it("goes with the seller's own carrier in South East Asia, whose number must be its carrier's", async () => {
    const { stage, caller, place } = await openShop("TH", "SELLER");
    const order = place();
    const ship = (number: string, provider = "7117000000000000032") =>
      caller.send(`/fulfillment/202309/packages/${order.packageIds[0]}/ship`, {
        self_shipment: { tracking_number: number, shipping_provider_id: provider },
      });
    expect((await ship("no spaces!")).body.code).toBe(21004012);
    expect((await ship("1Z9R5W900123456789")).body.code).toBe(21004015);
    expect((await ship("820012345678", "7117000000000000009")).body.code).toBe(21011022);
    stage.simulator.doubts.checksNumberFormat = false;
    expect((await ship("1Z9R5W900123456789")).body.code).toBe(0);
    expect(order.status).toBe("AWAITING_COLLECTION");
  });
});

describe("the panel", () => {
  it("ships, scans, loses and delivers one package of an order at a time", async () => {
    const { stage, world, place } = await openShop("GB");
    const order = place();
    world.splitOrder(
      order.id,
      order.lines.map((line) => [line.id]),
    );
    const [first = "", second = ""] = order.packageIds;
    const act = (name: string, fields: Record<string, string>) =>
      stage.simulator.fetch(
        new Request(`http://simulator.test/panel/act/${name}`, { method: "POST", body: new URLSearchParams({ back: "/", ...fields }) }),
      );
    await act("shipPackage", { packageId: first });
    await act("scan", { orderId: order.id, packageId: first });
    await act("reportException", { packageId: first, reason: "PACKAGE_LOST" });
    expect(world.packages(order.id)).toMatchObject([{ status: "FULFILLING", exception: "PACKAGE_LOST" }, { status: "TO_FULFILL" }]);
    const page = await (await stage.simulator.fetch(new Request(`http://simulator.test/panel/orders/${order.id}`))).text();
    expect(page).toContain("PACKAGE_LOST");
    expect(page).toContain(`Ship: package ${second}`);
    await act("deliver", { orderId: order.id, packageId: first });
    expect(world.packages(order.id)[0]).toMatchObject({ status: "COMPLETED", exception: "" });
    expect((await act("deliver", { orderId: order.id, packageId: second })).headers.get("location")).toContain("refused=");
  });
});

describe("documents", () => {
  it("carry a bar code a scanner can read", () => {
    // Start B, J, D, the check sign, stop (ISO/IEC 15417).
    expect(code128("JD").join("")).toBe("2112141121331123131122322331112");
    for (const words of ["1Z9R5W900123456789", "EF112345678TH", "a ~"]) {
      const steps = code128(words).reduce((sum, width) => sum + width, 0);
      expect([words, steps]).toEqual([words, 11 * (words.length + 2) + 13]);
    }
  });

  it("are real files in the size asked for, good for a day, and counted", async () => {
    const { stage, world, place, whole, document } = await openShop("GB");
    const order = place();
    const id = take<string>(await whole(order.id), "package_id");
    const open = async (kind: string, more = {}) => {
      const response = await stage.simulator.fetch(new Request(take<string>(await document(id, kind, more), "doc_url")));
      return { type: response.headers.get("content-type"), text: await response.text() };
    };
    const label = await open("SHIPPING_LABEL");
    expect(label).toMatchObject({ type: "application/pdf", text: expect.stringContaining("/MediaBox [0 0 298 420]") });
    expect(label.text).toContain(order.id);
    expect(label.text).toContain("PRETENDED");
    expect((await open("PACKING_SLIP", { document_size: "A5" })).text).toContain("2 x BEANIE-BLK-M");
    expect((await open("SHIPPING_LABEL_AND_PACKING_SLIP", { document_size: "0" })).text).toContain("/Count 2");
    expect((await open("SHIPPING_LABEL_PICTURE")).type).toBe("image/png");
    expect(world.documents.filter(({ event }) => event === "opened").map(({ kind }) => kind)).toEqual([
      "SHIPPING_LABEL",
      "PACKING_SLIP",
      "SHIPPING_LABEL_AND_PACKING_SLIP",
      "SHIPPING_LABEL_PICTURE",
    ]);
  });

  it("are refused too early, too late, and in a form the market does not print", async () => {
    const { stage, world, place, whole, document } = await openShop("GB");
    const order = place();
    world.changeLimits({ documentSeconds: 60 });
    const id = take<string>(await whole(order.id), "package_id");
    expect((await document(id)).body.code).toBe(11034037);
    stage.clock.set(stage.clock.now() + 60_000);
    expect((await document(id)).body.code).toBe(0);
    stage.simulator.faults.raise({ kind: "document_pending", on: id, count: 1 });
    expect((await document(id)).body.code).toBe(11034037);
    expect((await document(id, "SHIPPING_LABEL", { document_format: "ZPL" })).body.code).toBe(21001001);
    expect((await document(place({ fbt: true }).packageIds[0] ?? "")).body.code).toBe(21008043);
    world.scan(order.id);
    expect([(await document(id)).body.code, (await document(id, "PACKING_SLIP")).body.code]).toEqual([21042102, 0]);
    const mx = await openShop("MX");
    const parcel = mx.world.ship(mx.place().id);
    const zpl = take<string>(await mx.document(parcel.id, "SHIPPING_LABEL", { document_format: "ZPL" }), "doc_url");
    expect(await (await mx.stage.simulator.fetch(new Request(zpl))).text()).toMatch(/^\^XA.*\^XZ\n$/);
  });
});

describe("correcting tracking", () => {
  it("is allowed for three days and a few times, of parcels the seller ships", async () => {
    const { stage, caller, world, place } = await openShop("GB", "SELLER");
    const order = place();
    const correct = (path: string, number: string) =>
      caller.send(`/fulfillment/202309/${path}/shipping_info/update`, {
        tracking_number: number,
        shipping_provider_id: "7117000000000000009",
      });
    expect((await correct(`orders/${order.id}`, "JD0002200000001")).body.code).toBe(21011043);
    const parcel = world.ship(order.id);
    expect((await correct(`orders/${order.id}`, "JD0002200000001")).body).toMatchObject({ code: 0, data: {} });
    expect((await correct(`packages/${parcel.id}`, "JD0002200000002")).body.code).toBe(0);
    expect([parcel.trackingNumber, parcel.corrections]).toEqual(["JD0002200000002", 2]);
    stage.simulator.doubts.trackingCorrectionsMax = 1;
    expect((await correct(`packages/${parcel.id}`, "JD0002200000003")).body.code).toBe(21011051);
    stage.clock.set(stage.clock.now() + 73 * HOUR);
    expect((await correct(`packages/${parcel.id}`, "JD0002200000003")).body.code).toBe(21011049);
  });
});
