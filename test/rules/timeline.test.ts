// What messages and acts do to a ticket. The cases named after products are public bugs of theirs that must not be ours.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aboutOrders } from "../../worker/tickets/mirror.ts";
import type { ChatMessage, Role } from "../../worker/tiktok/chat.ts";
import { afterAct } from "../../worker/timeline/acts.ts";
import { mentionedOrders, partOf, previewOf } from "../../worker/timeline/entries.ts";
import type { HandedMessage, ThreadRules, TicketFacts } from "../../worker/timeline/timeline.ts";
import * as timeline from "../../worker/timeline/timeline.ts";

const DAY = 86_400;
const START = 1_800_000_000;
const policy = { firstMinutes: 60, nextMinutes: 60, resolutionMinutes: null, calendar: null, overrides: [] };
const rules: ThreadRules = { reopenDays: 7, orderOpensTicket: true, policy, connectedAt: (START - 100 * DAY) * 1000 };

function message(at: number, role: Role, more: Partial<ChatMessage> & { about?: string | null } = {}): HandedMessage {
  const content = more.content ?? { content: `at ${at}` };
  return {
    id: `m${at}${role}`,
    type: "TEXT",
    createTime: START + at,
    index: `${START + at}000001`,
    isVisible: true,
    role,
    nickname: null,
    about: null,
    ...more,
    content,
  };
}
const buyer = (at: number, more: Parameters<typeof message>[2] = {}) => message(at, "BUYER", more);
const us = (at: number, more: Parameters<typeof message>[2] = {}) => message(at, "CUSTOMER_SERVICE", more);

function told(messages: HandedMessage[], facts = timeline.openFacts(START * 1000)): TicketFacts {
  return messages.reduce((before, one) => timeline.afterMessage(before, one, rules).facts, facts);
}
const ms = (at: number) => (START + at) * 1000;

describe("waiting", () => {
  test("a buyer waits from the oldest unanswered message, not from the newest (Libredesk moved it with every message)", () => {
    const facts = told([buyer(0), buyer(60), buyer(120)]);
    expect(facts.waitingSince).toBe(ms(0));
    expect(facts.dueAt).toBe(ms(0) + 3_600_000);
  });
  test("an answer ends the wait; the next question starts a new one", () => {
    const answered = told([buyer(0), us(60)]);
    expect([answered.waitingSince, answered.dueAt, answered.firstReplyAt]).toEqual([null, null, ms(60)]);
    expect(told([buyer(90)], answered).waitingSince).toBe(ms(90));
  });
  test("a robot's or the shop's automatic words answer nobody (Chatwoot counted bots)", () => {
    for (const role of ["ROBOT", "SHOP", "SYSTEM"] as const) expect(told([buyer(0), message(60, role)]).waitingSince).toBe(ms(0));
  });
  test("an answer older than the question does not answer it", () => {
    expect(told([buyer(60), us(0)]).waitingSince).toBe(ms(60));
  });
  test("resolving ends the wait although the buyer had the last word (Chatwoot #10178)", () => {
    const resolved = timeline.resolve(told([buyer(0)]), ms(90));
    expect([resolved.waitingSince, resolved.dueAt, resolved.state]).toEqual([null, null, "resolved"]);
  });
  test("a reopened ticket is not resolved any more (Libredesk kept the first resolved_at for ever)", () => {
    const reopened = told([buyer(200)], timeline.resolve(told([buyer(0), us(10)]), ms(90)));
    expect([reopened.state, reopened.resolvedAt, reopened.reopened, reopened.waitingSince]).toEqual(["open", null, 1, ms(200)]);
  });
  test("no question from before the store was connected can be late: its clock starts with the connection", () => {
    const connectedAt = ms(5 * DAY);
    const dueOf = (askedAt: number) =>
      timeline.afterMessage(timeline.openFacts(ms(askedAt)), buyer(askedAt), { ...rules, connectedAt }).facts.dueAt ?? 0;
    expect(dueOf(0)).toBeGreaterThanOrEqual(connectedAt + 3_540_000);
    expect(dueOf(5 * DAY)).toBe(connectedAt + 3_600_000);
    // Who has waited longer comes first.
    expect([dueOf(2 * DAY), dueOf(0), dueOf(4 * DAY)].sort((one, other) => (one ?? 0) - (other ?? 0))).toEqual([
      dueOf(0),
      dueOf(2 * DAY),
      dueOf(4 * DAY),
    ]);
  });
});

describe("threading", () => {
  const resolvedAt = (at: number) => timeline.resolve(told([buyer(0, { about: "A" }), us(10)]), ms(at));
  test.each<[string, TicketFacts, HandedMessage, Partial<ThreadRules>, boolean]>([
    ["an open ticket takes the next message", told([buyer(0)]), buyer(60), {}, true],
    ["even weeks later, while it is open", told([buyer(0)]), buyer(30 * DAY), {}, true],
    ["a snoozed ticket takes it too", timeline.snooze(told([buyer(0)]), ms(9_999), false, rules, ms(30)), buyer(60), {}, true],
    ["inside the window a resolved ticket takes it back", resolvedAt(20), buyer(7 * DAY), {}, true],
    ["after the window it begins a new ticket", resolvedAt(20), buyer(7 * DAY + 21), {}, false],
    ["a window of no days never reopens", resolvedAt(20), buyer(30), { reopenDays: 0 }, false],
    ["another order begins a new ticket", told([buyer(0, { about: "A" })]), buyer(60, { about: "B" }), {}, false],
    [
      "unless the store keeps one ticket per buyer",
      told([buyer(0, { about: "A" })]),
      buyer(60, { about: "B" }),
      { orderOpensTicket: false },
      true,
    ],
    ["the same order does not", told([buyer(0, { about: "A" })]), buyer(60, { about: "A" }), {}, true],
    ["an order where there was none does not", told([buyer(0)]), buyer(60, { about: "A" }), {}, true],
    ["our own words and TikTok's remarks never begin one", resolvedAt(20), us(30 * DAY), {}, true],
    ["nor does a robot", resolvedAt(20), message(30 * DAY, "ROBOT"), {}, true],
    ["nor does a remark", resolvedAt(20), message(30 * DAY, "SYSTEM", { type: "NOTIFICATION" }), {}, true],
  ])("%s", (_name, facts, next, changed, here) => {
    expect(timeline.belongsHere(facts, next, { ...rules, ...changed })).toBe(here);
  });
  test("however many messages come while it is open, they are one ticket (FreeScout #5284)", () => {
    let facts = told([buyer(0)]);
    for (const at of [1, 1, 2, 60, 3_600, 9 * DAY, 9 * DAY + 1, 40 * DAY]) {
      const next = buyer(at, { id: `again at ${at}` });
      expect(timeline.belongsHere(facts, next, rules)).toBe(true);
      facts = told([next], facts);
    }
    expect([facts.state, facts.reopened, facts.waitingSince]).toEqual(["open", 0, ms(0)]);
  });
  test("automatic words, remarks and our own answers do not reopen (Chatwoot #9293)", () => {
    for (const quiet of [us(50), message(50, "ROBOT"), message(50, "SYSTEM", { type: "ALLOCATED_SERVICE" })]) {
      expect(told([quiet], resolvedAt(20)).state).toBe("resolved");
    }
  });
  test("in the past, silence longer than the window ended a ticket", () => {
    const past = { ...rules, connectedAt: ms(100 * DAY) };
    const facts = timeline.afterMessage(timeline.openFacts(ms(0)), buyer(0), past).facts;
    expect(timeline.belongsHere(facts, buyer(8 * DAY), past)).toBe(false);
    expect(timeline.belongsHere(facts, buyer(6 * DAY), past)).toBe(true);
  });
  test("a buyer who comes from an order is talking about it with the next words, and with those only", () => {
    const came = message(0, "BUYER", { type: "BUYER_ENTER_FROM_ORDER", content: { order_id: "A" } });
    const card = message(30, "BUYER", { type: "ORDER_CARD", content: { order_id: "B" } });
    expect(aboutOrders([came, buyer(10), buyer(20), card]).map((one) => one.about)).toEqual([null, "A", null, "B"]);
  });
  test("coming from an order asks nothing, and links nothing before words follow", () => {
    const facts = told([message(0, "BUYER", { type: "BUYER_ENTER_FROM_ORDER", content: { order_id: "A" } })]);
    expect([facts.waitingSince, facts.orders]).toEqual([null, []]);
  });
});

describe("snooze and spam", () => {
  test("a buyer's message wakes a snoozed ticket, unless it was told to sleep on", () => {
    const open = told([buyer(0), us(10)]);
    expect(told([buyer(60)], timeline.snooze(open, ms(9_999), false, rules, ms(30))).state).toBe("open");
    const kept = told([buyer(60)], timeline.snooze(open, ms(9_999), true, rules, ms(30)));
    expect([kept.state, kept.waitingSince]).toEqual(["snoozed", ms(60)]);
  });
  test("spam starts no clock, and spam that was none waits from its last question", () => {
    const spam = told([buyer(60)], timeline.markSpam(told([buyer(0)]), ms(30)));
    expect([spam.state, spam.waitingSince]).toEqual(["spam", null]);
    expect(timeline.reopen(spam, rules, ms(90)).waitingSince).toBe(ms(60));
  });
  test("an act without effect tells nothing", () => {
    const resolved = timeline.resolve(told([buyer(0)]), ms(1));
    expect(afterAct(resolved, { do: "resolve" }, rules, ms(2))).toEqual({ facts: resolved, event: null, told: {} });
    expect(afterAct(told([buyer(0)]), { do: "reopen" }, rules, ms(2)).event).toBeNull();
    expect(afterAct(resolved, { do: "assign", assigneeId: "", assigneeName: "" }, rules, ms(2)).event).toBeNull();
  });
});

describe("import", () => {
  const now = ms(30 * DAY);
  test.each([
    ["the buyer wrote last, three days ago", [buyer(27 * DAY)], "open"],
    ["the buyer wrote last, eight days ago", [buyer(22 * DAY)], "resolved"],
    ["we wrote last", [buyer(29 * DAY), us(29 * DAY + 5)], "resolved"],
    ["only a robot answered", [buyer(29 * DAY), message(29 * DAY + 5, "ROBOT")], "open"],
  ])("%s: %s", (_name, messages, state) => {
    expect(timeline.settleImport(told(messages), now).state).toBe(state);
  });
  test("what an agent has touched keeps the state the agent gave it", () => {
    expect(timeline.settleImport({ ...told([buyer(0)]), touched: true }, now).state).toBe("open");
  });
});

test("a ticket's turn: waiting by what is due, then the quiet ones by the latest word, newest first", () => {
  const turn = (facts: TicketFacts) => timeline.turnOf(facts);
  const [early, late] = [told([buyer(0)]), told([buyer(60)])];
  const [older, newer] = [told([buyer(0), us(10)]), told([buyer(0), us(50)])];
  expect(turn(early)).toBeLessThan(turn(late));
  expect(turn(late)).toBeLessThan(timeline.TURN_AFTER_DUE);
  expect(turn(newer)).toBeGreaterThanOrEqual(timeline.TURN_AFTER_DUE);
  expect(turn(newer)).toBeLessThan(turn(older));
});

test("every kind of message is a question, an answer, or neither, and reads in one line", () => {
  const kinds = ["TEXT", "IMAGE", "VIDEO", "ORDER_CARD", "PRODUCT_CARD", "EMOTICONS", "SOMETHING_NEW"];
  for (const type of kinds) expect(partOf({ type, role: "BUYER" })).toBe("question");
  for (const type of ["ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER"])
    expect(partOf({ type, role: "BUYER" })).toBe("remark");
  expect(previewOf("TEXT", { content: "  two\n lines  " })).toBe("two lines");
  expect(previewOf("VIDEO", { url: "x" })).toBe("[VIDEO]");
  expect(mentionedOrders({ type: "TEXT", content: { content: "order 576900000000000101, not 5769000000000001011" } })).toEqual([
    "576900000000000101",
  ]);
});

test("whatever happens in whatever order, a ticket that waits has a due time, and only an open or sleeping one waits", () => {
  const step = fc.oneof(
    fc.record({ at: fc.nat(5_000), role: fc.constantFrom<Role>("BUYER", "CUSTOMER_SERVICE", "ROBOT", "SYSTEM") }),
    fc.constantFrom("resolve", "reopen", "spam", "snooze"),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let facts = timeline.openFacts(START * 1000);
      for (const one of steps) {
        if (typeof one === "object") facts = timeline.afterMessage(facts, message(one.at, one.role), rules).facts;
        else
          facts = afterAct(
            facts,
            one === "snooze" ? { do: "snooze", until: ms(9_999), keepSnoozed: true } : { do: one },
            rules,
            ms(6_000),
          ).facts;
      }
      const isConsistent = (facts.waitingSince === null) === (facts.dueAt === null);
      const mayWait = facts.waitingSince === null || facts.state === "open" || facts.state === "snoozed";
      return isConsistent && mayWait && (facts.state === "resolved") === (facts.resolvedAt !== null);
    }),
    { numRuns: 2_000 },
  );
});
