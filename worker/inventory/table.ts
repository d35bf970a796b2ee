/** What we mirror of a shop's catalogue: theirs, written only by mirror.ts. */
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
