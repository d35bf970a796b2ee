/** How much of a text was changed, in percent: the words that were put in or taken out against all words of both. Pure. White space is no change. */

/** Beyond this the comparison would take longer than it is worth; a reply has 2 000 characters. */
const WORDS_MAX = 700;

const wordsOf = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)]
    .map(({ segment }) => segment)
    .filter((segment) => segment.trim() !== "")
    .slice(0, WORDS_MAX);

/** 0 where both say the same, 100 where they share no word; never 0 for what differs. */
export function changedShare(before: string, after: string): number {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  const all = one.length + other.length;
  const changed = all - 2 * commonLength(one, other);
  return all === 0 || changed === 0 ? 0 : Math.max(1, Math.round((changed / all) * 100));
}

/** The longest sequence of words that stands in both in this order. */
function commonLength(one: string[], other: string[]): number {
  let before = new Uint16Array(other.length + 1);
  for (const word of one) {
    const now = new Uint16Array(other.length + 1);
    for (const [at, with_] of other.entries())
      now[at + 1] = word === with_ ? (before[at] ?? 0) + 1 : Math.max(now[at] ?? 0, before[at + 1] ?? 0);
    before = now;
  }
  return before[other.length] ?? 0;
}
