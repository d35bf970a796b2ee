/** The erasing of a buyer, one step at a time: first what was said, then what was ordered, then what the searches still hold in their folds. Each
 *  step looks for what is left, so that one that comes twice, or after a crash, finds less and does no harm. */
import { sql } from "drizzle-orm";
import { rewriteStale } from "../archive/rewrite.ts";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import type { OrderRef } from "../orders/unnamed.ts";
import { recordChange } from "../team/audit.ts";
import { claimStep, hasLostChain } from "../walks.ts";
import { IS_HELD, isOf, lettersOf, ordersOf, TICKETS } from "./buyer.ts";
import { dropFilesOf } from "./file-write.ts";
import { foldSearches, forgetLists, isAllOfThem } from "./leftovers.ts";
import type { ErasureRow } from "./table.ts";
import { emptyOrders, emptyTicket, leaveConversations } from "./take-out.ts";

const TICKETS_PER_STEP = 10;
const ORDERS_PER_STEP = 50;
const OBJECTS_PER_STEP = 10;
const BUSY_SECONDS = 30;
const STEP_MS_MAX = 60_000;
const STUMBLES_MAX = 8;

interface Step {
  state: ErasureRow["state"];
  orders?: number;
  tickets?: number;
  files?: number;
  addresses?: string[];
  /** Something is on its way: it is tried again then. */
  waits?: boolean;
}

/** Answers after how many seconds the next step is due; null where it is somebody else's, or none. */
export async function eraseOn(kit: Kit, id: string): Promise<number | null> {
  const row = await claimStep<ErasureRow>(kit, sql`erasure`, sql`id = ${id}`, STEP_MS_MAX);
  if (!row) return null;
  if (row.stumbles > STUMBLES_MAX) {
    await end(kit, row, "failed");
    return null;
  }
  const step = await stepOn(kit, row);
  if (step.state === "done") {
    await end(kit, row, "done");
    return null;
  }
  const { orders = 0, tickets = 0, files = 0, addresses = [], waits = false } = step;
  const known = [...new Set([...(JSON.parse(row.addresses) as string[]), ...addresses])];
  await kit.db.run(
    sql`UPDATE erasure SET state = ${step.state}, orders = orders + ${orders}, tickets = tickets + ${tickets}, files = files + ${files},
        addresses = ${JSON.stringify(known)}, walk_at = ${kit.now() + (waits ? BUSY_SECONDS * 1000 : 0)}, stumbles = 0 WHERE id = ${id}`,
  );
  return waits ? BUSY_SECONDS : 0;
}

async function stepOn(kit: Kit, row: ErasureRow): Promise<Step> {
  switch (row.state) {
    case "tickets":
      return eraseTickets(kit, row);
    case "orders":
      return eraseOrders(kit, row);
    case "search":
      return foldArchive(kit);
    case "done":
    case "failed":
      return { state: row.state };
  }
}

/** What was theirs is nowhere once the archive's objects that hold it are written anew, and then the folds of searches. */
async function foldArchive(kit: Kit): Promise<Step> {
  const rewritten = await rewriteStale(kit, OBJECTS_PER_STEP);
  if (rewritten !== "done") return { state: "search", waits: rewritten === "waits" };
  return { state: (await foldSearches(kit)) ? "done" : "search" };
}

/** Whoever writes again after they asked for it is a buyer as any other: a ticket that was opened since stays. */
async function eraseTickets(kit: Kit, row: ErasureRow): Promise<Step> {
  const left = await kit.db.all<{ id: string; store_id: string }>(
    sql`SELECT t.id, t.store_id FROM ${TICKETS} WHERE ${isOf(row.buyer)} AND ${IS_HELD} AND t.created_at <= ${row.created_at} LIMIT ${TICKETS_PER_STEP}`,
  );
  const done: Step = { state: "tickets", tickets: 0, files: 0, addresses: [] };
  for (const ticket of left) {
    const emptied = await emptyTicket(kit, ticket, { until: row.created_at, what: "all", spares: false });
    if (typeof emptied === "string") {
      done.waits = true;
      continue;
    }
    done.tickets = (done.tickets ?? 0) + 1;
    done.files = (done.files ?? 0) + emptied.files;
    done.addresses = [...(done.addresses ?? []), ...emptied.addresses];
  }
  if (left.length > 0) return done;
  const files = await eraseLetters(kit, row);
  await kit.db.run(
    ...leaveConversations(sql`buyer_user_id = ${row.buyer}`, row.created_at),
    sql`DELETE FROM blocked_buyer WHERE buyer_user_id = ${row.buyer} AND store_id IN (SELECT id FROM store)`,
    sql`UPDATE rule_run SET buyer_id = NULL WHERE buyer_id = ${row.buyer}`,
  );
  return { state: "orders", files };
}

/** E-mails of theirs that belonged to no ticket. */
async function eraseLetters(kit: Kit, row: ErasureRow): Promise<number> {
  const letters = await lettersOf(kit, row);
  if (letters.length === 0) return 0;
  await kit.env.MAIL.delete(letters.map(({ raw_key }) => raw_key));
  await kit.db.run(sql`DELETE FROM unmatched_mail WHERE id IN (SELECT value->>'id' FROM json_each(${JSON.stringify(letters)}))`);
  return letters.length;
}

async function eraseOrders(kit: Kit, row: ErasureRow): Promise<Step> {
  const left = await kit.db.all<OrderRef>(
    sql`SELECT o.create_time AS t, o.id, o.store_id AS store FROM ${ordersOf(row.buyer)} LIMIT ${ORDERS_PER_STEP}`,
  );
  if (left.length > 0) return { state: "orders", orders: left.length, files: await emptyOrders(kit, left, row.created_at) };
  await dropFilesOf(kit, row.who);
  const forgotten = await forgetLists(kit);
  return { state: isAllOfThem(forgotten) ? "search" : "orders", files: forgotten };
}

async function end(kit: Kit, row: ErasureRow, state: "done" | "failed"): Promise<void> {
  await kit.db.run(
    sql`UPDATE erasure SET state = ${state}, buyer = '', addresses = '[]', walk_at = NULL, ended_at = ${kit.now()} WHERE id = ${row.id}`,
    recordChange({
      at: kit.now(),
      userId: row.by_id,
      action: state === "done" ? "end-erasure" : "fail-erasure",
      subject: row.who,
      after: { orders: row.orders, tickets: row.tickets, files: row.files },
    }),
  );
  await kit.env.MAILBOX.getByName("mailbox").pokeJobs(row.by_id);
}

/** Erasures and files whose chain was lost. */
export async function namePersonWalks(kit: Kit): Promise<Job[]> {
  const isLost = hasLostChain(kit);
  const late = await kit.db.all<{ id: string; isFile: number }>(
    sql`SELECT id, 0 AS isFile FROM erasure WHERE ${isLost} UNION ALL SELECT id, 1 FROM person_file WHERE ${isLost}`,
  );
  return late.map(({ id, isFile }) => (isFile ? { do: "write-person", file: id } : { do: "erase-buyer", erasure: id }));
}
