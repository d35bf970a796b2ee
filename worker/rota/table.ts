/** Whose turn it is: what holds for the whole desk, who is at work, tickets that wait for somebody's turn, and those that are handed back.
 *  All of it ours. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Where a ticket goes when its person goes away. */
export const WAYS_BACK = ["team", "nobody", "keep"] as const;
export type WayBack = (typeof WAYS_BACK)[number];

export const rota = sqliteTable("rota", {
  one: integer("one").primaryKey(),
  cap: integer("cap"),
  hand_back: text("hand_back", { enum: WAYS_BACK }).notNull(),
  reply_takes: integer("reply_takes").notNull(),
  turn: integer("turn").notNull(),
  deal: text("deal").notNull(),
  version: integer("version").notNull(),
});
export type RotaRow = typeof rota.$inferSelect;

export const atWork = sqliteTable("at_work", {
  user_id: text("user_id").primaryKey(),
  away_since: integer("away_since"),
  cap: integer("cap"),
  turn: integer("turn").notNull(),
  way: text("way", { enum: ["team", "nobody"] }),
});

export const ticketWait = sqliteTable("ticket_wait", {
  ticket_id: text("ticket_id").primaryKey(),
  pool: text("pool").notNull(),
  since: integer("since").notNull(),
  step: text("step").notNull(),
  by_id: text("by_id"),
  by_name: text("by_name"),
  placed: integer("placed").notNull(),
  person_id: text("person_id").notNull(),
});
export type WaitRow = typeof ticketWait.$inferSelect;

export const handBack = sqliteTable("hand_back", {
  user_id: text("user_id").primaryKey(),
  way: text("way", { enum: ["team", "nobody"] }).notNull(),
  turn: integer("turn").notNull(),
  ticket_id: text("ticket_id").notNull(),
  done: integer("done").notNull(),
  total: integer("total").notNull(),
  moved_at: integer("moved_at").notNull(),
});
export type HandBackRow = typeof handBack.$inferSelect;
