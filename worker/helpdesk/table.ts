/** What the helpdesk's reports are made of, all of it ours. What happened is written by the tickets' rooms and placed by place.ts; what is added up
 *  is written by triggers alone. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const helpdeskDeed = sqliteTable(
  "helpdesk_deed",
  {
    ticket_id: text("ticket_id").notNull(),
    id: text("id").notNull(),
    store_id: text("store_id").notNull(),
    deed: text("deed").notNull(),
    at: integer("at").notNull(),
    since: integer("since"),
    person_id: text("person_id").notNull(),
    template_id: text("template_id"),
    is_edited: integer("is_edited").notNull(),
    is_single: integer("is_single").notNull(),
    version: integer("version").notNull(),
    zone: text("zone").notNull(),
    day: text("day").notNull(),
    slot: integer("slot").notNull(),
    took: integer("took"),
    took_open: integer("took_open"),
    is_kept: integer("is_kept"),
  },
  (table) => [primaryKey({ columns: [table.ticket_id, table.id] })],
);
export type HelpdeskDeedRow = typeof helpdeskDeed.$inferSelect;

export const helpdeskDay = sqliteTable(
  "helpdesk_day",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    person_id: text("person_id").notNull(),
    opened: integer("opened").notNull(),
    asked: integer("asked").notNull(),
    first: integer("first").notNull(),
    next: integer("next").notNull(),
    also: integer("also").notNull(),
    auto: integer("auto").notNull(),
    resolved: integer("resolved").notNull(),
    single: integer("single").notNull(),
    reopened: integer("reopened").notNull(),
    templated: integer("templated").notNull(),
    edited: integer("edited").notNull(),
    kept_first: integer("kept_first").notNull(),
    kept_next: integer("kept_next").notNull(),
    kept_resolution: integer("kept_resolution").notNull(),
    missed_first: integer("missed_first").notNull(),
    missed_next: integer("missed_next").notNull(),
    missed_resolution: integer("missed_resolution").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day, table.person_id] })],
);
export type HelpdeskDayRow = typeof helpdeskDay.$inferSelect;

export const helpdeskHour = sqliteTable(
  "helpdesk_hour",
  {
    store_id: text("store_id").notNull(),
    period: text("period").notNull(),
    slot: integer("slot").notNull(),
    messages: integer("messages").notNull(),
    tickets: integer("tickets").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.period, table.slot] })],
);

export const helpdeskSpeed = sqliteTable(
  "helpdesk_speed",
  {
    store_id: text("store_id").notNull(),
    person_id: text("person_id").notNull(),
    period: text("period").notNull(),
    deed: text("deed").notNull(),
    is_open: integer("is_open").notNull(),
    took: integer("took").notNull(),
    deeds: integer("deeds").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.person_id, table.period, table.deed, table.is_open, table.took] })],
);

export const helpdeskTemplate = sqliteTable(
  "helpdesk_template",
  {
    store_id: text("store_id").notNull(),
    day: text("day").notNull(),
    template_id: text("template_id").notNull(),
    used: integer("used").notNull(),
    edited: integer("edited").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.day, table.template_id] })],
);
