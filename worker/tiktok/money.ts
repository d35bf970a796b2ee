/** TikTok's decimal strings as integers of the currency's smallest unit (ISO 4217). A string with more places than the currency has is
 *  refused, never rounded: a cent that appears from nowhere is worse than a row that asks to be looked at. */

const EXPONENTS: Readonly<Record<string, number>> = { IDR: 0, JPY: 0, VND: 0, KRW: 0, CLP: 0 };

/** Decimal places of a currency; two where we know nothing else. Rupiah amounts reach the API without decimals. */
export const exponentOf = (currency: string) => EXPONENTS[currency] ?? 2;

/** Throws RangeError for text that is no amount in this currency. */
export function toMinor(amount: string, currency: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
  if (!match) throw new RangeError(`not an amount: ${amount}`);
  const [, sign, whole = "0", fraction = ""] = match;
  const exponent = exponentOf(currency);
  const places = fraction.replace(/0+$/, "");
  if (places.length > exponent) throw new RangeError(`${currency} has ${exponent} decimal places, not ${places.length}`);
  const minor = Number(whole + places.padEnd(exponent, "0"));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`too large an amount: ${amount}`);
  return sign && minor !== 0 ? -minor : minor;
}

/** Absent amounts are no amounts, not zero. */
export const toMinorOrNull = (amount: string | null, currency: string) => (amount === null ? null : toMinor(amount, currency));

/** The other way: what TikTok is told. */
export function toAmount(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  return `${minor < 0 ? "-" : ""}${whole}${exponent > 0 ? `.${digits.slice(-exponent)}` : ""}`;
}
