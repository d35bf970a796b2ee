/** What a webhook names, pulled: orders, a conversation, a product, a consent. The same verbs serve the queue, which is the guarantee, and the
 *  door's head start, which only makes a buyer's message arrive sooner. */
import { sql } from "drizzle-orm";
import { pullAftersales } from "../aftersales/pull.ts";
import type { Kit } from "../env.ts";
import { pullInbounds } from "../fbt/inbound.ts";
import { hasFbtScope, pullStock } from "../fbt/pull.ts";
import { mirrorSkus } from "../inventory/mirror.ts";
import type { NotifiedJob, StoreJob } from "../jobs.ts";
import type { Poke } from "../mailbox/mailbox-room.ts";
import { pullOrders } from "../orders/pull.ts";
import { clearFailed, recordFailed } from "../stores/failed.ts";
import { openShop, type Shop } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { pullConversation } from "../tickets/mirror.ts";
import { listShops } from "../tiktok/authorization.ts";
import type { Conversation } from "../tiktok/chat.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { findProduct } from "../tiktok/products.ts";

/** Pulls that one isolate may start from the door at a time; the queue has the rest anyway. */
const HEAD_STARTS_MAX = 6;
/** An invocation may be cut off and never say that it ended. */
const HEAD_START_MS_MAX = 30_000;
let headStarts: number[] = [];

export function pullNow(kit: Kit, job: NotifiedJob): void {
  const startedAt = kit.now();
  headStarts = headStarts.filter((at) => startedAt - at < HEAD_START_MS_MAX);
  if (job.topic !== "conversation" || headStarts.length >= HEAD_STARTS_MAX) return;
  headStarts.push(startedAt);
  const pull = async () => {
    try {
      const store = await findStoreOfShop(kit, job.shop);
      const [conversation] = job.ids;
      if (store && conversation) await pullConversation(kit, openShop(kit, store), conversation, { caller: "sync", index: job.index });
    } catch {
      // The queue has the same job: it will say what is wrong.
    } finally {
      headStarts.splice(headStarts.indexOf(startedAt), 1);
    }
  };
  kit.later(pull());
}

async function findStoreOfShop(kit: Kit, shopId: string): Promise<StoreRow | null> {
  return kit.db.first<StoreRow>(sql`SELECT * FROM store WHERE shop_id = ${shopId} AND state = 'connected'`);
}

/** Browsers that show this store ask again. */
export async function poke(kit: Kit, news: Poke): Promise<void> {
  await kit.env.MAILBOX.getByName("mailbox").poke(news);
}

/** A walk's share of conversations, in this order. One that TikTok refuses, or that we cannot read, is written down and keeps nobody waiting. */
export async function pullConversations(kit: Kit, shop: Shop, some: Conversation[], caller: "sync" | "backfill"): Promise<void> {
  const failed: { id: string; reason: string }[] = [];
  for (const known of some) {
    try {
      await pullConversation(kit, shop, known.id, { caller, known });
    } catch (failure) {
      if (!(failure instanceof TikTokFailure) || (failure.verdict !== "rejected" && failure.verdict !== "bug")) throw failure;
      failed.push({ id: known.id, reason: `${failure.code ?? ""} ${failure.words}`.trim() });
    }
  }
  await recordFailed(kit, shop.store.id, "conversation", failed);
  const done = some.filter(({ id }) => !failed.some((one) => one.id === id));
  await clearFailed(
    kit,
    shop.store.id,
    "conversation",
    done.map(({ id }) => id),
  );
}

export async function pullProduct(kit: Kit, shop: Shop, productId: string): Promise<void> {
  const skus = await shop.call("sync", (line) => findProduct(line, productId));
  await kit.db.run(...mirrorSkus(shop.store.id, skus));
}

/** TikTok said something about the consent itself: asking with it shows whether it still lives, and finds out if it does not. */
async function checkConsent(shop: Shop): Promise<void> {
  await shop.call("sync", (line) => listShops({ ...line, cipher: undefined }));
}

/** TikTok named the seller and no shop: each store that lives on this consent asks for itself, and one that cannot is tried again by itself. */
export async function nameSellersStores(kit: Kit, job: NotifiedJob): Promise<void> {
  const stores = await kit.db.all<StoreRow>(
    sql`SELECT s.* FROM tiktok_app t CROSS JOIN authorization a ON a.region = t.region AND a.open_id = ${job.seller}
      CROSS JOIN store s ON s.authorization_id = a.id WHERE t.app_key = ${job.app} AND s.state = 'connected' AND ${hasFbtScope}`,
  );
  for (const store of stores) {
    try {
      await doNotified(kit, openShop(kit, store), job);
    } catch {
      // The job of its own says what is wrong with this store; the others are not held up.
      await kit.env.LIVE.send(againFor(store.id, job));
    }
  }
}

const againFor = (store: string, { topic, ids }: NotifiedJob): StoreJob =>
  topic === "fbt-inbound" ? { do: "pull-fbt-inbounds", store, inbounds: ids } : { do: "pull-fbt-stock", store, goods: ids };

export async function doNotified(kit: Kit, shop: Shop, job: NotifiedJob): Promise<void> {
  const [first] = job.ids;
  switch (job.topic) {
    case "orders":
      await pullOrders(kit, shop, job.ids);
      return;
    case "aftersales":
      // The order shows what became of it: its units, and whether the buyer still asks.
      await pullOrders(kit, shop, job.ids);
      if (shop.store.orders_import) await pullAftersales(kit, shop, job.ids);
      return;
    case "conversation":
      if (first && shop.store.chat_import) await pullConversation(kit, shop, first, { caller: "sync", index: job.index });
      return;
    case "product":
      if (first) await pullProduct(kit, shop, first);
      return;
    case "authorization":
      return checkConsent(shop);
    case "fbt-stock":
      return pullStock(kit, shop, job.ids);
    case "fbt-inbound":
      return pullInbounds(kit, shop, job.ids);
  }
}
