/** What a shop shows it has of each SKU, read and set. A set is absolute: TikTok overwrites what was sold while it was on its way.
 *  https://partner.tiktokshop.com/docv2/page/inventory-search-202309, …/update-inventory-202309. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { id, listOf, optionalId, text } from "./fields.ts";

export const INVENTORY_SKUS_MAX = 600;

const quantity = z.coerce.number().int().nullish();
const inventory = z.object({
  inventory: listOf(
    z.object({
      product_id: id,
      skus: listOf(z.object({ id, warehouse_inventory: listOf(z.object({ warehouse_id: id, available_quantity: quantity })) })),
    }),
  ),
});

export interface SkuStock {
  product: string;
  sku: string;
  places: StockPlace[];
}

export interface StockPlace {
  warehouse: string;
  quantity: number;
}

/** Not paged. SKUs that TikTok does not know are missing from the answer. */
export async function searchInventory(shop: Line, skuIds: string[]): Promise<SkuStock[]> {
  const { data } = await callTikTok(shop, { method: "POST", path: "/product/202309/inventory/search", body: { sku_ids: skuIds } });
  return inventory.parse(data).inventory.flatMap(({ product_id: product, skus }) =>
    skus.map((sku) => ({
      product,
      sku: sku.id,
      places: sku.warehouse_inventory.map((place) => ({ warehouse: place.warehouse_id, quantity: place.available_quantity ?? 0 })),
    })),
  );
}

const refusals = z.object({
  errors: listOf(
    z.object({
      code: z.coerce.number().nullish(),
      message: text,
      detail: z
        .object({ sku_id: optionalId, extra_errors: listOf(z.object({ code: z.coerce.number().nullish(), message: text })) })
        .nullish(),
    }),
  ),
});

export interface SkuRefusal {
  /** Null where TikTok does not say which. */
  sku: string | null;
  code: number | null;
  words: string;
}

/** Names every own warehouse of each SKU. What is refused of single SKUs comes back inside a success. */
export async function updateInventory(shop: Line, product: string, skus: Omit<SkuStock, "product">[]): Promise<SkuRefusal[]> {
  const body = {
    skus: skus.map(({ sku, places }) => ({
      id: sku,
      inventory: places.map((place) => ({ warehouse_id: place.warehouse, quantity: place.quantity })),
    })),
  };
  const path = `/product/202309/products/${product}/inventory/update`;
  const { data } = await callTikTok(shop, { method: "POST", path, body });
  return refusals.parse(data).errors.map(({ code, message, detail }) => {
    const [first] = detail?.extra_errors ?? [];
    return { sku: detail?.sku_id ?? null, code: first?.code ?? code ?? null, words: first?.message ?? message ?? "" };
  });
}
