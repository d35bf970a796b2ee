/** Bytes at an address that TikTok gave: asked of TikTok's kind of address alone, and never more than whoever asks can hold. */
import type { Kit } from "../env.ts";

/** A file of TikTok's may lie behind this many forwardings, each judged like the first address. */
const FORWARDINGS_MAX = 2;
/** Names that lead wherever their owner, or the name itself, says: into a network that is not the world's. */
const INSIDE = /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|test|invalid|example|onion)$/;
/** Services whose names spell the address they lead to. */
const SPELLED = /(^|[.-])\d{1,3}([.-]\d{1,3}){3}([.-]|$)|(^|\.)(nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me)$/;
const LETTERS_IN_LAST_LABEL = /\.[a-z][a-z0-9-]*$/;

/** The address in its plain form, or null where nobody should ask it: only https on its own port, a public name instead of a number, and nobody's
 *  password (OWASP ASVS 1.3.6). Where TikTok itself is spoken to in the clear, on a developer's machine, its files are too. */
export function fetchable({ env }: Pick<Kit, "env">, url: unknown): string | null {
  const parsed = typeof url === "string" ? URL.parse(url) : null;
  if (!parsed) return null;
  if (parsed.username !== "" || parsed.password !== "") return null;
  const isOwn = parsed.protocol === "http:" && env.TIKTOK_API_URL.startsWith("http:") && /^(localhost|127\.0\.0\.1)$/.test(parsed.hostname);
  if (isOwn) return parsed.href;
  const name = parsed.hostname.replace(/\.$/, "");
  const isPublic = LETTERS_IN_LAST_LABEL.test(name) && !INSIDE.test(name) && !SPELLED.test(name);
  return parsed.protocol === "https:" && parsed.port === "" && isPublic ? parsed.href : null;
}

/** Asks such an address; where it forwards, each place is judged anew. Null where one of them is not to be asked. */
export async function askOutside(kit: Pick<Kit, "env" | "fetch">, url: unknown): Promise<Response | null> {
  let address = fetchable(kit, url);
  for (let forwarded = 0; address !== null && forwarded <= FORWARDINGS_MAX; forwarded += 1) {
    const response = await kit.fetch(new Request(address, { redirect: "manual" }));
    const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (next === null) return response;
    await response.body?.cancel();
    address = fetchable(kit, URL.parse(next, address)?.href);
  }
  return null;
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
