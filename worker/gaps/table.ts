/** What we keep of proof, all of it ours: receipts of counts against TikTok's, how each day stands, days that wait to be checked, and packs of
 *  evidence written out. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const gapReceipt = sqliteTable(
  "gap_receipt",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    checked_at: integer("checked_at").notNull(),
    time_zone: text("time_zone").notNull(),
    from_time: integer("from_time").notNull(),
    before_time: integer("before_time").notNull(),
    theirs: integer("theirs").notNull(),
    ours: integer("ours").notNull(),
    theirs_after: integer("theirs_after").notNull(),
    ours_after: integer("ours_after").notNull(),
    repaired: text("repaired").notNull(),
    repaired_count: integer("repaired_count").notNull(),
    missing: text("missing").notNull(),
    left_out: integer("left_out").notNull(),
    calls: integer("calls").notNull(),
    verdict: text("verdict", { enum: ["equal", "repaired", "open"] }).notNull(),
    by_id: text("by_id"),
    compared: text("compared", { enum: ["counts", "ids"] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day, table.checked_at] })],
);
export type ReceiptRow = typeof gapReceipt.$inferSelect;

export const gapDay = sqliteTable(
  "gap_day",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    verdict: text("verdict", { enum: ["equal", "repaired", "open"] }).notNull(),
    theirs: integer("theirs").notNull(),
    ours: integer("ours").notNull(),
    repaired: integer("repaired").notNull(),
    checked_at: integer("checked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day] })],
);
export type GapDayRow = typeof gapDay.$inferSelect;

export const gapWalk = sqliteTable("gap_walk", {
  store_id: text("store_id").primaryKey(),
  night: text("night").notNull(),
  days: text("days").notNull(),
  stumbles: integer("stumbles").notNull(),
  walk_at: integer("walk_at"),
});
export type GapWalkRow = typeof gapWalk.$inferSelect;

export const evidencePack = sqliteTable("evidence_pack", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  store_id: text("store_id"),
  order_id: text("order_id"),
  from_at: integer("from_at").notNull(),
  until_at: integer("until_at").notNull(),
  format: text("format", { enum: ["csv", "json"] }).notNull(),
  state: text("state", { enum: ["writing", "done", "stopped", "failed", "forgotten"] }).notNull(),
  next: text("next"),
  parts: integer("parts").notNull(),
  rows: integer("rows").notNull(),
  batches: integer("batches").notNull(),
  bytes: integer("bytes").notNull(),
  is_cut: integer("is_cut").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type PackRow = typeof evidencePack.$inferSelect;
