// Where an order stands, over every combination of its units and of what speaks for and against it: always exactly the one stage the plain rule
// says, never backward when a unit moves forward, and the counters equal to a recount whatever moved.
import { expect, test } from "vitest";
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
  [{ status: "UNPAID", lines: ["UNPAID"], fulfilledBy: "store" }, "unpaid"],
  [{ status: "ON_HOLD", lines: [A], fulfilledBy: "store" }, "on_hold"],
  [{ status: A, lines: [A], fulfilledBy: "store" }, "shipped"],
  [{ status: "DELIVERED", lines: ["DELIVERED"], fulfilledBy: "store" }, "delivered"],
  // A word TikTok has never said is never guessed at.
  [{ status: "TELEPORTED", lines: ["TELEPORTED"] }, "in_review"],
];

test.each(table)("%j is %s", (given, stage) => {
  expect(stageOf(put(given)).name).toBe(stage);
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
  if (fulfilledBy === "store" || scope === "history" || status === "CANCELLED") return [];
  const reasons: string[] = [];
  if (cancelRequested && !["DELIVERED", "COMPLETED"].includes(status)) reasons.push("cancel-requested");
  if (status === "TELEPORTED") reasons.push("unknown-status");
  const isUnmapped = stock === "unmapped" || stock === "waived";
  if (isUnmapped && lines.some((word) => word !== "CANCELLED")) reasons.push("listing-unmapped");
  if (stock === "short") reasons.push("stock-short");
  if (stock === "homeless") reasons.push("no-warehouse");
  return reasons;
}

function plainStage(given: Given): Stage {
  const ranks = given.lines.filter((word) => word !== "CANCELLED").map((word) => WAY.indexOf(word));
  if (ranks.length === 0 || given.status === "CANCELLED") return "cancelled";
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  const [dispatched, delivered, completed] = ["AWAITING_COLLECTION", "DELIVERED", "COMPLETED"].map((word) => WAY.indexOf(word));
  if (least >= Number(completed)) return "completed";
  if (least >= Number(delivered)) return "delivered";
  const waits = given.status === "UNPAID" ? "unpaid" : given.status === "ON_HOLD" ? "on_hold" : null;
  if (given.fulfilledBy === "store" && !waits) return "shipped";
  if (least >= Number(dispatched)) return "shipped";
  if (most >= Number(dispatched)) return "partially_shipped";
  if (waits) return waits;
  const isWaived = (reason: string) => reason === "listing-unmapped" && given.stock === "waived";
  if (plainReasons(given).some((reason) => !isWaived(reason))) return "in_review";
  return given.held ? "held" : "ready_to_ship";
}

const words = [...WAY, "CANCELLED"];
/** In whatever order its units come, an order is the same. */
const bundles = words.flatMap((a, i) => [[a], ...words.slice(i).flatMap((b, j) => [[a, b], ...words.slice(i + j).map((c) => [a, b, c])])]);

function* everyOrder(): Generator<Given> {
  const kinds = [
    { fulfilledBy: "merchant", scope: "live" },
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
