/** A sheet of mappings: its columns, and what each of its rows would map or why it maps nothing. Pure but for what it is told about stores,
 *  listings and items. Several rows of one listing are its parts; a listing of which one row is wrong is left alone. */
import { type CsvRow, readCsv } from "./csv.ts";
import { type Part, QTY_MAX } from "./item.ts";
import { keyOf, LISTING_PARTS_MAX, type ListingId, type Mapping } from "./mapping.ts";

export const SHEET_BYTES_MAX = 512 * 1024;
export const SHEET_ROWS_MAX = 5_000;

export const COLUMNS = ["store", "sku_id", "seller_sku", "fbt_reference_code", "item_sku", "qty"] as const;
type Column = (typeof COLUMNS)[number];
/** For whoever fills the sheet in; not read. */
export const TOLD_COLUMNS = ["title", "variation", "waiting_orders"] as const;

export interface SheetRow extends Record<Column, string> {
  line: number;
}

export interface Wrong {
  line: number;
  because: { code: string; facts: Record<string, string | number> };
}

const wrong = (line: number, code: string, facts: Record<string, string | number> = {}): Wrong => ({ line, because: { code, facts } });

/** A name for its column as people write it: "Item SKU" is item_sku. */
const columnOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

/** The rows of a sheet by their columns; answers why where it is none. */
export function readSheet(text: string): { rows: SheetRow[] } | { because: Wrong["because"] } {
  const [head, ...rest] = readCsv(text);
  const titles = head?.cells.map(columnOf) ?? [];
  const missing = (["store", "item_sku"] as const).filter((column) => !titles.includes(column));
  if (missing[0]) return { because: { code: "sheet-column-missing", facts: { column: missing[0] } } };
  if (!titles.some((title) => ["sku_id", "seller_sku", "fbt_reference_code"].includes(title)))
    return { because: { code: "sheet-column-missing", facts: { column: "sku_id" } } };
  if (rest.length > SHEET_ROWS_MAX) return { because: { code: "sheet-too-long", facts: { most: SHEET_ROWS_MAX, rows: rest.length } } };
  const cell = (row: CsvRow, column: Column) => row.cells[titles.indexOf(column)] ?? "";
  const read = (row: CsvRow) =>
    ({ line: row.line, ...Object.fromEntries(COLUMNS.map((column) => [column, cell(row, column)])) }) as SheetRow;
  return { rows: rest.map(read) };
}

/** What is known of the names a sheet uses, by its lines. */
export interface Found {
  /** By name as it is written, in lower case: the store, if it may be mapped. */
  stores: Map<string, { id: string; mayMap: boolean }>;
  /** By line: the listings its ids name. */
  listings: Map<number, string[]>;
  /** By SKU in lower case. */
  items: Map<string, { id: string; isArchived: boolean }>;
}

export interface Judged {
  mappings: (Mapping & { lines: number[] })[];
  wrong: Wrong[];
  /** Rows without an item: nobody has filled them in yet. */
  blank: number;
}

type Read = { listings: ListingId[]; part: Part } | { wrong: Wrong };

function judgeRow(row: SheetRow, found: Found): Read {
  const { line } = row;
  const store = found.stores.get(row.store.toLowerCase());
  if (!store) return { wrong: wrong(line, "sheet-store-unknown", { store: row.store }) };
  if (!store.mayMap) return { wrong: wrong(line, "sheet-store-forbidden", { store: row.store }) };
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(row.sku_id)) return { wrong: wrong(line, "sheet-id-rounded", { id: row.sku_id }) };
  const name = row.sku_id || row.seller_sku || row.fbt_reference_code;
  if (!name) return { wrong: wrong(line, "sheet-listing-unnamed") };
  const listings = found.listings.get(line) ?? [];
  if (listings.length === 0) return { wrong: wrong(line, "sheet-listing-unknown", { listing: name, store: row.store }) };
  // Goods of TikTok's warehouses may be sold by several listings; a seller SKU was meant to name one.
  if (listings.length > 1 && !row.sku_id && row.seller_sku)
    return { wrong: wrong(line, "sheet-listing-twice", { listing: name, count: listings.length }) };
  const item = found.items.get(row.item_sku.toLowerCase());
  if (!item) return { wrong: wrong(line, "sheet-item-unknown", { sku: row.item_sku }) };
  if (item.isArchived) return { wrong: wrong(line, "item-archived", { sku: row.item_sku }) };
  const qty = row.qty === "" ? 1 : Number(row.qty);
  if (!Number.isInteger(qty) || qty < 1 || qty > QTY_MAX) return { wrong: wrong(line, "sheet-qty-wrong", { qty: row.qty, most: QTY_MAX }) };
  return { listings: listings.map((sku) => ({ store: store.id, sku })), part: { item: item.id, qty } };
}

export function judgeSheet(rows: SheetRow[], found: Found): Judged {
  const filled = rows.filter(({ item_sku }) => item_sku !== "");
  const all: Wrong[] = [];
  const byListing = new Map<string, Mapping & { lines: number[] }>();
  const spoilt = new Set<string>();
  for (const row of filled) {
    const read = judgeRow(row, found);
    if ("wrong" in read) {
      all.push(read.wrong);
      const store = found.stores.get(row.store.toLowerCase());
      for (const sku of found.listings.get(row.line) ?? []) spoilt.add(keyOf({ store: store?.id ?? "", sku }));
      continue;
    }
    for (const listing of read.listings) {
      const key = keyOf(listing);
      const known = byListing.get(key) ?? { ...listing, state: "mapped" as const, parts: [], lines: [] };
      byListing.set(key, known);
      const isTwice = known.parts.some(({ item }) => item === read.part.item);
      if (isTwice || known.parts.length === LISTING_PARTS_MAX) {
        all.push(
          isTwice
            ? wrong(row.line, "sheet-part-twice", { sku: row.item_sku })
            : wrong(row.line, "sheet-parts-many", { most: LISTING_PARTS_MAX }),
        );
        spoilt.add(key);
      }
      known.parts.push(read.part);
      known.lines.push(row.line);
    }
  }
  const whole = [...byListing].filter(([key]) => !spoilt.has(key)).map(([, mapping]) => mapping);
  // Right by itself, but a part of something that is wrong elsewhere.
  for (const [key, { lines }] of byListing)
    if (spoilt.has(key)) for (const line of lines) if (!all.some((one) => one.line === line)) all.push(wrong(line, "sheet-other-row"));
  return { mappings: whole, wrong: all.sort((one, other) => one.line - other.line), blank: rows.length - filled.length };
}
