/** What makes us right when webhooks do not come: orders by the time they changed, conversations by their latest word. Each walk begins a
 *  little before the last one ended, and its cursor never goes past what TikTok's search may still be hiding. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { mirrorOrders } from "../orders/mirror.ts";
import type { Shop } from "../stores/shop.ts";
import { pullConversation } from "../tickets/mirror.ts";
import { isBefore } from "../tickets/timeline.ts";
import { type Conversation, listConversations } from "../tiktok/chat.ts";
import { searchOrders } from "../tiktok/orders.ts";
import { clearFailed, recordFailed } from "./failed.ts";
import { poke } from "./live.ts";
import type { Stream } from "./table.ts";

/** TikTok's search may show a change this late. */
export const SEARCH_LAG_SECONDS = 120;
/** Walked again each time: two clocks, and changes within one second. */
export const RECONCILE_OVERLAP_SECONDS = 300;
/** One job walks this many pages and leaves the rest to the next. */
const PAGES_PER_JOB_MAX = 40;

export interface Walked {
  /** False when pages are left: the job comes again at once. */
  finished: boolean;
}

export async function reconcileOrders(kit: Kit, shop: Shop): Promise<Walked> {
  const { store } = shop;
  if (!store.orders_import) return { finished: true };
  const row = await kit.db.first<{ until_time: number }>(
    sql`SELECT until_time FROM cursor WHERE store_id = ${store.id} AND stream = 'orders'`,
  );
  if (!row) return { finished: true };
  const now = Math.floor(kit.now() / 1000);
  const from = row.until_time - RECONCILE_OVERLAP_SECONDS;
  let pageToken = "";
  let reached = row.until_time;
  let isNews = false;
  for (let page = 0; page < PAGES_PER_JOB_MAX; page += 1) {
    const sentAt = kit.now();
    const search = { by: "update_time", order: "ASC", from, before: now + 1, pageToken } as const;
    const found = await shop.call("sync", (line) => searchOrders(line, search));
    const { changed, broken } = await mirrorOrders(kit, store, found.orders, sentAt);
    await recordFailed(kit, store.id, "order", [...found.broken, ...broken]);
    await clearFailed(kit, store.id, "order", changed);
    if (changed.length > 0) await poke(kit, { store: store.id, orders: changed });
    isNews ||= changed.length > 0;
    const isLast = !found.nextPageToken || found.nextPageToken === pageToken;
    reached = isLast ? now : Math.max(reached, ...found.orders.map((order) => order.update_time));
    await moveCursor(kit, store.id, "orders", row.until_time, Math.min(reached, now - SEARCH_LAG_SECONDS), isNews);
    if (isLast) return { finished: true };
    pageToken = found.nextPageToken;
  }
  return { finished: false };
}

/** A walk that found nothing new writes nothing until its window has grown this long. */
const IDLE_WINDOW_SECONDS = 1_800;

async function moveCursor(kit: Kit, storeId: string, stream: Stream, before: number, until: number, isNews: boolean): Promise<void> {
  if (until <= before || (!isNews && until - before < IDLE_WINDOW_SECONDS)) return;
  await kit.db.run(
    sql`UPDATE cursor SET until_time = ${until}, error = NULL WHERE store_id = ${storeId} AND stream = ${stream} AND until_time < ${until}`,
  );
}

/** TikTok lists the latest activity first. What is new is pulled oldest first, so that a sweep cut off leaves only newer things undone, and
 *  the next one finds them. What was quiet before the cursor is the backfill's. */
export async function sweepConversations(kit: Kit, shop: Shop): Promise<Walked> {
  const { store } = shop;
  const row = await kit.db.first<{ until_time: number }>(
    sql`SELECT until_time FROM cursor WHERE store_id = ${store.id} AND stream = 'conversations'`,
  );
  if (!row || !store.chat_import) return { finished: true };
  const now = Math.floor(kit.now() / 1000);
  const found: Conversation[] = [];
  let pageToken = "";
  for (let page = 0; page < PAGES_PER_JOB_MAX; page += 1) {
    const answer = await shop.chat("sync", (line) => listConversations(line, pageToken));
    const fresh = await withoutKnown(kit, store.id, answer.conversations, row.until_time - RECONCILE_OVERLAP_SECONDS);
    found.push(...fresh);
    if (fresh.length < answer.conversations.length || !answer.nextPageToken || answer.nextPageToken === pageToken) break;
    pageToken = answer.nextPageToken;
  }
  for (const conversation of found.reverse()) await pullConversation(kit, shop, conversation.id, { caller: "sync", known: conversation });
  await moveCursor(kit, store.id, "conversations", row.until_time, now - SEARCH_LAG_SECONDS, found.length > 0);
  return { finished: true };
}

/** Up to the first one that is as we know it, or was quiet since before `since` (epoch seconds). */
async function withoutKnown(kit: Kit, storeId: string, conversations: Conversation[], since: number): Promise<Conversation[]> {
  const rows = await kit.db.all<{ id: string; pulled_index: string }>(
    sql`SELECT c.id, c.pulled_index FROM json_each(${JSON.stringify(conversations.map((one) => one.id))}) k
      CROSS JOIN conversation c ON c.store_id = ${storeId} AND c.id = k.value`,
  );
  const pulled = new Map(rows.map((row) => [row.id, row.pulled_index]));
  const end = conversations.findIndex(
    ({ id, latest }) => !latest || latest.createTime < since || !isBefore(pulled.get(id) ?? "-1", latest.index),
  );
  return end === -1 ? conversations : conversations.slice(0, end);
}
