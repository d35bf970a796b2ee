/** Tickets nobody comes back to, resolved by themselves where a store wants that: the shop had the last word so many days ago and nobody waits.
 *  Only open ones; what was put off, or where a reply still waits to leave or for an agent, stays. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import type { StoreRow } from "../stores/table.ts";
import { STATES, type TicketFacts, TURN_END } from "../timeline/timeline.ts";
import { DAY_MS } from "../units.ts";
import { findRules } from "./mirror.ts";
import type { TicketStorage } from "./storage.ts";

const ROOMS_PER_STEP = 50;

export async function nameQuietStores(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(sql`SELECT id FROM store WHERE state <> 'disconnected' AND quiet_days IS NOT NULL`);
  return stores.map(({ id }) => ({ do: "resolve-quiet", store: id }));
}

/** One step: those whose time has come last come first. Answers whether there may be more. */
export async function resolveQuiet(kit: Kit, store: StoreRow): Promise<boolean> {
  const days = store.quiet_days;
  if (days === null) return false;
  const until = kit.now() - days * DAY_MS;
  const tickets = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM ticket INDEXED BY ticket_of_store_by_turn
      WHERE store_id = ${store.id} AND state = ${STATES.indexOf("open")} AND turn > ${TURN_END - until} AND turn < ${TURN_END}
        AND trouble IS NULL ORDER BY turn LIMIT ${ROOMS_PER_STEP}`,
  );
  const rules = await findRules(kit, store);
  let resolved = 0;
  for (const { id } of tickets) if (await kit.env.TICKET.getByName(id).resolveQuiet(until, days, rules)) resolved += 1;
  return tickets.length === ROOMS_PER_STEP && resolved > 0;
}

/** The room has the last word: something may have come in since the row was written. */
export function isQuiet(storage: TicketStorage, facts: TicketFacts, until: number): boolean {
  const isDone = facts.state === "open" && facts.waitingSince === null && facts.mailSince === null && facts.lastAt <= until;
  return isDone && storage.heldReplies().length === 0 && storage.openReplies().length === 0;
}
