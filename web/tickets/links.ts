/** Which words of a text are addresses of the web, and which name somebody. What shows nothing or turns a line around ends an address, and one that
 *  pretends to lead elsewhere is none. */

const ADDRESS = /\bhttps?:\/\/[^\s<>"'\\\p{Cc}\p{Cf}]+[^\s<>"'\\\p{Cc}\p{Cf}.,;:!?)\]}]/gu;
/** A name before an "@" looks like the host and is none. */
const DISGUISED = /^https?:\/\/[^/?#]*@/;

export type Part = { words: string } | { link: string } | { name: string };

export function splitLinks(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (DISGUISED.test(match[0])) continue;
    if (match.index > from) parts.push({ words: text.slice(from, match.index) });
    parts.push({ link: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ words: text.slice(from) });
  return parts;
}

/** "@" and a name, where the name is one of these; longer names before those they begin with. */
export function splitNames(parts: Part[], names: readonly string[]): Part[] {
  if (names.length === 0) return parts;
  const escaped = [...names].sort((one, other) => other.length - one.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const named = new RegExp(`(@(?:${escaped.join("|")}))`, "gi");
  return parts.flatMap((part): Part[] =>
    "words" in part
      ? part.words
          .split(named)
          .filter(Boolean)
          .map((words) => (words.match(named)?.[0] === words ? { name: words } : { words }))
      : [part],
  );
}
