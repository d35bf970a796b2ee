/** What a step of a bulk job reads and writes: the tickets whose turn it is with the rights of whoever asked, as they are now, what their
 *  stores have set, and what became of each. One round trip each, whatever the step. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { hasChatsLeft } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { bitsIn } from "../team/rights.ts";
import { whoever } from "../team/session.ts";
import { findRules } from "../tickets/mirror.ts";
import type { Round, Turn } from "./carry.ts";
import type { Become } from "./job.ts";
import type { JobRow, Outcome } from "./table.ts";

/** The next tickets whose turn it is. */
export function readTurns(kit: Kit, job: JobRow, outcome: Outcome, most: number): Promise<Turn[]> {
  return kit.db.all<Turn>(
    sql`WITH ${whoever({ personId: job.by_id })}, turns AS MATERIALIZED (SELECT place, ticket_id, seen, tries, at FROM bulk_item
        WHERE job_id = ${job.id} AND outcome = ${outcome} ORDER BY place LIMIT ${most})
      SELECT i.*, t.store_id, t.state, ${bitsIn(sql`t.store_id`)} AS bits, c.can_send FROM turns i LEFT JOIN ticket t ON t.id = i.ticket_id
        LEFT JOIN conversation c ON c.store_id = t.store_id AND c.id = t.conversation_id`,
  );
}

export async function openRound(kit: Kit, job: JobRow, turns: Turn[]): Promise<Round> {
  const ids = JSON.stringify([...new Set(turns.map((turn) => turn.store_id))]);
  const [people, rows] = await kit.db.batch<[{ name: string }, StoreRow]>([
    sql`SELECT name FROM user WHERE id = ${job.by_id}`,
    sql`SELECT s.* FROM json_each(${ids}) k CROSS JOIN store s ON s.id = k.value`,
  ]);
  const stores: Round["stores"] = new Map();
  for (const row of rows) stores.set(row.id, { row, rules: await findRules(kit, row) });
  return { job, person: { id: job.by_id, name: people[0]?.name ?? "" }, stores };
}

/** The last tenth of a day's chat calls belongs to agents at their desks. */
export async function hasQuota(kit: Kit, { stores }: Round): Promise<boolean> {
  for (const { row } of stores.values()) if (!(await hasChatsLeft(kit, row, "sync"))) return false;
  return true;
}

/** Only where an item still is as the step found it: a slower step must not undo a newer one. */
export async function writeOutcomes(kit: Kit, job: JobRow, from: Outcome, became: Become[]): Promise<void> {
  if (became.length === 0) return;
  const rows = became.map(({ because: why, ...one }) => ({ ...one, because: why ? JSON.stringify(why) : null }));
  await kit.db.run(
    sql`INSERT INTO bulk_item (job_id, place, ticket_id, outcome, because, seen, at)
      SELECT ${job.id}, k.value->>'place', '', k.value->>'outcome', k.value->>'because', k.value->>'seen', ${kit.now()}
      FROM json_each(${JSON.stringify(rows)}) k WHERE true
      ON CONFLICT (job_id, place) DO UPDATE SET outcome = excluded.outcome, because = excluded.because, seen = IFNULL(excluded.seen, seen),
        at = excluded.at WHERE bulk_item.outcome = ${from}`,
  );
}
