/** What a job that cancels would cost before anybody says "go": what buyers paid and get back, currency by currency, and what it does to each
 *  store's rate of cancellations by its own fault. TikTok reckons each refund itself when it is told; this decides nothing. */
import { sql } from "drizzle-orm";
import { type RateShown, rateAfter, readRate } from "../aftersales/rate.ts";
import type { Kit } from "../env.ts";
import { orderById } from "../orders/order.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import type { OrderJobRow } from "./table.ts";
import { type CancelManyWish, type JobWish, reasonFor } from "./wish.ts";

export interface Stakes {
  /** At most: a unit cancelled before is not paid back twice. */
  refunds: { currency: string; minor: number; orders: number }[];
  rates: ({ storeId: string; orders: number } & RateShown)[];
}

interface Staked {
  store_id: string;
  marketplace: string;
  status: string;
  currency: string;
  total_minor: number;
}

/** Null where nothing is at stake, or no longer open. */
export async function readStakes(kit: Kit, signedIn: SignedIn, job: OrderJobRow): Promise<Stakes | null> {
  const wish = JSON.parse(job.wish) as JobWish;
  if (wish.do !== "cancel" || job.state !== "ready") return null;
  const rows = await kit.db.all<Staked>(
    sql`WITH ${who(signedIn)} SELECT o.store_id, s.marketplace, o.status, o.currency, o.total_minor
      FROM who CROSS JOIN order_job_item i INDEXED BY order_job_item_by_outcome CROSS JOIN ${orderById(sql`i.order_id`)}
        CROSS JOIN store s ON s.id = o.store_id
      WHERE i.job_id = ${job.id} AND i.outcome = 'ready' AND ${mayIn(sql`o.store_id`, "read")}`,
  );
  return { refunds: refundsOf(rows), rates: await ratesOf(kit, wish, rows) };
}

/** Nobody has paid for what is unpaid. */
const refundsOf = (rows: Staked[]): Stakes["refunds"] =>
  [
    ...Map.groupBy(
      rows.filter((row) => row.status !== "UNPAID"),
      (row) => row.currency,
    ),
  ]
    .map(([currency, some]) => ({ currency, minor: some.reduce((sum, row) => sum + row.total_minor, 0), orders: some.length }))
    .sort((one, other) => one.currency.localeCompare(other.currency));

async function ratesOf(kit: Kit, wish: CancelManyWish, rows: Staked[]): Promise<Stakes["rates"]> {
  const faults = [
    ...Map.groupBy(
      rows.filter((row) => reasonFor(wish, row)?.isFault),
      (row) => row.store_id,
    ),
  ];
  return Promise.all(
    faults.map(async ([storeId, some]) => ({
      storeId,
      orders: some.length,
      ...rateAfter(await readRate(kit, storeId), some.length),
    })),
  );
}
