// Which item a listing most likely sells, and mapping as the database keeps it: whatever is mapped and taken back leaves everything as it was, and
// what somebody changed since is left alone. The counters are a recount at all times.
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeMappings } from "../../worker/inventory/map.ts";
import { isSameMapping, type Mapping, refuseItems, tidy } from "../../worker/inventory/mapping.ts";
import { shareOf, suggestItems } from "../../worker/inventory/suggest.ts";
import { openSchema, run } from "./sqlite.ts";

const listing = (title: string, sellerSku: string | null = null, codes: string[] = []) => ({ title, variation: null, sellerSku, codes });
const item = (sku: string, name = "something else entirely") => ({ id: `itm_${sku}`, sku, name });

test.each([
  ["the same SKU", listing("Beanie", "BLK-M"), [item("CAP", "Beanie"), item("BLK-M")], ["BLK-M sku", "CAP title"]],
  ["the same SKU, written differently", listing("Beanie", " blk-m "), [item("BLK-M")], ["BLK-M sku"]],
  ["an FBT code", listing("Beanie", null, ["BLK-M"]), [item("BLK-M")], ["BLK-M code"]],
  ["a SKU before a code", listing("Beanie", "A", ["B"]), [item("B"), item("A")], ["A sku", "B code"]],
  ["most of a name", listing("Ribbed beanie, black"), [item("X", "Black ribbed beanie"), item("Y", "Black cap")], ["X title"]],
  ["an accent and case aside", listing("Päckchen Groß"), [item("X", "packchen groß")], ["X title"]],
  ["words without spaces", listing("补水面膜"), [item("X", "面膜补水"), item("Y", "口红")], ["X title"]],
  ["nothing alike", listing("Beanie", "X"), [item("Y", "Cast iron skillet")], []],
  ["no SKU is not the same as none", listing("", ""), [item("", "")], []],
])("suggests by %s", (_, given, candidates, said) => {
  expect(suggestItems(given, candidates).map(({ sku, why }) => `${sku} ${why}`)).toEqual(said);
});

test("how much of two names is the same is between nothing and all, whichever comes first", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), fc.string({ unit: "grapheme", maxLength: 40 }), (one, other) => {
      const share = shareOf(one, other);
      return share >= 0 && share <= 1 && share === shareOf(other, one);
    }),
  );
});

test("one mapping per listing and one part per item are kept, the last word counting", () => {
  const first = { store: "s", sku: "1", state: "mapped" as const, parts: [{ item: "a", qty: 1 }] };
  const last = {
    ...first,
    parts: [
      { item: "b", qty: 1 },
      { item: "b", qty: 2 },
    ],
  };
  expect(tidy([first, last])).toEqual([{ ...first, parts: [{ item: "b", qty: 3 }] }]);
  expect(() => refuseItems([first], [])).toThrow("item-missing");
  expect(() => refuseItems([first], [{ id: "a", sku: "A", archived_at: 1 }])).toThrow("item-archived");
});

const SKUS = ["1001", "1002", "1003"];
const ITEMS = ["itm_a", "itm_b", "itm_c"];
const parts = fc.uniqueArray(fc.record({ item: fc.constantFrom(...ITEMS), qty: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  selector: (one) => one.item,
});
const wish = fc
  .record({ sku: fc.constantFrom(...SKUS), state: fc.constantFrom("mapped" as const, "ignored" as const, "unmapped" as const), parts })
  .map((one): Mapping => ({ ...one, store: "sto", parts: one.state === "mapped" ? one.parts : [] }));

function openShelf(): DatabaseSync {
  const database = openSchema();
  for (const sku of SKUS) database.exec(`INSERT INTO listing (store_id, sku_id, title) VALUES ('sto', '${sku}', 'Listing ${sku}')`);
  for (const id of ITEMS) database.exec(`INSERT INTO item (id, sku, name, created_at) VALUES ('${id}', '${id}', '${id}', 1)`);
  return database;
}

type Standing = Mapping & { was: string | null };

function standing(database: DatabaseSync): Standing[] {
  const rows = database
    .prepare(
      `SELECT p.id AS sku, p.act_id AS was, IFNULL(m.state, 'unmapped') AS state, p.state AS place,
        (SELECT json_group_array(json_object('item', q.item_id, 'qty', q.qty)) FROM listing_part q WHERE q.sku_id = p.id) AS parts
      FROM listing_place p LEFT JOIN listing_map m ON m.sku_id = p.id ORDER BY p.id`,
    )
    .all() as { sku: string; was: string | null; state: Mapping["state"]; place: number; parts: string }[];
  for (const row of rows) expect(["unmapped", "mapped", "ignored"][row.place]).toBe(row.state);
  return rows.map(({ sku, was, state, parts: kept }) => ({ store: "sto", sku, was, state, parts: JSON.parse(kept) as Mapping["parts"] }));
}

function write(database: DatabaseSync, act: string, changes: Standing[]): number {
  const answers = writeMappings(JSON.stringify(changes), act, "usr", 1).map((statement) => run(database, statement));
  return answers.at(-1)?.length ?? 0;
}

const seen = (mappings: Mapping[]) => mappings.map(({ sku, state, parts: kept }) => ({ sku, state, parts: kept }));

test("mapping and taking it back is as before; of two acts the older one finds nothing to take back where the newer one was", () => {
  const database = openShelf();
  fc.assert(
    fc.property(
      fc.array(wish, { maxLength: 3 }),
      fc.array(wish, { minLength: 1, maxLength: 3 }),
      fc.array(wish, { maxLength: 2 }),
      (begin, wanted, later) => {
        database.exec("BEGIN");
        const apply = (act: string, wishes: Mapping[]) => {
          const now = standing(database);
          const changes = tidy(wishes).flatMap((one) => {
            const before = now.find(({ sku }) => sku === one.sku);
            return before && !isSameMapping(one, before) ? [{ ...one, was: before.was, before }] : [];
          });
          expect(write(database, act, changes)).toBe(changes.length);
          return changes.map(({ before }) => before);
        };
        apply("act_1", begin);
        const start = standing(database);
        const before = apply("act_2", wanted);
        const middle = standing(database);
        const touched = apply("act_3", later).map(({ sku }) => sku);
        const end = standing(database);
        // The undo names its own act as what the listings must still be as.
        const undone = write(
          database,
          "act_4",
          before.map((one) => ({ ...one, was: "act_2" })),
        );
        expect(undone).toBe(before.filter(({ sku }) => !touched.includes(sku)).length);
        const expected = end.map((one, at) =>
          touched.includes(one.sku) ? one : before.some(({ sku }) => sku === one.sku) ? start[at] : middle[at],
        );
        expect(seen(standing(database))).toEqual(seen(expected as Standing[]));
        const [count] = database.prepare("SELECT unmapped + mapped + ignored AS n, mapped FROM listing_count").all();
        expect(count).toEqual({ n: SKUS.length, mapped: standing(database).filter(({ state }) => state === "mapped").length });
        database.exec("ROLLBACK");
      },
    ),
    { numRuns: 40 },
  );
});

test("orders that wait are named, however often a listing is mapped; where stock is not managed only those in review because of it", () => {
  const database = openShelf();
  database.exec(`INSERT INTO store (id, name, mark, marketplace, currency, time_zone, created_at, stock_managed) VALUES ('sto', 'S', 1, 'US', 'USD', 'UTC', 1, 1);
    INSERT INTO order_line (order_id, id, create_time, sku_id, status, price_minor, is_gift) VALUES
      ('o1', 'a', 5, '1001', 'AWAITING_SHIPMENT', 1, 0), ('o1', 'b', 5, '1001', 'AWAITING_SHIPMENT', 1, 0),
      ('o2', 'a', 6, '1001', 'IN_TRANSIT', 1, 0), ('o3', 'a', 7, '1002', 'AWAITING_SHIPMENT', 1, 0);
    INSERT INTO order_review VALUES ('o4', 'listing-unmapped', '1001', 8, 'sto', 1)`);
  const named = () =>
    database
      .prepare("SELECT order_id FROM settle_due ORDER BY order_id")
      .all()
      .map((row) => row.order_id);
  const change = (act: string, qty: number): Standing => ({
    store: "sto",
    sku: "1001",
    was: act === "act_1" ? null : "act_1",
    state: "mapped",
    parts: [{ item: "itm_a", qty }],
  });
  write(database, "act_1", [change("act_1", 1)]);
  write(database, "act_2", [change("act_2", 2)]);
  expect(named()).toEqual(["o1", "o4"]);
  database.exec("DELETE FROM settle_due; UPDATE store SET stock_managed = 0");
  write(database, "act_3", [{ ...change("act_3", 3), was: "act_2" }]);
  expect(named()).toEqual(["o4"]);
});
