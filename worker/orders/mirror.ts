/** TikTok's orders becoming rows: the only writer of what TikTok says of an order. The newer word wins; within one second the later question
 *  wins if the answer differs; children follow their order or stay; an unchanged order writes nothing. One batch, one statement per table. */
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { writeBack } from "../archive/back.ts";
import type { Kit } from "../env.ts";
import type { StoreRow } from "../stores/table.ts";
import type { BrokenOrder, TikTokOrder } from "../tiktok/orders.ts";
import { factsOf, type OrderFacts } from "./facts.ts";
import { nameSplits } from "./splits.ts";
import { restage } from "./stage.ts";
import { orders } from "./table.ts";
import { leaveOutErased, PERSON_COLUMNS } from "./unnamed.ts";

export interface MirrorResult {
  /** Orders this page brought or changed. */
  changed: string[];
  broken: BrokenOrder[];
  /** TikTok is to be asked which of them must be divided. */
  asksSplits: boolean;
}

const DERIVED = new Set(["stage", "due_time", "turn", "cold_at"]);
/** What an order begins as; whether it is the past any longer is derived. */
const BEGINS = "scope";
/** Whoever was taken out of an order stays out of it, whatever TikTok tells of it later. */
const GONE = "person_gone_at";
const COLUMNS = Object.keys(getTableColumns(orders)).filter((name) => !DERIVED.has(name));

/** `sentAt`: epoch milliseconds at which the request that brought these orders left. */
export async function mirrorOrders(kit: Kit, store: StoreRow, raws: TikTokOrder[], sentAt: number): Promise<MirrorResult> {
  const broken: BrokenOrder[] = [];
  const told: OrderFacts[] = [];
  for (const raw of raws) {
    try {
      told.push(factsOf(store, raw));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      broken.push({ id: raw.id, reason: error.message });
    }
  }
  const facts = await leaveOutErased(kit, store, told);
  const splits = nameSplits(
    store.id,
    facts.map(({ order }) => order),
    won(sentAt),
    sentAt,
  );
  const results = await writeBack(
    kit,
    () => kit.db.batch<{ id: string }[]>([...mirrorStatements(store.id, facts, sentAt), ...splits.statements]),
    () => findArchived(kit, facts, sentAt),
  );
  return { changed: (results[WON_AT] ?? []).map((row) => row.id), broken, asksSplits: splits.asks && (results.at(-1) ?? []).length > 0 };
}

/** Those that lie in the archive and of which this is news. */
async function findArchived(kit: Kit, facts: OrderFacts[], sentAt: number): Promise<string[]> {
  const given = JSON.stringify(facts.map(({ order: { create_time: t, id, update_time, hash } }) => ({ t, id, update_time, hash })));
  const rows = await kit.db.all<{ id: string }>(
    sql`SELECT o.id FROM json_each(${given}) k CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'
      WHERE o.cold_at IS NOT NULL AND ${wins(sql`k.value->>'update_time'`, sql`k.value->>'hash'`, sql`o`, sentAt)}`,
  );
  return rows.map(({ id }) => id);
}

/** Which statement of the batch answers the orders that won. */
const WON_AT = 1;

function mirrorStatements(storeId: string, facts: OrderFacts[], sentAt: number): SQL[] {
  const given = JSON.stringify(facts.map(({ order, searchRow, words, unnamedWords }) => ({ ...order, searchRow, words, unnamedWords })));
  const refs = facts.map(({ order }) => ({ t: order.create_time, id: order.id }));
  return [
    // Words change rarely: the row goes only where they do, and comes again below.
    sql`DELETE FROM order_search WHERE rowid IN (
      SELECT CAST(k.value->>'searchRow' AS INTEGER) FROM json_each(${given}) k
      CROSS JOIN orders o ON o.create_time = k.value->>'create_time' AND o.id = k.value->>'id'
      WHERE o.words_hash <> k.value->>'words_hash' AND ${wins(sql`k.value->>'update_time'`, sql`k.value->>'hash'`, sql`o`, sentAt)})`,
    insertOrders(given, sentAt),
    insertLines(facts, sentAt),
    insertPackages(facts, sentAt),
    deletePackages(facts, sentAt),
    insertRecipients(facts, sentAt),
    insertListings(storeId, facts),
    sql`INSERT INTO order_search (rowid, words, order_id, create_time)
      SELECT CAST(k.value->>'searchRow' AS INTEGER), k.value->>IIF(o.${sql.raw(GONE)} IS NULL, 'words', 'unnamedWords'), o.id, o.create_time
      FROM json_each(${given}) k CROSS JOIN orders o ON o.create_time = k.value->>'create_time' AND o.id = k.value->>'id'
        AND o.sent_at = ${sentAt} AND o.hash = k.value->>'hash'
      WHERE NOT EXISTS (SELECT 1 FROM order_search s WHERE s.rowid = CAST(k.value->>'searchRow' AS INTEGER))`,
    ...restage(storeId, refs, sentAt, sql`o.sent_at = ${sentAt}`),
    nameDue(storeId, given, sentAt),
  ];
}

/** Orders that have changed have their shelves looked after, where the store's stock is managed here or TikTok ships for it. */
function nameDue(storeId: string, given: string, sentAt: number): SQL {
  return sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
    SELECT o.id, o.create_time, s.id, ${sentAt} FROM store s CROSS JOIN json_each(${given}) k
      CROSS JOIN orders o ON o.create_time = k.value->>'create_time' AND o.id = k.value->>'id' AND o.sent_at = ${sentAt} AND o.hash = k.value->>'hash'
    WHERE s.id = ${storeId} AND (s.stock_managed = 1 OR s.fbt_since IS NOT NULL) AND o.scope = 'live' AND (s.stock_managed = 1 OR o.fulfilled_by = 'store')`;
}

/** The guard against going back in time. */
function wins(updateTime: SQL, hash: SQL, stored: SQL, sentAt: number): SQL {
  return sql`(${updateTime} > ${stored}.update_time
    OR (${updateTime} = ${stored}.update_time AND ${hash} <> ${stored}.hash AND ${sentAt} > ${stored}.sent_at))`;
}

function insertOrders(given: string, sentAt: number): SQL {
  const names = COLUMNS.map((name) => sql.raw(name));
  const values = COLUMNS.map((name) => (name === "sent_at" ? sql`${sentAt}` : sql.raw(`k.value->>'${name}'`)));
  // An order stays its store's, and a store its shop's: to say so again would write two indexes anew.
  const updates = COLUMNS.filter((name) => !["create_time", "id", "store_id", BEGINS, GONE].includes(name)).map((name) =>
    sql.raw(`${name} = ${PERSON_COLUMNS.has(name) ? `IIF(orders.${GONE} IS NULL, excluded.${name}, NULL)` : `excluded.${name}`}`),
  );
  // TikTok takes an order over, or gives it back: it begins anew.
  updates.push(sql.raw(`${BEGINS} = IIF(excluded.fulfilled_by = orders.fulfilled_by, orders.${BEGINS}, excluded.${BEGINS})`));
  return sql`INSERT INTO orders (${sql.join(names, sql`, `)}) SELECT ${sql.join(values, sql`, `)} FROM json_each(${given}) k WHERE true
    ON CONFLICT (create_time, id) DO UPDATE SET ${sql.join(updates, sql`, `)}
    WHERE ${wins(sql`excluded.update_time`, sql`excluded.hash`, sql`orders`, sentAt)} RETURNING id`;
}

/** True for a child row `k` whose order was written by this very batch. */
const won = (sentAt: number, only = sql`true`) =>
  sql`EXISTS (SELECT 1 FROM orders o WHERE o.create_time = k.value->>'create_time'
    AND o.id = IFNULL(k.value->>'order_id', k.value->>'id') AND o.sent_at = ${sentAt} AND o.hash = k.value->>'hash' AND ${only})`;

/** Children with what `won` needs to find their order. */
function withOrder<T extends object>(facts: OrderFacts[], children: (fact: OrderFacts) => T[]): string {
  const rows = facts.flatMap((fact) => {
    const { create_time, hash, id } = fact.order;
    return children(fact).map((child) => ({ ...child, create_time, hash, order_id: id }));
  });
  return JSON.stringify(rows);
}

function insertLines(facts: OrderFacts[], sentAt: number): SQL {
  const given = withOrder(facts, (fact) => fact.lines);
  return sql`INSERT INTO order_line (order_id, id, create_time, sku_id, status, package_id, price_minor, seller_discount_minor,
      platform_discount_minor, is_gift, rts_time, cancel_by, cancel_reason)
    SELECT k.value->>'order_id', k.value->>'id', k.value->>'create_time', k.value->>'sku_id', k.value->>'status', k.value->>'package_id',
      k.value->>'price_minor', k.value->>'seller_discount_minor', k.value->>'platform_discount_minor', k.value->>'is_gift',
      k.value->>'rts_time', k.value->>'cancel_by', k.value->>'cancel_reason'
    FROM json_each(${given}) k WHERE ${won(sentAt)}
    ON CONFLICT (order_id, id) DO UPDATE SET status = excluded.status, package_id = excluded.package_id, price_minor = excluded.price_minor,
      rts_time = excluded.rts_time, cancel_by = excluded.cancel_by, cancel_reason = excluded.cancel_reason
    WHERE excluded.status IS NOT status OR excluded.package_id IS NOT package_id OR excluded.price_minor IS NOT price_minor
      OR excluded.rts_time IS NOT rts_time OR excluded.cancel_by IS NOT cancel_by OR excluded.cancel_reason IS NOT cancel_reason`;
}

function insertPackages(facts: OrderFacts[], sentAt: number): SQL {
  return sql`INSERT INTO package (order_id, id, status, provider, tracking_number)
    SELECT k.value->>'order_id', k.value->>'id', k.value->>'status', k.value->>'provider', k.value->>'tracking_number'
    FROM json_each(${withOrder(facts, (fact) => fact.packages)}) k WHERE ${won(sentAt)}
    ON CONFLICT (order_id, id) DO UPDATE SET status = excluded.status, provider = excluded.provider, tracking_number = excluded.tracking_number
    WHERE excluded.status IS NOT status OR excluded.provider IS NOT provider OR excluded.tracking_number IS NOT tracking_number`;
}

/** Packages come and go with splits; those TikTok no longer names are gone. */
function deletePackages(facts: OrderFacts[], sentAt: number): SQL {
  const given = withOrder(facts, (fact) => [{ packages: fact.packages.map((row) => row.id) }]);
  return sql`DELETE FROM package WHERE (order_id, id) IN (
    SELECT p.order_id, p.id FROM json_each(${given}) k CROSS JOIN package p ON p.order_id = k.value->>'order_id'
    WHERE ${won(sentAt)} AND p.id NOT IN (SELECT value FROM json_each(k.value->'packages')))`;
}

/** What was once given in the clear is not overwritten by stars. */
function insertRecipients(facts: OrderFacts[], sentAt: number): SQL {
  const given = withOrder(facts, (fact) => (fact.recipient ? [fact.recipient] : []));
  return sql`INSERT INTO recipient (order_id, is_masked, name, phone, address, city, region, postal_code, country, email)
    SELECT k.value->>'order_id', k.value->>'is_masked', k.value->>'name', k.value->>'phone', k.value->>'address', k.value->>'city',
      k.value->>'region', k.value->>'postal_code', k.value->>'country', k.value->>'email'
    FROM json_each(${given}) k WHERE ${won(sentAt, sql.raw(`o.${GONE} IS NULL`))}
    ON CONFLICT (order_id) DO UPDATE SET is_masked = excluded.is_masked, name = excluded.name, phone = excluded.phone, address = excluded.address,
      city = excluded.city, region = excluded.region, postal_code = excluded.postal_code, country = excluded.country, email = excluded.email
    WHERE excluded.is_masked <= is_masked AND (excluded.name IS NOT name OR excluded.phone IS NOT phone OR excluded.address IS NOT address
      OR excluded.city IS NOT city OR excluded.postal_code IS NOT postal_code OR excluded.email IS NOT email OR excluded.is_masked <> is_masked)`;
}

/** A SKU may be ordered before the catalogue has been read, or after it left it. */
function insertListings(storeId: string, facts: OrderFacts[]): SQL {
  const skus = new Map(facts.flatMap((fact) => fact.skus).map((sku) => [sku.sku_id, sku]));
  return sql`INSERT OR IGNORE INTO listing (store_id, sku_id, product_id, title, variation, seller_sku, image_url)
    SELECT ${storeId}, k.value->>'sku_id', k.value->>'product_id', k.value->>'title', k.value->>'variation', k.value->>'seller_sku',
      k.value->>'image_url'
    FROM json_each(${JSON.stringify([...skus.values()])}) k`;
}
