/** Where a browser stands between its password and its session, or before a passkey answers: a random token in a cookie, its hash in D1, minutes to
 *  live and few tries. A step is no session and opens nothing but the way to one. */
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { hashToken, SESSION_DAYS, sessionCookie } from "../team/session.ts";
import type { StepRow } from "./table.ts";

const STEP_SECONDS = 300;
export const STEP_TRIES_MAX = 5;
const TOKEN_LETTERS = 32;
const CHALLENGE_BYTES = 32;
const SECONDS_PER_DAY = 86_400;
const IP_CHARACTERS_MAX = 45;
const AGENT_CHARACTERS_MAX = 400;

const stepCookie = (appUrl: string) => `${sessionCookie(appUrl)}-step`;
const attributes = (appUrl: string, seconds: number) =>
  `Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${appUrl.startsWith("https:") ? "; Secure" : ""}`;

export const mintChallenge = (kit: Kit) => Buffer.from(kit.random(CHALLENGE_BYTES)).toString("base64url");

/** Answers the cookie that names the step. */
export async function beginStep(kit: Kit, step: Pick<StepRow, "does" | "user_id" | "challenge">): Promise<string> {
  const token = mintId(kit, "", TOKEN_LETTERS);
  await kit.db.run(
    sql`INSERT INTO sign_in_step (token_hash, user_id, does, challenge, expires_at)
      VALUES (${hashToken(token)}, ${step.user_id}, ${step.does}, ${step.challenge}, ${kit.now() + STEP_SECONDS * 1000})`,
  );
  return `${stepCookie(kit.env.APP_URL)}=${token}; ${attributes(kit.env.APP_URL, STEP_SECONDS)}`;
}

const tokenIn = (kit: Kit, cookies: string | undefined) =>
  (cookies ?? "")
    .split(/; */)
    .find((pair) => pair.startsWith(`${stepCookie(kit.env.APP_URL)}=`))
    ?.split("=")[1];

/** The step a browser stands at, of one of these kinds; null where there is none, or no longer. */
export async function findStep(kit: Kit, cookies: string | undefined, does: StepRow["does"][]): Promise<StepRow | null> {
  const token = tokenIn(kit, cookies);
  if (!token) return null;
  const step = await kit.db.first<StepRow>(
    sql`SELECT token_hash, user_id, does, challenge, tries, expires_at FROM sign_in_step
      WHERE token_hash = ${hashToken(token)} AND expires_at > ${kit.now()}`,
  );
  return step && does.includes(step.does) ? step : null;
}

/** Counts a try at a step; after the last one the password is asked anew. */
export async function tryStep(kit: Kit, cookies: string | undefined, does: StepRow["does"][]): Promise<StepRow> {
  const step = await findStep(kit, cookies, does);
  const counted = step
    ? await kit.db.first<{ tries: number }>(
        sql`UPDATE sign_in_step SET tries = tries + 1 WHERE token_hash = ${step.token_hash} AND tries < ${STEP_TRIES_MAX} RETURNING tries`,
      )
    : null;
  if (!step || !counted) throw new Problem("forbidden", "sign-in-step-over");
  return step;
}

/** A challenge is answered once: whoever takes it first has it. */
export async function takeChallenge(kit: Kit, step: StepRow): Promise<string> {
  const taken = step.challenge
    ? await kit.db.first(
        sql`UPDATE sign_in_step SET challenge = NULL WHERE token_hash = ${step.token_hash} AND challenge = ${step.challenge} RETURNING 1 AS yes`,
      )
    : null;
  if (!taken || !step.challenge) throw new Problem("forbidden", "sign-in-step-over");
  return step.challenge;
}

export const setChallenge = (step: StepRow, challenge: string) =>
  sql`UPDATE sign_in_step SET challenge = ${challenge} WHERE token_hash = ${step.token_hash}`;

/** The way is at its end: a session of this person's, as better-auth would have made it, and no step. Answers the cookies that say so. */
export async function openSession(kit: Kit, step: StepRow, userId: string, headers: Headers): Promise<string[]> {
  const { APP_URL, SESSION_SECRET } = kit.env;
  const token = mintId(kit, "", TOKEN_LETTERS);
  const now = kit.now();
  await kit.db.run(
    sql`INSERT INTO session (id, token, user_id, expires_at, ip_address, user_agent, created_at, updated_at)
      VALUES (${mintId(kit, "ses_", 20)}, ${hashToken(token)}, ${userId}, ${now + SESSION_DAYS * SECONDS_PER_DAY * 1000},
        ${(headers.get("cf-connecting-ip") ?? "").slice(0, IP_CHARACTERS_MAX)}, ${(headers.get("user-agent") ?? "").slice(0, AGENT_CHARACTERS_MAX)}, ${now}, ${now})`,
    sql`DELETE FROM sign_in_step WHERE token_hash = ${step.token_hash}`,
  );
  const signed = `${token}.${createHmac("sha256", SESSION_SECRET).update(token).digest("base64")}`;
  return [
    `${sessionCookie(APP_URL)}=${encodeURIComponent(signed)}; ${attributes(APP_URL, SESSION_DAYS * SECONDS_PER_DAY)}`,
    `${stepCookie(APP_URL)}=; ${attributes(APP_URL, 0)}`,
  ];
}

export const forgetSteps = (kit: Kit) => kit.db.run(sql`DELETE FROM sign_in_step WHERE expires_at < ${kit.now()}`);
