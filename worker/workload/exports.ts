/** Lists of orders written out as files, in the background and a page at a time: what may be asked, how one is written, and who may open it. A
 *  file is forgotten after EXPORT_DAYS, and opened only by whoever asked for it and still has every right that went into it. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, type Can, cannot, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { DAY_MS } from "../units.ts";
import { type FileColumn, fileColumns, isPersonal } from "./columns.ts";
import { orderFilters } from "./filters.ts";
import { clickId, JOB_ORDERS_MAX, orderId } from "./job.ts";
import { dropUnder, openParts, partKeys } from "./parts.ts";
import type { OrderExportRow } from "./table.ts";
import { folderOf, hasLostRights, partKey, RIGHTS_GONE, writeOn } from "./write.ts";

export const EXPORT_DAYS = 7;
const OPEN_EXPORTS_MAX = 3;
const SHOWN_MAX = 30;
const FORGOTTEN_PER_NIGHT_MAX = 20;
const BEGIN_AGAIN_SECONDS = 35;

export const wantedExport = z.object({
  /** Comes from the browser and names this click. */
  id: clickId,
  of: z.union([z.object({ orders: z.array(orderId).min(1).max(JOB_ORDERS_MAX) }), z.object({ filters: orderFilters })]),
  columns: fileColumns,
});
export type WantedExport = z.infer<typeof wantedExport>;

export interface ShownExport {
  id: string;
  state: OrderExportRow["state"];
  columns: FileColumn[];
  rows: number;
  bytes: number;
  /** There were more orders than a file may hold. */
  isCut: boolean;
  createdAt: number;
  endedAt: number | null;
  forgottenAt: number;
  can: { open: Can; stop: Can };
}

function showExport(row: OrderExportRow): ShownExport {
  const when = (is: boolean): Can => (is ? { ok: true } : cannot("bulk-not-now"));
  const isForgotten = row.state === "forgotten";
  const isRightsGone = row.state === "failed" && row.stumbles === RIGHTS_GONE;
  return {
    id: row.id,
    state: row.state,
    columns: JSON.parse(row.columns) as FileColumn[],
    rows: row.rows,
    bytes: row.bytes,
    isCut: row.is_cut === 1,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    forgottenAt: row.created_at + EXPORT_DAYS * DAY_MS,
    can: {
      open: isRightsGone
        ? cannot("export-rights-gone")
        : isForgotten
          ? cannot("export-forgotten", { days: EXPORT_DAYS })
          : when(row.state === "done"),
      stop: when(row.state === "writing"),
    },
  };
}

/** Recipients are asked for by whoever may see those of some store; of the other stores their cells stay empty. */
export async function beginExport(kit: Kit, signedIn: SignedIn, wanted: WantedExport): Promise<ShownExport> {
  const [people, rights, open] = await kit.db.batch<[Person, { bits: number }, { n: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${bitsIn(sql`s.id`)} AS bits FROM who CROSS JOIN store s`,
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n FROM who CROSS JOIN order_export e ON e.by_id = who.id WHERE e.walk_at IS NOT NULL`,
  ]);
  const person = requirePerson(people);
  const has = (right: number) => rights.some(({ bits }) => bits & right);
  if (!has(RIGHTS.read)) throw new Problem("missing", "store-missing");
  if (wanted.columns.some(isPersonal) && !has(RIGHTS.personal)) throw new Problem("forbidden", "right-missing", { right: "personal" });
  if ((open[0]?.n ?? 0) >= OPEN_EXPORTS_MAX) throw new Problem("conflict", "exports-full", { limit: OPEN_EXPORTS_MAX });
  const id = `oex_${person.id.slice(-6)}${wanted.id}`;
  const now = kit.now();
  const [begun] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO order_export (id, by_id, question, columns, state, walk_at, created_at)
      VALUES (${id}, ${person.id}, ${JSON.stringify(wanted.of)}, ${JSON.stringify(wanted.columns)}, 'writing', ${now}, ${now}) RETURNING id`,
  ]);
  if (begun.length > 0) {
    await kit.db.run(
      recordChange({ at: now, userId: person.id, action: "export-orders", subject: id, after: { of: wanted.of, columns: wanted.columns } }),
    );
    await walkOn(kit, id);
  }
  return showExport(await findExport(kit, signedIn, id));
}

async function walkOn(kit: Kit, id: string): Promise<void> {
  let delaySeconds: number | null = BEGIN_AGAIN_SECONDS;
  try {
    delaySeconds = await writeOn(kit, id);
  } catch (error) {
    // It stands: the queue goes on with it.
    writeLog(kit, { door: "http", job: "order-export", verdict: "retry", error });
  }
  if (delaySeconds !== null) await kit.env.LONG.send({ do: "write-orders", export: id }, { delaySeconds });
}

export async function listExports(kit: Kit, signedIn: SignedIn): Promise<ShownExport[]> {
  const [people, rows] = await kit.db.batch<[Person, OrderExportRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT e.* FROM order_export e INDEXED BY order_export_of_person WHERE e.by_id = (SELECT id FROM who)
      ORDER BY e.created_at DESC LIMIT ${SHOWN_MAX}`,
  ]);
  requirePerson(people);
  return rows.map(showExport);
}

async function findExport(kit: Kit, signedIn: SignedIn, id: string): Promise<OrderExportRow> {
  const [people, rows] = await kit.db.batch<[Person, OrderExportRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT e.* FROM who CROSS JOIN order_export e ON e.id = ${id} WHERE e.by_id = who.id`,
  ]);
  requirePerson(people);
  const [row] = rows;
  if (!row) throw new Problem("missing", "export-missing");
  return row;
}

export async function stopExport(kit: Kit, signedIn: SignedIn, id: string): Promise<ShownExport> {
  const row = await findExport(kit, signedIn, id);
  await kit.db.run(
    sql`UPDATE order_export SET state = 'stopped', walk_at = NULL, ended_at = ${kit.now()} WHERE id = ${id} AND state = 'writing'`,
    recordChange({ at: kit.now(), userId: row.by_id, action: "stop-export", subject: id }),
  );
  return showExport(await findExport(kit, signedIn, id));
}

/** The whole file, part after part. */
export async function openExport(kit: Kit, signedIn: SignedIn, id: string): Promise<Response> {
  const row = await findExport(kit, signedIn, id);
  const { open } = showExport(row).can;
  if (!open.ok) throw new Problem("conflict", open.because.code, open.because.facts);
  if (await hasLostRights(kit, signedIn, row, JSON.parse(row.columns) as FileColumn[]))
    throw new Problem("forbidden", "export-rights-gone");
  await kit.db.run(recordChange({ at: kit.now(), userId: row.by_id, action: "open-export", subject: id, after: { rows: row.rows } }));
  const day = new Date(row.created_at).toISOString().slice(0, 10);
  const keys = partKeys(row.parts, (part) => partKey(id, part));
  return openParts(kit, keys, `orders-${day}.csv`, "text/csv; charset=utf-8");
}

/** Files are no archive. */
export async function forgetExports(kit: Kit): Promise<void> {
  const before = kit.now() - EXPORT_DAYS * DAY_MS;
  for (const state of ["done", "stopped", "failed"]) {
    const old = await kit.db.all<Pick<OrderExportRow, "id">>(
      sql`SELECT id FROM order_export WHERE state = ${state} AND created_at < ${before} ORDER BY created_at LIMIT ${FORGOTTEN_PER_NIGHT_MAX}`,
    );
    for (const { id } of old) {
      await dropUnder(kit, folderOf(id));
      await kit.db.run(sql`UPDATE order_export SET state = 'forgotten' WHERE id = ${id}`);
    }
  }
}
