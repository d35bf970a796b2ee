// One text becoming another that nobody would have written: pieces cut, doubled, exchanged, and what parsers have stumbled over put in.
import type { Chance } from "../faults/platform/chance.ts";

const NASTY = [
  "",
  "\0",
  "\r",
  "\n",
  "\r\n",
  "\t",
  " ",
  "\u{feff}",
  "\u{202e}",
  "\u{200b}",
  "\u{d800}",
  "\u{10ffff}",
  "é",
  "ﬃ",
  "ß",
  "İ",
  "ไทย",
  "漢字",
  "👩‍👩‍👧‍👦",
  '"',
  "'",
  "`",
  "\\",
  "/",
  "{",
  "}",
  "[",
  "]",
  "{{",
  "}}",
  "(",
  ")",
  "|",
  ":",
  ";",
  ",",
  "=",
  "+",
  "-",
  "@",
  "*",
  "^",
  "%",
  "?",
  "#",
  "<",
  ">",
  "&",
  "&#0;",
  "null",
  "true",
  "-0",
  "1e309",
  "0x10",
  "9223372036854775808",
  "576461413038785750000",
  "1.5",
  "__proto__",
  "constructor",
  "toString",
  " AND ",
  " OR ",
  " NOT ",
  "NEAR(",
  "rowid:",
  "words:",
  "--",
  "/*",
  "<script>",
  "=?utf-8?B?",
  "?=",
  "Content-Type: multipart/mixed; boundary=",
  "\n\n",
  "%00",
  "../",
];
const EDITS_MAX = 6;
const REPEATS_MAX = 60;
/** Doubling what was doubled would grow without end. */
export const CHARACTERS_MAX = 20_000;

export function mutate(chance: Chance, corpus: readonly string[]): string {
  let text = chance.pick(corpus);
  for (let edits = 1 + chance.whole(EDITS_MAX); edits > 0; edits -= 1) text = edit(chance, text, corpus);
  return text.slice(0, CHARACTERS_MAX);
}

function edit(chance: Chance, text: string, corpus: readonly string[]): string {
  const [from, to] = [chance.whole(text.length + 1), chance.whole(text.length + 1)].sort((a, b) => a - b) as [number, number];
  const [before, piece, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (chance.whole(8)) {
    case 0:
      return before + after;
    case 1:
      return before + piece + piece + after;
    case 2:
      return before + chance.pick(NASTY) + text.slice(from);
    case 3:
      return before + chance.pick(NASTY).repeat(1 + chance.whole(REPEATS_MAX)) + after;
    case 4:
      return before + String.fromCharCode(chance.whole(0x10000)) + text.slice(from + 1);
    case 5:
      return before + chance.pick(corpus).slice(from) + after;
    case 6:
      return before + [...piece].reverse().join("") + after;
    default:
      return text.slice(0, to);
  }
}
