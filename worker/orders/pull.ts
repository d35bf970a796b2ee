/** Orders by name, brought in as they are at TikTok now. What a webhook names comes through here, and so does what an act of ours has changed:
 *  no act edits the mirror. */
import type { Kit } from "../env.ts";
import { clearFailed, recordFailed } from "../stores/failed.ts";
import type { Caller, Shop } from "../stores/shop.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { findOrders, ORDERS_PER_DETAIL_MAX } from "../tiktok/orders.ts";
import { takeOrders, wantedOf, wantsOrders } from "./take.ts";

/** Answers the orders that were new or had changed. */
export async function pullOrders(kit: Kit, shop: Shop, ids: string[], caller: Caller = "sync"): Promise<string[]> {
  if (!wantsOrders(shop.store)) return [];
  const all: string[] = [];
  for (let at = 0; at < ids.length; at += ORDERS_PER_DETAIL_MAX) {
    const some = ids.slice(at, at + ORDERS_PER_DETAIL_MAX);
    const sentAt = kit.now();
    const page = await shop.call(caller, (line) => findOrders(line, some));
    const { changed, broken } = await takeOrders(kit, shop.store, wantedOf(shop.store, page.orders), sentAt);
    await recordFailed(kit, shop.store.id, "order", [...page.broken, ...broken]);
    const read = page.orders.map((order) => order.id).filter((id) => !broken.some((one) => one.id === id));
    await clearFailed(kit, shop.store.id, "order", read);
    if (changed.length > 0) await kit.env.MAILBOX.getByName("mailbox").poke({ store: shop.store.id, orders: changed });
    all.push(...changed);
  }
  return all;
}

/** After an act: at once, because somebody waits to see it, and by the queue, because this pull may fail. */
export async function pullAfterAct(kit: Kit, shop: Shop, ids: string[]): Promise<void> {
  await kit.env.LIVE.send({ do: "pull-orders", store: shop.store.id, orders: ids });
  try {
    await pullOrders(kit, shop, ids, "person");
  } catch (failure) {
    // What was done is done; the queue will find out how it looks.
    if (!(failure instanceof TikTokFailure)) throw failure;
  }
}
