/** A text without what tells who a buyer is or where they live. Pure. What is known of them goes wherever it stands; what only looks like an
 *  e-mail address, a telephone number or a street goes too, rather once too often. It cannot know everything: whoever shares reads it first. */

export interface KnownOfBuyer {
  names: string[];
  /** Lines of addresses, towns, postal codes, telephone numbers, e-mail addresses. */
  places: string[];
  /** What a supplier or carrier needs and might look like a number to call: tracking numbers, order ids. */
  keep: string[];
}

export type PersonalKind = "name" | "mail" | "phone" | "address";
export const BUYER = "Buyer";
const MASKS: Record<PersonalKind, string> = { name: BUYER, mail: "[e-mail]", phone: "[phone]", address: "[address]" };
/** Shorter ones stand in other words, or say nothing. */
const NAME_LETTERS_MIN = 3;
const PLACE_CHARACTERS_MIN = 3;
const PHONE_DIGITS = { least: 7, most: 15 } as const;

const MAIL = /[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,190}\.\p{L}{2,24}/gu;
const PHONE = /(?<![\p{L}\d])\+?\(?\d(?:[\s()./-]{0,3}\d){6,18}(?![\p{L}\d])/gu;
const DATE = /^(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})$/;
const STREETS: RegExp[] = [
  /\b\d{1,5}[a-z]?\s+(?:[\p{L}\d'.-]{1,30}\s+){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|terrace|close|square|sq|crescent|parkway|pkwy)\b\.?/giu,
  /(?<!\p{L})[\p{L}-]{2,30}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|laan|straat)\s{0,2}\d{1,4}\s?[a-z]?\b/giu,
  /(?<!\p{L})(?:calle|avenida|av\.|rua|rue|via|jalan|jl\.)\s+(?:[\p{L}'.-]{1,30},?\s+){1,5}\d{1,5}/giu,
  /[\p{Script=Han}]{1,12}(?:路|街|巷|弄|道)\s?\d{1,5}\s?[号號]?/gu,
  /\b(?:apt|apartment|suite|unit|flat|p\.?\s?o\.?\s?box)\.?\s+#?\d{1,6}[a-z]?\b/giu,
  /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/g,
  /\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b/g,
];

export const redact = (text: string, known: KnownOfBuyer) => maskPersonal(text, known, (kind) => MASKS[kind]);

/** What stands for what goes is the caller's to say. */
export function maskPersonal(text: string, known: KnownOfBuyer, mask: (kind: PersonalKind, found: string) => string): string {
  const kept = new Set(known.keep.map(bare));
  const as = (kind: PersonalKind) => (found: string) => mask(kind, found);
  let open = text.replace(MAIL, as("mail"));
  for (const place of longestFirst(known.places, PLACE_CHARACTERS_MIN)) open = open.replace(wherever(place), as(kindOf(place)));
  for (const name of longestFirst(known.names.flatMap(withParts), 2)) open = open.replace(wherever(name), as("name"));
  open = open.replace(PHONE, (found) => (isPhone(found, kept) ? mask("phone", found) : found));
  for (const street of STREETS) open = open.replace(street, as("address"));
  return open;
}

const bare = (text: string) => text.replace(/[^\p{L}\d]/gu, "").toLowerCase();

function isPhone(found: string, kept: Set<string>): boolean {
  const digits = found.replace(/\D/g, "").length;
  return digits >= PHONE_DIGITS.least && digits <= PHONE_DIGITS.most && !DATE.test(found.trim()) && !kept.has(bare(found));
}

const kindOf = (place: string): PersonalKind => (place.includes("@") ? "mail" : /^[\d\s+().-]{7,}$/.test(place) ? "phone" : "address");

/** A whole name, and the parts of it people are called by; handles join theirs by signs and digits. */
const withParts = (name: string) => [name, ...name.split(/[\s,._\d-]+/).filter((part) => [...part].length >= NAME_LETTERS_MIN)];

/** What TikTok hides already, with asterisks, tells nothing and would be found everywhere. */
const longestFirst = (known: string[], least: number) =>
  [...new Set(known.map((one) => one.trim()))]
    .filter((one) => [...one].length >= least && !one.includes("*"))
    .sort((one, other) => other.length - one.length);

/** The words in whatever case and spacing, and not inside another word, where a script has words. */
function wherever(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "[\\s,]+");
  const isSpaced = !/[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words);
  return new RegExp(isSpaced ? `(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])` : escaped, "giu");
}
