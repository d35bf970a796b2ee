// Reading chat: the list of conversations, one conversation, its messages, marking as read. Refuses pages larger than TikTok's, which
// are twenty conversations and ten messages.
import type { Conversation, Message } from "../chat/conversation.ts";
import { conversationOnWire, messageOnWire, messagesBy } from "./chat-view.ts";
import { businessFailure } from "./failure.ts";
import { oneOf, pageSize } from "./input.ts";
import { issueToken, momentOf, readToken, searchPage, subjectOf } from "./paging.ts";
import type { Call, Route } from "./route.ts";

const CONVERSATIONS_MAX = 20;
const MESSAGES_MAX = 10;

const isTrue = (call: Call, name: string) => call.query.get(name) === "true";

/** The conversation of the path, if it is this shop's. */
export function conversationOfCall(call: Call): Conversation {
  const conversation = call.core.state.conversations[call.params.conversation_id ?? ""];
  if (!conversation) throw businessFailure(call.core, 45101003, "The conversation does not exist.");
  if (conversation.shopId !== call.shop.id) throw businessFailure(call.core, 45102007, "No permission on this conversation.");
  return conversation;
}

function withLatest(call: Call, conversation: Conversation, moment: number | null) {
  const latest = messagesBy(call.core, conversation, moment).at(-1);
  const sessionId = isTrue(call, "need_session_id");
  const shown = conversationOnWire(call.core, conversation, sessionId);
  return latest ? { ...shown, latest_message: messageOnWire(call.core, conversation, latest, { data: false, plaintext: false }) } : shown;
}

/** Latest activity first. There is no filter by time: a caller pages until nothing is new. */
function listConversations(call: Call) {
  const page = searchPage<Conversation>(call, {
    noun: "conversation",
    shelf: call.core.conversations(call.shop.id),
    by: call.core.state.doubts.conversationOrder === "latest_first" ? "updateTime" : "createTime",
    descending: true,
    size: pageSize(call, CONVERSATIONS_MAX),
    windows: [],
  });
  return { next_page_token: page.next, conversations: page.rows.map((conversation) => withLatest(call, conversation, page.moment)) };
}

function readConversation(call: Call) {
  return { conversation: conversationOnWire(call.core, conversationOfCall(call), isTrue(call, "need_session_id")) };
}

/** More than ten a page is refused or cut: a doubt. */
function messagesSize(call: Call): number {
  const asked = Number(call.query.get("page_size") ?? Number.NaN);
  if (asked > MESSAGES_MAX && call.core.state.doubts.messagesPageOversize === "clamp") return MESSAGES_MAX;
  return pageSize(call, MESSAGES_MAX);
}

const UNHEARD = { type: "HOLOGRAM_CARD", content: JSON.stringify({ hologram_id: "1" }) };

const isBefore = (index: string, other: string) => BigInt(index) < BigInt(other);

function listMessages(call: Call) {
  const { core } = call;
  const conversation = conversationOfCall(call);
  const size = messagesSize(call);
  const descending = oneOf(call, "sort_order", ["ASC", "DESC"], "DESC") === "DESC";
  // The index grows with the time, so that both are one order.
  oneOf(call, "sort_field", ["create_time", "index"], "create_time");
  const all = messagesBy(core, conversation, momentOf(call));
  const place = readToken(call);
  const ordered = descending ? all.toReversed() : all;
  const start = place
    ? ordered.findIndex((message) => (descending ? isBefore(message.index, place.id) : isBefore(place.id, message.index)))
    : 0;
  const rows = start < 0 ? [] : ordered.slice(start, start + size);
  const last = rows.at(-1);
  const next = last && start + rows.length < ordered.length ? issueToken(call, { time: last.createTime, id: last.index }, 1) : "";
  const view = { data: isTrue(call, "need_data"), plaintext: isTrue(call, "need_plaintext") };
  const odd = (message: Message) => (core.faults.strike("unknown_message", subjectOf(call)) ? { ...message, ...UNHEARD } : message);
  return {
    next_page_token: next,
    unsupported_msg_tips: "Please view this message in Seller Center.",
    messages: rows.map((message) => messageOnWire(core, conversation, odd(message), view)),
  };
}

/** Reading does not clear the unread count; only this does. */
function markRead(call: Call) {
  const conversation = conversationOfCall(call);
  conversation.unread = 0;
  call.core.changed();
  return {};
}

const CHAT = { scope: "seller.customer_service", cipher: true, versions: ["202309"], chatQuota: true } as const;
const CONVERSATION = "/customer_service/{v}/conversations/{conversation_id}";

/** Developer docs, "Customer service": all four count against the daily quota. */
export const CHAT_READ_ROUTES: Route[] = [
  {
    ...CHAT,
    name: "chat.list",
    method: "GET",
    path: "/customer_service/{v}/conversations",
    query: ["need_session_id"],
    run: listConversations,
  },
  { ...CHAT, name: "chat.one", method: "GET", path: CONVERSATION, versions: ["202601"], query: ["need_session_id"], run: readConversation },
  {
    ...CHAT,
    name: "chat.messages",
    method: "GET",
    path: `${CONVERSATION}/messages`,
    query: ["need_data", "need_plaintext", "time_zone"],
    run: listMessages,
  },
  { ...CHAT, name: "chat.read", method: "POST", path: `${CONVERSATION}/messages/read`, run: markRead },
];
