/** Goods in TikTok's own warehouses: theirs, written only by mirror.ts and inbound.ts, and never a source of merchant stock. How they compare with our
 *  ledger is derived by reckon.ts and by triggers of the ledger, and may be rebuilt but for where each comparison began. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const fbtCentre = sqliteTable(
  "fbt_centre",
  {
    store_id: text("store_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    region: text("region").notNull(),
    is_subscribed: integer("is_subscribed").notNull(),
    shop_ids: text("shop_ids").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.id] })],
);

export const fbtStock = sqliteTable(
  "fbt_stock",
  {
    store_id: text("store_id").notNull(),
    goods_id: text("goods_id").notNull(),
    centre_id: text("centre_id").notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    on_hand: integer("on_hand").notNull(),
    reserved: integer("reserved").notNull(),
    available: integer("available").notNull(),
    unfulfillable: integer("unfulfillable").notNull(),
    in_transit: integer("in_transit").notNull(),
    skus: text("skus").notNull(),
    asked_at: integer("asked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.goods_id, table.centre_id] })],
);

export const fbtWalk = sqliteTable("fbt_walk", {
  store_id: text("store_id").primaryKey(),
  at: integer("at").notNull(),
  due_at: integer("due_at").notNull(),
  because: text("because"),
});
export type FbtWalkRow = typeof fbtWalk.$inferSelect;

export const fbtInbound = sqliteTable(
  "fbt_inbound",
  {
    store_id: text("store_id").notNull(),
    id: text("id").notNull(),
    status: text("status").notNull(),
    create_time: integer("create_time").notNull(),
    ship_time: integer("ship_time"),
    expected_time: integer("expected_time"),
    arrived_time: integer("arrived_time"),
    changed_time: integer("changed_time").notNull(),
    centre_id: text("centre_id").notNull(),
    centre_name: text("centre_name").notNull(),
    planned: integer("planned").notNull(),
    received: integer("received").notNull(),
    defective: integer("defective").notNull(),
    logs: text("logs").notNull(),
    parcels: text("parcels").notNull(),
    asked_at: integer("asked_at").notNull(),
    misses: integer("misses").notNull(),
    due_at: integer("due_at"),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.id] })],
);

export const fbtInboundLine = sqliteTable(
  "fbt_inbound_line",
  {
    store_id: text("store_id").notNull(),
    inbound_id: text("inbound_id").notNull(),
    goods_id: text("goods_id").notNull(),
    planned: integer("planned").notNull(),
    received: integer("received").notNull(),
    defective: integer("defective").notNull(),
    before: integer("before").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.inbound_id, table.goods_id] })],
);

/** `turn`, which lists go by, is made of `since`. */
export const fbtLine = sqliteTable(
  "fbt_line",
  {
    store_id: text("store_id").notNull(),
    id: text("id").notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    on_hand: integer("on_hand").notNull(),
    reserved: integer("reserved").notNull(),
    available: integer("available").notNull(),
    unfulfillable: integer("unfulfillable").notNull(),
    in_transit: integer("in_transit").notNull(),
    item_id: text("item_id"),
    qty: integer("qty").notNull(),
    since: integer("since"),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.id] })],
);
export type FbtLineRow = typeof fbtLine.$inferSelect;

export const fbtLevel = sqliteTable(
  "fbt_level",
  {
    store_id: text("store_id").notNull(),
    item_id: text("item_id").notNull(),
    made_of: text("made_of").notNull(),
    theirs: integer("theirs").notNull(),
    ours: integer("ours").notNull(),
    received: integer("received").notNull(),
    base: integer("base").notNull(),
    begun_time: integer("begun_time").notNull(),
    since: integer("since"),
    changed_at: integer("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.item_id] })],
);
export type FbtLevelRow = typeof fbtLevel.$inferSelect;
