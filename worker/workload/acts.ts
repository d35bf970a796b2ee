/** Orders held, released, tagged, given to somebody or waved through: one order or a step of a job, by the same statements. They go with whatever
 *  the caller writes into one batch, so that an act and what is said of it are one. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { dropHold, putHold } from "../orders/hold.ts";
import { orderById } from "../orders/order.ts";
import { restage } from "../orders/stage.ts";
import { Problem } from "../problem.ts";
import { recordChanges } from "../team/audit.ts";
import { bitsEverywhere } from "../team/bits.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { type Asker, findPerson, type SignedIn, whoever } from "../team/session.ts";
import { markOf } from "./filters.ts";
import { canWish, type JobWish, type OrderWish, type Seen } from "./wish.ts";

type SeenRow = Omit<Seen, "marks" | "reasons"> & { marks: string; reasons: string };

/** What a person `u` may do in the store of `o`. */
const takerBits = (personId: string) => sql`IFNULL((SELECT ${bitsEverywhere}
    | IFNULL((SELECT r.bits FROM store_right r WHERE r.user_id = u.id AND r.store_id = o.store_id), 0)
  FROM user u WHERE u.id = ${personId} AND u.disabled_at IS NULL), 0)`;

/** Orders as they are now, with the rights of whoever asks as they are now; those one may not read are left out. */
export async function readSeen(kit: Kit, asker: Asker, ids: string[], wish: JobWish): Promise<Map<string, Seen>> {
  const rows = await kit.db.all<SeenRow>(
    sql`WITH ${whoever(asker)} SELECT o.id, o.create_time, o.store_id, o.status, o.fulfilled_by, o.cancel_requested, ${bitsIn(sql`o.store_id`)} AS bits,
        s.state, s.marketplace, s.stock_managed, EXISTS (SELECT 1 FROM order_hold h WHERE h.order_id = o.id) AS is_held,
        EXISTS (SELECT 1 FROM cancel_act c CROSS JOIN order_line l ON l.order_id = c.order_id AND l.id = c.line_id
          WHERE c.order_id = o.id AND l.status NOT IN ('CANCELLED', 'CANCEL')) AS is_cancelling,
        (SELECT json_group_array(m.mark) FROM order_mark m WHERE m.order_id = o.id) AS marks,
        (SELECT json_group_array(v.reason) FROM order_review v WHERE v.order_id = o.id AND NOT EXISTS (
          SELECT 1 FROM review_waiver w WHERE w.order_id = v.order_id AND w.reason = v.reason AND w.ref = v.ref)) AS reasons,
        ${wish.do === "assign" && wish.personId !== "" ? takerBits(wish.personId) : sql`0`} AS taker_bits
      FROM who CROSS JOIN json_each(${JSON.stringify(ids)}) k
        CROSS JOIN ${orderById(sql`k.value`)}
        CROSS JOIN store s ON s.id = o.store_id WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
  );
  return new Map(
    rows.map((row) => [row.id, { ...row, marks: JSON.parse(row.marks) as string[], reasons: JSON.parse(row.reasons) as string[] }]),
  );
}

/** What the act writes for orders that allow it. */
export function statementsOf(wish: OrderWish, orders: Seen[], personId: string, now: number): SQL[] {
  if (orders.length === 0) return [];
  const named = JSON.stringify(orders.map(({ id }) => id));
  const subjects = orders.map(({ id, store_id }) => ({ id, storeId: store_id }));
  const { do: name, ...after } = wish;
  const record = recordChanges(
    { at: now, userId: personId, action: ACTIONS[name], after: Object.keys(after).length > 0 ? after : undefined },
    subjects,
  );
  return [...changesOf(wish, orders, named, personId, now), ...(MOVES.includes(name) ? restageAll(orders, now) : []), record];
}

/** What asks more of an order than how it is sorted: one that lies in the archive is brought back for it. */
export const isWork = (wish: JobWish) => wish.do === "cancel" || MOVES.includes(wish.do);

const ACTIONS: Record<OrderWish["do"], string> = {
  hold: "hold-order",
  release: "release-order",
  tag: "tag-order",
  untag: "untag-order",
  assign: "assign-order",
  waive: "waive-reason",
};

/** Acts that change where an order stands. */
const MOVES: readonly OrderWish["do"][] = ["hold", "release", "waive"];

function changesOf(wish: OrderWish, orders: Seen[], named: string, personId: string, now: number): SQL[] {
  const among = sql`order_id IN (SELECT value FROM json_each(${named}))`;
  switch (wish.do) {
    case "hold":
      return orders.map(({ id, create_time, store_id }) =>
        putHold({ order_id: id, create_time, store_id }, { reason: wish.reason, until: wish.until, held_by: personId, held_at: now }),
      );
    case "release":
      return orders.map(({ id }) => dropHold(id));
    case "tag":
      return [putMark(sql`${wish.tagId}`, orders, personId, now)];
    case "untag":
      return [sql`DELETE FROM order_mark WHERE ${among} AND mark = ${wish.tagId}`];
    case "assign":
      return [
        sql`DELETE FROM order_mark WHERE ${among} AND mark GLOB '@*'`,
        ...(wish.personId === "" ? [] : [putMark(markOf(wish.personId), orders, personId, now)]),
      ];
    case "waive":
      return [
        sql`INSERT OR REPLACE INTO review_waiver (order_id, reason, ref, note, waived_by, waived_at)
          SELECT v.order_id, v.reason, v.ref, ${wish.note}, ${personId}, ${now}
          FROM json_each(${named}) k CROSS JOIN order_review v ON v.order_id = k.value AND v.reason = ${wish.reason}`,
      ];
  }
}

const putMark = (mark: SQL, orders: Seen[], personId: string, now: number) =>
  sql`INSERT OR IGNORE INTO order_mark (order_id, mark, create_time, store_id, stage, turn, marked_by, marked_at)
    SELECT o.id, ${mark}, o.create_time, o.store_id, o.stage, o.turn, ${personId}, ${now}
    FROM json_each(${JSON.stringify(orders.map(({ id, create_time }) => ({ t: create_time, id })))}) k
      CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'`;

const restageAll = (orders: Seen[], now: number) =>
  [...Map.groupBy(orders, (order) => order.store_id)].flatMap(([store, some]) =>
    restage(
      store,
      some.map(({ id, create_time }) => ({ t: create_time, id })),
      now,
    ),
  );

export async function pokeOrders(kit: Kit, orders: Seen[]): Promise<void> {
  for (const [store, some] of Map.groupBy(orders, (order) => order.store_id))
    await kit.env.MAILBOX.getByName("mailbox").poke({ store, orders: some.map(({ id }) => id) });
}

/** One order, at once. What is so already is no mistake. */
export async function actOnOrder(kit: Kit, signedIn: SignedIn, id: string, wish: OrderWish): Promise<void> {
  const person = await findPerson(kit, signedIn);
  await requireTag(kit, wish);
  const order = (await readSeen(kit, signedIn, [id], wish)).get(id);
  if (!order) throw new Problem("missing", "order-missing");
  const can = canWish(wish, order, kit.now());
  if (!can.ok) {
    if (can.because.code === "order-so-already") return;
    throw new Problem(can.because.code === "right-missing" ? "forbidden" : "conflict", can.because.code, can.because.facts);
  }
  await kit.db.run(...statementsOf(wish, [order], person.id, kit.now()));
  await pokeOrders(kit, [order]);
}

/** Only a tag that is offered is put on. */
export async function requireTag(kit: Kit, wish: JobWish): Promise<void> {
  if (wish.do !== "tag") return;
  const [tag] = await kit.db.all<{ archived_at: number | null; merged_into: string | null; name: string }>(
    sql`SELECT archived_at, merged_into, name FROM tag WHERE id = ${wish.tagId}`,
  );
  if (!tag) throw new Problem("missing", "tag-missing");
  if (tag.archived_at !== null) throw new Problem("conflict", "tag-archived", { name: tag.name });
}
