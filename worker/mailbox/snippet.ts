/** The line a search shows of a message: the words around what was found, in parts, so that a page marks them without ever reading markup
 *  out of a buyer's text. Pure. */
import { foldWord, UNSPACED } from "../orders/words.ts";

export interface SnippetPart {
  text: string;
  isHit: boolean;
}

const LEAD_CHARACTERS = 32;
const SNIPPET_CHARACTERS_MAX = 140;
const WORD = /[\p{Letter}\p{Mark}\p{Number}]+/gu;

type Span = [from: number, to: number];

/** Null where the text shows none of the words: they stand beyond its beginning, or in the buyer's name. */
export function snippetOf(text: string, tokens: string[]): SnippetPart[] | null {
  const spans = mergeSpans([...wordHits(text, tokens), ...runHits(text, tokens)]);
  const [first] = spans;
  if (!first) return null;
  const from = first[0] <= LEAD_CHARACTERS ? 0 : wordStartAfter(text, first[0] - LEAD_CHARACTERS, first[0]);
  const to = Math.min(text.length, from + SNIPPET_CHARACTERS_MAX);
  const parts: SnippetPart[] = [];
  const add = (part: string, isHit: boolean) => part !== "" && parts.push({ text: part, isHit });
  let at = from;
  if (from > 0) add("… ", false);
  for (const [start, end] of spans.filter((span) => span[1] <= to)) {
    add(text.slice(at, start), false);
    add(text.slice(start, end), true);
    at = end;
  }
  add(text.slice(at, to), false);
  if (to < text.length) add(" …", false);
  return parts;
}

function wordHits(text: string, tokens: string[]): Span[] {
  const folded = tokens.map(foldWord).filter(Boolean);
  const last = folded.at(-1) ?? "";
  const isHit = (word: string) => folded.includes(word) || (last.length > 1 && word.startsWith(last));
  return [...text.matchAll(WORD)].flatMap((match): Span[] =>
    isHit(foldWord(match[0])) ? [[match.index, match.index + match[0].length]] : [],
  );
}

/** Scripts without spaces are found by pairs of letters. */
function runHits(text: string, tokens: string[]): Span[] {
  const pairs = new Set(tokens.filter((token) => token.match(UNSPACED)?.[0] === token));
  if (pairs.size === 0) return [];
  return [...text.matchAll(UNSPACED)].flatMap((run) => {
    const letters = [...run[0]];
    return letters.flatMap((letter, at): Span[] => {
      const pair = letter + (letters[at + 1] ?? "");
      const start = run.index + letters.slice(0, at).join("").length;
      return pairs.has(pair.toLowerCase()) ? [[start, start + pair.length]] : [];
    });
  });
}

function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before && from <= before[1]) before[1] = Math.max(before[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function wordStartAfter(text: string, from: number, before: number): number {
  const space = text.indexOf(" ", from);
  return space < 0 || space >= before ? from : space + 1;
}
