// Somebody says something: buyer, agent in Seller Center, app through the API, TikTok's robot or TikTok itself. Every word gets an
// index and is pushed as topic 14. Refuses to judge content; what the API may send is judged in wire/chat-send.ts.
import { type Core, found, seconds } from "../core/core.ts";
import { remember } from "../core/lag.ts";
import { publish } from "../webhooks/publish.ts";
import {
  type ChatRole,
  type Conversation,
  conversationOf,
  currentSession,
  type Message,
  messagesOf,
  openConversation,
} from "./conversation.ts";

interface Utterance {
  role: ChatRole;
  type: string;
  content: string;
  visible?: boolean;
  byApi?: boolean;
  agentName?: string;
}

const INDEX_DIGITS = 6;

/** Grows within its conversation and is never used twice. By the time: sixteen digits, second and running number. */
function nextIndex({ state }: Core, conversation: Conversation, now: number): number {
  const next = conversation.lastIndex + 1;
  return state.doubts.messageIndexes === "count" ? next : Math.max(next, now * 10 ** INDEX_DIGITS + 1);
}

/** The id under which a role speaks; robot and system borrow the shop's. */
export function speakerImId(core: Core, conversation: Conversation, role: ChatRole): string {
  const shop = found(core.state.shops[conversation.shopId], "shop", conversation.shopId);
  return role === "BUYER" ? conversation.buyerImUserId : role === "CUSTOMER_SERVICE" ? shop.ownerImUserId : shop.imUserId;
}

function publishMessage(core: Core, conversation: Conversation, message: Message): void {
  if (message.byApi && !core.state.doubts.pushesOwnMessages) return;
  const { id: message_id, index, type, content, createTime: create_time, visible: is_visible } = message;
  const sender = { im_user_id: speakerImId(core, conversation, message.role), role: message.role };
  const data = { content, conversation_id: conversation.id, create_time, index, is_visible, message_id, type, sender };
  publish(core, { topic: 14, shopId: conversation.shopId, data });
}

/** Topic 13 fires when an agent joins or leaves, not when a buyer opens a chat. */
function joinAgent(core: Core, conversation: Conversation): void {
  if (conversation.agentIsIn) return;
  conversation.agentIsIn = true;
  publish(core, { topic: 13, shopId: conversation.shopId, data: { conversation_id: conversation.id, create_time: seconds(core) } });
}

function noteInSession(core: Core, conversation: Conversation, role: ChatRole): void {
  const session = currentSession(core, conversation);
  const now = seconds(core);
  session.lastTime = now;
  if (role === "BUYER") session.askedTime ||= now;
  // Developer docs, "Get Customer Service Performance": automatic answers of the FAQ, which the shop gives, count.
  if ((role === "CUSTOMER_SERVICE" || role === "SHOP") && session.askedTime > 0) session.answeredTime ||= now;
}

/** The only way a word enters a conversation: indexed, remembered for lagging reads, counted into its session, pushed. */
export function say(core: Core, conversation: Conversation, said: Utterance): Message {
  const now = seconds(core);
  const index = nextIndex(core, conversation, now);
  const message: Message = {
    id: core.ids.next("message"),
    type: said.type,
    content: said.content,
    createTime: now,
    createdAt: core.now(),
    visible: said.visible ?? true,
    role: said.role,
    index: String(index),
    byApi: said.byApi ?? false,
    agentName: said.agentName ?? "",
  };
  remember(core, "conversation", conversation.shopId, conversation.id, conversation);
  const shelf = core.conversations(conversation.shopId);
  shelf.take(conversation);
  conversation.lastIndex = index;
  conversation.updateTime = Math.max(conversation.updateTime, now);
  shelf.put(conversation);
  messagesOf(core, conversation.id).push(message);
  if (said.role === "BUYER") conversation.unread++;
  noteInSession(core, conversation, said.role);
  publishMessage(core, conversation, message);
  const assigned = said.role === "BUYER" && core.state.shops[conversation.shopId]?.acceptsChat;
  if (said.role === "CUSTOMER_SERVICE" || assigned) joinAgent(core, conversation);
  core.changed();
  return message;
}

const textContent = (text: string) => JSON.stringify({ content: text });

export interface BuyerText {
  shopId: string;
  buyerId: string;
  text: string;
}

export interface BuyerMessage {
  shopId: string;
  buyerId: string;
  type: string;
  /** An object becomes JSON text; a string is sent as it stands. */
  content: unknown;
  visible?: boolean;
}

/** Opens the conversation if there is none yet. */
export const writeAsBuyer = (core: Core, input: BuyerText): Message =>
  sendAsBuyer(core, { shopId: input.shopId, buyerId: input.buyerId, type: "TEXT", content: { content: input.text } });

/** Any type, also one nobody has heard of; content that is a string goes out as it stands, broken JSON included. */
export function sendAsBuyer(core: Core, input: BuyerMessage): Message {
  found(core.state.shops[input.shopId], "shop", input.shopId);
  found(core.state.buyers[input.buyerId], "buyer", input.buyerId);
  const content = typeof input.content === "string" ? input.content : JSON.stringify(input.content);
  const said: Utterance = { role: "BUYER", type: input.type, content, visible: input.visible ?? true };
  return say(core, openConversation(core, input.shopId, input.buyerId), said);
}

export interface AgentText {
  conversationId: string;
  text: string;
  agentName?: string;
}

/** Somebody of the seller's answers in Seller Center, past every app. */
export function typeInSellerCenter(core: Core, input: AgentText): Message {
  const conversation = conversationOf(core, input.conversationId);
  conversation.unread = 0;
  return say(core, conversation, {
    role: "CUSTOMER_SERVICE",
    type: "TEXT",
    content: textContent(input.text),
    agentName: input.agentName ?? "",
  });
}

export const sayAsRobot = (core: Core, input: { conversationId: string; text: string }): Message =>
  say(core, conversationOf(core, input.conversationId), { role: "ROBOT", type: "TEXT", content: textContent(input.text) });

/** TikTok speaks: a notification everybody sees, or a hidden one (`visible: false`, as a rating prompt is). */
export function sayAsSystem(core: Core, input: { conversationId: string; text: string; type?: string; visible?: boolean }): Message {
  const said: Utterance = {
    role: "SYSTEM",
    type: input.type ?? "NOTIFICATION",
    content: textContent(input.text),
    visible: input.visible ?? true,
  };
  return say(core, conversationOf(core, input.conversationId), said);
}

/** The buyer rates the last session, 1 to 5. */
export function rateSession(core: Core, input: { conversationId: string; score: number }): void {
  const session = conversationOf(core, input.conversationId).sessions.at(-1);
  if (session) session.score = Math.min(5, Math.max(1, Math.round(input.score)));
  core.changed();
}
