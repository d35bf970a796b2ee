/** Bytes at an address that TikTok gave: asked of TikTok's kind of address alone, and never more than whoever asks can hold. */
import type { Kit } from "../env.ts";

/** Where TikTok itself is spoken to in the clear, on a developer's machine, its files are too. */
export function fetchable({ env }: Pick<Kit, "env">, url: unknown): string | null {
  const parsed = typeof url === "string" ? URL.parse(url) : null;
  if (!parsed) return null;
  const isOwn = parsed.protocol === "http:" && env.TIKTOK_API_URL.startsWith("http:") && /^(localhost|127\.0\.0\.1)$/.test(parsed.hostname);
  return parsed.protocol === "https:" || isOwn ? parsed.href : null;
}

/** Null where there is more than that. */
export async function readWithin(response: Response, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > most) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
