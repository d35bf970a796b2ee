/** How often a store cancels by its own fault, as TikTok counts it: orders cancelled so in the last thirty days against all orders placed in them;
 *  those TikTok ships itself do not count. https://seller-us.tiktok.com/university ("Seller fault cancellation rate": at most 2.5 %). */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";

export const RATE_DAYS = 30;
/** Above this TikTok takes points from the shop. In tenths of a percent. */
export const FAULT_RATE_MAX_PERMILLE = 25;
const DAY_SECONDS = 86_400;

export interface FaultRate {
  orders: number;
  faults: number;
}

/** More than any shop cancels by its own fault in thirty days and still is a shop. */
const FAULTS_READ_MAX = 5_000;

export async function readRate(kit: Pick<Kit, "db" | "now">, storeId: string): Promise<FaultRate> {
  const from = Math.floor(kit.now() / 1000 / DAY_SECONDS) - RATE_DAYS + 1;
  const [sums, faults] = await kit.db.batch<[{ orders: number }, { order_id: string }]>([
    sql`SELECT IFNULL(SUM(d.orders), 0) AS orders FROM order_day d WHERE d.store_id = ${storeId} AND d.day >= ${from}`,
    sql`SELECT a.order_id FROM aftersale a INDEXED BY aftersale_at_fault
      WHERE a.store_id = ${storeId} AND a.is_fault = 1 AND a.create_time >= ${from * DAY_SECONDS} LIMIT ${FAULTS_READ_MAX}`,
  ]);
  return { orders: sums[0]?.orders ?? 0, faults: new Set(faults.map((row) => row.order_id)).size };
}

/** Tenths of a percent, rounded as TikTok shows them; null where nothing was sold. */
export const permilleOf = ({ orders, faults }: FaultRate): number | null => (orders === 0 ? null : Math.round((faults * 1000) / orders));

export interface RateShown {
  now: number | null;
  after: number | null;
  limit: number;
}

/** What `more` orders cancelled by the seller's fault would do to it. */
export const rateAfter = (rate: FaultRate, more: number): RateShown => ({
  now: permilleOf(rate),
  after: permilleOf({ ...rate, faults: rate.faults + more }),
  limit: FAULT_RATE_MAX_PERMILLE,
});
