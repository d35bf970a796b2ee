/** Numbers and amounts as people read them: thin spaces between thousands, a currency's own decimals. Amounts come in the minor units in
 *  which the Worker counts them. */
import { LANGUAGE } from "../words/words.ts";

const THIN_SPACE = "\u2009";
const counting = new Intl.NumberFormat(LANGUAGE);

/** 1 204. */
export const formatCount = (count: number) => counting.format(count).replaceAll(",", THIN_SPACE);

const KILOBYTE = 1_024;

/** 12 KB, 3.4 MB; never less than one. */
export function formatBytes(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / KILOBYTE));
  return kilobytes < KILOBYTE ? `${kilobytes} KB` : `${(kilobytes / KILOBYTE).toFixed(1)} MB`;
}

/** TikTok writes amounts of these without decimals, whatever ISO 4217 allows. */
const WITHOUT_DECIMALS = new Set(["IDR", "JPY", "VND", "KRW", "CLP"]);

const formats = new Map<string, Intl.NumberFormat>();

export function formatMoney(minor: number, currency: string): string {
  const decimals = WITHOUT_DECIMALS.has(currency) ? 0 : 2;
  const format = formats.get(currency) ?? openFormat(currency, decimals);
  return format.format(minor / 10 ** decimals);
}

function openFormat(currency: string, decimals: number): Intl.NumberFormat {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = new Intl.NumberFormat(LANGUAGE, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...digits });
  formats.set(currency, format);
  return format;
}
