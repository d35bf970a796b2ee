/** Orders brought in line with the shelves: what open units will take is reserved, what was cancelled is released, what has left is booked out.
 *  One batch writes what one batch has read, and only for orders nobody has spoken of in between; who wins the last piece is decided by the ledger.
 *  Doing it again changes nothing. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { type Movement, postMovements, reservationKey } from "../stock/ledger.ts";
import { pokeStock } from "../stock/poke.ts";
import { planImported } from "./fbt.ts";
import { type Become, type Plan, planStock } from "./plan.ts";
import { restage } from "./stage.ts";
import { type DueToSettle, readStanding } from "./standing.ts";

const ORDERS_PER_BATCH_MAX = 100;
/** Orders of a walk that are looked through for whose turn it is. */
const DUE_PER_WALK_MAX = 500;
const WALK_MS_MAX = 20_000;
const CLAIM_LETTERS = 12;
/** Work of the desk itself. */
const ACTOR = "settle";
/** When a piece is found for one who waited, the next ones hear that there may be more. */
const CALLED_AFTER_MAX = 100;

/** Settles those of these orders that are due, in this order. Answers those of which something has changed. */
export async function settleOrders(kit: Kit, orderIds: string[]): Promise<DueToSettle[]> {
  const changed: DueToSettle[] = [];
  for (let at = 0; at < orderIds.length; at += ORDERS_PER_BATCH_MAX)
    changed.push(...(await settleBatch(kit, orderIds.slice(at, at + ORDERS_PER_BATCH_MAX))));
  return changed;
}

/** An order with the word about it that was read. */
interface Named {
  id: string;
  since: number;
}

interface Settling {
  order: DueToSettle;
  plan: Plan;
}

async function settleBatch(kit: Kit, orderIds: string[]): Promise<DueToSettle[]> {
  const { orders, unknown } = await readStanding(kit, orderIds);
  const settlings = orders.map((order) => ({ order, plan: planOf(order) }));
  const done = [...orders.map(({ id, since }) => ({ id, since })), ...unknown];
  if (done.length === 0) return [];
  const claim = mintId(kit, "", CLAIM_LETTERS);
  await kit.db.run(
    claimDue(done, claim),
    ...writeSettlings(settlings, isAsRead(claim), kit.now()),
    ...endDue(settlings, done, claim, kit.now()),
  );
  await pokeStock(
    kit,
    settlings.flatMap(({ plan }) => plan.movements.map(({ item }) => item)),
  );
  return settlings.filter(({ plan }) => plan.movements.length + plan.become.length + plan.drop.length > 0).map(({ order }) => order);
}

/** What TikTok sends takes nothing from our shelves; what it holds there from another time is given back. */
function planOf(order: DueToSettle): Plan {
  const own = planStock(order, order.shelves);
  if (order.fbtWarehouse === null) return own;
  const { movements, become } = planImported(order, order.fbtWarehouse);
  return { ...own, movements: [...own.movements, ...movements], become: [...own.become, ...become] };
}

/** Orders nobody has named again since they were read. */
const claimDue = (done: Named[], claim: string) =>
  sql`UPDATE settle_due SET claim = ${claim}
    WHERE (order_id, since) IN (SELECT value->>'id', value->>'since' FROM json_each(${JSON.stringify(done)}))`;

/** True where the order is claimed. The row is `value`. */
const isAsRead = (claim: string) => sql`EXISTS (SELECT 1 FROM settle_due d WHERE d.order_id = value->>'order' AND d.claim = ${claim})`;

function writeSettlings(settlings: Settling[], when: SQL, now: number): SQL[] {
  const movements = settlings.flatMap(({ plan }) => plan.movements);
  const become = settlings.flatMap(({ order, plan }) => plan.become.map((row) => allocationOf(order, row)));
  const drop = settlings.flatMap(({ order, plan }) => plan.drop.map((row) => ({ ...row, order: order.id })));
  const stores = Map.groupBy(settlings, ({ order }) => order.storeId);
  return [
    ...postMovements(movements, ACTOR, now, when),
    ...(become.length > 0 ? writeAllocations(JSON.stringify(become), when, now) : []),
    ...(drop.length > 0 ? [dropAllocations(JSON.stringify(drop), when)] : []),
    ...[...stores].flatMap(([store, some]) =>
      restage(
        store,
        some.map(({ order }) => ({ t: order.createTime, id: order.id })),
        now,
      ),
    ),
  ];
}

const allocationOf = (order: DueToSettle, row: Become) => ({
  ...row,
  order: order.id,
  create_time: order.createTime,
  store_id: order.storeId,
  key: reservationKey({ line: row.line_id, item: row.item_id, attempt: row.attempt }),
});

/** True where the ledger left the reservation out. The row is `value`. */
const isLost = sql`value->>'state' = 'reserved' AND NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.idem_key = value->>'key')`;

const GIVEN = ["warehouse_id", "qty", "state", "because", "attempt", "turn"] as const;

/** Two statements and no upsert: its word on conflicts would reach into the triggers that count what is short. */
function writeAllocations(given: string, when: SQL, now: number): SQL[] {
  const rows = sql`SELECT value->>'order' AS order_id, value->>'line_id' AS line_id, value->>'item_id' AS item_id,
      value->>'create_time' AS create_time, value->>'store_id' AS store_id, value->>'warehouse_id' AS warehouse_id, value->>'qty' AS qty,
      CASE WHEN ${isLost} THEN 'short' ELSE value->>'state' END AS state,
      CASE WHEN ${isLost} THEN 'nowhere-free' ELSE value->>'because' END AS because,
      value->>'attempt' AS attempt, value->>'turn' AS turn
    FROM json_each(${given}) WHERE ${when}`;
  const sets = GIVEN.map((name) => sql.raw(`${name} = g.${name}`));
  const same = sql`a.order_id = g.order_id AND a.line_id = g.line_id AND a.item_id = g.item_id`;
  return [
    sql`WITH g AS MATERIALIZED (${rows}) UPDATE allocation AS a SET ${sql.join(sets, sql`, `)}, at = ${now} FROM g WHERE ${same}`,
    sql`WITH g AS MATERIALIZED (${rows})
      INSERT INTO allocation (order_id, line_id, item_id, create_time, store_id, warehouse_id, qty, state, because, attempt, turn, at)
      SELECT g.order_id, g.line_id, g.item_id, g.create_time, g.store_id, g.warehouse_id, g.qty, g.state, g.because, g.attempt, g.turn, ${now}
      FROM g WHERE (SELECT a.at FROM allocation a WHERE ${same}) IS NULL`,
  ];
}

const dropAllocations = (given: string, when: SQL) =>
  sql`DELETE FROM allocation WHERE (order_id, line_id, item_id) IN (
    SELECT value->>'order', value->>'line_id', value->>'item_id' FROM json_each(${given}) WHERE ${when})`;

/** What was read is done. Whoever lost a race looks for another place, and where somebody who had waited found one, the next in turn look too. */
function endDue(settlings: Settling[], done: Named[], claim: string, now: number): SQL[] {
  const wishes = settlings
    .flatMap(({ order, plan }) => plan.become.map((row) => allocationOf(order, row)))
    .filter(({ state }) => state === "reserved");
  const waited = settlings.flatMap(({ order, plan }) =>
    plan.become.filter(
      ({ state, line_id, item_id }) =>
        state === "reserved" && order.held.some((row) => row.state === "short" && row.line_id === line_id && row.item_id === item_id),
    ),
  );
  return [
    sql`DELETE FROM settle_due WHERE claim = ${claim}
      AND (order_id, since) IN (SELECT value->>'id', value->>'since' FROM json_each(${JSON.stringify(done)}))`,
    ...(wishes.length > 0
      ? [
          sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
            SELECT value->>'order', value->>'create_time', value->>'store_id', ${now} FROM json_each(${JSON.stringify(wishes)}) WHERE ${isLost}`,
        ]
      : []),
    ...callOverlooked(settlings, now),
    ...callMisled(settlings, now),
    ...[...new Set(waited.map(({ item_id }) => item_id))].map((item) => callNext(item, now)),
  ];
}

/** What becomes free is told to whoever waits for it; one who only began to wait in this very batch was not there to hear. What an order gives up
 *  to take it elsewhere does not count, nor what it gives up itself: else two would call each other for ever. */
function callOverlooked(settlings: Settling[], now: number): SQL[] {
  const given = settlings.map(({ order, plan }) => ({ id: order.id, items: itemsGiven(plan.movements) }));
  const orders = settlings
    .filter(({ order, plan }) =>
      plan.become.some(({ state, item_id }) => state === "short" && given.some(({ id, items }) => id !== order.id && items.has(item_id))),
    )
    .map(({ order }) => ({ id: order.id, time: order.createTime, store: order.storeId }));
  if (orders.length === 0) return [];
  return [
    sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
      SELECT value->>'id', value->>'time', value->>'store', ${now} FROM json_each(${JSON.stringify(orders)})`,
  ];
}

/** Whoever waits looks again where more is free by now than its plan believed: what another order of the batch was to take was left out, or somebody
 *  outside of it brought stock after the shelves were read, when this order did not stand among those who wait and hear of it. */
function callMisled(settlings: Settling[], now: number): SQL[] {
  const waiting = settlings.filter(({ order, plan }) => isWaiting(order, plan)).map(({ order }) => order);
  const believed = waiting.flatMap(({ units, shelves }) => {
    const items = new Set(units.flatMap(({ parts }) => parts.map(({ item }) => item)));
    return shelves.warehouses.flatMap(({ id }) => [...items].map((item) => ({ warehouse: id, item, free: shelves.free(id, item) })));
  });
  if (believed.length === 0) return [];
  const orders = waiting.map(({ id, createTime, storeId }) => ({ id, time: createTime, store: storeId }));
  const levels = [...new Map(believed.map((level) => [`${level.warehouse} ${level.item}`, level])).values()];
  return [
    sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
      SELECT value->>'id', value->>'time', value->>'store', ${now} FROM json_each(${JSON.stringify(orders)})
      WHERE EXISTS (SELECT 1 FROM json_each(${JSON.stringify(levels)}) v CROSS JOIN stock_level l
        ON l.warehouse_id = v.value->>'warehouse' AND l.item_id = v.value->>'item' WHERE l.on_hand - l.allocated > v.value->>'free')`,
  ];
}

/** What it waited for before and waits for still is not written again. */
const isWaiting = ({ held }: DueToSettle, { become, drop }: Plan) =>
  become.some(({ state }) => state === "short") ||
  held.some(
    (row) =>
      row.state === "short" && ![...become, ...drop].some(({ line_id, item_id }) => line_id === row.line_id && item_id === row.item_id),
  );

/** Items of which more became free than was taken. */
function itemsGiven(movements: Movement[]): Set<string> {
  const sums = new Map<string, number>();
  for (const { item, onHand = 0, reserved = 0 } of movements) sums.set(item, (sums.get(item) ?? 0) + onHand - reserved);
  return new Set([...sums].filter(([, sum]) => sum > 0).map(([item]) => item));
}

const callNext = (item: string, now: number) =>
  sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
    SELECT a.order_id, a.create_time, a.store_id, ${now} FROM allocation a INDEXED BY allocation_short
    WHERE a.item_id = ${item} AND a.state = 'short' AND (SELECT MAX(l.on_hand - l.allocated) FROM stock_level l WHERE l.item_id = ${item}) > 0
      AND (SELECT d.since FROM settle_due d WHERE d.order_id = a.order_id) IS NULL
    ORDER BY a.turn LIMIT ${CALLED_AFTER_MAX}`;

/** Browsers that show these orders ask again. */
async function poke(kit: Kit, moved: DueToSettle[]): Promise<void> {
  for (const [store, some] of Map.groupBy(moved, (order) => order.storeId))
    await kit.env.MAILBOX.getByName("mailbox").poke({ store, orders: some.map(({ id }) => id) });
}

/** Everything that is due, those whose deadline is nearest first. Answers whether nothing is left. */
export async function walkSettling(kit: Kit): Promise<boolean> {
  const endAt = kit.now() + WALK_MS_MAX;
  while (kit.now() < endAt) {
    const due = await kit.db.all<{ order_id: string; turn: number | null }>(
      sql`SELECT d.order_id, o.turn FROM (SELECT order_id, create_time FROM settle_due WHERE since >= 0 ORDER BY since LIMIT ${DUE_PER_WALK_MAX}) d
        LEFT JOIN orders o ON o.create_time = d.create_time AND o.id = d.order_id`,
    );
    if (due.length === 0) return true;
    const inTurn = due.sort((one, other) => (one.turn ?? 0) - (other.turn ?? 0)).map(({ order_id }) => order_id);
    await poke(kit, await settleOrders(kit, inTurn));
  }
  return false;
}
