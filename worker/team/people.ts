/** How someone becomes, and stops being, one of us: the first admin by the setup token, everyone else by an invitation link. Passwords go
 *  in hashed and never come out. */
import { timingSafeEqual } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { DAY_MS } from "../units.ts";
import { recordChange } from "./audit.ts";
import { requireGoodPassword } from "./password.ts";
import { bitsOf, EVERY_STORE, type Right } from "./rights.ts";
import { hashToken, requireAdmin, type SignedIn } from "./session.ts";
import { hashPassword } from "./sign-in.ts";

const INVITATION_DAYS = 7;

export interface StoreRights {
  /** A store's id, or EVERY_STORE. */
  store: string;
  rights: Right[];
}

export interface NewPerson {
  name: string;
  email: string;
  password: string;
}

/** The desk belongs to whoever holds the setup token, until somebody has used it. */
export async function isSetUp(kit: Kit): Promise<boolean> {
  return (await kit.db.first(sql`SELECT 1 AS yes FROM user LIMIT 1`)) !== null;
}

export function requireSetupToken(kit: Kit, token: string): void {
  const given = Buffer.from(hashToken(token));
  const expected = Buffer.from(hashToken(kit.env.SETUP_TOKEN));
  if (kit.env.SETUP_TOKEN.length === 0 || !timingSafeEqual(given, expected)) throw new Problem("forbidden", "setup-token-wrong");
}

export async function setUp(kit: Kit, token: string, person: NewPerson): Promise<void> {
  requireSetupToken(kit, token);
  await requireGoodPassword(kit, person.password, person);
  const id = mintId(kit, "usr_");
  const statements = [
    sql`INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at)
      SELECT ${id}, ${person.name}, ${person.email}, 1, 'admin', ${kit.now()}, ${kit.now()}
      WHERE NOT EXISTS (SELECT 1 FROM user) AND NOT EXISTS (SELECT 1 FROM restoring WHERE one = 1 AND ended_at IS NULL)`,
    await insertPassword(kit, id, person.password),
  ];
  await kit.db.run(...statements);
  // Two set-ups at once: the statement above let one of them in.
  if (!(await kit.db.first(sql`SELECT 1 AS yes FROM user WHERE id = ${id}`))) throw new Problem("conflict", "already-set-up");
}

async function insertPassword(kit: Kit, userId: string, password: string): Promise<SQL> {
  const hash = await hashPassword(password);
  return sql`INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
    SELECT ${mintId(kit, "acc_")}, id, 'credential', id, ${hash}, ${kit.now()}, ${kit.now()} FROM user WHERE id = ${userId}`;
}

export interface InvitationOrder {
  email: string;
  role: "admin" | "agent";
  rights: StoreRights[];
}

/** Answers the link, which is shown once and kept nowhere. */
export async function invite(
  kit: Kit,
  signedIn: SignedIn,
  order: InvitationOrder,
): Promise<{ id: string; link: string; expiresAt: number }> {
  const admin = await requireAdmin(kit, signedIn);
  if (await kit.db.first(sql`SELECT 1 AS yes FROM user WHERE email = ${order.email}`)) throw new Problem("conflict", "already-a-member");
  const id = mintId(kit, "inv_");
  const token = mintId(kit, "", 32);
  const expiresAt = kit.now() + INVITATION_DAYS * DAY_MS;
  await kit.db.run(
    sql`DELETE FROM invitation WHERE email = ${order.email} AND accepted_at IS NULL`,
    sql`INSERT INTO invitation (id, token_hash, email, role, rights, invited_by, created_at, expires_at)
      VALUES (${id}, ${hashToken(token)}, ${order.email}, ${order.role}, ${JSON.stringify(order.rights)}, ${admin.id}, ${kit.now()}, ${expiresAt})`,
    recordChange({ at: kit.now(), userId: admin.id, action: "invite-person", subject: id, after: order }),
  );
  return { id, link: `${kit.env.APP_URL}/join/${token}`, expiresAt };
}

export async function withdrawInvitation(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  await kit.db.run(
    sql`DELETE FROM invitation WHERE id = ${id} AND accepted_at IS NULL`,
    recordChange({ at: kit.now(), userId: admin.id, action: "withdraw-invitation", subject: id }),
  );
}

interface OpenInvitation {
  id: string;
  email: string;
  role: "admin" | "agent";
  rights: string;
}

export async function findInvitation(kit: Kit, token: string): Promise<OpenInvitation> {
  const found = await kit.db.first<OpenInvitation>(sql`SELECT id, email, role, rights FROM invitation
    WHERE token_hash = ${hashToken(token)} AND accepted_at IS NULL AND expires_at > ${kit.now()}`);
  if (!found) throw new Problem("missing", "invitation-over");
  return found;
}

export async function acceptInvitation(kit: Kit, token: string, person: Omit<NewPerson, "email">): Promise<{ email: string }> {
  const invitation = await findInvitation(kit, token);
  await requireGoodPassword(kit, person.password, { name: person.name, email: invitation.email });
  const id = mintId(kit, "usr_");
  const now = kit.now();
  await kit.db.run(
    sql`INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at)
      SELECT ${id}, ${person.name}, email, 1, role, ${now}, ${now} FROM invitation WHERE id = ${invitation.id} AND accepted_at IS NULL`,
    await insertPassword(kit, id, person.password),
    sql`UPDATE invitation SET accepted_at = ${now} WHERE id = ${invitation.id}`,
    ...grantStatements(id, JSON.parse(invitation.rights) as StoreRights[]),
    recordChange({ at: now, userId: id, action: "accept-invitation", subject: invitation.id }),
  );
  return { email: invitation.email };
}

export async function changeRights(kit: Kit, signedIn: SignedIn, userId: string, rights: StoreRights[]): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await kit.db.all(sql`SELECT store_id, bits FROM store_right WHERE user_id = ${userId}`);
  await kit.db.run(
    sql`DELETE FROM store_right WHERE user_id = ${userId}`,
    ...grantStatements(userId, rights),
    recordChange({ at: kit.now(), userId: admin.id, action: "change-rights", subject: userId, before, after: rights }),
  );
}

function grantStatements(userId: string, rights: StoreRights[]): SQL[] {
  if (rights.length === 0) return [];
  const rows = rights.map((row) => ({ store: row.store, bits: bitsOf(row.rights) }));
  return [
    sql`INSERT OR REPLACE INTO store_right (user_id, store_id, bits)
      SELECT u.id, r.value->>'store', r.value->>'bits' FROM json_each(${JSON.stringify(rows)}) r JOIN user u ON u.id = ${userId}
      WHERE r.value->>'store' = ${EVERY_STORE} OR EXISTS (SELECT 1 FROM store s WHERE s.id = r.value->>'store')`,
  ];
}

export async function changeRole(kit: Kit, signedIn: SignedIn, userId: string, role: "admin" | "agent"): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  if (userId === admin.id) throw new Problem("conflict", "own-role");
  await kit.db.run(
    sql`UPDATE user SET role = ${role}, updated_at = ${kit.now()} WHERE id = ${userId}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "change-role", subject: userId, after: { role } }),
  );
}
