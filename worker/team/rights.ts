/** What an agent may do in one store. Rights are bits of one number so that a query can test them without a join per right; a store
 *  without the read bit does not exist for that agent. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { EVERY_STORE, RIGHTS, type Right } from "./bits.ts";
import { type Person, requirePerson, type SignedIn, who } from "./session.ts";

export { EVERY_STORE, RIGHTS, type Right } from "./bits.ts";

/** Whether something may be done, or why not: a code for the browser's dictionary and the facts its sentence needs. */
export type Can = { ok: true } | { ok: false; because: { code: string; facts: Record<string, string | number> } };

export const cannot = (code: string, facts: Record<string, string | number> = {}): Can => ({ ok: false, because: { code, facts } });

export function bitsOf(rights: readonly Right[]): number {
  return rights.reduce<number>((bits, right) => bits | RIGHTS[right], RIGHTS.read);
}

export function rightsOf(bits: number): Right[] {
  return (Object.keys(RIGHTS) as Right[]).filter((right) => (bits & RIGHTS[right]) !== 0);
}

/** The bits the person of `who` has in a store, as SQL. Reads one row. */
export function bitsIn(store: SQL): SQL {
  return sql`((SELECT all_bits FROM who) | IFNULL((SELECT sr.bits FROM store_right sr WHERE sr.user_id = (SELECT id FROM who) AND sr.store_id = ${store}), 0))`;
}

/** The same where `who` stands in the statement's FROM: asks it once. */
export const bitsHere = (store: SQL) =>
  sql`(who.all_bits | IFNULL((SELECT sr.bits FROM store_right sr WHERE sr.user_id = who.id AND sr.store_id = ${store}), 0))`;

/** True in SQL where the person of `who` has the right in the store. */
export const mayIn = (store: SQL, right: Right) => sql`(${bitsIn(store)} & ${RIGHTS[right]}) <> 0`;

/** True in SQL where the person `u` may reply in the store. */
export const mayReplyIn = (store: SQL) => sql`(u.role = 'admin' OR EXISTS (
  SELECT 1 FROM store_right r WHERE r.user_id = u.id AND r.store_id IN (${store}, ${EVERY_STORE}) AND r.bits & ${RIGHTS.reply}))`;

/** True in SQL where the person of `who` may read in any store at all. What belongs to the whole organization asks this. */
export const mayReadAnywhere = sql`EXISTS (SELECT 1 FROM who LEFT JOIN store_right sr ON sr.user_id = who.id WHERE (who.all_bits | IFNULL(sr.bits, 0)) & ${RIGHTS.read})`;

/** The rows of `bitsAnywhere`: what the person of `who` may do in one store or another. */
export const askAnywhere = (signedIn: SignedIn) =>
  sql`WITH ${who(signedIn)} SELECT who.*, IFNULL(sr.bits, 0) AS own_bits FROM who LEFT JOIN store_right sr ON sr.user_id = who.id`;

export type PersonAnywhere = Person & { own_bits: number };

/** Whoever asked with `askAnywhere`, and all the rights they have anywhere. */
export function requireAnywhere(rows: PersonAnywhere[]): { person: Person; bits: number } {
  const person = requirePerson(rows);
  return { person, bits: rows.reduce((bits, row) => bits | row.own_bits, person.all_bits) };
}

/** Answers the person when they have the right in any store: for what belongs to the whole organization. */
export async function requireRightAnywhere(kit: Kit, signedIn: SignedIn, right: Right): Promise<Person> {
  const { person, bits } = requireAnywhere(await kit.db.all<PersonAnywhere>(askAnywhere(signedIn)));
  if ((bits & RIGHTS[right]) === 0) throw new Problem("forbidden", "right-missing-anywhere", { right });
  return person;
}

/** Answers the person when they have the right. A store they may not even read is missing, not forbidden: its existence is not theirs to know. */
export async function requireRight(kit: Kit, signedIn: SignedIn, storeId: string, right: Right): Promise<Person> {
  const [people, stores] = await kit.db.batch<[Person, { bits: number }]>([
    sql`WITH ${who(signedIn)} SELECT * FROM who`,
    sql`WITH ${who(signedIn)} SELECT ${bitsIn(sql`store.id`)} AS bits FROM store WHERE store.id = ${storeId}`,
  ]);
  const person = requirePerson(people);
  const bits = stores[0]?.bits ?? 0;
  if ((bits & RIGHTS.read) === 0) throw new Problem("missing", "store-missing");
  if ((bits & RIGHTS[right]) === 0) throw new Problem("forbidden", "right-missing", { right });
  return person;
}
