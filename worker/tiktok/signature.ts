/** TikTok Shop's two signatures: of our requests to the Open API, and of the webhooks TikTok sends us. Synchronous on purpose, so that a
 *  replay of a history never depends on a thread pool.
 *  Rules: https://partner.tiktokshop.com/docv2/page/sign-your-api-request and …/tts-webhooks-overview. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** Neither is signed: the signature itself, and the token that older clients put into the query. */
const UNSIGNED = new Set(["sign", "access_token"]);

/** `body` is the text exactly as sent; null for bodiless and multipart requests, whose bodies are not signed. Values are unencoded. */
export function signRequest(secret: string, path: string, query: Readonly<Record<string, string>>, body: string | null): string {
  const names = Object.keys(query).filter((name) => !UNSIGNED.has(name));
  const pairs = names.sort().map((name) => name + query[name]);
  return hmacHex(secret, secret + path + pairs.join("") + (body ?? "") + secret);
}

/** True when TikTok signed these bytes for this app with one of its secrets: two are valid while a secret is being rotated. */
export function isWebhookSignature(appKey: string, secrets: readonly string[], rawBody: Uint8Array, signature: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(signature)) return false;
  const given = Buffer.from(signature, "hex");
  return secrets.some((secret) => timingSafeEqual(createHmac("sha256", secret).update(appKey).update(rawBody).digest(), given));
}

const hmacHex = (secret: string, message: string) => createHmac("sha256", secret).update(message, "utf8").digest("hex");
