/** A print run's walk, one step at a time. A step claims the run first, so that two chains are one; it may be cut off anywhere, and the clock names
 *  a walk whose chain was lost. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { type Become, because, type RunWish } from "./job.ts";
import { takeTurns } from "./run.ts";
import type { ItemRow, JobRow } from "./table.ts";

/** TikTok is asked two to four times for each, at the shop's pace, and a step ends well before its claim does. */
const TURNS_PER_STEP = 20;
/** A step that has not ended by then is taken up by another. */
const STEP_MS_MAX = 60_000;
/** A message that comes a little early is not worth a round of the clock. */
const EARLY_MS = 1_000;
const LOOK_AGAIN_SECONDS = 5;
/** Orders at which so many steps in a row broke are left as failed. */
const STUMBLES_MAX = 4;
/** A walk this overdue has lost its chain. */
const WALK_LATE_MS = 5_000;
const KEPT_DAYS = 90;
const FORGOTTEN_PER_NIGHT_MAX = 25;
const MS_PER_DAY = 86_400_000;

/** One step. Answers after how many seconds the next is due; null where it is somebody else's, or none. */
export async function walkRun(kit: Kit, id: string): Promise<number | null> {
  const now = kit.now();
  const [[job]] = await kit.db.batch<[JobRow]>([
    sql`UPDATE ship_job SET walk_at = ${now + STEP_MS_MAX}, stumbles = stumbles + 1
      WHERE id = ${id} AND state = 'running' AND walk_at <= ${now + EARLY_MS} RETURNING *`,
  ]);
  if (!job) return null;
  const items = await kit.db.all<ItemRow>(
    sql`SELECT * FROM ship_item WHERE job_id = ${id} AND outcome = 'waiting' ORDER BY place LIMIT ${TURNS_PER_STEP}`,
  );
  const became = await step(kit, job, items);
  const isOver = items.length < TURNS_PER_STEP && became.every((one) => one.outcome !== "waiting");
  const isStill = items.length > 0 && became.every((one) => one.outcome === "waiting");
  const delaySeconds = isStill ? LOOK_AGAIN_SECONDS : 0;
  const ended = kit.now();
  // Somebody may have stopped it meanwhile: then it stays as they left it.
  const [, left] = await kit.db.batch<[object, { id: string }]>([
    writeOutcomes(job, became, ended),
    sql`UPDATE ship_job SET state = ${isOver ? "done" : "running"}, walk_at = ${isOver ? null : ended + delaySeconds * 1000}, stumbles = 0,
      ended_at = ${isOver ? ended : null} WHERE id = ${id} AND state = 'running' RETURNING id`,
  ]);
  await kit.env.MAILBOX.getByName("mailbox").pokeJobs(job.by_id);
  return left.length > 0 && !isOver ? delaySeconds : null;
}

async function step(kit: Kit, job: JobRow, items: readonly ItemRow[]): Promise<Become[]> {
  try {
    return await takeTurns(kit, job, items, JSON.parse(job.wish) as RunWish);
  } catch (error) {
    if (job.stumbles <= STUMBLES_MAX) throw error;
    writeLog(kit, { door: "consumer", job: "ship-walk", verdict: "bug", error });
    return items.map(({ place }) => ({ place, outcome: "failed", because: because("bulk-broken") }));
  }
}

/** Only where an item still waits: a slower step must not undo a newer one. */
function writeOutcomes(job: JobRow, became: readonly Become[], at: number) {
  const rows = became.map((one) => ({
    ...one,
    because: one.because ? JSON.stringify(one.because) : null,
    packages: JSON.stringify(one.packages ?? []),
  }));
  return sql`INSERT INTO ship_item (job_id, place, order_id, outcome, because, packages, at)
    SELECT ${job.id}, k.value->>'place', '', k.value->>'outcome', k.value->>'because', k.value->>'packages', ${at}
    FROM json_each(${JSON.stringify(rows)}) k WHERE true
    ON CONFLICT (job_id, place) DO UPDATE SET outcome = excluded.outcome, because = excluded.because, packages = excluded.packages,
      at = IFNULL(ship_item.at, excluded.at) WHERE ship_item.outcome = 'waiting'`;
}

export async function nameRunsDue(kit: Kit): Promise<Job[]> {
  const late = await kit.db.all<{ id: string }>(sql`SELECT id FROM ship_job WHERE walk_at <= ${kit.now() - WALK_LATE_MS}`);
  return late.map(({ id }) => ({ do: "ship-walk", job: id }));
}

export async function forgetPrintRuns(kit: Kit): Promise<void> {
  const old = sql`SELECT id FROM ship_job WHERE created_at < ${kit.now() - KEPT_DAYS * MS_PER_DAY} ORDER BY created_at LIMIT ${FORGOTTEN_PER_NIGHT_MAX}`;
  await kit.db.run(sql`DELETE FROM ship_item WHERE job_id IN (${old})`, sql`DELETE FROM ship_job WHERE id IN (${old})`);
}
