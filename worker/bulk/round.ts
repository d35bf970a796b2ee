/** What bulk jobs need of the clock: walks whose chain was lost are named again, and old jobs are forgotten. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { findLost, forgetOldJobs } from "../walks.ts";

export async function nameWalksDue(kit: Kit): Promise<Job[]> {
  return (await findLost(kit, sql`bulk_job`)).map((bulk) => ({ do: "bulk-walk", bulk }));
}

export const forgetJobs = (kit: Kit): Promise<void> => forgetOldJobs(kit, sql`bulk_job`, sql`bulk_item`);
