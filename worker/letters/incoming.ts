/** Finds the ticket an e-mail belongs to: by the address it was sent to, else by the messages it answers, else an admin decides. Taking the
 *  same message again changes nothing, and of one that came by two ways only what it was first read from is kept: whoever is taken out of a
 *  ticket is taken out of the letters its timeline knows. */

import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Claim, isProved } from "../mail/address.ts";
import { FILE_NAME_CHARACTERS_MAX } from "../mail/draft.ts";
import { type MailEntry, type MailFile, TEXT_SHOWN_CHARACTERS_MAX } from "../mail/entry.ts";
import { type Letter, readLetter } from "../mail/letter.ts";
import { receivedTypeOf, safeName } from "../mail/sniff.ts";
import { fillRoom } from "../tickets/mirror.ts";
import type { MailAnswer } from "../tickets/postbox.ts";
import { askOverTickets } from "./archived.ts";

const FILES_KEPT_MAX = 30;
const SAYS_CHARACTERS_MAX = 600;
const CLAIMS_MAX = 20;

/** False where the raw message is gone. `chosen`: an admin named the ticket. */
export async function takeMail(kit: Kit, key: string, chosen: string | null = null): Promise<boolean> {
  const raw = await kit.env.MAIL.get(key);
  if (!raw) return false;
  const { from = "", to = "", at = "" } = raw.customMetadata ?? {};
  const letter = await readLetter(await raw.arrayBuffer(), { from, to });
  const { ticketId, waiting } = chosen === null ? await findTicket(kit, letter) : { ticketId: chosen, waiting: null };
  if (!ticketId) {
    await putUnmatched(kit, letter, key, to, Number(at));
    return true;
  }
  await fillRoom(kit, ticketId);
  const answer = await takeInto(kit, ticketId, letter, Number(at));
  if (answer !== "done" && answer !== "twice") throw new Error(`the ticket ${ticketId} did not take an e-mail: ${answer}`);
  const former = answer === "done" && waiting !== key ? waiting : null;
  if (former !== null) await kit.env.MAIL.delete(former);
  await kit.db.run(
    sql`INSERT OR IGNORE INTO mail_thread (id, ticket_id) VALUES (${letter.id}, ${ticketId})`,
    sql`UPDATE unmatched_mail SET raw_key = ${former === null ? sql`raw_key` : key}, settled_at = IFNULL(settled_at, ${kit.now()}) WHERE id = ${letter.id}`,
  );
  if (answer === "twice") await kit.env.MAIL.delete(key);
  return true;
}

/** Asked before anything is put beside it: what a buyer was taken out of is not filled again. */
async function takeInto(kit: Kit, ticketId: string, letter: Letter, at: number): Promise<MailAnswer> {
  const room = kit.env.TICKET.getByName(ticketId);
  const known = await room.mail({ do: "seek", id: letter.id, at });
  return known === "done" ? room.mail({ do: "take", mail: await keepParts(kit, letter, ticketId, at) }) : known;
}

interface Named {
  id: string;
  number: number;
  /** Where it leads, if it became part of another. */
  now_id: string;
}

interface Found {
  ticketId: string | null;
  /** Of the same letter, which came before by a way that named no ticket. */
  waiting: string | null;
}

async function findTicket(kit: Kit, { id, claims, answers }: Letter): Promise<Found> {
  const numbers = JSON.stringify([...new Set(claims.slice(0, CLAIMS_MAX).map(({ number }) => number))]);
  const [named, threads, [waiting]] = await kit.db.batch<[Named, { ticket_id: string }, { raw_key: string }]>([
    sql`SELECT t.id, t.number, IFNULL(t.leads_to, t.id) AS now_id FROM json_each(${numbers}) k CROSS JOIN ticket t ON t.number = k.value`,
    sql`SELECT IFNULL(t.leads_to, t.id) AS ticket_id FROM json_each(${JSON.stringify([id, ...answers])}) k CROSS JOIN mail_thread m ON m.id = k.value
      CROSS JOIN ticket t ON t.id = m.ticket_id`,
    sql`SELECT raw_key FROM unmatched_mail WHERE id = ${id} AND NOT EXISTS (SELECT 1 FROM mail_thread WHERE id = ${id})`,
  ]);
  const isNamed = (ticket: Named) => (claim: Claim) => claim.number === ticket.number && isProved(kit.env.SEAL_KEYS, claim, ticket.id);
  const ticketId = named.find((ticket) => claims.some(isNamed(ticket)))?.now_id ?? threads[0]?.ticket_id ?? null;
  return { ticketId, waiting: waiting?.raw_key ?? null };
}

/** What a timeline does not carry lies beside the raw message: under the message's own name, so that a second try writes the same. */
async function keepParts(kit: Kit, letter: Letter, ticketId: string, at: number): Promise<MailEntry> {
  const { id, messageId, from, to, subject, text, html, nature } = letter;
  const place = `in/${ticketId}/${id}`;
  const isCut = text.length > TEXT_SHOWN_CHARACTERS_MAX;
  if (isCut) await kit.env.MAIL.put(`${place}/text`, text);
  if (html) await kit.env.MAIL.put(`${place}/html`, html);
  const files: MailFile[] = [];
  for (const [number, { name, bytes }] of letter.files.slice(0, FILES_KEPT_MAX).entries()) {
    const key = `${place}/${number}`;
    await kit.env.MAIL.put(key, bytes);
    files.push({ name: safeName(name, FILE_NAME_CHARACTERS_MAX), type: receivedTypeOf(name, bytes), bytes: bytes.byteLength, key });
  }
  return {
    kind: "email",
    id,
    at,
    from,
    to,
    subject,
    text: text.slice(0, TEXT_SHOWN_CHARACTERS_MAX),
    textKey: isCut ? `${place}/text` : null,
    htmlKey: html ? `${place}/html` : null,
    files,
    messageId,
    nature,
    relayOf: await findRelay(kit, ticketId, from.address),
    dispatch: null,
  };
}

/** The order of this ticket whose buyer writes from the address TikTok lends them. */
async function findRelay(kit: Kit, ticketId: string, address: string): Promise<string | null> {
  const [row] = await askOverTickets(kit, [ticketId], ({ db }) =>
    db.all<{ order_id: string }>(
      sql`SELECT t.order_id FROM ticket_order t CROSS JOIN recipient r ON r.order_id = t.order_id
        WHERE t.ticket_id = ${ticketId} AND LOWER(r.email) = ${address.toLowerCase()} LIMIT 1`,
    ),
  );
  return row?.order_id ?? null;
}

async function putUnmatched(kit: Kit, letter: Letter, key: string, to: string, at: number): Promise<void> {
  const { id, nature, from, subject, text } = letter;
  const [, [kept]] = await kit.db.batch<[object, { raw_key: string }]>([
    sql`INSERT OR IGNORE INTO unmatched_mail (id, raw_key, nature, from_address, from_name, to_address, subject, says, at)
      VALUES (${id}, ${key}, ${nature}, ${from.address}, ${from.name}, ${to}, ${subject}, ${text.slice(0, SAYS_CHARACTERS_MAX)}, ${at})`,
    sql`SELECT raw_key FROM unmatched_mail WHERE id = ${id}`,
  ]);
  if (kept && kept.raw_key !== key) await kit.env.MAIL.delete(key);
}
