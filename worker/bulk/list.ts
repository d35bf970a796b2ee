/** What the pages of bulk jobs ask: one's own jobs, for admins everybody's; what became of each ticket; and how a reply would read. A ticket
 *  in a store one may not read has no name here. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { countMatching } from "../mailbox/matching.ts";
import type { ViewFilters } from "../mailbox/views.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { worksFor } from "../team/teams.ts";
import {
  type Because,
  isWalking,
  JOB_TICKETS_MAX,
  PACES,
  REPLIES_PER_MINUTE_USUAL,
  type ReplyWish,
  type Wish,
  whatMayBeDone,
} from "./job.ts";
import type { ItemRow, JobRow, Outcome } from "./table.ts";
import { findWords, writeFor } from "./words.ts";

const JOBS_PER_PAGE = 30;
const ITEMS_PER_PAGE = 50;

export interface Matched {
  count: number;
  /** There are more; nobody counted further. */
  more: boolean;
  /** What one job may hold. */
  limit: number;
}

export async function countAll(kit: Kit, signedIn: SignedIn, filters: ViewFilters): Promise<Matched> {
  const matching = { asker: who(signedIn), filters, at: kit.now() };
  const [people, counted] = await kit.db.batch<[Person, { n: number; looked: number }]>([
    askWho(signedIn),
    countMatching(matching, JOB_TICKETS_MAX),
  ]);
  requirePerson(people);
  const { n = 0, looked = 0 } = counted[0] ?? {};
  return { count: Math.min(n, JOB_TICKETS_MAX), more: looked > JOB_TICKETS_MAX, limit: JOB_TICKETS_MAX };
}

interface Named {
  id: string;
  name: string;
}

export interface Choices {
  can: Can;
  colleagues: Named[];
  teams: Named[];
  /** How fast replies may leave, for choosing. */
  paces: { usual: number; all: readonly number[] };
}

const byName = (one: Named, other: Named) => one.name.localeCompare(other.name);

/** Whom tickets may be given to, at least where somebody may reply; each ticket asks again. */
export async function listChoices(kit: Kit, signedIn: SignedIn): Promise<Choices> {
  const [people, stores, colleagues, teams] = await kit.db.batch<[Person, { one: number }, Named, Named]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT 1 AS one FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "reply")} LIMIT 1`,
    sql`WITH ${who(signedIn)} SELECT u.id, u.name FROM who CROSS JOIN user u WHERE u.disabled_at IS NULL AND EXISTS (
      SELECT 1 FROM store s WHERE ${mayIn(sql`s.id`, "reply")} AND (u.role = 'admin' OR EXISTS (
        SELECT 1 FROM store_right r WHERE r.user_id = u.id AND r.store_id IN (s.id, '*') AND r.bits & ${RIGHTS.reply})))`,
    sql`WITH ${who(signedIn)} SELECT t.id, t.name FROM who CROSS JOIN team t WHERE t.gone_at IS NULL AND EXISTS (
      SELECT 1 FROM store s WHERE ${mayIn(sql`s.id`, "reply")} AND ${worksFor(sql`s.id`)})`,
  ]);
  requirePerson(people);
  return {
    can: stores.length > 0 ? { ok: true } : cannot("right-missing", { right: "reply" }),
    colleagues: colleagues.sort(byName),
    teams: teams.sort(byName),
    paces: { usual: REPLIES_PER_MINUTE_USUAL, all: PACES },
  };
}

export interface ShownJob {
  id: string;
  by: string;
  wish: Wish;
  /** What the tickets matched; null where each was chosen. */
  filters: ViewFilters | null;
  state: JobRow["state"];
  isWalking: boolean;
  /** There were more tickets than a job may hold. */
  isCut: boolean;
  counts: Record<Exclude<Outcome, "waiting"> | "total", number>;
  createdAt: number;
  endedAt: number | null;
  can: ReturnType<typeof whatMayBeDone>;
}

type SeenJob = JobRow & { by_name: string | null; me: string };

function showJob(row: SeenJob, now: number): ShownJob {
  const { id, state, total, ready, leaving, done, skipped, failed, undone, kept } = row;
  return {
    id,
    by: row.by_name ?? "",
    wish: JSON.parse(row.wish) as ShownJob["wish"],
    filters: JSON.parse(row.filters ?? "null") as ViewFilters | null,
    state,
    isWalking: isWalking(row) || row.walk_at !== null,
    isCut: row.is_cut === 1,
    counts: { total, ready, leaving, done, skipped, failed, undone, kept },
    createdAt: row.created_at,
    endedAt: row.ended_at,
    can: whatMayBeDone(row, row.me === row.by_id, now),
  };
}

export interface JobsQuestion {
  /** Everybody's, for admins. */
  all: boolean;
  before: number;
}

export async function listJobs(kit: Kit, signedIn: SignedIn, { all, before }: JobsQuestion) {
  const of = all
    ? sql`bulk_job j INDEXED BY bulk_job_by_time LEFT JOIN user u ON u.id = j.by_id WHERE (SELECT role FROM who) = 'admin'`
    : sql`bulk_job j INDEXED BY bulk_job_of_person LEFT JOIN user u ON u.id = j.by_id WHERE j.by_id = (SELECT id FROM who)`;
  const [people, rows] = await kit.db.batch<[Person, SeenJob]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT j.*, u.name AS by_name, (SELECT id FROM who) AS me FROM ${of} AND j.created_at < ${before}
      ORDER BY j.created_at DESC LIMIT ${JOBS_PER_PAGE + 1}`,
  ]);
  const person = requirePerson(people);
  const shown = rows.slice(0, JOBS_PER_PAGE).map((row) => showJob(row, kit.now()));
  return { jobs: shown, next: rows.length > JOBS_PER_PAGE ? (shown.at(-1)?.createdAt ?? null) : null, seesAll: person.role === "admin" };
}

/** Missing for whoever neither began it nor is an admin. */
export async function findJob(kit: Kit, signedIn: SignedIn, id: string): Promise<SeenJob> {
  const [people, rows] = await kit.db.batch<[Person, SeenJob]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT j.*, u.name AS by_name, who.id AS me FROM who CROSS JOIN bulk_job j ON j.id = ${id}
      LEFT JOIN user u ON u.id = j.by_id WHERE j.by_id = who.id OR who.role = 'admin'`,
  ]);
  requirePerson(people);
  const [job] = rows;
  if (!job) throw new Problem("missing", "bulk-missing");
  return job;
}

export const openJob = async (kit: Kit, signedIn: SignedIn, id: string): Promise<ShownJob> =>
  showJob(await findJob(kit, signedIn, id), kit.now());

export interface ShownItem {
  place: number;
  ticketId: string;
  /** Null where the ticket is in a store one may not read. */
  ticket: { number: number; buyer: string; storeId: string; says: string } | null;
  outcome: Outcome;
  because: Because | null;
}

type SeenItem = Pick<ItemRow, "place" | "ticket_id" | "outcome" | "because"> & {
  number: number | null;
  buyer_name: string;
  store_id: string;
  preview: string;
};

const seenTicket = sql`ticket t ON t.id = i.ticket_id AND ${mayIn(sql`t.store_id`, "read")}`;
const seenColumns = sql.raw("i.place, i.ticket_id, i.outcome, i.because, t.number, t.buyer_name, t.store_id, t.preview");

const showItem = ({ place, ticket_id, outcome, number, buyer_name, store_id, preview, ...row }: SeenItem): ShownItem => ({
  place,
  ticketId: ticket_id,
  ticket: number === null ? null : { number, buyer: buyer_name, storeId: store_id, says: preview },
  outcome,
  because: JSON.parse(row.because ?? "null") as Because | null,
});

export async function listItems(kit: Kit, signedIn: SignedIn, id: string, { outcome, after }: { outcome: Outcome | null; after: number }) {
  await findJob(kit, signedIn, id);
  const of = outcome
    ? sql`bulk_item i INDEXED BY bulk_item_by_outcome LEFT JOIN ${seenTicket} WHERE i.job_id = ${id} AND i.outcome = ${outcome}`
    : sql`bulk_item i LEFT JOIN ${seenTicket} WHERE i.job_id = ${id}`;
  const rows = await kit.db.all<SeenItem>(
    sql`WITH ${who(signedIn)} SELECT ${seenColumns} FROM ${of} AND i.place > ${after} ORDER BY i.place LIMIT ${ITEMS_PER_PAGE + 1}`,
  );
  const items = rows.slice(0, ITEMS_PER_PAGE).map(showItem);
  return { items, next: rows.length > ITEMS_PER_PAGE ? (items.at(-1)?.place ?? null) : null };
}

export interface Previewed {
  item: ShownItem;
  text: string;
  why: Because | null;
}

/** The reply nearest to a place, in either direction, as it would read now; null where there is none. */
export async function previewReply(kit: Kit, signedIn: SignedIn, id: string, from: { place: number; way: "next" | "previous" }) {
  const job = await findJob(kit, signedIn, id);
  if (job.by_id !== job.me) throw new Problem("forbidden", "bulk-not-yours");
  const beyond = from.way === "next" ? sql`i.place > ${from.place}` : sql`i.place < ${from.place}`;
  const [row] = await kit.db.all<SeenItem>(
    sql`WITH ${who(signedIn)} SELECT ${seenColumns} FROM bulk_item i INDEXED BY bulk_item_by_outcome LEFT JOIN ${seenTicket}
      WHERE i.job_id = ${id} AND i.outcome = 'ready' AND ${beyond} ORDER BY i.place ${sql.raw(from.way === "next" ? "ASC" : "DESC")} LIMIT 1`,
  );
  if (!row || job.kind !== "reply") return { preview: null };
  const wish = JSON.parse(job.wish) as ReplyWish;
  const written = await writeFor(kit, job.by_id, wish, await findWords(kit, job.by_id, wish), row.ticket_id);
  return { preview: { item: showItem(row), ...written } satisfies Previewed };
}
