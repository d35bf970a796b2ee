/** What we keep of work on many tickets at once, all of it ours: the jobs, and what became of each ticket in them. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const bulkJob = sqliteTable("bulk_job", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  kind: text("kind", { enum: ["act", "reply"] }).notNull(),
  wish: text("wish").notNull(),
  filters: text("filters"),
  state: text("state", {
    enum: ["naming", "checking", "ready", "running", "paused", "stopped", "done", "undoing", "undone"],
  }).notNull(),
  named_store: text("named_store").notNull(),
  named_turn: integer("named_turn").notNull(),
  named_ticket: text("named_ticket").notNull(),
  is_cut: integer("is_cut").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  total: integer("total").notNull(),
  ready: integer("ready").notNull(),
  leaving: integer("leaving").notNull(),
  done: integer("done").notNull(),
  skipped: integer("skipped").notNull(),
  failed: integer("failed").notNull(),
  undone: integer("undone").notNull(),
  kept: integer("kept").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type JobRow = typeof bulkJob.$inferSelect;

export const bulkItem = sqliteTable(
  "bulk_item",
  {
    job_id: text("job_id").notNull(),
    place: integer("place").notNull(),
    ticket_id: text("ticket_id").notNull(),
    outcome: text("outcome", { enum: ["waiting", "ready", "leaving", "done", "skipped", "failed", "undone", "kept"] }).notNull(),
    because: text("because"),
    seen: integer("seen"),
    tries: integer("tries").notNull(),
    at: integer("at"),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.place] })],
);
export type ItemRow = typeof bulkItem.$inferSelect;
export type Outcome = ItemRow["outcome"];
