/** Where items stand and how many: ours. Levels are written by the triggers of the ledger alone, what waits by those of the allocations. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const warehouse = sqliteTable("warehouse", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  kind: text("kind", { enum: ["merchant", "fbt"] }).notNull(),
  store_id: text("store_id"),
  country: text("country"),
  postal_code: text("postal_code"),
  time_zone: text("time_zone").notNull(),
  archived_at: integer("archived_at"),
  created_at: integer("created_at").notNull(),
});
export type WarehouseRow = typeof warehouse.$inferSelect;

export const storeWarehouse = sqliteTable(
  "store_warehouse",
  {
    store_id: text("store_id").notNull(),
    warehouse_id: text("warehouse_id").notNull(),
    rank: integer("rank").notNull(),
    is_fallback: integer("is_fallback").notNull(),
    shop_warehouse_id: text("shop_warehouse_id"),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.warehouse_id] })],
);

export const stockLevel = sqliteTable(
  "stock_level",
  {
    warehouse_id: text("warehouse_id").notNull(),
    item_id: text("item_id").notNull(),
    on_hand: integer("on_hand").notNull(),
    allocated: integer("allocated").notNull(),
    unsellable: integer("unsellable").notNull(),
    incoming: integer("incoming").notNull(),
    updated_at: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.warehouse_id, table.item_id] })],
);
export type StockLevelRow = typeof stockLevel.$inferSelect;

export const stockMovement = sqliteTable("stock_movement", {
  id: integer("id").primaryKey(),
  warehouse_id: text("warehouse_id").notNull(),
  item_id: text("item_id").notNull(),
  kind: text("kind", {
    enum: [
      "receive",
      "adjust",
      "count",
      "transfer_out",
      "transfer_in",
      "reserve",
      "release",
      "ship",
      "return_sellable",
      "return_unsellable",
      "scrap",
      "fbt_sale",
      "fbt_return",
      "fbt_reconcile",
    ],
  }).notNull(),
  d_on_hand: integer("d_on_hand").notNull(),
  d_allocated: integer("d_allocated").notNull(),
  d_unsellable: integer("d_unsellable").notNull(),
  d_incoming: integer("d_incoming").notNull(),
  order_id: text("order_id"),
  line_id: text("line_id"),
  reason: text("reason"),
  actor: text("actor").notNull(),
  at: integer("at").notNull(),
  idem_key: text("idem_key").notNull(),
});
export type StockMovementRow = typeof stockMovement.$inferSelect;

export const allocation = sqliteTable(
  "allocation",
  {
    order_id: text("order_id").notNull(),
    line_id: text("line_id").notNull(),
    item_id: text("item_id").notNull(),
    create_time: integer("create_time").notNull(),
    store_id: text("store_id").notNull(),
    warehouse_id: text("warehouse_id"),
    qty: integer("qty").notNull(),
    state: text("state", { enum: ["reserved", "short", "shipped", "released"] }).notNull(),
    because: text("because").notNull(),
    attempt: integer("attempt").notNull(),
    turn: integer("turn").notNull(),
    at: integer("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.order_id, table.line_id, table.item_id] })],
);
export type AllocationRow = typeof allocation.$inferSelect;

export const settleDue = sqliteTable("settle_due", {
  order_id: text("order_id").primaryKey(),
  create_time: integer("create_time").notNull(),
  store_id: text("store_id").notNull(),
  since: integer("since").notNull(),
  claim: text("claim"),
});

/** Kept by triggers of `allocation`. */
export const stockShort = sqliteTable("stock_short", {
  item_id: text("item_id").primaryKey(),
  units: integer("units").notNull(),
});

/** Where a level was found to differ from its ledger: four numbers each. */
export const stockDrift = sqliteTable(
  "stock_drift",
  {
    warehouse_id: text("warehouse_id").notNull(),
    item_id: text("item_id").notNull(),
    level: text("level").notNull(),
    ledger: text("ledger").notNull(),
    found_at: integer("found_at").notNull(),
    seen_at: integer("seen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.warehouse_id, table.item_id] })],
);

/** One row: the last count. */
export const stockRecount = sqliteTable("stock_recount", {
  id: integer("id").primaryKey(),
  begun_at: integer("begun_at").notNull(),
  levels: integer("levels").notNull(),
  ended_at: integer("ended_at"),
});
