/** What people did with an order here, newest first: the record every change leaves, read by whoever may read the order. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { orderById } from "./order.ts";

const CHANGES_SHOWN_MAX = 50;

export interface OrderChange {
  id: number;
  at: number;
  person: string | null;
  action: string;
  /** JSON, as it was recorded. */
  before: string | null;
  after: string | null;
}

export async function listOrderChanges(kit: Kit, signedIn: SignedIn, orderId: string): Promise<OrderChange[]> {
  const [people, orders, rows] = await kit.db.batch<[Person, { id: string }, OrderChange]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT o.id FROM who CROSS JOIN ${orderById(sql`${orderId}`)} WHERE ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
    sql`SELECT a.id, a.at, u.name AS person, a.action, a.before, a.after FROM audit a INDEXED BY audit_by_subject
      LEFT JOIN user u ON u.id = a.user_id WHERE a.subject = ${orderId} ORDER BY a.id DESC LIMIT ${CHANGES_SHOWN_MAX}`,
  ]);
  requirePerson(people);
  if (orders.length === 0) throw new Problem("missing", "order-missing");
  return rows;
}
