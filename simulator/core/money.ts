// Money as whole numbers of the currency's smallest printed unit, and as the decimal text TikTok sends.
// Refuses fractions of that unit: every rule of price here rounds before it stores.

/** Decimals on the wire: two, but none for these (seen in TikTok's answers for South East Asia and Japan). */
const DECIMALS: Record<string, number> = { JPY: 0, VND: 0, IDR: 0, THB: 0 };
const SYMBOLS: Record<string, string> = { USD: "$", GBP: "£", EUR: "€", THB: "฿", JPY: "¥", MXN: "MX$", BRL: "R$" };

export const decimalsOf = (currency: string): number => DECIMALS[currency] ?? 2;

/** 1798, "GBP" → "17.98"; 299, "THB" → "299". */
export function amountText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  if (decimals === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** What a person reads: "£17.98". */
export const priceText = (minor: number, currency: string): string =>
  `${SYMBOLS[currency] ?? `${currency} `}${amountText(minor, currency)}`;
