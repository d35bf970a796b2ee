/** Days of the helpdesk as reports add them up, and how long things took: SQLite adds what is added up already, and hands over the sums alone. Medians
 *  are exact to the steps in which durations are counted. What was taken back leaves rows of nothing, so HAVING says its sums in full: by the name of
 *  one it would ask a single row. */
import { type SQL, sql } from "drizzle-orm";
import { spansAsked, type When } from "../insights/days.ts";
import type { Period, ReportStore } from "../insights/period.ts";
import { spansOf } from "../insights/spans.ts";
import type { HelpdeskDayRow } from "./table.ts";

const COUNTS = [
  "opened",
  "asked",
  "first",
  "next",
  "also",
  "auto",
  "resolved",
  "single",
  "reopened",
  "templated",
  "edited",
  "kept_first",
  "kept_next",
  "kept_resolution",
  "missed_first",
  "missed_next",
  "missed_resolution",
] as const satisfies (keyof HelpdeskDayRow)[];
export type Counts = Record<(typeof COUNTS)[number], number>;

export function sumOf(rows: readonly Counts[]): Counts {
  const sums = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;
  for (const row of rows) for (const name of COUNTS) sums[name] += row[name];
  return sums;
}

export interface Both<Of> {
  now: Of;
  before: Of;
}

/** What belongs to the period, and to the one before. */
export const compare = <Row extends { at: When }, Of>(rows: readonly Row[], add: (rows: Row[]) => Of): Both<Of> => ({
  now: add(rows.filter(({ at }) => at === "now")),
  before: add(rows.filter(({ at }) => at === "before")),
});

const listed = (stores: ReportStore[]) =>
  sql`k AS MATERIALIZED (SELECT value AS id FROM json_each(${JSON.stringify(stores.map(({ id }) => id))}))`;
const sums = sql.raw(COUNTS.map((name) => `SUM(d.${name}) AS ${name}`).join(", "));
const daysOf = sql`k CROSS JOIN helpdesk_day d ON d.store_id = k.id`;

export type StoreCounts = Counts & { at: When; store_id: string };
export type DayCounts = Counts & { day: string };
export type PersonCounts = Counts & { person_id: string };

/** The same days added up by store, by day and by person. */
export function askCounts(stores: ReportStore[], { now, before }: Period): [SQL, SQL, SQL] {
  return [
    sql`WITH ${listed(stores)} SELECT CASE WHEN d.day >= ${now.from} THEN 'now' ELSE 'before' END AS at, d.store_id, ${sums} FROM ${daysOf}
      WHERE d.day BETWEEN ${before.from} AND ${now.to} GROUP BY 1, 2`,
    sql`WITH ${listed(stores)} SELECT d.day, ${sums} FROM ${daysOf} WHERE d.day BETWEEN ${before.from} AND ${now.to} GROUP BY 1`,
    sql`WITH ${listed(stores)} SELECT d.person_id, ${sums} FROM ${daysOf} WHERE d.day BETWEEN ${now.from} AND ${now.to} GROUP BY 1`,
  ];
}

export interface TemplateUse {
  id: string;
  name: string | null;
  used: number;
  edited: number;
}

export const askTemplates = (stores: ReportStore[], { now }: Period): SQL =>
  sql`WITH ${listed(stores)} SELECT d.template_id AS id, t.name, SUM(d.used) AS used, SUM(d.edited) AS edited
    FROM k CROSS JOIN helpdesk_template d ON d.store_id = k.id LEFT JOIN template t ON t.id = d.template_id
    WHERE d.day BETWEEN ${now.from} AND ${now.to} GROUP BY 1 HAVING SUM(d.used) > 0 ORDER BY 3 DESC, 1`;

const spansIn = ({ now, before }: Period) => [
  ...spansOf(now).map((span) => ({ ...span, at: "now" as const })),
  ...spansOf(before).map((span) => ({ ...span, at: "before" as const })),
];

export interface HourRow {
  /** Hours since Monday 0:00. */
  slot: number;
  messages: number;
  tickets: number;
}

export const askHours = (stores: ReportStore[], period: Period): SQL =>
  sql`WITH ${spansAsked(spansIn(period).filter(({ at }) => at === "now"))}, ${listed(stores)}
    SELECT h.slot, SUM(p.sign * h.messages) AS messages, SUM(p.sign * h.tickets) AS tickets FROM k CROSS JOIN p
    CROSS JOIN helpdesk_hour h ON h.store_id = k.id AND h.period BETWEEN p."from" AND p."to" GROUP BY 1
    HAVING SUM(p.sign * h.messages) > 0`;

export interface SpeedRow {
  at: When;
  store_id: string;
  person_id: string;
  deed: "first" | "next" | "resolved";
  is_open: number;
  took: number;
  deeds: number;
}

/** All of a store together, or next replies person by person. */
export const askSpeeds = (stores: ReportStore[], period: Period, people: readonly string[]): SQL =>
  sql`WITH ${spansAsked(spansIn(period))}, ${listed(stores)}
    SELECT p.at, s.store_id, s.person_id, s.deed, s.is_open, s.took, SUM(p.sign * s.deeds) AS deeds
    FROM k CROSS JOIN json_each(${JSON.stringify(people)}) w CROSS JOIN p
    CROSS JOIN helpdesk_speed s ON s.store_id = k.id AND s.person_id = w.value AND s.period BETWEEN p."from" AND p."to"
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING SUM(p.sign * s.deeds) > 0`;

export interface Took {
  deeds: number;
  /** Minutes. */
  median: number | null;
  p90: number | null;
}

/** The shortest time within which so many were done: every one counts under its step. */
export function tookOf(rows: readonly Pick<SpeedRow, "took" | "deeds">[]): Took {
  const sorted = [...rows].sort((one, other) => one.took - other.took);
  const deeds = sorted.reduce((sum, row) => sum + row.deeds, 0);
  const at = (share: number) => {
    let seen = 0;
    for (const row of sorted) {
      seen += row.deeds;
      if (seen >= share * deeds) return row.took;
    }
    return null;
  };
  return deeds === 0 ? { deeds: 0, median: null, p90: null } : { deeds, median: at(0.5), p90: at(0.9) };
}

export interface Speed {
  /** By the calendar, and in hours the store is open. */
  all: Took;
  open: Took;
}

const SPEEDS = ["first", "next", "resolved"] as const;
export type Speeds = Record<(typeof SPEEDS)[number], Speed>;

export function speedsOf(rows: readonly SpeedRow[]): Speeds {
  const of = (deed: SpeedRow["deed"], isOpen: number) => tookOf(rows.filter((row) => row.deed === deed && row.is_open === isOpen));
  return Object.fromEntries(SPEEDS.map((deed) => [deed, { all: of(deed, 0), open: of(deed, 1) }])) as Speeds;
}
