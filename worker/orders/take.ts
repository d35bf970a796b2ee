/** Orders as TikTok tells of them, taken in whole: mirrored, and where a store keeps its shelves here, settled at once. What is cut off between
 *  the two stays named as due. */
import { writeBack } from "../archive/back.ts";
import type { Kit } from "../env.ts";
import type { StoreRow } from "../stores/table.ts";
import type { TikTokOrder } from "../tiktok/orders.ts";
import { isByTikTok } from "./facts.ts";
import { findMissed, nameImported } from "./fbt.ts";
import { type MirrorResult, mirrorOrders } from "./mirror.ts";
import { settleOrders } from "./settle.ts";
import { type OrderRef, restage } from "./stage.ts";

type Imports = Pick<StoreRow, "orders_import" | "fbt_import">;

/** Orders that TikTok ships come in by a switch of their own. */
export const wantsOrders = (store: Imports) => store.orders_import === 1 || store.fbt_import === 1;

export const wantedOf = (store: Imports, raws: TikTokOrder[]): TikTokOrder[] => (store.orders_import ? raws : raws.filter(isByTikTok));

/** `sentAt`: epoch milliseconds at which the request that brought these orders left. */
export async function takeOrders(kit: Kit, store: StoreRow, raws: TikTokOrder[], sentAt: number): Promise<MirrorResult> {
  const result = await mirrorOrders(kit, store, raws, sentAt);
  if (result.asksSplits) await kit.env.LIVE.send({ do: "ask-splits", store: store.id });
  if ((store.stock_managed || store.fbt_import) && result.changed.length > 0) await settleOrders(kit, result.changed);
  const theirs = store.fbt_import ? refsOf(raws) : [];
  const missed = theirs.length > 0 ? await kit.db.all<OrderRef>(findMissed(store.id, theirs)) : [];
  if (missed.length > 0) await importRefs(kit, store, missed);
  return result;
}

const refsOf = (raws: TikTokOrder[]): OrderRef[] => raws.filter(isByTikTok).map(({ create_time: t, id }) => ({ t, id }));

async function importRefs(kit: Kit, store: StoreRow, refs: OrderRef[]): Promise<void> {
  const ids = refs.map(({ id }) => id);
  await writeBack(
    kit,
    () => kit.db.run(...restage(store.id, refs, kit.now()), nameImported(store.id, refs, kit.now())),
    async () => ids,
  );
  await settleOrders(kit, ids);
}

/** For a store that has just begun to import orders TikTok ships: those that were here before, as the past, have not changed at TikTok. */
export async function takeImported(kit: Kit, store: StoreRow, raws: TikTokOrder[], sentAt: number): Promise<MirrorResult> {
  const result = await takeOrders(kit, store, wantedOf(store, raws), sentAt);
  const refs = refsOf(raws);
  if (refs.length > 0) await importRefs(kit, store, refs);
  return result;
}
