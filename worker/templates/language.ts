/** Which language a buyer most likely reads: told by the script and the small words of what they wrote, else by where the shop sells. A guess
 *  that only chooses among variants; the agent sees it and may choose another. */

const BY_MARKETPLACE: Record<string, string> = {
  AT: "de",
  BE: "fr",
  BR: "pt",
  DE: "de",
  ES: "es",
  FR: "fr",
  ID: "id",
  IT: "it",
  JP: "ja",
  MX: "es",
  NL: "nl",
  PL: "pl",
  TH: "th",
  VN: "vi",
};

const BY_SCRIPT: [language: string, script: RegExp][] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["zh", /\p{Script=Han}/u],
  ["th", /\p{Script=Thai}/u],
  ["ko", /\p{Script=Hangul}/u],
];

/** Small words hardly shared between these languages. */
const SMALL_WORDS: Record<string, RegExp> = {
  en: /\b(the|is|my|where|when|you|please|it|this|have|and|order|thanks)\b/giu,
  de: /(?<!\p{L})(der|die|das|ich|und|nicht|mein|meine|wo|wann|bitte|ist|danke|paket)(?!\p{L})/giu,
  es: /(?<!\p{L})(el|los|mi|dónde|donde|cuándo|cuando|está|por|gracias|pedido|hola|puedo|qué|es|la)(?!\p{L})/giu,
  fr: /(?<!\p{L})(le|les|mon|où|quand|est|merci|bonjour|commande|colis|je|pas|une)(?!\p{L})/giu,
  it: /(?<!\p{L})(il|gli|mio|dove|quando|grazie|ciao|ordine|pacco|non|sono|è)(?!\p{L})/giu,
};

export function guessLanguage(written: string, marketplace: string): string {
  const script = BY_SCRIPT.find(([, pattern]) => pattern.test(written));
  if (script) return script[0];
  const home = BY_MARKETPLACE[marketplace] ?? "en";
  const counts = Object.entries(SMALL_WORDS).map(([language, words]) => ({ language, count: written.match(words)?.length ?? 0 }));
  const best = counts.sort((one, other) => other.count - one.count)[0];
  const atHome = counts.find(({ language }) => language === home)?.count ?? 0;
  return best && best.count >= 2 && best.count > atHome ? best.language : home;
}

export interface Variant {
  /** A BCP 47 tag. */
  language: string;
  text: string;
}

/** The variant for a language: the same tag, the same language elsewhere, English, or the first there is. */
export function chooseVariant(variants: Variant[], language: string): Variant | null {
  const wanted = language.toLowerCase();
  const base = (tag: string) => tag.toLowerCase().split("-")[0] ?? "";
  return (
    variants.find((one) => one.language.toLowerCase() === wanted) ??
    variants.find((one) => base(one.language) === base(wanted)) ??
    variants.find((one) => base(one.language) === "en") ??
    variants[0] ??
    null
  );
}

export const isSameLanguage = (one: string, other: string) => one.split("-")[0]?.toLowerCase() === other.split("-")[0]?.toLowerCase();
