/** Promises in a ticket's room: what its clocks have to tell stands in the timeline once, and the room wakes when there is more. A changed
 *  promise is brought to the rooms it concerns by a walk over the store's open tickets that can be cut off anywhere. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { marksPassed, nextMarkAt, noteLate } from "../sla/clocks.ts";
import type { ClockWalkRow } from "../sla/table.ts";
import type { StoreRow } from "../stores/table.ts";
import type { EventEntry } from "../timeline/entries.ts";
import { STATES, type TicketFacts, TURN_AFTER_DUE } from "../timeline/timeline.ts";
import { findRules } from "./mirror.ts";
import type { TicketStorage } from "./storage.ts";

const ROOMS_PER_STEP = 40;

/** Answers the facts with what is late by now. A warning is told while it is one: what was late when somebody first looked is late. */
export function tellClocks(storage: TicketStorage, given: TicketFacts, now: number): TicketFacts {
  const clocks = noteLate(given.clocks, now);
  const event = (name: EventEntry["name"], at: number, kind: string, startedAt: number, facts: EventEntry["facts"]) => {
    const id = [name, kind, startedAt, facts.left ?? 0].join(":");
    if (!storage.entry(id)) storage.putEntry({ kind: "event", id, at, by: null, byName: null, name, facts: { ...facts, clock: kind } });
  };
  for (const { kind, startedAt, dueAt, left, at } of marksPassed(clocks, now))
    if (left > 0) event("clock-warned", at, kind, startedAt, { left, due: dueAt });
  for (const { kind, startedAt, dueAt } of clocks.late) event("clock-late", dueAt, kind, startedAt, { due: dueAt });
  storage.schedule("sla", nextMarkAt(clocks, now));
  return { ...given, clocks };
}

/** One step of a store's walk: tickets to do first, then those put off. Answers whether the walk is over. */
export async function walkClocks(kit: Kit, store: StoreRow): Promise<boolean> {
  const [walks] = await kit.db.batch<[ClockWalkRow]>([
    sql`UPDATE clock_walk SET moved_at = ${kit.now()} WHERE store_id = ${store.id} RETURNING *`,
  ]);
  const [walk] = walks;
  if (!walk) return true;
  const until = walk.state === STATES.indexOf("open") ? TURN_AFTER_DUE : Number.MAX_SAFE_INTEGER;
  const tickets = await kit.db.all<{ id: string; turn: number }>(
    sql`SELECT id, turn FROM ticket INDEXED BY ticket_of_store_by_turn
      WHERE store_id = ${store.id} AND state = ${walk.state} AND turn < ${until} AND (turn, id) > (${walk.turn}, ${walk.ticket_id})
      ORDER BY turn, id LIMIT ${ROOMS_PER_STEP}`,
  );
  const rules = await findRules(kit, store);
  for (const { id } of tickets) await kit.env.TICKET.getByName(id).recompute(rules);
  return moveWalk(kit, walk, tickets.length < ROOMS_PER_STEP ? null : (tickets.at(-1) ?? null));
}

/** Only as far as nobody has begun the walk anew meanwhile. */
async function moveWalk(kit: Kit, walk: ClockWalkRow, last: { id: string; turn: number } | null): Promise<boolean> {
  const same = sql`store_id = ${walk.store_id} AND state = ${walk.state} AND turn = ${walk.turn} AND ticket_id = ${walk.ticket_id} AND moved_at > 0`;
  const snoozed = STATES.indexOf("snoozed");
  if (last) await kit.db.run(sql`UPDATE clock_walk SET turn = ${last.turn}, ticket_id = ${last.id} WHERE ${same}`);
  else if (walk.state < snoozed) await kit.db.run(sql`UPDATE clock_walk SET state = ${snoozed}, turn = -1, ticket_id = '' WHERE ${same}`);
  else await kit.db.run(sql`DELETE FROM clock_walk WHERE ${same}`);
  return (await kit.db.first(sql`SELECT 1 AS yes FROM clock_walk WHERE store_id = ${walk.store_id}`)) === null;
}
