/** What we keep of backups: how they are to be made, which were, and whether this desk is being filled from one. Ours. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const backupSetting = sqliteTable("backup_setting", {
  one: integer("one").primaryKey(),
  public_key: text("public_key"),
  key_made_at: integer("key_made_at"),
  is_weekly: integer("is_weekly").notNull(),
  kept: integer("kept").notNull(),
  next_at: integer("next_at"),
});
export type SettingRow = typeof backupSetting.$inferSelect;

export const backup = sqliteTable("backup", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  state: text("state", { enum: ["writing", "done", "stopped", "failed", "forgotten"] }).notNull(),
  header: text("header").notNull(),
  data_key: text("data_key"),
  place: text("place").notNull(),
  parts: integer("parts").notNull(),
  bytes: integer("bytes").notNull(),
  rows: integer("rows").notNull(),
  rooms: integer("rooms").notNull(),
  objects: integer("objects").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type BackupRow = typeof backup.$inferSelect;

export const restoring = sqliteTable("restoring", {
  one: integer("one").primaryKey(),
  backup_id: text("backup_id").notNull(),
  phase: text("phase", { enum: ["rows", "rooms", "done"] }).notNull(),
  triggers: text("triggers").notNull(),
  parts: integer("parts").notNull(),
  begun_at: integer("begun_at").notNull(),
  ended_at: integer("ended_at"),
});
export type RestoringRow = typeof restoring.$inferSelect;
