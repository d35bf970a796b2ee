// Numbers of the helpdesk against a count from nothing: months of tickets in two zones over the days on which clocks change, told in pieces, twice,
// with answers that were lost or overtaken, entries that move to another ticket, spam, promises broken and taken back. What is added up always
// equals a count of the entries written here without the product's SQL or its walk.
import { DatabaseSync } from "node:sqlite";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { placeDeeds, placeOf, stepOf } from "../../worker/helpdesk/place.ts";
import { askHours, askSpeeds, askTemplates, tookOf } from "../../worker/helpdesk/sums.ts";
import { periodOf, type ReportStore } from "../../worker/insights/period.ts";
import { Tally, tellDeeds } from "../../worker/tickets/tally.ts";
import { deedsOf } from "../../worker/timeline/deeds.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { chance } from "./chance.ts";
import { countFromNothing, medianOf } from "./helpdesk-recount.ts";
import { openDb, openSchema, run } from "./sqlite.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let made = 0;
const question = (at: number): Entry => ({
  kind: "message",
  id: `q${++made}`,
  at,
  index: String(at),
  type: "TEXT",
  content: { content: "Where is it?" },
  role: "BUYER",
  name: null,
});
const robot = (at: number): Entry => ({ ...(question(at) as Entry & { kind: "message" }), role: "ROBOT" });
const elsewhere = (at: number): Entry => ({ ...(question(at) as Entry & { kind: "message" }), role: "CUSTOMER_SERVICE" });
const reply = (at: number, by: string, template?: { id: string; isEdited: boolean }): Entry => ({
  kind: "reply",
  id: `r${++made}`,
  at: at + 400,
  by,
  byName: by,
  body: { type: "TEXT", text: "It left." },
  state: "sent",
  messageId: null,
  index: null,
  triedAt: at,
  trouble: null,
  code: null,
  ...(template ? { template } : {}),
});
const event = (at: number, name: "resolved" | "reopened", by: string | null): Entry => ({
  kind: "event",
  id: `e${++made}`,
  at,
  by,
  byName: by,
  name,
  facts: {},
});

const kinds = (entries: Entry[]) => deedsOf(entries).map(({ deed, since, person }) => [deed, since, person]);

describe("what happened in a ticket", () => {
  test("a wait begins with the oldest unanswered words and ends with a person's reply; the sender has it", () => {
    expect(kinds([question(0), question(60), reply(90, "ana"), reply(95, "ben"), question(100), reply(130, "ben")])).toEqual([
      ["opened", null, ""],
      ["asked", null, ""],
      ["first", 0, "ana"],
      ["also", null, "ben"],
      ["asked", null, ""],
      ["next", 100, "ben"],
    ]);
  });
  test("rules and robots answer nobody; Seller Center does, by nobody we know", () => {
    expect(kinds([question(0), robot(1), reply(2, "rul_1"), elsewhere(9)])).toEqual([
      ["opened", null, ""],
      ["auto", null, ""],
      ["auto", null, ""],
      ["first", 0, ""],
    ]);
  });
  test("a reply that leaves just after its ticket was resolved still answers; words after it begin another wait", () => {
    expect(
      kinds([question(0), event(50, "resolved", "ana"), reply(55, "ana"), event(80, "reopened", null), question(80), reply(90, "ben")]),
    ).toEqual([
      ["opened", null, ""],
      ["resolved", 0, "ana"],
      ["first", 0, "ana"],
      ["reopened", null, "ana"],
      ["asked", null, ""],
      ["next", 80, "ben"],
    ]);
  });
  test("who was let go with the ticket waits no more: the wait after it begins with the new words", () => {
    expect(kinds([question(0), event(50, "resolved", "ana"), event(80, "reopened", null), question(80), reply(90, "ben")]).at(-1)).toEqual([
      "first",
      80,
      "ben",
    ]);
  });
  test("one reply is enough when it was the only one and nothing came back", () => {
    const once = [question(0), reply(10, "ana"), event(20, "resolved", "ana")];
    expect(deedsOf(once).filter(({ isSingle }) => isSingle)).toHaveLength(1);
    for (const more of [[reply(15, "ben")], [event(30, "reopened", null), question(30), event(40, "resolved", "ana")]])
      expect(deedsOf([...once, ...more]).filter(({ isSingle }) => isSingle)).toHaveLength(0);
  });
  test("what is not sent, or was taken back, never happened", () => {
    const failed = { ...(reply(10, "ana") as Entry & { kind: "reply" }), state: "failed" as const };
    const done = event(20, "resolved", "ana");
    const undone = {
      ...(event(30, "resolved", "ana") as Entry & { kind: "event" }),
      id: `${done.id}:undone`,
      name: "bulk-undone" as const,
    };
    expect(kinds([question(0), failed, done, { ...undone, facts: { what: "resolved", bulk: "b1" } }])).toEqual([["opened", null, ""]]);
    const unsent = { ...(event(30, "reopened", null) as Entry & { kind: "event" }), name: "unsent" as const };
    expect(kinds([question(0), failed, done, unsent, reply(40, "ben"), event(50, "resolved", "ben")])).toEqual([
      ["opened", null, ""],
      ["first", 0, "ben"],
      ["resolved", 0, "ben"],
    ]);
  });
});

test("durations are counted to the minute, to five minutes after an hour and to the hour after a day, at most sixty days", () => {
  expect([0, 59_999, 60_000, 59 * MINUTE, 64 * MINUTE, 65 * MINUTE, 25.9 * HOUR, 100 * DAY].map(stepOf)).toEqual([
    0, 0, 1, 59, 60, 65, 1_500, 86_400,
  ]);
  expect(tookOf([])).toEqual({ deeds: 0, median: null, p90: null });
  expect(
    tookOf([
      { took: 5, deeds: 1 },
      { took: 1, deeds: 2 },
      { took: 90, deeds: 1 },
    ]),
  ).toEqual({ deeds: 4, median: 1, p90: 90 });
});

test("an hour of the week is the store's, on both sides of a change of clocks", () => {
  // Sunday 2026-11-01 in New York: 1:30 comes twice.
  expect([placeOf(Date.UTC(2026, 10, 1, 5, 30), "America/New_York"), placeOf(Date.UTC(2026, 10, 1, 6, 30), "America/New_York")]).toEqual([
    { day: "2026-11-01", slot: 145 },
    { day: "2026-11-01", slot: 145 },
  ]);
  expect(placeOf(Date.UTC(2026, 10, 2, 5, 30), "America/New_York")).toEqual({ day: "2026-11-02", slot: 0 });
});

test("open hours are those of the store's calendar when it happened, and stay so; a reply at night took none", async () => {
  const { database, kit } = openDesk();
  const week = JSON.stringify(Array.from({ length: 7 }, () => [{ from: 540, to: 1_020 }]));
  database
    .prepare(
      "INSERT INTO business_calendar (id, name, time_zone, week, holidays, version, changed_at) VALUES ('cal', 'Days', 'UTC', ?, '[]', 1, 0)",
    )
    .run(week);
  database.exec("UPDATE store SET calendar_id = 'cal' WHERE id = 'sto_1'");
  const day = BEGIN + 10 * DAY;
  const put = (id: string, since: number, at: number) =>
    database
      .prepare(
        "INSERT INTO helpdesk_deed (ticket_id, id, store_id, deed, at, since, person_id) VALUES ('t', ?, 'sto_1', 'next', ?, ?, 'ana')",
      )
      .run(id, at, since);
  put("over night", day + 16.5 * HOUR, day + 33.75 * HOUR);
  put("at night", day + 20 * HOUR, day + 22 * HOUR);
  await placeDeeds(kit, "sto_1");
  const took = () => run(database, sql`SELECT id, took, took_open FROM helpdesk_deed ORDER BY id DESC`).map((row) => Object.values(row));
  expect(took()).toEqual([
    ["over night", 1_035, 75],
    ["at night", 120, 0],
  ]);
  database.exec("UPDATE store SET calendar_id = NULL, time_zone = 'Asia/Bangkok' WHERE id = 'sto_1'");
  await placeDeeds(kit, "sto_1");
  expect(took()[0]).toEqual(["over night", 1_035, 75]);
});

test("what was taken back on one day takes nothing from the same hour, duration and template of another, and leaves no hour without a message", async () => {
  const { database, kit } = openDesk();
  const monday = Date.UTC(2026, 10, 2, 15);
  const put = database.prepare(`INSERT INTO helpdesk_deed (ticket_id, id, store_id, deed, at, since, person_id, template_id)
    VALUES (?, ?, 'sto_1', ?, ?, ?, ?, ?)`);
  // Nine days between months: they are read day by day. Of the first week one ticket is spam.
  for (const [ticket, at] of [
    ["stays", monday + 7 * DAY],
    ["goes", monday],
  ] as const) {
    put.run(ticket, "asks", "opened", at, null, "", null);
    put.run(ticket, "answers", "next", at + 30 * MINUTE, at, "ana", "tpl_1");
  }
  put.run("goes", "asks again", "asked", monday + 5 * HOUR, null, "", null);
  await placeDeeds(kit, "sto_1");
  database.exec("DELETE FROM helpdesk_deed WHERE ticket_id = 'goes'");
  const stores = [{ id: "sto_1" } as ReportStore];
  const period = periodOf({ from: "2026-11-02", to: "2026-11-10" });
  const rows = (statement: Parameters<typeof run>[1]) => run(database, statement).map((row) => ({ ...row }));
  expect(rows(askHours(stores, period))).toEqual([{ slot: 10, messages: 1, tickets: 1 }]);
  const speed = { at: "now", store_id: "sto_1", deed: "next", took: 30, deeds: 1 };
  expect(rows(askSpeeds(stores, period, ["", "ana"]))).toEqual(
    ["", "ana"].flatMap((person_id) => [0, 1].map((is_open) => ({ ...speed, person_id, is_open }))),
  );
  expect(rows(askTemplates(stores, period))).toEqual([{ id: "tpl_1", name: null, used: 1, edited: 0 }]);
});

interface Ticket {
  id: string;
  store: string;
  entries: Entry[];
  tally: Tally;
  version: number;
  isSpam: boolean;
  /** What of an older telling has yet to happen. */
  underWay: (() => Promise<void>)[];
}

const asStorage = (database: DatabaseSync) =>
  ({
    sql: {
      exec: (text: string, ...values: (string | number | null)[]) => {
        if (values.length === 0 && text.includes(";")) database.exec(text);
        const rows = text.includes(";") ? [] : database.prepare(text).all(...values);
        return { toArray: () => rows };
      },
    },
  }) as unknown as ConstructorParameters<typeof Tally>[0];

const BEGIN = Date.UTC(2026, 9, 20);
const ZONES = { sto_1: "America/New_York", sto_2: "Europe/Berlin" };

function openDesk() {
  const database = openSchema();
  for (const [at, [id, zone]] of Object.entries(ZONES).entries())
    database
      .prepare(`INSERT INTO store (id, name, mark, marketplace, currency, time_zone, address, reply_target_minutes, resolution_target_minutes,
        created_at, connected_at) VALUES (?, ?, ?, 'US', 'USD', ?, '{}', 60, ?, 0, ?)`)
      .run(id, id, at + 1, zone, at === 0 ? 600 : null, BEGIN + 2 * DAY);
  return { database, kit: { db: openDb(database), now: () => BEGIN + 60 * DAY } as unknown as Kit };
}

function openTicket(database: DatabaseSync, number: number): Ticket {
  const id = `tkt_${number}`;
  const store = number % 2 === 0 ? "sto_1" : "sto_2";
  database
    .prepare(`INSERT INTO ticket (id, number, store_id, conversation_id, is_current, opening_index, buyer_name, created_at, turn, last_at, tags)
      VALUES (?, ?, ?, ?, 1, '0', 'Buyer', 0, 0, 0, '[]')`)
    .run(id, number, store, `c${number}`);
  return { id, store, entries: [], tally: new Tally(asStorage(new DatabaseSync(":memory:"))), version: 0, isSpam: false, underWay: [] };
}

/** The next thing that happens in a ticket. */
function liveOn({ entries }: Ticket, luck: ReturnType<typeof chance>, at: number): Entry[] {
  const people = ["ana", "ben", "rul_1"];
  const last = entries.findLast((entry) => entry.kind === "event");
  if (last?.kind === "event" && last.name === "resolved") return luck.hits(0.3) ? [event(at, "reopened", null), question(at)] : [];
  const dice = luck.below(10);
  if (entries.length === 0 || dice < 4) return [question(at)];
  if (dice < 7)
    return [reply(at, people[luck.below(3)] ?? "", luck.hits(0.4) ? { id: `tpl_${luck.below(2)}`, isEdited: luck.hits(0.5) } : undefined)];
  if (dice === 7) return [luck.hits(0.5) ? robot(at) : elsewhere(at)];
  return luck.hits(0.5) ? [reply(at, "ana"), event(at + 1, "resolved", luck.hits(0.8) ? "ana" : null)] : [event(at, "resolved", "rul_9")];
}

/** As a room does when something changed: it writes down that D1 is to be told, asks D1, and hears of it. */
function beginTelling(kit: Kit, ticket: Ticket) {
  ticket.version += 1;
  const { id, store, version, isSpam } = ticket;
  const telling = ticket.tally.compare(ticket.entries, !isSpam, version);
  ticket.tally.begin(telling);
  const head = { id, storeId: store } as Parameters<typeof tellDeeds>[0];
  const isNewest = sql`EXISTS (SELECT 1 FROM ticket WHERE id = ${id} AND version = ${version})`;
  const ask = () =>
    kit.db.run(
      sql`UPDATE ticket SET version = ${version}, state = ${isSpam ? 3 : 0} WHERE id = ${id} AND version < ${version}`,
      ...tellDeeds(head, telling, isNewest),
    );
  return { ask, hear: async () => ticket.tally.end(telling) };
}

/** Sometimes the answer is lost, or the room stops before D1 hears of it. Often all of it is slow, and the next one overtakes it. */
async function tell(kit: Kit, ticket: Ticket, luck: ReturnType<typeof chance>): Promise<void> {
  const { ask, hear } = beginTelling(kit, ticket);
  const steps = [ask, hear].slice(0, luck.hits(0.2) ? luck.below(2) : 2);
  const atOnce = luck.hits(0.5) ? luck.below(2) : 2;
  for (const step of [...steps.slice(0, atOnce), ...ticket.underWay]) await step();
  ticket.underWay = steps.slice(atOnce);
}

const SURE = { ...chance(1), hits: () => false };

test.each([
  [["older asks", "newer asks", "newer hears", "older hears"]],
  [["older asks", "newer asks", "older hears", "newer hears"]],
  [["newer asks", "older asks", "newer hears", "older hears"]],
  [["newer asks", "older asks", "older hears", "newer hears"]],
] as const)("a ticket is spam before D1 has said that it is opened, and is none after all: %j", async (order) => {
  const { database, kit } = openDesk();
  const ticket = openTicket(database, 1);
  const asked = question(BEGIN + 10 * DAY);
  ticket.entries.push(asked);
  const older = beginTelling(kit, ticket);
  ticket.isSpam = true;
  const newer = beginTelling(kit, ticket);
  const steps = { "older asks": older.ask, "older hears": older.hear, "newer asks": newer.ask, "newer hears": newer.hear };
  for (const step of order) await steps[step]();
  const deeds = () =>
    run<{ id: string; deed: string }>(database, sql`SELECT id, deed FROM helpdesk_deed`).map(({ id, deed }) => [id, deed]);
  expect(deeds()).toEqual([]);
  ticket.isSpam = false;
  await tell(kit, ticket, SURE);
  expect(deeds()).toEqual([[asked.id, "opened"]]);
});

test.each([1, 2, 3, 4])("days, hours, durations and people equal a count from nothing (walk %i)", async (seed) => {
  const luck = chance(seed);
  const { database, kit } = openDesk();
  const tickets = Array.from({ length: 12 }, (_, at) => openTicket(database, at + 1));
  const broken: { ticket: string; kind: string; at: number; since: number }[] = [];
  let now = BEGIN;
  for (let step = 0; step < 400; step += 1) {
    now += luck.below(4 * HOUR);
    const ticket = tickets[luck.below(tickets.length)];
    if (!ticket) continue;
    ticket.entries.push(...liveOn(ticket, luck, now));
    if (luck.hits(0.03)) ticket.isSpam = !ticket.isSpam;
    if (luck.hits(0.03)) {
      // A message goes to another ticket of the store.
      const other = tickets.find((one) => one !== ticket && one.store === ticket.store && luck.hits(0.3));
      const [moved] = other && ticket.entries.length > 1 ? ticket.entries.splice(luck.below(ticket.entries.length), 1) : [];
      if (other && moved) {
        other.entries.push(moved);
        other.entries.sort((one, another) => one.at - another.at);
        await tell(kit, other, luck);
      }
    }
    await tell(kit, ticket, luck);
    const wait = deedsOf(ticket.entries).find(({ deed }) => deed === "first" || deed === "next");
    if (wait?.since && wait.since >= BEGIN + 2 * DAY && luck.hits(0.1)) {
      const breach = { ticket: ticket.id, kind: wait.deed, since: wait.since, at: wait.since + HOUR };
      const known = broken.findIndex((one) => one.ticket === breach.ticket && one.since === breach.since && one.kind === breach.kind);
      if (known < 0) {
        broken.push(breach);
        database.prepare("INSERT INTO sla_breach VALUES (?, ?, ?, ?, ?)").run(ticket.id, wait.deed, wait.since, breach.at, ticket.store);
      } else {
        broken.splice(known, 1);
        database
          .prepare("DELETE FROM sla_breach WHERE ticket_id = ? AND kind = ? AND started_at = ?")
          .run(ticket.id, wait.deed, wait.since);
      }
    }
    if (luck.hits(0.2)) for (const store of Object.keys(ZONES)) await placeDeeds(kit, store);
  }
  // The store moves: everything of it is placed anew.
  const zones = { ...ZONES, sto_2: "Asia/Bangkok" };
  database.prepare("UPDATE store SET time_zone = ? WHERE id = 'sto_2'").run("Asia/Bangkok");
  for (const ticket of tickets) await tell(kit, ticket, SURE);
  for (const store of Object.keys(ZONES)) while (!(await placeDeeds(kit, store)));
  const expected = countFromNothing(
    tickets.map(({ id, store, entries, isSpam }) => ({
      id,
      store,
      entries: isSpam ? [] : entries,
      broken: isSpam ? [] : broken.filter((one) => one.ticket === id),
    })),
    zones,
    BEGIN + 2 * DAY,
  );
  const days = run<Record<string, unknown>>(database, sql`SELECT * FROM helpdesk_day ORDER BY store_id, day, person_id`);
  const isSomething = (row: Record<string, unknown>) => Object.values(row).some((value) => typeof value === "number" && value !== 0);
  expect(days.filter(isSomething).map((row) => ({ ...row }))).toEqual(expected.days);
  const hours = run(
    database,
    sql`SELECT store_id, period, slot, messages, tickets FROM helpdesk_hour WHERE messages <> 0 ORDER BY 1, 2, 3`,
  );
  expect(hours.map((row) => ({ ...row }))).toEqual(expected.hours);
  const months = run<{ store_id: string; deed: string; took: number; deeds: number }>(
    database,
    sql`SELECT store_id, deed, took, deeds FROM helpdesk_speed WHERE person_id = '' AND is_open = 0 AND deeds <> 0 AND period LIKE 'm%'`,
  );
  for (const [name, durations] of Object.entries(expected.durations)) {
    const [store, deed] = name.split(" ");
    const took = tookOf(months.filter((row) => row.store_id === store && row.deed === deed));
    expect([name, took.deeds, took.median, took.p90]).toEqual([name, durations.length, medianOf(durations, 0.5), medianOf(durations, 0.9)]);
  }
  expect(expected.days.length).toBeGreaterThan(30);
});
