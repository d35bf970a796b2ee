/** TikTok's catalogue becoming rows. The newer word wins; what has not changed is not written. */
import { type SQL, sql } from "drizzle-orm";
import type { ShopWarehouse } from "../tiktok/logistics.ts";
import { toMinor } from "../tiktok/money.ts";
import type { TikTokSku } from "../tiktok/products.ts";

/** Search pages carry neither pictures nor variation names: what is already known of those stays. */
export function mirrorSkus(storeId: string, skus: TikTokSku[]): SQL[] {
  if (skus.length === 0) return [];
  const rows = skus.map((sku) => ({ ...sku, priceMinor: priceOf(sku) }));
  return [
    sql`INSERT INTO listing (store_id, sku_id, product_id, title, variation, seller_sku, image_url, price_minor, currency, status, update_time)
      SELECT ${storeId}, value->>'skuId', value->>'productId', value->>'title', value->>'variation', value->>'sellerSku', value->>'imageUrl',
        value->>'priceMinor', value->>'currency', value->>'status', value->>'updateTime'
      FROM json_each(${JSON.stringify(rows)}) WHERE true
      ON CONFLICT (store_id, sku_id) DO UPDATE SET product_id = excluded.product_id, title = excluded.title,
        variation = IFNULL(excluded.variation, variation), seller_sku = excluded.seller_sku, image_url = IFNULL(excluded.image_url, image_url),
        price_minor = excluded.price_minor, currency = excluded.currency, status = excluded.status, update_time = excluded.update_time
      WHERE excluded.update_time >= update_time AND (
        excluded.title IS NOT title OR excluded.seller_sku IS NOT seller_sku OR excluded.price_minor IS NOT price_minor
        OR excluded.status IS NOT status OR excluded.product_id IS NOT product_id
        OR IFNULL(excluded.variation, variation) IS NOT variation OR IFNULL(excluded.image_url, image_url) IS NOT image_url)`,
  ];
}

/** A price we cannot read in its currency is no price; the listing itself must not be lost over it. */
function priceOf(sku: TikTokSku): number | null {
  if (!sku.price || !sku.currency) return null;
  try {
    return toMinor(sku.price, sku.currency);
  } catch {
    return null;
  }
}

export function mirrorWarehouses(storeId: string, warehouses: ShopWarehouse[]): SQL[] {
  const rows = JSON.stringify(warehouses.map((warehouse) => ({ ...warehouse, isDefault: warehouse.isDefault ? 1 : 0 })));
  return [
    sql`INSERT INTO shop_warehouse (store_id, id, name, kind, status, is_default)
      SELECT ${storeId}, value->>'id', value->>'name', value->>'kind', value->>'status', value->>'isDefault' FROM json_each(${rows}) WHERE true
      ON CONFLICT (store_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind, status = excluded.status, is_default = excluded.is_default
      WHERE excluded.name IS NOT name OR excluded.kind IS NOT kind OR excluded.status IS NOT status OR excluded.is_default IS NOT is_default`,
  ];
}
