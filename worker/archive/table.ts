/** Where the rows of archived orders lie: ours, written by whoever archives and brings back, and by nobody else. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const coldObject = sqliteTable("cold_object", {
  id: integer("id").primaryKey(),
  key: text("key").notNull(),
  directory_at: integer("directory_at").notNull(),
  bytes: integer("bytes").notNull(),
  is_stale: integer("is_stale").notNull(),
  written_at: integer("written_at").notNull(),
});
export type ColdObjectRow = typeof coldObject.$inferSelect;

export const orderCold = sqliteTable("order_cold", {
  order_id: text("order_id").primaryKey(),
  create_time: integer("create_time").notNull(),
  object_id: integer("object_id").notNull(),
  at: integer("at").notNull(),
  bytes: integer("bytes").notNull(),
  recipients: integer("recipients").notNull(),
  papers: integer("papers").notNull(),
  is_returning: integer("is_returning").notNull(),
});
export type OrderColdRow = typeof orderCold.$inferSelect;

export const orderBack = sqliteTable("order_back", {
  order_id: text("order_id").primaryKey(),
  at: integer("at").notNull(),
});

export const coldCount = sqliteTable("cold_count", {
  one: integer("one").primaryKey(),
  orders: integer("orders").notNull(),
  bytes: integer("bytes").notNull(),
  newest_time: integer("newest_time").notNull(),
});
export type ColdCountRow = typeof coldCount.$inferSelect;
