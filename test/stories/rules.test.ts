// Rules at work: what a buyer writes pulls them, what they do stands in the ticket once, what they wrote is no person's answer, and whoever
// may not manage a store has no rule in it.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Entry } from "../../worker/timeline/entries.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Run {
  ticketId: string;
  cause: string;
  outcome: string;
  because: { field: string } | string | null;
  actions: { do: string; ok: boolean; code: string | null }[];
}
interface Trial {
  isDone: boolean;
  lookedAt: number;
  total: number;
  matched: number;
  found: { ticketId: string; matched: boolean; buyer: string; because: object | null }[];
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
let world: World;
let shop: Shop;
let store = "";
let count = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  await world.settle();
});
afterAll(() => world.close());

const newBuyer = () => new Buyer(world, shop, `buyer${++count}`);
const ticketOf = (buyer: Buyer) => currentTicket(world, buyer);
const entriesOf = async (id: string) => (await world.admin.get<{ entries: Entry[] }>(`/api/tickets/${id}`)).entries;
const causes = async () => world.rows("SELECT * FROM rule_cause");
const ruled = async () => {
  await world.settle();
  await world.until("the rules have looked", async () => (await causes()).length === 0);
  await world.settle();
};
const minuteRound = async () => {
  await world.tillside.cron("* * * * *");
  await ruled();
};
const rule = (form: object) => ({ kind: "rule", name: `Rule ${++count}`, stores: null, stops: false, quietMinutes: 0, ...form });
const says = (...values: string[]) => ({ all: [{ field: "message.text", is: "contains", values }] });
async function make(form: object, desk: Desk = world.admin): Promise<string> {
  const { id } = await desk.post<{ id: string }>("/api/rules", form);
  await desk.put(`/api/rules/${id}/on`, { on: true });
  return id;
}
const runsOf = async (id: string) => (await world.admin.get<{ runs: Run[] }>(`/api/rules/${id}/runs`)).runs;

test("without a rule at work nothing is named", async () => {
  newBuyer().writes("Hello?");
  await world.settle();
  expect(await causes()).toEqual([]);
  expect(world.log.filter((line) => line.job === "rules-due")).toEqual([]);
});

test("a rule that matches acts once in its own name; one that does not says why not; a job that comes again does nothing", async () => {
  const id = await make(
    rule({
      trigger: { on: "opened" },
      condition: says("refund"),
      actions: [
        { do: "note", text: "About money" },
        { do: "snooze", hours: 2 },
      ],
    }),
  );
  const [asking, other] = [newBuyer(), newBuyer()];
  asking.writes("I want a REFUND now");
  other.writes("Nice beanie");
  await ruled();
  const ticket = await ticketOf(asking);
  expect(ticket.state).toBe(1);
  const notes = async () => (await entriesOf(ticket.id)).filter((entry) => entry.kind === "note" || entry.kind === "event");
  expect(await notes()).toMatchObject([
    { kind: "note", text: "About money", by: id },
    { kind: "event", name: "snoozed", by: id },
  ]);
  const runs = await runsOf(id);
  expect(runs.find((run) => run.ticketId === ticket.id)).toMatchObject({
    outcome: "done",
    actions: [{ do: "note", ok: true }, { ok: true }],
  });
  const unmatched = runs.find((run) => run.outcome === "unmatched");
  expect(unmatched).toMatchObject({ because: { field: "message.text", found: "Nice beanie" } });
  // The same name once more, and once as if the rule had been cut off in the middle of its work.
  const cause = runs.find((run) => run.ticketId === ticket.id)?.cause;
  await world.rows("INSERT INTO rule_cause (ticket_id, cause, at) VALUES (?, ?, ?)", ticket.id, cause, world.now() - MINUTE);
  await minuteRound();
  await world.rows("UPDATE rule_run SET outcome = 'running' WHERE rule_id = ? AND ticket_id = ?", id, ticket.id);
  await world.rows("INSERT INTO rule_cause (ticket_id, cause, at) VALUES (?, ?, ?)", ticket.id, cause, world.now() - MINUTE);
  await minuteRound();
  expect(await notes()).toHaveLength(2);
  await world.admin.delete(`/api/rules/${id}`);
});

test("an auto-reply is sent once per buyer, counts as no answer, leaves the ticket to nobody, and does not stop an agent", async () => {
  const form = { kind: "auto-reply", name: "Evening", stores: [store], when: "always", from: null, until: null, buyerHours: 12 };
  const id = await make({ ...form, text: "Hello {{buyer.nickname}}, we write to you tomorrow morning." });
  const buyer = newBuyer();
  buyer.writes("Anybody there?");
  await ruled();
  await world.until("it is sent", () => world.shop.messages(buyer.conversationId).length === 2);
  await ruled();
  buyer.writes("Please!");
  await ruled();
  const sent = world.shop.messages(buyer.conversationId).map((message) => JSON.parse(message.content).content);
  expect(sent).toEqual(["Anybody there?", `Hello buyer${count}, we write to you tomorrow morning.`, "Please!"]);
  const ticket = await ticketOf(buyer);
  expect(ticket).toMatchObject({ state: 0, assignee_id: "" });
  expect(ticket.waiting_since).toBe((world.shop.messages(buyer.conversationId)[0]?.createTime ?? 0) * 1000);
  expect((await runsOf(id))[0]).toMatchObject({ outcome: "suppressed", because: "buyer-told" });
  const newest = (await world.admin.get<{ newest: number }>(`/api/tickets/${ticket.id}`)).newest;
  await world.admin.post(`/api/tickets/${ticket.id}/replies`, {
    id: "agent-click-1",
    body: { type: "TEXT", text: "Here I am" },
    seen: newest,
  });
  await ruled();
  expect((await ticketOf(buyer)).waiting_since).toBeNull();
  await world.admin.delete(`/api/rules/${id}`);
});

test("outside its dates an auto-reply is silent", async () => {
  const form = { kind: "auto-reply", name: "Holidays", stores: [store], when: "always", from: null, buyerHours: 12, text: "Back soon." };
  const id = await make({ ...form, until: world.now() - MINUTE });
  newBuyer().writes("Hello?");
  await ruled();
  expect((await runsOf(id))[0]).toMatchObject({ outcome: "suppressed", because: "over" });
  const backwards = { ...form, from: world.now() + MINUTE, until: world.now() };
  expect((await refusal(world.admin.post("/api/rules", backwards))).status).toBe(422);
  await world.admin.delete(`/api/rules/${id}`);
});

test("a rule's own act does not pull it again, another rule's may, in their order", async () => {
  const resolves = await make(rule({ trigger: { on: "reopened" }, condition: { all: [] }, actions: [{ do: "resolve" }] }));
  const reopens = await make(rule({ trigger: { on: "resolved" }, condition: { all: [] }, actions: [{ do: "reopen" }] }));
  const buyer = newBuyer();
  buyer.writes("Thanks");
  await world.settle();
  const { id } = await ticketOf(buyer);
  await world.admin.post(`/api/tickets/${id}/acts`, { do: "resolve" });
  await ruled();
  const outcomes = [...(await runsOf(resolves)), ...(await runsOf(reopens))];
  expect(outcomes.filter((run) => run.outcome === "done").length).toBeLessThanOrEqual(4);
  expect(outcomes.map((run) => run.because)).toContain("chain");
  for (const one of [resolves, reopens]) await world.admin.delete(`/api/rules/${one}`);
});

test("a buyer who waits for as long as a rule says pulls it, once; one who was answered does not", async () => {
  const id = await make(
    rule({ trigger: { on: "waiting", minutes: 30 }, condition: { all: [] }, actions: [{ do: "note", text: "Half an hour" }] }),
  );
  const [waits, answered] = [newBuyer(), newBuyer()];
  waits.writes("Where is it?");
  answered.writes("And mine?");
  await world.settle();
  await world.admin.post(`/api/tickets/${(await ticketOf(answered)).id}/replies`, {
    id: "answer-in-time",
    body: { type: "TEXT", text: "Soon" },
  });
  await world.settle();
  await minuteRound();
  expect(await runsOf(id)).toEqual([]);
  await world.later(31 * MINUTE);
  await minuteRound();
  await minuteRound();
  const runs = await runsOf(id);
  expect(runs.filter((run) => run.outcome === "done").map((run) => run.ticketId)).toContain((await ticketOf(waits)).id);
  expect(runs.map((run) => run.ticketId)).not.toContain((await ticketOf(answered)).id);
  const notes = (await entriesOf((await ticketOf(waits)).id)).filter((entry) => entry.kind === "note");
  expect(notes).toHaveLength(1);
  await world.admin.delete(`/api/rules/${id}`);
});

test("a job that comes late finds that the buyer was answered meanwhile, and leaves it at that", async () => {
  const id = await make(
    rule({ trigger: { on: "waiting", minutes: 60 }, condition: { all: [] }, actions: [{ do: "reply", text: "Sorry that you wait" }] }),
  );
  const buyer = newBuyer();
  buyer.writes("Anybody?");
  await world.settle();
  const { id: ticket, waiting_since: since } = await ticketOf(buyer);
  await world.admin.post(`/api/tickets/${ticket}/replies`, { id: "answer-before-it", body: { type: "TEXT", text: "Here I am" } });
  await world.settle();
  await world.rows(
    "INSERT INTO rule_cause (ticket_id, cause, at) VALUES (?, ?, ?)",
    ticket,
    `clock:${id}:waiting:${since}`,
    world.now() - MINUTE,
  );
  await minuteRound();
  expect(world.shop.messages(buyer.conversationId)).toHaveLength(2);
  expect((await runsOf(id)).filter((run) => run.ticketId === ticket)).toEqual([]);
  await world.admin.delete(`/api/rules/${id}`);
});

test("clocks that ran out before a rule began, or before a store was connected, write to nobody; those that run out later do", async () => {
  const form = rule({
    trigger: { on: "resolved-for", minutes: 3 * 1440 },
    condition: { all: [] },
    actions: [{ do: "reply", text: "All well?" }],
  });
  const [early, soon] = [newBuyer(), newBuyer()];
  for (const buyer of [early, soon]) buyer.writes("Thanks");
  await world.settle();
  const heard = (buyer: Buyer) => world.shop.messages(buyer.conversationId).length;
  const act = async (buyer: Buyer, what: object) => world.admin.post(`/api/tickets/${(await ticketOf(buyer)).id}/acts`, what);
  await act(early, { do: "resolve" });
  await world.later(4 * DAY);
  await act(soon, { do: "resolve" });
  const id = await make(form);
  await act(early, { do: "priority", priority: "high" });
  await act(soon, { do: "priority", priority: "high" });
  const old = openShop(world, "Elder");
  const past = new Buyer(world, old, "Long ago");
  past.writes("Thanks");
  await world.later(2 * DAY);
  await minuteRound();
  expect([early, soon].map(heard)).toEqual([1, 1]);
  await world.later(8 * DAY);
  await world.connect("US", "Elder", "Elder US");
  await world.settle();
  await minuteRound();
  await minuteRound();
  expect((await ticketOf(past)).state).toBe(2);
  expect([early, soon, past].map(heard)).toEqual([1, 2, 1]);
  await world.admin.delete(`/api/rules/${id}`);
});

test("an order that moves pulls a rule that asks where it came from", async () => {
  const was = (stage: string) => ({
    all: [
      { field: "order.was", is: "is", values: [stage] },
      { field: "order.stage", is: "is", values: ["ready_to_ship"] },
    ],
  });
  const action = [{ do: "note", text: "Moved" }];
  const fits = await make(rule({ trigger: { on: "order-moved" }, condition: was("on_hold"), actions: action }));
  const not = await make(rule({ trigger: { on: "order-moved" }, condition: was("shipped"), actions: action }));
  const buyer = newBuyer();
  const order = buyer.buys();
  await world.settle();
  buyer.comesFrom(order);
  buyer.writes("Please stop it");
  await world.settle();
  await world.later(61 * MINUTE);
  await world.settle();
  await world.until("it has moved", async () => (await causes()).length > 0);
  await world.later(MINUTE);
  await minuteRound();
  expect((await runsOf(fits))[0]?.outcome).toBe("done");
  expect((await runsOf(not))[0]).toMatchObject({ outcome: "unmatched", because: { field: "order.was", found: "on_hold" } });
  for (const one of [fits, not]) await world.admin.delete(`/api/rules/${one}`);
});

test("what cannot be done is said in the log, and the rest is done", async () => {
  const form = rule({ trigger: { on: "buyer-wrote" }, condition: says("tracking") });
  const note = { do: "note", text: "Asked for tracking" };
  const unknown = await refusal(world.admin.post("/api/rules", { ...form, actions: [{ do: "reply", text: "{{order.nonsense}}" }] }));
  expect(unknown.code).toBe("placeholder-unknown");
  const made = await make({ ...form, actions: [{ do: "reply", text: "It is {{order.id}}" }, note] });
  const buyer = newBuyer();
  buyer.writes("tracking please");
  await ruled();
  expect((await runsOf(made))[0]).toMatchObject({
    outcome: "failed",
    actions: [
      { do: "reply", ok: false, code: "placeholder-unfilled" },
      { do: "note", ok: true },
    ],
  });
  expect((await entriesOf((await ticketOf(buyer)).id)).some((entry) => entry.kind === "reply")).toBe(false);
  await world.admin.delete(`/api/rules/${made}`);
});

test("a rehearsal looks at the last tickets, says what would have happened, and changes nothing", async () => {
  const before = await world.rows("SELECT id, version FROM ticket ORDER BY number");
  const form = rule({ trigger: { on: "buyer-wrote" }, condition: says("refund"), actions: [{ do: "resolve" }] });
  const { id } = await world.admin.post<{ id: string }>("/api/rules/trials", form);
  let trial: Trial | null = null;
  await world.until("it is over", async () => {
    trial = await world.admin.get<Trial>(`/api/rules/trials/${id}`);
    return trial.isDone;
  });
  expect(trial).toMatchObject({ total: before.length, lookedAt: before.length, matched: 1 });
  await world.settle();
  expect(await world.rows("SELECT id, version FROM ticket ORDER BY number")).toEqual(before);
});

test("a rehearsal keeps nothing of a buyer, and shows and counts the tickets one may read at that moment", async () => {
  const manager = await world.agent("Rosa Rehearses", [{ store, rights: ["read", "manage"] }]);
  const [asking, other] = [newBuyer(), newBuyer()];
  const [name, otherName] = [`buyer${count - 1}`, `buyer${count}`];
  asking.writes("A rehearsed question");
  other.writes("Words nobody rehearsed");
  await world.settle();
  const form = rule({ stores: [store], trigger: { on: "buyer-wrote" }, condition: says("question"), actions: [{ do: "resolve" }] });
  const { id } = await manager.post<{ id: string }>("/api/rules/trials", form);
  const open = () => manager.get<Trial>(`/api/rules/trials/${id}`);
  await world.until("it is over", async () => (await open()).isDone);
  const [first, second] = [await ticketOf(asking), await ticketOf(other)];
  const { found, matched } = await open();
  expect(matched).toBe(1);
  expect(found.find((one) => one.ticketId === first.id)).toMatchObject({ matched: true, buyer: name, storeId: store });
  const unmet = found.find((one) => one.ticketId === second.id);
  expect(unmet).toMatchObject({ matched: false, buyer: otherName });
  expect(unmet?.because).toEqual({ field: "message.text", is: "contains", values: ["question"] });
  const [kept] = await world.rows<{ found: string }>("SELECT found FROM rule_trial WHERE id = ?", id);
  expect(kept?.found).not.toMatch(/buyer\d|nobody rehearsed/);
  await world.rows("UPDATE ticket SET buyer_name = '' WHERE id = ?", first.id);
  expect((await open()).found[0]).toMatchObject({ ticketId: first.id, buyer: "" });
  await world.rows("UPDATE ticket SET buyer_name = ? WHERE id = ?", name, first.id);
  await world.rows("DELETE FROM store_right WHERE user_id = (SELECT id FROM user WHERE name = 'Rosa Rehearses')");
  expect(await open()).toMatchObject({ isDone: true, matched: 0, found: [] });
});

test("whoever manages a store has rules in it alone; every change is recorded", async () => {
  const manager = await world.agent("Mia Manager", [{ store, rights: ["read", "manage"] }]);
  const form = rule({ trigger: { on: "buyer-wrote" }, condition: says("xyz"), actions: [{ do: "resolve" }] });
  expect((await refusal(manager.post("/api/rules", form))).code).toBe("rule-every-store");
  const id = await make({ ...form, stores: [store] }, manager);
  const everyones = await make(form);
  const { rules } = await manager.get<{ rules: { id: string; version: number }[] }>("/api/rules");
  expect(rules.map((one) => one.id)).toEqual([id]);
  expect((await refusal(manager.delete(`/api/rules/${everyones}`))).status).toBe(404);
  const version = rules[0]?.version ?? 0;
  await manager.put(`/api/rules/${id}`, { version, form: { ...form, stores: [store], name: "Renamed" } });
  expect((await refusal(manager.put(`/api/rules/${id}`, { version, form: { ...form, stores: [store] } }))).code).toBe(
    "rule-changed-meanwhile",
  );
  const audit = await world.rows<{ action: string; before: string | null; after: string }>(
    "SELECT * FROM audit WHERE subject = ? ORDER BY id",
    id,
  );
  expect(audit.map((row) => row.action)).toEqual(["create-rule", "switch-rule-on", "change-rule"]);
  expect(JSON.parse(audit[2]?.after ?? "{}").name).toBe("Renamed");
  await world.admin.put("/api/rules/order", { ids: [everyones, id] });
  expect((await world.admin.get<{ rules: { id: string }[] }>("/api/rules")).rules.map((one) => one.id)).toEqual([everyones, id]);
  for (const one of [id, everyones]) await world.admin.delete(`/api/rules/${one}`);
});
