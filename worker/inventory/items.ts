/** The items' pages: all of them by SKU, those in which words occur, one with where it is used. Items belong to the whole organization: whoever
 *  may read any store sees them; what they cost is for those who manage one. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { askAnywhere, type Can, cannot, mayIn, type PersonAnywhere, RIGHTS, requireAnywhere } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { canArchive, type Needed } from "./item.ts";
import type { ItemRow } from "./table.ts";
import { matchParts, shortWords } from "./words.ts";

const ITEMS_PER_PAGE = 50;
/** Of words too short for the index, so many items are looked at. */
const SHORT_ROWS_LOOKED_AT_MAX = 2_000;
const USES_SHOWN_MAX = 50;

export interface ItemSummary {
  id: string;
  sku: string;
  name: string;
  kind: ItemRow["kind"];
  barcode: string | null;
  /** Null where it is not known, or not for whoever asks. */
  cost_minor: number | null;
  cost_currency: string | null;
  archived: boolean;
  /** Listings that sell it. */
  listings: number;
  /** Different items in a kit. */
  parts: number;
}

export interface ItemsPage {
  rows: ItemSummary[];
  /** The SKU after which the next page begins. */
  next: string | null;
  /** Of a search: there are more than are shown. */
  more: boolean;
  can: { create: Can; cost: Can };
  currencies: string[];
}

export interface ItemsQuestion {
  q?: string | undefined;
  archived: boolean;
  after?: string | undefined;
}

const SHOWN = sql`i.id, i.sku, i.name, i.kind, i.barcode, i.cost_minor, i.cost_currency, i.archived_at IS NOT NULL AS archived,
  (SELECT COUNT(*) FROM listing_part p WHERE p.item_id = i.id) AS listings, (SELECT COUNT(*) FROM kit_part k WHERE k.kit_id = i.id) AS parts`;

const here = (archived: boolean) => (archived ? sql`archived_at IS NOT NULL` : sql`archived_at IS NULL`);
const bySku = (archived: boolean) => (archived ? sql`INDEXED BY item_archived` : sql`INDEXED BY item_offered`);

function rowsOf({ q = "", archived, after }: ItemsQuestion): SQL {
  const text = q.trim();
  if (text === "") {
    return sql`SELECT ${SHOWN} FROM item i ${bySku(archived)} WHERE i.sku > ${after ?? ""} AND i.${here(archived)} ORDER BY i.sku
      LIMIT ${ITEMS_PER_PAGE + 1}`;
  }
  const match = matchParts(text);
  if (match)
    return sql`SELECT ${SHOWN} FROM (SELECT item_id FROM item_search WHERE item_search MATCH ${match} ORDER BY rowid DESC LIMIT ${ITEMS_PER_PAGE * 4}) f
      CROSS JOIN item i ON i.id = f.item_id WHERE i.${here(archived)} LIMIT ${ITEMS_PER_PAGE + 1}`;
  const each = shortWords(text).map((word) => sql`AND INSTR(LOWER(i.sku || ' ' || i.name), ${word}) > 0`);
  return sql`SELECT ${SHOWN} FROM (SELECT * FROM item ${bySku(archived)} WHERE sku > '' AND ${here(archived)} ORDER BY sku
      LIMIT ${SHORT_ROWS_LOOKED_AT_MAX}) i WHERE true ${sql.join(each, sql` `)} LIMIT ${ITEMS_PER_PAGE + 1}`;
}

export async function listItems(kit: Kit, signedIn: SignedIn, question: ItemsQuestion): Promise<ItemsPage> {
  const [people, found, currencies] = await kit.db.batch<
    [PersonAnywhere, Omit<ItemSummary, "archived"> & { archived: number }, { currency: string }]
  >([askAnywhere(signedIn), rowsOf(question), sql`SELECT currency FROM store`]);
  const { bits } = requireAnywhere(people);
  requireReader(bits);
  const rows = found.slice(0, ITEMS_PER_PAGE).map((row) => ({ ...hideCost(row, bits), archived: row.archived === 1 }));
  const isMore = found.length > ITEMS_PER_PAGE;
  const isSearch = (question.q ?? "").trim() !== "";
  return {
    rows,
    next: isMore && !isSearch ? (rows.at(-1)?.sku ?? null) : null,
    more: isMore && isSearch,
    can: { create: mayChangeItems(bits), cost: maySeeCosts(bits) },
    currencies: currenciesOf(currencies),
  };
}

function requireReader(bits: number): void {
  if ((bits & RIGHTS.read) === 0) throw new Problem("forbidden", "right-missing", { right: "read" });
}

export const mayChangeItems = (bits: number): Can =>
  (bits & RIGHTS.fulfil) === 0 ? cannot("right-missing-anywhere", { right: "fulfil" }) : { ok: true };
export const maySeeCosts = (bits: number): Can =>
  (bits & RIGHTS.manage) === 0 ? cannot("right-missing-anywhere", { right: "manage" }) : { ok: true };

const currenciesOf = (rows: { currency: string }[]) => [...new Set(rows.map((row) => row.currency))].sort();

function hideCost<Row extends { cost_minor: number | null; cost_currency: string | null }>(row: Row, bits: number): Row {
  return maySeeCosts(bits).ok ? row : { ...row, cost_minor: null, cost_currency: null };
}

export interface ItemPage {
  item: Omit<ItemRow, "number" | "archived_at"> & { archived: boolean };
  parts: { item: string; sku: string; name: string; qty: number }[];
  kits: { id: string; sku: string; name: string; qty: number }[];
  /** In the stores one sees, the first of them. */
  listings: { store_id: string; sku_id: string; title: string; variation: string | null; seller_sku: string | null; qty: number }[];
  can: { change: Can; archive: Can; cost: Can };
  currencies: string[];
}

type Parts = ItemPage["parts"][number];
type KitUse = ItemPage["kits"][number];
type ListingUse = ItemPage["listings"][number];

export async function openItem(kit: Kit, signedIn: SignedIn, id: string): Promise<ItemPage> {
  const [people, items, parts, kits, listings, needed, currencies] = await kit.db.batch<
    [PersonAnywhere, ItemRow, Parts, KitUse, ListingUse, Needed, { currency: string }]
  >([
    askAnywhere(signedIn),
    sql`SELECT * FROM item WHERE id = ${id}`,
    sql`SELECT p.item_id AS item, i.sku, i.name, p.qty FROM kit_part p CROSS JOIN item i ON i.id = p.item_id WHERE p.kit_id = ${id}`,
    sql`SELECT i.id, i.sku, i.name, p.qty FROM kit_part p CROSS JOIN item i ON i.id = p.kit_id WHERE p.item_id = ${id} LIMIT ${USES_SHOWN_MAX}`,
    sql`WITH ${who(signedIn)} SELECT l.store_id, l.sku_id, l.title, l.variation, l.seller_sku, p.qty FROM who
      CROSS JOIN listing_part p ON p.item_id = ${id} CROSS JOIN listing l ON l.store_id = p.store_id AND l.sku_id = p.sku_id
      WHERE ${mayIn(sql`p.store_id`, "read")} LIMIT ${USES_SHOWN_MAX}`,
    neededOf(id),
    sql`SELECT currency FROM store`,
  ]);
  const { bits } = requireAnywhere(people);
  requireReader(bits);
  const [row] = items;
  if (!row) throw new Problem("missing", "item-missing");
  const { number: _, archived_at, ...item } = hideCost(row, bits);
  const change = mayChangeItems(bits);
  const none = { listings: 0, kits: 0, stock: 0 };
  return {
    item: { ...item, archived: archived_at !== null },
    parts: parts.sort((one, other) => (one.sku < other.sku ? -1 : 1)),
    kits,
    listings,
    can: { change, archive: canArchive(change, needed[0] ?? none), cost: maySeeCosts(bits) },
    currencies: currenciesOf(currencies),
  };
}

/** Whether listings, kits or shelves still need it. */
export const neededOf = (id: string): SQL => sql`SELECT
  EXISTS (SELECT 1 FROM listing_part p WHERE p.item_id = ${id}) AS listings,
  EXISTS (SELECT 1 FROM kit_part k CROSS JOIN item i ON i.id = k.kit_id WHERE k.item_id = ${id} AND i.archived_at IS NULL) AS kits,
  EXISTS (SELECT 1 FROM stock_level s WHERE s.item_id = ${id} AND (s.on_hand <> 0 OR s.allocated <> 0 OR s.unsellable <> 0 OR s.incoming <> 0)
    AND (SELECT w.kind FROM warehouse w WHERE w.id = s.warehouse_id) = 'merchant') AS stock`;
