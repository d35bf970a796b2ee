// People who are there and signed in before a story begins: their rows, as set-up, an invitation and a sign-in would have left them. Those doors
// have stories of their own (team.test.ts), and three rounds of scrypt for everybody in every world would be most of what the tests do.
import { createHash, createHmac } from "node:crypto";
import { bitsOf, type Right } from "../../worker/team/rights.ts";
import type { Desk } from "./desk.ts";

export const PASSWORD = "correct horse battery";
/** Of the password above, with today's parameters. */
const PASSWORD_HASH = "scrypt$32768$8$3$dGhlIHNhbHQgb2YgdGVzdA$nNUohuTIWLpu05WN6kvGBXodYnMbcRZ1RY89MgzO1qQ";
const SESSION_MS = 7 * 86_400_000;

export interface Insider {
  name: string;
  email: string;
  role: "admin" | "agent";
  rights: { store: string; rights: string[] }[];
}

type Rows = (sql: string, ...values: unknown[]) => Promise<unknown>;

let count = 0;

export async function letIn(desk: Desk, { name, email, role, rights }: Insider, rows: Rows, now: number, secret: string): Promise<void> {
  count += 1;
  const id = `usr_${createHash("sha256").update(`${email} ${count}`).digest("hex").slice(0, 10)}`;
  await rows(
    "INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?, ?)",
    id,
    name,
    email,
    role,
    now,
    now,
  );
  await rows(
    `INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
      VALUES (?, ?, 'credential', ?, ?, ?, ?)`,
    `acc_${id}`,
    id,
    id,
    PASSWORD_HASH,
    now,
    now,
  );
  for (const one of rights)
    await rows("INSERT INTO store_right (user_id, store_id, bits) VALUES (?, ?, ?)", id, one.store, bitsOf(one.rights as Right[]));
  const token = createHash("sha256").update(`the token of ${id}`).digest("hex").slice(0, 32);
  await rows(
    "INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
    `ses_${id}`,
    createHash("sha256").update(token).digest("base64url"),
    id,
    now + SESSION_MS,
    now,
    now,
  );
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  desk.cookies.set("tillside", encodeURIComponent(`${token}.${signature}`));
}
