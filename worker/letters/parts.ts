/** The parts of an e-mail that a timeline does not carry, behind the ticket's own rights: never as something a browser would run. */
import type { Kit } from "../env.ts";
import { cleanHtml } from "../mail/clean.ts";
import { PROGRAM } from "../mail/sniff.ts";
import { Problem } from "../problem.ts";
import type { SignedIn } from "../team/session.ts";
import { requireTicket } from "../thread/page.ts";
import { openTicket } from "../tickets/opened.ts";

/** "text" is all of the words, "html" the formatted form, a number one of the files. */
export async function openPart(kit: Kit, signedIn: SignedIn, ticketId: string, mailId: string, part: string, isRemote: boolean) {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "read");
  const view = await openTicket(kit, ticket.id);
  const mail = view?.entries.find((entry) => entry.id === mailId);
  if (mail?.kind !== "email") throw new Problem("missing", "mail-part-missing");
  const file = mail.files[Number(part)];
  // Cloudflare offers a Worker no scanner: what would run is not handed out at all (OWASP ASVS 5.4.3).
  if (file?.type === PROGRAM) throw new Problem("forbidden", "mail-file-withheld", { name: file.name });
  const key = part === "text" ? mail.textKey : part === "html" ? mail.htmlKey : file?.key;
  const kept = key ? await kit.env.MAIL.get(key) : null;
  if (!kept) throw new Problem("missing", "mail-part-missing");
  if (part === "html") return cleanHtml(kept.body, isRemote);
  if (part === "text" || !file) return new Response(kept.body, { headers: { ...INERT, "content-type": "text/plain; charset=utf-8" } });
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
  return new Response(kept.body, { headers: { ...INERT, "content-type": file.type, "content-disposition": disposition } });
}

const INERT = { "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox" };
