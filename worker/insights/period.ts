/** The days a report is about and those before them, the stores one may see of them, and whether a number may still change. Days are calendar days,
 *  each store's in its own zone. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { storeList } from "../stores/asked.ts";
import { localDate } from "../stores/calendar.ts";
import { mayIn } from "../team/rights.ts";
import { type Asker, type Person, requirePerson, whoever } from "../team/session.ts";
import { DAY_MS } from "../units.ts";

/** A year and the longest month. */
export const PERIOD_DAYS_MAX = 400;

/** There was no shop before, and days before the first year have no such name. */
const DAY_FIRST = "2000-01-01";

const day = z.iso.date().refine((text) => text >= DAY_FIRST);

export const periodQuery = z.object({
  from: day,
  to: day,
  stores: storeList,
  /** Samples are in no number unless they are asked for: then only they are. */
  samples: z.literal("only").optional(),
});
export type PeriodQuery = z.infer<typeof periodQuery>;

export interface Days {
  /** Both included. */
  from: string;
  to: string;
}

export interface Period {
  now: Days;
  /** As many days, right before. */
  before: Days;
}

const at = (text: string) => Date.parse(`${text}T00:00:00Z`);
const write = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const addDays = (text: string, days: number) => write(at(text) + days * DAY_MS);
export const countDays = ({ from, to }: Days) => Math.round((at(to) - at(from)) / DAY_MS) + 1;

export function periodOf({ from, to }: Days): Period {
  const days = countDays({ from, to });
  if (days < 1) throw new Problem("invalid", "period-backward");
  if (days > PERIOD_DAYS_MAX) throw new Problem("invalid", "period-long", { days: PERIOD_DAYS_MAX });
  return { now: { from, to }, before: { from: addDays(from, -days), to: addDays(from, -1) } };
}

/** Every day of it, in order. */
export const listDays = ({ from, to }: Days) => Array.from({ length: countDays({ from, to }) }, (_, index) => addDays(from, index));

export interface ReportStore {
  id: string;
  name: string;
  mark: number;
  marketplace: string;
  currency: string;
  time_zone: string;
  /** Its own today. */
  today: string;
  /** Orders whose change is not in the numbers yet. */
  is_behind: number;
}

/** The stores a report is about: those asked for, as far as one may read them. */
export async function findReportStores(kit: Kit, asker: Asker, asked: string[] | null): Promise<ReportStore[]> {
  const [people, rows] = await kit.db.batch<[Person, Omit<ReportStore, "today">]>([
    sql`WITH ${whoever(asker)} SELECT * FROM who`,
    sql`WITH ${whoever(asker)} SELECT s.id, s.name, s.mark, s.marketplace, s.currency, f.zone AS time_zone,
        (f.at_time IS NOT NULL OR f.zone <> s.time_zone OR EXISTS (SELECT 1 FROM figure_due d WHERE d.store_id = s.id)) AS is_behind
      FROM who CROSS JOIN store s CROSS JOIN figure_store f ON f.store_id = s.id WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  requirePerson(people);
  const now = Math.floor(kit.now() / 1000);
  return rows
    .filter(({ id }) => asked === null || asked.includes(id))
    .sort((one, other) => one.mark - other.mark || one.name.localeCompare(other.name))
    .map((row) => ({ ...row, today: localDate(now, row.time_zone) }));
}

/** What heads every report. */
export interface ReportHead {
  period: Period;
  stores: (ReportStore & { is_final: boolean })[];
}

/** A day is over when the store's own clock says so. */
export const headOf = (period: Period, stores: ReportStore[]): ReportHead => ({
  period,
  stores: stores.map((store) => ({ ...store, is_final: period.now.to < store.today && store.is_behind === 0 })),
});
