/** What we keep of our people: ours, written only by this room (sign-in rows by better-auth on its behalf). */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

const millis = (name: string) => integer(name, { mode: "timestamp_ms" });

export const user = sqliteTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull(),
  image: text("image"),
  role: text("role", { enum: ["admin", "agent"] }).notNull(),
  disabledAt: integer("disabled_at"),
  createdAt: millis("created_at").notNull(),
  updatedAt: millis("updated_at").notNull(),
});

export const session = sqliteTable("session", {
  id: text("id").primaryKey(),
  token: text("token").notNull(),
  userId: text("user_id").notNull(),
  expiresAt: millis("expires_at").notNull(),
  ipAddress: text("ip_address"),
  userAgent: text("user_agent"),
  createdAt: millis("created_at").notNull(),
  updatedAt: millis("updated_at").notNull(),
});

export const account = sqliteTable("account", {
  id: text("id").primaryKey(),
  accountId: text("account_id").notNull(),
  providerId: text("provider_id").notNull(),
  userId: text("user_id").notNull(),
  accessToken: text("access_token"),
  refreshToken: text("refresh_token"),
  idToken: text("id_token"),
  accessTokenExpiresAt: millis("access_token_expires_at"),
  refreshTokenExpiresAt: millis("refresh_token_expires_at"),
  scope: text("scope"),
  password: text("password"),
  createdAt: millis("created_at").notNull(),
  updatedAt: millis("updated_at").notNull(),
});

export const verification = sqliteTable("verification", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: millis("expires_at").notNull(),
  createdAt: millis("created_at").notNull(),
  updatedAt: millis("updated_at").notNull(),
});

export const rateLimit = sqliteTable("rate_limit", {
  id: text("id").primaryKey(),
  key: text("key").notNull(),
  count: integer("count").notNull(),
  lastRequest: integer("last_request").notNull(),
});

export const invitation = sqliteTable("invitation", {
  id: text("id").primaryKey(),
  tokenHash: text("token_hash").notNull(),
  email: text("email").notNull(),
  role: text("role", { enum: ["admin", "agent"] }).notNull(),
  rights: text("rights").notNull(),
  invitedBy: text("invited_by").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  acceptedAt: integer("accepted_at"),
});

export const storeRight = sqliteTable(
  "store_right",
  {
    userId: text("user_id").notNull(),
    storeId: text("store_id").notNull(),
    bits: integer("bits").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.storeId] })],
);

export const audit = sqliteTable("audit", {
  id: integer("id").primaryKey(),
  at: integer("at").notNull(),
  userId: text("user_id"),
  action: text("action").notNull(),
  subject: text("subject").notNull(),
  storeId: text("store_id"),
  before: text("before"),
  after: text("after"),
});

export const auditSeal = sqliteTable("audit_seal", {
  id: integer("id").primaryKey(),
  throughId: integer("through_id").notNull(),
  rows: integer("rows").notNull(),
  seal: text("seal").notNull(),
  sealedAt: integer("sealed_at").notNull(),
});

export const auditCheck = sqliteTable("audit_check", {
  id: integer("id").primaryKey(),
  nextSeal: integer("next_seal").notNull(),
  checkedAt: integer("checked_at"),
  wrongSeal: integer("wrong_seal"),
});

export const preference = sqliteTable(
  "preference",
  {
    userId: text("user_id").notNull(),
    name: text("name").notNull(),
    value: text("value").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.name] })],
);

export const team = sqliteTable("team", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  version: integer("version").notNull(),
  changed_at: integer("changed_at").notNull(),
  gone_at: integer("gone_at"),
});
export type TeamRow = typeof team.$inferSelect;

export const teamMember = sqliteTable(
  "team_member",
  { team_id: text("team_id").notNull(), user_id: text("user_id").notNull() },
  (table) => [primaryKey({ columns: [table.team_id, table.user_id] })],
);

export const teamStore = sqliteTable(
  "team_store",
  { team_id: text("team_id").notNull(), store_id: text("store_id").notNull() },
  (table) => [primaryKey({ columns: [table.team_id, table.store_id] })],
);
