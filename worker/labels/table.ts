/** What we keep of tags: ours, written only by this room; `uses` by the database itself. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const tag = sqliteTable("tag", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  colour: text("colour").notNull(),
  archived_at: integer("archived_at"),
  merged_into: text("merged_into"),
  uses: integer("uses").notNull(),
  version: integer("version").notNull(),
  created_at: integer("created_at").notNull(),
});
export type TagRow = typeof tag.$inferSelect;

export const tagSetting = sqliteTable("tag_setting", {
  one: integer("one").primaryKey(),
  agents_create: integer("agents_create").notNull(),
});

export const tagWalk = sqliteTable("tag_walk", {
  tag_id: text("tag_id").primaryKey(),
  moved_at: integer("moved_at").notNull(),
});
