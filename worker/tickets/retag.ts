/** The walk that takes a merged tag off the tickets that bear it: each room writes the other one and tells D1, which is what takes the ticket off
 *  the walk. It can be cut off anywhere; what stays behind is found by the clock. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findStore } from "../stores/shop.ts";
import type { ThreadRules } from "../timeline/timeline.ts";
import { findRules } from "./mirror.ts";

const ROOMS_PER_STEP = 40;

/** One step. Answers whether the walk is over. */
export async function walkTag(kit: Kit, tagId: string): Promise<boolean> {
  const [, tags, tickets] = await kit.db.batch<[never, { merged_into: string }, { ticket_id: string; store_id: string }]>([
    sql`UPDATE tag_walk SET moved_at = ${kit.now()} WHERE tag_id = ${tagId}`,
    sql`SELECT merged_into FROM tag WHERE id = ${tagId} AND merged_into IS NOT NULL`,
    sql`SELECT ticket_id, store_id FROM ticket_label WHERE label = ${tagId} LIMIT ${ROOMS_PER_STEP}`,
  ]);
  const into = tags[0]?.merged_into;
  const promised = new Map<string, ThreadRules>();
  for (const { ticket_id, store_id } of into ? tickets : []) {
    const rules = promised.get(store_id) ?? (await rulesOf(kit, store_id));
    promised.set(store_id, rules);
    await kit.env.TICKET.getByName(ticket_id).retag(tagId, into ?? tagId, rules);
  }
  if (into && tickets.length === ROOMS_PER_STEP) return false;
  // Only where no ticket has come to bear it meanwhile.
  await kit.db.run(sql`DELETE FROM tag_walk WHERE tag_id = ${tagId} AND NOT EXISTS (SELECT 1 FROM ticket_label WHERE label = ${tagId})`);
  return true;
}

async function rulesOf(kit: Kit, storeId: string): Promise<ThreadRules> {
  const store = await findStore(kit, storeId);
  if (!store) throw new Error("a ticket without its store");
  return findRules(kit, store);
}
