/** A backup's writing, one part a step. A step claims its backup for longer than any step can last, so no two write the same part; what a crash left
 *  half done is done again by whoever finds the claim run out. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { unseal } from "../stores/seal.ts";
import { claimStep, findLost } from "../walks.ts";
import { type Header, sealPart, writeFrames } from "./file.ts";
import type { BackupRow } from "./table.ts";
import { BACKUP_PREFIX, gather, manifestOf, type Place } from "./walk.ts";

/** A queue gives its consumer 15 minutes. */
const STEP_MS_MAX = 900_000;
const STUMBLES_MAX = 5;
const NONCE_BYTES = 12;

export const beginKey = (id: string) => `${BACKUP_PREFIX}${id}/begin`;
export const partKey = (id: string, part: number) => `${BACKUP_PREFIX}${id}/${part}`;
export const dataKeyOwner = (id: string) => `backup:${id}`;
export const proofOwner = (id: string) => `backup-proof:${id}`;

/** Answers after how many seconds the next step is due; null where it is somebody else's, or none. */
export async function writeBackup(kit: Kit, id: string): Promise<number | null> {
  const row = await claimStep<BackupRow>(kit, sql`backup`, sql`id = ${id} AND state = 'writing'`, STEP_MS_MAX);
  if (!row?.data_key) return null;
  if (row.stumbles > STUMBLES_MAX) {
    await kit.db.run(
      sql`UPDATE backup SET state = 'failed', walk_at = NULL, data_key = NULL, ended_at = ${kit.now()} WHERE id = ${id} AND state = 'writing'`,
    );
    return null;
  }
  try {
    return await writePart(kit, row, row.data_key);
  } catch (failure) {
    // The next try need not wait for the claim to run out.
    await kit.db.run(sql`UPDATE backup SET walk_at = ${kit.now()} WHERE id = ${id} AND state = 'writing' AND parts = ${row.parts}`);
    throw failure;
  }
}

async function writePart(kit: Kit, row: BackupRow, sealedKey: string): Promise<number | null> {
  const { id, header, parts } = row;
  const key = Buffer.from(unseal(kit.env.SEAL_KEYS, dataKeyOwner(id), sealedKey), "base64url");
  const { frames, place } = await gather(kit, JSON.parse(row.place) as Place);
  const isLast = place.at === "end";
  if (isLast) frames.push(manifestOf(place, (JSON.parse(header) as Header).schema, row.created_at, kit.now()));
  const sealed = sealPart(key, kit.random(NONCE_BYTES), { header, part: parts, isLast }, writeFrames(frames));
  await kit.env.MAIL.put(partKey(id, parts), sealed);
  const rows = place.tables.reduce((sum, table) => sum + table.rows, 0);
  await kit.db.run(
    sql`UPDATE backup SET state = ${isLast ? "done" : "writing"}, place = ${JSON.stringify(place)}, parts = parts + 1,
        bytes = bytes + ${sealed.byteLength}, rows = ${rows}, rooms = ${place.rooms}, objects = ${place.objects}, stumbles = 0,
        data_key = ${isLast ? null : sealedKey}, walk_at = ${isLast ? null : kit.now()}, ended_at = ${isLast ? kit.now() : null}
      WHERE id = ${id} AND state = 'writing' AND parts = ${parts}`,
  );
  return isLast ? null : 0;
}

/** Backups whose chain was lost. */
export async function nameBackups(kit: Kit): Promise<Job[]> {
  return (await findLost(kit, sql`backup`)).map((id) => ({ do: "write-backup", backup: id }));
}
