/** Sales: what was ordered and what is left of it, one block per currency, by day, store, marketplace and who ships. Two numbers that are both called
 *  sales elsewhere stand apart by name: GMV, and net sales. */
import type { Kit } from "../env.ts";
import type { Asker } from "../team/session.ts";
import { type Compared, compare, readSums, type SumRow, type Sums, sumOf, wholeOf } from "./days.ts";
import { findReportStores, headOf, listDays, type PeriodQuery, periodOf, type ReportHead } from "./period.ts";

const NAMES = [
  "paid",
  "standing",
  "units",
  "gifts",
  "gmv",
  "sold",
  "platform",
  "shipping",
  "tax",
  "cancelled_buyer",
  "cancelled_seller",
  "cancelled_tiktok",
  "refund_goods",
  "delivered_units",
  "returned_units",
] as const;
type Name = (typeof NAMES)[number];
type Row = SumRow<Name>;
/** What is drawn day by day. */
const DRAWN = ["paid", "units", "gmv", "sold", "refund_goods"] as const;
type Drawn = (typeof DRAWN)[number];

export interface SalesBlock {
  currency: string;
  all: Compared<Name>;
  /** One row per day of the period, with the day that stood in its place before. */
  days: { day: string; now: Sums<Drawn>; before: Sums<Drawn> }[];
  stores: ({ store: string; by: Row["fulfilled_by"] } & Compared<Name>)[];
  marketplaces: ({ marketplace: string } & Compared<Name>)[];
}

export interface SalesReport extends ReportHead {
  blocks: SalesBlock[];
}

export async function reportSales(kit: Kit, asker: Asker, query: PeriodQuery): Promise<SalesReport> {
  const period = periodOf(query);
  const stores = await findReportStores(kit, asker, query.stores);
  const asked = { names: NAMES, perDay: DRAWN, days: wholeOf(period), isSample: query.samples === "only" };
  const { rows, days } = await readSums(kit, stores, period, asked);
  const own = stores.map(({ currency }) => currency);
  const currencies = [...new Set([...own, ...rows.map(({ currency }) => currency)])];
  const marketOf = new Map(stores.map(({ id, marketplace }) => [id, marketplace]));
  const blocks = currencies.map((currency): SalesBlock => {
    const mine = rows.filter((row) => row.currency === currency);
    const by = (key: (row: Row) => string) => [...Map.groupBy(mine, key)];
    const before = listDays(period.before);
    const byDay = new Map(days.filter((row) => row.currency === currency).map((row) => [row.day, row]));
    const sumDay = (day: string) => sumOf<Drawn>([byDay.get(day) ?? []].flat(), DRAWN);
    return {
      currency,
      all: compare(mine, NAMES),
      days: listDays(period.now).map((day, at) => ({ day, now: sumDay(day), before: sumDay(before[at] ?? "") })),
      stores: by(({ store_id, fulfilled_by }) => `${store_id} ${fulfilled_by}`)
        .map(([key, some]) => ({
          store: key.split(" ")[0] ?? "",
          by: some[0]?.fulfilled_by ?? "merchant",
          ...compare(some, NAMES),
        }))
        .sort((one, other) => netOf(other.now) - netOf(one.now)),
      marketplaces: by(({ store_id }) => marketOf.get(store_id) ?? "")
        .map(([marketplace, some]) => ({ marketplace, ...compare(some, NAMES) }))
        .sort((one, other) => netOf(other.now) - netOf(one.now)),
    };
  });
  return { ...headOf(period, stores), blocks };
}

const netOf = ({ sold, refund_goods }: Pick<Sums<Name>, "sold" | "refund_goods">) => sold - refund_goods;
