/** A print run's walk, one step at a time (walks.ts). */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { claimStep, findLost, forgetOldJobs } from "../walks.ts";
import { type Become, because, type RunWish } from "./job.ts";
import { takeTurns } from "./run.ts";
import type { ItemRow, JobRow } from "./table.ts";

/** TikTok is asked two to four times for each, at the shop's pace, and a step ends well before its claim does. */
const TURNS_PER_STEP = 20;
/** A step that has not ended by then is taken up by another. */
const STEP_MS_MAX = 60_000;
const LOOK_AGAIN_SECONDS = 5;
/** Orders at which so many steps in a row broke are left as failed. */
const STUMBLES_MAX = 4;

/** One step. Answers after how many seconds the next is due; null where it is somebody else's, or none. */
export async function walkRun(kit: Kit, id: string): Promise<number | null> {
  const job = await claimStep<JobRow>(kit, sql`ship_job`, sql`id = ${id} AND state = 'running'`, STEP_MS_MAX);
  if (!job) return null;
  const items = await findTurns(kit, id);
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

/** The first that wait, and before those that have waited in a step those that have not. Orders that travel with one of them come along, however late
 *  their own turn: a parcel is handed over once, and its answer is theirs. */
async function findTurns(kit: Kit, id: string): Promise<ItemRow[]> {
  const waiting = (which: SQL) =>
    sql`SELECT * FROM ship_item INDEXED BY ship_item_by_outcome WHERE job_id = ${id} AND outcome = 'waiting' AND ${which} ORDER BY place LIMIT ${TURNS_PER_STEP}`;
  const [fresh, seen] = await kit.db.batch<[ItemRow, ItemRow]>([waiting(sql`at IS NULL`), waiting(sql`at IS NOT NULL`)]);
  const turns = [...fresh, ...seen].slice(0, TURNS_PER_STEP);
  const orders = JSON.stringify(turns.map((item) => item.order_id));
  const along = await kit.db.all<ItemRow>(
    sql`SELECT i.* FROM ship_item i INDEXED BY ship_item_by_outcome
      WHERE i.job_id = ${id} AND i.outcome = 'waiting' AND i.order_id NOT IN (SELECT value FROM json_each(${orders}))
        AND EXISTS (SELECT 1 FROM package p WHERE p.order_id = i.order_id
          AND p.id IN (SELECT q.id FROM json_each(${orders}) k CROSS JOIN package q ON q.order_id = k.value))`,
  );
  return [...turns, ...along].toSorted((one, other) => one.place - other.place);
}

async function step(kit: Kit, job: JobRow, items: readonly ItemRow[]): Promise<Become[]> {
  try {
    return await takeTurns(kit, job, items, JSON.parse(job.wish) as RunWish);
  } catch (error) {
    if (job.stumbles <= STUMBLES_MAX) throw error;
    writeLog(kit, { door: "consumer", job: "ship-walk", verdict: "bug", error });
    return items.map(({ place }) => ({ place, outcome: "failed", because: because("order-broken") }));
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
  return (await findLost(kit, sql`ship_job`)).map((job) => ({ do: "ship-walk", job }));
}

export const forgetPrintRuns = (kit: Kit): Promise<void> => forgetOldJobs(kit, sql`ship_job`, sql`ship_item`);
