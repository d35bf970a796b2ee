/** Whether somebody wrote an e-mail or a machine did. Pure. Machines must never open a ticket again or be answered, or two of them would
 *  write to each other for ever (RFC 3834 §2); what bounced is told as such (RFC 3464). */
import type { MailNature } from "./entry.ts";

export interface Signs {
  /** The envelope's sender; empty for reports (RFC 5321 §4.5.5). */
  envelopeFrom: string;
  from: string;
  /** By lower-case name. */
  headers: Map<string, string>;
}

const REPORTERS = /^(mailer-daemon|postmaster)@/i;
const AUTOMATIC_PRECEDENCE = new Set(["bulk", "junk", "list", "auto_reply"]);

export function natureOf({ envelopeFrom, from, headers }: Signs): MailNature {
  const type = headers.get("content-type")?.toLowerCase() ?? "";
  const isReport = type.startsWith("multipart/report");
  if (isReport && type.includes("delivery-status")) return "bounce";
  if (headers.has("x-failed-recipients") || REPORTERS.test(from)) return "bounce";
  const submitted = headers.get("auto-submitted")?.trim().toLowerCase();
  if (submitted !== undefined && !submitted.startsWith("no")) return "automatic";
  if (AUTOMATIC_PRECEDENCE.has(headers.get("precedence")?.trim().toLowerCase() ?? "")) return "automatic";
  if (["x-autoreply", "x-autorespond", "x-auto-response-suppress", "list-id"].some((name) => headers.has(name))) return "automatic";
  return isReport || envelopeFrom === "" || envelopeFrom === "<>" ? "automatic" : "letter";
}
