/** Why an order is not ready to ship, derived from what is known of it by one pair of statements for any number of orders, and by nobody else: a
 *  reason comes and goes by itself. What is on a shelf and what a listing is matter only where a store's stock is managed here; orders that
 *  TikTok ships ask only what their listings are, and only where they are imported; the past asks for nothing. */
import { type SQL, sql } from "drizzle-orm";
import { asksForListings } from "./fbt.ts";

export const REVIEW_REASONS = [
  "cancel-requested",
  "unknown-status",
  "must-split",
  "address-incomplete",
  "listing-unmapped",
  "no-warehouse",
  "stock-short",
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** TikTok's words that we know: https://partner.tiktokshop.com/docv2/page/order-api-overview. */
const KNOWN_STATUSES = sql.raw(
  `('UNPAID','ON_HOLD','AWAITING_SHIPMENT','PARTIALLY_SHIPPING','AWAITING_COLLECTION','IN_TRANSIT','DELIVERED','COMPLETED','CANCELLED','CANCEL')`,
);
const GONE = sql.raw(`('AWAITING_COLLECTION','IN_TRANSIT','DELIVERED','COMPLETED')`);

/** Units people took back here without telling TikTok. Of a line `l`. */
export const isTakenBack = sql`EXISTS (SELECT 1 FROM cancel_act c WHERE c.order_id = l.order_id AND c.line_id = l.id AND c.is_told = 0)`;

/** Whether a unit concerns our shelves: what left before they were managed does not. Of a line `l`. */
export const isOurs = (order: SQL, store: SQL) =>
  sql`(l.status NOT IN ${GONE} OR IFNULL(l.rts_time, IFNULL(${order}.rts_time, ${order}.create_time)) >= IFNULL(${store}.stock_since, 0))`;

/** TikTok wants the order `q` in several parcels. */
const mustSplit = sql`EXISTS (SELECT 1 FROM split_word w WHERE w.order_id = q.id AND w.must = 1)`;
const parcelUnits = sql`(SELECT IFNULL(CAST(w.units_max AS TEXT), '') FROM split_word w WHERE w.order_id = q.id)`;

/** Reasons of the order alone, by name. */
const OF_ORDER: Partial<Record<ReviewReason, SQL>> = {
  "cancel-requested": sql`q.cancel_requested = 1 AND q.status NOT IN ('DELIVERED', 'COMPLETED')`,
  "unknown-status": sql`q.status NOT IN ${KNOWN_STATUSES}`,
  "must-split": sql`q.status IN ('AWAITING_SHIPMENT', 'PARTIALLY_SHIPPING') AND ${mustSplit}`,
  // TikTok prints the address on its own labels; stars are a way of telling it.
  "address-incomplete": sql`q.shipping_type = 'SELLER' AND q.stock_managed = 1 AND q.status IN ('AWAITING_SHIPMENT', 'PARTIALLY_SHIPPING')
    AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.order_id = q.id AND (r.is_masked = 1
      OR (IFNULL(r.name, '') <> '' AND IFNULL(r.address, '') <> '')))`,
};

const orderTests = sql.join(
  Object.entries(OF_ORDER).map(([reason, test]) => sql`WHEN ${reason} THEN ${test}`),
  sql` `,
);

/** The common table `reason`: what holds now, for the orders named in `refs`, a JSON array of {t: create_time, id}, of which `where` is true. */
function reasonsOf(refs: string, where: SQL): SQL {
  const about = sql`q.id, q.create_time, q.store_id`;
  const lines = sql`asked q CROSS JOIN order_line l ON l.order_id = q.id`;
  return sql`WITH asked AS MATERIALIZED (
      SELECT o.id, o.create_time, o.store_id, o.status, o.cancel_requested, o.shipping_type, o.rts_time, s.stock_managed, s.stock_since,
        o.fulfilled_by = 'merchant' AND o.scope = 'live' AND o.status NOT IN ('CANCELLED', 'CANCEL') AS asks, ${asksForListings} AS is_imported
      FROM json_each(${refs}) k CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id' AND ${where}
      CROSS JOIN store s ON s.id = o.store_id),
    reason (order_id, create_time, store_id, reason, ref) AS MATERIALIZED (
    SELECT ${about}, r.value, CASE r.value WHEN 'unknown-status' THEN q.status WHEN 'must-split' THEN ${parcelUnits} ELSE '' END
      FROM asked q CROSS JOIN json_each(${JSON.stringify(Object.keys(OF_ORDER))}) r WHERE q.asks AND CASE r.value ${orderTests} END
    UNION ALL SELECT ${about}, 'unknown-status', l.status FROM ${lines} WHERE q.asks AND l.status NOT IN ${KNOWN_STATUSES}
    UNION ALL SELECT ${about}, 'listing-unmapped', l.sku_id FROM ${lines}
      WHERE ((q.asks AND q.stock_managed = 1 AND ${isOurs(sql`q`, sql`q`)}) OR q.is_imported)
        AND l.status NOT IN ('CANCELLED', 'CANCEL') AND NOT ${isTakenBack}
        AND NOT EXISTS (SELECT 1 FROM listing_map m WHERE m.store_id = q.store_id AND m.sku_id = l.sku_id)
    UNION ALL SELECT ${about}, CASE a.because WHEN 'no-warehouse' THEN 'no-warehouse' ELSE 'stock-short' END,
        CASE a.because WHEN 'no-warehouse' THEN '' ELSE a.item_id END
      FROM asked q CROSS JOIN allocation a ON a.order_id = q.id WHERE q.asks AND q.stock_managed = 1 AND a.state = 'short')`;
}

/** Reasons that have come are written, those that have gone are deleted; what is so still is left alone. */
export function restateReasons(refs: string, at: number, where: SQL): SQL[] {
  const reasons = reasonsOf(refs, where);
  return [
    sql`${reasons} DELETE FROM order_review WHERE (order_id, reason, ref) IN (
      SELECT v.order_id, v.reason, v.ref FROM asked q CROSS JOIN order_review v ON v.order_id = q.id
      WHERE NOT EXISTS (SELECT 1 FROM reason x WHERE x.order_id = v.order_id AND x.reason = v.reason AND x.ref = v.ref))`,
    sql`${reasons} INSERT OR IGNORE INTO order_review (order_id, reason, ref, create_time, store_id, opened_at)
      SELECT order_id, reason, ref, create_time, store_id, ${at} FROM reason`,
  ];
}

/** True in SQL where a reason stands that nobody has waived, for the order `o`. */
export const hasOpenReason = sql`EXISTS (SELECT 1 FROM order_review v WHERE v.order_id = o.id AND NOT EXISTS (
  SELECT 1 FROM review_waiver w WHERE w.order_id = v.order_id AND w.reason = v.reason AND w.ref = v.ref))`;
