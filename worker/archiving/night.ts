/** The night that archives what is cold, one step at a time, once the database is large enough to ask for it: every order is looked at once, then
 *  objects somebody came back from are written anew, then what nothing points at is deleted. A step that comes twice, or after a crash, finds less
 *  and does no harm. */
import { sql } from "drizzle-orm";
import { ARCHIVE_PREFIX } from "../archive/objects.ts";
import { NOBODY_READS_ALL, rewriteStale } from "../archive/rewrite.ts";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { recordChange } from "../team/audit.ts";
import { DAY_MS } from "../units.ts";
import { claimStep, hasLostChain } from "../walks.ts";
import { isCold } from "./cold.ts";
import { freezeOrders, READ, type Read } from "./freeze.ts";
import { beginBytes, keepSize, readSize } from "./size.ts";
import { type ArchiveNightRow, type ArchiveSettingRow, STEPS } from "./table.ts";

const LOOKED_AT_PER_STEP = 500;
const ORDERS_PER_STEP = 200;
const OBJECTS_PER_STEP = 10;
const LISTED_PER_STEP = 500;
const STEP_MS_MAX = 60_000;
const STUMBLES_MAX = 8;
const WAIT_SECONDS = 60;
/** What somebody wanted to have here is not taken away again at once. */
const BACK_STAYS_DAYS = 30;
/** An object that nothing points at may be somebody's who is just about to. */
const ORPHAN_MS = DAY_MS;
/** Of an order's place: before every other. */
const FIRST_ORDER = '{"t":-1,"id":""}';
const MONTHS_OF_YEAR = 12;
const DAYS_OF_YEAR = 365;

const untilOf = (now: number, months: number) => now - (months / MONTHS_OF_YEAR) * DAYS_OF_YEAR * DAY_MS;

interface Done {
  orders?: number;
  bytes?: number;
  /** Null: this step has looked at everything. */
  place: string | null;
  /** Somebody reads the whole desk. */
  waits?: boolean;
}

/** A night that still walks is not begun again. */
export async function beginArchiving(kit: Kit): Promise<Job[]> {
  const now = kit.now();
  const bytes = await readSize(kit);
  await kit.db.run(...keepSize(now, bytes));
  if (bytes < beginBytes(kit)) return [];
  const begun = await kit.db.all<{ one: number }>(
    sql`INSERT INTO archive_night (one, began_at, step, walk_at) SELECT 1, ${now}, ${STEPS[0]}, ${now}
        WHERE (SELECT s.months FROM archive_setting s WHERE s.one = 1) IS NOT NULL
      ON CONFLICT (one) DO UPDATE SET began_at = excluded.began_at, step = excluded.step, place = '', orders = 0, bytes = 0,
        walk_at = excluded.walk_at, stumbles = 0 WHERE walk_at IS NULL RETURNING one`,
  );
  return begun.map(() => ({ do: "archive-cold" }));
}

/** A night whose chain was lost. */
export async function nameArchiving(kit: Kit): Promise<Job[]> {
  const late = await kit.db.all(sql`SELECT 1 AS one FROM archive_night WHERE one = 1 AND ${hasLostChain(kit)}`);
  return late.map(() => ({ do: "archive-cold" }));
}

/** Answers after how many seconds the next step is due; null where it is somebody else's, or none. */
export async function archiveOn(kit: Kit): Promise<number | null> {
  const row = await claimStep<ArchiveNightRow>(kit, sql`archive_night`, sql`one = 1`, STEP_MS_MAX);
  if (!row || row.step === "done" || row.step === "failed") return null;
  if (row.stumbles > STUMBLES_MAX) return end(kit, row, "failed");
  const done = await stepOn(kit, row);
  const counts = { orders: row.orders + (done.orders ?? 0), bytes: row.bytes + (done.bytes ?? 0) };
  const step = done.place === null ? (STEPS[STEPS.indexOf(row.step) + 1] ?? "done") : row.step;
  if (step === "done") return end(kit, { ...row, ...counts }, step);
  const waits = done.waits ? WAIT_SECONDS : 0;
  await kit.db.run(
    sql`UPDATE archive_night SET step = ${step}, place = ${done.place ?? ""}, orders = ${counts.orders}, bytes = ${counts.bytes},
      walk_at = ${kit.now() + waits * 1000}, stumbles = 0 WHERE one = 1`,
  );
  return waits;
}

async function stepOn(kit: Kit, row: ArchiveNightRow): Promise<Done> {
  const free = await kit.db.first<{ may: number }>(sql`SELECT ${NOBODY_READS_ALL} AS may`);
  if (free?.may !== 1) return { place: row.place, waits: true };
  switch (row.step) {
    case "orders":
      return archiveOrders(kit, row);
    case "rewrite": {
      const rewritten = await rewriteStale(kit, OBJECTS_PER_STEP);
      return { place: rewritten === "done" ? null : row.place, waits: rewritten === "waits" };
    }
    case "sweep":
      return sweepOrphans(kit, row.place);
    default:
      return { place: null };
  }
}

/** The setting is read with every step: what was made longer, or taken away, holds from then on. */
async function archiveOrders(kit: Kit, row: ArchiveNightRow): Promise<Done> {
  const setting = await kit.db.first<ArchiveSettingRow>(sql`SELECT * FROM archive_setting WHERE one = 1`);
  if (!setting?.months) return { place: null };
  const until = untilOf(row.began_at, setting.months);
  const since = { until, backUntil: row.began_at - BACK_STAYS_DAYS * DAY_MS };
  const from = JSON.parse(row.place || FIRST_ORDER) as { t: number; id: string };
  const looked = sql`FROM orders WHERE (create_time, id) > (${from.t}, ${from.id}) AND create_time <= ${Math.floor(until / 1000)}
    ORDER BY create_time, id LIMIT ${LOOKED_AT_PER_STEP}`;
  const [cold, all] = await kit.db.batch<[Read, { t: number; id: string }]>([
    sql`SELECT ${READ} FROM (SELECT * ${looked}) o WHERE ${isCold(since)} LIMIT ${ORDERS_PER_STEP}`,
    sql`SELECT create_time AS t, id ${looked}`,
  ]);
  const frozen = await freezeOrders(kit, cold, since);
  const last = cold.length === ORDERS_PER_STEP ? cold.at(-1) : all.length === LOOKED_AT_PER_STEP ? all.at(-1) : null;
  return { ...frozen, place: last ? JSON.stringify({ t: last.t, id: last.id }) : null };
}

/** Objects a crash left behind, and notes of who came back that say nothing any more. */
async function sweepOrphans(kit: Kit, place: string): Promise<Done> {
  const before = kit.now() - ORPHAN_MS;
  const page = await kit.env.MAIL.list({ prefix: ARCHIVE_PREFIX, limit: LISTED_PER_STEP, ...(place === "" ? {} : { startAfter: place }) });
  const old = page.objects.filter(({ uploaded }) => uploaded.getTime() < before).map(({ key }) => key);
  const known = await kit.db.all<{ key: string }>(
    sql`SELECT x.key FROM json_each(${JSON.stringify(old)}) k CROSS JOIN cold_object x ON x.key = k.value`,
  );
  const orphans = old.filter((key) => !known.some((one) => one.key === key));
  if (orphans.length > 0) await kit.env.MAIL.delete(orphans);
  await kit.db.run(sql`DELETE FROM order_back WHERE at < ${kit.now() - BACK_STAYS_DAYS * DAY_MS}`);
  const last = page.truncated ? page.objects.at(-1)?.key : undefined;
  return { place: last ?? null };
}

async function end(kit: Kit, row: ArchiveNightRow, step: "done" | "failed"): Promise<null> {
  const { orders, bytes } = row;
  await kit.db.run(
    sql`UPDATE archive_night SET step = ${step}, place = '', orders = ${orders}, bytes = ${bytes}, walk_at = NULL WHERE one = 1`,
    ...(orders === 0 && step === "done"
      ? []
      : [
          recordChange({
            at: kit.now(),
            userId: null,
            action: step === "done" ? "end-archiving" : "fail-archiving",
            subject: new Date(row.began_at).toISOString().slice(0, 10),
            after: { orders, bytes },
          }),
        ]),
  );
  return null;
}
