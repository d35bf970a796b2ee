/** Words of others without what they quote. TikTok's refusals may repeat what they were sent, and a platform's errors what they choked on: what
 *  is kept, logged or shown of them says what is wrong, and of whom or with which key it says nothing. Names of fields and ids stay. */

const HIDDEN = "…";
/** Shorter ones stand in any sentence. */
const REPEATED_CHARACTERS_MIN = 4;
const CLOSING: Record<string, string> = { '"': '"', "“": "”", "'": "'" };
const FIELD_CHARACTERS_MAX = 61;
/** Words, with a number at most at their ends: a token that begins with a letter has digits within. */
const FIELD = /^_?[a-z][A-Za-z]*\d{0,3}(?:[._-]+(?:[A-Za-z]+\d{0,3}|\d{1,3}(?![A-Za-z\d]))|\[\w{0,20}\])*$/;
const ID = /^\d{6,30}$/;
/** A status, a reason, a field to sort by. */
const TERM = /^[A-Za-z]+(?:_[A-Za-z]+)+$/;
/** What follows says nothing more. */
const READ_CHARACTERS_MAX = 1_000;

const PATTERNS: [pattern: RegExp, hide: (whole: string) => string][] = [
  // An object or a list of them: a body, repeated, and perhaps cut off.
  [/\{[\s\S]*\}|\[\s*[{"][\s\S]*\]|\{[\s\S]*$/g, () => HIDDEN],
  [
    /"[^"]*(?:"|$)|“[^”]*(?:”|$)|'[^']{2,}'(?!\w)/g,
    (whole) => (isName(whole.slice(1, -1)) ? whole : whole[0] + HIDDEN + (CLOSING[whole[0] ?? ""] ?? "")),
  ],
  [/\bhttps?:\/\/\S+/gi, () => HIDDEN],
  [/[^\s@<>,;:()]+@[\w.-]+\.\w{2,}/g, () => HIDDEN],
  // A number to call is written with signs between; an id never is.
  [/\+\s?\d[\d\s().-]{6,}\d|\(\d{2,5}\)[\d\s.-]{5,}\d|\b(?!\d{4}-\d\d-\d\d)\d{2,5}(?:[ .-]\d{2,5}){2,}\b/g, () => HIDDEN],
  // A token, a key, a signature.
  [/[\w+/=.-]{20,}/g, (whole) => (isName(whole) ? whole : HIDDEN)],
];

const isName = (text: string) => (text.length <= FIELD_CHARACTERS_MAX && FIELD.test(text)) || ID.test(text);

/** `repeated`: what this answer may have been told, longest first or not. */
export function withoutQuotes(words: string, repeated: readonly string[] = []): string {
  const told = repeated.filter((one) => one.length >= REPEATED_CHARACTERS_MIN && !ID.test(one) && !TERM.test(one));
  told.sort((one, other) => other.length - one.length);
  const plain = told.reduce((text, one) => text.replaceAll(one, HIDDEN), words).slice(0, READ_CHARACTERS_MAX);
  return PATTERNS.reduce((text, [pattern, hide]) => text.replace(pattern, hide), plain);
}
