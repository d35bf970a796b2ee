/** Which orders a mapping concerns: those in review because a listing is unmapped, and those whose units still wait. They are named here and
 *  settled by the orders' own room; an order that has left is named by nothing. */
import { type SQL, sql } from "drizzle-orm";

/** `listings` answers store_id and sku_id. Where stock is not managed here only those in review are concerned: TikTok ships them. */
export const nameOrdersOf = (listings: SQL, now: number): SQL =>
  sql`INSERT INTO settle_due (order_id, create_time, store_id, since)
    SELECT l.order_id, l.create_time, g.store_id, ${now} FROM (${listings}) g
      CROSS JOIN store s ON s.id = g.store_id AND s.stock_managed = 1
      CROSS JOIN order_line l INDEXED BY open_line_of_sku ON l.sku_id = g.sku_id
      WHERE l.status IN ('UNPAID', 'AWAITING_SHIPMENT')
    UNION ALL
    SELECT r.order_id, r.create_time, r.store_id, ${now} FROM (${listings}) g
      CROSS JOIN order_review r INDEXED BY order_review_by_reason
        ON r.store_id = g.store_id AND r.reason = 'listing-unmapped' AND r.ref = g.sku_id
      WHERE true
    ON CONFLICT (order_id) DO UPDATE SET since = excluded.since`;
