/** What we keep of ready words: ours, written only by this room. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const template = sqliteTable("template", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  folder: text("folder").notNull(),
  tags: text("tags").notNull(),
  kind: text("kind", { enum: ["reply", "note"] }).notNull(),
  owner_id: text("owner_id").notNull(),
  is_shared: integer("is_shared").notNull(),
  variants: text("variants").notNull(),
  conditions: text("conditions").notNull(),
  actions: text("actions").notNull(),
  uses: integer("uses").notNull(),
  used_at: integer("used_at"),
  version: integer("version").notNull(),
  created_at: integer("created_at").notNull(),
  pictures: text("pictures").notNull(),
});
export type TemplateRow = typeof template.$inferSelect;

/** How often a template was used for what buyers ask about: the first level of a class. */
export const templateClass = sqliteTable(
  "template_class",
  { class: text("class").notNull(), template_id: text("template_id").notNull(), uses: integer("uses").notNull() },
  (table) => [primaryKey({ columns: [table.class, table.template_id] })],
);

export type TemplateClassRow = typeof templateClass.$inferSelect;

export const snippet = sqliteTable("snippet", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  variants: text("variants").notNull(),
  version: integer("version").notNull(),
  created_at: integer("created_at").notNull(),
});
export type SnippetRow = typeof snippet.$inferSelect;
