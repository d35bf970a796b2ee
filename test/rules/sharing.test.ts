// Two tickets made one, and one made two: who waits still waits, each chat and each broken promise is in one of them, and a second topic is
// pointed out only while it waits.
import { expect, test } from "vitest";
import type { Role } from "../../worker/tiktok/chat.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { joinFacts, partFacts } from "../../worker/timeline/sharing.ts";
import * as timeline from "../../worker/timeline/timeline.ts";
import { secondTopic } from "../../worker/timeline/topics.ts";

const START = 1_800_000_000;
const ms = (at: number) => (START + at) * 1000;
const policy = { firstMinutes: 60, nextMinutes: 60, resolutionMinutes: null, calendar: null, overrides: [] };
const rules: timeline.ThreadRules = { reopenDays: 7, orderOpensTicket: true, policy, connectedAt: 0 };

const ORDERS = { A: "576900000000000101", B: "576900000000000202" };
type Said = [at: number, role: Role, order?: keyof typeof ORDERS];

const index = (at: number) => `${START + at}000001`;
const contentOf = ([at, , order]: Said) => ({
  content: order ? `about ${ORDERS[order]}` : `words at ${at}, and what is to be done about them`,
});
const entryOf = (said: Said): Entry => {
  const [at, role] = said;
  return { kind: "message", id: `m${at}`, at: ms(at), index: index(at), type: "TEXT", content: contentOf(said), role, name: null };
};
function lived(...history: Said[]): timeline.TicketFacts {
  return history.reduce(
    (facts, said) => {
      const [at, role, order] = said;
      const message = { id: `m${at}`, type: "TEXT", createTime: START + at, index: index(at), isVisible: true, role, nickname: null };
      const about = order ? ORDERS[order] : null;
      return timeline.afterMessage(facts, { ...message, content: contentOf(said), about }, rules).facts;
    },
    timeline.openFacts(ms(0)),
  );
}

test.each<[string, Said[], Said[], number | null, number | null]>([
  ["both wait: since the older question", [[0, "BUYER"]], [[600, "BUYER"]], ms(0), ms(3_600)],
  [
    "only the one that is kept waits",
    [[0, "BUYER"]],
    [
      [60, "BUYER"],
      [90, "CUSTOMER_SERVICE"],
    ],
    ms(0),
    ms(3_600),
  ],
  [
    "only the one that joins it waits",
    [
      [0, "BUYER"],
      [30, "CUSTOMER_SERVICE"],
    ],
    [[600, "BUYER"]],
    ms(600),
    ms(4_200),
  ],
  [
    "neither waits",
    [
      [0, "BUYER"],
      [30, "CUSTOMER_SERVICE"],
    ],
    [
      [60, "BUYER"],
      [90, "CUSTOMER_SERVICE"],
    ],
    null,
    null,
  ],
])("merged, %s (Zammad #904)", (_name, own, given, since, due) => {
  const joined = joinFacts(lived(...own), lived(...given), rules, ms(700));
  expect([joined.waitingSince, joined.dueAt]).toEqual([since, due]);
  const asked = [...own, ...given].filter(([, role]) => role === "BUYER").map(([at]) => ms(at));
  expect(joined.turns.map(({ askedAt }) => askedAt)).toEqual(asked);
});

test("merged, an open ticket and a resolved one are an open one", () => {
  const done = timeline.resolve(lived([0, "BUYER"]), ms(10));
  for (const joined of [joinFacts(done, lived([20, "BUYER"]), rules, ms(30)), joinFacts(lived([20, "BUYER"]), done, rules, ms(30))])
    expect([joined.state, joined.resolvedAt, joined.waitingSince]).toEqual(["open", null, ms(20)]);
});

test("split, what waits goes with its question, and no order or chat is in both or in neither", () => {
  const history: Said[] = [
    [0, "BUYER", "A"],
    [60, "CUSTOMER_SERVICE"],
    [120, "BUYER", "B"],
  ];
  const facts = { ...lived(...history), orders: [ORDERS.A, ORDERS.B] };
  const entries = history.map(entryOf);
  const { stays, goes } = partFacts(facts, entries.slice(2), entries.slice(0, 2), [], rules, ms(200));
  expect([stays.waitingSince, goes.waitingSince]).toEqual([null, ms(120)]);
  expect([stays.orders, goes.orders]).toEqual([[ORDERS.A], [ORDERS.B]]);
  expect([stays.turns, goes.turns].map((turns) => turns.map(({ askedAt }) => askedAt))).toEqual([[ms(0)], [ms(120)]]);
  expect(goes.dueAt).toBe(ms(120 + 3_600));
});

test.each<[string, Said[], string | null]>([
  [
    "another order is asked about",
    [
      [0, "BUYER", "A"],
      [60, "CUSTOMER_SERVICE"],
      [120, "BUYER", "B"],
    ],
    "m120",
  ],
  [
    "the same order is asked about again",
    [
      [0, "BUYER", "A"],
      [60, "CUSTOMER_SERVICE"],
      [120, "BUYER", "A"],
    ],
    null,
  ],
  [
    "it has been answered",
    [
      [0, "BUYER", "A"],
      [60, "BUYER", "B"],
      [120, "CUSTOMER_SERVICE"],
    ],
    null,
  ],
  [
    "no order was spoken of before",
    [
      [0, "BUYER"],
      [60, "BUYER", "B"],
    ],
    null,
  ],
])("a second topic: %s", (_name, history, found) => {
  const facts = { ...lived(...history), orders: [ORDERS.A, ORDERS.B] };
  expect(secondTopic(facts, history.map(entryOf))?.entry ?? null).toBe(found);
});
