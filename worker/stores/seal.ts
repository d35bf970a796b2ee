/** Seals credentials at rest: AES-256-GCM under a key from a Worker secret, bound to their owner so that a sealed text copied to another
 *  row does not open. The key's name travels with the text, so keys can be rotated: the first one seals, all of them open. */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const SEALED_PER_STEP = 200;

export interface Sealing {
  /** "k2:<base64>,k1:<base64>", newest first. */
  keys: string;
  random(bytes: number): Uint8Array;
}

export const sealingOf = (kit: Kit): Sealing => ({ keys: kit.env.SEAL_KEYS, random: kit.random });

/** `owner` names whose secret it is and of what kind ("app:US", "authorization:aut_…"); opening needs the same words. */
export function seal(sealing: Sealing, owner: string, secret: string): string {
  const [first] = readKeys(sealing.keys);
  if (!first) throw new Error("SEAL_KEYS holds no key");
  const nonce = sealing.random(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", first.key, nonce).setAAD(Buffer.from(`${owner}|${first.name}`));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `${first.name}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** Throws where the key is gone, the owner differs or a byte was changed. */
export function unseal(keys: string, owner: string, sealed: string): string {
  const [name = "", text = ""] = sealed.split(".");
  const found = readKeys(keys).find((key) => key.name === name);
  if (!found) throw new Error(`no seal key named ${name}`);
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", found.key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(`${owner}|${name}`));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
}

/** The same secret under the newest key. */
export const sealAgain = (sealing: Sealing, owner: string, sealed: string) => seal(sealing, owner, unseal(sealing.keys, owner, sealed));

/** The key that seals now. */
export function newestKey(keys: string): string {
  const [first] = readKeys(keys);
  if (!first) throw new Error("SEAL_KEYS holds no key");
  return first.name;
}

/** True for texts under an older key. The nightly round seals them again, after which the older key may go. */
export const isSealedWithOldKey = (keys: string, sealed: string) => readKeys(keys)[0]?.name !== sealed.split(".")[0];

/** A table of sealed texts with the names of their keys. */
export interface SealedTable {
  table: SQL;
  id: SQL;
  /** The column that names whose each is, and the owner's words made of it. */
  whose: SQL;
  ownerOf(whose: string): string;
}

/** The nightly round: step by step until nothing lies under an older key. What does not open, or is written by somebody else meanwhile, is left out
 *  of the next step, or it would come first for ever; the first trouble is told when all others are done. */
export async function sealTableAgain(kit: Kit, { table, id, whose, ownerOf }: SealedTable): Promise<void> {
  const newest = newestKey(kit.env.SEAL_KEYS);
  const passed: string[] = [];
  const troubles: unknown[] = [];
  for (;;) {
    const old = await kit.db.all<{ id: string; whose: string; sealed: string }>(
      sql`SELECT ${id} AS id, ${whose} AS whose, sealed FROM ${table} WHERE (seal_key < ${newest} OR seal_key > ${newest})
        AND ${id} NOT IN (SELECT value FROM json_each(${JSON.stringify(passed)})) LIMIT ${SEALED_PER_STEP}`,
    );
    if (old.length === 0) break;
    const again = old.flatMap((row) => {
      try {
        return [{ id: row.id, was: row.sealed, sealed: sealAgain(sealingOf(kit), ownerOf(row.whose), row.sealed) }];
      } catch (trouble) {
        troubles.push(trouble);
        return [];
      }
    });
    const done = await kit.db.all<{ id: string }>(
      sql`UPDATE ${table} SET sealed = k.value->>'sealed', seal_key = ${newest} FROM json_each(${JSON.stringify(again)}) k
        WHERE ${table}.${id} = k.value->>'id' AND ${table}.sealed = k.value->>'was' RETURNING ${id} AS id`,
    );
    const sealed = new Set(done.map((row) => row.id));
    passed.push(...old.map((row) => row.id).filter((one) => !sealed.has(one)));
  }
  if (troubles.length > 0) throw troubles[0];
}

function readKeys(keys: string): { name: string; key: Buffer }[] {
  return keys.split(",").map((entry) => {
    const [name = "", text = ""] = entry.trim().split(":");
    const key = Buffer.from(text, "base64");
    if (!name || key.length !== KEY_BYTES) throw new Error("SEAL_KEYS must read name:base64-of-32-bytes, separated by commas");
    return { name, key };
  });
}
