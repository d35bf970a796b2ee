/** Work of many steps, each a job that the one before it names. Its row says when the next step is due (`walk_at`; null where none is) and how many
 *  in a row broke (`stumbles`). A step claims the row first, so that two chains are one; it may be cut off anywhere, and the clock names a walk whose
 *  chain was lost. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "./env.ts";
import { DAY_MS } from "./units.ts";

/** A message that comes a little early is not worth a round of the clock. */
const EARLY_MS = 1_000;
/** A walk this overdue has lost its chain. */
const LATE_MS = 5_000;
/** What became of a job a person began is shown for so long. */
const JOB_KEPT_DAYS = 90;
const FORGOTTEN_PER_NIGHT_MAX = 25;

/** For `ms`: a step that has not ended by then is taken up by another. Null where it is somebody else's, not due, or none. */
export function claimStep<Row extends object>(kit: Kit, table: SQL, which: SQL, ms: number): Promise<Row | null> {
  const now = kit.now();
  return kit.db.first<Row>(
    sql`UPDATE ${table} SET walk_at = ${now + ms}, stumbles = stumbles + 1 WHERE ${which} AND walk_at <= ${now + EARLY_MS} RETURNING *`,
  );
}

/** Of a row, as a condition. */
export const hasLostChain = (kit: Kit): SQL => sql`walk_at <= ${kit.now() - LATE_MS}`;

/** The ids of a table's walks whose chain was lost. */
export async function findLost(kit: Kit, table: SQL): Promise<string[]> {
  const lost = await kit.db.all<{ id: string }>(sql`SELECT id FROM ${table} WHERE ${hasLostChain(kit)}`);
  return lost.map(({ id }) => id);
}

/** The oldest jobs of a table, and what they were to do to each of their items. */
export async function forgetOldJobs(kit: Kit, jobs: SQL, items: SQL): Promise<void> {
  const old = sql`SELECT id FROM ${jobs} WHERE created_at < ${kit.now() - JOB_KEPT_DAYS * DAY_MS} ORDER BY created_at LIMIT ${FORGOTTEN_PER_NIGHT_MAX}`;
  await kit.db.run(sql`DELETE FROM ${items} WHERE job_id IN (${old})`, sql`DELETE FROM ${jobs} WHERE id IN (${old})`);
}
