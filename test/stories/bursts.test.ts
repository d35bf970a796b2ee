// Many buyers who ask the same: found by the clock, shown to those whose stores they are, answered together, and gone when few still wait.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShownJob } from "../../worker/bulk/list.ts";
import type { BurstDraft } from "../../worker/bursts/draft.ts";
import type { ShownBurst } from "../../worker/bursts/list.ts";
import type { TicketSummary } from "../../worker/mailbox/list.ts";
import { type Desk, refusal } from "./desk.ts";
import { SMALL, setModel, untilRead } from "./model.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CLOCK = "*/5 * * * *";

let world: World;
let shop: Shop;
let other: Shop;
let store = "";
let otherStore = "";
/** Of both stores, of the first, of the second. */
let agent: Desk;
let first: Desk;
let second: Desk;
let count = 0;
let crowd: Buyer[] = [];
/** Whom the parcels are for of those who ask for an invoice. */
let named: { name: string; address: string }[] = [];

const ask = (howMany: number, text: string, where = shop) =>
  Array.from({ length: howMany }, () => {
    const buyer = new Buyer(world, where, `buyer${++count}`);
    buyer.comesFrom(buyer.buys());
    buyer.writes(text);
    return buyer;
  });
const look = async () => {
  await untilRead(world);
  await tick();
};
/** The clock names stores; each is looked at by a job of its own. */
async function tick(rounds = 1) {
  const looked = () =>
    world.log.filter(({ door, job }) => door === "consumer" && job === "find-bursts").reduce((sum, line) => sum + (line.count ?? 0), 0);
  const before = looked();
  const named = await world.rows(
    "SELECT s.id FROM store s JOIN ticket_count c ON c.store_id = s.id AND c.assignee_id = '*' WHERE c.todo >= 8 OR EXISTS (SELECT 1 FROM burst b WHERE b.store_id = s.id)",
  );
  await Promise.all(Array.from({ length: rounds }, () => world.tillside.cron(CLOCK)));
  await world.until("every store was looked at", () => looked() - before >= named.length * rounds);
  await world.settle();
}
const bursts = async (desk: Desk, query = "") => (await desk.get<{ bursts: ShownBurst[] }>(`/api/bursts${query}`)).bursts;
const listed = async (burst: string, desk = agent, query = "") =>
  (await desk.get<{ rows: TicketSummary[]; next: string | null }>(`/api/tickets?view=todo&burst=${burst}${query}`)).rows;
const ticketOf = async (buyer: Buyer) => (await currentTicket(world, buyer)).id;
const burstOf = async (buyer: Buyer, desk = agent) =>
  (await desk.get<{ burst: ShownBurst | null }>(`/api/tickets/${await ticketOf(buyer)}/burst`)).burst;
const isCountedRight = async () =>
  expect(await world.rows("SELECT id FROM burst b WHERE tickets <> (SELECT COUNT(*) FROM burst_ticket t WHERE t.burst_id = b.id)")).toEqual(
    [],
  );
const readByModel = (more: object = {}) => setModel(world, { isOn: true, models: [SMALL], tasks: { classify: SMALL.name, ...more } });

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  other = openShop(world, "MugHouse");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  otherStore = await world.connect("US", "MugHouse", "MugHouse US");
  world.shop.changeLimits({ requestsPerSecond: 2_000, burst: 4_000 });
  agent = await world.agent("Otto", [
    { store, rights: ["read", "reply"] },
    { store: otherStore, rights: ["read", "reply"] },
  ]);
  first = await world.agent("Rita Reads", [{ store, rights: ["read"] }]);
  second = await world.agent("Nora West", [{ store: otherStore, rights: ["read", "reply"] }]);
  await world.settle();
});
afterAll(() => world.close());

test("seven are none; the eighth makes a burst, by where their orders stand while nobody reads what they ask", async () => {
  crowd = ask(7, "hello??");
  await look();
  expect(await bursts(agent)).toEqual([]);
  crowd.push(...ask(1, "hello??"));
  await look();
  const [burst, ...more] = await bursts(agent);
  expect(more).toEqual([]);
  expect(burst).toMatchObject({
    about: "order:waiting",
    thing: "listing",
    tickets: 8,
    told: { class: null, listing: "GlowLab beanie" },
    can: { ok: true },
  });
  await isCountedRight();
});

test("only those whose store it is hear of it; whoever may not reply is told why not", async () => {
  const [burst] = await bursts(first);
  expect(burst?.can).toMatchObject({ ok: false, because: { code: "right-missing" } });
  expect(await bursts(second)).toEqual([]);
  expect(await bursts(agent, `?stores=${otherStore}`)).toEqual([]);
  const id = burst?.id ?? "";
  expect((await second.get<{ burst: unknown }>(`/api/bursts/${id}`)).burst).toBeNull();
  expect(await listed(id, second)).toEqual([]);
  expect((await refusal(second.put(`/api/bursts/${id}/dismissed`, {}))).code).toBe("burst-over");
  expect((await refusal(burstOf(crowd[0] as Buyer, second))).code).toBe("ticket-missing");
});

test("its tickets are a list of their own, counted, and each says that it is one of them", async () => {
  const [burst] = await bursts(agent);
  const id = burst?.id ?? "";
  const all = await Promise.all(crowd.map(ticketOf));
  expect((await listed(id)).map((row) => row.id).sort()).toEqual([...all].sort());
  expect(await listed(id, agent, "&assignee=me")).toEqual([]);
  expect((await agent.get<{ rows: unknown[] }>(`/api/tickets?view=resolved&burst=${id}`)).rows).toEqual([]);
  expect(await agent.get(`/api/bulk/matching?view=todo&burst=${id}`)).toMatchObject({ count: 8, more: false });
  const found = await agent.get<{ rows: { id: string }[] }>(`/api/tickets/search?q=hello&burst=${id}`);
  expect(found.rows).toHaveLength(8);
  expect(await burstOf(crowd[3] as Buyer)).toMatchObject({ id, tickets: 8 });
});

test("whoever is answered leaves it in the same moment, and the rest stays one burst under its name", async () => {
  const [burst] = await bursts(agent);
  const answered = crowd[0] as Buyer;
  await agent.post(`/api/tickets/${await ticketOf(answered)}/replies`, {
    id: "a-reply-to-one",
    body: { type: "TEXT", text: "We look into it." },
    seen: null,
  });
  await world.settle();
  await agent.post(`/api/tickets/${await ticketOf(crowd[1] as Buyer)}/acts`, { do: "resolve" });
  expect((await bursts(agent))[0]).toMatchObject({ id: burst?.id, tickets: 6 });
  expect(await listed(burst?.id ?? "")).toHaveLength(6);
  expect(await burstOf(answered)).toBeNull();
  await isCountedRight();
  await look();
  expect((await bursts(agent))[0]).toMatchObject({ id: burst?.id, tickets: 6 });
});

test("one who does not want to hear of it is alone in that", async () => {
  const [burst] = await bursts(first);
  await first.put(`/api/bursts/${burst?.id}/dismissed`, {});
  await first.put(`/api/bursts/${burst?.id}/dismissed`, {});
  expect(await bursts(first)).toEqual([]);
  expect(await bursts(agent)).toHaveLength(1);
  expect(await burstOf(crowd[5] as Buyer, first)).toMatchObject({ id: burst?.id });
});

test("all of them are answered by one job over the filter, and then it is over", async () => {
  const [burst] = await bursts(agent);
  const filters = { view: "todo", stores: null, market: null, assignee: null, due: null, burst: burst?.id };
  const wish = { do: "reply", text: "Thank you for asking. Your order {{order.id}} leaves soon.", perMinute: 120 };
  let job = await agent.post<ShownJob>("/api/bulk/jobs", { id: "burst-answer-1", of: { filters }, wish });
  const state = async () => {
    job = await agent.get<ShownJob>(`/api/bulk/jobs/${job.id}`);
    return job.state;
  };
  await world.until("it is checked", async () => (await state()) === "ready");
  expect(job.counts).toMatchObject({ total: 6, ready: 6, skipped: 0 });
  await agent.post(`/api/bulk/jobs/${job.id}`, { decision: "start" });
  for (let round = 0; round < 12 && (await state()) !== "done"; round += 1) {
    await world.settle();
    await world.later(16_000);
    await world.tillside.cron("* * * * *");
  }
  expect(job.counts).toMatchObject({ done: 6 });
  await world.settle();
  expect(await bursts(agent)).toEqual([]);
  expect(await listed(burst?.id ?? "")).toEqual([]);
  await look();
  expect(
    await world.rows(
      "SELECT 'burst' AS kept FROM burst UNION ALL SELECT 'ticket' FROM burst_ticket UNION ALL SELECT 'dismissed' FROM burst_dismissed",
    ),
  ).toEqual([]);
});

test("what is asked is told apart by class once it is read, and said with what all of them share", async () => {
  await readByModel();
  await world.later(DAY);
  crowd = ask(9, "My order has not been shipped yet, when will you ship it?", other);
  ask(9, "The item arrived broken, it is damaged", other);
  await look();
  const found = await bursts(second);
  expect(Object.fromEntries(found.map(({ about, tickets }) => [about, tickets]))).toEqual({
    "class:damaged": 9,
    "class:where-is-my-order": 9,
  });
  const late = found.find(({ about }) => about === "class:where-is-my-order");
  expect(late).toMatchObject({
    thing: "listing",
    told: { class: "where-is-my-order/not-shipped", listing: "MugHouse beanie", carrier: null },
  });
  expect(late?.told.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test("a class corrected by hand takes its ticket out at the next look", async () => {
  const [buyer] = crowd as [Buyer];
  expect(await burstOf(buyer)).toMatchObject({ about: "class:where-is-my-order" });
  await agent.put(`/api/tickets/${await ticketOf(buyer)}/class`, { class: "invoice/request" });
  await look();
  expect(await burstOf(buyer)).toBeNull();
  await isCountedRight();
});

test("what is usual for a class in a store is none", async () => {
  const label = "class:where-is-my-order";
  // A month in which so many were resolved that nine in two days are nothing new.
  await world.rows(
    `INSERT INTO ticket_label (ticket_id, label, store_id, state, turn)
      SELECT 'past' || value, ?, ?, 2, 4000000000000000 - ? FROM generate_series(1, 60)`.replace(
      "generate_series(1, 60)",
      `json_each('[${Array.from({ length: 60 }, (_, at) => at).join()}]')`,
    ),
    label,
    store,
    world.now() - 3 * DAY,
  );
  ask(9, "My order has not been shipped yet, when will you ship it?");
  await look();
  expect(await bursts(first)).toEqual([]);
  await world.rows("DELETE FROM ticket_label WHERE ticket_id LIKE 'past%'");
  await look();
  expect(await bursts(first)).toMatchObject([{ tickets: 9 }]);
});

test("two rounds at once find one burst", async () => {
  await world.later(10_000);
  const orders = Array.from({ length: 8 }, () => {
    const buyer = new Buyer(world, shop, `buyer${++count}`);
    const order = buyer.buys();
    world.shop.endHold(order.id);
    return { buyer, order };
  });
  await world.settle();
  const ids = JSON.stringify(orders.map(({ order }) => order.id));
  named = await world.rows("SELECT r.name, r.address FROM json_each(?) k JOIN recipient r ON r.order_id = k.value ORDER BY k.key", ids);
  for (const [at, { buyer, order }] of orders.entries()) {
    buyer.comesFrom(order);
    buyer.writes(`Can I have an invoice please? It is for ${named[at]?.name}, ${named[at]?.address}`);
  }
  await untilRead(world);
  await tick(2);
  expect((await bursts(first)).filter(({ about }) => about === "class:invoice")).toMatchObject([{ tickets: 8, thing: "day" }]);
  await isCountedRight();
});

test("a model words one reply for all with placeholders; each ticket's is judged as it is filled in, and what is made up gets nowhere", async () => {
  const [burst] = (await bursts(first)).filter(({ about }) => about === "class:invoice");
  const draft = (desk = agent) => desk.post<BurstDraft>(`/api/bursts/${burst?.id}/draft`, {});
  expect(await agent.get(`/api/bursts/${burst?.id}`)).toMatchObject({ canDraft: false });
  expect(await draft()).toEqual({ failed: "off" });
  await readByModel({ draft: SMALL.name });
  expect(await agent.get(`/api/bursts/${burst?.id}`)).toMatchObject({ canDraft: true });
  expect((await refusal(draft(first))).code).toBe("right-missing");
  const made = await draft();
  if (made.failed !== null) throw new Error(made.failed);
  expect(made).toMatchObject({ language: "en", blocked: [] });
  expect(made.text).toContain("{{order.status_text}}");
  const told = world.shop.asked.at(-1)?.user ?? "";
  expect(told).toContain("Can I have an invoice please?");
  expect(told).not.toMatch(/buyer\d/);
  expect(named).toHaveLength(8);
  for (const secret of named.flatMap(({ name, address }) => [name, address.split("\n")[0] ?? ""])) expect(told).not.toContain(secret);
  world.hosted.simulator.faults.raise({ kind: "model_invents_date", on: "model.draft" });
  const lie = await draft();
  expect(lie.failed === null && lie.blocked.map(({ kind }) => kind)).toContain("date");
  world.hosted.simulator.faults.clear();

  const filters = { view: "todo", stores: null, market: null, assignee: null, due: null, burst: burst?.id };
  const check = async (text: string, isSuggested: boolean, id: string) => {
    let job = await agent.post<ShownJob>("/api/bulk/jobs", { id, of: { filters }, wish: { do: "reply", text, isSuggested } });
    await world.until("it is checked", async () => {
      job = await agent.get<ShownJob>(`/api/bulk/jobs/${job.id}`);
      return job.state === "ready";
    });
    const { items } = await agent.get<{ items: { because: { code: string } | null }[] }>(`/api/bulk/jobs/${job.id}/items?outcome=skipped`);
    return { ready: job.counts.ready, why: [...new Set(items.map(({ because }) => because?.code))] };
  };
  expect(await check(made.text, true, "burst-suggested-1")).toEqual({ ready: 8, why: [] });
  expect(await check("It arrives on 24 December 2031.", true, "burst-suggested-2")).toEqual({ ready: 0, why: ["claims-unsupported"] });
  // What somebody wrote themselves is theirs to say.
  expect(await check("It arrives on 24 December 2031.", false, "burst-suggested-3")).toEqual({ ready: 8, why: [] });
});
