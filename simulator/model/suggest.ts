// Tags and templates by the words they share with what the buyer says, and by what the message's class is usually called. Refuses to choose what is
// not offered, unless a fault makes it.
import { type Asked, buyersWords } from "./prompt.ts";

interface Offered {
  tags?: unknown;
  templates?: unknown;
  class?: unknown;
}

interface Template {
  number?: unknown;
  name?: unknown;
  says?: unknown;
}

const CHOSEN_MAX = 3;
const LETTERS_MIN = 4;

/** Roots of what things are called, whichever way they are written. */
const wordsIn = (text: string) =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= LETTERS_MIN).map((word) => word.slice(0, 5)));

const sharedBy = (one: Set<string>, other: Set<string>) => [...one].filter((word) => other.has(word)).length;

export function suggest(asked: Asked): { tags: string[]; templates: number[] } {
  const { tags, templates, class: path } = (asked.data ?? {}) as Offered;
  const said = wordsIn(`${buyersWords(asked)} ${typeof path === "string" ? path.replaceAll(/[-/]/g, " ") : ""}`);
  const names = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  const ready = Array.isArray(templates) ? (templates as Template[]) : [];
  const ranked = ready
    .map(({ number, name, says }) => ({
      number: Number(number),
      score: 2 * sharedBy(wordsIn(String(name)), said) + sharedBy(wordsIn(String(says)), said),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  return {
    tags: names.filter((name) => sharedBy(wordsIn(name), said) > 0).slice(0, CHOSEN_MAX),
    templates: ranked.slice(0, CHOSEN_MAX).map(({ number }) => number),
  };
}
