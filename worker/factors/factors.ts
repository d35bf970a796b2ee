/** A person's second factors: which there are, and how they come and go. Each change asks for the password first, is written down, and ends the
 *  person's other sessions; nobody is left without one where the desk asks everybody for one. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { newestKey, seal, sealingOf, sealTableAgain, unseal } from "../stores/seal.ts";
import { recordChange } from "../team/audit.ts";
import { hashToken, type Person } from "../team/session.ts";
import { isPassword, mayTry } from "../team/sign-in.ts";
import { type Registration, readRegistration } from "./passkey.ts";
import type { FactorRow } from "./table.ts";
import { SECRET_BYTES, stepOf, uriOf, writeBase32 } from "./totp.ts";

export const PASSKEYS_MAX = 10;
const CODES = 8;
/** 24 letters of 32 are 120 bits: more than ASVS 6.5.2 asks of what is kept as a plain hash. */
const CODE_LETTERS = 24;

export const columns = sql`id, user_id, kind, name, sealed, seal_key, credential, public_key, algorithm, counter, created_at, confirmed_at, used_at`;
export const factorsOf = (userId: string) => sql`SELECT ${columns} FROM second_factor WHERE user_id = ${userId}`;
const rule = sql`SELECT second_factor FROM sign_in_rule WHERE id = 1`;
const ownerOf = (userId: string) => `second-factor:${userId}`;
export const openSecret = (kit: Kit, { user_id, sealed }: FactorRow) =>
  Buffer.from(unseal(kit.env.SEAL_KEYS, ownerOf(user_id), sealed ?? ""), "base64url");

export interface Standing {
  factors: FactorRow[];
  codes: number;
  /** Everybody must have one. */
  isRequired: boolean;
}

export async function readStanding(kit: Kit, userId: string): Promise<Standing> {
  const [factors, codes, rules] = await kit.db.batch<[FactorRow, { left: number }, { second_factor: number }]>([
    factorsOf(userId),
    sql`SELECT COUNT(*) AS left FROM recovery_code WHERE user_id = ${userId}`,
    rule,
  ]);
  return {
    factors: factors.filter(({ confirmed_at }) => confirmed_at !== null),
    codes: codes[0]?.left ?? 0,
    isRequired: rules[0]?.second_factor === 1,
  };
}

export async function listFactors(kit: Kit, person: Person) {
  const { factors, codes, isRequired } = await readStanding(kit, person.id);
  const shown = factors.map(({ id, kind, name, created_at, used_at }) => ({ id, kind, name, created_at, used_at }));
  return { factors: shown.sort((a, b) => a.created_at - b.created_at), codes, isRequired };
}

/** Tries are counted as those at the door are. */
export async function requirePassword(kit: Kit, person: Person, password: string): Promise<void> {
  if (!(await mayTry(kit, `password:${person.id}`))) throw new Problem("too-many", "too-many-sign-ins", { seconds: 60 });
  const account = await kit.db.first<{ password: string | null }>(
    sql`SELECT password FROM account WHERE user_id = ${person.id} AND provider_id = 'credential'`,
  );
  if (!account?.password || !(await isPassword(account.password, password))) throw new Problem("forbidden", "password-wrong");
}

/** The person a step belongs to, who may have been shut out since. */
export async function findOwner(kit: Kit, userId: string | null): Promise<Pick<Person, "id" | "email">> {
  const found = await kit.db.first<Pick<Person, "id" | "email">>(
    sql`SELECT id, email FROM user WHERE id = ${userId} AND disabled_at IS NULL`,
  );
  if (!found) throw new Problem("forbidden", "sign-in-step-over");
  return found;
}

/** A secret that has proved nothing yet; asked for again, it is another one. */
export async function beginTotp(kit: Kit, person: Pick<Person, "id" | "email">): Promise<{ secret: string; uri: string }> {
  const bytes = kit.random(SECRET_BYTES);
  const [id, key] = [mintId(kit, "fac_"), newestKey(kit.env.SEAL_KEYS)];
  const sealed = seal(sealingOf(kit), ownerOf(person.id), Buffer.from(bytes).toString("base64url"));
  const [, begun] = await kit.db.batch<[object, { id: string }]>([
    sql`DELETE FROM second_factor WHERE user_id = ${person.id} AND kind = 'totp' AND confirmed_at IS NULL`,
    sql`INSERT INTO second_factor (id, user_id, kind, name, sealed, seal_key, created_at)
      SELECT ${id}, ${person.id}, 'totp', '', ${sealed}, ${key}, ${kit.now()}
      WHERE NOT EXISTS (SELECT 1 FROM second_factor WHERE user_id = ${person.id} AND kind = 'totp') RETURNING id`,
  ]);
  if (begun.length === 0) throw new Problem("conflict", "codes-there");
  const secret = writeBase32(bytes);
  return { secret, uri: uriOf(secret, person.email) };
}

/** Answers the recovery codes, where these are the person's first; they are shown once. */
export async function confirmTotp(kit: Kit, userId: string, code: string, tokenHash: string): Promise<{ codes: string[] | null }> {
  if (!(await mayTry(kit, `code:${userId}`))) throw new Problem("too-many", "too-many-sign-ins", { seconds: 60 });
  const begun = (await kit.db.all<FactorRow>(factorsOf(userId))).find(({ kind, confirmed_at }) => kind === "totp" && confirmed_at === null);
  const step = begun ? stepOf(openSecret(kit, begun), code, kit.now(), begun.counter) : null;
  if (!begun || step === null) throw new Problem("forbidden", "code-wrong");
  const codes = await codesIfFirst(kit, userId);
  await kit.db.run(
    sql`UPDATE second_factor SET confirmed_at = ${kit.now()}, used_at = ${kit.now()}, counter = ${step} WHERE id = ${begun.id}`,
    ...changed(kit, userId, tokenHash, "add-second-factor", { factor: "totp" }),
    ...writeCodes(userId, codes),
  );
  return { codes };
}

export async function addPasskey(kit: Kit, userId: string, said: Registration & { name: string }, challenge: string, tokenHash: string) {
  const counter = await readRegistration(said, { challenge, origin: new URL(kit.env.APP_URL).origin });
  if (counter === null) throw new Problem("forbidden", "passkey-refused");
  const codes = await codesIfFirst(kit, userId);
  const [added] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO second_factor (id, user_id, kind, name, credential, public_key, algorithm, counter, created_at, confirmed_at)
      SELECT ${mintId(kit, "fac_")}, ${userId}, 'passkey', ${said.name}, ${said.id}, ${said.publicKey}, ${said.algorithm}, ${counter}, ${kit.now()}, ${kit.now()}
      WHERE (SELECT COUNT(*) FROM second_factor WHERE user_id = ${userId}) <= ${PASSKEYS_MAX} RETURNING id`,
  ]);
  if (added.length === 0) throw new Problem("conflict", "passkey-not-added", { most: PASSKEYS_MAX });
  await kit.db.run(
    ...changed(kit, userId, tokenHash, "add-second-factor", { factor: "passkey", name: said.name }),
    ...writeCodes(userId, codes),
  );
  return { codes };
}

/** The last one goes with its recovery codes. */
export async function removeFactor(kit: Kit, person: Person, id: string, tokenHash: string): Promise<void> {
  const { factors, isRequired } = await readStanding(kit, person.id);
  const found = factors.find((one) => one.id === id);
  if (!found) throw new Problem("missing", "second-factor-missing");
  if (isRequired && factors.length === 1) throw new Problem("conflict", "second-factor-required");
  await kit.db.run(
    sql`DELETE FROM second_factor WHERE id = ${id} AND user_id = ${person.id}`,
    sql`DELETE FROM recovery_code WHERE user_id = ${person.id}
      AND NOT EXISTS (SELECT 1 FROM second_factor WHERE user_id = ${person.id} AND confirmed_at IS NOT NULL)`,
    ...changed(kit, person.id, tokenHash, "remove-second-factor", { factor: found.kind, name: found.name }),
  );
}

/** The former ones are no longer good. */
export async function renewCodes(kit: Kit, person: Person, tokenHash: string): Promise<{ codes: string[] }> {
  const { factors } = await readStanding(kit, person.id);
  if (factors.length === 0) throw new Problem("conflict", "second-factor-first");
  const codes = mintCodes(kit);
  await kit.db.run(
    sql`DELETE FROM recovery_code WHERE user_id = ${person.id}`,
    ...writeCodes(person.id, codes),
    ...changed(kit, person.id, tokenHash, "renew-recovery-codes", null),
  );
  return { codes };
}

const mintCodes = (kit: Kit) => Array.from({ length: CODES }, () => mintId(kit, "", CODE_LETTERS));
const codesIfFirst = async (kit: Kit, userId: string) => ((await readStanding(kit, userId)).codes === 0 ? mintCodes(kit) : null);
const writeCodes = (userId: string, codes: string[] | null): SQL[] =>
  codes === null
    ? []
    : [
        sql`INSERT INTO recovery_code (hash, user_id)
          SELECT k.value, ${userId} FROM json_each(${JSON.stringify(codes.map(hashToken))}) k`,
      ];

/** What every change of a factor does besides: it is written down, and whoever sits elsewhere under this name, or is on the way in, begins anew. */
const changed = (kit: Kit, userId: string, tokenHash: string, action: string, after: object | null): SQL[] => [
  sql`DELETE FROM session WHERE user_id = ${userId} AND token <> ${tokenHash}`,
  sql`DELETE FROM sign_in_step WHERE user_id = ${userId}`,
  recordChange({ at: kit.now(), userId, action, subject: userId, after: after ?? undefined }),
];

/** The night seals again what lies under an older key. */
export const sealFactorsAgain = (kit: Kit) => sealTableAgain(kit, { table: sql`second_factor`, id: sql`id`, whose: sql`user_id`, ownerOf });
