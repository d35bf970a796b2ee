/** Returns: what came back of what was delivered, by the month of delivery, so that the rate does not fall because more is sold; and the money TikTok
 *  paid back, by the day it closed the case, one block per currency. */
import type { Kit } from "../env.ts";
import type { Asker } from "../team/session.ts";
import { type Compared, compare, readSums, type Sums, sumOf } from "./days.ts";
import { findReportStores, headOf, listDays, type PeriodQuery, periodOf, type ReportHead } from "./period.ts";

const MONEY = ["refunds", "refund_goods", "refund_shipping", "refund_tax", "refund_kept", "refund_cancelled"] as const;
const GOODS = ["delivered", "delivered_units", "returned_orders", "returned_units"] as const;
type Money = (typeof MONEY)[number];
type Goods = (typeof GOODS)[number];
const DRAWN = [...GOODS, "refund_goods"] as const;

export interface ReturnsReport extends ReportHead {
  all: Compared<Goods>;
  /** By the month of delivery, within the period. */
  cohorts: ({ month: string } & Sums<Goods>)[];
  byStore: ({ store: string; by: "merchant" | "store" } & Compared<Goods>)[];
  blocks: { currency: string; all: Compared<Money>; days: { day: string; refund_goods: number }[] }[];
}

export async function reportReturns(kit: Kit, asker: Asker, query: PeriodQuery): Promise<ReturnsReport> {
  const period = periodOf(query);
  const stores = await findReportStores(kit, asker, query.stores);
  const { rows, days } = await readSums(kit, stores, period, { names: [...MONEY, ...GOODS], perDay: DRAWN, days: period.now });
  const currencies = [...new Set([...stores.map(({ currency }) => currency), ...rows.map(({ currency }) => currency)])];
  return {
    ...headOf(period, stores),
    all: compare(rows, GOODS),
    cohorts: [...Map.groupBy(days, ({ day }) => day.slice(0, 7))]
      .map(([month, some]) => ({ month, ...sumOf(some, GOODS) }))
      .filter(({ delivered_units }) => delivered_units > 0)
      .sort((one, other) => (one.month < other.month ? -1 : 1)),
    byStore: [...Map.groupBy(rows, ({ store_id, fulfilled_by }) => `${store_id} ${fulfilled_by}`)].map(([key, some]) => ({
      store: key.split(" ")[0] ?? "",
      by: some[0]?.fulfilled_by ?? "merchant",
      ...compare(some, GOODS),
    })),
    blocks: currencies.map((currency) => {
      const mine = rows.filter((row) => row.currency === currency);
      const byDay = new Map(days.filter((row) => row.currency === currency).map((row) => [row.day, row.refund_goods]));
      return {
        currency,
        all: compare(mine, MONEY),
        days: listDays(period.now).map((day) => ({ day, refund_goods: byDay.get(day) ?? 0 })),
      };
    }),
  };
}
