/** What was sold, SKU by SKU: whole months from rows of months and the days at both ends from rows of days, the best first, named as their listings
 *  are. What is mapped to nothing stands among the others, and is marked. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { SignedIn } from "../team/session.ts";
import { addDays, type Days, findReportStores, headOf, type PeriodQuery, periodOf, type ReportHead } from "./period.ts";
import type { FigureSkuRow } from "./table.ts";

/** Of each currency; the rest is told as a number. */
const SKUS_SHOWN_MAX = 100;

type Sums = Pick<FigureSkuRow, "units" | "gmv" | "sold" | "cancelled" | "refunded" | "delivered" | "returned">;
type Row = Pick<FigureSkuRow, "store_id" | "sku_id" | "currency"> & Sums;
const NAMES = ["units", "gmv", "sold", "cancelled", "refunded", "delivered", "returned"] as const satisfies (keyof Sums)[];

export interface SoldSku extends Sums {
  store: string;
  sku: string;
  /** As the listing says; null where there is none any more. */
  title: string | null;
  variation: string | null;
  seller_sku: string | null;
  is_mapped: number;
}

export interface SkuReport extends ReportHead {
  blocks: { currency: string; skus: SoldSku[]; more: number }[];
}

/** Months and the days around them that make up exactly these days. */
export function spansOf({ from, to }: Days): { days: Days[]; months: Days | null } {
  const end = addDays(to, 1);
  const firstMonth = from.endsWith("-01") ? from.slice(0, 7) : nextMonth(from.slice(0, 7));
  const lastMonth = previousMonth(end.slice(0, 7));
  if (firstMonth > lastMonth) return { days: [{ from, to }], months: null };
  const before = { from, to: addDays(`${firstMonth}-01`, -1) };
  const after = { from: `${nextMonth(lastMonth)}-01`, to };
  return { days: [before, after].filter((span) => span.from <= span.to), months: { from: `m${firstMonth}`, to: `m${lastMonth}` } };
}

const nextMonth = (month: string) => addDays(`${month}-28`, 4).slice(0, 7);
const previousMonth = (month: string) => addDays(`${month}-01`, -1).slice(0, 7);

export async function reportSkus(kit: Kit, signedIn: SignedIn, query: PeriodQuery): Promise<SkuReport> {
  const period = periodOf(query);
  const stores = await findReportStores(kit, signedIn, query.stores);
  const { days, months } = spansOf(period.now);
  const ids = JSON.stringify(stores.map(({ id }) => id));
  const columns = sql.raw(["store_id", "sku_id", "currency", ...NAMES].map((name) => `f.${name}`).join(", "));
  const isSample = Number(query.samples === "only");
  const answers = await kit.db.batch<Row[]>(
    [...days, ...(months ? [months] : [])].map(
      ({ from, to }) => sql`SELECT ${columns} FROM json_each(${ids}) k CROSS JOIN figure_sku f ON f.store_id = k.value
        WHERE f.period BETWEEN ${from} AND ${to} AND f.is_sample = ${isSample}`,
    ),
  );
  const sums = new Map<string, Row>();
  for (const row of (answers as Row[][]).flat()) {
    const key = `${row.currency} ${row.store_id} ${row.sku_id}`;
    const held = sums.get(key);
    if (!held) sums.set(key, { ...row });
    else for (const name of NAMES) held[name] += row[name];
  }
  const blocks = [...Map.groupBy(sums.values(), ({ currency }) => currency)].map(([currency, rows]) => ({
    currency,
    rows: rows.filter((row) => NAMES.some((name) => row[name] !== 0)).sort((one, other) => netOf(other) - netOf(one)),
  }));
  const named = await nameSkus(
    kit,
    blocks.flatMap(({ rows }) => rows.slice(0, SKUS_SHOWN_MAX)),
  );
  return {
    ...headOf(period, stores),
    blocks: blocks.map(({ currency, rows }) => ({
      currency,
      skus: rows.slice(0, SKUS_SHOWN_MAX).map((row) => soldOf(row, named.get(`${row.store_id} ${row.sku_id}`))),
      more: Math.max(0, rows.length - SKUS_SHOWN_MAX),
    })),
  };
}

const netOf = ({ sold, refunded }: Row) => sold - refunded;

type Named = Pick<SoldSku, "title" | "variation" | "seller_sku" | "is_mapped">;

const soldOf = ({ store_id, sku_id, currency: _, ...sums }: Row, named: Named | undefined): SoldSku => ({
  store: store_id,
  sku: sku_id,
  ...sums,
  title: named?.title ?? null,
  variation: named?.variation ?? null,
  seller_sku: named?.seller_sku ?? null,
  is_mapped: named?.is_mapped ?? 0,
});

async function nameSkus(kit: Kit, rows: Row[]): Promise<Map<string, Named>> {
  if (rows.length === 0) return new Map();
  const asked = JSON.stringify(rows.map(({ store_id, sku_id }) => ({ s: store_id, k: sku_id })));
  const found = await kit.db.all<Named & { store_id: string; sku_id: string }>(
    sql`SELECT g.store_id, g.sku_id, g.title, g.variation, g.seller_sku,
        EXISTS (SELECT 1 FROM listing_map m WHERE m.store_id = g.store_id AND m.sku_id = g.sku_id) AS is_mapped
      FROM json_each(${asked}) k CROSS JOIN listing g ON g.store_id = k.value->>'s' AND g.sku_id = k.value->>'k'`,
  );
  return new Map(found.map(({ store_id, sku_id, ...named }) => [`${store_id} ${sku_id}`, named]));
}
