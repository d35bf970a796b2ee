/** A shop's products and their SKUs, which are what a buyer orders.
 *  https://partner.tiktokshop.com/docv2/page/search-products-202502, …/get-product-202309. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { id, listOf, seconds, text } from "./fields.ts";

const PRODUCTS_PER_PAGE_MAX = 100;

const attribute = z.object({ value_name: text });
const image = z.object({ thumb_urls: listOf(z.string()), urls: listOf(z.string()) });
const sku = z.object({
  id,
  seller_sku: text,
  price: z.object({ currency: text, sale_price: text, tax_exclusive_price: text }).nullish(),
  sales_attributes: listOf(attribute),
});
const product = z.object({
  id,
  title: z.string().nullish(),
  status: text,
  update_time: seconds,
  main_images: listOf(image),
  skus: listOf(sku),
});

export interface TikTokSku {
  productId: string;
  skuId: string;
  title: string;
  variation: string | null;
  sellerSku: string | null;
  imageUrl: string | null;
  price: string | null;
  currency: string | null;
  status: string;
  /** Epoch seconds. */
  updateTime: number;
}

export interface ProductPage {
  skus: TikTokSku[];
  productIds: string[];
  nextPageToken: string;
  total: number;
}

/** Search answers no images and no variation names; detail does. Inclusive bounds, unlike orders. */
export async function searchProducts(shop: Line, pageToken: string, updatedSince?: number): Promise<ProductPage> {
  const query: Record<string, string> = { page_size: String(PRODUCTS_PER_PAGE_MAX) };
  if (pageToken) query.page_token = pageToken;
  const body = updatedSince === undefined ? {} : { update_time_ge: updatedSince };
  const { data } = await callTikTok(shop, { method: "POST", path: "/product/202502/products/search", query, body });
  const page = z
    .object({ products: listOf(product), next_page_token: z.string().nullish(), total_count: z.coerce.number().nullish() })
    .parse(data);
  return {
    skus: page.products.flatMap(readSkus),
    productIds: page.products.map((row) => row.id),
    nextPageToken: page.next_page_token ?? "",
    total: page.total_count ?? 0,
  };
}

export async function findProduct(shop: Line, productId: string): Promise<TikTokSku[]> {
  const { data } = await callTikTok(shop, { method: "GET", path: `/product/202309/products/${productId}` });
  return readSkus(product.parse(data));
}

function readSkus(row: z.infer<typeof product>): TikTokSku[] {
  const main = row.main_images[0];
  return row.skus.map((item) => ({
    productId: row.id,
    skuId: item.id,
    title: row.title ?? "",
    variation: variationOf(item.sales_attributes),
    sellerSku: item.seller_sku,
    imageUrl: main?.thumb_urls[0] ?? main?.urls[0] ?? null,
    price: item.price?.sale_price ?? item.price?.tax_exclusive_price ?? null,
    currency: item.price?.currency ?? null,
    status: row.status ?? "",
    updateTime: row.update_time ?? 0,
  }));
}

function variationOf(attributes: { value_name: string | null }[]): string | null {
  const names = attributes.flatMap((attribute) => attribute.value_name ?? []);
  return names.length > 0 ? names.join(", ") : null;
}
