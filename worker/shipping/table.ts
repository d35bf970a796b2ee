/** What we keep of parcels leaving. All of it is ours but `package_detail`, which repeats TikTok and may be thrown away. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const shipAct = sqliteTable("ship_act", {
  id: text("id").primaryKey(),
  order_id: text("order_id").notNull(),
  store_id: text("store_id").notNull(),
  wish: text("wish").notNull(),
  state: text("state", { enum: ["sending", "done", "refused", "unconfirmed"] }).notNull(),
  outcome: text("outcome"),
  code: integer("code"),
  words: text("words"),
  request_id: text("request_id"),
  by_id: text("by_id").notNull(),
  begun_at: integer("begun_at").notNull(),
  look_at: integer("look_at"),
  ended_at: integer("ended_at"),
});
export type ActRow = typeof shipAct.$inferSelect;

export const packageDetail = sqliteTable("package_detail", {
  package_id: text("package_id").primaryKey(),
  store_id: text("store_id").notNull(),
  orders: text("orders").notNull(),
  status: text("status").notNull(),
  sub_status: text("sub_status"),
  exception: text("exception"),
  tag: text("tag"),
  handover: text("handover"),
  pickup_from: integer("pickup_from"),
  pickup_until: integer("pickup_until"),
  carrier_id: text("carrier_id"),
  asked_at: integer("asked_at").notNull(),
});
export type DetailRow = typeof packageDetail.$inferSelect;

export const parcelPaper = sqliteTable(
  "parcel_paper",
  {
    package_id: text("package_id").notNull(),
    kind: text("kind", { enum: ["label", "slip"] }).notNull(),
    order_id: text("order_id").notNull(),
    store_id: text("store_id").notNull(),
    number: text("number").notNull(),
    file: text("file").notNull(),
    bytes: integer("bytes").notNull(),
    fetched_at: integer("fetched_at").notNull(),
    printed_at: integer("printed_at"),
    printed_by: text("printed_by"),
  },
  (table) => [primaryKey({ columns: [table.package_id, table.kind] })],
);
export type PaperRow = typeof parcelPaper.$inferSelect;
export type PaperKind = PaperRow["kind"];

export const parcelSize = sqliteTable(
  "parcel_size",
  {
    store_id: text("store_id").notNull(),
    contents: text("contents").notNull(),
    grams: integer("grams").notNull(),
    length_mm: integer("length_mm").notNull(),
    width_mm: integer("width_mm").notNull(),
    height_mm: integer("height_mm").notNull(),
    used_at: integer("used_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.contents] })],
);
export type SizeRow = typeof parcelSize.$inferSelect;

export const shipJob = sqliteTable("ship_job", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  wish: text("wish").notNull(),
  state: text("state", { enum: ["running", "stopped", "done"] }).notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  total: integer("total").notNull(),
  done: integer("done").notNull(),
  skipped: integer("skipped").notNull(),
  failed: integer("failed").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type JobRow = typeof shipJob.$inferSelect;

export const shipItem = sqliteTable(
  "ship_item",
  {
    job_id: text("job_id").notNull(),
    place: integer("place").notNull(),
    order_id: text("order_id").notNull(),
    outcome: text("outcome", { enum: ["waiting", "done", "skipped", "failed"] }).notNull(),
    because: text("because"),
    packages: text("packages").notNull(),
    tries: integer("tries").notNull(),
    at: integer("at"),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.place] })],
);
export type ItemRow = typeof shipItem.$inferSelect;
export type Outcome = ItemRow["outcome"];
