/** Which templates fit what a buyer asks: those that were used for the like before, and those that share words with it which few others have. By code
 *  alone, in whatever language a variant is written. Pure. */
import { wordsOf } from "../orders/words.ts";
import type { Template } from "./template.ts";

export interface Asked {
  /** The buyer's own words. */
  words: string;
  /** `damaged/with-photo`, where somebody has read them. */
  class: string | null;
  /** How often each was used for that, by its id. */
  uses: ReadonlyMap<string, number>;
}

type Fitted = Pick<Template, "id" | "name" | "folder" | "tags" | "variants">;

const LETTERS_MIN = 4;
/** What was used for the same before tells more than any word. */
const USED_WEIGHT = 3;
/** A word in the name tells more than one in the text. */
const NAME_WEIGHT = 2;
/** Less is chance: one word in a text. */
const SCORE_MIN = 1.5;
const PLACEHOLDER = /\{\{[^}]*\}\}/gu;

/** Words that are likely to tell one question from another; where words have no spaces, any pair of letters. */
const tokensOf = (text: string) =>
  new Set(
    wordsOf(text.replaceAll(PLACEHOLDER, " "))
      .split(" ")
      .filter((token) => !/\d/u.test(token) && ([...token].length >= LETTERS_MIN || /^[^\p{ASCII}]{2}$/u.test(token))),
  );

/** Those that fit, the best first. */
export function fitTemplates<One extends Fitted>(templates: One[], { words, class: path, uses }: Asked): One[] {
  const asked = tokensOf(`${words} ${path?.replaceAll(/[-/]/gu, " ") ?? ""}`);
  const all = templates.map((one) => ({
    one,
    name: tokensOf([one.name, one.folder, ...one.tags].join(" ")),
    text: tokensOf(one.variants.map(({ text }) => text).join(" ")),
  }));
  const rarity = new Map(
    [...asked].map((token) => {
      const among = all.filter(({ name, text }) => name.has(token) || text.has(token)).length;
      return [token, among === 0 ? 0 : Math.log((all.length + 1) / among) / Math.log(all.length + 1)];
    }),
  );
  const mostUsed = Math.max(1, ...uses.values());
  const scoreOf = ({ one, name, text }: (typeof all)[number]) => {
    const shared = [...rarity].map(([token, rare]) => rare * (name.has(token) ? NAME_WEIGHT : text.has(token) ? 1 : 0));
    return shared.reduce((sum, worth) => sum + worth, 0) + (USED_WEIGHT * (uses.get(one.id) ?? 0)) / mostUsed;
  };
  return all
    .map((fitted) => ({ one: fitted.one, score: scoreOf(fitted) }))
    .filter(({ score }) => score >= SCORE_MIN)
    .sort((one, other) => other.score - one.score)
    .map(({ one }) => one);
}
