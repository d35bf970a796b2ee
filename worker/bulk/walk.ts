/** A bulk job's walk, one step at a time: tickets are named, replies are checked, then each ticket has its turn (walks.ts). */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { nameMatching } from "../mailbox/matching.ts";
import type { ViewFilters } from "../mailbox/views.ts";
import { whoever } from "../team/session.ts";
import { claimStep } from "../walks.ts";
import { actOn, type Checked, replyTo, settleReply, type Turn, undoOn, whyNotReply } from "./carry.ts";
import { type ActWish, type Become, because, JOB_TICKETS_MAX, type MarkWish, type ReplyWish } from "./job.ts";
import { markTickets, unmarkTickets } from "./marks.ts";
import { hasQuota, openRound, readTurns, writeOutcomes } from "./step.ts";
import type { JobRow, Outcome } from "./table.ts";
import { findWords, writeFor } from "./words.ts";

const NAMES_PER_STEP = 50;
export const TURNS_PER_STEP = 25;
/** A step that has not ended by then is taken up by another. */
const STEP_MS_MAX = 30_000;
/** Replies leave in slices, so that a button pressed between two of them still counts. */
const SLICE_SECONDS = 10;
const LOOK_AGAIN_SECONDS = 5;
/** A reply that has not left by then is the ticket's own business. */
const SETTLE_MS_MAX = 600_000;
/** A day's chat calls that agents need come back at midnight; asking now and then is cheap. */
const QUOTA_SECONDS = 300;
/** A ticket at which so many steps in a row broke is left as failed. */
const STUMBLES_MAX = 5;

/** Where a step leaves the job: in which state, and when it goes on. Null: nothing is left to walk. */
interface Next {
  state: JobRow["state"];
  delaySeconds: number | null;
}

/** One step. Answers after how many seconds the next is due; null where it is somebody else's, or none. */
export async function walkBulk(kit: Kit, id: string): Promise<number | null> {
  const job = await claimStep<JobRow>(kit, sql`bulk_job`, sql`id = ${id}`, STEP_MS_MAX);
  if (!job) return null;
  const { state, delaySeconds } = await STEPS[job.state as keyof typeof STEPS](kit, job);
  const isOver = ENDS.includes(state);
  const walkAt = delaySeconds === null ? null : kit.now() + delaySeconds * 1000;
  // Somebody may have stopped it meanwhile: then it stays as they left it.
  const [left] = await kit.db.batch<[{ id: string }]>([
    sql`UPDATE bulk_job SET state = ${state}, walk_at = ${walkAt}, stumbles = 0, ended_at = ${isOver ? kit.now() : null}
      WHERE id = ${id} AND state = ${job.state} AND walk_at IS NOT NULL RETURNING id`,
  ]);
  await kit.env.MAILBOX.getByName("mailbox").pokeJobs(job.by_id);
  return left.length > 0 ? delaySeconds : null;
}

const ENDS: readonly JobRow["state"][] = ["done", "stopped", "undone"];
const STEPS = { naming: nameStep, checking: checkStep, running: runStep, undoing: undoStep, paused: settleStep, stopped: settleStep };

const wishOf = <Wish>(job: JobRow) => JSON.parse(job.wish) as Wish;

/** All that matched when the job began, and no more than a job may hold. */
async function nameStep(kit: Kit, job: JobRow): Promise<Next> {
  const matching = {
    asker: whoever({ personId: job.by_id }),
    filters: JSON.parse(job.filters ?? "null") as ViewFilters,
    at: job.created_at,
  };
  const from = { store: job.named_store, turn: job.named_turn, ticket: job.named_ticket };
  const { tickets, until, isOver } = await nameMatching(kit, matching, from, NAMES_PER_STEP);
  const room = JOB_TICKETS_MAX - job.total;
  const isCut = tickets.length > room;
  // What moves along the index while it is walked is named twice: places go on from the last one, not from the count.
  const nextPlace = sql`(SELECT IFNULL(MAX(i.place), -1) + 1 FROM bulk_item i WHERE i.job_id = ${job.id})`;
  await kit.db.run(
    sql`INSERT OR IGNORE INTO bulk_item (job_id, place, ticket_id) SELECT ${job.id}, ${nextPlace} + k.key, k.value
      FROM json_each(${JSON.stringify(tickets.slice(0, room))}) k`,
    sql`UPDATE bulk_job SET named_store = ${until.store}, named_turn = ${until.turn}, named_ticket = ${until.ticket}, is_cut = ${Number(isCut)}
      WHERE id = ${job.id} AND state = 'naming'`,
  );
  if (!isOver && !isCut) return { state: "naming", delaySeconds: 0 };
  if (job.kind === "reply") return { state: "checking", delaySeconds: 0 };
  return { state: "running", delaySeconds: 0 };
}

/** What each reply would say, before any is sent: what stands in the way is known when somebody says "start". */
async function checkStep(kit: Kit, job: JobRow): Promise<Next> {
  const turns = await readTurns(kit, job, "waiting", TURNS_PER_STEP);
  const round = await openRound(kit, job, turns);
  const wish = wishOf<ReplyWish>(job);
  const template = await findWords(kit, job.by_id, wish);
  await eachTurn(kit, job, "waiting", turns, async (turn) => {
    const closed = whyNotReply(turn, round);
    if (closed) return { place: turn.place, outcome: "skipped", because: closed };
    const { newest } = await kit.env.TICKET.getByName(turn.ticket_id).bulk({ do: "look", replyId: "" });
    const { why } = await writeFor(kit, job.by_id, wish, template, turn.ticket_id);
    return why
      ? { place: turn.place, outcome: "skipped", because: why, seen: newest }
      : { place: turn.place, outcome: "ready", seen: newest };
  });
  return turns.length < TURNS_PER_STEP ? { state: "ready", delaySeconds: null } : { state: "checking", delaySeconds: 0 };
}

function runStep(kit: Kit, job: JobRow): Promise<Next> {
  return job.kind === "act" ? actStep(kit, job) : replyStep(kit, job);
}

async function actStep(kit: Kit, job: JobRow): Promise<Next> {
  const turns = await readTurns(kit, job, "waiting", TURNS_PER_STEP);
  const wish = wishOf<ActWish | MarkWish>(job);
  if (wish.do === "mark") await markTickets(kit, job, turns, wish.read);
  else {
    const round = await openRound(kit, job, turns);
    const checked: Checked = new Map();
    await eachTurn(kit, job, "waiting", turns, (turn) => actOn(kit, round, turn, wish, checked));
  }
  return turns.length < TURNS_PER_STEP ? { state: "done", delaySeconds: null } : { state: "running", delaySeconds: 0 };
}

async function undoStep(kit: Kit, job: JobRow): Promise<Next> {
  const turns = await readTurns(kit, job, "done", TURNS_PER_STEP);
  if (wishOf<ActWish | MarkWish>(job).do === "mark") await unmarkTickets(kit, job, turns);
  else {
    const round = await openRound(kit, job, turns);
    await eachTurn(kit, job, "done", turns, (turn) => undoOn(kit, round, turn));
  }
  return turns.length < TURNS_PER_STEP ? { state: "undone", delaySeconds: null } : { state: "undoing", delaySeconds: 0 };
}

/** The next slice of replies, and what became of those before. */
async function replyStep(kit: Kit, job: JobRow): Promise<Next> {
  const wish = wishOf<ReplyWish>(job);
  const leaving = await readTurns(kit, job, "leaving", JOB_TICKETS_MAX);
  const slice = Math.ceil((wish.perMinute * SLICE_SECONDS) / 60);
  const turns = await readTurns(kit, job, "ready", slice);
  await eachTurn(kit, job, "leaving", leaving, (turn) => settleReply(kit, job, turn));
  if (turns.length === 0) {
    return isWorthLooking(kit, leaving) ? { state: "running", delaySeconds: LOOK_AGAIN_SECONDS } : { state: "done", delaySeconds: null };
  }
  const round = await openRound(kit, job, turns);
  if (!(await hasQuota(kit, round))) return { state: "running", delaySeconds: QUOTA_SECONDS };
  const template = await findWords(kit, job.by_id, wish);
  await eachTurn(kit, job, "ready", turns, async (turn) => {
    const closed = whyNotReply(turn, round);
    if (closed) return { place: turn.place, outcome: "skipped", because: closed };
    const { text, why } = await writeFor(kit, job.by_id, wish, template, turn.ticket_id);
    return why ? { place: turn.place, outcome: "skipped", because: why } : replyTo(kit, round, turn, text);
  });
  return { state: "running", delaySeconds: turns.length < slice ? LOOK_AGAIN_SECONDS : SLICE_SECONDS };
}

/** Nothing more is sent; what was on its way still arrives. */
async function settleStep(kit: Kit, job: JobRow): Promise<Next> {
  const leaving = await readTurns(kit, job, "leaving", JOB_TICKETS_MAX);
  await eachTurn(kit, job, "leaving", leaving, (turn) => settleReply(kit, job, turn));
  return { state: job.state, delaySeconds: isWorthLooking(kit, leaving) ? LOOK_AGAIN_SECONDS : null };
}

const isWorthLooking = (kit: Kit, leaving: Turn[]) =>
  leaving.length > 0 && kit.now() - leaving.reduce((at, turn) => Math.max(at, turn.at ?? 0), 0) <= SETTLE_MS_MAX;

/** One after the other, and then written down together: what is done twice is done once. A ticket that breaks every step is left as failed. */
async function eachTurn(kit: Kit, job: JobRow, from: Outcome, turns: Turn[], act: (turn: Turn) => Promise<Become | null>): Promise<void> {
  const became: Become[] = [];
  for (const turn of turns) {
    try {
      const one = await act(turn);
      if (one) became.push(one);
    } catch (error) {
      await writeOutcomes(kit, job, from, became);
      if (job.stumbles <= STUMBLES_MAX) throw error;
      writeLog(kit, { door: "consumer", job: "bulk-walk", verdict: "bug", error });
      became.push({ place: turn.place, outcome: "failed", because: because("bulk-broken") });
    }
  }
  await writeOutcomes(kit, job, from, became);
}
