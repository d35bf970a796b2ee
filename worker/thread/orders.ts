/** Between tickets and orders: the tickets an order was talked about in, and the orders a buyer may mean. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { assembleOrder, fillFromArchive, type OrderPage, orderById, readOrder, type SeenOrder } from "../orders/order.ts";
import { buyerToken, matchStores } from "../orders/words.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { STATES, type TicketState } from "../timeline/timeline.ts";
import { requireTicket } from "./page.ts";

const SUGGESTED_ORDERS_MAX = 5;

interface OrderTicketRow {
  id: string;
  number: number;
  buyer_name: string;
  preview: string;
  state: number;
  last_at: number;
}

/** In the order's own store: an order's tickets are the store's. */
export async function listTicketsOfOrder(
  kit: Kit,
  signedIn: SignedIn,
  orderId: string,
): Promise<(Omit<OrderTicketRow, "state"> & { state: TicketState })[]> {
  const [people, tickets] = await kit.db.batch<[Person, OrderTicketRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT t.id, t.number, t.buyer_name, t.preview, t.state, t.last_at
      FROM who CROSS JOIN ticket_order r ON r.order_id = ${orderId} CROSS JOIN ticket t ON t.id = r.ticket_id WHERE ${mayIn(sql`t.store_id`, "read")}`,
  ]);
  requirePerson(people);
  return tickets.map((row) => ({ ...row, state: STATES[row.state] ?? "open" })).sort((a, b) => b.last_at - a.last_at);
}

export interface SuggestedOrder extends OrderPage {
  /** Talked about in the ticket this one goes on from. */
  isEarlier: boolean;
}

/** The orders of the ticket before this one, and the buyer's newest in this store, that are not linked to the ticket yet. */
export async function suggestOrders(kit: Kit, signedIn: SignedIn, ticketId: string): Promise<SuggestedOrder[]> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "read");
  if (!ticket.buyer_user_id) return [];
  const match = `${matchStores([ticket.store_id])} AND "${buyerToken(ticket.buyer_user_id)}"`;
  const bits = bitsIn(sql`o.store_id`);
  const isNew = sql`${bits} & ${RIGHTS.read} AND NOT EXISTS (SELECT 1 FROM ticket_order r WHERE r.ticket_id = ${ticket.id} AND r.order_id = o.id)`;
  const former = ticket.follow_up_of ?? ticket.split_from ?? "";
  const [people, talkedAbout, rows] = await kit.db.batch<[Person, SeenOrder, SeenOrder]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${readOrder(bits)} FROM who CROSS JOIN ticket_order p ON p.ticket_id = ${former}
      CROSS JOIN ${orderById(sql`p.order_id`)} WHERE o.store_id = ${ticket.store_id} AND ${isNew} LIMIT ${SUGGESTED_ORDERS_MAX}`,
    sql`WITH ${who(signedIn)}, found AS MATERIALIZED (
        SELECT order_id, create_time FROM order_search WHERE order_search MATCH ${match} ORDER BY rowid DESC LIMIT ${SUGGESTED_ORDERS_MAX})
      SELECT ${readOrder(bits)} FROM who CROSS JOIN found f CROSS JOIN orders o ON o.create_time = f.create_time AND o.id = f.order_id
      WHERE ${isNew}`,
  ]);
  requirePerson(people);
  const newestFirst = async (orders: SeenOrder[]) =>
    (await fillFromArchive(kit, orders)).map(assembleOrder).sort((a, b) => b.order.create_time - a.order.create_time);
  const earlier = await newestFirst(talkedAbout);
  const others = (await newestFirst(rows)).filter(({ order }) => !earlier.some((one) => one.order.id === order.id));
  const suggested = [...earlier.map((one) => ({ ...one, isEarlier: true })), ...others.map((one) => ({ ...one, isEarlier: false }))];
  return suggested.slice(0, SUGGESTED_ORDERS_MAX);
}
