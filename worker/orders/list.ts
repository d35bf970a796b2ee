/** How many orders stand in each stage. Pages of orders, what words find and what waits: workload/. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { STAGES, type Stage } from "./stage.ts";

export type StageCounts = Record<Stage, number>;

/** How many orders stand in each stage, over the stores asked for and allowed. */
export async function countOrders(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<StageCounts> {
  const asked = stores === null ? sql`true` : sql`c.store_id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;
  const [people, rows] = await kit.db.batch<[Person, StageCounts]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT c.* FROM who CROSS JOIN store s CROSS JOIN order_count c ON c.store_id = s.id
      WHERE ${mayIn(sql`s.id`, "read")} AND ${asked}`,
  ]);
  requirePerson(people);
  const sum = (stage: Stage) => rows.reduce((total, row) => total + row[stage], 0);
  return Object.fromEntries(STAGES.map((stage) => [stage, sum(stage)])) as StageCounts;
}
