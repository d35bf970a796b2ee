// Orders that are cancelled: by the seller, whole and in part, and when the buyer asks. What TikTok would refuse cannot leave, what it refuses
// leaves nothing half done, and what it did not answer is looked up and never sent twice.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Choices {
  units: { id: string; can: { ok: boolean } }[];
  whole: { ok: boolean };
  part: { ok: boolean };
  reasons: { whole: { name: string }[]; part: { name: string }[] };
  rate: { now: number | null; after: number | null; limit: number };
}
interface OfOrder {
  cases: { id: string; kind: string; status: string; phase: string; lines: object[]; action: string | null; deadline: number }[];
  acts: { id: string; state: string; words: string | null; is_part: number; is_told: number }[];
  untold: string[];
}

const STOCK = "seller_cancel_reason_out_of_stock";
const PRICE = "seller_cancel_reason_wrong_price";

let world: World;
let us: Shop;
let store = "";
let agent: Desk;
let clicks = 0;
const click = () => `cancel-click-${++clicks}`;

beforeAll(async () => {
  world = await openWorld();
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  us = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  agent = await world.agent("Fay Fulfil", [{ store, rights: ["read", "fulfil"] }]);
});
afterAll(() => world.close());

async function sold(quantity: number) {
  const { id } = sellUnits(world, us, quantity);
  world.shop.endHold(id);
  await world.settle();
  return id;
}

const choices = (id: string) => agent.get<Choices>(`/api/orders/${id}/cancel`);
const ofOrder = (id: string) => agent.get<OfOrder>(`/api/orders/${id}/aftersales`);
const stageOf = async (id: string) => (await agent.get<{ order: { stage: string } }>(`/api/orders/${id}`)).order.stage;
const created = () => world.shop.calls.filter((call) => call.name === "cancellations.create").length;

test("the whole order: reasons of its market and status, the refund by TikTok, the rate before and after; then it is cancelled", async () => {
  const id = await sold(2);
  const offered = await choices(id);
  expect(offered.reasons.whole.map(({ name }) => name)).toEqual([
    STOCK,
    PRICE,
    "seller_cancel_paid_reason_address_not_deliver",
    "seller_cancel_paid_reason_buyer_requested_cancellation",
  ]);
  expect(offered.rate).toEqual({ now: 0, after: 1000, limit: 25 });
  const { amount } = await agent.post<{ amount: { totalMinor: number } }>(`/api/orders/${id}/cancel/amount`, {
    units: null,
    reason: PRICE,
  });
  const wish = { id: click(), units: null, reason: PRICE, tell: true };
  expect(await agent.post(`/api/orders/${id}/cancel`, wish)).toMatchObject({ state: "done" });
  await world.settle();
  expect(await stageOf(id)).toBe("cancelled");
  const [one] = await world.rows<{ refund_minor: number; is_fault: number; phase: number; units: number }>(
    "SELECT * FROM aftersale WHERE order_id = ?",
    id,
  );
  expect(one).toMatchObject({ refund_minor: amount.totalMinor, is_fault: 1, phase: 2, units: 2 });
  // The same click once more is the same act.
  const before = created();
  expect(await agent.post(`/api/orders/${id}/cancel`, wish)).toMatchObject({ state: "done", isRepeated: true });
  expect(created()).toBe(before);
});

test("a part: one reason, the rest of the order goes on", async () => {
  const id = await sold(3);
  const { units, reasons } = await choices(id);
  expect(reasons.part.map(({ name }) => name)).toEqual([STOCK]);
  const [unit] = units;
  const done = await agent.post(`/api/orders/${id}/cancel`, { id: click(), units: [unit?.id], reason: STOCK, tell: true });
  expect(done).toMatchObject({ state: "done" });
  await world.settle();
  expect(
    world.shop
      .order(id)
      .lines.filter((line) => line.status === "CANCELLED")
      .map((line) => line.id),
  ).toEqual([unit?.id]);
  expect(await stageOf(id)).toBe("ready_to_ship");
  expect((await ofOrder(id)).acts).toMatchObject([{ state: "done", is_part: 1 }]);
});

test("a part for any other reason leaves neither the API nor the table", async () => {
  const id = await sold(2);
  const unit = (await choices(id)).units[0]?.id;
  const before = created();
  const wish = { id: click(), units: [unit], reason: PRICE, tell: true };
  expect(await refusal(agent.post(`/api/orders/${id}/cancel`, wish))).toMatchObject({ status: 422, code: "cancel-part-reason" });
  expect(created()).toBe(before);
  const row = "INSERT INTO aftersale_act (id, kind, store_id, order_id, decision, reason, is_part, is_told, state, by_id, at)";
  await expect(world.rows(`${row} VALUES ('x', 'cancel', 's', 'o', 'CANCEL', ?, 1, 1, 'sending', 'u', 1)`, PRICE)).rejects.toThrow("CHECK");
});

test("TikTok's own refusal leaves nothing half done, and its words are shown", async () => {
  const id = await sold(2);
  const { faults } = world.hosted.simulator;
  const words = "The cancel reason does not fit the order's status.";
  faults.raise({ kind: "business_error", on: "cancellations.create", code: 25001021, words });
  const wish = { id: click(), units: null, reason: STOCK, tell: true };
  const refused = await refusal(agent.post(`/api/orders/${id}/cancel`, wish));
  faults.clear();
  expect(refused).toMatchObject({ status: 422, code: "tiktok-refused", facts: { words, code: 25001021 } });
  expect((await ofOrder(id)).acts).toMatchObject([{ state: "refused", words }]);
  expect(await world.rows("SELECT * FROM cancel_act WHERE order_id = ?", id)).toEqual([]);
  expect(await stageOf(id)).toBe("ready_to_ship");
  expect((await choices(id)).whole).toEqual({ ok: true });
});

test("an answer that is lost is looked up: done where TikTok did it, unconfirmed and free again where not; nothing is sent twice", async () => {
  const [arrived, lost] = [await sold(1), await sold(1)];
  const { faults } = world.hosted.simulator;
  const send = (order: string) =>
    agent.post<{ state: string }>(`/api/orders/${order}/cancel`, { id: click(), units: null, reason: STOCK, tell: true });
  const before = created();
  faults.raise({ kind: "timeout_after", on: "cancellations.create", how: "throw" });
  expect(await send(arrived)).toMatchObject({ state: "sending" });
  faults.clear();
  faults.raise({ kind: "timeout_before", on: "cancellations.create", how: "throw" });
  expect(await send(lost)).toMatchObject({ state: "sending" });
  faults.clear();
  expect((await choices(lost)).whole).toMatchObject({ because: { code: "order-cancelling" } });
  await world.later(60_000);
  await world.tillside.cron("* * * * *");
  await world.settle();
  expect((await ofOrder(arrived)).acts).toMatchObject([{ state: "done" }]);
  expect(await stageOf(arrived)).toBe("cancelled");
  expect((await ofOrder(lost)).acts).toMatchObject([{ state: "unconfirmed" }]);
  expect((await choices(lost)).whole).toEqual({ ok: true });
  expect(created() - before).toBeLessThanOrEqual(2);
});

test("not telling TikTok is a manager's, and is listed", async () => {
  const id = await sold(1);
  const wish = { id: click(), units: null, reason: STOCK, tell: false };
  expect(await refusal(agent.post(`/api/orders/${id}/cancel`, wish))).toMatchObject({ code: "right-missing", facts: { right: "manage" } });
  const before = created();
  expect(await world.admin.post(`/api/orders/${id}/cancel`, { ...wish, id: click() })).toMatchObject({ state: "done" });
  expect(created()).toBe(before);
  expect((await ofOrder(id)).untold).toHaveLength(1);
  expect(await stageOf(id)).toBe("cancelled");
  const untold = async () => {
    const { waiting } = await world.admin.get<{ waiting: { untold: { count: number } } }>("/api/orders/waiting");
    const { rows } = await world.admin.get<{ rows: { id: string }[] }>("/api/orders?trouble=untold");
    return [waiting.untold.count, rows.map((row) => row.id)];
  };
  expect(await untold()).toEqual([1, [id]]);
  const settle = (desk: typeof agent, what: string) => desk.post(`/api/orders/${id}/untold`, { id: click(), do: what });
  expect(await refusal(settle(agent, "drop"))).toMatchObject({ code: "right-missing" });
  // TikTok's no leaves it as it was; let go, the unit goes on; told after all, TikTok has it too.
  world.hosted.simulator.faults.raise({ kind: "business_error", on: "cancellations.create", count: 1, code: 25001021, words: "Not now" });
  expect(await refusal(settle(world.admin, "tell"))).toMatchObject({ kind: "rejected" });
  expect([await untold(), await stageOf(id)]).toEqual([[1, [id]], "cancelled"]);
  await settle(world.admin, "drop");
  expect([await untold(), await stageOf(id)]).toEqual([[0, []], "ready_to_ship"]);
  await world.admin.post(`/api/orders/${id}/cancel`, { ...wish, id: click() });
  expect(await settle(world.admin, "tell")).toMatchObject({ state: "done" });
  await world.settle();
  expect([await untold(), world.shop.order(id).status, await stageOf(id)]).toEqual([[0, []], "CANCELLED", "cancelled"]);
  expect(await refusal(settle(world.admin, "tell"))).toMatchObject({ code: "untold-none" });
});

test("told after all and the answer lost: untold until TikTok has it, by one click at a time, and never sent again by itself", async () => {
  const id = await sold(2);
  const { faults } = world.hosted.simulator;
  const manager = { id: click(), units: null, reason: STOCK, tell: false };
  await world.admin.post(`/api/orders/${id}/cancel`, manager);
  const settle = (what: string, name = click()) => world.admin.post<{ state: string }>(`/api/orders/${id}/untold`, { id: name, do: what });
  const stands = async () => {
    const { untold, acts } = await ofOrder(id);
    const { rows } = await world.admin.get<{ rows: { id: string }[] }>("/api/orders?trouble=untold");
    return [untold.length, rows.map((row) => row.id), acts.at(-1)?.state, await stageOf(id)];
  };
  const later = async () => {
    await world.later(60_000);
    await world.tillside.cron("* * * * *");
    await world.settle();
  };
  const before = created();
  faults.raise({ kind: "timeout_before", on: "cancellations.create", how: "throw" });
  const name = click();
  expect(await settle("tell", name)).toMatchObject({ state: "sending" });
  expect(await settle("tell", name)).toMatchObject({ state: "sending", isRepeated: true });
  faults.clear();
  expect(await stands()).toEqual([2, [id], "sending", "cancelled"]);
  for (const what of ["tell", "drop"]) expect(await refusal(settle(what))).toMatchObject({ status: 409, code: "order-cancelling" });
  await later();
  expect([world.shop.order(id).status, ...(await stands())]).toEqual(["AWAITING_SHIPMENT", 2, [id], "unconfirmed", "cancelled"]);
  expect(created() - before).toBeLessThanOrEqual(1);
  faults.raise({ kind: "timeout_after", on: "cancellations.create", how: "throw" });
  expect(await settle("tell")).toMatchObject({ state: "sending" });
  faults.clear();
  await later();
  expect([world.shop.order(id).status, ...(await stands())]).toEqual(["CANCELLED", 0, [], "done", "cancelled"]);
  expect(await refusal(settle("tell"))).toMatchObject({ code: "untold-none" });
});

test("a buyer who asks waits first in the list, is counted, and is answered once; the counts equal a recount", async () => {
  const [first, second] = [await sold(1), await sold(2)];
  world.shop.requestCancel(first);
  const withdrawn = world.shop.requestCancel(second);
  await world.settle();
  const { rows } = await agent.get<{ rows: { id: string; order_id: string; deadline: number; action: string }[] }>(
    "/api/aftersales?kind=cancellation&phase=waiting",
  );
  expect(rows.map((row) => row.order_id)).toEqual([first, second]);
  const waiting = () => agent.get<{ counts: { cancellations: number } }>("/api/aftersales/counts");
  expect((await waiting()).counts.cancellations).toBe(2);
  const id = rows[0]?.id ?? "";
  const { answers } = await agent.get<{ answers: { decision: string; can: object }[] }>(`/api/aftersales/${id}/answers`);
  // In the United States shipping is how a seller says no.
  expect(answers).toMatchObject([
    { decision: "APPROVE_REQUEST_CANCEL", can: { ok: true } },
    { decision: "REJECT_REQUEST_CANCEL", can: { ok: false, because: { code: "cancel-answered-by-shipping" } } },
  ]);
  const wish = { id: click(), decision: "APPROVE_REQUEST_CANCEL" };
  expect(await agent.post(`/api/aftersales/${id}/answer`, wish)).toMatchObject({ state: "done" });
  world.shop.endRequest(second);
  await world.settle();
  expect(await stageOf(first)).toBe("cancelled");
  expect(await agent.get(`/api/aftersales/${withdrawn.id}`)).toMatchObject({ case: { phase: "over" } });
  expect((await waiting()).counts.cancellations).toBe(0);
  const recount = await world.rows(
    "SELECT store_id, SUM(kind = 'cancellation' AND phase = 0) AS cancellations, SUM(kind = 'return' AND phase = 0) AS returns FROM aftersale GROUP BY 1",
  );
  expect(await world.rows("SELECT * FROM aftersale_count")).toEqual(recount);
});

test("without webhooks the five minutes' walk finds them, and what is unchanged writes nothing", async () => {
  const id = await sold(1);
  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "webhook_lost" });
  world.shop.requestCancel(id);
  await world.hosted.simulator.tick();
  faults.clear();
  await world.tillside.cron("*/5 * * * *");
  await world.settle();
  expect((await ofOrder(id)).cases).toMatchObject([{ phase: "waiting", action: "SELLER_RESPOND_CANCEL" }]);
  const from = world.log.length;
  const walked = () => world.log.slice(from).find((line) => line.door === "consumer" && line.job === "reconcile-aftersales");
  await world.tillside.cron("*/5 * * * *");
  await world.until("it has walked", () => walked() !== undefined);
  expect(walked()).toMatchObject({ verdict: "done", rowsWritten: 0 });
});

test("many at once: said before what it costs and who stays; each is told on its own, and what TikTok refused is tried again by hand", async () => {
  interface Job {
    id: string;
    state: string;
    counts: object;
    because: object[];
    stakes: { refunds: object[]; rates: { orders: number; limit: number }[] } | null;
  }
  const [first, second, asked] = [await sold(1), await sold(2), await sold(1)];
  world.shop.requestCancel(asked);
  await world.settle();
  const of = { orders: [first, second, asked] };
  const { markets } = await agent.post<{ markets: { marketplace: string; reasons: { meaning: string }[] }[] }>(
    "/api/orders/jobs/cancel-reasons",
    { of },
  );
  expect(markets.map(({ marketplace, reasons }) => [marketplace, reasons[0]?.meaning])).toEqual([["US", "out-of-stock"]]);
  const wish = { do: "cancel", reasons: { US: "out-of-stock" } };
  expect(await refusal(agent.post("/api/orders/jobs", { id: click(), of, wish, straight: true }))).toMatchObject({ status: 422 });
  const before = created();
  const job = await agent.post<Job>("/api/orders/jobs", { id: click(), of, wish });
  const paid = await world.rows<{ minor: number }>("SELECT SUM(total_minor) AS minor FROM orders WHERE id IN (?, ?)", first, second);
  expect(job).toMatchObject({
    state: "ready",
    counts: { ready: 2, skipped: 1 },
    because: [{ because: { code: "order-cancel-asked" }, count: 1 }],
    stakes: { refunds: [{ currency: "USD", minor: paid[0]?.minor, orders: 2 }], rates: [{ storeId: store, orders: 2, limit: 25 }] },
  });
  expect(created()).toBe(before);

  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "business_error", on: "cancellations.create", code: 25001021, words: "The reason does not fit.", count: 1 });
  const look = () => agent.get<Job>(`/api/orders/jobs/${job.id}`);
  const decide = async (decision: string) => {
    await agent.post(`/api/orders/jobs/${job.id}`, { decision });
    await world.until("the job is over", async () => (await look()).state === "done");
  };
  await decide("start");
  expect(await look()).toMatchObject({ state: "done", counts: { done: 1, failed: 1, skipped: 1 } });
  expect(await stageOf(second)).toBe("cancelled");
  await decide("retry");
  expect(await look()).toMatchObject({ state: "done", counts: { done: 2, failed: 0 }, stakes: null });
  expect(await stageOf(first)).toBe("cancelled");
  expect(created() - before).toBe(3);
  const acts = await world.rows<{ state: string }>("SELECT state FROM aftersale_act WHERE id LIKE 'ojb_%' ORDER BY at, state");
  expect(acts.map(({ state }) => state)).toEqual(["refused", "done", "done"]);
});
