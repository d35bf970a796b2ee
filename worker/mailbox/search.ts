/** What people look for in the mailbox: words of messages and buyers' names, orders by id or tracking number, a ticket's own number. The
 *  newest message first; stores one may not read are not in the question, so they cannot be in the answer. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { matchIn } from "../orders/matching.ts";
import { askedTokens } from "../orders/words.ts";
import { type SignedIn, who } from "../team/session.ts";
import type { TicketState } from "../timeline/timeline.ts";
import { passes, type TicketFilter } from "./filters.ts";
import { columnsFor, type Listed, listVisibleStores, nameState, type TicketSummary } from "./list.ts";
import { type SnippetPart, snippetOf } from "./snippet.ts";

/** Messages one page looks at; then it stops and says where. */
const MESSAGES_LOOKED_AT_MAX = 100;
const ORDERS_LOOKED_AT_MAX = 10;
/** Ids and tracking numbers are longer than words with a digit in them. */
const ID_CHARACTERS_MIN = 5;
const TICKET_NUMBER = /^#?(\d{1,9})$/;

export interface SearchQuestion {
  text: string;
  stores: string[] | null;
  market: string | null;
  filter: TicketFilter & { state: TicketState | null };
  /** Where the page before ended: a row of the index, in digits, for it is larger than a number can be. */
  after: string | null;
}

export interface FoundTicket extends TicketSummary {
  /** The words around what was found, in place of the preview, which is empty then; null where it is not in what the message shows. */
  snippet: SnippetPart[] | null;
  /** The order that was looked for, where it is an order of this ticket. */
  found_order: string | null;
}

export interface SearchAnswer {
  rows: FoundTicket[];
  next: string | null;
}

type FoundRow = Listed & { me: string; burst: string | null; hit: string | null; says: string | null; found_order: string | null };

export async function searchTickets(kit: Kit, signedIn: SignedIn, question: SearchQuestion): Promise<SearchAnswer> {
  const { text, stores, market, filter, after } = question;
  const allowed = await listVisibleStores(kit, signedIn, stores, market);
  if (allowed.length === 0) return { rows: [], next: null };
  const isFirst = after === null;
  const [numbered, ordered, said] = await kit.db.batch<[FoundRow, FoundRow, FoundRow]>([
    isFirst ? matchNumber(signedIn, text, allowed) : NOTHING,
    isFirst ? matchOrders(signedIn, text, allowed) : NOTHING,
    matchMessages(signedIn, text, allowed, after),
  ]);
  const tokens = askedTokens(text);
  const distinct = new Map<string, FoundTicket>();
  for (const row of [...numbered, ...ordered, ...said]) {
    const { me, burst, ticket } = showFound(row, tokens);
    if (!distinct.has(ticket.id) && passes({ ...ticket, burst }, filter, me, kit.now())) distinct.set(ticket.id, ticket);
  }
  return { rows: [...distinct.values()], next: said[MESSAGES_LOOKED_AT_MAX - 1]?.hit ?? null };
}

function showFound({ me, burst, hit: _, says, found_order, ...row }: FoundRow, tokens: string[]) {
  const snippet = says === null ? null : snippetOf(says, tokens);
  const listed = nameState(row);
  return { me, burst, ticket: { ...listed, preview: snippet ? "" : listed.preview, snippet, found_order } satisfies FoundTicket };
}

const columns = sql`${columnsFor(sql`who.id`)}, (SELECT b.burst_id FROM burst_ticket b WHERE b.ticket_id = o.id) AS burst`;

const NOTHING = sql`SELECT 1 WHERE false`;

function matchMessages(signedIn: SignedIn, text: string, stores: string[], after: string | null) {
  const match = matchIn(sql`message_search`, stores, text, MESSAGES_LOOKED_AT_MAX);
  if (!match) return NOTHING;
  const older = after === null ? sql`` : sql`AND rowid < CAST(${after} AS INTEGER)`;
  return sql`WITH ${who(signedIn)} SELECT ${columns}, who.id AS me, CAST(f.hit AS TEXT) AS hit, x.says, NULL AS found_order
    FROM who CROSS JOIN (SELECT rowid AS hit, ticket_id FROM message_search WHERE message_search MATCH ${match} ${older}
      ORDER BY rowid DESC LIMIT ${MESSAGES_LOOKED_AT_MAX}) f
    CROSS JOIN ticket o ON o.id = f.ticket_id LEFT JOIN message_text x ON x.row = f.hit`;
}

const within = (stores: string[]) => sql`o.store_id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;

function matchNumber(signedIn: SignedIn, text: string, stores: string[]) {
  const number = TICKET_NUMBER.exec(text.trim())?.[1];
  if (number === undefined) return NOTHING;
  return sql`WITH ${who(signedIn)} SELECT ${columns}, who.id AS me, NULL AS hit, NULL AS says, NULL AS found_order
    FROM who CROSS JOIN ticket n ON n.number = ${Number(number)} CROSS JOIN ticket o ON o.id = IFNULL(n.leads_to, n.id) WHERE ${within(stores)}`;
}

/** Tickets of the orders that bear the id or the tracking number. */
function matchOrders(signedIn: SignedIn, text: string, stores: string[]) {
  const match = matchIn(sql`order_search`, stores, text, ORDERS_LOOKED_AT_MAX);
  if (!match || !/\d/.test(text) || text.trim().length < ID_CHARACTERS_MIN) return NOTHING;
  return sql`WITH ${who(signedIn)} SELECT ${columns}, who.id AS me, NULL AS hit, NULL AS says, r.order_id AS found_order
    FROM who CROSS JOIN (SELECT order_id FROM order_search WHERE order_search MATCH ${match} ORDER BY rowid DESC LIMIT ${ORDERS_LOOKED_AT_MAX}) f
    CROSS JOIN ticket_order r ON r.order_id = f.order_id CROSS JOIN ticket o ON o.id = r.ticket_id WHERE ${within(stores)}`;
}
