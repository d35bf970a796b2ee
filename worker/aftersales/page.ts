/** One cancellation or return as its page shows it: what TikTok says, its units with what came back of them, what we told TikTok and what became
 *  of it, and what may be done. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { createTimeOf } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { openShop } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { listRecords, type ReturnRecord } from "../tiktok/aftersale-answers.ts";
import { PHASES, type Phase } from "./case.ts";
import type { ActRow, AftersaleLineRow, AftersaleRow, ReceiptRow } from "./table.ts";

export interface CaseUnit extends Omit<AftersaleLineRow, "aftersale_id"> {
  condition: ReceiptRow["condition"] | null;
  received_at: number | null;
}

export type ShownAct = Pick<
  ActRow,
  "id" | "aftersale_id" | "kind" | "decision" | "reason" | "note" | "is_part" | "is_told" | "amount_minor" | "state" | "words" | "at"
> & { person: string | null; photos: string[] };

export type ShownCase = Omit<AftersaleRow, "hash" | "sent_at" | "turn" | "phase"> & { phase: Phase };

export interface SeenCase {
  row: AftersaleRow;
  units: CaseUnit[];
  acts: ShownAct[];
  store: StoreRow;
  person: Person;
  bits: number;
  isByTikTok: boolean;
}

interface Row extends AftersaleRow {
  bits: number;
  is_by_tiktok: number | null;
  lines: string;
  acts: string;
}

/** Units of a case `a`, as JSON. */
const unitsOf = sql`(SELECT json_group_array(json_object('line_id', l.line_id, 'sku_id', l.sku_id, 'title', l.title, 'variation', l.variation,
    'seller_sku', l.seller_sku, 'image_url', l.image_url, 'refund_minor', l.refund_minor, 'condition', r.condition, 'received_at', r.received_at))
  FROM aftersale_line l LEFT JOIN return_receipt r ON r.line_id = l.line_id AND r.aftersale_id = l.aftersale_id WHERE l.aftersale_id = a.id)`;

/** What was told of an order, oldest first, as JSON; `where` narrows the acts `t`. */
const actsOf = (
  orderId: SQL,
  where: SQL,
) => sql`(SELECT json_group_array(json_object('id', t.id, 'aftersale_id', t.aftersale_id, 'kind', t.kind, 'decision', t.decision,
    'reason', t.reason, 'note', t.note, 'is_part', t.is_part, 'is_told', t.is_told, 'amount_minor', t.amount_minor, 'state', t.state,
    'words', t.words, 'at', t.at, 'photos', json(t.photos), 'person', (SELECT u.name FROM user u WHERE u.id = t.by_id)))
  FROM aftersale_act t INDEXED BY aftersale_act_of_order WHERE t.order_id = ${orderId} AND ${where})`;

const byTikTok = (orderId: SQL) => sql`(SELECT o.fulfilled_by = 'store' FROM orders o WHERE o.create_time =
  ${createTimeOf(orderId)} AND o.id = ${orderId})`;

/** A case one may not see does not exist. */
export async function openCase(kit: Kit, signedIn: SignedIn, id: string): Promise<SeenCase> {
  const mayRead = sql`${bitsIn(sql`a.store_id`)} & ${RIGHTS.read}`;
  const [people, rows, stores] = await kit.db.batch<[Person, Row, StoreRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT a.*, ${bitsIn(sql`a.store_id`)} AS bits, ${unitsOf} AS lines, ${byTikTok(sql`a.order_id`)} AS is_by_tiktok,
      ${actsOf(sql`a.order_id`, sql`(t.aftersale_id = a.id)`)} AS acts
      FROM who CROSS JOIN aftersale a WHERE a.id = ${id} AND ${mayRead}`,
    sql`WITH ${who(signedIn)} SELECT s.* FROM who CROSS JOIN aftersale a JOIN store s ON s.id = a.store_id WHERE a.id = ${id} AND ${mayRead}`,
  ]);
  const person = requirePerson(people);
  const [found] = rows;
  const [store] = stores;
  if (!found || !store) throw new Problem("missing", "aftersale-missing");
  const { bits, is_by_tiktok, lines, acts, ...row } = found;
  return {
    row,
    units: JSON.parse(lines) as CaseUnit[],
    acts: JSON.parse(acts) as ShownAct[],
    store,
    person,
    bits,
    isByTikTok: is_by_tiktok === 1,
  };
}

export const showCase = ({ hash: _h, sent_at: _s, turn: _t, phase, ...row }: AftersaleRow): ShownCase => ({
  ...row,
  phase: PHASES[phase] ?? "underway",
});

export interface OrderAftersales {
  cases: (ShownCase & { lines: CaseUnit[] })[];
  acts: ShownAct[];
  /** Units cancelled here of which TikTok does not know. */
  untold: string[];
}

/** All that happened to an order after it was sold, newest first. */
export async function listOfOrder(kit: Kit, signedIn: SignedIn, orderId: string): Promise<OrderAftersales> {
  const [people, orders, cases] = await kit.db.batch<[Person, { acts: string; untold: string }, AftersaleRow & { lines: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${actsOf(sql`o.id`, sql`true`)} AS acts,
      (SELECT json_group_array(c.line_id) FROM cancel_act c WHERE c.order_id = o.id AND c.is_told = 0) AS untold
      FROM who CROSS JOIN orders o WHERE o.create_time = ${createTimeOf(sql`${orderId}`)} AND o.id = ${orderId} AND ${bitsIn(sql`o.store_id`)} & ${RIGHTS.read}`,
    sql`WITH ${who(signedIn)} SELECT a.*, ${unitsOf} AS lines FROM who CROSS JOIN aftersale a INDEXED BY aftersale_of_order
      WHERE a.order_id = ${orderId} AND ${bitsIn(sql`a.store_id`)} & ${RIGHTS.read}`,
  ]);
  requirePerson(people);
  const [order] = orders;
  if (!order) throw new Problem("missing", "order-missing");
  return {
    cases: cases
      .map(({ lines, ...row }) => ({ ...showCase(row), lines: JSON.parse(lines) as CaseUnit[] }))
      .sort((one, other) => other.create_time - one.create_time),
    acts: (JSON.parse(order.acts) as ShownAct[]).sort((one, other) => one.at - other.at),
    untold: JSON.parse(order.untold) as string[],
  };
}

/** `place`: counted from the oldest, so that it stays while records grow. */
export type PlacedRecord = ReturnRecord & { place: number };

/** What buyer and seller wrote and showed, newest first. Asked of TikTok each time: its links end. */
export async function readRecords(kit: Kit, signedIn: SignedIn, id: string): Promise<PlacedRecord[]> {
  const { row, store } = await openCase(kit, signedIn, id);
  if (row.kind === "cancellation") return [];
  const records = await openShop(kit, store).call("person", (line) => listRecords(line, row.id));
  const oldestFirst = records.toSorted((one, other) => (one.time ?? 0) - (other.time ?? 0));
  return oldestFirst.map((record, place) => ({ ...record, place })).reverse();
}
