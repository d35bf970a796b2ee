/** Buyers nobody listens to, store by store: kept with who said so and why. What is at work in their conversation ends as spam, and what they
 *  write later comes in as spam: kept and found, with no clock, and told to nobody. Taken back, what waited waits again. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { findStore } from "../stores/shop.ts";
import { recordChange } from "../team/audit.ts";
import { mayIn, requireRight } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { findRules } from "../tickets/mirror.ts";
import type { BlockedBuyerRow } from "../tickets/table.ts";
import type { Act } from "../timeline/acts.ts";
import { announceAct, foretell } from "./page.ts";

export const REASON_CHARACTERS_MAX = 200;
/** A conversation's newest tickets; those before them were done long ago. */
const TICKETS_TOLD_MAX = 20;
const BLOCKED_PER_PAGE = 50;

export async function blockBuyer(kit: Kit, signedIn: SignedIn, ticketId: string, reason: string): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  const { store_id: storeId, buyer_user_id: buyerId, buyer_name: name, conversation_id: conversationId, number } = ticket;
  if (!buyerId) throw new Problem("conflict", "buyer-unknown");
  await kit.db.run(
    sql`INSERT INTO blocked_buyer (store_id, buyer_user_id, buyer_name, conversation_id, reason, by_id, blocked_at)
      VALUES (${storeId}, ${buyerId}, ${name}, ${conversationId}, ${reason}, ${person.id}, ${kit.now()}) ON CONFLICT DO NOTHING`,
    // By the conversation: nothing is ever taken out of the record, and a buyer may have to be.
    recordChange({ at: kit.now(), userId: person.id, action: "block-buyer", subject: conversationId, storeId, after: { ticket: number } }),
  );
  await tellTickets(kit, storeId, conversationId, { do: "block", reason }, person);
}

export async function unblockBuyer(kit: Kit, signedIn: SignedIn, storeId: string, buyerId: string): Promise<void> {
  const person = await requireRight(kit, signedIn, storeId, "reply");
  const row = await kit.db.first<BlockedBuyerRow>(
    sql`SELECT * FROM blocked_buyer WHERE store_id = ${storeId} AND buyer_user_id = ${buyerId}`,
  );
  if (!row) throw new Problem("conflict", "buyer-not-blocked");
  await kit.db.run(
    sql`DELETE FROM blocked_buyer WHERE store_id = ${storeId} AND buyer_user_id = ${buyerId}`,
    recordChange({ at: kit.now(), userId: person.id, action: "unblock-buyer", subject: row.conversation_id, storeId }),
  );
  await tellTickets(kit, storeId, row.conversation_id, { do: "unblock" }, person);
}

async function tellTickets(kit: Kit, storeId: string, conversationId: string, act: Act, person: Person): Promise<void> {
  const store = await findStore(kit, storeId);
  if (!store) throw new Problem("missing", "store-missing");
  const newest = sql`SELECT id FROM ticket WHERE conversation_id = ${conversationId} ORDER BY created_at DESC LIMIT ${TICKETS_TOLD_MAX}`;
  const [, tickets] = await kit.db.batch<[never, { id: string }]>([foretell(kit, newest), newest]);
  const rules = await findRules(kit, store);
  for (const { id } of tickets) await kit.env.TICKET.getByName(id).act(act, rules, person);
}

export interface BlockedBuyer {
  buyerId: string;
  name: string;
  reason: string;
  by: string | null;
  at: number;
}

/** The newest first; `before` is the moment the last page ended at. */
export async function listBlocked(
  kit: Kit,
  signedIn: SignedIn,
  storeId: string,
  before: number,
): Promise<{ blocked: BlockedBuyer[]; next: number | null }> {
  const [people, rows] = await kit.db.batch<[Person, BlockedBuyerRow & { by_name: string | null }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)}, page AS MATERIALIZED (SELECT * FROM blocked_buyer INDEXED BY blocked_buyer_by_time
        WHERE store_id = ${storeId} AND blocked_at < ${before} ORDER BY blocked_at DESC LIMIT ${BLOCKED_PER_PAGE + 1})
      SELECT b.*, u.name AS by_name FROM who CROSS JOIN page b LEFT JOIN user u ON u.id = b.by_id WHERE ${mayIn(sql`${storeId}`, "read")}`,
  ]);
  requirePerson(people);
  const blocked = rows.slice(0, BLOCKED_PER_PAGE).map(
    (row): BlockedBuyer => ({
      buyerId: row.buyer_user_id,
      name: row.buyer_name,
      reason: row.reason,
      by: row.by_name,
      at: row.blocked_at,
    }),
  );
  return { blocked, next: rows.length > BLOCKED_PER_PAGE ? (blocked.at(-1)?.at ?? null) : null };
}
