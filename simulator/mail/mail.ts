// E-mail around the shop: what the product sent to suppliers, carriers and buyers, and what they write to it. Refuses to know the product's
// tickets; who answers does so to the address the product gave.
import { type Core, found, Refusal } from "../core/core.ts";
import { composeMime, type Written } from "./mime.ts";

export interface Mail {
  id: string;
  at: number;
  /** "received": the product sent it · "written": somebody writes to the product. */
  direction: "received" | "written";
  from: string;
  to: string;
  replyTo: string;
  subject: string;
  text: string;
  messageId: string;
  headers: Record<string, string>;
  attachments: { filename: string; type: string; base64: string }[];
  /** What goes over the wire; empty for what was received. */
  raw: string;
  /** How the product took it; null while it is on its way. */
  outcome: string | null;
}

/** refused: not a person Cloudflare would let us write to · limit: not now · silent: it is sent, and the answer is lost. */
export const MAIL_FAULTS = ["refused", "limit", "silent"] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];

const MAILS_KEPT_MAX = 200;
const WORDS: Record<MailFault, string> = {
  refused: "E_RECIPIENT_NOT_ALLOWED: this recipient may not be written to",
  limit: "E_RATE_LIMIT_EXCEEDED: too many messages, try again later",
  silent: "the connection was lost",
};

interface Taken {
  from: string | { email: string };
  to: string | string[];
  replyTo?: string | { email: string };
  subject: string;
  text?: string;
  headers?: Record<string, string>;
  attachments?: Mail["attachments"];
}

const addressOf = (one: string | { email: string }) => (typeof one === "string" ? one : one.email);

/** As Cloudflare Email Service takes a message from a Worker. */
export function takeMail(core: Core, taken: Taken): { messageId: string } {
  const fault = core.state.mailFault;
  core.state.mailFault = null;
  if (fault === "refused" || fault === "limit") throw new Refusal(WORDS[fault]);
  const from = addressOf(taken.from);
  const messageId = `${core.ids.count("mail")}.${core.now()}@mail.example`;
  keep(core, {
    direction: "received",
    from,
    to: [taken.to].flat().join(", "),
    replyTo: addressOf(taken.replyTo ?? from),
    subject: taken.subject,
    text: taken.text ?? "",
    messageId,
    headers: taken.headers ?? {},
    attachments: taken.attachments ?? [],
    raw: "",
    outcome: "taken",
  });
  if (fault === "silent") throw new Refusal(WORDS.silent);
  return { messageId: `<${messageId}>` };
}

export function breakMail(core: Core, { fault }: { fault: string }): void {
  if (!MAIL_FAULTS.includes(fault as MailFault)) throw new Refusal(`There is no such trouble with e-mail: "${fault}".`);
  core.state.mailFault = fault as MailFault;
  core.changed();
}

/** Somebody writes to the product. */
export function writeMail(core: Core, written: Written): Mail {
  if (!written.to?.includes("@") || !written.from?.includes("@")) throw new Refusal("An e-mail goes from an address to an address.");
  const messageId = written.messageId ?? `${core.ids.count("mail")}.${core.now()}@outside.example`;
  const raw = written.raw ?? composeMime({ ...written, messageId }, core.now());
  const { from, to, subject = "", text = "" } = written;
  const headers = written.headers ?? {};
  const mail = keep(core, {
    direction: "written",
    from,
    to,
    replyTo: from,
    subject,
    text,
    messageId,
    headers,
    attachments: [],
    raw,
    outcome: null,
  });
  core.postbag.set(mail.id, core.now());
  return mail;
}

/** An answer to what the product sent: by its address and its Message-ID. */
export function answerMail(core: Core, { mailId, text, html }: { mailId: string; text: string; html?: string }): Mail {
  const mail = found(core.state.mails[mailId], "e-mail", mailId);
  const subject = `Re: ${mail.subject}`;
  return writeMail(core, { from: mail.to, to: mail.replyTo, subject, text, inReplyTo: mail.messageId, ...(html ? { html } : {}) });
}

/** The other side is away (RFC 3834). */
export function autoAnswerMail(core: Core, { mailId }: { mailId: string }): Mail {
  const mail = found(core.state.mails[mailId], "e-mail", mailId);
  const headers = { "Auto-Submitted": "auto-replied", Precedence: "auto_reply" };
  const text = "I am out of the office until Monday.";
  return writeMail(core, {
    from: mail.to,
    to: mail.replyTo,
    subject: `Out of office: ${mail.subject}`,
    text,
    inReplyTo: mail.messageId,
    headers,
  });
}

/** It could not be delivered (RFC 3464). */
export function bounceMail(core: Core, { mailId }: { mailId: string }): Mail {
  const mail = found(core.state.mails[mailId], "e-mail", mailId);
  return writeMail(core, { from: "mailer-daemon@mail.example", to: mail.replyTo, subject: "Undeliverable", text: "", bounceOf: mail });
}

function keep(core: Core, mail: Omit<Mail, "id" | "at">): Mail {
  const kept = { ...mail, id: `mail-${core.ids.count("mail-kept")}`, at: core.now() };
  core.state.mails[kept.id] = kept;
  const ids = Object.keys(core.state.mails);
  for (const id of ids.slice(0, Math.max(0, ids.length - MAILS_KEPT_MAX))) delete core.state.mails[id];
  core.changed();
  return kept;
}

const HOSTILE_LINES = 10_000;

/** All at once: markup that acts, signs that turn words around, a file that is not what it says, and no end of lines. */
export function writeHostileMail(core: Core, { to }: { to: string }): Mail {
  const lines = Array.from({ length: HOSTILE_LINES }, (_, number) => `line ${number + 1}`).join("\n");
  const text = `\u202eesrever\u202c <script>alert(1)</script> \u200bzero\u200bwidth 👩‍👩‍👧 مرحبا\n${lines}`;
  const html = `<script>alert(1)</script><p onclick="alert(1)">Your parcel <a href="javascript:alert(1)">waits</a>.<img src="https://tracker.example/pixel.gif" alt="pixel"><form action="https://tracker.example"><input></form></p>`;
  const attachments = [
    { filename: "invoice.html", type: "text/html", base64: Buffer.from("<script>alert(1)</script>").toString("base64") },
  ];
  return writeMail(core, { from: "Mallory <mallory@example.net>", to, subject: "\u202eInvoice", text, html, attachments });
}
