/** Conversations that were emptied, because their buyer was erased or their time was over: what was said until then stays out, whoever tells it
 *  again; who writes again afterwards is a buyer as any other, from those words on. */
import type { Kit } from "../env.ts";
import { findErased } from "../stores/erased.ts";
import type { StoreRow } from "../stores/table.ts";
import type { Conversation } from "../tiktok/chat.ts";
import type { ConversationRow } from "./table.ts";

/** Until when what was said is nobody's any more, in epoch milliseconds; null where nothing was ever taken out. */
export async function goneUntil(
  kit: Kit,
  store: StoreRow,
  row: Pick<ConversationRow, "person_gone_at"> | null,
  conversation: Conversation | null,
): Promise<number | null> {
  if (row) return row.person_gone_at;
  const buyerId = conversation?.buyer.userId ?? null;
  if (store.erased_at === null || buyerId === null) return null;
  return (await findErased(kit, [buyerId])).get(buyerId) ?? null;
}

/** Nothing of its buyer is held any more, and they have not written since. */
export const isNobodys = (row: Pick<ConversationRow, "person_gone_at" | "buyer_name">) =>
  row.person_gone_at !== null && row.buyer_name === "";

export const withoutBuyer = (known: Conversation): Conversation => ({
  ...known,
  buyer: { userId: null, nickname: "", avatarUrl: null },
});
