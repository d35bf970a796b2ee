/** The way back for whoever forgot their password: a link that sets another one, once. It comes by e-mail, from an admin, or by the deployment's own
 *  rights (scripts/password-link.ts); it opens no session, so a second factor is asked for as ever. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireGoodPassword } from "../team/password.ts";
import { hashToken, type Person } from "../team/session.ts";
import { hashPassword } from "../team/sign-in.ts";
import { HOUR_MS, MINUTE_MS } from "../units.ts";

/** 160 random bits. */
const TOKEN_LETTERS = 32;
export const MAILED_LINK_MINUTES = 60;
export const GIVEN_LINK_HOURS = 24;
/** An e-mail to the same person again, and an end to the link before it, not sooner than after so long. */
const MAIL_AGAIN_MS = 300_000;

/** Behind the hash, which no server and no log sees. */
const addressOf = (kit: Kit, token: string) => `${kit.env.APP_URL}/password#${token}`;

/** A link an admin gives a colleague; it is shown once and kept nowhere. */
export async function giveLink(kit: Kit, admin: Person, userId: string): Promise<{ link: string; expiresAt: number }> {
  if (admin.id === userId) throw new Problem("conflict", "password-link-own");
  const token = mintId(kit, "", TOKEN_LETTERS);
  const expiresAt = kit.now() + GIVEN_LINK_HOURS * HOUR_MS;
  const [made] = await kit.db.batch<[object]>([
    sql`${writeLink(kit, userId, token, admin.id, expiresAt)} RETURNING 1 AS yes`,
    recordChange({ at: kit.now(), userId: admin.id, action: "give-password-link", subject: userId, when: sql`changes() > 0` }),
  ]);
  if (made.length === 0) throw new Problem("missing", "person-missing");
  return { link: addressOf(kit, token), expiresAt };
}

/** A link for an e-mail; null where one was sent just now. */
export async function mintMailedLink(kit: Kit, userId: string): Promise<string | null> {
  const token = mintId(kit, "", TOKEN_LETTERS);
  const [made] = await kit.db.batch<[object]>([
    sql`${writeLink(kit, userId, token, null, kit.now() + MAILED_LINK_MINUTES * MINUTE_MS)}
      WHERE password_link.created_at < ${kit.now() - MAIL_AGAIN_MS} RETURNING 1 AS yes`,
    recordChange({ at: kit.now(), userId: null, action: "ask-password-link", subject: userId, when: sql`changes() > 0` }),
  ]);
  return made.length > 0 ? addressOf(kit, token) : null;
}

const writeLink = (kit: Kit, userId: string, token: string, madeBy: string | null, expiresAt: number): SQL =>
  sql`INSERT INTO password_link (user_id, token_hash, made_by, created_at, expires_at)
    SELECT id, ${hashToken(token)}, ${madeBy}, ${kit.now()}, ${expiresAt} FROM user WHERE id = ${userId} AND disabled_at IS NULL
    ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, made_by = excluded.made_by, created_at = excluded.created_at,
      expires_at = excluded.expires_at`;

interface Owner {
  id: string;
  name: string;
  email: string;
}

/** Whose password a link sets. */
export async function findLink(kit: Kit, token: string): Promise<Owner> {
  const found = await kit.db.first<Owner>(
    sql`SELECT u.id, u.name, u.email FROM password_link l CROSS JOIN user u ON u.id = l.user_id
      WHERE l.token_hash = ${hashToken(token)} AND l.expires_at > ${kit.now()} AND u.disabled_at IS NULL`,
  );
  if (!found) throw new Problem("missing", "password-link-over");
  return found;
}

/** Of two at once one has the link. Every session and every begun sign-in of the person ends. Answers whose it was. */
export async function setPassword(kit: Kit, token: string, password: string): Promise<string> {
  const owner = await findLink(kit, token);
  await requireGoodPassword(kit, password, owner);
  const hash = await hashPassword(password);
  const taken = await kit.db.first(
    sql`DELETE FROM password_link WHERE token_hash = ${hashToken(token)} AND expires_at > ${kit.now()} RETURNING user_id`,
  );
  if (!taken) throw new Problem("missing", "password-link-over");
  await kit.db.run(
    sql`UPDATE account SET password = ${hash}, updated_at = ${kit.now()} WHERE user_id = ${owner.id} AND provider_id = 'credential'`,
    sql`DELETE FROM session WHERE user_id = ${owner.id}`,
    sql`DELETE FROM sign_in_step WHERE user_id = ${owner.id}`,
    recordChange({ at: kit.now(), userId: owner.id, action: "set-password-by-link", subject: owner.id }),
  );
  return owner.id;
}

export const forgetLinks = (kit: Kit) => kit.db.run(sql`DELETE FROM password_link WHERE expires_at < ${kit.now()}`);
