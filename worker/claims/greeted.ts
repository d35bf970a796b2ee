/** Whom a text greets: a name in its first words is a claim about who is written to, and another buyer's name there is the worst of them. Pure. */
import type { Found } from "./plain.ts";

const GREETING =
  "hi|hello|hey|dear|hiya|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|hola|querid[oa]|estimad[oa]|buen[oa]s? (?:días|tardes|noches)|bonjour|bonsoir|salut|ch(?:er|ère)|ciao|gentile|buongiorno|buonasera|salve|olá|oi|prezad[oa]|beste|geachte|cześć|dzień dobry|halo|hai|chào(?: (?:bạn|anh|chị))?|xin chào(?: (?:bạn|anh|chị))?";
const TITLE =
  "mr|mrs|ms|miss|dr|herrn?|frau|sr|sra|señor|señora|monsieur|madame|mme|m|signor|signora|sig|senhor|senhora|kak|pak|bu|pan|pani";
const NAME = "\\p{Lu}[\\p{L}\\p{M}'’-]+(?:\\s\\p{Lu}[\\p{L}\\p{M}'’.-]*){0,2}";
/** What follows ends the greeting; "Hello Thanks for" greets nobody. */
const LATIN = new RegExp(
  `(?:^|[\\n.!]\\s?)(?i:${GREETING})\\s(?:(?i:${TITLE})\\.?\\s)?(${NAME})(?=\\s?(?:[,!.:–—\\n]|$|\\p{Extended_Pictographic}))`,
  "gu",
);
const THAI = /(?:สวัสดี(?:ค่ะ|ครับ|คะ)?\s?|เรียน\s?)คุณ\s?([\p{Script=Thai}\p{M}]{2,20}|[\p{Lu}][\p{L}]+)/gu;
const NOBODY =
  /^(?:there|all|everyone|customer|team|sir|madam|friend|dear|again|kunde|kundin|kunden|team|zusammen|cliente|client|cliente|clienta|amigo|amiga|klant|you|bạn|ลูกค้า)/iu;

export function findGreeted(text: string): Found<string>[] {
  return [LATIN, THAI].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [all, written = ""] = match;
      const from = match.index + all.lastIndexOf(written);
      return NOBODY.test(written) ? [] : [{ from, to: from + written.length, meaning: written.replace(/[.'’-]+$/u, "") }];
    }),
  );
}
