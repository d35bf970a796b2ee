/** Buyer conversations. `content` is a JSON text inside JSON, both ways; indexes grow within a conversation but have gaps.
 *  https://partner.tiktokshop.com/docv2/page/customer-service-api-overview and the pages of each call. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { id, listOf, optionalId, text } from "./fields.ts";

const CONVERSATIONS_PER_PAGE_MAX = 20;
const MESSAGES_PER_PAGE_MAX = 10;
export const TEXT_CHARACTERS_MAX = 2000;
export const IMAGE_BYTES_MAX = 10 * 1024 * 1024;

const ROLES = ["BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT"] as const;
export type Role = (typeof ROLES)[number];

const sender = z.object({ im_user_id: optionalId, role: text, nickname: text, avatar: text });

const message = z.object({
  id,
  type: z.string(),
  content: z.string().nullish(),
  create_time: z.coerce.number().int(),
  index: id,
  is_visible: z.boolean().nullish(),
  sender: sender.nullish(),
});

export interface ChatMessage {
  id: string;
  type: string;
  /** What TikTok wrote, decoded once; an object for every known type. */
  content: Record<string, unknown>;
  /** Epoch seconds. */
  createTime: number;
  index: string;
  isVisible: boolean;
  role: Role;
  nickname: string | null;
}

const participant = z.object({ im_user_id: optionalId, user_id: optionalId, role: text, nickname: text, avatar: text });

const conversation = z.object({
  id,
  can_send_message: z.boolean().nullish(),
  unread_count: z.coerce.number().nullish(),
  create_time: z.coerce.number().nullish(),
  participants: listOf(participant),
  latest_message: message.nullish(),
});

export interface Conversation {
  id: string;
  canSend: boolean;
  unread: number;
  buyer: { userId: string | null; nickname: string; avatarUrl: string | null };
  latest: { index: string; createTime: number; role: Role } | null;
}

export interface ConversationPage {
  conversations: Conversation[];
  nextPageToken: string;
}

/** Latest activity first. There is no filter by time: whoever sweeps stops at the first conversation it already knows. */
export async function listConversations(shop: Line, pageToken: string): Promise<ConversationPage> {
  const query: Record<string, string> = { page_size: String(CONVERSATIONS_PER_PAGE_MAX) };
  if (pageToken) query.page_token = pageToken;
  const { data } = await callTikTok(shop, { method: "GET", path: "/customer_service/202309/conversations", query });
  const page = z.object({ conversations: listOf(conversation), next_page_token: z.string().nullish() }).parse(data);
  return { conversations: page.conversations.map(readConversation), nextPageToken: page.next_page_token ?? "" };
}

export async function findConversation(shop: Line, conversationId: string): Promise<Conversation> {
  const { data } = await callTikTok(shop, { method: "GET", path: `/customer_service/202601/conversations/${conversationId}` });
  return readConversation(z.object({ conversation }).parse(data).conversation);
}

export interface MessagePage {
  messages: ChatMessage[];
  nextPageToken: string;
}

/** Newest first, MESSAGES_PER_PAGE_MAX at a time. */
export async function listMessages(shop: Line, conversationId: string, pageToken: string): Promise<MessagePage> {
  const query: Record<string, string> = { page_size: String(MESSAGES_PER_PAGE_MAX), sort_order: "DESC", sort_field: "create_time" };
  if (pageToken) query.page_token = pageToken;
  const path = `/customer_service/202309/conversations/${conversationId}/messages`;
  const { data } = await callTikTok(shop, { method: "GET", path, query });
  const page = z.object({ messages: listOf(message), next_page_token: z.string().nullish() }).parse(data);
  return { messages: page.messages.map(readMessage), nextPageToken: page.next_page_token ?? "" };
}

/** Answers the id TikTok gave the message. TikTok takes no idempotency key: whoever repeats a send that may have arrived writes twice. */
export async function sendMessage(shop: Line, conversationId: string, type: string, content: Record<string, unknown>): Promise<string> {
  const path = `/customer_service/202309/conversations/${conversationId}/messages`;
  const { data } = await callTikTok(shop, { method: "POST", path, body: { type, content: JSON.stringify(content) } });
  return z.object({ message_id: id }).parse(data).message_id;
}

/** Opens the one conversation of a shop and a buyer, or answers the one there is. */
export async function openConversation(shop: Line, buyerUserId: string): Promise<string> {
  const body = { buyer_user_id: buyerUserId };
  const { data } = await callTikTok(shop, { method: "POST", path: "/customer_service/202309/conversations", body });
  return z.object({ conversation_id: id }).parse(data).conversation_id;
}

export interface UploadedImage {
  url: string;
  width: number;
  height: number;
}

export async function uploadImage(shop: Line, image: Blob): Promise<UploadedImage> {
  const form = new FormData();
  form.append("data", image, "image");
  const { data } = await callTikTok(shop, { method: "POST", path: "/customer_service/202309/images/upload", form });
  return z.object({ url: z.string(), width: z.coerce.number(), height: z.coerce.number() }).parse(data);
}

/** Without it TikTok does not hand chats to the shop's owner, whom the API speaks as. */
export async function acceptChats(shop: Line): Promise<void> {
  await callTikTok(shop, { method: "PUT", path: "/customer_service/202309/agents/settings", body: { can_accept_chat: true } });
}

function readMessage(row: z.infer<typeof message>): ChatMessage {
  return {
    id: row.id,
    type: row.type,
    content: decodeContent(row.content ?? ""),
    createTime: row.create_time,
    index: row.index,
    isVisible: row.is_visible !== false,
    role: roleOf(row.sender?.role),
    nickname: row.sender?.nickname ?? null,
  };
}

/** TikTok adds roles without notice; an unknown one is nobody's reply and nobody's question. */
const roleOf = (role: string | null | undefined): Role => ROLES.find((known) => known === role) ?? "SYSTEM";

function decodeContent(content: string): Record<string, unknown> {
  try {
    const decoded: unknown = JSON.parse(content);
    return typeof decoded === "object" && decoded !== null ? (decoded as Record<string, unknown>) : { content };
  } catch {
    return { content };
  }
}

function readConversation(row: z.infer<typeof conversation>): Conversation {
  const buyer = row.participants.find((one) => one.role === "BUYER");
  const latest = row.latest_message;
  return {
    id: row.id,
    canSend: row.can_send_message !== false,
    unread: row.unread_count ?? 0,
    buyer: { userId: buyer?.user_id ?? null, nickname: buyer?.nickname ?? "", avatarUrl: buyer?.avatar ?? null },
    latest: latest ? { index: latest.index, createTime: latest.create_time, role: roleOf(latest.sender?.role) } : null,
  };
}
