/** Who was erased, known by nothing but a keyed hash: enough to leave them out when TikTok, an import or a restored backup tells of them again,
 *  and of no use to whoever reads the table. The key is this deployment's own, lies sealed, and outlives the seal keys. */
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { isSealedWithOldKey, seal, sealAgain, sealingOf, unseal } from "./seal.ts";

const OWNER = "erasing-key";
const KEY_BYTES = 32;

async function readKey(kit: Kit): Promise<string | null> {
  const row = await kit.db.first<{ sealed: string }>(sql`SELECT sealed FROM erasing_key WHERE one = 1`);
  return row && unseal(kit.env.SEAL_KEYS, OWNER, row.sealed);
}

const hashUnder = (key: string, buyerId: string) =>
  createHmac("sha256", Buffer.from(key, "base64")).update(`buyer:${buyerId}`).digest("base64url");

/** The name under which a buyer is erased. The first one makes the key. */
export async function hashBuyer(kit: Kit, buyerId: string): Promise<string> {
  const sealed = seal(sealingOf(kit), OWNER, Buffer.from(kit.random(KEY_BYTES)).toString("base64"));
  await kit.db.run(sql`INSERT OR IGNORE INTO erasing_key (one, sealed) VALUES (1, ${sealed})`);
  const key = await readKey(kit);
  if (key === null) throw new Error("the erasing key could not be kept");
  return hashUnder(key, buyerId);
}

/** Null where nobody has needed such a name yet. */
export async function findHash(kit: Kit, buyerId: string): Promise<string | null> {
  const key = await readKey(kit);
  return key && hashUnder(key, buyerId);
}

/** When each of these buyers was erased, in epoch milliseconds; whoever was not is not in it. */
export async function findErased(kit: Kit, buyerIds: readonly string[]): Promise<Map<string, number>> {
  const key = buyerIds.length === 0 ? null : await readKey(kit);
  if (key === null) return new Map();
  const named = new Map([...new Set(buyerIds)].map((id) => [hashUnder(key, id), id]));
  const rows = await kit.db.all<{ who: string; at: number }>(
    sql`SELECT e.who, e.at FROM json_each(${JSON.stringify([...named.keys()])}) k CROSS JOIN erased e ON e.who = k.value`,
  );
  return new Map(rows.map(({ who, at }) => [named.get(who) ?? "", at]));
}

/** The nightly round: the key goes under the newest seal key. */
export async function sealErasingKeyAgain(kit: Kit): Promise<void> {
  const row = await kit.db.first<{ sealed: string }>(sql`SELECT sealed FROM erasing_key WHERE one = 1`);
  if (!row || !isSealedWithOldKey(kit.env.SEAL_KEYS, row.sealed)) return;
  await kit.db.run(
    sql`UPDATE erasing_key SET sealed = ${sealAgain(sealingOf(kit), OWNER, row.sealed)} WHERE one = 1 AND sealed = ${row.sealed}`,
  );
}
