/** The FBT page's questions: goods of one store or all, what is apart first; those of a code or a SKU; and what each store's reading is at. TikTok's
 *  numbers are shown as TikTok gave them; ours is the ledger's number of the store's warehouse for TikTok's goods. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { matchParts } from "../inventory/words.ts";
import { type Cursor, type Listing, PAGE_ROWS, readPage } from "../team/pages.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type Compared, driftOf, type NotCompared, whyNotCompared } from "./goods.ts";
import { hasFbtScope } from "./pull.ts";
import type { FbtLineRow } from "./table.ts";

/** How `turn` is made, see fbt_line: what is not apart comes after everything that is. */
export const TURN_OF_REST = 4_000_000_000_000_000;
const SEARCHED_MAX = 100;
const LAST_CHARACTER = "\u{10ffff}";

export interface Numbers {
  onHand: number;
  reserved: number;
  available: number;
  unfulfillable: number;
  inTransit: number;
}

export interface FbtGoodsShown extends Numbers {
  store: string;
  goods: string;
  /** The seller's own code for them. */
  code: string;
  name: string;
  listings: { sku: string; title: string; variation: string | null; sellerSku: string | null }[];
  /** One unit of the goods is `qty` of the item. */
  item: { id: string; sku: string; name: string; qty: number } | null;
  /** Null where our number and theirs stand beside each other. */
  because: NotCompared | null;
  /** In pieces of the item, over all goods that are made of it. */
  compared: (ReturnType<typeof driftOf> & Compared & { begunTime: number }) | null;
  centres: (Numbers & { id: string; name: string })[];
  can: { compareAnew: Can };
}

export interface GoodsQuestion {
  stores: string[] | null;
  isApart: boolean;
}

export interface GoodsPage {
  rows: FbtGoodsShown[];
  next: Cursor | null;
  stopped: boolean;
  /** Of a search: there are more than are shown. */
  more: boolean;
}

export async function listGoods(kit: Kit, signedIn: SignedIn, question: GoodsQuestion, after: Cursor | null): Promise<GoodsPage> {
  const list: Listing = {
    table: sql`fbt_line`,
    columns: sql`o.id, o.store_id`,
    key: "turn",
    newestFirst: false,
    indexes: { every: sql`INDEXED BY fbt_line_by_turn`, one: sql`INDEXED BY fbt_line_of_store` },
    where: sql`true`,
    from: 0,
    ...(question.isApart ? { before: TURN_OF_REST } : {}),
  };
  const page = await readPage<{ id: string; store_id: string }>(kit, signedIn, list, { stores: question.stores, after });
  const names = page.rows.map(({ store_id, id }) => ({ store: store_id, goods: id }));
  return { ...page, rows: await showGoods(kit, signedIn, names), more: false };
}

interface GoodsName {
  store: string;
  goods: string;
}

type ShownRow = Omit<FbtLineRow, "store_id"> & {
  store: string;
  bits: number;
  item_sku: string | null;
  item_name: string | null;
  listings: string;
  centres: string;
  compared: string | null;
  has_warehouse: number;
  is_mapped: number;
};

/** What is mapped here lies in listing_part; a listing that is ignored has none. */
const isMapped = sql`EXISTS (SELECT 1 FROM fbt_goods g INDEXED BY fbt_goods_by_goods CROSS JOIN listing_part p
  ON p.store_id = g.store_id AND p.sku_id = g.sku_id WHERE g.store_id = o.store_id AND g.goods_id = o.id)`;

const GOODS_COLUMNS: SQL = sql`o.store_id AS store, o.id, o.code, o.name, o.on_hand, o.reserved, o.available, o.unfulfillable, o.in_transit,
  o.item_id, o.qty, o.since, ${isMapped} AS is_mapped,
  (SELECT i.sku FROM item i WHERE i.id = o.item_id) AS item_sku, (SELECT i.name FROM item i WHERE i.id = o.item_id) AS item_name,
  EXISTS (SELECT 1 FROM warehouse w WHERE w.store_id = o.store_id AND w.kind = 'fbt') AS has_warehouse,
  (SELECT json_group_array(json_object('sku', g.sku_id, 'title', l.title, 'variation', l.variation, 'sellerSku', l.seller_sku))
    FROM fbt_goods g INDEXED BY fbt_goods_by_goods CROSS JOIN listing l ON l.store_id = g.store_id AND l.sku_id = g.sku_id
    WHERE g.store_id = o.store_id AND g.goods_id = o.id) AS listings,
  (SELECT json_group_array(json_object('id', s.centre_id, 'name', IFNULL(c.name, s.centre_id), 'onHand', s.on_hand, 'reserved', s.reserved,
      'available', s.available, 'unfulfillable', s.unfulfillable, 'inTransit', s.in_transit))
    FROM fbt_stock s LEFT JOIN fbt_centre c ON c.store_id = s.store_id AND c.id = s.centre_id
    WHERE s.store_id = o.store_id AND s.goods_id = o.id) AS centres,
  (SELECT json_object('theirs', v.theirs, 'ours', v.ours, 'received', v.received, 'base', v.base, 'since', v.since, 'begunTime', v.begun_time)
    FROM fbt_level v WHERE v.store_id = o.store_id AND v.item_id = o.item_id) AS compared`;

/** Goods by name, in the order they are named; those that may not be seen are left out. */
export async function showGoods(kit: Kit, signedIn: SignedIn, names: GoodsName[]): Promise<FbtGoodsShown[]> {
  if (names.length === 0) return [];
  const rows = await kit.db.all<ShownRow>(
    sql`WITH ${who(signedIn)} SELECT ${GOODS_COLUMNS}, ${bitsIn(sql`o.store_id`)} AS bits FROM who CROSS JOIN json_each(${JSON.stringify(names)}) k
      CROSS JOIN fbt_line o ON o.store_id = k.value->>'store' AND o.id = k.value->>'goods' WHERE ${mayIn(sql`o.store_id`, "read")}`,
  );
  return rows.map((row) => showRow(row, kit.now()));
}

function showRow(row: ShownRow, now: number): FbtGoodsShown {
  const level = row.compared === null ? null : (JSON.parse(row.compared) as Compared & { begunTime: number });
  const standing = { hasWarehouse: row.has_warehouse === 1, isMapped: row.is_mapped === 1, item: row.item_id, isCompared: level !== null };
  const { item_id, item_sku, item_name } = row;
  return {
    store: row.store,
    goods: row.id,
    code: row.code,
    name: row.name,
    onHand: row.on_hand,
    reserved: row.reserved,
    available: row.available,
    unfulfillable: row.unfulfillable,
    inTransit: row.in_transit,
    listings: JSON.parse(row.listings) as FbtGoodsShown["listings"],
    item: item_id === null ? null : { id: item_id, sku: item_sku ?? "", name: item_name ?? "", qty: row.qty },
    because: whyNotCompared(standing),
    compared: level && { ...level, ...driftOf(level, now) },
    centres: JSON.parse(row.centres) as FbtGoodsShown["centres"],
    can: { compareAnew: (row.bits & RIGHTS.manage) !== 0 ? { ok: true } : cannot("right-missing", { right: "manage" }) },
  };
}

/** Codes that begin so, and goods whose listing or item is called so. */
function namedBy(text: string, stores: string[]): SQL {
  const ids = JSON.stringify(stores);
  const code = text.trim();
  const match = matchParts(text);
  const store = stores.map((id) => `"${id.replaceAll('"', '""')}"`).join(" OR ");
  const byCode = sql`SELECT f.store_id AS store, f.id AS goods FROM json_each(${ids}) k CROSS JOIN fbt_line f INDEXED BY fbt_line_by_code
    ON f.store_id = k.value AND f.code >= ${code} COLLATE NOCASE AND f.code < ${code + LAST_CHARACTER} COLLATE NOCASE`;
  if (!match) return sql`${byCode} LIMIT ${SEARCHED_MAX}`;
  return sql`${byCode}
    UNION ALL SELECT g.store_id, g.goods_id FROM (SELECT sku_id FROM listing_search
        WHERE listing_search MATCH ${`store : (${store}) AND words : (${match})`} ORDER BY rowid DESC LIMIT ${SEARCHED_MAX}) s
      CROSS JOIN json_each(${ids}) k CROSS JOIN fbt_goods g ON g.store_id = k.value AND g.sku_id = s.sku_id
    UNION ALL SELECT f.store_id, f.id FROM (SELECT item_id FROM item_search WHERE item_search MATCH ${match} ORDER BY rowid DESC
        LIMIT ${SEARCHED_MAX}) s CROSS JOIN json_each(${ids}) k
      CROSS JOIN fbt_line f INDEXED BY fbt_line_of_item ON f.store_id = k.value AND f.item_id = s.item_id
    LIMIT ${SEARCHED_MAX}`;
}

export async function searchGoods(kit: Kit, signedIn: SignedIn, text: string, { stores, isApart }: GoodsQuestion): Promise<GoodsPage> {
  const [people, visible] = await kit.db.batch<[Person, { id: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  requirePerson(people);
  const allowed = visible.map(({ id }) => id).filter((id) => stores === null || stores.includes(id));
  const none = { rows: [], next: null, stopped: false, more: false };
  if (allowed.length === 0) return none;
  const named = await kit.db.all<GoodsName>(namedBy(text, allowed));
  const unique = [...new Map(named.map((one) => [`${one.store} ${one.goods}`, one])).values()];
  const rows = (await showGoods(kit, signedIn, unique)).filter(({ compared }) => !isApart || (compared !== null && compared.drift !== 0));
  return { ...none, rows: rows.slice(0, PAGE_ROWS), more: rows.length > PAGE_ROWS };
}

export interface FbtStore {
  store: string;
  /** When TikTok was last asked about all of its goods; null where it never was. */
  at: number | null;
  /** Why it cannot be asked. */
  because: string | null;
  /** Ours for TikTok's goods, where the store has one. */
  warehouse: string | null;
  /** Kinds of goods whose numbers are apart. */
  apart: number;
}

/** Stores that may be asked about FBT, and those that cannot with the reason. */
export async function listFbtStores(kit: Kit, signedIn: SignedIn): Promise<FbtStore[]> {
  const [people, rows] = await kit.db.batch<[Person, FbtStore]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id AS store, w.at, CASE WHEN ${hasFbtScope} THEN w.because ELSE 'fbt-scope-missing' END AS because,
        (SELECT h.name FROM warehouse h WHERE h.store_id = s.id AND h.kind = 'fbt') AS warehouse,
        (SELECT COUNT(*) FROM fbt_line f INDEXED BY fbt_line_of_store WHERE f.store_id = s.id AND f.turn < ${TURN_OF_REST}) AS apart
      FROM who CROSS JOIN store s LEFT JOIN fbt_walk w ON w.store_id = s.id WHERE ${mayIn(sql`s.id`, "read")} AND s.authorization_id IS NOT NULL`,
  ]);
  requirePerson(people);
  return rows;
}
