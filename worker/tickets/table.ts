/** What D1 holds of conversations and tickets: `conversation` is theirs (written by mirror.ts), `ticket` is each room's own summary. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const conversation = sqliteTable(
  "conversation",
  {
    store_id: text("store_id").notNull(),
    id: text("id").notNull(),
    buyer_user_id: text("buyer_user_id"),
    buyer_name: text("buyer_name").notNull(),
    avatar_url: text("avatar_url"),
    can_send: integer("can_send").notNull(),
    pulled_index: text("pulled_index").notNull(),
    handed_index: text("handed_index").notNull(),
    last_time: integer("last_time").notNull(),
    person_gone_at: integer("person_gone_at"),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.id] })],
);
export type ConversationRow = typeof conversation.$inferSelect;

export const ticket = sqliteTable("ticket", {
  id: text("id").primaryKey(),
  number: integer("number").notNull(),
  store_id: text("store_id").notNull(),
  conversation_id: text("conversation_id").notNull(),
  is_current: integer("is_current").notNull(),
  follow_up_of: text("follow_up_of"),
  opening_index: text("opening_index").notNull(),
  buyer_user_id: text("buyer_user_id"),
  buyer_name: text("buyer_name").notNull(),
  created_at: integer("created_at").notNull(),
  state: integer("state").notNull(),
  turn: integer("turn").notNull(),
  assignee_id: text("assignee_id").notNull(),
  waiting_since: integer("waiting_since"),
  due_at: integer("due_at"),
  last_at: integer("last_at").notNull(),
  last_by: text("last_by").notNull(),
  preview: text("preview").notNull(),
  order_id: text("order_id"),
  trouble: text("trouble"),
  snoozed_until: integer("snoozed_until"),
  resolved_at: integer("resolved_at"),
  wake_at: integer("wake_at"),
  version: integer("version").notNull(),
  tags: text("tags").notNull(),
  priority: integer("priority").notNull(),
  team_id: text("team_id").notNull(),
  opening_order: text("opening_order"),
  heard: integer("heard").notNull(),
  merged_into: text("merged_into"),
  leads_to: text("leads_to"),
  split_from: text("split_from"),
  /** How far people have read it: {"<person>": [seen, said at]}. */
  readers: text("readers").notNull(),
  person_gone_at: integer("person_gone_at"),
  mails_gone_at: integer("mails_gone_at"),
  /** What its newest question is about, as lists show it. */
  reading: text("reading"),
});
export type TicketRow = typeof ticket.$inferSelect;

export const ticketOrder = sqliteTable(
  "ticket_order",
  { ticket_id: text("ticket_id").notNull(), order_id: text("order_id").notNull() },
  (table) => [primaryKey({ columns: [table.ticket_id, table.order_id] })],
);

export const ticketLabel = sqliteTable(
  "ticket_label",
  {
    ticket_id: text("ticket_id").notNull(),
    label: text("label").notNull(),
    store_id: text("store_id").notNull(),
    state: integer("state").notNull(),
    turn: integer("turn").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticket_id, table.label] })],
);

/** Ours: whom nobody listens to in a store. */
export const blockedBuyer = sqliteTable(
  "blocked_buyer",
  {
    store_id: text("store_id").notNull(),
    buyer_user_id: text("buyer_user_id").notNull(),
    buyer_name: text("buyer_name").notNull(),
    conversation_id: text("conversation_id").notNull(),
    reason: text("reason").notNull(),
    by_id: text("by_id").notNull(),
    blocked_at: integer("blocked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.buyer_user_id] })],
);
export type BlockedBuyerRow = typeof blockedBuyer.$inferSelect;

export const sentReply = sqliteTable("sent_reply", { message_id: text("message_id").primaryKey(), ticket_id: text("ticket_id").notNull() });

export const ticketCount = sqliteTable(
  "ticket_count",
  {
    store_id: text("store_id").notNull(),
    assignee_id: text("assignee_id").notNull(),
    todo: integer("todo").notNull(),
    waiting: integer("waiting").notNull(),
    snoozed: integer("snoozed").notNull(),
    resolved: integer("resolved").notNull(),
    spam: integer("spam").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.assignee_id] })],
);

/** What a found message says, for the lines a search shows. */
export const messageText = sqliteTable("message_text", {
  row: integer("row").primaryKey(),
  says: text("says").notNull(),
});
