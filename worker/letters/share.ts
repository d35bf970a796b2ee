/** The conversation for somebody outside, as a quote under an e-mail: the messages an agent chose, by default without what tells who the buyer
 *  is. Made here and nowhere else, so that what was previewed is what leaves. */

import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { MAIL_CHARACTERS_MAX, type MailQuote } from "../mail/draft.ts";
import { Problem } from "../problem.ts";
import { findStore } from "../stores/shop.ts";
import type { SignedIn } from "../team/session.ts";
import { mayShareOpenly } from "../thread/mail-page.ts";
import { requireTicket } from "../thread/page.ts";
import { type Entry, previewOf } from "../timeline/entries.ts";
import { wireContent } from "../timeline/outbox.ts";
import { askOverTickets } from "./archived.ts";
import { BUYER, type KnownOfBuyer, redact } from "./redact.ts";

export interface Quote {
  text: string;
  /** How many messages it holds. */
  messages: number;
}

/** Signs that turn the reading of whatever stands after them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

export async function quoteTicket(kit: Kit, signedIn: SignedIn, ticketId: string, wanted: MailQuote): Promise<Quote> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  const can = mayShareOpenly(ticket.bits);
  if (wanted.open && !can.ok) throw new Problem("forbidden", can.because.code, can.because.facts);
  const [view, store] = await Promise.all([kit.env.TICKET.getByName(ticketId).open(), findStore(kit, ticket.store_id)]);
  const { entries } = (view ?? { entries: [] }) as unknown as { entries: Entry[] };
  const chosen = entries.filter((entry) => wanted.entries.includes(entry.id)).flatMap((entry) => spoken(entry));
  if (chosen.length === 0) throw new Problem("invalid", "quote-empty");
  const known = wanted.open ? null : await findKnown(kit, ticketId, ticket.buyer_name);
  const buyer = wanted.open ? ticket.buyer_name : BUYER;
  const lines = chosen.map(({ at, isBuyer, words }) => {
    const when = new Date(at).toISOString().slice(0, 16).replace("T", " ");
    const plain = words.replace(TURNING, "");
    const said = known ? redact(plain, known) : plain;
    return `${isBuyer ? buyer : (store?.name ?? "")}, ${when} UTC\n${said.replace(/^/gm, "> ")}`;
  });
  const text = `#${ticket.number}, ${store?.name ?? ""}\n\n${lines.join("\n\n")}`;
  if (text.length > MAIL_CHARACTERS_MAX) throw new Problem("too-large", "quote-too-long", { characters: MAIL_CHARACTERS_MAX });
  return { text, messages: chosen.length };
}

/** What was said between the buyer and the shop; notes stay among us, and what never left was never said. */
function spoken(entry: Entry): { at: number; isBuyer: boolean; words: string }[] {
  if (entry.kind === "message" && entry.type !== "HIDDEN") {
    const text = entry.content.content ?? entry.content.text;
    const words = entry.type === "TEXT" && typeof text === "string" ? text : previewOf(entry.type, entry.content);
    return entry.role === "SYSTEM" ? [] : [{ at: entry.at, isBuyer: entry.role === "BUYER", words }];
  }
  if (entry.kind !== "reply" || entry.state !== "sent") return [];
  const { body } = entry;
  return [{ at: entry.at, isBuyer: false, words: body.type === "TEXT" ? body.text : previewOf(body.type, wireContent(body)) }];
}

interface RecipientRow {
  ticket_id: string;
  name: string | null;
  phone: string | null;
  address: string | null;
  city: string | null;
  postal_code: string | null;
  email: string | null;
}
interface ParcelRow {
  ticket_id: string;
  id: string;
  tracking_number: string | null;
}

const NOBODY: KnownOfBuyer = { names: [], places: [], keep: [] };

/** What is known of whoever a ticket is with: it goes wherever it stands. */
export async function findKnown(kit: Kit, ticketId: string, buyerName: string): Promise<KnownOfBuyer> {
  const [known] = await findKnownOf(kit, [{ id: ticketId, buyer_name: buyerName }]);
  return known ?? NOBODY;
}

/** The same of several tickets at once, in their order. */
export async function findKnownOf(kit: Kit, tickets: readonly { id: string; buyer_name: string }[]): Promise<KnownOfBuyer[]> {
  if (tickets.length === 0) return [];
  const ids = tickets.map(({ id }) => id);
  const of = sql`json_each(${JSON.stringify(ids)}) k CROSS JOIN ticket_order t ON t.ticket_id = k.value`;
  const answers = await askOverTickets(kit, ids, async ({ db }) => [
    await db.batch<[RecipientRow, ParcelRow]>([
      sql`SELECT t.ticket_id, r.name, r.phone, r.address, r.city, r.postal_code, r.email FROM ${of}
        CROSS JOIN recipient r ON r.order_id = t.order_id`,
      sql`SELECT t.ticket_id, t.order_id AS id, p.tracking_number FROM ${of} LEFT JOIN package p ON p.order_id = t.order_id`,
    ]),
  ]);
  const [recipients, parcels] = [answers.flatMap(([one]) => one), answers.flatMap(([, other]) => other)];
  return tickets.map(({ id, buyer_name }) => {
    const isOfIt = ({ ticket_id }: { ticket_id: string }) => ticket_id === id;
    return knownFrom(buyer_name, recipients.filter(isOfIt), parcels.filter(isOfIt));
  });
}

function knownFrom(buyerName: string, recipients: RecipientRow[], parcels: ParcelRow[]): KnownOfBuyer {
  const known = (...values: (string | null)[]) => values.filter((value) => value !== null);
  return {
    names: known(buyerName, ...recipients.map(({ name }) => name)),
    places: recipients.flatMap(({ phone, address, city, postal_code, email }) =>
      known(phone, city, postal_code, email, ...(address ?? "").split(/[\n,]/)),
    ),
    keep: parcels.flatMap(({ id, tracking_number }) => known(id, tracking_number)),
  };
}
