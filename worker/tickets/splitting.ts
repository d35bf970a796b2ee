/** A ticket split off another, as D1 first hears of it, and one that became part of another. Each may be said again without effect. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { TURN_AFTER_DUE } from "../timeline/timeline.ts";
import type { Kept, TicketHead } from "./storage.ts";

/** Answers its number. Where the ticket it comes from was current, the new one is. */
export async function openSplitTicket(kit: Kit, from: TicketHead, to: TicketHead): Promise<number> {
  const [, , rows] = await kit.db.batch<[never, never, { number: number }]>([
    sql`UPDATE ticket SET is_current = 0 WHERE id = ${from.id} AND is_current = 1 AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = ${to.id})`,
    sql`INSERT INTO ticket (id, number, store_id, conversation_id, is_current, split_from, opening_index, buyer_user_id, buyer_name, created_at, turn,
        last_at, wake_at)
      SELECT ${to.id}, 1 + IFNULL((SELECT MAX(number) FROM ticket), 0), f.store_id, f.conversation_id,
        NOT EXISTS (SELECT 1 FROM ticket c WHERE c.conversation_id = f.conversation_id AND c.is_current = 1), f.id, ${to.openingIndex},
        f.buyer_user_id, f.buyer_name, ${to.createdAt}, ${TURN_AFTER_DUE}, ${to.createdAt}, ${kit.now()}
      FROM ticket f WHERE f.id = ${from.id} ON CONFLICT (id) DO NOTHING`,
    sql`SELECT number FROM ticket WHERE id = ${to.id}`,
  ]);
  const [row] = rows;
  if (!row) throw new Error("a ticket that was split off is not there");
  return row.number;
}

const newest = ({ head, version }: Kept) => sql`EXISTS (SELECT 1 FROM ticket n WHERE n.id = ${head.id} AND n.version = ${version})`;

/** All that was ever merged into it. */
const below = (id: string) => sql`WITH RECURSIVE below (id) AS (
  SELECT id FROM ticket WHERE merged_into = ${id} UNION SELECT t.id FROM below b CROSS JOIN ticket t ON t.merged_into = b.id)`;

const isWithoutCurrent = ({ head }: Kept) =>
  sql`NOT EXISTS (SELECT 1 FROM ticket c WHERE c.conversation_id = ${head.conversationId} AND c.is_current = 1)`;

/** To follow the summary of a ticket that is part of another, or is again itself. */
export function leadElsewhere(kept: Kept): SQL[] {
  const { head, merged } = kept;
  if (!merged) return [];
  const { id } = head;
  if (merged.isOver) {
    return [
      sql`${below(id)} UPDATE ticket SET leads_to = ${id} WHERE id IN (SELECT id FROM below) AND ${newest(kept)}`,
      sql`UPDATE ticket SET leads_to = NULL WHERE id = ${id} AND ${newest(kept)}`,
      sql`UPDATE ticket SET is_current = 0 WHERE id = ${merged.into} AND is_current = 1 AND ${Number(merged.wasCurrent)} AND ${newest(kept)}`,
      sql`UPDATE ticket SET is_current = 1 WHERE id = ${id} AND ${isWithoutCurrent(kept)} AND ${newest(kept)}`,
    ];
  }
  const target = sql`(SELECT IFNULL(i.leads_to, i.id) FROM ticket i WHERE i.id = ${merged.into})`;
  return [
    sql`${below(id)} UPDATE ticket SET leads_to = ${target} WHERE id IN (SELECT id FROM below UNION ALL SELECT ${id}) AND ${newest(kept)}`,
    sql`UPDATE ticket SET is_current = 0 WHERE id = ${id} AND ${newest(kept)}`,
    sql`UPDATE ticket SET is_current = 1 WHERE id = ${target} AND ${isWithoutCurrent(kept)} AND ${newest(kept)}`,
    sql`DELETE FROM rule_timer WHERE ticket_id = ${id} AND ${newest(kept)}`,
    sql`DELETE FROM rule_cause WHERE ticket_id = ${id} AND ${newest(kept)}`,
  ];
}
