/** What we mirror of orders: theirs, written only by mirror.ts, and by splits.ts what
 *  TikTok says of dividing them; stage, due_time, turn and the reasons for review only by stage.ts. What people hold
 *  back or wave through: ours. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const orders = sqliteTable(
  "orders",
  {
    create_time: integer("create_time").notNull(),
    id: text("id").notNull(),
    store_id: text("store_id").notNull(),
    status: text("status").notNull(),
    update_time: integer("update_time").notNull(),
    hash: text("hash").notNull(),
    sent_at: integer("sent_at").notNull(),
    words_hash: text("words_hash").notNull(),
    scope: text("scope", { enum: ["live", "history"] }).notNull(),
    fulfilled_by: text("fulfilled_by", { enum: ["merchant", "store"] }).notNull(),
    shipping_type: text("shipping_type"),
    order_type: text("order_type"),
    is_sample: integer("is_sample").notNull(),
    is_cod: integer("is_cod").notNull(),
    replaced_order_id: text("replaced_order_id"),
    cancel_requested: integer("cancel_requested").notNull(),
    buyer_user_id: text("buyer_user_id"),
    buyer_nickname: text("buyer_nickname"),
    buyer_message: text("buyer_message"),
    seller_note: text("seller_note"),
    items: text("items").notNull(),
    units: integer("units").notNull(),
    currency: text("currency").notNull(),
    total_minor: integer("total_minor").notNull(),
    subtotal_minor: integer("subtotal_minor"),
    shipping_minor: integer("shipping_minor"),
    tax_minor: integer("tax_minor"),
    seller_discount_minor: integer("seller_discount_minor"),
    platform_discount_minor: integer("platform_discount_minor"),
    payment_method: text("payment_method"),
    paid_time: integer("paid_time"),
    paid_date: text("paid_date"),
    rts_time: integer("rts_time"),
    collection_time: integer("collection_time"),
    delivery_time: integer("delivery_time"),
    cancel_time: integer("cancel_time"),
    rts_sla_time: integer("rts_sla_time"),
    tts_sla_time: integer("tts_sla_time"),
    delivery_sla_time: integer("delivery_sla_time"),
    shipping_due_time: integer("shipping_due_time"),
    collection_due_time: integer("collection_due_time"),
    delivery_option: text("delivery_option"),
    warehouse_id: text("warehouse_id"),
    cancel_reason: text("cancel_reason"),
    cancel_by: text("cancel_by"),
    stage: integer("stage"),
    due_time: integer("due_time"),
    turn: integer("turn"),
    person_gone_at: integer("person_gone_at"),
    cold_at: integer("cold_at"),
  },
  (table) => [primaryKey({ columns: [table.create_time, table.id] })],
);
export type OrderRow = typeof orders.$inferSelect;

export const orderLine = sqliteTable(
  "order_line",
  {
    order_id: text("order_id").notNull(),
    id: text("id").notNull(),
    create_time: integer("create_time").notNull(),
    sku_id: text("sku_id").notNull(),
    status: text("status").notNull(),
    package_id: text("package_id"),
    price_minor: integer("price_minor").notNull(),
    seller_discount_minor: integer("seller_discount_minor"),
    platform_discount_minor: integer("platform_discount_minor"),
    is_gift: integer("is_gift").notNull(),
    rts_time: integer("rts_time"),
    cancel_by: text("cancel_by"),
    cancel_reason: text("cancel_reason"),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.id] })],
);
export type LineRow = typeof orderLine.$inferSelect;

export const packages = sqliteTable(
  "package",
  {
    order_id: text("order_id").notNull(),
    id: text("id").notNull(),
    status: text("status").notNull(),
    provider: text("provider"),
    tracking_number: text("tracking_number"),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.id] })],
);
export type PackageRow = typeof packages.$inferSelect;

export const recipient = sqliteTable("recipient", {
  order_id: text("order_id").primaryKey(),
  is_masked: integer("is_masked").notNull(),
  name: text("name"),
  phone: text("phone"),
  address: text("address"),
  city: text("city"),
  region: text("region"),
  postal_code: text("postal_code"),
  country: text("country"),
  email: text("email"),
});
export type RecipientRow = typeof recipient.$inferSelect;

export const orderCount = sqliteTable("order_count", {
  store_id: text("store_id").primaryKey(),
  unpaid: integer("unpaid").notNull(),
  on_hold: integer("on_hold").notNull(),
  in_review: integer("in_review").notNull(),
  held: integer("held").notNull(),
  ready_to_ship: integer("ready_to_ship").notNull(),
  partially_shipped: integer("partially_shipped").notNull(),
  shipped: integer("shipped").notNull(),
  delivered: integer("delivered").notNull(),
  completed: integer("completed").notNull(),
  cancelled: integer("cancelled").notNull(),
});
export const orderReview = sqliteTable(
  "order_review",
  {
    order_id: text("order_id").notNull(),
    reason: text("reason").notNull(),
    ref: text("ref").notNull(),
    create_time: integer("create_time").notNull(),
    store_id: text("store_id").notNull(),
    opened_at: integer("opened_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.reason, table.ref] })],
);

export const reviewWaiver = sqliteTable(
  "review_waiver",
  {
    order_id: text("order_id").notNull(),
    reason: text("reason").notNull(),
    ref: text("ref").notNull(),
    note: text("note").notNull(),
    waived_by: text("waived_by").notNull(),
    waived_at: integer("waived_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.reason, table.ref] })],
);

export const orderHold = sqliteTable("order_hold", {
  order_id: text("order_id").primaryKey(),
  create_time: integer("create_time").notNull(),
  store_id: text("store_id").notNull(),
  reason: text("reason").notNull(),
  until: integer("until"),
  held_by: text("held_by").notNull(),
  held_at: integer("held_at").notNull(),
});
export type OrderHoldRow = typeof orderHold.$inferSelect;

export const splitWord = sqliteTable("split_word", {
  order_id: text("order_id").primaryKey(),
  create_time: integer("create_time").notNull(),
  store_id: text("store_id").notNull(),
  must: integer("must").notNull(),
  units_max: integer("units_max"),
  due_at: integer("due_at"),
});
export type SplitRow = typeof splitWord.$inferSelect;

export const unitWarehouse = sqliteTable(
  "unit_warehouse",
  {
    order_id: text("order_id").notNull(),
    line_id: text("line_id").notNull(),
    warehouse_id: text("warehouse_id").notNull(),
    chosen_by: text("chosen_by").notNull(),
    chosen_at: integer("chosen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.line_id] })],
);

export const settleWalk = sqliteTable("settle_walk", {
  store_id: text("store_id").primaryKey(),
  stage: integer("stage").notNull(),
  turn: integer("turn").notNull(),
  order_id: text("order_id").notNull(),
  moved_at: integer("moved_at").notNull(),
});
export type SettleWalkRow = typeof settleWalk.$inferSelect;
