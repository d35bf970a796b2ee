/** What each kind of job does, once, for one store or none. It knows nothing of messages, tries and delays: whoever took the job from its queue
 *  judges what is thrown here. */
import { checkAct } from "../aftersales/check.ts";
import { archiveOn } from "../archiving/night.ts";
import { classifyTicket } from "../assist/classify.ts";
import { lookAtPhotos } from "../assist/photo.ts";
import { writeBackup } from "../backup/write.ts";
import { walkBalancing } from "../balancing/plan.ts";
import { pushStock } from "../balancing/push.ts";
import { walkBulk } from "../bulk/walk.ts";
import { sendBulletin } from "../bulletins/send.ts";
import { findStoreBursts } from "../bursts/find.ts";
import type { Kit } from "../env.ts";
import { pullInbounds } from "../fbt/inbound.ts";
import { pullStock } from "../fbt/pull.ts";
import { writePack } from "../gaps/pack-write.ts";
import { walkDays } from "../gaps/walk.ts";
import { placeDeeds } from "../helpdesk/place.ts";
import { countFigures } from "../insights/count.ts";
import { pullGoods } from "../inventory/goods.ts";
import {
  type BalanceJob,
  isStepwise,
  type Job,
  type NotifiedJob,
  type PhotosJob,
  type ReadingJob,
  type RecountJob,
  type SettleJob,
  type StepwiseJob,
  type StoreJob,
} from "../jobs.ts";
import { takeMail } from "../letters/incoming.ts";
import { tellDevices } from "../notifications/devices.ts";
import { pullOrders } from "../orders/pull.ts";
import { walkSettling } from "../orders/settle.ts";
import { askSplits } from "../orders/splits.ts";
import { walkStore } from "../orders/walk.ts";
import { eraseOn } from "../persons/erase.ts";
import { writePerson } from "../persons/file-write.ts";
import { emptyOld } from "../retention/night.ts";
import { walkHandBack } from "../rota/away.ts";
import { dealLine } from "../rota/deal.ts";
import { runRules } from "../rules/run.ts";
import { walkTrial } from "../rules/trial.ts";
import { lookAtAct } from "../shipping/doubt.ts";
import { walkRun } from "../shipping/walk.ts";
import { pullFigure } from "../sla/figure.ts";
import { recountOn } from "../stock/recount.ts";
import { clearFailed } from "../stores/failed.ts";
import { openShop, type Shop } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { fillRoom, pullConversation } from "../tickets/mirror.ts";
import { walkClocks } from "../tickets/promises.ts";
import { resolveQuiet } from "../tickets/quiet.ts";
import { walkTag } from "../tickets/retag.ts";
import { walkJob } from "../workload/walk.ts";
import { writeOn } from "../workload/write.ts";
import { reconcileAftersales } from "./aftersales.ts";
import { walkBackfill } from "./backfill.ts";
import { beginStore } from "./begin.ts";
import { doNotified, nameSellersStores, pullProduct } from "./live.ts";
import { reconcileOrders, sweepConversations } from "./reconcile.ts";
import type { Walk } from "./table.ts";

export type JobVerdict = "done" | "dropped" | "retry" | "reauthorize" | "rejected" | "bug";

export interface Work {
  job: Job;
  store: StoreRow | null;
}

export async function doWork(kit: Kit, { job, store }: Work): Promise<JobVerdict> {
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
  if (job.do === "send-bulletin") {
    await sendBulletin(kit, job.sending);
    return "done";
  }
  if (job.do === "take-mail") return (await takeMail(kit, job.key)) ? "done" : "dropped";
  if (job.do === "recompute-clocks" || job.do === "retag-tickets") {
    if (job.do === "retag-tickets") await again(kit.env.LONG, job, await walkTag(kit, job.tag));
    else if (store) await again(kit.env.LONG, job, await walkClocks(kit, store));
    return "done";
  }
  if (isStepwise(job)) {
    const delaySeconds = await stepOn(kit, job);
    if (delaySeconds !== null) await kit.env.LONG.send(job, { delaySeconds });
    return "done";
  }
  if (job.do === "settle-orders" || job.do === "settle-store" || job.do === "recount-stock" || job.do === "balance-stock") {
    await doStockWork(kit, job);
    return "done";
  }
  if (job.do === "resolve-quiet" || job.do === "count-figures" || job.do === "place-deeds") {
    if (job.do === "count-figures") await again(kit.env.LONG, job, await countFigures(kit, job.store));
    else if (job.do === "place-deeds") await again(kit.env.LONG, job, await placeDeeds(kit, job.store));
    else if (store) await again(kit.env.LONG, job, !(await resolveQuiet(kit, store)));
    return "done";
  }
  if (job.do === "find-bursts" || job.do === "read-question" || job.do === "look-at-photos") {
    await doReading(kit, job, store);
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
  if (job.do === "notified" && job.seller) return doForSeller(kit, job);
  // A shop we do not know, or no longer: TikTok may go on talking about it.
  if (store?.state !== "connected") return "dropped";
  return doStoreJob(kit, openShop(kit, store), job);
}

async function doForSeller(kit: Kit, job: NotifiedJob): Promise<JobVerdict> {
  await nameSellersStores(kit, job);
  return "done";
}

/** One step of a walk that says itself after how many seconds the next one is due; null where there is none. */
function stepOn(kit: Kit, job: StepwiseJob): Promise<number | null> {
  switch (job.do) {
    case "bulk-walk":
      return walkBulk(kit, job.bulk);
    case "ship-walk":
      return walkRun(kit, job.job);
    case "walk-orders":
      return walkJob(kit, job.job);
    case "write-orders":
      return writeOn(kit, job.export);
    case "write-evidence":
      return writePack(kit, job.pack);
    case "erase-buyer":
      return eraseOn(kit, job.erasure);
    case "write-backup":
      return writeBackup(kit, job.backup);
    case "write-person":
      return writePerson(kit, job.file);
    case "empty-old":
      return emptyOld(kit);
    case "archive-cold":
      return archiveOn(kit);
  }
}

/** What is made of questions behind everything people wait for. */
async function doReading(
  kit: Kit,
  job: ReadingJob | PhotosJob | Extract<StoreJob, { do: "find-bursts" }>,
  store: StoreRow | null,
): Promise<void> {
  if (job.do === "read-question") return classifyTicket(kit, job.ticket);
  if (job.do === "look-at-photos") return lookAtPhotos(kit, job.ticket);
  if (store) await findStoreBursts(kit, store);
}

/** What stands on shelves, for all stores or one that may be disconnected. */
async function doStockWork(kit: Kit, job: SettleJob | RecountJob | BalanceJob | Extract<StoreJob, { do: "settle-store" }>): Promise<void> {
  switch (job.do) {
    case "settle-orders":
      return again(kit.env.LIVE, job, await walkSettling(kit));
    case "settle-store":
      return again(kit.env.LONG, job, await walkStore(kit, job.store));
    case "balance-stock":
      return again(kit.env.LIVE, job, await walkBalancing(kit));
    case "recount-stock": {
      const next = await recountOn(kit, job);
      if (next) await kit.env.LONG.send(next);
    }
  }
}

/** What is not finished goes behind what came meanwhile. */
async function again(queue: Queue<Job>, job: Job, finished: boolean): Promise<void> {
  if (!finished) await queue.send(job);
}

async function doStoreJob(
  kit: Kit,
  shop: Shop,
  job:
    | NotifiedJob
    | Exclude<StoreJob, { do: "recompute-clocks" | "resolve-quiet" | "settle-store" | "count-figures" | "place-deeds" | "find-bursts" }>,
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
      await clearFailed(kit, shop.store.id, "conversation", [job.conversation]);
      return "done";
    case "pull-product":
      await pullProduct(kit, shop, job.product);
      return "done";
    case "ask-splits":
      await again(kit.env.LIVE, job, await askSplits(kit, shop));
      return "done";
    case "look-at-ship-act":
      await lookAtAct(kit, shop, job.act);
      return "done";
    case "pull-fbt-stock":
      await pullStock(kit, shop, job.goods);
      return "done";
    case "pull-fbt-inbounds":
      await pullInbounds(kit, shop, job.inbounds);
      return "done";
    case "pull-goods":
      await pullGoods(kit, shop);
      return "done";
    case "push-stock":
      await again(kit.env.LIVE, job, await pushStock(kit, shop));
      return "done";
    case "prove-days":
      await again(kit.env.LONG, job, await walkDays(kit, shop));
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
    case "backfill-fbt":
      await again(kit.env.LONG, job, await walkBackfill(kit, shop, streamOf(job.do)));
      return "done";
  }
}

const streamOf = (name: `backfill-${Walk}`) => name.slice("backfill-".length) as Walk;
