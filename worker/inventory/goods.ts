/** Goods in TikTok's own warehouses becoming rows: the only writer of fbt_goods. All of a store's goods come at once, what is gone goes, and what has
 *  not changed is not written. A shop without such goods, or whose consent does not include them, loses nothing else. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import type { Shop } from "../stores/shop.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import { type FbtGoods, searchGoods } from "../tiktok/fbt.ts";

/** TikTok's own scope for everything about its warehouses. */
export const FBT_SCOPE = "seller.fbt.info";
/** Pages of a hundred: a shop with more is named in the log and keeps the first. */
const PAGES_MAX = 100;

export async function pullGoods(kit: Kit, shop: Shop): Promise<void> {
  const { id } = shop.store;
  if (!(await hasScope(kit, shop))) return noteFbt(kit, id, "fbt-scope-missing");
  try {
    await mirrorGoods(kit, id, await readAll(kit, shop));
    await noteFbt(kit, id, null);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    if (failure.code === CODES.scopeMissing) return noteFbt(kit, id, "fbt-scope-missing");
    if (failure.verdict !== "rejected") throw failure;
    writeLog(kit, {
      door: "consumer",
      job: "pull-goods",
      store: id,
      verdict: failure.verdict,
      code: failure.code,
      requestId: failure.requestId,
    });
    await noteFbt(kit, id, "fbt-refused");
  }
}

export async function hasScope(kit: Kit, shop: Shop): Promise<boolean> {
  const row = await kit.db.first<{ scopes: string }>(sql`SELECT scopes FROM authorization WHERE id = ${shop.store.authorization_id}`);
  return (JSON.parse(row?.scopes ?? "[]") as string[]).includes(FBT_SCOPE);
}

async function readAll(kit: Kit, shop: Shop): Promise<FbtGoods[]> {
  const all: FbtGoods[] = [];
  let pageToken = "";
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await shop.call("sync", (line) => searchGoods(line, pageToken));
    all.push(...answer.goods);
    if (!answer.nextPageToken || answer.nextPageToken === pageToken) return all;
    pageToken = answer.nextPageToken;
  }
  writeLog(kit, { door: "consumer", job: "pull-goods", store: shop.store.id, verdict: "cut", count: all.length });
  return all;
}

async function mirrorGoods(kit: Kit, storeId: string, goods: FbtGoods[]): Promise<void> {
  const rows = goods.flatMap(({ id, referenceCode, name, skuIds }) => skuIds.map((sku) => ({ sku, goods: id, code: referenceCode, name })));
  const given = JSON.stringify(rows);
  await kit.db.run(
    sql`DELETE FROM fbt_goods WHERE store_id = ${storeId} AND sku_id || ' ' || goods_id NOT IN
      (SELECT value->>'sku' || ' ' || (value->>'goods') FROM json_each(${given}))`,
    sql`INSERT INTO fbt_goods (store_id, sku_id, goods_id, reference_code, name)
      SELECT ${storeId}, value->>'sku', value->>'goods', value->>'code', value->>'name' FROM json_each(${given}) WHERE true
      ON CONFLICT (store_id, sku_id, goods_id) DO UPDATE SET reference_code = excluded.reference_code, name = excluded.name
      WHERE excluded.reference_code <> reference_code OR excluded.name <> name`,
  );
}

/** Written only where it says something new. */
const noteFbt = (kit: Kit, storeId: string, because: string | null): Promise<void> =>
  kit.db.run(
    sql`INSERT INTO fbt_pull (store_id, at, because) VALUES (${storeId}, ${kit.now()}, ${because})
      ON CONFLICT (store_id) DO UPDATE SET at = excluded.at, because = excluded.because WHERE excluded.because IS NOT because`,
  );
