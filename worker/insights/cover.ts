/** How long stock lasts: what is free of an item, divided by what left of it on an average day of the last four weeks. Merchant warehouses are one
 *  pool, for they stand in for each other; what lies at TikTok is each store's own. Kits are taken apart, because only their parts stand on shelves. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { storeList } from "../stores/asked.ts";
import type { SignedIn } from "../team/session.ts";
import { DAY_MS } from "../units.ts";
import { spansAsked } from "./days.ts";
import { addDays, type Days, findReportStores, headOf, periodOf, type ReportHead } from "./period.ts";
import { spansOf } from "./spans.ts";

/** Whole days that are over for every store. */
export const COVER_DAYS = 28;
/** Time to order more has come. */
const LOW_DAYS = 7;
const ROWS_SHOWN_MAX = 100;
/** Of all items, in the order of their SKU: those of them that stand and do not sell are a page. */
const ITEMS_LOOKED_AT = 200;
const MERCHANT = "";

/** What sells, and what stands without a sale. */
const COVER_VIEWS = ["selling", "idle"] as const;

export const coverQuery = z.object({
  stores: storeList,
  view: z.enum(COVER_VIEWS).default("selling"),
  /** The place of the last row that is known, or the last SKU that was looked at. */
  after: z.string().max(120).default(""),
});
export type CoverQuery = z.infer<typeof coverQuery>;

export interface CoverRow {
  item: string;
  sku: string;
  name: string;
  /** Whose TikTok warehouse it lies in; null: our own warehouses together. */
  store: string | null;
  /** Null where TikTok says nothing of what lies there. */
  free: number | null;
  /** Pieces in COVER_DAYS, without cancelled ones. */
  units: number;
  perDay: number;
  /** Days the free pieces last; null where nothing was sold, or nobody says what is free. */
  days: number | null;
  /** Epoch milliseconds. */
  endsAt: number | null;
  isLow: boolean;
  /** Some of it was sold inside kits, which no list of orders can be narrowed to. */
  isInKit: boolean;
  /** Where the free pieces lie, of ours. */
  shelves: { warehouse: string; free: number }[];
}

export interface CoverReport extends ReportHead {
  rows: CoverRow[];
  next: string | null;
  /** How many there are to sell; null where nobody has counted. */
  many: number | null;
}

type Found = Pick<CoverRow, "item" | "sku" | "name" | "free" | "units" | "days"> & { pool: string; is_in_kit: number };

export async function reportCover(kit: Kit, signedIn: SignedIn, { stores: asked, view, after }: CoverQuery): Promise<CoverReport> {
  const stores = await findReportStores(kit, signedIn, asked);
  const today = stores.map((store) => store.today).sort()[0] ?? new Date(kit.now()).toISOString().slice(0, 10);
  const period = periodOf({ from: addDays(today, -COVER_DAYS), to: addDays(today, -1) });
  const wanted = demandOf(
    stores.map(({ id }) => id),
    period.now,
  );
  const page = stores.length === 0 ? { found: [], next: null, many: 0 } : await READ[view](kit, wanted, after);
  const shelves = await readShelves(kit, page.found);
  return {
    ...headOf(period, stores),
    next: page.next,
    many: page.many,
    rows: page.found.map(({ pool, is_in_kit, item, sku, name, free, units, days }) => ({
      item,
      sku,
      name,
      free,
      units,
      days,
      store: pool === MERCHANT ? null : pool,
      perDay: units / COVER_DAYS,
      endsAt: days === null ? null : kit.now() + Math.floor(days) * DAY_MS,
      isLow: days !== null && days < LOW_DAYS,
      isInKit: is_in_kit === 1,
      shelves: pool === MERCHANT ? (shelves.get(item) ?? []) : [],
    })),
  };
}

interface CoverPage {
  found: Found[];
  next: string | null;
  many: number | null;
}

/** As `k` the stores, as `demand` what sold of which item from which pool. */
function demandOf(ids: string[], days: Days): SQL {
  const spans = spansOf(days).map((span) => ({ ...span, at: "now" as const }));
  return sql`${spansAsked(spans)}, k AS MATERIALIZED (SELECT value AS id FROM json_each(${JSON.stringify(ids)})),
    sold AS MATERIALIZED (SELECT f.store_id, f.sku_id, f.fulfilled_by, SUM(p.sign * (f.units - f.cancelled)) AS units
      FROM k CROSS JOIN p CROSS JOIN figure_sku f ON f.store_id = k.id WHERE f.period BETWEEN p."from" AND p."to" GROUP BY 1, 2, 3),
    demand AS MATERIALIZED (SELECT IIF(s.fulfilled_by = 'merchant', ${MERCHANT}, s.store_id) AS pool, IFNULL(kp.item_id, l.item_id) AS item,
        SUM(s.units * l.qty * IFNULL(kp.qty, 1)) AS units, MAX(kp.item_id IS NOT NULL) AS is_in_kit
      FROM sold s CROSS JOIN listing_part l ON l.store_id = s.store_id AND l.sku_id = s.sku_id LEFT JOIN kit_part kp ON kp.kit_id = l.item_id
      WHERE s.units > 0 GROUP BY 1, 2)`;
}

const ours = (item: SQL) => sql`IFNULL((SELECT SUM(v.on_hand - v.allocated) FROM stock_level v INDEXED BY stock_level_by_item
    CROSS JOIN warehouse w ON w.id = v.warehouse_id WHERE v.item_id = ${item} AND w.kind = 'merchant' AND w.archived_at IS NULL), 0)`;
/** Null where TikTok says nothing of it. */
const theirs = (store: SQL, item: SQL) => sql`(SELECT SUM(b.available * b.qty) FROM fbt_line b INDEXED BY fbt_line_of_item
    WHERE b.store_id = ${store} AND b.item_id = ${item} AND b.item_id IS NOT NULL)`;

/** What is over soonest comes first. */
async function readSelling(kit: Kit, wanted: SQL, asked: string): Promise<CoverPage> {
  const after = Number.parseInt(asked, 10) || 0;
  const found = await kit.db.all<Found & { place: number; many: number }>(
    sql`WITH ${wanted}, covered AS MATERIALIZED (SELECT d.*,
        IIF(d.pool = ${MERCHANT}, ${ours(sql`d.item`)}, ${theirs(sql`d.pool`, sql`d.item`)}) AS free FROM demand d),
      ranked AS MATERIALIZED (SELECT *, MAX(free, 0) * ${sql.raw(`${COVER_DAYS}.0`)} / units AS days,
        ROW_NUMBER() OVER (ORDER BY free IS NULL, MAX(free, 0) * 1.0 / units, item, pool) AS place, COUNT(*) OVER () AS many FROM covered)
      SELECT r.*, i.sku, i.name FROM ranked r CROSS JOIN item i ON i.id = r.item
      WHERE r.place > ${after} AND r.place <= ${after + ROWS_SHOWN_MAX} ORDER BY r.place`,
  );
  const [last, many] = [found.at(-1)?.place ?? 0, found[0]?.many ?? 0];
  return { found, many, next: last < many ? String(last) : null };
}

/** By SKU. */
async function readIdle(kit: Kit, wanted: SQL, after: string): Promise<CoverPage> {
  const looked = sql`SELECT i.id, i.sku, i.name FROM item i INDEXED BY item_on_shelves
    WHERE i.kind = 'standard' AND i.archived_at IS NULL AND i.sku > ${after} ORDER BY i.sku LIMIT ${ITEMS_LOOKED_AT}`;
  const [found, ends] = await kit.db.batch<[Found, { sku: string | null; n: number }]>([
    sql`WITH ${wanted}, looked AS MATERIALIZED (${looked}),
      free AS (SELECT z.*, ${MERCHANT} AS pool, ${ours(sql`z.id`)} AS free FROM looked z
        UNION ALL SELECT z.*, k.id, ${theirs(sql`k.id`, sql`z.id`)} FROM looked z CROSS JOIN k)
      SELECT z.id AS item, z.sku, z.name, z.pool, z.free, 0 AS units, NULL AS days, 0 AS is_in_kit FROM free z
      WHERE z.free <> 0 AND NOT EXISTS (SELECT 1 FROM demand d WHERE d.item = z.id AND d.pool = z.pool)`,
    sql`SELECT MAX(sku) AS sku, COUNT(*) AS n FROM (${looked})`,
  ]);
  const [end] = ends;
  found.sort((one, other) => (one.sku < other.sku ? -1 : one.sku > other.sku ? 1 : one.pool < other.pool ? -1 : 1));
  return { found, many: null, next: end?.n === ITEMS_LOOKED_AT ? end.sku : null };
}

const READ = { selling: readSelling, idle: readIdle };

async function readShelves(kit: Kit, found: Found[]): Promise<Map<string, CoverRow["shelves"]>> {
  const items = [...new Set(found.filter(({ pool }) => pool === MERCHANT).map(({ item }) => item))];
  if (items.length === 0) return new Map();
  const rows = await kit.db.all<{ item_id: string; warehouse: string; free: number }>(
    sql`SELECT l.item_id, w.name AS warehouse, l.on_hand - l.allocated AS free FROM json_each(${JSON.stringify(items)}) k
      CROSS JOIN stock_level l INDEXED BY stock_level_by_item ON l.item_id = k.value CROSS JOIN warehouse w ON w.id = l.warehouse_id
      WHERE w.kind = 'merchant' AND w.archived_at IS NULL AND (l.on_hand <> 0 OR l.allocated <> 0)`,
  );
  const shelves = [...Map.groupBy(rows, ({ item_id }) => item_id)];
  return new Map(shelves.map(([item, some]) => [item, some.map(({ warehouse, free }) => ({ warehouse, free }))]));
}
