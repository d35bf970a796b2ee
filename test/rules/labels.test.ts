// What labels decide without asking anybody: which promise a ticket with a priority and tags has, what an act does to them, and what a block does
// to a ticket's life.
import { describe, expect, test } from "vitest";
import { tagForm } from "../../worker/labels/label.ts";
import { type Override, policyFor, type StorePolicy } from "../../worker/sla/clocks.ts";
import { policyOf } from "../../worker/sla/policy.ts";
import { type Act, afterAct, afterRetag } from "../../worker/timeline/acts.ts";
import type { HandedMessage, ThreadRules, TicketFacts } from "../../worker/timeline/timeline.ts";
import * as timeline from "../../worker/timeline/timeline.ts";

const MINUTE = 60_000;
const START = 1_900_000_000_000;
const at = (minutes: number) => START + minutes * MINUTE;
const of = (label: string, first: number | null, next: number | null = null, resolution: number | null = null): Override => ({
  label,
  firstMinutes: first,
  nextMinutes: next,
  resolutionMinutes: resolution,
});
const store: StorePolicy = {
  firstMinutes: 720,
  nextMinutes: 240,
  resolutionMinutes: null,
  calendar: null,
  overrides: [of("urgent", 60, 30), of("low", 1_440), of("tag_vip", 120, 15, 600), of("tag_slow", 2_880, null, 900)],
};
const rules: ThreadRules = { reopenDays: 7, orderOpensTicket: false, policy: store, connectedAt: 0 };

describe("the promise of a ticket's labels", () => {
  test.each<[string, string[], [number, string?], [number, string?], [number | null, string?]]>([
    ["is the store's without any", [], [720], [240], [null]],
    ["is the store's where no label asks for one", ["normal", "tag_other"], [720], [240], [null]],
    ["is the priority's", ["urgent"], [60, "urgent"], [30, "urgent"], [null]],
    ["may be longer than the store's", ["low"], [1_440, "low"], [240], [null]],
    ["is the tag's, clock by clock", ["normal", "tag_vip"], [120, "tag_vip"], [15, "tag_vip"], [600, "tag_vip"]],
    ["is the shortest of several, clock by clock", ["urgent", "tag_vip"], [60, "urgent"], [15, "tag_vip"], [600, "tag_vip"]],
    ["is the shortest whatever their order", ["tag_slow", "tag_vip", "low"], [120, "tag_vip"], [15, "tag_vip"], [600, "tag_vip"]],
    ["is a longer one where only that asks", ["tag_slow"], [2_880, "tag_slow"], [240], [900, "tag_slow"]],
  ])("%s", (_, labels, first, next, resolution) => {
    const { firstMinutes, nextMinutes, resolutionMinutes, by } = policyFor(store, labels);
    expect([firstMinutes, by?.first]).toEqual([first[0], first[1]]);
    expect([nextMinutes, by?.next]).toEqual([next[0], next[1]]);
    expect([resolutionMinutes, by?.resolution]).toEqual([resolution[0], resolution[1]]);
  });

  test("a next reply that follows the first one follows it for a label as well", () => {
    const row = { reply_target_minutes: 720, resolution_target_minutes: null, promise_overrides: JSON.stringify([of("urgent", 60)]) };
    expect(policyFor(policyOf({ ...row, next_target_minutes: null }, null), ["urgent"]).nextMinutes).toBe(60);
    expect(policyFor(policyOf({ ...row, next_target_minutes: 240 }, null), ["urgent"]).nextMinutes).toBe(240);
  });
});

const message = (minutes: number): HandedMessage => ({
  id: `m${minutes}`,
  index: String(minutes + 1),
  createTime: at(minutes) / 1000,
  type: "TEXT",
  content: { content: "Hello?" },
  role: "BUYER",
  nickname: "anna",
  isVisible: true,
  about: null,
});
const asked = (given: ThreadRules = rules) => timeline.afterMessage(timeline.openFacts(START), message(0), given).facts;
const acted = (facts: TicketFacts, act: Act, minutes: number) => afterAct(facts, act, rules, at(minutes));
const tag = (tagId: string): Act => ({ do: "tag", tagId, tagName: tagId });

describe("labels on a ticket", () => {
  test("a clock is computed again from where it began, and says what asks for it", () => {
    const urgent = acted(asked(), { do: "priority", priority: "urgent" }, 30);
    expect([urgent.event, urgent.told]).toEqual(["prioritised", { from: "normal", to: "urgent" }]);
    expect(urgent.facts.clocks.running.map(({ kind, startedAt, dueAt, by }) => [kind, startedAt, dueAt, by])).toEqual([
      ["first", START, at(60), "urgent"],
    ]);
    const usual = acted(urgent.facts, { do: "priority", priority: "normal" }, 40).facts;
    expect(usual.dueAt).toBe(at(720));
    expect(usual.clocks.running[0]).not.toHaveProperty("by");
  });

  test("what does nothing tells nothing: the same priority, a tag twice, one that is not there, one too many", () => {
    const tagged = acted(asked(), tag("tag_a"), 1).facts;
    expect(acted(tagged, { do: "priority", priority: "normal" }, 2).event).toBeNull();
    expect(acted(tagged, tag("tag_a"), 2).event).toBeNull();
    expect(acted(tagged, { do: "untag", tagId: "tag_b", tagName: "" }, 2).event).toBeNull();
    const full = Array.from({ length: 20 }, (_, n) => tag(`tag_${n}`)).reduce((facts, one) => acted(facts, one, 1).facts, asked());
    expect(acted(full, tag("tag_more"), 2).event).toBeNull();
  });

  test("a resolved ticket is tagged without a clock", () => {
    const done = acted(acted(asked(), { do: "resolve" }, 1).facts, tag("tag_vip"), 2).facts;
    expect([done.state, done.clocks.running, done.tags]).toEqual(["resolved", [], ["tag_vip"]]);
  });

  test("a tag that becomes another is there once, in its old place", () => {
    const both = acted(acted(asked(), tag("tag_a"), 1).facts, tag("tag_vip"), 1).facts;
    expect(afterRetag(both, "tag_a", "tag_vip", rules, at(2)).tags).toEqual(["tag_vip"]);
    expect(afterRetag(both, "tag_none", "tag_b", rules, at(2))).toBe(both);
  });
});

describe("a blocked buyer", () => {
  const blocked = { ...rules, isBlocked: true };
  test.each<[string, TicketFacts, TicketFacts["state"]]>([
    ["an open ticket ends as spam and is open again", asked(), "spam"],
    ["a snoozed one ends as spam", acted(asked(), { do: "snooze", until: at(60), keepSnoozed: false }, 1).facts, "spam"],
    ["a resolved one stays resolved", acted(asked(), { do: "resolve" }, 1).facts, "resolved"],
    ["spam stays spam", acted(asked(), { do: "spam" }, 1).facts, "spam"],
  ])("%s", (_, before, state) => {
    const after = acted(before, { do: "block", reason: "Threats" }, 2);
    expect([after.event, after.facts.state, after.facts.clocks.running]).toEqual(["blocked", state, []]);
    expect(acted(after.facts, { do: "block", reason: "Threats" }, 3).event).toBeNull();
    const heard = acted(after.facts, { do: "unblock" }, 4).facts;
    const isBack = before.state === "open" || before.state === "snoozed";
    expect([heard.state, heard.blockedFrom]).toEqual([isBack ? "open" : before.state, null]);
    if (isBack) expect(heard.waitingSince).toBe(START);
  });

  test("what they write starts no clock and no chat, and belongs to no ticket that is done", () => {
    const { facts, event } = timeline.afterMessage(timeline.openFacts(START), message(0), blocked);
    expect([facts.state, facts.dueAt, facts.turns, facts.blockedFrom, event]).toEqual(["spam", null, [], "open", null]);
    const again = timeline.afterMessage(facts, message(5), blocked).facts;
    expect([again.state, again.questionIndex, again.blockedFrom]).toEqual(["spam", "6", "open"]);
    expect(timeline.belongsHere(acted(asked(), { do: "resolve" }, 1).facts, message(5), blocked)).toBe(false);
    expect(timeline.belongsHere(acted(asked(), { do: "resolve" }, 1).facts, message(5), rules)).toBe(true);
  });
});

test.each([
  ["  Two   words ", "Two words"],
  ["zero\u200bwidth", "zero width"],
  ["\u202eturned", "turned"],
  ["ไม่ได้รับ", "ไม่ได้รับ"],
  ["🎉", "🎉"],
])("a tag's name %j is kept as %j", (given, kept) => expect(tagForm.parse({ name: given, colour: "teal" }).name).toBe(kept));

test.each(["", " \u200b ", "x".repeat(41)])("%j is no name", (name) =>
  expect(tagForm.safeParse({ name, colour: "teal" }).success).toBe(false),
);
