/** Values on their way into a text, and the filters that change how they read. Pure over the language and zone they are written in. Whatever
 *  somebody else wrote comes out as plain characters: no braces that could be read again, nothing invisible, no switch of direction. */
import { exponentOf } from "../tiktok/money.ts";

export type Value =
  | { kind: "text"; text: string }
  | { kind: "number"; number: number }
  /** Epoch seconds. */
  | { kind: "date"; time: number }
  | { kind: "money"; minor: number; currency: string }
  | { kind: "list"; items: string[] }
  | { kind: "flag"; flag: boolean; words: { yes: string; no: string } };

/** How values are written for this buyer: a BCP 47 tag and the store's zone. */
export interface Manner {
  language: string;
  zone: string;
}

export interface FilterCall {
  name: string;
  argument: string | null;
}

export const FILTERS = ["upper", "lower", "capitalize", "date", "money", "first", "last", "count", "join", "truncate", "default"] as const;

/** A value beyond this is cut: a reply as a whole has 2 000. */
const VALUE_CHARACTERS_MAX = 500;
const TRUNCATE_CHARACTERS_DEFAULT = 40;

/** Direction marks and switches, zero-width spaces and hyphens, and their like; not the joiners letters and emoji are made of. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

export function cleanText(text: string): string {
  const visible = text.replace(CONTROL, " ").replace(INVISIBLE, "").replaceAll("{", "(").replaceAll("}", ")");
  // Half a surrogate pair is no character; TikTok would refuse the whole message.
  return cutText(visible.replace(/\p{Surrogate}/gu, "").trim(), VALUE_CHARACTERS_MAX);
}

/** At most so many characters as people count them, with an ellipsis for what was cut. */
function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const kept: string[] = [];
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, characters * 8))) {
    if (kept.length >= characters) break;
    kept.push(segment);
  }
  const whole = kept.join("").slice(0, VALUE_CHARACTERS_MAX * 8);
  if (whole.length === text.length) return whole;
  return `${kept
    .slice(0, Math.max(0, characters - 1))
    .join("")
    .trimEnd()}…`;
}

export function writeValue(value: Value, manner: Manner): string {
  switch (value.kind) {
    case "text":
      return cleanText(value.text);
    case "number":
      return new Intl.NumberFormat(manner.language).format(value.number);
    case "date":
      return writeDate(value.time, "long", manner);
    case "money":
      return writeMoney(value.minor, value.currency, manner);
    case "list":
      return cleanText(value.items.map(cleanText).join(", "));
    case "flag":
      return value.flag ? value.words.yes : value.words.no;
  }
}

const text = (written: string): Value => ({ kind: "text", text: written });

/** A filter that does not suit the value leaves it as it is. */
export function applyFilter(value: Value, { name, argument }: FilterCall, manner: Manner): Value {
  switch (name) {
    case "upper":
      return text(writeValue(value, manner).toLocaleUpperCase(manner.language));
    case "lower":
      return text(writeValue(value, manner).toLocaleLowerCase(manner.language));
    case "capitalize":
      return text(capitalize(writeValue(value, manner), manner.language));
    case "date":
      return value.kind === "date" ? text(writeDate(value.time, argument ?? "long", manner)) : value;
    case "money":
      return text(writeValue(value, manner));
    case "first":
      return text(value.kind === "list" ? (value.items[0] ?? "") : (writeValue(value, manner).split(/\s+/u)[0] ?? ""));
    case "last":
      return value.kind === "list" ? text(value.items.at(-1) ?? "") : value;
    case "count":
      return value.kind === "list" ? { kind: "number", number: value.items.length } : value;
    case "join":
      return value.kind === "list" ? text(value.items.map(cleanText).join(argument ?? ", ")) : value;
    case "truncate":
      return text(cutText(writeValue(value, manner), Math.max(1, Number.parseInt(argument ?? "", 10) || TRUNCATE_CHARACTERS_DEFAULT)));
    default:
      return value;
  }
}

function capitalize(written: string, language: string): string {
  const [first = ""] = written;
  return first.toLocaleUpperCase(language) + written.slice(first.length);
}

const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  short: { dateStyle: "short" },
  medium: { dateStyle: "medium" },
  long: { dateStyle: "long" },
  full: { dateStyle: "full" },
  day: { weekday: "long", day: "numeric", month: "long" },
  weekday: { weekday: "long" },
  time: { timeStyle: "short" },
};
export const DATE_FORMATS = [...Object.keys(STYLES), "iso"];

function writeDate(time: number, style: string, { language, zone }: Manner): string {
  const options = STYLES[style] ?? { dateStyle: "long" };
  const locale = style === "iso" ? "en-CA" : language;
  const shape = style === "iso" ? ({ year: "numeric", month: "2-digit", day: "2-digit" } as const) : options;
  return new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone }).format(time * 1000);
}

function writeMoney(minor: number, currency: string, { language }: Manner): string {
  const decimals = exponentOf(currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(language, { style: "currency", currency, ...digits }).format(minor / 10 ** decimals);
}
