/** What a set of units is, whatever order it belongs to: the same things weigh the same. Pure but for what was remembered. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Measures } from "../tiktok/labels.ts";
import type { SizeRow } from "./table.ts";

/** "sku×2 sku×1", sorted: two parcels with the same things have the same. */
export function contentsOf(units: readonly { sku_id: string }[]): string {
  const counts = new Map<string, number>();
  for (const { sku_id } of units) counts.set(sku_id, (counts.get(sku_id) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([sku, count]) => `${sku}×${count}`)
    .join(" ");
}

export async function recallSize(kit: Kit, storeId: string, contents: string): Promise<Measures | null> {
  const row = await kit.db.first<SizeRow>(sql`SELECT * FROM parcel_size WHERE store_id = ${storeId} AND contents = ${contents}`);
  return row && { grams: row.grams, lengthMm: row.length_mm, widthMm: row.width_mm, heightMm: row.height_mm };
}

export function rememberSize(storeId: string, contents: string, { grams, lengthMm, widthMm, heightMm }: Measures, at: number) {
  return sql`INSERT INTO parcel_size (store_id, contents, grams, length_mm, width_mm, height_mm, used_at)
    VALUES (${storeId}, ${contents}, ${grams}, ${lengthMm}, ${widthMm}, ${heightMm}, ${at})
    ON CONFLICT (store_id, contents) DO UPDATE SET grams = excluded.grams, length_mm = excluded.length_mm, width_mm = excluded.width_mm,
      height_mm = excluded.height_mm, used_at = excluded.used_at`;
}
