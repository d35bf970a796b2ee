// The signature of an API call, as TikTok's developer docs ("Sign your API request") describe it. Written apart from the client that
// signs, so that the two check each other. Refuses nothing; the gateway compares.
import { createHmac, timingSafeEqual } from "node:crypto";

const UNSIGNED = new Set(["sign", "access_token"]);

/**
 * Lower-case hex HMAC-SHA256, keyed with the secret, over secret + path + sorted names and decoded values + raw body + secret.
 * `body` is null for GET and for multipart/form-data, whose body is not signed.
 */
export function signCall(secret: string, path: string, query: URLSearchParams, body: Uint8Array | string | null): string {
  const names = [...new Set(query.keys())].filter((name) => !UNSIGNED.has(name)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const mac = createHmac("sha256", secret);
  mac.update(secret + path);
  for (const name of names) mac.update(name + (query.get(name) ?? ""), "utf8");
  if (body !== null) mac.update(body);
  mac.update(secret);
  return mac.digest("hex");
}

export function isSameSignature(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
