/** The listings' pages: of one state or all, unmapped ones first and of those what most orders wait for; and those in which words occur. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Cursor, type Listing, PAGE_ROWS, readPage } from "../team/pages.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { matchParts, shortWords } from "./words.ts";

export const STATES = ["unmapped", "mapped", "ignored"] as const;
export type ListedState = (typeof STATES)[number];

/** How `turn` is made, see listing_place. */
const TURNS_OF_STATE = 1_000_000_000;
const SEARCHED_MAX = 100;
/** Of words too short for the index, so many listings are looked at. */
const SHORT_ROWS_LOOKED_AT_MAX = 2_000;

export interface ListingSummary {
  store: string;
  sku: string;
  product: string | null;
  title: string;
  variation: string | null;
  sellerSku: string | null;
  imageUrl: string | null;
  priceMinor: number | null;
  currency: string | null;
  /** TikTok's word; empty where only an order told of it. */
  status: string;
  state: ListedState;
  /** Orders in review because of it. */
  waiting: number;
  /** How TikTok's own warehouses call it. */
  codes: string[];
  parts: { item: string; sku: string; name: string; qty: number }[];
  can: { map: Can };
}

interface ListingRow extends Omit<ListingSummary, "state" | "codes" | "parts" | "can"> {
  state: number;
  codes: string;
  parts: string;
}

/** Of the place `o`, the listing itself, what it is mapped to and what TikTok's warehouses call it. */
const LISTING_COLUMNS: SQL = sql`o.id, o.store_id AS store, o.id AS sku, o.state, o.waiting,
  l.product_id AS product, l.title, l.variation, l.seller_sku AS sellerSku, l.image_url AS imageUrl, l.price_minor AS priceMinor, l.currency, l.status,
  (SELECT json_group_array(DISTINCT g.reference_code) FROM fbt_goods g WHERE g.store_id = o.store_id AND g.sku_id = o.id) AS codes,
  (SELECT json_group_array(json_object('item', p.item_id, 'sku', i.sku, 'name', i.name, 'qty', p.qty))
    FROM listing_part p CROSS JOIN item i ON i.id = p.item_id WHERE p.store_id = o.store_id AND p.sku_id = o.id) AS parts`;

export interface ListingsQuestion {
  stores: string[] | null;
  state: ListedState | null;
}

export interface ListingsPage {
  rows: ListingSummary[];
  next: Cursor | null;
  stopped: boolean;
  /** Of a search: there are more than are shown. */
  more: boolean;
}

/** Which part of the order of lists a state is. */
function span(state: ListedState | null): Pick<Listing, "from" | "before"> {
  if (state === null) return { from: -TURNS_OF_STATE };
  const at = STATES.indexOf(state);
  const before = at * TURNS_OF_STATE + 1;
  return at === 0 ? { before } : { from: (at - 1) * TURNS_OF_STATE + 1, before };
}

export async function listListings(
  kit: Kit,
  signedIn: SignedIn,
  { stores, state }: ListingsQuestion,
  after: Cursor | null,
): Promise<ListingsPage> {
  const list: Listing = {
    table: sql`listing_place`,
    columns: sql`o.id, o.store_id, o.state, o.waiting`,
    key: "turn",
    newestFirst: false,
    indexes: { every: sql`INDEXED BY listing_place_by_turn`, one: sql`INDEXED BY listing_place_of_store` },
    where: sql`true`,
    ...span(state),
  };
  const page = await readPage<{ id: string; store_id: string }>(kit, signedIn, list, { stores, after });
  return {
    ...page,
    rows: await showListings(
      kit,
      signedIn,
      page.rows.map(({ store_id, id }) => ({ store: store_id, sku: id })),
    ),
    more: false,
  };
}

/** Listings by name, in the order they are named; those that may not be seen are left out. */
export async function showListings(kit: Kit, signedIn: SignedIn, names: { store: string; sku: string }[]): Promise<ListingSummary[]> {
  if (names.length === 0) return [];
  const rows = await kit.db.all<ListingRow & { bits: number }>(
    sql`WITH ${who(signedIn)} SELECT ${LISTING_COLUMNS}, ${bitsIn(sql`o.store_id`)} AS bits FROM who CROSS JOIN json_each(${JSON.stringify(names)}) k
      CROSS JOIN listing_place o ON o.store_id = k.value->>'store' AND o.id = k.value->>'sku'
      CROSS JOIN listing l ON l.store_id = o.store_id AND l.sku_id = o.id
      WHERE ${mayIn(sql`o.store_id`, "read")}`,
  );
  return rows.map(showRow);
}

function showRow({ bits, state, codes, parts, ...row }: ListingRow & { bits: number }): ListingSummary {
  return {
    ...row,
    state: STATES[state] ?? "unmapped",
    codes: JSON.parse(codes) as string[],
    parts: (JSON.parse(parts) as ListingSummary["parts"]).sort((one, other) => (one.sku < other.sku ? -1 : 1)),
    can: { map: (bits & RIGHTS.fulfil) !== 0 ? { ok: true } : cannot("right-missing", { right: "fulfil" }) },
  };
}

/** Which listings the words name: by the index, or by the first rows where they are too short for it. */
function namedBy(text: string, stores: string[]): SQL {
  const ids = JSON.stringify(stores);
  const match = matchParts(text);
  const store = stores.map((id) => `"${id.replaceAll('"', '""')}"`).join(" OR ");
  const found = match
    ? sql`SELECT sku_id FROM listing_search WHERE listing_search MATCH ${`store : (${store}) AND words : (${match})`} ORDER BY rowid DESC LIMIT ${SEARCHED_MAX}`
    : sql`SELECT l.sku_id FROM (SELECT * FROM listing_place INDEXED BY listing_place_by_turn WHERE turn > ${-TURNS_OF_STATE}
          ORDER BY turn, id LIMIT ${SHORT_ROWS_LOOKED_AT_MAX}) w CROSS JOIN listing l ON l.store_id = w.store_id AND l.sku_id = w.id
        WHERE INSTR(LOWER(l.title || ' ' || IFNULL(l.seller_sku, '')), ${shortWords(text)[0] ?? ""}) > 0`;
  const code = text.trim();
  return sql`SELECT g.store_id AS store, g.sku_id AS sku FROM json_each(${ids}) k CROSS JOIN fbt_goods g INDEXED BY fbt_goods_by_code
      ON g.store_id = k.value AND g.reference_code >= ${code} AND g.reference_code < ${`${code}\u{10ffff}`}
    UNION ALL SELECT p.store_id, p.id FROM (${found}) f CROSS JOIN json_each(${ids}) k
      CROSS JOIN listing_place p ON p.store_id = k.value AND p.id = f.sku_id
    LIMIT ${SEARCHED_MAX}`;
}

/** Listings in which every word occurs, or whose FBT code begins so. */
export async function searchListings(
  kit: Kit,
  signedIn: SignedIn,
  text: string,
  { stores, state }: ListingsQuestion,
): Promise<ListingsPage> {
  const [people, visible] = await kit.db.batch<[Person, { id: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  requirePerson(people);
  const allowed = visible.map(({ id }) => id).filter((id) => stores === null || stores.includes(id));
  const none = { rows: [], next: null, stopped: false, more: false };
  if (allowed.length === 0 || text.trim() === "") return none;
  const named = await kit.db.all<{ store: string; sku: string }>(namedBy(text, allowed));
  const unique = [...new Map(named.map((one) => [`${one.store} ${one.sku}`, one])).values()];
  const rows = (await showListings(kit, signedIn, unique)).filter((row) => state === null || row.state === state);
  return { ...none, rows: rows.slice(0, PAGE_ROWS), more: rows.length > PAGE_ROWS };
}

export interface StoreCounts {
  store: string;
  unmapped: number;
  mapped: number;
  ignored: number;
  /** Why this store's FBT codes are not known; null where they are, or where nobody has asked yet. */
  fbtBecause: string | null;
  can: { map: Can };
}

export async function countListings(kit: Kit, signedIn: SignedIn): Promise<StoreCounts[]> {
  const [people, rows] = await kit.db.batch<[Person, Omit<StoreCounts, "can"> & { bits: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id AS store, IFNULL(c.unmapped, 0) AS unmapped, IFNULL(c.mapped, 0) AS mapped, IFNULL(c.ignored, 0) AS ignored,
        (SELECT f.because FROM fbt_pull f WHERE f.store_id = s.id) AS fbtBecause, ${bitsIn(sql`s.id`)} AS bits
      FROM who CROSS JOIN store s LEFT JOIN listing_count c ON c.store_id = s.id WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  requirePerson(people);
  return rows.map(({ bits, ...row }) => ({
    ...row,
    can: { map: (bits & RIGHTS.fulfil) !== 0 ? { ok: true } : cannot("right-missing", { right: "fulfil" }) },
  }));
}
