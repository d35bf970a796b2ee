// Goods and money that go back: what buyers ask for, what the desk may answer and does once, what came back and where it was put, and refunds the
// seller begins. TikTok decides what is open; the desk says so and keeps its words.
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawPng } from "../../simulator/png.ts";
import { type Desk, refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface CasePage {
  case: { phase: string; status: string; type: string; refund_minor: number; partial_minor: number | null; deadline: number | null };
  units: { line_id: string; condition: string | null }[];
  acts: { decision: string; state: string; person: string }[];
  can: { answer: { ok: boolean }; receive: { ok: boolean } };
}
interface Answers {
  answers: { decision: string; can: { ok: boolean }; rejectReasons: { name: string; text: string }[]; mostMinor: number | null }[];
}

let world: World;
let shop: Shop;
let store = "";
let agent: Desk;
let clicks = 0;
const click = () => `return-click-${++clicks}`;

beforeAll(async () => {
  world = await openWorld();
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  shop = openShop(world, "Northwind", { region: "GB" });
  store = await world.connect("GB", "Northwind", "Northwind UK");
  await world.settle();
  agent = await world.agent("Fay Fulfil", [{ store, rights: ["read", "fulfil"] }]);
});
afterAll(() => world.close());

function delivered(quantity: number) {
  const { id } = sellUnits(world, shop, quantity);
  world.shop.endHold(id);
  world.shop.ship(id);
  world.shop.scan(id);
  world.shop.deliver(id);
  return world.shop.order(id);
}

const open = (id: string) => agent.get<CasePage>(`/api/aftersales/${id}`);
const answersOf = async (id: string) => (await agent.get<Answers>(`/api/aftersales/${id}/answers`)).answers;
const say = (id: string, wish: object) => agent.post<{ state: string }>(`/api/aftersales/${id}/answer`, { id: click(), ...wish });

test("a return: shown with its photos, approved, sent back, received unit by unit, put on a shelf once for ever", async () => {
  const order = delivered(3);
  const one = world.shop.askForReturn({ orderId: order.id, note: "Seam is open", photos: ["seam"] });
  await world.settle();
  const page = await open(one.id);
  expect(page).toMatchObject({ case: { phase: "waiting", type: "RETURN_AND_REFUND" }, can: { answer: { ok: true } } });
  const { records } = await agent.get<{ records: { note: string; images: string[] }[] }>(`/api/aftersales/${one.id}/records`);
  expect(records[0]).toMatchObject({ note: "Seam is open" });
  const picture = await agent.send("GET", `/api/aftersales/${one.id}/pictures/0-0`);
  expect([picture.status, picture.headers.get("content-type"), picture.headers.get("x-content-type-options")]).toEqual([
    200,
    "image/png",
    "nosniff",
  ]);
  const open1 = (await answersOf(one.id)).filter(({ can }) => can.ok).map(({ decision }) => decision);
  expect(open1).toEqual(expect.arrayContaining(["APPROVE_RETURN", "REJECT_RETURN", "OFFER_PARTIAL_REFUND"]));
  expect(open1).not.toContain("APPROVE_RECEIVED_PACKAGE");
  expect(await say(one.id, { decision: "APPROVE_RETURN" })).toMatchObject({ state: "done" });
  world.shop.sendBack(one.id);
  world.shop.bringBack(one.id);
  await world.settle();
  expect(await open(one.id)).toMatchObject({ case: { phase: "waiting", action: "SELLER_RESPOND_RECEIVE_PACKAGE" } });
  const { id: warehouse } = await world.admin.post<{ id: string }>("/api/warehouses", {
    name: "East",
    country: "GB",
    postalCode: "LS1 4AP",
    timeZone: "Europe/London",
  });
  await world.rows("INSERT INTO store_warehouse (store_id, warehouse_id, rank) VALUES (?, ?, 1)", store, warehouse);
  await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_b', 'BEANIE', 'Beanie', 1)");
  await world.rows("INSERT INTO listing_part (store_id, sku_id, item_id, qty) VALUES (?, ?, 'itm_b', 3)", store, shop.skus[0]);
  const [first, second, third] = page.units.map((unit) => unit.line_id);
  // The second unit left as something else, before its listing was mapped anew: that is what came back.
  await world.rows("INSERT INTO item (id, sku, name, created_at) VALUES ('itm_old', 'OLD', 'Old beanie', 1)");
  await world.rows(
    `INSERT INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, turn, at)
      VALUES (?, ?, 'itm_old', 1, ?, ?, 1, 'shipped', 'first', 1, 1)`,
    order.id,
    second,
    store,
    warehouse,
  );
  const receive = (line: string | undefined, condition: string) =>
    agent.post(`/api/aftersales/${one.id}/receive`, { units: [{ line, condition }], warehouse });
  expect(await receive(first, "sellable")).toEqual({ received: 1 });
  expect(await receive(first, "sellable")).toEqual({ received: 0 });
  expect(await receive(second, "not_inspected")).toEqual({ received: 1 });
  expect(await receive(second, "unsellable")).toEqual({ received: 1 });
  // Somebody whose page is older takes in what a colleague has missed: it stays missing, and no shelf holds more than lies there.
  expect(await receive(third, "missing")).toEqual({ received: 1 });
  expect(await receive(third, "sellable")).toEqual({ received: 0 });
  expect(await world.rows("SELECT item_id, on_hand, unsellable FROM stock_level ORDER BY item_id")).toEqual([
    { item_id: "itm_b", on_hand: 3, unsellable: 0 },
    { item_id: "itm_old", on_hand: 0, unsellable: 1 },
  ]);
  expect(await say(one.id, { decision: "APPROVE_RECEIVED_PACKAGE" })).toMatchObject({ state: "done" });
  await world.settle();
  expect(await open(one.id)).toMatchObject({
    case: { phase: "over" },
    acts: [{ decision: "APPROVE_RETURN" }, { decision: "APPROVE_RECEIVED_PACKAGE", state: "done", person: "Fay Fulfil" }],
  });
});

test("a refund is refused with TikTok's own reason, a partial offer stays below the whole, a quick refund cannot be refused", async () => {
  const refused = world.shop.askForReturn({ orderId: delivered(1).id, type: "REFUND" });
  const offered = world.shop.askForReturn({ orderId: delivered(1).id, type: "REFUND" });
  const quick = world.shop.askForReturn({ orderId: delivered(1).id, type: "REFUND", quick: true });
  await world.settle();
  const [reason] = (await answersOf(refused.id)).find(({ decision }) => decision === "REJECT_REFUND")?.rejectReasons ?? [];
  expect(await refusal(say(refused.id, { decision: "REJECT_REFUND", reason: "made_up" }))).toMatchObject({ code: "reject-reason" });
  expect(await say(refused.id, { decision: "REJECT_REFUND", reason: reason?.name, comment: "See the photos" })).toMatchObject({
    state: "done",
  });
  const most = (await answersOf(offered.id)).find(({ decision }) => decision === "OFFER_PARTIAL_REFUND")?.mostMinor ?? 0;
  expect(most).toBe((await open(offered.id)).case.refund_minor);
  const offer = (amountMinor?: number) => say(offered.id, { decision: "OFFER_PARTIAL_REFUND", amountMinor });
  expect(await refusal(offer())).toMatchObject({ code: "offer-amount" });
  expect(await refusal(offer(most))).toMatchObject({ code: "offer-too-much" });
  expect(await offer(450)).toMatchObject({ state: "done" });
  await world.settle();
  expect(await open(refused.id)).toMatchObject({ case: { phase: "over", status: "REFUND_OR_RETURN_REQUEST_REJECT" } });
  expect(await open(offered.id)).toMatchObject({ case: { phase: "underway", partial_minor: 450 } });
  expect((await answersOf(quick.id)).find(({ decision }) => decision === "REJECT_REFUND")?.can.ok).toBe(false);
  // TikTok took one over: nothing is ours to answer any more.
  world.shop.takeOverReturn(quick.id);
  await world.settle();
  expect((await open(quick.id)).can.answer).toMatchObject({ because: { code: "aftersale-arbitrated" } });
});

test("photos go with a refusal once TikTok has them, stay here as what was said, and one TikTok cannot take says why", async () => {
  const one = world.shop.askForReturn({ orderId: delivered(1).id, type: "REFUND" });
  await world.settle();
  const put = async (side: number, id = one.id) => {
    const answer = await fetch(`${world.tillside.url}/api/aftersales/${id}/pictures`, {
      method: "POST",
      headers: { origin: world.tillside.url, cookie: agent.cookieHeader(), "content-type": "image/png", "x-tillside": "upload" },
      body: new Uint8Array(drawPng(side, side, () => [side, 9, 9])),
    });
    return (await answer.json()) as { file?: string; code?: string; facts?: object };
  };
  expect(await put(60)).toMatchObject({ code: "photo-small", facts: { pixels: 100 } });
  world.hosted.simulator.faults.raise({ kind: "business_error", on: "products.upload_image", code: 36009021, words: "No room" });
  expect(await put(120)).toMatchObject({ code: "tiktok-refused", facts: { words: "No room" } });
  world.hosted.simulator.faults.clear();
  expect(await world.rows("SELECT * FROM evidence_photo")).toEqual([]);
  const [first, second, never] = [await put(120), await put(140), await put(160)].map(({ file }) => file);
  const no = { decision: "REJECT_REFUND", reason: "reverse_reject_request_reason_1" };
  expect(await refusal(say(one.id, { decision: "APPROVE_REFUND", photos: [first] }))).toMatchObject({ code: "photo-refusal-only" });
  expect(await refusal(say(one.id, { ...no, photos: [`pic_${"0".repeat(24)}`] }))).toMatchObject({ code: "photo-gone" });
  expect(await say(one.id, { ...no, photos: [second, first] })).toMatchObject({ state: "done" });
  await world.settle();
  expect(world.shop.returnsOf(one.orderId)[0]?.records.at(-1)?.files).toHaveLength(2);
  expect(await open(one.id)).toMatchObject({ acts: [{ decision: "REJECT_REFUND", photos: [second, first] }] });
  const shown = await agent.send("GET", `/api/aftersales/${one.id}/pictures/${first}`);
  expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/png"]);
  // The night forgets what nobody sent, and only that.
  await world.rows("UPDATE evidence_photo SET put_at = 1");
  await world.tillside.cron("17 3 * * *");
  expect((await agent.send("GET", `/api/aftersales/${one.id}/pictures/${never}`)).status).toBe(404);
  expect((await agent.send("GET", `/api/aftersales/${one.id}/pictures/${second}`)).status).toBe(200);
});

test("a refund whose answer is lost is done where TikTok paid it, and unconfirmed where it never heard of it", async () => {
  const { faults } = world.hosted.simulator;
  const cases = [delivered(1), delivered(1), delivered(1)].map(({ id }) => world.shop.askForReturn({ orderId: id }).id);
  const [paid = "", waiting = "", travelling = ""] = cases;
  await world.settle();
  for (const id of cases) await say(id, { decision: "APPROVE_RETURN" });
  world.shop.sendBack(travelling);
  await world.settle();
  const lose = async (kind: "timeout_after" | "timeout_before", id: string) => {
    faults.raise({ kind, on: "returns.approve", how: "throw" });
    expect(await say(id, { decision: "DIRECT_REFUND" })).toMatchObject({ state: "sending" });
    faults.clear();
  };
  await lose("timeout_after", paid);
  await lose("timeout_before", waiting);
  await lose("timeout_before", travelling);
  await world.later(60_000);
  await world.tillside.cron("* * * * *");
  await world.settle();
  const last = async (id: string) => (await open(id)).acts.at(-1);
  expect(await last(paid)).toMatchObject({ decision: "DIRECT_REFUND", state: "done" });
  expect(await last(waiting)).toMatchObject({ decision: "DIRECT_REFUND", state: "unconfirmed" });
  expect(await last(travelling)).toMatchObject({ decision: "DIRECT_REFUND", state: "unconfirmed" });
});

test("the seller begins a refund on an order that has arrived, for TikTok's reasons, once", async () => {
  const order = delivered(2);
  await world.settle();
  const choices = await agent.get<{ types: { type: string; reasons: string[]; units: { id: string; can: { ok: boolean } }[] }[] }>(
    `/api/orders/${order.id}/refund`,
  );
  const refunds = choices.types.find(({ type }) => type === "REFUND");
  const [unit] = refunds?.units ?? [];
  const ask = { type: "REFUND", units: [unit?.id], reason: refunds?.reasons[0] };
  const { amount } = await agent.post<{ amount: { totalMinor: number } }>(`/api/orders/${order.id}/refund/amount`, ask);
  const wish = { id: click(), ...ask };
  expect(await agent.post(`/api/orders/${order.id}/refund`, wish)).toMatchObject({ state: "done" });
  expect(await agent.post(`/api/orders/${order.id}/refund`, wish)).toMatchObject({ isRepeated: true });
  await world.settle();
  expect(world.shop.returnsOf(order.id)).toHaveLength(1);
  const { cases, can } = await agent.get<{ cases: object[]; can: object }>(`/api/orders/${order.id}/aftersales`);
  expect(can).toMatchObject({ cancel: { ok: false, because: { code: "order-shipped" } }, refund: { ok: true } });
  expect(cases).toMatchObject([{ kind: "return", role: "SELLER", phase: "over", refund_minor: amount.totalMinor }]);
});

test("two refunds of one order for one reason, and the second is lost: what the first opened is not taken for it", async () => {
  const order = delivered(2);
  await world.settle();
  const path = `/api/orders/${order.id}/refund`;
  const { types } = await agent.get<{ types: { type: string; reasons: string[] }[] }>(path);
  const reason = types.find(({ type }) => type === "REFUND")?.reasons[0];
  const refund = (line: number) =>
    agent.post<{ state: string }>(path, { id: click(), type: "REFUND", units: [order.lines[line]?.id], reason });
  expect(await refund(0)).toMatchObject({ state: "done" });
  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "timeout_before", on: "returns.create", how: "throw" });
  expect(await refund(1)).toMatchObject({ state: "sending" });
  faults.clear();
  await world.later(40_000);
  await world.tillside.cron("* * * * *");
  await world.settle();
  const { cases, acts } = await agent.get<{ cases: { id: string }[]; acts: object[] }>(`/api/orders/${order.id}/aftersales`);
  expect(cases).toHaveLength(1);
  expect(acts).toMatchObject([
    { state: "done", aftersale_id: cases[0]?.id },
    { state: "unconfirmed", aftersale_id: null },
  ]);
  // It may be begun anew, and is found though its answer is lost.
  faults.raise({ kind: "timeout_after", on: "returns.create", how: "throw" });
  expect(await refund(1)).toMatchObject({ state: "sending" });
  faults.clear();
  await world.later(40_000);
  await world.tillside.cron("* * * * *");
  await world.settle();
  const after = await agent.get<{ cases: { id: string }[]; acts: object[] }>(`/api/orders/${order.id}/aftersales`);
  expect(after.cases).toHaveLength(2);
  expect(after.acts.at(-1)).toMatchObject({ state: "done", aftersale_id: after.cases.find(({ id }) => id !== cases[0]?.id)?.id });
});

test("older news never overwrites newer, a case is found by its order, and the count of what waits is a recount's", async () => {
  const order = delivered(1);
  const one = world.shop.askForReturn({ orderId: order.id });
  await world.settle();
  world.shop.withdrawReturn(one.id);
  await world.settle();
  const row = () => world.rows("SELECT * FROM aftersale WHERE id = ?", one.id);
  const before = await row();
  world.hosted.simulator.faults.raise({ kind: "lag", on: "returns.search", ms: 600_000 });
  world.shop.publishWebhook({ shopId: shop.id, type: 12, data: { order_id: order.id, return_id: one.id } });
  await world.settle();
  world.hosted.simulator.faults.clear();
  expect(await row()).toEqual(before);
  const { rows } = await agent.get<{ rows: { id: string; phase: string }[] }>(`/api/aftersales/search?q=${order.id}`);
  expect(rows).toMatchObject([{ id: one.id, phase: "over" }]);
  const waiting = await agent.get<{ counts: { returns: number } }>("/api/aftersales/counts");
  const [{ n }] = (await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM aftersale WHERE kind = 'return' AND phase = 0")) as [
    { n: number },
  ];
  expect(waiting.counts.returns).toBe(n);
});
