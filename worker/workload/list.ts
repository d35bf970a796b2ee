/** Lists of orders: pages of a question, what words or pasted ids find, each order with its marks and what speaks against shipping it. */
import { type SQL, sql } from "drizzle-orm";
import type { ColdCountRow } from "../archive/table.ts";
import type { Kit } from "../env.ts";
import { matchIn } from "../orders/matching.ts";
import { orderById } from "../orders/order.ts";
import type { ReviewReason } from "../orders/review.ts";
import { STAGES, type Stage, stageName, TURN_WITHOUT_DEADLINE } from "../orders/stage.ts";
import type { OrderRow } from "../orders/table.ts";
import { matchOf } from "../orders/words.ts";
import { type Cursor, PAGE_ROWS, type Page, readPage } from "../team/pages.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { type Asker, askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { asksUnits, isTag, type OrderFilters, type Slice, sliceOf } from "./filters.ts";

const COLUMNS = [
  "id",
  "create_time",
  "store_id",
  "status",
  "scope",
  "fulfilled_by",
  "cancel_requested",
  "is_sample",
  "is_cod",
  "buyer_nickname",
  "items",
  "units",
  "currency",
  "total_minor",
  "shipping_type",
  "delivery_option",
  "stage",
  "due_time",
  "rts_sla_time",
  "tts_sla_time",
  "cold_at",
] as const satisfies (keyof OrderRow)[];

interface Listed extends Pick<OrderRow, (typeof COLUMNS)[number]> {
  marks: string;
  why: string | null;
  warehouses: string | null;
}

export interface OrderSummary extends Omit<Listed, "stage" | "marks" | "why" | "warehouses"> {
  stage: Stage;
  /** Ids. */
  tags: string[];
  assignee: string | null;
  /** Why it is in review, each reason once. */
  reasons: ReviewReason[];
  /** Why it is held, in somebody's words. */
  heldFor: string | null;
  warehouses: string[];
}

/** What keeps an order back is read for those that are kept back. */
const whyKept = sql`CASE o.stage
  WHEN ${STAGES.indexOf("in_review")} THEN (SELECT json_group_array(v.reason) FROM order_review v WHERE v.order_id = o.id
    AND (SELECT w.waived_at FROM review_waiver w WHERE w.order_id = v.order_id AND w.reason = v.reason AND w.ref = v.ref) IS NULL)
  WHEN ${STAGES.indexOf("held")} THEN (SELECT h.reason FROM order_hold h WHERE h.order_id = o.id) END`;

/** From where it leaves means something only before everything has left. */
const BEFORE_SHIPPED = sql.raw("o.stage BETWEEN 2 AND 5");

const columns = sql`${sql.raw(COLUMNS.map((column) => `o.${column}`).join(", "))},
  (SELECT json_group_array(m.mark) FROM order_mark m WHERE m.order_id = o.id) AS marks,
  ${whyKept} AS why,
  CASE WHEN ${BEFORE_SHIPPED} THEN (SELECT json_group_array(w.name) FROM allocation a CROSS JOIN warehouse w ON w.id = a.warehouse_id
    WHERE a.order_id = o.id) END AS warehouses`;

const namesIn = (json: string | null) => [...new Set(JSON.parse(json ?? "[]") as string[])];

function summaryOf({ marks, why, warehouses, ...row }: Listed): OrderSummary {
  const all = namesIn(marks);
  const stage = stageName(row.stage);
  return {
    ...row,
    stage,
    tags: all.filter(isTag),
    assignee: all.find((mark) => mark.startsWith("@"))?.slice(1) ?? null,
    reasons: stage === "in_review" ? (namesIn(why) as ReviewReason[]) : [],
    heldFor: stage === "held" ? why : null,
    warehouses: namesIn(warehouses),
  };
}

export interface OrderPageOfList extends Page<OrderSummary> {
  /** There are archived orders, and what was asked for cannot be asked of them. */
  leavesOutArchived: boolean;
}

/** By stage: what is due first, then the newest. Without a stage: the newest. */
export async function listOrders(kit: Kit, asker: Asker, filters: OrderFilters, after: Cursor | null): Promise<OrderPageOfList> {
  const slice = sliceOf(filters, sql`u.id`, kit.now());
  const isOfArchive = filters.archived === "yes" || (filters.archived === null && asksUnits(filters));
  const archive = isOfArchive ? await kit.db.first<ColdCountRow>(sql`SELECT * FROM cold_count WHERE one = 1`) : null;
  const begun = filters.archived === "yes" ? beginAt(slice, archive?.newest_time ?? 0) : slice;
  const page = await readPage<Listed>(kit, asker, { table: sql`orders`, columns, ...begun }, { stores: filters.stores, after });
  const leavesOutArchived = asksUnits(filters) && (archive?.orders ?? 0) > 0;
  return { ...page, rows: page.rows.map(summaryOf), leavesOutArchived };
}

/** Newer orders than any that was archived need not be looked at: those are over and have no deadline, so that either key tells their age. */
function beginAt(slice: Slice, newest: number): Slice {
  return slice.key === "create_time"
    ? { ...slice, before: Math.min(slice.before ?? newest + 1, newest + 1) }
    : { ...slice, from: Math.max(slice.from ?? 0, TURN_WITHOUT_DEADLINE - newest) };
}

const ORDER_ID = /^\d{10,25}$/;

/** A pasted id is the commonest search, and needs no index of words. */
async function findById(kit: Kit, signedIn: SignedIn, id: string, stores: string[] | null): Promise<Listed[]> {
  const rows = await kit.db.all<Listed>(
    sql`WITH ${who(signedIn)} SELECT ${columns} FROM who CROSS JOIN ${orderById(sql`${id}`)} WHERE ${mayIn(sql`o.store_id`, "read")}`,
  );
  return rows.filter((row) => stores === null || stores.includes(row.store_id));
}

export interface SearchAnswer {
  rows: OrderSummary[];
  /** There are more than are shown. */
  more: boolean;
}

/** Orders in which every word occurs: an id, a tracking number, a SKU, a title, a buyer's handle. Newest first. */
export async function searchOrders(kit: Kit, signedIn: SignedIn, text: string, stores: string[] | null): Promise<SearchAnswer> {
  const id = text.trim();
  if (ORDER_ID.test(id)) {
    const rows = await findById(kit, signedIn, id, stores);
    if (rows.length > 0) return { rows: rows.map(summaryOf), more: false };
  }
  if (matchOf(text) === null) return { rows: [], more: false };
  const person = sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s WHERE ${bitsIn(sql`s.id`)} & ${RIGHTS.read}`;
  const [people, visible] = await kit.db.batch<[Person, { id: string }]>([askWho(signedIn), person]);
  requirePerson(people);
  const allowed = visible.map((row) => row.id).filter((one) => stores === null || stores.includes(one));
  if (allowed.length === 0) return { rows: [], more: false };
  const match = matchIn(sql`order_search`, allowed, text, PAGE_ROWS + 1);
  const rows = await kit.db.all<Listed>(
    sql`SELECT ${columns} FROM (SELECT order_id, create_time FROM order_search WHERE order_search MATCH ${match}
        ORDER BY rowid DESC LIMIT ${PAGE_ROWS + 1}) f
      CROSS JOIN orders o ON o.create_time = f.create_time AND o.id = f.order_id`,
  );
  return { rows: rows.slice(0, PAGE_ROWS).map(summaryOf), more: rows.length > PAGE_ROWS };
}

export const NAMED_IDS_MAX = 100;
/** One parcel may hold several orders. */
const NAMED_ROWS_MAX = 300;

export interface NamedAnswer {
  /** In the order they were pasted. */
  rows: OrderSummary[];
  /** Ids that name no order one may see. */
  unknown: string[];
}

interface Named extends Listed {
  said: string;
}

/** Orders by their own id, a package's or a tracking number, each to the letter. */
export async function listNamed(kit: Kit, signedIn: SignedIn, ids: string[]): Promise<NamedAnswer> {
  const said = [...new Set(ids)].slice(0, NAMED_IDS_MAX);
  const asOrders = said.filter((id) => ORDER_ID.test(id));
  const asWords = said.flatMap((id) => ({ id, match: matchOf(`${id} `) })).filter(({ match }) => match !== null);
  const visible = mayIn(sql`o.store_id`, "read");
  const [people, byOrder, byParcel] = await kit.db.batch<[Person, Named, Named]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${columns}, q.value AS said FROM who CROSS JOIN json_each(${JSON.stringify(asOrders)}) q
      CROSS JOIN ${orderById(sql`q.value`)} WHERE ${visible}`,
    sql`WITH ${who(signedIn)} SELECT ${columns}, q.value->>'id' AS said FROM who CROSS JOIN json_each(${JSON.stringify(asWords)}) q
      CROSS JOIN order_search f CROSS JOIN orders o ON o.create_time = f.create_time AND o.id = f.order_id
      WHERE order_search MATCH q.value->>'match' AND ${visible} AND ${isParcelOf(sql`q.value->>'id'`)} LIMIT ${NAMED_ROWS_MAX}`,
  ]);
  requirePerson(people);
  const found = [...byOrder, ...byParcel].sort((a, b) => said.indexOf(a.said) - said.indexOf(b.said));
  return {
    rows: [...new Map(found.map(({ said: _, ...row }) => [row.id, summaryOf(row)])).values()],
    unknown: said.filter((id) => !found.some((row) => row.said === id)),
  };
}

/** Which parcel an archived order went in, its words alone tell: they are whole words of the search. */
const isParcelOf = (id: SQL) => sql`(o.cold_at IS NOT NULL OR EXISTS (SELECT 1 FROM package p WHERE p.order_id = o.id
  AND (p.id = ${id} OR p.tracking_number = ${id} COLLATE NOCASE)))`;
