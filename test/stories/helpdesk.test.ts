// The report of the desk's own work, against what the pretend shop's conversations say: who waited how long, who answered, what came from templates,
// what rules wrote, what came back; and each number's tickets.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServiceReport } from "../../worker/helpdesk/report.ts";
import type { DeedTickets } from "../../worker/helpdesk/tickets.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What the auto-reply says: no person's words. */
const ROBOTS_WORDS = "We write to you soon.";

let world: World;
let shop: Shop;
let store = "";
let jonas: Desk;
let clicks = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  openShop(world, "Northwind");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.connect("US", "Northwind", "Northwind US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  jonas = await world.agent("Jonas Berg", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
});
afterAll(() => world.close());

const ticketOf = async (buyer: Buyer) => (await currentTicket(world, buyer)).id;
const asks = async (buyer: Buyer, text = "Where is it?") => {
  buyer.writes(text);
  await world.settle();
  return ticketOf(buyer);
};
const replies = async (desk: Desk, ticket: string, text: string) => {
  const id = `service-click-${++clicks}`;
  await desk.post(`/api/tickets/${ticket}/replies`, { id, body: { type: "TEXT", text } });
  await world.until("it left", async () =>
    (await desk.get<{ entries: { id: string; state?: string }[] }>(`/api/tickets/${ticket}`)).entries.some(
      (entry) => entry.id === id && entry.state === "sent",
    ),
  );
};
const resolves = (desk: Desk, ticket: string) => desk.post(`/api/tickets/${ticket}/acts`, { do: "resolve" });
/** What one round wakes in a ticket is placed by the next. */
const placed = async () => {
  await world.settle();
  for (let round = 0; round < 2; round += 1) {
    await world.tillside.cron("* * * * *");
    await world.settle();
  }
};
const days = () => {
  const on = (at: number) => new Date(at).toISOString().slice(0, 10);
  return `from=${on(world.now() - 10 * 24 * HOUR)}&to=${on(world.now() + 24 * HOUR)}`;
};
const report = (desk: Desk = world.admin) => desk.get<ServiceReport>(`/api/insights/service?${days()}`);
const list = (counted: string, more = "", desk: Desk = world.admin) =>
  desk.get<DeedTickets>(`/api/insights/service/tickets?${days()}&counted=${counted}${more}`);

test("a working day in numbers: what the shop's own conversations say", async () => {
  const buyers = ["ada", "bo", "cy", "di"].map((name) => new Buyer(world, shop, name));
  const [ada, bo, cy, di] = buyers as [Buyer, Buyer, Buyer, Buyer];
  const template = (
    await world.admin.post<{ id: string }>("/api/templates", {
      name: "On its way",
      folder: "",
      tags: [],
      kind: "reply",
      shared: true,
      variants: [{ language: "en", text: "Your parcel is on its way." }],
      conditions: { stores: [], marketplaces: [], stages: [], hours: null },
      actions: [],
      pictures: [],
    })
  ).id;
  const fill = (desk: Desk, ticket: string) =>
    desk.post<{ text: string }>(`/api/tickets/${ticket}/render`, { templateId: template, language: "en", isUse: true });
  // Ada: two messages, one reply by Jonas as the template has it, resolved and never back.
  const adas = await asks(ada);
  await world.later(10 * MINUTE);
  await asks(ada, "Hello?");
  await world.later(12.5 * MINUTE);
  await replies(jonas, adas, (await fill(jonas, adas)).text);
  await resolves(jonas, adas);
  // Bo: Jonas changes the template; Ana has the next reply, though the ticket is Jonas's.
  const bos = await asks(bo);
  await world.later(40.5 * MINUTE);
  await replies(jonas, bos, `Hi Bo! ${(await fill(jonas, bos)).text}`);
  await asks(bo, "And when?");
  await world.later(90.5 * MINUTE);
  await replies(world.admin, bos, "On Friday.");
  await resolves(world.admin, bos);
  await world.later(MINUTE);
  await asks(bo, "It did not come.");
  // Cy: answered in Seller Center; Di: by a rule alone, and waits.
  await asks(cy);
  await world.later(3.5 * MINUTE);
  world.shop.typeInSellerCenter({ conversationId: cy.conversationId, text: "Tomorrow." });
  const { id: rule } = await world.admin.post<{ id: string }>("/api/rules", {
    kind: "auto-reply",
    name: "Evening",
    stores: [store],
    when: "always",
    from: null,
    until: null,
    buyerHours: 12,
    text: ROBOTS_WORDS,
  });
  await world.admin.put(`/api/rules/${rule}/on`, { on: true });
  await asks(di);
  await world.until("the rule has written", () => world.shop.messages(di.conversationId).length === 2);
  await placed();

  const { all, speeds, agents, elsewhere, templates, backlog, hours, stores } = await report();
  // Recomputed from the shop's conversations alone.
  const talks = buyers.map(({ conversationId }) => world.shop.messages(conversationId));
  const textOf = (content: string) => (JSON.parse(content) as { content: string }).content;
  const isPerson = (message: { role: string; content: string }) =>
    message.role === "CUSTOMER_SERVICE" && textOf(message.content) !== ROBOTS_WORDS;
  const count = (is: (message: (typeof talks)[number][number]) => boolean) => talks.flat().filter(is).length;
  const waits = talks.map((talk) => {
    const minutes: number[] = [];
    let since: number | null = null;
    for (const message of talk) {
      if (message.role === "BUYER") since ??= message.createTime;
      if (isPerson(message) && since !== null) {
        minutes.push(Math.floor((message.createTime - since) / 60));
        since = null;
      }
    }
    return minutes;
  });
  const coarse = (minutes: number) => (minutes < 60 ? minutes : minutes - (minutes % 5));
  const middle = (some: number[]) => coarse(some.sort((one, other) => one - other)[Math.ceil(some.length / 2) - 1] ?? -1);
  const replied = count(isPerson);
  expect(all.now).toMatchObject({
    opened: talks.length,
    asked: count(({ role }) => role === "BUYER"),
    first: waits.filter(([first]) => first !== undefined).length,
    next: waits.flatMap(([, ...next]) => next).length,
    auto: count((message) => message.role === "CUSTOMER_SERVICE" && !isPerson(message)),
    resolved: 2,
    single: 1,
    reopened: 1,
    templated: 2,
    edited: 1,
  });
  expect(all.now.first + all.now.next + all.now.also).toBe(replied);
  expect([speeds.now.first.all.median, speeds.now.next.all.median]).toEqual([
    middle(waits.flatMap(([first]) => first ?? [])),
    middle(waits.flatMap(([, ...next]) => next)),
  ]);
  expect(speeds.now.resolved.all.deeds).toBe(2);
  expect(agents.map(({ name, counts, next }) => [name, counts.first + counts.next, counts.resolved, counts.reopened, next.deeds])).toEqual([
    ["Jonas Berg", 2, 1, 0, 0],
    ["Ana Admin", 1, 1, 1, 1],
  ]);
  expect([elsewhere, templates]).toEqual([1, [{ id: template, name: "On its way", used: 2, edited: 1 }]]);
  expect(backlog).toMatchObject({ waiting: 2, cutAt: null });
  expect(hours.reduce((sum, { messages }) => sum + messages, 0)).toBe(all.now.asked);
  expect(stores.map(({ is_behind }) => is_behind)).toEqual([0, 0]);
});

test("each number opens the tickets it counts, and no others'", async () => {
  const { all, agents, byStore } = await report();
  const counts = all.now;
  for (const [name, expected] of [
    ["opened", counts.opened],
    ["asked", counts.asked],
    ["replies", counts.first + counts.next + counts.also],
    ["first", counts.first],
    ["resolved", counts.resolved],
    ["single", counts.single],
    ["reopened", counts.reopened],
    ["auto", counts.auto],
    ["edited", counts.edited],
    ["kept-first", counts.kept_first],
    ["missed-first", counts.missed_first],
  ] as const)
    expect([name, (await list(name)).rows.length]).toEqual([name, expected]);
  for (const { person, counts: own } of agents)
    expect((await list("replies", `&person=${person}`)).rows).toHaveLength(own.first + own.next + own.also);
  expect(byStore.map(({ counts: both }) => both.now.opened)).toEqual([counts.opened, 0]);
  const elsewhere = await world.agent("Noor", []);
  expect((await list("opened", "", elsewhere)).rows).toEqual([]);
  expect((await report(elsewhere)).all.now.opened).toBe(0);
  expect((await refusal(list("nothing"))).status).toBe(422);
});

test("spam is in no number, and is again once it was none; a promise that was broken is in the numbers on the day it was due", async () => {
  const before = (await report()).all.now;
  const eve = new Buyer(world, shop, "eve");
  const ticket = await asks(eve);
  await world.later(25 * HOUR);
  await placed();
  const waiting = (await report()).all.now;
  expect([waiting.opened - before.opened, waiting.missed_first - before.missed_first]).toEqual([1, expect.any(Number)]);
  expect((await list("missed-first")).rows.map(({ ticket_id }) => ticket_id)).toContain(ticket);
  await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "spam" });
  await placed();
  expect((await report()).all.now.opened).toBe(before.opened);
  expect((await list("missed-first")).rows.map(({ ticket_id }) => ticket_id)).not.toContain(ticket);
  await world.admin.post(`/api/tickets/${ticket}/acts`, { do: "reopen" });
  await placed();
  expect((await report()).all.now).toMatchObject({ opened: waiting.opened, missed_first: waiting.missed_first });
  await replies(jonas, ticket, "Late, and sorry.");
  await placed();
  const { kept_first, first } = (await report()).all.now;
  expect([kept_first, first]).toEqual([waiting.kept_first, waiting.first + 1]);
});
