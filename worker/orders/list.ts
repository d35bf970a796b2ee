/** The orders page's questions: pages of orders over all stores, counts per stage, and words. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Cursor, type Listing, PAGE_ROWS, type Page, readPage } from "../team/pages.ts";
import { bitsIn, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { orderById } from "./order.ts";
import type { ReviewReason } from "./review.ts";
import { STAGES, type Stage, stageName } from "./stage.ts";
import type { OrderRow } from "./table.ts";
import { matchOf, matchStores } from "./words.ts";

const COLUMNS = [
  "id",
  "create_time",
  "store_id",
  "status",
  "scope",
  "fulfilled_by",
  "cancel_requested",
  "is_sample",
  "buyer_nickname",
  "items",
  "units",
  "currency",
  "total_minor",
  "stage",
  "due_time",
  "rts_sla_time",
  "tts_sla_time",
] as const satisfies (keyof OrderRow)[];

type Listed = Pick<OrderRow, (typeof COLUMNS)[number]> & { why: string | null };
export type OrderSummary = Omit<Listed, "stage" | "why"> & {
  stage: Stage;
  /** Why it is in review, each reason once. */
  reasons: ReviewReason[];
  /** Why it is held, in somebody's words. */
  heldFor: string | null;
};

/** What keeps an order back is read for those that are kept back. */
const whyKept = sql`CASE o.stage
  WHEN ${STAGES.indexOf("in_review")} THEN (SELECT json_group_array(v.reason) FROM order_review v WHERE v.order_id = o.id
    AND (SELECT w.waived_at FROM review_waiver w WHERE w.order_id = v.order_id AND w.reason = v.reason AND w.ref = v.ref) IS NULL)
  WHEN ${STAGES.indexOf("held")} THEN (SELECT h.reason FROM order_hold h WHERE h.order_id = o.id) END`;
const columns = sql`${sql.raw(COLUMNS.map((column) => `o.${column}`).join(", "))}, ${whyKept} AS why`;

export interface OrderFilter {
  /** Null: every store the person may see. */
  stores: string[] | null;
  stage: Stage | null;
  /** TikTok's word. */
  status?: string;
  fulfilledBy?: "merchant" | "store";
  /** Epoch seconds, half-open. */
  placedFrom?: number;
  placedBefore?: number;
  dueBefore?: number;
  reason?: ReviewReason;
}

/** By stage: what is due first, then the newest. Without a stage: the newest. */
export async function listOrders(kit: Kit, signedIn: SignedIn, filter: OrderFilter, after: Cursor | null): Promise<Page<OrderSummary>> {
  const conditions = [
    filter.status === undefined ? [] : sql`o.status = ${filter.status}`,
    filter.fulfilledBy === undefined ? [] : sql`o.fulfilled_by = ${filter.fulfilledBy}`,
    filter.dueBefore === undefined ? [] : sql`o.due_time < ${filter.dueBefore}`,
    filter.reason === undefined
      ? []
      : sql`(SELECT v.opened_at FROM order_review v WHERE v.order_id = o.id AND v.reason = ${filter.reason} LIMIT 1) IS NOT NULL`,
    filter.stage !== null && filter.placedFrom !== undefined ? sql`o.create_time >= ${filter.placedFrom}` : [],
    filter.stage !== null && filter.placedBefore !== undefined ? sql`o.create_time < ${filter.placedBefore}` : [],
  ].flat();
  const list: Listing = {
    table: sql`orders`,
    columns,
    ...(filter.stage === null ? byTime(filter) : byStage(filter.stage)),
    filter: conditions.length > 0 ? sql.join(conditions, sql` AND `) : undefined,
  };
  const page = await readPage<Listed>(kit, signedIn, list, { stores: filter.stores, after });
  return { ...page, rows: page.rows.map(nameStage) };
}

const byStage = (stage: Stage) => ({
  key: "turn" as const,
  newestFirst: false,
  indexes: { every: sql`INDEXED BY orders_by_turn`, one: sql`INDEXED BY orders_of_store_by_turn` },
  where: sql`o.stage = ${STAGES.indexOf(stage)} AND o.stage IS NOT NULL`,
});

/** The time the page is ordered by needs no filter: it is where the index begins and ends. */
const byTime = ({ placedFrom = 0, placedBefore }: OrderFilter) => ({
  key: "create_time" as const,
  newestFirst: true,
  indexes: { every: sql`NOT INDEXED`, one: sql`INDEXED BY orders_of_store` },
  where: sql`true`,
  from: placedFrom,
  before: placedBefore,
});

function nameStage({ why, ...row }: Listed): OrderSummary {
  const stage = stageName(row.stage);
  const reasons = stage === "in_review" ? [...new Set(JSON.parse(why ?? "[]") as ReviewReason[])] : [];
  return { ...row, stage, reasons, heldFor: stage === "held" ? why : null };
}

export type StageCounts = Record<Stage, number>;

/** How many orders stand in each stage, over the stores asked for and allowed. */
export async function countOrders(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<StageCounts> {
  const asked = stores === null ? sql`true` : sql`c.store_id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;
  const [people, rows] = await kit.db.batch<[Person, StageCounts]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT c.* FROM who CROSS JOIN store s CROSS JOIN order_count c ON c.store_id = s.id
      WHERE ${mayIn(sql`s.id`, "read")} AND ${asked}`,
  ]);
  requirePerson(people);
  const sum = (stage: Stage) => rows.reduce((total, row) => total + row[stage], 0);
  return Object.fromEntries(STAGES.map((stage) => [stage, sum(stage)])) as StageCounts;
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
    if (rows.length > 0) return { rows: rows.map(nameStage), more: false };
  }
  const words = matchOf(text);
  if (!words) return { rows: [], more: false };
  const person = sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s WHERE ${bitsIn(sql`s.id`)} & ${RIGHTS.read}`;
  const [people, visible] = await kit.db.batch<[Person, { id: string }]>([askWho(signedIn), person]);
  requirePerson(people);
  const allowed = visible.map((row) => row.id).filter((id) => stores === null || stores.includes(id));
  if (allowed.length === 0) return { rows: [], more: false };
  const match = `${matchStores(allowed)} AND ${words}`;
  const rows = await kit.db.all<Listed>(
    sql`SELECT ${columns} FROM (SELECT order_id, create_time FROM order_search WHERE order_search MATCH ${match}
        ORDER BY rowid DESC LIMIT ${PAGE_ROWS + 1}) f
      CROSS JOIN orders o ON o.create_time = f.create_time AND o.id = f.order_id`,
  );
  return { rows: rows.slice(0, PAGE_ROWS).map(nameStage), more: rows.length > PAGE_ROWS };
}
