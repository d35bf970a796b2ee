/** What we keep of stores and their authorizations: ours, except what `authorized_shop` and the shop columns repeat of TikTok's. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const tiktokApp = sqliteTable("tiktok_app", {
  region: text("region", { enum: ["US", "ROW"] }).primaryKey(),
  app_key: text("app_key").notNull(),
  service_id: text("service_id").notNull(),
  secret_sealed: text("secret_sealed").notNull(),
  older_secret_sealed: text("older_secret_sealed"),
  updated_at: integer("updated_at").notNull(),
});

export const authorization = sqliteTable("authorization", {
  id: text("id").primaryKey(),
  region: text("region", { enum: ["US", "ROW"] }).notNull(),
  open_id: text("open_id").notNull(),
  seller_name: text("seller_name"),
  base_region: text("base_region"),
  state: text("state", { enum: ["connected", "reauthorize"] }).notNull(),
  reason: text("reason"),
  scopes: text("scopes").notNull(),
  access_expires_time: integer("access_expires_time").notNull(),
  refresh_expires_time: integer("refresh_expires_time").notNull(),
  updated_at: integer("updated_at").notNull(),
});

export const authorizedShop = sqliteTable(
  "authorized_shop",
  {
    authorization_id: text("authorization_id").notNull(),
    shop_id: text("shop_id").notNull(),
    name: text("name").notNull(),
    region: text("region").notNull(),
    seller_type: text("seller_type", { enum: ["LOCAL", "CROSS_BORDER"] }).notNull(),
    cipher: text("cipher").notNull(),
  },
  (table) => [primaryKey({ columns: [table.authorization_id, table.shop_id] })],
);

export const store = sqliteTable("store", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  mark: integer("mark").notNull(),
  marketplace: text("marketplace").notNull(),
  currency: text("currency").notNull(),
  time_zone: text("time_zone").notNull(),
  address: text("address").notNull(),
  state: text("state", { enum: ["disconnected", "connected", "reauthorize"] }).notNull(),
  reason: text("reason"),
  authorization_id: text("authorization_id"),
  shop_id: text("shop_id"),
  shop_name: text("shop_name"),
  shop_cipher: text("shop_cipher"),
  seller_type: text("seller_type", { enum: ["LOCAL", "CROSS_BORDER"] }),
  orders_import: integer("orders_import").notNull(),
  chat_import: integer("chat_import").notNull(),
  stock_managed: integer("stock_managed").notNull(),
  order_opens_ticket: integer("order_opens_ticket").notNull(),
  reopen_days: integer("reopen_days").notNull(),
  reply_target_minutes: integer("reply_target_minutes").notNull(),
  connected_at: integer("connected_at"),
  begin_since: integer("begin_since"),
  version: integer("version").notNull(),
  created_at: integer("created_at").notNull(),
  next_target_minutes: integer("next_target_minutes"),
  resolution_target_minutes: integer("resolution_target_minutes"),
  calendar_id: text("calendar_id"),
  mail_address: text("mail_address"),
  promise_overrides: text("promise_overrides").notNull(),
  deal_to: text("deal_to").notNull(),
  quiet_days: integer("quiet_days"),
  stock_since: integer("stock_since"),
  fbt_import: integer("fbt_import").notNull(),
  fbt_since: integer("fbt_since"),
  fbt_warehouse_id: text("fbt_warehouse_id"),
  fbt_at: integer("fbt_at"),
  erased_at: integer("erased_at"),
});

export type StoreRow = typeof store.$inferSelect;

export const connectAttempt = sqliteTable("connect_attempt", {
  state_hash: text("state_hash").primaryKey(),
  user_id: text("user_id").notNull(),
  region: text("region", { enum: ["US", "ROW"] }).notNull(),
  marketplace: text("marketplace").notNull(),
  store_id: text("store_id"),
  expires_at: integer("expires_at").notNull(),
  used_at: integer("used_at"),
});

export const connectClaim = sqliteTable("connect_claim", {
  id: text("id").primaryKey(),
  region: text("region", { enum: ["US", "ROW"] }).notNull(),
  code_sealed: text("code_sealed").notNull(),
  shop_region: text("shop_region"),
  expires_at: integer("expires_at").notNull(),
  used_at: integer("used_at"),
});

/** Single things of TikTok's that could not be read. */
export const failedItem = sqliteTable(
  "failed_item",
  {
    store_id: text("store_id").notNull(),
    kind: text("kind", { enum: ["order", "conversation", "product", "cancellation", "return"] }).notNull(),
    item_id: text("item_id").notNull(),
    reason: text("reason").notNull(),
    failed_at: integer("failed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.store_id, table.kind, table.item_id] })],
);

/** Whom nobody may bring back, by a keyed hash. Ours, and the last thing known of them. */
export const erased = sqliteTable("erased", { who: text("who").primaryKey(), at: integer("at").notNull() });

export const erasingKey = sqliteTable("erasing_key", { one: integer("one").primaryKey(), sealed: text("sealed").notNull() });
