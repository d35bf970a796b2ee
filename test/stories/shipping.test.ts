// Parcels leave in the one way their market has: labels are bought, parcels handed over, or a carrier's number is told. TikTok's refusals leave
// nothing half-done and are heard in its own words; what nobody answered is looked at before anything is asked again.
import { constants, inflateSync } from "node:zlib";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { refusal } from "./desk.ts";
import { openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface ShownParcel {
  id: string;
  status: string;
  number: string | null;
  carrier: string | null;
  exception: string | null;
  units: string[];
  isWaiting: boolean;
  printedAt: number | null;
  others: string[];
  can: Record<string, { ok: boolean; because?: { code: string } }>;
}

interface Parcels {
  way: string;
  parcels: ShownParcel[];
  loose: string[];
  acts: {
    id: string;
    state: string;
    words: string | null;
    lookAt: number | null;
    outcome: { packages: string[]; label?: { priceMinor: number } } | null;
  }[];
  can: Record<string, { ok: boolean; because?: { code: string } }>;
}

const BOX = { grams: 400, lengthMm: 200, widthMm: 150, heightMm: 60 };
const MINUTE = "* * * * *";

let world: World;
let us: Shop;
let de: Shop;
let th: Shop;
let clicks = 0;
const click = () => `ship-click-${++clicks}`;

beforeAll(async () => {
  world = await openWorld();
  us = openShop(world, "Glow");
  de = openShop(world, "Haus", { region: "DE" });
  th = openShop(world, "Siam", { region: "TH" });
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  for (const [market, shop] of [
    ["US", us],
    ["DE", de],
    ["TH", th],
  ] as const)
    await world.connect(market, shop.seller, `${shop.seller} store`);
  await world.settle();
});
afterAll(() => world.close());

const parcelsOf = (order: Order) => world.admin.get<Parcels>(`/api/orders/${order.id}/parcels`);
const act = (order: Order, wish: object, id = click()) =>
  world.admin.post<Parcels["acts"][number]>(`/api/orders/${order.id}/parcels/acts`, { id, wish });
const refused = (order: Order, wish: object) => refusal(act(order, wish));
const linesOf = (order: Order) => order.lines.map((line) => line.id);
const truthOf = (order: Order) => world.shop.order(order.id);

/** Paid, past the buyer's first hour, and here. */
async function sold(shop: Shop, shipping: "TIKTOK" | "SELLER", skus: number[] = [0, 0], more: object = {}): Promise<Order> {
  const lines = skus.map((at) => ({ skuId: shop.skus[at] ?? "" }));
  const order = world.shop.placeOrder({ shopId: shop.id, lines, paid: true, shipping, ...more });
  if (world.shop.order(order.id).status === "ON_HOLD") world.shop.endHold(order.id);
  await world.until("the order is here", async () => {
    const [row] = await world.rows<{ status: string }>("SELECT status FROM orders WHERE id = ?", order.id);
    return row?.status === "AWAITING_SHIPMENT";
  });
  return order;
}

/** What a PDF of our own writing says: its streams unpacked, its text as the hexadecimal WinAnsi of ISO 32000-1, 7.3.4.3. */
function textOf(pdf: Buffer): string {
  const packed = [...pdf.toString("latin1").matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = ""]) =>
    Buffer.from(body, "latin1"),
  );
  const content = packed.map((body) => inflateSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1")).join("\n");
  const words = [...content.matchAll(/<([0-9A-Fa-f]+)> Tj/g)].map(([, hex = ""]) =>
    new TextDecoder("windows-1252").decode(Buffer.from(hex, "hex")),
  );
  return words.join("\n");
}

async function carrierOf(order: Order, name: string) {
  const { carriers } = await world.admin.get<{ carriers: { id: string; name: string; example: string | null }[] }>(
    `/api/orders/${order.id}/parcels/carriers`,
  );
  const carrier = carriers.find((one) => one.name === name);
  if (!carrier) throw new Error(`no ${name}`);
  return { id: carrier.id, name: carrier.name, example: carrier.example };
}

describe("in the United States", () => {
  test("a label is bought for some units, by price, and the order is split by it; what it weighed is remembered", async () => {
    const order = await sold(us, "TIKTOK", [0, 0, 1]);
    const [first = "", second = ""] = linesOf(order);
    const before = await parcelsOf(order);
    expect(before).toMatchObject({ way: "buy-label", parcels: [], loose: linesOf(order) });
    expect(before.can.split?.because?.code).toBe("split-by-shipping");
    const asked = { units: [first, second], measures: BOX };
    const { services } = await world.admin.post<{ services: { id: string; priceMinor: number; isDefault: boolean }[] }>(
      `/api/orders/${order.id}/parcels/rates`,
      asked,
    );
    const usual = services.find((one) => one.isDefault);
    const id = click();
    const wish = { do: "buy-label", units: [first, second], service: usual?.id, measures: BOX };
    const [bought, again] = await Promise.all([act(order, wish, id), act(order, wish, id).catch((error: Error) => error)]);
    expect(bought.state === "done" || bought.state === "sending").toBe(true);
    expect(again).toBeDefined();
    expect(world.shop.labels(order.id)).toHaveLength(1);
    const after = await parcelsOf(order);
    expect(after.acts[0]).toMatchObject({ state: "done", outcome: { label: { priceMinor: usual?.priceMinor } } });
    expect(after.parcels.map((parcel) => [parcel.units.length, parcel.isWaiting])).toContainEqual([2, false]);
    const { measures } = await world.admin.post<{ measures: object | null }>(`/api/orders/${order.id}/parcels/measures`, {
      units: [first, second],
    });
    expect(measures).toEqual(BOX);
    expect((await refused(order, { ...wish, units: [first] })).code).toBe("unit-not-open");
  });

  test("an answer that was lost is looked at before anything is asked again, and never bought twice", async () => {
    const order = await sold(us, "TIKTOK", [0]);
    const wish = { do: "buy-label", units: linesOf(order), service: "", measures: BOX };
    const { services } = await world.admin.post<{ services: { id: string }[] }>(`/api/orders/${order.id}/parcels/rates`, {
      units: wish.units,
      measures: BOX,
    });
    wish.service = services[0]?.id ?? "";
    world.hosted.simulator.faults.raise({ kind: "timeout_after", on: "packages.create", count: 1 });
    world.hosted.simulator.faults.raise({ kind: "lag", on: "orders.detail", ms: 10_000, count: 2 });
    const doubted = await act(order, wish);
    expect(doubted).toMatchObject({ state: "unconfirmed" });
    expect((await refused(order, wish)).code).toMatch(/ship-unconfirmed|unit-not-open/);
    await world.later(31_000);
    await world.tillside.cron(MINUTE);
    await world.until("it was looked at", async () => (await parcelsOf(order)).acts[0]?.state === "done");
    expect(world.shop.labels(order.id)).toHaveLength(1);
    const other = await sold(us, "TIKTOK", [0]);
    world.hosted.simulator.faults.raise({ kind: "timeout_before", on: "packages.create", count: 1 });
    await act(other, { ...wish, units: linesOf(other) });
    for (const _ of [1, 2]) {
      await world.later(31_000);
      await world.tillside.cron(MINUTE);
      await world.settle();
    }
    expect((await parcelsOf(other)).acts[0]).toMatchObject({ state: "refused", words: null });
    expect(await act(other, { ...wish, units: linesOf(other) })).toMatchObject({ state: "done" });
    expect(world.shop.labels(other.id)).toHaveLength(1);
  });

  test("a carrier of one's own: a number that cannot be is refused beside the field, TikTok's no in its words, a wrong number put right", async () => {
    const order = await sold(us, "SELLER", [0, 1]);
    const ups = await carrierOf(order, "UPS");
    const [first = ""] = linesOf(order);
    const wish = { do: "mark-shipped", units: [first], carrier: ups, number: "1Z 9R5 W90 0123456789" };
    const wrong = await refused(order, { ...wish, number: "1Z9R5" });
    expect(wrong).toMatchObject({ code: "tracking-format", facts: { carrier: "UPS", example: ups.example } });
    expect(await act(order, wish)).toMatchObject({ state: "done" });
    expect(truthOf(order).status).toBe("PARTIALLY_SHIPPING");
    const other = await sold(us, "SELLER", [0]);
    const taken = await refused(other, { ...wish, units: linesOf(other) });
    expect([taken.kind, taken.facts.code, truthOf(other).status]).toEqual(["rejected", 21034012, "AWAITING_SHIPMENT"]);
    const [parcel] = (await parcelsOf(order)).parcels.filter((one) => one.number);
    expect(parcel?.number).toBe("1Z9R5W900123456789");
    const print = () => world.admin.send("GET", `/api/orders/${order.id}/parcels/${parcel?.id}/slip`);
    expect((await print()).status).toBe(200);
    const before = await papersOf(parcel?.id ?? "");
    await act(order, { do: "correct", package: parcel?.id, carrier: ups, number: "1Z9R5W900123456780" });
    expect((await parcelsOf(order)).parcels.find((one) => one.id === parcel?.id)?.number).toBe("1Z9R5W900123456780");
    const { label, slip } = (await parcelsOf(order)).parcels.find((one) => one.id === parcel?.id)?.can ?? {};
    expect([label?.because?.code, slip?.ok]).toEqual(["label-by-seller", true]);
    const own = await print();
    // What was printed for the wrong number is not kept.
    const kept = await papersOf(parcel?.id ?? "");
    expect([before.length, kept.length, kept[0] === before[0]]).toEqual([1, 1, false]);
    expect(own.headers.get("content-type")).toBe("application/pdf");
    const slipOf = textOf(Buffer.from(await own.arrayBuffer()));
    const { line1 } = truthOf(order).address;
    expect(slipOf).toContain(line1);
    // Whoever may not see recipients has one without, and so is what their run prints after somebody else's.
    const packer = await world.agent("Pat Packer", [{ store: (await parcelStore(order)) ?? "", rights: ["read", "fulfil"] }]);
    const bare = async (path: string) => textOf(Buffer.from(await (await packer.send("GET", path)).arrayBuffer()));
    const bareSlip = await bare(`/api/orders/${order.id}/parcels/${parcel?.id}/slip`);
    expect([bareSlip.includes(order.id), bareSlip.includes(line1)]).toEqual([true, false]);
    const { id } = await packer.post<{ id: string }>("/api/print-runs", { id: click(), orders: [order.id], wish: { do: "slips" } });
    await world.until("the run is over", async () => (await packer.get<{ state: string }>(`/api/print-runs/${id}`)).state === "done");
    await print();
    const sheet = await bare(`/api/print-runs/${id}/sheet`);
    expect([sheet.includes(order.id), sheet.includes(line1)]).toEqual([true, false]);
  });
});

/** Keys in R2. */
async function papersOf(parcel: string): Promise<string[]> {
  const { objects } = await (await world.tillside.miniflare.getR2Bucket("MAIL")).list({ prefix: "papers/" });
  return objects.flatMap(({ key }) => (key.includes(`/${parcel}/`) ? [key] : []));
}

const parcelStore = async (order: Order) =>
  (await world.rows<{ id: string }>("SELECT store_id AS id FROM orders WHERE id = ?", order.id))[0]?.id;

describe("in Germany", () => {
  test("an order is divided as proposed, a part handed over, the label fetched once and served by the desk", async () => {
    const order = await sold(de, "TIKTOK", [0, 0, 1]);
    const asked = await world.admin.get<{ can: { ok: boolean }; tears: boolean; parcels: { units: string[] }[] }>(
      `/api/orders/${order.id}/parcels/split`,
    );
    expect(asked).toMatchObject({ can: { ok: true }, tears: true });
    const [a = "", b = "", c = ""] = linesOf(order);
    expect((await refused(order, { do: "split", groups: [[a], [b]] })).code).toBe("split-not-all");
    await act(order, { do: "split", groups: [[a, c], [b]] });
    const { parcels } = await parcelsOf(order);
    expect(parcels.map((parcel) => parcel.units.toSorted())).toEqual(expect.arrayContaining([[a, c].toSorted(), [b]]));
    const one = parcels.find((parcel) => parcel.units.length === 1) as ShownParcel;
    const slots = await world.admin.get<{ canDropOff: boolean; slots: { from: number; until: number }[] }>(
      `/api/orders/${order.id}/parcels/${one.id}/slots`,
    );
    await act(order, { do: "hand-over", package: one.id, handover: { method: "PICKUP", slot: slots.slots[0] } });
    expect(truthOf(order).status).toBe("PARTIALLY_SHIPPING");
    for (const _ of [1, 2]) {
      const label = await world.admin.send("GET", `/api/orders/${order.id}/parcels/${one.id}/label`);
      expect(label.status).toBe(200);
      expect((await PDFDocument.load(await label.arrayBuffer())).getPageCount()).toBe(1);
    }
    const served = world.shop.documents.filter((paper) => paper.packageId === one.id && paper.kind === "SHIPPING_LABEL");
    expect(served.filter((paper) => paper.event === "opened")).toHaveLength(1);
    expect((await parcelsOf(order)).parcels.find((parcel) => parcel.id === one.id)?.printedAt).toBeGreaterThan(0);
    const gone = await refused(order, { do: "hand-over", package: one.id, handover: { method: "DROP_OFF" } });
    expect(gone.code).toBe("parcel-shipped");
  });

  test("an order TikTok wants in several parcels is in review until it is divided, by hand or by a print run", async () => {
    interface Page {
      order: { stage: string };
    }
    const stand = async (order: Order) => {
      const { review } = await world.admin.get<{ review: { reason: string; ref: string }[] }>(`/api/orders/${order.id}/work`);
      const { stage } = (await world.admin.get<Page>(`/api/orders/${order.id}`)).order;
      return [stage, ...review.map(({ reason, ref }) => `${reason}:${ref}`)];
    };
    world.shop.limitParcels({ shopId: de.id, units: 1 });
    const [one, other] = [await sold(de, "TIKTOK", [0, 1]), await sold(de, "TIKTOK", [0, 1])];
    await world.settle();
    expect(await stand(one)).toEqual(["in_review", "must-split:1"]);
    const { rows } = await world.admin.get<{ rows: { id: string }[] }>("/api/orders?stage=in_review&reason=must-split");
    expect(rows.map(({ id }) => id).toSorted()).toEqual([one.id, other.id].toSorted());
    await act(one, { do: "split", groups: linesOf(one).map((line) => [line]) });
    await world.settle();
    expect(await stand(one)).toEqual(["ready_to_ship"]);
    const run = { id: "split-run-1", orders: [other.id], wish: { do: "labels" } };
    const { id } = await world.admin.post<{ id: string }>("/api/print-runs", run);
    await world.until("the run is over", async () => {
      return (await world.admin.get<{ state: string }>(`/api/print-runs/${id}`)).state === "done";
    });
    expect(await world.admin.get(`/api/print-runs/${id}`)).toMatchObject({ counts: { done: 1 }, papers: 2 });
    await world.settle();
    expect(await stand(other)).toEqual(["shipped"]);
    world.shop.limitParcels({ shopId: de.id });
    await world.until("nobody is asked about any more", async () => {
      return (await world.rows("SELECT 1 FROM split_word WHERE due_at IS NOT NULL")).length === 0;
    });
  });

  test("orders of one buyer travel together and are taken apart again", async () => {
    const buyer = world.shop.addBuyer({ region: "DE", nickname: "Zwei" });
    const one = await sold(de, "TIKTOK", [0], { buyerId: buyer.id });
    const two = await sold(de, "TIKTOK", [1], { buyerId: buyer.id });
    const { combinable } = await world.admin.get<{ combinable: { id: string; orders: string[] }[] }>(
      `/api/orders/${one.id}/parcels/combinable`,
    );
    expect(combinable[0]?.orders.toSorted()).toEqual([one.id, two.id].toSorted());
    await act(one, { do: "combine", draft: combinable[0]?.id, orders: combinable[0]?.orders });
    await world.admin.post(`/api/orders/${one.id}/parcels/details`, {});
    const [shared] = (await parcelsOf(one)).parcels;
    expect(shared?.others).toEqual([two.id]);
    expect((await parcelsOf(two)).parcels[0]?.id).toBe(shared?.id);
    await act(one, { do: "uncombine", package: shared?.id, orders: [one.id] });
    expect((await parcelsOf(one)).parcels[0]?.id).not.toBe((await parcelsOf(two)).parcels[0]?.id);
  });

  test("orders that were combined although the answer was lost are found in their parcel, whatever it is called", async () => {
    const buyer = world.shop.addBuyer({ region: "DE", nickname: "Fünf" });
    const [one, two] = [await sold(de, "TIKTOK", [0], { buyerId: buyer.id }), await sold(de, "TIKTOK", [1], { buyerId: buyer.id })];
    const { combinable } = await world.admin.get<{ combinable: { id: string; orders: string[] }[] }>(
      `/api/orders/${one.id}/parcels/combinable`,
    );
    const [together] = combinable.filter(({ orders }) => orders.includes(two.id));
    world.hosted.simulator.faults.raise({ kind: "timeout_after", on: "packages.combine", how: "throw", count: 1 });
    expect(await act(one, { do: "combine", draft: together?.id, orders: together?.orders })).toMatchObject({ state: "unconfirmed" });
    await world.later(61_000);
    await world.tillside.cron(MINUTE);
    await world.settle();
    expect((await parcelsOf(one)).acts[0]).toMatchObject({ state: "done", outcome: { packages: [(await parcelsOf(two)).parcels[0]?.id] } });
  });

  test("orders that travel together are handed over once by a print run, are done both, and print one label", async () => {
    const buyer = world.shop.addBuyer({ region: "DE", nickname: "Drei" });
    const [one, two] = [await sold(de, "TIKTOK", [0], { buyerId: buyer.id }), await sold(de, "TIKTOK", [1], { buyerId: buyer.id })];
    const { combinable } = await world.admin.get<{ combinable: { id: string; orders: string[] }[] }>(
      `/api/orders/${one.id}/parcels/combinable`,
    );
    const [together] = combinable.filter(({ orders }) => orders.includes(two.id));
    await act(one, { do: "combine", draft: together?.id, orders: together?.orders });
    await world.settle();
    const asked = () => world.shop.calls.filter(({ name }) => name === "packages.slots" || name === "packages.ship_many").length;
    const before = asked();
    const wish = { do: "labels", handover: "PICKUP" };
    const run = await world.admin.post<{ id: string }>("/api/print-runs", { id: click(), orders: [one.id, two.id], wish });
    const look = () => world.admin.get<{ state: string }>(`/api/print-runs/${run.id}`);
    await world.until("the run is over", async () => (await look()).state === "done");
    expect(await look()).toMatchObject({ counts: { total: 2, done: 2, failed: 0 }, papers: 1 });
    expect(asked() - before).toBe(2);
    for (const order of [one, two]) expect((await parcelsOf(order)).acts).toContainEqual(expect.objectContaining({ state: "done" }));
    const sheet = await world.admin.send("GET", `/api/print-runs/${run.id}/sheet`);
    expect((await PDFDocument.load(await sheet.arrayBuffer())).getPageCount()).toBe(1);
  });

  test("a lost parcel says so", async () => {
    const order = await sold(de, "TIKTOK", [0]);
    const [parcel] = (await parcelsOf(order)).parcels;
    await act(order, { do: "hand-over", package: parcel?.id, handover: { method: "DROP_OFF" } });
    world.shop.scan(order.id);
    world.shop.reportException(parcel?.id ?? "", "PACKAGE_LOST");
    await world.settle();
    await world.later(700_000);
    await world.admin.post(`/api/orders/${order.id}/parcels/details`, {});
    expect((await parcelsOf(order)).parcels[0]?.exception).toBe("PACKAGE_LOST");
    const { rows } = await world.admin.get<{ rows: { id: string }[] }>("/api/orders?tracking=trouble");
    expect(rows.map(({ id }) => id)).toEqual([order.id]);
  });

  test("TikTok's refusals leave nothing half-done and are told in its words", async () => {
    const held = world.shop.placeOrder({ shopId: de.id, lines: [{ skuId: de.skus[0] }], paid: true, shipping: "TIKTOK" });
    await world.settle();
    expect((await parcelsOf(held)).can.ship?.because?.code).toBe("order-on-hold");
    const order = await sold(de, "TIKTOK", [0]);
    const [parcel] = (await parcelsOf(order)).parcels;
    const wish = { do: "hand-over", package: parcel?.id, handover: { method: "DROP_OFF" } };
    for (const [code, words] of [
      [21011044, "The order is on hold."],
      [21008025, "The order is fulfilled by the platform."],
      [21008106, "This operation is not supported in the region of the shop."],
      [21022025, "The shipping label has already been purchased."],
    ] as const) {
      world.hosted.simulator.faults.raise({ kind: "business_error", on: "packages.ship", code, words, count: 1 });
      expect(await refused(order, wish)).toMatchObject({ kind: "rejected", code: "tiktok-refused", facts: { code, words } });
    }
    const { acts } = await parcelsOf(order);
    expect(acts.map((one) => one.state)).toEqual(["refused", "refused", "refused", "refused"]);
    expect(acts[0]?.words).toBe("The shipping label has already been purchased.");
    expect(truthOf(order).status).toBe("AWAITING_SHIPMENT");
    expect(await act(order, wish)).toMatchObject({ state: "done" });
  });
});

describe("in Thailand", () => {
  test("units of one SKU stay together, and one's own carrier is told by parcel", async () => {
    const order = await sold(th, "SELLER", [0, 0, 1]);
    const [a = "", b = "", c = ""] = linesOf(order);
    const asked = await world.admin.get<{ tears: boolean; parcels: { units: string[] }[] }>(`/api/orders/${order.id}/parcels/split`);
    expect(asked.tears).toBe(false);
    expect((await refused(order, { do: "split", groups: [[a], [b, c]] })).code).toBe("split-tears-sku");
    await act(order, { do: "split", groups: [[a, b], [c]] });
    const page = await parcelsOf(order);
    expect(page).toMatchObject({ way: "self-ship" });
    const flash = await carrierOf(order, "Flash Express");
    const parcel = page.parcels.find((one) => one.units.length === 2);
    await act(order, { do: "self-ship", package: parcel?.id, carrier: flash, number: "TH01011234567A" });
    expect(truthOf(order).status).toBe("PARTIALLY_SHIPPING");
  });
});

test("a print run hands over, prints and says why one was left; what TikTok has no time for waits, the failed one is tried again", async () => {
  const orders = await Promise.all(Array.from({ length: 4 }, () => sold(de, "TIKTOK", [0])));
  const seller = await sold(de, "SELLER", [0]);
  const bad = orders[2] as Order;
  world.hosted.simulator.faults.raise({ kind: "label_fails", on: bad.id, count: 1, code: 21042104, words: "The sorting code is missing." });
  world.hosted.simulator.faults.raise({ kind: "rate_limit", on: "packages.ship_many", count: 1 });
  const run = await world.admin.post<{ id: string }>("/api/print-runs", {
    id: click(),
    orders: [...orders, seller].map((order) => order.id),
    wish: { do: "labels" },
  });
  interface Run {
    state: string;
    counts: object;
    papers: number;
  }
  const look = () => world.admin.get<Run>(`/api/print-runs/${run.id}`);
  await world.until("the run is over", async () => (await look()).state === "done");
  expect(await look()).toMatchObject({ counts: { total: 5, done: 3, skipped: 1, failed: 1 }, papers: 3 });
  const items = async (outcome: string) =>
    (
      await world.admin.get<{ items: { orderId: string; because: { code: string; facts: object } }[] }>(
        `/api/print-runs/${run.id}/items?outcome=${outcome}`,
      )
    ).items;
  expect(await items("failed")).toMatchObject([
    { orderId: bad.id, because: { code: "tiktok-refused", facts: { words: "The sorting code is missing." } } },
  ]);
  expect(await items("skipped")).toMatchObject([{ orderId: seller.id, because: { code: "run-own-carrier" } }]);
  // What failed is a count beside the lists and a list of its own, until it prints; the count is the list's.
  const failed = async () => {
    const { waiting } = await world.admin.get<{ waiting: { labels: object } }>("/api/orders/waiting");
    const { rows } = await world.admin.get<{ rows: { id: string; tags: string[] }[] }>("/api/orders?trouble=label");
    return [waiting.labels, rows.map(({ id, tags }) => ({ id, tags }))];
  };
  expect(await failed()).toEqual([{ count: 1, more: false }, [{ id: bad.id, tags: [] }]]);
  const calls = () => world.shop.documents.filter((paper) => paper.event === "opened").length;
  const before = calls();
  await world.admin.post(`/api/print-runs/${run.id}`, { decision: "retry" });
  await world.until("the run is over again", async () => (await look()).state === "done");
  expect(await look()).toMatchObject({ counts: { total: 5, done: 4, skipped: 1, failed: 0 }, papers: 4 });
  expect(calls() - before).toBe(1);
  expect(await failed()).toEqual([{ count: 0, more: false }, []]);
  const picks = await world.admin.send("GET", `/api/print-runs/${run.id}/pick-list`);
  expect(picks.headers.get("content-type")).toBe("application/pdf");
  const says = textOf(Buffer.from(await picks.arrayBuffer()));
  // The four that print, one line for all of their pieces, each named; the one that was left out is not there.
  expect(says).toContain("4 x BLK-M");
  expect(orders.filter((order) => says.includes(`…${order.id.slice(-6)}`))).toHaveLength(4);
  expect(says).not.toContain(seller.id.slice(-6));
  const sheet = await world.admin.send("GET", `/api/print-runs/${run.id}/sheet`);
  expect((await PDFDocument.load(await sheet.arrayBuffer())).getPageCount()).toBe(4);
  expect(await world.rows("SELECT 1 FROM parcel_paper WHERE printed_at IS NULL AND order_id IN (?, ?)", orders[0]?.id, bad.id)).toEqual([]);
});

test("a carrier's times that cannot be asked for keep one order of a print run from leaving, and a question that was lost is put again", async () => {
  const orders = [
    await sold(de, "TIKTOK", [0]),
    await sold(de, "TIKTOK", [0]),
    await sold(de, "TIKTOK", [0]),
    await sold(de, "TIKTOK", [0]),
  ];
  const [, bad] = orders;
  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "business_error", on: "packages.slots", code: 21011040, words: "No times today.", after: 1, count: 1 });
  faults.raise({ kind: "timeout_before", on: "packages.slots", how: "throw", after: 2, count: 1 });
  const wish = { do: "labels", handover: "PICKUP" };
  const run = await world.admin.post<{ id: string }>("/api/print-runs", { id: click(), orders: orders.map(({ id }) => id), wish });
  const look = () => world.admin.get<{ state: string }>(`/api/print-runs/${run.id}`);
  await world.until("the run is over", async () => (await look()).state === "done");
  faults.clear();
  expect(await look()).toMatchObject({ counts: { total: 4, done: 3, skipped: 0, failed: 1 }, papers: 3 });
  const { items } = await world.admin.get<{ items: object[] }>(`/api/print-runs/${run.id}/items?outcome=failed`);
  expect(items).toMatchObject([{ orderId: bad?.id, because: { code: "tiktok-refused", facts: { words: "No times today." } } }]);
  const acts = await Promise.all(orders.map(async (order) => (await parcelsOf(order)).acts.map(({ state }) => state)));
  expect(acts).toEqual([["done"], [], ["done"], ["done"]]);
});

/** A print run over these orders, as far as it ever comes. */
async function printed(orders: readonly Order[], wish: object = {}) {
  const ids = orders.map(({ id }) => id);
  const { id } = await world.admin.post<{ id: string }>("/api/print-runs", { id: click(), orders: ids, wish: { do: "labels", ...wish } });
  const look = () => world.admin.get<{ state: string; counts: object; papers: number }>(`/api/print-runs/${id}`);
  return { id, look, over: () => world.until("the run is over", async () => (await look()).state === "done") };
}
const calls = (...names: string[]) => world.shop.calls.filter(({ name }) => names.includes(name)).length;

test("orders that travel together and stand far apart in a print run are handed over once, and are done both", async () => {
  const buyer = world.shop.addBuyer({ region: "DE", nickname: "Vier" });
  const [one, two] = [await sold(de, "TIKTOK", [0], { buyerId: buyer.id }), await sold(de, "TIKTOK", [1], { buyerId: buyer.id })];
  const { combinable } = await world.admin.get<{ combinable: { id: string; orders: string[] }[] }>(
    `/api/orders/${one.id}/parcels/combinable`,
  );
  const [together] = combinable.filter(({ orders }) => orders.includes(two.id));
  await act(one, { do: "combine", draft: together?.id, orders: together?.orders });
  const between = await Promise.all(Array.from({ length: 20 }, () => sold(de, "TIKTOK", [0])));
  await world.settle();
  world.hosted.simulator.faults.raise({ kind: "webhook_lost" });
  const before = calls("packages.ship_many");
  const run = await printed([one, ...between, two]);
  await run.over();
  world.hosted.simulator.faults.clear();
  expect(await run.look()).toMatchObject({ counts: { total: 22, done: 22, failed: 0 }, papers: 21 });
  expect(calls("packages.ship_many") - before).toBe(2);
  for (const order of [one, two]) expect((await parcelsOf(order)).acts[0]).toMatchObject({ state: "done" });
});

test("orders handed over by a print run that cannot be brought in afterwards are handed over once, and printed when they can", async () => {
  const orders = [await sold(de, "TIKTOK", [0]), await sold(de, "TIKTOK", [0])];
  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "webhook_lost" });
  faults.raise({ kind: "down", on: "orders.detail", count: 3 });
  const before = calls("packages.ship_many");
  const run = await printed(orders);
  await run.over();
  faults.clear();
  expect(await run.look()).toMatchObject({ counts: { done: 2, skipped: 0, failed: 0 }, papers: 2 });
  expect(calls("packages.ship_many") - before).toBe(1);
  // A paper that cannot be put into the set leaves a page that says so, and is not printed.
  const [lost, whole] = orders.map(({ id }) => id);
  await world.rows("UPDATE parcel_paper SET file = 'papers/gone.pdf' WHERE order_id = ?", lost);
  const sheet = await world.admin.send("GET", `/api/print-runs/${run.id}/sheet`);
  expect((await PDFDocument.load(await sheet.arrayBuffer())).getPageCount()).toBe(2);
  const marks = "SELECT order_id FROM parcel_paper WHERE printed_at IS NOT NULL AND order_id IN (?, ?)";
  expect(await world.rows(marks, lost, whole)).toEqual([{ order_id: whole }]);
  for (const order of orders) expect((await parcelsOf(order)).acts.map(({ state }) => state)).toEqual(["done"]);
});

test("a print run whose answer was lost asks nothing again: it waits until TikTok was looked at, and prints", async () => {
  const [arrived, lost] = [await sold(de, "TIKTOK", [0]), await sold(de, "TIKTOK", [0])];
  const { faults } = world.hosted.simulator;
  for (const [kind, order, counts] of [
    ["timeout_after", arrived, { done: 1, failed: 0 }],
    ["timeout_before", lost, { done: 0, failed: 1 }],
  ] as const) {
    faults.raise({ kind, on: "packages.ship_many", how: "throw", count: 1 });
    const before = calls("packages.ship_many");
    const run = await printed([order]);
    await world.until("it is in doubt", async () => (await parcelsOf(order)).acts[0]?.state === "unconfirmed");
    for (const _ of [1, 2]) {
      await world.later(31_000);
      await world.tillside.cron(MINUTE);
      await world.settle();
    }
    await run.over();
    faults.clear();
    expect(await run.look()).toMatchObject({ counts });
    expect(calls("packages.ship_many") - before).toBe(1);
    if (counts.failed === 0) continue;
    const { items } = await world.admin.get<{ items: object[] }>(`/api/print-runs/${run.id}/items?outcome=failed`);
    expect(items).toMatchObject([{ because: { code: "run-lost" } }]);
    await world.admin.post(`/api/print-runs/${run.id}`, { decision: "retry" });
    await run.over();
    expect(await run.look()).toMatchObject({ counts: { done: 1 }, papers: 1 });
  }
});

test("a question a print run could not ask leaves nothing in doubt: what a label costs and where its paper lies are asked again", async () => {
  const order = await sold(us, "TIKTOK", [0]);
  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "timeout_before", on: "orders.shipping_services", how: "throw", count: 1 });
  faults.raise({ kind: "timeout_before", on: "packages.document", how: "throw", count: 1 });
  const run = await printed([order], { measures: BOX });
  await run.over();
  expect(faults.raised()).toEqual([]);
  faults.clear();
  expect(await run.look()).toMatchObject({ counts: { done: 1, failed: 0 }, papers: 1 });
  expect(world.shop.labels(order.id)).toHaveLength(1);
});
