/** What we keep of the erasing of a buyer, and of writing out what is held of one, while it goes on, and that it was done. Ours; whom it was about
 *  is known afterwards by the keyed hash alone. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const erasure = sqliteTable("erasure", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  who: text("who").notNull(),
  buyer: text("buyer").notNull(),
  addresses: text("addresses").notNull(),
  state: text("state", { enum: ["tickets", "orders", "search", "done", "failed"] }).notNull(),
  total: integer("total").notNull(),
  orders: integer("orders").notNull(),
  tickets: integer("tickets").notNull(),
  files: integer("files").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type ErasureRow = typeof erasure.$inferSelect;

export const personFile = sqliteTable("person_file", {
  id: text("id").primaryKey(),
  by_id: text("by_id").notNull(),
  who: text("who").notNull(),
  buyer: text("buyer").notNull(),
  addresses: text("addresses").notNull(),
  names: text("names").notNull(),
  tickets: integer("tickets").notNull(),
  orders: integer("orders").notNull(),
  place: integer("place").notNull(),
  state: text("state", { enum: ["writing", "done", "failed", "forgotten"] }).notNull(),
  parts: integer("parts").notNull(),
  bytes: integer("bytes").notNull(),
  files: integer("files").notNull(),
  left_out: integer("left_out").notNull(),
  walk_at: integer("walk_at"),
  stumbles: integer("stumbles").notNull(),
  created_at: integer("created_at").notNull(),
  ended_at: integer("ended_at"),
});
export type PersonFileRow = typeof personFile.$inferSelect;
