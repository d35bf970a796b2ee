/** The record of what people changed: one row per change, written in the same batch as the change itself. */
import { type SQL, sql } from "drizzle-orm";

export interface Change {
  at: number;
  userId: string | null;
  /** A verb with its object: "rename-store". */
  action: string;
  /** The id of what was changed. */
  subject: string;
  storeId?: string | null;
  before?: unknown;
  after?: unknown;
}

export function recordChange(change: Change): SQL {
  const { at, userId, action, subject, storeId = null, before, after } = change;
  return sql`INSERT INTO audit (at, user_id, action, subject, store_id, before, after)
    VALUES (${at}, ${userId}, ${action}, ${subject}, ${storeId}, ${jsonOrNull(before)}, ${jsonOrNull(after)})`;
}

const jsonOrNull = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
