/** Orders that TikTok wants divided into several parcels: who of those that wait to be shipped must be is asked by the page whenever such an order
 *  changes, and written down for the reason it stands in review. It divides nothing; a person or a print run does.
 *  https://partner.tiktokshop.com/docv2/page/get-order-split-attributes-202309. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import type { Shop } from "../stores/shop.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { askSplit, ORDERS_PER_SPLIT_QUESTION_MAX, type SplitAttributes } from "../tiktok/fulfilment.ts";
import type { OrderFacts } from "./facts.ts";
import { restage } from "./stage.ts";
import type { SplitRow } from "./table.ts";

/** Named by something that then was cut off. */
const DUE_STILL_MS = 5_000;

type Told = Pick<OrderFacts["order"], "id" | "create_time" | "hash" | "status" | "fulfilled_by" | "units">;

/** Waits to be shipped, and has units to divide. */
const isDivisible = ({ status, fulfilled_by, units }: Told) =>
  fulfilled_by === "merchant" && units > 1 && (status === "AWAITING_SHIPMENT" || status === "PARTIALLY_SHIPPING");

/** For the batch that mirrors orders, `won` being true for those it has written, `k`: those that changed are asked about again, those that have
 *  left no more. */
export function nameSplits(storeId: string, told: readonly Told[], won: SQL, sentAt: number): { statements: SQL[]; asks: boolean } {
  const [ask, leave] = [told.filter(isDivisible), told.filter((order) => !isDivisible(order))];
  const rows = (orders: readonly Told[]) => JSON.stringify(orders.map(({ id, create_time, hash }) => ({ id, create_time, hash })));
  const left = sql`DELETE FROM split_word WHERE order_id IN (SELECT w.order_id FROM json_each(${rows(leave)}) k
    CROSS JOIN split_word w ON w.order_id = k.value->>'id' WHERE ${won})`;
  const named = sql`INSERT INTO split_word (order_id, create_time, store_id, due_at)
    SELECT k.value->>'id', k.value->>'create_time', ${storeId}, ${sentAt} FROM json_each(${rows(ask)}) k WHERE ${won}
    ON CONFLICT (order_id) DO UPDATE SET due_at = excluded.due_at RETURNING order_id AS id`;
  const asks = ask.length > 0;
  return { statements: [...(leave.length > 0 ? [left] : []), ...(asks ? [named] : [])], asks };
}

type DueRow = SplitRow & { due_at: number };

/** One question's worth of orders. Answers whether none is left. */
export async function askSplits(kit: Kit, shop: Shop): Promise<boolean> {
  const storeId = shop.store.id;
  const due = await kit.db.all<DueRow>(
    sql`SELECT * FROM split_word INDEXED BY split_word_due WHERE store_id = ${storeId} AND due_at IS NOT NULL
      ORDER BY due_at LIMIT ${ORDERS_PER_SPLIT_QUESTION_MAX}`,
  );
  if (due.length === 0) return true;
  const answers = await askAll(
    shop,
    due.map((row) => row.order_id),
  );
  const became = due.map((row) => {
    const answer = answers.find((one) => one.orderId === row.order_id);
    return { ...row, must: Number(answer?.must ?? false), units_max: answer?.must ? answer.unitsMax : null };
  });
  const moved = became.filter((row, at) => row.must !== due[at]?.must || row.units_max !== due[at]?.units_max);
  const refs = moved.map((row) => ({ t: row.create_time, id: row.order_id }));
  await kit.db.run(...writeWords(JSON.stringify(became)), ...restage(storeId, refs, kit.now()));
  if (moved.length > 0) await kit.env.MAILBOX.getByName("mailbox").poke({ store: storeId, orders: refs.map(({ id }) => id) });
  return due.length < ORDERS_PER_SPLIT_QUESTION_MAX;
}

/** Only while the order has not changed again: then it is asked about once more. */
const writeWords = (became: string) => [
  sql`DELETE FROM split_word WHERE (order_id, due_at) IN (
    SELECT value->>'order_id', value->>'due_at' FROM json_each(${became}) WHERE value->>'must' = 0)`,
  sql`UPDATE split_word SET must = 1, units_max = k.value->>'units_max', due_at = NULL FROM json_each(${became}) k
    WHERE split_word.order_id = k.value->>'order_id' AND split_word.due_at = k.value->>'due_at' AND k.value->>'must' = 1`,
];

/** One order TikTok cannot speak of makes it refuse the whole question: then each is asked about alone, and of that one nothing is known. */
async function askAll(shop: Shop, ids: readonly string[]): Promise<SplitAttributes[]> {
  try {
    return await shop.call("sync", (line) => askSplit(line, ids));
  } catch (failure) {
    if (!(failure instanceof TikTokFailure) || failure.verdict !== "rejected") throw failure;
    if (ids.length === 1) return [];
  }
  const answers: SplitAttributes[] = [];
  for (const id of ids) answers.push(...(await askAll(shop, [id])));
  return answers;
}

export async function nameStoresToAsk(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(
    sql`SELECT s.id FROM store s WHERE s.state = 'connected' AND EXISTS (SELECT 1 FROM split_word w INDEXED BY split_word_due
      WHERE w.store_id = s.id AND w.due_at < ${kit.now() - DUE_STILL_MS})`,
  );
  return stores.map(({ id }) => ({ do: "ask-splits", store: id }));
}
