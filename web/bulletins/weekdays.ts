/** Weekdays by their number, Monday first, as people of the page's language call them. */
import { LOCALE } from "../words/language.ts";

const shape = new Intl.DateTimeFormat(LOCALE, { weekday: "short", timeZone: "UTC" });

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** 5 January 1970 was a Monday. */
export const weekdayOf = (day: number) => shape.format(Date.UTC(1970, 0, 5 + day));
