/** What is held of a buyer as a file an admin asks for: begun at once, written in the background, and opened for PERSON_FILE_HOURS. The audit log says
 *  who asked and who opened it, and whose it is by the keyed hash alone. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import type { OrderRef } from "../orders/unnamed.ts";
import { Problem } from "../problem.ts";
import { findHash, hashBuyer } from "../stores/erased.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot } from "../team/rights.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { HOUR_MS } from "../units.ts";
import { clickId } from "../workload/job.ts";
import { openParts, partKeys } from "../workload/parts.ts";
import { openBuyer, ordersOf } from "./buyer.ts";
import { nameTickets } from "./collect.ts";
import { FILE_BYTES_MAX } from "./file.ts";
import { isTooOld, PERSON_FILE_HOURS, partKey, writePerson } from "./file-write.ts";
import type { PersonFileRow } from "./table.ts";

const OPEN_FILES_MAX = 3;
const SHOWN_MAX = 10;
const BEGIN_AGAIN_SECONDS = 305;

export const wantedFile = z.object({
  /** Comes from the browser and names this click. */
  id: clickId,
});

export interface ShownFile extends Pick<PersonFileRow, "id" | "state" | "bytes" | "files"> {
  person: string | null;
  /** Tickets and orders. */
  done: number;
  total: number;
  leftOut: number;
  createdAt: number;
  forgottenAt: number;
  can: { open: Can };
}

type NamedRow = PersonFileRow & { person: string | null };
const named = sql`f.*, (SELECT u.name FROM user u WHERE u.id = f.by_id) AS person`;

function showFile(kit: Kit, row: NamedRow): ShownFile {
  const { id, bytes, files, person, place, tickets, orders, left_out, created_at } = row;
  const state = isTooOld(kit, row) ? "forgotten" : row.state;
  const gone = cannot("person-file-forgotten", { hours: PERSON_FILE_HOURS });
  const open: Can = state === "forgotten" ? gone : state === "done" ? { ok: true } : cannot("bulk-not-now");
  const shown = { id, state, bytes, files, person, done: place, total: tickets + orders, leftOut: left_out } as const;
  return { ...shown, createdAt: created_at, forgottenAt: created_at + PERSON_FILE_HOURS * HOUR_MS, can: { open } };
}

export interface FilesPage {
  files: ShownFile[];
  /** For so long one is kept, and files up to so many bytes lie in it. */
  hours: number;
  bytesMax: number;
}

export async function listFiles(kit: Kit, signedIn: SignedIn, buyer: string): Promise<FilesPage> {
  await requireAdmin(kit, signedIn);
  const rows = await kit.db.all<NamedRow>(
    sql`SELECT ${named} FROM person_file f WHERE f.who = ${await findHash(kit, buyer)} ORDER BY f.created_at DESC LIMIT ${SHOWN_MAX}`,
  );
  return { files: rows.map((row) => showFile(kit, row)), hours: PERSON_FILE_HOURS, bytesMax: FILE_BYTES_MAX };
}

export async function beginFile(kit: Kit, signedIn: SignedIn, buyer: string, wanted: z.infer<typeof wantedFile>): Promise<ShownFile> {
  const admin = await requireAdmin(kit, signedIn);
  const id = `pfi_${admin.id.slice(-6)}${wanted.id}`;
  const known = await findFile(kit, id);
  if (known) return showFile(kit, known);
  await openBuyer(kit, signedIn, buyer);
  const who = await hashBuyer(kit, buyer);
  const [tickets, orders] = [await nameTickets(kit, buyer), await nameOrders(kit, buyer)];
  const now = kit.now();
  // Counted in the statement that begins it: two clicks at once are never one too many.
  const begun = await kit.db.first<{ id: string }>(
    sql`INSERT OR IGNORE INTO person_file (id, by_id, who, buyer, names, tickets, orders, state, walk_at, created_at)
      SELECT ${id}, ${admin.id}, ${who}, ${buyer}, ${JSON.stringify([...tickets, ...orders])}, ${tickets.length}, ${orders.length}, 'writing', ${now}, ${now}
      WHERE (SELECT COUNT(*) FROM person_file WHERE walk_at IS NOT NULL) < ${OPEN_FILES_MAX}
        AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.walk_at IS NOT NULL AND e.who = ${who}) RETURNING id`,
  );
  if (begun) {
    const after = { tickets: tickets.length, orders: orders.length };
    await kit.db.run(recordChange({ at: now, userId: admin.id, action: "write-person", subject: who, after }));
    await walkOn(kit, id);
  }
  const row = await findFile(kit, id);
  if (row) return showFile(kit, row);
  const erasing = await kit.db.first(sql`SELECT 1 AS one FROM erasure e WHERE e.walk_at IS NOT NULL AND e.who = ${who}`);
  throw erasing ? new Problem("missing", "buyer-missing") : new Problem("conflict", "exports-full", { limit: OPEN_FILES_MAX });
}

const nameOrders = (kit: Kit, buyer: string) =>
  kit.db.all<OrderRef>(sql`SELECT o.create_time AS t, o.id, o.store_id AS store FROM ${ordersOf(buyer)}`);

const findFile = (kit: Kit, id: string) => kit.db.first<NamedRow>(sql`SELECT ${named} FROM person_file f WHERE f.id = ${id}`);

async function walkOn(kit: Kit, id: string): Promise<void> {
  let delaySeconds: number | null = BEGIN_AGAIN_SECONDS;
  try {
    delaySeconds = await writePerson(kit, id);
  } catch (error) {
    // It stands: the queue goes on with it.
    writeLog(kit, { door: "http", job: "write-person", verdict: "retry", error });
  }
  if (delaySeconds !== null) await kit.env.LONG.send({ do: "write-person", file: id }, { delaySeconds });
}

/** The whole file, part after part. */
export async function openFile(kit: Kit, signedIn: SignedIn, id: string): Promise<Response> {
  const admin = await requireAdmin(kit, signedIn);
  const row = await findFile(kit, id);
  if (!row) throw new Problem("missing", "export-missing");
  const { open } = showFile(kit, row).can;
  if (!open.ok) throw new Problem("conflict", open.because.code, open.because.facts);
  const { tickets, orders, files } = row;
  await kit.db.run(
    recordChange({ at: kit.now(), userId: admin.id, action: "open-person", subject: row.who, after: { tickets, orders, files } }),
  );
  const day = new Date(row.created_at).toISOString().slice(0, 10);
  return openParts(
    kit,
    partKeys(row.parts, (part) => partKey(id, part)),
    `person-${day}.json`,
    "application/json",
  );
}
