/** Packs of evidence for an appeal: an admin says of which store, order and time, a job writes the rows of the batch ledger that are meant, and any admin
 *  may open the file until it is forgotten. Who asked and who opened it stands in the audit log. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { type Can, cannot } from "../team/rights.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { DAY_MS } from "../units.ts";
import { clickId, orderId } from "../workload/job.ts";
import { dropUnder, openParts, partKeys } from "../workload/parts.ts";
import { folderOf, partKey, writePack } from "./pack-write.ts";
import type { PackRow } from "./table.ts";

/** The bucket's own rule. */
export const EVIDENCE_DAYS = 90;
export const PACK_DAYS = 30;
const SHOWN_MAX = 30;
const SHOWN_DAYS = 90;
const OPEN_PACKS_MAX = 3;
const FORGOTTEN_PER_NIGHT_MAX = 20;
const BEGIN_AGAIN_SECONDS = 65;

export const wantedPack = z
  .object({
    /** Comes from the browser and names this click. */
    id: clickId,
    store: z.string().max(40).nullable(),
    order: orderId.nullable(),
    /** Epoch milliseconds, both included. */
    fromAt: z.number().int().nonnegative(),
    untilAt: z.number().int().nonnegative(),
    format: z.enum(["csv", "json"]),
  })
  .refine(({ fromAt, untilAt }) => fromAt <= untilAt, { path: ["untilAt"] });
export type WantedPack = z.infer<typeof wantedPack>;

export interface ShownPack
  extends Pick<PackRow, "id" | "store_id" | "order_id" | "from_at" | "until_at" | "format" | "state" | "rows" | "batches" | "bytes"> {
  person: string | null;
  isCut: boolean;
  createdAt: number;
  forgottenAt: number;
  can: { open: Can; stop: Can };
}

type NamedRow = PackRow & { person: string | null };

function showPack(row: NamedRow): ShownPack {
  const { id, store_id, order_id, from_at, until_at, format, state, rows, batches, bytes, person } = row;
  const when = (is: boolean): Can => (is ? { ok: true } : cannot("bulk-not-now"));
  return {
    id,
    store_id,
    order_id,
    from_at,
    until_at,
    format,
    state,
    rows,
    batches,
    bytes,
    person,
    isCut: row.is_cut === 1,
    createdAt: row.created_at,
    forgottenAt: row.created_at + PACK_DAYS * DAY_MS,
    can: {
      open: state === "forgotten" ? cannot("export-forgotten", { days: PACK_DAYS }) : when(state === "done"),
      stop: when(state === "writing"),
    },
  };
}

const named = sql`p.*, (SELECT u.name FROM user u WHERE u.id = p.by_id) AS person`;

export async function listPacks(kit: Kit, signedIn: SignedIn): Promise<ShownPack[]> {
  await requireAdmin(kit, signedIn);
  const rows = await kit.db.all<NamedRow>(
    sql`SELECT ${named} FROM evidence_pack p INDEXED BY evidence_pack_by_time
      WHERE p.created_at > ${kit.now() - SHOWN_DAYS * DAY_MS} ORDER BY p.created_at DESC LIMIT ${SHOWN_MAX}`,
  );
  return rows.map(showPack);
}

async function findPack(kit: Kit, id: string): Promise<NamedRow> {
  const row = await kit.db.first<NamedRow>(sql`SELECT ${named} FROM evidence_pack p WHERE p.id = ${id}`);
  if (!row) throw new Problem("missing", "export-missing");
  return row;
}

export async function beginPack(kit: Kit, signedIn: SignedIn, wanted: WantedPack): Promise<ShownPack> {
  const admin = await requireAdmin(kit, signedIn);
  const now = kit.now();
  if (wanted.store !== null && !(await kit.db.first(sql`SELECT id FROM store WHERE id = ${wanted.store}`)))
    throw new Problem("missing", "store-missing");
  if (wanted.untilAt < now - EVIDENCE_DAYS * DAY_MS) throw new Problem("invalid", "evidence-gone", { days: EVIDENCE_DAYS });
  const open = await kit.db.first<{ n: number }>(sql`SELECT COUNT(*) AS n FROM evidence_pack WHERE walk_at IS NOT NULL`);
  if ((open?.n ?? 0) >= OPEN_PACKS_MAX) throw new Problem("conflict", "exports-full", { limit: OPEN_PACKS_MAX });
  const id = `evp_${admin.id.slice(-6)}${wanted.id}`;
  const { store, order, fromAt, untilAt, format } = wanted;
  const [begun] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO evidence_pack (id, by_id, store_id, order_id, from_at, until_at, format, state, walk_at, created_at)
      VALUES (${id}, ${admin.id}, ${store}, ${order}, ${fromAt}, ${untilAt}, ${format}, 'writing', ${now}, ${now}) RETURNING id`,
  ]);
  if (begun.length > 0) {
    const after = { store, order, fromAt, untilAt, format };
    await kit.db.run(recordChange({ at: now, userId: admin.id, action: "write-evidence", subject: id, storeId: store, after }));
    await walkOn(kit, id);
  }
  return showPack(await findPack(kit, id));
}

async function walkOn(kit: Kit, id: string): Promise<void> {
  let delaySeconds: number | null = BEGIN_AGAIN_SECONDS;
  try {
    delaySeconds = await writePack(kit, id);
  } catch (error) {
    // It stands: the queue goes on with it.
    writeLog(kit, { door: "http", job: "write-evidence", verdict: "retry", error });
  }
  if (delaySeconds !== null) await kit.env.LONG.send({ do: "write-evidence", pack: id }, { delaySeconds });
}

export async function stopPack(kit: Kit, signedIn: SignedIn, id: string): Promise<ShownPack> {
  const admin = await requireAdmin(kit, signedIn);
  await findPack(kit, id);
  await kit.db.run(
    sql`UPDATE evidence_pack SET state = 'stopped', walk_at = NULL, ended_at = ${kit.now()} WHERE id = ${id} AND state = 'writing'`,
    recordChange({ at: kit.now(), userId: admin.id, action: "stop-evidence", subject: id }),
  );
  return showPack(await findPack(kit, id));
}

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json" };

/** The whole file, part after part. */
export async function openPack(kit: Kit, signedIn: SignedIn, id: string): Promise<Response> {
  const admin = await requireAdmin(kit, signedIn);
  const row = await findPack(kit, id);
  const { open } = showPack(row).can;
  if (!open.ok) throw new Problem("conflict", open.because.code, open.because.facts);
  await kit.db.run(
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "open-evidence",
      subject: id,
      storeId: row.store_id,
      after: { rows: row.rows },
    }),
  );
  const day = new Date(row.created_at).toISOString().slice(0, 10);
  const keys = partKeys(row.parts, (part) => partKey(id, part));
  return openParts(kit, keys, `evidence-${day}.${row.format}`, TYPES[row.format]);
}

/** Files are no archive. */
export async function forgetPacks(kit: Kit): Promise<void> {
  const old = await kit.db.all<Pick<PackRow, "id">>(
    sql`SELECT id FROM evidence_pack INDEXED BY evidence_pack_by_time WHERE created_at < ${kit.now() - PACK_DAYS * DAY_MS}
      AND state IN ('done', 'stopped', 'failed') ORDER BY created_at LIMIT ${FORGOTTEN_PER_NIGHT_MAX}`,
  );
  for (const { id } of old) {
    await dropUnder(kit, folderOf(id));
    await kit.db.run(sql`UPDATE evidence_pack SET state = 'forgotten' WHERE id = ${id}`);
  }
}
