// TikTok's response rate: which answers count, when a chat is due, what the rate is and what would save it.
import { describe, expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { openCompliancePage } from "../../worker/sla/compliance.ts";
import { typeFigure } from "../../worker/sla/figure.ts";
import { judgeReply } from "../../worker/sla/meaningful.ts";
import { answerTurn, askTurn, deadlineOf, findPack, scoreChats, type Turn } from "../../worker/sla/score.ts";
import type { ScorePackRow } from "../../worker/sla/table.ts";
import { openDb, openSchema } from "./sqlite.ts";

const HOUR = 3_600_000;
const pack: ScorePackRow = {
  marketplace: "US",
  effective_from: "2025-01-01",
  hours: 24,
  target_percent: 90,
  window_days: 30,
  weekend_to_monday: 0,
};
const NOW = Date.parse("2026-11-20T12:00:00Z");

describe("an answer counts", () => {
  test.each([
    ["It was handed to the carrier yesterday."],
    ["Yes"],
    ["Hi, your parcel left on Tuesday"],
    ["Hello dear, the size is M"],
    ["Hola, buenos días, su paquete salió ayer"],
    ["Buenas noticias: llega mañana"],
    ["One moment of patience: the carrier says it will be with you on Friday before noon, see the link."],
    [null],
  ])("%s", (text) => expect(judgeReply(text)).toEqual({ counts: true }));

  test.each([
    ["Hi", "greeting"],
    ["Hello!", "greeting"],
    ["hello dear 😊", "greeting"],
    ["สวัสดีค่ะ", "greeting"],
    ["Good morning", "greeting"],
    ["¡Hola!", "greeting"],
    ["Hola, buenas tardes", "greeting"],
    ["Buenas 👋", "greeting"],
    ["ok", "too-short"],
    ["👍", "too-short"],
    ["Hi dear, one moment", "stalling"],
    ["Please wait, let me check.", "stalling"],
    ["Mohon tunggu ya kak", "stalling"],
    ["รอสักครู่นะคะ", "stalling"],
  ])("not: %s", (text, because) => expect(judgeReply(text)).toEqual({ counts: false, because }));
});

test("a chat begins with the first unanswered message and ends with the first answer; the next message begins another", () => {
  let turns: Turn[] = askTurn(askTurn([], 1_000), 2_000);
  turns = answerTurn(answerTurn(turns, 3_000), 4_000);
  expect(askTurn(turns, 5_000)).toEqual([
    { askedAt: 1_000, answeredAt: 3_000 },
    { askedAt: 5_000, answeredAt: null },
  ]);
  expect(askTurn(askTurn([], 2_000), 1_000)).toEqual([{ askedAt: 1_000, answeredAt: null }]);
});

test("what is heard of late belongs to the chat it was said in: a second has one chat, and an answered one stays answered", () => {
  const answered = answerTurn(askTurn([], 1_000), 5_400);
  expect(askTurn(answered, 1_000)).toEqual(answered);
  expect(askTurn(answered, 4_000)).toEqual(answered);
  // Within the second of the answer nobody knows which was first: it waits until it is answered.
  expect(askTurn(answered, 5_000)).toEqual([...answered, { askedAt: 5_000, answeredAt: null }]);
});

test.each([
  ["a weekday's chat", 0, "2026-11-19T20:00:00Z", "2026-11-20T20:00:00Z"],
  ["Saturday, not spared", 0, "2026-11-21T20:00:00Z", "2026-11-22T20:00:00Z"],
  ["Saturday, spared", 1, "2026-11-21T20:00:00Z", "2026-11-23T20:00:00Z"],
  ["the first minute of Saturday in Los Angeles", 1, "2026-11-21T08:00:00Z", "2026-11-23T20:00:00Z"],
  ["the last minute of Friday in Los Angeles", 1, "2026-11-21T07:59:00Z", "2026-11-22T07:59:00Z"],
  ["a Sunday on which the clocks go back", 1, "2026-11-01T12:00:00Z", "2026-11-02T20:00:00Z"],
])("due: %s", (_, weekend, asked, due) => {
  const at = deadlineOf({ ...pack, weekend_to_monday: weekend }, Date.parse(asked), "America/Los_Angeles");
  expect(new Date(at).toISOString()).toBe(new Date(due).toISOString());
});

test("a marketplace has the newest of its rules that has begun, and the strictest where it has none", () => {
  const packs = [
    { ...pack, marketplace: "*", hours: 12 },
    pack,
    { ...pack, effective_from: "2026-10-01", hours: 18 },
    { ...pack, effective_from: "2027-01-01", hours: 6 },
  ];
  expect([findPack(packs, "US", NOW).pack.hours, findPack(packs, "US", NOW).isKnown]).toEqual([18, true]);
  expect([findPack(packs, "BR", NOW).pack.hours, findPack(packs, "BR", NOW).isKnown]).toEqual([12, false]);
});

describe("the rate", () => {
  const open = (hoursAgo: number): Turn => ({ askedAt: NOW - hoursAgo * HOUR, answeredAt: null });
  const score = (total: number, doubtful: Turn[]) => scoreChats(total, doubtful, pack, "UTC", NOW);

  test("counts what is decided, and says what the open ones can make of it", () => {
    const late: Turn = { askedAt: NOW - 100 * HOUR, answeredAt: NOW - 70 * HOUR };
    expect(score(20, [late, open(30), open(2), open(3)])).toEqual({
      decided: 18,
      inTime: 16,
      open: 2,
      rate: 88.9,
      best: 90,
      worst: 80,
      needed: 2,
      isReachable: true,
    });
  });
  test("nothing needs saving where all is well", () => expect(score(100, [open(1)])).toMatchObject({ rate: 100, worst: 99, needed: 0 }));
  test("what is lost is said to be lost", () =>
    expect(score(10, [open(30), open(40), open(1)])).toMatchObject({ isReachable: false, needed: 1 }));
  test("no chats, no rate", () => expect(score(0, [])).toMatchObject({ rate: null, best: null, worst: null, needed: 0 }));
});

/** A desk with one store and these chats, asked and answered so many hours after `begin`; null waits. */
function openDesk(begin: number, chats: [asked: number, answered: number | null][], now: number, isWeekendSpared = false) {
  const database = openSchema();
  database.exec(`
    INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at) VALUES ('ana', 'Ana', 'a@x', 1, 'admin', 0, 0);
    INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at) VALUES ('s1', 'ana', 'ana', 9e15, 0, 9e15);
    INSERT INTO store (id, name, mark, marketplace, currency, time_zone, created_at) VALUES ('one', 'One', 1, 'US', 'USD', 'UTC', 0);
    UPDATE score_pack SET weekend_to_monday = ${Number(isWeekendSpared)} WHERE marketplace = 'US';`);
  const ticket =
    database.prepare(`INSERT INTO ticket (id, number, store_id, conversation_id, is_current, opening_index, buyer_name, created_at, turn,
    last_at, tags) VALUES (?, ?, 'one', ?, 1, '0', 'Buyer', 0, 0, 0, '[]')`);
  const chat = database.prepare("INSERT INTO scored_chat (ticket_id, asked_at, store_id, answered_at) VALUES (?, ?, 'one', ?)");
  for (const [at, [asked, answered]] of chats.entries()) {
    ticket.run(`tkt_${at}`, at + 1, `c${at}`);
    chat.run(`tkt_${at}`, begin + asked * HOUR, answered === null ? null : begin + answered * HOUR);
  }
  const kit = { db: openDb(database), now: () => now } as unknown as Kit;
  return { kit, signedIn: { tokenHash: "ana", now } };
}

test("a chat of Sunday evening that was answered on Monday after noon is late, on the page and beside what Seller Center showed", async () => {
  const sunday = Date.parse("2026-11-15T00:00:00Z");
  const now = sunday + 40 * HOUR;
  const { kit, signedIn } = openDesk(
    sunday,
    [
      [20, 24 + 13],
      [20, 24 + 11],
      [2, 24 + 11],
    ],
    now,
    true,
  );
  const [store] = (await openCompliancePage(kit, signedIn)).stores;
  expect(store?.score).toMatchObject({ decided: 3, inTime: 2, open: 0 });
  expect(store?.late.map((chat) => chat.ticket_id)).toEqual(["tkt_0"]);
  await typeFigure(kit, signedIn, "one", { day: "2026-11-16", percent: 66.7 });
  expect((await openCompliancePage(kit, signedIn)).stores[0]?.figures.typed).toMatchObject([{ ourChats: 3, ours: 66.7, apart: 0 }]);
});

test("of very many open chats all are listed that the rate needs", async () => {
  const monday = Date.parse("2026-11-16T00:00:00Z");
  const chats = Array.from({ length: 150 }, (_, at): [number, null] => [at / 60, null]);
  const { kit, signedIn } = openDesk(monday, [...chats, [0, 0.5], [0, 0.5]], monday + 3 * HOUR);
  const [store] = (await openCompliancePage(kit, signedIn)).stores;
  expect(store?.score).toMatchObject({ open: 150, needed: 135, isReachable: true });
  expect(store?.open).toHaveLength(135);
  expect(store?.open.at(-1)?.asked_at).toBe(monday + (134 / 60) * HOUR);
});
