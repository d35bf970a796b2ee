/** Cancellations and returns kept right without webhooks: each by the time it changed, and once the past. The same walk as orders', with
 *  cursors of their own. */
import { sql } from "drizzle-orm";
import { pullPage } from "../aftersales/pull.ts";
import { KINDS } from "../aftersales/table.ts";
import type { Kit } from "../env.ts";
import type { Shop } from "../stores/shop.ts";
import type { AftersaleKind } from "../tiktok/aftersales.ts";
import type { Step } from "./backfill.ts";
import { type Walked, walkChanges } from "./reconcile.ts";
import type { BackfillRow, Stream } from "./table.ts";

const streamOfKind = (kind: AftersaleKind): Stream => `${kind}s`;

export async function reconcileAftersales(kit: Kit, shop: Shop): Promise<Walked> {
  if (!shop.store.orders_import) return { finished: true };
  const walked: Walked[] = [];
  for (const kind of KINDS) walked.push(await reconcileKind(kit, shop, kind));
  return { finished: walked.every(({ finished }) => finished) };
}

async function reconcileKind(kit: Kit, shop: Shop, kind: AftersaleKind): Promise<Walked> {
  const { id } = shop.store;
  const stream = streamOfKind(kind);
  const row = await kit.db.first<{ until_time: number }>(sql`SELECT until_time FROM cursor WHERE store_id = ${id} AND stream = ${stream}`);
  if (!row) return { finished: true };
  return walkChanges(kit, { storeId: id, stream, until: row.until_time }, async (range) => {
    const found = await pullPage(kit, shop, kind, { by: "update_time", order: "ASC", ...range }, "sync");
    const times = found.rows.map((one) => one.updateTime);
    return { times, isNews: found.changed > 0, nextPageToken: found.nextPageToken };
  });
}

/** The newest first, by TikTok's page tokens. */
export const stepAftersales =
  (kind: AftersaleKind) =>
  async (kit: Kit, shop: Shop, row: BackfillRow): Promise<Step> => {
    const search = { by: "create_time", order: "DESC", from: row.from_time, before: row.until_time, pageToken: row.page_token } as const;
    const found = await pullPage(kit, shop, kind, search, "backfill");
    const isDone = !found.nextPageToken || found.nextPageToken === row.page_token;
    const reached = Math.min(row.at_time, ...found.rows.map((one) => one.createTime));
    return {
      isDone,
      atTime: isDone ? row.from_time : reached,
      pageToken: isDone ? "" : found.nextPageToken,
      brought: found.rows.length,
      total: row.total ?? found.total,
    };
  };
