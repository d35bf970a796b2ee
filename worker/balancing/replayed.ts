/** The last rush of the seller's own history lived through again under each way of publishing, with the pieces that were there; and what is too old to be
 *  told. Orders that were never taken are not known, so it says what would have been sold twice, not what more could have been sold. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { requireRightAnywhere } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { DAY_MS, MINUTE_MS } from "../units.ts";
import { type Demand, type Outcome, replay, type Way } from "./replay.ts";
import { DIALS } from "./speed.ts";

/** Sales and pushes are kept so long. */
const KEPT_DAYS = 30;
const SALES_READ_MAX = 5_000;
/** The busiest stretch of so many minutes is the rush. */
const RUSH_MINUTES = 60;
const AROUND_MINUTES = 120;
/** Between what was seen of the slowest and the quickest push. */
const DELAY_MINUTES = { from: 1.5, to: 6 };
const SEEN_MINUTES = 0.1;
const RUNS = 20;

export interface Replayed {
  /** Epoch seconds. */
  from: number;
  units: number;
  stores: number;
  stock: number;
  /** What was sold beyond it. */
  oversold: number;
  ways: ({ name: string } & Pick<Outcome, "oversold" | "pushes">)[];
}

const WAYS: { name: string; way: Way }[] = [
  ...DIALS.map((dial) => ({ name: dial, way: { dial } })),
  { name: "full", way: { buffer: 0 } },
  { name: "buffer", way: { buffer: 5 } },
];

/** Of the item, or null where fewer than two stores sold it. */
export async function replayRush(kit: Kit, signedIn: SignedIn, itemId: string): Promise<Replayed | null> {
  await requireRightAnywhere(kit, signedIn, "manage");
  const [items, sales] = await kit.db.batch<[{ id: string }, { create_time: number; store_id: string }]>([
    sql`SELECT id FROM item WHERE id = ${itemId}`,
    sql`SELECT create_time, store_id FROM balance_sale WHERE item_id = ${itemId} ORDER BY create_time DESC LIMIT ${SALES_READ_MAX}`,
  ]);
  if (items.length === 0) throw new Problem("missing", "item-missing");
  const rush = findRush(sales.map(({ create_time, store_id }) => ({ minute: create_time / 60, store: store_id })).toReversed());
  if (!rush) return null;
  const stock = await countStock(kit, itemId, rush);
  const ways = WAYS.map(({ name, way }) => {
    const runs = Array.from({ length: RUNS }, (_, run) => replay({ ...rush, stock, delay: delaysOf(run) }, way));
    return {
      name,
      oversold: Math.max(...runs.map(({ oversold }) => oversold)),
      pushes: Math.round(runs.reduce((sum, { pushes }) => sum + pushes, 0) / RUNS),
    };
  });
  const units = rush.wanted.length;
  return { from: Math.round(rush.fromMinute * 60), units, stores: rush.stores.length, stock, oversold: Math.max(0, units - stock), ways };
}

/** What was free when it began, and what came while it lasted: from now back through the ledger. */
async function countStock(kit: Kit, itemId: string, { fromMinute, untilMinute }: Rush): Promise<number> {
  const [from, until] = [fromMinute * MINUTE_MS, (fromMinute + untilMinute) * MINUTE_MS];
  const row = await kit.db.first<{ free: number; since: number | null; came: number | null }>(
    sql`SELECT SUM(l.on_hand - l.allocated) AS free,
        SUM((SELECT SUM(m.d_on_hand - m.d_allocated) FROM stock_movement m INDEXED BY stock_movement_of_level
          WHERE m.warehouse_id = l.warehouse_id AND m.item_id = l.item_id AND m.at >= ${from})) AS since,
        SUM((SELECT SUM(m.d_on_hand) FROM stock_movement m INDEXED BY stock_movement_of_level
          WHERE m.warehouse_id = l.warehouse_id AND m.item_id = l.item_id AND m.at >= ${from} AND m.at < ${until} AND m.d_on_hand > 0)) AS came
      FROM warehouse w CROSS JOIN stock_level l ON l.warehouse_id = w.id AND l.item_id = ${itemId} WHERE w.kind = 'merchant'`,
  );
  return Math.max(0, (row?.free ?? 0) - (row?.since ?? 0) + (row?.came ?? 0));
}

type Rush = Omit<Demand, "delay" | "stock"> & { fromMinute: number };

/** Delays spread evenly, each run beginning elsewhere: the same question has the same answer. */
function delaysOf(run: number): () => number {
  const GOLDEN = 0.618_033_988_749_895;
  let turn = run * GOLDEN;
  return () => {
    turn = (turn + GOLDEN) % 1;
    return DELAY_MINUTES.from + turn * (DELAY_MINUTES.to - DELAY_MINUTES.from);
  };
}

/** The busiest hour with what was sold around it. */
function findRush(sales: Demand["wanted"]): Rush | null {
  let best = { from: 0, count: 0 };
  for (let [first, last] = [0, 0]; last < sales.length; last += 1) {
    while ((sales[last]?.minute ?? 0) - (sales[first]?.minute ?? 0) > RUSH_MINUTES) first += 1;
    if (last - first + 1 > best.count) best = { from: sales[first]?.minute ?? 0, count: last - first + 1 };
  }
  const start = best.from - AROUND_MINUTES;
  const wanted = sales
    .filter(({ minute }) => minute >= start && minute <= best.from + RUSH_MINUTES + AROUND_MINUTES)
    .map(({ minute, store }) => ({ minute: minute - start, store }));
  const stores = [...new Set(wanted.map(({ store }) => store))];
  if (stores.length < 2) return null;
  return {
    fromMinute: start,
    stores,
    wanted,
    untilMinute: RUSH_MINUTES + 2 * AROUND_MINUTES + DELAY_MINUTES.to,
    seenMinutes: SEEN_MINUTES,
  };
}

export async function forgetBalancing(kit: Kit): Promise<void> {
  const before = kit.now() - KEPT_DAYS * DAY_MS;
  await kit.db.run(
    sql`DELETE FROM balance_sale WHERE create_time < ${Math.floor(before / 1000)}`,
    sql`DELETE FROM balance_push WHERE id IN (SELECT p.id FROM balance_store b CROSS JOIN balance_push p ON p.store_id = b.store_id AND p.sent_at < ${before})`,
  );
}
