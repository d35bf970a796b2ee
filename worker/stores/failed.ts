/** Single things of TikTok's that could not be read: listed with their reason until a later try brings them in. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";

export type FailedKind = "order" | "conversation" | "product" | "cancellation" | "return";

export async function recordFailed(kit: Kit, storeId: string, kind: FailedKind, items: { id: string; reason: string }[]): Promise<void> {
  if (items.length === 0) return;
  await kit.db.run(
    sql`INSERT INTO failed_item (store_id, kind, item_id, reason, failed_at)
      SELECT ${storeId}, ${kind}, value->>'id', value->>'reason', ${kit.now()} FROM json_each(${JSON.stringify(items)}) WHERE true
      ON CONFLICT (store_id, kind, item_id) DO UPDATE SET reason = excluded.reason WHERE excluded.reason <> reason`,
  );
}

export async function clearFailed(kit: Kit, storeId: string, kind: FailedKind, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await kit.db.run(
    sql`DELETE FROM failed_item WHERE (store_id, kind, item_id) IN (
      SELECT f.store_id, f.kind, f.item_id FROM json_each(${JSON.stringify(ids)}) k
      CROSS JOIN failed_item f ON f.store_id = ${storeId} AND f.kind = ${kind} AND f.item_id = k.value)`,
  );
}
