/** Signing in and out, by better-auth over D1: scrypt passwords, a database rate limit, sessions whose tokens are stored hashed. It does
 *  nothing else: who may do what is decided by rights.ts, and accounts begin only with the setup token or an invitation. */
import { createHmac, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { Env, Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { Problem } from "../problem.ts";
import { hashToken, SESSION_DAYS, sessionCookie } from "./session.ts";
import * as tables from "./table.ts";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "./typed.ts";

/** Per address: a whole office may share one. */
export const SIGN_INS_PER_ADDRESS_MAX = 30;
/** Per account, right or wrong. */
const SIGN_INS_PER_ACCOUNT_MAX = 5;
export const SIGN_IN_WINDOW_SECONDS = 60;

const SECONDS_PER_DAY = 86_400;
const MARK_CHARACTERS = 16;
// OWASP ASVS 5.0, appendix C, approves N = 2^15 with p = 3 as well as N = 2^17 with p = 1: the same work in 32 MB, of the 128 MB an isolate has for
// all its requests. In workerd one takes 210 ms, and they take turns.
const SCRYPT = { N: 32_768, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const SCRYPT_KEY_BYTES = 32;
const HASH_BEGINS = `scrypt$${SCRYPT.N}$${SCRYPT.r}$${SCRYPT.p}$`;

export function openSignIn(env: Env) {
  const secure = env.APP_URL.startsWith("https:");
  return betterAuth({
    baseURL: env.APP_URL,
    basePath: "/api/auth",
    secret: env.SESSION_SECRET,
    trustedOrigins: [env.APP_URL],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: hashSessionTokens(env),
    user: { additionalFields: { role: { type: "string", input: false }, disabledAt: { type: "number", required: false, input: false } } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARACTERS_MIN,
      maxPasswordLength: PASSWORD_CHARACTERS_MAX,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
    },
    session: { expiresIn: SESSION_DAYS * SECONDS_PER_DAY, disableSessionRefresh: true, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "rateLimit",
      customRules: { "/sign-in/email": { window: SIGN_IN_WINDOW_SECONDS, max: SIGN_INS_PER_ADDRESS_MAX } },
    },
    advanced: {
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      cookies: { session_token: { name: sessionCookie(env.APP_URL), attributes: { secure, httpOnly: true, sameSite: "lax", path: "/" } } },
    },
  });
}

/** Counts a try for an account, known or not, or for anything else that is tried, in D1: isolates come and go. False when there have been too many
 *  within the window. */
export async function mayTry(kit: Kit, tried: string, most: number = SIGN_INS_PER_ACCOUNT_MAX): Promise<boolean> {
  const key = `account:${hashToken(tried.trim().toLowerCase())}`;
  const windowFrom = kit.now() - SIGN_IN_WINDOW_SECONDS * 1000;
  const [[row], restoring] = await kit.db.batch<[{ count: number }, object]>([
    sql`INSERT INTO rate_limit (id, key, count, last_request) VALUES (${key}, ${key}, 1, ${kit.now()})
      ON CONFLICT (key) DO UPDATE SET count = CASE WHEN last_request < ${windowFrom} THEN 1 ELSE count + 1 END,
        last_request = CASE WHEN last_request < ${windowFrom} THEN ${kit.now()} ELSE last_request END
      RETURNING count`,
    // People are among the first rows that come back, and what they would work with is not there yet.
    sql`SELECT 1 AS yes FROM restoring WHERE one = 1 AND ended_at IS NULL`,
  ]);
  if (restoring.length > 0) throw new Problem("conflict", "restoring");
  return (row?.count ?? 1) <= most;
}

/** The same for the same address, in the log and nowhere else; whoever has only the log cannot tell whose it is, or whether it is anybody's. */
const markOf = ({ SESSION_SECRET }: Pick<Env, "SESSION_SECRET">, email: string) =>
  createHmac("sha256", SESSION_SECRET).update(`log:${email.trim().toLowerCase()}`).digest("base64url").slice(0, MARK_CHARACTERS);

/** Who was not let in, and where. */
export function tellRefusal(kit: Kit, route: string, email: string, verdict: "sign-in-refused" | "too-many-sign-ins"): void {
  writeLog(kit, { door: "http", route, verdict, account: markOf(kit.env, email) });
}

type Adapter = ReturnType<ReturnType<typeof drizzleAdapter>>;
interface Clause {
  field: string;
  value: unknown;
}

/** better-auth stores the token it puts into the cookie; a copy of the table would then let its reader in. This hands the database a hash
 *  in every place where a session's token goes in, and the caller the token it asked with. */
function hashSessionTokens(env: Env) {
  const plain = drizzleAdapter(drizzle(env.DB), { provider: "sqlite", schema: tables });
  return (options: Parameters<typeof plain>[0]): Adapter => {
    const adapter = plain(options);
    const hashWhere = (model: string, where: Clause[] | undefined) =>
      model !== "session"
        ? where
        : where?.map((clause) => (clause.field === "token" ? { ...clause, value: hashToken(String(clause.value)) } : clause));
    const tokenIn = (where: Clause[] | undefined) => where?.find((clause) => clause.field === "token")?.value;
    const hashed = <A extends { model: string; where?: unknown }>(asked: A): A => ({
      ...asked,
      where: hashWhere(asked.model, asked.where as Clause[] | undefined),
    });
    return {
      ...adapter,
      create: async (asked) => {
        if (asked.model !== "session") return adapter.create(asked);
        const { token } = asked.data as unknown as { token: string };
        const row = await adapter.create({ ...asked, data: { ...asked.data, token: hashToken(token) } });
        return { ...row, token } as never;
      },
      findOne: async (asked) => {
        const row = await adapter.findOne<Record<string, unknown>>(hashed(asked));
        const token = asked.model === "session" ? tokenIn(asked.where as Clause[]) : undefined;
        return (row && token ? { ...row, token } : row) as never;
      },
      findMany: (asked) => adapter.findMany(hashed(asked)),
      update: (asked) => adapter.update(hashed(asked)),
      updateMany: (asked) => adapter.updateMany(hashed(asked)),
      delete: (asked) => adapter.delete(hashed(asked)),
      deleteMany: (asked) => adapter.deleteMany(hashed(asked)),
      count: (asked) => adapter.count(hashed(asked)),
    };
  };
}

/** `scrypt$N$r$p$salt$key`, both base64url: the parameters travel with the hash so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, SCRYPT);
  return `${HASH_BEGINS}${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/** Whoever signs in with a hash of former parameters leaves one of today's. */
export async function renewHash(kit: Kit, userId: string, password: string): Promise<void> {
  const isFormer = sql`user_id = ${userId} AND provider_id = 'credential' AND password NOT LIKE ${`${HASH_BEGINS}%`}`;
  if (!(await kit.db.first(sql`SELECT 1 AS yes FROM account WHERE ${isFormer}`))) return;
  await kit.db.run(sql`UPDATE account SET password = ${await hashPassword(password)}, updated_at = ${kit.now()} WHERE ${isFormer}`);
}

export async function isPassword(hash: string, password: string): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = hash.split("$");
  if (scheme !== "scrypt" || !salt || !key) return false;
  const expected = Buffer.from(key, "base64url");
  const given = await deriveKey(password, Buffer.from(salt, "base64url"), {
    N: Number(n),
    r: Number(r),
    p: Number(p),
    maxmem: SCRYPT.maxmem,
  });
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function deriveKey(password: string, salt: Buffer, options: typeof SCRYPT): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, SCRYPT_KEY_BYTES, options, (failed, key) => (failed ? reject(failed) : resolve(key))),
  );
}
