/** How much of its stock each listing shows: rules, what is to be shown and why, what was sent and what TikTok showed when it was read. Ours, all of it.
 *  Sales and what is due are written by triggers. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { RULE_KINDS } from "./rule.ts";
import { DIALS } from "./speed.ts";

export const balanceStore = sqliteTable("balance_store", {
  store_id: text("store_id").primaryKey(),
  paused_at: integer("paused_at"),
  began_at: integer("began_at").notNull(),
});

export const balanceDial = sqliteTable("balance_dial", {
  one: integer("one").primaryKey(),
  dial: text("dial", { enum: DIALS }).notNull(),
  paused_at: integer("paused_at"),
});
export type BalanceDialRow = typeof balanceDial.$inferSelect;

export const balanceRule = sqliteTable(
  "balance_rule",
  {
    store_id: text("store_id").notNull(),
    item_id: text("item_id").notNull(),
    sku_id: text("sku_id").notNull(),
    kind: text("kind", { enum: RULE_KINDS }).notNull(),
    amount: integer("amount"),
    reserve: integer("reserve").notNull(),
    max: integer("max"),
    stop_at: integer("stop_at").notNull(),
    weight: integer("weight").notNull(),
    changed_at: integer("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.item_id, table.sku_id] })],
);
export type BalanceRuleRow = typeof balanceRule.$inferSelect;

export const balanceListing = sqliteTable(
  "balance_listing",
  {
    store_id: text("store_id").notNull(),
    sku_id: text("sku_id").notNull(),
    product_id: text("product_id"),
    wanted: integer("wanted").notNull(),
    explain: text("explain").notNull(),
    planned_at: integer("planned_at").notNull(),
    next: integer("next"),
    next_rank: integer("next_rank"),
    sent: integer("sent"),
    sent_at: integer("sent_at"),
    answered_at: integer("answered_at"),
    shown: integer("shown"),
    shown_at: integer("shown_at"),
    moved: integer("moved").notNull(),
    failed_code: integer("failed_code"),
    failed_words: text("failed_words"),
    tries: integer("tries").notNull(),
    retry_at: integer("retry_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.sku_id] })],
);
export type BalanceListingRow = typeof balanceListing.$inferSelect;

export const balancePush = sqliteTable("balance_push", {
  id: integer("id").primaryKey(),
  store_id: text("store_id").notNull(),
  sku_id: text("sku_id").notNull(),
  number: integer("number").notNull(),
  before: integer("before"),
  sent_at: integer("sent_at").notNull(),
  seen_at: integer("seen_at"),
  seen: integer("seen"),
  failed_words: text("failed_words"),
});
export type BalancePushRow = typeof balancePush.$inferSelect;

export const balanceSale = sqliteTable(
  "balance_sale",
  {
    item_id: text("item_id").notNull(),
    create_time: integer("create_time").notNull(),
    line_id: text("line_id").notNull(),
    store_id: text("store_id").notNull(),
    sku_id: text("sku_id").notNull(),
    qty: integer("qty").notNull(),
  },
  (table) => [primaryKey({ columns: [table.item_id, table.create_time, table.line_id] })],
);

export const balanceDue = sqliteTable("balance_due", {
  item_id: text("item_id").primaryKey(),
  named: integer("named").notNull(),
  since: integer("since").notNull(),
});
export type BalanceDueRow = typeof balanceDue.$inferSelect;
