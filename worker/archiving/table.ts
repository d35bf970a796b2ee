/** After how long orders are archived, how far the night is that does it, and how large the database was. Ours. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const archiveSetting = sqliteTable("archive_setting", {
  one: integer("one").primaryKey(),
  months: integer("months"),
  version: integer("version").notNull(),
});
export type ArchiveSettingRow = typeof archiveSetting.$inferSelect;

export const STEPS = ["orders", "rewrite", "sweep", "done", "failed"] as const;

export const archiveNight = sqliteTable("archive_night", {
  one: integer("one").primaryKey(),
  began_at: integer("began_at").notNull(),
  step: text("step", { enum: STEPS }).notNull(),
  place: text("place").notNull(),
  orders: integer("orders").notNull(),
  bytes: integer("bytes").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
});
export type ArchiveNightRow = typeof archiveNight.$inferSelect;

export const sizeDay = sqliteTable("size_day", {
  day: integer("day").primaryKey(),
  bytes: integer("bytes").notNull(),
});
