/** What may not be a password, however long it is: what everybody tries first, and what anybody who knows the desk or the person would try (OWASP ASVS
 *  6.2.4, 6.2.11). No list outside is asked, for that would be one more place that is told. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { COMMON_HASHES } from "./frequent.ts";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "./typed.ts";

export const COMMON_KEPT = 5_000;
const HASH_BYTES = 4;
/** "aaaaaaaaaaaa" and "123123123123" are on no list and are tried all the same. */
const DISTINCT_MIN = 5;
/** What must be left of a password without the words one knows. */
const OWN_LEFT_MIN = 8;
/** Shorter words stand inside others by chance. */
const WORD_CHARACTERS_MIN = 4;
const PRODUCT_WORDS = ["tillside", "tiktokshop", "tiktok", "password", "passwort", "contraseña", "sellercenter"];

/** As it is compared: however it is cased, and however a keyboard puts its letters together. */
const plainOf = (password: string) => password.normalize("NFKC").toLowerCase();
const lettersOf = (text: string) => plainOf(text).replace(/[^\p{L}\p{N}]/gu, "");
const hashOf = (plain: string) => createHash("sha256").update(plain).digest().readUInt32BE(0);

/** The list as it is kept, of a list with the most frequent first. */
export function keepCommon(passwords: readonly string[]): string {
  const fitting = passwords.map(plainOf).filter(({ length }) => length >= PASSWORD_CHARACTERS_MIN && length <= PASSWORD_CHARACTERS_MAX);
  const hashes = [...new Set(fitting)]
    .slice(0, COMMON_KEPT)
    .map(hashOf)
    .sort((a, b) => a - b);
  const bytes = Buffer.alloc(hashes.length * HASH_BYTES);
  for (const [at, hash] of hashes.entries()) bytes.writeUInt32BE(hash, at * HASH_BYTES);
  return bytes.toString("base64");
}

let known: Set<number> | null = null;
function knownHashes(): Set<number> {
  if (known) return known;
  const bytes = Buffer.from(COMMON_HASHES, "base64");
  known = new Set(Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.readUInt32BE(at * HASH_BYTES)));
  return known;
}

export function isCommon(password: string): boolean {
  const forms = [plainOf(password), lettersOf(password)];
  return new Set(forms[0]).size < DISTINCT_MIN || forms.some((form) => knownHashes().has(hashOf(form)));
}

/** The first of these words without which too little is left; null where enough is. */
export function wordWithin(password: string, words: readonly string[]): string | null {
  const used: string[] = [];
  let left = lettersOf(password);
  const wanted = [...new Set(words.map(lettersOf))].filter(({ length }) => length >= WORD_CHARACTERS_MIN);
  for (const word of wanted.sort((a, b) => b.length - a.length)) {
    if (!left.includes(word)) continue;
    left = left.replaceAll(word, "");
    used.push(word);
  }
  return left.length < OWN_LEFT_MIN ? (used[0] ?? null) : null;
}

/** Refuses what is common or made of what one knows of this desk and this person. */
export async function requireGoodPassword(kit: Kit, password: string, person: { name: string; email: string }): Promise<void> {
  if (isCommon(password)) throw new Problem("invalid", "password-common");
  const stores = await kit.db.all<{ name: string }>(sql`SELECT name FROM store`);
  const names = [person.name, ...stores.map(({ name }) => name)];
  const addresses = [person.email, new URL(kit.env.APP_URL).hostname];
  const words = [...names, ...[...names, ...addresses].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)), ...PRODUCT_WORDS];
  const word = wordWithin(password, words);
  if (word !== null) throw new Problem("invalid", "password-own", { word });
}
