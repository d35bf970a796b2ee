/** What others ask of the catalogue. Whoever asks has made sure that the person may see the store. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";

export interface ProductShown {
  product_id: string;
  title: string;
  image_url: string | null;
}

/** Products by TikTok's ids; no round trip for none. */
export async function listShown(kit: Kit, storeId: string, productIds: string[]): Promise<ProductShown[]> {
  if (productIds.length === 0) return [];
  const rows = await kit.db.all<ProductShown>(
    sql`SELECT l.product_id, l.title, l.image_url FROM json_each(${JSON.stringify(productIds)}) k
      CROSS JOIN listing l ON l.store_id = ${storeId} AND l.product_id = k.value`,
  );
  return [...new Map(rows.map((row) => [row.product_id, row])).values()];
}
