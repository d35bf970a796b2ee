// Conversations and their messages as TikTok has them: each message exactly once over all tickets of its conversation, in TikTok's order, and
// no question forgotten.
import type { Conversation, Message } from "../../../simulator/chat/conversation.ts";
import type { Store } from "../stores.ts";
import { byId, differ, differInMembers } from "./compare.ts";
import { messagesIn, type Room, saidIn } from "./rooms.ts";
import type { Seen } from "./seen.ts";

const CONTEXTS = ["BUYER_ENTER_FROM_ORDER", "BUYER_ENTER_FROM_PRODUCT"];
const REMARKS = ["ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER"];

const isContext = (message: Message) => message.role === "BUYER" && CONTEXTS.includes(message.type);
const isQuestion = (message: Message) => message.role === "BUYER" && !isContext(message) && !REMARKS.includes(message.type);
const isAnswer = (message: Message) => message.role === "CUSTOMER_SERVICE" && !REMARKS.includes(message.type);

/** What tickets must hold, up to where a buyer came from without having said a word since. Before anybody asked or answered nothing has to be
 *  held; what an agent's own ticket took in (`held`) may be. */
function expectedMessages(messages: readonly Message[], held: ReadonlySet<string>): readonly Message[] {
  if (!messages.some((message) => isQuestion(message) || isAnswer(message))) return messages.filter(({ id }) => held.has(id));
  return messages.slice(0, messages.findLastIndex((message) => !isContext(message)) + 1);
}

export function compareConversations(world: Seen, store: Store, rooms: Room[]): string[] {
  const rows = byId(world.rows<{ id: string }>("SELECT * FROM conversation WHERE store_id = ?", store.id));
  // One that an agent opened and nobody has spoken in need not be known, and may be.
  const truth = world.shop.conversations(store.shop.id).filter(({ id }) => world.shop.messages(id).length > 0 || rows.has(id));
  const found = differInMembers(
    `conversations of ${store.shop.name}`,
    [...rows.keys()],
    truth.map(({ id }) => id),
  );
  const connectedAt = Number(world.rows("SELECT connected_at FROM store WHERE id = ?", store.id)[0]?.connected_at);
  for (const conversation of truth) {
    const messages = world.shop.messages(conversation.id);
    const own = rooms.filter((room) => room.kept.head.conversationId === conversation.id);
    const held = expectedMessages(messages, new Set(own.flatMap(saidIn).map(({ id }) => id)));
    const buyer = world.shop.buyers.find(({ id }) => id === conversation.buyerId);
    const expected = {
      buyer_user_id: conversation.buyerId,
      buyer_name: buyer?.nickname,
      can_send: world.shop.canSend(conversation.id),
      pulled_index: messages.at(-1)?.index ?? "0",
      handed_index: held.at(-1)?.index ?? "0",
      last_time: messages.at(-1)?.createTime ?? 0,
    };
    found.push(...differ(`conversation ${conversation.id}`, rows.get(conversation.id), expected));
    found.push(...compareMessages(messages, conversation, own, held), ...own.flatMap((room) => findForgotten(room, messages, connectedAt)));
  }
  return found;
}

function compareMessages(truth: readonly Message[], conversation: Conversation, rooms: Room[], held: readonly Message[]): string[] {
  const said = rooms.flatMap(saidIn);
  const what = `messages of conversation ${conversation.id}`;
  const found = differInMembers(
    what,
    said.map(({ id }) => id),
    held.map(({ id }) => id),
  );
  const known = byId<Message>([...truth]);
  for (const room of rooms) {
    const order = saidIn(room).map(({ id }) => known.get(id)?.index ?? "0");
    if (order.some((index, at) => at > 0 && BigInt(index) < BigInt(order[at - 1] ?? "0")))
      found.push(`ticket ${room.id}: messages out of order`);
    for (const message of messagesIn(room)) found.push(...compareMessage(message, known.get(message.id)));
  }
  return found;
}

function compareMessage(entry: ReturnType<typeof messagesIn>[number], message: Message | undefined): string[] {
  if (!message) return [];
  const expected = { index: message.index, role: message.role, time: message.createTime, type: message.visible ? message.type : "HIDDEN" };
  const content = message.visible ? contentOf(message) : {};
  const found = differ(`message ${message.id}`, { ...entry, time: Math.floor(entry.at / 1_000) }, expected);
  return JSON.stringify(entry.content) === JSON.stringify(content) ? found : [...found, `message ${message.id} says something else`];
}

/** Content is JSON text; what is not an object is kept as it stands. */
function contentOf(message: Message): unknown {
  try {
    const content: unknown = JSON.parse(message.content);
    return typeof content === "object" && content !== null ? content : { content: message.content };
  } catch {
    return { content: message.content };
  }
}

/** A ticket that a person opens again had been closed, if only by the import of the past. */
const ENDINGS = ["resolved", "spam", "reopened", "merged", "unmerged", "split-off", "split-from", "moved-away", "moved-here"];
/** An import closes what waited a week; a day less is certain. */
const IMPORT_KEEPS_MS = 6 * 86_400_000;

/** In an open ticket, whatever a buyer asked after the last answer waits, unless somebody closed the ticket since. */
function findForgotten(room: Room, truth: readonly Message[], connectedAt: number): string[] {
  const { id, kept, entries } = room;
  if (kept.facts.state === "resolved" || kept.facts.state === "spam" || kept.facts.waitingSince !== null) return [];
  const here = new Set(saidIn(room).map((one) => one.id));
  const own = truth.filter((message) => here.has(message.id));
  const endings = entries.filter((entry) => entry.kind === "event" && entry.by !== null && ENDINGS.includes(entry.name));
  const endedAt = Math.max(connectedAt - IMPORT_KEEPS_MS, ...endings.map(({ at }) => at));
  const questions = own.slice(own.findLastIndex(isAnswer) + 1).filter(isQuestion);
  return questions
    .filter(({ createTime }) => createTime * 1_000 > endedAt)
    .map((one) => `ticket ${id}: the question ${one.id} is forgotten`);
}
