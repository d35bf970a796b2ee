/** What must be in a text after it was said another way: its figures, its links and the names that stand in it. Pure. */

export interface Lost {
  words: string;
  kind: "figure" | "link" | "name";
}

/** Digits with what is written within them: 1.299,00 · 24/11 · 577086512 · 10:30. */
const FIGURE = /\d+(?:[.,:/'\u00a0-]\d+)*/gu;
const LINK = /\b(?:https?:\/\/|www\.)\S+/giu;
/** Long ones may be written in groups. */
const LONG_DIGITS_MIN = 4;
const digitsOf = (text: string) => text.replaceAll(/\D/gu, "");

/** Figures may be written in another way, such as 1,299.00 for 1.299,00; their digits may not change. */
export function lostFrom(before: string, after: string, names: readonly string[]): Lost[] {
  const left = (after.match(FIGURE) ?? []).map(digitsOf);
  const lost: Lost[] = [];
  for (const figure of before.match(FIGURE) ?? []) {
    const at = left.indexOf(digitsOf(figure));
    if (at >= 0) left.splice(at, 1);
    else if (digitsOf(figure).length < LONG_DIGITS_MIN || !digitsOf(after).includes(digitsOf(figure)))
      lost.push({ words: figure, kind: "figure" });
  }
  for (const [link] of before.matchAll(LINK)) if (!after.includes(link)) lost.push({ words: link, kind: "link" });
  const spoken = names.flatMap((name) => [name, name.split(/\s+/u)[0] ?? ""]).filter((name) => [...name].length > 2);
  for (const name of new Set(spoken)) if (before.includes(name) && !after.includes(name)) lost.push({ words: name, kind: "name" });
  return lost;
}
