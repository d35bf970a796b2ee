/** Days as reports add them up: SQLite adds day rows over any span, never orders, and hands over the sums alone. Money of different currencies is
 *  never added. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Days, Period, ReportStore } from "./period.ts";
import type { Span } from "./spans.ts";
import type { FigureDayRow } from "./table.ts";

export type Metric = Exclude<keyof FigureDayRow, "store_id" | "day" | "fulfilled_by" | "is_sample" | "currency">;
export type Sums<Name extends string> = Record<Name, number>;
export type When = "now" | "before";

/** What one store's orders of one kind come to in one of the two periods. */
export type SumRow<Name extends Metric> = Pick<FigureDayRow, "store_id" | "fulfilled_by" | "currency"> & { at: When } & Sums<Name>;
/** What all stores' orders come to on one day. */
export type DayRow<Name extends Metric> = Pick<FigureDayRow, "day" | "currency"> & Sums<Name>;

interface Wanted<Of extends Metric, PerDay extends Metric> {
  names: readonly Of[];
  perDay: readonly PerDay[];
  /** Of these days: both periods, or this one alone. */
  days: Days;
  isSample?: boolean;
  /** What is owed until a moment counts once the store's day is over. */
  due?: readonly Metric[];
}

/** Both sums in one round trip. */
export async function readSums<Of extends Metric, PerDay extends Metric>(
  kit: Kit,
  stores: readonly ReportStore[],
  { now, before }: Period,
  { names, perDay, days, isSample = false, due = [] }: Wanted<Of, PerDay>,
): Promise<{ rows: SumRow<Of>[]; days: DayRow<PerDay>[] }> {
  if (stores.length === 0) return { rows: [], days: [] };
  const add = (name: Metric) => (due.includes(name) ? `SUM(CASE WHEN f.day < k.today THEN f.${name} ELSE 0 END)` : `SUM(f.${name})`);
  const sums = (some: readonly Metric[]) => sql.raw(some.map((name) => `${add(name)} AS ${name}`).join(", "));
  const asked = sql`WITH k AS MATERIALIZED (SELECT value->>'id' AS id, value->>'today' AS today FROM json_each(${storesAsked(stores)}))`;
  const [rows, byDay] = await kit.db.batch<[SumRow<Of>, DayRow<PerDay>]>([
    sql`${asked} SELECT CASE WHEN f.day >= ${now.from} THEN 'now' ELSE 'before' END AS at, f.store_id, f.fulfilled_by, f.currency, ${sums(names)}
      FROM k CROSS JOIN figure_day f ON f.store_id = k.id
      WHERE f.day BETWEEN ${before.from} AND ${now.to} AND f.is_sample = ${Number(isSample)} GROUP BY 1, 2, 3, 4`,
    sql`${asked} SELECT f.day, f.currency, ${sums(perDay)} FROM k CROSS JOIN figure_day f ON f.store_id = k.id
      WHERE f.day BETWEEN ${days.from} AND ${days.to} AND f.is_sample = ${Number(isSample)} GROUP BY 1, 2`,
  ]);
  return { rows, days: byDay };
}

const storesAsked = (stores: readonly ReportStore[]) => JSON.stringify(stores.map(({ id, today }) => ({ id, today })));

/** Spans as a table `p` to join with: which period they belong to, from, to, sign. */
export const spansAsked = (spans: readonly (Span & { at: When })[]): SQL =>
  sql`p AS MATERIALIZED (SELECT value->>'at' AS at, value->>'from' AS "from", value->>'to' AS "to", value->>'sign' AS sign
    FROM json_each(${JSON.stringify(spans)}))`;

/** The days of both periods. */
export const wholeOf = ({ now, before }: Period): Days => ({ from: before.from, to: now.to });

export function sumOf<Name extends string>(rows: readonly Sums<Name>[], names: readonly Name[]): Sums<Name> {
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Sums<Name>;
  for (const row of rows) for (const name of names) sums[name] += row[name];
  return sums;
}

export interface Compared<Name extends string> {
  now: Sums<Name>;
  before: Sums<Name>;
}

export function compare<Name extends Metric>(rows: readonly SumRow<Name>[], names: readonly Name[]): Compared<Name> {
  const of = (when: When) =>
    sumOf<Name>(
      rows.filter(({ at }) => at === when),
      names,
    );
  return { now: of("now"), before: of("before") };
}
