/** A desk that is being filled from a backup. Only one that holds nobody and nothing takes one, from whoever has its setup token; rows come in as they
 *  were, without triggers, and until the end nothing happens by the clock or a queue. Each step may come twice. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { seal, sealingOf, unseal } from "../stores/seal.ts";
import { recordChange } from "../team/audit.ts";
import { requireSetupToken } from "../team/people.ts";
import { COUNTED, calmDown, type OrderPlace, SEARCHED_BY_ROW, searchOrders } from "./anew.ts";
import type { Bucket, Header, RoomKind, TableTally } from "./file.ts";
import { restoreTicket } from "./rooms.ts";
import type { RestoringRow } from "./table.ts";
import { columnsOf, insertRows, listTables, schemaOf, WHOLE } from "./tables.ts";
import { proofOwner } from "./write.ts";

/** Rows of the schema itself stand in a desk nobody has used: they go, and come as they were. */
const HELD = sql`SELECT EXISTS (SELECT 1 FROM user) + EXISTS (SELECT 1 FROM store) + EXISTS (SELECT 1 FROM ticket WHERE id > '') AS held`;

/** A row while a backup comes in: what is here so far is not yet a desk. */
export const UNDER_RESTORE = sql`SELECT 1 AS yes FROM restoring WHERE one = 1 AND ended_at IS NULL`;

const findRestoring = (kit: Kit) => kit.db.first<RestoringRow>(sql`SELECT * FROM restoring WHERE one = 1`);

/** The step must be one of the backup that is being restored. */
async function requireRestoring(kit: Kit, token: string, backup: string, phase: RestoringRow["phase"]): Promise<RestoringRow> {
  requireSetupToken(kit, token);
  const row = await findRestoring(kit);
  if (row?.backup_id !== backup || row.phase !== phase) throw new Problem("conflict", "restore-not-begun");
  return row;
}

export interface Begun {
  phase: RestoringRow["phase"];
  /** Parts of the file that need not come again. */
  parts: number;
  /** False: tokens and secrets in the file cannot be opened here. */
  hasSealKey: boolean;
}

export async function beginRestore(kit: Kit, token: string, header: Header): Promise<Begun> {
  requireSetupToken(kit, token);
  const hasSealKey = canOpen(kit, header);
  const row = await findRestoring(kit);
  if (row?.backup_id === header.id) return { phase: row.phase, parts: row.parts, hasSealKey };
  const held = await kit.db.first<{ held: number }>(HELD);
  if (row || (held?.held ?? 0) > 0) throw new Problem("conflict", "restore-not-empty");
  await requireSchema(kit, header.schema);
  const tables = await listTables(kit);
  const triggers = await kit.db.all<{ name: string; sql: string }>(sql`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`);
  await kit.db.run(
    sql`INSERT INTO restoring (one, backup_id, phase, triggers, begun_at)
      VALUES (1, ${header.id}, 'rows', ${JSON.stringify(triggers.map((trigger) => trigger.sql))}, ${kit.now()})`,
    ...triggers.map(({ name }) => sql`${WHOLE} DROP TRIGGER ${sql.raw(`"${name}"`)}`),
    ...tables.toReversed().map(({ name }) => sql`${WHOLE} DELETE FROM ${sql.raw(`"${name}"`)}`),
  );
  return { phase: "rows", parts: 0, hasSealKey };
}

async function requireSchema(kit: Kit, schema: string): Promise<void> {
  const own = await schemaOf(kit);
  if (schema === own) return;
  const isOlder = await kit.db.first(sql`SELECT 1 AS yes FROM d1_migrations WHERE name = ${schema}`);
  throw new Problem("conflict", isOlder ? "restore-schema-older" : "restore-schema-newer", { schema, own });
}

function canOpen(kit: Kit, { id, proof }: Header): boolean {
  try {
    return unseal(kit.env.SEAL_KEYS, proofOwner(id), proof) === id;
  } catch {
    // Another desk's key: which is what was asked.
    return false;
  }
}

export async function restoreRows(
  kit: Kit,
  token: string,
  backup: string,
  page: { table: string; columns: string[]; rows: string },
): Promise<void> {
  await requireRestoring(kit, token, backup, "rows");
  await requireTable(kit, page.table, page.columns);
  await kit.db.run(insertRows(page.table, page.columns, page.rows));
}

/** Names come from the file and become SQL: they must be the schema's own, in its order. */
async function requireTable(kit: Kit, name: string, columns: string[]): Promise<void> {
  const own = await columnsOf(kit, name);
  if (own.length === 0 || own.join() !== columns.join()) throw new Problem("invalid", "restore-unknown-table", { table: name });
}

/** A part of the file is in whole. */
export async function notePart(kit: Kit, token: string, backup: string, part: number): Promise<void> {
  requireSetupToken(kit, token);
  await kit.db.run(sql`UPDATE restoring SET parts = MAX(parts, ${part + 1}) WHERE one = 1 AND backup_id = ${backup}`);
}

/** All rows are in: they are counted, what follows from them is worked out, and the triggers stand again, in one batch. */
export async function endRows(kit: Kit, token: string, backup: string, tallies: TableTally[], header: Header): Promise<void> {
  const row = await requireRestoring(kit, token, backup, "rows");
  const tables = await listTables(kit);
  const counts = await kit.db.batch<{ n: number }[]>(
    tables.map(({ name }) => sql`${WHOLE} SELECT COUNT(*) AS n FROM ${sql.raw(`"${name}"`)}`),
  );
  for (const [at, { name }] of tables.entries())
    if (counts[at]?.[0]?.n !== (tallies.find((tally) => tally.name === name)?.rows ?? 0))
      throw new Problem("conflict", "restore-rows-missing", { table: name });
  const triggers = (JSON.parse(row.triggers) as string[]).map((trigger) => sql`${WHOLE} ${sql.raw(trigger)}`);
  const now = kit.now();
  await kit.db.run(
    ...SEARCHED_BY_ROW,
    ...COUNTED,
    ...calmDown(now),
    ...(canOpen(kit, header) ? [] : closeSecrets(kit)),
    ...triggers,
    sql`UPDATE restoring SET phase = 'rooms', triggers = '[]' WHERE one = 1`,
  );
}

/** What nobody here can ever open. The apps' secrets are replaced by ones TikTok refuses until somebody enters the right ones. */
function closeSecrets(kit: Kit) {
  const unknown = (region: string) => seal(sealingOf(kit), `app:${region}`, Buffer.from(kit.random(32)).toString("hex"));
  return [
    ...["US", "ROW"].map(
      (region) => sql`UPDATE tiktok_app SET secret_sealed = ${unknown(region)}, older_secret_sealed = NULL WHERE region = ${region}`,
    ),
    sql`UPDATE assist_setting SET is_on = 0, key_sealed = NULL WHERE key_sealed IS NOT NULL`,
    sql`${WHOLE} DELETE FROM own_return_person`,
    sql`${WHOLE} DELETE FROM erasing_key`,
    sql`${WHOLE} DELETE FROM erased`,
    sql`${WHOLE} DELETE FROM second_factor WHERE sealed IS NOT NULL`,
    sql`${WHOLE} UPDATE authorization SET state = 'reauthorize', reason = 'restored' WHERE state = 'connected'`,
    sql`${WHOLE} UPDATE store SET state = 'reauthorize', reason = 'restored', version = version + 1 WHERE state = 'connected'`,
  ];
}

export async function restoreSearch(kit: Kit, token: string, backup: string, after: OrderPlace | null): Promise<OrderPlace | null> {
  await requireRestoring(kit, token, backup, "rooms");
  return searchOrders(kit, after);
}

export async function restoreRoom(kit: Kit, token: string, header: Header, room: RoomKind, name: string, told: string): Promise<void> {
  await requireRestoring(kit, token, header.id, "rooms");
  if (room === "TICKET") return restoreTicket(kit, name, told);
  // Tokens nobody can open would only be refused, one call after another.
  if (room === "QUOTA" || canOpen(kit, header)) await kit.env[room].getByName(name).takeWhole(told);
}

export async function restoreObject(
  kit: Kit,
  token: string,
  backup: string,
  object: { bucket: Bucket; key: string; custom: Record<string, string>; type: string | null },
  bytes: ArrayBuffer,
): Promise<void> {
  await requireRestoring(kit, token, backup, "rooms");
  const { bucket, key, custom, type } = object;
  await kit.env[bucket].put(key, bytes, { customMetadata: custom, ...(type === null ? {} : { httpMetadata: { contentType: type } }) });
}

/** From here on the clock finds what waits: rooms that are due, walks that were under way, orders that changed meanwhile. */
export async function endRestore(kit: Kit, token: string, backup: string): Promise<void> {
  requireSetupToken(kit, token);
  const row = await findRestoring(kit);
  if (row?.backup_id !== backup || row.phase === "rows") throw new Problem("conflict", "restore-not-begun");
  if (row.phase === "done") return;
  const now = kit.now();
  await kit.db.run(
    sql`UPDATE restoring SET phase = 'done', ended_at = ${now} WHERE one = 1`,
    recordChange({ at: now, userId: null, action: "restore-backup", subject: backup }),
  );
}
