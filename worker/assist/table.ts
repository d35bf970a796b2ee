/** Which server is asked with which models, what a store gives along, a line for every question, and what months came to. Ours; never a word of
 *  what was asked or answered. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const assistSetting = sqliteTable("assist_setting", {
  one: integer("one").primaryKey(),
  is_on: integer("is_on").notNull(),
  address: text("address"),
  key_sealed: text("key_sealed"),
  models: text("models").notNull(),
  tasks: text("tasks").notNull(),
  budget: integer("budget").notNull(),
  version: integer("version").notNull(),
  changed_at: integer("changed_at").notNull(),
});
export type SettingRow = typeof assistSetting.$inferSelect;

export const assistStore = sqliteTable("assist_store", {
  store_id: text("store_id").primaryKey(),
  is_minimised: integer("is_minimised").notNull(),
  keeps_pictures: integer("keeps_pictures").notNull(),
  policy: text("policy").notNull(),
  glossary: text("glossary").notNull(),
  version: integer("version").notNull(),
  changed_at: integer("changed_at").notNull(),
});
export type StoreRow = typeof assistStore.$inferSelect;

export const assistCall = sqliteTable("assist_call", {
  id: integer("id").primaryKey(),
  at: integer("at").notNull(),
  month: text("month").notNull(),
  task: text("task").notNull(),
  model: text("model").notNull(),
  store_id: text("store_id"),
  ticket_id: text("ticket_id"),
  user_id: text("user_id"),
  ms: integer("ms"),
  tokens_in: integer("tokens_in"),
  tokens_out: integer("tokens_out"),
  cost: integer("cost").notNull(),
  outcome: text("outcome", { enum: ["asking", "answered", "left", "slow", "broken", "refused", "unreadable"] }).notNull(),
  reason: text("reason"),
});
export type CallRow = typeof assistCall.$inferSelect;

export const assistSpent = sqliteTable(
  "assist_spent",
  {
    month: text("month").notNull(),
    task: text("task").notNull(),
    calls: integer("calls").notNull(),
    failed: integer("failed").notNull(),
    kept_back: integer("kept_back").notNull(),
    tokens_in: integer("tokens_in").notNull(),
    tokens_out: integer("tokens_out").notNull(),
    cost: integer("cost").notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.task] })],
);
export type SpentRow = typeof assistSpent.$inferSelect;

/** What became of what was suggested, without its words; and the days added up from it, by triggers, which stay when the rows go. */
export const assistSuggestion = sqliteTable("assist_suggestion", {
  id: text("id").primaryKey(),
  task: text("task", { enum: ["draft", "rewrite", "translate", "summary", "tag", "template"] }).notNull(),
  store_id: text("store_id").notNull(),
  ticket_id: text("ticket_id").notNull(),
  person_id: text("person_id").notNull(),
  day: text("day").notNull(),
  outcome: text("outcome", { enum: ["offered", "blocked", "discarded", "used", "accepted", "edited"] }).notNull(),
  changed: integer("changed").notNull(),
});

export type SuggestionRow = typeof assistSuggestion.$inferSelect;

export const assistDay = sqliteTable(
  "assist_day",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    task: text("task").notNull(),
    outcome: text("outcome").notNull(),
    count: integer("count").notNull(),
    changed: integer("changed").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day, table.task, table.outcome] })],
);

/** What a model read and what an agent said of the same question; equal where they agree. */
export const classCorrection = sqliteTable(
  "class_correction",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    was: text("was").notNull(),
    became: text("became").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day, table.was, table.became] })],
);

/** Tickets whose newest question waits to be read. */
export const readingDue = sqliteTable("reading_due", {
  ticket_id: text("ticket_id").primaryKey(),
  due_at: integer("due_at").notNull(),
  tries: integer("tries").notNull(),
});
