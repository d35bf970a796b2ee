/** How far each stream has been followed and what could not be brought in: ours, written only by this room. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Begun when a store is connected. */
export const STREAMS = ["orders", "products", "conversations", "cancellations", "returns"] as const;
export type Stream = (typeof STREAMS)[number];
/** Orders that TikTok ships are begun by the store's setting, in D1. */
export const WALKS = [...STREAMS, "fbt"] as const;
export type Walk = (typeof WALKS)[number];

export const cursor = sqliteTable(
  "cursor",
  {
    store_id: text("store_id").notNull(),
    stream: text("stream", { enum: WALKS }).notNull(),
    until_time: integer("until_time").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.stream] })],
);

export const backfill = sqliteTable(
  "backfill",
  {
    store_id: text("store_id").notNull(),
    stream: text("stream", { enum: WALKS }).notNull(),
    state: text("state", { enum: ["running", "done"] }).notNull(),
    from_time: integer("from_time").notNull(),
    until_time: integer("until_time").notNull(),
    at_time: integer("at_time").notNull(),
    page_token: text("page_token").notNull(),
    done: integer("done").notNull(),
    total: integer("total"),
    moved_at: integer("moved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.stream] })],
);
export type BackfillRow = typeof backfill.$inferSelect;

export const deadLetter = sqliteTable("dead_letter", {
  id: text("id").primaryKey(),
  queue: text("queue").notNull(),
  job: text("job").notNull(),
  store_id: text("store_id"),
  failed_at: integer("failed_at").notNull(),
  replayed_at: integer("replayed_at"),
  why: text("why"),
});

export const jobTrouble = sqliteTable("job_trouble", {
  job: text("job").primaryKey(),
  why: text("why").notNull(),
  at: integer("at").notNull(),
});

export const storeHealth = sqliteTable("store_health", {
  store_id: text("store_id").primaryKey(),
  webhook_at: integer("webhook_at"),
  sweep_at: integer("sweep_at"),
  reconcile_at: integer("reconcile_at"),
  aftersales_at: integer("aftersales_at"),
});

/** When something of the desk's own last happened. */
export const deskBeat = sqliteTable("desk_beat", {
  name: text("name").primaryKey(),
  at: integer("at").notNull(),
});

export const doorCount = sqliteTable(
  "door_count",
  {
    day: text("day").notNull(),
    region: text("region", { enum: ["US", "ROW"] }).notNull(),
    verdict: text("verdict").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.region, table.verdict] })],
);
