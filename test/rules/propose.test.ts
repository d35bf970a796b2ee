// Where units leave from: the rule as a table, and what must hold of every proposal however little there is.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Because, type Placing, proposeWarehouses, type Wanted } from "../../worker/stock/propose.ts";

type Free = Record<string, Record<string, number>>;

const unit = (line: string, parts: Record<string, number> | string, more: Partial<Wanted> = {}): Wanted => ({
  line,
  sku: typeof parts === "string" ? parts : Object.keys(parts).join("+"),
  parts: Object.entries(typeof parts === "string" ? { [parts]: 1 } : parts).map(([item, qty]) => ({ item, qty })),
  ...more,
});

const propose = (units: Wanted[], free: Free, { together = false, fallback = "" } = {}) =>
  proposeWarehouses(units, {
    warehouses: Object.keys(free).map((id) => ({ id, isFallback: id === fallback })),
    free: (warehouse, item) => free[warehouse]?.[item] ?? 0,
    keepsSkusTogether: together,
  });

const told = (placings: Placing[]) =>
  placings
    .map(
      ({ line, warehouse, state, because }) =>
        `${line} ${state === "short" ? "short in" : "from"} ${warehouse}: ${because satisfies Because}`,
    )
    .sort();

const table: [why: string, placings: Placing[], told: string[]][] = [
  ["a store with one warehouse", propose([unit("1", "a")], { east: { a: 1 } }), ["1 from east: only-warehouse"]],
  ["the first that has it", propose([unit("1", "a")], { east: { a: 1 }, west: { a: 9 } }), ["1 from east: first-has-all"]],
  ["the only one that has it", propose([unit("1", "a")], { east: {}, west: { a: 1 } }), ["1 from west: only-has-all"]],
  [
    "one parcel before the store's order",
    propose([unit("1", "a"), unit("2", "b")], { east: { a: 5 }, west: { a: 1, b: 1 } }),
    ["1 from west: only-has-all", "2 from west: only-has-all"],
  ],
  [
    "two parcels before three",
    propose([unit("1", "a"), unit("2", "b"), unit("3", "c"), unit("4", "d")], {
      east: { a: 1, b: 1 },
      mid: { a: 1, c: 1 },
      west: { b: 1, c: 1, d: 1 },
    }),
    ["1 from east: fewest-parcels", "2 from east: fewest-parcels", "3 from west: fewest-parcels", "4 from west: fewest-parcels"],
  ],
  [
    "a kit's parts leave together",
    propose([unit("1", { a: 1, b: 2 })], { east: { a: 9, b: 1 }, west: { a: 1, b: 2 } }),
    ["1 from west: only-has-all", "1 from west: only-has-all"],
  ],
  [
    "a unit does not take what only another can use",
    propose([unit("1", "a"), unit("2", { a: 1, b: 1 })], { east: { a: 1, b: 1 }, west: { a: 1 } }),
    ["1 from west: fewest-parcels", "2 from east: fewest-parcels", "2 from east: fewest-parcels"],
  ],
  [
    "what is nowhere waits at the fallback",
    propose([unit("1", "a")], { east: {}, west: {} }, { fallback: "west" }),
    ["1 short in west: nowhere-free"],
  ],
  [
    "a part that is there is reserved while another is awaited",
    propose([unit("1", { a: 1, b: 1 })], { east: {}, west: { b: 1 } }, { fallback: "east" }),
    ["1 from west: nowhere-free", "1 short in west: nowhere-free"],
  ],
  ["no warehouse at all", propose([unit("1", "a")], {}), ["1 short in null: no-warehouse"]],
  [
    "others are drawn to where a unit stands",
    propose([unit("1", "a", { stands: "west" }), unit("2", "b")], { east: { b: 1 }, west: { b: 1 } }),
    ["2 from west: with-others"],
  ],
  [
    "a person's choice, even short",
    propose([unit("1", "a", { chosen: "west" })], { east: { a: 1 }, west: {} }),
    ["1 short in west: by-hand"],
  ],
  [
    "a SKU is parted where it may be",
    propose([unit("1", "a"), unit("2", "a")], { east: { a: 1 }, west: { a: 1 } }),
    ["1 from east: fewest-parcels", "2 from west: fewest-parcels"],
  ],
  [
    "and waits in one place where it may not",
    propose([unit("1", "a"), unit("2", "a")], { east: { a: 1 }, west: { a: 1 } }, { together: true }),
    ["1 from east: nowhere-free", "2 short in east: nowhere-free"],
  ],
  [
    "a SKU follows its unit that stands",
    propose([unit("1", "a", { stands: "west" }), unit("2", "a")], { east: { a: 1 }, west: {} }, { together: true }),
    ["2 short in west: with-its-sku"],
  ],
  ["a unit without parts gets no place", propose([{ line: "1", sku: "s", parts: [] }], { east: {} }), []],
];

test.each(table)("%s", (_, placings, expected) => {
  expect(told(placings)).toEqual(expected.sort());
});

const ITEMS = ["a", "b", "c"];
const WAREHOUSES = ["w1", "w2", "w3", "w4"];
const parts = fc.dictionary(fc.constantFrom(...ITEMS), fc.integer({ min: 1, max: 3 }), { minKeys: 1, maxKeys: 2 });
const units = fc
  .array(fc.record({ parts, stands: fc.option(fc.constantFrom(...WAREHOUSES), { nil: undefined, freq: 6 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => list.map(({ parts, stands }, at) => unit(`l${at}`, parts, { stands })));
const free = fc.record(
  Object.fromEntries(WAREHOUSES.map((id) => [id, fc.dictionary(fc.constantFrom(...ITEMS), fc.integer({ min: -2, max: 6 }))])),
) as fc.Arbitrary<Free>;

test("whatever is asked for: every part has one place, a unit leaves from one warehouse, and no more is given than is free", () => {
  fc.assert(
    fc.property(units, free, fc.boolean(), (wanted, free, together) => {
      const open = wanted.filter(({ stands }) => stands === undefined);
      const placings = propose(wanted, free, { together, fallback: "w3" });
      const named = ({ line, item, qty }: { line: string; item: string; qty: number }) => `${line} ${item} ${qty}`;
      expect(placings.map(named).sort()).toEqual(open.flatMap(({ line, parts }) => parts.map((part) => named({ line, ...part }))).sort());
      const left = structuredClone(free);
      for (const { warehouse, item, qty, state } of placings) {
        const there = left[warehouse as string] as Record<string, number>;
        if (state === "reserved") there[item] = (there[item] ?? 0) - qty;
        if (state === "reserved") expect(there[item]).toBeGreaterThanOrEqual(0);
      }
      for (const { line, sku, parts } of open) {
        const own = placings.filter((placing) => placing.line === line);
        expect(new Set(own.map(({ warehouse }) => warehouse)).size).toBe(1);
        const isShort = own.some(({ state }) => state === "short");
        const family = placings.filter((placing) => open.some((one) => one.line === placing.line && one.sku === sku));
        if (together) expect(new Set(family.map(({ warehouse }) => warehouse)).size).toBe(1);
        // Nobody waits for what lies somewhere.
        else if (isShort) expect(WAREHOUSES.filter((id) => parts.every(({ item, qty }) => (left[id]?.[item] ?? 0) >= qty))).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});

test("where one warehouse has all of an order, all of it leaves from one that has", () => {
  fc.assert(
    fc.property(units, free, fc.boolean(), (wanted, free, together) => {
      const fresh = wanted.map(({ stands: _, ...one }) => one);
      const need = new Map<string, number>();
      for (const { item, qty } of fresh.flatMap(({ parts }) => parts)) need.set(item, (need.get(item) ?? 0) + qty);
      const covering = WAREHOUSES.filter((id) => [...need].every(([item, qty]) => (free[id]?.[item] ?? 0) >= qty));
      fc.pre(covering.length > 0);
      const placings = propose(fresh, free, { together });
      expect(placings.map(({ warehouse, state }) => `${state} ${warehouse}`)).toEqual(placings.map(() => `reserved ${covering[0]}`));
    }),
  );
});
