/** What we keep of returns people begin by hand on orders that TikTok ships: ours, written only by this room. What the buyer's details are lies
 *  sealed in a table of its own. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const ownReturn = sqliteTable("own_return", {
  id: text("id").primaryKey(),
  click: text("click").notNull(),
  store_id: text("store_id").notNull(),
  order_id: text("order_id").notNull(),
  reason: text("reason").notNull(),
  items: text("items").notNull(),
  units: integer("units").notNull(),
  phase: integer("phase").notNull(),
  turn: integer("turn").notNull(),
  created_by: text("created_by").notNull(),
  created_at: integer("created_at").notNull(),
  asked_by: text("asked_by"),
  asked_at: integer("asked_at"),
  purged_by: text("purged_by"),
  purged_at: integer("purged_at"),
  closed_by: text("closed_by"),
  closed_at: integer("closed_at"),
});
export type OwnReturnRow = typeof ownReturn.$inferSelect;

export const ownReturnLine = sqliteTable(
  "own_return_line",
  {
    return_id: text("return_id").notNull(),
    line_id: text("line_id").notNull(),
    sku_id: text("sku_id").notNull(),
    title: text("title").notNull(),
    variation: text("variation"),
    seller_sku: text("seller_sku"),
    image_url: text("image_url"),
    is_open: integer("is_open").notNull(),
  },
  (table) => [primaryKey({ columns: [table.return_id, table.line_id] })],
);

export const ownReturnPerson = sqliteTable("own_return_person", {
  return_id: text("return_id").primaryKey(),
  sealed: text("sealed").notNull(),
  seal_key: text("seal_key").notNull(),
  source: text("source", { enum: ["customer"] }).notNull(),
  typed_by: text("typed_by").notNull(),
  typed_at: integer("typed_at").notNull(),
  purge_at: integer("purge_at").notNull(),
});
export type OwnReturnPersonRow = typeof ownReturnPerson.$inferSelect;

export const ownReturnCount = sqliteTable("own_return_count", {
  store_id: text("store_id").primaryKey(),
  waiting: integer("waiting").notNull(),
});
