/** A print run's pick list: what is to be taken from the shelves for all of its orders together, by warehouse and item, with the orders each piece is
 *  for. It follows what is reserved or has just been booked out; units of stores that keep no stock here are listed by their SKU. Orders that the
 *  run left out or could not ship are not on it, and neither are those of stores one may no longer ship for. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { orderById } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { isLegible, leaveRoom, openPen, type Paper, write } from "./pen.ts";
import { openRun } from "./runs.ts";

/** A4. */
const PAPER: Paper = { size: [595.28, 841.89], margin: 40, line: 15, characters: 100 };
const NAME_CHARACTERS_MAX = 60;
const ORDER_DIGITS = 6;
const ORDERS_PER_LINE = 8;
const INDENT = 16;

export interface Picked {
  /** Null where nobody says where it lies. */
  warehouse: string | null;
  sku: string;
  name: string;
  order: string;
  qty: number;
}

export interface Pick {
  sku: string;
  name: string;
  qty: number;
  /** Order → pieces, in the order of the run. */
  orders: [string, number][];
}

export interface Shelf {
  warehouse: string | null;
  picks: Pick[];
}

/** Pieces of one item in one warehouse are one line; warehouses and items by name, what lies nowhere last. Pure. */
export function groupPicks(rows: readonly Picked[]): Shelf[] {
  const byName = (one: string, other: string) => (one < other ? -1 : Number(one > other));
  const shelves = [...Map.groupBy(rows, ({ warehouse }) => warehouse)].map(([warehouse, some]) => ({
    warehouse,
    picks: [...Map.groupBy(some, ({ sku }) => sku)].map(([sku, pieces]) => pickOf(sku, pieces)).sort((a, b) => byName(a.sku, b.sku)),
  }));
  return shelves.sort(
    (a, b) => Number(a.warehouse === null) - Number(b.warehouse === null) || byName(a.warehouse ?? "", b.warehouse ?? ""),
  );
}

const sumOf = (pieces: readonly Picked[]) => pieces.reduce((sum, { qty }) => sum + qty, 0);

const pickOf = (sku: string, pieces: readonly Picked[]): Pick => ({
  sku,
  name: pieces[0]?.name ?? "",
  qty: sumOf(pieces),
  orders: [...Map.groupBy(pieces, ({ order }) => order)].map(([order, own]) => [order, sumOf(own)]),
});

async function listPicked(kit: Kit, signedIn: SignedIn, run: string): Promise<Picked[]> {
  const items = sql`ship_item i CROSS JOIN ${orderById(sql`i.order_id`)} AND ${mayIn(sql`o.store_id`, "fulfil")}`;
  const isIn = sql`i.job_id = ${run} AND i.outcome IN ('waiting', 'done')`;
  const held = sql`a.state IN ('reserved', 'shipped')`;
  const [shelved, loose] = await kit.db.batch<[Picked & { place: number }, Picked & { place: number }]>([
    sql`WITH ${who(signedIn)} SELECT i.place, w.name AS warehouse, t.sku, t.name, a.order_id AS "order", a.qty
      FROM ${items} CROSS JOIN allocation a ON a.order_id = o.id AND ${held}
        CROSS JOIN item t ON t.id = a.item_id LEFT JOIN warehouse w ON w.id = a.warehouse_id WHERE ${isIn}`,
    sql`WITH ${who(signedIn)} SELECT i.place, NULL AS warehouse, IFNULL(g.seller_sku, l.sku_id) AS sku, IFNULL(g.title, '') AS name,
        l.order_id AS "order", 1 AS qty
      FROM ${items} CROSS JOIN order_line l ON l.order_id = o.id AND l.status NOT IN ('CANCELLED', 'CANCEL')
        LEFT JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id
      WHERE ${isIn} AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.order_id = l.order_id AND a.line_id = l.id AND ${held})`,
  ]);
  return [...shelved, ...loose].sort((one, other) => one.place - other.place);
}

export async function printPicks(kit: Kit, signedIn: SignedIn, id: string): Promise<Uint8Array> {
  await openRun(kit, signedIn, id);
  const shelves = groupPicks(await listPicked(kit, signedIn, id));
  if (shelves.length === 0) throw new Problem("missing", "run-no-picks");
  return drawPicks(id, shelves);
}

/** Numbers and names alone: it speaks no language. */
async function drawPicks(id: string, shelves: readonly Shelf[]): Promise<Uint8Array> {
  const pen = await openPen(PAPER);
  write(pen, id);
  for (const { warehouse, picks } of shelves) {
    leaveRoom(pen);
    write(pen, warehouse ?? "–", { size: 14, isBold: true });
    for (const { sku, name, qty, orders } of picks) {
      leaveRoom(pen);
      const called = isLegible(name) ? `  ${name.slice(0, NAME_CHARACTERS_MAX)}` : "";
      write(pen, `[  ]  ${qty} x  ${sku}${called}`, { size: 11, isBold: true });
      const named = orders.map(([order, own]) => `…${order.slice(-ORDER_DIGITS)}${own > 1 ? ` (${own})` : ""}`);
      for (let at = 0; at < named.length; at += ORDERS_PER_LINE)
        write(pen, named.slice(at, at + ORDERS_PER_LINE).join("   "), { indent: INDENT });
    }
  }
  return pen.document.save();
}
