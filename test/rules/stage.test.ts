// Where an order stands, over every combination of its units and of what speaks for and against it: always exactly the one stage the plain rule
// says, never backward when a unit moves forward, and the counters equal to a recount whatever moved.
import { describe, expect, test } from "vitest";
import { type OrderRef, restage, STAGES, type Stage, TURN_WITHOUT_DEADLINE } from "../../worker/orders/stage.ts";
import { openSchema, run } from "./sqlite.ts";

const database = openSchema();
const STORE = "sto_1";
/** Their stock is not managed here, and is. */
const STORES = { off: STORE, on: "sto_2" };
for (const [managed, id] of [STORES.off, STORES.on].entries())
  database
    .prepare(`INSERT INTO store (id, name, mark, marketplace, currency, time_zone, address, reply_target_minutes, created_at, stock_managed, stock_since)
      VALUES (?, ?, 1, 'US', 'USD', 'UTC', '{}', 60, 0, ?, 0)`)
    .run(id, id, managed);
database.exec(`INSERT INTO listing_map VALUES ('sto_2', 'mapped', 'mapped', 1, 'ana')`);

interface Given {
  status: string;
  lines: string[];
  fulfilledBy?: "merchant" | "store";
  scope?: "live" | "history";
  cancelRequested?: boolean;
  rts?: number | null;
  tts?: number | null;
  held?: boolean;
  stock?: "off" | "mapped" | "unmapped" | "waived" | "short" | "homeless";
}

let second = 1_000;
const orders =
  database.prepare(`INSERT INTO orders (create_time, id, store_id, status, update_time, hash, sent_at, words_hash, scope, fulfilled_by, is_sample,
  is_cod, cancel_requested, items, units, currency, total_minor, rts_sla_time, tts_sla_time) VALUES (?, ?, ?, ?, 1, '', 1, '', ?, ?, 0, 0, ?, '', 1, 'USD', 1, ?, ?)`);
const line = database.prepare(
  "INSERT INTO order_line (order_id, id, create_time, sku_id, status, price_minor, is_gift) VALUES (?, ?, ?, ?, ?, 1, 0)",
);
const allocation = database.prepare("INSERT INTO allocation VALUES (?, 'l0', 'itm_1', ?, ?, NULL, 1, 'short', ?, 1, 1, 1)");
const waiver = database.prepare("INSERT INTO review_waiver VALUES (?, 'listing-unmapped', 'other', 'we know it', 'ana', 1)");
const hold = database.prepare("INSERT INTO order_hold VALUES (?, ?, ?, 'asked to wait', NULL, 'ana', 1)");

function put({ status, lines, scope = "live", fulfilledBy = "merchant", rts = null, tts = null, ...given }: Given): OrderRef {
  const ref = { t: ++second, id: `o${second}` };
  const { stock = "off" } = given;
  const store = stock === "off" ? STORES.off : STORES.on;
  orders.run(ref.t, ref.id, store, status, scope, fulfilledBy, Number(given.cancelRequested ?? false), rts, tts);
  const sku = stock === "unmapped" || stock === "waived" ? "other" : "mapped";
  for (const [at, word] of lines.entries()) line.run(ref.id, `l${at}`, ref.t, sku, word);
  if (stock === "short" || stock === "homeless") allocation.run(ref.id, ref.t, store, stock === "short" ? "nowhere-free" : "no-warehouse");
  if (stock === "waived") waiver.run(ref.id);
  if (given.held) hold.run(ref.id, ref.t, store);
  return ref;
}

interface Staged {
  stage: number;
  due_time: number | null;
  turn: number;
}

function stageOf(ref: OrderRef, store = STORE): Staged & { name: Stage } {
  for (const statement of restage(store, [ref], 1)) run(database, statement);
  const row = database
    .prepare("SELECT stage, due_time, turn FROM orders WHERE create_time = ? AND id = ?")
    .get(ref.t, ref.id) as unknown as Staged;
  return { ...row, name: STAGES[row.stage] as Stage };
}

const A = "AWAITING_SHIPMENT";
const table: [Given, Stage][] = [
  [{ status: "UNPAID", lines: ["UNPAID"] }, "unpaid"],
  [{ status: "ON_HOLD", lines: [A] }, "on_hold"],
  [{ status: A, lines: [A, A] }, "ready_to_ship"],
  [{ status: A, lines: [A], cancelRequested: true }, "in_review"],
  [{ status: "PARTIALLY_SHIPPING", lines: ["AWAITING_COLLECTION", A] }, "partially_shipped"],
  [{ status: "AWAITING_COLLECTION", lines: ["AWAITING_COLLECTION"] }, "shipped"],
  [{ status: "IN_TRANSIT", lines: ["IN_TRANSIT", "DELIVERED"] }, "shipped"],
  [{ status: "DELIVERED", lines: ["DELIVERED", "COMPLETED"] }, "delivered"],
  [{ status: "COMPLETED", lines: ["COMPLETED", "CANCELLED"] }, "completed"],
  [{ status: "CANCELLED", lines: ["CANCELLED", "CANCELLED"] }, "cancelled"],
  // The last open unit of a half-shipped order was cancelled: what is left has shipped.
  [{ status: "PARTIALLY_SHIPPING", lines: ["AWAITING_COLLECTION", "CANCELLED"] }, "shipped"],
  // Orders that TikTok ships: unpaid and on hold come first, then TikTok has them.
  [{ status: "UNPAID", lines: ["UNPAID"], fulfilledBy: "store", scope: "history" }, "unpaid"],
  [{ status: "ON_HOLD", lines: [A], fulfilledBy: "store", scope: "history" }, "on_hold"],
  [{ status: A, lines: [A], fulfilledBy: "store", scope: "history" }, "shipped"],
  [{ status: "DELIVERED", lines: ["DELIVERED"], fulfilledBy: "store", scope: "history" }, "delivered"],
  // Imported, they wait until their listings are known, and follow TikTok from then on.
  [{ status: A, lines: [A], fulfilledBy: "store", stock: "mapped" }, "shipped"],
  [{ status: A, lines: [A], fulfilledBy: "store", stock: "unmapped" }, "in_review"],
  [{ status: "DELIVERED", lines: ["DELIVERED"], fulfilledBy: "store", stock: "unmapped" }, "in_review"],
  [{ status: "DELIVERED", lines: ["DELIVERED"], fulfilledBy: "store", stock: "mapped" }, "delivered"],
  [{ status: "CANCELLED", lines: ["CANCELLED"], fulfilledBy: "store", stock: "unmapped" }, "cancelled"],
  // A word TikTok has never said is never guessed at.
  [{ status: "TELEPORTED", lines: ["TELEPORTED"] }, "in_review"],
];

test.each(table)("%j is %s", (given, stage) => {
  expect(stageOf(put(given), given.stock === undefined ? STORE : STORES.on).name).toBe(stage);
});

const WAY = ["UNPAID", A, "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"];
const orderStatus = (lines: string[]) => {
  const active = lines.filter((word) => word !== "CANCELLED");
  const places = active.map((word) => WAY.indexOf(word));
  if (places.length === 0) return "CANCELLED";
  const [least, most] = [Math.min(...places), Math.max(...places)];
  return least < 2 && most >= 2 ? "PARTIALLY_SHIPPING" : (WAY[least] ?? "");
};

/** The rule in plain words, as the statements must have it. */
function plainReasons({ status, lines, fulfilledBy, scope, cancelRequested, stock }: Given): string[] {
  if (scope === "history" || status === "CANCELLED") return [];
  const isActive = lines.some((word) => word !== "CANCELLED");
  // Who imports what TikTok ships says what its listings are, whatever else is managed here.
  if (fulfilledBy === "store") {
    const isKnown = ["UNPAID", "ON_HOLD"].includes(status) || ["mapped", "short", "homeless"].includes(stock ?? "off");
    return isKnown || !isActive ? [] : ["listing-unmapped"];
  }
  const reasons: string[] = [];
  if (cancelRequested && !["DELIVERED", "COMPLETED"].includes(status)) reasons.push("cancel-requested");
  if (status === "TELEPORTED") reasons.push("unknown-status");
  const isUnmapped = stock === "unmapped" || stock === "waived";
  if (isUnmapped && isActive) reasons.push("listing-unmapped");
  if (stock === "short") reasons.push("stock-short");
  if (stock === "homeless") reasons.push("no-warehouse");
  return reasons;
}

function plainStage(given: Given): Stage {
  const ranks = given.lines.filter((word) => word !== "CANCELLED").map((word) => WAY.indexOf(word));
  if (ranks.length === 0 || given.status === "CANCELLED") return "cancelled";
  const isWaived = (reason: string) => reason === "listing-unmapped" && given.stock === "waived";
  const isAsked = plainReasons(given).some((reason) => !isWaived(reason));
  if (given.fulfilledBy === "store" && isAsked) return "in_review";
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  const [dispatched, delivered, completed] = ["AWAITING_COLLECTION", "DELIVERED", "COMPLETED"].map((word) => WAY.indexOf(word));
  if (least >= Number(completed)) return "completed";
  if (least >= Number(delivered)) return "delivered";
  const waits = given.status === "UNPAID" ? "unpaid" : given.status === "ON_HOLD" ? "on_hold" : null;
  if (given.fulfilledBy === "store" && !waits) return "shipped";
  if (least >= Number(dispatched)) return "shipped";
  if (most >= Number(dispatched)) return "partially_shipped";
  if (waits) return waits;
  if (isAsked) return "in_review";
  return given.held ? "held" : "ready_to_ship";
}

const words = [...WAY, "CANCELLED"];
/** In whatever order its units come, an order is the same. */
const bundles = words.flatMap((a, i) => [[a], ...words.slice(i).flatMap((b, j) => [[a, b], ...words.slice(i + j).map((c) => [a, b, c])])]);

function* everyOrder(): Generator<Given> {
  const kinds = [
    { fulfilledBy: "merchant", scope: "live" },
    { fulfilledBy: "store", scope: "live" },
    { fulfilledBy: "store", scope: "history" },
    { fulfilledBy: "merchant", scope: "history" },
  ] as const;
  for (const lines of bundles)
    for (const kind of kinds)
      for (const status of [orderStatus(lines), "ON_HOLD", "TELEPORTED"])
        for (const cancelRequested of [false, true])
          for (const held of [false, true])
            for (const stock of ["off", "mapped", "unmapped", "waived", "short", "homeless"] as const)
              yield { lines, ...kind, status, cancelRequested, held, stock };
}

test("over all units, states, scopes, reasons, waivers and holds there is the one stage the plain rule says, for its reasons", () => {
  database.exec("BEGIN");
  const all = [...everyOrder()].map((given) => ({ given, ref: put(given) }));
  for (const managed of [false, true]) {
    const refs = all.filter(({ given }) => (given.stock !== "off") === managed).map(({ ref }) => ref);
    for (const statement of restage(managed ? STORES.on : STORES.off, refs, 1)) run(database, statement);
  }
  const found = database.prepare("SELECT id, stage FROM orders").all() as { id: string; stage: number }[];
  const reasons = database.prepare("SELECT order_id, json_group_array(reason) AS names FROM order_review GROUP BY order_id").all();
  database.exec("COMMIT");
  const stages = new Map(found.map(({ id, stage }) => [id, STAGES[stage]]));
  const named = new Map(reasons.map((row) => [row.order_id, (JSON.parse(String(row.names)) as string[]).sort()]));
  for (const { given, ref } of all) {
    if (stages.get(ref.id) !== plainStage(given)) expect(stages.get(ref.id), JSON.stringify(given)).toBe(plainStage(given));
    const expected = [...plainReasons(given)].sort().join();
    if ((named.get(ref.id) ?? []).join() !== expected) expect(named.get(ref.id), JSON.stringify(given)).toEqual(expected);
  }
  expect(all.length).toBeGreaterThan(20_000);
});

test("a unit that moves forward never moves its order back, whatever else is so", () => {
  let checked = 0;
  for (const given of everyOrder()) {
    if (given.status !== orderStatus(given.lines)) continue;
    const before = STAGES.indexOf(plainStage(given));
    given.lines.forEach((word, at) => {
      const next = WAY[WAY.indexOf(word) + 1];
      if (word === "CANCELLED" || !next) return;
      const lines = given.lines.with(at, next);
      const after = STAGES.indexOf(plainStage({ ...given, lines, status: orderStatus(lines) }));
      if (after < before) expect(after, `${JSON.stringify(given)} → ${lines.join()}`).toBeGreaterThanOrEqual(before);
      checked += 1;
    });
  }
  expect(checked).toBeGreaterThan(5_000);
});

test("the next deadline is the label's until the label, then the scan's, then none; TikTok's own parcels have none", () => {
  const times = { rts: 50, tts: 90 };
  expect(stageOf(put({ status: A, lines: [A], ...times })).due_time).toBe(50);
  expect(stageOf(put({ status: "PARTIALLY_SHIPPING", lines: ["AWAITING_COLLECTION", A], ...times })).due_time).toBe(50);
  expect(stageOf(put({ status: "AWAITING_COLLECTION", lines: ["AWAITING_COLLECTION"], ...times })).due_time).toBe(90);
  expect(stageOf(put({ status: "IN_TRANSIT", lines: ["IN_TRANSIT"], ...times })).due_time).toBeNull();
  expect(stageOf(put({ status: A, lines: [A], fulfilledBy: "store", ...times })).due_time).toBeNull();
});

test("what is due comes first in a list, what is not due comes after, newest first", () => {
  const soon = stageOf(put({ status: A, lines: [A], rts: 2_000_000_000 }));
  const older = put({ status: "DELIVERED", lines: ["DELIVERED"] });
  const newer = put({ status: "DELIVERED", lines: ["DELIVERED"] });
  expect(soon.turn).toBe(2_000_000_000);
  expect(stageOf(older).turn).toBe(TURN_WITHOUT_DEADLINE - older.t);
  expect(stageOf(newer).turn).toBeLessThan(stageOf(older).turn);
  expect(soon.turn).toBeLessThan(stageOf(newer).turn);
});

test("the counters equal a recount after everything above, and staying put writes nothing", () => {
  for (const store of Object.values(STORES)) {
    const counted = database.prepare("SELECT * FROM order_count WHERE store_id = ?").get(store) as Record<string, number>;
    const recount = database.prepare("SELECT stage, COUNT(*) AS n FROM orders WHERE store_id = ? GROUP BY stage").all(store) as {
      stage: number;
      n: number;
    }[];
    for (const [at, stage] of STAGES.entries()) expect(counted[stage], stage).toBe(recount.find((row) => row.stage === at)?.n ?? 0);
    const all = database
      .prepare("SELECT create_time AS t, id FROM orders WHERE store_id = ? LIMIT 500")
      .all(store) as unknown as OrderRef[];
    const before = database.prepare("SELECT total_changes() AS n").get()?.n;
    for (const statement of restage(store, all, 2)) run(database, statement);
    expect(database.prepare("SELECT total_changes() AS n").get()?.n).toBe(before);
  }
});

test("a reason is about what it names: each listing, each item, each word of TikTok's; the address only of a seller's own parcel", () => {
  const reasons = (given: Given, change: (ref: OrderRef) => void = () => {}) => {
    const ref = put(given);
    change(ref);
    stageOf(ref, given.stock === undefined ? STORE : STORES.on);
    return database
      .prepare("SELECT reason || ':' || ref AS name FROM order_review WHERE order_id = ? ORDER BY 1")
      .all(ref.id)
      .map(({ name }) => name);
  };
  const lines = [A, A];
  const sellers = (sql: string) => (ref: OrderRef) => database.prepare(sql).run(ref.id);
  const own = "UPDATE orders SET shipping_type = 'SELLER' WHERE id = ?";
  expect(reasons({ status: A, lines, stock: "unmapped" })).toEqual(["listing-unmapped:other"]);
  expect(reasons({ status: A, lines, stock: "short" })).toEqual(["stock-short:itm_1"]);
  expect(reasons({ status: A, lines: ["TO_SHIP"] })).toEqual(["unknown-status:TO_SHIP"]);
  expect(reasons({ status: A, lines, stock: "mapped" }, sellers(own))).toEqual(["address-incomplete:"]);
  expect(reasons({ status: A, lines }, sellers(own))).toEqual([]);
  const must = sellers("INSERT INTO split_word (order_id, create_time, store_id, must, units_max) VALUES (?, 1, 'sto_1', 1, 2)");
  expect(reasons({ status: A, lines }, must)).toEqual(["must-split:2"]);
  expect(reasons({ status: "AWAITING_COLLECTION", lines: ["AWAITING_COLLECTION"] }, must)).toEqual([]);
  expect(
    reasons({ status: A, lines, stock: "mapped" }, (ref) => {
      sellers(own)(ref);
      sellers("INSERT INTO recipient (order_id, is_masked, name, address) VALUES (?, 0, 'Jo', '1 Demo Road')")(ref);
    }),
  ).toEqual([]);
  // What left before the stock was managed here is the past.
  const before = (ref: OrderRef) => database.prepare("UPDATE order_line SET rts_time = -1 WHERE order_id = ?").run(ref.id);
  expect(reasons({ status: "IN_TRANSIT", lines: ["IN_TRANSIT"], stock: "unmapped" }, before)).toEqual([]);
  expect(reasons({ status: "IN_TRANSIT", lines: ["IN_TRANSIT"], stock: "unmapped" })).toEqual(["listing-unmapped:other"]);
});

describe("orders that TikTok ships", () => {
  const read = (ref: OrderRef) => {
    const { name } = stageOf(ref, STORES.on);
    const row = database.prepare("SELECT scope FROM orders WHERE create_time = ? AND id = ?").get(ref.t, ref.id);
    return `${row?.scope} ${name}`;
  };
  const set = (isOn: boolean, since: number) => {
    database.exec(
      "INSERT OR IGNORE INTO warehouse (id, name, kind, store_id, time_zone, created_at) VALUES ('whs_f', 'F', 'fbt', 'sto_2', 'UTC', 0)",
    );
    database
      .prepare("UPDATE store SET fbt_import = ?, fbt_since = ?, fbt_warehouse_id = 'whs_f', fbt_at = 5000000 WHERE id = 'sto_2'")
      .run(Number(isOn), since);
  };
  const theirs = { fulfilledBy: "store", scope: "history", stock: "mapped" } as const;
  const past = () => put({ status: A, lines: [A], ...theirs });

  test("are the past until they are imported: from the start date's first second on, and once TikTok may act on them", () => {
    const [before, on, after] = [past(), past(), past()];
    const unmapped = put({ status: "DELIVERED", lines: ["DELIVERED"], ...theirs, stock: "unmapped" });
    const unpaid = put({ status: "UNPAID", lines: ["UNPAID"], ...theirs });
    const held = put({ status: "ON_HOLD", lines: [A], ...theirs });
    const gone = put({ status: "CANCELLED", lines: ["CANCELLED"], ...theirs });
    const all = [before, on, after, unmapped, unpaid, held, gone];
    const whileOff = ["shipped", "shipped", "shipped", "delivered", "unpaid", "on_hold", "cancelled"];
    expect(all.map(read)).toEqual(whileOff.map((stage) => `history ${stage}`));
    set(true, on.t);
    expect(all.map(read)).toEqual([
      "history shipped",
      "live shipped",
      "live shipped",
      "live in_review",
      "history unpaid",
      "history on_hold",
      "live cancelled",
    ]);
    database.prepare("UPDATE orders SET status = ? WHERE id IN (?, ?)").run(A, unpaid.id, held.id);
    database.prepare("UPDATE order_line SET status = ? WHERE order_id = ?").run(A, unpaid.id);
    expect([unpaid, held].map(read)).toEqual(["live shipped", "live shipped"]);
    // A later date, or none at all, takes nothing away that is in.
    set(true, after.t);
    expect([on, unmapped].map(read)).toEqual(["live shipped", "live in_review"]);
    set(false, after.t);
    expect([on, unmapped, past()].map(read)).toEqual(["live shipped", "live in_review", "history shipped"]);
  });

  test("ask for their listings until they have once counted as shipped, and never again", () => {
    set(true, 0);
    const ref = put({ status: A, lines: [A], ...theirs, stock: "unmapped" });
    expect(read(ref)).toBe("live in_review");
    database
      .prepare("INSERT INTO allocation VALUES (?, 'l0', 'itm_1', ?, 'sto_2', 'whs_f', 1, 'shipped', 'by-tiktok', 1, 1, 1)")
      .run(ref.id, ref.t);
    expect(read(ref)).toBe("live shipped");
  });

  const walk = () => database.prepare("SELECT state, from_time, at_time FROM backfill WHERE store_id = 'sto_2' AND stream = 'fbt'").get();

  test("are fetched from the day on, to an earlier one only between both, never for a later one, and no more once it is off", () => {
    set(false, 4_000);
    expect(walk()).toBeUndefined();
    set(true, 4_000);
    expect(walk()).toMatchObject({ state: "running", from_time: 4_000, at_time: 5_001 });
    // A walk that is under way goes on to the earlier end.
    database.exec("UPDATE backfill SET at_time = 4500 WHERE stream = 'fbt'");
    set(true, 3_000);
    expect(walk()).toMatchObject({ state: "running", from_time: 3_000, at_time: 4_500 });
    set(true, 3_500);
    expect(walk()).toMatchObject({ state: "running", from_time: 3_500, at_time: 4_500 });
    database.exec("UPDATE backfill SET state = 'done', at_time = 3500 WHERE stream = 'fbt'");
    set(true, 3_800);
    expect(walk()).toMatchObject({ state: "done" });
    set(true, 2_000);
    expect(walk()).toMatchObject({ state: "running", from_time: 2_000, at_time: 3_800 });
    set(false, 2_000);
    expect(walk()).toBeUndefined();
  });

  test("have a day and a warehouse together, and one warehouse belongs to one store", () => {
    const change = (sql: string) => () => database.exec(`UPDATE store SET ${sql}`);
    expect(change("fbt_since = NULL WHERE id = 'sto_2'")).toThrow("CHECK");
    expect(change("fbt_import = 1 WHERE id = 'sto_1'")).toThrow("CHECK");
    expect(change("fbt_since = 1, fbt_warehouse_id = 'whs_f' WHERE id = 'sto_1'")).toThrow("UNIQUE");
    const second = () =>
      database.exec(
        "INSERT INTO warehouse (id, name, kind, store_id, time_zone, created_at) VALUES ('whs_g', 'G', 'fbt', 'sto_2', 'UTC', 0)",
      );
    expect(second).toThrow("UNIQUE");
  });
});
