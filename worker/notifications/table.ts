/** What D1 holds of news for people: written by tickets' summaries, read away by people. Devices are told by push.ts alone. Ours. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const notification = sqliteTable(
  "notification",
  {
    person_id: text("person_id").notNull(),
    ticket_id: text("ticket_id").notNull(),
    kind: text("kind").notNull(),
    number: integer("number").notNull(),
    entry_id: text("entry_id").notNull(),
    count: integer("count").notNull(),
    by_name: text("by_name"),
    at: integer("at").notNull(),
    is_read: integer("is_read").notNull(),
  },
  (table) => [primaryKey({ columns: [table.person_id, table.ticket_id, table.kind] })],
);
export type NotificationRow = typeof notification.$inferSelect;

export const pushDevice = sqliteTable("push_device", {
  session_id: text("session_id").primaryKey(),
  person_id: text("person_id").notNull(),
  endpoint: text("endpoint").notNull(),
  p256dh: text("p256dh").notNull(),
  auth: text("auth").notNull(),
  told_at: integer("told_at").notNull(),
  due_at: integer("due_at"),
  attempts: integer("attempts").notNull(),
});
export type PushDeviceRow = typeof pushDevice.$inferSelect;
