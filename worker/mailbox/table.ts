/** What the mailbox itself keeps. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A view of the mailbox that somebody keeps. Ours. */
export const savedView = sqliteTable("saved_view", {
  id: text("id").primaryKey(),
  owner_id: text("owner_id").notNull(),
  is_shared: integer("is_shared").notNull(),
  place: integer("place").notNull(),
  name: text("name").notNull(),
  filters: text("filters").notNull(),
  created_at: integer("created_at").notNull(),
});
export type SavedViewRow = typeof savedView.$inferSelect;
