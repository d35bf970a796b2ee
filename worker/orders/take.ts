/** Orders as TikTok tells of them, taken in whole: mirrored, and where the store's stock is managed here, settled at once. What is cut off between
 *  the two stays named as due. */
import type { Kit } from "../env.ts";
import type { StoreRow } from "../stores/table.ts";
import type { TikTokOrder } from "../tiktok/orders.ts";
import { type MirrorResult, mirrorOrders } from "./mirror.ts";
import { settleOrders } from "./settle.ts";

/** `sentAt`: epoch milliseconds at which the request that brought these orders left. */
export async function takeOrders(kit: Kit, store: StoreRow, raws: TikTokOrder[], sentAt: number): Promise<MirrorResult> {
  const result = await mirrorOrders(kit, store, raws, sentAt);
  if (store.stock_managed && result.changed.length > 0) await settleOrders(kit, result.changed);
  return result;
}
