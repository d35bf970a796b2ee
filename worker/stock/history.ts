/** "Explain this number": the ledger behind one level, the newest entry first, each with the balance it left; whether the level equals the ledger's
 *  sum; and the orders that wait for an item, whose deadline is nearest first. Orders of stores a person may not see have no id here. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Cursor, PAGE_ROWS, type Page } from "../team/pages.ts";
import { mayIn, mayReadAnywhere } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import type { Level } from "./acts.ts";
import type { AllocationRow, StockMovementRow } from "./table.ts";

export interface Entry extends Pick<StockMovementRow, "id" | "kind" | "d_on_hand" | "d_allocated" | "d_unsellable" | "reason" | "at"> {
  /** Null for what the desk did by itself. */
  person: string | null;
  /** Null where no order moved it, or one the person may not see. */
  order_id: string | null;
  /** The warehouse at the other end of a transfer. */
  other: string | null;
  /** As this entry left it. */
  balance: Level;
}

/** Where a page of the ledger ended and what the level was before that entry, so that no page adds up those before it. */
export interface LedgerCursor extends Level {
  id: number;
}

export interface LedgerPage {
  rows: Entry[];
  next: LedgerCursor | null;
  level: Level;
}

const NOTHING: Level = { on_hand: 0, allocated: 0, unsellable: 0 };

export async function explainLevel(kit: Kit, signedIn: SignedIn, spot: { warehouse: string; item: string }, after: LedgerCursor | null) {
  const { warehouse, item } = spot;
  const [people, levels, rows] = await kit.db.batch<[Person, Level, Omit<Entry, "balance">]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT l.on_hand, l.allocated, l.unsellable FROM stock_level l
      WHERE l.warehouse_id = ${warehouse} AND l.item_id = ${item} AND ${mayReadAnywhere}`,
    sql`WITH ${who(signedIn)} SELECT m.id, m.kind, m.d_on_hand, m.d_allocated, m.d_unsellable, m.at, u.name AS person, w.name AS other,
        CASE WHEN w.id IS NULL THEN m.reason END AS reason,
        CASE WHEN ${mayIn(
          sql`IFNULL((SELECT a.store_id FROM allocation a WHERE a.order_id = m.order_id LIMIT 1),
          (SELECT o.store_id FROM order_cold c CROSS JOIN orders o ON o.create_time = c.create_time AND o.id = c.order_id WHERE c.order_id = m.order_id))`,
          "read",
        )} THEN m.order_id END AS order_id
      FROM stock_movement m INDEXED BY stock_movement_of_level LEFT JOIN user u ON u.id = m.actor
        LEFT JOIN warehouse w ON m.kind IN ('transfer_out', 'transfer_in') AND w.id = m.reason
      WHERE m.warehouse_id = ${warehouse} AND m.item_id = ${item} AND m.id < ${after?.id ?? Number.MAX_SAFE_INTEGER}
        AND ${mayReadAnywhere} ORDER BY m.id DESC LIMIT ${PAGE_ROWS + 1}`,
  ]);
  requirePerson(people);
  const level = levels[0] ?? NOTHING;
  return balance(rows, after ?? level, level);
}

/** Backwards from what the level is, or was before the page's first entry. */
function balance(rows: Omit<Entry, "balance">[], from: Level, level: Level): LedgerPage {
  let now: Level = { on_hand: from.on_hand, allocated: from.allocated, unsellable: from.unsellable };
  const shown = rows.slice(0, PAGE_ROWS).map((row): Entry => {
    const entry = { ...row, balance: now };
    now = {
      on_hand: now.on_hand - row.d_on_hand,
      allocated: now.allocated - row.d_allocated,
      unsellable: now.unsellable - row.d_unsellable,
    };
    return entry;
  });
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > PAGE_ROWS && last ? { id: last.id, ...now } : null, level };
}

/** A longer ledger is not added up while somebody waits. */
const RECOUNT_ENTRIES_MAX = 5_000;

/** Whether the level equals its ledger's sum; null where the ledger is too long to say at once. */
export async function recountLevel(kit: Kit, signedIn: SignedIn, { warehouse, item }: { warehouse: string; item: string }) {
  const entries = sql`SELECT m.d_on_hand, m.d_allocated, m.d_unsellable FROM stock_movement m INDEXED BY stock_movement_of_level
    WHERE m.warehouse_id = ${warehouse} AND m.item_id = ${item} AND ${mayReadAnywhere} LIMIT ${RECOUNT_ENTRIES_MAX + 1}`;
  const [people, [sum], levels] = await kit.db.batch<[Person, Level & { entries: number }, Level]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS entries, IFNULL(SUM(d_on_hand), 0) AS on_hand, IFNULL(SUM(d_allocated), 0) AS allocated,
      IFNULL(SUM(d_unsellable), 0) AS unsellable FROM (${entries})`,
    sql`SELECT on_hand, allocated, unsellable FROM stock_level WHERE warehouse_id = ${warehouse} AND item_id = ${item}`,
  ]);
  requirePerson(people);
  const level = levels[0] ?? NOTHING;
  if (!sum || sum.entries > RECOUNT_ENTRIES_MAX) return { entries: RECOUNT_ENTRIES_MAX, agrees: null };
  return {
    entries: sum.entries,
    agrees: sum.on_hand === level.on_hand && sum.allocated === level.allocated && sum.unsellable === level.unsellable,
  };
}

export interface Waiting extends Pick<AllocationRow, "order_id" | "store_id" | "qty" | "turn"> {
  /** Epoch seconds; null where no deadline runs. */
  due_time: number | null;
  items: string | null;
}

/** Units, the nearest deadline first. Those of stores one may not see are left out of a page and not made up for. */
export async function listWaiting(kit: Kit, signedIn: SignedIn, item: string, after: Cursor | null): Promise<Page<Waiting>> {
  const [people, rows] = await kit.db.batch<[Person, Waiting & { line_id: string; seen: number }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT a.order_id, a.line_id, a.store_id, a.qty, a.turn, o.due_time, o.items, ${mayIn(sql`a.store_id`, "read")} AS seen
      FROM (SELECT * FROM allocation INDEXED BY allocation_short WHERE item_id = ${item} AND state = 'short'
        AND (turn, order_id) > (${after?.key ?? -1}, ${after?.id ?? ""}) AND ${mayReadAnywhere} ORDER BY turn, order_id LIMIT ${PAGE_ROWS * 2}) a
      LEFT JOIN orders o ON o.create_time = a.create_time AND o.id = a.order_id`,
  ]);
  requirePerson(people);
  // Units of one order may straddle the page's end: the order is shown whole on the next one.
  const isCut = rows.length === PAGE_ROWS * 2;
  const lastOrder = rows.at(-1)?.order_id;
  const whole = isCut && rows.some(({ order_id }) => order_id !== lastOrder) ? rows.filter(({ order_id }) => order_id !== lastOrder) : rows;
  const orders = [...Map.groupBy(whole, ({ order_id }) => order_id).values()];
  const shown = orders.flatMap((units) => {
    const [{ line_id: _, seen, ...first }] = units as [(typeof units)[number]];
    return seen ? [{ ...first, qty: units.reduce((sum, { qty }) => sum + qty, 0) }] : [];
  });
  const last = whole.at(-1);
  return { rows: shown, next: isCut && last ? { key: last.turn, id: last.order_id } : null, stopped: false };
}
