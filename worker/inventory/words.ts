/** What people type, as a question to an index of three letters each: parts of words are found, in every script, and nothing typed is search
 *  syntax. Pure. */

const INDEXED_CHARACTERS = 3;
const WORDS_MAX = 8;

const cut = (text: string) => text.normalize("NFC").replaceAll("\0", "").trim().split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
const isLong = (word: string) => [...word].length >= INDEXED_CHARACTERS;
const quoted = (word: string) => `"${word.replaceAll('"', '""')}"`;

/** Every word long enough for the index must occur; null where none is. */
export function matchParts(text: string): string | null {
  const words = cut(text).filter(isLong).map(quoted);
  return words.length > 0 ? words.join(" AND ") : null;
}

/** What is like it: a word or two of it occur. The longest tell most. */
export function matchAny(text: string, most: number): string | null {
  const words = [...new Set(cut(text.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")))]
    .filter(isLong)
    .sort((one, other) => other.length - one.length)
    .slice(0, most);
  return words.length > 0 ? words.map(quoted).join(" OR ") : null;
}

/** For a look at rows one by one. */
export const shortWords = (text: string) => cut(text).map((word) => word.toLowerCase());
