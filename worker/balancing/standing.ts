/** What is read to think numbers over: the listings of balanced stores that sell an item, directly or in a kit, everything else they are made of, and who
 *  sells that too; their shelves, rules, sales and what TikTok shows. Nothing here decides. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { DAY_MS, MINUTE_MS } from "../units.ts";
import type { Shown } from "./moves.ts";
import type { Listing, Shelf } from "./numbers.ts";
import { type PlacedRule, ruleOf } from "./rule.ts";
import { lagOf, noSpeed, SPEED_MINUTES_MAX, soldAt, speedAt } from "./speed.ts";
import type { BalanceDialRow, BalanceListingRow, BalanceRuleRow } from "./table.ts";

/** Kits that share parts with kits that share parts: further than this nobody looks. */
const ROUNDS_MAX = 4;
const LAGS_READ_MAX = 200;

interface PartRow {
  store_id: string;
  sku_id: string;
  product_id: string | null;
  item_id: string;
  qty: number;
  /** What the listing is mapped to: the item itself, or the kit it is in. */
  mapped: string;
}

type Told = Pick<BalanceListingRow, "store_id" | "sku_id" | "sent" | "shown" | "shown_at" | "retry_at">;

export interface StandingListing extends Listing {
  sku: string;
  product: string | null;
  /** False while it is refused and waits. */
  mayBeSent: boolean;
}

export interface Standing {
  dial: BalanceDialRow["dial"];
  listings: StandingListing[];
  shelves: Shelf[];
  levels: { warehouse_id: string; item_id: string; on_hand: number; allocated: number }[];
  shown: Shown[];
}

const idOf = (store: string, sku: string) => `${store} ${sku}`;

export async function readStanding(kit: Kit, items: string[]): Promise<Standing> {
  const parts = await readParts(kit, items);
  const byListing = Map.groupBy(parts, ({ store_id, sku_id }) => idOf(store_id, sku_id));
  const [dials, places, levels, rules, told, sales, sold, lags] = await kit.db.batch<Facts>(
    askFacts(parts, [...byListing.values()], kit.now()),
  );
  const listings = [...byListing].map(([id, own]): StandingListing => {
    const [{ store_id: store, sku_id: sku, product_id: product }] = own as [PartRow];
    const isIts = (row: { store_id: string; sku_id: string }) => row.store_id === store && row.sku_id === sku;
    const times = sales.filter(isIts).map(({ create_time }) => create_time / 60);
    const minutes = lags.filter(({ store_id }) => store_id === store).map(({ ms }) => ms / MINUTE_MS);
    return {
      id,
      store,
      sku,
      product,
      parts: addUp(own),
      warehouses: places.filter(({ store_id }) => store_id === store).map(({ warehouse_id }) => warehouse_id),
      rule: ruleOf(rules.flatMap((row) => placedFor(row, own, sku))),
      perMinute: speedOf(times, kit.now() / MINUTE_MS),
      lagMinutes: lagOf(minutes),
      mayBeSent: (told.find(isIts)?.retry_at ?? 0) <= kit.now(),
    };
  });
  const shelves = levels.map(({ warehouse_id: warehouse, item_id: item, on_hand, allocated }) => ({
    warehouse,
    item,
    free: on_hand - allocated,
  }));
  const shown = told.map(({ store_id, sku_id, sent, shown: number }) => {
    const since = sold.find((row) => row.store_id === store_id && row.sku_id === sku_id)?.units ?? 0;
    return { id: idOf(store_id, sku_id), number: number === null ? null : Math.max(0, number - since), sent };
  });
  return { dial: dials[0]?.dial ?? "balanced", listings, shelves, levels, shown };
}

type Facts = [
  BalanceDialRow,
  { store_id: string; warehouse_id: string },
  Standing["levels"][number],
  BalanceRuleRow,
  Told,
  { store_id: string; sku_id: string; create_time: number },
  { store_id: string; sku_id: string; units: number },
  { store_id: string; ms: number },
];

function askFacts(parts: PartRow[], listings: PartRow[][], now: number): SQL[] {
  const stores = JSON.stringify([...new Set(parts.map(({ store_id }) => store_id))]);
  const all = JSON.stringify([...new Set(parts.map(({ item_id }) => item_id))]);
  const mapped = JSON.stringify([...new Set(parts.map((part) => part.mapped))]);
  // A unit takes each of its items once: its sales are counted by the first.
  const named = JSON.stringify(listings.map(([one]) => ({ store: one?.store_id, sku: one?.sku_id, item: one?.item_id })));
  const since = Math.floor((now - SPEED_MINUTES_MAX * MINUTE_MS) / 1000);
  return [
    sql`SELECT * FROM balance_dial WHERE one = 1`,
    // Stock in TikTok's own warehouses is for FBT orders alone.
    sql`SELECT w.store_id, w.warehouse_id FROM json_each(${stores}) k CROSS JOIN store_warehouse w ON w.store_id = k.value
      CROSS JOIN warehouse h ON h.id = w.warehouse_id WHERE h.kind = 'merchant' AND h.archived_at IS NULL`,
    sql`SELECT l.warehouse_id, l.item_id, l.on_hand, l.allocated FROM json_each(${all}) k CROSS JOIN stock_level l ON l.item_id = k.value`,
    sql`SELECT r.* FROM json_each(${stores}) k CROSS JOIN balance_rule r ON r.store_id = k.value AND r.item_id = '' AND r.sku_id = ''
      UNION ALL SELECT r.* FROM json_each(${named}) k
        CROSS JOIN balance_rule r ON r.store_id = k.value->>'store' AND r.item_id = '' AND r.sku_id = k.value->>'sku'
      UNION ALL SELECT r.* FROM json_each(${mapped}) k CROSS JOIN balance_rule r ON r.store_id = '' AND r.item_id = k.value`,
    sql`SELECT b.store_id, b.sku_id, b.sent, b.shown, b.shown_at, b.retry_at FROM json_each(${named}) k
      CROSS JOIN balance_listing b ON b.store_id = k.value->>'store' AND b.sku_id = k.value->>'sku'`,
    sql`SELECT s.store_id, s.sku_id, s.create_time FROM json_each(${named}) k
      CROSS JOIN balance_sale s ON s.item_id = k.value->>'item' AND s.create_time > ${since}
      WHERE s.store_id = k.value->>'store' AND s.sku_id = k.value->>'sku'`,
    sql`SELECT b.store_id, b.sku_id, (SELECT COUNT(*) FROM balance_sale s WHERE s.item_id = k.value->>'item'
        AND s.create_time > b.shown_at / 1000 AND s.store_id = b.store_id AND s.sku_id = b.sku_id) AS units
      FROM json_each(${named}) k CROSS JOIN balance_listing b ON b.store_id = k.value->>'store' AND b.sku_id = k.value->>'sku'`,
    sql`SELECT p.store_id, p.seen_at - p.sent_at AS ms FROM json_each(${stores}) k CROSS JOIN balance_push p ON p.store_id = k.value
        AND p.sent_at > ${now - DAY_MS} WHERE p.seen_at IS NOT NULL LIMIT ${LAGS_READ_MAX}`,
  ];
}

/** Who sells these items in a balanced store, what else those listings take, and who sells that. */
async function readParts(kit: Kit, items: string[]): Promise<PartRow[]> {
  const known = new Set<string>();
  const parts = new Map<string, PartRow>();
  let fresh = items;
  for (let round = 0; round < ROUNDS_MAX && fresh.length > 0; round += 1) {
    for (const item of fresh) known.add(item);
    const rows = await kit.db.all<PartRow>(
      sql`WITH seller AS MATERIALIZED (
          SELECT p.store_id, p.sku_id FROM json_each(${JSON.stringify(fresh)}) k CROSS JOIN listing_part p INDEXED BY listing_part_by_item ON p.item_id = k.value
          UNION ALL SELECT p.store_id, p.sku_id FROM json_each(${JSON.stringify(fresh)}) k CROSS JOIN kit_part q INDEXED BY kit_part_by_item
            ON q.item_id = k.value CROSS JOIN listing_part p INDEXED BY listing_part_by_item ON p.item_id = q.kit_id)
        SELECT p.store_id, p.sku_id, l.product_id, IFNULL(q.item_id, p.item_id) AS item_id, p.qty * IFNULL(q.qty, 1) AS qty, p.item_id AS mapped
        FROM seller CROSS JOIN balance_store b ON b.store_id = seller.store_id CROSS JOIN store s ON s.id = b.store_id AND s.stock_managed = 1
          CROSS JOIN listing_part p ON p.store_id = seller.store_id AND p.sku_id = seller.sku_id
          LEFT JOIN kit_part q ON q.kit_id = p.item_id LEFT JOIN listing l ON l.store_id = p.store_id AND l.sku_id = p.sku_id`,
    );
    for (const row of rows) parts.set([row.store_id, row.sku_id, row.mapped, row.item_id].join(" "), row);
    fresh = [...new Set(rows.map(({ item_id }) => item_id))].filter((item) => !known.has(item));
  }
  return [...parts.values()];
}

/** A pack and its single piece may both be in a kit: what a unit takes is their sum. */
function addUp(rows: PartRow[]): Listing["parts"] {
  const sums = new Map<string, number>();
  for (const { item_id, qty } of rows) sums.set(item_id, (sums.get(item_id) ?? 0) + qty);
  return [...sums].map(([item, qty]) => ({ item, qty }));
}

function placedFor(row: BalanceRuleRow, own: PartRow[], sku: string): PlacedRule[] {
  const { store_id, item_id, sku_id, kind, amount, reserve, max, stop_at: stopAt, weight } = row;
  const rule = { kind, amount, reserve, max, stopAt, weight };
  if (item_id !== "") return own.some(({ mapped }) => mapped === item_id) ? [{ ...rule, level: "item" }] : [];
  if (store_id !== own[0]?.store_id) return [];
  if (sku_id === "") return [{ ...rule, level: "store" }];
  return sku_id === sku ? [{ ...rule, level: "listing" }] : [];
}

function speedOf(times: number[], now: number): number {
  const speed = times.toSorted((one, other) => one - other).reduce((so, minute) => soldAt(so, minute), noSpeed);
  return speedAt(speed, now);
}
