/** What a restored desk works out anew in place of taking it over: search, which SQLite lets nobody copy, and sums of rows that were read at different
 *  moments. Each statement can be run again and comes to the same. */
import { type SQL, sql } from "drizzle-orm";
import { openArchive } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import { searchRowOf, searchWordsOf } from "../orders/facts.ts";
import { STAGES } from "../orders/stage.ts";
import { WHOLE } from "./tables.ts";

/** Items and listings, in the words their triggers use. */
export const SEARCHED_BY_ROW: SQL[] = [
  sql`${WHOLE} DELETE FROM item_search`,
  sql`${WHOLE} INSERT INTO item_search (rowid, words, item_id) SELECT number, sku || ' ' || name || ' ' || IFNULL(barcode, ''), id FROM item WHERE number IS NOT NULL`,
  sql`${WHOLE} DELETE FROM listing_search`,
  sql`${WHOLE} INSERT INTO listing_search (rowid, store, words, sku_id)
    SELECT CAST(sku_id AS INTEGER), store_id, title || ' ' || IFNULL(variation, '') || ' ' || IFNULL(seller_sku, '') || ' ' || sku_id || ' '
      || IFNULL(product_id, ''), sku_id FROM listing GROUP BY CAST(sku_id AS INTEGER)`,
];

const stageSums = sql.raw(STAGES.map((_, at) => `SUM(stage = ${at})`).join(", "));
const stageColumns = sql.raw(STAGES.join(", "));
const taken = (columns: readonly string[]) => sql.raw(columns.map((column) => `${column} = excluded.${column}`).join(", "));
const none = (columns: readonly string[]) => sql.raw(columns.map((column) => `${column} = 0`).join(", "));

const TICKET_VIEWS = ["todo", "waiting", "snoozed", "resolved", "spam"];
const ticketSums = sql.raw(
  "SUM(state = 0 AND waiting_since IS NOT NULL), SUM(state = 0 AND waiting_since IS NULL), SUM(state = 1), SUM(state = 2), SUM(state = 3)",
);
const PLACES = ["unmapped", "mapped", "ignored"];
const CASES = ["cancellations", "returns"];

/** The counters lists show, the shelves, and the days of reports, which their own walk counts from the first order on. */
export const COUNTED: SQL[] = [
  // An order that was brought back while the file was written: its rows came with it, its place was written down before.
  sql`${WHOLE} DELETE FROM order_cold WHERE EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = order_cold.order_id)`,
  sql`${WHOLE} UPDATE orders SET cold_at = NULL WHERE cold_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = orders.id)`,
  sql`${WHOLE} UPDATE cold_object SET is_stale = 1`,
  sql`${WHOLE} UPDATE cold_count SET (orders, bytes, newest_time) = (SELECT COUNT(*), IFNULL(SUM(bytes), 0), IFNULL(MAX(create_time), 0) FROM order_cold)`,
  sql`${WHOLE} UPDATE order_count SET ${none(STAGES)}`,
  sql`${WHOLE} INSERT INTO order_count (store_id, ${stageColumns}) SELECT store_id, ${stageSums} FROM orders WHERE stage IS NOT NULL GROUP BY store_id
    ON CONFLICT (store_id) DO UPDATE SET ${taken(STAGES)}`,
  sql`${WHOLE} UPDATE ticket_count SET ${none(TICKET_VIEWS)}`,
  sql`${WHOLE} INSERT INTO ticket_count (store_id, assignee_id, ${sql.raw(TICKET_VIEWS.join(", "))})
    SELECT store_id, assignee_id, ${ticketSums} FROM ticket WHERE merged_into IS NULL GROUP BY 1, 2
    UNION ALL SELECT store_id, '*', ${ticketSums} FROM ticket WHERE merged_into IS NULL GROUP BY 1
    ON CONFLICT (store_id, assignee_id) DO UPDATE SET ${taken(TICKET_VIEWS)}`,
  sql`${WHOLE} UPDATE aftersale_count SET ${none(CASES)}`,
  sql`${WHOLE} INSERT INTO aftersale_count (store_id, cancellations, returns)
    SELECT store_id, SUM(kind = 'cancellation'), SUM(kind = 'return') FROM aftersale WHERE phase = 0 GROUP BY store_id
    ON CONFLICT (store_id) DO UPDATE SET ${taken(CASES)}`,
  sql`${WHOLE} UPDATE own_return_count SET waiting = 0`,
  sql`${WHOLE} INSERT INTO own_return_count (store_id, waiting) SELECT store_id, COUNT(*) FROM own_return WHERE phase = 0 GROUP BY store_id
    ON CONFLICT (store_id) DO UPDATE SET waiting = excluded.waiting`,
  sql`${WHOLE} UPDATE listing_place SET
    state = IFNULL((SELECT CASE m.state WHEN 'mapped' THEN 1 ELSE 2 END FROM listing_map m WHERE m.store_id = listing_place.store_id AND m.sku_id = listing_place.id), 0),
    waiting = (SELECT COUNT(*) FROM order_review r WHERE r.store_id = listing_place.store_id AND r.reason = 'listing-unmapped' AND r.ref = listing_place.id)`,
  sql`${WHOLE} UPDATE listing_count SET ${none(PLACES)}`,
  sql`${WHOLE} INSERT INTO listing_count (store_id, unmapped, mapped, ignored)
    SELECT store_id, SUM(state = 0), SUM(state = 1), SUM(state = 2) FROM listing_place WHERE true GROUP BY store_id
    ON CONFLICT (store_id) DO UPDATE SET ${taken(PLACES)}`,
  sql`${WHOLE} UPDATE stock_level SET
    on_hand = (SELECT IFNULL(SUM(m.d_on_hand), 0) FROM stock_movement m WHERE m.warehouse_id = stock_level.warehouse_id AND m.item_id = stock_level.item_id),
    allocated = (SELECT IFNULL(SUM(m.d_allocated), 0) FROM stock_movement m WHERE m.warehouse_id = stock_level.warehouse_id AND m.item_id = stock_level.item_id)`,
  sql`${WHOLE} DELETE FROM stock_short`,
  sql`${WHOLE} INSERT INTO stock_short (item_id, units) SELECT item_id, SUM(qty) FROM allocation WHERE state = 'short' GROUP BY item_id`,
  sql`${WHOLE} UPDATE tag SET uses = (SELECT COUNT(*) FROM ticket_label l WHERE l.label = tag.id)`,
  sql`${WHOLE} UPDATE burst SET tickets = (SELECT COUNT(*) FROM burst_ticket k WHERE k.burst_id = burst.id)`,
  ...["figure_due", "figure_day", "figure_sku", "figure_transit"].map((table) => sql`${WHOLE} DELETE FROM ${sql.raw(table)}`),
  sql`${WHOLE} UPDATE figure_store SET old_zone = '', at_time = -1, at_id = '', version = version + 1`,
];

/** What speaks to buyers or to TikTok of many things at once waits for somebody to begin it anew: how far it came since nobody here knows. */
export const calmDown = (now: number): SQL[] => [
  sql`${WHOLE} UPDATE bulk_job SET state = 'stopped', walk_at = NULL WHERE walk_at IS NOT NULL`,
  sql`${WHOLE} UPDATE ship_job SET state = 'stopped', walk_at = NULL WHERE walk_at IS NOT NULL`,
  sql`${WHOLE} UPDATE order_job SET state = 'stopped', walk_at = NULL WHERE walk_at IS NOT NULL`,
  sql`${WHOLE} UPDATE balance_dial SET paused_at = ${now} WHERE paused_at IS NULL`,
  sql`${WHOLE} DELETE FROM rule_cause`,
  sql`${WHOLE} UPDATE rule_timer SET due_at = NULL WHERE due_at IS NOT NULL`,
];

interface OrderRow {
  id: string;
  create_time: number;
  store_id: string;
  buyer_user_id: string | null;
  buyer_nickname: string | null;
  cold_at: number | null;
  texts: string;
}

export interface OrderPlace {
  time: number;
  id: string;
}

const ORDERS_PER_STEP = 300;

/** By what the desk knows of an order and its listings now; answers where the next page begins, or null. */
export async function searchOrders(kit: Kit, after: OrderPlace | null): Promise<OrderPlace | null> {
  const { time, id } = after ?? { time: -1, id: "" };
  const page = sql`SELECT * FROM orders WHERE (create_time, id) > (${time}, ${id}) ORDER BY create_time, id LIMIT ${ORDERS_PER_STEP}`;
  const here = await readTexts(kit, page);
  const archived = here.filter(({ cold_at }) => cold_at !== null).map((order) => order.id);
  const archive = archived.length === 0 ? null : await openArchive(kit, archived);
  const there = archive ? await readTexts(archive, sql`SELECT * FROM (${page}) WHERE cold_at IS NOT NULL`) : [];
  const orders = here.map((order) => there.find((one) => one.id === order.id) ?? order);
  const rows = orders.map((order) => {
    const texts = (JSON.parse(order.texts) as (string | null)[]).map((text) => text ?? "");
    const words = searchWordsOf(order.store_id, order.buyer_user_id, new Set([order.id, order.buyer_nickname ?? "", ...texts]));
    return { row: searchRowOf(order.create_time, order.id), words, id: order.id, time: order.create_time };
  });
  const given = JSON.stringify(rows);
  await kit.db.run(
    sql`INSERT INTO order_search (rowid, words, order_id, create_time)
      SELECT CAST(k.value->>'row' AS INTEGER), k.value->>'words', k.value->>'id', k.value->>'time' FROM json_each(${given}) k
      WHERE NOT EXISTS (SELECT 1 FROM order_search s WHERE s.rowid = CAST(k.value->>'row' AS INTEGER))`,
  );
  const last = orders.length < ORDERS_PER_STEP ? undefined : orders.at(-1);
  return last ? { time: last.create_time, id: last.id } : null;
}

const readTexts = (kit: Kit, page: SQL) =>
  kit.db.all<OrderRow>(
    sql`SELECT o.id, o.create_time, o.store_id, o.buyer_user_id, o.buyer_nickname, o.cold_at, (SELECT json_group_array(t.value) FROM (
        SELECT l.sku_id AS value FROM order_line l WHERE l.order_id = o.id
        UNION SELECT g.title FROM order_line l CROSS JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id WHERE l.order_id = o.id
        UNION SELECT g.variation FROM order_line l CROSS JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id WHERE l.order_id = o.id
        UNION SELECT g.seller_sku FROM order_line l CROSS JOIN listing g ON g.store_id = o.store_id AND g.sku_id = l.sku_id WHERE l.order_id = o.id
        UNION SELECT p.id || ' ' || IFNULL(p.tracking_number, '') FROM package p WHERE p.order_id = o.id) t) AS texts
      FROM (${page}) o`,
  );
