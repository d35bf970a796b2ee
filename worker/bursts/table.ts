/** Many tickets that ask the same, which of them still wait, and who does not want to hear of it any more. Ours, made out of tickets by the clock. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const burst = sqliteTable("burst", {
  id: text("id").primaryKey(),
  store_id: text("store_id").notNull(),
  about: text("about").notNull(),
  thing: text("thing", { enum: ["listing", "carrier", "day", "asked"] }).notNull(),
  ref: text("ref").notNull(),
  told: text("told").notNull(),
  tickets: integer("tickets").notNull(),
  begun_at: integer("begun_at").notNull(),
});
export type BurstRow = typeof burst.$inferSelect;
export type Thing = BurstRow["thing"];

export const burstTicket = sqliteTable("burst_ticket", {
  ticket_id: text("ticket_id").primaryKey(),
  burst_id: text("burst_id").notNull(),
  store_id: text("store_id").notNull(),
  turn: integer("turn").notNull(),
});

export const burstDismissed = sqliteTable(
  "burst_dismissed",
  { burst_id: text("burst_id").notNull(), person_id: text("person_id").notNull() },
  (table) => [primaryKey({ columns: [table.burst_id, table.person_id] })],
);
