/** What we keep of cancellations and returns: `aftersale` and `aftersale_line` are theirs, written only by mirror.ts; acts, their
 *  photos, units being cancelled and what came back are ours; the counts are kept by triggers. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const KINDS = ["cancellation", "return"] as const;
export type Kind = (typeof KINDS)[number];

export const aftersale = sqliteTable("aftersale", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: KINDS }).notNull(),
  store_id: text("store_id").notNull(),
  order_id: text("order_id").notNull(),
  type: text("type").notNull(),
  status: text("status").notNull(),
  role: text("role"),
  reason: text("reason"),
  reason_text: text("reason_text"),
  create_time: integer("create_time").notNull(),
  update_time: integer("update_time").notNull(),
  hash: text("hash").notNull(),
  sent_at: integer("sent_at").notNull(),
  action: text("action"),
  deadline: integer("deadline"),
  items: text("items").notNull(),
  units: integer("units").notNull(),
  currency: text("currency"),
  refund_minor: integer("refund_minor"),
  subtotal_minor: integer("subtotal_minor"),
  shipping_minor: integer("shipping_minor"),
  tax_minor: integer("tax_minor"),
  partial_minor: integer("partial_minor"),
  arbitration: text("arbitration"),
  provider: text("provider"),
  tracking_number: text("tracking_number"),
  return_method: text("return_method"),
  warehouse_address: text("warehouse_address"),
  keeps_item: integer("keeps_item").notNull(),
  is_quick: integer("is_quick").notNull(),
  is_fault: integer("is_fault").notNull(),
  phase: integer("phase").notNull(),
  turn: integer("turn").notNull(),
  way_back_by: text("way_back_by", { enum: ["seller", "platform", "buyer"] }),
});
export type AftersaleRow = typeof aftersale.$inferSelect;

export const aftersaleLine = sqliteTable(
  "aftersale_line",
  {
    aftersale_id: text("aftersale_id").notNull(),
    line_id: text("line_id").notNull(),
    sku_id: text("sku_id").notNull(),
    title: text("title").notNull(),
    variation: text("variation"),
    seller_sku: text("seller_sku"),
    image_url: text("image_url"),
    refund_minor: integer("refund_minor"),
  },
  (table) => [primaryKey({ columns: [table.aftersale_id, table.line_id] })],
);
export type AftersaleLineRow = typeof aftersaleLine.$inferSelect;

export const aftersaleCount = sqliteTable("aftersale_count", {
  store_id: text("store_id").primaryKey(),
  cancellations: integer("cancellations").notNull(),
  returns: integer("returns").notNull(),
});

export const aftersaleAct = sqliteTable("aftersale_act", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["cancel", "decide", "open"] }).notNull(),
  store_id: text("store_id").notNull(),
  order_id: text("order_id").notNull(),
  aftersale_id: text("aftersale_id"),
  decision: text("decision").notNull(),
  reason: text("reason"),
  note: text("note"),
  is_part: integer("is_part").notNull(),
  is_told: integer("is_told").notNull(),
  amount_minor: integer("amount_minor"),
  currency: text("currency"),
  state: text("state", { enum: ["sending", "done", "refused", "unconfirmed"] }).notNull(),
  code: integer("code"),
  words: text("words"),
  request_id: text("request_id"),
  by_id: text("by_id").notNull(),
  at: integer("at").notNull(),
  check_at: integer("check_at"),
  photos: text("photos").notNull(),
  units: text("units").notNull(),
});
export type ActRow = typeof aftersaleAct.$inferSelect;

export const evidencePhoto = sqliteTable(
  "evidence_photo",
  {
    aftersale_id: text("aftersale_id").notNull(),
    file: text("file").notNull(),
    store_id: text("store_id").notNull(),
    image_id: text("image_id").notNull(),
    type: text("type").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    put_by: text("put_by").notNull(),
    put_at: integer("put_at").notNull(),
    is_said: integer("is_said").notNull(),
  },
  (table) => [primaryKey({ columns: [table.aftersale_id, table.file] })],
);
export type PhotoRow = typeof evidencePhoto.$inferSelect;

export const cancelAct = sqliteTable(
  "cancel_act",
  {
    order_id: text("order_id").notNull(),
    line_id: text("line_id").notNull(),
    act_id: text("act_id").notNull(),
    is_told: integer("is_told").notNull(),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.line_id] })],
);

export const returnReceipt = sqliteTable("return_receipt", {
  line_id: text("line_id").primaryKey(),
  aftersale_id: text("aftersale_id").notNull(),
  order_id: text("order_id").notNull(),
  store_id: text("store_id").notNull(),
  condition: text("condition", { enum: ["sellable", "unsellable", "missing", "not_inspected"] }).notNull(),
  warehouse_id: text("warehouse_id"),
  received_by: text("received_by").notNull(),
  received_at: integer("received_at").notNull(),
});
export type ReceiptRow = typeof returnReceipt.$inferSelect;

export const orderDay = sqliteTable(
  "order_day",
  {
    store_id: text("store_id").notNull(),
    day: integer("day").notNull(),
    orders: integer("orders").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day] })],
);
