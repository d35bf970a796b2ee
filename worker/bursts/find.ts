/** Bursts out of rows: what a store's buyers wait for now, read off the index of its list, beside what is usual there. The clock names stores in which
 *  enough people wait; a round that is lost or doubled does no harm. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import type { Job } from "../jobs.ts";
import { orderById } from "../orders/order.ts";
import { stageName } from "../orders/stage.ts";
import { localDate } from "../stores/calendar.ts";
import type { StoreRow } from "../stores/table.ts";
import { classLabel } from "../timeline/reading.ts";
import { STATES, TURN_AFTER_DUE, TURN_END } from "../timeline/timeline.ts";
import { DAY_MS } from "../units.ts";
import {
  type Asking,
  BURST_HOURS_MAX,
  BURST_TICKETS_MIN,
  type Burst,
  type BurstKey,
  findBursts,
  listCandidates,
  type Shared,
  type Standing,
} from "./burst.ts";
import type { Told } from "./list.ts";

/** Those that are due last come first: whoever began to wait lately is among them. */
const TICKETS_LOOKED_AT_MAX = 2_000;
/** What is usual is what these days brought. */
const USUAL_DAYS = 28;
const USUAL_COUNTED_MAX = 5_000;
/** Resolved tickets that tell how often a listing is asked about. */
const USUAL_LOOKED_AT_MAX = 300;
const HOURS_PER_DAY = 24;
const OPEN = STATES.indexOf("open");
const RESOLVED = STATES.indexOf("resolved");
const TITLE_CHARACTERS_MAX = 80;

/** Stores in which a burst may begin, or stands. */
export async function nameBursts(kit: Kit): Promise<Job[]> {
  const stores = await kit.db.all<{ id: string }>(
    sql`SELECT s.id FROM store s LEFT JOIN ticket_count c ON c.store_id = s.id AND c.assignee_id = '*'
      WHERE c.todo >= ${BURST_TICKETS_MIN} OR EXISTS (SELECT 1 FROM burst b WHERE b.store_id = s.id)`,
  );
  return stores.map(({ id }) => ({ do: "find-bursts", store: id }));
}

export async function findStoreBursts(kit: Kit, store: StoreRow): Promise<void> {
  const [rows, standing] = await kit.db.batch<[AskingRow, Standing]>([
    askAskings(store.id),
    sql`SELECT id, about, thing, ref FROM burst WHERE store_id = ${store.id}`,
  ]);
  const askings = rows.map((row) => readAsking(row, store.time_zone));
  const usual = await findUsual(kit, store, listCandidates(askings, kit.now()));
  const found = findBursts(askings, standing, usual, kit.now());
  if (found.length === 0 && standing.length === 0) return;
  await writeBursts(kit, store, found, await findTitles(kit, store, found));
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: store.id });
}

interface AskingRow {
  id: string;
  waiting_since: number;
  class: string | null;
  create_time: number | null;
  stage: number | null;
  left_time: number | null;
  products: string;
  carriers: string;
  burst_id: string | null;
}

const askAskings = (storeId: string): SQL =>
  sql`SELECT t.id, t.waiting_since, t.reading->>'class' AS class, o.create_time, o.stage, IFNULL(o.collection_time, o.rts_time) AS left_time,
      (SELECT json_group_array(IFNULL(g.product_id, l.sku_id)) FROM order_line l
        LEFT JOIN listing g ON g.store_id = ${storeId} AND g.sku_id = l.sku_id WHERE l.order_id = t.order_id) AS products,
      (SELECT json_group_array(p.provider) FROM package p WHERE p.order_id = t.order_id AND p.provider IS NOT NULL) AS carriers, b.burst_id
    FROM ticket t INDEXED BY ticket_of_store_by_turn LEFT JOIN burst_ticket b ON b.ticket_id = t.id LEFT JOIN ${orderById(sql`t.order_id`)}
    WHERE t.store_id = ${storeId} AND t.state = ${OPEN} AND t.turn < ${TURN_AFTER_DUE} AND t.waiting_since IS NOT NULL
    ORDER BY t.turn DESC LIMIT ${TICKETS_LOOKED_AT_MAX}`;

const readAll = (json: string) => [...new Set(JSON.parse(json) as string[])];

function readAsking(row: AskingRow, zone: string): Asking {
  const isOrder = row.create_time !== null;
  const left = row.left_time === null ? null : localDate(row.left_time, zone);
  const shares: Shared[] = isOrder
    ? [
        ...readAll(row.products).map((ref): Shared => ({ thing: "listing", ref })),
        ...(left === null ? [] : readAll(row.carriers).map((carrier): Shared => ({ thing: "carrier", ref: `${left} ${carrier}` }))),
        { thing: "day", ref: localDate(row.create_time ?? 0, zone) },
      ]
    : [{ thing: "asked", ref: localDate(Math.floor(row.waiting_since / 1000), zone) }];
  return {
    ticket: row.id,
    at: row.waiting_since,
    class: row.class,
    stage: isOrder ? stageName(row.stage) : null,
    shares,
    burst: row.burst_id,
  };
}

/** Of a class what was resolved lately; of a listing in unread tickets, its share of those. */
async function findUsual(kit: Kit, { id: storeId }: StoreRow, candidates: BurstKey[]): Promise<(key: BurstKey) => number> {
  if (candidates.length === 0) return () => 0;
  const from = TURN_END - kit.now();
  const until = TURN_END - (kit.now() - USUAL_DAYS * DAY_MS);
  const abouts = [...new Set(candidates.map(({ about }) => about))];
  const isUnread = abouts.some((about) => !about.startsWith("class:"));
  const [shares, ...counts] = await kit.db.batch<object[]>([
    isUnread ? askListings(storeId, from, until) : sql`SELECT 1 WHERE false`,
    ...abouts.map((about) => countResolved(storeId, about, from, until)),
  ]);
  const perBurst = BURST_HOURS_MAX / (USUAL_DAYS * HOURS_PER_DAY);
  const brought = new Map(abouts.map((about, at) => [about, ((counts[at] as { n: number }[])[0]?.n ?? 0) * perBurst]));
  const looked = shares as { products: string }[];
  const shareOf = (ref: string) => looked.filter(({ products }) => readAll(products).includes(ref)).length / Math.max(1, looked.length);
  return ({ about, ref }) => (brought.get(about) ?? 0) * (about.startsWith("class:") ? 1 : shareOf(ref));
}

function countResolved(storeId: string, about: string, from: number, until: number): SQL {
  const lately = sql`store_id = ${storeId} AND state = ${RESOLVED} AND turn >= ${from} AND turn <= ${until} LIMIT ${USUAL_COUNTED_MAX}`;
  return about.startsWith("class:")
    ? sql`SELECT COUNT(*) AS n FROM (SELECT 1 FROM ticket_label INDEXED BY ticket_label_of_store_by_turn
        WHERE label = ${classLabel(about.slice("class:".length))} AND ${lately})`
    : sql`SELECT COUNT(*) AS n FROM (SELECT 1 FROM ticket INDEXED BY ticket_of_store_by_turn WHERE ${lately})`;
}

const askListings = (storeId: string, from: number, until: number): SQL =>
  sql`SELECT (SELECT json_group_array(IFNULL(g.product_id, l.sku_id)) FROM order_line l
      LEFT JOIN listing g ON g.store_id = ${storeId} AND g.sku_id = l.sku_id WHERE l.order_id = t.order_id) AS products
    FROM ticket t INDEXED BY ticket_of_store_by_turn WHERE t.store_id = ${storeId} AND t.state = ${RESOLVED} AND t.turn >= ${from} AND t.turn <= ${until}
    ORDER BY t.turn LIMIT ${USUAL_LOOKED_AT_MAX}`;

/** What listings are called, by product. */
async function findTitles(kit: Kit, { id: storeId }: StoreRow, found: Burst[]): Promise<Map<string, string>> {
  const refs = found.flatMap((burst) => [burst, ...burst.common].flatMap(({ thing, ref }) => (thing === "listing" ? [ref] : [])));
  if (refs.length === 0) return new Map();
  const rows = await kit.db.all<{ ref: string; title: string | null }>(
    sql`SELECT k.value AS ref, IFNULL((SELECT title FROM listing INDEXED BY listing_by_product WHERE store_id = ${storeId} AND product_id = k.value LIMIT 1),
        (SELECT title FROM listing WHERE store_id = ${storeId} AND sku_id = k.value)) AS title
      FROM json_each(${JSON.stringify([...new Set(refs)])}) k`,
  );
  return new Map(rows.map(({ ref, title }) => [ref, [...(title ?? "")].slice(0, TITLE_CHARACTERS_MAX).join("")]));
}

function tellOf(burst: Burst, titles: Map<string, string>): Told {
  const named = (wanted: Shared["thing"]) => [burst, ...burst.common].find(({ thing }) => thing === wanted)?.ref ?? null;
  const listing = named("listing");
  return {
    class: burst.class,
    listing: listing === null ? null : titles.get(listing) || null,
    carrier: named("carrier"),
    day: named("day"),
    asked: named("asked"),
  };
}

/** All of the store's in one batch. What two rounds at once find is one by its key, and a ticket that was answered meanwhile is in none. */
async function writeBursts(kit: Kit, { id: storeId }: StoreRow, found: Burst[], titles: Map<string, string>): Promise<void> {
  const rows = found.map((burst) => ({
    id: burst.id ?? mintId(kit, "bst_", 16),
    about: burst.about,
    thing: burst.thing,
    ref: burst.ref,
    told: JSON.stringify(tellOf(burst, titles)),
  }));
  const members = found.flatMap((burst, at) => burst.tickets.map((ticket) => ({ ...(rows[at] as (typeof rows)[number]), ticket })));
  const [bursts, tickets] = [JSON.stringify(rows), JSON.stringify(members.map(({ told: _, id: __, ...one }) => one))];
  const gone = sql`SELECT b.id FROM burst b INDEXED BY burst_of_store WHERE b.store_id = ${storeId} AND NOT EXISTS (
    SELECT 1 FROM json_each(${bursts}) k WHERE k.value->>'about' = b.about AND k.value->>'thing' = b.thing AND k.value->>'ref' = b.ref)`;
  await kit.db.run(
    sql`INSERT INTO burst (id, store_id, about, thing, ref, told, begun_at)
      SELECT k.value->>'id', ${storeId}, k.value->>'about', k.value->>'thing', k.value->>'ref', k.value->>'told', ${kit.now()} FROM json_each(${bursts}) k WHERE true
      ON CONFLICT (store_id, about, thing, ref) DO UPDATE SET told = excluded.told WHERE told <> excluded.told`,
    sql`DELETE FROM burst_ticket WHERE burst_id IN (${gone})`,
    sql`DELETE FROM burst_ticket WHERE burst_id IN (SELECT id FROM burst INDEXED BY burst_of_store WHERE store_id = ${storeId})
      AND ticket_id NOT IN (SELECT k.value->>'ticket' FROM json_each(${tickets}) k)`,
    sql`INSERT INTO burst_ticket (ticket_id, burst_id, store_id, turn)
      SELECT t.id, b.id, t.store_id, t.turn FROM json_each(${tickets}) k CROSS JOIN ticket t ON t.id = k.value->>'ticket'
      CROSS JOIN burst b ON b.store_id = ${storeId} AND b.about = k.value->>'about' AND b.thing = k.value->>'thing' AND b.ref = k.value->>'ref'
      WHERE t.state = ${OPEN} AND t.waiting_since IS NOT NULL
      ON CONFLICT (ticket_id) DO UPDATE SET burst_id = excluded.burst_id WHERE burst_id <> excluded.burst_id`,
    sql`DELETE FROM burst_dismissed WHERE burst_id IN (${gone})`,
    sql`DELETE FROM burst WHERE id IN (${gone})`,
  );
}
