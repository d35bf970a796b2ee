/** Reports by e-mail, all of it ours: what is sent when and to whom, and what became of each sending. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const bulletin = sqliteTable("bulletin", {
  id: text("id").primaryKey(),
  form: text("form").notNull(),
  by_id: text("by_id").notNull(),
  is_on: integer("is_on").notNull(),
  next_at: integer("next_at"),
  version: integer("version").notNull(),
});
export type BulletinRow = typeof bulletin.$inferSelect;

export const bulletinSending = sqliteTable("bulletin_sending", {
  id: text("id").primaryKey(),
  bulletin_id: text("bulletin_id").notNull(),
  address: text("address").notNull(),
  slot_at: integer("slot_at").notNull(),
  state: text("state", { enum: ["due", "sending", "sent", "refused", "unconfirmed"] }).notNull(),
  words: text("words"),
  tries: integer("tries").notNull(),
  look_at: integer("look_at"),
  ended_at: integer("ended_at"),
});
export type SendingRow = typeof bulletinSending.$inferSelect;
