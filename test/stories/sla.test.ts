// Promises: what a store promises, in whose hours, and how its tickets tell when one is nearly or just broken.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Explained } from "../../worker/sla/clocks.ts";
import type { PromisePage } from "../../worker/sla/list.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { refusal } from "./desk.ts";
import { Buyer, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface TicketPage {
  entries: Entry[];
  due: Explained[];
}
interface Breach {
  kind: string;
  started_at: number;
  due_at: number;
}

const MINUTE = 60_000;
const OFFICE = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 540, to: 1_020 }] : []));
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
const ticketOf = async (buyer: Buyer) => {
  const [row] = await world.rows<{ id: string; due_at: number | null; waiting_since: number; wake_at: number | null }>(
    "SELECT id, due_at, waiting_since, wake_at FROM ticket WHERE conversation_id = ?",
    buyer.conversationId,
  );
  if (!row) throw new Error("no ticket");
  return row;
};
const open = (id: string) => world.admin.get<TicketPage>(`/api/tickets/${id}`);
const breachesOf = (id: string) => world.rows<Breach>("SELECT kind, started_at, due_at FROM sla_breach WHERE ticket_id = ?", id);
const told = (page: TicketPage) =>
  page.entries.flatMap((entry) => (entry.kind === "event" && entry.name.startsWith("clock") ? [entry] : []));
const page = () => world.admin.get<PromisePage>("/api/sla");
const promise = async (form: object) => {
  const version = (await page()).stores.find((one) => one.id === store)?.version;
  const all = { firstMinutes: 60, nextMinutes: 30, resolutionMinutes: null, calendarId: null, ...form, version };
  await world.admin.put(`/api/stores/${store}/promise`, all);
};
const walked = () =>
  world.until("every open ticket has been told", async () => (await world.rows("SELECT 1 FROM clock_walk")).length === 0);

test("a changed promise reaches open tickets, from when their question was asked, and is recorded with what was there before", async () => {
  const buyer = newBuyer();
  buyer.writes("Where is my parcel?");
  await world.settle();
  const before = await ticketOf(buyer);
  expect(before.due_at).toBe(before.waiting_since + 720 * MINUTE);
  await promise({ firstMinutes: 60 });
  await walked();
  expect((await ticketOf(buyer)).due_at).toBe(before.waiting_since + 60 * MINUTE);
  const [row] = await world.rows<{ before: string; after: string }>("SELECT before, after FROM audit ORDER BY at DESC LIMIT 1");
  expect(JSON.parse(row?.before ?? "")).toMatchObject({ replyTargetMinutes: 720, nextTargetMinutes: null });
  expect(JSON.parse(row?.after ?? "")).toMatchObject({ replyTargetMinutes: 60, nextTargetMinutes: 30 });
});

test("a promise changed by the store's own page is told as well, though its job never came", async () => {
  const buyer = newBuyer();
  buyer.writes("Anybody?");
  await world.settle();
  const { version } = (await page()).stores.find((one) => one.id === store) ?? { version: 0 };
  await world.admin.patch(`/api/stores/${store}`, { version, change: { replyTargetMinutes: 240 } });
  await world.tillside.cron("* * * * *");
  await walked();
  const ticket = await ticketOf(buyer);
  expect(ticket.due_at).toBe(ticket.waiting_since + 240 * MINUTE);
  await promise({ firstMinutes: 60 });
  await walked();
});

test("a promise in office hours: the ticket says which clock, since when, in whose hours; a calendar in use stays", async () => {
  const { id } = await world.admin.post<{ id: string }>("/api/calendars", {
    name: "Chicago office",
    timeZone: "America/Chicago",
    week: OFFICE,
    holidays: [{ date: "2026-12-25", ranges: [] }],
  });
  await promise({ calendarId: id, resolutionMinutes: 2_400 });
  await walked();
  const buyer = newBuyer();
  buyer.writes("In whose hours?");
  await world.settle();
  const ticket = await ticketOf(buyer);
  const { due } = await open(ticket.id);
  expect(due.map((clock) => [clock.kind, clock.targetMinutes, clock.calendar, clock.timeZone, clock.startedAt])).toEqual([
    ["first", 60, "Chicago office", "America/Chicago", ticket.waiting_since],
    ["resolution", 2_400, "Chicago office", "America/Chicago", ticket.waiting_since],
  ]);
  expect(due[0]?.dueAt).toBe(ticket.due_at);
  expect((await refusal(world.admin.delete(`/api/calendars/${id}`))).code).toBe("calendar-in-use");
  const never = { name: "Never", timeZone: "UTC", week: OFFICE.map(() => []), holidays: [] };
  expect((await refusal(world.admin.post("/api/calendars", never))).code).toBe("calendar-never-open");
  const hours = { timeZone: "America/Chicago", week: OFFICE, holidays: [] };
  const preview = await world.admin.post<{ now: number; dueAt: number; isOpen: boolean }>("/api/sla/preview", { hours, minutes: 60 });
  expect(preview.dueAt).toBeGreaterThanOrEqual(preview.now + 60 * MINUTE);
  await promise({});
  await walked();
  await world.admin.delete(`/api/calendars/${id}`);
  expect((await page()).calendars).toEqual([]);
});

test("a quarter before the end, a tenth before it, and when it is late the ticket says so, found by the clock although its alarm was lost", async () => {
  const buyer = newBuyer();
  buyer.writes("Is it coming?");
  await world.settle();
  const { id, waiting_since, wake_at } = await ticketOf(buyer);
  expect(wake_at).toBe(waiting_since + 45 * MINUTE + 1);
  const rounds = async (minutes: number) => {
    await world.later(waiting_since + minutes * MINUTE - world.now());
    await world.tillside.cron("* * * * *");
    await world.until("it was woken", async () => ((await ticketOf(buyer)).wake_at ?? Infinity) > world.now() - 30_000);
    return told(await open(id)).map((event) => [event.name, event.facts.left ?? 0]);
  };
  expect(await rounds(46)).toEqual([["clock-warned", 25]]);
  expect(await rounds(55)).toEqual([
    ["clock-warned", 25],
    ["clock-warned", 10],
  ]);
  expect(await breachesOf(id)).toEqual([]);
  // Within a minute of the broken promise, whatever became of the alarm.
  expect(await rounds(60.5)).toHaveLength(3);
  await world.tillside.cron("* * * * *");
  expect(await breachesOf(id)).toEqual([{ kind: "first", started_at: waiting_since, due_at: waiting_since + 60 * MINUTE }]);
  expect(told(await open(id)).at(-1)).toMatchObject({ name: "clock-late", at: waiting_since + 60 * MINUTE });
});

test("a reply ends the promise: nothing is late afterwards, and the next question has the next promise", async () => {
  const buyer = newBuyer();
  buyer.writes("How long?");
  await world.settle();
  const { id } = await ticketOf(buyer);
  await world.admin.post(`/api/tickets/${id}/replies`, { id: "sla-click-1", body: { type: "TEXT", text: "Two days." } });
  await world.until("it is answered", async () => (await ticketOf(buyer)).due_at === null);
  expect((await open(id)).due).toEqual([]);
  await world.later(90 * MINUTE);
  await world.tillside.cron("* * * * *");
  buyer.writes("Really?");
  await world.settle();
  const { due } = await open(id);
  expect(due.map((clock) => [clock.kind, clock.targetMinutes])).toEqual([["next", 30]]);
  expect(await breachesOf(id)).toEqual([]);
});
