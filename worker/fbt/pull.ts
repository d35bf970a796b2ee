/** Pulls what lies in TikTok's warehouses: the goods a webhook names, or all of them when the clock says so. Each page is kept as it comes, so that a
 *  page that fails loses nothing; what a whole walk did not meet is asked for by name, since TikTok lists only what is there, and a list that
 *  changes while it is paged may pass over a row. A store without the scope costs no call. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { FBT_SCOPE, hasScope } from "../inventory/goods.ts";
import type { Job } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { pokeStock } from "../stock/poke.ts";
import type { Caller, Shop } from "../stores/shop.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import { type FbtStock, GOODS_PER_CALL_MAX, listCentres, searchStock } from "../tiktok/fbt-stock.ts";
import { emptyStock, type GoodsAt, mirrorCentres, mirrorStock } from "./mirror.ts";
import { reckonGoods } from "./reckon.ts";

/** How often all of a store's goods are read; webhooks tell what changes meanwhile. */
export const WALK_EVERY_MS = 15 * 60_000;
/** A shop that keeps nothing with TikTok, or that TikTok refuses, is asked this seldom. */
const WALK_SELDOM_MS = 12 * 3_600_000;
/** Pages of a hundred: a shop with more is named in the log, and the rest is brought in by webhooks alone. */
const PAGES_MAX = 200;

export async function pullStock(kit: Kit, shop: Shop, goods: string[] | null, caller: Caller = "sync"): Promise<void> {
  // Named again while an earlier one waited for its turn.
  if (goods === null && caller === "sync" && !(await isDue(kit, shop.store.id))) return;
  const because = await askAboutGoods(kit, shop, () =>
    goods === null ? walkStock(kit, shop, caller) : pullNamed(kit, shop, goods, caller),
  );
  if (because) await kit.db.run(noteWalk(shop.store.id, kit.now(), WALK_SELDOM_MS, because));
}

async function isDue(kit: Kit, storeId: string): Promise<boolean> {
  return (await kit.db.first<object>(sql`SELECT 1 FROM fbt_walk WHERE store_id = ${storeId} AND due_at > ${kit.now()}`)) === null;
}

/** Asks nothing without the scope. Answers why TikTok refused: that concerns its warehouses and nothing else of the store. Any other failure is the
 *  caller's. */
export async function askAboutGoods(kit: Kit, shop: Shop, act: () => Promise<void>): Promise<"fbt-scope-missing" | "fbt-refused" | null> {
  if (!(await hasScope(kit, shop))) return null;
  try {
    await act();
    return null;
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    const isScope = failure.code === CODES.scopeMissing;
    if (!isScope && failure.verdict !== "rejected") throw failure;
    const { verdict, code, requestId } = failure;
    writeLog(kit, { door: "consumer", job: "pull-fbt", store: shop.store.id, verdict, code, requestId });
    return isScope ? "fbt-scope-missing" : "fbt-refused";
  }
}

const noteWalk = (storeId: string, now: number, everyMs: number, because: string | null) =>
  sql`INSERT INTO fbt_walk (store_id, at, due_at, because) VALUES (${storeId}, ${now}, ${now + everyMs}, ${because})
    ON CONFLICT (store_id) DO UPDATE SET at = excluded.at, due_at = excluded.due_at, because = excluded.because`;

async function pullNamed(kit: Kit, shop: Shop, goods: string[], caller: Caller): Promise<void> {
  for (let from = 0; from < goods.length; from += GOODS_PER_CALL_MAX) {
    const some = goods.slice(from, from + GOODS_PER_CALL_MAX);
    const known = await kit.db.all<GoodsAt>(
      sql`SELECT s.goods_id AS goods, s.centre_id AS centre FROM json_each(${JSON.stringify(some)}) k
        CROSS JOIN fbt_stock s ON s.store_id = ${shop.store.id} AND s.goods_id = k.value`,
    );
    const { askedAt, met, isWhole } = await readPages(kit, shop, some, caller);
    if (isWhole) await kit.db.run(...emptyStock(shop.store.id, without(known, met), askedAt, kit.now()));
  }
  await pokeStock(kit, goods);
}

async function walkStock(kit: Kit, shop: Shop, caller: Caller): Promise<void> {
  const { id } = shop.store;
  const centres = await shop.call(caller, listCentres);
  await kit.db.run(...mirrorCentres(id, centres));
  const { met, isWhole } = await readPages(kit, shop, null, caller);
  const rows = await kit.db.all<GoodsAt & { holds: number }>(
    sql`SELECT goods_id AS goods, centre_id AS centre, on_hand <> 0 OR in_transit <> 0 OR reserved <> 0 AS holds FROM fbt_stock WHERE store_id = ${id}`,
  );
  const missing = without(rows, met).filter(({ holds }) => holds);
  if (missing.length > 0) await pullNamed(kit, shop, [...new Set(missing.map(({ goods }) => goods))], caller);
  if (!isWhole) writeLog(kit, { door: "consumer", job: "pull-fbt-stock", store: id, verdict: "cut", count: met.size });
  // Mappings and inbound orders change a comparison too; whatever they changed since the last walk is in it now.
  const known = rows.map((row) => row.goods);
  await kit.db.run(...reckonGoods(id, known, kit.now()));
  await nameUnknownGoods(kit, id);
  await pokeStock(kit, known);
  await kit.db.run(noteWalk(id, kit.now(), centres.length + rows.length === 0 ? WALK_SELDOM_MS : WALK_EVERY_MS, null));
}

/** Goods whose listings nobody has read yet, as new ones are. */
async function nameUnknownGoods(kit: Kit, storeId: string): Promise<void> {
  const unknown = await kit.db.first<object>(
    sql`SELECT 1 FROM fbt_line f WHERE f.store_id = ${storeId} AND NOT EXISTS
      (SELECT 1 FROM fbt_goods g INDEXED BY fbt_goods_by_goods WHERE g.store_id = f.store_id AND g.goods_id = f.id) LIMIT 1`,
  );
  if (unknown) await kit.env.LONG.send({ do: "pull-goods", store: storeId });
}

const keyOf = ({ goods, centre }: GoodsAt) => `${goods} ${centre}`;
const without = <T extends GoodsAt>(known: T[], met: Set<string>) => known.filter((one) => !met.has(keyOf(one)));

interface Read {
  /** When the last question left. */
  askedAt: number;
  met: Set<string>;
  isWhole: boolean;
}

async function readPages(kit: Kit, shop: Shop, goods: string[] | null, caller: Caller): Promise<Read> {
  const met = new Set<string>();
  let pageToken = "";
  let askedAt = kit.now();
  for (let page = 0; page < PAGES_MAX; page += 1) {
    askedAt = kit.now();
    const answer = await shop.call(caller, (line) => searchStock(line, goods, pageToken));
    await kit.db.run(...mirrorStock(shop.store.id, answer.rows, askedAt, kit.now()));
    for (const row of answer.rows satisfies FbtStock[]) met.add(keyOf(row));
    if (!answer.nextPageToken || answer.nextPageToken === pageToken) return { askedAt, met, isWhole: true };
    pageToken = answer.nextPageToken;
  }
  return { askedAt, met, isWhole: false };
}

/** Stores whose consent covers it, as SQL over the store `s`. */
export const hasFbtScope = sql`EXISTS (SELECT 1 FROM authorization a CROSS JOIN json_each(a.scopes) j ON j.value = ${FBT_SCOPE} WHERE a.id = s.authorization_id)`;

/** By the clock: stores never read, or not for a while. */
export async function nameStockWalks(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(
    sql`SELECT s.id FROM store s LEFT JOIN fbt_walk w ON w.store_id = s.id
      WHERE s.state = 'connected' AND IFNULL(w.due_at, 0) <= ${kit.now()} AND ${hasFbtScope}`,
  );
  return stores.map(({ id }) => ({ do: "pull-fbt-stock", store: id, goods: null }));
}
