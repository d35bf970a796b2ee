/** Takes jobs from the queues and gives each message a verdict of its own: done, later, or given up. One store's trouble never holds another
 *  store's messages, and orders named by many messages are pulled once. */
import { sql } from "drizzle-orm";
import { checkAct } from "../aftersales/check.ts";
import { walkBulk } from "../bulk/walk.ts";
import { type Env, type Kit, openKit } from "../env.ts";
import { pullGoods } from "../inventory/goods.ts";
import { isLong, type Job, type NotifiedJob, QUEUE_BATCH_MESSAGES_MAX, type StoreJob } from "../jobs.ts";
import { takeMail } from "../letters/incoming.ts";
import { writeLog } from "../log.ts";
import { tellDevices } from "../notifications/devices.ts";
import { pullOrders } from "../orders/pull.ts";
import { walkSettling } from "../orders/settle.ts";
import { walkStore } from "../orders/walk.ts";
import { walkHandBack } from "../rota/away.ts";
import { dealLine } from "../rota/deal.ts";
import { runRules } from "../rules/run.ts";
import { walkTrial } from "../rules/trial.ts";
import { lookAtAct } from "../shipping/doubt.ts";
import { walkRun } from "../shipping/walk.ts";
import { pullFigure } from "../sla/figure.ts";
import { markReauthorize } from "../stores/actions.ts";
import { openShop, type Shop } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { fillRoom, pullConversation } from "../tickets/mirror.ts";
import { walkClocks } from "../tickets/promises.ts";
import { resolveQuiet } from "../tickets/quiet.ts";
import { walkTag } from "../tickets/retag.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import { walkJob } from "../workload/walk.ts";
import { writeOn } from "../workload/write.ts";
import { reconcileAftersales } from "./aftersales.ts";
import { walkBackfill } from "./backfill.ts";
import { beginStore } from "./begin.ts";
import { keepEvidence, type Proof } from "./evidence.ts";
import { keepHealth, type Settled } from "./health.ts";
import { doNotified, poke, pullProduct } from "./live.ts";
import { reconcileOrders, sweepConversations } from "./reconcile.ts";
import type { Stream } from "./table.ts";

const RETRY_FIRST_SECONDS = 2;
const RETRY_SECONDS_MAX = 600;
/** A quota that is used up today is not worth asking for again this soon. */
const QUOTA_RETRY_SECONDS = 900;
/** The clock names a walk again; one that would wait longer than this is left to it. */
const ROUND_SECONDS = 60;

export type JobVerdict = "done" | "dropped" | "retry" | "reauthorize" | "rejected" | "bug";

/** Messages that are done by the same work. */
interface Task {
  job: Job;
  store: StoreRow | null;
  messages: Message<Job>[];
}

export async function consume(batch: MessageBatch<Job>, env: Env, later: (work: Promise<unknown>) => void): Promise<void> {
  const proofs: Proof[] = [];
  const settled: Settled[] = [];
  const kit = await openKit(env, { later });
  for (const task of await groupTasks(kit, batch.messages)) {
    // One kit per task, so that what a job cost can be said.
    const own = await openKit(env, { later });
    const startedAt = own.now();
    const { verdict, failure } = await judgeTask(own, task);
    settleTask(task, verdict, failure);
    proofs.push(...proofsOf(task, verdict, own.now()));
    settled.push(...task.messages.map(({ body: job, attempts }) => ({ job, store: task.store, verdict, failure, attempts })));
    logTask(own, task, verdict, failure, startedAt);
  }
  await keepEvidence(kit, batch.queue, proofs);
  await keepHealth(kit, settled);
}

function proofsOf(task: Task, verdict: JobVerdict, at: number): Proof[] {
  return task.messages.flatMap(({ body, id: message }) => {
    if (body.do !== "notified") return [];
    const { notification, shop, topic, ids } = body;
    return [{ notification, message, shop, topic, ids, verdict, at }];
  });
}

function logTask(kit: Kit, task: Task, verdict: JobVerdict, failure: unknown, startedAt: number): void {
  const told = failure instanceof TikTokFailure ? { code: failure.code, requestId: failure.requestId } : { error: failure ?? undefined };
  const { trips, rowsRead, rowsWritten } = kit.db.meter;
  const cost = { ms: kit.now() - startedAt, trips, rowsRead, rowsWritten };
  writeLog({ door: "consumer", job: nameOf(task.job), storeId: task.store?.id, verdict, count: task.messages.length, ...cost, ...told });
}

const nameOf = (job: Job) => (job.do === "notified" ? `notified-${job.topic}` : job.do);

/** Order news of one store becomes one pull; repeated news of one conversation becomes one. */
async function groupTasks(kit: Kit, messages: readonly Message<Job>[]): Promise<Task[]> {
  const stores = await findStores(kit, messages);
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
  const about = job.topic === "orders" || job.topic === "aftersales" ? job.topic : job.ids.join();
  return `notified|${store?.id ?? job.shop}|${job.topic}|${about}`;
}

function joinJobs(one: Job, other: Job): Job {
  if (one.do !== "notified" || other.do !== "notified") return one;
  const ids = [...new Set([...one.ids, ...other.ids])];
  const index = [one.index, other.index].filter((value) => value !== undefined).sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1))[0];
  return { ...one, ids, ...(index ? { index } : {}) };
}

async function findStores(kit: Kit, messages: readonly Message<Job>[]): Promise<StoreRow[]> {
  const shops = messages.flatMap(({ body }) => (body.do === "notified" ? [body.shop] : []));
  const ids = messages.flatMap(({ body }) => ("store" in body ? [body.store] : []));
  const [byShop, byId] = await kit.db.batch<[StoreRow, StoreRow]>([
    sql`SELECT s.* FROM json_each(${JSON.stringify([...new Set(shops)])}) k CROSS JOIN store s ON s.shop_id = k.value`,
    sql`SELECT s.* FROM json_each(${JSON.stringify([...new Set(ids)])}) k CROSS JOIN store s ON s.id = k.value`,
  ]);
  return [...byShop, ...byId];
}

function storeOf(stores: StoreRow[], job: Job): StoreRow | null {
  if (job.do === "notified") return stores.find((store) => store.shop_id === job.shop) ?? null;
  return "store" in job ? (stores.find((store) => store.id === job.store) ?? null) : null;
}

async function judgeTask(kit: Kit, task: Task): Promise<{ verdict: JobVerdict; failure: unknown }> {
  try {
    return { verdict: await doTask(kit, task), failure: null };
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

async function doTask(kit: Kit, { job, store }: Task): Promise<JobVerdict> {
  if (job.do === "tend-authorization") {
    await kit.env.AUTHORIZATION.getByName(job.authorization).tend();
    return "done";
  }
  if (job.do === "wake-rooms") {
    for (const ticket of job.tickets) if (!(await kit.env.TICKET.getByName(ticket).wakeUp(false))) await fillRoom(kit, ticket);
    return "done";
  }
  if (job.do === "tell-devices") {
    await tellDevices(kit, job.person);
    return "done";
  }
  if (job.do === "take-mail") return (await takeMail(kit, job.key)) ? "done" : "dropped";
  if (job.do === "recompute-clocks") {
    if (store) await again(kit.env.LONG, job, await walkClocks(kit, store));
    return "done";
  }
  if (job.do === "retag-tickets") {
    if (!(await walkTag(kit, job.tag))) await kit.env.LONG.send(job);
    return "done";
  }
  if (job.do === "bulk-walk" || job.do === "ship-walk") {
    const delaySeconds = job.do === "bulk-walk" ? await walkBulk(kit, job.bulk) : await walkRun(kit, job.job);
    if (delaySeconds !== null) await kit.env.LONG.send(job, { delaySeconds });
    return "done";
  }
  if (job.do === "settle-orders" || job.do === "settle-store") {
    if (job.do === "settle-orders") await again(kit.env.LIVE, job, await walkSettling(kit));
    else await again(kit.env.LONG, job, await walkStore(kit, job.store));
    return "done";
  }
  if (job.do === "walk-orders" || job.do === "write-orders") {
    const delaySeconds = job.do === "walk-orders" ? await walkJob(kit, job.job) : await writeOn(kit, job.export);
    if (delaySeconds !== null) await kit.env.LONG.send(job, { delaySeconds });
    return "done";
  }
  if (job.do === "resolve-quiet") {
    if (store) await again(kit.env.LONG, job, !(await resolveQuiet(kit, store)));
    return "done";
  }
  if (job.do === "rules-due" || job.do === "rule-trial") {
    if (job.do === "rules-due") await runRules(kit, job.ticket);
    else await again(kit.env.LONG, job, await walkTrial(kit, job.trial));
    return "done";
  }
  if (job.do === "deal-tickets" || job.do === "hand-back") {
    if (job.do === "deal-tickets") await again(kit.env.LIVE, job, await dealLine(kit, job.pool));
    else await again(kit.env.LONG, job, await walkHandBack(kit, job.person));
    return "done";
  }
  // A shop we do not know, or no longer: TikTok may go on talking about it.
  if (store?.state !== "connected") return "dropped";
  return doStoreJob(kit, openShop(kit, store), job);
}

/** What is not finished goes behind what came meanwhile. */
async function again(queue: Queue<Job>, job: Job, finished: boolean): Promise<void> {
  if (!finished) await queue.send(job);
}

async function doStoreJob(
  kit: Kit,
  shop: Shop,
  job: NotifiedJob | Exclude<StoreJob, { do: "recompute-clocks" | "resolve-quiet" | "settle-store" }>,
): Promise<JobVerdict> {
  switch (job.do) {
    case "notified":
      await doNotified(kit, shop, job satisfies NotifiedJob);
      return "done";
    case "begin-store":
      await beginStore(kit, shop);
      return "done";
    case "pull-orders":
      await pullOrders(kit, shop, job.orders);
      return "done";
    case "pull-conversation":
      await pullConversation(kit, shop, job.conversation, { caller: "sync" });
      return "done";
    case "pull-product":
      await pullProduct(kit, shop, job.product);
      return "done";
    case "look-at-ship-act":
      await lookAtAct(kit, shop, job.act);
      return "done";
    case "pull-goods":
      await pullGoods(kit, shop);
      return "done";
    case "pull-figure":
      await pullFigure(kit, shop, "sync");
      return "done";
    case "reconcile-orders":
      await again(kit.env.LIVE, job, (await reconcileOrders(kit, shop)).finished);
      return "done";
    case "reconcile-aftersales":
      await again(kit.env.LIVE, job, (await reconcileAftersales(kit, shop)).finished);
      return "done";
    case "check-act":
      await checkAct(kit, shop, job.act);
      return "done";
    case "sweep-conversations":
      await again(kit.env.LIVE, job, (await sweepConversations(kit, shop)).finished);
      return "done";
    case "backfill-orders":
    case "backfill-products":
    case "backfill-conversations":
    case "backfill-cancellations":
    case "backfill-returns":
      await again(kit.env.LONG, job, await walkBackfill(kit, shop, streamOf(job.do)));
      return "done";
  }
}

const streamOf = (name: `backfill-${Stream}`) => name.slice("backfill-".length) as Stream;

function settleTask(task: Task, verdict: JobVerdict, failure: unknown): void {
  for (const message of task.messages) {
    const delaySeconds = delayOf(message.attempts, failure);
    const isSecond = verdict === "retry" && isNamedAgain(task.job) && delaySeconds > ROUND_SECONDS;
    if ((verdict === "retry" || verdict === "bug") && !isSecond) message.retry({ delaySeconds });
    else message.ack();
  }
}

/** While TikTok is away each round would leave another such job on the queue, to be tried for hours beside those that follow it. */
const NAMED_AGAIN: Job["do"][] = ["begin-store", "reconcile-orders", "reconcile-aftersales", "sweep-conversations"];
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
