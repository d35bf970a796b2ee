/** What D1 knows of e-mail: which ticket a message belongs to, so that its answers find it, and what belonged to none. Ours. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const mailThread = sqliteTable("mail_thread", {
  id: text("id").primaryKey(),
  ticket_id: text("ticket_id").notNull(),
});

export const unmatchedMail = sqliteTable("unmatched_mail", {
  id: text("id").primaryKey(),
  raw_key: text("raw_key").notNull(),
  nature: text("nature", { enum: ["letter", "bounce", "automatic"] }).notNull(),
  from_address: text("from_address").notNull(),
  from_name: text("from_name").notNull(),
  to_address: text("to_address").notNull(),
  subject: text("subject").notNull(),
  says: text("says").notNull(),
  at: integer("at").notNull(),
  settled_at: integer("settled_at"),
});

export type UnmatchedRow = typeof unmatchedMail.$inferSelect;
