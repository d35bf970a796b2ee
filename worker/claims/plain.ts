/** A text as checks read it: without invisible signs, with digits and Latin letters of whatever alphabet as plain ones, and with the way back to
 *  what stands in the original. A date written with Thai digits or a link with wide letters is a date and a link. Pure. */

export interface Plain {
  text: string;
  /** What stands in the original where `text` has `from` up to `to`. */
  original: (from: number, to: number) => string;
  place: (from: number, to: number) => { from: number; to: number };
}

const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|\u034f|[\u17b4\u17b5]|[\u180b-\u180d]|[\ufe00-\ufe0f]/u;
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u;
/** Where each alphabet's zero stands. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0];
/** Dots and slashes that are none in Unicode and are read as such. */
const ALIKE: Record<string, string> = { "\u2024": ".", "\uff61": ".", "\u2044": "/", "\u2215": "/", "\u29f8": "/", "\uff05": "%" };

export function plainOf(original: string): Plain {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const sign of original) {
    const plain = plainSign(sign);
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(at);
      ends.push(at + sign.length);
    }
    text += plain;
    at += sign.length;
  }
  const place = (from: number, to: number) => ({ from: starts[from] ?? at, to: to > from ? (ends[to - 1] ?? at) : (starts[from] ?? at) });
  return {
    text,
    place,
    original: (from, to) => {
      const there = place(from, to);
      return original.slice(there.from, there.to);
    },
  };
}

function plainSign(sign: string): string {
  if (sign <= "\u007f") return sign;
  if (INVISIBLE.test(sign)) return "";
  if (SPACE.test(sign)) return " ";
  const alike = ALIKE[sign];
  if (alike !== undefined) return alike;
  const code = sign.codePointAt(0) ?? 0;
  const zero = ZEROS.find((one) => code >= one && code < one + 10);
  if (zero !== undefined) return String(code - zero);
  const folded = sign.normalize("NFKC");
  // Only what becomes plain Latin: Thai vowels, for one, would fall into parts no dictionary knows.
  return /^[\x20-\x7e\u00a3\u00a5]+$/.test(folded) ? folded : sign;
}

/** A piece of a text that was found in it. */
export interface Found<Meaning> {
  from: number;
  to: number;
  meaning: Meaning;
}

/** Earlier finders win: what overlaps with something already found is part of it. */
export function keepApart<Meaning>(found: Found<Meaning>[]): Found<Meaning>[] {
  const kept: Found<Meaning>[] = [];
  for (const one of found) if (!kept.some(({ from, to }) => one.from < to && from < one.to)) kept.push(one);
  return kept.sort((one, other) => one.from - other.from);
}

export function findAll<Meaning>(text: string, pattern: RegExp, read: (match: RegExpExecArray) => Meaning | null): Found<Meaning>[] {
  const found: Found<Meaning>[] = [];
  for (const match of text.matchAll(pattern)) {
    const meaning = read(match);
    if (meaning !== null) found.push({ from: match.index, to: match.index + match[0].trimEnd().length, meaning });
  }
  return found;
}
