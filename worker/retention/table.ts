/** For how long what is held of buyers is kept, by kind, and how far the night is that empties what is older. Ours. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const KINDS = ["recipients", "conversations", "mails"] as const;
export type Kind = (typeof KINDS)[number];

export const retention = sqliteTable("retention", {
  kind: text("kind", { enum: KINDS }).primaryKey(),
  days: integer("days").notNull(),
  changed_at: integer("changed_at").notNull(),
});

export const retentionNight = sqliteTable("retention_night", {
  one: integer("one").primaryKey(),
  began_at: integer("began_at").notNull(),
  step: text("step", { enum: [...KINDS, "letters", "exports", "search", "done", "failed"] }).notNull(),
  place: text("place").notNull(),
  orders: integer("orders").notNull(),
  tickets: integer("tickets").notNull(),
  mails: integer("mails").notNull(),
  files: integer("files").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
});
export type NightRow = typeof retentionNight.$inferSelect;
