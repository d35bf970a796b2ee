/** What waits for an answer at this moment, by how long it has waited: the one part of the report that is about now and not about days. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { ReportStore } from "../insights/period.ts";
import { TURN_AFTER_DUE } from "../timeline/timeline.ts";
import { MINUTE_MS } from "../units.ts";

/** Of each store; a shop with more waiting has other worries than their median. */
const BACKLOG_TICKETS_MAX = 1_000;
/** Up to so many minutes; beyond the last is the rest. */
const BACKLOG_AGES_MINUTES = [60, 240, 1_440, 4_320] as const;

export interface Backlog {
  waiting: number;
  /** By BACKLOG_AGES_MINUTES, and beyond. */
  ages: number[];
  limits: readonly number[];
  /** Minutes. */
  median: number | null;
  oldest: number | null;
  /** So many of each store were looked at, and more wait; null where all were. */
  cutAt: number | null;
}

export async function readBacklog(kit: Kit, stores: ReportStore[]): Promise<Backlog> {
  const answers =
    stores.length === 0
      ? []
      : await kit.db.batch<{ since: number }[]>(
          stores.map(
            ({ id }) => sql`SELECT t.waiting_since AS since FROM ticket t INDEXED BY ticket_of_store_by_turn
        WHERE t.store_id = ${id} AND t.state = 0 AND t.turn < ${TURN_AFTER_DUE} AND t.waiting_since IS NOT NULL LIMIT ${BACKLOG_TICKETS_MAX}`,
          ),
        );
  const minutes = answers
    .flat()
    .map(({ since }) => Math.max(0, Math.floor((kit.now() - since) / MINUTE_MS)))
    .sort((one, other) => one - other);
  const below = (limit: number) => minutes.filter((age) => age < limit).length;
  const bounds = [0, ...BACKLOG_AGES_MINUTES, Number.POSITIVE_INFINITY];
  return {
    waiting: minutes.length,
    ages: bounds.slice(1).map((limit, at) => below(limit) - below(bounds[at] ?? 0)),
    limits: BACKLOG_AGES_MINUTES,
    median: minutes[Math.ceil(minutes.length / 2) - 1] ?? null,
    oldest: minutes.at(-1) ?? null,
    cutAt: answers.some((rows) => rows.length === BACKLOG_TICKETS_MAX) ? BACKLOG_TICKETS_MAX : null,
  };
}
