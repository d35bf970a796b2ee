/** What holds words of whoever was taken out without saying whose: lists that were written out, and the folds of searches. Each is done a little
 *  at a time, by whoever takes people out. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { PERSONAL_COLUMNS } from "../workload/columns.ts";
import { dropUnder } from "../workload/parts.ts";
import { folderOf } from "../workload/write.ts";

const LISTS_PER_STEP = 50;
/** Pages of an index put in order by one step. */
const PAGES_PER_STEP = 400;
/** A merge with nothing to do writes no more than this. */
const FOLDED_ROWS_MAX = 4;

/** Who is in a list of recipients is not known without reading it: all of them go, whoever wants one asks for it again. One that is being written ends
 *  first, so that its writer takes away what it puts down later; where one is not done, a part may lie there that its row tells nothing of.
 *  Answers how many. */
export async function forgetLists(kit: Kit): Promise<number> {
  const asksForRecipients = sql`EXISTS (SELECT 1 FROM json_each(columns) c JOIN json_each(${JSON.stringify(PERSONAL_COLUMNS)}) p ON p.value = c.value)`;
  const [, lists] = await kit.db.batch<[object, { id: string }]>([
    sql`UPDATE order_export SET state = 'stopped', walk_at = NULL, ended_at = ${kit.now()} WHERE state = 'writing' AND ${asksForRecipients}`,
    sql`SELECT id FROM order_export WHERE state IN ('done', 'stopped', 'failed')
      AND (personal_stores <> '[]' OR state <> 'done' AND ${asksForRecipients}) LIMIT ${LISTS_PER_STEP}`,
  ]);
  for (const { id } of lists) {
    await dropUnder(kit, folderOf(id));
    await kit.db.run(sql`UPDATE order_export SET state = 'forgotten' WHERE id = ${id}`);
  }
  return lists.length;
}

export const isAllOfThem = (forgotten: number) => forgotten < LISTS_PER_STEP;

/** A deleted row's words stay in a search's folds until these are written anew (sqlite.org/fts5.html#the_merge_command). True: all are. */
export async function foldSearches(kit: Kit): Promise<boolean> {
  const before = kit.db.meter.rowsWritten;
  await kit.db.run(
    sql`INSERT INTO message_search (message_search, rank) VALUES ('merge', ${-PAGES_PER_STEP})`,
    sql`INSERT INTO order_search (order_search, rank) VALUES ('merge', ${-PAGES_PER_STEP})`,
  );
  return kit.db.meter.rowsWritten - before <= FOLDED_ROWS_MAX;
}
