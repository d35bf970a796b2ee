/** The warehouses a store ships from: their order, the one where waits what stands nowhere, and which of TikTok's own warehouses each is. Whoever
 *  manages the store changes it; what was reserved stays where it is, and orders that waited for a place are looked at again. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS, requireRight } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { STORE_WAREHOUSES_MAX } from "./propose.ts";
import { refuseBrokenSources, type Sources } from "./warehouse.ts";

export interface SourcesPage {
  /** What the list was read at; saving asks for it. */
  version: number;
  isManaged: boolean;
  rows: { id: string; name: string; country: string | null; rank: number; is_fallback: number; shop_warehouse_id: string | null }[];
  /** Merchant warehouses not in the list. */
  others: { id: string; name: string; country: string | null }[];
  shopWarehouses: { id: string; name: string; is_default: number }[];
  most: number;
  can: { change: Can };
}

export async function openSources(kit: Kit, signedIn: SignedIn, storeId: string): Promise<SourcesPage> {
  const seen = sql`WITH ${who(signedIn)}, seen AS (SELECT s.* FROM store s WHERE s.id = ${storeId} AND ${mayIn(sql`s.id`, "read")})`;
  const [people, stores, rows, others, shopWarehouses] = await kit.db.batch<
    [
      Person,
      { version: number; stock_managed: number; bits: number },
      SourcesPage["rows"][number],
      SourcesPage["others"][number],
      SourcesPage["shopWarehouses"][number],
    ]
  >([
    askWho(signedIn),
    sql`${seen} SELECT seen.version, seen.stock_managed, ${bitsIn(sql`seen.id`)} AS bits FROM seen`,
    sql`${seen} SELECT w.id, w.name, w.country, sw.rank, sw.is_fallback, sw.shop_warehouse_id FROM seen
      CROSS JOIN store_warehouse sw ON sw.store_id = seen.id CROSS JOIN warehouse w ON w.id = sw.warehouse_id`,
    sql`${seen} SELECT w.id, w.name, w.country FROM seen CROSS JOIN warehouse w
      WHERE w.kind = 'merchant' AND w.archived_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM store_warehouse sw WHERE sw.store_id = seen.id AND sw.warehouse_id = w.id)`,
    // Where returns go is no place to ship from (https://partner.tiktokshop.com/docv2/page/get-warehouse-list-202309).
    sql`${seen} SELECT w.id, w.name, w.is_default FROM seen CROSS JOIN shop_warehouse w ON w.store_id = seen.id
      WHERE w.kind <> 'RETURN_WAREHOUSE'`,
  ]);
  requirePerson(people);
  const [store] = stores;
  if (!store) throw new Problem("missing", "store-missing");
  return {
    version: store.version,
    isManaged: store.stock_managed === 1,
    rows: rows.sort((one, other) => one.rank - other.rank),
    others: others.sort(byName),
    shopWarehouses: shopWarehouses.sort(byName),
    most: STORE_WAREHOUSES_MAX,
    can: { change: (store.bits & RIGHTS.manage) !== 0 ? { ok: true } : cannot("right-missing", { right: "manage" }) },
  };
}

export async function changeSources(kit: Kit, signedIn: SignedIn, storeId: string, version: number, sources: Sources): Promise<void> {
  const person = await requireRight(kit, signedIn, storeId, "manage");
  refuseBrokenSources(sources);
  const before = await openSources(kit, signedIn, storeId);
  refuseUnknown(before, sources);
  const isAsSeen = sql`(SELECT version FROM store WHERE id = ${storeId}) = ${version}`;
  const rows = JSON.stringify(sources.map((source, rank) => ({ ...source, isFallback: Number(source.isFallback), rank })));
  const at = kit.now();
  const [, , , , changed] = await kit.db.batch<[never, never, never, never, { id: string }]>([
    sql`DELETE FROM store_warehouse WHERE store_id = ${storeId} AND ${isAsSeen}`,
    sql`INSERT INTO store_warehouse (store_id, warehouse_id, rank, is_fallback, shop_warehouse_id)
      SELECT ${storeId}, value->>'warehouse', value->>'rank', value->>'isFallback', value->>'shopWarehouse' FROM json_each(${rows}) WHERE ${isAsSeen}`,
    // Whoever waits for a place, or for stock in one, is given another look; who is being looked at may wait in a moment.
    sql`INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
      SELECT r.order_id, r.create_time, r.store_id, ${at} FROM order_review r INDEXED BY order_review_by_reason
      WHERE r.store_id = ${storeId} AND r.reason IN ('no-warehouse', 'stock-short') AND ${isAsSeen}
      UNION ALL SELECT d.order_id, d.create_time, d.store_id, ${at} FROM settle_due d INDEXED BY settle_due_since
      WHERE d.since >= 0 AND d.store_id = ${storeId} AND ${isAsSeen}`,
    recordChange({
      at,
      userId: person.id,
      action: "change-sources",
      subject: storeId,
      storeId,
      before: before.rows.map(({ name, is_fallback }) => ({ name, isFallback: is_fallback === 1 })),
      after: sources.map(({ warehouse, isFallback }) => ({ name: nameIn(before, warehouse), isFallback })),
      when: isAsSeen,
    }),
    sql`UPDATE store SET version = version + 1 WHERE id = ${storeId} AND version = ${version} RETURNING id`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "store-changed-meanwhile");
  await kit.env.LIVE.send({ do: "settle-orders" });
}

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);

const nameIn = ({ rows, others }: SourcesPage, id: string) => [...rows, ...others].find((one) => one.id === id)?.name;

function refuseUnknown(page: SourcesPage, sources: Sources): void {
  if (sources.some(({ warehouse }) => nameIn(page, warehouse) === undefined)) throw new Problem("missing", "warehouse-missing");
  const theirs = new Set(page.shopWarehouses.map(({ id }) => id));
  if (sources.some(({ shopWarehouse }) => shopWarehouse !== null && !theirs.has(shopWarehouse)))
    throw new Problem("invalid", "shop-warehouse-unknown");
}
