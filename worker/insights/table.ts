/** What reports are made of, all of it ours: days added up, and orders whose days are to be put right. Days are written by count.ts alone, what is
 *  due by triggers alone. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const figureStore = sqliteTable("figure_store", {
  store_id: text("store_id").primaryKey(),
  zone: text("zone").notNull(),
  old_zone: text("old_zone").notNull(),
  at_time: integer("at_time"),
  at_id: text("at_id").notNull(),
  version: integer("version").notNull(),
});
export type FigureStoreRow = typeof figureStore.$inferSelect;

export const figureDue = sqliteTable(
  "figure_due",
  {
    store_id: text("store_id").notNull(),
    order_id: text("order_id").notNull(),
    create_time: integer("create_time").notNull(),
    facts: text("facts"),
    zone: text("zone").notNull(),
    without: text("without"),
    version: integer("version").notNull(),
    since: integer("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.order_id] })],
);

export const figureDay = sqliteTable(
  "figure_day",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    fulfilled_by: text("fulfilled_by", { enum: ["merchant", "store"] }).notNull(),
    is_sample: integer("is_sample").notNull(),
    currency: text("currency").notNull(),
    paid: integer("paid").notNull(),
    standing: integer("standing").notNull(),
    units: integer("units").notNull(),
    gifts: integer("gifts").notNull(),
    gmv: integer("gmv").notNull(),
    sold: integer("sold").notNull(),
    platform: integer("platform").notNull(),
    shipping: integer("shipping").notNull(),
    tax: integer("tax").notNull(),
    cancelled_buyer: integer("cancelled_buyer").notNull(),
    cancelled_seller: integer("cancelled_seller").notNull(),
    cancelled_tiktok: integer("cancelled_tiktok").notNull(),
    refunds: integer("refunds").notNull(),
    refund_goods: integer("refund_goods").notNull(),
    refund_shipping: integer("refund_shipping").notNull(),
    refund_tax: integer("refund_tax").notNull(),
    refund_kept: integer("refund_kept").notNull(),
    refund_cancelled: integer("refund_cancelled").notNull(),
    placed: integer("placed").notNull(),
    faults: integer("faults").notNull(),
    due_ship: integer("due_ship").notNull(),
    on_time_ship: integer("on_time_ship").notNull(),
    dispatched: integer("dispatched").notNull(),
    dispatched_late: integer("dispatched_late").notNull(),
    due_collect: integer("due_collect").notNull(),
    on_time_collect: integer("on_time_collect").notNull(),
    parcels: integer("parcels").notNull(),
    parcels_scanned: integer("parcels_scanned").notNull(),
    due_deliver: integer("due_deliver").notNull(),
    on_time_deliver: integer("on_time_deliver").notNull(),
    delivered: integer("delivered").notNull(),
    delivered_units: integer("delivered_units").notNull(),
    returned_orders: integer("returned_orders").notNull(),
    returned_units: integer("returned_units").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day, table.fulfilled_by, table.is_sample, table.currency] })],
);
export type FigureDayRow = typeof figureDay.$inferSelect;

export const figureSku = sqliteTable(
  "figure_sku",
  {
    store_id: text("store_id").notNull(),
    period: text("period").notNull(),
    sku_id: text("sku_id").notNull(),
    fulfilled_by: text("fulfilled_by", { enum: ["merchant", "store"] }).notNull(),
    is_sample: integer("is_sample").notNull(),
    currency: text("currency").notNull(),
    units: integer("units").notNull(),
    gmv: integer("gmv").notNull(),
    sold: integer("sold").notNull(),
    cancelled: integer("cancelled").notNull(),
    refunded: integer("refunded").notNull(),
    delivered: integer("delivered").notNull(),
    returned: integer("returned").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.period, table.sku_id, table.fulfilled_by, table.is_sample, table.currency] })],
);
export type FigureSkuRow = typeof figureSku.$inferSelect;

export const figureTransit = sqliteTable(
  "figure_transit",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    fulfilled_by: text("fulfilled_by", { enum: ["merchant", "store"] }).notNull(),
    provider: text("provider").notNull(),
    hours: integer("hours").notNull(),
    orders: integer("orders").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day, table.fulfilled_by, table.provider, table.hours] })],
);
