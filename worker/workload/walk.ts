/** A job's walk over its orders, one step at a time: they are named, it is found out what would happen to each, and then each has its turn
 *  (walks.ts). What a step does and what it says of it are one batch, so a step that comes again does nothing twice. */
import { type SQL, sql } from "drizzle-orm";
import { bringBack } from "../archive/back.ts";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { claimStep, findLost, forgetOldJobs } from "../walks.ts";
import { isWork, pokeOrders, readSeen, statementsOf } from "./acts.ts";
import { cancelTurn, type Turn } from "./cancelling.ts";
import type { OrderFilters } from "./filters.ts";
import { type Become, isWalking, JOB_ORDERS_MAX } from "./job.ts";
import { listOrders } from "./list.ts";
import type { OrderJobRow, Outcome } from "./table.ts";
import { type CancelManyWish, canWish, type JobWish, type Seen } from "./wish.ts";

const CHECKS_PER_STEP = 500;
const TURNS_PER_STEP = 40;
/** TikTok is told and looked at for each. */
const CANCELS_PER_STEP = 10;
const PAGES_PER_STEP = 4;
/** A step that has not ended by then is taken up by another. */
const STEP_MS_MAX = 30_000;
/** Steps in a row that broke; then what it stumbled over is left as failed. */
const STUMBLES_MAX = 5;

/** One step. Answers after how many seconds the next is due; null where it is somebody else's, or none. */
export async function walkJob(kit: Kit, id: string): Promise<number | null> {
  const job = await claimStep<OrderJobRow>(kit, sql`order_job`, sql`id = ${id}`, STEP_MS_MAX);
  if (!job || !isWalking(job)) return null;
  const state = await STEPS[job.state as keyof typeof STEPS](kit, job);
  const goesOn = isWalking({ state });
  // Somebody may have stopped it meanwhile: then it stays as they left it.
  const [left] = await kit.db.batch<[{ id: string }]>([
    sql`UPDATE order_job SET state = ${state}, walk_at = ${goesOn ? kit.now() : null}, stumbles = 0, ended_at = ${state === "done" ? kit.now() : null}
      WHERE id = ${id} AND state = ${job.state} RETURNING id`,
  ]);
  await kit.env.MAILBOX.getByName("mailbox").pokeJobs(job.by_id);
  return left.length > 0 && goesOn ? 0 : null;
}

const STEPS = { naming: nameStep, checking: checkStep, running: runStep };

/** All that match, page after page, and no more than a job may hold. */
async function nameStep(kit: Kit, job: OrderJobRow): Promise<OrderJobRow["state"]> {
  const filters = JSON.parse(job.filters ?? "{}") as OrderFilters;
  const ids: string[] = [];
  let cursor = readCursor(job.named_to ?? undefined);
  for (let page = 0; page < PAGES_PER_STEP; page += 1) {
    const { rows, next } = await listOrders(kit, { personId: job.by_id }, filters, cursor);
    ids.push(...rows.map((row) => row.id));
    cursor = next;
    if (cursor === null || job.total + ids.length >= JOB_ORDERS_MAX) break;
  }
  const room = JOB_ORDERS_MAX - job.total;
  const isCut = ids.length > room || (ids.length === room && cursor !== null);
  // What moves along the list while it is read may be named twice: places go on from the last one, not from the count.
  const nextPlace = sql`(SELECT IFNULL(MAX(i.place), -1) + 1 FROM order_job_item i WHERE i.job_id = ${job.id})`;
  await kit.db.run(
    sql`INSERT OR IGNORE INTO order_job_item (job_id, place, order_id) SELECT ${job.id}, ${nextPlace} + k.key, k.value
      FROM json_each(${JSON.stringify(ids.slice(0, room))}) k`,
    sql`UPDATE order_job SET named_to = ${writeCursor(cursor)}, is_cut = ${Number(isCut)} WHERE id = ${job.id} AND state = 'naming'`,
  );
  return cursor !== null && !isCut ? "naming" : "checking";
}

const readTurns = (kit: Kit, job: OrderJobRow, outcome: Outcome, most: number) =>
  kit.db.all<Turn>(
    sql`SELECT place, order_id, at FROM order_job_item INDEXED BY order_job_item_by_outcome WHERE job_id = ${job.id} AND outcome = ${outcome}
      ORDER BY place LIMIT ${most}`,
  );

/** What each order allows now, with the rights of whoever asked as they are now. */
async function judge(kit: Kit, job: OrderJobRow, turns: Turn[], { wish, fits }: { wish: JobWish; fits: Outcome }) {
  const seen = await readSeen(
    kit,
    { personId: job.by_id },
    turns.map((turn) => turn.order_id),
    wish,
  );
  const become: Become[] = [];
  const orders: Seen[] = [];
  for (const { place, order_id } of turns) {
    const order = seen.get(order_id);
    const can = order && canWish(wish, order, kit.now());
    if (!can) become.push({ place, outcome: "skipped", because: { code: "order-missing", facts: {} } });
    else if (!can.ok) become.push({ place, outcome: "skipped", because: can.because });
    else {
      become.push({ place, outcome: fits });
      orders.push(order);
    }
  }
  return { become, orders };
}

async function checkStep(kit: Kit, job: OrderJobRow): Promise<OrderJobRow["state"]> {
  const turns = await readTurns(kit, job, "waiting", CHECKS_PER_STEP);
  const { become } = await judge(kit, job, turns, { wish: wishOf(job), fits: "ready" });
  await kit.db.run(...writeOutcomes(job, "waiting", become, kit.now()));
  if (turns.length === CHECKS_PER_STEP) return "checking";
  return job.is_straight === 1 ? "running" : "ready";
}

async function runStep(kit: Kit, job: OrderJobRow): Promise<OrderJobRow["state"]> {
  const wish = wishOf(job);
  const most = wish.do === "cancel" ? CANCELS_PER_STEP : TURNS_PER_STEP;
  const turns = await readTurns(kit, job, "ready", most);
  if (isWork(wish))
    await bringBack(
      kit,
      turns.map(({ order_id }) => order_id),
    );
  if (job.stumbles > STUMBLES_MAX) {
    const broken = turns.map(({ place }): Become => ({ place, outcome: "failed", because: { code: "order-broken", facts: {} } }));
    await kit.db.run(...writeOutcomes(job, "ready", broken, kit.now()));
  } else if (wish.do === "cancel") await cancelAll(kit, job, turns, wish);
  else {
    const { become, orders } = await judge(kit, job, turns, { wish, fits: "done" });
    await kit.db.run(...statementsOf(wish, orders, job.by_id, kit.now()), ...writeOutcomes(job, "ready", become, kit.now()));
    await pokeOrders(kit, orders);
  }
  return turns.length < most ? "done" : "running";
}

const wishOf = (job: OrderJobRow) => JSON.parse(job.wish) as JobWish;

/** One after the other, said as it happens. Each renews the claim, and sees whether somebody has stopped the job. */
async function cancelAll(kit: Kit, job: OrderJobRow, turns: Turn[], wish: CancelManyWish): Promise<void> {
  for (const turn of turns) {
    const [claimed] = await kit.db.batch<[{ id: string }]>([
      sql`UPDATE order_job SET walk_at = ${kit.now() + STEP_MS_MAX} WHERE id = ${job.id} AND state = 'running' RETURNING id`,
    ]);
    if (claimed.length === 0) return;
    const became = await cancelTurn(kit, job, turn, wish);
    await kit.db.run(...writeOutcomes(job, "ready", [became], kit.now()));
  }
}

/** Only where an item still is as the step found it: a slower step must not undo a newer one. */
function writeOutcomes(job: OrderJobRow, from: Outcome, become: Become[], now: number): SQL[] {
  if (become.length === 0) return [];
  const rows = become.map(({ because, ...one }) => ({ ...one, because: because ? JSON.stringify(because) : null }));
  return [
    sql`INSERT INTO order_job_item (job_id, place, order_id, outcome, because, at)
      SELECT ${job.id}, k.value->>'place', '', k.value->>'outcome', k.value->>'because', ${now} FROM json_each(${JSON.stringify(rows)}) k WHERE true
      ON CONFLICT (job_id, place) DO UPDATE SET outcome = excluded.outcome, because = excluded.because, at = excluded.at
        WHERE order_job_item.outcome = ${from}`,
  ];
}

/** Walks whose chain was lost. */
export async function nameOrderWalks(kit: Kit): Promise<Job[]> {
  return (await findLost(kit, sql`order_job`)).map((job) => ({ do: "walk-orders", job }));
}

export const forgetOrderJobs = (kit: Kit): Promise<void> => forgetOldJobs(kit, sql`order_job`, sql`order_job_item`);
