/** What was sold, SKU by SKU or item by item: the best first, page after page, named as listings and items are today. What is mapped to nothing is
 *  never left out. An item's pieces are what listings sell times how many go into one; a kit stands as a kit; the money of a listing of several
 *  items is shared out by pieces. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import type { SignedIn } from "../team/session.ts";
import { spansAsked } from "./days.ts";
import { findReportStores, headOf, periodOf, periodQuery, type ReportHead } from "./period.ts";
import { spansOf } from "./spans.ts";
import type { FigureSkuRow } from "./table.ts";

/** Of each currency on one page. */
const ROWS_SHOWN_MAX = 100;
const PLACE_MAX = 1_000_000;

export const soldQuery = periodQuery.extend({
  /** The place of the last row that is known, and the currency that is asked on. */
  after: z.coerce.number().int().min(0).max(PLACE_MAX).default(0),
  currency: z.string().max(3).optional(),
});
export type SoldQuery = z.infer<typeof soldQuery>;

const NAMES = ["units", "gmv", "sold", "cancelled", "refunded", "delivered", "returned"] as const satisfies (keyof FigureSkuRow)[];
type Sums = Record<(typeof NAMES)[number], number>;
interface Ranked extends Sums {
  currency: string;
  place: number;
  /** Rows of this currency. */
  many: number;
}

export interface SoldSku extends Sums {
  store: string;
  sku: string;
  /** As the listing says; null where there is none any more. */
  title: string | null;
  variation: string | null;
  seller_sku: string | null;
  is_mapped: number;
}

/** `item` null: all that was sold by listings without one. */
export interface SoldItem extends Sums {
  item: string | null;
  sku: string | null;
  name: string | null;
  is_kit: number;
}

interface Block<Row> {
  currency: string;
  rows: Row[];
  /** The place to ask on from; null where this is the end. */
  next: number | null;
  many: number;
}
export interface SoldReport<Row> extends ReportHead {
  blocks: Block<Row>[];
}

const added = sql.raw(NAMES.map((name) => `SUM(p.sign * f.${name}) AS ${name}`).join(", "));
const isAnything = sql.raw(NAMES.map((name) => `${name} <> 0`).join(" OR "));

/** As `sold`: every SKU's sums over the period, each once for each currency. */
const soldBySku = ({ from, to, samples }: SoldQuery, ids: string[]): SQL =>
  sql`${spansAsked(spansOf({ from, to }).map((span) => ({ ...span, at: "now" as const })))},
    sold AS MATERIALIZED (SELECT f.store_id, f.sku_id, f.currency, ${added}
      FROM json_each(${JSON.stringify(ids)}) k CROSS JOIN p CROSS JOIN figure_sku f ON f.store_id = k.value
      WHERE f.period BETWEEN p."from" AND p."to" AND f.is_sample = ${Number(samples === "only")} GROUP BY 1, 2, 3)`;

/** The rows of one page of what `from` names, each with its place among all of its currency. */
const pageOf = ({ after, currency }: SoldQuery, from: SQL, tie: SQL): SQL =>
  sql`ranked AS MATERIALIZED (SELECT *, ROW_NUMBER() OVER (PARTITION BY currency ORDER BY sold - refunded DESC, ${tie}) AS place,
      COUNT(*) OVER (PARTITION BY currency) AS many
    FROM ${from} WHERE (${isAnything}) AND ${currency === undefined ? sql`true` : sql`currency = ${currency}`}),
  page AS MATERIALIZED (SELECT * FROM ranked WHERE place > ${after} AND place <= ${after + ROWS_SHOWN_MAX})`;

export async function reportSkus(kit: Kit, signedIn: SignedIn, query: SoldQuery): Promise<SoldReport<SoldSku>> {
  return report(
    kit,
    signedIn,
    query,
    (sold) => sql`WITH ${sold}, ${pageOf(query, sql`sold`, sql`store_id, sku_id`)}
      SELECT r.store_id AS store, r.sku_id AS sku, g.title, g.variation, g.seller_sku,
        EXISTS (SELECT 1 FROM listing_map m WHERE m.store_id = r.store_id AND m.sku_id = r.sku_id) AS is_mapped,
        ${figures}, r.currency, r.place, r.many
      FROM page r LEFT JOIN listing g ON g.store_id = r.store_id AND g.sku_id = r.sku_id`,
  );
}

const figures = sql.raw(NAMES.map((name) => `r.${name}`).join(", "));
const pieces = sql.raw(["units", "cancelled", "delivered", "returned"].map((name) => `SUM(s.${name} * s.qty) AS ${name}`).join(", "));
/** By what it comes to with an item and without it, so that the shares of a listing are its money to the last cent. */
const money = sql.raw(
  ["gmv", "sold", "refunded"]
    .map(
      (name) =>
        `CAST(SUM(ROUND(1.0 * s.${name} * s.upto / s.whole) - ROUND(1.0 * s.${name} * (s.upto - s.qty) / s.whole)) AS INTEGER) AS ${name}`,
    )
    .join(", "),
);

export async function reportItems(kit: Kit, signedIn: SignedIn, query: SoldQuery): Promise<SoldReport<SoldItem>> {
  return report(
    kit,
    signedIn,
    query,
    (
      sold,
    ) => sql`WITH ${sold}, part AS MATERIALIZED (SELECT s.*, l.item_id, IFNULL(l.qty, 1) AS qty, IFNULL(SUM(l.qty) OVER listing, 1) AS whole,
          IFNULL(SUM(l.qty) OVER (listing ORDER BY l.item_id), 1) AS upto
        FROM sold s LEFT JOIN listing_part l ON l.store_id = s.store_id AND l.sku_id = s.sku_id
        WINDOW listing AS (PARTITION BY s.store_id, s.sku_id, s.currency)),
      by_item AS MATERIALIZED (SELECT s.item_id, s.currency, ${pieces}, ${money} FROM part s GROUP BY 1, 2),
      ${pageOf(query, sql`by_item`, sql`item_id`)}
      SELECT r.item_id AS item, i.sku, i.name, IFNULL(i.kind = 'kit', 0) AS is_kit, ${figures}, r.currency, r.place, r.many
      FROM page r LEFT JOIN item i ON i.id = r.item_id`,
  );
}

async function report<Row extends object>(
  kit: Kit,
  signedIn: SignedIn,
  query: SoldQuery,
  statement: (sold: SQL) => SQL,
): Promise<SoldReport<Row>> {
  const period = periodOf(query);
  const stores = await findReportStores(kit, signedIn, query.stores);
  const sold = soldBySku(
    query,
    stores.map(({ id }) => id),
  );
  const rows = await kit.db.all<Row & Ranked>(statement(sold));
  const blocks = [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, some]): Block<Row> => {
    const sorted = some.sort((one, other) => one.place - other.place);
    const [last, many] = [sorted.at(-1)?.place ?? 0, some[0]?.many ?? 0];
    return {
      currency,
      rows: sorted.map(({ place: _, many: __, currency: ___, ...row }) => row as unknown as Row),
      next: last < many ? last : null,
      many,
    };
  });
  return { ...headOf(period, stores), blocks };
}
