// Speaking through the API: opening a conversation, sending a message, uploading an image. Refuses what TikTok refuses: strangers,
// words that lead elsewhere, cards of things that are not the shop's, more than two thousand characters.
import { type Conversation, conversationBetween, openConversation } from "../chat/conversation.ts";
import { isForChat, takeCouponTurn } from "../chat/coupon.ts";
import { canOpenWith, canSendTo } from "../chat/permission.ts";
import { say } from "../chat/speak.ts";
import { fileAddress, keepFile } from "../files.ts";
import { conversationOfCall } from "./chat-read.ts";
import { badParameter, businessFailure, WireFailure } from "./failure.ts";
import { sniffImage } from "./image.ts";
import { objectIn, parsed, requiredText } from "./input.ts";
import type { Call, Route } from "./route.ts";

const TEXT_LENGTH_MAX = 2_000;
const IMAGE_BYTES_MAX = 10 * 1024 * 1024;

type Content = Record<string, unknown>;
type Judge = (call: Call, conversation: Conversation, content: Content) => void;

const invalidCard = (call: Call) => businessFailure(call.core, 45101002, "The card is invalid.");

function textIn(content: Content, name: string): string {
  const value = content[name];
  if (typeof value !== "string" || value === "") throw badParameter(`Invalid request: content.${name} is a required field`);
  return value;
}

const judgeText: Judge = (call, _conversation, content) => {
  const words = textIn(content, "content");
  if (Array.from(words).length > TEXT_LENGTH_MAX)
    throw badParameter(`Invalid request: content.content takes at most ${TEXT_LENGTH_MAX} characters`);
  const low = words.toLowerCase();
  if (call.core.state.sensitiveWords.some((word) => low.includes(word)))
    throw businessFailure(call.core, 45101006, "The message contains sensitive content.");
};

const judgeImage: Judge = (_call, _conversation, content) => {
  textIn(content, "url");
  for (const side of ["width", "height"])
    if (typeof content[side] !== "number") throw badParameter(`Invalid request: content.${side} must be an integer`);
};

const judgeOrder: Judge = (call, conversation, content) => {
  const order = call.core.state.orders[textIn(content, "order_id")];
  if (order?.shopId !== conversation.shopId || order.buyerId !== conversation.buyerId) throw invalidCard(call);
};

const judgeProduct: Judge = (call, conversation, content) => {
  const product = call.core.state.products[textIn(content, "product_id")];
  if (product?.shopId !== conversation.shopId || product.status !== "ACTIVATE") throw invalidCard(call);
};

/** After-sale eligible: delivered and not yet completed. */
const judgeReturn: Judge = (call, conversation, content) => {
  judgeOrder(call, conversation, content);
  const order = call.core.state.orders[textIn(content, "order_id")];
  const skuId = textIn(content, "sku_id");
  if (order?.status !== "DELIVERED" || !order.lines.some((line) => line.skuId === skuId)) throw invalidCard(call);
};

/** Of a parcel that exists; without a package, of all the order's. */
const judgeParcel: Judge = (call, conversation, content) => {
  judgeOrder(call, conversation, content);
  const packages = call.core.state.orders[textIn(content, "order_id")]?.packageIds ?? [];
  const named = content.package_id === undefined ? packages[0] : textIn(content, "package_id");
  if (named === undefined || !packages.includes(named)) throw invalidCard(call);
};

const judgeCoupon: Judge = (call, conversation, content) => {
  const coupon = call.core.state.coupons[textIn(content, "coupon_id")];
  if (coupon?.shopId !== conversation.shopId) throw invalidCard(call);
  if (!isForChat(call.core, coupon)) throw businessFailure(call.core, 45111017, "The coupon is not eligible.");
  if (!takeCouponTurn(call.core, coupon.shopId)) throw businessFailure(call.core, 45111012, "Coupon cards are sent too often.");
};

/** A video is sent by its `vid`, and no documented call gives one. */
const judgeVideo: Judge = (call) => {
  throw businessFailure(call.core, 45111001, "This message is not supported.");
};

const JUDGES: Record<string, Judge> = {
  TEXT: judgeText,
  IMAGE: judgeImage,
  ORDER_CARD: judgeOrder,
  LOGISTICS_CARD: judgeParcel,
  PRODUCT_CARD: judgeProduct,
  RETURN_REFUND_CARD: judgeReturn,
  COUPON_CARD: judgeCoupon,
  VIDEO: judgeVideo,
};

function sendMessage(call: Call) {
  const { core } = call;
  const conversation = conversationOfCall(call);
  const type = requiredText(call, "type");
  const judge = JUDGES[type];
  if (!judge) throw businessFailure(core, 45111001, "This message type is not supported.");
  const written = requiredText(call, "content");
  const failure = badParameter("Invalid request: content must be a JSON string");
  const content = objectIn(parsed(written, failure), "content");
  if (!content) throw failure;
  if (!canSendTo(core, conversation)) throw businessFailure(core, 45109001, "conversation rules forbid sending");
  judge(call, conversation, content);
  const message = say(core, conversation, { role: core.state.doubts.apiMessageRole, type, content: written, byApi: true });
  return { message_id: message.id };
}

/** The old conversation is handed back and reopened; there is never a second with the same buyer. */
function createConversation(call: Call) {
  const { core, shop } = call;
  const buyerId = requiredText(call, "buyer_user_id");
  const known = conversationBetween(core, shop.id, buyerId);
  if (!known && (!core.state.buyers[buyerId] || !canOpenWith(core, shop.id, buyerId)))
    throw businessFailure(core, 45109003, "conversation rules forbid creating");
  return { conversation_id: openConversation(core, shop.id, buyerId).id };
}

function uploadImage(call: Call) {
  const { core } = call;
  const part = call.form?.get("data");
  if (!(part instanceof Uint8Array)) throw badParameter("Invalid request: data is a required field");
  if (part.length > IMAGE_BYTES_MAX) throw new WireFailure(36009021, "The file is too large.", 400);
  const facts = sniffImage(part);
  if (!facts) throw businessFailure(core, 45101008, "The image cannot be read: jpg, gif, webp and png are supported.");
  const file = keepFile(core, part, facts);
  return { url: fileAddress(core, file), width: facts.width, height: facts.height };
}

const CHAT = { scope: "seller.customer_service", cipher: true, versions: ["202309"], method: "POST" } as const;

/** Of these only sending counts against the daily quota. */
export const CHAT_SEND_ROUTES: Route[] = [
  { ...CHAT, name: "chat.create", path: "/customer_service/{v}/conversations", run: createConversation },
  { ...CHAT, name: "chat.send", path: "/customer_service/{v}/conversations/{conversation_id}/messages", chatQuota: true, run: sendMessage },
  { ...CHAT, name: "chat.upload", path: "/customer_service/{v}/images/upload", multipart: true, run: uploadImage },
];
