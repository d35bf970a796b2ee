/** Numbers and amounts as people read them: thin spaces between thousands, a currency's own decimals. Amounts come in the minor units in
 *  which the Worker counts them. */
import { LOCALE } from "../words/language.ts";

const THIN_SPACE = "\u2009";
const counting = new Intl.NumberFormat(LOCALE, { useGrouping: "always" });

/** 1 204, in every language. */
export const formatCount = (count: number) =>
  counting
    .formatToParts(count)
    .map(({ type, value }) => (type === "group" ? THIN_SPACE : value))
    .join("");

/** Beside a name: none says nothing. */
export const formatSome = (count: number | undefined) => (count ? formatCount(count) : "");

const KILOBYTE = 1_024;
const megabytes = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** As Cloudflare counts its limits. */
const GIGABYTE = 1_000_000_000;

/** 12 KB, 3.4 MB, 9.3 GB; never less than one. */
export function formatBytes(bytes: number): string {
  if (bytes >= GIGABYTE) return `${megabytes.format(bytes / GIGABYTE)} GB`;
  const kilobytes = Math.max(1, Math.round(bytes / KILOBYTE));
  return kilobytes < KILOBYTE ? `${kilobytes} KB` : `${megabytes.format(kilobytes / KILOBYTE)} MB`;
}

/** Tenths of a percent; what nobody can reckon is a dash. */
export const formatPermille = (permille: number | null) => (permille === null ? "–" : `${(permille / 10).toFixed(1)} %`);

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
  const format = new Intl.NumberFormat(LOCALE, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...digits });
  formats.set(currency, format);
  return format;
}

/** As it is typed: "4.20", a point and the currency's own decimals, in every language. */
export const plainAmount = (minor: number, currency: string): string =>
  WITHOUT_DECIMALS.has(currency) ? String(minor) : (minor / 100).toFixed(2);
/** What somebody typed, in minor units: with a point or a comma, and no more places than the currency has. Null where it is no amount. */
export function readMoney(text: string, currency: string): number | null {
  const decimals = WITHOUT_DECIMALS.has(currency) ? 0 : 2;
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match || (match[2] ?? "").length > decimals) return null;
  return Number((match[1] ?? "") + (match[2] ?? "").padEnd(decimals, "0"));
}
