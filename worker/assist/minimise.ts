/** What leaves for a model without what tells who a buyer is or where they live: names, e-mail addresses, telephone numbers and streets become
 *  placeholders, the same one wherever the same words stand, and are put back into what comes back. Pure. */
import { type KnownOfBuyer, maskPersonal, type PersonalKind } from "../letters/redact.ts";

export interface Minimised {
  data: unknown;
  /** Puts back what the placeholders stand for; those a model made up stay as they are and are seen. */
  restore: (text: string) => string;
}

const WORDS: Record<PersonalKind, string> = { name: "name", mail: "e-mail", phone: "phone", address: "address" };
/** Models translate brackets and capitals, seldom the word. */
const PLACEHOLDER = /[[［【(]\s?(name|e-?mail|phone|address)[\s_-]?(\d{1,3})\s?[\]］】)]/giu;
const PLACEHOLDER_CHARACTERS_MAX = 20;

/** One private sign stands for each while the text is read, so that no name is found in a placeholder. */
const SIGN = /[\ue000-\uf8ff]/g;
const SIGNS_MAX = 0xf8ff - 0xe000;

const plain = (found: string) =>
  found
    .toLowerCase()
    .replace(/[\s,]+/gu, " ")
    .trim();

export function minimise(data: unknown, known: KnownOfBuyer): Minimised {
  const signs = new Map<string, string>();
  const placeholders: string[] = [];
  const originals = new Map<string, string>();
  const counts = { name: 0, mail: 0, phone: 0, address: 0 };
  const mask = (kind: PersonalKind, found: string) => {
    const key = `${kind} ${plain(found)}`;
    const given = signs.get(key);
    if (given !== undefined) return given;
    counts[kind] += 1;
    const sign = String.fromCharCode(0xe000 + Math.min(placeholders.length, SIGNS_MAX));
    placeholders.push(`[${WORDS[kind]}-${counts[kind]}]`);
    signs.set(key, sign);
    originals.set(`${kind[0]}${counts[kind]}`, found.trim());
    return sign;
  };
  // What already looks like one of ours would be put back as somebody's name.
  const unlike = (text: string) => text.replace(SIGN, "").replace(PLACEHOLDER, (_, word: string, number: string) => `${word} ${number}`);
  const hide = (text: string) =>
    maskPersonal(unlike(text), known, mask).replace(SIGN, (sign) => placeholders[sign.charCodeAt(0) - 0xe000] ?? "");
  return {
    data: walk(data, hide),
    restore: (text) => text.replace(PLACEHOLDER, (all, word: string, number: string) => originals.get(`${keyOf(word)}${number}`) ?? all),
  };
}

const keyOf = (word: string) => (/^e-?mail$/iu.test(word) ? "m" : word.toLowerCase()[0]);

function walk(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === "string") return change(data);
  if (Array.isArray(data)) return data.map((one) => walk(one, change));
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, walk(value, change)]));
}

/** The same for an answer of whatever shape. */
export const restoreAll = ({ restore }: Minimised, answer: unknown) => walk(answer, restore);

/** The same for words as they come: a placeholder that has only begun waits for its end. */
export function restoring({ restore }: Minimised): TransformStream<string, string> {
  let held = "";
  return new TransformStream({
    transform: (piece, out) => {
      held += piece;
      const begun = Math.max(...["[", "［", "【", "("].map((sign) => held.lastIndexOf(sign)));
      const isOpen = begun >= 0 && held.length - begun <= PLACEHOLDER_CHARACTERS_MAX && !/[\]］】)]/u.test(held.slice(begun));
      const ready = isOpen ? held.slice(0, begun) : held;
      held = isOpen ? held.slice(begun) : "";
      if (ready) out.enqueue(restore(ready));
    },
    flush: (out) => {
      if (held) out.enqueue(restore(held));
    },
  });
}
