/** What people do about many tickets at once: begin a job, and decide about one that runs. The job is written down before anything happens in
 *  it; its first step is taken at once, so that a handful of tickets need not wait for a queue. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type Decision, type JobOrder, OPEN_JOBS_MAX, whatMayBeDone } from "./job.ts";
import { findJob, openJob, type ShownJob } from "./list.ts";
import type { JobRow, Outcome } from "./table.ts";
import { walkBulk } from "./walk.ts";

/** After a first step that broke the queue begins again, once the claim of that step is over. */
const BEGIN_AGAIN_SECONDS = 35;

/** The same click twice is one job. */
const jobId = (person: Person, click: string) => `blk_${createHash("sha256").update(`${person.id}:${click}`).digest("hex").slice(0, 20)}`;

export async function beginJob(kit: Kit, signedIn: SignedIn, order: JobOrder): Promise<ShownJob> {
  const person = await requireReach(kit, signedIn, order);
  const { of, wish } = order;
  const id = jobId(person, order.id);
  const now = kit.now();
  const chosen = "tickets" in of ? [...new Set(of.tickets)] : null;
  const state = chosen === null ? "naming" : wish.do === "reply" ? "checking" : "running";
  const filters = "filters" in of ? JSON.stringify(of.filters) : null;
  const [begun] = await kit.db.batch<[{ id: string }]>([
    sql`INSERT OR IGNORE INTO bulk_job (id, by_id, kind, wish, filters, state, walk_at, created_at)
      VALUES (${id}, ${person.id}, ${wish.do === "reply" ? "reply" : "act"}, ${JSON.stringify(wish)}, ${filters}, ${state}, ${now}, ${now}) RETURNING id`,
    sql`INSERT OR IGNORE INTO bulk_item (job_id, place, ticket_id) SELECT ${id}, k.key, k.value FROM json_each(${JSON.stringify(chosen ?? [])}) k`,
  ]);
  if (begun.length > 0) {
    await kit.db.run(recordChange({ at: now, userId: person.id, action: "begin-bulk", subject: id, after: { wish, of } }));
    await walkOn(kit, id);
  }
  return openJob(kit, signedIn, id);
}

/** Among the tickets named there must be one to work on; each is asked again when its turn comes. */
async function requireReach(kit: Kit, signedIn: SignedIn, { of, wish }: JobOrder): Promise<Person> {
  const bits = bitsIn(sql`s.id`);
  const reach =
    "tickets" in of
      ? sql`SELECT ${bitsIn(sql`t.store_id`)} AS bits FROM json_each(${JSON.stringify(of.tickets)}) k CROSS JOIN ticket t ON t.id = k.value`
      : sql`SELECT ${bits} AS bits FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "read")}`;
  const [people, rows, open] = await kit.db.batch<[Person, { bits: number }, { n: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} ${reach}`,
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n FROM who CROSS JOIN bulk_job j ON j.by_id = who.id WHERE j.walk_at IS NOT NULL`,
  ]);
  const person = requirePerson(people);
  if ((open[0]?.n ?? 0) >= OPEN_JOBS_MAX) throw new Problem("conflict", "bulk-jobs-full", { limit: OPEN_JOBS_MAX });
  if ("tickets" in of && !rows.some((row) => row.bits & RIGHTS.read)) throw new Problem("missing", "ticket-missing");
  // What one has read is one's own.
  if (wish.do !== "mark" && !rows.some((row) => row.bits & RIGHTS.reply))
    throw new Problem("forbidden", "right-missing", { right: "reply" });
  return person;
}

async function walkOn(kit: Kit, id: string): Promise<void> {
  let delaySeconds: number | null = BEGIN_AGAIN_SECONDS;
  try {
    delaySeconds = await walkBulk(kit, id);
  } catch (error) {
    // The job stands: the queue goes on with it.
    writeLog(kit, { door: "http", job: "bulk-walk", verdict: "retry", error });
  }
  if (delaySeconds !== null) await kit.env.LONG.send({ do: "bulk-walk", bulk: id }, { delaySeconds });
}

/** Whether a decision leaves the job something to walk, and what becomes of its tickets. */
const DECIDED: Record<Decision, { state: JobRow["state"]; again?: { from: Outcome; to: Record<JobRow["kind"], Outcome> } }> = {
  start: { state: "running" },
  pause: { state: "paused" },
  resume: { state: "running" },
  stop: { state: "stopped" },
  retry: { state: "running", again: { from: "failed", to: { act: "waiting", reply: "ready" } } },
  undo: { state: "undoing" },
};

export async function decideJob(kit: Kit, signedIn: SignedIn, id: string, decision: Decision): Promise<ShownJob> {
  const job = await findJob(kit, signedIn, id);
  const can = whatMayBeDone(job, job.by_id === job.me, kit.now())[decision];
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
  const { state, again } = DECIDED[decision];
  const ended = decision === "stop" ? kit.now() : null;
  await kit.db.run(
    ...(again
      ? [
          sql`UPDATE bulk_item SET outcome = ${again.to[job.kind]}, tries = tries + 1, because = NULL WHERE job_id = ${id} AND outcome = ${again.from}
          AND (SELECT state FROM bulk_job WHERE id = ${id}) = ${job.state}`,
        ]
      : []),
    sql`UPDATE bulk_job SET state = ${state}, walk_at = ${kit.now()}, stumbles = 0, ended_at = ${ended} WHERE id = ${id} AND state = ${job.state}`,
    recordChange({
      at: kit.now(),
      userId: job.me,
      action: `${decision}-bulk`,
      subject: id,
      before: { state: job.state },
      after: { state },
    }),
  );
  await walkOn(kit, id);
  return openJob(kit, signedIn, id);
}
