/** What we keep of second factors and of the way back without a password: ours, written only by this room. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const secondFactor = sqliteTable("second_factor", {
  id: text("id").primaryKey(),
  user_id: text("user_id").notNull(),
  kind: text("kind", { enum: ["totp", "passkey"] }).notNull(),
  name: text("name").notNull(),
  sealed: text("sealed"),
  seal_key: text("seal_key"),
  credential: text("credential"),
  public_key: text("public_key"),
  algorithm: integer("algorithm"),
  counter: integer("counter").notNull(),
  created_at: integer("created_at").notNull(),
  confirmed_at: integer("confirmed_at"),
  used_at: integer("used_at"),
});
export type FactorRow = typeof secondFactor.$inferSelect;

export const recoveryCode = sqliteTable("recovery_code", {
  hash: text("hash").primaryKey(),
  user_id: text("user_id").notNull(),
});

export const signInStep = sqliteTable("sign_in_step", {
  token_hash: text("token_hash").primaryKey(),
  user_id: text("user_id"),
  does: text("does", { enum: ["prove", "enrol", "passkey", "add-passkey"] }).notNull(),
  challenge: text("challenge"),
  tries: integer("tries").notNull(),
  expires_at: integer("expires_at").notNull(),
});
export type StepRow = typeof signInStep.$inferSelect;

export const passwordLink = sqliteTable("password_link", {
  user_id: text("user_id").primaryKey(),
  token_hash: text("token_hash").notNull(),
  made_by: text("made_by"),
  created_at: integer("created_at").notNull(),
  expires_at: integer("expires_at").notNull(),
});

export const signInRule = sqliteTable("sign_in_rule", {
  id: integer("id").primaryKey(),
  second_factor: integer("second_factor").notNull(),
});
