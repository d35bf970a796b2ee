/** How far a person has read a ticket. What comes from outside is counted by the ticket; beside it stands how much of it each person has seen. A
 *  ticket never opened counts as unread only while somebody waits for us: nobody has to read the past. Nobody else writes `ticket.readers`. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { pokePeople } from "../notifications/write.ts";
import { Problem } from "../problem.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { causeOf } from "../timeline/bell.ts";
import type { Entry } from "../timeline/entries.ts";
import { type TicketFacts, waitsSince } from "../timeline/timeline.ts";

const placeOf = (me: SQL) => sql`'$."' || ${me} || '"'`;

/** How much of a ticket's `readers` the person has seen, and when they said so; null in SQL where they never opened it. */
export const seenBy = (readers: SQL, me: SQL) => sql`json_extract(${readers}, ${placeOf(me)} || '[0]')`;
export const seenAt = (readers: SQL, me: SQL) => sql`json_extract(${readers}, ${placeOf(me)} || '[1]')`;

/** What `readers` becomes; `at` in epoch milliseconds. Bound numbers are REAL to D1, which JSON would show. */
export const withSeen = (readers: SQL, me: SQL, seen: SQL, at: number) =>
  sql`json_set(${readers}, ${placeOf(me)}, json_array(CAST(${seen} AS INTEGER), CAST(${at} AS INTEGER)))`;

/** 1 in SQL where the ticket `o` has something that the person has not read. Nobody has to read spam. */
export const isUnread = (me: SQL) => sql`(o.state <> 3 AND o.heard > IFNULL(${seenBy(sql`o.readers`, me)},
  CASE WHEN o.state = 0 AND o.waiting_since IS NOT NULL THEN -1 ELSE o.heard END))`;

/** The entry one reads on from; null where all has been read. `seen` is null where the ticket was never opened. */
export function firstUnread(entries: Entry[], facts: TicketFacts, seen: number | null): string | null {
  if (facts.state === "spam") return null;
  const said = entries.filter((entry) => causeOf(entry) === "said");
  if (seen === null) {
    const since = facts.state === "open" ? waitsSince(facts) : null;
    return since === null ? null : (said.find((entry) => entry.at >= since)?.id ?? null);
  }
  const count = facts.heard - Math.max(0, seen);
  return count <= 0 ? null : (said[Math.max(0, said.length - count)]?.id ?? null);
}

/** Everything up to `heard` has been on this person's screen, or the newest is to look as if it had not. Reading a ticket reads what they were
 *  told of it. Nothing is written where it already stands so. */
export async function markRead(kit: Kit, signedIn: SignedIn, ticketId: string, heard: number, isRead: boolean): Promise<void> {
  const mine = sql`WITH ${who(signedIn)} SELECT who.id FROM who CROSS JOIN ticket t ON t.id = ${ticketId} WHERE ${mayIn(sql`t.store_id`, "read")}`;
  const seen = isRead ? sql`MIN(${heard}, t.heard)` : sql`t.heard - 1`;
  const before = seenBy(sql`t.readers`, sql`m.id`);
  const [people, tickets, , read] = await kit.db.batch<[Person, { store_id: string }, object, object]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT t.store_id FROM who CROSS JOIN ticket t ON t.id = ${ticketId} WHERE ${mayIn(sql`t.store_id`, "read")}`,
    sql`UPDATE ticket AS t SET readers = ${withSeen(sql`t.readers`, sql`m.id`, seen, kit.now())} FROM (${mine}) m
      WHERE t.id = ${ticketId} AND (${before} IS NULL OR ${seen} ${isRead ? sql`>` : sql`<>`} ${before})`,
    sql`UPDATE notification SET is_read = 1 WHERE person_id = (${mine}) AND is_read = 0 AND ${isRead}
      AND ticket_id IN (SELECT ${ticketId} UNION ALL SELECT id FROM ticket WHERE merged_into = ${ticketId}) RETURNING kind`,
  ]);
  const person = requirePerson(people);
  const [ticket] = tickets;
  if (!ticket) throw new Problem("missing", "ticket-missing");
  if (read.length > 0) await pokePeople(kit, ticket.store_id, [person.id]);
}
