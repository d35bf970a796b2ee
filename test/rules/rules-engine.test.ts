// What rules ask, answer and hold back: conditions by table and by property, the order of suppressions, what a cause was, and which words of
// an automated reply are warned about.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Condition,
  conditionForm,
  countTests,
  depthOf,
  FIELDS,
  findUnmet,
  type Known,
  type Test,
} from "../../worker/rules/condition.ts";
import { GALLERY_LANGUAGES, galleryIn } from "../../worker/rules/gallery.ts";
import { stillStands, whatHappened } from "../../worker/rules/known.ts";
import { anyForm, asRule, judge, type Occasion, type PastRun, RULE_CHAIN_MAX, type Rule } from "../../worker/rules/rule.ts";
import { warnAbout } from "../../worker/rules/wording.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { openFacts, type TicketFacts } from "../../worker/timeline/timeline.ts";

const nothing = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, null])) as Known;
const known = (some: Partial<Known>): Known => ({ ...nothing, ...some });
const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

describe("conditions", () => {
  test.each<[string, Test, Partial<Known>, boolean]>([
    ["contains, whatever the case", { field: "message.text", is: "contains", values: ["REFUND"] }, { "message.text": "a refund" }, true],
    ["contains any of several", { field: "message.text", is: "contains", values: ["x", "fund"] }, { "message.text": "a refund" }, true],
    ["full-width letters are letters", { field: "message.text", is: "contains", values: ["ok"] }, { "message.text": "ＯＫ" }, true],
    ["what is not known contains nothing", { field: "message.text", is: "contains", values: ["a"] }, {}, false],
    ["what is not known does not contain", { field: "message.text", is: "contains-not", values: ["a"] }, {}, true],
    [
      "contains not: one is enough to fail",
      { field: "message.text", is: "contains-not", values: ["q", "a"] },
      { "message.text": "a" },
      false,
    ],
    ["equals, spaces aside", { field: "message.text", is: "equals", values: ["thanks"] }, { "message.text": " Thanks " }, true],
    ["equals is not contains", { field: "message.text", is: "equals", values: ["thanks"] }, { "message.text": "thanks a lot" }, false],
    ["starts with", { field: "message.text", is: "starts-with", values: ["hi"] }, { "message.text": "  Hi there" }, true],
    ["is one of", { field: "order.stage", is: "is", values: ["shipped", "delivered"] }, { "order.stage": "delivered" }, true],
    ["is not any of", { field: "order.stage", is: "is-not", values: ["shipped"] }, { "order.stage": "shipped" }, false],
    ["no order is no stage", { field: "order.stage", is: "is", values: ["shipped"] }, {}, false],
    ["has one of", { field: "ticket.tags", is: "has", values: ["tag_a", "tag_b"] }, { "ticket.tags": ["tag_b", "tag_c"] }, true],
    ["has none of", { field: "ticket.tags", is: "has", values: ["tag_a"] }, { "ticket.tags": ["tag_ab"] }, false],
    ["has not", { field: "ticket.tags", is: "has-not", values: ["tag_a"] }, { "ticket.tags": [] }, true],
    [
      "has not: one is enough to fail",
      { field: "ticket.tags", is: "has-not", values: ["tag_a", "tag_b"] },
      { "ticket.tags": ["tag_b"] },
      false,
    ],
    ["at least, the edge", { field: "ticket.reopened", is: "at-least", values: ["2"] }, { "ticket.reopened": 2 }, true],
    ["at most, above", { field: "ticket.reopened", is: "at-most", values: ["2"] }, { "ticket.reopened": 3 }, false],
    ["not known is no number", { field: "ticket.waitingMinutes", is: "at-most", values: ["9"] }, {}, false],
    ["no", { field: "hours.open", is: "no", values: [] }, { "hours.open": false }, true],
    ["not known is neither yes nor no", { field: "hours.open", is: "no", values: [] }, {}, false],
  ])("%s", (_, test, some, isSo) => {
    expect(findUnmet(test, known(some)) === null).toBe(isSo);
  });

  test("the first thing that is not so is told, with what was found", () => {
    const condition: Condition = {
      all: [
        { field: "order.linked", is: "yes", values: [] },
        { any: [{ field: "order.was", is: "is", values: ["shipped"] }, { not: { field: "order.stage", is: "is", values: ["held"] } }] },
      ],
    };
    expect(findUnmet(condition, known({ "order.linked": true, "order.stage": "held", "order.was": "unpaid" }))).toMatchObject({
      field: "order.was",
      found: "unpaid",
    });
    expect(findUnmet(condition, known({ "order.linked": true, "order.stage": "shipped" }))).toBeNull();
  });

  const flag = fc.constantFrom("order.linked", "ticket.assigned", "hours.open") as fc.Arbitrary<"order.linked">;
  const leaf: fc.Arbitrary<Condition> = fc.record({
    field: flag,
    is: fc.constantFrom("yes" as const, "no" as const),
    values: fc.constant([]),
  });
  const tree = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ all: fc.array(tie("node"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("node") }),
    ),
  })).node;
  const world = fc.record({ "order.linked": fc.boolean(), "ticket.assigned": fc.boolean(), "hours.open": fc.boolean() });
  const plainly = (condition: Condition, some: Known): boolean => {
    if ("field" in condition) return (condition.is === "yes") === some[condition.field];
    if ("not" in condition) return !plainly(condition.not, some);
    return "any" in condition ? condition.any.some((one) => plainly(one, some)) : condition.all.every((one) => plainly(one, some));
  };

  test("any tree is answered as logic answers it, and a denial turns it round", () => {
    fc.assert(
      fc.property(tree, world, (condition, some) => {
        const isSo = findUnmet(condition, known(some)) === null;
        expect(isSo).toBe(plainly(condition, known(some)));
        expect(findUnmet({ not: condition }, known(some)) === null).toBe(!isSo);
      }),
    );
  });

  test("the form takes what is within its depth and its number, and nothing else", () => {
    fc.assert(
      fc.property(tree, (condition) => {
        expect(conditionForm.safeParse(condition).success).toBe(depthOf(condition) <= 4 && countTests(condition) <= 30);
      }),
    );
    for (const wrong of [
      { field: "order.stage", is: "contains", values: ["a"] },
      { field: "ticket.reopened", is: "at-least", values: ["two"] },
      { field: "hours.open", is: "yes", values: ["1"] },
      { field: "message.text", is: "contains", values: [] },
      { field: "secret", is: "is", values: ["a"] },
      { any: [] },
    ])
      expect(conditionForm.safeParse(wrong).success).toBe(false);
  });
});

const rule = (more: Partial<Rule> = {}): Rule => ({
  id: "rul_a",
  kind: "rule",
  name: "A",
  stores: null,
  byId: "usr_1",
  auto: null,
  stops: false,
  quietMinutes: 0,
  trigger: { on: "buyer-wrote" },
  condition: { all: [] },
  actions: [{ do: "resolve" }],
  ...more,
});
const occasion = (more: Partial<Occasion> = {}): Occasion => ({
  cause: "c1",
  triggers: ["buyer-wrote"],
  ofRule: null,
  byRule: null,
  storeId: "sto_1",
  buyerId: "b1",
  known: nothing,
  now: NOW,
  ...more,
});
const run = (more: Partial<PastRun> = {}): PastRun => ({
  rule_id: "rul_a",
  ticket_id: "t1",
  cause: "c0",
  at: NOW - MINUTE,
  outcome: "done",
  by_rule: null,
  buyer_id: null,
  ...more,
});

describe("what holds a rule back", () => {
  const auto = { from: null, until: null, buyerHours: 2 };
  const chain = Array.from({ length: RULE_CHAIN_MAX }, (_, at) => run({ rule_id: "rul_b", cause: `x${at}`, by_rule: "rul_c" }));
  test.each<[string, Rule, Occasion, PastRun[], string | null]>([
    ["nothing", rule(), occasion(), [run()], null],
    ["its own act", rule(), occasion({ byRule: "rul_a" }), [], "own-act"],
    ["another rule's act does not", rule(), occasion({ byRule: "rul_b" }), chain.slice(1), null],
    ["a chain of rules", rule(), occasion({ byRule: "rul_b" }), chain, "chain"],
    ["a chain stops no person's act", rule(), occasion(), chain, null],
    ["quiet minutes", rule({ quietMinutes: 5 }), occasion(), [run()], "quiet"],
    ["quiet minutes that are over", rule({ quietMinutes: 5 }), occasion(), [run({ at: NOW - 5 * MINUTE })], null],
    ["a run that did not match is none", rule({ quietMinutes: 5 }), occasion(), [run({ outcome: "unmatched" })], null],
    ["another rule's run is none", rule({ quietMinutes: 5 }), occasion(), [run({ rule_id: "rul_b" })], null],
    ["a buyer who was told, in any ticket", rule({ auto }), occasion(), [run({ ticket_id: "t9", buyer_id: "b1" })], "buyer-told"],
    ["another buyer who was told", rule({ auto }), occasion(), [run({ buyer_id: "b2" })], null],
    ["before its first day", rule({ auto: { ...auto, from: NOW + 1 } }), occasion(), [], "not-yet"],
    ["on its last moment", rule({ auto: { ...auto, until: NOW } }), occasion(), [], "over"],
    ["within its dates", rule({ auto: { ...auto, from: NOW, until: NOW + 1 } }), occasion(), [], null],
  ])("%s", (_, one, what, past, because) => {
    const judged = judge(one, what, past);
    expect(judged).toEqual(because === null ? { outcome: "matched" } : { outcome: "suppressed", because });
  });

  test("an auto-reply asks for an unanswered buyer, and for closed hours where it says so", () => {
    const form = {
      kind: "auto-reply",
      name: "N",
      stores: null,
      when: "closed",
      from: null,
      until: null,
      text: "Soon",
      buyerHours: 1,
    } as const;
    const asked = (some: Partial<Known>) => judge(asRule(form, "rul_x", "u"), occasion({ known: known(some) }), []).outcome;
    expect(asked({ "ticket.waitingMinutes": 0, "hours.open": false })).toBe("matched");
    expect(asked({ "ticket.waitingMinutes": 0, "hours.open": true })).toBe("unmatched");
    expect(asked({ "ticket.waitingMinutes": null, "hours.open": false })).toBe("unmatched");
  });
});

describe("what a cause was", () => {
  const message = (id: string, role: string, type = "TEXT"): Entry =>
    ({ kind: "message", id, at: 1, index: "1", type, content: { content: "x" }, role, name: null }) as Entry;
  const event = (name: string, by: string | null): Entry => ({ kind: "event", id: name, at: 1, by, byName: by, name, facts: {} }) as Entry;
  const entries = [
    message("m1", "BUYER"),
    message("m2", "BUYER"),
    message("m3", "ROBOT"),
    message("m4", "CUSTOMER_SERVICE"),
    message("m5", "SYSTEM"),
  ];
  test.each<[string, Entry[], string[] | null]>([
    ["m1", entries, ["opened", "buyer-wrote"]],
    ["m2", entries, ["buyer-wrote"]],
    ["m3", entries, null],
    ["m4", entries, ["answered"]],
    ["m5", entries, null],
    ["gone", entries, null],
    ["resolved", [event("resolved", "usr_1")], ["resolved"]],
    ["snoozed", [event("snoozed", "usr_1")], null],
    ["clock:rul_a:waiting:5", [], ["waiting"]],
    ["stage:577:4:9:1", [], ["order-moved"]],
    ["stage:577:4:99:1", [], null],
  ])("%s", (cause, some, triggers) => {
    expect(whatHappened(cause, some)?.triggers ?? null).toEqual(triggers);
  });
  test("a rule's act is known for its own, an order's move for where it came from", () => {
    expect(whatHappened("resolved", [event("resolved", "rul_a")])?.byRule).toBe("rul_a");
    expect(whatHappened("stage:577:4:9:1", [])).toMatchObject({ was: "ready_to_ship", order: { id: "577", stage: "cancelled" } });
  });
});

describe("whether a clock that ran out still stands", () => {
  test.each<[string, string, Partial<TicketFacts>, boolean]>([
    ["who waits still waits", "clock:rul_a:waiting:5", { waitingSince: 5 }, true],
    ["an e-mail waits as well", "clock:rul_a:waiting:5", { mailSince: 5 }, true],
    ["answered", "clock:rul_a:waiting:5", {}, false],
    ["answered, and asked anew", "clock:rul_a:waiting:5", { waitingSince: 6 }, false],
    ["put off", "clock:rul_a:waiting:5", { waitingSince: 5, state: "snoozed" }, false],
    ["silent", "clock:rul_a:silent:5", { lastAt: 5 }, true],
    ["somebody spoke", "clock:rul_a:silent:5", { lastAt: 6 }, false],
    ["resolved", "clock:rul_a:resolved-for:5", { state: "resolved", resolvedAt: 5 }, true],
    ["resolved once more", "clock:rul_a:resolved-for:5", { state: "resolved", resolvedAt: 6 }, false],
    ["reopened", "clock:rul_a:resolved-for:5", {}, false],
    ["what is of no clock", "m1", {}, true],
  ])("%s", (_, cause, facts, stands) => {
    expect(stillStands(cause, { ...openFacts(1), ...facts })).toBe(stands);
  });
});

test.each<[string, string[]]>([
  ["Hello, your parcel is on its way.", []],
  ["We are closed, this is an automatic reply.", ["away", "away"]],
  ["Write to us on WhatsApp +49 170 1234567", ["contact", "contact"]],
  ["help@example.com or www.example.com", ["contact"]],
  ["Leave a 5-star review", ["promise"]],
  ["自动回复：我们在休息", ["away"]],
  ["Your order 577012345678901234 was shipped", []],
])("wording: %s", (text, because) => {
  const found = warnAbout(text).map((one) => one.because);
  expect(found.length > 0).toBe(because.length > 0);
  for (const one of because) expect(found).toContain(one);
});

test("six samples, each a whole rule", () => {
  for (const language of GALLERY_LANGUAGES) {
    const samples = galleryIn(language);
    expect(new Set(samples.map(({ code }) => code)).size).toBe(6);
    for (const { code, form } of samples) {
      expect(anyForm.safeParse(form).success, code).toBe(true);
      expect(
        form.actions.flatMap((act) => (act.do === "reply" ? warnAbout(act.text) : [])),
        code,
      ).toEqual([]);
      const named = GALLERY_LANGUAGES.filter((one) => galleryIn(one).some((other) => other.form.name === form.name));
      expect(named).toEqual([language]);
    }
  }
});
