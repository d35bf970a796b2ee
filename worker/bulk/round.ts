/** What bulk jobs need of the clock: walks whose chain was lost are named again, and old jobs are forgotten. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";

/** A walk this overdue has lost its chain. */
const WALK_LATE_MS = 5_000;
const KEPT_DAYS = 90;
const FORGOTTEN_PER_NIGHT_MAX = 25;
const MS_PER_DAY = 86_400_000;

export async function nameWalksDue(kit: Kit): Promise<Job[]> {
  const late = await kit.db.all<{ id: string }>(sql`SELECT id FROM bulk_job WHERE walk_at <= ${kit.now() - WALK_LATE_MS}`);
  return late.map(({ id }) => ({ do: "bulk-walk", bulk: id }));
}

export async function forgetJobs(kit: Kit): Promise<void> {
  const old = sql`SELECT id FROM bulk_job WHERE created_at < ${kit.now() - KEPT_DAYS * MS_PER_DAY} ORDER BY created_at LIMIT ${FORGOTTEN_PER_NIGHT_MAX}`;
  await kit.db.run(sql`DELETE FROM bulk_item WHERE job_id IN (${old})`, sql`DELETE FROM bulk_job WHERE id IN (${old})`);
}
