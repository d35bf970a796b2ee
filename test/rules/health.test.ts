// What counts as well and what does not: how long each stream may be silent, and which troubles an admin reads, the gravest first.
import { expect, test } from "vitest";
import { type DeskFacts, type StoreFacts, troublesOf } from "../../worker/sync/troubles.ts";
import { followingOf, sweepSeconds } from "../../worker/sync/well.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;

const store = (more: Partial<StoreFacts> = {}): StoreFacts => ({
  id: "sto_1",
  state: "connected",
  reason: null,
  orders_import: 1,
  fbt_import: 0,
  chat_import: 1,
  connected_at: NOW - 90 * DAY,
  begin_since: null,
  sweep_at: NOW - MINUTE,
  reconcile_at: NOW - MINUTE,
  aftersales_at: NOW - MINUTE,
  last_time: NOW / 1000 - 60,
  consentEnds: NOW / 1000 + 200 * 86_400,
  gaps: 0,
  openDays: 0,
  balancingPausedAt: null,
  lateRooms: 0,
  chatCalls: { used: 10, most: 10_000 },
  ...more,
});
const desk: DeskFacts = { pulseAt: NOW - MINUTE, givenUp: 0, drifts: 0, balancingPausedAt: null, unmatched: 0, full: 0.79 };
const kindsOf = (more: Partial<StoreFacts>) => troublesOf(desk, [store(more)], NOW).map(({ kind }) => kind);

test("where all is well there is nothing to say", () => expect(troublesOf(desk, [store(), store({ id: "sto_2" })], NOW)).toEqual([]));

const LATE: [what: string, more: Partial<StoreFacts>, late: string[]][] = [
  ["a quarter of an hour", { reconcile_at: NOW - 15 * MINUTE }, []],
  ["longer", { reconcile_at: NOW - 16 * MINUTE }, ["orders"]],
  ["messages of a store where buyers write", { sweep_at: NOW - 16 * MINUTE }, ["messages"]],
  ["messages of a store that is quiet", { sweep_at: NOW - 44 * MINUTE, last_time: NOW / 1000 - 86_400 }, []],
  ["messages of a quiet store, three times its period", { sweep_at: NOW - 46 * MINUTE, last_time: NOW / 1000 - 86_400 }, ["messages"]],
  ["all of them, never", { sweep_at: null, reconcile_at: null, aftersales_at: null }, ["orders", "messages", "aftersales"]],
  ["never, of a store connected just now", { sweep_at: null, reconcile_at: null, aftersales_at: null, connected_at: NOW - MINUTE }, []],
  ["never, of one connected again just now", { reconcile_at: NOW - DAY, begin_since: NOW - MINUTE }, []],
  ["what is not imported", { orders_import: 0, chat_import: 0, reconcile_at: null, sweep_at: null, aftersales_at: null }, []],
  ["a store that is not connected", { state: "disconnected", reconcile_at: null }, []],
];

test.each(LATE)("silent for %s", (_what, more, late) => {
  expect(followingOf(store(more), NOW).flatMap(({ stream, isLate }) => (isLate ? [stream] : []))).toEqual(late);
});

test("chats are swept the more seldom the longer nobody wrote", () =>
  expect([0, 899, 900, 21_599, 21_600].map(sweepSeconds)).toEqual([60, 60, 300, 300, 900]));

test("each trouble is said once, with what may be done, and those that cannot wait come first", () => {
  const troubles = troublesOf(
    { pulseAt: null, givenUp: 3, drifts: 2, balancingPausedAt: NOW - DAY, unmatched: 1, full: 0.8 },
    [
      store({
        state: "reauthorize",
        reason: "gone",
        gaps: 2,
        openDays: 1,
        lateRooms: 4,
        balancingPausedAt: NOW,
        chatCalls: { used: 9_000, most: 10_000 },
      }),
    ],
    NOW,
  );
  expect(troubles.map(({ kind, act }) => `${kind} › ${act}`)).toEqual([
    "clock-stopped › none",
    "work-given-up › replay",
    "stock-differs › stock",
    "database-filling › none",
    "consent-ended › reauthorize",
    "items-failed › retry",
    "balancing-paused › balancing",
    "mail-unmatched › mail",
    "days-open › gaps",
    "rooms-late › none",
    "chat-calls-high › none",
    "balancing-paused › balancing",
  ]);
});

test("a consent that ends is told from 30 days on, and cannot wait in its last week", () => {
  const ending = (days: number) =>
    troublesOf(desk, [store({ consentEnds: NOW / 1000 + days * 86_400 + 60 })], NOW).map(({ isLate, count }) => [isLate, count]);
  expect([31, 30, 14, 8, 7, 1].map(ending)).toEqual([[], [[false, 30]], [[false, 14]], [[false, 8]], [[true, 7]], [[true, 1]]]);
  expect(kindsOf({ consentEnds: null })).toEqual([]);
});
