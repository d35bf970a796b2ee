/** The way from a right password, or from nothing but a passkey, to a session. Whoever has a second factor, or must have one, gets none for the
 *  password alone. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { hashToken } from "../team/session.ts";
import { mayTry, SIGN_IN_WINDOW_SECONDS, SIGN_INS_PER_ADDRESS_MAX, tellRefusal } from "../team/sign-in.ts";
import { columns, factorsOf, findOwner, openSecret, readStanding } from "./factors.ts";
import { type Assertion, readAssertion, rpIdOf } from "./passkey.ts";
import { beginStep, mintChallenge, openSession, setChallenge, takeChallenge, tryStep } from "./step.ts";
import type { FactorRow, StepRow } from "./table.ts";
import { stepOf } from "./totp.ts";

export interface Next {
  /** in: signed in · prove: one more factor is asked for · enrol: one must be set up first. */
  next: "in" | "prove" | "enrol";
  kinds: FactorRow["kind"][];
}

const IN: Next = { next: "in", kinds: [] };

/** After the password: the session that was opened for it is kept, or becomes a step towards one. Answers the step's cookie. */
export async function afterPassword(kit: Kit, opened: { token: string; user: { id: string } }): Promise<Next & { cookie: string | null }> {
  const { factors, isRequired } = await readStanding(kit, opened.user.id);
  if (factors.length === 0 && !isRequired) return { ...IN, cookie: null };
  // Its token has left for nowhere but here.
  await kit.db.run(sql`DELETE FROM session WHERE token = ${hashToken(opened.token)}`);
  const does = factors.length > 0 ? "prove" : "enrol";
  const cookie = await beginStep(kit, { does, user_id: opened.user.id, challenge: null });
  return { next: does, kinds: [...new Set(factors.map(({ kind }) => kind))], cookie };
}

/** A code by the clock, or one of the recovery codes. Answers the session's cookies. */
export async function proveByCode(kit: Kit, headers: Headers, code: string): Promise<string[]> {
  const step = await tryStep(kit, headers.get("cookie") ?? "", ["prove"]);
  const userId = step.user_id ?? "";
  if (!(await mayTry(kit, `code:${userId}`))) {
    await tellRefusedCode(kit, userId, "too-many-sign-ins");
    throw new Problem("too-many", "too-many-sign-ins", { seconds: SIGN_IN_WINDOW_SECONDS });
  }
  const typed = code.toLowerCase().replace(/[\s-]/g, "");
  const isProved = /^\d{6}$/.test(typed) ? await takeTotp(kit, userId, typed) : await takeRecovery(kit, userId, typed);
  if (!isProved) {
    await tellRefusedCode(kit, userId, "sign-in-refused");
    throw new Problem("forbidden", "code-wrong");
  }
  return openSession(kit, step, userId, headers);
}

async function tellRefusedCode(kit: Kit, userId: string, verdict: "sign-in-refused" | "too-many-sign-ins"): Promise<void> {
  const { email } = await findOwner(kit, userId);
  tellRefusal(kit, "POST /api/sign-in/code", email, verdict);
}

async function takeTotp(kit: Kit, userId: string, code: string): Promise<boolean> {
  const factor = (await kit.db.all<FactorRow>(factorsOf(userId))).find(
    ({ kind, confirmed_at }) => kind === "totp" && confirmed_at !== null,
  );
  const step = factor ? stepOf(openSecret(kit, factor), code, kit.now(), factor.counter) : null;
  if (!factor || step === null) return false;
  // Two at once with the same code: one of them is first.
  const taken = await kit.db.first(
    sql`UPDATE second_factor SET counter = ${step}, used_at = ${kit.now()} WHERE id = ${factor.id} AND counter < ${step} RETURNING 1 AS yes`,
  );
  return taken !== null;
}

async function takeRecovery(kit: Kit, userId: string, code: string): Promise<boolean> {
  const [taken] = await kit.db.batch<[object]>([
    sql`DELETE FROM recovery_code WHERE hash = ${hashToken(code)} AND user_id = ${userId} RETURNING 1 AS yes`,
    recordChange({ at: kit.now(), userId, action: "use-recovery-code", subject: userId, when: sql`changes() > 0` }),
  ]);
  return taken.length > 0;
}

/** What a browser asks a passkey. Without a password before it, any passkey of this desk may answer. */
export async function askPasskey(kit: Kit, headers: Headers, step: StepRow | null) {
  const address = headers.get("cf-connecting-ip") ?? "";
  if (!(await mayTry(kit, `passkey:${address}`, SIGN_INS_PER_ADDRESS_MAX)))
    throw new Problem("too-many", "too-many-sign-ins", { seconds: SIGN_IN_WINDOW_SECONDS });
  const challenge = mintChallenge(kit);
  const own = step?.user_id ? await kit.db.all<FactorRow>(factorsOf(step.user_id)) : [];
  const cookie = step ? null : await beginStep(kit, { does: "passkey", user_id: null, challenge });
  if (step) await kit.db.run(setChallenge(step, challenge));
  return { ask: { challenge, rpId: rpIdOf(kit.env.APP_URL), allow: own.flatMap(({ credential }) => credential ?? []) }, cookie };
}

/** Answers the session's cookies. */
export async function proveByPasskey(kit: Kit, headers: Headers, said: Assertion): Promise<string[]> {
  const step = await tryStep(kit, headers.get("cookie") ?? "", ["prove", "passkey"]);
  const challenge = await takeChallenge(kit, step);
  const factor = await kit.db.first<FactorRow>(sql`SELECT ${columns} FROM second_factor WHERE credential = ${said.id}`);
  const isTheirs = factor !== null && (step.user_id === null || step.user_id === factor.user_id);
  const key = { publicKey: factor?.public_key ?? "", algorithm: factor?.algorithm ?? 0, counter: factor?.counter ?? 0 };
  const counter = isTheirs ? await readAssertion(said, { challenge, origin: new URL(kit.env.APP_URL).origin }, key) : null;
  if (!factor || counter === null) throw new Problem("forbidden", "passkey-refused");
  await kit.db.run(sql`UPDATE second_factor SET counter = ${counter}, used_at = ${kit.now()} WHERE id = ${factor.id}`);
  return openSession(kit, step, factor.user_id, headers);
}
