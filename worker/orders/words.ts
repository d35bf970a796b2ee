/** Search words, the same for what is stored and what is asked: letters and digits in lower case, and overlapping pairs where a script
 *  writes no spaces (Thai, Lao, Khmer, Chinese, Japanese), so that a part of a sentence is found there too. */

export const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const WORD = /[\p{Letter}\p{Mark}\p{Number}]+/gu;

const SEARCH_WORDS_MAX = 12;

/** Tokens for the index, separated by spaces. */
export function wordsOf(text: string): string {
  return tokensOf(text).join(" ");
}

/** Fewer letters begin too many words to be a question. */
const BEGINNING_LETTERS_MIN = 3;

/** An FTS5 expression in which every token is a quoted string, so that nothing a person types is syntax; the last word may be unfinished.
 *  Null when the text holds no word. */
export function matchOf(text: string): string | null {
  const whole = matchWhole(text);
  const last = askedTokens(text).at(-1) ?? "";
  return whole !== null && [...last].length >= BEGINNING_LETTERS_MIN ? `${whole}*` : whole;
}

/** The same for words that are whole. */
export function matchWhole(text: string): string | null {
  const tokens = askedTokens(text);
  return tokens.length === 0 ? null : tokens.map((token) => `"${token}"`).join(" AND ");
}

/** The tokens a search asks for; of the last one only the beginning may stand there. */
export const askedTokens = (text: string): string[] => tokensOf(text).slice(0, SEARCH_WORDS_MAX);

/** Letters as the index compares them: without case and without marks above or below. */
export const foldWord = (word: string) =>
  word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "");

/** A store as a token: no word of a text looks like it. */
export const storeToken = (storeId: string) => `zz${storeId.replace(/[^a-z0-9]/g, "")}`;

/** All orders of one buyer are found by this token. */
export const buyerToken = (buyerUserId: string) => `zzbuyer${buyerUserId}`;

/** Only the stores a person may see, as part of a match. */
export const matchStores = (storeIds: string[]) => `(${storeIds.map((id) => `"${storeToken(id)}"`).join(" OR ")})`;

function tokensOf(text: string): string[] {
  const lower = text.normalize("NFKC").toLowerCase();
  const tokens: string[] = [];
  for (const [word] of lower.replace(UNSPACED, (run) => ` ${pairsOf(run).join(" ")} `).matchAll(WORD)) tokens.push(word);
  return tokens;
}

function pairsOf(run: string): string[] {
  const letters = [...run];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}
