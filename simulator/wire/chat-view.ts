// Conversations and messages as TikTok's answers show them. Refuses to invent a reader: content stays JSON text inside JSON.
import { type ChatRole, type Conversation, type Message, messagesOf } from "../chat/conversation.ts";
import { couponStatus } from "../chat/coupon.ts";
import { canSendTo } from "../chat/permission.ts";
import { speakerImId } from "../chat/speak.ts";
import { type Core, found } from "../core/core.ts";
import { amountText, priceText } from "../core/money.ts";
import { salePrice } from "../orders/order.ts";
import { productPicture, profilePicture } from "../pictures.ts";

function nicknameOf(core: Core, conversation: Conversation, role: ChatRole, agentName: string): string {
  const shop = found(core.state.shops[conversation.shopId], "shop", conversation.shopId);
  if (role === "BUYER") return core.state.buyers[conversation.buyerId]?.nickname ?? "";
  return role === "CUSTOMER_SERVICE" ? agentName || shop.ownerName : shop.name;
}

function senderOnWire(core: Core, conversation: Conversation, message: Message) {
  const nickname = nicknameOf(core, conversation, message.role, message.agentName);
  return {
    im_user_id: speakerImId(core, conversation, message.role),
    role: message.role,
    nickname,
    avatar: profilePicture(core.origin, nickname),
  };
}

/** Some samples of TikTok's show the size of a received image as text: a doubt. */
function contentOnWire(core: Core, message: Message): string {
  if (message.type !== "IMAGE" || !core.state.doubts.imageSizeAsText) return message.content;
  const content = JSON.parse(message.content) as Record<string, unknown>;
  return JSON.stringify({ ...content, width: String(content.width), height: String(content.height) });
}

/** What a card stands for, given with `need_data`. */
export function cardOnWire(core: Core, message: Message): string | undefined {
  if (!message.type.endsWith("_CARD") && !message.type.startsWith("BUYER_ENTER_FROM_")) return undefined;
  const content = JSON.parse(message.content) as { order_id?: string; product_id?: string; coupon_id?: string };
  const coupon = core.state.coupons[content.coupon_id ?? ""];
  if (coupon)
    return JSON.stringify({
      coupon_id: coupon.id,
      title: coupon.title,
      status: couponStatus(core, coupon),
      begin_time: coupon.beginTime,
      end_time: coupon.endTime,
    });
  const order = core.state.orders[content.order_id ?? ""];
  const line = order?.lines[0];
  if (order && line && message.type === "LOGISTICS_CARD") return JSON.stringify({ packages: logisticsOnWire(core, order) });
  if (order && line) {
    const { productId: product_id, productName: product_name } = line;
    const paid_price = priceText(salePrice(line), order.currency);
    const product_image = productPicture(core.origin, product_name);
    return JSON.stringify({
      order_id: order.id,
      order_status: order.status,
      product_id,
      product_name,
      product_image,
      paid_price,
      quantity: order.lines.length,
    });
  }
  const product = core.state.products[content.product_id ?? ""];
  if (!product) return undefined;
  const currency = core.state.shops[product.shopId]?.currency ?? "USD";
  const prices = product.skus.map((sku) => sku.price);
  return JSON.stringify({
    product_id: product.id,
    product_name: product.title,
    product_image: productPicture(core.origin, product.title),
    lowest_price: amountText(Math.min(...prices), currency),
    highest_price: amountText(Math.max(...prices), currency),
    currency,
  });
}

function logisticsOnWire(core: Core, order: Core["state"]["orders"][string]) {
  return order.packageIds.flatMap((id) => {
    const parcel = core.state.packages[id];
    const line = order.lines.find((one) => one.packageId === id);
    if (!parcel || !line) return [];
    return [
      {
        package_id: id,
        product_name: line.productName,
        product_image: productPicture(core.origin, line.productName),
        paid_price: priceText(salePrice(line), order.currency),
        quantity: parcel.lineIds.length,
        tracking_number: parcel.trackingNumber,
        shipping_provider_name: parcel.providerName,
        tracking: parcel.events.map((event) => ({ description: event.text, update_time_millis: event.at })),
      },
    ];
  });
}

/** One line a person can read, for `need_plaintext` and the panel. */
export function plainText(message: Message): string {
  let content: Record<string, unknown> = {};
  try {
    content = JSON.parse(message.content) as Record<string, unknown>;
  } catch {
    // A test may send content that is not JSON; it is shown as it is.
    return message.content;
  }
  if (typeof content.content === "string") return content.content;
  const named = content.order_id ?? content.product_id ?? content.url ?? content.coupon_id;
  return typeof named === "string" ? `[${message.type}] ${named}` : `[${message.type}]`;
}

export interface MessageView {
  data: boolean;
  plaintext: boolean;
}

/** `data` and `plaintext` come only when asked for, as newer versions of Get Conversation Messages have it. */
export function messageOnWire(core: Core, conversation: Conversation, message: Message, view: MessageView): Record<string, unknown> {
  const data = view.data ? cardOnWire(core, message) : undefined;
  return {
    id: message.id,
    type: message.type,
    content: contentOnWire(core, message),
    create_time: message.createTime,
    is_visible: message.visible,
    index: message.index,
    sender: senderOnWire(core, conversation, message),
    ...(data === undefined ? {} : { data }),
    ...(view.plaintext ? { plaintext: plainText(message) } : {}),
  };
}

/** Buyer and shop, and an agent once one has joined. */
function participantsOnWire(core: Core, conversation: Conversation) {
  const shop = found(core.state.shops[conversation.shopId], "shop", conversation.shopId);
  const roles: ChatRole[] = conversation.agentIsIn ? ["BUYER", "SHOP", "CUSTOMER_SERVICE"] : ["BUYER", "SHOP"];
  return roles.map((role) => {
    const nickname = nicknameOf(core, conversation, role, "");
    const userId = role === "BUYER" ? conversation.buyerId : role === "SHOP" ? shop.id : `${shop.id.slice(0, -2)}77`;
    return {
      im_user_id: speakerImId(core, conversation, role),
      user_id: userId,
      role,
      nickname,
      avatar: profilePicture(core.origin, nickname),
    };
  });
}

/** What had been said by `moment`; null is now. */
export const messagesBy = (core: Core, conversation: Conversation, moment: number | null): Message[] => {
  const all = messagesOf(core, conversation.id);
  return moment === null ? all : all.filter((message) => message.createdAt <= moment);
};

/** Without its latest message, which the list adds and the single read does not have. */
export function conversationOnWire(core: Core, conversation: Conversation, sessionId: boolean): Record<string, unknown> {
  const participants = participantsOnWire(core, conversation);
  const session = conversation.sessions.at(-1);
  return {
    id: conversation.id,
    participant_count: participants.length,
    participants,
    can_send_message: canSendTo(core, conversation),
    unread_count: conversation.unread,
    create_time: conversation.createTime,
    ...(sessionId && session ? { cur_session_id: session.id } : {}),
  };
}
