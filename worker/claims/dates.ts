/** Days, times and periods in somebody's words: "24 Nov", "24.11.", "tomorrow", "in 2 Tagen", "on Friday", "3–5 business days", "15 Uhr". What a
 *  day is without its year, or without knowing today, stays open until it is compared with facts (claims.ts). Pure. */
import { monthsIn, UNITS, WEEKDAY, weekdayOf } from "./calendar-words.ts";
import { NUMBER_WORDS, readNumber } from "./number-words.ts";
import { type Found, findAll } from "./plain.ts";
import { RELATIVE } from "./relative-words.ts";

export interface Day {
  year: number | null;
  month: number | null;
  day: number | null;
}

export type When =
  /** One of these: "12/11" may be read in two ways. */
  | { is: "day"; options: Day[] }
  /** Days from today, both ends included. */
  | { is: "offset"; from: number; to: number }
  | { is: "weekday"; weekday: number }
  | { is: "period"; least: number; most: number; unit: "hour" | "business-day" }
  /** Minutes since midnight. */
  | { is: "time"; minutes: number };

const EDGE = "(?<![\\p{L}\\d])";
const END = "(?![\\p{L}\\d])";
const HOURS = { minute: 1 / 60, hour: 1, "business-day": 1, day: 24, week: 168, month: 720, year: 8_760 };
const COUNT = `\\d{1,3}|${NUMBER_WORDS}`;
const JOINER = "\\s?(?:-|–|—|~|～|à|até|đến|hingga|ถึง|至|到|から|(?<=\\s)(?:to|bis|or|oder|a|o|ou|of|tot|do)(?=\\s))\\s?";
const FILLER = "(?:\\s?(?:more|full|whole|further|weiteren?|volle[nr]?|más|de plus|altri|ulteriori|other|calendar|natural(?:es)?|个))?";
const AGO_BEFORE = "(?:vor|hace|il y a|há|temu)\\s";
const AGO_AFTER = "\\s?(?:ago|fa\\b|atrás|geleden|temu|yang lalu|trước|ที่แล้ว|ที่ผ่านมา|前|전)";
const WITHIN = "(?:with)?in|innerhalb|binnen|dentro de|en|dans(?: un délai de)?|sous|entro|tra|fra|em|dentro|within|for|trong|dalam";

export function findDates(text: string, language: string): Found<When>[] {
  const base = language.toLowerCase().split("-")[0] ?? "en";
  return [...findWritten(text, base), ...findNumeric(text), ...findPeriods(text), ...findRelative(text, base), ...findLoose(text)];
}

interface WrittenPatterns {
  dayFirst: RegExp;
  monthFirst: RegExp;
  monthAlone: RegExp;
  number: (word: string) => number;
}
const written = new Map<string, WrittenPatterns>();

/** Expressions are made once for each language: making them costs more than reading a message. */
function writtenIn(language: string): WrittenPatterns {
  const known = written.get(language);
  if (known) return known;
  const { pattern, number } = monthsIn(language);
  const year = "(?:,?\\s?(?:de |del |พ\\.ศ\\. ?|ค\\.ศ\\. ?)?(\\d{4}|'\\d{2}))?(?!\\d)";
  const when = "in|im|by|until|end of|ende|mid|mitte|en|a|para|fin de|finales de|fin|d'ici|entro|fine|em|eind|akhir|bulan";
  const made = {
    number,
    dayFirst: new RegExp(
      `${EDGE}(\\d{1,2})(?:st|nd|rd|th|er|º|°|ª|\\.)?\\s?(?:de |of |di |do )?(?:the )?(${pattern})(?!\\p{L})\\.?${year}`,
      "giu",
    ),
    monthFirst: new RegExp(`${EDGE}(${pattern})\\.?\\s(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?!\\p{L}|\\d|[.,:]\\d{2}(?!\\d))${year}`, "giu"),
    monthAlone: new RegExp(`${EDGE}(?:${when})\\s(${pattern})(?!\\p{L})(?:\\s(\\d{4}))?`, "giu"),
  };
  written.set(language, made);
  return made;
}

function findWritten(text: string, language: string): Found<When>[] {
  const { dayFirst, monthFirst, monthAlone, number } = writtenIn(language);
  return [
    ...findAll(text, dayFirst, ([, day = "", month = "", year]) => oneDay(year, number(month), day)),
    ...findAll(text, monthFirst, ([, month = "", day = "", year]) => oneDay(year, number(month), day)),
    ...findAll(text, /(?:(\d{4})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]/gu, ([, year, month, day]) =>
      oneDay(year, Number(month), day ?? ""),
    ),
    ...findAll(text, /(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?/giu, ([, day = "", month, year]) =>
      oneDay(year, Number(month), day),
    ),
    ...findAll<When>(text, monthAlone, ([, month = "", year]) => ({
      is: "day",
      options: [{ year: yearOf(year), month: number(month), day: null }],
    })),
  ];
}

/** Buddhist years are 543 ahead; two digits are of this century. */
function yearOf(written: string | undefined): number | null {
  if (!written) return null;
  const year = Number(written.replace("'", ""));
  if (year < 100) return 2000 + year;
  return year >= 2400 ? year - 543 : year;
}

function oneDay(year: string | undefined, month: number, day: string): When | null {
  const number = Number(day);
  return isDay(number, month) ? { is: "day", options: [{ year: yearOf(year), month, day: number }] } : null;
}

const isDay = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12;

function findNumeric(text: string): Found<When>[] {
  const either = (year: string | undefined, one: string, other: string): When | null => {
    const options = [
      [one, other],
      [other, one],
    ].flatMap(([day, month]) =>
      isDay(Number(day), Number(month)) ? [{ year: yearOf(year), month: Number(month), day: Number(day) }] : [],
    );
    return options.length > 0 ? { is: "day", options } : null;
  };
  return [
    ...findAll(text, /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])/gu, ([, year, , month, day = ""]) =>
      oneDay(year, Number(month), day),
    ),
    ...findAll(text, /(?<![\d./-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d|[-/.]\d)/gu, ([, one = "", , other = "", year]) =>
      either(year, one, other),
    ),
    ...findAll(text, /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)/gu, ([, day = "", month]) => oneDay(undefined, Number(month), day)),
    // Small fractions and "24/7" are no days, unless something says so.
    ...findAll(text, /(?<![\d./])(\d{1,2})\/(\d{1,2})(?![\d/])/gu, (match) => {
      const [all, one = "", other = ""] = match;
      const isSaid = /(?:\b(?:on|by|from|until|am|bis|vom|el|le|il|del|du|dia|on the|tgl|tanggal)|วันที่)\s?$/iu.test(
        text.slice(0, match.index),
      );
      return all === "24/7" || (!isSaid && Number(one) <= 4 && Number(other) <= 4 && !all.includes("0"))
        ? null
        : either(undefined, one, other);
    }),
  ];
}

const UNIT = UNITS.map(([, words]) => words).join("|");
const PERIOD = new RegExp(
  `${EDGE}(${AGO_BEFORE})?(?:(${COUNT})${JOINER})?(${COUNT})[\\s-]?${FILLER}[\\s-]?(${UNIT})(?![\\p{Script=Latin}\\d])(${AGO_AFTER})?`,
  "giu",
);
const ONE = "a|an|einer?|einem|un[ae]?|uma?|een|the next|den nächsten|nur einem";
const ONE_PERIOD = new RegExp(`${EDGE}(?:${WITHIN})\\s(?:${ONE})\\s(${UNIT})${END}`, "giu");
/** Languages that part no words have no edge before the number. */
const JOINED_UNIT = "วันทำการ|ชั่วโมง|ชม\\.|นาที|วัน|สัปดาห์|อาทิตย์|เดือน|ปี|営業日|个?工作日|小时|天|日間|週間|个?星期|周";
const JOINED = new RegExp(`(?:(${COUNT})\\s?(?:-|–|ถึง)\\s?)?(${COUNT})\\s?(${JOINED_UNIT})`, "gu");
const KINDS = UNITS.map(([kind, words]) => ({ kind, pattern: new RegExp(`^(?:${words})$`, "iu") }));

function findPeriods(text: string): Found<When>[] {
  return [
    ...findAll(text, PERIOD, ([, before, least, most = "", unit = "", after]) => periodOf(least, most, unit, Boolean(before ?? after))),
    ...findAll(text, JOINED, ([, least, most = "", unit = ""]) => periodOf(least, most, unit, false)),
    ...findAll(text, ONE_PERIOD, ([, unit = ""]) => periodOf(undefined, "1", unit, false)),
  ];
}

function periodOf(least: string | undefined, most: string, unit: string, isPast: boolean): When | null {
  const last = readNumber(most);
  const first = least === undefined ? last : readNumber(least);
  const kind = KINDS.find(({ pattern }) => pattern.test(unit))?.kind;
  if (last === null || first === null || !kind) return null;
  const hours = HOURS[kind];
  if (isPast && kind !== "business-day" && hours >= 24) return { is: "offset", from: (-last * hours) / 24, to: (-first * hours) / 24 };
  return { is: "period", least: first * hours, most: last * hours, unit: kind === "business-day" ? "business-day" : "hour" };
}

const RELATIVE_DAYS = RELATIVE.map((one) => ({ ...one, pattern: new RegExp(one.words, "giu") }));

function findRelative(text: string, language: string): Found<When>[] {
  return RELATIVE_DAYS.filter(({ only }) => !only || only === language).flatMap(({ pattern, from, to }) =>
    findAll<When>(text, pattern, () => ({ is: "offset", from, to })),
  );
}

const WEEKDAYS = new RegExp(`(?<!\\p{Script=Latin})(?:${WEEKDAY})(?!\\p{Script=Latin})`, "giu");

/** Weekdays, times of day, and "the 24th". */
function findLoose(text: string): Found<When>[] {
  const minutes = (hour: string | undefined, minute: string | undefined, half?: string): When | null => {
    const late = half?.toLowerCase().startsWith("p") && Number(hour) < 12 ? 12 : 0;
    const total = (Number(hour) + late) * 60 + Number(minute || 0);
    return total < 24 * 60 && Number(minute || 0) < 60 ? { is: "time", minutes: total } : null;
  };
  const ordinal =
    /(?:\bthe (\d{1,2})(?:st|nd|rd|th)\b(?!\s(?:one|parcel|package|item|time|order|message))|\b(?:am|zum|vom|bis|ab) (\d{1,2})\.(?!\d)|\b(?:el|le|il|el día|dia|entro il|le jour) (\d{1,2})(?![\d\p{L}.,:]| ?[%€$x×])|วันที่\s?(\d{1,2})(?!\d)|\btanggal (\d{1,2})\b)/giu;
  return [
    ...findAll<When>(text, WEEKDAYS, ([word]) => ({
      is: "weekday",
      weekday: weekdayOf(word),
    })),
    ...findAll(text, /(?<![\d:])(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.|p\.m\.)(?![\p{L}])/giu, ([, hour, minute, half]) =>
      minutes(hour, minute, half),
    ),
    ...findAll(text, /(?<![\d:])(\d{1,2})(?:[:.h](\d{2}))?\s?(?:uhr|น\.|o'clock|時)/giu, ([, hour, minute]) => minutes(hour, minute)),
    ...findAll(text, /(?<![\d:])(\d{1,2})[:h](\d{2})(?![\d:])/giu, ([, hour, minute]) => minutes(hour, minute)),
    ...findAll<When>(text, ordinal, (match) => {
      const day = Number(match.slice(1).find((one) => one !== undefined));
      return day >= 1 && day <= 31 ? { is: "day", options: [{ year: null, month: null, day }] } : null;
    }),
  ];
}
