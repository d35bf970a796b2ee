/** The language this page speaks: what was chosen on this device, else the nearest of those the browser asks for. It is settled when the page
 *  loads; another is spoken by loading it again. */
import { LANGUAGE_TAGS, type Language, nearestLanguage } from "./nearest.ts";

const KEPT = "language";
const readLanguage = (): Language =>
  LANGUAGE_TAGS.find((ours) => ours === localStorage.getItem(KEPT)) ?? nearestLanguage(navigator.languages);

/** The language sentences are written in. */
export const LANGUAGE = readLanguage();
document.documentElement.lang = LANGUAGE;

/** How its numbers and days are written: Spanish as in most of Latin America. */
export const LOCALE = { en: "en-GB", de: "de-DE", es: "es-419", "zh-Hans": "zh-Hans-CN" }[LANGUAGE];

/** Kept on this device; null is the browser's own. Loads the page again where it now speaks another, and never twice for one choice. */
export function chooseLanguage(choice: Language | null): void {
  if (choice === null) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, choice);
  // Read back: where the browser keeps nothing, loading again would change nothing.
  if (readLanguage() !== LANGUAGE) location.reload();
}
