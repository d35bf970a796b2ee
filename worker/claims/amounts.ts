/** Amounts of money and percentages in somebody's words, whatever separators and currency signs they are written with. Pure. */
import { exponentOf } from "../tiktok/money.ts";
import { NUMBER_WORDS, readNumber } from "./number-words.ts";
import { type Found, findAll } from "./plain.ts";

export interface Amount {
  /** Every currency the sign may stand for. */
  currencies: string[];
  /** As it is written, separators read. */
  value: number;
}

const SIGNS: [currencies: string, words: string][] = [
  ["USD", "us ?\\$|usd"],
  ["SGD", "s\\$|sgd"],
  ["MXN PHP", "mx ?\\$|mxn|pesos?(?: mexicanos)?"],
  ["BRL", "r\\$|brl|reais|real(?=\\W|$)"],
  ["MYR", "rm|myr|ringgit"],
  ["PHP", "₱|php|piso"],
  ["THB", "฿|thb|บาท|baht"],
  ["VND", "₫|vnd|vnđ|đồng|đ(?!\\p{L})"],
  ["IDR", "rp\\.?|idr|rupiah"],
  ["EUR", "€|eur|euros?"],
  ["GBP", "£|gbp|pounds?|quid"],
  ["JPY", "円|jpy|yen"],
  ["CNY", "元|块|rmb|cny|yuan"],
  ["PLN", "zł|pln|złotych"],
  ["CHF", "chf|franken"],
  ["KRW", "₩|krw|원"],
  ["JPY CNY", "¥"],
  ["AUD CAD HKD NZD TWD USD", "[a-z]{1,3}\\$"],
  ["USD", "dollars?|bucks|dólares|dolar"],
  ["USD SGD MXN CAD AUD HKD NZD CLP", "\\$"],
];
const SIGN = SIGNS.map(([, words]) => words).join("|");
const WHOLE_SIGNS = SIGNS.map(([currencies, words]) => ({
  currencies: currencies.split(" "),
  pattern: new RegExp(`^(?:${words})$`, "iu"),
}));
/** Grouped by three, or plain, with decimals of either kind. */
const FIGURE = "\\d{1,3}(?:[., '’]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,2})?(?!\\d)";
const THOUSANDS = "\\s?(?:k|rb|ribu|nghìn|mil)(?!\\p{L})";
const edge = "(?<![\\p{L}\\d])";

const BEFORE = new RegExp(`(?:(?<=^|[^\\p{L}])(${SIGN}))\\s?(${FIGURE})(${THOUSANDS})?`, "giu");
const AFTER = new RegExp(`${edge}(${FIGURE})(${THOUSANDS})?(?:,[-–—])?\\s?(?:u\\.?s\\.?\\s)?(${SIGN})(?![\\p{L}\\d])`, "giu");
const SPELT = new RegExp(`${edge}(${NUMBER_WORDS})[\\s-](${SIGN})(?![\\p{L}\\d])`, "giu");
/** Thai, Chinese and their like have no spaces that would end a word. */
const JOINED = /(\d[\d.,]*)\s?(บาท|円|元|块|원)/gu;
const PERCENT = new RegExp(
  `${edge}(\\d+(?:[.,]\\d+)?|${NUMBER_WORDS})\\s?(?:%|per ?cent|prozent|por ?ciento|pour ?cent|per ?cento|por ?cento|procent|persen|เปอร์เซ็นต์|パーセント|phần trăm)`,
  "giu",
);
const PERCENT_JOINED = /เปอร์เซ็นต์\s?(\d+)|ร้อยละ\s?(\d+)/gu;

export function findAmounts(text: string): Found<Amount>[] {
  return [
    ...findAll(text, BEFORE, ([, sign = "", figure = "", thousands]) => amountOf(figure, sign, thousands)),
    ...findAll(text, AFTER, ([, figure = "", thousands, sign = ""]) => amountOf(figure, sign, thousands)),
    ...findAll(text, JOINED, ([, figure = "", sign = ""]) => amountOf(figure, sign)),
    ...findAll(text, SPELT, ([, word = "", sign = ""]) => amountOf(String(readNumber(word) ?? ""), sign)),
  ];
}

export function findPercentages(text: string): Found<number>[] {
  return [
    ...findAll(text, PERCENT, ([, figure = ""]) => readNumber(figure.replace(",", "."))),
    ...findAll(text, PERCENT_JOINED, ([, one, other]) => Number(one ?? other)),
  ];
}

export function isSameMoney({ currencies, value }: Amount, money: { minor: number; currency: string }): boolean {
  return currencies.includes(money.currency) && Math.round(value * 10 ** exponentOf(money.currency)) === Math.abs(money.minor);
}

function amountOf(figure: string, sign: string, thousands?: string): Amount | null {
  const value = readFigure(figure);
  const entry = WHOLE_SIGNS.find(({ pattern }) => pattern.test(sign));
  if (value === null || !entry) return null;
  return { currencies: entry.currencies, value: thousands ? value * 1000 : value };
}

/** "1.204,00", "1,204.00", "1 204" and "99.000" alike: a separator before exactly three digits groups, any other begins the decimals. */
function readFigure(figure: string): number | null {
  const decimals = /[.,](\d{1,2})$/.exec(figure);
  const whole = (decimals ? figure.slice(0, decimals.index) : figure).replace(/\D/g, "");
  if (whole === "") return null;
  return Number(`${whole}.${decimals?.[1] ?? 0}`);
}
