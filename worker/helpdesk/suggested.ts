/** Suggested by a model: what became of it, by task, store and month; and which classes agents put in place of those a model read. Counts are of what
 *  was suggested in these days, whenever it was decided. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findReportStores, type PeriodQuery, periodOf } from "../insights/period.ts";
import type { Asker } from "../team/session.ts";

export interface Acceptance {
  accepted: number;
  edited: number;
  /** Used, and not sent yet or never. */
  used: number;
  discarded: number;
  blocked: number;
  /** Nobody has decided. */
  offered: number;
  /** Of those that were edited, how much on average, in percent. */
  changed: number | null;
}

export interface SuggestedRow extends Acceptance {
  task: string;
  store: string;
  /** "2026-11". */
  month: string;
}

/** `was` is what a model read, `became` what an agent said of the same question: the same where they agree. */
export interface CorrectionRow {
  was: string;
  became: string;
  count: number;
}

export interface SuggestedReport {
  rows: SuggestedRow[];
  /** The most frequent first. */
  corrections: CorrectionRow[];
  /** Readings that an agent said were right. */
  confirmed: number;
}

const CORRECTIONS_SHOWN_MAX = 20;

interface Row {
  task: string;
  store: string;
  month: string;
  outcome: Exclude<keyof Acceptance, "changed">;
  count: number;
  changed: number;
}

const NONE: Acceptance = { accepted: 0, edited: 0, used: 0, discarded: 0, blocked: 0, offered: 0, changed: null };

export async function reportSuggested(kit: Kit, asker: Asker, query: PeriodQuery): Promise<SuggestedReport> {
  const { now } = periodOf(query);
  const stores = await findReportStores(kit, asker, query.stores);
  const of = JSON.stringify(stores.map(({ id }) => id));
  const [found, pairs, agreed] = await kit.db.batch<[Row, CorrectionRow, { count: number | null }]>([
    sql`SELECT d.task, d.store_id AS store, substr(d.day, 1, 7) AS month, d.outcome, SUM(d.count) AS count, SUM(d.changed) AS changed
      FROM json_each(${of}) k CROSS JOIN assist_day d ON d.store_id = k.value
      WHERE d.day BETWEEN ${now.from} AND ${now.to} GROUP BY 1, 2, 3, 4 HAVING SUM(d.count) > 0 ORDER BY 3, 2, 1`,
    sql`SELECT c.was, c.became, SUM(c.count) AS count FROM json_each(${of}) k CROSS JOIN class_correction c ON c.store_id = k.value
      WHERE c.day BETWEEN ${now.from} AND ${now.to} AND c.was <> c.became GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ${CORRECTIONS_SHOWN_MAX}`,
    sql`SELECT SUM(c.count) AS count FROM json_each(${of}) k CROSS JOIN class_correction c ON c.store_id = k.value
      WHERE c.day BETWEEN ${now.from} AND ${now.to} AND c.was = c.became`,
  ]);
  const rows = new Map<string, SuggestedRow>();
  for (const { task, store, month, outcome, count, changed } of found) {
    const key = JSON.stringify([task, store, month]);
    const row = rows.get(key) ?? { task, store, month, ...NONE };
    row[outcome] = count;
    if (outcome === "edited") row.changed = Math.round(changed / count);
    rows.set(key, row);
  }
  return { rows: [...rows.values()], corrections: pairs, confirmed: agreed[0]?.count ?? 0 };
}
