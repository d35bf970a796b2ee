/** What a page shows of goods, made from the mirror: their sum over all centres, the item they are where they are one, and how TikTok's number of that
 *  item stands beside our ledger's. Set-based, in the batch of whatever changed, and nowhere else; it reads the ledger and never writes to it. */
import { type SQL, sql } from "drizzle-orm";

const sumOf = (column: string) =>
  sql`(SELECT SUM(s.${sql.raw(column)}) FROM fbt_stock s WHERE s.store_id = k.store AND s.goods_id = k.goods)`;

/** Of the goods `k`: every part that one of their listings is mapped to, kits taken apart. */
const parts = sql`fbt_goods g INDEXED BY fbt_goods_by_goods CROSS JOIN listing_part p ON p.store_id = g.store_id AND p.sku_id = g.sku_id
  LEFT JOIN kit_part c ON c.kit_id = p.item_id WHERE g.store_id = k.store AND g.goods_id = k.goods`;
const item = sql`IFNULL(c.item_id, p.item_id)`;
const qty = sql`(p.qty * IFNULL(c.qty, 1))`;
/** Goods that are several things, or one thing here and another there, cannot be counted as one. */
const isOne = sql`COUNT(*) > 0 AND MIN(${item} || ' ' || ${qty}) = MAX(${item} || ' ' || ${qty})`;

/** Lines and levels of these goods; `goods` names all that may have changed, also what is gone. */
export function reckonGoods(storeId: string, goods: string[], now: number): SQL[] {
  const named = JSON.stringify([...new Set(goods)]);
  return [writeLines(storeId, named), dropLines(storeId), writeLevels(storeId, named, now), dropLevels(storeId), markLines(storeId, named)];
}

function writeLines(storeId: string, named: string): SQL {
  const changed = ["code", "name", "on_hand", "reserved", "available", "unfulfillable", "in_transit", "item_id", "qty"];
  const take = sql.raw(changed.map((column) => `${column} = excluded.${column}`).join(", "));
  const differs = sql.raw(changed.map((column) => `excluded.${column} IS NOT ${column}`).join(" OR "));
  const told = (column: string) =>
    sql`(SELECT s.${sql.raw(column)} FROM fbt_stock s WHERE s.store_id = k.store AND s.goods_id = k.goods ORDER BY s.centre_id LIMIT 1)`;
  return sql`INSERT INTO fbt_line (store_id, id, code, name, on_hand, reserved, available, unfulfillable, in_transit, item_id, qty)
    SELECT k.store, k.goods, ${told("code")}, ${told("name")}, ${sumOf("on_hand")}, ${sumOf("reserved")}, ${sumOf("available")},
      ${sumOf("unfulfillable")}, ${sumOf("in_transit")}, (SELECT CASE WHEN ${isOne} THEN MIN(${item}) END FROM ${parts}),
      IFNULL((SELECT CASE WHEN ${isOne} THEN MIN(${qty}) END FROM ${parts}), 1)
    FROM (SELECT ${storeId} AS store, value AS goods FROM json_each(${named})) k
    WHERE EXISTS (SELECT 1 FROM fbt_stock s WHERE s.store_id = k.store AND s.goods_id = k.goods)
    ON CONFLICT (store_id, id) DO UPDATE SET ${take} WHERE ${differs}`;
}

const dropLines = (storeId: string) => sql`DELETE FROM fbt_line WHERE store_id = ${storeId}
  AND NOT EXISTS (SELECT 1 FROM fbt_stock s WHERE s.store_id = fbt_line.store_id AND s.goods_id = fbt_line.id)`;

/** All goods of the item `k.item`. */
const ofItem = sql`fbt_line f INDEXED BY fbt_line_of_item WHERE f.store_id = k.store AND f.item_id = k.item`;

/** A comparison begins with what there is: until then our ledger knew of none of it. Only where the store has a warehouse for TikTok's. */
function writeLevels(storeId: string, named: string, now: number): SQL {
  return sql`INSERT INTO fbt_level (store_id, item_id, made_of, theirs, ours, received, base, begun_time, changed_at)
    SELECT store, item, made_of, theirs, ours, received, theirs - ours - received, ${Math.floor(now / 1000)}, ${now} FROM (
      SELECT k.store, k.item, (SELECT GROUP_CONCAT(f.id || ':' || f.qty, ' ') FROM ${ofItem}) AS made_of,
        (SELECT SUM((f.on_hand - f.reserved) * f.qty) FROM ${ofItem}) AS theirs,
        IFNULL((SELECT l.on_hand + l.unsellable FROM stock_level l WHERE l.warehouse_id = w.id AND l.item_id = k.item), 0) AS ours,
        IFNULL((SELECT SUM((i.received + i.defective - i.before) * f.qty) FROM fbt_line f INDEXED BY fbt_line_of_item
          CROSS JOIN fbt_inbound_line i INDEXED BY fbt_inbound_line_of_goods ON i.store_id = f.store_id AND i.goods_id = f.id
          WHERE f.store_id = k.store AND f.item_id = k.item), 0) AS received
      FROM (SELECT n.store_id AS store, n.item_id AS item FROM json_each(${named}) j
          CROSS JOIN fbt_line n ON n.store_id = ${storeId} AND n.id = j.value WHERE n.item_id IS NOT NULL) k
        CROSS JOIN warehouse w ON w.store_id = k.store AND w.kind = 'fbt'
    ) WHERE true
    ON CONFLICT (store_id, item_id) DO UPDATE SET made_of = excluded.made_of, theirs = excluded.theirs, ours = excluded.ours,
      received = excluded.received, changed_at = excluded.changed_at,
      base = CASE WHEN made_of = excluded.made_of THEN base ELSE excluded.base END,
      begun_time = CASE WHEN made_of = excluded.made_of THEN begun_time ELSE excluded.begun_time END
    WHERE made_of <> excluded.made_of OR theirs <> excluded.theirs OR ours <> excluded.ours OR received <> excluded.received`;
}

const dropLevels = (storeId: string) => sql`DELETE FROM fbt_level WHERE store_id = ${storeId} AND NOT EXISTS
  (SELECT 1 FROM fbt_line f INDEXED BY fbt_line_of_item WHERE f.store_id = fbt_level.store_id AND f.item_id = fbt_level.item_id)`;

/** Goods that have just become an item are apart since that item is. */
const markLines = (storeId: string, named: string) => sql`UPDATE fbt_line SET since = lv.since
  FROM (SELECT n.id, (SELECT l.since FROM fbt_level l WHERE l.store_id = n.store_id AND l.item_id = n.item_id) AS since
    FROM json_each(${named}) j CROSS JOIN fbt_line n ON n.store_id = ${storeId} AND n.id = j.value) lv
  WHERE fbt_line.store_id = ${storeId} AND fbt_line.id = lv.id AND fbt_line.since IS NOT lv.since`;
