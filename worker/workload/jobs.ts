/** What people do about jobs over many orders: begin one, decide about it, and see what became of each order. The job is written down before
 *  anything happens in it; its first steps are taken at once, so that a handful of orders need not wait for a queue. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { createTimeOf } from "../orders/order.ts";
import { STAGES } from "../orders/stage.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { readSeen, requireTag } from "./acts.ts";
import type { OrderFilters } from "./filters.ts";
import { type Because, type Decision, isWalking, type JobOrder, OPEN_JOBS_MAX, whatMayBeDone } from "./job.ts";
import { readStakes, type Stakes } from "./stakes.ts";
import type { OrderJobItemRow, OrderJobRow, Outcome } from "./table.ts";
import { walkJob } from "./walk.ts";
import type { JobWish } from "./wish.ts";

/** After a first step that broke the queue begins again, once the claim of that step is over. */
const BEGIN_AGAIN_SECONDS = 35;
/** Steps taken while somebody waits: naming, checking, and for what needs no question the first slice of doing. */
const STEPS_AT_ONCE = 3;
const JOBS_PER_PAGE = 30;
const ITEMS_PER_PAGE = 50;
/** Where the words for ways of delivery are learnt from. */
const NEXT_ORDERS_LOOKED_AT = 200;

/** The same click twice is one job. */
const jobId = (person: Person, click: string) => `ojb_${createHash("sha256").update(`${person.id}:${click}`).digest("hex").slice(0, 20)}`;

export async function beginJob(kit: Kit, signedIn: SignedIn, order: JobOrder): Promise<ShownJob> {
  const { of, wish, straight } = order;
  const [people, open] = await kit.db.batch<[Person, { n: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n FROM who CROSS JOIN order_job j ON j.by_id = who.id WHERE j.walk_at IS NOT NULL`,
  ]);
  const person = requirePerson(people);
  if ((open[0]?.n ?? 0) >= OPEN_JOBS_MAX) throw new Problem("conflict", "bulk-jobs-full", { limit: OPEN_JOBS_MAX });
  await requireTag(kit, wish);
  const chosen = "orders" in of ? [...new Set(of.orders)] : null;
  if (chosen && (await readSeen(kit, signedIn, chosen, wish)).size === 0) throw new Problem("missing", "order-missing");
  const id = jobId(person, order.id);
  const now = kit.now();
  const [begun] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO order_job (id, by_id, wish, filters, state, is_straight, walk_at, created_at)
      VALUES (${id}, ${person.id}, ${JSON.stringify(wish)}, ${"filters" in of ? JSON.stringify(of.filters) : null},
        ${chosen === null ? "naming" : "checking"}, ${Number(straight)}, ${now}, ${now}) RETURNING id`,
    sql`INSERT OR IGNORE INTO order_job_item (job_id, place, order_id) SELECT ${id}, k.key, k.value FROM json_each(${JSON.stringify(chosen ?? [])}) k`,
  ]);
  if (begun.length > 0) {
    await kit.db.run(recordChange({ at: now, userId: person.id, action: "begin-order-job", subject: id, after: { wish, of } }));
    await walkOn(kit, id, STEPS_AT_ONCE);
  }
  return openJob(kit, signedIn, id);
}

async function walkOn(kit: Kit, id: string, steps: number): Promise<void> {
  let delaySeconds: number | null = steps === 0 ? 0 : BEGIN_AGAIN_SECONDS;
  try {
    for (let step = 0; step < steps; step += 1) {
      delaySeconds = await walkJob(kit, id);
      if (delaySeconds !== 0) break;
    }
  } catch (error) {
    // The job stands: the queue goes on with it.
    delaySeconds = BEGIN_AGAIN_SECONDS;
    writeLog(kit, { door: "http", job: "order-job", verdict: "retry", error });
  }
  if (delaySeconds !== null) await kit.env.LONG.send({ do: "walk-orders", job: id }, { delaySeconds });
}

export async function decideJob(kit: Kit, signedIn: SignedIn, id: string, decision: Decision): Promise<ShownJob> {
  const job = await findJob(kit, signedIn, id);
  const can = whatMayBeDone(job, job.by_id === job.me)[decision];
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
  const state = decision === "stop" ? "stopped" : "running";
  const [walkAt, ended] = decision === "stop" ? [null, kit.now()] : [kit.now(), null];
  const again = sql`UPDATE order_job_item SET outcome = 'ready', because = NULL WHERE job_id = ${id} AND outcome = 'failed'
    AND (SELECT state FROM order_job WHERE id = ${id}) = ${job.state}`;
  await kit.db.run(
    ...(decision === "retry" ? [again] : []),
    sql`UPDATE order_job SET state = ${state}, walk_at = ${walkAt}, stumbles = 0, ended_at = ${ended} WHERE id = ${id} AND state = ${job.state}`,
    recordChange({
      at: kit.now(),
      userId: job.me,
      action: `${decision}-order-job`,
      subject: id,
      before: { state: job.state },
      after: { state },
    }),
  );
  // What asks TikTok order by order is nothing to wait for.
  const isSlow = (JSON.parse(job.wish) as JobWish).do === "cancel";
  if (decision !== "stop") await walkOn(kit, id, isSlow ? 0 : 1);
  return openJob(kit, signedIn, id);
}

export interface ShownJob {
  id: string;
  by: string;
  wish: JobWish;
  /** What the orders matched; null where each was chosen. */
  filters: OrderFilters | null;
  state: OrderJobRow["state"];
  isWalking: boolean;
  /** There were more orders than a job may hold. */
  isCut: boolean;
  counts: Record<Exclude<Outcome, "waiting"> | "total", number>;
  /** What stands in the way of how many, the most frequent first. */
  because: { because: Because; count: number }[];
  /** What it would cost, while that may still be thought over. */
  stakes: Stakes | null;
  createdAt: number;
  endedAt: number | null;
  can: ReturnType<typeof whatMayBeDone>;
}

type SeenJob = OrderJobRow & { by_name: string | null; me: string };

function showJob(row: SeenJob, because: ShownJob["because"], stakes: Stakes | null): ShownJob {
  const { id, state, total, ready, done, skipped, failed } = row;
  return {
    id,
    by: row.by_name ?? "",
    wish: JSON.parse(row.wish) as JobWish,
    filters: JSON.parse(row.filters ?? "null") as OrderFilters | null,
    state,
    isWalking: isWalking(row),
    isCut: row.is_cut === 1,
    counts: { total, ready, done, skipped, failed },
    because,
    stakes,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    can: whatMayBeDone(row, row.me === row.by_id),
  };
}

/** Missing for whoever neither began it nor is an admin. */
async function findJob(kit: Kit, signedIn: SignedIn, id: string): Promise<SeenJob> {
  const [people, rows] = await kit.db.batch<[Person, SeenJob]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT j.*, u.name AS by_name, who.id AS me FROM who CROSS JOIN order_job j ON j.id = ${id}
      LEFT JOIN user u ON u.id = j.by_id WHERE j.by_id = who.id OR who.role = 'admin'`,
  ]);
  requirePerson(people);
  const [job] = rows;
  if (!job) throw new Problem("missing", "bulk-missing");
  return job;
}

export async function openJob(kit: Kit, signedIn: SignedIn, id: string): Promise<ShownJob> {
  const job = await findJob(kit, signedIn, id);
  const rows = await kit.db.all<{ because: string }>(
    sql`SELECT because FROM order_job_item INDEXED BY order_job_item_by_outcome WHERE job_id = ${id} AND outcome IN ('skipped', 'failed') AND because IS NOT NULL`,
  );
  const counts = Map.groupBy(rows, (row) => row.because);
  const because = [...counts].map(([text, some]) => ({ because: JSON.parse(text) as Because, count: some.length }));
  return showJob(
    job,
    because.sort((a, b) => b.count - a.count),
    await readStakes(kit, signedIn, job),
  );
}

export async function listJobs(kit: Kit, signedIn: SignedIn, { all, before }: { all: boolean; before: number }) {
  const of = all
    ? sql`order_job j INDEXED BY order_job_by_time LEFT JOIN user u ON u.id = j.by_id WHERE (SELECT role FROM who) = 'admin'`
    : sql`order_job j INDEXED BY order_job_of_person LEFT JOIN user u ON u.id = j.by_id WHERE j.by_id = (SELECT id FROM who)`;
  const [people, rows] = await kit.db.batch<[Person, SeenJob]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT j.*, u.name AS by_name, (SELECT id FROM who) AS me FROM ${of} AND j.created_at < ${before}
      ORDER BY j.created_at DESC LIMIT ${JOBS_PER_PAGE + 1}`,
  ]);
  requirePerson(people);
  const shown = rows.slice(0, JOBS_PER_PAGE).map((row) => showJob(row, [], null));
  return { jobs: shown, next: rows.length > JOBS_PER_PAGE ? (shown.at(-1)?.createdAt ?? null) : null };
}

export interface ShownItem {
  place: number;
  orderId: string;
  /** Null where the order is in a store one may not read. */
  storeId: string | null;
  outcome: Outcome;
  because: Because | null;
}

type SeenItem = Pick<OrderJobItemRow, "place" | "order_id" | "outcome" | "because"> & { store_id: string | null };

export async function listItems(
  kit: Kit,
  signedIn: SignedIn,
  id: string,
  { outcome, after, most = ITEMS_PER_PAGE }: { outcome: Outcome | null; after: number; most?: number },
): Promise<{ items: ShownItem[]; next: number | null }> {
  await findJob(kit, signedIn, id);
  const of = outcome
    ? sql`order_job_item i INDEXED BY order_job_item_by_outcome WHERE i.job_id = ${id} AND i.outcome = ${outcome}`
    : sql`order_job_item i WHERE i.job_id = ${id}`;
  const rows = await kit.db.all<SeenItem>(
    sql`WITH ${who(signedIn)} SELECT page.*, (SELECT o.store_id FROM orders o WHERE o.id = page.order_id
        AND o.create_time = ${createTimeOf(sql`page.order_id`)} AND ${mayIn(sql`o.store_id`, "read")}) AS store_id
      FROM (SELECT i.place, i.order_id, i.outcome, i.because FROM ${of} AND i.place > ${after} ORDER BY i.place LIMIT ${most + 1}) page`,
  );
  const items = rows.slice(0, most).map(showItem);
  return { items, next: rows.length > most ? (items.at(-1)?.place ?? null) : null };
}

const showItem = ({ place, order_id, outcome, because, store_id }: SeenItem): ShownItem => ({
  place,
  orderId: order_id,
  storeId: store_id,
  outcome,
  because: JSON.parse(because ?? "null") as Because | null,
});

interface Named {
  id: string;
  name: string;
}

/** Who orders may be given to, and the choices of filters that are ours: whoever works with buyers or parcels where one does oneself. */
export async function listChoices(kit: Kit, signedIn: SignedIn): Promise<{ people: Named[]; warehouses: Named[]; deliveries: string[] }> {
  const [people, colleagues, warehouses, recent] = await kit.db.batch<[Person, Named, Named, { delivery_option: string | null }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT u.id, u.name FROM who CROSS JOIN user u WHERE u.disabled_at IS NULL AND EXISTS (
      SELECT 1 FROM store s WHERE ${mayIn(sql`s.id`, "read")} AND (u.role = 'admin' OR EXISTS (
        SELECT 1 FROM store_right r WHERE r.user_id = u.id AND r.store_id IN (s.id, '*') AND r.bits & ${RIGHTS.reply | RIGHTS.fulfil})))`,
    sql`WITH ${who(signedIn)} SELECT w.id, w.name FROM who CROSS JOIN warehouse w WHERE w.archived_at IS NULL`,
    sql`WITH ${who(signedIn)} SELECT o.delivery_option FROM (SELECT r.store_id, r.delivery_option FROM orders r INDEXED BY orders_by_turn
        WHERE r.stage = ${STAGES.indexOf("ready_to_ship")} AND r.stage IS NOT NULL ORDER BY r.turn LIMIT ${NEXT_ORDERS_LOOKED_AT}) o
      WHERE ${mayIn(sql`o.store_id`, "read")}`,
  ]);
  requirePerson(people);
  const byName = (one: Named, other: Named) => one.name.localeCompare(other.name);
  return {
    people: colleagues.sort(byName),
    warehouses: warehouses.sort(byName),
    deliveries: [...new Set(recent.flatMap((row) => row.delivery_option ?? []))].sort(),
  };
}
