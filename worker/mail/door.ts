/** Where e-mail comes in. The raw message is kept before anything else is done with it, and its key goes on the queue: what cannot be read or
 *  belongs nowhere is still there. Refuses, to its sender, what is too large. */
import { createHash } from "node:crypto";
import type { Env, Kit } from "../env.ts";
import { writeLog } from "../log.ts";

/** Cloudflare Email Routing takes 25 MiB; what an isolate can parse beside its other work is less. */
export const MAIL_BYTES_MAX = 15 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

export async function takeRawMail(kit: Kit, message: ForwardableEmailMessage): Promise<void> {
  if (message.rawSize > MAIL_BYTES_MAX) {
    message.setReject(`This message is larger than ${MAIL_BYTES_MAX / MEGABYTE} MB. Send it in parts, or a link to it.`);
    writeLog(kit, { door: "email", verdict: "too-large" });
    return;
  }
  const raw = await new Response(message.raw).arrayBuffer();
  const day = new Date(kit.now()).toISOString().slice(0, 10);
  const key = `raw/${day}/${createHash("sha256").update(Buffer.from(raw)).update(message.to).digest("hex")}`;
  // Whoever heard no answer sends it once more: what lies here is found by the moment it came at first.
  if (!(await kit.env.MAIL.head(key))) await keepRaw(kit.env, key, raw, message, kit.now());
  await kit.env.LIVE.send({ do: "take-mail", key });
  writeLog(kit, { door: "email", verdict: "taken" });
}

const ADDRESS_CHARACTERS_MAX = 320;

function keepRaw(env: Env, key: string, raw: ArrayBuffer, { from, to }: { from: string; to: string }, at: number) {
  const customMetadata = { from: from.slice(0, ADDRESS_CHARACTERS_MAX), to: to.slice(0, ADDRESS_CHARACTERS_MAX), at: String(at) };
  return env.MAIL.put(key, raw, { customMetadata });
}
