/** Who is asking: the cookie becomes a hash, and the hash becomes a person inside the same D1 round trip as the question itself. A session
 *  that was revoked, has ended or belongs to a disabled person finds no row, so its questions answer nothing at once. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsEverywhere } from "./bits.ts";

/** What a request brings; it proves nothing until a statement joins `who`. */
export interface SignedIn {
  tokenHash: string;
  /** Epoch milliseconds: sessions that end before this are over. */
  now: number;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  role: "admin" | "agent";
  /** Rights in every store, present and future; 0 for agents whose stores are listed one by one. */
  all_bits: number;
}

export const SESSION_DAYS = 7;
/** A session in which nothing was done for so long is over: a working day, and no night. `updated_at` of its row says when it last was. */
export const IDLE_HOURS = 12;
export const IDLE_MS = IDLE_HOURS * 3_600_000;

/** `__Host-` binds the cookie to this host over TLS; plain HTTP exists only on a developer's own machine. */
export const sessionCookie = (appUrl: string) => (appUrl.startsWith("https:") ? "__Host-tillside" : "tillside");

export const hashToken = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Reads the signed session cookie (`token.signature`, HMAC-SHA256, base64); null where it is absent or was not signed by us. */
export function readSession(request: Request, appUrl: string, secret: string, now: number): SignedIn | null {
  const name = sessionCookie(appUrl);
  for (const pair of (request.headers.get("cookie") ?? "").split(/; */)) {
    if (!pair.startsWith(`${name}=`)) continue;
    const value = decodeURIComponent(pair.slice(name.length + 1));
    const dot = value.lastIndexOf(".");
    const token = value.slice(0, dot);
    const signed = Buffer.from(createHmac("sha256", secret).update(token).digest("base64"));
    const given = Buffer.from(value.slice(dot + 1));
    if (dot > 0 && given.length === signed.length && timingSafeEqual(given, signed)) return { tokenHash: hashToken(token), now };
  }
  return null;
}

/** The common table `who`: one row for a living session, none otherwise. Put it first after WITH. Reads three rows. */
export const who = (signedIn: SignedIn): SQL => sql`who AS MATERIALIZED (${personOf(signedIn)})`;

/** The same for a statement that names `who` once, in FROM, and everything else of it by column. Reads two rows. */
export const whoOnce = (signedIn: SignedIn): SQL => sql`who AS NOT MATERIALIZED (${personOf(signedIn)})`;

function personOf(signedIn: SignedIn): SQL {
  return sql`SELECT u.id, u.name, u.email, u.role,
      ${bitsEverywhere} AS all_bits
    FROM session JOIN user u ON u.id = session.user_id
    WHERE session.token = ${signedIn.tokenHash} AND session.expires_at > ${signedIn.now} AND session.updated_at > ${signedIn.now - IDLE_MS}
      AND u.disabled_at IS NULL`;
}

/** Whoever sits at the desk, or whoever a piece of work is done for: their rights are asked about when it is done, not when it was begun. */
export type Asker = SignedIn | { personId: string };

/** The common table `who` for either. */
export const whoever = (asker: Asker): SQL =>
  "tokenHash" in asker
    ? who(asker)
    : sql`who AS MATERIALIZED (SELECT u.id, u.name, u.email, u.role,
        ${bitsEverywhere} AS all_bits
      FROM user u WHERE u.id = ${asker.personId} AND u.disabled_at IS NULL)`;

/** The statement every batch begins with: who asks, or no row. */
export const askWho = (signedIn: SignedIn) => sql`WITH ${who(signedIn)} SELECT * FROM who`;

export function requirePerson(rows: Person[]): Person {
  const person = rows[0];
  if (!person) throw new Problem("signed-out", "session-over");
  return person;
}

/** For changes, which may take a round trip of their own before they begin. */
export async function findPerson(kit: Kit, signedIn: SignedIn): Promise<Person> {
  return requirePerson(await kit.db.all<Person>(askWho(signedIn)));
}

export async function requireAdmin(kit: Kit, signedIn: SignedIn): Promise<Person> {
  const person = await findPerson(kit, signedIn);
  if (person.role !== "admin") throw new Problem("forbidden", "admin-only");
  return person;
}
