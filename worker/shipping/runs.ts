/** Print runs as people begin, watch, stop and print them: one's own, for admins everybody's. The run is written down before anything happens in
 *  it; an order in a store one may not read has no name here. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { orderById } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type Because, OPEN_RUNS_MAX, RUN_ORDERS_MAX, type RunDecision, type RunOrder, type RunWish, whatMayBeDecided } from "./job.ts";
import { bareSlip, markPrinted } from "./papers.ts";
import { openScene } from "./scene.ts";
import { mergePapers, PAPERS_PER_SHEET_MAX, SHEET_BYTES_MAX } from "./sheet.ts";
import { writeStandIn } from "./slip.ts";
import type { ItemRow, JobRow, Outcome, PaperKind, PaperRow } from "./table.ts";

const RUNS_PER_PAGE = 30;
const ITEMS_PER_PAGE = 50;

type SeenRun = JobRow & { by_name: string | null; me: string };

export interface ShownRun {
  id: string;
  by: string;
  wish: RunWish;
  state: JobRow["state"];
  counts: Record<"total" | "done" | "skipped" | "failed", number>;
  /** Parcels whose papers can be printed, and how many go into one file. */
  papers: number;
  perSheet: number;
  createdAt: number;
  endedAt: number | null;
  can: ReturnType<typeof whatMayBeDecided>;
}

const showRun = (row: SeenRun & { papers?: number }): ShownRun => ({
  id: row.id,
  by: row.by_name ?? "",
  wish: JSON.parse(row.wish) as RunWish,
  state: row.state,
  counts: { total: row.total, done: row.done, skipped: row.skipped, failed: row.failed },
  papers: row.papers ?? 0,
  perSheet: PAPERS_PER_SHEET_MAX,
  createdAt: row.created_at,
  endedAt: row.ended_at,
  can: whatMayBeDecided(row, row.me === row.by_id),
});

/** The same click twice is one run. */
export async function beginRun(kit: Kit, signedIn: SignedIn, order: RunOrder): Promise<ShownRun> {
  if (order.orders.length > RUN_ORDERS_MAX) throw new Problem("invalid", "run-too-many", { limit: RUN_ORDERS_MAX });
  const chosen = JSON.stringify([...new Set(order.orders)]);
  const [people, reach, open] = await kit.db.batch<[Person, { bits: number }, { n: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${bitsIn(sql`o.store_id`)} AS bits FROM who CROSS JOIN json_each(${chosen}) k
      CROSS JOIN ${orderById(sql`k.value`)} WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n FROM who CROSS JOIN ship_job j INDEXED BY ship_job_to_walk ON j.by_id = who.id
      WHERE j.walk_at IS NOT NULL`,
  ]);
  const person = requirePerson(people);
  if ((open[0]?.n ?? 0) >= OPEN_RUNS_MAX) throw new Problem("conflict", "bulk-jobs-full", { limit: OPEN_RUNS_MAX });
  if (reach.length === 0) throw new Problem("missing", "order-missing");
  if (reach.every(({ bits }) => (bits & RIGHTS.fulfil) === 0)) throw new Problem("forbidden", "right-missing", { right: "fulfil" });
  const id = `run_${createHash("sha256").update(`${person.id}:${order.id}`).digest("hex").slice(0, 20)}`;
  const now = kit.now();
  const [begun] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO ship_job (id, by_id, wish, state, walk_at, created_at)
      VALUES (${id}, ${person.id}, ${JSON.stringify(order.wish)}, 'running', ${now}, ${now}) RETURNING id`,
    sql`INSERT OR IGNORE INTO ship_item (job_id, place, order_id) SELECT ${id}, k.key, k.value FROM json_each(${chosen}) k`,
  ]);
  if (begun.length > 0) {
    const { orders, wish } = order;
    await kit.db.run(recordChange({ at: now, userId: person.id, action: "begin-print-run", subject: id, after: { wish, orders } }));
    await kit.env.LONG.send({ do: "ship-walk", job: id });
  }
  return openRun(kit, signedIn, id);
}

/** Missing for whoever neither began it nor is an admin. */
async function findRun(kit: Kit, signedIn: SignedIn, id: string): Promise<SeenRun & { papers: number }> {
  const [people, rows] = await kit.db.batch<[Person, SeenRun & { papers: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT j.*, u.name AS by_name, who.id AS me, (SELECT TOTAL(json_array_length(i.packages)) FROM ship_item i
        WHERE i.job_id = j.id AND i.outcome = 'done') AS papers
      FROM who CROSS JOIN ship_job j ON j.id = ${id} LEFT JOIN user u ON u.id = j.by_id WHERE j.by_id = who.id OR who.role = 'admin'`,
  ]);
  requirePerson(people);
  const [run] = rows;
  if (!run) throw new Problem("missing", "run-missing");
  return run;
}

export const openRun = async (kit: Kit, signedIn: SignedIn, id: string): Promise<ShownRun> => showRun(await findRun(kit, signedIn, id));

export async function listRuns(kit: Kit, signedIn: SignedIn, { all, before }: { all: boolean; before: number }) {
  const of = all
    ? sql`ship_job j INDEXED BY ship_job_by_time LEFT JOIN user u ON u.id = j.by_id WHERE (SELECT role FROM who) = 'admin'`
    : sql`ship_job j INDEXED BY ship_job_of_person LEFT JOIN user u ON u.id = j.by_id WHERE j.by_id = (SELECT id FROM who)`;
  const [people, rows] = await kit.db.batch<[Person, SeenRun]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT j.*, u.name AS by_name, (SELECT id FROM who) AS me FROM ${of} AND j.created_at < ${before}
      ORDER BY j.created_at DESC LIMIT ${RUNS_PER_PAGE + 1}`,
  ]);
  const person = requirePerson(people);
  const runs = rows.slice(0, RUNS_PER_PAGE).map(showRun);
  return { runs, next: rows.length > RUNS_PER_PAGE ? (runs.at(-1)?.createdAt ?? null) : null, seesAll: person.role === "admin" };
}

type SeenItem = ItemRow & { store_id: string | null; items: string | null; buyer_nickname: string | null };

export async function listRunItems(
  kit: Kit,
  signedIn: SignedIn,
  id: string,
  { outcome, after }: { outcome: Outcome | null; after: number },
) {
  await findRun(kit, signedIn, id);
  const of = outcome
    ? sql`ship_item i INDEXED BY ship_item_by_outcome LEFT JOIN ${orderById(sql`i.order_id`)} AND ${mayIn(sql`o.store_id`, "read")}
        WHERE i.job_id = ${id} AND i.outcome = ${outcome}`
    : sql`ship_item i LEFT JOIN ${orderById(sql`i.order_id`)} AND ${mayIn(sql`o.store_id`, "read")} WHERE i.job_id = ${id}`;
  const rows = await kit.db.all<SeenItem>(
    sql`WITH ${who(signedIn)} SELECT i.*, o.store_id, o.items, o.buyer_nickname FROM ${of} AND i.place > ${after}
      ORDER BY i.place LIMIT ${ITEMS_PER_PAGE + 1}`,
  );
  const items = rows.slice(0, ITEMS_PER_PAGE).map((row) => ({
    place: row.place,
    orderId: row.order_id,
    order: row.store_id === null ? null : { storeId: row.store_id, items: row.items ?? "", buyer: row.buyer_nickname },
    outcome: row.outcome,
    because: JSON.parse(row.because ?? "null") as Because | null,
  }));
  return { items, next: rows.length > ITEMS_PER_PAGE ? (items.at(-1)?.place ?? null) : null };
}

export async function decideRun(kit: Kit, signedIn: SignedIn, id: string, decision: RunDecision): Promise<ShownRun> {
  const run = await findRun(kit, signedIn, id);
  const can = whatMayBeDecided(run, run.by_id === run.me)[decision];
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
  const now = kit.now();
  const recorded = recordChange({ at: now, userId: run.me, action: `${decision}-print-run`, subject: id, before: { state: run.state } });
  if (decision === "stop") {
    await kit.db.run(
      sql`UPDATE ship_job SET state = 'stopped', walk_at = NULL, ended_at = ${now} WHERE id = ${id} AND state = 'running'`,
      recorded,
    );
  } else {
    await kit.db.run(
      sql`UPDATE ship_item SET outcome = 'waiting', tries = tries + 1, because = NULL, at = NULL WHERE job_id = ${id} AND outcome = 'failed'`,
      sql`UPDATE ship_job SET state = 'running', walk_at = ${now}, stumbles = 0, ended_at = NULL WHERE id = ${id} AND state = ${run.state}`,
      recorded,
    );
    await kit.env.LONG.send({ do: "ship-walk", job: id });
  }
  return openRun(kit, signedIn, id);
}

/** The printed set: papers in the order of the run, `from` that place on, as one file. Only of stores one still may ship for. */
export async function printRun(kit: Kit, signedIn: SignedIn, id: string, from: number): Promise<Uint8Array> {
  const run = await findRun(kit, signedIn, id);
  const kind: PaperKind = (JSON.parse(run.wish) as RunWish).do === "slips" ? "slip" : "label";
  const rows = await kit.db.all<PaperRow & { bits: number }>(
    sql`WITH ${who(signedIn)} SELECT p.*, ${bitsIn(sql`p.store_id`)} AS bits FROM ship_item i INDEXED BY ship_item_by_outcome CROSS JOIN json_each(i.packages) k
        CROSS JOIN parcel_paper p ON p.package_id = k.value AND p.kind = ${kind}
      WHERE i.job_id = ${id} AND i.outcome = 'done' AND ${mayIn(sql`p.store_id`, "fulfil")} ORDER BY i.place LIMIT ${PAPERS_PER_SHEET_MAX} OFFSET ${from}`,
  );
  if (rows.length === 0) throw new Problem("missing", "run-no-papers");
  if (rows.reduce((sum, row) => sum + row.bytes, 0) > SHEET_BYTES_MAX) throw new Problem("too-large", "sheet-too-large");
  const kept = await Promise.all(rows.map((row) => readPaper(kit, signedIn, row)));
  const { bytes, unreadable } = await mergePapers(kept);
  const printed = rows.filter((_, at) => !unreadable.includes(at));
  await kit.db.run(markPrinted(printed, run.me, kit.now()));
  if (unreadable.length === 0) return bytes;
  const whole = rows.map(async (row, at) => (unreadable.includes(at) ? writeStandIn(row) : (kept[at] ?? null)));
  return (await mergePapers(await Promise.all(whole))).bytes;
}

/** As this person may see it now, whoever had it made. */
async function readPaper(kit: Kit, signedIn: SignedIn, row: PaperRow & { bits: number }): Promise<Uint8Array | null> {
  if (row.kind === "slip" && (row.bits & RIGHTS.personal) === 0) {
    const bare = await bareSlip(kit, await openScene(kit, signedIn, row.order_id), row.package_id, row.kind);
    if (bare) return bare;
  }
  const kept = await kit.env.MAIL.get(row.file);
  return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
}
