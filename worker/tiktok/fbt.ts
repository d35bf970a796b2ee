/** Goods that lie in TikTok's own warehouses, and the listings that sell them. https://partner.tiktokshop.com/docv2/page/search-goods-info-202409. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { id, listOf, text } from "./fields.ts";

const GOODS_PER_PAGE_MAX = 100;

const goods = z.object({ id, name: text, reference_code: text, skus: listOf(z.object({ id })) });

export interface FbtGoods {
  id: string;
  /** The seller's own code for them. */
  referenceCode: string;
  name: string;
  skuIds: string[];
}

/** A shop that is not in FBT is answered no goods. */
export async function searchGoods(shop: Line, pageToken: string): Promise<{ goods: FbtGoods[]; nextPageToken: string }> {
  const query: Record<string, string> = { page_size: String(GOODS_PER_PAGE_MAX) };
  if (pageToken) query.page_token = pageToken;
  const { data } = await callTikTok(shop, { method: "POST", path: "/fbt/202409/goods/search", query, body: {} });
  const page = z.object({ goods: listOf(goods), next_page_token: z.string().nullish() }).parse(data ?? {});
  return {
    goods: page.goods.map((row) => ({
      id: row.id,
      referenceCode: row.reference_code ?? "",
      name: row.name ?? "",
      skuIds: row.skus.map((sku) => sku.id),
    })),
    nextPageToken: page.next_page_token ?? "",
  };
}
