/** Backups as admins have them: the recovery key, begun by hand or by the week, stopped, taken away as a file, forgotten when there are newer ones. The
 *  recovery key is shown once and kept nowhere; who made one and who took a file away stands in the audit log. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { Problem } from "../problem.ts";
import { seal, sealingOf } from "../stores/seal.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot } from "../team/rights.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { openParts, partKeys } from "../workload/parts.ts";
import { beginFile, type Header } from "./file.ts";
import { agreeKey, KEY_BYTES, publicHalf, writeRecoveryKey } from "./recovery.ts";
import type { BackupRow, SettingRow } from "./table.ts";
import { schemaOf } from "./tables.ts";
import { BEGIN } from "./walk.ts";
import { beginKey, dataKeyOwner, partKey, proofOwner, writeBackup } from "./write.ts";

export const KEPT_MAX = 12;
const WEEK_MS = 7 * 86_400_000;
const SHOWN_MAX = 30;
const BEGIN_AGAIN_SECONDS = 65;
/** R2 deletes this many objects in one call. */
const KEYS_PER_DELETE_MAX = 1_000;
const FORGOTTEN_PER_NIGHT_MAX = 10;

export interface ShownBackup extends Pick<BackupRow, "id" | "state" | "parts" | "bytes" | "rows" | "rooms" | "objects"> {
  person: string | null;
  createdAt: number;
  endedAt: number | null;
  /** For the recovery key that is kept now; false: for an earlier one. */
  isForKey: boolean;
  can: { open: Can; stop: Can };
}

export interface BackupPage {
  backups: ShownBackup[];
  keyMadeAt: number | null;
  weekly: boolean;
  kept: number;
  keptMax: number;
  nextAt: number | null;
  can: { begin: Can };
}

type NamedRow = BackupRow & { person: string | null };
const named = sql`b.*, (SELECT u.name FROM user u WHERE u.id = b.by_id) AS person`;

const readSetting = sql`SELECT * FROM backup_setting WHERE one = 1`;

function showBackup(row: NamedRow, publicKey: string | null): ShownBackup {
  const { id, state, parts, bytes, rows, rooms, objects, person } = row;
  const when = (is: boolean): Can => (is ? { ok: true } : cannot("bulk-not-now"));
  return {
    id,
    state,
    parts,
    bytes,
    rows,
    rooms,
    objects,
    person,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    isForKey: (JSON.parse(row.header) as Header).recipient === publicKey,
    can: { open: when(state === "done"), stop: when(state === "writing") },
  };
}

export async function listBackups(kit: Kit, signedIn: SignedIn): Promise<BackupPage> {
  await requireAdmin(kit, signedIn);
  const [settings, rows] = await kit.db.batch<[SettingRow, NamedRow]>([
    readSetting,
    sql`SELECT ${named} FROM backup b INDEXED BY backup_by_time WHERE b.created_at > 0 ORDER BY b.created_at DESC LIMIT ${SHOWN_MAX}`,
  ]);
  const { public_key, key_made_at, is_weekly, kept, next_at } = settings[0] as SettingRow;
  const isBusy = rows.some(({ state }) => state === "writing");
  return {
    backups: rows.map((row) => showBackup(row, public_key)),
    keyMadeAt: key_made_at,
    weekly: is_weekly === 1,
    kept,
    keptMax: KEPT_MAX,
    nextAt: next_at,
    can: { begin: public_key === null ? cannot("recovery-key-missing") : isBusy ? cannot("backup-under-way") : { ok: true } },
  };
}

/** Answers the key in words to be written down. Earlier files still need the key they were written for. */
export async function makeRecoveryKey(kit: Kit, signedIn: SignedIn): Promise<{ key: string }> {
  const admin = await requireAdmin(kit, signedIn);
  const secret = kit.random(KEY_BYTES);
  const now = kit.now();
  await kit.db.run(
    sql`UPDATE backup_setting SET public_key = ${await publicHalf(secret)}, key_made_at = ${now} WHERE one = 1`,
    recordChange({ at: now, userId: admin.id, action: "make-recovery-key", subject: "backups" }),
  );
  return { key: writeRecoveryKey(secret) };
}

export async function changeSchedule(kit: Kit, signedIn: SignedIn, after: { weekly: boolean; kept: number }): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const setting = (await kit.db.first<SettingRow>(readSetting)) as SettingRow;
  if (after.weekly && setting.public_key === null) throw new Problem("conflict", "recovery-key-missing");
  const now = kit.now();
  const before = { weekly: setting.is_weekly === 1, kept: setting.kept };
  await kit.db.run(
    sql`UPDATE backup_setting SET is_weekly = ${Number(after.weekly)}, kept = ${after.kept},
      next_at = CASE WHEN ${Number(after.weekly)} = 1 THEN IFNULL(next_at, ${now}) END WHERE one = 1`,
    recordChange({ at: now, userId: admin.id, action: "schedule-backups", subject: "backups", before, after }),
  );
}

/** Null where one is being written already, or nobody could read it. */
async function createBackup(kit: Kit, id: string, personId: string): Promise<string | null> {
  const setting = (await kit.db.first<SettingRow>(readSetting)) as SettingRow;
  if (setting.public_key === null) return null;
  const secret = kit.random(KEY_BYTES);
  const ephemeral = await publicHalf(secret);
  const recipient = setting.public_key;
  const proof = seal(sealingOf(kit), proofOwner(id), id);
  const header = JSON.stringify({ id, schema: await schemaOf(kit), createdAt: kit.now(), recipient, ephemeral, proof } satisfies Header);
  const dataKey = Buffer.from(await agreeKey(secret, recipient, ephemeral)).toString("base64url");
  await kit.env.MAIL.put(beginKey(id), beginFile(header));
  const [begun] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO backup (id, by_id, state, header, data_key, place, walk_at, created_at)
      SELECT ${id}, ${personId}, 'writing', ${header}, ${seal(sealingOf(kit), dataKeyOwner(id), dataKey)}, ${JSON.stringify(BEGIN)}, ${kit.now()}, ${kit.now()}
      WHERE NOT EXISTS (SELECT 1 FROM backup WHERE walk_at IS NOT NULL) RETURNING id`,
  ]);
  return begun[0]?.id ?? null;
}

export async function beginBackup(kit: Kit, signedIn: SignedIn, click: string): Promise<ShownBackup> {
  const admin = await requireAdmin(kit, signedIn);
  const id = `bkp_${admin.id.slice(-6)}${click}`;
  if (!(await kit.db.first(sql`SELECT 1 AS yes FROM backup WHERE id = ${id}`))) {
    if ((await kit.db.first<SettingRow>(readSetting))?.public_key === null) throw new Problem("conflict", "recovery-key-missing");
    if ((await createBackup(kit, id, admin.id)) === null) throw new Problem("conflict", "backup-under-way");
    await kit.db.run(recordChange({ at: kit.now(), userId: admin.id, action: "begin-backup", subject: id }));
    await walkOn(kit, id);
  }
  return findBackup(kit, id);
}

/** It stands: should this fail, the queue or the clock goes on with it. */
async function walkOn(kit: Kit, id: string): Promise<void> {
  let delaySeconds: number | null = BEGIN_AGAIN_SECONDS;
  try {
    delaySeconds = await writeBackup(kit, id);
  } catch (error) {
    writeLog(kit, { door: "http", job: "write-backup", verdict: "retry", error });
  }
  if (delaySeconds !== null) await kit.env.LONG.send({ do: "write-backup", backup: id }, { delaySeconds });
}

async function findBackup(kit: Kit, id: string): Promise<ShownBackup> {
  const row = await kit.db.first<NamedRow>(sql`SELECT ${named} FROM backup b WHERE b.id = ${id}`);
  if (!row) throw new Problem("missing", "backup-missing");
  return showBackup(row, (await kit.db.first<SettingRow>(readSetting))?.public_key ?? null);
}

export async function stopBackup(kit: Kit, signedIn: SignedIn, id: string): Promise<ShownBackup> {
  const admin = await requireAdmin(kit, signedIn);
  await findBackup(kit, id);
  await kit.db.run(
    sql`UPDATE backup SET state = 'stopped', walk_at = NULL, data_key = NULL, ended_at = ${kit.now()} WHERE id = ${id} AND state = 'writing'`,
    recordChange({ at: kit.now(), userId: admin.id, action: "stop-backup", subject: id }),
  );
  return findBackup(kit, id);
}

export async function openBackup(kit: Kit, signedIn: SignedIn, id: string): Promise<Response> {
  const admin = await requireAdmin(kit, signedIn);
  const { can, parts, createdAt } = await findBackup(kit, id);
  if (!can.open.ok) throw new Problem("conflict", can.open.because.code, can.open.because.facts);
  await kit.db.run(recordChange({ at: kit.now(), userId: admin.id, action: "open-backup", subject: id }));
  const keys = [beginKey(id), ...partKeys(parts, (part) => partKey(id, part))];
  return openParts(kit, keys, `tillside-${new Date(createdAt).toISOString().slice(0, 10)}.backup`, "application/octet-stream");
}

/** By night: the week's backup, and the going of those that are too many. */
export async function tendBackups(kit: Kit): Promise<void> {
  const setting = (await kit.db.first<SettingRow>(readSetting)) as SettingRow;
  if (setting.next_at !== null && setting.next_at <= kit.now()) {
    const id = `bkp_${new Date(kit.now()).toISOString().slice(0, 10)}`;
    // What the clock asked for its minute begins.
    await createBackup(kit, id, "");
    await kit.db.run(sql`UPDATE backup_setting SET next_at = ${kit.now() + WEEK_MS} WHERE one = 1`);
  }
  const [kept, over] = await kit.db.batch<[{ id: string }, Pick<BackupRow, "id" | "state" | "parts">]>([
    sql`SELECT id FROM backup INDEXED BY backup_by_time WHERE created_at > 0 AND state = 'done' ORDER BY created_at DESC LIMIT ${setting.kept}`,
    sql`SELECT id, state, parts FROM backup INDEXED BY backup_by_time WHERE created_at > 0 AND state IN ('done', 'stopped', 'failed') ORDER BY created_at`,
  ]);
  const old = over.filter(({ id, state }) => state !== "done" || !kept.some((one) => one.id === id)).slice(0, FORGOTTEN_PER_NIGHT_MAX);
  for (const { id, parts } of old) {
    // A part may have been written that its row does not count.
    const keys = [beginKey(id), ...partKeys(parts + 1, (part) => partKey(id, part))];
    for (let at = 0; at < keys.length; at += KEYS_PER_DELETE_MAX) await kit.env.MAIL.delete(keys.slice(at, at + KEYS_PER_DELETE_MAX));
    await kit.db.run(sql`UPDATE backup SET state = 'forgotten' WHERE id = ${id}`);
  }
}
