// How much of the stock each listing shows: the rules as tables, what must hold however little there is, and a rush of orders lived through by the
// desk's own functions.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runSpikes } from "../../scripts/spike.ts";
import { divide } from "../../worker/balancing/divide.ts";
import { chooseMoves, type Shown } from "../../worker/balancing/moves.ts";
import { type Listing, planNumbers, type Shelf } from "../../worker/balancing/numbers.ts";
import { limitNumber, type PlacedRule, type Rule, ruleOf, usualRule } from "../../worker/balancing/rule.ts";
import { DIALS, lagOf, noSpeed, SAFETY, soldAt, speedAt } from "../../worker/balancing/speed.ts";

const rule = (more: Partial<PlacedRule> = {}): PlacedRule => ({ ...usualRule, level: "store", ...more });

const listing = (id: string, more: Partial<Listing> = {}): Listing => ({
  id,
  store: id,
  parts: [{ item: "a", qty: 1 }],
  warehouses: ["east"],
  rule: rule(),
  perMinute: 0,
  lagMinutes: 4,
  ...more,
});

const shelf = (free: number, item = "a", warehouse = "east"): Shelf => ({ warehouse, item, free });

const numbers = (listings: Listing[], shelves: Shelf[]) =>
  planNumbers(listings, shelves, "balanced")
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, number, mode }) => `${id} ${number} ${mode}`);

const table: [why: string, listings: Listing[], shelves: Shelf[], told: string[]][] = [
  ["who sells alone shows all of it", [listing("uk")], [shelf(7)], ["uk 7 alone"]],
  ["nothing sells, so all show all of it", [listing("uk"), listing("us")], [shelf(7)], ["uk 7 shared", "us 7 shared"]],
  ["as many stores as pieces", [listing("uk"), listing("us")], [shelf(2)], ["uk 1 divided", "us 1 divided"]],
  ["the last piece has one home", [listing("uk"), listing("us")], [shelf(1)], ["uk 1 divided", "us 0 divided"]],
  ["deep stock keeps a guard", [listing("uk", { perMinute: 0.5 }), listing("us")], [shelf(100)], ["uk 92 shared", "us 92 shared"]],
  ["shallow stock goes to who sells", [listing("uk", { perMinute: 0.95 }), listing("us")], [shelf(20)], ["uk 19 divided", "us 1 divided"]],
  [
    "a fence is its own, and the others share the rest",
    [listing("uk", { rule: rule({ kind: "ringfence", amount: 5 }) }), listing("us")],
    [shelf(12)],
    ["uk 5 ringfence", "us 7 alone"],
  ],
  [
    "a fence holds no more than there is",
    [listing("uk", { rule: rule({ kind: "ringfence", amount: 5 }) })],
    [shelf(3)],
    ["uk 3 ringfence"],
  ],
  [
    "who stopped takes no part",
    [listing("uk", { rule: rule({ kind: "stop" }) }), listing("us")],
    [shelf(12)],
    ["uk 0 stop", "us 12 alone"],
  ],
  ["a per cent of what is free", [listing("uk", { rule: rule({ kind: "percent", amount: 25 }) })], [shelf(10)], ["uk 2 alone"]],
  ["a fixed number, while it is there", [listing("uk", { rule: rule({ kind: "fixed", amount: 5 }) })], [shelf(10)], ["uk 5 alone"]],
  ["and less where it is not", [listing("uk", { rule: rule({ kind: "fixed", amount: 5 }) })], [shelf(4)], ["uk 4 alone"]],
  ["a pack needs all its pieces", [listing("uk", { parts: [{ item: "a", qty: 3 }] })], [shelf(11)], ["uk 3 alone"]],
  [
    "a kit goes by its scarcest part",
    [
      listing("uk", {
        parts: [
          { item: "a", qty: 1 },
          { item: "b", qty: 2 },
        ],
      }),
    ],
    [shelf(9), shelf(7, "b")],
    ["uk 3 alone"],
  ],
  ["only the store's own warehouses count", [listing("uk", { warehouses: ["west"] })], [shelf(9), shelf(2, "a", "west")], ["uk 2 alone"]],
  ["more promised than there is shows nothing", [listing("uk")], [shelf(-4)], ["uk 0 alone"]],
];

test.each(table)("%s", (_why, listings, shelves, told) => expect(numbers(listings, shelves)).toEqual(told));

const limits: [number, Partial<Rule>, number][] = [
  [10, {}, 10],
  [10, { reserve: 3 }, 7],
  [2, { reserve: 3 }, 0],
  [10, { reserve: 3, max: 5 }, 5],
  [10, { reserve: 3, stopAt: 7 }, 0],
  [10, { reserve: 3, stopAt: 6 }, 7],
  [10, { max: 2, stopAt: 2 }, 0],
  [1_000_000, {}, 99_999],
];
test.each(limits)("%i under %j is shown as %i", (number, more, shown) =>
  expect(limitNumber(number, { ...usualRule, ...more })).toBe(shown),
);

test("the most specific rule stands in place of the others", () => {
  const [store, item, one] = [rule({ reserve: 1 }), rule({ level: "item", max: 9 }), rule({ level: "listing", kind: "stop" })];
  expect(ruleOf([one, store, item])).toEqual(one);
  expect(ruleOf([item, store])).toEqual(item);
  expect(ruleOf([])).toEqual(rule());
});

test("speed is smoothed over minutes and fades", () => {
  const busy = Array.from({ length: 200 }, (_, at) => at / 4).reduce((speed, minute) => soldAt(speed, minute), noSpeed);
  expect(speedAt(busy, 50)).toBeGreaterThan(3.7);
  expect(speedAt(busy, 50)).toBeLessThan(4.3);
  expect(speedAt(busy, 70)).toBeLessThan(0.05);
});

test("the lag is the slowest of the usual ones, and a long one until enough are known", () => {
  expect(lagOf([])).toBe(6);
  expect(lagOf([0.1, 9])).toBe(9);
  expect(lagOf([...Array.from({ length: 99 }, () => 2), 50])).toBe(2);
  expect(SAFETY.careful > SAFETY.balanced && SAFETY.balanced > SAFETY.keen).toBe(true);
});

describe("whatever the stock and whoever sells", () => {
  const rules = fc.record({
    kind: fc.constantFrom("shared" as const, "percent" as const, "ringfence" as const, "fixed" as const, "stop" as const),
    amount: fc.integer({ min: 0, max: 60 }),
    reserve: fc.integer({ min: 0, max: 4 }),
    max: fc.option(fc.integer({ min: 0, max: 40 })),
    stopAt: fc.integer({ min: 0, max: 4 }),
    weight: fc.integer({ min: 1, max: 5 }),
    level: fc.constant("listing" as const),
  });
  const listings = fc
    .array(
      fc.record({
        rule: rules,
        parts: fc.uniqueArray(fc.record({ item: fc.constantFrom("a", "b", "c"), qty: fc.integer({ min: 1, max: 4 }) }), {
          minLength: 1,
          maxLength: 3,
          selector: ({ item }) => item,
        }),
        warehouses: fc.constantFrom<string[]>(["east"], ["west"], ["east", "west"]),
        perMinute: fc.double({ min: 0, max: 8, noNaN: true }),
        lagMinutes: fc.double({ min: 0.5, max: 10, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all): Listing[] => all.map((one, at) => ({ ...one, id: `l${at}`, store: `s${at}` })));
  const shelves = fc
    .array(fc.integer({ min: -5, max: 120 }), { minLength: 6, maxLength: 6 })
    .map((free) => free.map((pieces, at) => shelf(pieces, "abc"[at % 3], at < 3 ? "east" : "west")));
  const dials = fc.constantFrom(...DIALS);
  const there = (all: Shelf[], item: string, warehouses: string[]) =>
    all.filter((one) => one.item === item && warehouses.includes(one.warehouse)).reduce((sum, { free }) => sum + Math.max(0, free), 0);
  const qtyIn = (one: Listing, item: string) => one.parts.find((part) => part.item === item)?.qty ?? 0;

  test("no listing shows more than there is, and what is divided is divided once", () => {
    fc.assert(
      fc.property(listings, shelves, dials, (all, free, dial) => {
        const told = new Map(planNumbers(all, free, dial).map((one) => [one.id, one]));
        for (const one of all) {
          const number = told.get(one.id)?.number ?? -1;
          expect(number).toBeGreaterThanOrEqual(0);
          for (const { item, qty } of one.parts) expect(number * qty).toBeLessThanOrEqual(there(free, item, one.warehouses));
        }
        for (const item of ["a", "b", "c"]) {
          const certain = all.filter(
            (one) => ["divided", "ringfence"].includes(told.get(one.id)?.mode ?? "") && told.get(one.id)?.item === item,
          );
          const given = certain.reduce((sum, one) => sum + (told.get(one.id)?.number ?? 0) * qtyIn(one, item), 0);
          expect(given).toBeLessThanOrEqual(there(free, item, ["east", "west"]));
        }
      }),
    );
  });

  test("divided stock is given whole", () => {
    const claims = fc.array(fc.double({ min: 0.01, max: 50, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), claims, (pieces, weights) => {
        const given = divide(
          pieces,
          weights.map((weight, at) => ({ id: `${at}`, weight })),
        );
        expect([...given.values()].reduce((sum, one) => sum + one, 0)).toBe(pieces);
      }),
    );
  });

  const shownOf = fc.record({ number: fc.option(fc.integer({ min: 0, max: 80 })), sent: fc.option(fc.integer({ min: 0, max: 80 })) });
  const simple = fc.array(fc.record({ perMinute: fc.double({ min: 0, max: 6, noNaN: true }), shown: shownOf }), {
    minLength: 2,
    maxLength: 6,
  });

  test("who is raised has room for all that others may still sell, and nobody is spoken to twice at once", () => {
    fc.assert(
      fc.property(simple, fc.integer({ min: 0, max: 80 }), dials, (all, free, dial) => {
        const stores = all.map(({ perMinute }, at) => listing(`l${at}`, { perMinute }));
        const told = planNumbers(stores, [shelf(free)], dial);
        const shown: Shown[] = all.map(({ shown: now }, at) => ({ id: `l${at}`, ...now }));
        const { moves } = chooseMoves(stores, told, shown, dial);
        for (const { id, number } of moves) {
          expect(number).toBeLessThanOrEqual(free);
          expect(shown.find((one) => one.id === id)).toMatchObject({ number: expect.any(Number), sent: null });
        }
        if (!moves.some(({ kind }) => kind === "raise") || told.some(({ mode }) => mode !== "divided")) return;
        const out = shown.map(({ id, number, sent }) =>
          Math.max(number ?? free, sent ?? 0, moves.find((one) => one.id === id)?.number ?? 0),
        );
        expect(out.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(free);
      }),
    );
  });

  test("what ends goes before what falls, and that before what rises", () => {
    fc.assert(
      fc.property(simple, fc.integer({ min: 0, max: 80 }), (all, free) => {
        const stores = all.map(({ perMinute }, at) => listing(`l${at}`, { perMinute }));
        const shown = all.map(({ shown: now }, at) => ({ id: `l${at}`, ...now }));
        const order = chooseMoves(stores, planNumbers(stores, [shelf(free)], "balanced"), shown, "balanced").moves;
        const ranks = order.map(({ kind }) => ["zero", "cut", "raise"].indexOf(kind));
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      }),
    );
  });
});

describe("one store's demand grows forty-fold for 25 minutes, 120 times", () => {
  test("of 120 units the mixed rule sells none twice and 97 of 100", () => {
    const { part, oversoldMost } = runSpikes({ dial: "balanced" }, 120);
    expect(oversoldMost).toBe(0);
    expect(part).toBeGreaterThanOrEqual(0.97);
  });

  test("of 600 units it sells none twice and 88 of 100", () => {
    const { part, oversoldMost } = runSpikes({ dial: "balanced" }, 600);
    expect(oversoldMost).toBe(0);
    expect(part).toBeGreaterThanOrEqual(0.88);
  });

  test("what others do sells twice, or leaves a part unsold", () => {
    expect(runSpikes({ buffer: 0 }, 120, 20).oversoldMost).toBeGreaterThan(0);
    expect(runSpikes({ fence: true }, 120, 20)).toMatchObject({ oversoldMost: 0 });
    expect(runSpikes({ fence: true }, 120, 20).part).toBeLessThan(0.8);
  });
});
