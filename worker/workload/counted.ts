/** Orders behind a number of a report, as a filter of the list: each number of orders that reports show is one condition on an order, over the same
 *  days of the same zone. Pure; a rule holds every condition against the days that are added up. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { isTimeZone, startOfDay } from "../stores/calendar.ts";

const GONE = sql.raw("('CANCELLED', 'CANCEL')");
const ARRIVED = sql.raw("('DELIVERED', 'COMPLETED')");
const isPast = (time: SQL, { from, before }: Window) => sql`${time} >= ${from} AND ${time} < ${before}`;

/** When the last unit that is still wanted left; null while one waits. */
const left = sql`(SELECT CASE WHEN COUNT(*) = COUNT(IFNULL(l.rts_time, o.rts_time)) THEN MAX(IFNULL(l.rts_time, o.rts_time)) END
  FROM order_line l WHERE l.order_id = o.id AND l.status NOT IN ${GONE})`;
const isWanted = sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.status NOT IN ${GONE})`;
/** Owed at a deadline: not cancelled whole before it. */
const isOwed = (deadline: SQL) => sql`(${isWanted} OR (o.cancel_time IS NOT NULL AND o.cancel_time >= ${deadline}))`;
const arrived = (more = sql`true`) =>
  sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.is_gift = 0 AND l.status IN ${ARRIVED} AND ${more})`;
const isAskedBack = sql`EXISTS (SELECT 1 FROM aftersale a INDEXED BY aftersale_of_order CROSS JOIN aftersale_line u ON u.aftersale_id = a.id
  WHERE a.order_id = o.id AND a.kind = 'return' AND u.line_id = l.id)`;
const isMerchants = sql`o.fulfilled_by = 'merchant'`;

/** SYSTEM and OPERATOR are TikTok's own clock and its people. */
const cancelledBy =
  (who = sql`true`) =>
  (window: Window) =>
    sql`${isPast(sql`o.paid_time`, window)} AND EXISTS (SELECT 1 FROM order_line l
    WHERE l.order_id = o.id AND l.is_gift = 0 AND l.status IN ${GONE} AND ${who})`;
const canceller = sql`IFNULL(IFNULL(l.cancel_by, o.cancel_by), '')`;
const stands = sql`EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.status NOT IN ${GONE})`;
const hasCase = (which: SQL, { from, before }: Window) =>
  sql`EXISTS (SELECT 1 FROM aftersale a INDEXED BY aftersale_of_order WHERE a.order_id = o.id AND ${which}
    AND a.update_time >= ${from} AND a.update_time < ${before})`;
/** TikTok has paid the buyer back. */
const isPaidBack = sql`a.kind = 'return' AND a.status IN ('RETURN_OR_REFUND_REQUEST_COMPLETE', 'REPLACEMENT_REQUEST_REFUND_SUCCESS') AND a.refund_minor > 0`;
const isTakenBack = sql`a.kind = 'cancellation' AND a.status IN ('CANCELLATION_REQUEST_SUCCESS', 'CANCELLATION_REQUEST_COMPLETE')`;

/** A parcel of the seller's own carrier, by when its last unit left, that nobody has scanned. */
const unscanned = ({ from, before }: Window) =>
  sql`${isMerchants} AND o.shipping_type = 'SELLER' AND EXISTS (SELECT 1 FROM package p WHERE p.order_id = o.id AND (
    SELECT COUNT(*) = COUNT(IFNULL(l.rts_time, o.rts_time)) AND MAX(IFNULL(l.rts_time, o.rts_time)) >= ${from}
      AND MAX(IFNULL(l.rts_time, o.rts_time)) < ${before} AND SUM(l.status IN ('IN_TRANSIT', 'DELIVERED', 'COMPLETED')) = 0
    FROM order_line l WHERE l.order_id = o.id AND l.package_id = p.id AND l.status NOT IN ${GONE}))`;

export interface Window {
  /** Epoch seconds, half-open. */
  from: number;
  before: number;
}

const CONDITIONS = {
  created: (window: Window) => isPast(sql`o.create_time`, window),
  paid: (window: Window) => isPast(sql`o.paid_time`, window),
  standing: (window: Window) => sql`${isPast(sql`o.paid_time`, window)} AND ${stands}`,
  gifts: (window: Window) =>
    sql`${isPast(sql`o.paid_time`, window)} AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.is_gift = 1)`,
  "paid-by-tiktok": (window: Window) =>
    sql`${isPast(sql`o.paid_time`, window)} AND EXISTS (SELECT 1 FROM order_line l
      WHERE l.order_id = o.id AND l.is_gift = 0 AND l.platform_discount_minor > 0 AND l.status NOT IN ${GONE})`,
  cancelled: cancelledBy(),
  "cancelled-buyer": cancelledBy(sql`${canceller} = 'BUYER'`),
  "cancelled-seller": cancelledBy(sql`${canceller} = 'SELLER'`),
  "cancelled-tiktok": cancelledBy(sql`${canceller} NOT IN ('BUYER', 'SELLER')`),
  unscanned,
  refunded: (window: Window) => hasCase(isPaidBack, window),
  "refunded-kept": (window: Window) => hasCase(sql`${isPaidBack} AND (a.keeps_item = 1 OR a.type = 'REFUND')`, window),
  "refunded-cancelled": (window: Window) => sql`o.paid_time IS NOT NULL AND ${hasCase(isTakenBack, window)}`,
  "shipped-late": (window: Window) =>
    sql`${isMerchants} AND ${isPast(sql`o.rts_sla_time`, window)} AND ${isOwed(sql`o.rts_sla_time`)} AND IFNULL(${left} <= o.rts_sla_time, 0) = 0`,
  "dispatched-late": (window: Window) => sql`${isMerchants} AND ${isPast(left, window)} AND ${left} > o.rts_sla_time`,
  "at-fault": (window: Window) =>
    sql`${isMerchants} AND ${isPast(sql`o.create_time`, window)}
      AND EXISTS (SELECT 1 FROM aftersale a INDEXED BY aftersale_of_order WHERE a.order_id = o.id AND a.is_fault = 1)`,
  "collected-late": (window: Window) =>
    sql`${isMerchants} AND ${isPast(sql`o.tts_sla_time`, window)} AND ${isOwed(sql`o.tts_sla_time`)} AND IFNULL(o.collection_time <= o.tts_sla_time, 0) = 0`,
  "delivered-late": (window: Window) =>
    sql`${isPast(sql`o.delivery_sla_time`, window)} AND ${isWanted} AND IFNULL(o.delivery_time <= o.delivery_sla_time, 0) = 0`,
  delivered: (window: Window) => sql`${isPast(sql`o.delivery_time`, window)} AND ${arrived()}`,
  returned: (window: Window) => sql`${isPast(sql`o.delivery_time`, window)} AND ${arrived(isAskedBack)}`,
} as const satisfies Record<string, (window: Window) => SQL>;

export const COUNTED = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[];
export type CountedName = keyof typeof CONDITIONS;

/** A number and the zone of its days, as they stand in an address: "paid@Europe/London". */
export const countedWord = z
  .string()
  .max(80)
  .refine((text) => readCounted(text) !== null);

function readCounted(text: string): { name: CountedName; zone: string } | null {
  const at = text.indexOf("@");
  const name = COUNTED.find((one) => one === text.slice(0, at));
  const zone = text.slice(at + 1);
  return at > 0 && name && isTimeZone(zone) ? { name, zone } : null;
}

/** Samples are in none of these numbers but that of all orders there are. */
const countedAs = (name: CountedName, window: Window): SQL =>
  name === "created" ? CONDITIONS[name](window) : sql`o.is_sample = 0 AND ${CONDITIONS[name](window)}`;

/** Nothing an order is counted by comes later than this after it was placed. */
const LOOKED_BACK_SECONDS = 120 * 86_400;

/** The condition, and between which moments such orders were placed. Both days included; absent days leave their end open. */
export function countedOf(word: string, from: string | null, to: string | null): { condition: SQL; placed: Window } | null {
  const read = readCounted(word);
  if (!read) return null;
  const begin = (text: string, later: number) => {
    const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
    return startOfDay({ year, month, day: day + later }, read.zone);
  };
  const window = { from: from === null ? 0 : begin(from, 0), before: to === null ? Number.MAX_SAFE_INTEGER : begin(to, 1) };
  return {
    condition: countedAs(read.name, window),
    placed: { from: Math.max(0, window.from - LOOKED_BACK_SECONDS), before: window.before },
  };
}
