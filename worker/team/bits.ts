/** Rights as bits of one number, and who has which of them in every store. Apart from rights.ts because a session's own statement asks for them. */
import { sql } from "drizzle-orm";

export const RIGHTS = { read: 1, reply: 2, fulfil: 4, personal: 8, manage: 16 } as const;
export type Right = keyof typeof RIGHTS;

/** In place of a store id: every store, later ones too. */
export const EVERY_STORE = "*";

/** What an admin has, written out in SQL. */
export const ALL_RIGHTS = sql.raw(String(Object.values(RIGHTS).reduce<number>((all, bit) => all | bit, 0)));

/** The bits the person `u` has in every store, as SQL. */
export const bitsEverywhere = sql`CASE u.role WHEN 'admin' THEN ${ALL_RIGHTS} ELSE
  IFNULL((SELECT r.bits FROM store_right r WHERE r.user_id = u.id AND r.store_id = ${sql.raw(`'${EVERY_STORE}'`)}), 0) END`;
