/** What we mirror of a shop's catalogue: theirs, written only by mirror.ts and goods.ts. Items, and which listings sell them: ours. Where listings
 *  stand in lists is kept by triggers. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const listing = sqliteTable(
  "listing",
  {
    store_id: text("store_id").notNull(),
    sku_id: text("sku_id").notNull(),
    product_id: text("product_id"),
    title: text("title").notNull(),
    variation: text("variation"),
    seller_sku: text("seller_sku"),
    image_url: text("image_url"),
    price_minor: integer("price_minor"),
    currency: text("currency"),
    status: text("status").notNull(),
    update_time: integer("update_time").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.sku_id] })],
);

export const shopWarehouse = sqliteTable(
  "shop_warehouse",
  {
    store_id: text("store_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    status: text("status").notNull(),
    is_default: integer("is_default").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.id] })],
);
export const item = sqliteTable("item", {
  id: text("id").primaryKey(),
  sku: text("sku").notNull(),
  name: text("name").notNull(),
  kind: text("kind", { enum: ["standard", "kit"] }).notNull(),
  barcode: text("barcode"),
  cost_minor: integer("cost_minor"),
  cost_currency: text("cost_currency"),
  archived_at: integer("archived_at"),
  created_at: integer("created_at").notNull(),
  version: integer("version").notNull(),
  number: integer("number"),
});
export type ItemRow = typeof item.$inferSelect;

export const kitPart = sqliteTable(
  "kit_part",
  {
    kit_id: text("kit_id").notNull(),
    item_id: text("item_id").notNull(),
    qty: integer("qty").notNull(),
  },
  (table) => [primaryKey({ columns: [table.kit_id, table.item_id] })],
);

export const listingMap = sqliteTable(
  "listing_map",
  {
    store_id: text("store_id").notNull(),
    sku_id: text("sku_id").notNull(),
    state: text("state", { enum: ["mapped", "ignored"] }).notNull(),
    mapped_at: integer("mapped_at").notNull(),
    mapped_by: text("mapped_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.sku_id] })],
);

export const listingPart = sqliteTable(
  "listing_part",
  {
    store_id: text("store_id").notNull(),
    sku_id: text("sku_id").notNull(),
    item_id: text("item_id").notNull(),
    qty: integer("qty").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.sku_id, table.item_id] })],
);

/** `turn`, which lists go by, is made of state and waiting. */
export const listingPlace = sqliteTable(
  "listing_place",
  {
    store_id: text("store_id").notNull(),
    id: text("id").notNull(),
    state: integer("state").notNull(),
    waiting: integer("waiting").notNull(),
    act_id: text("act_id"),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.id] })],
);

export const listingCount = sqliteTable("listing_count", {
  store_id: text("store_id").primaryKey(),
  unmapped: integer("unmapped").notNull(),
  mapped: integer("mapped").notNull(),
  ignored: integer("ignored").notNull(),
});

export const mappingAct = sqliteTable("mapping_act", {
  id: text("id").primaryKey(),
  at: integer("at").notNull(),
  by: text("by").notNull(),
  before: text("before").notNull(),
  undone_at: integer("undone_at"),
});
export type MappingActRow = typeof mappingAct.$inferSelect;

export const fbtGoods = sqliteTable(
  "fbt_goods",
  {
    store_id: text("store_id").notNull(),
    sku_id: text("sku_id").notNull(),
    goods_id: text("goods_id").notNull(),
    reference_code: text("reference_code").notNull(),
    name: text("name").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.sku_id, table.goods_id] })],
);

export const fbtPull = sqliteTable("fbt_pull", {
  store_id: text("store_id").primaryKey(),
  at: integer("at").notNull(),
  because: text("because"),
});
