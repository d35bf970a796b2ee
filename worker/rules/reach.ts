/** Who may have a rule: an admin any, somebody who manages stores those that concern these stores alone. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { RIGHTS, requireRight } from "../team/rights.ts";
import { askWho, findPerson, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";

/** Null is every store, later ones too. */
export async function requireReach(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<Person> {
  const person = await findPerson(kit, signedIn);
  if (person.role === "admin" || (person.all_bits & RIGHTS.manage) !== 0) return person;
  if (stores === null) throw new Problem("forbidden", "rule-every-store");
  for (const store of stores) await requireRight(kit, signedIn, store, "manage");
  return person;
}

export interface Reach {
  person: Person;
  every: boolean;
  /** There is a store whose rules they may have. */
  some: boolean;
  covers(stores: string[] | null): boolean;
}

/** The same, for deciding about many. */
export async function findReach(kit: Kit, signedIn: SignedIn): Promise<Reach> {
  const [people, rights] = await kit.db.batch<[Person, { store_id: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT sr.store_id FROM who CROSS JOIN store_right sr ON sr.user_id = who.id WHERE sr.bits & ${RIGHTS.manage}`,
  ]);
  const person = requirePerson(people);
  const every = person.role === "admin" || (person.all_bits & RIGHTS.manage) !== 0;
  const managed = new Set(rights.map((row) => row.store_id));
  return {
    person,
    every,
    some: every || managed.size > 0,
    covers: (stores) => every || (stores?.every((store) => managed.has(store)) ?? false),
  };
}
