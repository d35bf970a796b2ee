/** E-mail as a ticket's page shows it: whether one may write any, and whose address is seen. The one TikTok lends a buyer is shown to those
 *  who may see recipients. */
import type { Kit } from "../env.ts";
import type { Correspondent, MailEntry } from "../mail/entry.ts";
import { type Can, cannot, RIGHTS } from "../team/rights.ts";
import type { Entry } from "../timeline/entries.ts";

export function mayMail(kit: Kit, bits: number, storeAddress: string | null): Can {
  if ((bits & RIGHTS.reply) === 0) return cannot("right-missing", { right: "reply" });
  if (!kit.env.EMAIL) return cannot("mail-not-set-up");
  return storeAddress ? { ok: true } : cannot("mail-address-missing");
}

/** Who may see recipients may also pass on who the buyer is. */
export const mayShareOpenly = (bits: number): Can =>
  (bits & RIGHTS.personal) === 0 ? cannot("right-missing", { right: "personal" }) : { ok: true };

/** The entries as a person with these rights may read them. */
export const shownTo = (entries: Entry[], bits: number): Entry[] =>
  (bits & RIGHTS.personal) !== 0
    ? entries
    : entries.map((entry) => (entry.kind === "email" && entry.relayOf ? withoutRelay(entry) : entry));

function withoutRelay(mail: MailEntry): MailEntry {
  const hide = (one: Correspondent): Correspondent => ({ ...one, address: "" });
  return mail.dispatch ? { ...mail, to: mail.to.map(hide) } : { ...mail, from: hide(mail.from) };
}
