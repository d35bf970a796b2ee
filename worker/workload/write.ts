/** A file's writing, one step at a time: a step claims the file, reads the next orders and puts one part beside those before it. A part that is
 *  written again is the same part, so a step that comes twice writes nothing twice. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeCsv, writeRows } from "../inventory/csv.ts";
import type { Job } from "../jobs.ts";
import { orderById } from "../orders/order.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { type Asker, whoever } from "../team/session.ts";
import { claimStep, findLost } from "../walks.ts";
import { type FileColumn, isPersonal } from "./columns.ts";
import { cellsOf, type FileRow, readFileRows } from "./file.ts";
import type { OrderFilters } from "./filters.ts";
import { listOrders } from "./list.ts";
import { dropUnder } from "./parts.ts";
import type { OrderExportRow } from "./table.ts";

export const EXPORT_ROWS_MAX = 50_000;
const PAGES_PER_STEP = 10;
const IDS_PER_STEP = 500;
const STEP_MS_MAX = 30_000;
const STUMBLES_MAX = 5;
/** In place of a count: it was ended because whoever asked for it lost a right that goes into it. */
export const RIGHTS_GONE = -1;

export const folderOf = (id: string) => `exports/${id}/`;
export const partKey = (id: string, part: number) => `${folderOf(id)}${part}.csv`;

interface Named {
  refs: { t: number; id: string }[];
  /** Where the next step goes on; null where this was the last. */
  next: string | null;
}

/** Answers after how many seconds the next step is due; null where it is somebody else's, or none. */
export async function writeOn(kit: Kit, id: string): Promise<number | null> {
  const row = await claimStep<OrderExportRow>(kit, sql`order_export`, sql`id = ${id} AND state = 'writing'`, STEP_MS_MAX);
  if (!row) return null;
  if (row.stumbles > STUMBLES_MAX) {
    await kit.db.run(
      sql`UPDATE order_export SET state = 'failed', walk_at = NULL, ended_at = ${kit.now()} WHERE id = ${id} AND state = 'writing'`,
    );
    return null;
  }
  const asker = { personId: row.by_id };
  const columns = JSON.parse(row.columns) as FileColumn[];
  if (await hasLostRights(kit, asker, row, columns)) {
    await kit.db.run(sql`UPDATE order_export SET state = 'failed', walk_at = NULL, stumbles = ${RIGHTS_GONE}, ended_at = ${kit.now()}
      WHERE id = ${id} AND state = 'writing'`);
    return null;
  }
  const { refs, next } = await nameNext(kit, row);
  const room = EXPORT_ROWS_MAX - row.rows;
  const rows = await readFileRows(kit, asker, refs.slice(0, room), columns);
  const cells = rows.map((one) => cellsOf(columns, one));
  const bytes = new TextEncoder().encode(row.parts === 0 ? writeCsv([columns, ...cells]) : writeRows(cells));
  await kit.env.MAIL.put(partKey(id, row.parts), bytes);
  const isCut = refs.length > room || (refs.length === room && next !== null);
  const goesOn = next !== null && !isCut;
  const counted = await kit.db.first<{ one: number }>(
    sql`UPDATE order_export SET state = ${goesOn ? "writing" : "done"}, next = ${next}, parts = parts + 1, rows = rows + ${rows.length},
        bytes = bytes + ${bytes.byteLength}, is_cut = ${Number(isCut)}, stores = ${among(row.stores, rows)},
        personal_stores = ${columns.some(isPersonal) ? among(row.personal_stores, rows.filter(isTold)) : row.personal_stores},
        walk_at = ${goesOn ? kit.now() : null}, stumbles = 0, ended_at = ${goesOn ? null : kit.now()}
      WHERE id = ${id} AND state = 'writing' AND parts = ${row.parts} RETURNING 1 AS one`,
  );
  if (!counted) await dropIfOver(kit, id);
  await kit.env.MAILBOX.getByName("mailbox").pokeJobs(row.by_id);
  return goesOn ? 0 : null;
}

/** Ended while a step wrote: the part it put down is counted by nobody, and nobody may open it. */
async function dropIfOver(kit: Kit, id: string): Promise<void> {
  const found = await kit.db.first<Pick<OrderExportRow, "state">>(sql`SELECT state FROM order_export WHERE id = ${id}`);
  if (found && found.state !== "writing" && found.state !== "done") await dropUnder(kit, folderOf(id));
}

/** Of the rights that went into what is written already, and of those without which nothing of what was asked for can be written. */
export async function hasLostRights(kit: Kit, asker: Asker, row: OrderExportRow, columns: readonly FileColumn[]): Promise<boolean> {
  const least = columns.some(isPersonal) ? RIGHTS.personal : RIGHTS.read;
  const lost = await kit.db.first<{ one: number }>(
    sql`WITH ${whoever(asker)} SELECT 1 AS one FROM (SELECT 1) WHERE NOT EXISTS (SELECT 1 FROM who CROSS JOIN store s WHERE ${bitsIn(sql`s.id`)} & ${least})
      UNION ALL SELECT 1 FROM who CROSS JOIN json_each(${row.stores}) k WHERE ${bitsIn(sql`k.value`)} & ${RIGHTS.read} = 0
      UNION ALL SELECT 1 FROM who CROSS JOIN json_each(${row.personal_stores}) k WHERE ${bitsIn(sql`k.value`)} & ${RIGHTS.personal} = 0 LIMIT 1`,
  );
  return lost !== null;
}

const isTold = (row: FileRow) => (row.bits & RIGHTS.personal) !== 0;
const among = (kept: string, rows: FileRow[]) =>
  JSON.stringify([...new Set([...(JSON.parse(kept) as string[]), ...rows.map((row) => row.store_id)])].sort());

async function nameNext(kit: Kit, row: OrderExportRow): Promise<Named> {
  const of = JSON.parse(row.question) as { orders: string[] } | { filters: OrderFilters };
  if ("orders" in of) {
    const from = Number(row.next ?? 0);
    const ids = of.orders.slice(from, from + IDS_PER_STEP);
    const refs = await kit.db.all<Named["refs"][number]>(
      sql`SELECT o.create_time AS t, o.id FROM json_each(${JSON.stringify(ids)}) k CROSS JOIN ${orderById(sql`k.value`)}`,
    );
    return { refs, next: from + IDS_PER_STEP < of.orders.length ? String(from + IDS_PER_STEP) : null };
  }
  const refs: Named["refs"] = [];
  let cursor = readCursor(row.next ?? undefined);
  for (let page = 0; page < PAGES_PER_STEP; page += 1) {
    const { rows, next } = await listOrders(kit, { personId: row.by_id }, of.filters, cursor);
    refs.push(...rows.map((one) => ({ t: one.create_time, id: one.id })));
    cursor = next;
    if (cursor === null) break;
  }
  return { refs, next: writeCursor(cursor) };
}

/** Files whose chain was lost. */
export async function nameExportWalks(kit: Kit): Promise<Job[]> {
  return (await findLost(kit, sql`order_export`)).map((id) => ({ do: "write-orders", export: id }));
}
