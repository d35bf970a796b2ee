/** TikTok's numbers becoming rows: the only writer of fbt_stock and fbt_centre. The answer to the later question wins, whichever arrives last, and what
 *  has not changed is not written. Never touches a merchant's level, nor the ledger. */
import { type SQL, sql } from "drizzle-orm";
import type { FbtCentre, FbtStock } from "../tiktok/fbt-stock.ts";
import { reckonGoods } from "./reckon.ts";

const NUMBERS = ["on_hand", "reserved", "available", "unfulfillable", "in_transit"] as const;

/** `askedAt` is when the question left, in epoch milliseconds. */
export function mirrorStock(storeId: string, rows: FbtStock[], askedAt: number, now: number): SQL[] {
  if (rows.length === 0) return [];
  const given = JSON.stringify(rows.map(({ skus, ...row }) => ({ ...row, skus: JSON.stringify(skus) })));
  const taken = ["code", "name", "skus", ...NUMBERS];
  const take = sql.raw([...taken, "asked_at"].map((column) => `${column} = excluded.${column}`).join(", "));
  const differs = sql.raw(taken.map((column) => `excluded.${column} <> ${column}`).join(" OR "));
  return [
    sql`INSERT INTO fbt_stock (store_id, goods_id, centre_id, code, name, on_hand, reserved, available, unfulfillable, in_transit, skus, asked_at)
      SELECT ${storeId}, value->>'goods', value->>'centre', value->>'code', value->>'name', value->>'onHand', value->>'reserved',
        value->>'available', value->>'unfulfillable', value->>'inTransit', value->>'skus', ${askedAt}
      FROM json_each(${given}) WHERE true
      ON CONFLICT (store_id, goods_id, centre_id) DO UPDATE SET ${take} WHERE excluded.asked_at >= asked_at AND (${differs})`,
    ...reckonGoods(
      storeId,
      rows.map(({ goods }) => goods),
      now,
    ),
  ];
}

export interface GoodsAt {
  goods: string;
  centre: string;
}

/** TikTok was asked for these by name and answered nothing: none of them is there. */
export function emptyStock(storeId: string, gone: GoodsAt[], askedAt: number, now: number): SQL[] {
  if (gone.length === 0) return [];
  const none = sql.raw(NUMBERS.map((column) => `${column} = 0`).join(", "));
  const some = sql.raw(NUMBERS.map((column) => `fbt_stock.${column} <> 0`).join(" OR "));
  return [
    sql`UPDATE fbt_stock SET ${none}, skus = '[]', asked_at = ${askedAt} FROM json_each(${JSON.stringify(gone)}) g
      WHERE fbt_stock.store_id = ${storeId} AND fbt_stock.goods_id = g.value->>'goods' AND fbt_stock.centre_id = g.value->>'centre'
        AND fbt_stock.asked_at <= ${askedAt} AND (${some})`,
    ...reckonGoods(
      storeId,
      gone.map(({ goods }) => goods),
      now,
    ),
  ];
}

export function mirrorCentres(storeId: string, centres: FbtCentre[]): SQL[] {
  const given = JSON.stringify(centres.map((one) => ({ ...one, isSubscribed: Number(one.isSubscribed) })));
  return [
    sql`DELETE FROM fbt_centre WHERE store_id = ${storeId} AND id NOT IN (SELECT value->>'id' FROM json_each(${given}))`,
    sql`INSERT INTO fbt_centre (store_id, id, name, region, is_subscribed, shop_ids)
      SELECT ${storeId}, value->>'id', value->>'name', value->>'region', value->>'isSubscribed', value->>'shopIds' FROM json_each(${given}) WHERE true
      ON CONFLICT (store_id, id) DO UPDATE SET name = excluded.name, region = excluded.region, is_subscribed = excluded.is_subscribed,
        shop_ids = excluded.shop_ids
      WHERE excluded.name <> name OR excluded.region <> region OR excluded.is_subscribed <> is_subscribed OR excluded.shop_ids <> shop_ids`,
  ];
}
