/** Tickets joined and taken apart by agents: which other tickets of the buyer there are, and what may be merged into what. The newer one becomes
 *  part of the older, so that no ticket ever leads to itself; another buyer's is refused, for an answer reaches one conversation. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import type { HandOrder } from "../tickets/handable.ts";
import type { HandAnswer } from "../tickets/handing.ts";
import { headOf, ticketId } from "../tickets/mirror.ts";
import type { TicketHead } from "../tickets/storage.ts";
import type { TicketRow } from "../tickets/table.ts";
import { STATES, type TicketState } from "../timeline/timeline.ts";
import { announceAct, requireTicket } from "./page.ts";

const RELATED_MAX = 50;

const COLUMNS = sql.raw(
  "id, number, buyer_name, preview, state, last_at, created_at, order_id, conversation_id, follow_up_of, split_from, merged_into",
);
type RelatedRow = Pick<
  TicketRow,
  | "id"
  | "number"
  | "buyer_name"
  | "preview"
  | "state"
  | "last_at"
  | "created_at"
  | "order_id"
  | "conversation_id"
  | "follow_up_of"
  | "split_from"
  | "merged_into"
>;

/** follows: this ticket goes on from it · followed: it goes on from this one · the same for what was split off. */
export type Relation = "follows" | "followed" | "split-from" | "split-into" | null;

export interface RelatedTicket extends Pick<RelatedRow, "id" | "number" | "buyer_name" | "preview" | "last_at" | "order_id"> {
  state: TicketState;
  relation: Relation;
  /** The one that stays, where the two become one. */
  into: number;
  merge: Can;
}

/** The buyer's other tickets, the newest first; asked for a number, that ticket of the store. */
export async function listRelated(kit: Kit, signedIn: SignedIn, id: string, number: number | null): Promise<RelatedTicket[]> {
  const { ticket } = await requireTicket(kit, signedIn, id, "read");
  const rows = await kit.db.all<RelatedRow>(
    number === null
      ? sql`SELECT ${COLUMNS} FROM ticket INDEXED BY ticket_of_conversation
          WHERE conversation_id = ${ticket.conversation_id} AND id <> ${ticket.id} AND merged_into IS NULL ORDER BY created_at DESC LIMIT ${RELATED_MAX}`
      : sql`SELECT ${COLUMNS} FROM ticket WHERE number = ${number} AND store_id = ${ticket.store_id}`,
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    buyer_name: row.buyer_name,
    preview: row.preview,
    last_at: row.last_at,
    order_id: row.order_id,
    state: STATES[row.state] ?? "open",
    relation: relationOf(ticket, row),
    into: Math.min(row.number, ticket.number),
    merge: mayMerge(ticket, row),
  }));
}

function relationOf(ticket: TicketRow, other: RelatedRow): Relation {
  if (ticket.follow_up_of === other.id) return "follows";
  if (other.follow_up_of === ticket.id) return "followed";
  if (ticket.split_from === other.id) return "split-from";
  return other.split_from === ticket.id ? "split-into" : null;
}

function mayMerge(ticket: TicketRow, other: Pick<RelatedRow, "id" | "conversation_id" | "merged_into">): Can {
  if (other.id === ticket.id) return cannot("merge-itself");
  if (other.merged_into !== null) return cannot("merged-already");
  return other.conversation_id === ticket.conversation_id ? { ok: true } : cannot("merge-other-buyer");
}

export interface HandedTo {
  ticketId: string;
  number: number;
}

/** Whichever of the two is newer becomes part of the other; answers the other. */
export async function mergeTickets(kit: Kit, signedIn: SignedIn, id: string, otherId: string, click: string): Promise<HandedTo> {
  const { person, ticket } = await announceAct(kit, signedIn, id);
  const { ticket: other } = await announceAct(kit, signedIn, otherId);
  // The same click again finds one ticket where there were two.
  if (other.id === ticket.id && id !== otherId) return { ticketId: ticket.id, number: ticket.number };
  if (other.store_id !== ticket.store_id) throw new Problem("conflict", "merge-other-buyer");
  refuse(mayMerge(ticket, other));
  const [into, from] = ticket.number < other.number ? [ticket, other] : [other, ticket];
  return hand(kit, from.id, {
    do: "merge",
    id: click,
    number: from.number,
    to: headOfRow(into),
    toNumber: into.number,
    wasCurrent: from.is_current === 1,
    by: { id: person.id, name: person.name },
  });
}

function refuse(can: Can): void {
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
}

const headOfRow = (row: TicketRow): TicketHead => headOf(row.store_id, row.conversation_id, row);

/** Everything that came with it goes back; answers the ticket that is one again. */
export async function undoMerge(kit: Kit, signedIn: SignedIn, id: string, merge: string, click: string): Promise<HandedTo> {
  const { person, ticket } = await announceAct(kit, signedIn, id);
  return hand(kit, ticket.id, { do: "undo", id: click, number: ticket.number, merge, by: { id: person.id, name: person.name } });
}

/** The message and, unless it alone is meant, everything after it become a ticket of their own. */
export async function splitTicket(
  kit: Kit,
  signedIn: SignedIn,
  id: string,
  { entry, only, click }: { entry: string; only: boolean; click: string },
): Promise<HandedTo> {
  const { person, ticket } = await announceAct(kit, signedIn, id);
  const newId = ticketId(ticket.conversation_id, `split:${ticket.id}:${click}`);
  const by = { id: person.id, name: person.name };
  return hand(kit, ticket.id, { do: "split", id: click, number: ticket.number, entry, only, newId, by });
}

/** One message of the buyer's goes to another of their tickets. */
export async function moveMessage(
  kit: Kit,
  signedIn: SignedIn,
  id: string,
  { entry, to, click }: { entry: string; to: string; click: string },
): Promise<HandedTo> {
  const { person, ticket } = await announceAct(kit, signedIn, id);
  const { ticket: other } = await announceAct(kit, signedIn, to);
  if (other.id === ticket.id) throw new Problem("conflict", "move-itself");
  if (other.conversation_id !== ticket.conversation_id) throw new Problem("conflict", "move-other-buyer");
  const by = { id: person.id, name: person.name };
  return hand(kit, ticket.id, { do: "move", id: click, number: ticket.number, entry, to: headOfRow(other), toNumber: other.number, by });
}

async function hand(kit: Kit, from: string, order: HandOrder): Promise<HandedTo> {
  const answer: HandAnswer = await kit.env.TICKET.getByName(from).hand(order);
  if (answer.is === "refused") throw new Problem("conflict", answer.code);
  return { ticketId: answer.ticketId, number: answer.number };
}
