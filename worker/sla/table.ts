/** What we keep of promises, all of it ours: calendars, broken promises, and how far a changed promise has been told. A store's targets stand
 *  with the store. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const businessCalendar = sqliteTable("business_calendar", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  time_zone: text("time_zone").notNull(),
  week: text("week").notNull(),
  holidays: text("holidays").notNull(),
  version: integer("version").notNull(),
  changed_at: integer("changed_at").notNull(),
});
export type CalendarRow = typeof businessCalendar.$inferSelect;

export const slaBreach = sqliteTable(
  "sla_breach",
  {
    ticket_id: text("ticket_id").notNull(),
    kind: text("kind", { enum: ["first", "next", "resolution"] }).notNull(),
    started_at: integer("started_at").notNull(),
    due_at: integer("due_at").notNull(),
    store_id: text("store_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticket_id, table.kind, table.started_at] })],
);

export const clockWalk = sqliteTable("clock_walk", {
  store_id: text("store_id").primaryKey(),
  state: integer("state").notNull(),
  turn: integer("turn").notNull(),
  ticket_id: text("ticket_id").notNull(),
  moved_at: integer("moved_at").notNull(),
});
export type ClockWalkRow = typeof clockWalk.$inferSelect;

export const scoredChat = sqliteTable(
  "scored_chat",
  {
    ticket_id: text("ticket_id").notNull(),
    asked_at: integer("asked_at").notNull(),
    store_id: text("store_id").notNull(),
    answered_at: integer("answered_at"),
  },
  (table) => [primaryKey({ columns: [table.ticket_id, table.asked_at] })],
);

/** How many chats a store had on a day of UTC; kept by triggers on those. */
export const scoredDay = sqliteTable(
  "scored_day",
  {
    store_id: text("store_id").notNull(),
    day: integer("day").notNull(),
    chats: integer("chats").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day] })],
);

export const scorePack = sqliteTable(
  "score_pack",
  {
    marketplace: text("marketplace").notNull(),
    effective_from: text("effective_from").notNull(),
    hours: integer("hours").notNull(),
    target_percent: integer("target_percent").notNull(),
    window_days: integer("window_days").notNull(),
    weekend_to_monday: integer("weekend_to_monday").notNull(),
  },
  (table) => [primaryKey({ columns: [table.marketplace, table.effective_from] })],
);
export type ScorePackRow = typeof scorePack.$inferSelect;

/** Theirs, kept as it was read: TikTok's own figure, or one an admin saw in Seller Center; with what we counted then. */
export const serviceFigure = sqliteTable(
  "service_figure",
  {
    store_id: text("store_id").notNull(),
    source: text("source", { enum: ["tiktok", "typed"] }).notNull(),
    until_day: text("until_day").notNull(),
    since_day: text("since_day").notNull(),
    response_tenths: integer("response_tenths"),
    sessions: integer("sessions"),
    satisfaction_tenths: integer("satisfaction_tenths"),
    response_seconds: integer("response_seconds"),
    our_chats: integer("our_chats").notNull(),
    our_in_time: integer("our_in_time").notNull(),
    hours: integer("hours").notNull(),
    read_at: integer("read_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.source, table.until_day] })],
);
export type FigureRow = typeof serviceFigure.$inferSelect;
