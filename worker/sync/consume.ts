/** Takes jobs from the queues and gives each message a verdict of its own: done, later, or given up. One store's trouble never holds another
 *  store's messages, and orders named by many messages are pulled once. */
import { sql } from "drizzle-orm";
import { UNDER_RESTORE } from "../backup/restore.ts";
import { namePlanning } from "../balancing/plan.ts";
import { type Env, type Kit, openKit } from "../env.ts";
import { isLong, type Job, QUEUE_BATCH_MESSAGES_MAX } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { markReauthorize } from "../stores/actions.ts";
import type { StoreRow } from "../stores/table.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import { keepEvidence, type Proof } from "./evidence.ts";
import { keepHealth, type Settled } from "./health.ts";
import { poke } from "./live.ts";
import { doWork, type JobVerdict, type Work } from "./work.ts";

const RETRY_FIRST_SECONDS = 2;
const RETRY_SECONDS_MAX = 600;
/** A quota that is used up today is not worth asking for again this soon. */
const QUOTA_RETRY_SECONDS = 900;
/** The clock names a walk again; one that would wait longer than this is left to it. */
const ROUND_SECONDS = 60;

const MOVES_STOCK: Job["do"][] = ["pull-orders", "reconcile-orders", "settle-orders"];

/** Messages that are done by the same work. */
interface Task extends Work {
  messages: Message<Job>[];
}

export async function consume(batch: MessageBatch<Job>, env: Env, later: (work: Promise<unknown>) => void): Promise<void> {
  const proofs: Proof[] = [];
  const settled: Settled[] = [];
  const kit = await openKit(env, { later });
  let stores: StoreRow[] | null;
  try {
    stores = await findStores(kit, batch.messages);
  } catch (error) {
    return putOff(kit, batch.messages, error);
  }
  if (stores === null) return batch.retryAll({ delaySeconds: ROUND_SECONDS });
  for (const task of groupTasks(stores, batch.messages)) {
    // One kit per task, so that what a job cost can be said.
    const own = await openKit(env, { later });
    const startedAt = own.now();
    const { verdict, failure } = await judgeTask(own, task);
    settleTask(task, verdict, failure);
    proofs.push(...proofsOf(task, verdict, own.now()));
    settled.push(...task.messages.map(({ body: job, attempts }) => ({ job, store: task.store, verdict, failure, attempts })));
    logTask(own, task, verdict, failure, startedAt);
  }
  // What was sold or put in line may be shown elsewhere still.
  if (settled.some(({ job }) => MOVES_STOCK.includes(job.do) || (job.do === "notified" && job.topic === "orders")))
    await sendJobs(env.LIVE, await namePlanning(kit));
  await keepEvidence(kit, batch.queue, proofs);
  await keepHealth(kit, settled);
}

function proofsOf(task: Task, verdict: JobVerdict, at: number): Proof[] {
  return task.messages.flatMap(({ body, id: message }) => {
    if (body.do !== "notified") return [];
    const { notification, topic, ids } = body;
    return [{ notification, message, shop: body.seller ?? body.shop, topic, ids, verdict, at }];
  });
}

function logTask(kit: Kit, task: Task, verdict: JobVerdict, failure: unknown, startedAt: number): void {
  const told = failure instanceof TikTokFailure ? { code: failure.code, requestId: failure.requestId } : { error: failure ?? undefined };
  const { trips, rowsRead, rowsWritten } = kit.db.meter;
  const cost = { ms: kit.now() - startedAt, trips, rowsRead, rowsWritten };
  writeLog(kit, { door: "consumer", job: nameOf(task.job), store: task.store?.id, verdict, count: task.messages.length, ...cost, ...told });
}

const nameOf = (job: Job) => (job.do === "notified" ? `notified-${job.topic}` : job.do);

/** Order news of one store becomes one pull; repeated news of one conversation becomes one. */
function groupTasks(stores: StoreRow[], messages: readonly Message<Job>[]): Task[] {
  const tasks = new Map<string, Task>();
  for (const message of messages) {
    const job = message.body;
    const store = storeOf(stores, job);
    const key = keyOf(job, store);
    const task = tasks.get(key);
    if (!task) tasks.set(key, { job, store, messages: [message] });
    else {
      task.job = joinJobs(task.job, job);
      task.messages.push(message);
    }
  }
  return [...tasks.values()];
}

function keyOf(job: Job, store: StoreRow | null): string {
  if (job.do !== "notified") return JSON.stringify(job);
  const isOne = job.topic === "conversation" || job.topic === "product";
  return `notified|${store?.id ?? `${job.shop}|${job.app}|${job.seller}`}|${job.topic}|${isOne ? job.ids.join() : ""}`;
}

function joinJobs(one: Job, other: Job): Job {
  if (one.do !== "notified" || other.do !== "notified") return one;
  const ids = [...new Set([...one.ids, ...other.ids])];
  const index = [one.index, other.index].filter((value) => value !== undefined).sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1))[0];
  return { ...one, ids, ...(index ? { index } : {}) };
}

/** Nothing can be begun while the database is away, and a queue that tries again at once has tried its last before it is back. */
function putOff(kit: Kit, messages: readonly Message<Job>[], error: unknown): void {
  for (const message of messages) message.retry({ delaySeconds: delayOf(message.attempts, error) });
  writeLog(kit, { door: "consumer", job: "find-stores", verdict: "retry", count: messages.length, error });
}

/** The stores that jobs name; null while a backup comes in. */
async function findStores(kit: Kit, messages: readonly Message<Job>[]): Promise<StoreRow[] | null> {
  const shops = messages.flatMap(({ body }) => (body.do === "notified" ? [body.shop] : []));
  const ids = messages.flatMap(({ body }) => ("store" in body ? [body.store] : []));
  const [restoring, byShop, byId] = await kit.db.batch<[object, StoreRow, StoreRow]>([
    UNDER_RESTORE,
    sql`SELECT s.* FROM json_each(${JSON.stringify([...new Set(shops)])}) k CROSS JOIN store s ON s.shop_id = k.value`,
    sql`SELECT s.* FROM json_each(${JSON.stringify([...new Set(ids)])}) k CROSS JOIN store s ON s.id = k.value`,
  ]);
  return restoring.length > 0 ? null : [...byShop, ...byId];
}

function storeOf(stores: StoreRow[], job: Job): StoreRow | null {
  if (job.do === "notified") return stores.find((store) => store.shop_id === job.shop) ?? null;
  return "store" in job ? (stores.find((store) => store.id === job.store) ?? null) : null;
}

async function judgeTask(kit: Kit, task: Task): Promise<{ verdict: JobVerdict; failure: unknown }> {
  try {
    return { verdict: await doWork(kit, task), failure: null };
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) return { verdict: "bug", failure };
    if (failure.verdict === "reauthorize" && task.store) {
      const isLost = await markReauthorize(kit, task.store, failure.code === CODES.scopeMissing ? "scope-missing" : failure.words);
      await poke(kit, { store: task.store.id, self: true });
      if (!isLost) return { verdict: "retry", failure };
    }
    return { verdict: failure.verdict, failure };
  }
}

function settleTask(task: Task, verdict: JobVerdict, failure: unknown): void {
  for (const message of task.messages) {
    const delaySeconds = delayOf(message.attempts, failure);
    const isSecond = verdict === "retry" && isNamedAgain(task.job) && delaySeconds > ROUND_SECONDS;
    if ((verdict === "retry" || verdict === "bug") && !isSecond) message.retry({ delaySeconds });
    else message.ack();
  }
}

/** While TikTok is away each round would leave another such job on the queue, to be tried for hours beside those that follow it. */
const NAMED_AGAIN: Job["do"][] = [
  "begin-store",
  "reconcile-orders",
  "reconcile-aftersales",
  "sweep-conversations",
  "push-stock",
  "ask-splits",
];
const isNamedAgain = (job: Job) => NAMED_AGAIN.includes(job.do) || isLong(job);

/** Doubles with every try. */
function delayOf(attempts: number, failure: unknown): number {
  if (failure instanceof TikTokFailure && failure.code === CODES.chatQuota) return QUOTA_RETRY_SECONDS;
  return Math.min(RETRY_SECONDS_MAX, RETRY_FIRST_SECONDS * 2 ** (attempts - 1));
}

/** Many jobs at once, within what a queue takes in one call. */
export async function sendJobs(queue: Queue<Job>, jobs: Job[]): Promise<void> {
  for (let at = 0; at < jobs.length; at += QUEUE_BATCH_MESSAGES_MAX) {
    await queue.sendBatch(jobs.slice(at, at + QUEUE_BATCH_MESSAGES_MAX).map((body) => ({ body })));
  }
}
