/** Numbers thought over: what is due is read, decided by pure rules and written down, with everything that explains it. What is thought over meanwhile by
 *  somebody who has read later stands. Nothing here speaks to TikTok. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { chooseMoves, type Move } from "./moves.ts";
import { planNumbers, type Told } from "./numbers.ts";
import type { Rule } from "./rule.ts";
import { readStanding, type Standing, type StandingListing } from "./standing.ts";
import type { BalanceDueRow } from "./table.ts";

const ITEMS_PER_STEP = 20;
const WALK_MS_MAX = 15_000;
/** Named by something that then was cut off. */
const DUE_STILL_MS = 5_000;
/** More of them would not be read. */
const OTHERS_TOLD_MAX = 8;
/** What ends or falls goes first. */
export const RANKS: Record<Move["kind"], number> = { zero: 0, cut: 1, raise: 2 };

/** What the page says in words about a number. */
export interface Explained extends Omit<Told, "id"> {
  dial: Standing["dial"];
  rule: Rule & { level: string };
  qty: number;
  onHand: number;
  promised: number;
  /** Units it gets once others show less. */
  waiting: number;
  others: { store: string; sku: string; number: number }[];
}

/** Thinks over all that is due. Answers whether nothing is left. */
export async function walkBalancing(kit: Kit): Promise<boolean> {
  const endAt = kit.now() + WALK_MS_MAX;
  const stores = new Set<string>();
  let isDone = false;
  while (!isDone && kit.now() < endAt) {
    const due = await kit.db.all<BalanceDueRow>(sql`SELECT * FROM balance_due WHERE since >= 0 ORDER BY since LIMIT ${ITEMS_PER_STEP}`);
    if (due.length > 0) for (const store of await planItems(kit, due)) stores.add(store);
    isDone = due.length < ITEMS_PER_STEP;
  }
  for (const store of stores) await kit.env.LIVE.send({ do: "push-stock", store });
  return isDone;
}

/** Answers the stores for which something may be sent. */
async function planItems(kit: Kit, due: BalanceDueRow[]): Promise<string[]> {
  const readAt = kit.now();
  const standing = await readStanding(
    kit,
    due.map(({ item_id }) => item_id),
  );
  const told = planNumbers(standing.listings, standing.shelves, standing.dial);
  const { moves, waiting } = chooseMoves(standing.listings, told, standing.shown, standing.dial);
  const rows = standing.listings.map((listing) => {
    const plan = told.find(({ id }) => id === listing.id) as Told;
    const move = listing.mayBeSent ? moves.find(({ id }) => id === listing.id) : undefined;
    return {
      store: listing.store,
      sku: listing.sku,
      product: listing.product,
      wanted: plan.number,
      next: move?.number ?? null,
      rank: move ? RANKS[move.kind] : null,
      explain: JSON.stringify(explain(listing, plan, told, standing, waiting.get(listing.id) ?? 0)),
    };
  });
  await kit.db.run(...writePlans(JSON.stringify(rows), readAt), endDue(due));
  const unread = standing.listings.filter(({ id }) => standing.shown.find((one) => one.id === id)?.number == null);
  return [...new Set([...rows.filter(({ next }) => next !== null), ...unread].map(({ store }) => store))];
}

function writePlans(rows: string, readAt: number): SQL[] {
  const given = sql`SELECT value->>'store' AS store_id, value->>'sku' AS sku_id, value->>'product' AS product_id, value->>'wanted' AS wanted,
      value->>'next' AS next, value->>'rank' AS next_rank, value->>'explain' AS explain FROM json_each(${rows})`;
  // It might be sent again, and there is nothing to send: what was refused once is not wanted any more.
  const isMoot = sql`g.next IS NULL AND b.sent IS NULL AND b.shown IS NOT NULL AND b.retry_at <= ${readAt}`;
  return [
    sql`WITH g AS MATERIALIZED (${given}) UPDATE balance_listing AS b SET product_id = g.product_id, wanted = g.wanted, explain = g.explain,
        planned_at = ${readAt}, next = IIF(b.sent IS NULL, g.next, NULL), next_rank = IIF(b.sent IS NULL, g.next_rank, NULL),
        tries = IIF(${isMoot}, 0, b.tries), failed_code = IIF(${isMoot}, NULL, b.failed_code), failed_words = IIF(${isMoot}, NULL, b.failed_words)
      FROM g WHERE b.store_id = g.store_id AND b.sku_id = g.sku_id AND b.planned_at <= ${readAt}`,
    // What was never read is not spoken to.
    sql`WITH g AS MATERIALIZED (${given}) INSERT INTO balance_listing (store_id, sku_id, product_id, wanted, explain, planned_at)
      SELECT g.store_id, g.sku_id, g.product_id, g.wanted, g.explain, ${readAt} FROM g
      WHERE (SELECT b.moved FROM balance_listing b WHERE b.store_id = g.store_id AND b.sku_id = g.sku_id) IS NULL`,
  ];
}

const endDue = (due: BalanceDueRow[]) =>
  sql`DELETE FROM balance_due WHERE (item_id, named) IN
    (SELECT value->>'item_id', value->>'named' FROM json_each(${JSON.stringify(due)}))`;

function explain(listing: StandingListing, plan: Told, told: Told[], { listings, levels, dial }: Standing, waiting: number): Explained {
  const { id: _, ...about } = plan;
  const own = levels.filter(({ warehouse_id, item_id }) => item_id === plan.item && listing.warehouses.includes(warehouse_id));
  const rivals = listings.filter((other) => other.id !== listing.id && other.parts.some(({ item }) => item === plan.item));
  return {
    ...about,
    perMinute: Math.round(plan.perMinute * 100) / 100,
    dial,
    rule: listing.rule,
    qty: listing.parts.find(({ item }) => item === plan.item)?.qty ?? 1,
    onHand: own.reduce((sum, { on_hand }) => sum + on_hand, 0),
    promised: own.reduce((sum, { allocated }) => sum + allocated, 0),
    waiting,
    others: rivals.slice(0, OTHERS_TOLD_MAX).map((other) => ({
      store: other.store,
      sku: other.sku,
      number: told.find(({ id }) => id === other.id)?.number ?? 0,
    })),
  };
}

/** Items are to be thought over: all that the listings of a store are made of, or all that any balanced store sells. */
export function nameItems(storeId: string | null): SQL {
  const parts = sql`balance_store b CROSS JOIN listing_part p ON p.store_id = b.store_id LEFT JOIN kit_part q ON q.kit_id = p.item_id`;
  const named = storeId === null ? sql`true` : sql`b.store_id = ${storeId}`;
  return sql`INSERT OR REPLACE INTO balance_due (item_id, named, since)
    SELECT IFNULL(q.item_id, p.item_id), 0, 0 FROM ${parts} WHERE ${named}`;
}

/** The items that one listing takes. */
export const nameListing = (storeId: string, skus: string[]): SQL =>
  sql`INSERT OR REPLACE INTO balance_due (item_id, named, since)
    SELECT IFNULL(q.item_id, p.item_id), 0, 0 FROM json_each(${JSON.stringify(skus)}) k
      CROSS JOIN listing_part p ON p.store_id = ${storeId} AND p.sku_id = k.value LEFT JOIN kit_part q ON q.kit_id = p.item_id`;

/** Whether something is due, for whoever has just changed what stock there is. */
export async function namePlanning(kit: Kit): Promise<Job[]> {
  const due = await kit.db.first(sql`SELECT 1 AS yes FROM balance_due WHERE since >= 0 LIMIT 1`);
  return due ? [{ do: "balance-stock" }] : [];
}

/** What sold lately is thought over by the minute, for a rush fades without a word; and what was named and then cut off. `awakeAt`: the round before this
 *  one, in milliseconds, for while the clock rests everything fades unseen. */
export async function nameBalancing(kit: Kit, awakeAt: number): Promise<Job[]> {
  const lately = Math.floor(awakeAt / 1000) - LATELY_SECONDS;
  const [, , due] = await kit.db.batch<[never, never, object]>([
    sql`INSERT OR IGNORE INTO balance_due (item_id, named, since)
      SELECT item_id, 1, 0 FROM balance_sale INDEXED BY balance_sale_by_time WHERE create_time > ${lately}`,
    // What was refused is tried again when its time has come.
    sql`INSERT OR IGNORE INTO balance_due (item_id, named, since)
      SELECT IFNULL(q.item_id, p.item_id), 1, 0 FROM balance_listing b INDEXED BY balance_listing_refused
        CROSS JOIN listing_part p ON p.store_id = b.store_id AND p.sku_id = b.sku_id LEFT JOIN kit_part q ON q.kit_id = p.item_id
      WHERE b.tries > 0 AND b.retry_at < ${kit.now()}`,
    sql`SELECT 1 AS yes FROM balance_due WHERE since < ${kit.now() - DUE_STILL_MS} LIMIT 1`,
  ]);
  return due.length > 0 ? [{ do: "balance-stock" }] : [];
}

/** After so long a sale says nothing of how fast something sells, and its guard is gone. */
const LATELY_SECONDS = 30 * 60;
