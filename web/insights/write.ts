/** Numbers of reports as people read them: days, money, shares, and how far one number is from the one before. */
import { writeSpan } from "../ui/clock.ts";
import { formatCount, formatMoney, plainAmount } from "../ui/money.ts";
import { MINUTE_MS } from "../ui/units.ts";
import { LOCALE } from "../words/language.ts";
import { speak } from "../words/words.ts";

const NONE = "–";

const dayShape = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
const yearShape = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat(LOCALE, { month: "short", year: "2-digit", timeZone: "UTC" });
const monthShape = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });
const weekdayShape = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

/** A calendar day is nobody's moment: it is written as it stands. */
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

export const writeDay = (day: string) => dayShape.format(at(day));
export const writeWeekday = (day: string) => weekdayShape.format(at(day));
/** Of "2026-11". */
export const writeMonth = (month: string) => monthShape.format(at(`${month}-01`));
/** For the axis of a chart. */
export const writeMonthShort = (month: string) => shortMonth.format(at(`${month}-01`));
export const writeDays = ({ from, to }: { from: string; to: string }) => yearShape.formatRange(at(from), at(to));

export type Unit =
  | { as: "count" }
  | { as: "money"; currency: string }
  | { as: "share" }
  | { as: "hours" }
  | { as: "days" }
  | { as: "date" }
  | { as: "minutes" };

const shares = new Intl.NumberFormat(LOCALE, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const changes = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
const points = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });

/** Short, and still of its currency. */
const moneyShape = (currency: string) =>
  new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    maximumFractionDigits: 1,
  });

/** Null is what nobody can say: nothing was sold, nothing was due. */
export function writeValue(value: number | null, unit: Unit): string {
  if (value === null) return NONE;
  switch (unit.as) {
    case "count":
      return formatCount(value);
    case "money":
      return formatMoney(value, unit.currency);
    case "share":
      return shares.format(value);
    case "hours":
      return speak("frame").span.hours(value);
    case "days":
      return tenths.format(value);
    case "date":
      return writeDay(new Date(value).toISOString().slice(0, 10));
    case "minutes":
      return writeSpan(value * MINUTE_MS);
  }
}

/** For the axis of a chart, where there is little room. */
export function writeShort(value: number, unit: Unit): string {
  if (unit.as === "share") return shares.format(value);
  if (unit.as === "money") return moneyShape(unit.currency).format(Number(plainAmount(value, unit.currency)));
  return compact.format(value);
}

/** As a spreadsheet takes it. */
export function writePlain(value: number | null, unit: Unit): string {
  if (value === null) return "";
  switch (unit.as) {
    case "money":
      return plainAmount(value, unit.currency);
    case "share":
      return String(Math.round(value * 10_000) / 10_000);
    case "days":
      return String(Math.round(value * 10) / 10);
    case "date":
      return new Date(value).toISOString().slice(0, 10);
    default:
      return String(value);
  }
}

/** "+12 %", or points between two shares; "" where there is nothing to hold it against. */
export function writeChange(value: number | null, before: number | null, unit: Unit): string {
  if (value === null || before === null) return "";
  if (unit.as === "share") return speak("insights").points(points.format((value - before) * 100));
  return before === 0 ? "" : changes.format((value - before) / Math.abs(before));
}

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
