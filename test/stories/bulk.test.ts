// Many tickets at once: acts with a way back, and replies that are checked before and counted after; whoever answers meanwhile, stops, or loses
// a right is heard at once, and a job that is told twice sends once.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShownItem, ShownJob } from "../../worker/bulk/list.ts";
import type { Explained } from "../../worker/sla/clocks.ts";
import type { PromisePage } from "../../worker/sla/list.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

/** More than are named in one step. */
const MANY = 52;
/** More than have their turn in one step, or leave in one slice. */
const CROWD = 28;

const SLICE_MS = 10_000;

let world: World;
let shop: Shop;
let store = "";
let agent: Desk;
let agentId = "";
let clicks = 0;
const buyers: Buyer[] = [];

const click = () => `bulk-click-${++clicks}`;
const sent = (buyer: Buyer) =>
  world.shop.sentReplies(buyer.conversationId).map(({ content }) => (JSON.parse(content) as { content: string }).content);
const filters = { view: "todo", stores: null, market: null, assignee: null, due: null };

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  world.shop.changeLimits({ requestsPerSecond: 2_000, burst: 4_000 });
  // They asked before there was a desk: an import is quicker than webhooks.
  askAll(MANY);
  store = await world.connect("US", "GlowLab", "GlowLab US");
  agent = await world.agent("Jonas Berg", [{ store, rights: ["read", "reply"] }]);
  agentId = (await agent.get<{ person: { id: string } }>("/api/me")).person.id;
  await world.settle();
});
afterAll(() => world.close());

function askAll(count: number): Buyer[] {
  const fresh = Array.from({ length: count }, () => new Buyer(world, shop, `buyer${buyers.length + 1}.${clicks++}`));
  for (const buyer of fresh) buyer.writes("Where is my parcel?");
  buyers.push(...fresh);
  return fresh;
}

/** So many more buyers ask. */
async function ask(count: number): Promise<Buyer[]> {
  const fresh = askAll(count);
  await world.settle();
  return fresh;
}

/** What a job may change, and nothing that time changes. */
const ticketOf = async (buyer: Buyer) => {
  const { id, state, assignee_id, waiting_since, due_at } = await currentTicket(world, buyer);
  return { id, state, assignee_id, waiting_since, due_at };
};
const idsOf = (some: Buyer[]) => Promise.all(some.map(async (buyer) => (await ticketOf(buyer)).id));
const begin = (of: object, wish: object, desk: Desk = agent) => desk.post<ShownJob>("/api/bulk/jobs", { id: click(), of, wish });
const act = (tickets: string[], wanted: object, desk?: Desk) => begin({ tickets }, { do: "act", act: wanted }, desk);
const look = (id: string, desk: Desk = agent) => desk.get<ShownJob>(`/api/bulk/jobs/${id}`);
const decide = (id: string, decision: string, desk: Desk = agent) => desk.post<ShownJob>(`/api/bulk/jobs/${id}`, { decision });
const items = async (id: string, outcome: string) =>
  (await agent.get<{ items: ShownItem[] }>(`/api/bulk/jobs/${id}/items?outcome=${outcome}`)).items;

/** The clock goes on, slice after slice, until the job stands where it is expected. */
async function walk(id: string, ...states: ShownJob["state"][]): Promise<ShownJob> {
  for (let round = 0; round < 60; round += 1) {
    await world.settle();
    const job = await look(id);
    if (states.includes(job.state)) return job;
    await world.later(SLICE_MS + 6_000);
    await world.tillside.cron("* * * * *");
  }
  throw new Error(`the job stands at ${JSON.stringify(await look(id))}`);
}

test("a handful is resolved at once, says so in each ticket, and comes back whole unless somebody went on with it", async () => {
  const some = buyers.slice(0, 5);
  const before = await Promise.all(some.map(ticketOf));
  const job = await act(await idsOf(some), { do: "resolve" });
  expect(job).toMatchObject({ state: "done", counts: { total: 5, done: 5 }, can: { undo: { ok: true } } });
  expect((await Promise.all(some.map(ticketOf))).map(({ state }) => state)).toEqual([2, 2, 2, 2, 2]);
  const page = await agent.get<{ entries: { kind: string; name: string; byName: string; facts: object }[] }>(
    `/api/tickets/${before[0]?.id}`,
  );
  expect(page.entries.at(-1)).toMatchObject({ kind: "event", name: "resolved", byName: "Jonas Berg", facts: { bulk: job.id } });

  some[4]?.writes("And another thing");
  await world.admin.post(`/api/tickets/${before[3]?.id}/acts`, { do: "spam" });
  await world.settle();
  const undone = await decide(job.id, "undo");
  expect(undone).toMatchObject({ state: "undone", counts: { undone: 3, kept: 2 } });
  const after = await Promise.all(some.map(ticketOf));
  expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
  expect(after[3]?.state).toBe(3);
  expect((await items(job.id, "kept")).map(({ because }) => because?.code)).toEqual(["bulk-changed-since", "bulk-changed-since"]);
  await world.admin.post(`/api/tickets/${before[3]?.id}/acts`, { do: "reopen" });
});

test("the same click is one job; what changes nothing is said; others may neither see nor decide, admins may stop", async () => {
  const tickets = await idsOf(buyers.slice(0, 3));
  const order = { id: click(), of: { tickets }, wish: { do: "act", act: { do: "assign", assigneeId: agentId } } };
  const [one, other] = [await agent.post<ShownJob>("/api/bulk/jobs", order), await agent.post<ShownJob>("/api/bulk/jobs", order)];
  expect(other).toEqual(one);
  const again = await act(tickets, { do: "assign", assigneeId: agentId });
  expect(again.counts).toMatchObject({ done: 0, skipped: 3 });
  expect((await items(again.id, "skipped"))[0]?.because?.code).toBe("bulk-unchanged");
  const stranger = await world.agent("Nora West", [{ store, rights: ["read"] }]);
  expect((await refusal(look(one.id, stranger))).code).toBe("bulk-missing");
  expect((await refusal(act(tickets, { do: "resolve" }, stranger))).code).toBe("right-missing");
  expect((await refusal(decide(one.id, "undo", world.admin))).code).toBe("bulk-not-yours");
  expect((await refusal(act(tickets, { do: "link-order", orderId: "5770000000" }))).code).toBe("bulk-not-for-many");
  await decide(one.id, "undo");
  expect((await ticketOf(buyers[0] as Buyer)).assignee_id).toBe("");
  const audit = await world.rows<{ action: string }>("SELECT action FROM audit WHERE subject = ? ORDER BY id", one.id);
  expect(audit.map(({ action }) => action)).toEqual(["begin-bulk", "undo-bulk"]);
});

test("what one has read is marked for oneself alone, by whoever may only read, and goes back unless one has read on", async () => {
  const reader = await world.agent("Rita Reads", [{ store, rights: ["read"] }]);
  const tickets = await idsOf(buyers.slice(6, 10));
  const unread = (desk: Desk) =>
    Promise.all(tickets.map(async (id) => (await desk.get<{ unread: string | null }>(`/api/tickets/${id}`)).unread !== null));
  const mark = (read: boolean) => begin({ tickets }, { do: "mark", read }, reader);
  const marked = await mark(true);
  expect(marked).toMatchObject({ state: "done", counts: { done: 4 }, can: { undo: { ok: true } } });
  expect([await unread(reader), await unread(agent)]).toEqual([Array(4).fill(false), Array(4).fill(true)]);
  expect((await mark(true)).counts).toMatchObject({ done: 0, skipped: 4 });
  await reader.put(`/api/tickets/${tickets[0]}/read`, { heard: 0, read: false });
  expect((await decide(marked.id, "undo", reader)).counts).toMatchObject({ undone: 3, kept: 1 });
  expect(await unread(reader)).toEqual(Array(4).fill(true));
  expect((await mark(false)).counts).toMatchObject({ done: 0, skipped: 4 });
  await mark(true);
  const back = await mark(false);
  expect([back.counts.done, await unread(reader)]).toEqual([4, Array(4).fill(true)]);
  await decide(back.id, "undo", reader);
  expect(await unread(reader)).toEqual(Array(4).fill(false));
  const outside = await world.agent("Otto Outside", []);
  expect((await refusal(begin({ tickets }, { do: "mark", read: true }, outside))).code).toBe("ticket-missing");
});

test("labels, teams and people are put on many and come back, one row of a table each", async () => {
  const tickets = await idsOf(buyers.slice(10, 13));
  const { id: tagId } = await world.admin.post<{ id: string }>("/api/tags", { name: "Courier late", colour: "teal" });
  const { id: teamId } = await world.admin.post<{ id: string }>("/api/teams", { name: "Parcels", members: [agentId], stores: null });
  const facts = async () =>
    (await Promise.all(tickets.map((id) => agent.get<{ facts: object }>(`/api/tickets/${id}`)))).map((page) => page.facts);
  const table: [act: object, becomes: object, was: object][] = [
    [{ do: "tag", tagId }, { tags: [tagId] }, { tags: [] }],
    [{ do: "priority", priority: "urgent" }, { priority: "urgent" }, { priority: "normal" }],
    [{ do: "assign-team", teamId }, { teamId }, { teamId: "" }],
    [{ do: "assign", assigneeId: agentId }, { assigneeId: agentId }, { assigneeId: "" }],
    [{ do: "spam" }, { state: "spam" }, { state: "open" }],
  ];
  for (const [wanted, becomes, was] of table) {
    const job = await act(tickets, wanted);
    expect(job).toMatchObject({ state: "done", counts: { done: 3 } });
    expect(await facts()).toMatchObject(tickets.map(() => becomes));
    expect((await decide(job.id, "undo")).counts).toMatchObject({ undone: 3, kept: 0 });
    expect(await facts()).toMatchObject(tickets.map(() => was));
  }
  for (const wanted of ["unlink-order", "put-order-first"])
    expect((await refusal(act(tickets, { do: wanted, orderId: "5770000000" }))).code).toBe("bulk-not-for-many");
});

test("all that match are counted, named as of then, and snoozed; what comes later is left alone", async () => {
  const { count, more } = await agent.get<{ count: number; more: boolean }>("/api/bulk/matching?view=todo");
  // Whatever was spam and is none waits for nobody: it had been resolved before.
  expect({ count, more }).toEqual({ count: MANY - 1, more: false });
  const job = await begin({ filters }, { do: "act", act: { do: "snooze", until: world.now() + 3_600_000 } });
  // TikTok says seconds: who writes within the same one was there.
  await world.later(1_000);
  const [late] = await ask(1);
  const done = await walk(job.id, "done");
  expect(done.counts).toMatchObject({ total: count, done: count });
  expect((await ticketOf(late as Buyer)).state).toBe(0);
  await decide(job.id, "undo");
  expect((await walk(job.id, "undone")).counts).toMatchObject({ undone: count, kept: 0 });
  expect((await agent.get<{ count: number }>("/api/bulk/matching?view=todo")).count).toBe(MANY);
});

test("a priority with a promise of its own is taken back without what its clocks have recorded meanwhile", async () => {
  const [late, answered] = (await ask(2)) as [Buyer, Buyer];
  const tickets = await idsOf([late, answered]);
  const promise = async (overrides: object[]) => {
    const { stores } = await world.admin.get<PromisePage>("/api/sla");
    const { version } = stores.find((one) => one.id === store) ?? { version: 0 };
    const form = { firstMinutes: 720, nextMinutes: null, resolutionMinutes: 2_880, calendarId: null, version, overrides };
    await world.admin.put(`/api/stores/${store}/promise`, form);
    await world.until("every open ticket has been told", async () => (await world.rows("SELECT 1 FROM clock_walk")).length === 0);
  };
  const due = async (id = "") =>
    (await agent.get<{ due: Explained[] }>(`/api/tickets/${id}`)).due.map(({ kind, targetMinutes, pausedMs }) => [
      kind,
      targetMinutes,
      pausedMs,
    ]);
  await promise([{ label: "urgent", firstMinutes: 30, nextMinutes: null, resolutionMinutes: 600 }]);
  const job = await act(tickets, { do: "priority", priority: "urgent" });
  expect(await due(tickets[0])).toEqual([
    ["first", 30, 0],
    ["resolution", 600, 0],
  ]);
  await agent.post(`/api/tickets/${tickets[1]}/replies`, { id: click(), body: { type: "TEXT", text: "It ships today" } });
  await world.settle();
  await world.later(100 * 60_000);
  await world.tillside.cron("* * * * *");
  await world.settle();
  expect((await decide(job.id, "undo")).counts).toMatchObject({ undone: 2, kept: 0 });
  await world.settle();
  const breaches = await world.rows<{ kind: string; ticket_id: string }>("SELECT ticket_id, kind FROM sla_breach");
  expect(breaches).toEqual([{ ticket_id: tickets[0], kind: "first" }]);
  // Nobody waited for an answer while the other was with the buyer.
  answered.writes("And now?");
  await world.settle();
  const paused = (await due(tickets[1])).find(([kind]) => kind === "resolution")?.[2] as number;
  // TikTok tells of what was written by the second.
  expect(paused).toBeGreaterThan(100 * 60_000 - 1_000);
  expect(await due(tickets[0])).toEqual([
    ["first", 720, 0],
    ["resolution", 2_880, 0],
  ]);
  await promise([]);
});

test("a crowd is answered once each: checked before, slowly, without those somebody else answered", async () => {
  const open = buyers.slice(0, CROWD);
  const [closed, colleague, elsewhere] = [open[10], open[24], open[25]] as [Buyer, Buyer, Buyer];
  await world.admin.post(`/api/tickets/${(await ticketOf(closed)).id}/acts`, { do: "spam" });
  const text = "Hi {{buyer.nickname}}, the courier is late. We write as soon as it moves.";
  const job = await begin({ tickets: await idsOf(open) }, { do: "reply", text, perMinute: 120 });
  const ready = await walk(job.id, "ready");
  expect(ready.counts).toMatchObject({ total: CROWD, ready: CROWD - 1, skipped: 1 });
  expect((await items(job.id, "skipped")).map(({ because }) => because?.code)).toEqual(["ticket-spam"]);
  const { preview } = await agent.get<{ preview: { text: string; item: ShownItem } }>(`/api/bulk/jobs/${job.id}/preview`);
  expect(preview.text).toBe(`Hi ${preview.item.ticket?.buyer}, the courier is late. We write as soon as it moves.`);
  await world.settle();
  expect(open.flatMap(sent)).toEqual([]);

  // A colleague here and one in Seller Center are faster than the job.
  await world.admin.post(`/api/tickets/${(await ticketOf(colleague)).id}/replies`, {
    id: click(),
    body: { type: "TEXT", text: "It ships today" },
  });
  world.shop.typeInSellerCenter({ conversationId: elsewhere.conversationId, text: "Already on it", agentName: "Sam" });
  // The buyer asks again: that is no reason to leave them without an answer.
  open[27]?.writes("Hello??");
  await world.settle();
  await decide(job.id, "start");
  await world.settle();
  const early = await look(job.id);
  expect(early.counts.ready).toBeGreaterThan(0);
  await decide(job.id, "pause");
  const stood = open.flatMap(sent).length;
  await world.later(60_000);
  await world.tillside.cron("* * * * *");
  await world.settle();
  expect(open.flatMap(sent)).toHaveLength(stood);
  await decide(job.id, "resume");
  const over = await walk(job.id, "done");
  expect(over.counts).toMatchObject({ done: CROWD - 3, skipped: 3, failed: 0, leaving: 0 });
  const texts = open.map(sent);
  expect(texts.filter((one) => one.length === 1 && one[0]?.startsWith("Hi buyer"))).toHaveLength(CROWD - 3);
  expect(sent(colleague)).toEqual(["It ships today"]);
  expect(sent(closed)).toEqual([]);
  // Whoever writes to hundreds does not take them over.
  expect((await ticketOf(open[0] as Buyer)).assignee_id).toBe("");
});

test("whom the one who began it has answered meanwhile, by hand or by another job, is not answered a second time", async () => {
  const some = await ask(3);
  const tickets = await idsOf(some);
  const jobs = [
    await begin({ tickets }, { do: "reply", text: "The courier is late", perMinute: 120 }),
    await begin({ tickets: tickets.slice(1) }, { do: "reply", text: "The courier is on strike", perMinute: 120 }),
  ] as const;
  for (const job of jobs) await walk(job.id, "ready");
  await agent.post(`/api/tickets/${tickets[0]}/replies`, { id: click(), body: { type: "TEXT", text: "It ships today" } });
  await decide(jobs[1].id, "start");
  expect((await walk(jobs[1].id, "done")).counts).toMatchObject({ done: 2, skipped: 0 });
  await decide(jobs[0].id, "start");
  expect((await walk(jobs[0].id, "done")).counts).toMatchObject({ done: 0, skipped: 3 });
  expect((await items(jobs[0].id, "skipped")).map(({ because }) => because?.code)).toEqual(Array(3).fill("answered-meanwhile"));
  expect(some.map(sent)).toEqual([["It ships today"], ["The courier is on strike"], ["The courier is on strike"]]);
});

test("what TikTok refused is tried again when somebody says so, and only that; what cannot be filled in is left alone", async () => {
  const some = await ask(4);
  some[0]?.comesFrom(some[0].buys());
  some[0]?.writes("This one");
  await world.settle();
  const withOrder = await begin({ tickets: await idsOf(some) }, { do: "reply", text: "Order {{order.id}} is on its way", perMinute: 120 });
  expect((await walk(withOrder.id, "ready")).counts).toMatchObject({ ready: 1, skipped: 3 });
  expect((await items(withOrder.id, "skipped"))[0]?.because).toMatchObject({
    code: "placeholder-unfilled",
    facts: { placeholders: "{{order.id}}" },
  });
  await decide(withOrder.id, "stop");
  expect(some.flatMap(sent)).toEqual([]);

  const template = (text: string) => ({
    name: "Sorry",
    folder: "",
    tags: [],
    kind: "reply",
    shared: true,
    variants: [{ language: "en", text }],
    conditions: { stores: [], marketplaces: [], stages: [], hours: null },
    actions: [],
  });
  const { id: templateId } = await world.admin.post<{ id: string }>("/api/templates", template("Write to us on WhatsApp"));
  const job = await begin({ tickets: await idsOf(some) }, { do: "reply", templateId, perMinute: 120 });
  await walk(job.id, "ready");
  await decide(job.id, "start");
  expect((await walk(job.id, "done")).counts).toMatchObject({ done: 0, failed: 4 });
  expect((await items(job.id, "failed"))[0]?.because).toMatchObject({ code: "tiktok-refused", facts: { code: 45101006 } });
  await world.admin.put(`/api/templates/${templateId}`, { version: 1, template: template("We are sorry") });
  await decide(job.id, "retry");
  expect((await walk(job.id, "done")).counts).toMatchObject({ done: 4, failed: 0 });
  expect(some.map(sent)).toEqual(some.map(() => ["We are sorry"]));
  const [trouble] = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM ticket WHERE trouble IS NOT NULL");
  expect(trouble?.n).toBe(0);
});

test("a right taken meanwhile ends it, and a lost chain is taken up by the clock", async () => {
  const some = await ask(14);
  const job = await begin({ tickets: await idsOf(some) }, { do: "reply", text: "One moment", perMinute: 60 });
  await walk(job.id, "ready");
  await decide(job.id, "start");
  await world.settle();
  const said = some.flatMap(sent).length;
  expect(said).toBe(10);
  await world.admin.put(`/api/team/${agentId}/rights`, { rights: [{ store, rights: ["read"] }] });
  const over = await walk(job.id, "done");
  expect(over.counts).toMatchObject({ done: 10, skipped: 4 });
  expect((await items(job.id, "skipped"))[0]?.because?.code).toBe("right-missing");
  expect(some.flatMap(sent)).toHaveLength(said);
  const mine = await agent.get<{ jobs: ShownJob[]; seesAll: boolean }>("/api/bulk/jobs?all=1");
  expect(mine).toMatchObject({ jobs: [], seesAll: false });
  expect((await agent.get<{ jobs: ShownJob[] }>("/api/bulk/jobs")).jobs[0]?.id).toBe(job.id);
  expect((await world.admin.get<{ jobs: ShownJob[] }>("/api/bulk/jobs?all=1")).jobs[0]).toMatchObject({ id: job.id, by: "Jonas Berg" });
  expect((await world.admin.get<{ jobs: ShownJob[] }>("/api/bulk/jobs")).jobs).toEqual([]);
  expect((await agent.get<{ items: ShownItem[] }>(`/api/bulk/jobs/${job.id}/items`)).items[0]?.ticket?.buyer).toMatch(/^buyer/);
  const [recount] = await world.rows<{ n: number }>(
    "SELECT COUNT(*) AS n FROM bulk_job j WHERE total <> (SELECT COUNT(*) FROM bulk_item i WHERE i.job_id = j.id) OR done <> (SELECT COUNT(*) FROM bulk_item i WHERE i.job_id = j.id AND outcome = 'done')",
  );
  expect(recount?.n).toBe(0);
});
