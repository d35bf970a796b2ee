// Fifty people with a session each, written past sign-in so that nobody waits for fifty passwords to be stretched: an admin who asks most of the
// time, two agents whose stores are listed one by one, and colleagues who have tickets.
import { createHmac } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { RIGHTS } from "../../worker/team/rights.ts";
import { hashToken } from "../../worker/team/session.ts";

export const PEOPLE = 50;
/** How many of twenty stores the agents may see. */
export const SOME = 7;
export const MANY = 19;
const SESSION_MS = 7 * 86_400_000;

export const personId = (at: number) => `usr_bench${String(at).padStart(2, "0")}`;
const tokenOf = (at: number) => `bench-session-of-person-${at}`;

/** The cookie of somebody's session, signed as sign-in signs it. */
export function cookieOf(at: number, secret: string): string {
  const token = tokenOf(at);
  return encodeURIComponent(`${token}.${createHmac("sha256", secret).update(token).digest("base64")}`);
}

/** `now` in epoch milliseconds. */
export function fillPeople(database: DatabaseSync, stores: string[], now: number): void {
  const user = database.prepare("INSERT INTO user (id, name, email, role, created_at, updated_at) VALUES (?, ?, ?, ?, 1, 1)");
  const session = database.prepare(
    "INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at) VALUES (?, ?, ?, ?, 1, 1)",
  );
  const right = database.prepare("INSERT INTO store_right (user_id, store_id, bits) VALUES (?, ?, ?)");
  for (let at = 0; at < PEOPLE; at += 1) {
    const id = personId(at);
    user.run(id, `Person ${at}`, `person${at}@example.com`, at === 0 ? "admin" : "agent");
    session.run(id, hashToken(tokenOf(at)), id, now + SESSION_MS);
    const count = at === 0 ? 0 : at === 1 ? SOME : MANY;
    for (const store of stores.slice(0, count)) right.run(id, store, RIGHTS.read | RIGHTS.reply);
  }
}
