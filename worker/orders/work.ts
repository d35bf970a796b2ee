/** One order as whoever works on it sees it: each unit's own state, where it lies or what it waits for, why the order is in review, who holds it
 *  back, what may be done, and its story. Beside the order's page, because conversations show orders without all this. */
import { sql } from "drizzle-orm";
import { archivedIn, askOver } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import type { AllocationRow } from "../stock/table.ts";
import type { StoreRow } from "../stores/table.ts";
import { bitsIn, type Can, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { canDoLine, canOf, type OrderCan } from "./can.ts";
import { isBeforeDispatch, type LineState, lineState } from "./lines.ts";
import { orderById } from "./order.ts";
import type { ReviewReason } from "./review.ts";
import { type StoryPart, type ToldUnit, tellStory } from "./story.ts";
import type { OrderHoldRow, OrderRow } from "./table.ts";

export interface UnitPlace extends Pick<AllocationRow, "item_id" | "qty" | "state" | "because" | "warehouse_id"> {
  item: string | null;
  warehouse: string | null;
}

export interface WorkUnit {
  line: string;
  sku: string;
  state: LineState;
  /** What the listing is to us; null where the store's stock is not managed here. */
  listing: "mapped" | "ignored" | "unmapped" | null;
  places: UnitPlace[];
  /** A warehouse chosen by hand. */
  chosen: string | null;
  can: { editWarehouse: Can };
}

export interface Reason {
  reason: ReviewReason;
  ref: string;
  /** What the reference is called. */
  name: string | null;
  opened_at: number;
  waiver: { note: string; by: string | null; at: number } | null;
}

export interface OrderWork {
  /** Whether it matters here what its units are: its stock is managed here, or TikTok ships it and it was imported. */
  isManaged: boolean;
  units: WorkUnit[];
  review: Reason[];
  hold: (Pick<OrderHoldRow, "reason" | "until" | "held_at"> & { by: string | null }) | null;
  /** Where units may leave from, best first. */
  warehouses: { id: string; name: string }[];
  can: OrderCan & { waive: Can; map: Can };
  story: StoryPart[];
}

interface WorkRow
  extends Pick<
      OrderRow,
      | "id"
      | "create_time"
      | "store_id"
      | "status"
      | "scope"
      | "fulfilled_by"
      | "cancel_requested"
      | "due_time"
      | "delivery_time"
      | "collection_time"
      | "cold_at"
    >,
    Pick<StoreRow, "state" | "marketplace" | "stock_managed"> {
  bits: number;
  hold: string | null;
  review: string;
  warehouses: string;
}

interface LineRow {
  id: string;
  sku_id: string;
  status: string;
  rts_time: number | null;
  carrier: string | null;
  listing: "mapped" | "ignored" | null;
  chosen: string | null;
  /** A cancellation of ours: 1 told to TikTok, 0 not; null where there is none. */
  cancel_told: number | null;
  places: string;
}

export async function openWork(
  kit: Kit,
  signedIn: SignedIn,
  orderId: string,
): Promise<OrderWork & { ref: { t: number; id: string; store: string } }> {
  const { people, rows, lines } = await askOver(
    kit,
    (from) => askWork(from, signedIn, orderId),
    ({ rows }) => archivedIn(rows),
  );
  requirePerson(people);
  const [row] = rows;
  if (!row) throw new Problem("missing", "order-missing");
  return assembleWork(row, lines);
}

async function askWork(kit: Kit, signedIn: SignedIn, orderId: string) {
  const [people, rows, lines] = await kit.db.batch<[Person, WorkRow, LineRow]>([
    askWho(signedIn),
    readWork(signedIn, orderId),
    readLines(orderId),
  ]);
  return { people, rows, lines };
}

const readWork = (signedIn: SignedIn, orderId: string) =>
  sql`WITH ${who(signedIn)} SELECT o.id, o.create_time, o.store_id, o.status, o.scope, o.fulfilled_by, o.cancel_requested, o.due_time,
      o.delivery_time,
      o.collection_time, o.cold_at, s.state, s.marketplace, s.stock_managed, ${bitsIn(sql`o.store_id`)} AS bits,
      (SELECT json_object('reason', h.reason, 'until', h.until, 'held_at', h.held_at, 'by', u.name)
        FROM order_hold h LEFT JOIN user u ON u.id = h.held_by WHERE h.order_id = o.id) AS hold,
      (SELECT json_group_array(json_object('reason', v.reason, 'ref', v.ref, 'opened_at', v.opened_at, 'note', w.note, 'by', u.name,
          'at', w.waived_at, 'name', IFNULL(i.name, g.title)))
        FROM order_review v LEFT JOIN review_waiver w ON w.order_id = v.order_id AND w.reason = v.reason AND w.ref = v.ref
          LEFT JOIN user u ON u.id = w.waived_by LEFT JOIN item i ON i.id = v.ref AND v.reason = 'stock-short'
          LEFT JOIN listing g ON g.store_id = v.store_id AND g.sku_id = v.ref AND v.reason = 'listing-unmapped'
        WHERE v.order_id = o.id) AS review,
      (SELECT json_group_array(json_object('id', w.id, 'name', w.name, 'rank', p.rank))
        FROM store_warehouse p CROSS JOIN warehouse w ON w.id = p.warehouse_id
        WHERE p.store_id = o.store_id AND w.kind = 'merchant' AND w.archived_at IS NULL) AS warehouses
    FROM who CROSS JOIN ${orderById(sql`${orderId}`)} CROSS JOIN store s ON s.id = o.store_id WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`;

/** Shown to nobody who may not read the order itself. */
const readLines = (orderId: string) =>
  sql`SELECT l.id, l.sku_id, l.status, l.rts_time,
      (SELECT p.provider FROM package p WHERE p.order_id = l.order_id AND p.id = l.package_id) AS carrier,
      (SELECT m.state FROM listing_map m WHERE m.store_id = o.store_id AND m.sku_id = l.sku_id) AS listing,
      (SELECT u.warehouse_id FROM unit_warehouse u WHERE u.order_id = l.order_id AND u.line_id = l.id) AS chosen,
      (SELECT c.is_told FROM cancel_act c WHERE c.order_id = l.order_id AND c.line_id = l.id) AS cancel_told,
      (SELECT json_group_array(json_object('item_id', a.item_id, 'qty', a.qty, 'state', a.state, 'because', a.because,
          'warehouse_id', a.warehouse_id, 'item', i.name, 'warehouse', w.name))
        FROM allocation a LEFT JOIN item i ON i.id = a.item_id LEFT JOIN warehouse w ON w.id = a.warehouse_id
        WHERE a.order_id = l.order_id AND a.line_id = l.id AND a.state <> 'released') AS places
    FROM (SELECT ${orderId} AS id) k CROSS JOIN ${orderById(sql`k.id`)} CROSS JOIN order_line l ON l.order_id = o.id`;

function assembleWork(row: WorkRow, lines: LineRow[]) {
  const isTheirs = row.fulfilled_by === "store";
  const isManaged = isTheirs ? row.scope === "live" : row.stock_managed === 1;
  const states = lines.map((line) => stateOf(line, row));
  const hold = row.hold ? (JSON.parse(row.hold) as NonNullable<OrderWork["hold"]>) : null;
  const can = canOf({ order: row, store: row, bits: row.bits, lines: states, isHeld: hold !== null });
  const units = lines.map((line, at): WorkUnit => {
    const state = states[at] ?? "pending";
    return {
      line: line.id,
      sku: line.sku_id,
      state,
      listing: isManaged ? (line.listing ?? "unmapped") : null,
      places: JSON.parse(line.places) as UnitPlace[],
      chosen: line.chosen,
      can: { editWarehouse: canDoLine("editWarehouse", state, can) },
    };
  });
  const order = {
    status: row.status,
    fulfilledBy: row.fulfilled_by,
    cancelRequested: row.cancel_requested === 1,
    dueTime: row.due_time,
    deliveryTime: row.delivery_time,
    isHeld: hold !== null,
  };
  const told = lines.map((line, at) => toldUnit(line, row, units[at]));
  const warehouses = JSON.parse(row.warehouses) as { id: string; name: string; rank: number }[];
  return {
    ref: { t: row.create_time, id: row.id, store: row.store_id },
    isManaged,
    units,
    review: reasonsIn(row.review),
    hold,
    warehouses: warehouses.sort((one, other) => one.rank - other.rank).map(({ id, name }) => ({ id, name })),
    can: { ...can, waive: isTheirs ? can.release : rightOnly(can.release), map: rightOnly(can.release) },
    story: tellStory(order, told),
  };
}

const stateOf = (line: LineRow, order: { status: string }): LineState =>
  line.cancel_told === 0 ? "cancelled" : lineState(line, order, line.cancel_told === 1);

/** To map a listing or waive a reason asks for the right alone: it may stand on an order that has left. */
const rightOnly = (can: Can): Can => (can.ok || can.because.code !== "right-missing" ? { ok: true } : can);

interface ReasonRow extends Omit<Reason, "waiver"> {
  note: string | null;
  by: string | null;
  at: number | null;
}

const reasonsIn = (text: string): Reason[] =>
  (JSON.parse(text) as ReasonRow[]).map(({ note, by, at, ...reason }) => ({
    ...reason,
    waiver: note === null ? null : { note, by, at: at ?? 0 },
  }));

function toldUnit(line: LineRow, order: WorkRow, unit: WorkUnit | undefined): ToldUnit {
  const short = unit?.places.find(({ state }) => state === "short");
  const state = unit?.state ?? "pending";
  const isOpen = isBeforeDispatch(state);
  const waitsFor =
    isOpen && unit?.listing === "unmapped"
      ? "listing"
      : isOpen && short
        ? short.because === "no-warehouse"
          ? "warehouse"
          : "stock"
        : null;
  return {
    state,
    carrier: line.carrier,
    leftTime: state === "in-transit" ? (order.collection_time ?? line.rts_time) : line.rts_time,
    waitsFor,
    warehouse: short?.warehouse ?? unit?.places[0]?.warehouse ?? null,
  };
}
