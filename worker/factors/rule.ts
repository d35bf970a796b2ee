/** What admins decide about others' second factors: whether everybody must have one, and to take away what somebody lost. Nobody switches on what
 *  they do not do themselves. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";

interface KindsRow {
  user_id: string;
  totp: number;
  passkeys: number;
}

export async function listPeopleFactors(kit: Kit, signedIn: SignedIn) {
  await requireAdmin(kit, signedIn);
  const [rules, people] = await kit.db.batch<[{ second_factor: number }, KindsRow]>([
    sql`SELECT second_factor FROM sign_in_rule WHERE id = 1`,
    sql`SELECT u.id AS user_id,
        (SELECT COUNT(*) FROM second_factor f WHERE f.user_id = u.id AND f.kind = 'totp' AND f.confirmed_at IS NOT NULL) AS totp,
        (SELECT COUNT(*) FROM second_factor f WHERE f.user_id = u.id AND f.kind = 'passkey') AS passkeys
      FROM user u`,
  ]);
  return { isRequired: rules[0]?.second_factor === 1, people };
}

/** Switched on, whoever has none is signed out and sets one up at the next sign-in. Answers whose sessions ended. */
export async function requireSecondFactor(kit: Kit, signedIn: SignedIn, isRequired: boolean): Promise<string[]> {
  const admin = await requireAdmin(kit, signedIn);
  const without = sql`SELECT u.id FROM user u WHERE NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)`;
  const people = (await kit.db.all<{ id: string }>(without)).map(({ id }) => id);
  if (isRequired && people.includes(admin.id)) throw new Problem("conflict", "second-factor-own-first");
  await kit.db.run(
    sql`UPDATE sign_in_rule SET second_factor = ${isRequired ? 1 : 0} WHERE id = 1`,
    ...(isRequired ? [sql`DELETE FROM session WHERE user_id IN (${without})`] : []),
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "require-second-factor",
      subject: "second-factor",
      before: { required: !isRequired },
      after: { required: isRequired },
    }),
  );
  return isRequired ? people : [];
}

/** For whoever lost theirs and their recovery codes: they sign in by password, and set one up anew where everybody must. */
export async function resetFactors(kit: Kit, signedIn: SignedIn, userId: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  if (userId === admin.id) throw new Problem("conflict", "second-factor-own");
  const before = await kit.db.all(sql`SELECT kind, name FROM second_factor WHERE user_id = ${userId}`);
  await kit.db.run(
    sql`DELETE FROM second_factor WHERE user_id = ${userId}`,
    sql`DELETE FROM recovery_code WHERE user_id = ${userId}`,
    sql`DELETE FROM sign_in_step WHERE user_id = ${userId}`,
    sql`DELETE FROM session WHERE user_id = ${userId}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "reset-second-factors", subject: userId, before }),
  );
}
