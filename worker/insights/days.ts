/** Days as reports add them up: one read of day rows over any span, never of orders, and the sums of it. Money of different currencies is never
 *  added. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Days, Period, ReportStore } from "./period.ts";
import type { FigureDayRow } from "./table.ts";

export type Metric = Exclude<keyof FigureDayRow, "store_id" | "day" | "fulfilled_by" | "is_sample" | "currency">;
export type DayRow<Name extends Metric> = Pick<FigureDayRow, "store_id" | "day" | "fulfilled_by" | "currency" | Name>;
export type Sums<Name extends Metric> = Record<Name, number>;

/** Both periods in one round trip, of these stores. */
export async function readDays<Name extends Metric>(
  kit: Kit,
  stores: ReportStore[],
  days: Days,
  names: readonly Name[],
  isSample = false,
): Promise<DayRow<Name>[]> {
  if (stores.length === 0) return [];
  return kit.db.all<DayRow<Name>>(daysOf(stores, days, names, isSample));
}

function daysOf(stores: ReportStore[], { from, to }: Days, names: readonly Metric[], isSample: boolean): SQL {
  const columns = sql.raw(["store_id", "day", "fulfilled_by", "currency", ...names].map((name) => `f.${name}`).join(", "));
  return sql`SELECT ${columns} FROM json_each(${JSON.stringify(stores.map(({ id }) => id))}) k CROSS JOIN figure_day f ON f.store_id = k.value
    WHERE f.day BETWEEN ${from} AND ${to} AND f.is_sample = ${Number(isSample)}`;
}

/** The days of both periods. */
export const wholeOf = ({ now, before }: Period): Days => ({ from: before.from, to: now.to });

export const isIn = ({ from, to }: Days, day: string) => day >= from && day <= to;

export function sumOf<Name extends Metric>(rows: readonly DayRow<Name>[], names: readonly Name[]): Sums<Name> {
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Sums<Name>;
  for (const row of rows) for (const name of names) sums[name] += (row as Sums<Name>)[name];
  return sums;
}

export interface Compared<Name extends Metric> {
  now: Sums<Name>;
  before: Sums<Name>;
}

export const compare = <Name extends Metric>(
  rows: readonly DayRow<Name>[],
  names: readonly Name[],
  { now, before }: Period,
): Compared<Name> => ({
  now: sumOf(
    rows.filter(({ day }) => isIn(now, day)),
    names,
  ),
  before: sumOf(
    rows.filter(({ day }) => isIn(before, day)),
    names,
  ),
});
