/** What tracking numbers of each carrier look like, so that a slip of the pen is seen before a buyer follows a parcel that is not theirs. Pure.
 *  Only carriers whose own pages say so are checked; TikTok checks in its turn. International numbers: UPU S10. */

interface Format {
  /** In the carrier's name as TikTok gives it. */
  carrier: RegExp;
  shape: RegExp;
  example: string;
}

export const NUMBER_CHARACTERS_MAX = 40;
const PLAIN = /^[A-Z0-9-]{6,40}$/;
const S10 = "[A-Z]{2}\\d{9}";

const FORMATS: readonly Format[] = [
  { carrier: /\bUPS\b/i, shape: /^1Z[0-9A-Z]{16}$/, example: "1Z9R5W900123456789" },
  { carrier: /\bUSPS\b/i, shape: new RegExp(`^(9\\d{19,25}|420\\d{25,31}|${S10}US)$`), example: "9400111206201234567890" },
  { carrier: /fedex/i, shape: /^(\d{12}|\d{15}|\d{20}|\d{22})$/, example: "771212345678" },
  { carrier: /ontrac/i, shape: /^[A-Z]\d{12,14}$/, example: "D100112345678" },
  { carrier: /royal mail/i, shape: new RegExp(`^([A-Z]{2}\\d{9,18}|${S10}GB)$`), example: "JD0002212345678" },
  { carrier: /evri/i, shape: /^([HTP][0-9A-Z]{15}|\d{16})$/, example: "H01HYA0012345678" },
  { carrier: /hermes/i, shape: /^(H\d{13,19}|\d{14,16})$/, example: "H1001512345678" },
  { carrier: /\bDHL\b/i, shape: new RegExp(`^(\\d{10,20}|J[JV]?D\\d{13,20}|${S10}DE)$`), example: "00340434101234567890" },
  { carrier: /\bDPD\b/i, shape: /^\d{10,15}[A-Z]?$/, example: "15501234567890" },
  { carrier: /colissimo/i, shape: /^([0-9A-Z]{13}|\d{15})$/, example: "6A12345678901" },
  { carrier: /yamato|sagawa/i, shape: /^\d{12}$/, example: "412012345678" },
  { carrier: /flash express/i, shape: /^TH[0-9A-Z]{10,14}$/, example: "TH01011234567A" },
  { carrier: /thailand post/i, shape: new RegExp(`^${S10}TH$`), example: "EF112345678TH" },
];

const formatOf = (carrier: string) => FORMATS.find((format) => format.carrier.test(carrier));

/** As carriers print it is how people type it: with spaces, and in whatever case. */
export const tidyNumber = (number: string) => number.replace(/\s+/g, "").toUpperCase();

/** A number of this carrier, for the hint beside the field; null where none is known. */
export const exampleOf = (carrier: string): string | null => formatOf(carrier)?.example ?? null;

/** Null where the number can be this carrier's. */
export function whyNotNumber(carrier: string, number: string): { carrier: string; example: string } | null {
  const format = formatOf(carrier);
  if (format) return format.shape.test(number) ? null : { carrier, example: format.example };
  return PLAIN.test(number) ? null : { carrier, example: "" };
}
