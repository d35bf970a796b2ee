/** What rules need of the clock: tickets whose minutes have passed, names that nobody came for, and the end of an old log. Each round reads an
 *  index and only names work. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Job, QUEUE_BATCH_MESSAGES_MAX } from "../jobs.ts";
import { HOUR_MS } from "../units.ts";

/** A name this old has lost its job, or comes from an order's move, which has none. */
const CAUSE_STILL_MS = 20_000;
/** What could not be done for this long is given up: its job lies with the dead letters. */
const CAUSE_HOURS_MAX = 24;
const RUN_DAYS = 30;
const TRIAL_DAYS = 7;
const FORGOTTEN_PER_NIGHT_MAX = 50_000;

export async function nameRulesDue(kit: Kit): Promise<Job[]> {
  const now = kit.now();
  const due = await kit.db.all<{ ticket_id: string; rule_id: string; since: number; listens: string }>(
    sql`SELECT t.ticket_id, t.rule_id, t.since, r.listens FROM rule_timer t CROSS JOIN rule r ON r.id = t.rule_id
      WHERE t.due_at <= ${now} AND r.is_on = 1 ORDER BY t.due_at LIMIT ${QUEUE_BATCH_MESSAGES_MAX}`,
  );
  if (due.length > 0) {
    const named = JSON.stringify(due);
    await kit.db.run(
      sql`INSERT OR IGNORE INTO rule_cause (ticket_id, cause, at)
        SELECT k.value->>'ticket_id', 'clock:' || (k.value->>'rule_id') || ':' || (k.value->>'listens') || ':' || (k.value->>'since'), ${now}
        FROM json_each(${named}) k`,
      sql`UPDATE rule_timer SET due_at = NULL WHERE (ticket_id, rule_id) IN (SELECT k.value->>'ticket_id', k.value->>'rule_id' FROM json_each(${named}) k)`,
    );
  }
  const still = await kit.db.all<{ ticket_id: string }>(
    sql`SELECT ticket_id FROM rule_cause WHERE at BETWEEN ${now - CAUSE_HOURS_MAX * HOUR_MS} AND ${now - CAUSE_STILL_MS}
      ORDER BY at LIMIT ${QUEUE_BATCH_MESSAGES_MAX}`,
  );
  return [...new Set([...due, ...still].map(({ ticket_id }) => ticket_id))].map((ticket) => ({ do: "rules-due", ticket }));
}

export async function forgetRuns(kit: Kit): Promise<void> {
  const before = (days: number) => kit.now() - days * 24 * HOUR_MS;
  await kit.db.run(
    sql`DELETE FROM rule_run WHERE (rule_id, ticket_id, cause) IN (
      SELECT rule_id, ticket_id, cause FROM rule_run WHERE at < ${before(RUN_DAYS)} ORDER BY at LIMIT ${FORGOTTEN_PER_NIGHT_MAX})`,
    sql`DELETE FROM rule_cause WHERE at < ${before(1)}`,
    sql`DELETE FROM rule_trial WHERE started_at < ${before(TRIAL_DAYS)}`,
  );
}
