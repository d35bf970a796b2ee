/** The night that empties what is older than its kind's period, one step at a time: every order, every ticket and every e-mail without one is
 *  looked at once, what is due goes by the same verbs as an erased buyer's, then the lists and the searches that still hold words of it. A step
 *  that comes twice, or after a crash, finds less and does no harm; what a step spares, the next night looks at again. */
import { type SQL, sql } from "drizzle-orm";
import { rewriteStale } from "../archive/rewrite.ts";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import type { OrderRef } from "../orders/unnamed.ts";
import { foldSearches, forgetLists, isAllOfThem } from "../persons/leftovers.ts";
import { emptyOrders, emptyTicket } from "../persons/take-out.ts";
import { recordChange } from "../team/audit.ts";
import { claimStep, hasLostChain } from "../walks.ts";
import { isDueOrder, isDueTicket, isDueWithMails } from "./due.ts";
import { readPeriods, untilOf } from "./periods.ts";
import type { Kind, NightRow } from "./table.ts";

const LOOKED_AT_PER_STEP = 500;
const ORDERS_PER_STEP = 50;
const TICKETS_PER_STEP = 10;
const LETTERS_PER_STEP = 50;
const OBJECTS_PER_STEP = 10;
const STEP_MS_MAX = 60_000;
const STUMBLES_MAX = 8;
/** A buyer's file is being written: it is to be whole. */
const FILE_WAIT_SECONDS = 60;
/** Of an order's place: before every other. */
const FIRST_ORDER = '{"t":-1,"id":""}';

const STEPS = ["recipients", "conversations", "mails", "letters", "exports", "search", "done"] as const;
type Walked = (typeof STEPS)[number];
const after = (step: Walked): Walked => STEPS[STEPS.indexOf(step) + 1] ?? "done";

interface Emptied {
  orders?: number;
  tickets?: number;
  mails?: number;
  files?: number;
  /** Null: this step has looked at everything. */
  place: string | null;
}

/** A night that still walks is not begun again. */
export async function beginNight(kit: Kit): Promise<Job[]> {
  const now = kit.now();
  const begun = await kit.db.all<{ one: number }>(
    sql`INSERT INTO retention_night (one, began_at, step, walk_at) SELECT 1, ${now}, ${STEPS[0]}, ${now} WHERE EXISTS (SELECT 1 FROM retention)
      ON CONFLICT (one) DO UPDATE SET began_at = excluded.began_at, step = excluded.step, place = '', orders = 0, tickets = 0, mails = 0, files = 0,
        walk_at = excluded.walk_at, stumbles = 0 WHERE walk_at IS NULL RETURNING one`,
  );
  return begun.map(() => ({ do: "empty-old" }));
}

/** A night whose chain was lost. */
export async function nameNight(kit: Kit): Promise<Job[]> {
  const late = await kit.db.all(sql`SELECT 1 AS one FROM retention_night WHERE one = 1 AND ${hasLostChain(kit)}`);
  return late.map(() => ({ do: "empty-old" }));
}

/** Answers after how many seconds the next step is due; null where it is somebody else's, or none. */
export async function emptyOld(kit: Kit): Promise<number | null> {
  const row = await claimStep<NightRow>(kit, sql`retention_night`, sql`one = 1`, STEP_MS_MAX);
  if (!row || row.step === "done" || row.step === "failed") return null;
  if (row.stumbles > STUMBLES_MAX) return end(kit, row, "failed");
  if (await kit.db.first(sql`SELECT 1 AS one FROM person_file f INDEXED BY person_file_to_walk WHERE f.walk_at IS NOT NULL`)) {
    await kit.db.run(sql`UPDATE retention_night SET walk_at = ${kit.now() + FILE_WAIT_SECONDS * 1000}, stumbles = 0 WHERE one = 1`);
    return FILE_WAIT_SECONDS;
  }
  const done = await stepOn(kit, row, row.step);
  const { place, orders = 0, tickets = 0, mails = 0, files = 0 } = done;
  const step = place === null ? after(row.step) : row.step;
  const counts = { orders: row.orders + orders, tickets: row.tickets + tickets, mails: row.mails + mails, files: row.files + files };
  if (step === "done") return end(kit, { ...row, ...counts }, step);
  await kit.db.run(
    sql`UPDATE retention_night SET step = ${step}, place = ${place ?? ""}, orders = ${counts.orders}, tickets = ${counts.tickets},
      mails = ${counts.mails}, files = ${counts.files}, walk_at = ${kit.now()}, stumbles = 0 WHERE one = 1`,
  );
  return 0;
}

async function stepOn(kit: Kit, row: NightRow, step: Walked): Promise<Emptied> {
  const until = await untilTonight(kit, row, step === "letters" ? "mails" : step);
  switch (step) {
    case "recipients":
      return until === null ? { place: null } : emptyOldOrders(kit, row, until);
    case "conversations":
      return until === null ? { place: null } : emptyOldTickets(kit, row.place, until, "all");
    case "mails":
      return until === null ? { place: null } : emptyOldTickets(kit, row.place, until, "mails");
    case "letters":
      return until === null ? { place: null } : dropOldLetters(kit, until);
    case "exports":
      return forgetOldLists(kit, row);
    case "search":
      return { place: row.orders + row.tickets === 0 || (await foldAll(kit)) ? null : row.place };
    case "done":
      return { place: null };
  }
}

/** Read with every step: a period that was made longer, or taken away, holds from then on. */
async function untilTonight(kit: Kit, row: NightRow, step: string): Promise<number | null> {
  const days = (await readPeriods(kit)).get(step as Kind);
  return days === undefined ? null : untilOf(row.began_at, days);
}

async function emptyOldOrders(kit: Kit, row: NightRow, until: number): Promise<Emptied> {
  const from = JSON.parse(row.place || FIRST_ORDER) as { t: number; id: string };
  const looked = sql`FROM orders WHERE (create_time, id) > (${from.t}, ${from.id}) AND create_time <= ${Math.floor(until / 1000)}
    ORDER BY create_time, id LIMIT ${LOOKED_AT_PER_STEP}`;
  const [due, all] = await kit.db.batch<[OrderRef, { t: number; id: string }]>([
    sql`SELECT o.create_time AS t, o.id, o.store_id AS store FROM (SELECT * ${looked}) o WHERE ${isDueOrder(until)}`,
    sql`SELECT create_time AS t, id ${looked}`,
  ]);
  const refs = due.slice(0, ORDERS_PER_STEP);
  const files = refs.length === 0 ? 0 : await emptyOrders(kit, refs, row.began_at);
  const last = due.length > refs.length ? refs.at(-1) : all.length === LOOKED_AT_PER_STEP ? all.at(-1) : null;
  return { orders: refs.length, files, place: last ? JSON.stringify({ t: last.t, id: last.id }) : null };
}

async function emptyOldTickets(kit: Kit, place: string, until: number, what: "all" | "mails"): Promise<Emptied> {
  const looked = (columns: SQL) => sql`SELECT ${columns} FROM ticket WHERE id > ${place} ORDER BY id LIMIT ${LOOKED_AT_PER_STEP}`;
  const isDue = what === "all" ? isDueTicket(until) : isDueWithMails(until);
  const [due, all] = await kit.db.batch<[{ id: string; store_id: string }, { id: string }]>([
    sql`SELECT t.id, t.store_id FROM (${looked(sql`*`)}) t WHERE ${isDue}`,
    looked(sql`id`),
  ]);
  const tickets = due.slice(0, TICKETS_PER_STEP);
  const done = { tickets: 0, files: 0 };
  for (const ticket of tickets) {
    const emptied = await emptyTicket(kit, ticket, { until, what, spares: true });
    if (typeof emptied === "string") continue;
    done.tickets += 1;
    done.files += emptied.files;
  }
  const last = due.length > tickets.length ? tickets.at(-1) : all.length === LOOKED_AT_PER_STEP ? all.at(-1) : null;
  const counts = what === "all" ? { tickets: done.tickets } : { mails: done.tickets };
  return { ...counts, files: done.files, place: last?.id ?? null };
}

/** E-mails that belonged to no ticket. What one was read from goes with its ticket where it was given one meanwhile. */
async function dropOldLetters(kit: Kit, until: number): Promise<Emptied> {
  const old = await kit.db.all<{ id: string; raw_key: string | null }>(
    sql`SELECT m.id, IIF(EXISTS (SELECT 1 FROM mail_thread h WHERE h.id = m.id), NULL, m.raw_key) AS raw_key FROM unmatched_mail m INDEXED BY unmatched_mail_by_time WHERE m.at <= ${until} ORDER BY m.at LIMIT ${LETTERS_PER_STEP}`,
  );
  const raw = old.flatMap(({ raw_key }) => raw_key ?? []);
  if (old.length > 0) {
    await kit.env.MAIL.delete(raw);
    await kit.db.run(sql`DELETE FROM unmatched_mail WHERE id IN (SELECT value->>'id' FROM json_each(${JSON.stringify(old)}))`);
  }
  return { mails: old.length, files: raw.length, place: old.length === LETTERS_PER_STEP ? "more" : null };
}

/** Objects of the archive that hold what was emptied are written anew; while somebody reads the whole desk, by the archive's own night. */
async function foldAll(kit: Kit): Promise<boolean> {
  if ((await rewriteStale(kit, OBJECTS_PER_STEP)) === "more") return false;
  return foldSearches(kit);
}

/** Only where recipients went: who is in a list is not known. */
async function forgetOldLists(kit: Kit, row: NightRow): Promise<Emptied> {
  if (row.orders === 0) return { place: null };
  const files = await forgetLists(kit);
  return { files, place: isAllOfThem(files) ? null : "more" };
}

async function end(kit: Kit, row: NightRow, step: "done" | "failed"): Promise<null> {
  const { orders, tickets, mails, files } = row;
  await kit.db.run(
    sql`UPDATE retention_night SET step = ${step}, place = '', orders = ${orders}, tickets = ${tickets}, mails = ${mails}, files = ${files},
      walk_at = NULL WHERE one = 1`,
    recordChange({
      at: kit.now(),
      userId: null,
      action: step === "done" ? "end-night" : "fail-night",
      subject: new Date(row.began_at).toISOString().slice(0, 10),
      after: { orders, tickets, mails, files },
    }),
  );
  return null;
}
