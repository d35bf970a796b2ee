/** Finds `{{…}}` in a text: a place somebody meant to be filled in. A reply that still has one must not reach a buyer. Quoted text inside
 *  belongs to the placeholder; one that is open at the end of its line is none. */

export interface Span {
  from: number;
  /** The first character after it. */
  to: number;
}

/** A longer one is text that happens to hold braces. */
const PLACEHOLDER_CHARACTERS_MAX = 300;

export function findPlaceholders(text: string): Span[] {
  const found: Span[] = [];
  let at = text.indexOf("{{");
  while (at >= 0) {
    const to = endOf(text, at);
    if (to > 0) found.push({ from: at, to });
    at = text.indexOf("{{", to > 0 ? to : nextStart(text, at));
  }
  return found;
}

/** The placeholders of a text as they stand there. */
export const unfilledIn = (text: string): string[] => findPlaceholders(text).map(({ from, to }) => text.slice(from, to));

/** Of three braces in a row the last two begin it. */
const nextStart = (text: string, at: number) => (text[at + 2] === "{" ? at + 1 : at + 2);

/** Where the placeholder that begins at `from` ends; 0 where it does not. */
function endOf(text: string, from: number): number {
  const limit = Math.min(text.length, from + PLACEHOLDER_CHARACTERS_MAX);
  let quoted = false;
  for (let at = from + 2; at < limit; at += 1) {
    const letter = text[at];
    if (letter === "\n") break;
    if (quoted && letter === "\\") at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === "{" && (text[at + 1] === "{" || at === from + 2)) return 0;
    else if (!quoted && letter === "}" && text[at + 1] === "}") return at + 2;
  }
  if (!quoted) return 0;
  // A quotation mark too many does not let the rest through.
  const plain = text.indexOf("}}", from);
  return plain > 0 && plain + 2 <= limit && !text.slice(from, plain).includes("\n") ? plain + 2 : 0;
}
