/** Mapping by spreadsheet: what is unmapped goes out, what was filled in comes back. A sheet is tried first, and nothing changes; applied, it is
 *  judged anew, its right rows are mapped and its wrong ones are left. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { writeCsv } from "./csv.ts";
import { mapListings } from "./map.ts";
import { ACT_LISTINGS_MAX } from "./mapping.ts";
import {
  COLUMNS,
  type Found,
  type Judged,
  judgeSheet,
  readSheet,
  SHEET_BYTES_MAX,
  SHEET_ROWS_MAX,
  type SheetRow,
  TOLD_COLUMNS,
} from "./sheet.ts";

interface UnmappedRow {
  store: string;
  sku: string;
  title: string;
  variation: string | null;
  seller_sku: string | null;
  code: string | null;
  waiting: number;
  item_sku: string | null;
}

interface StoreRow {
  id: string;
  name: string;
  bits: number;
}

async function readStores(kit: Kit, signedIn: SignedIn): Promise<StoreRow[]> {
  const [people, stores] = await kit.db.batch<[Person, StoreRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id, s.name, ${bitsIn(sql`s.id`)} AS bits FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  requirePerson(people);
  return stores;
}

/** What is unmapped, those first that orders wait for; where an item has the listing's SKU it is filled in. */
export async function exportUnmapped(kit: Kit, signedIn: SignedIn, asked: string[] | null): Promise<string> {
  const stores = (await readStores(kit, signedIn)).filter(({ id }) => asked === null || asked.includes(id));
  const head = [...COLUMNS, ...TOLD_COLUMNS];
  if (stores.length === 0) return writeCsv([head]);
  const most = Math.ceil(SHEET_ROWS_MAX / stores.length);
  const rows = await kit.db.batch<UnmappedRow[]>(
    stores.map(
      ({ id, name }) => sql`SELECT ${name} AS store, p.id AS sku, l.title, l.variation, l.seller_sku, p.waiting,
          (SELECT g.reference_code FROM fbt_goods g WHERE g.store_id = p.store_id AND g.sku_id = p.id LIMIT 1) AS code,
          (SELECT i.sku FROM item i WHERE i.sku = TRIM(l.seller_sku) AND i.archived_at IS NULL) AS item_sku
        FROM (SELECT * FROM listing_place INDEXED BY listing_place_of_store WHERE store_id = ${id} AND turn <= 0 ORDER BY turn, id LIMIT ${most}) p
          CROSS JOIN listing l ON l.store_id = p.store_id AND l.sku_id = p.id`,
    ),
  );
  const lines = rows
    .flat()
    .map((row) => [row.store, row.sku, row.seller_sku, row.code, row.item_sku, 1, row.title, row.variation, row.waiting]);
  return writeCsv([head, ...lines]);
}

async function find(kit: Kit, stores: StoreRow[], rows: SheetRow[]): Promise<Found> {
  const known = new Map(
    stores.flatMap(({ id, name, bits }) => {
      const store = { id, mayMap: (bits & RIGHTS.fulfil) !== 0 };
      return [[name.toLowerCase(), store] as const, [id, store] as const];
    }),
  );
  const asked = rows.flatMap((row) => {
    const store = known.get(row.store.toLowerCase())?.id;
    return store === undefined ? [] : [{ line: row.line, store, sku: row.sku_id, seller: row.seller_sku, code: row.fbt_reference_code }];
  });
  const given = JSON.stringify(asked);
  const skus = JSON.stringify([...new Set(rows.map((row) => row.item_sku).filter(Boolean))]);
  const value = (name: string) => sql.raw(`k.value->>'${name}'`);
  const [bySku, bySeller, byCode, items] = await kit.db.batch<
    [Named, Named, Named, { id: string; sku: string; archived_at: number | null }]
  >([
    sql`SELECT ${value("line")} AS line, l.sku_id AS sku FROM json_each(${given}) k
      CROSS JOIN listing l ON l.store_id = ${value("store")} AND l.sku_id = ${value("sku")}`,
    sql`SELECT ${value("line")} AS line, l.sku_id AS sku FROM json_each(${given}) k
      CROSS JOIN listing l INDEXED BY listing_by_seller_sku ON l.store_id = ${value("store")} AND l.seller_sku = ${value("seller")}
      WHERE ${value("sku")} = '' AND ${value("seller")} <> ''`,
    sql`SELECT ${value("line")} AS line, g.sku_id AS sku FROM json_each(${given}) k
      CROSS JOIN fbt_goods g INDEXED BY fbt_goods_by_code ON g.store_id = ${value("store")} AND g.reference_code = ${value("code")}
      CROSS JOIN listing l ON l.store_id = g.store_id AND l.sku_id = g.sku_id
      WHERE ${value("sku")} = '' AND ${value("seller")} = '' AND ${value("code")} <> ''`,
    sql`SELECT i.id, i.sku, i.archived_at FROM json_each(${skus}) k CROSS JOIN item i ON i.sku = k.value`,
  ]);
  const listings = new Map<number, string[]>();
  for (const { line, sku } of [...bySku, ...bySeller, ...byCode]) listings.set(line, [...new Set([...(listings.get(line) ?? []), sku])]);
  return {
    stores: known,
    listings,
    items: new Map(items.map(({ id, sku, archived_at }) => [sku.toLowerCase(), { id, isArchived: archived_at !== null }])),
  };
}

interface Named {
  line: number;
  sku: string;
}

export interface SheetAnswer {
  listings: number;
  wrong: Judged["wrong"];
  blank: number;
  /** What was done, for taking it back; empty for a trial. */
  acts: string[];
  /** Orders that leave review. */
  orders: number;
}

export async function takeSheet(kit: Kit, signedIn: SignedIn, text: string, apply: boolean): Promise<SheetAnswer> {
  if (new TextEncoder().encode(text).length > SHEET_BYTES_MAX)
    throw new Problem("too-large", "sheet-too-large", { bytes: SHEET_BYTES_MAX });
  const read = readSheet(text);
  if ("because" in read) throw new Problem("invalid", read.because.code, read.because.facts);
  const stores = await readStores(kit, signedIn);
  const judged = judgeSheet(read.rows, await find(kit, stores, read.rows));
  const answer: SheetAnswer = { listings: judged.mappings.length, wrong: judged.wrong, blank: judged.blank, acts: [], orders: 0 };
  if (!apply) return answer;
  answer.listings = 0;
  for (let at = 0; at < judged.mappings.length; at += ACT_LISTINGS_MAX) {
    const some = judged.mappings.slice(at, at + ACT_LISTINGS_MAX).map(({ lines: _, ...mapping }) => mapping);
    const done = await mapListings(kit, signedIn, some);
    answer.listings += done.listings;
    answer.orders += done.orders;
    if (done.act) answer.acts.push(done.act);
  }
  return answer;
}
