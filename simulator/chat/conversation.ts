// The one conversation a shop and a buyer ever have, and what is said in it, as the simulator keeps them.
// Refuses the wire shape and the rules of speaking, which stand beside it.
import { type Core, found, seconds, talkKey } from "../core/core.ts";
import { remember } from "../core/lag.ts";

export type ChatRole = "BUYER" | "SHOP" | "CUSTOMER_SERVICE" | "SYSTEM" | "ROBOT";

export interface Message {
  id: string;
  type: string;
  /** JSON text, as on the wire. */
  content: string;
  createTime: number;
  /** Epoch milliseconds, for reads that lag by less than a second. */
  createdAt: number;
  visible: boolean;
  role: ChatRole;
  index: string;
  /** Whether an app said it through the API. */
  byApi: boolean;
  agentName: string;
}

/** TikTok cuts a conversation into sessions; one ends when nobody has written for a while. */
export interface Session {
  id: string;
  beginTime: number;
  lastTime: number;
  /** Epoch seconds of the first buyer message and of the first answer to it; 0 until then. */
  askedTime: number;
  answeredTime: number;
  score: number;
}

export interface Conversation {
  id: string;
  shopId: string;
  buyerId: string;
  buyerImUserId: string;
  status: "OPEN";
  createTime: number;
  /** When it was last spoken in. */
  updateTime: number;
  agentIsIn: boolean;
  unread: number;
  lastIndex: number;
  sessions: Session[];
}

export const conversationOf = (core: Core, id: string): Conversation => found(core.state.conversations[id], "conversation", id);

export function conversationBetween(core: Core, shopId: string, buyerId: string): Conversation | undefined {
  const id = core.talks.get(talkKey(shopId, buyerId));
  return id === undefined ? undefined : core.state.conversations[id];
}

/** The old conversation, or a new one: there is never a second. */
export function openConversation(core: Core, shopId: string, buyerId: string): Conversation {
  const known = conversationBetween(core, shopId, buyerId);
  if (known) return known;
  const now = seconds(core);
  const conversation: Conversation = {
    id: core.ids.next("conversation"),
    shopId,
    buyerId,
    buyerImUserId: core.ids.next("imUser"),
    status: "OPEN",
    createTime: now,
    updateTime: now,
    agentIsIn: false,
    unread: 0,
    lastIndex: 0,
    sessions: [],
  };
  remember(core, "conversation", shopId, conversation.id, null);
  core.state.conversations[conversation.id] = conversation;
  core.state.messages[conversation.id] = [];
  core.talks.set(talkKey(shopId, buyerId), conversation.id);
  core.conversations(shopId).put(conversation);
  core.changed();
  return conversation;
}

export const messagesOf = (core: Core, conversationId: string): Message[] => core.state.messages[conversationId] ?? [];

/** When a session ends if nobody writes any more. Sources name six hours and seven days: a doubt. */
export const sessionEnd = (core: Core, session: Session): number => session.lastTime + core.state.doubts.sessionSeconds;

/** The session that is open now, or a new one if the last has closed; its agent left with it. */
export function currentSession(core: Core, conversation: Conversation): Session {
  const now = seconds(core);
  const last = conversation.sessions.at(-1);
  if (last && now < sessionEnd(core, last)) return last;
  const fresh: Session = { id: core.ids.next("session"), beginTime: now, lastTime: now, askedTime: 0, answeredTime: 0, score: 0 };
  conversation.sessions.push(fresh);
  conversation.agentIsIn = false;
  return fresh;
}
