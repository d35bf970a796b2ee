/** Hands an e-mail to Cloudflare and says what became of it in one word. Cloudflare takes no idempotency key: an answer that was lost is
 *  doubt, never a second try. Codes: https://developers.cloudflare.com/email-service/api/send-emails/workers-api/ */
import type { Env } from "../env.ts";
import type { MailEntry } from "./entry.ts";

export type Dispatched =
  | { is: "sent"; messageId: string | null }
  /** Not carried out; another time it may be. */
  | { is: "later"; words: string }
  | { is: "refused"; words: string }
  | { is: "unknown" };

const LATER = new Set(["E_RATE_LIMIT_EXCEEDED", "E_DAILY_LIMIT_EXCEEDED"]);

export async function sendMail(env: Pick<Env, "EMAIL" | "MAIL">, mail: MailEntry): Promise<Dispatched> {
  if (!env.EMAIL) return { is: "refused", words: "mail-not-set-up" };
  const files = await Promise.all(mail.files.map(async (file) => ({ file, kept: await env.MAIL.get(file.key) })));
  const lost = files.find(({ kept }) => kept === null);
  if (lost) return { is: "refused", words: "mail-file-gone" };
  const attachments = await Promise.all(
    files.map(async ({ file, kept }) => ({
      disposition: "attachment" as const,
      filename: file.name,
      type: file.type,
      content: (await kept?.arrayBuffer()) ?? new ArrayBuffer(0),
    })),
  );
  try {
    const sent = await env.EMAIL.send({
      from: { email: mail.from.address, name: mail.from.name },
      to: mail.to.map(({ address }) => address),
      replyTo: mail.dispatch?.replyTo ?? mail.from.address,
      subject: mail.subject,
      text: mail.text,
      headers: threadHeaders(mail.dispatch?.references ?? []),
      ...(attachments.length > 0 ? { attachments } : {}),
    });
    return { is: "sent", messageId: sent?.messageId ?? null };
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    const code = codeOf(thrown, words);
    if (code === null) return { is: "unknown" };
    return LATER.has(code) ? { is: "later", words } : { is: "refused", words };
  }
}

/** RFC 5322 §3.6.4. */
function threadHeaders(references: string[]): Record<string, string> {
  const ids = references.map((id) => `<${id}>`);
  const last = ids.at(-1);
  return last ? { "In-Reply-To": last, References: ids.join(" ") } : {};
}

/** A call between Workers may keep an error's words alone. */
function codeOf(thrown: unknown, words: string): string | null {
  const own = typeof thrown === "object" && thrown !== null && "code" in thrown ? thrown.code : null;
  return typeof own === "string" ? own : (/\bE_[A-Z_]+\b/.exec(words)?.[0] ?? null);
}
