/** Small numbers as people spell them, in the languages buyers write. Pure. */

const WORDS: Record<number, string> = {
  1: "one|ein|eine|einem|einen|einer|un|uno|una|une|um|uma|een|satu|một|jeden|jednego",
  2: "two|zwei|dos|deux|due|dois|duas|twee|dua|hai|dwa|dwóch",
  3: "three|drei|tres|trois|tre|três|drie|tiga|ba|trzy|trzech",
  4: "four|vier|cuatro|quatre|quattro|quatro|empat|bốn|cztery|czterech",
  5: "five|fünf|fuenf|cinco|cinq|cinque|vijf|lima|năm|pięć|pięciu",
  6: "six|sechs|seis|sei|zes|enam|sáu|sześć",
  7: "seven|sieben|siete|sept|sette|sete|zeven|tujuh|bảy|siedem|siedmiu",
  8: "eight|acht|ocho|huit|otto|oito|delapan|tám|osiem",
  9: "nine|neun|nueve|neuf|nove|negen|sembilan|chín|dziewięć",
  10: "ten|zehn|diez|dix|dieci|dez|tien|sepuluh|mười|dziesięć|dziesięciu",
  12: "twelve|zwölf|doce|douze|dodici|doze|twaalf",
  14: "fourteen|vierzehn|catorce|quatorze|quattordici|catorze|veertien|czternastu",
  15: "fifteen|fünfzehn|quince|quinze|quindici|vijftien",
  20: "twenty|zwanzig|veinte|vingt|venti|vinte|twintig",
  24: "twenty[- ]four|vierundzwanzig|veinticuatro|vingt[- ]quatre|ventiquattro|vinte e quatro",
  30: "thirty|dreißig|dreissig|treinta|trente|trenta|trinta|dertig|trzydziestu",
  40: "forty|vierzig|cuarenta|quarante|quaranta|quarenta",
  48: "forty[- ]eight|achtundvierzig|cuarenta y ocho|quarante[- ]huit|quarantotto|quarenta e oito",
  50: "fifty|fünfzig|cincuenta|cinquante|cinquanta|cinquenta|vijftig",
  100: "a hundred|one hundred|hundred|hundert|cien|cent|cento|cem|honderd|seratus",
};
/** Languages that set no spaces write them without one before the unit. */
const JOINED: Record<string, number> = { หนึ่ง: 1, สอง: 2, สาม: 3, สี่: 4, ห้า: 5, หก: 6, เจ็ด: 7, แปด: 8, เก้า: 9, สิบ: 10, สิบสี่: 14, สามสิบ: 30 };
const HAN: Record<string, number> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

const dashed = (word: string) => word.replace(/\[- \]|[\s-]+/g, "-");
const byLength = (one: string, other: string) => other.length - one.length;
const ALL = new Map(
  Object.entries(WORDS).flatMap(([number, words]) => words.split("|").map((word) => [dashed(word), Number(number)] as const)),
);
for (const [word, number] of [...Object.entries(JOINED), ...Object.entries(HAN)]) ALL.set(word, number);

/** For patterns; the longest first, so that "forty-eight" is not four. */
export const NUMBER_WORDS = [...Object.values(WORDS).join("|").split("|"), ...Object.keys(JOINED), ...Object.keys(HAN)]
  .sort(byLength)
  .join("|");

export function readNumber(written: string): number | null {
  const figure = written.trim().toLowerCase();
  if (/^\d+(?:\.\d+)?$/.test(figure)) return Number(figure);
  return ALL.get(dashed(figure)) ?? null;
}
