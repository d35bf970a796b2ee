/** Whom a note may be written to: people who may read the ticket's store, and the teams that work for it, which stand for those of their members
 *  who may. Naming anybody else is refused: they could not read what is said to them. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { EVERY_STORE, RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { worksFor } from "../team/teams.ts";
import type { Mentioned } from "../tickets/note.ts";
import type { Person } from "../tickets/view.ts";
import { requireTicket } from "./page.ts";

export const MENTIONS_MAX = 20;

export interface Mentionable extends Person {
  kind: "person" | "team";
}

/** True in SQL where the person `u` may read the store. */
const mayRead = (storeId: string) => sql`u.disabled_at IS NULL AND (u.role = 'admin' OR EXISTS (
  SELECT 1 FROM store_right r WHERE r.user_id = u.id AND r.store_id IN (${storeId}, ${EVERY_STORE}) AND r.bits & ${RIGHTS.read}))`;

const isOfStore = (storeId: string): SQL => sql`t.gone_at IS NULL AND ${worksFor(sql`${storeId}`)}`;

/** Everybody a note in this ticket can be written to, people before teams. */
export async function listMentionable(kit: Kit, signedIn: SignedIn, ticketId: string): Promise<Mentionable[]> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  const [people, teams] = await kit.db.batch<[Person, Person]>([
    sql`SELECT u.id, u.name FROM user u WHERE ${mayRead(ticket.store_id)}`,
    sql`SELECT t.id, t.name FROM team t WHERE ${isOfStore(ticket.store_id)}`,
  ]);
  const inOrder = (rows: Person[], kind: Mentionable["kind"]) =>
    rows.map((row) => ({ ...row, kind })).sort((one, other) => one.name.localeCompare(other.name));
  return [...inOrder(people, "person"), ...inOrder(teams, "team")];
}

/** Those named, and the people they stand for. */
export async function findMentioned(kit: Kit, storeId: string, ids: string[]): Promise<Mentioned> {
  const named = [...new Set(ids)];
  const given = JSON.stringify(named);
  const [people, teams, members] = await kit.db.batch<[Person, Person, Person]>([
    sql`SELECT u.id, u.name FROM json_each(${given}) k CROSS JOIN user u ON u.id = k.value WHERE ${mayRead(storeId)}`,
    sql`SELECT t.id, t.name FROM json_each(${given}) k CROSS JOIN team t ON t.id = k.value WHERE ${isOfStore(storeId)}`,
    sql`SELECT u.id, u.name FROM json_each(${given}) k CROSS JOIN team t ON t.id = k.value CROSS JOIN team_member m ON m.team_id = t.id
      CROSS JOIN user u ON u.id = m.user_id WHERE ${isOfStore(storeId)} AND ${mayRead(storeId)}`,
  ]);
  const mentions = [...people, ...teams];
  if (mentions.length < named.length) throw new Problem("invalid", "mention-without-right");
  return { mentions, told: [...new Map([...people, ...members].map((person) => [person.id, person])).values()] };
}
