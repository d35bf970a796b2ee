/** An order as acts after the sale see it: its units with what is under way, its store, and what the asking person may do. */
import { sql } from "drizzle-orm";
import { archivedIn, askOver } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import { type ActFacts, canOf, type OrderCan } from "../orders/can.ts";
import { type LineState, lineState } from "../orders/lines.ts";
import { orderById } from "../orders/order.ts";
import type { OrderRow } from "../orders/table.ts";
import { Problem } from "../problem.ts";
import { openShop, type Shop } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { bitsIn, type Can, RIGHTS } from "../team/rights.ts";
import { type Asker, type Person, requirePerson, whoever } from "../team/session.ts";

export interface OrderedUnit {
  id: string;
  status: string;
  sku_id: string;
  title: string | null;
  variation: string | null;
  seller_sku: string | null;
  image_url: string | null;
  price_minor: number;
  state: LineState;
}

export interface Ordered {
  order: OrderRow;
  units: OrderedUnit[];
  shop: Shop;
  person: Person;
  bits: number;
  can: OrderCan;
  /** TikTok is being told of what was cancelled here alone, and has not answered. */
  isTelling: boolean;
}

interface Sight {
  /** As TikTok has it, without what is cancelled here alone. */
  asTold?: boolean;
}

type Row = OrderRow & { bits: number; is_held: number; is_telling: number; lines: string };

/** An act `a` that asks TikTok to cancel, and whose answer is not known. */
export const isAsking = sql`a.kind = 'cancel' AND a.state = 'sending'`;

async function askOrdered(kit: Kit, asker: Asker, orderId: string, { asTold = false }: Sight) {
  const seen = sql`WITH ${whoever(asker)} SELECT`;
  const from = sql`FROM who CROSS JOIN ${orderById(sql`${orderId}`)}`;
  const mayRead = sql`${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`;
  const [people, rows, stores] = await kit.db.batch<[Person, Row, StoreRow]>([
    sql`${seen} * FROM who`,
    sql`${seen} o.*, ${bitsIn(sql`o.store_id`)} AS bits, EXISTS (SELECT 1 FROM order_hold h WHERE h.order_id = o.id) AS is_held,
      EXISTS (SELECT 1 FROM cancel_act c CROSS JOIN aftersale_act a INDEXED BY aftersale_act_of_order ON a.order_id = c.order_id
        WHERE c.order_id = o.id AND c.is_told = 0 AND ${isAsking} AND c.line_id IN (SELECT value FROM json_each(a.units))) AS is_telling,
      (SELECT json_group_array(json_object('id', l.id, 'status', l.status, 'sku_id', l.sku_id, 'price_minor', l.price_minor, 'title', g.title,
          'variation', g.variation, 'seller_sku', g.seller_sku, 'image_url', g.image_url,
          'isCancelling', EXISTS (SELECT 1 FROM cancel_act c WHERE c.order_id = l.order_id AND c.line_id = l.id AND c.is_told >= ${Number(asTold)})))
        FROM order_line l LEFT JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id WHERE l.order_id = o.id) AS lines
      ${from} WHERE ${mayRead}`,
    sql`${seen} s.* ${from} JOIN store s ON s.id = o.store_id WHERE ${mayRead}`,
  ]);
  return { people, rows, stores };
}

export async function openOrdered(kit: Kit, asker: Asker, orderId: string, sight: Sight = {}): Promise<Ordered> {
  const { people, rows, stores } = await askOver(
    kit,
    (from) => askOrdered(from, asker, orderId, sight),
    ({ rows }) => archivedIn(rows),
  );
  const person = requirePerson(people);
  const [row] = rows;
  const [store] = stores;
  if (!row || !store) throw new Problem("missing", "order-missing");
  const { bits, is_held, is_telling, lines, ...order } = row;
  const units = (JSON.parse(lines) as (Omit<OrderedUnit, "state"> & { isCancelling: number })[]).map(({ isCancelling, ...line }) => ({
    ...line,
    state: lineState(line, order, isCancelling === 1),
  }));
  const facts: ActFacts = { order, store, bits, lines: units.map((unit) => unit.state), isHeld: is_held === 1 };
  return { order, units, shop: openShop(kit, store), person, bits, can: canOf(facts), isTelling: is_telling === 1 };
}

/** Refuses with the reason the page shows on the button. */
export function insist(can: Can): void {
  if (can.ok) return;
  const { code, facts } = can.because;
  throw new Problem(code === "right-missing" || code === "admin-only" ? "forbidden" : "conflict", code, facts);
}
