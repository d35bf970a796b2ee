// What people are told: who is told of what, once, and never of what they may not read; what is unread; and the devices that are told while
// nobody has the desk open.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Entry } from "../../worker/timeline/entries.ts";
import { type Desk, refusal } from "./desk.ts";
import { openPostman, type PushService } from "./push-service.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Told {
  kind: string;
  ticket_id: string;
  entry_id: string;
  count: number;
  by_name: string | null;
  read: boolean;
  buyer_name: string;
}
interface Page {
  rows: Told[];
  next: string | null;
}
interface TicketPage {
  entries: Entry[];
  facts: { heard: number };
  followers: { id: string; name: string }[];
  unread: string | null;
  isTold: boolean;
}

const HOUR = 3_600_000;
const DAY = 86_400_000;
let world: World;
let push: PushService;
let shop: Shop;
let store = "";
let mia: Desk;
let ben: Desk;
let outside: Desk;
const ids = new Map<string, string>();
let count = 0;

beforeAll(async () => {
  let now = () => Date.now();
  push = await openPostman(() => now());
  world = await openWorld({ vars: { PUSH_SERVICES: push.origin } });
  now = world.now;
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  mia = await world.agent("Mia", [{ store, rights: ["read", "reply"] }]);
  ben = await world.agent("Ben", [{ store, rights: ["read", "reply"] }]);
  outside = await world.agent("Olaf", []);
  for (const { id, name } of await world.rows<{ id: string; name: string }>("SELECT id, name FROM user")) ids.set(name, id);
  await world.settle();
});
afterAll(async () => {
  await world.close();
  await push.close();
});

const idOf = (name: string) => ids.get(name) ?? "";
const click = () => `news-click-${++count}`;
const told = async (desk: Desk) => (await desk.get<Page>("/api/notifications")).rows;
const unread = async (desk: Desk) => (await told(desk)).filter((one) => !one.read).map((one) => [one.kind, one.buyer_name, one.count]);
const counted = async (desk: Desk) => (await desk.get<{ unread: number }>("/api/notifications/count")).unread;
const open = (id: string, desk: Desk) => desk.get<TicketPage>(`/api/tickets/${id}`);
/** Rooms are woken by the minute's round: their alarms go by the machine's clock. */
const later = async (ms: number) => {
  await world.later(ms);
  await world.tillside.cron("* * * * *");
};
const readAll = (desk: Desk) => desk.post("/api/notifications/read", { items: null });
const assign = (id: string, name: string, desk = world.admin) =>
  desk.post(`/api/tickets/${id}/acts`, { do: "assign", assigneeId: idOf(name) });

async function newTicket(text = "Where is my parcel?"): Promise<{ buyer: Buyer; id: string; name: string }> {
  const name = `buyer${++count}`;
  const buyer = new Buyer(world, shop, name);
  buyer.writes(text);
  await world.settle();
  return { buyer, id: (await currentTicket(world, buyer)).id, name };
}

test("whoever a note names is told, follows, and reads it by opening the ticket; its writer is not told", async () => {
  const { buyer, id, name } = await newTicket();
  await mia.post(`/api/tickets/${id}/notes`, { id: "note-to-ben-1", text: "@Ben is this yours?", mentions: [idOf("Ben")] });
  expect(await unread(ben)).toEqual([["mentioned", name, 1]]);
  expect((await told(ben))[0]).toMatchObject({ ticket_id: id, entry_id: "note-to-ben-1", by_name: "Mia" });
  expect(await unread(mia)).toEqual([]);
  const page = await open(id, ben);
  expect(page.followers.map((one) => one.name)).toEqual(["Ben", "Mia"]);
  expect(page.entries.at(-1)).toMatchObject({ kind: "note", mentions: [{ id: idOf("Ben"), name: "Ben" }] });
  expect(page.isTold).toBe(true);
  await ben.put(`/api/tickets/${id}/read`, { heard: page.facts.heard, read: true });
  expect([await counted(ben), (await open(id, ben)).isTold]).toEqual([0, false]);
  buyer.writes("Hello?");
  await world.settle();
  expect([await unread(ben), await unread(mia)]).toEqual([[["buyer-wrote", name, 1]], [["buyer-wrote", name, 1]]]);
  await Promise.all([readAll(ben), readAll(mia)]);
});

test("a note to somebody who may not read the store is refused, and to a team it reaches those of its members who may", async () => {
  const { id, name } = await newTicket();
  const write = (mentions: string[]) => mia.post(`/api/tickets/${id}/notes`, { id: click(), text: "Look", mentions });
  expect((await refusal(write([idOf("Olaf")]))).code).toBe("mention-without-right");
  expect((await refusal(write(["usr_nobody"]))).code).toBe("mention-without-right");
  const form = { name: "Night shift", members: ["Mia", "Ben", "Olaf"].map(idOf), stores: null };
  await world.admin.post("/api/teams", form);
  const { people } = await mia.get<{ people: { id: string; name: string; kind: string }[] }>(`/api/tickets/${id}/mentionable`);
  expect(people.map((one) => `${one.kind} ${one.name}`)).toEqual(["person Ana Admin", "person Ben", "person Mia", "team Night shift"]);
  await write([people.at(-1)?.id ?? ""]);
  expect([await unread(ben), await unread(mia), await unread(outside)]).toEqual([[["mentioned", name, 1]], [], []]);
  await readAll(ben);
});

test("an assignee is told of the ticket, of what its buyer writes, counted, and of its clocks; nobody is told of what they did", async () => {
  const { buyer, id, name } = await newTicket();
  await assign(id, "Mia", mia);
  expect(await unread(mia)).toEqual([]);
  await assign(id, "Ben");
  expect(await unread(ben)).toEqual([["assigned", name, 1]]);
  buyer.writes("One");
  buyer.writes("Two");
  await world.settle();
  expect(await unread(ben)).toContainEqual(["buyer-wrote", name, 2]);
  const writing = (await told(ben)).find((one) => one.kind === "buyer-wrote");
  const first = (await open(id, ben)).entries.find((entry) => entry.id === writing?.entry_id);
  expect(first?.kind === "message" ? first.content.content : null).toBe("One");
  await later(11 * HOUR);
  await world.until("the clock warned", async () => (await unread(ben)).some(([kind]) => kind === "clock-warned"));
  await later(2 * HOUR);
  await world.until("the clock ran out", async () => (await unread(ben)).some(([kind]) => kind === "clock-late"));
  await readAll(ben);
  expect([await counted(ben), (await told(ben)).filter((one) => one.ticket_id === id).length]).toEqual([0, 4]);
});

test("a summary told twice tells people once", async () => {
  const { buyer, id } = await newTicket();
  await assign(id, "Ben");
  buyer.writes("Again?");
  await world.settle();
  const before = await told(ben);
  await world.rows("UPDATE ticket SET wake_at = 1 WHERE id = ?", id);
  const tried = world.log.filter((line) => line.job === "wake-rooms").length;
  await world.tillside.cron("* * * * *");
  await world.until("the room was woken", () => world.log.filter((line) => line.job === "wake-rooms").length > tried);
  await world.settle();
  expect(await told(ben)).toEqual(before);
  await readAll(ben);
});

test("a snooze that is over and a reply that failed are told to whom they belong", async () => {
  const { id } = await newTicket();
  await assign(id, "Ben");
  await mia.post(`/api/tickets/${id}/acts`, { do: "snooze", until: world.now() + HOUR });
  await later(HOUR + 60_000);
  await world.until("it woke", async () => (await unread(ben)).some(([kind]) => kind === "snooze-over"));
  await mia.post(`/api/tickets/${id}/replies`, { id: click(), body: { type: "TEXT", text: "Write to me on WhatsApp" } });
  await world.until("it failed", async () => (await unread(mia)).some(([kind]) => kind === "reply-failed"));
  expect((await unread(ben)).map(([kind]) => kind)).not.toContain("reply-failed");
  await Promise.all([readAll(ben), readAll(mia)]);
});

test("one follows and unfollows; whoever loses the store is told no more and sees nothing of what they were told", async () => {
  const { buyer, id, name } = await newTicket();
  const eve = await world.agent("Eve", [{ store, rights: ["read"] }]);
  const [person] = await world.rows<{ id: string }>("SELECT id FROM user WHERE name = 'Eve'");
  const eveId = person?.id ?? "";
  await eve.put(`/api/tickets/${id}/following`, { following: true });
  buyer.writes("Still there?");
  await world.settle();
  expect(await unread(eve)).toEqual([["buyer-wrote", name, 1]]);
  await world.admin.put(`/api/team/${eveId}/rights`, { rights: [] });
  buyer.writes("Anybody?");
  await world.settle();
  expect([await told(eve), await counted(eve)]).toEqual([[], 0]);
  await world.admin.put(`/api/team/${eveId}/rights`, { rights: [{ store, rights: ["read"] }] });
  expect(await unread(eve)).toEqual([["buyer-wrote", name, 1]]);
  await eve.put(`/api/tickets/${id}/following`, { following: false });
  buyer.writes("Hm.");
  await world.settle();
  expect(await unread(eve)).toEqual([["buyer-wrote", name, 1]]);
});

test("what is not wanted in the desk is neither counted nor listed; pages are read to their end; the old is forgotten", async () => {
  const { id } = await newTicket();
  await readAll(ben);
  await assign(id, "Ben");
  expect(await counted(ben)).toBe(1);
  await ben.patch("/api/preferences", { telling: { assigned: { app: false } } });
  expect([await counted(ben), (await told(ben)).some((one) => one.kind === "assigned")]).toEqual([0, false]);
  await ben.patch("/api/preferences", { telling: null });
  const many = Array.from({ length: 95 }, (_, at) => at);
  for (const at of many) {
    await world.rows(
      "INSERT INTO notification (person_id, ticket_id, kind, number, entry_id, count, at, is_read) VALUES (?, ?, ?, 1, 'e', 1, ?, ?)",
      idOf("Ben"),
      id,
      `kind-${at}`,
      world.now() - at,
      at % 2,
    );
  }
  const rows: Told[] = [];
  for (let after = ""; ; ) {
    const page = await ben.get<Page>(`/api/notifications${after && `?after=${after}`}`);
    rows.push(...page.rows);
    if (page.next === null) break;
    after = page.next;
  }
  expect(new Set(rows.map((row) => `${row.ticket_id} ${row.kind}`)).size).toBe(rows.length);
  expect(rows.filter((row) => row.kind.startsWith("kind-"))).toHaveLength(95);
  expect(rows.findIndex((row) => row.read)).toBe(rows.filter((row) => !row.read).length);
  await world.later(31 * DAY);
  await world.tillside.cron("17 3 * * *");
  expect(await told(ben)).toEqual([]);
});

test("a ticket is unread until it is opened, one marks it unread again, and the filter finds what is", async () => {
  const { buyer, id } = await newTicket();
  const listed = async (desk: Desk, more = "") => {
    const { rows } = await desk.get<{ rows: { id: string; unread: boolean }[] }>(`/api/tickets?view=todo${more}`);
    return rows.find((row) => row.id === id)?.unread ?? null;
  };
  const page = await open(id, ben);
  expect([await listed(ben), page.unread]).toEqual([true, page.entries[0]?.id]);
  await ben.put(`/api/tickets/${id}/read`, { heard: page.facts.heard, read: true });
  expect([await listed(ben), await listed(ben, "&unread=1"), await listed(mia, "&unread=1")]).toEqual([false, null, true]);
  buyer.writes("And my size?");
  await world.settle();
  const later = await open(id, ben);
  expect([await listed(ben, "&unread=1"), later.unread]).toEqual([true, later.entries.at(-1)?.id]);
  await ben.put(`/api/tickets/${id}/read`, { heard: 99, read: true });
  expect(await listed(ben)).toBe(false);
  await ben.put(`/api/tickets/${id}/read`, { heard: 0, read: false });
  expect([await listed(ben), (await open(id, ben)).unread]).toEqual([true, later.entries.at(-1)?.id]);
  const before = await world.rows("SELECT id, readers FROM ticket ORDER BY id");
  for (let times = 0; times < 3; times += 1) await listed(ben);
  expect(await world.rows("SELECT id, readers FROM ticket ORDER BY id")).toEqual(before);
});

test("what a blocked buyer writes is told to nobody, and is unread for nobody, whoever had the ticket or looked at it before", async () => {
  const { buyer, id } = await newTicket();
  await assign(id, "Ben");
  const { facts } = await open(id, ben);
  await ben.put(`/api/tickets/${id}/read`, { heard: facts.heard, read: true });
  await world.admin.post(`/api/tickets/${id}/block`, { reason: "Threats" });
  const desks = [ben, mia, world.admin];
  await Promise.all(desks.map(readAll));
  buyer.writes("You will regret this");
  await world.settle();
  await later(HOUR);
  expect(await Promise.all(desks.map(unread))).toEqual([[], [], []]);
  for (const desk of desks) {
    const page = await open(id, desk);
    expect([page.entries.some((entry) => JSON.stringify(entry).includes("You will regret this")), page.unread]).toEqual([true, null]);
    const { rows } = await desk.get<{ rows: { id: string; unread: boolean }[] }>("/api/tickets?view=spam");
    expect(rows.map((row) => [row.id, row.unread])).toEqual([[id, false]]);
    expect(await desk.get("/api/tickets?view=spam&unread=1")).toMatchObject({ rows: [] });
  }
});

async function pushedTo(desk: Desk) {
  const { key } = await desk.get<{ key: string }>("/api/notifications/device");
  const device = push.subscribe(key);
  await desk.put("/api/notifications/device", device);
  return device;
}

test("a device is told what a burst brought, once, sealed for it alone, with no word of the buyer unless its person wants them", async () => {
  const device = await pushedTo(mia);
  const first = await newTicket("Is it warm?");
  await assign(first.id, "Mia");
  first.buyer.writes("Very warm?");
  await world.until("the device was told", () => push.shown(device).length > 0);
  const [shown] = push.shown(device);
  expect(shown?.items.map((item) => [item.kind, item.ticket, item.store])).toContainEqual(["assigned", first.id, "GlowLab US"]);
  expect(JSON.stringify(shown)).not.toMatch(/buyer\d|warm/);
  await mia.patch("/api/preferences", { pushWords: true });
  await world.settle();
  await world.until("nothing waits", async () => (await world.rows("SELECT 1 FROM push_device WHERE due_at IS NOT NULL")).length === 0);
  const before = push.shown(device).length;
  first.buyer.writes("Please answer");
  await world.until("the device was told again", () => push.shown(device).length > before);
  expect(push.shown(device).at(-1)?.items[0]).toMatchObject({ kind: "buyer-wrote", words: "Please answer" });
  expect((await refusal(mia.put("/api/notifications/device", { ...device, endpoint: "https://127.0.0.1/x" }))).code).toBe(
    "push-service-unknown",
  );
});

test("a service that is busy is asked again, one that no longer knows the device is not, and signing out ends it", async () => {
  const device = await pushedTo(mia);
  const { id } = await newTicket();
  push.answers.push({ status: 429, headers: { "retry-after": "1" } }, { status: 503 });
  const before = push.calls;
  await assign(id, "Mia");
  await world.until("it was asked again", () => push.calls >= before + 2);
  await later(60_000);
  await world.until("the device was told", () => push.shown(device).some((one) => one.items.some((item) => item.ticket === id)));
  push.answers.push({ status: 410 });
  const next = await newTicket();
  await assign(next.id, "Mia");
  await world.until("the device is gone", async () => (await world.rows("SELECT 1 FROM push_device")).length === 0);
  await pushedTo(mia);
  expect(await mia.get("/api/notifications/device")).toMatchObject({ isOn: true, can: { ok: true } });
  await mia.post("/api/auth/sign-out", {});
  expect(await world.rows("SELECT 1 FROM push_device")).toEqual([]);
});
