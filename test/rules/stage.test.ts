// Where an order stands, over every combination of its units: always exactly one stage, never backward when a unit moves forward, and the
// counters equal to a recount whatever moved.
import { expect, test } from "vitest";
import { restage, STAGES, type Stage, TURN_WITHOUT_DEADLINE } from "../../worker/orders/stage.ts";
import { openSchema, run } from "./sqlite.ts";

const database = openSchema();
const STORE = "sto_1";

interface Given {
  status: string;
  lines: string[];
  fulfilledBy?: "merchant" | "store";
  cancelRequested?: boolean;
  rts?: number | null;
  tts?: number | null;
}

let second = 1_000;

function put({ status, lines, fulfilledBy = "merchant", cancelRequested = false, rts = null, tts = null }: Given): {
  t: number;
  id: string;
} {
  const ref = { t: ++second, id: `o${second}` };
  database
    .prepare(`INSERT INTO orders (create_time, id, store_id, status, update_time, hash, sent_at, words_hash, scope, fulfilled_by, is_sample, is_cod,
      cancel_requested, items, units, currency, total_minor, rts_sla_time, tts_sla_time) VALUES (?, ?, ?, ?, 1, '', 1, '', 'live', ?, 0, 0, ?, '', 1, 'USD', 1, ?, ?)`)
    .run(ref.t, ref.id, STORE, status, fulfilledBy, Number(cancelRequested), rts, tts);
  const line = database.prepare(
    "INSERT INTO order_line (order_id, id, create_time, sku_id, status, price_minor, is_gift) VALUES (?, ?, ?, 's', ?, 1, 0)",
  );
  for (const [at, word] of lines.entries()) line.run(ref.id, `l${at}`, ref.t, word);
  return ref;
}

interface Staged {
  stage: number;
  due_time: number | null;
  turn: number;
}

function stageOf(ref: { t: number; id: string }): Staged & { name: Stage } {
  for (const statement of restage(STORE, [ref])) run(database, statement);
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

test("over all combinations of up to three units there is one stage, and a unit that moves forward never moves the order back", () => {
  const words = [...WAY, "CANCELLED"];
  const combinations = words.flatMap((a) => [[a], ...words.flatMap((b) => [[a, b], ...words.map((c) => [a, b, c])])]);
  let checked = 0;
  for (const fulfilledBy of ["merchant", "store"] as const) {
    for (const lines of combinations) {
      const before = stageOf(put({ status: orderStatus(lines), lines, fulfilledBy }));
      expect(before.name, lines.join()).toBeDefined();
      lines.forEach((word, at) => {
        const next = WAY[WAY.indexOf(word) + 1];
        if (word === "CANCELLED" || !next) return;
        const moved = lines.with(at, next);
        const after = stageOf(put({ status: orderStatus(moved), lines: moved, fulfilledBy }));
        expect(after.stage, `${lines.join()} → ${moved.join()}`).toBeGreaterThanOrEqual(before.stage);
        checked += 1;
      });
    }
  }
  expect(checked).toBeGreaterThan(1_500);
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
  const counted = database.prepare("SELECT * FROM order_count WHERE store_id = ?").get(STORE) as Record<string, number>;
  const recount = database.prepare("SELECT stage, COUNT(*) AS n FROM orders GROUP BY stage").all() as unknown as {
    stage: number;
    n: number;
  }[];
  for (const [at, stage] of STAGES.entries()) expect(counted[stage], stage).toBe(recount.find((row) => row.stage === at)?.n ?? 0);
  const before = database.prepare("SELECT total_changes() AS n").get()?.n;
  const all = database.prepare("SELECT create_time AS t, id FROM orders").all() as unknown as { t: number; id: string }[];
  for (const statement of restage(STORE, all)) run(database, statement);
  expect(database.prepare("SELECT total_changes() AS n").get()?.n).toBe(before);
});
