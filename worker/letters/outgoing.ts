/** An agent writes an e-mail from a ticket. The address a buyer's order lends is filled in here, so that whoever may not see it can still
 *  write to it. */

import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { replyAddress } from "../mail/address.ts";
import { FILE_NAME_CHARACTERS_MAX, FILES_BYTES_MAX, type MailDraft } from "../mail/draft.ts";
import type { MailEntry, MailFile } from "../mail/entry.ts";
import { fileTypeOf, isRunnable, safeName } from "../mail/sniff.ts";
import { Problem } from "../problem.ts";
import { findStore } from "../stores/shop.ts";
import type { SignedIn } from "../team/session.ts";
import { mayMail } from "../thread/mail-page.ts";
import { announceAct, requireTicket } from "../thread/page.ts";
import { askOverTickets } from "./archived.ts";
import { quoteTicket } from "./share.ts";

export async function writeMail(kit: Kit, signedIn: SignedIn, ticketId: string, draft: MailDraft): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  const store = await findStore(kit, ticket.store_id);
  const can = mayMail(kit, ticket.bits, store?.mail_address ?? null);
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
  if (!store?.mail_address) throw new Problem("conflict", "mail-address-missing");
  const to = "order" in draft.to ? await relayOf(kit, ticket.id, draft.to.order) : draft.to.address;
  const files = await findFiles(kit, ticketId, draft.files);
  const quote = draft.quote && (await quoteTicket(kit, signedIn, ticketId, draft.quote));
  const mail: MailEntry = {
    kind: "email",
    id: draft.id,
    at: kit.now(),
    from: { address: store.mail_address, name: store.name },
    to: [{ address: to, name: "" }],
    subject: draft.subject,
    text: quote ? `${draft.text}\n\n${quote.text}` : draft.text,
    textKey: null,
    htmlKey: null,
    files,
    messageId: null,
    nature: "letter",
    relayOf: "order" in draft.to ? draft.to.order : null,
    ...(quote && draft.quote ? { shared: { messages: quote.messages, open: draft.quote.open } } : {}),
    dispatch: {
      by: person.id,
      byName: person.name,
      state: "queued",
      attempts: 0,
      notBefore: kit.now(),
      trouble: null,
      isTold: false,
      replyTo: replyAddress(kit.env.SEAL_KEYS, ticket, store.mail_address),
      references: [],
    },
  };
  if ((await kit.env.TICKET.getByName(ticket.id).mail({ do: "write", mail })) === "missing") throw new Problem("missing", "ticket-missing");
}

async function relayOf(kit: Kit, ticketId: string, orderId: string): Promise<string> {
  const [row] = await askOverTickets(kit, [ticketId], ({ db }) =>
    db.all<{ email: string | null; is_masked: number }>(
      sql`SELECT r.email, r.is_masked FROM ticket_order t CROSS JOIN recipient r ON r.order_id = t.order_id
        WHERE t.ticket_id = ${ticketId} AND t.order_id = ${orderId}`,
    ),
  );
  if (!row?.email || row.email.includes("*")) throw new Problem("conflict", "mail-no-relay");
  return row.email;
}

export async function decideMail(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
  id: string,
  decision: "resend" | "discard",
): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  const by = { id: person.id, name: person.name };
  if ((await kit.env.TICKET.getByName(ticket.id).mail({ do: "decide", id, decision, by })) !== "done")
    throw new Problem("conflict", "reply-settled");
}

/** A file for an e-mail still to be written, under a key that only this ticket can name. */
export async function addFile(kit: Kit, signedIn: SignedIn, ticketId: string, given: string, body: ArrayBuffer): Promise<MailFile> {
  await requireTicket(kit, signedIn, ticketId, "reply");
  const bytes = new Uint8Array(body);
  if (bytes.byteLength === 0) throw new Problem("invalid", "mail-file-empty");
  if (bytes.byteLength > FILES_BYTES_MAX) throw new Problem("too-large", "mail-files-too-large", { bytes: FILES_BYTES_MAX });
  const name = safeName(given, FILE_NAME_CHARACTERS_MAX);
  if (isRunnable(name, bytes)) throw new Problem("invalid", "mail-file-runs", { name });
  const type = fileTypeOf(bytes);
  const key = `${placeOf(ticketId)}${mintId(kit, "fil_", 20)}`;
  await kit.env.MAIL.put(key, bytes, { customMetadata: { name: encodeURIComponent(name), type } });
  return { name, type, bytes: bytes.byteLength, key };
}

const placeOf = (ticketId: string) => `out/${ticketId}/`;

async function findFiles(kit: Kit, ticketId: string, keys: string[]): Promise<MailFile[]> {
  const kept = await Promise.all(keys.map(async (key) => (key.startsWith(placeOf(ticketId)) ? kit.env.MAIL.head(key) : null)));
  const files = kept.map((one) => {
    if (!one) throw new Problem("invalid", "mail-file-gone");
    const { name = "", type = "application/octet-stream" } = one.customMetadata ?? {};
    return { name: decodeURIComponent(name), type, bytes: one.size, key: one.key };
  });
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > FILES_BYTES_MAX)
    throw new Problem("too-large", "mail-files-too-large", { bytes: FILES_BYTES_MAX });
  return files;
}
