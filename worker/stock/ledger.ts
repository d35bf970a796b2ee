/** The ledger's statements: every movement of stock is one row that is only ever added, with a key, so that what is told twice moves once. Levels
 *  follow by trigger. A reservation for which nothing is free is left out by the table, row by row: whoever asks reads afterwards what was kept. */
import { type SQL, sql } from "drizzle-orm";
import type { StockMovementRow } from "./table.ts";

/** A statement's rows travel as one bound text, which D1 keeps below 2 MB. */
const MOVEMENTS_PER_STATEMENT_MAX = 2_000;

export interface Movement {
  kind: StockMovementRow["kind"];
  warehouse: string;
  item: string;
  /** Differences; absent ones are zero. */
  onHand?: number;
  reserved?: number;
  unsellable?: number;
  order?: string;
  line?: string;
  reason?: string;
  key: string;
}

/** Who moved it: a person's id, or one of the desk's own rooms. */
export type Actor = string;

const written = ({ onHand = 0, reserved = 0, unsellable = 0, ...row }: Movement) => ({ ...row, onHand, reserved, unsellable });

export const movementColumns = sql.raw(
  "warehouse_id, item_id, kind, d_on_hand, d_allocated, d_unsellable, order_id, line_id, reason, actor, at, idem_key",
);

/** Movements in their order; those whose key is known already are left out, and so are those of which `where` is not true (the row is `value`). */
export function postMovements(rows: Movement[], actor: Actor, at: number, where = sql`true`): SQL[] {
  const statements: SQL[] = [];
  for (let from = 0; from < rows.length; from += MOVEMENTS_PER_STATEMENT_MAX) {
    const named = JSON.stringify(rows.slice(from, from + MOVEMENTS_PER_STATEMENT_MAX).map(written));
    statements.push(sql`INSERT INTO stock_movement (${movementColumns})
      SELECT value->>'warehouse', value->>'item', value->>'kind', value->>'onHand', value->>'reserved', value->>'unsellable',
        value->>'order', value->>'line', value->>'reason', ${actor}, ${at}, value->>'key'
      FROM json_each(${named}) WHERE ${where} ON CONFLICT (idem_key) DO NOTHING`);
  }
  return statements;
}

/** One part of one unit of an order, at the place it was given the `attempt`-th time. */
export interface Place {
  order: string;
  line: string;
  item: string;
  warehouse: string;
  qty: number;
  attempt: number;
}

const about = ({ order, line, item, warehouse }: Place) => ({ order, line, item, warehouse });

export const reservationKey = ({ line, item, attempt }: Pick<Place, "line" | "item" | "attempt">) => `reserve:${line}:${item}:${attempt}`;

/** Left out by the table unless that much is free. */
export const reserveUnit = (place: Place): Movement => ({
  ...about(place),
  kind: "reserve",
  reserved: place.qty,
  key: reservationKey(place),
});

/** Only of what is reserved: levels never fall below zero. */
export const releaseUnit = (place: Place): Movement => ({
  ...about(place),
  kind: "release",
  reserved: -place.qty,
  key: `release:${place.line}:${place.item}:${place.attempt}`,
});

/** A unit that TikTok sends from its own warehouse, where nobody reserves: once, by the line and what it is. */
export const sellUnit = (place: Place): Movement => ({
  ...about(place),
  kind: "fbt_sale",
  onHand: -place.qty,
  key: `fbt:${place.line}:${place.item}`,
});

/** TikTok cancelled it after it counted as sold. */
export const putBackUnit = (place: Place): Movement => ({
  ...about(place),
  kind: "fbt_return",
  onHand: place.qty,
  key: `fbt-back:${place.line}:${place.item}`,
});

/** A unit leaves once, whatever it was tried. One that left without a reservation takes from what is on hand, below zero if need be. */
export const shipUnit = (place: Place, wasReserved: boolean): Movement => ({
  ...about(place),
  kind: "ship",
  onHand: -place.qty,
  reserved: wasReserved ? -place.qty : 0,
  key: `ship:${place.line}:${place.item}`,
});
