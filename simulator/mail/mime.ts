// Writes an e-mail as it travels (RFC 5322, MIME): plain, formatted, with files, or as a report that another could not be delivered.
// Refuses nothing: hostile words go over the wire as they are.
export interface Written {
  from: string;
  to: string;
  subject?: string;
  text?: string;
  html?: string;
  inReplyTo?: string;
  messageId?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; type: string; base64: string }[];
  /** The e-mail that came back. */
  bounceOf?: { from: string; to: string; replyTo: string; subject: string; messageId: string };
  /** In place of all the rest. */
  raw?: string;
}

const LINE = "\r\n";
const base64 = (text: string) =>
  (
    Buffer.from(text)
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join(LINE);
const word = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`);

const part = (headers: string[], body: string) => [...headers, "", body].join(LINE);
const textPart = (type: string, text: string) =>
  part([`Content-Type: ${type}; charset=utf-8`, "Content-Transfer-Encoding: base64"], base64(text));

function multipart(type: string, parts: string[]): string {
  const boundary = `=_${type.replace(/\W/g, "")}_${parts.length}`;
  const body = [...parts.flatMap((one) => [`--${boundary}`, one]), `--${boundary}--`, ""].join(LINE);
  return part([`Content-Type: multipart/${type}; boundary="${boundary}"`], body);
}

function reportOn(bounced: NonNullable<Written["bounceOf"]>): string {
  const status = [`Reporting-MTA: dns; mail.example`, "", `Final-Recipient: rfc822; ${bounced.to}`, "Action: failed", "Status: 5.1.1"].join(
    LINE,
  );
  const quoted = [`Message-ID: <${bounced.messageId}>`, `Reply-To: ${bounced.replyTo}`, `Subject: ${word(bounced.subject)}`].join(LINE);
  return multipart("report; report-type=delivery-status", [
    textPart("text/plain", `Your message to ${bounced.to} could not be delivered: there is no such mailbox.`),
    part(["Content-Type: message/delivery-status"], status),
    part(["Content-Type: text/rfc822-headers"], quoted),
  ]);
}

function bodyOf(mail: Written): string {
  if (mail.bounceOf) return reportOn(mail.bounceOf);
  const plain = textPart("text/plain", mail.text ?? "");
  const words = mail.html === undefined ? plain : multipart("alternative", [plain, textPart("text/html", mail.html)]);
  const files = (mail.attachments ?? []).map(({ filename, type, base64: bytes }) => {
    const headers = [
      `Content-Type: ${type}`,
      "Content-Transfer-Encoding: base64",
      `Content-Disposition: attachment; filename="${word(filename)}"`,
    ];
    return part(headers, (bytes.match(/.{1,76}/g) ?? []).join(LINE));
  });
  return files.length === 0 ? words : multipart("mixed", [words, ...files]);
}

export function composeMime(mail: Written, now: number): string {
  const headers: Record<string, string> = {
    From: mail.from,
    To: mail.to,
    Subject: word(mail.subject ?? ""),
    Date: new Date(now).toUTCString(),
    "Message-ID": `<${mail.messageId}>`,
    "MIME-Version": "1.0",
    ...(mail.inReplyTo ? { "In-Reply-To": `<${mail.inReplyTo}>`, References: `<${mail.inReplyTo}>` } : {}),
    ...mail.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join(LINE)}${LINE}${bodyOf(mail)}`;
}
