/** What people do with stock by hand: receive, count, adjust, scrap, move between warehouses. Each is one click with an id, so that it happens once;
 *  the ledger keeps who, when and why, and the record of changes how it was and is. Nobody takes out what is not there, and a count that did not see the newest number is
 *  refused with it, for what moved meanwhile would be counted away. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordRead } from "../team/audit.ts";
import { requireRightAnywhere } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { movementColumns } from "./ledger.ts";
import { pokeStock } from "./poke.ts";
import type { StockLevelRow, StockMovementRow } from "./table.ts";
import { type AdjustReason, isWay } from "./warehouse.ts";

/** Where, what, and the click's own name. */
export interface Spot {
  click: string;
  warehouse: string;
  item: string;
}

export type Level = Pick<StockLevelRow, "on_hand" | "allocated" | "unsellable">;

interface Step extends Spot {
  kind: StockMovementRow["kind"];
  /** In SQL, where `l` is the level as it stands: absent numbers are null there. */
  onHand?: SQL;
  unsellable?: SQL;
  reason: string | null;
  /** Nothing is moved unless this holds. */
  when: SQL;
}

const onHandNow = sql`IFNULL(l.on_hand, 0)`;
const freeNow = sql`IFNULL(l.on_hand - l.allocated, 0)`;

const keyOf = ({ kind, click }: Pick<Step, "kind" | "click">, personId: string) => `${kind}:${personId}:${click}`;

/** One movement where item and warehouse can have one and the condition holds. */
function move(step: Step, personId: string, at: number): SQL {
  return sql`INSERT INTO stock_movement (${movementColumns})
    SELECT w.id, i.id, ${step.kind}, ${step.onHand ?? sql`0`}, 0, ${step.unsellable ?? sql`0`}, NULL, NULL, ${step.reason},
      ${personId}, ${at}, ${keyOf(step, personId)}
    FROM warehouse w CROSS JOIN item i LEFT JOIN stock_level l ON l.warehouse_id = w.id AND l.item_id = i.id
    WHERE w.id = ${step.warehouse} AND ${isOpen} AND i.id = ${step.item} AND i.kind = 'standard' AND ${step.when}
    ON CONFLICT (idem_key) DO NOTHING`;
}

const isOpen = sql`w.kind = 'merchant' AND w.archived_at IS NULL`;

const ACTIONS: Partial<Record<Step["kind"], string>> = {
  receive: "receive-stock",
  count: "count-stock",
  adjust: "adjust-stock",
  scrap: "scrap-stock",
  transfer_out: "transfer-stock",
};

/** True of the statement right before: a click that came again has moved nothing. */
const hasMoved = sql`changes() > 0`;

/** Stands right behind the last movement of the click. `m` moved the level `l`, whose numbers before are what they are less what it moved. */
function recordMove(step: Step, personId: string, at: number): SQL {
  const isAway = step.kind === "transfer_out";
  const there = sql`(SELECT t.on_hand FROM stock_level t WHERE t.warehouse_id = m.reason AND t.item_id = m.item_id)`;
  const target = isAway ? sql`(SELECT v.name FROM warehouse v WHERE v.id = m.reason)` : sql`NULL`;
  return recordRead({
    at,
    userId: personId,
    action: ACTIONS[step.kind] ?? step.kind,
    subject: sql`m.item_id`,
    before: sql`json_object('on_hand', l.on_hand - m.d_on_hand, 'unsellable', l.unsellable - m.d_unsellable,
      'there', ${isAway ? sql`${there} + m.d_on_hand` : sql`NULL`})`,
    after: sql`json_object('warehouse', w.name, 'on_hand', l.on_hand, 'unsellable', l.unsellable, 'to', ${target},
      'there', ${isAway ? there : sql`NULL`}, 'why', ${isAway ? sql`NULL` : sql`m.reason`})`,
    from: sql`stock_movement m CROSS JOIN warehouse w ON w.id = m.warehouse_id
      CROSS JOIN stock_level l ON l.warehouse_id = m.warehouse_id AND l.item_id = m.item_id
      WHERE m.idem_key = ${keyOf(step, personId)} AND ${hasMoved}`,
  });
}

interface Outcome extends Level {
  done: number;
  /** Orders are to be looked at again. */
  due: number;
  warehouse_kind: string | null;
  archived_at: number | null;
  item_kind: string | null;
}

/** What became of the click: the level as it is now, and where the click did nothing, what may have been in the way. */
const outcomeOf = (step: Step, personId: string) =>
  sql`SELECT EXISTS (SELECT 1 FROM stock_movement WHERE idem_key = ${keyOf(step, personId)}) AS done, EXISTS (SELECT 1 FROM settle_due WHERE since > 0) AS due, w.kind AS warehouse_kind, w.archived_at,
      i.kind AS item_kind, IFNULL(l.on_hand, 0) AS on_hand, IFNULL(l.allocated, 0) AS allocated, IFNULL(l.unsellable, 0) AS unsellable
    FROM (SELECT 1) LEFT JOIN warehouse w ON w.id = ${step.warehouse} LEFT JOIN item i ON i.id = ${step.item}
      LEFT JOIN stock_level l ON l.warehouse_id = ${step.warehouse} AND l.item_id = ${step.item}`;

function refuseSpot({ warehouse_kind, archived_at, item_kind }: Outcome): void {
  if (warehouse_kind === null) throw new Problem("missing", "warehouse-missing");
  if (warehouse_kind === "fbt") throw new Problem("conflict", "warehouse-by-tiktok");
  if (archived_at !== null) throw new Problem("conflict", "warehouse-archived");
  if (item_kind === null) throw new Problem("missing", "item-missing");
  if (item_kind === "kit") throw new Problem("conflict", "item-is-kit");
}

async function act(kit: Kit, personId: string, step: Step, why: (now: Outcome) => Problem, ...then: SQL[]): Promise<Level> {
  const at = kit.now();
  const answers = await kit.db.batch<object[]>([
    move(step, personId, at),
    ...then,
    recordMove(step, personId, at),
    outcomeOf(step, personId),
  ]);
  const [now] = answers.at(-1) as [Outcome];
  if (!now.done) {
    refuseSpot(now);
    throw why(now);
  }
  if (now.due) await kit.env.LIVE.send({ do: "settle-orders" });
  await pokeStock(kit, [step.item]);
  return { on_hand: now.on_hand, allocated: now.allocated, unsellable: now.unsellable };
}

const tooMany = (now: number) => new Problem("conflict", "stock-not-enough", { there: now });

export async function receiveStock(kit: Kit, signedIn: SignedIn, spot: Spot, wish: { qty: number; note: string | null }): Promise<Level> {
  const { id } = await requireRightAnywhere(kit, signedIn, "fulfil");
  const step: Step = { ...spot, kind: "receive", onHand: sql`${wish.qty}`, reason: wish.note, when: sql`true` };
  return act(kit, id, step, () => new Problem("missing", "item-missing"));
}

/** `seen` is the number the person saw. */
export async function countStock(kit: Kit, signedIn: SignedIn, spot: Spot, wish: { to: number; seen: number }): Promise<Level> {
  const { id } = await requireRightAnywhere(kit, signedIn, "manage");
  const step: Step = {
    ...spot,
    kind: "count",
    onHand: sql`${wish.to} - ${onHandNow}`,
    reason: null,
    when: sql`${onHandNow} = ${wish.seen}`,
  };
  return act(kit, id, step, (now) => new Problem("conflict", "stock-moved-meanwhile", { now: now.on_hand, seen: wish.seen }));
}

/** Damaged pieces stay in the house and are no longer sold. */
export async function adjustStock(kit: Kit, signedIn: SignedIn, spot: Spot, wish: { by: number; reason: AdjustReason }): Promise<Level> {
  const { id } = await requireRightAnywhere(kit, signedIn, "manage");
  if (!isWay(wish.reason, wish.by)) throw new Problem("invalid", "adjust-way");
  const step: Step = {
    ...spot,
    kind: "adjust",
    onHand: sql`${wish.by}`,
    unsellable: wish.reason === "damaged" ? sql`${-wish.by}` : sql`0`,
    reason: wish.reason,
    when: sql`(${wish.by} > 0 OR ${onHandNow} + ${wish.by} >= 0)`,
  };
  return act(kit, id, step, (now) => tooMany(now.on_hand));
}

export type Shelf = "on-hand" | "unsellable";

export async function scrapStock(kit: Kit, signedIn: SignedIn, spot: Spot, wish: { qty: number; from: Shelf }): Promise<Level> {
  const { id } = await requireRightAnywhere(kit, signedIn, "manage");
  const isSound = wish.from === "on-hand";
  const step: Step = {
    ...spot,
    kind: "scrap",
    ...(isSound ? { onHand: sql`${-wish.qty}` } : { unsellable: sql`${-wish.qty}` }),
    reason: wish.from,
    when: isSound ? sql`${onHandNow} >= ${wish.qty}` : sql`IFNULL(l.unsellable, 0) >= ${wish.qty}`,
  };
  return act(kit, id, step, (now) => tooMany(isSound ? now.on_hand : now.unsellable));
}

interface Transfer {
  qty: number;
  to: string;
  /** Whoever carried it knows better than the number here. */
  isCertain: boolean;
}

/** Out here and in there, both or neither. */
export async function transferStock(kit: Kit, signedIn: SignedIn, spot: Spot, wish: Transfer): Promise<Level> {
  const { id } = await requireRightAnywhere(kit, signedIn, "fulfil");
  if (wish.to === spot.warehouse) throw new Problem("invalid", "transfer-same");
  const { qty, to } = wish;
  const there = sql`EXISTS (SELECT 1 FROM warehouse w WHERE w.id = ${to} AND ${isOpen})`;
  const out: Step = {
    ...spot,
    kind: "transfer_out",
    onHand: sql`${-qty}`,
    reason: to,
    when: sql`${there} AND (${Number(wish.isCertain)} OR ${freeNow} >= ${qty})`,
  };
  const into: Step = {
    ...spot,
    warehouse: to,
    kind: "transfer_in",
    onHand: sql`${qty}`,
    reason: spot.warehouse,
    when: sql`EXISTS (SELECT 1 FROM stock_movement WHERE idem_key = ${keyOf(out, id)})`,
  };
  const why = ({ on_hand, allocated }: Outcome) =>
    wish.isCertain || on_hand - allocated >= qty
      ? new Problem("conflict", "transfer-target")
      : new Problem("conflict", "transfer-more-than-free", { free: Math.max(0, on_hand - allocated), onHand: on_hand });
  return act(kit, id, out, why, move(into, id, kit.now()));
}
