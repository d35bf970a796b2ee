// Many stores, tickets and orders at once, written straight into D1: for counting what a page costs at a size. What is written is shaped as
// the rooms and the mirror write it; nothing else about it is meant to be true.
import type { World } from "./world.ts";

export interface Filled {
  stores: string[];
  /** Epoch seconds of the newest order. */
  newest: number;
  order: string;
  ticket: string;
  /** Stands on a shelf, moved often, and many wait for it. */
  item: string;
}

const CHUNK = 500;
/** Half of everything belongs to this store, so that one store alone fills a page too. */
export const BIG_STORE = 3;

/** Evenly mixed and always the same. */
const mix = (at: number, below: number) => (Math.imul(at + 1, 2_654_435_761) >>> 8) % below;
const storeOf = (ids: string[], at: number) => ids[mix(at, 2) === 0 ? BIG_STORE : mix(at + 7_919, ids.length)];

async function insertRows(world: World, statement: string, rows: object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) await world.rows(statement, JSON.stringify(rows.slice(at, at + CHUNK)));
}

/** Tops up to `size` tickets over `stores` stores. */
export async function fillTickets(world: World, stores: number, size: number): Promise<Filled> {
  const ids = Array.from({ length: stores }, (_, at) => `sto_fill${String(at).padStart(2, "0")}`);
  await insertRows(
    world,
    `INSERT OR IGNORE INTO store (id, name, mark, marketplace, currency, time_zone, created_at)
     SELECT value->>'id', value->>'id', value->>'mark', 'US', 'USD', 'UTC', 1 FROM json_each(?)`,
    ids.map((id, at) => ({ id, mark: at + 1 })),
  );
  const [{ n }] = (await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM ticket")) as [{ n: number }];
  const now = world.now();
  const tickets = Array.from({ length: Math.max(0, size - n) }, (_, step) => {
    const at = n + step;
    const state = [0, 0, 0, 0, 1, 2][mix(at + 104_729, 6)] ?? 2;
    const isWaiting = state === 0 && mix(at + 15_485_863, 2) === 0;
    const turn = isWaiting ? now + at : state === 1 ? now + at : 4_000_000_000_000_000 - now + at;
    return { id: `tkt_fill${at}`, number: at + 1, store: storeOf(ids, at), state, turn, waiting: isWaiting ? now : null, at: now - at };
  });
  await insertRows(
    world,
    `INSERT INTO ticket (id, number, store_id, conversation_id, is_current, opening_index, buyer_name, created_at, state, turn, waiting_since, last_at, preview)
     SELECT value->>'id', value->>'number', value->>'store', 'c' || (value->>'id'), 1, '0', 'buyer', 1, value->>'state', value->>'turn',
       value->>'waiting', value->>'at', 'Where is my parcel?' FROM json_each(?)`,
    tickets,
  );
  await insertRows(
    world,
    `INSERT INTO message_search (rowid, words, ticket_id) SELECT CAST(value->>'number' AS INTEGER), 'zz' || replace(value->>'store', '_', '') || ' where is my parcel', value->>'id' FROM json_each(?)`,
    tickets,
  );
  // Every fourth bears a tag, every third is urgent.
  for (const [label, every] of [
    ["tag_fill", 4],
    ["urgent", 3],
  ] as const)
    await world.rows(
      "INSERT OR IGNORE INTO ticket_label (ticket_id, label, store_id, state, turn) SELECT id, ?, store_id, state, turn FROM ticket WHERE number % ? = 0",
      label,
      every,
    );
  return { stores: ids, newest: Math.floor(now / 1000) - 100_000, order: "", ticket: "tkt_fill0", item: "" };
}

const CHAT_SPACING_MS = 240_000;

/** A chat per ticket, all within the window that rates are told of; one in twenty was answered late. */
export const fillChats = (world: World): Promise<unknown> =>
  world.rows(
    `INSERT OR IGNORE INTO scored_chat (ticket_id, asked_at, store_id, answered_at)
     SELECT id, ?1 - number * ${CHAT_SPACING_MS}, store_id, ?1 - number * ${CHAT_SPACING_MS} + CASE WHEN number % 20 = 0 THEN 100000000 ELSE 600000 END FROM ticket`,
    world.now(),
  );

const DEED_SPACING_MS = 480_000;
const DEED_TICKETS_MAX = 1_000;

/** Of some tickets two deeds, placed: what came in, and its first reply. */
export async function fillDeeds(world: World): Promise<void> {
  const at = `?1 - t.number * ${DEED_SPACING_MS}`;
  await world.rows(
    `INSERT OR IGNORE INTO helpdesk_deed (ticket_id, id, store_id, deed, at, since, person_id)
     SELECT t.id, k.value, t.store_id, k.value, ${at}, CASE k.value WHEN 'first' THEN ${at} - t.number * 6000 END,
       CASE k.value WHEN 'first' THEN (SELECT id FROM user WHERE role = 'admin') ELSE '' END
     FROM ticket t CROSS JOIN json_each('["opened","first"]') k WHERE t.number > 0 AND t.number <= ${DEED_TICKETS_MAX}`,
    world.now(),
  );
  await world.rows(
    `UPDATE helpdesk_deed SET zone = 'UTC', day = date(at / 1000, 'unixepoch'), slot = at / 3600000 % 168, took = (at - since) / 60000,
       took_open = (at - since) / 60000 WHERE zone = ''`,
  );
}

/** Tops up to `size` orders, two units each. */
export async function fillOrders(world: World, filled: Filled, size: number): Promise<void> {
  const [{ n }] = (await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM orders")) as [{ n: number }];
  // Topping up continues backwards from where the first filling ended.
  const [{ t }] = (await world.rows<{ t: number | null }>("SELECT MAX(create_time) AS t FROM orders")) as [{ t: number | null }];
  const second = t ?? filled.newest;
  const orders = Array.from({ length: Math.max(0, size - n) }, (_, step) => {
    const at = n + step;
    const stage = at % 5 === 0 ? 4 : 8;
    return {
      id: String(576_900_000_000_000 + at),
      t: second - at,
      store: filled.stores[at % filled.stores.length],
      stage,
      turn: second + at,
    };
  });
  await insertRows(
    world,
    `INSERT INTO orders (create_time, id, store_id, status, update_time, hash, sent_at, words_hash, scope, fulfilled_by, is_sample, is_cod, cancel_requested,
       items, units, currency, total_minor, stage, turn)
     SELECT value->>'t', value->>'id', value->>'store', 'COMPLETED', 1, 'h', 1, 'w', 'live', 'merchant', 0, 0, 0, '2 × BLK-M', 2, 'USD', 1800, value->>'stage', value->>'turn'
     FROM json_each(?)`,
    orders,
  );
  for (const unit of ["a", "b"]) {
    await insertRows(
      world,
      `INSERT INTO order_line (order_id, id, create_time, sku_id, status, price_minor, is_gift)
       SELECT value->>'id', (value->>'id') || '${unit}', value->>'t', 's', 'COMPLETED', 900, 0 FROM json_each(?)`,
      orders,
    );
  }
  await insertRows(
    world,
    `INSERT INTO order_search (rowid, words, order_id, create_time)
     SELECT CAST(value->>'t' AS INTEGER), 'zz' || replace(value->>'store', '_', '') || ' ' || (value->>'id'), value->>'id', value->>'t' FROM json_each(?)`,
    orders,
  );
  filled.order = String(576_900_000_000_000);
}

/** Tops up to `size` cancellations and as many returns, every fifth of which waits for us. */
export async function fillAftersales(world: World, filled: Filled, size: number): Promise<void> {
  const [{ n }] = (await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM aftersale WHERE kind = 'return'")) as [{ n: number }];
  for (const kind of ["cancellation", "return"] as const) {
    const cases = Array.from({ length: Math.max(0, size - n) }, (_, step) => {
      const at = n + step;
      return {
        id: `${kind}${at}`,
        order: String(576_900_000_000_000 + at),
        store: storeOf(filled.stores, at),
        phase: at % 5 === 0 ? 0 : 2,
        at,
      };
    });
    await insertRows(
      world,
      `INSERT INTO aftersale (id, kind, store_id, order_id, type, status, create_time, update_time, hash, sent_at, items, units, keeps_item, is_quick,
         is_fault, phase, turn)
       SELECT value->>'id', '${kind}', value->>'store', value->>'order', 'REFUND', 'S', ${filled.newest} - (value->>'at'), 1, 'h', 1, '1 × BLK-M', 1,
         0, 0, 0, value->>'phase', ${filled.newest} + (value->>'at') FROM json_each(?)`,
      cases,
    );
  }
  await fillOwnReturns(world, filled, n, size);
}

async function fillOwnReturns(world: World, filled: Filled, from: number, to: number): Promise<void> {
  const made = Array.from({ length: Math.max(0, to - from) }, (_, step) => {
    const at = from + step;
    return { at, order: String(576_900_000_000_000 + at), store: storeOf(filled.stores, at), phase: at % 5 === 0 ? 0 : 2 };
  });
  await insertRows(
    world,
    `INSERT INTO own_return (id, click, store_id, order_id, reason, items, units, phase, turn, created_by, created_at, closed_at)
     SELECT 'ret_fill' || (value->>'at'), 'fill' || (value->>'at'), value->>'store', value->>'order', 'Fill', '1 × BLK-M', 1, value->>'phase',
       ${filled.newest} + (value->>'at'), 'usr_none', 1, CASE value->>'phase' WHEN 2 THEN 1 END FROM json_each(?)`,
    made,
  );
}

/** Tops up to `size` items and as many listings: of ten listings six are unmapped, three mapped and one ignored; half of the unmapped ones have an
 *  item's SKU, and every fifth has orders waiting. */
export async function fillInventory(world: World, filled: Filled, size: number): Promise<void> {
  const [{ n }] = (await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM item")) as [{ n: number }];
  // What the catalogue of a ticket's store costs is counted elsewhere, by itself.
  const bare = storeOf(filled.stores, 0);
  const rows = Array.from({ length: Math.max(0, size - n) }, (_, step) => {
    const at = n + step;
    const wanted = storeOf(filled.stores, at);
    const store = wanted === bare ? filled.stores[BIG_STORE] : wanted;
    const state = at % 10 < 6 ? null : at % 10 < 9 ? "mapped" : "ignored";
    return {
      at,
      sku: String(1_729_900_000_000_000_000n + BigInt(at)),
      store,
      state,
      own: at % 2 === 0 ? "FILL" : "ELSE",
    };
  });
  await insertRows(
    world,
    `INSERT INTO item (id, sku, name, created_at) SELECT 'itm_fill' || (value->>'at'), 'FILL-' || (value->>'at'), 'Plain thing ' || (value->>'at'), 1 FROM json_each(?)`,
    rows,
  );
  await insertRows(
    world,
    `INSERT INTO listing (store_id, sku_id, product_id, title, seller_sku, status)
     SELECT value->>'store', value->>'sku', '1', 'Plain thing ' || (value->>'at'), (value->>'own') || '-' || (value->>'at'), 'ACTIVATE' FROM json_each(?)`,
    rows,
  );
  const mapped = rows.filter(({ state }) => state !== null);
  await insertRows(
    world,
    `INSERT INTO listing_map (store_id, sku_id, state, mapped_at, mapped_by) SELECT value->>'store', value->>'sku', value->>'state', 1, 'fill' FROM json_each(?)`,
    mapped,
  );
  await insertRows(
    world,
    `INSERT INTO listing_part (store_id, sku_id, item_id, qty) SELECT value->>'store', value->>'sku', 'itm_fill' || (value->>'at'), 1 FROM json_each(?)`,
    mapped.filter(({ state }) => state === "mapped"),
  );
  await insertRows(
    world,
    `INSERT INTO order_review (order_id, reason, ref, create_time, store_id, opened_at)
     SELECT 'o' || (value->>'at'), 'listing-unmapped', value->>'sku', 1, value->>'store', 1 FROM json_each(?)`,
    rows.filter(({ state, at }) => state === null && at % 5 === 0),
  );
}

/** Every item that can stand on a shelf in two warehouses: some below zero, some waited for, and one of each much. */
export async function fillStock(world: World, filled: Filled): Promise<void> {
  const [first] = filled.stores;
  await world.rows(`INSERT OR IGNORE INTO warehouse (id, name, kind, time_zone, created_at)
    VALUES ('whs_fill0', 'Fill 0', 'merchant', 'UTC', 1), ('whs_fill1', 'Fill 1', 'merchant', 'UTC', 1)`);
  await world.rows(
    "INSERT OR IGNORE INTO store_warehouse (store_id, warehouse_id, rank, is_fallback) SELECT id, 'whs_fill0', 0, 1 FROM store",
  );
  await world.rows(`INSERT OR IGNORE INTO stock_level (warehouse_id, item_id, on_hand, allocated, updated_at)
    SELECT w.id, i.id, 8, 9 * (i.number % 5 = 0), 1 FROM item i CROSS JOIN warehouse w WHERE i.kind = 'standard' AND i.archived_at IS NULL`);
  await world.rows(
    `INSERT OR IGNORE INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, turn, at)
     SELECT 'wait' || i.number, 'l', i.id, 1, ?, 'whs_fill0', 1, 'short', 'nowhere-free', 5, 1 FROM item i WHERE i.kind = 'standard' AND i.number % 5 = 1`,
    first,
  );
  const much = Array.from({ length: 300 }, (_, at) => ({ name: `fill${at}`, store: first }));
  await insertRows(
    world,
    `INSERT OR IGNORE INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, turn, at)
     SELECT value->>'name', 'l', (SELECT MIN(id) FROM item WHERE kind = 'standard'), 1, value->>'store', 'whs_fill0', 1, 'short', 'nowhere-free', 5, 1
     FROM json_each(?)`,
    much,
  );
  await insertRows(
    world,
    `INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key)
     SELECT 'whs_fill0', (SELECT MIN(id) FROM item WHERE kind = 'standard'), 'receive', 1, 'fill', 1, value->>'name' FROM json_each(?) WHERE true
     ON CONFLICT (idem_key) DO NOTHING`,
    much,
  );
  const [item] = await world.rows<{ id: string }>("SELECT MIN(id) AS id FROM item WHERE kind = 'standard'");
  filled.item = item?.id ?? "";
}

/** What a desk that ships has gathered: as many print runs of the admin that are over, three orders each, and as many acts, papers and sizes. */
export async function fillParcels(world: World, store: string, size: number): Promise<void> {
  const rows = Array.from({ length: size }, (_, at) => ({ at, id: `fill${at}`, created: world.now() - 1_000_000 - at }));
  for (const statement of [
    `INSERT OR IGNORE INTO ship_job (id, by_id, wish, state, created_at, ended_at)
     SELECT 'run_' || (value->>'id'), (SELECT id FROM user WHERE role = 'admin'), '{"do":"slips"}', 'done', value->>'created', 1 FROM json_each(?)`,
    ...[0, 1, 2].map(
      (place) => `INSERT OR IGNORE INTO ship_item (job_id, place, order_id, outcome)
     SELECT 'run_' || (value->>'id'), ${place}, ${place}, 'done' FROM json_each(?)`,
    ),
    `INSERT OR IGNORE INTO ship_act (id, order_id, store_id, wish, state, by_id, begun_at)
     SELECT value->>'id', value->>'id', '${store}', '{}', 'done', '', value->>'created' FROM json_each(?)`,
    `INSERT OR IGNORE INTO parcel_paper (package_id, kind, order_id, store_id, number, file, bytes, fetched_at)
     SELECT value->>'id', 'label', value->>'id', '${store}', 'n', 'f', 1, 1 FROM json_each(?)`,
    `INSERT OR IGNORE INTO parcel_size (store_id, contents, grams, length_mm, width_mm, height_mm, used_at)
     SELECT '${store}', value->>'id', 1, 1, 1, 1, 1 FROM json_each(?)`,
  ])
    await insertRows(world, statement, rows);
}
