/** What narrows a list of orders, in the words of its address ("due=today"), so that a link, a view or a job of yesterday means the same today. Pure:
 *  a question becomes the part of an index that answers it. What no index serves is tried on a bounded number of rows. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { REVIEW_REASONS } from "../orders/review.ts";
import { STAGES, type Stage } from "../orders/stage.ts";
import { isTimeZone, localTime, startOfDay } from "../stores/calendar.ts";
import type { Listing } from "../team/pages.ts";
import { countedOf, countedWord } from "./counted.ts";

/** In place of a person: whoever asks, and nobody. */
const ME = "me";
const NOBODY = "nobody";
/** today: from now until midnight · late: passed · any: has a deadline at all. */
export const DUES = ["today", "24h", "3d", "late", "any"] as const;
export type Due = (typeof DUES)[number];
export const KINDS = ["sample", "cod", "replacement"] as const;
/** Where a parcel is: none has a number · made, not scanned · on its way · delivered · lost, damaged or sent back, as TikTok last said. */
export const TRACKINGS = ["none", "unscanned", "moving", "delivered", "trouble"] as const;

const ARCHIVED = ["yes", "no"] as const;

/** What somebody must look at again: its label failed, or TikTok was not told of a cancellation. */
export const TROUBLES = ["label", "untold"] as const;
export type Trouble = (typeof TROUBLES)[number];

const STORES_MAX = 100;
const HOUR_SECONDS = 3_600;
/** Deadlines are seconds; an order without one has its turn behind all of them. */
export const DEADLINES_END = 5_000_000_000;
/** Where an order may have a deadline. */
const OPEN: readonly Stage[] = ["on_hold", "in_review", "held", "ready_to_ship", "partially_shipped", "shipped"];

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const word = z.string().min(1).max(80);

export const orderFilters = z.object({
  stores: z.array(z.string().max(40)).min(1).max(STORES_MAX).nullable().default(null),
  stages: z.array(z.enum(STAGES)).max(STAGES.length).default([]),
  /** TikTok's word. */
  status: word.nullable().default(null),
  by: z.enum(["merchant", "store"]).nullable().default(null),
  /** Days, both of them included. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  due: z.enum(DUES).nullable().default(null),
  reason: z.enum(REVIEW_REASONS).nullable().default(null),
  tag: z.string().max(40).nullable().default(null),
  assignee: z.string().max(40).nullable().default(null),
  /** One of our warehouses. */
  warehouse: z.string().max(40).nullable().default(null),
  delivery: word.nullable().default(null),
  shipping: z.enum(["TIKTOK", "SELLER"]).nullable().default(null),
  /** A seller's SKU, TikTok's id of one, or the SKU of an item of ours. */
  sku: word.nullable().default(null),
  kind: z.enum(KINDS).nullable().default(null),
  tracking: z.enum(TRACKINGS).nullable().default(null),
  trouble: z.enum(TROUBLES).nullable().default(null),
  /** Whether it lies in the archive. */
  archived: z.enum(ARCHIVED).nullable().default(null),
  /** What a report counts: then the days are those of what is counted, in the zone the word names. */
  counted: countedWord.nullable().default(null),
  /** Where the reader's days begin. */
  zone: z.string().max(60).refine(isTimeZone).default("UTC"),
});
export type OrderFilters = z.infer<typeof orderFilters>;

const list = z
  .string()
  .max(2_000)
  .optional()
  .transform((text) => (text ? text.split(",") : undefined));

/** As it stands in an address. */
export const filterQuery = z.object({
  stores: list,
  stage: list,
  ...Object.fromEntries(
    (
      [
        "status",
        "by",
        "from",
        "to",
        "due",
        "reason",
        "tag",
        "assignee",
        "warehouse",
        "delivery",
        "shipping",
        "sku",
        "kind",
        "tracking",
        "trouble",
        "archived",
        "counted",
        "zone",
      ] as const
    ).map((name) => [name, z.string().max(80).optional()]),
  ),
} as Record<Exclude<keyof OrderFilters, "stores" | "stages">, z.ZodOptional<z.ZodString>> & Record<"stores" | "stage", typeof list>);

/** Missing parts ask for nothing; a part that says something else than it may is a mistake, and said. */
export const filtersOf = ({ stage, ...rest }: z.infer<typeof filterQuery>): OrderFilters => {
  const asked = Object.entries({ ...rest, stages: stage }).filter(
    ([name, value]) => name in orderFilters.shape && value !== undefined && value !== "",
  );
  return orderFilters.parse(Object.fromEntries(asked));
};

export type Slice = Pick<Listing, "through" | "key" | "newestFirst" | "where" | "indexes" | "from" | "before" | "filter">;

/** `me` is the asking person's id as the statement knows it; `now` in epoch milliseconds. */
export function sliceOf(filters: OrderFilters, me: SQL, now: number): Slice {
  const seconds = Math.floor(now / 1000);
  const marks = marksOf(filters, me);
  const [first, ...others] = marks;
  const stages = filters.stages.length === 0 && (filters.due !== null || filters.trouble === "label") ? OPEN : filters.stages;
  const isByTurn = stages.length > 0;
  const conditions = [
    ...others.map((mark) => sql`EXISTS (SELECT 1 FROM order_mark m WHERE m.order_id = o.id AND m.mark = ${mark})`),
    ...(isByTurn ? placedOf(filters) : []),
    ...elseOf(filters),
  ];
  return {
    ...(first === undefined ? {} : { through: MARKS }),
    ...(isByTurn ? byTurn(stages, filters, first, seconds) : byTime(filters, first)),
    ...(conditions.length > 0 ? { filter: sql.join(conditions, sql` AND `) } : {}),
  };
}

const MARKS = { table: sql`order_mark`, id: sql`k.order_id`, on: sql`o.create_time = k.create_time AND o.id = k.order_id` };

/** Who has an order, as a mark. */
export const markOf = (person: SQL | string) => (typeof person === "string" ? sql`${`@${person}`}` : sql`'@' || ${person}`);

/** Marks the database keeps by itself; people's have no such sign. */
export const markOfTrouble = (trouble: Trouble) => `!${trouble}`;
export const isTag = (mark: string) => !/^[@!]/.test(mark);

/** The marks an order must bear; the rarest first. */
function marksOf({ tag, assignee, trouble }: OrderFilters, me: SQL): SQL[] {
  const person = assignee === null || assignee === NOBODY ? [] : [assignee === ME ? markOf(me) : markOf(assignee)];
  const again = trouble === null ? [] : [sql`${markOfTrouble(trouble)}`];
  return [...again, ...(tag === null ? [] : [sql`${tag}`]), ...person];
}

type Ordered = Pick<Slice, "key" | "newestFirst" | "where" | "indexes" | "from" | "before">;

function byTurn(stages: readonly Stage[], { due, zone }: OrderFilters, mark: SQL | undefined, now: number): Ordered {
  const at = (stage: Stage) => sql.raw(String(STAGES.indexOf(stage)));
  return {
    key: "turn",
    newestFirst: false,
    where: stages.map((stage) =>
      mark === undefined ? sql`o.stage = ${at(stage)} AND o.stage IS NOT NULL` : sql`k.mark = ${mark} AND k.stage = ${at(stage)}`,
    ),
    indexes:
      mark === undefined
        ? { every: sql`INDEXED BY orders_by_turn`, one: sql`INDEXED BY orders_of_store_by_turn` }
        : { every: sql`INDEXED BY order_mark_by_turn`, one: sql`INDEXED BY order_mark_of_store_by_turn` },
    ...(due === null ? {} : turnsOf(due, zone, now)),
  };
}

/** The index's own order is the filter. */
function turnsOf(due: Due, zone: string, now: number): Pick<Slice, "from" | "before"> {
  if (due === "today") return { from: now, before: endOfDay(now, zone) };
  return { before: { "24h": now + 24 * HOUR_SECONDS, "3d": now + 72 * HOUR_SECONDS, late: now, any: DEADLINES_END }[due] };
}

/** The first second of the reader's next day. */
export function endOfDay(now: number, zone: string): number {
  const { year, month, day: today } = localTime(now, zone);
  return startOfDay({ year, month, day: today + 1 }, zone);
}

/** The time a page is ordered by needs no filter: it is where the index begins and ends. */
function byTime(filters: OrderFilters, mark: SQL | undefined): Ordered {
  const { from, before } = placedBetween(filters);
  return {
    key: "create_time",
    newestFirst: true,
    where: mark === undefined ? sql`true` : sql`k.mark = ${mark}`,
    indexes:
      mark === undefined
        ? { every: sql`NOT INDEXED`, one: sql`INDEXED BY orders_of_store` }
        : { every: sql`INDEXED BY order_mark_by_time`, one: sql`INDEXED BY order_mark_of_store_by_time` },
    from: from ?? 0,
    ...(before === null ? {} : { before }),
  };
}

function placedBetween(filters: OrderFilters): { from: number | null; before: number | null } {
  const counted = filters.counted === null ? null : countedOf(filters.counted, filters.from, filters.to);
  if (counted) return counted.placed;
  const { from, to, zone } = filters;
  const begin = (text: string, later: number) => {
    const [year = 0, month = 1, date = 1] = text.split("-").map(Number);
    return startOfDay({ year, month, day: date + later }, zone);
  };
  return { from: from === null ? null : begin(from, 0), before: to === null ? null : begin(to, 1) };
}

function placedOf(filters: OrderFilters): SQL[] {
  const { from, before } = placedBetween(filters);
  return [...(from === null ? [] : [sql`o.create_time >= ${from}`]), ...(before === null ? [] : [sql`o.create_time < ${before}`])];
}

const KIND: Record<(typeof KINDS)[number], SQL> = {
  sample: sql`o.is_sample = 1`,
  cod: sql`o.is_cod = 1`,
  replacement: sql`o.replaced_order_id IS NOT NULL`,
};

const parcels = (which: SQL) => sql`EXISTS (SELECT 1 FROM package p WHERE p.order_id = o.id AND ${which})`;
const TRACKING: Record<(typeof TRACKINGS)[number], SQL> = {
  none: sql`NOT ${parcels(sql`p.tracking_number IS NOT NULL`)}`,
  unscanned: parcels(sql`p.status = 'PROCESSING'`),
  moving: parcels(sql`p.status = 'FULFILLING'`),
  delivered: parcels(sql`p.status = 'COMPLETED'`),
  trouble: parcels(sql`(SELECT d.exception FROM package_detail d WHERE d.package_id = p.id) IS NOT NULL`),
};

/** What a mark of trouble does not know by itself: TikTok may have cancelled the units without being told. */
export const isStillUntold = sql`EXISTS (SELECT 1 FROM cancel_act c CROSS JOIN order_line l ON l.order_id = c.order_id AND l.id = c.line_id
    WHERE c.order_id = o.id AND c.is_told = 0 AND l.status NOT IN ('CANCELLED', 'CANCEL'))`;

/** Reports count no gift. A seller's SKU stands in the listing, ours in the item it is mapped to. */
const bearsSku = (sku: string, isCounted: boolean) => sql`EXISTS (SELECT 1 FROM order_line l
    WHERE l.order_id = o.id AND ${isCounted ? sql`l.is_gift = 0` : sql`true`} AND (l.sku_id = ${sku}
    OR (SELECT g.seller_sku FROM listing g WHERE g.store_id = o.store_id AND g.sku_id = l.sku_id) = ${sku} COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM listing_part p CROSS JOIN item i ON i.id = p.item_id
      WHERE p.store_id = o.store_id AND p.sku_id = l.sku_id AND i.sku = ${sku} COLLATE NOCASE)))`;

/** Units and parcels of an archived order lie where no list looks: what asks for them leaves it out, and says so. */
export const asksUnits = ({ sku, tracking, warehouse, counted }: Pick<OrderFilters, "sku" | "tracking" | "warehouse" | "counted">) =>
  sku !== null || tracking !== null || warehouse !== null || counted !== null;

function elseOf({
  status,
  by,
  reason,
  assignee,
  warehouse,
  delivery,
  shipping,
  sku,
  kind,
  tracking,
  trouble,
  archived,
  ...filters
}: OrderFilters): SQL[] {
  const counted = filters.counted === null ? null : countedOf(filters.counted, filters.from, filters.to);
  return [
    archived === null ? [] : archived === "yes" ? sql`o.cold_at IS NOT NULL` : sql`o.cold_at IS NULL`,
    asksUnits({ ...filters, sku, tracking, warehouse }) ? sql`o.cold_at IS NULL` : [],
    status === null ? [] : sql`o.status = ${status}`,
    by === null ? [] : sql`o.fulfilled_by = ${by}`,
    reason === null ? [] : sql`EXISTS (SELECT 1 FROM order_review v WHERE v.order_id = o.id AND v.reason = ${reason})`,
    assignee === NOBODY ? sql`NOT EXISTS (SELECT 1 FROM order_mark m WHERE m.order_id = o.id AND m.mark GLOB '@*')` : [],
    warehouse === null ? [] : sql`EXISTS (SELECT 1 FROM allocation a WHERE a.order_id = o.id AND a.warehouse_id = ${warehouse})`,
    delivery === null ? [] : sql`o.delivery_option = ${delivery}`,
    shipping === null ? [] : sql`o.shipping_type = ${shipping}`,
    sku === null ? [] : bearsSku(sku, counted !== null),
    kind === null ? [] : KIND[kind],
    tracking === null ? [] : TRACKING[tracking],
    trouble === "untold" ? isStillUntold : [],
    counted?.condition ?? [],
  ].flat();
}
