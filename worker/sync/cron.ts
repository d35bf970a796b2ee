/** What happens by the clock, as a table. A round only names work and puts it on a queue; a skipped or doubled round does no harm. */

import { sql } from "drizzle-orm";
import { nameActsToCheck } from "../aftersales/check.ts";
import { beginArchiving, nameArchiving } from "../archiving/night.ts";
import { nameReadings } from "../assist/classify.ts";
import { sealAssistAgain } from "../assist/setting.ts";
import { forgetCalls } from "../assist/spend.ts";
import { tendBackups } from "../backup/backups.ts";
import { UNDER_RESTORE } from "../backup/restore.ts";
import { nameBackups } from "../backup/write.ts";
import { nameBalancing } from "../balancing/plan.ts";
import { namePushes } from "../balancing/push.ts";
import { forgetBalancing } from "../balancing/replayed.ts";
import { forgetJobs, nameWalksDue } from "../bulk/round.ts";
import { forgetSendings, nameSendings } from "../bulletins/send.ts";
import { nameBursts } from "../bursts/find.ts";
import { Db } from "../db.ts";
import { type Env, type Kit, openKit } from "../env.ts";
import { sealFactorsAgain } from "../factors/factors.ts";
import { forgetLinks } from "../factors/password-link.ts";
import { forgetSteps } from "../factors/step.ts";
import { nameInbounds } from "../fbt/inbound.ts";
import { nameStockWalks } from "../fbt/pull.ts";
import { namePackWalks } from "../gaps/pack-write.ts";
import { forgetPacks } from "../gaps/packs.ts";
import { forgetReceipts, nameNights, nameWaitingDays } from "../gaps/walk.ts";
import { gather } from "../gather.ts";
import { namePlacing } from "../helpdesk/place.ts";
import { nameCounting } from "../insights/count.ts";
import { forgetActs } from "../inventory/map.ts";
import { isLong, type Job, QUEUE_BATCH_MESSAGES_MAX } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { nameDevicesDue } from "../notifications/devices.ts";
import { forgetNotifications } from "../notifications/list.ts";
import { releaseHolds } from "../orders/hold.ts";
import { nameStoresToAsk } from "../orders/splits.ts";
import { nameSettling } from "../orders/walk.ts";
import { tendDetails } from "../ownreturns/person.ts";
import { namePersonWalks } from "../persons/erase.ts";
import { forgetPersonFiles } from "../persons/file-write.ts";
import { forgetUnsaid } from "../pictures/evidence.ts";
import { forgetUnsent } from "../pictures/pictures.ts";
import { beginNight, nameNight } from "../retention/night.ts";
import { rearmHandBacks } from "../rota/away.ts";
import { nameLines } from "../rota/line.ts";
import { forgetRuns, nameRulesDue } from "../rules/round.ts";
import { nameActsInDoubt } from "../shipping/doubt.ts";
import { forgetPrintRuns, nameRunsDue } from "../shipping/walk.ts";
import { nameFigures } from "../sla/figure.ts";
import { nameRecount } from "../stock/recount.ts";
import { sealAppsAgain } from "../stores/apps.ts";
import { dropAbandoned } from "../stores/authorization.ts";
import { forgetConnecting } from "../stores/connect.ts";
import { sealErasingKeyAgain } from "../stores/erased.ts";
import { endOldSessions } from "../team/idle.ts";
import { checkAuditByNight, sealAudit } from "../team/seals.ts";
import { nameQuietStores } from "../tickets/quiet.ts";
import { forgetExports } from "../workload/exports.ts";
import { forgetOrderJobs, nameOrderWalks } from "../workload/walk.ts";
import { nameExportWalks } from "../workload/write.ts";
import { backfillJob } from "./begin.ts";
import { sendJobs } from "./consume.ts";
import { forgetTroubles, lastPulse, noteBeat } from "./health.ts";
import type { Walk } from "./table.ts";
import { PULSE, sweepSeconds } from "./well.ts";

/** A room due within this is told so as well, for its alarm may be lost: then nothing is ever noticed half a minute too late. */
const ROOM_AHEAD_MS = 30_000;
/** A backfill that has not moved for this long has lost its chain. */
const BACKFILL_STILL_MS = 120_000;
/** A walk over tickets that has not moved for this long has lost its job. */
const WALK_STILL_MS = 120_000;
/** A store that still waits to be begun after this long has lost its job. */
const BEGIN_OVERDUE_MS = 120_000;
const MINUTE = 60;
const NIGHT = "17 3 * * *";
/** Whoever was asked to choose shops and did not has gone home by now. */
const ABANDONED_MS = 86_400_000;

interface Round {
  name: string;
  run(kit: Kit): Promise<Job[]>;
}

/** Cron expression → what is due then. The expressions stand in wrangler.toml. */
const ROUNDS: Record<string, Round[]> = {
  [PULSE]: [
    { name: "wake-due-rooms", run: wakeDueRooms },
    { name: "sweep-chats", run: sweepChats },
    { name: "begin-overdue-stores", run: beginOverdue },
    { name: "rearm-backfills", run: rearmBackfills },
    { name: "rearm-clock-walks", run: rearmClockWalks },
    { name: "rearm-tag-walks", run: rearmTagWalks },
    { name: "name-rules-due", run: nameRulesDue },
    { name: "name-readings", run: nameReadings },
    { name: "name-lines", run: nameLines },
    { name: "rearm-hand-backs", run: rearmHandBacks },
    { name: "name-devices-due", run: nameDevicesDue },
    { name: "rearm-bulk-walks", run: nameWalksDue },
    { name: "rearm-order-walks", run: nameOrderWalks },
    { name: "rearm-exports", run: nameExportWalks },
    { name: "rearm-day-checks", run: nameWaitingDays },
    { name: "rearm-evidence", run: namePackWalks },
    { name: "rearm-backups", run: nameBackups },
    { name: "rearm-erasures", run: namePersonWalks },
    { name: "rearm-night", run: nameNight },
    { name: "rearm-archiving", run: nameArchiving },
    { name: "name-settling", run: nameSettling },
    { name: "ask-splits", run: nameStoresToAsk },
    { name: "name-balancing", run: async (kit) => nameBalancing(kit, await lastPulse(kit)) },
    { name: "name-pushes", run: namePushes },
    { name: "release-holds", run: (kit) => releaseHolds(kit).then(() => []) },
    { name: "look-at-ship-acts", run: nameActsInDoubt },
    { name: "rearm-print-runs", run: nameRunsDue },
    { name: "check-acts", run: nameActsToCheck },
    { name: "count-figures", run: nameCounting },
    { name: "place-deeds", run: namePlacing },
    { name: "name-bulletins", run: nameSendings },
  ],
  "*/5 * * * *": [
    { name: "reconcile-orders", run: reconcileAllOrders },
    { name: "reconcile-aftersales", run: reconcileAllAftersales },
    { name: "name-missing-goods", run: nameMissingGoods },
    { name: "read-fbt-stock", run: nameStockWalks },
    { name: "read-inbound-orders", run: nameInbounds },
    { name: "resolve-quiet", run: nameQuietStores },
    { name: "find-bursts", run: nameBursts },
    { name: "prove-days", run: nameNights },
    { name: "end-old-sessions", run: (kit) => endOldSessions(kit).then(() => []) },
    { name: "seal-audit", run: (kit) => sealAudit(kit).then(() => []) },
  ],
  [NIGHT]: [
    { name: "tend-authorizations", run: tendAuthorizations },
    { name: "seal-apps-again", run: (kit) => sealAppsAgain(kit).then(() => []) },
    { name: "seal-assist-again", run: (kit) => sealAssistAgain(kit).then(() => []) },
    { name: "seal-factors-again", run: (kit) => sealFactorsAgain(kit).then(() => []) },
    { name: "seal-erasing-key-again", run: (kit) => sealErasingKeyAgain(kit).then(() => []) },
    { name: "forget-sign-in-steps", run: (kit) => forgetSteps(kit).then(() => []) },
    { name: "forget-password-links", run: (kit) => forgetLinks(kit).then(() => []) },
    { name: "check-audit", run: (kit) => checkAuditByNight(kit).then(() => []) },
    { name: "empty-old", run: beginNight },
    { name: "archive-cold", run: beginArchiving },
    { name: "tend-return-details", run: (kit) => tendDetails(kit).then(() => []) },
    { name: "begin-stores-again", run: beginAgain },
    { name: "forget-old-print-runs", run: (kit) => forgetPrintRuns(kit).then(() => []) },
    { name: "forget-old-bulk-jobs", run: (kit) => forgetJobs(kit).then(() => []) },
    { name: "forget-old-order-jobs", run: (kit) => forgetOrderJobs(kit).then(() => []) },
    { name: "forget-sendings", run: (kit) => forgetSendings(kit).then(() => []) },
    { name: "forget-exports", run: (kit) => forgetExports(kit).then(() => []) },
    { name: "forget-old-receipts", run: (kit) => forgetReceipts(kit).then(() => []) },
    { name: "tend-backups", run: (kit) => tendBackups(kit).then(() => []) },
    { name: "forget-person-files", run: (kit) => forgetPersonFiles(kit).then(() => []) },
    { name: "forget-evidence-packs", run: (kit) => forgetPacks(kit).then(() => []) },
    { name: "forget-old-rule-runs", run: (kit) => forgetRuns(kit).then(() => []) },
    { name: "forget-assist-calls", run: (kit) => forgetCalls(kit).then(() => []) },
    { name: "forget-notifications", run: (kit) => forgetNotifications(kit).then(() => []) },
    { name: "forget-unsent-pictures", run: (kit) => forgetUnsent(kit).then(() => []) },
    { name: "forget-unsaid-photos", run: (kit) => forgetUnsaid(kit).then(() => []) },
    { name: "forget-balancing", run: (kit) => forgetBalancing(kit).then(() => []) },
    { name: "forget-mapping-acts", run: (kit) => forgetActs(kit).then(() => []) },
    { name: "forget-old-troubles", run: (kit) => forgetTroubles(kit).then(() => []) },
    { name: "recount-stock", run: nameRecount },
    { name: "read-figures", run: nameFigures },
    { name: "drop-abandoned-consent", run: (kit) => dropAbandoned(kit, kit.now() - ABANDONED_MS).then(() => []) },
    { name: "forget-connecting", run: (kit) => forgetConnecting(kit).then(() => []) },
  ],
};

/** The night's rounds have much to do, and go one after the other; those by day have little, and ask at once. A trip they share is in each one's count. */
export async function runRounds(cron: string, env: Env): Promise<void> {
  const kit = await openKit(env);
  const rounds = (await kit.db.first(UNDER_RESTORE)) ? [] : (ROUNDS[cron] ?? []);
  if (cron === NIGHT) for (const round of rounds) await runRound({ ...kit, db: new Db(env.DB) }, round);
  else {
    const database = gather(env.DB);
    await Promise.all(rounds.map((round) => runRound({ ...kit, db: new Db(database) }, round)));
  }
  await runRound(kit, { name: "note-round", run: () => noteBeat(kit, cron).then(() => []) });
}

async function runRound(kit: Kit, { name, run }: Round): Promise<void> {
  try {
    const jobs = await run(kit);
    await sendJobs(
      kit.env.LIVE,
      jobs.filter((job) => !isLong(job)),
    );
    await sendJobs(kit.env.LONG, jobs.filter(isLong));
    const { trips, rowsRead, rowsWritten } = kit.db.meter;
    writeLog(kit, { door: "cron", job: name, count: jobs.length, trips, rowsRead, rowsWritten });
  } catch (error) {
    // One round's trouble is not another's; the next minute tries again.
    writeLog(kit, { door: "cron", job: name, verdict: "bug", error });
  }
}

async function wakeDueRooms(kit: Kit): Promise<Job[]> {
  const due = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM ticket WHERE wake_at < ${kit.now() + ROOM_AHEAD_MS} ORDER BY wake_at LIMIT ${QUEUE_BATCH_MESSAGES_MAX}`,
  );
  return due.map(({ id }) => ({ do: "wake-rooms", tickets: [id] }));
}

const connected = sql`SELECT id FROM store WHERE state = 'connected'`;

/** The longer a store has been quiet, the less often it is asked: TikTok counts these calls. */
async function sweepChats(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string; mark: number; last_time: number | null }>(
    sql`SELECT s.id, s.mark, (SELECT MAX(c.last_time) FROM conversation c WHERE c.store_id = s.id) AS last_time
      FROM store s WHERE s.state = 'connected' AND s.chat_import = 1`,
  );
  const minute = Math.floor(kit.now() / 1000 / MINUTE);
  const due = stores.filter(({ mark, last_time }) => (minute + mark) % (sweepSeconds(kit.now() / 1000 - (last_time ?? 0)) / MINUTE) === 0);
  return due.map(({ id }) => ({ do: "sweep-conversations", store: id }));
}

async function rearmBackfills(kit: Kit): Promise<Job[]> {
  const still = await kit.db.all<{ store_id: string; stream: Walk }>(
    sql`SELECT b.store_id, b.stream FROM backfill b CROSS JOIN store s ON s.id = b.store_id
      WHERE b.state = 'running' AND b.moved_at < ${kit.now() - BACKFILL_STILL_MS} AND s.state = 'connected'`,
  );
  if (still.length === 0) return [];
  await kit.db.run(
    sql`UPDATE backfill SET moved_at = ${kit.now()} WHERE state = 'running' AND moved_at < ${kit.now() - BACKFILL_STILL_MS}`,
  );
  return still.map(({ store_id, stream }) => backfillJob(stream, store_id));
}

async function rearmClockWalks(kit: Kit): Promise<Job[]> {
  const still = await kit.db.all<{ store_id: string }>(
    sql`UPDATE clock_walk SET moved_at = ${kit.now()} WHERE moved_at < ${kit.now() - WALK_STILL_MS} RETURNING store_id`,
  );
  return still.map(({ store_id }) => ({ do: "recompute-clocks", store: store_id }));
}

async function rearmTagWalks(kit: Kit): Promise<Job[]> {
  const still = await kit.db.all<{ tag_id: string }>(
    sql`UPDATE tag_walk SET moved_at = ${kit.now()} WHERE moved_at < ${kit.now() - WALK_STILL_MS} RETURNING tag_id`,
  );
  return still.map(({ tag_id }) => ({ do: "retag-tickets", tag: tag_id }));
}

async function reconcileAllOrders(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(sql`${connected} AND (orders_import = 1 OR fbt_import = 1)`);
  return stores.map(({ id }) => ({ do: "reconcile-orders", store: id }));
}

async function reconcileAllAftersales(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(sql`${connected} AND orders_import = 1`);
  return stores.map(({ id }) => ({ do: "reconcile-aftersales", store: id }));
}

/** The night asks again for all of them; a store that never got an answer does not wait for it. */
async function nameMissingGoods(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(sql`${connected} AND id NOT IN (SELECT store_id FROM fbt_pull)`);
  return stores.map(({ id }) => ({ do: "pull-goods", store: id }));
}

async function tendAuthorizations(kit: Kit): Promise<Job[]> {
  const rows = await kit.db.all<{ id: string }>(sql`SELECT id FROM authorization WHERE state = 'connected'`);
  return rows.map(({ id }) => ({ do: "tend-authorization", authorization: id }));
}

async function beginOverdue(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(
    sql`UPDATE store SET begin_since = ${kit.now()} WHERE state = 'connected' AND begin_since < ${kit.now() - BEGIN_OVERDUE_MS} RETURNING id`,
  );
  return stores.map(({ id }) => ({ do: "begin-store", store: id }));
}

/** Subscriptions may have been removed at TikTok: beginning again finds what is missing. */
async function beginAgain(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(connected);
  return stores.map(({ id }) => ({ do: "begin-store", store: id }));
}
