// Teams and whose turn it is: tickets go to those who are here, may reply and have room, one after the other and none twice; whoever goes away
// gives theirs back; and being in a team shows nobody anything they may not see.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Job } from "../../worker/jobs.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { createStore, openWorld, type World } from "./world.ts";

let world: World;
let shop: Shop;

let store = "";
let ben: Desk;
let mia: Desk;
let vera: Desk;
const ids: Record<string, string> = {};

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  const worker = [{ store, rights: ["read", "reply"] }];
  ben = await world.agent("Ben Agent", worker);
  mia = await world.agent("Mia Agent", worker);
  vera = await world.agent("Vera Viewer", [{ store, rights: ["read"] }]);
  for (const { id, name } of await world.rows<{ id: string; name: string }>("SELECT id, name FROM user"))
    ids[name.split(" ")[0] ?? ""] = id;
  await world.settle();
});
afterAll(() => world.close());

test("a team has a name of its own, members and stores; it is listed for whoever sees one of its stores, and goes with its name kept", async () => {
  const form = { name: "Returns", members: [ids.Ben, ids.Mia, "usr_nobody"], stores: [store] };
  const { id } = await world.admin.post<{ id: string }>("/api/teams", form);
  expect(await refusal(world.admin.post("/api/teams", { ...form, name: "returns" }))).toMatchObject({ code: "team-name-taken" });
  const teams = async (desk: Desk) => (await desk.get<{ teams: object[] }>("/api/teams")).teams;
  expect(await teams(ben)).toEqual([{ id, name: "Returns", mine: true, gone: false, stores: [store] }]);
  expect(await teams(vera)).toEqual([{ id, name: "Returns", mine: false, gone: false, stores: [store] }]);
  expect(await teams(await world.agent("Otto Outside", []))).toEqual([]);
  const change = { version: 1, team: { ...form, name: "Refunds", stores: null } };
  await world.admin.put(`/api/teams/${id}`, change);
  expect(await refusal(world.admin.put(`/api/teams/${id}`, change))).toMatchObject({ code: "team-changed-meanwhile" });
  await world.admin.delete(`/api/teams/${id}`);
  expect(await teams(mia)).toEqual([{ id, name: "Refunds", mine: false, gone: true, stores: [store] }]);
  expect(await refusal(world.admin.delete(`/api/teams/${id}`))).toMatchObject({ status: 404, code: "team-missing" });
  const { rows } = await world.admin.get<{ rows: { action: string }[] }>(`/api/audit?subject=${id}`);
  expect(rows.map((row) => row.action)).toEqual(["delete-team", "change-team", "create-team"]);
});

interface Ticket {
  id: string;
  assignee_id: string;
  team_id: string;
  state: number;
}

let count = 0;
const MINUTE = 60_000;
const ticketOf = (buyer: Buyer) => currentTicket(world, buyer);
const eventsOf = async (id: string) =>
  (await world.admin.get<{ entries: Entry[] }>(`/api/tickets/${id}`)).entries.filter((entry) => entry.kind === "event");
const line = () => world.rows<{ placed: number; pool: string }>("SELECT * FROM ticket_wait");
/** Until whoever can be served is, and the team of those who cannot sees them. */
const dealt = async () => {
  await world.settle();
  await world.until("turns are given", async () => (await line()).every((row) => row.placed === 1 || row.pool.startsWith("*")));
};
const minuteRound = async () => {
  await world.tillside.cron("* * * * *");
  await dealt();
};
/** So many buyers at the same moment; their tickets, once everything is quiet. */
async function ask(many: number): Promise<Buyer[]> {
  const buyers = Array.from({ length: many }, () => new Buyer(world, shop, `buyer${++count}`));
  for (const buyer of buyers) buyer.writes("Hello?");
  await dealt();
  return buyers;
}
const sorted = (...some: (string | undefined)[]) => some.map(String).sort((one, other) => one.localeCompare(other));
const owners = async (buyers: Buyer[]) => sorted(...(await Promise.all(buyers.map(ticketOf))).map((ticket) => ticket.assignee_id));
async function dealTo(to: string): Promise<void> {
  const { store: kept } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${store}`);
  await world.admin.patch(`/api/stores/${store}`, { version: kept.version, change: { dealTo: to } });
}
const open = async (desk: Desk) => (await desk.get<{ open: number }>("/api/at-work")).open;
/** Nobody has anything and everybody is here, with no cap. */
async function clearDesk(): Promise<void> {
  await dealTo("");
  for (const { id } of await world.rows<Ticket>("SELECT id FROM ticket WHERE state = 0"))
    await world.admin.post(`/api/tickets/${id}/acts`, { do: "resolve" });
  for (const desk of [ben, mia, world.admin]) await desk.put("/api/at-work", { away: false });
  for (const id of [ids.Ben, ids.Mia, ids.Ana]) await world.admin.put(`/api/team/${id}/cap`, { cap: null });
  await world.settle();
}
let team = "";

test("a ticket goes to a team and a person; a team only where it works; the list, a kept view and search narrow to it", async () => {
  ({ id: team } = await world.admin.post<{ id: string }>("/api/teams", { name: "Front", members: [ids.Ben, ids.Mia], stores: [store] }));
  const { id: other } = await world.admin.post<{ id: string }>("/api/teams", {
    name: "Elsewhere",
    members: [ids.Ben],
    stores: [await createStore(world.admin, "US", "Northwind")],
  });
  const [first, second] = (await ask(2)) as [Buyer, Buyer];
  const { id } = await ticketOf(first);
  expect(await refusal(ben.post(`/api/tickets/${id}/acts`, { do: "assign-team", teamId: other }))).toMatchObject({ code: "team-unknown" });
  await ben.post(`/api/tickets/${id}/acts`, { do: "assign-team", teamId: team });
  await ben.post(`/api/tickets/${id}/acts`, { do: "assign", assigneeId: ids.Mia });
  expect(await ticketOf(first)).toMatchObject({ team_id: team, assignee_id: ids.Mia });
  expect(await eventsOf(id)).toMatchObject([{ name: "team-assigned", facts: { team: "Front" } }, { name: "assigned" }]);
  const idsIn = async (desk: Desk, query: string) =>
    (await desk.get<{ rows: Ticket[] }>(`/api/tickets?view=todo&${query}`)).rows.map((row) => row.id);
  expect(await idsIn(ben, `team=${team}`)).toEqual([id]);
  expect(await idsIn(ben, `team=${team}&assignee=me`)).toEqual([]);
  expect(await idsIn(mia, `team=${team}&assignee=me&stores=${store}`)).toEqual([id]);
  const found = await ben.get<{ rows: Ticket[] }>(`/api/tickets/search?q=hello&team=${team}`);
  expect(found.rows.map((row) => row.id)).toEqual([id]);
  const filters = { view: "todo", stores: null, market: null, assignee: null, team, due: null };
  await ben.post("/api/views", { name: "Front", filters, shared: false });
  expect(await ben.get("/api/views/counts")).toMatchObject({ counts: [{ count: 1 }] });
  await ben.post(`/api/tickets/${id}/acts`, { do: "assign-team", teamId: "" });
  expect(await ticketOf(first)).toMatchObject({ team_id: "", assignee_id: ids.Mia });
  expect((await ticketOf(second)).team_id).toBe("");
});

test("whoever loses the right to a store sees nothing of it through the team", async () => {
  const leaver = await world.agent("Lea Leaving", [{ store, rights: ["read", "reply"] }]);
  const { person } = await leaver.get<{ person: { id: string } }>("/api/me");
  const form = { name: "Night", members: [person.id], stores: [store] };
  const { id: night } = await world.admin.post<{ id: string }>("/api/teams", form);
  const [buyer] = (await ask(1)) as [Buyer];
  const { id } = await ticketOf(buyer);
  await world.admin.post(`/api/tickets/${id}/acts`, { do: "assign-team", teamId: night });
  const rows = async () => (await leaver.get<{ rows: Ticket[] }>(`/api/tickets?view=todo&team=${night}`)).rows;
  expect(await rows()).toHaveLength(1);
  await world.admin.put(`/api/team/${person.id}/rights`, { rights: [] });
  expect(await rows()).toEqual([]);
  expect(await refusal(leaver.get(`/api/tickets/${id}`))).toMatchObject({ status: 404 });
  // Nor are they given any: of this team nobody is left who may reply.
  await dealTo(night);
  const [asking] = (await ask(1)) as [Buyer];
  expect(await ticketOf(asking)).toMatchObject({ assignee_id: "", team_id: night });
  await world.admin.delete(`/api/teams/${night}`);
  expect((await world.admin.get<{ store: { deal_to: string } }>(`/api/stores/${store}`)).store.deal_to).toBe("");
  await world.tillside.cron("* * * * *");
  await world.until("nobody stands in the line of a team that is gone", async () => (await line()).length === 0);
});

test("tickets that come at once go round those who are here and may reply, each to one person; a job that comes again gives nothing", async () => {
  await clearDesk();
  await dealTo(team);
  const buyers = await ask(6);
  expect(await owners(buyers)).toEqual(sorted(ids.Ben, ids.Ben, ids.Ben, ids.Mia, ids.Mia, ids.Mia));
  expect(await line()).toEqual([]);
  const [first] = buyers as [Buyer];
  const ticket = await ticketOf(first);
  expect(ticket.team_id).toBe(team);
  expect(await eventsOf(ticket.id)).toMatchObject([{ name: "dealt", by: null, facts: { team: "Front" } }]);
  const jobs = world.log.filter((entry) => entry.job === "deal-tickets").length;
  const live = await world.tillside.miniflare.getQueueProducer<Job>("LIVE");
  for (let again = 0; again < 2; again += 1) await live.send({ do: "deal-tickets", pool: `${team}:${store}` });
  await world.until("it came again", () => world.log.filter((entry) => entry.job === "deal-tickets").length > jobs);
  expect(await owners(buyers)).toHaveLength(6);
  expect(await eventsOf(ticket.id)).toHaveLength(1);
});

test("a deal that was cut off after somebody's turn was written down is finished for the same person, once", async () => {
  await clearDesk();
  const [buyer] = (await ask(1)) as [Buyer];
  const { id } = await ticketOf(buyer);
  await world.rows(
    "INSERT INTO ticket_wait (ticket_id, pool, since, step, person_id) VALUES (?, ?, 1, 'deal-cut', ?)",
    id,
    `${team}:${store}`,
    ids.Mia,
  );
  await minuteRound();
  expect((await ticketOf(buyer)).assignee_id).toBe(ids.Mia);
  // What a person decided since is not undone by a name that comes late.
  await mia.post(`/api/tickets/${id}/acts`, { do: "assign", assigneeId: "" });
  await world.rows("INSERT INTO ticket_wait (ticket_id, pool, since, step) VALUES (?, ?, 1, 'deal-cut')", id, `${team}:${store}`);
  await minuteRound();
  expect((await ticketOf(buyer)).assignee_id).toBe("");
  expect(await line()).toEqual([]);
});

test("nobody gets more than their cap; what is left stands with the team and goes to whoever is free again", async () => {
  await clearDesk();
  await dealTo(team);
  await world.admin.put(`/api/team/${ids.Ben}/cap`, { cap: 1 });
  await world.admin.put(`/api/team/${ids.Mia}/cap`, { cap: 2 });
  const buyers = await ask(5);
  expect(await owners(buyers)).toEqual(sorted("", "", ids.Ben, ids.Mia, ids.Mia));
  expect(await Promise.all(buyers.map(async (buyer) => (await ticketOf(buyer)).team_id))).toEqual(Array(5).fill(team));
  expect(await line()).toHaveLength(2);
  const takers = await ben.get<{ colleagues: { name: string; open: number; cap: number | null }[] }>(`/api/stores/${store}/colleagues`);
  expect(takers.colleagues.find((one) => one.name.startsWith("Mia"))).toMatchObject({ open: 2, cap: 2, away: false });
  const [own] = await world.rows<Ticket>("SELECT id FROM ticket WHERE assignee_id = ? AND state = 0", ids.Ben);
  await ben.post(`/api/tickets/${own?.id}/acts`, { do: "resolve" });
  await minuteRound();
  expect(await open(ben)).toBe(1);
  await world.admin.put(`/api/team/${ids.Mia}/cap`, { cap: 3 });
  await world.until("the line is served", async () => (await line()).length === 0);
  expect(await open(mia)).toBe(3);
});

test("whoever is away has no turn; what nobody could take is theirs who comes back; what somebody holds is not touched", async () => {
  await clearDesk();
  await dealTo("*");
  for (const desk of [ben, mia, world.admin]) await desk.put("/api/at-work", { away: true });
  const buyers = await ask(2);
  expect(await owners(buyers)).toEqual(["", ""]);
  const held = await ticketOf(buyers[0] as Buyer);
  await mia.post(`/api/tickets/${held.id}/acts`, { do: "assign", assigneeId: ids.Mia });
  await ben.put("/api/at-work", { away: false });
  await world.settle();
  expect(await owners(buyers)).toEqual(sorted(ids.Ben, ids.Mia));
  expect(await refusal(vera.put("/api/at-work", { away: "yes" }))).toMatchObject({ status: 422 });
});

test("going away gives tickets to do back to the team's next, to nobody, or keeps them, as one chose or the desk does", async () => {
  await clearDesk();
  const buyers = await ask(3);
  const give = async (to: string | undefined) => {
    for (const buyer of buyers) await world.admin.post(`/api/tickets/${(await ticketOf(buyer)).id}/acts`, { do: "assign", assigneeId: to });
  };
  await give(ids.Ben);
  const [first, second] = buyers as [Buyer, Buyer, Buyer];
  await ben.post(`/api/tickets/${(await ticketOf(first)).id}/acts`, { do: "assign-team", teamId: team });
  await ben.post(`/api/tickets/${(await ticketOf(second)).id}/acts`, { do: "snooze", until: world.now() + 60 * MINUTE });
  await ben.put("/api/at-work", { away: true });
  await world.settle();
  expect(await owners(buyers)).toEqual([ids.Ben, ids.Ben, ids.Ben]);
  await ben.put("/api/at-work", { away: false });
  await ben.patch("/api/preferences", { handBack: "team" });
  await ben.put("/api/at-work", { away: true });
  // The team's goes to the team's next; one without a team to nobody; a snoozed one waits for him.
  await world.until("the team's next has it", async () => (await ticketOf(first)).assignee_id === ids.Mia);
  await world.settle();
  expect(await owners(buyers)).toEqual(sorted("", ids.Ben, ids.Mia));
  expect((await eventsOf((await ticketOf(first)).id)).map((event) => event.name).slice(-2)).toEqual(["handed-back", "dealt"]);
  expect(await world.rows("SELECT * FROM hand_back")).toEqual([]);
  const { rota } = await world.admin.get<{ rota: { version: number } }>("/api/rota");
  await world.admin.put("/api/rota", { version: rota.version, rota: { cap: null, handBack: "nobody", replyTakes: true } });
  await mia.put("/api/at-work", { away: true });
  await world.settle();
  expect((await ticketOf(first)).assignee_id).toBe("");
  expect(await mia.get("/api/at-work")).toMatchObject({ handBack: "nobody", open: 0, handingBack: null });
});

test("what begins to wait while its person is away goes the same way; who keeps theirs keeps that too", async () => {
  await clearDesk();
  const buyers = await ask(2);
  const [hers, his] = buyers as [Buyer, Buyer];
  const [gone, kept] = [await ticketOf(his), await ticketOf(hers)];
  await world.admin.post(`/api/tickets/${gone.id}/acts`, { do: "assign", assigneeId: ids.Ben });
  await world.admin.post(`/api/tickets/${kept.id}/acts`, { do: "assign", assigneeId: ids.Mia });
  for (const { id } of [gone, kept]) await world.admin.post(`/api/tickets/${id}/acts`, { do: "resolve" });
  await ben.patch("/api/preferences", { handBack: "nobody" });
  await mia.patch("/api/preferences", { handBack: "keep" });
  for (const desk of [ben, mia]) await desk.put("/api/at-work", { away: true });
  for (const buyer of buyers) buyer.writes("One more thing");
  await world.settle();
  await minuteRound();
  await world.until("it is nobody's", async () => (await owners(buyers)).includes(""));
  expect([(await ticketOf(his)).assignee_id, (await ticketOf(hers)).assignee_id]).toEqual(["", ids.Mia]);
  expect(await world.rows("SELECT * FROM hand_back")).toEqual([]);
  for (const desk of [ben, mia]) await desk.put("/api/at-work", { away: false });
});

test("what a disabled person had is nobody's, waiting or not, and so is what comes back later; one who is enabled is here again", async () => {
  await clearDesk();
  const dee = await world.agent("Dee Agent", [{ store, rights: ["read", "reply"] }]);
  const [row] = await world.rows<{ id: string }>("SELECT id FROM user WHERE name = 'Dee Agent'");
  const id = row?.id ?? "";
  const buyers = await ask(4);
  const [, answers, sleeps, ends] = buyers as [Buyer, Buyer, Buyer, Buyer];
  const [answered, snoozed, resolved] = [await ticketOf(answers), await ticketOf(sleeps), await ticketOf(ends)];
  for (const ticket of await Promise.all(buyers.map(ticketOf)))
    await world.admin.post(`/api/tickets/${ticket.id}/acts`, { do: "assign", assigneeId: id });
  await dee.post(`/api/tickets/${answered.id}/replies`, { id: "dee-answers-1", body: { type: "TEXT", text: "Soon" } });
  await dee.post(`/api/tickets/${snoozed.id}/acts`, { do: "snooze", until: world.now() + 60 * MINUTE });
  await dee.post(`/api/tickets/${resolved.id}/acts`, { do: "resolve" });
  await world.settle();
  await world.admin.put(`/api/team/${id}/disabled`, { disabled: true });
  await world.until("what is open is nobody's", async () => (await owners(buyers)).filter((one) => one === "").length === 2);
  expect((await ticketOf(answers)).assignee_id).toBe("");
  sleeps.writes("Hello?");
  ends.writes("It broke");
  await world.settle();
  await minuteRound();
  await world.until("the others are too", async () => (await owners(buyers)).every((one) => one === ""));
  await world.admin.put(`/api/team/${id}/disabled`, { disabled: false });
  expect(await world.rows("SELECT away_since, way FROM at_work WHERE user_id = ?", id)).toEqual([{ away_since: null, way: null }]);
  expect(await world.rows("SELECT * FROM hand_back")).toEqual([]);
});

test("a rule gives in turn too, in its own name", async () => {
  await clearDesk();
  const { id: rule } = await world.admin.post<{ id: string }>("/api/rules", {
    kind: "rule",
    name: "Deal",
    stores: [store],
    trigger: { on: "opened" },
    condition: { all: [] },
    actions: [{ do: "deal", to: team }],
    stops: false,
    quietMinutes: 0,
  });
  await world.admin.put(`/api/rules/${rule}/on`, { on: true });
  const buyers = await ask(2);
  await world.until("both have somebody", async () => (await owners(buyers)).every((one) => one !== ""));
  expect(await owners(buyers)).toEqual(sorted(ids.Ben, ids.Mia));
  const events = await eventsOf((await ticketOf(buyers[0] as Buyer)).id);
  expect(events).toMatchObject([{ name: "dealt", by: rule, byName: "Deal" }]);
  await world.admin.delete(`/api/rules/${rule}`);
});

test("who answers a ticket nobody has takes it, unless they or the desk chose otherwise", async () => {
  await clearDesk();
  const [first, second] = (await ask(2)) as [Buyer, Buyer];
  const answer = async (buyer: Buyer) =>
    ben.post(`/api/tickets/${(await ticketOf(buyer)).id}/replies`, {
      id: `teams-reply-${++count}`,
      body: { type: "TEXT", text: "We look." },
    });
  await answer(first);
  await ben.patch("/api/preferences", { replyTakes: false });
  await answer(second);
  await world.settle();
  expect((await ticketOf(first)).assignee_id).toBe(ids.Ben);
  expect((await ticketOf(second)).assignee_id).toBe("");
});
