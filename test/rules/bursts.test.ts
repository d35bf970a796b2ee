// When many tickets are one burst: enough of them, of the same kind about the same, within two days and far more than usual; and when they are none.
import { describe, expect, test } from "vitest";
import {
  type Asking,
  aboutOf,
  BURST_HOURS_MAX,
  BURST_QUIET_HOURS_MAX,
  BURST_STAYS_TICKETS_MIN,
  BURST_TICKETS_MIN,
  BURST_TIMES_USUAL_MIN,
  findBursts,
  listCandidates,
  type Shared,
  type Standing,
} from "../../worker/bursts/burst.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;
const LISTING: Shared = { thing: "listing", ref: "p1" };
const DAY: Shared = { thing: "day", ref: "2026-11-18" };
const CARRIER: Shared = { thing: "carrier", ref: "2026-11-18 DHL" };
const NEVER = () => 0;

let count = 0;
const asking = (more: Partial<Asking> = {}): Asking => ({
  ticket: `tkt_${++count}`,
  at: NOW - HOUR,
  class: "where-is-my-order/not-shipped",
  stage: "ready_to_ship",
  shares: [LISTING, DAY],
  burst: null,
  ...more,
});
const many = (howMany: number, more: Partial<Asking> = {}) => Array.from({ length: howMany }, () => asking(more));
const find = (askings: Asking[], standing: Standing[] = [], usual: () => number = NEVER) => findBursts(askings, standing, usual, NOW);

describe("a burst begins", () => {
  test("with eight that ask the same about the same, and not with seven", () => {
    expect(find(many(BURST_TICKETS_MIN - 1))).toEqual([]);
    const eight = many(BURST_TICKETS_MIN);
    expect(find(eight)).toEqual([
      {
        id: null,
        about: "class:where-is-my-order",
        ...LISTING,
        tickets: eight.map(({ ticket }) => ticket),
        class: "where-is-my-order/not-shipped",
        common: [DAY],
      },
    ]);
  });

  test("with those of two days and none that is older", () => {
    const old = { at: NOW - BURST_HOURS_MAX * HOUR - 1 };
    expect(find([...many(BURST_TICKETS_MIN - 1), asking(old)])).toEqual([]);
    expect(find(many(BURST_TICKETS_MIN, { at: NOW - BURST_HOURS_MAX * HOUR }))).toHaveLength(1);
  });

  test("with three times what is usual, and not with less", () => {
    const askings = many(BURST_TIMES_USUAL_MIN * 5);
    expect(find(askings, [], () => 5)).toHaveLength(1);
    expect(find(askings, [], () => 5.1)).toEqual([]);
  });

  test("for each question by itself", () => {
    const mixed = [...many(5), ...many(5, { class: "damaged/with-photo" })];
    expect(find(mixed)).toEqual([]);
    const both = [...many(9), ...many(8, { class: "damaged/with-photo", shares: [LISTING] })];
    expect(find(both).map(({ about, tickets }) => [about, tickets.length])).toEqual([
      ["class:where-is-my-order", 9],
      ["class:damaged", 8],
    ]);
  });

  test("out of nothing that nobody answers at once, and nothing without a class or an order", () => {
    expect(find(many(20, { class: "thanks/thanks" }))).toEqual([]);
    expect(find(many(20, { class: "abuse/spam" }))).toEqual([]);
    expect(find(many(20, { class: null, stage: null, shares: [{ thing: "asked", ref: "2026-11-20" }] }))).toEqual([]);
  });

  test("by where orders stand while nobody has read the questions, but only about a listing", () => {
    const unread = many(8, { class: null, stage: "held" });
    expect(find(unread)).toMatchObject([{ about: "order:waiting", thing: "listing", class: null }]);
    expect(find(many(8, { class: null, shares: [DAY, CARRIER] }))).toEqual([]);
    expect(aboutOf({ class: null, stage: "cancelled" })).toBeNull();
    expect(aboutOf({ class: null, stage: "shipped" })).toBe("order:shipped");
  });

  test("among people who have no order, by the day they asked", () => {
    const shares: Shared[] = [{ thing: "asked", ref: "2026-11-20" }];
    expect(find(many(8, { class: "stock/restock", stage: null, shares }))).toMatchObject([{ thing: "asked", ref: "2026-11-20" }]);
  });
});

describe("what it is about", () => {
  test("is what most share", () => {
    const askings = [
      ...many(8, { shares: [{ thing: "listing", ref: "p1" }, DAY] }),
      ...many(5, { shares: [{ thing: "listing", ref: "p2" }, DAY] }),
    ];
    expect(find(askings)).toMatchObject([{ ...DAY, common: [] }]);
    expect(find(askings)[0]?.tickets).toHaveLength(13);
  });

  test("is the listing where that is behind nearly all of a day's", () => {
    const askings = [...many(9), asking({ shares: [DAY] })];
    const [burst] = find(askings);
    expect(burst).toMatchObject({ ...LISTING, common: [DAY] });
    expect(burst?.tickets).toHaveLength(9);
  });

  test("is the carrier before the day", () => {
    expect(find(many(8, { shares: [DAY, CARRIER] }))).toMatchObject([{ ...CARRIER, common: [DAY] }]);
  });

  test("is said by the class's second level only where nearly all have it", () => {
    const askings = [...many(6), ...many(6, { class: "where-is-my-order/late" })];
    expect(find(askings)[0]).toMatchObject({ about: "class:where-is-my-order", class: null });
  });

  test("puts a ticket in one burst only", () => {
    const both = many(8, { shares: [LISTING, { thing: "listing", ref: "p2" }] });
    const found = find([...both, ...many(8, { shares: [{ thing: "listing", ref: "p2" }] })]);
    const all = found.flatMap(({ tickets }) => tickets);
    expect(new Set(all).size).toBe(all.length);
    expect(found[0]?.tickets).toHaveLength(16);
  });
});

describe("a burst that stands", () => {
  const standing: Standing = { id: "bst_1", about: "class:where-is-my-order", ...LISTING };
  const members = (howMany: number, more: Partial<Asking> = {}) => many(howMany, { burst: "bst_1", ...more });

  test("goes on with three, keeps its name, and ends with two", () => {
    expect(find(members(BURST_STAYS_TICKETS_MIN), [standing], () => 100)).toMatchObject([{ id: "bst_1" }]);
    expect(find(members(BURST_STAYS_TICKETS_MIN - 1), [standing])).toEqual([]);
  });

  test("keeps who waits longer than two days, and is joined by who asks now", () => {
    const askings = [...members(3, { at: NOW - 3 * BURST_HOURS_MAX * HOUR }), asking(), asking({ at: NOW - 2 * BURST_HOURS_MAX * HOUR })];
    expect(find(askings, [standing])[0]?.tickets).toEqual(askings.slice(0, 4).map(({ ticket }) => ticket));
  });

  test("is over when nobody has joined for a week", () => {
    expect(find(members(9, { at: NOW - BURST_QUIET_HOURS_MAX * HOUR - 1 }), [standing])).toEqual([]);
  });

  test("lets go of whoever asks something else now", () => {
    const askings = [...members(3), ...members(2, { class: "refund-status/not-received" })];
    expect(find(askings, [standing])[0]?.tickets).toHaveLength(3);
  });
});

test("what is usual is asked of what might be a burst, and of nothing else", () => {
  expect(listCandidates([...many(8), ...many(3, { class: "damaged/with-photo", shares: [LISTING] })], NOW)).toEqual([
    { about: "class:where-is-my-order", ...LISTING },
    { about: "class:where-is-my-order", ...DAY },
  ]);
});
