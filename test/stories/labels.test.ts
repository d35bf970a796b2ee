// Labels on tickets: tags a team makes for itself and a priority, lists and promises that go by them, rules that listen to them, tags that
// become others, and buyers nobody listens to.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TagsPage } from "../../worker/labels/list.ts";
import type { TicketSummary } from "../../worker/mailbox/list.ts";
import type { Explained } from "../../worker/sla/clocks.ts";
import type { PromisePage } from "../../worker/sla/list.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Page {
  facts: { tags: string[]; priority: string; state: string };
  entries: Entry[];
  due: Explained[];
  blocked: { reason: string } | null;
}

const MINUTE = 60_000;
let world: World;
let shop: Shop;
let store = "";
let agent: Desk;
let reader: Desk;
let count = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  agent = await world.agent("Ben Agent", [{ store, rights: ["read", "reply"] }]);
  reader = await world.agent("Rita Reader", [{ store, rights: ["read"] }]);
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  await world.settle();
});
afterAll(() => world.close());

async function newTicket(text = "Where is my parcel?"): Promise<{ buyer: Buyer; id: string }> {
  // TikTok tells time in whole seconds, and a list goes by it.
  await world.later(1_000);
  const buyer = new Buyer(world, shop, `buyer${++count}`);
  buyer.writes(text);
  await world.settle();
  return { buyer, id: await currentOf(buyer) };
}
const currentOf = async (buyer: Buyer) => (await currentTicket(world, buyer)).id;
const makeTag = async (name: string, desk: Desk = world.admin) =>
  (await desk.post<{ id: string }>("/api/tags", { name, colour: "teal" })).id;
const act = (id: string, what: object, desk: Desk = agent) => desk.post(`/api/tickets/${id}/acts`, what);
const open = (id: string) => world.admin.get<Page>(`/api/tickets/${id}`);
const events = async (id: string) =>
  (await open(id)).entries.flatMap((entry) => (entry.kind === "event" && !entry.name.startsWith("clock") ? [entry] : []));
const list = async (asked: string, desk: Desk = agent) => (await desk.get<{ rows: TicketSummary[] }>(`/api/tickets?${asked}`)).rows;
const ids = (rows: { id: string }[]) => rows.map((row) => row.id);
const tags = (desk: Desk = world.admin) => desk.get<TagsPage>("/api/tags");
const recount = () =>
  world.rows<{ id: string; uses: number; borne: number }>(
    "SELECT t.id, t.uses, (SELECT COUNT(*) FROM ticket_label l WHERE l.label = t.id) AS borne FROM tag t",
  );

test("admins make tags, agents only where they may; a name is one tag, however it is written; every change is recorded", async () => {
  const refund = await makeTag("Refund");
  expect((await refusal(makeTag("  refund\u200b "))).code).toBe("tag-name-taken");
  expect((await refusal(makeTag("Faulty", agent))).code).toBe("tags-by-admins");
  expect((await tags(agent)).can.create).toEqual({ ok: false, because: { code: "tags-by-admins", facts: {} } });
  await world.admin.put("/api/tags/setting", { agentsCreate: true });
  const faulty = await makeTag("Faulty", agent);
  await world.admin.put("/api/tags/setting", { agentsCreate: false });
  const version = (await tags()).tags.find((tag) => tag.id === faulty)?.version;
  await world.admin.put(`/api/tags/${faulty}`, { version, tag: { name: "Broken", colour: "rose" } });
  const again = world.admin.put(`/api/tags/${faulty}`, { version, tag: { name: "Torn", colour: "rose" } });
  expect((await refusal(again)).code).toBe("tag-changed-meanwhile");
  expect((await tags()).tags.map(({ id, name, colour, uses }) => [id, name, colour, uses])).toEqual([
    [faulty, "Broken", "rose", 0],
    [refund, "Refund", "teal", 0],
  ]);
  expect((await tags(agent)).tags.map((tag) => tag.uses)).toEqual([null, null]);
  const audit = await world.rows<{ action: string; before: string }>(
    "SELECT action, before FROM audit WHERE subject = ? ORDER BY id",
    faulty,
  );
  expect(audit.map((row) => row.action)).toEqual(["create-tag", "change-tag"]);
  expect(JSON.parse(audit[1]?.before ?? "")).toEqual({ name: "Faulty", colour: "teal" });
});

test("a tag stands in the row, in the ticket and in its timeline; a list by it is in the list's own order, within stores and states", async () => {
  const tag = await makeTag("Wholesale");
  const [one, two, other] = [await newTicket(), await newTicket(), await newTicket()];
  for (const { id } of [two, one]) await act(id, { do: "tag", tagId: tag });
  await act(one.id, { do: "tag", tagId: tag });
  expect((await refusal(act(other.id, { do: "tag", tagId: tag }, reader))).status).toBe(403);
  expect((await refusal(act(other.id, { do: "tag", tagId: "tag_none" }))).code).toBe("tag-missing");
  const rows = await list(`view=todo&tag=${tag}`);
  expect(ids(rows)).toEqual([one.id, two.id]);
  expect(rows[0]?.tags).toEqual([tag]);
  expect(ids(await list(`view=todo&tag=${tag}&stores=${store}&assignee=nobody`))).toEqual([one.id, two.id]);
  expect((await events(one.id)).map(({ name, facts }) => [name, facts.tag])).toEqual([["tagged", "Wholesale"]]);
  await act(two.id, { do: "resolve" });
  expect(ids(await list(`view=todo&tag=${tag}`))).toEqual([one.id]);
  expect(ids(await list(`view=resolved&tag=${tag}`))).toEqual([two.id]);
  const { id: view } = await world.admin.post<{ id: string }>("/api/views", {
    name: "Wholesale",
    shared: true,
    filters: { view: "todo", stores: null, market: null, assignee: null, due: null, tag, priority: null },
  });
  const { counts } = await agent.get<{ counts: { id: string; count: number }[] }>("/api/views/counts");
  expect(counts.find((counted) => counted.id === view)?.count).toBe(1);
  await act(one.id, { do: "untag", tagId: tag });
  expect(await list(`view=todo&tag=${tag}`)).toEqual([]);
  expect((await recount()).filter(({ uses, borne }) => uses !== borne)).toEqual([]);
  await world.admin.put(`/api/tags/${tag}/archived`, { archived: true });
  expect((await refusal(act(one.id, { do: "tag", tagId: tag }))).code).toBe("tag-archived");
});

test("urgent tickets are found by their priority and keep the order of what is due", async () => {
  const [first, second] = [await newTicket(), await newTicket()];
  await act(second.id, { do: "priority", priority: "urgent" });
  await act(first.id, { do: "priority", priority: "urgent" });
  expect(ids(await list("view=todo&priority=urgent"))).toEqual([first.id, second.id]);
  expect(ids(await list("view=todo&priority=normal"))).not.toContain(first.id);
  await act(first.id, { do: "priority", priority: "normal" });
  expect(ids(await list("view=todo&priority=urgent"))).toEqual([second.id]);
  expect(ids(await list("view=todo&priority=normal"))).toContain(first.id);
  const found = await agent.get<{ rows: { id: string }[] }>("/api/tickets/search?q=parcel&priority=urgent");
  expect(ids(found.rows)).toEqual([second.id]);
  expect((await events(first.id)).map(({ facts }) => [facts.from, facts.to])).toEqual([
    ["normal", "urgent"],
    ["urgent", "normal"],
  ]);
});

test("a rule listens to a tag, puts others on, takes them off and sets the priority; a macro does as much", async () => {
  const [vip, seen, plain] = [await makeTag("Influencer"), await makeTag("Seen"), await makeTag("Plain")];
  const { id: rule } = await world.admin.post<{ id: string }>("/api/rules", {
    kind: "rule",
    name: "Influencers first",
    stores: null,
    stops: false,
    quietMinutes: 0,
    trigger: { on: "tagged" },
    condition: {
      all: [
        { field: "ticket.tagged", is: "is", values: [vip] },
        { field: "ticket.tags", is: "has-not", values: [seen] },
        { field: "ticket.priority", is: "is", values: ["normal", "low"] },
      ],
    },
    actions: [
      { do: "priority", priority: "high" },
      { do: "tag", tagId: seen },
      { do: "untag", tagId: plain },
    ],
  });
  await world.admin.put(`/api/rules/${rule}/on`, { on: true });
  const { id } = await newTicket();
  await act(id, { do: "tag", tagId: plain });
  await act(id, { do: "tag", tagId: vip });
  await world.until("the rule has acted", async () => (await open(id)).facts.priority === "high");
  await world.until("it is done", async () => (await world.rows("SELECT 1 FROM rule_cause")).length === 0);
  expect((await open(id)).facts.tags).toEqual([vip, seen]);
  await world.admin.delete(`/api/rules/${rule}`);
  const { id: template } = await world.admin.post<{ id: string }>("/api/templates", {
    name: "Not an influencer",
    folder: "",
    tags: [],
    kind: "reply",
    shared: true,
    variants: [{ language: "en", text: "" }],
    conditions: { stores: [], marketplaces: [], stages: [], hours: null },
    actions: [
      { do: "untag", tagId: vip },
      { do: "priority", priority: "low" },
      { do: "tag", tagId: plain },
    ],
  });
  await agent.post(`/api/tickets/${id}/macros`, { templateId: template, id: "labels-macro-1" });
  expect((await open(id)).facts).toMatchObject({ tags: [seen, plain], priority: "low" });
});

test("a priority or a tag asks for a promise of its own, the shortest holds, the ticket says which, and a changed one reaches open tickets", async () => {
  const vip = await makeTag("VIP");
  const promise = async (overrides: object[]) => {
    const { stores } = await world.admin.get<PromisePage>("/api/sla");
    const version = stores.find((one) => one.id === store)?.version;
    const all = { firstMinutes: 720, nextMinutes: null, resolutionMinutes: null, calendarId: null, version, overrides };
    await world.admin.put(`/api/stores/${store}/promise`, all);
    await world.until("every open ticket has been told", async () => (await world.rows("SELECT 1 FROM clock_walk")).length === 0);
  };
  const of = (label: string, firstMinutes: number | null) => ({ label, firstMinutes, nextMinutes: null, resolutionMinutes: null });
  const { id } = await newTicket();
  const due = async () => (await open(id)).due.map((clock) => [clock.kind, clock.targetMinutes, clock.by ?? null]);
  await act(id, { do: "priority", priority: "low" });
  await promise([of("low", 1_440), of(vip, 60)]);
  expect(await due()).toEqual([["first", 1_440, "low"]]);
  await act(id, { do: "tag", tagId: vip });
  expect(await due()).toEqual([["first", 60, vip]]);
  const [row] = await world.rows<{ due_at: number; waiting_since: number }>("SELECT due_at, waiting_since FROM ticket WHERE id = ?", id);
  expect(row?.due_at).toBe((row?.waiting_since ?? 0) + 60 * MINUTE);
  await promise([of(vip, 30)]);
  expect(await due()).toEqual([["first", 30, vip]]);
  await act(id, { do: "untag", tagId: vip });
  expect(await due()).toEqual([["first", 720, null]]);
  const version = (await world.admin.get<PromisePage>("/api/sla")).stores[0]?.version;
  const wrong = {
    firstMinutes: 60,
    nextMinutes: null,
    resolutionMinutes: null,
    calendarId: null,
    version,
    overrides: [of("tag_none", 30)],
  };
  expect((await refusal(world.admin.put(`/api/stores/${store}/promise`, wrong))).code).toBe("tag-missing");
  expect((await refusal(world.admin.put(`/api/stores/${store}/promise`, { ...wrong, overrides: [of("high", null)] }))).status).toBe(422);
});

test("a tag that becomes another: tickets, rules, views and promises name that one, and the walk is found again though its job was lost", async () => {
  const [from, into] = [await makeTag("Refunds"), await makeTag("Money back")];
  const [both, one] = [await newTicket(), await newTicket()];
  for (const tagId of [from, into]) await act(both.id, { do: "tag", tagId });
  await act(one.id, { do: "tag", tagId: from });
  const { id: rule } = await world.admin.post<{ id: string }>("/api/rules", {
    kind: "rule",
    name: "Money",
    stores: null,
    stops: false,
    quietMinutes: 0,
    trigger: { on: "tagged" },
    condition: { all: [{ field: "ticket.tags", is: "has", values: [from] }] },
    actions: [{ do: "tag", tagId: from }],
  });
  expect((await refusal(world.admin.post(`/api/tags/${from}/merge`, { into: from }))).code).toBe("tag-merge-target");
  await world.admin.post(`/api/tags/${from}/merge`, { into });
  await world.until("the walk is over", async () => (await world.rows("SELECT 1 FROM tag_walk")).length === 0);
  expect((await open(both.id)).facts.tags).toEqual([into]);
  expect((await open(one.id)).facts.tags).toEqual([into]);
  expect(ids(await list(`view=todo&tag=${into}`))).toEqual([both.id, one.id]);
  const [kept] = await world.rows<{ body: string }>("SELECT body FROM rule WHERE id = ?", rule);
  expect(kept?.body).not.toContain(from);
  expect(kept?.body).toContain(into);
  await world.admin.delete(`/api/rules/${rule}`);
  // Whoever still means the old one puts on what it became.
  const { id } = await newTicket();
  await act(id, { do: "tag", tagId: from });
  expect((await open(id)).facts.tags).toEqual([into]);
  expect((await recount()).filter(({ uses, borne }) => uses !== borne)).toEqual([]);
  await world.rows("INSERT INTO tag_walk (tag_id) VALUES (?)", from);
  await world.tillside.cron("* * * * *");
  await world.until("the walk is over again", async () => (await world.rows("SELECT 1 FROM tag_walk")).length === 0);
});

test("what a blocked buyer writes is kept as spam: found, with no clock, no rule and no scored chat; unblocked, it waits again", async () => {
  const { buyer, id } = await newTicket("You will regret this");
  const place = `/api/tickets/${id}`;
  expect((await refusal(reader.post(`${place}/block`, { reason: "Threats" }))).status).toBe(403);
  await agent.post(`${place}/block`, { reason: "Threats" });
  expect(await open(id)).toMatchObject({ facts: { state: "spam" }, due: [], blocked: { reason: "Threats" } });
  const { id: rule } = await world.admin.post<{ id: string }>("/api/rules", {
    kind: "rule",
    name: "Any",
    stores: null,
    stops: false,
    quietMinutes: 0,
    trigger: { on: "buyer-wrote" },
    condition: { all: [] },
    actions: [{ do: "note", text: "Heard" }],
  });
  await world.admin.put(`/api/rules/${rule}/on`, { on: true });
  const chats = await world.rows("SELECT * FROM scored_chat");
  buyer.writes("Blockedword again");
  await world.settle();
  expect(await open(await currentOf(buyer))).toMatchObject({ facts: { state: "spam" }, due: [] });
  expect(ids((await agent.get<{ rows: { id: string }[] }>("/api/tickets/search?q=blockedword")).rows)).toEqual([id]);
  expect(await world.rows("SELECT * FROM scored_chat")).toEqual(chats);
  expect((await open(id)).entries.some((entry) => entry.kind === "note")).toBe(false);
  await world.admin.delete(`/api/rules/${rule}`);
  const listed = `/api/stores/${store}/blocked-buyers`;
  const { blocked } = await reader.get<{ blocked: { buyerId: string; name: string; by: string }[] }>(listed);
  expect(blocked).toMatchObject([{ name: `buyer${count}`, by: "Ben Agent", reason: "Threats" }]);
  await agent.delete(`${listed}/${blocked[0]?.buyerId}`);
  expect(await open(id)).toMatchObject({ facts: { state: "open" }, due: [{ kind: "first" }], blocked: null });
  expect((await events(id)).map((event) => event.name)).toEqual(["blocked", "unblocked"]);
  expect((await refusal(agent.delete(`${listed}/${blocked[0]?.buyerId}`))).code).toBe("buyer-not-blocked");
  const audit = await world.rows<{ action: string }>("SELECT action FROM audit WHERE action LIKE '%block-buyer' ORDER BY id");
  expect(audit.map((row) => row.action)).toEqual(["block-buyer", "unblock-buyer"]);
});

test("a ticket that was done stays done when its buyer is blocked; what comes later opens another, as spam", async () => {
  const { buyer, id } = await newTicket("Thanks");
  await act(id, { do: "resolve" });
  await agent.post(`/api/tickets/${id}/block`, { reason: "Spam links" });
  expect((await open(id)).facts.state).toBe("resolved");
  buyer.writes("Buy followers at example dot net");
  await world.settle();
  const later = await currentOf(buyer);
  expect(later).not.toBe(id);
  expect((await open(id)).facts.state).toBe("resolved");
  expect((await open(later)).facts.state).toBe("spam");
  expect(await world.rows("SELECT 1 FROM scored_chat WHERE ticket_id = ?", later)).toEqual([]);
});
