/** The languages spoken here, and the one nearest to what somebody asks for. Pure: where the choice is kept is language.ts's. */

/** By their own names, under their tags (BCP 47, https://www.rfc-editor.org/info/bcp47). */
export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", "zh-Hans": "简体中文" };

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as Language[];

/** How somebody who asks for the tag writes; empty where it is no tag. */
const writingOf = (tag: string): string => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    // A browser may be told to ask for anything.
    return "";
  }
};

/** The first that is written and spoken as one of ours: de-AT is German, zh-TW is no Simplified Chinese. */
export function nearestLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = LANGUAGE_TAGS.find((ours) => writingOf(ours) === writingOf(tag));
    if (found) return found;
  }
  return "en";
}
