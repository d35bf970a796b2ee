/** What we keep of rules, all of it ours: the rules themselves, what waits to be looked at, what they did, and rehearsals. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const rule = sqliteTable("rule", {
  id: text("id").primaryKey(),
  place: integer("place").notNull(),
  kind: text("kind", { enum: ["rule", "auto-reply"] }).notNull(),
  name: text("name").notNull(),
  is_on: integer("is_on").notNull(),
  listens: text("listens").notNull(),
  minutes: integer("minutes"),
  stores: text("stores"),
  body: text("body").notNull(),
  by_id: text("by_id").notNull(),
  matched: integer("matched").notNull(),
  failed: integer("failed").notNull(),
  last_at: integer("last_at"),
  version: integer("version").notNull(),
  changed_at: integer("changed_at").notNull(),
});
export type RuleRow = typeof rule.$inferSelect;

export const ruleCause = sqliteTable(
  "rule_cause",
  { ticket_id: text("ticket_id").notNull(), cause: text("cause").notNull(), at: integer("at").notNull() },
  (table) => [primaryKey({ columns: [table.ticket_id, table.cause] })],
);

export const ruleTimer = sqliteTable(
  "rule_timer",
  {
    ticket_id: text("ticket_id").notNull(),
    rule_id: text("rule_id").notNull(),
    since: integer("since").notNull(),
    due_at: integer("due_at"),
  },
  (table) => [primaryKey({ columns: [table.ticket_id, table.rule_id] })],
);

export const ruleRun = sqliteTable(
  "rule_run",
  {
    rule_id: text("rule_id").notNull(),
    ticket_id: text("ticket_id").notNull(),
    cause: text("cause").notNull(),
    at: integer("at").notNull(),
    outcome: text("outcome", { enum: ["running", "done", "failed", "unmatched", "suppressed"] }).notNull(),
    because: text("because"),
    actions: text("actions"),
    ms: integer("ms"),
    by_rule: text("by_rule"),
    buyer_id: text("buyer_id"),
  },
  (table) => [primaryKey({ columns: [table.rule_id, table.ticket_id, table.cause] })],
);
export type RunRow = typeof ruleRun.$inferSelect;

export const ruleTrial = sqliteTable("rule_trial", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  form: text("form").notNull(),
  below: integer("below").notNull(),
  looked_at: integer("looked_at").notNull(),
  total: integer("total").notNull(),
  found: text("found").notNull(),
  is_done: integer("is_done").notNull(),
  started_at: integer("started_at").notNull(),
});
export type TrialRow = typeof ruleTrial.$inferSelect;
