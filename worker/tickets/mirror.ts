/** A conversation pulled from TikTok and handed to its tickets. D1 decides which ticket is current, by a unique index; the ticket's room has
 *  the last word on whether a message belongs to it; both may be asked twice without harm.
 *  `handed_index` moves only when a room holds the messages, so a pull cut off anywhere begins again where it stood. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findPolicy } from "../sla/policy.ts";
import type { ChatCaller } from "../stores/quota-room.ts";
import type { Shop } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { type ChatMessage, type Conversation, findConversation, listMessages } from "../tiktok/chat.ts";
import { namedOrder, partOf } from "../timeline/entries.ts";
import { afterMessage, type HandedMessage, isBefore, openFacts, type ThreadRules, TURN_AFTER_DUE, turnOf } from "../timeline/timeline.ts";
import { withoutOthersEchoes } from "./echoes.ts";
import { goneUntil, isNobodys, withoutBuyer } from "./left-out.ts";
import type { TicketHead } from "./storage.ts";
import type { ConversationRow } from "./table.ts";

/** Chats are brought in this far back. */
export const CHAT_HISTORY_DAYS = 90;
/** A conversation with more pages than this in 90 days is followed from its newest ones. */
const PAGES_PER_PULL_MAX = 200;
const MESSAGES_PER_HAND = 100;
const SECONDS_PER_DAY = 86_400;

export const findRules = async (kit: Kit, store: StoreRow): Promise<ThreadRules> => ({
  reopenDays: store.reopen_days,
  orderOpensTicket: store.order_opens_ticket === 1,
  policy: await findPolicy(kit, store),
  // TikTok's messages have whole seconds: one written in the second of the connection is not from before it.
  connectedAt: Math.floor((store.connected_at ?? 0) / 1000) * 1000,
});

export interface Pull {
  caller: ChatCaller;
  /** What a list has just told of the conversation; saves asking. */
  known?: Conversation;
  /** A message known to exist: if it is here already there is nothing to pull. */
  index?: string;
}

/** Answers false when there was nothing new. */
export async function pullConversation(kit: Kit, shop: Shop, conversationId: string, pull: Pull): Promise<boolean> {
  const { store } = shop;
  const row = await kit.db.first<ConversationRow>(sql`SELECT * FROM conversation WHERE store_id = ${store.id} AND id = ${conversationId}`);
  const newest = pull.index ?? pull.known?.latest?.index;
  if (row && newest && !isBefore(row.pulled_index, newest)) {
    if (pull.known)
      await rememberConversation(kit, store.id, isNobodys(row) ? withoutBuyer(pull.known) : pull.known, row, row.person_gone_at);
    return false;
  }
  // A conversation TikTok had closed is open again once the buyer writes, and one whose buyer was erased has a name again.
  const isLeft = row === null || isNobodys(row);
  const isOpen = row?.can_send === 1 && !isLeft;
  const conversation = pull.known ?? (isOpen ? null : await shop.chat(pull.caller, (line) => findConversation(line, conversationId)));
  const gone = await goneUntil(kit, store, row, conversation);
  if (conversation && gone === null) await rememberConversation(kit, store.id, conversation, row, null);
  const since = Math.max(kit.now() / 1000 - CHAT_HISTORY_DAYS * SECONDS_PER_DAY, gone === null ? 0 : Math.floor(gone / 1000) + 1);
  const messages = await readMessages(shop, pull.caller, conversationId, row?.handed_index ?? "0", since);
  const last = messages.at(-1);
  if (conversation && gone !== null)
    await rememberConversation(kit, store.id, last || !isLeft ? conversation : withoutBuyer(conversation), row, gone);
  if (!last) return false;
  const buyer = {
    userId: conversation?.buyer.userId ?? row?.buyer_user_id ?? null,
    name: conversation?.buyer.nickname ?? row?.buyer_name ?? "",
  };
  const handed = await handMessages(kit, store, conversationId, buyer, aboutOrders(messages));
  await kit.db.run(
    sql`UPDATE conversation SET last_time = MAX(last_time, ${last.createTime}),
        pulled_index = CASE WHEN CAST(pulled_index AS INTEGER) < CAST(${last.index} AS INTEGER) THEN ${last.index} ELSE pulled_index END,
        handed_index = CASE WHEN CAST(handed_index AS INTEGER) < CAST(${handed} AS INTEGER) THEN ${handed} ELSE handed_index END
      WHERE store_id = ${store.id} AND id = ${conversationId} AND (last_time < ${last.createTime}
        OR CAST(pulled_index AS INTEGER) < CAST(${last.index} AS INTEGER) OR CAST(handed_index AS INTEGER) < CAST(${handed} AS INTEGER))`,
  );
  return true;
}

/** `gone`: what was said until then is nobody's any more. */
async function rememberConversation(
  kit: Kit,
  storeId: string,
  known: Conversation,
  row: ConversationRow | null,
  gone: number | null,
): Promise<void> {
  const { id, canSend, buyer } = known;
  const isSame = row && row.buyer_user_id === buyer.userId && row.buyer_name === buyer.nickname && row.can_send === Number(canSend);
  if (isSame) return;
  await kit.db.run(
    sql`INSERT INTO conversation (store_id, id, buyer_user_id, buyer_name, avatar_url, can_send, person_gone_at)
      VALUES (${storeId}, ${id}, ${buyer.userId}, ${buyer.nickname}, ${buyer.avatarUrl}, ${Number(canSend)}, ${gone})
      ON CONFLICT (store_id, id) DO UPDATE SET buyer_user_id = excluded.buyer_user_id, buyer_name = excluded.buyer_name,
        avatar_url = excluded.avatar_url, can_send = excluded.can_send`,
  );
}

/** Everything after `handedIndex`, oldest first. */
async function readMessages(
  shop: Shop,
  caller: ChatCaller,
  conversationId: string,
  handedIndex: string,
  since: number,
): Promise<ChatMessage[]> {
  const found = new Map<string, ChatMessage>();
  let pageToken = "";
  for (let page = 0; page < PAGES_PER_PULL_MAX; page += 1) {
    const answer = await shop.chat(caller, (line) => listMessages(line, conversationId, pageToken));
    for (const message of answer.messages) {
      if (isBefore(handedIndex, message.index) && message.createTime >= since) found.set(message.id, message);
    }
    const isPastStart = answer.messages.some((message) => !isBefore(handedIndex, message.index) || message.createTime < since);
    if (isPastStart || !answer.nextPageToken || answer.nextPageToken === pageToken) break;
    pageToken = answer.nextPageToken;
  }
  return [...found.values()].sort((a, b) => (isBefore(a.index, b.index) ? -1 : 1));
}

/** A buyer who comes from an order says so before the first word: the question that follows is about it. */
export function aboutOrders(messages: ChatMessage[]): HandedMessage[] {
  let cameWith: string | null = null;
  return messages.map((message) => {
    const part = partOf(message);
    if (part === "context") cameWith = namedOrder(message);
    if (part !== "question") return { ...message, about: null };
    const about: string | null = namedOrder(message) ?? cameWith;
    cameWith = null;
    return { ...message, about };
  });
}

interface Buyer {
  userId: string | null;
  name: string;
}

interface CurrentTicket {
  id: string;
  /** Position in STATES. */
  state: number;
  created_at: number;
  buyer_name: string;
  opening_index: string;
  opening_order: string | null;
}

/** Answers the index of the last message a ticket holds. What nobody asked or answered waits for the words that follow it. */
async function handMessages(kit: Kit, store: StoreRow, conversationId: string, buyer: Buyer, messages: HandedMessage[]): Promise<string> {
  const [currents, blocked] = await kit.db.batch<[CurrentTicket, object]>([
    currentOf(conversationId),
    sql`SELECT 1 AS yes FROM blocked_buyer WHERE store_id = ${store.id} AND buyer_user_id = ${buyer.userId}`,
  ]);
  const rules = { ...(await findRules(kit, store)), isBlocked: blocked.length > 0 };
  let rest = messages;
  let handed = "0";
  let current = currents[0] ?? null;
  while (rest.length > 0) {
    const trailing = trailingContext(rest);
    const ready = rest.slice(0, Math.min(MESSAGES_PER_HAND, rest.length - trailing));
    const first = ready[0];
    if (!first) break;
    if (!current) {
      const opening = ready.find((message) => ["question", "answer"].includes(partOf(message)));
      if (!opening) break;
      current = await openTicket(
        kit,
        store,
        conversationId,
        buyer,
        { ...opening, index: "0", about: null, turn: firstTurn(opening, rules) },
        null,
      );
    }
    const own = await withoutOthersEchoes(kit, conversationId, current.id, ready);
    const { taken, followUp, about, leadsTo } = await kit.env.TICKET.getByName(current.id).append(
      headOf(store.id, conversationId, current),
      own,
      rules,
    );
    if (leadsTo) {
      current = await findTicket(kit, leadsTo);
      continue;
    }
    // The first message left over begins a new ticket; those before it are in.
    const next = followUp ? own[taken] : undefined;
    const done = next ? ready.indexOf(next) : ready.length;
    handed = ready[done - 1]?.index ?? handed;
    rest = rest.slice(done).map((message, at) => (at === 0 && about ? { ...message, about } : message));
    if (next)
      current = await openTicket(
        kit,
        store,
        conversationId,
        buyer,
        { ...next, about: about ?? next.about, turn: firstTurn(next, rules) },
        current.id,
      );
  }
  return handed;
}

/** A buyer's "came from order …" that nothing followed yet says what the next words are about, so it waits for them. */
function trailingContext(messages: HandedMessage[]): number {
  let count = 0;
  for (let at = messages.length - 1; at >= 0 && partOf(messages[at] as HandedMessage) === "context"; at -= 1) count += 1;
  return count;
}

export const headOf = (storeId: string, conversationId: string, ticket: CurrentTicket): TicketHead => ({
  id: ticket.id,
  storeId,
  conversationId,
  buyerName: ticket.buyer_name,
  createdAt: ticket.created_at,
  openingIndex: ticket.opening_index,
  openingOrder: ticket.opening_order,
});

const CURRENT_COLUMNS = sql.raw("id, state, created_at, buyer_name, opening_index, opening_order");

const currentOf = (conversationId: string) =>
  sql`SELECT ${CURRENT_COLUMNS} FROM ticket WHERE conversation_id = ${conversationId} AND is_current = 1`;

export const findCurrent = (kit: Kit, conversationId: string) => kit.db.first<CurrentTicket>(currentOf(conversationId));

const findTicket = (kit: Kit, id: string) => kit.db.first<CurrentTicket>(sql`SELECT ${CURRENT_COLUMNS} FROM ticket WHERE id = ${id}`);

/** A room that D1 knows and that knows nothing itself: whoever opened the ticket never came to fill it. It begins empty. */
export async function fillRoom(kit: Kit, id: string): Promise<void> {
  const row = await kit.db.first<CurrentTicket & { store_id: string; conversation_id: string }>(
    sql`SELECT store_id, conversation_id, ${CURRENT_COLUMNS} FROM ticket WHERE id = ${id}`,
  );
  if (row) await kit.env.TICKET.getByName(id).fill(headOf(row.store_id, row.conversation_id, row));
}

/** What a ticket begins with: `index` is the oldest message it may hold. */
export interface Opening {
  id: string;
  createTime: number;
  index: string;
  /** The order that message is about, where an earlier ticket holds what said so. */
  about: string | null;
  /** Where its room will most likely put it in lists. */
  turn?: number;
}

/** What its room is about to say of a ticket that is opened now: to say it at once writes the indexes of lists once. Whatever an import makes of the
 *  past is not known before it is in. */
function firstTurn(opening: HandedMessage, rules: ThreadRules): number {
  const at = opening.createTime * 1000;
  if (at < rules.connectedAt || partOf(opening) !== "question" || rules.isBlocked) return TURN_AFTER_DUE;
  return turnOf(afterMessage(openFacts(at), opening, rules).facts);
}

/** One ticket per opening message, whoever opens it; the former one stops being current in the same batch. Two first messages at once find
 *  the same current ticket; a slow opener finds the ticket its message opened long ago. */
export async function openTicket(
  kit: Kit,
  store: StoreRow,
  conversationId: string,
  buyer: Buyer,
  opening: Opening,
  former: string | null,
): Promise<CurrentTicket> {
  const id = ticketId(conversationId, opening.id);
  const at = opening.createTime * 1000;
  const [, , own, current] = await kit.db.batch<[never, never, CurrentTicket, CurrentTicket]>([
    sql`UPDATE ticket SET is_current = 0 WHERE id = ${former ?? ""} AND is_current = 1 AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = ${id})`,
    sql`INSERT INTO ticket (id, number, store_id, conversation_id, is_current, follow_up_of, opening_index, opening_order, buyer_user_id, buyer_name,
        created_at, turn, last_at, wake_at)
      SELECT ${id}, 1 + IFNULL((SELECT MAX(number) FROM ticket), 0), ${store.id}, ${conversationId}, 1, ${former}, ${opening.index}, ${opening.about},
        ${buyer.userId}, ${buyer.name}, ${at}, ${opening.turn ?? TURN_AFTER_DUE}, ${at}, ${kit.now()}
      WHERE NOT EXISTS (SELECT 1 FROM ticket WHERE conversation_id = ${conversationId} AND is_current = 1)
      ON CONFLICT (id) DO NOTHING`,
    sql`SELECT ${CURRENT_COLUMNS} FROM ticket WHERE id = ${id}`,
    currentOf(conversationId),
  ]);
  const ticket = own[0] ?? current[0];
  if (!ticket) throw new Error("a conversation lost its current ticket");
  return ticket;
}

/** The same opening message always makes the same ticket. */
export const ticketId = (conversationId: string, openingId: string) =>
  `tkt_${createHash("sha256").update(`${conversationId}:${openingId}`).digest("hex").slice(0, 20)}`;
