/** Numbers told to TikTok, and what it shows read back. One number at a time is on its way for each listing: it is written down before TikTok is asked, and
 *  only a reading takes it off. What ends or falls goes before what rises, and what was thought over too long ago is not raised. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { pullStock } from "../fbt/pull.ts";
import type { Job } from "../jobs.ts";
import { writeLog } from "../log.ts";
import type { Shop } from "../stores/shop.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import { INVENTORY_SKUS_MAX, type SkuRefusal, type SkuStock, searchInventory, updateInventory } from "../tiktok/inventory.ts";
import { type KnownPlaces, shownIn, spread } from "./places.ts";
import { nameListing, RANKS } from "./plan.ts";
import { judgeSeen, retryAfter } from "./seen.ts";
import { knowsTheirs, readPlaces } from "./shop-places.ts";
import type { BalanceListingRow } from "./table.ts";

const LISTINGS_PER_STEP = 50;
/** A higher number thought over longer ago than this may have been overtaken. */
const RAISE_STALE_MS = 120_000;
/** Listings that moved are read again after this long. */
const CORRECT_AFTER_MS = 900_000;
const READ_AGAIN_MS = 20_000;

/** No warehouse of TikTok's is known into which a number could go. */
const NO_PLACE = "no-shop-warehouse";
/** TikTok answers nothing for the SKU. */
const NOT_THERE = "sku-unknown";

type Listing = Pick<
  BalanceListingRow,
  "sku_id" | "product_id" | "planned_at" | "next" | "next_rank" | "sent" | "sent_at" | "answered_at" | "shown" | "tries"
>;

/** One step for one store. Answers whether nothing more can be done now. */
export async function pushStock(kit: Kit, shop: Shop): Promise<boolean> {
  const { id } = shop.store;
  const listings = await findListings(kit, id);
  if (listings.length === 0) return true;
  const skus = listings.map(({ sku_id }) => sku_id);
  // Which of the shop's warehouses are TikTok's own must be known before any is named.
  if (!(await knowsTheirs(kit, id))) await pullStock(kit, shop, null);
  const known = await readPlaces(kit, id, skus);
  const before = await readShown(kit, shop, skus);
  let changed = await takeIn(kit, id, listings, before, known);
  changed += await nameStale(kit, id, listings);
  const sent = await sendNumbers(kit, shop, listings, before.stock, known);
  if (sent.length > 0) {
    const after = await readShown(
      kit,
      shop,
      sent.map(({ sku_id }) => sku_id),
    );
    changed += await takeIn(kit, id, sent, after, known);
  }
  if (changed > 0) await kit.env.LIVE.send({ do: "balance-stock" });
  return sent.length < LISTINGS_PER_STEP;
}

/** Not read for a while, or never. */
const isDue = (now: number) => sql`(shown_at IS NULL OR shown_at < ${now - CORRECT_AFTER_MS})`;

/** What may be sent, and what is to be read. */
async function findListings(kit: Kit, storeId: string): Promise<Listing[]> {
  const columns = sql`sku_id, product_id, planned_at, next, next_rank, sent, sent_at, answered_at, shown, tries`;
  const [toSend, onWay, moved] = await kit.db.batch<[Listing, Listing, Listing]>([
    sql`SELECT ${columns} FROM balance_listing INDEXED BY balance_listing_to_send
      WHERE store_id = ${storeId} AND next IS NOT NULL AND sent IS NULL AND ${isOn(storeId)} ORDER BY next_rank LIMIT ${LISTINGS_PER_STEP}`,
    sql`SELECT ${columns} FROM balance_listing INDEXED BY balance_listing_on_way
      WHERE store_id = ${storeId} AND sent IS NOT NULL AND sent_at < ${kit.now() - READ_AGAIN_MS} LIMIT ${LISTINGS_PER_STEP}`,
    sql`SELECT ${columns} FROM balance_listing INDEXED BY balance_listing_moved WHERE store_id = ${storeId} AND (moved = 1 OR shown IS NULL)
      AND ${isDue(kit.now())} LIMIT ${INVENTORY_SKUS_MAX - 2 * LISTINGS_PER_STEP}`,
  ]);
  return [...new Map([...toSend, ...onWay, ...moved].map((row) => [row.sku_id, row])).values()];
}

/** Balanced, managed here, and nobody has said stop. */
const isOn = (storeId: string) => sql`(SELECT b.paused_at IS NULL AND d.paused_at IS NULL AND s.stock_managed FROM balance_store b
  CROSS JOIN balance_dial d CROSS JOIN store s ON s.id = b.store_id WHERE b.store_id = ${storeId})`;

interface Reading {
  stock: SkuStock[];
  /** Before it was asked: what was ordered after that is not in the answer for sure. */
  at: number;
}

async function readShown(kit: Kit, shop: Shop, skus: string[]): Promise<Reading> {
  const at = kit.now();
  return { stock: await shop.call("sync", (line) => searchInventory(line, skus)), at };
}

/** What was read becomes what is shown, where it says what became of a number that was on its way and nobody has read later. Answers of how many there
 *  is something new. */
async function takeIn(
  kit: Kit,
  storeId: string,
  listings: Listing[],
  { stock, at }: Reading,
  known: Map<string, KnownPlaces>,
): Promise<number> {
  const soldSince = await countSold(kit, storeId, listings);
  const statements: SQL[] = [];
  const changed: string[] = [];
  for (const { sku, product, places } of stock) {
    const row = listings.find(({ sku_id }) => sku_id === sku);
    const own = known.get(sku);
    // Where no place of its own is known, what it shows says nothing: none of it would be counted.
    if (!row || !own || own.own.length === 0) continue;
    const read = shownIn(places, own);
    const onWay = {
      sent: row.sent ?? 0,
      sentAt: row.sent_at ?? 0,
      wasAnswered: row.answered_at !== null,
      soldSince: soldSince.get(sku) ?? 0,
    };
    const verdict = row.sent === null ? "shown" : judgeSeen(onWay, read, at);
    if (verdict === "wait") continue;
    const isAnswer = Number(row.sent !== null);
    if (isAnswer || row.shown !== read) changed.push(sku);
    statements.push(
      sql`UPDATE balance_listing SET shown = ${read}, shown_at = ${at}, product_id = ${product}, sent = NULL, sent_at = NULL, answered_at = NULL,
          moved = ${isAnswer}, tries = IIF(${isAnswer}, 0, tries), failed_code = IIF(${isAnswer}, NULL, failed_code),
          failed_words = IIF(${isAnswer} OR failed_words IN (${NOT_THERE}, ${NO_PLACE}), NULL, failed_words)
        WHERE store_id = ${storeId} AND sku_id = ${sku} AND sent_at IS ${row.sent_at} AND IFNULL(shown_at, 0) <= ${at}`,
    );
    if (row.sent !== null)
      statements.push(
        sql`UPDATE balance_push SET seen_at = ${verdict === "shown" ? kit.now() : null}, seen = ${read}
          WHERE store_id = ${storeId} AND sku_id = ${sku} AND sent_at = ${row.sent_at}`,
      );
  }
  const unread = listings.filter(({ shown }) => shown === null).map(({ sku_id }) => sku_id);
  const missing = unread.filter((one) => !stock.some(({ sku }) => sku === one));
  const homeless = unread.filter((one) => !missing.includes(one) && !known.get(one)?.own.length);
  if (missing.length > 0) statements.push(sayUnread(storeId, missing, at, NOT_THERE));
  if (homeless.length > 0) statements.push(sayUnread(storeId, homeless, at, NO_PLACE));
  if (changed.length > 0) statements.push(nameListing(storeId, changed));
  await kit.db.run(...statements);
  return changed.length;
}

/** It is read again after a while. */
const sayUnread = (storeId: string, skus: string[], at: number, words: string) =>
  sql`UPDATE balance_listing SET shown_at = ${at}, failed_words = ${words}
    WHERE store_id = ${storeId} AND sku_id IN (SELECT value FROM json_each(${JSON.stringify(skus)}))`;

async function countSold(kit: Kit, storeId: string, listings: Listing[]): Promise<Map<string, number>> {
  const onWay = listings
    .filter(({ sent }) => sent !== null)
    .map(({ sku_id, sent_at }) => ({ sku: sku_id, from: Math.floor((sent_at ?? 0) / 1000) }));
  if (onWay.length === 0) return new Map();
  const rows = await kit.db.all<{ sku: string; line_id: string }>(
    sql`SELECT s.sku_id AS sku, s.line_id FROM json_each(${JSON.stringify(onWay)}) k
      CROSS JOIN listing_part p ON p.store_id = ${storeId} AND p.sku_id = k.value->>'sku' LEFT JOIN kit_part q ON q.kit_id = p.item_id
      CROSS JOIN balance_sale s ON s.item_id = IFNULL(q.item_id, p.item_id) AND s.create_time >= k.value->>'from'
      WHERE s.store_id = ${storeId} AND s.sku_id = k.value->>'sku'`,
  );
  return new Map([...Map.groupBy(rows, ({ sku }) => sku)].map(([sku, some]) => [sku, new Set(some.map(({ line_id }) => line_id)).size]));
}

/** Answers those that are on their way now. */
async function sendNumbers(
  kit: Kit,
  shop: Shop,
  listings: Listing[],
  stock: SkuStock[],
  known: Map<string, KnownPlaces>,
): Promise<Listing[]> {
  const { id } = shop.store;
  const wanted = listings.filter(({ next, sent }) => next !== null && sent === null);
  if (wanted.length === 0) return [];
  const at = kit.now();
  const names = JSON.stringify(wanted.map(({ sku_id }) => sku_id));
  const [, claimed] = await kit.db.batch<[never, Listing]>([
    sql`INSERT INTO balance_push (store_id, sku_id, number, before, sent_at) SELECT b.store_id, b.sku_id, b.next, b.shown, ${at}
      FROM json_each(${names}) k CROSS JOIN balance_listing b ON b.store_id = ${id} AND b.sku_id = k.value WHERE ${isRipe(id, at)}`,
    sql`UPDATE balance_listing AS b SET sent = next, sent_at = ${at}, answered_at = NULL, next = NULL, next_rank = NULL, moved = 1
      WHERE b.store_id = ${id} AND b.sku_id IN (SELECT value FROM json_each(${names})) AND ${isRipe(id, at)}
      RETURNING sku_id, product_id, planned_at, next, next_rank, sent, sent_at, answered_at, shown, tries`,
  ]);
  const inTurn = wanted.flatMap(({ sku_id }) => claimed.find((row) => row.sku_id === sku_id) ?? []);
  const done: Listing[] = [];
  for (const some of Map.groupBy(inTurn, ({ sku_id }) => stock.find(({ sku }) => sku === sku_id)?.product ?? "").values())
    done.push(...(await sendProduct(kit, shop, some, stock, known)));
  return done;
}

/** What TikTok did not hear in time is thought over again. Answers how many. */
async function nameStale(kit: Kit, storeId: string, listings: Listing[]): Promise<number> {
  const stale = listings.filter(
    ({ next, sent, next_rank, planned_at }) =>
      next !== null && sent === null && next_rank === RANKS.raise && planned_at <= kit.now() - RAISE_STALE_MS,
  );
  if (stale.length > 0)
    await kit.db.run(
      nameListing(
        storeId,
        stale.map(({ sku_id }) => sku_id),
      ),
    );
  return stale.length;
}

const isRipe = (storeId: string, at: number) =>
  sql`b.next IS NOT NULL AND b.sent IS NULL AND b.retry_at <= ${at} AND (b.next_rank < ${RANKS.raise} OR b.planned_at > ${at - RAISE_STALE_MS}) AND ${isOn(storeId)}`;

/** All SKUs of a product travel in one call. Answers those TikTok has taken. */
async function sendProduct(kit: Kit, shop: Shop, rows: Listing[], stock: SkuStock[], known: Map<string, KnownPlaces>): Promise<Listing[]> {
  const { id } = shop.store;
  const skus = rows.flatMap(({ sku_id: sku, sent }) => {
    const places = stock.find((one) => one.sku === sku)?.places;
    const set = places && spread(sent ?? 0, places, known.get(sku) ?? { own: [], sellers: [] });
    return set ? [{ sku, places: set }] : [];
  });
  const homeless = rows.filter(({ sku_id }) => !skus.some(({ sku }) => sku === sku_id));
  await refuse(kit, id, homeless, () => ({ code: null, words: NO_PLACE }));
  const product = stock.find(({ sku }) => sku === skus[0]?.sku)?.product;
  if (!product) return [];
  const named = rows.filter((row) => !homeless.includes(row));
  try {
    const refusals = await shop.call("sync", (line) => updateInventory(line, product, skus));
    const refusalOf = ({ sku_id }: Listing) => refusals.find(({ sku }) => sku === null || sku === sku_id);
    const refused = named.filter(refusalOf);
    await refuse(kit, id, refused, (row) => refusalOf(row) as SkuRefusal);
    const taken = named.filter((row) => !refused.includes(row));
    return await answer(kit, id, taken);
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    // Nobody knows whether it arrived: it stays on its way until it was read.
    if (failure.outcome === "unknown") return [];
    const { code, words, verdict, requestId } = failure;
    await refuse(kit, id, named, () => ({ code, words }));
    writeLog(kit, { door: "consumer", job: "push-stock", store: id, verdict, code, requestId });
    if (verdict !== "rejected" && code !== CODES.scopeMissing) throw failure;
    return [];
  }
}

async function answer(kit: Kit, storeId: string, rows: Listing[]): Promise<Listing[]> {
  const at = kit.now();
  await kit.db.run(
    ...rows.map(
      ({ sku_id, sent_at }) =>
        sql`UPDATE balance_listing SET answered_at = ${at} WHERE store_id = ${storeId} AND sku_id = ${sku_id} AND sent_at = ${sent_at}`,
    ),
  );
  return rows.map((row) => ({ ...row, answered_at: at }));
}

/** It was not taken: said in TikTok's words, and tried again after a while. */
async function refuse(
  kit: Kit,
  storeId: string,
  rows: Listing[],
  why: (row: Listing) => Pick<SkuRefusal, "code" | "words">,
): Promise<void> {
  await kit.db.run(
    ...rows.flatMap((row) => {
      const { code, words } = why(row);
      const same = sql`store_id = ${storeId} AND sku_id = ${row.sku_id} AND sent_at = ${row.sent_at}`;
      return [
        sql`UPDATE balance_push SET failed_words = ${words} WHERE ${same}`,
        sql`UPDATE balance_listing SET sent = NULL, sent_at = NULL, failed_code = ${code}, failed_words = ${words}, tries = tries + 1,
          retry_at = ${kit.now() + retryAfter(row.tries)} WHERE ${same}`,
      ];
    }),
  );
}

/** Stores with something to send or to read. */
export async function namePushes(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ store_id: string }>(
    sql`SELECT b.store_id FROM balance_store b WHERE
      EXISTS (SELECT 1 FROM balance_listing l INDEXED BY balance_listing_to_send WHERE l.store_id = b.store_id AND l.next IS NOT NULL
        AND b.paused_at IS NULL)
      OR EXISTS (SELECT 1 FROM balance_listing l INDEXED BY balance_listing_on_way WHERE l.store_id = b.store_id AND l.sent IS NOT NULL)
      OR EXISTS (SELECT 1 FROM balance_listing l INDEXED BY balance_listing_moved WHERE l.store_id = b.store_id AND (l.moved = 1 OR l.shown IS NULL)
        AND (l.shown_at IS NULL OR l.shown_at < ${kit.now() - CORRECT_AFTER_MS}))`,
  );
  return stores.map(({ store_id }) => ({ do: "push-stock", store: store_id }));
}
