/** What we keep of working on orders in lists, all of it ours: marks, notes, views, jobs over many orders, and lists written out as files. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const orderMark = sqliteTable(
  "order_mark",
  {
    order_id: text("order_id").notNull(),
    mark: text("mark").notNull(),
    create_time: integer("create_time").notNull(),
    store_id: text("store_id").notNull(),
    stage: integer("stage"),
    turn: integer("turn"),
    marked_by: text("marked_by").notNull(),
    marked_at: integer("marked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.mark] })],
);

export const orderNote = sqliteTable(
  "order_note",
  {
    order_id: text("order_id").notNull(),
    at: integer("at").notNull(),
    id: text("id").notNull(),
    by_id: text("by_id").notNull(),
    text: text("text").notNull(),
    dropped_at: integer("dropped_at"),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.at, table.id] })],
);

export const orderView = sqliteTable("order_view", {
  id: text("id").primaryKey(),
  owner_id: text("owner_id").notNull(),
  is_shared: integer("is_shared").notNull(),
  place: integer("place").notNull(),
  name: text("name").notNull(),
  filters: text("filters").notNull(),
  columns: text("columns"),
  created_at: integer("created_at").notNull(),
});
export type OrderViewRow = typeof orderView.$inferSelect;

export const orderJob = sqliteTable("order_job", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  wish: text("wish").notNull(),
  filters: text("filters"),
  state: text("state", { enum: ["naming", "checking", "ready", "running", "stopped", "done"] }).notNull(),
  is_straight: integer("is_straight").notNull(),
  named_to: text("named_to"),
  is_cut: integer("is_cut").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  total: integer("total").notNull(),
  ready: integer("ready").notNull(),
  done: integer("done").notNull(),
  skipped: integer("skipped").notNull(),
  failed: integer("failed").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type OrderJobRow = typeof orderJob.$inferSelect;

export const orderJobItem = sqliteTable(
  "order_job_item",
  {
    job_id: text("job_id").notNull(),
    place: integer("place").notNull(),
    order_id: text("order_id").notNull(),
    outcome: text("outcome", { enum: ["waiting", "ready", "done", "skipped", "failed"] }).notNull(),
    because: text("because"),
    at: integer("at"),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.place] })],
);
export type OrderJobItemRow = typeof orderJobItem.$inferSelect;
export type Outcome = OrderJobItemRow["outcome"];

export const orderExport = sqliteTable("order_export", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  question: text("question").notNull(),
  columns: text("columns").notNull(),
  state: text("state", { enum: ["writing", "stopped", "done", "failed", "forgotten"] }).notNull(),
  next: text("next"),
  parts: integer("parts").notNull(),
  rows: integer("rows").notNull(),
  bytes: integer("bytes").notNull(),
  is_cut: integer("is_cut").notNull(),
  stores: text("stores").notNull(),
  personal_stores: text("personal_stores").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type OrderExportRow = typeof orderExport.$inferSelect;
