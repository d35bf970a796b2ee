/** Reads a raw e-mail (RFC 5322, MIME). Bounded in depth and size of headers; whatever the bytes are, they come out as text, names and files,
 *  and never as something that acts. */
import { createHash } from "node:crypto";
import PostalMime, { type Address } from "postal-mime";
import { type Claim, readClaims } from "./address.ts";
import type { Correspondent, MailNature } from "./entry.ts";
import { natureOf } from "./nature.ts";

const NESTING_MAX = 20;
const HEADERS_BYTES_MAX = 256 * 1024;
const SUBJECT_SHOWN_CHARACTERS_MAX = 500;
const CORRESPONDENTS_MAX = 50;
const REFERENCES_MAX = 50;
/** A report quotes the message it is about; our address stands among its headers. */
const QUOTED_BYTES_MAX = 200 * 1024;

export interface Envelope {
  from: string;
  to: string;
}

export interface Letter {
  id: string;
  messageId: string | null;
  from: Correspondent;
  to: Correspondent[];
  subject: string;
  text: string;
  html: string | null;
  files: { name: string; bytes: Uint8Array }[];
  nature: MailNature;
  claims: Claim[];
  /** Ids of our records of the messages it answers, the nearest first. */
  answers: string[];
}

const withoutBrackets = (id: string) => id.trim().replace(/^<|>$/g, "");
const idsIn = (header: string) => header.match(/<[^<>\s]{1,250}>/g) ?? [];

/** The name of a message in our records. */
export const mailId = (messageId: string) => `eml_${createHash("sha256").update(withoutBrackets(messageId)).digest("hex").slice(0, 24)}`;

export async function readLetter(raw: ArrayBuffer, envelope: Envelope): Promise<Letter> {
  const options = { maxNestingDepth: NESTING_MAX, maxHeadersSize: HEADERS_BYTES_MAX, attachmentEncoding: "arraybuffer" } as const;
  const mail = await PostalMime.parse(raw, options);
  const headers = new Map(mail.headers.map(({ key, value }) => [key.toLowerCase(), value]));
  const [from = { address: envelope.from, name: "" }] = correspondents(mail.from ? [mail.from] : []);
  const to = correspondents([...(mail.to ?? []), ...(mail.cc ?? [])]);
  const nature = natureOf({ envelopeFrom: envelope.from, from: from.address, headers });
  const named = [envelope.to, headers.get("delivered-to") ?? "", ...to.map(({ address }) => address)].join(" ");
  const quoted = nature === "letter" ? "" : new TextDecoder("latin1").decode(raw.slice(0, QUOTED_BYTES_MAX));
  const answers = [...idsIn(mail.inReplyTo ?? ""), ...idsIn(mail.references ?? "").reverse(), ...idsIn(quoted)];
  return {
    id: mail.messageId ? mailId(mail.messageId) : `eml_${createHash("sha256").update(Buffer.from(raw)).digest("hex").slice(0, 24)}`,
    messageId: mail.messageId ? withoutBrackets(mail.messageId) : null,
    from,
    to: to.length > 0 ? to : [{ address: envelope.to, name: "" }],
    subject: oneLine(mail.subject ?? "").slice(0, SUBJECT_SHOWN_CHARACTERS_MAX),
    text: wordsOf(mail.text, mail.html),
    html: mail.html ?? null,
    files: mail.attachments.map(({ filename, content }) => ({
      name: filename ?? "",
      bytes: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
    nature,
    claims: [...readClaims(named), ...readClaims(quoted)],
    answers: [...new Set(answers.slice(0, REFERENCES_MAX).map(mailId))],
  };
}

function correspondents(addresses: Address[]): Correspondent[] {
  const single = addresses.flatMap((one) => one.group ?? [one]);
  return single.slice(0, CORRESPONDENTS_MAX).map((one) => ({ address: one.address ?? "", name: oneLine(one.name) }));
}

/** Control signs have no place in a line, and a name that reads backwards is a trick. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();

/** An e-mail without a plain form: its markup taken away. Shown as text, so what is left over does nothing. */
function wordsOf(text: string | undefined, html: string | undefined): string {
  if (text?.trim()) return text.trimEnd();
  return (html ?? "")
    .replace(/<(script|style|head|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
