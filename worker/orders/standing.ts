/** What is read to settle orders: those that are due, their units with what each takes from a shelf, what they hold already, and the shelves
 *  themselves. Two round trips for any number of orders; nothing here decides. Those that lie in the archive are brought back first. */
import { type SQL, sql } from "drizzle-orm";
import { bringBack } from "../archive/back.ts";
import { archivedIn } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import type { StoreRow } from "../stores/table.ts";
import { keepsSkusTogether } from "./can.ts";
import { isDispatched, type LineState, lineState } from "./lines.ts";
import type { Held, Shelves, StockOrder, StockUnit, Wish } from "./plan.ts";
import { isOurs, isTakenBack } from "./review.ts";
import type { OrderRow } from "./table.ts";

type DueOrder = Pick<
  OrderRow,
  "id" | "create_time" | "store_id" | "status" | "fulfilled_by" | "scope" | "turn" | "warehouse_id" | "cold_at"
> &
  Pick<StoreRow, "stock_managed" | "marketplace" | "seller_type" | "fbt_warehouse_id">;
/** An order may be named before it is here. */
type DueRow = { named: string; since: number } & (DueOrder | { [Column in keyof DueOrder]: null });

interface LineRead {
  order_id: string;
  id: string;
  sku_id: string;
  status: string;
  is_ours: number;
  is_taken_back: number;
  chosen: string | null;
  is_mapped: number;
  /** JSON array of [item, quantity]; kits are taken apart. */
  parts: string;
}

export interface DueToSettle extends StockOrder {
  createTime: number;
  storeId: string;
  /** Which word about it was read: it is settled only while that is the last one. */
  since: number;
  shelves: Shelves;
  /** Where its units leave from if TikTok sends them. */
  fbtWarehouse: string | null;
}

export interface Standing {
  orders: DueToSettle[];
  /** Names of orders that are not here. */
  unknown: { id: string; since: number }[];
}

export async function readStanding(kit: Kit, orderIds: string[]): Promise<Standing> {
  const found = await readDue(kit, orderIds);
  const archived = archivedIn(found.known);
  if (archived.length > 0) await bringBack(kit, archived);
  const { known, unknown, lines, held } = archived.length > 0 ? await readDue(kit, orderIds) : found;
  const items = new Set([...lines.flatMap((line) => partsIn(line).map(({ item }) => item)), ...held.map((row) => row.item_id)]);
  const shelvesOf = await readShelves(kit, [...new Set(known.map((row) => row.store_id))], [...items]);
  const linesOf = Map.groupBy(lines, (line) => line.order_id);
  const heldOf = Map.groupBy(held, (row) => row.order_id);
  const orders = known.map((row) => ({
    id: row.id,
    createTime: row.create_time,
    storeId: row.store_id,
    since: row.since,
    turn: row.turn ?? 0,
    units: (linesOf.get(row.id) ?? []).map((line) => unitOf(row, line)),
    held: heldOf.get(row.id) ?? [],
    shelves: shelvesOf(row),
    fbtWarehouse: isImported(row) ? row.fbt_warehouse_id : null,
  }));
  return { orders, unknown };
}

async function readDue(kit: Kit, orderIds: string[]) {
  const due = sql`json_each(${JSON.stringify(orderIds)}) k CROSS JOIN settle_due d ON d.order_id = k.value`;
  const [rows, lines, held] = await kit.db.batch<[DueRow, LineRead, Held & { order_id: string }]>([
    sql`SELECT d.order_id AS named, d.since, o.id, o.create_time, o.store_id, o.status, o.fulfilled_by, o.scope, o.turn, o.warehouse_id, o.cold_at,
        s.stock_managed, s.marketplace, s.seller_type, s.fbt_warehouse_id
      FROM ${due} LEFT JOIN orders o ON o.create_time = d.create_time AND o.id = d.order_id LEFT JOIN store s ON s.id = o.store_id`,
    readLines(due),
    sql`SELECT a.order_id, a.line_id, a.item_id, a.warehouse_id, a.qty, a.state, a.because, a.attempt, a.turn
      FROM ${due} CROSS JOIN allocation a ON a.order_id = d.order_id`,
  ]);
  const known = rows.filter((row): row is DueRow & DueOrder => row.id !== null);
  const unknown = rows.filter((row) => row.id === null).map(({ named, since }) => ({ id: named, since }));
  return { known, unknown, lines, held };
}

function readLines(due: SQL): SQL {
  return sql`SELECT l.order_id, l.id, l.sku_id, l.status, ${isOurs(sql`o`, sql`s`)} AS is_ours, ${isTakenBack} AS is_taken_back,
      (SELECT u.warehouse_id FROM unit_warehouse u WHERE u.order_id = l.order_id AND u.line_id = l.id) AS chosen,
      EXISTS (SELECT 1 FROM listing_map m WHERE m.store_id = o.store_id AND m.sku_id = l.sku_id) AS is_mapped,
      (SELECT json_group_array(json_array(IFNULL(q.item_id, p.item_id), p.qty * IFNULL(q.qty, 1)))
        FROM listing_part p LEFT JOIN kit_part q ON q.kit_id = p.item_id WHERE p.store_id = o.store_id AND p.sku_id = l.sku_id) AS parts
    FROM ${due} CROSS JOIN orders o ON o.create_time = d.create_time AND o.id = d.order_id CROSS JOIN store s ON s.id = o.store_id
      CROSS JOIN order_line l ON l.order_id = o.id`;
}

/** A pack and its single piece may both be in a kit: what leaves is their sum. */
function partsIn({ parts }: Pick<LineRead, "parts">): StockUnit["parts"] {
  const sums = new Map<string, number>();
  for (const [item, qty] of JSON.parse(parts) as [string, number][]) sums.set(item, (sums.get(item) ?? 0) + qty);
  return [...sums].map(([item, qty]) => ({ item, qty }));
}

function unitOf(order: DueOrder, line: LineRead): StockUnit {
  return {
    line: line.id,
    sku: line.sku_id,
    wish: wishOf(order, line),
    parts: partsIn(line),
    chosen: line.chosen,
    isMapped: line.is_mapped === 1,
  };
}

/** TikTok sends it, and the store imports what TikTok sends. */
const isImported = (order: DueOrder) => order.fulfilled_by === "store" && order.scope === "live";

function wishOfImported(state: LineState): Wish {
  if (state === "cancelled") return "back";
  return state === "pending" ? "none" : "sold";
}

/** TikTok counts an unpaid order's units as sold, so they are held from the beginning. */
function wishOf(order: DueOrder, line: LineRead): Wish {
  const isKeptHere = order.stock_managed === 1 && order.fulfilled_by === "merchant" && order.scope === "live";
  const state = lineState(line, order);
  if (isImported(order)) return wishOfImported(state);
  if (!isKeptHere || line.is_taken_back || state === "cancelled") return "none";
  if (!isDispatched(state)) return "hold";
  return line.is_ours ? "sent" : "none";
}

interface ShelfRow {
  store_id: string;
  id: string;
  rank: number;
  is_fallback: number;
  shop_warehouse_id: string | null;
}

async function readShelves(kit: Kit, stores: string[], items: string[]): Promise<(order: DueOrder) => Shelves> {
  const [places, levels] = await kit.db.batch<[ShelfRow, { warehouse_id: string; item_id: string; free: number }]>([
    sql`SELECT w.store_id, h.id, w.rank, w.is_fallback, w.shop_warehouse_id FROM json_each(${JSON.stringify(stores)}) k
      CROSS JOIN store_warehouse w ON w.store_id = k.value CROSS JOIN warehouse h ON h.id = w.warehouse_id
      WHERE h.kind = 'merchant' AND h.archived_at IS NULL`,
    sql`SELECT l.warehouse_id, l.item_id, l.on_hand - l.allocated AS free FROM json_each(${JSON.stringify(items)}) k
      CROSS JOIN stock_level l ON l.item_id = k.value`,
  ]);
  const free = new Map(levels.map((level) => [`${level.warehouse_id} ${level.item_id}`, level.free]));
  const placesOf = Map.groupBy(places, (place) => place.store_id);
  return (order) => {
    const own = (placesOf.get(order.store_id) ?? []).sort((one, other) => one.rank - other.rank);
    const theirs = own.find((place) => place.shop_warehouse_id !== null && place.shop_warehouse_id === order.warehouse_id);
    return {
      warehouses: own.map(({ id, is_fallback }) => ({ id, isFallback: is_fallback === 1 })),
      home: (theirs ?? own.find((place) => place.is_fallback === 1) ?? own[0])?.id ?? null,
      keepsSkusTogether: keepsSkusTogether(order),
      free: (warehouse, item) => free.get(`${warehouse} ${item}`) ?? 0,
      take: (warehouse, item, qty) => void free.set(`${warehouse} ${item}`, (free.get(`${warehouse} ${item}`) ?? 0) - qty),
    };
  };
}
