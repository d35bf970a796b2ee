// Invented conversations in D1: tickets' summaries, what was said in them as search holds it, and what agents have read. Rows are shaped as the
// tickets' rooms write them; the rooms themselves are made where they are needed, by buyers who write.
import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { storeToken, wordsOf } from "../../worker/orders/words.ts";
import { searchRowOf } from "../../worker/tickets/projection.ts";
import { STATES, TURN_END } from "../../worker/timeline/timeline.ts";
import { HOUR_MS } from "../../worker/units.ts";
import { drawName, drawWords, mix, weigh, whole } from "./chance.ts";
import { buyerId, buyerOf, orderId, storeAt } from "./orders.ts";

export interface Talk {
  tickets: number;
  messagesPerTicket: number;
  orders: number;
  stores: string[];
  /** The first of them is who asks. */
  people: string[];
  /** Epoch milliseconds. */
  now: number;
}

/** One in ten is open, and never fewer than fill a page of every view. */
const OPEN_SHARE = 0.1;
const OPEN_MIN = 600;
const CLOSED = [
  ["resolved", 96],
  ["snoozed", 2],
  ["spam", 2],
] as const;
const YEAR_MS = 364 * 24 * HOUR_MS;
const PREVIEW_CHARACTERS = 120;
/** Of open tickets: a third are who asks's, a third nobody's. */
const OWN_SHARE = 1 / 3;

const ticketName = (at: number) => `tkt_bench${at}`;
const hashed = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 18);

function drawTicket(at: number, talk: Talk) {
  const isOpen = at < Math.max(OPEN_MIN, talk.tickets * OPEN_SHARE);
  const state = isOpen ? "open" : weigh(CLOSED, at, 31);
  const last = talk.now - HOUR_MS - Math.floor((at / talk.tickets) * YEAR_MS);
  const isWaiting = isOpen && mix(at, 32) < 0.75;
  const due = isWaiting ? talk.now + Math.floor((mix(at, 33) - 0.4) * 8 * HOUR_MS) : null;
  const share = mix(at, 34);
  const others = talk.people.slice(1);
  const assignee = share < OWN_SHARE ? talk.people[0] : share < 2 * OWN_SHARE ? "" : others[whole(others.length, at, 35)];
  const buyer = buyerOf(at, talk.orders);
  const heard = Math.ceil(talk.messagesPerTicket / 2);
  const snoozed = state === "snoozed" ? talk.now + at * 60_000 : null;
  return {
    id: ticketName(at),
    store: talk.stores[storeAt(at, talk.stores.length)] ?? "",
    conversation: `con_bench${hashed(`c${at}`)}`,
    buyer: buyerId(buyer),
    name: drawName(buyer),
    state: STATES.indexOf(state),
    turn: due ?? snoozed ?? TURN_END - last,
    assignee: assignee ?? "",
    waiting: isWaiting ? last : null,
    due,
    last,
    order: orderId(whole(talk.orders, at, 36)),
    snoozed,
    resolved: state === "resolved" ? last : null,
    heard,
    // Whoever asks has looked at half of what there is, and so has one colleague.
    readers: mix(at, 37) < 0.5 ? JSON.stringify({ [talk.people[0] ?? ""]: [heard, last], [talk.people[3] ?? ""]: [heard, last] }) : "{}",
  };
}

const TICKET = `INSERT INTO ticket (id, number, store_id, conversation_id, is_current, opening_index, buyer_user_id, buyer_name, created_at, state, turn,
    assignee_id, waiting_since, due_at, last_at, preview, order_id, snoozed_until, resolved_at, version, heard, readers)
  VALUES (?, ?, ?, ?, 1, '0', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 9, ?, ?)`;
const CONVERSATION = `INSERT INTO conversation (store_id, id, buyer_user_id, buyer_name, can_send, pulled_index, handed_index, last_time)
  VALUES (?, ?, ?, ?, 1, '9', '9', ?)`;

/** Oldest first, so that numbers grow with time. */
export function fillTickets(database: DatabaseSync, talk: Talk): void {
  const ticket = database.prepare(TICKET);
  const conversation = database.prepare(CONVERSATION);
  const order = database.prepare("INSERT OR IGNORE INTO ticket_order (ticket_id, order_id) VALUES (?, ?)");
  const search = database.prepare("INSERT INTO message_search (rowid, words, ticket_id) VALUES (?, ?, ?)");
  const says = database.prepare("INSERT INTO message_text (row, says) VALUES (?, ?)");
  database.exec("BEGIN");
  for (let at = talk.tickets - 1; at >= 0; at -= 1) {
    const one = drawTicket(at, talk);
    const begun = one.last - talk.messagesPerTicket * HOUR_MS;
    const told = [one.id, talk.tickets - at, one.store, one.conversation, one.buyer, one.name, begun, one.state, one.turn, one.assignee];
    const preview = drawWords(at, talk.messagesPerTicket - 1).slice(0, PREVIEW_CHARACTERS);
    ticket.run(...told, one.waiting, one.due, one.last, preview, one.order, one.snoozed, one.resolved, one.heard, one.readers);
    conversation.run(one.store, one.conversation, one.buyer, one.name, Math.floor(one.last / 1000));
    order.run(one.id, one.order);
    for (let message = 0; message < talk.messagesPerTicket; message += 1) {
      const text = drawWords(at, message);
      const row = BigInt(searchRowOf({ id: `${one.id}-${message}`, at: begun + (message + 1) * HOUR_MS }));
      search.run(row, `${storeToken(one.store)} ${wordsOf(`${one.name} ${text}`)}`, one.id);
      says.run(row, text);
    }
  }
  database.exec("COMMIT");
}
