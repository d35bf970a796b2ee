/** Goods in TikTok's warehouses as a file: a row per goods and centre, with the comparison of the item beside it. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Cells, writeCsv } from "../inventory/csv.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type FbtGoodsShown, type GoodsQuestion, searchGoods, showGoods, TURN_OF_REST } from "./list.ts";

/** Kinds of goods in one file; a seller with more writes a file per store. */
const GOODS_MAX = 5_000;
const GOODS_PER_STATEMENT = 1_000;

const HEAD =
  "store,reference_code,goods_id,name,seller_skus,item_sku,pieces_per_unit,warehouse,on_hand,reserved,available,unfulfillable,in_transit,item_tiktok,item_our_ledger,item_expected,item_drift,drift_since".split(
    ",",
  );

export async function writeGoods(kit: Kit, signedIn: SignedIn, question: GoodsQuestion, text: string): Promise<string> {
  const [people, visible] = await kit.db.batch<[Person, { id: string; name: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id, s.name FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  requirePerson(people);
  const stores = visible.filter(({ id }) => question.stores === null || question.stores.includes(id));
  const names = new Map(stores.map(({ id, name }) => [id, name]));
  const rows =
    text === "" ? await readGoods(kit, signedIn, [...names.keys()], question) : (await searchGoods(kit, signedIn, text, question)).rows;
  return writeCsv([HEAD, ...rows.flatMap((row) => cellsOf(row, names.get(row.store) ?? ""))]);
}

async function readGoods(kit: Kit, signedIn: SignedIn, stores: string[], { isApart }: GoodsQuestion): Promise<FbtGoodsShown[]> {
  if (stores.length === 0) return [];
  const most = Math.ceil(GOODS_MAX / stores.length);
  const until = isApart ? TURN_OF_REST - 1 : TURN_OF_REST;
  const found = await kit.db.batch<{ store: string; goods: string }[]>(
    stores.map(
      (id) => sql`SELECT store_id AS store, id AS goods FROM fbt_line INDEXED BY fbt_line_of_store
        WHERE store_id = ${id} AND turn <= ${until} ORDER BY turn, id LIMIT ${most}`,
    ),
  );
  const names = found.flat();
  const rows: FbtGoodsShown[] = [];
  for (let from = 0; from < names.length; from += GOODS_PER_STATEMENT)
    rows.push(...(await showGoods(kit, signedIn, names.slice(from, from + GOODS_PER_STATEMENT))));
  return rows;
}

function cellsOf(row: FbtGoodsShown, store: string): Cells[] {
  const skus = row.listings.map(({ sellerSku, sku }) => sellerSku ?? sku).join(" ");
  const { compared } = row;
  const since = compared?.since ? new Date(compared.since).toISOString() : null;
  return row.centres.map((centre) => [
    store,
    row.code,
    row.goods,
    row.name,
    skus,
    row.item?.sku ?? null,
    row.item?.qty ?? null,
    centre.name,
    centre.onHand,
    centre.reserved,
    centre.available,
    centre.unfulfillable,
    centre.inTransit,
    ...(compared ? [compared.theirs, compared.ours, compared.expected, compared.drift] : [null, null, null, null]),
    since,
  ]);
}
