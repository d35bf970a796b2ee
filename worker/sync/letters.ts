/** Work the queues gave up on: kept where an admin sees it, with the reason, to be begun again or let go. A letter names work and holds nothing
 *  of what the work is about: begun again, it pulls the present truth. */
import { type SQL, sql } from "drizzle-orm";
import { type Env, type Kit, mintId, openKit } from "../env.ts";
import { isLong, type Job } from "../jobs.ts";
import { writeLog } from "../log.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { sendJobs } from "./consume.ts";
import { poke } from "./live.ts";

const LETTERS_SHOWN_MAX = 100;
const REPLAYED_AT_ONCE_MAX = 500;

interface LetterRow {
  id: string;
  queue: string;
  job: string;
  store_id: string | null;
  failed_at: number;
  why: string | null;
}

export async function keepDeadLetters(batch: MessageBatch<Job>, env: Env): Promise<void> {
  const kit = await openKit(env);
  const rows = batch.messages.map(({ body, timestamp }) => ({
    id: mintId(kit, "ded_"),
    job: JSON.stringify(body),
    store: "store" in body ? body.store : null,
    shop: body.do === "notified" ? body.shop : null,
    at: timestamp.getTime(),
  }));
  const given = JSON.stringify(rows);
  await kit.db.run(
    sql`INSERT INTO dead_letter (id, queue, job, store_id, failed_at, why)
      SELECT k.value->>'id', ${batch.queue}, k.value->>'job',
        IFNULL(k.value->>'store', (SELECT s.id FROM store s WHERE s.shop_id = k.value->>'shop')), k.value->>'at',
        (SELECT t.why FROM job_trouble t WHERE t.job = k.value->>'job') FROM json_each(${given}) k`,
    sql`DELETE FROM job_trouble WHERE job IN (SELECT k.value->>'job' FROM json_each(${given}) k)`,
  );
  batch.ackAll();
  for (const store of new Set(rows.flatMap((row) => row.store ?? []))) await poke(kit, { store, self: true });
  writeLog(kit, { door: "consumer", job: "dead-letter", count: rows.length });
}

const waiting = (columns: SQL, most: number) =>
  sql`SELECT ${columns} FROM dead_letter INDEXED BY dead_letter_open WHERE replayed_at IS NULL AND failed_at > 0 ORDER BY failed_at DESC LIMIT ${most}`;

export async function listLetters(kit: Kit, signedIn: SignedIn) {
  await requireAdmin(kit, signedIn);
  const rows = await kit.db.all<LetterRow>(waiting(sql.raw("id, queue, job, store_id, failed_at, why"), LETTERS_SHOWN_MAX + 1));
  const letters = rows.slice(0, LETTERS_SHOWN_MAX).map(({ job, ...row }) => ({ ...row, job: JSON.parse(job) as Job }));
  return { letters, isMore: rows.length > LETTERS_SHOWN_MAX };
}

/** On the queue first: a letter begun twice does no harm, one that is marked and never begun would. */
async function replay(kit: Kit, userId: string, letters: { id: string; job: string }[]): Promise<void> {
  const jobs = letters.map(({ job }) => JSON.parse(job) as Job);
  await sendJobs(
    kit.env.LIVE,
    jobs.filter((job) => !isLong(job)),
  );
  await sendJobs(kit.env.LONG, jobs.filter(isLong));
  await kit.db.run(
    sql`UPDATE dead_letter SET replayed_at = ${kit.now()} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(letters.map(({ id }) => id))}))`,
    recordChange({
      at: kit.now(),
      userId,
      action: "replay-dead-letter",
      subject: letters.length === 1 ? (letters[0]?.id ?? "") : "all",
      after: { count: letters.length },
    }),
  );
}

const findLetter = async (kit: Kit, id: string) => {
  const row = await kit.db.first<LetterRow>(sql`SELECT * FROM dead_letter WHERE id = ${id} AND replayed_at IS NULL`);
  if (!row) throw new Problem("missing", "dead-letter-gone");
  return row;
};

export async function replayOne(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  await replay(kit, admin.id, [await findLetter(kit, id)]);
}

/** The newest first; answers how many, and leaves the rest to the next press. */
export async function replayAll(kit: Kit, signedIn: SignedIn): Promise<number> {
  const admin = await requireAdmin(kit, signedIn);
  const letters = await kit.db.all<{ id: string; job: string }>(waiting(sql.raw("id, job"), REPLAYED_AT_ONCE_MAX));
  if (letters.length > 0) await replay(kit, admin.id, letters);
  return letters.length;
}

/** What it was stands in the audit log. */
export async function dismissOne(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const { job, why, failed_at, store_id } = await findLetter(kit, id);
  const before = { job: JSON.parse(job) as Job, why, failedAt: failed_at };
  await kit.db.run(
    sql`DELETE FROM dead_letter WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "dismiss-dead-letter", subject: id, storeId: store_id, before }),
  );
}
