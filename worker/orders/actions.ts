/** What people do with an order here, without TikTok: hold it back and let it go, put a reason of its review aside, choose a unit's warehouse. Each
 *  is asked of the same table as the page, leaves a row of what was before and after, and is in force at once. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import type { Can } from "../team/rights.ts";
import { findPerson, type SignedIn } from "../team/session.ts";
import { dropHold, putHold } from "./hold.ts";
import type { ReviewReason } from "./review.ts";
import { settleOrders } from "./settle.ts";
import { restage } from "./stage.ts";
import { type OrderWork, openWork } from "./work.ts";

type Work = Awaited<ReturnType<typeof openWork>>;

interface Done {
  action: string;
  before?: unknown;
  after?: unknown;
}

/** `until` in epoch milliseconds; null until somebody releases it. */
export async function holdOrder(kit: Kit, signedIn: SignedIn, id: string, hold: { reason: string; until: number | null }): Promise<void> {
  const work = await openActing(kit, signedIn, id, (can) => can.hold);
  if (hold.until !== null && hold.until <= kit.now()) throw new Problem("invalid", "hold-past");
  const person = await findPerson(kit, signedIn);
  const row = { order_id: id, create_time: work.ref.t, store_id: work.ref.store };
  await change(kit, person.id, work, { action: "hold-order", after: hold }, [
    putHold(row, { ...hold, held_by: person.id, held_at: kit.now() }),
  ]);
}

export async function releaseOrder(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const work = await openActing(kit, signedIn, id, (can) => can.release);
  const person = await findPerson(kit, signedIn);
  const before = { reason: work.hold?.reason, until: work.hold?.until };
  await change(kit, person.id, work, { action: "release-order", before }, [dropHold(id)]);
}

export interface Waiving {
  reason: ReviewReason;
  ref: string;
  /** Null takes the waiver back. */
  note: string | null;
}

export async function waiveReason(kit: Kit, signedIn: SignedIn, id: string, { reason, ref, note }: Waiving): Promise<void> {
  const work = await openActing(kit, signedIn, id, (can) => can.waive);
  const standing = work.review.find((one) => one.reason === reason && one.ref === ref);
  if (!standing) throw new Problem("conflict", "reason-gone");
  const person = await findPerson(kit, signedIn);
  const at = kit.now();
  const statement =
    note === null
      ? sql`DELETE FROM review_waiver WHERE order_id = ${id} AND reason = ${reason} AND ref = ${ref}`
      : sql`INSERT INTO review_waiver (order_id, reason, ref, note, waived_by, waived_at)
          VALUES (${id}, ${reason}, ${ref}, ${note}, ${person.id}, ${at})
          ON CONFLICT (order_id, reason, ref) DO UPDATE SET note = excluded.note, waived_by = excluded.waived_by, waived_at = excluded.waived_at`;
  const about = { reason, name: standing.name ?? ref };
  await change(
    kit,
    person.id,
    work,
    { action: "waive-reason", before: { ...about, note: standing.waiver?.note ?? null }, after: { ...about, note } },
    [statement],
  );
}

/** `warehouse` null leaves the choice to the desk again. */
export async function chooseWarehouse(
  kit: Kit,
  signedIn: SignedIn,
  id: string,
  choice: { lines: string[]; warehouse: string | null },
): Promise<void> {
  const work = await openActing(kit, signedIn, id, (can) => can.editWarehouse);
  const units = choice.lines.map((line) => work.units.find((unit) => unit.line === line));
  for (const unit of units) refuseUnless(unit?.can.editWarehouse ?? { ok: false, because: { code: "line-missing", facts: {} } });
  const to = work.warehouses.find((one) => one.id === choice.warehouse);
  if (choice.warehouse !== null && !to) throw new Problem("conflict", "warehouse-not-of-store");
  const person = await findPerson(kit, signedIn);
  const at = kit.now();
  const lines = JSON.stringify(choice.lines);
  const statements: SQL[] = [
    to
      ? sql`INSERT INTO unit_warehouse (order_id, line_id, warehouse_id, chosen_by, chosen_at)
          SELECT ${id}, value, ${to.id}, ${person.id}, ${at} FROM json_each(${lines}) WHERE true
          ON CONFLICT (order_id, line_id) DO UPDATE SET warehouse_id = excluded.warehouse_id, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`
      : sql`DELETE FROM unit_warehouse WHERE order_id = ${id} AND line_id IN (SELECT value FROM json_each(${lines}))`,
    sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since) VALUES (${id}, ${work.ref.t}, ${work.ref.store}, ${at})`,
  ];
  const before = { units: units.length, warehouse: units[0]?.places[0]?.warehouse ?? null };
  await change(
    kit,
    person.id,
    work,
    { action: "choose-warehouse", before, after: { units: units.length, warehouse: to?.name ?? null } },
    statements,
  );
  await settleOrders(kit, [id]);
}

async function openActing(kit: Kit, signedIn: SignedIn, id: string, pick: (can: OrderWork["can"]) => Can): Promise<Work> {
  const work = await openWork(kit, signedIn, id);
  refuseUnless(pick(work.can));
  return work;
}

function refuseUnless(can: Can): void {
  if (can.ok) return;
  const { code, facts } = can.because;
  throw new Problem(code === "right-missing" ? "forbidden" : "conflict", code, facts);
}

async function change(kit: Kit, userId: string, { ref }: Work, done: Done, statements: SQL[]): Promise<void> {
  const at = kit.now();
  await kit.db.run(
    ...statements,
    ...restage(ref.store, [ref], at),
    recordChange({ at, userId, subject: ref.id, storeId: ref.store, ...done }),
  );
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: ref.store, orders: [ref.id] });
}
