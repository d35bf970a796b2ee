/** A pack's writing, one step at a time: a step claims the pack, reads the next objects of the ledger and puts one part beside those before it. A part
 *  that is written again is the same part, so a step that comes twice writes nothing twice. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { claimStep, findLost } from "../walks.ts";
import { isBeyond, keyAfterWhich, LEDGER_PREFIX, type LedgerBatch, readBatch, type Wanted, writePackCsv, writePackJson } from "./pack.ts";
import type { PackRow } from "./table.ts";

export const PACK_ROWS_MAX = 100_000;
const BATCHES_PER_STEP = 200;
const READ_AT_ONCE = 10;
const STEP_MS_MAX = 60_000;
const STUMBLES_MAX = 5;

export const folderOf = (id: string) => `packs/${id}/`;
export const partKey = (id: string, part: number) => `${folderOf(id)}${part}`;

interface Step {
  batches: LedgerBatch[];
  next: string;
  isLast: boolean;
}

/** Answers after how many seconds the next step is due; null where it is somebody else's, or none. */
export async function writePack(kit: Kit, id: string): Promise<number | null> {
  const row = await claimStep<PackRow>(kit, sql`evidence_pack`, sql`id = ${id} AND state = 'writing'`, STEP_MS_MAX);
  if (!row) return null;
  if (row.stumbles > STUMBLES_MAX) {
    await kit.db.run(
      sql`UPDATE evidence_pack SET state = 'failed', walk_at = NULL, ended_at = ${kit.now()} WHERE id = ${id} AND state = 'writing'`,
    );
    return null;
  }
  const { batches, next, isLast } = await readNext(kit, row);
  const rows = batches.reduce((sum, one) => sum + one.rows.length, 0);
  const isCut = !isLast && row.rows + rows >= PACK_ROWS_MAX;
  const isOver = isLast || isCut;
  const isFirst = row.parts === 0;
  const text = row.format === "csv" ? writePackCsv(batches, isFirst) : writePackJson(batches, isFirst, isOver, row.batches > 0);
  const bytes = new TextEncoder().encode(text);
  await kit.env.MAIL.put(partKey(id, row.parts), bytes);
  await kit.db.run(
    sql`UPDATE evidence_pack SET state = ${isOver ? "done" : "writing"}, next = ${next}, parts = parts + 1, rows = rows + ${rows},
        batches = batches + ${batches.length}, bytes = bytes + ${bytes.byteLength}, is_cut = ${Number(isCut)},
        walk_at = ${isOver ? null : kit.now()}, stumbles = 0, ended_at = ${isOver ? kit.now() : null}
      WHERE id = ${id} AND state = 'writing' AND parts = ${row.parts}`,
  );
  await kit.env.MAILBOX.getByName("mailbox").pokeJobs(row.by_id);
  return isOver ? null : 0;
}

async function readNext(kit: Kit, row: PackRow): Promise<Step> {
  const startAfter = row.next ?? keyAfterWhich(row.from_at);
  const listed = await kit.env.EVIDENCE.list({ prefix: LEDGER_PREFIX, startAfter, limit: BATCHES_PER_STEP });
  const keys = listed.objects.map(({ key }) => key).filter((key) => !isBeyond(key, row.until_at));
  const wanted = await wantedOf(kit, row);
  const batches: LedgerBatch[] = [];
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const read = await Promise.all(keys.slice(at, at + READ_AT_ONCE).map((key) => readOne(kit, key, wanted)));
    batches.push(...read.filter((one) => one !== null));
  }
  return { batches, next: keys.at(-1) ?? startAfter, isLast: !listed.truncated || keys.length < listed.objects.length };
}

/** Between being listed and being read its ninety days may have ended. */
async function readOne(kit: Kit, key: string, wanted: Wanted): Promise<LedgerBatch | null> {
  const kept = await kit.env.EVIDENCE.get(key);
  return kept && readBatch(key, await kept.text(), kept.customMetadata?.sha256, wanted);
}

async function wantedOf(kit: Kit, row: PackRow): Promise<Wanted> {
  const shop =
    row.store_id === null
      ? null
      : await kit.db.first<{ shop_id: string | null }>(sql`SELECT shop_id FROM store WHERE id = ${row.store_id}`);
  // A store that was never connected has no shop, and no shop has this id.
  return { shop: shop === null ? null : (shop.shop_id ?? ""), order: row.order_id, fromAt: row.from_at, untilAt: row.until_at };
}

/** Packs whose chain was lost. */
export async function namePackWalks(kit: Kit): Promise<Job[]> {
  return (await findLost(kit, sql`evidence_pack`)).map((pack) => ({ do: "write-evidence", pack }));
}
