// Who may write to whom: TikTok lets a shop write only where there was a chat, an order or a return recently enough.
// Refuses quota and words; those are judged where a message is sent.
import { type Core, seconds, talkKey } from "../core/core.ts";
import { type Conversation, conversationBetween, messagesOf } from "./conversation.ts";

const DAY_SECONDS = 86_400;
/** Developer docs, "Send message": a chat within 30 days, or an order within 60, or any return or refund. */
const CHAT_DAYS = 30;
const ORDER_DAYS = 60;
const ANSWER_DAYS = 7;

function hasRecentOrder(core: Core, shopId: string, buyerId: string): boolean {
  const last = core.bought.get(talkKey(shopId, buyerId))?.at(-1);
  const order = last === undefined ? undefined : core.state.orders[last];
  return order !== undefined && order.createTime >= seconds(core) - ORDER_DAYS * DAY_SECONDS;
}

const hasReturned = (core: Core, shopId: string, buyerId: string) => core.state.shops[shopId]?.returnBuyerIds.includes(buyerId) ?? false;

function lastContact(core: Core, conversation: Conversation): number {
  const spoken = messagesOf(core, conversation.id).findLast((message) => message.role === "BUYER" || message.role === "CUSTOMER_SERVICE");
  return spoken?.createTime ?? (core.state.doubts.creatingIsContact ? conversation.createTime : 0);
}

/** `can_send_message` of the wire; a doubt narrows it to buyers who wrote within seven days, as one official summary has it. */
export function canSendTo(core: Core, conversation: Conversation): boolean {
  const { shopId, buyerId } = conversation;
  const now = seconds(core);
  if (core.state.doubts.sevenDayWindow) {
    const asked = messagesOf(core, conversation.id).findLast((message) => message.role === "BUYER");
    return asked !== undefined && asked.createTime >= now - ANSWER_DAYS * DAY_SECONDS;
  }
  return (
    lastContact(core, conversation) >= now - CHAT_DAYS * DAY_SECONDS ||
    hasRecentOrder(core, shopId, buyerId) ||
    hasReturned(core, shopId, buyerId)
  );
}

/** Whether a shop may open a conversation with the buyer at all. */
export function canOpenWith(core: Core, shopId: string, buyerId: string): boolean {
  const hasBought = (core.bought.get(talkKey(shopId, buyerId))?.length ?? 0) > 0;
  return hasBought || hasReturned(core, shopId, buyerId) || conversationBetween(core, shopId, buyerId) !== undefined;
}
