/** What makes us right when webhooks do not come: orders by the time they changed, conversations by their latest word. Each walk begins a
 *  little before the last one ended, and its cursor never goes past what TikTok's search may still be hiding. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { takeOrders, wantedOf, wantsOrders } from "../orders/take.ts";
import { clearFailed, recordFailed } from "../stores/failed.ts";
import type { Shop } from "../stores/shop.ts";
import { type Conversation, listConversations } from "../tiktok/chat.ts";
import { searchOrders } from "../tiktok/orders.ts";
import { isBefore } from "../timeline/timeline.ts";
import { poke, pullConversations } from "./live.ts";
import type { Walk } from "./table.ts";

/** TikTok's search may show a change this late. */
export const SEARCH_LAG_SECONDS = 120;
/** Walked again each time: two clocks, and changes within one second. */
export const RECONCILE_OVERLAP_SECONDS = 300;
/** One job goes this many pages beyond where the last one ended and leaves the rest to the next. */
const PAGES_PER_JOB_MAX = 40;
/** Twenty conversations each: more than a day's chat quota lets anybody follow. */
const SWEEP_PAGES_MAX = 500;

export interface Walked {
  /** False when pages are left: the job comes again at once. */
  finished: boolean;
}

export async function reconcileOrders(kit: Kit, shop: Shop): Promise<Walked> {
  const { store } = shop;
  if (!wantsOrders(store)) return { finished: true };
  // Where only some orders are taken, the others are still to come from where their own cursor stands.
  const stream = store.orders_import ? "orders" : "fbt";
  const row = await kit.db.first<{ until_time: number }>(
    sql`SELECT until_time FROM cursor WHERE store_id = ${store.id} AND stream = ${stream}`,
  );
  if (!row) return { finished: true };
  return walkChanges(kit, { storeId: store.id, stream, until: row.until_time }, async (range) => {
    const sentAt = kit.now();
    const found = await shop.call("sync", (line) => searchOrders(line, { by: "update_time", order: "ASC", ...range }));
    const { changed, broken } = await takeOrders(kit, store, wantedOf(store, found.orders), sentAt);
    await recordFailed(kit, store.id, "order", [...found.broken, ...broken]);
    await clearFailed(kit, store.id, "order", changed);
    if (changed.length > 0) await poke(kit, { store: store.id, orders: changed });
    const times = found.orders.map((order) => order.update_time);
    return { times, isNews: changed.length > 0, nextPageToken: found.nextPageToken };
  });
}

interface Cursor {
  storeId: string;
  stream: Walk;
  /** Epoch seconds. */
  until: number;
}

/** Epoch seconds, the end left out. */
interface Range {
  from: number;
  before: number;
  pageToken: string;
}

interface Page {
  /** When what is on it changed last, epoch seconds. */
  times: number[];
  isNews: boolean;
  /** Empty at the end. */
  nextPageToken: string;
}

/** What changed since the cursor, by `read`, oldest first. Only pages by which the cursor moves count against the job: one that left a rest with its
 *  cursor where it was would read the same pages again for ever. */
export async function walkChanges(kit: Kit, cursor: Cursor, read: (range: Range) => Promise<Page>): Promise<Walked> {
  const { storeId, stream, until } = cursor;
  const now = Math.floor(kit.now() / 1000);
  const from = until - RECONCILE_OVERLAP_SECONDS;
  let pageToken = "";
  let reached = until;
  let isNews = false;
  let gained = 0;
  while (gained < PAGES_PER_JOB_MAX) {
    const page = await read({ from, before: now + 1, pageToken });
    isNews ||= page.isNews;
    const isLast = !page.nextPageToken || page.nextPageToken === pageToken;
    reached = isLast ? now : Math.max(reached, ...page.times);
    await moveCursor(kit, storeId, stream, until, Math.min(reached, now - SEARCH_LAG_SECONDS), isNews);
    if (isLast) return { finished: true };
    if (reached > until && reached <= now - SEARCH_LAG_SECONDS) gained += 1;
    pageToken = page.nextPageToken;
  }
  // Though nothing of it was new.
  await moveCursor(kit, storeId, stream, until, reached, true);
  return { finished: false };
}

/** A walk that found nothing new writes nothing until its window has grown this long. */
const IDLE_WINDOW_SECONDS = 1_800;

async function moveCursor(kit: Kit, storeId: string, stream: Walk, before: number, until: number, isNews: boolean): Promise<void> {
  if (until <= before || (!isNews && until - before < IDLE_WINDOW_SECONDS)) return;
  await kit.db.run(
    sql`UPDATE cursor SET until_time = ${until} WHERE store_id = ${storeId} AND stream = ${stream} AND until_time < ${until}`,
  );
}

/** TikTok lists the latest activity first, so the list is read back to what was quiet before the cursor; what was quiet before the first cursor
 *  is the backfill's. A conversation known already may stand above one that is not: a webhook brings in the one it names. */
export async function sweepConversations(kit: Kit, shop: Shop): Promise<Walked> {
  const { store } = shop;
  const row = await kit.db.first<{ until_time: number }>(
    sql`SELECT until_time FROM cursor WHERE store_id = ${store.id} AND stream = 'conversations'`,
  );
  if (!row || !store.chat_import) return { finished: true };
  const now = Math.floor(kit.now() / 1000);
  const { found, pages, isWhole } = await listActive(kit, shop, row.until_time - RECONCILE_OVERLAP_SECONDS);
  // Oldest first: a sweep cut off has brought in what waited longest, and the next one passes over it.
  await pullConversations(kit, shop, found.reverse(), "sync");
  // A cursor that stays behind costs a page more with every twenty buyers who write.
  if (isWhole) await moveCursor(kit, store.id, "conversations", row.until_time, now - SEARCH_LAG_SECONDS, found.length > 0 || pages > 1);
  return { finished: true };
}

interface Active {
  /** Those with messages we have not seen, latest activity first. */
  found: Conversation[];
  pages: number;
  /** False when the list went on past what one sweep reads. */
  isWhole: boolean;
}

/** `since` in epoch seconds. */
async function listActive(kit: Kit, shop: Shop, since: number): Promise<Active> {
  const found: Conversation[] = [];
  let pageToken = "";
  for (let pages = 1; pages <= SWEEP_PAGES_MAX; pages += 1) {
    const answer = await shop.chat("sync", (line) => listConversations(line, pageToken));
    // One in which nobody has spoken yet says nothing about where the list stands.
    const end = answer.conversations.findIndex(({ latest }) => latest !== null && latest.createTime < since);
    const active = end === -1 ? answer.conversations : answer.conversations.slice(0, end);
    found.push(...(await withoutKnown(kit, shop.store.id, active)));
    if (end !== -1 || !answer.nextPageToken || answer.nextPageToken === pageToken) return { found, pages, isWhole: true };
    pageToken = answer.nextPageToken;
  }
  return { found, pages: SWEEP_PAGES_MAX, isWhole: false };
}

async function withoutKnown(kit: Kit, storeId: string, conversations: Conversation[]): Promise<Conversation[]> {
  if (conversations.length === 0) return [];
  const rows = await kit.db.all<{ id: string; pulled_index: string }>(
    sql`SELECT c.id, c.pulled_index FROM json_each(${JSON.stringify(conversations.map((one) => one.id))}) k
      CROSS JOIN conversation c ON c.store_id = ${storeId} AND c.id = k.value`,
  );
  const pulled = new Map(rows.map((row) => [row.id, row.pulled_index]));
  return conversations.filter(({ id, latest }) => latest !== null && isBefore(pulled.get(id) ?? "-1", latest.index));
}
