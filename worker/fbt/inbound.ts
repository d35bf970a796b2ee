/** What is sent to TikTok's warehouses. TikTok lists inbound orders nowhere: a webhook names them, the name is kept before anything is asked, and the
 *  clock asks again until an order is over. The only writer of fbt_inbound and its lines. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import type { Shop } from "../stores/shop.ts";
import { type FbtInbound, INBOUNDS_PER_CALL_MAX, readInbounds } from "../tiktok/fbt-stock.ts";
import { isInboundOver, statusOf } from "./goods.ts";
import { askAboutGoods } from "./pull.ts";
import { reckonGoods } from "./reckon.ts";

const ASK_AGAIN_MS = 3_600_000;
/** TikTok's reads may be behind its webhooks. */
const MISSED_AGAIN_MS = 60_000;
/** A webhook names the seller, not the shop: an order that one shop does not know so often is another shop's. */
const MISSES_MAX = 5;
/** One job asks for so many and leaves the rest to the next round. */
const CALLS_PER_JOB_MAX = 20;

/** `named`: what a webhook told of; null for all that are due. */
export async function pullInbounds(kit: Kit, shop: Shop, named: string[] | null): Promise<void> {
  const { id: storeId } = shop.store;
  // What is no number would have TikTok refuse the others it is asked for with.
  const told = named?.filter((id) => /^\d{1,30}$/.test(id));
  if (told) await kit.db.run(keepNames(storeId, told, kit.now()));
  const ids = told ?? (await findDue(kit, storeId));
  const because = await askAboutGoods(kit, shop, () => readAll(kit, shop, ids));
  if (because) await kit.db.run(askLater(storeId, ids, kit.now() + ASK_AGAIN_MS));
}

async function readAll(kit: Kit, shop: Shop, ids: string[]): Promise<void> {
  const { id: storeId } = shop.store;
  for (let from = 0; from < ids.length; from += INBOUNDS_PER_CALL_MAX) {
    const some = ids.slice(from, from + INBOUNDS_PER_CALL_MAX);
    const askedAt = kit.now();
    const found = await shop.call("sync", (line) => readInbounds(line, some));
    const missed = some.filter((id) => !found.some((one) => one.id === id));
    await kit.db.run(...mirrorInbounds(storeId, found, askedAt, kit.now()), ...noteMisses(storeId, missed, kit.now()));
  }
}

const keepNames = (storeId: string, ids: string[], now: number) =>
  sql`INSERT OR IGNORE INTO fbt_inbound (store_id, id, due_at) SELECT ${storeId}, value, ${now} FROM json_each(${JSON.stringify(ids)})`;

const askLater = (storeId: string, ids: string[], at: number) =>
  sql`UPDATE fbt_inbound SET due_at = ${at} WHERE store_id = ${storeId} AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    AND due_at IS NOT NULL`;

async function findDue(kit: Kit, storeId: string): Promise<string[]> {
  const due = await kit.db.all<{ id: string }>(
    sql`SELECT id FROM fbt_inbound INDEXED BY fbt_inbound_due WHERE store_id = ${storeId} AND due_at <= ${kit.now()}
      ORDER BY due_at LIMIT ${CALLS_PER_JOB_MAX * INBOUNDS_PER_CALL_MAX}`,
  );
  return due.map(({ id }) => id);
}

const total = (one: FbtInbound, name: "planned" | "received" | "defective") => one.goods.reduce((sum, goods) => sum + goods[name], 0);

function asRow(one: FbtInbound, now: number) {
  const status = statusOf(one.logs);
  return {
    id: one.id,
    status,
    created: one.createTime,
    ship: one.shipTime,
    expected: one.expectedTime,
    arrived: one.arrivedTime,
    changed: one.logs.at(-1)?.time ?? one.createTime,
    centre: one.centre,
    centreName: one.centreName,
    planned: total(one, "planned"),
    received: total(one, "received"),
    defective: total(one, "defective"),
    logs: JSON.stringify(one.logs),
    parcels: JSON.stringify(one.parcels),
    due: isInboundOver(status) ? null : now + ASK_AGAIN_MS,
  };
}

const COLUMNS =
  "status create_time ship_time expected_time arrived_time changed_time centre_id centre_name planned received defective logs parcels asked_at misses due_at".split(
    " ",
  );

/** The answer to the later question wins; what these orders bring belongs to the comparison of their goods. */
function mirrorInbounds(storeId: string, found: FbtInbound[], askedAt: number, now: number): SQL[] {
  if (found.length === 0) return [];
  const rows = JSON.stringify(found.map((one) => asRow(one, now)));
  const lines = JSON.stringify(found.flatMap((one) => one.goods.map((goods) => ({ inbound: one.id, ...goods }))));
  const take = sql.raw(COLUMNS.map((column) => `${column} = excluded.${column}`).join(", "));
  return [
    sql`INSERT INTO fbt_inbound (store_id, id, ${sql.raw(COLUMNS.join(", "))})
      SELECT ${storeId}, value->>'id', value->>'status', value->>'created', value->>'ship', value->>'expected', value->>'arrived',
        value->>'changed', value->>'centre', value->>'centreName', value->>'planned', value->>'received', value->>'defective',
        value->>'logs', value->>'parcels', ${askedAt}, 0, value->>'due'
      FROM json_each(${rows}) WHERE true
      ON CONFLICT (store_id, id) DO UPDATE SET ${take} WHERE excluded.asked_at >= asked_at`,
    writeInboundLines(storeId, lines, askedAt),
    ...reckonGoods(
      storeId,
      found.flatMap((one) => one.goods.map(({ id }) => id)),
      now,
    ),
  ];
}

/** What had come before the comparison of an item began was TikTok's when it began; an order that changed since brings what it brings. */
function writeInboundLines(storeId: string, lines: string, askedAt: number): SQL {
  return sql`INSERT INTO fbt_inbound_line (store_id, inbound_id, goods_id, planned, received, defective, before)
    SELECT i.store_id, i.id, k.value->>'id', k.value->>'planned', k.value->>'received', k.value->>'defective',
      CASE WHEN i.changed_time < (SELECT l.begun_time FROM fbt_line f CROSS JOIN fbt_level l ON l.store_id = f.store_id AND l.item_id = f.item_id
        WHERE f.store_id = i.store_id AND f.id = k.value->>'id') THEN (k.value->>'received') + (k.value->>'defective') ELSE 0 END
    FROM json_each(${lines}) k CROSS JOIN fbt_inbound i ON i.store_id = ${storeId} AND i.id = k.value->>'inbound' AND i.asked_at = ${askedAt}
    WHERE true ON CONFLICT (store_id, inbound_id, goods_id) DO UPDATE SET planned = excluded.planned, received = excluded.received,
      defective = excluded.defective
    WHERE planned <> excluded.planned OR received <> excluded.received OR defective <> excluded.defective`;
}

/** One that was read before stays as it was; one that never was is let go in the end. */
function noteMisses(storeId: string, missed: string[], now: number): SQL[] {
  if (missed.length === 0) return [];
  const named = JSON.stringify(missed);
  return [
    sql`UPDATE fbt_inbound SET misses = misses + 1, due_at = ${now} + CASE WHEN status = '' THEN ${MISSED_AGAIN_MS} ELSE ${ASK_AGAIN_MS} END
      WHERE store_id = ${storeId} AND id IN (SELECT value FROM json_each(${named}))`,
    sql`DELETE FROM fbt_inbound WHERE store_id = ${storeId} AND id IN (SELECT value FROM json_each(${named})) AND status = '' AND misses >= ${MISSES_MAX}`,
  ];
}

/** By the clock: stores with inbound orders that are due. */
export async function nameInbounds(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(
    sql`SELECT s.id FROM store s WHERE s.state = 'connected' AND EXISTS
      (SELECT 1 FROM fbt_inbound i INDEXED BY fbt_inbound_due WHERE i.store_id = s.id AND i.due_at <= ${kit.now()})`,
  );
  return stores.map(({ id }) => ({ do: "pull-fbt-inbounds", store: id, inbounds: null }));
}
