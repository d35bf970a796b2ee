// The ledger on the real schema: the race for the last unit row by row, what is told twice, what may not be undone, and levels that equal its sum.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Movement, postMovements, releaseUnit, reserveUnit, shipUnit } from "../../worker/stock/ledger.ts";
import { openSchema, run } from "./sqlite.ts";

const SHELF = { warehouse: "whs_east", item: "itm_mug" };
const receive = (qty: number, key: string): Movement => ({ ...SHELF, kind: "receive", onHand: qty, key });
const place = (at: number, attempt = 1) => ({ ...SHELF, order: `o${at}`, line: `l${at}`, qty: 1, attempt });

function openLedger() {
  const database = openSchema();
  const post = (...rows: Movement[]) => {
    for (const statement of postMovements(rows, "test", 1_000)) run(database, statement);
  };
  const one = <T>(text: string) => database.prepare(text).get() as T;
  const level = () =>
    one<{ on_hand: number; allocated: number }>("SELECT on_hand, allocated FROM stock_level") ?? { on_hand: 0, allocated: 0 };
  const sum = () => one("SELECT TOTAL(d_on_hand) AS on_hand, TOTAL(d_allocated) AS allocated FROM stock_movement");
  return { database, post, one, level, sum };
}

test("a thousand units asked for at once, a hundred there: a hundred are kept, and asking again keeps no more", () => {
  const { post, level, sum, one } = openLedger();
  post(receive(100, "in"));
  const asked = Array.from({ length: 1_000 }, (_, at) => reserveUnit(place(at)));
  for (let round = 0; round < 3; round += 1) post(...asked);
  expect({ ...level() }).toEqual({ on_hand: 100, allocated: 100 });
  expect({ ...(sum() as object) }).toEqual({ on_hand: 100, allocated: 100 });
  expect(one<{ n: number }>("SELECT COUNT(*) AS n FROM stock_movement WHERE kind = 'reserve'").n).toBe(100);
});

test("who asked before it arrived asks again by the same name and gets it", () => {
  const { post, level } = openLedger();
  post(reserveUnit(place(1)), receive(1, "in"), reserveUnit(place(1)), reserveUnit(place(2)));
  expect({ ...level() }).toEqual({ on_hand: 1, allocated: 1 });
});

test("what becomes free names the orders that wait for it, the nearest deadline first, and nobody when something leaves", () => {
  const { database, post } = openLedger();
  const wait =
    database.prepare(`INSERT INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, turn, at)
    VALUES (?, ?, ?, 1, 'sto_1', 'whs_east', 1, ?, '', ?, 1)`);
  database.exec(`INSERT INTO warehouse (id, name, kind, time_zone, created_at) VALUES ('whs_east', 'East', 'merchant', 'UTC', 1);
    INSERT INTO store_warehouse (store_id, warehouse_id, rank) VALUES ('sto_1', 'whs_east', 0)`);
  wait.run("late", "l1", SHELF.item, "short", 1);
  wait.run("done", "l2", SHELF.item, "shipped", 1);
  wait.run("elsewhere", "l3", "itm_other", "short", 1);
  const due = () =>
    database
      .prepare("SELECT order_id FROM settle_due")
      .all()
      .map((row) => row.order_id);
  post({ ...SHELF, kind: "adjust", onHand: -1, key: "out" });
  expect(due()).toEqual([]);
  post(receive(3, "in"));
  expect(due()).toEqual(["late"]);
});

test("nothing in it is changed or taken out, and a level never promises less than nothing", () => {
  const { database, post } = openLedger();
  post(receive(1, "in"));
  expect(() => database.exec("UPDATE stock_movement SET d_on_hand = 9")).toThrow("append-only");
  expect(() => database.exec("DELETE FROM stock_movement")).toThrow("append-only");
  expect(() => post(releaseUnit(place(1)))).toThrow("CHECK");
});

test("whatever happens in whatever order, however often: levels equal the ledger's sum and no more is reserved than was there", () => {
  type Step = "receive" | "reserve" | "release" | "ship" | "lose";
  const steps = fc.array(fc.tuple(fc.constantFrom<Step>("receive", "reserve", "release", "ship", "lose"), fc.integer({ min: 0, max: 4 })), {
    maxLength: 40,
  });
  const { post, level, sum, one, database } = openLedger();
  fc.assert(
    fc.property(steps, (history) => {
      // A schema of its own for each history would take most of the time.
      if (database.isTransaction) database.exec("ROLLBACK");
      database.exec("BEGIN");
      const has = (key: string) => database.prepare("SELECT 1 FROM stock_movement WHERE idem_key = ?").get(key) !== undefined;
      for (const [step, at] of history) {
        const before = level();
        const kept = has(`reserve:l${at}:${SHELF.item}:1`) && !has(`release:l${at}:${SHELF.item}:1`) && !has(`ship:l${at}:${SHELF.item}`);
        if (step === "receive") post(receive(2, `in:${at}`));
        if (step === "lose") post({ ...SHELF, kind: "adjust", onHand: -1, reason: "lost", key: `lost:${at}` });
        if (step === "reserve") post(reserveUnit(place(at)));
        if (step === "release" && kept) post(releaseUnit(place(at)));
        if (step === "ship") post(shipUnit(place(at), kept));
        const after = level();
        if (after.allocated > before.allocated) expect(after.allocated).toBeLessThanOrEqual(after.on_hand);
      }
      expect({ ...(sum() as object) }).toEqual({ ...level() });
      expect(one<{ n: number }>("SELECT COUNT(*) - COUNT(DISTINCT idem_key) AS n FROM stock_movement").n).toBe(0);
    }),
    { numRuns: 300 },
  );
});
