/** Which of TikTok's warehouses a store's numbers go into, and how many units of each listing stand behind each. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { KnownPlaces } from "./places.ts";

interface PlaceRow {
  sku: string;
  warehouse: string;
  rank: number;
  units: number;
}

/** Somebody has asked TikTok which warehouses are its own. */
export const knowsTheirs = async (kit: Kit, storeId: string): Promise<boolean> =>
  (await kit.db.first<object>(sql`SELECT 1 AS yes FROM fbt_walk WHERE store_id = ${storeId}`)) !== null;

export async function readPlaces(kit: Kit, storeId: string, skus: string[]): Promise<Map<string, KnownPlaces>> {
  const [linked, sellers] = await kit.db.batch<[PlaceRow, { id: string; is_default: number }]>([
    sql`SELECT k.value AS sku, w.shop_warehouse_id AS warehouse, w.rank,
        (IFNULL(l.on_hand, 0) - IFNULL(l.allocated, 0)) / (p.qty * IFNULL(q.qty, 1)) AS units
      FROM json_each(${JSON.stringify(skus)}) k CROSS JOIN listing_part p ON p.store_id = ${storeId} AND p.sku_id = k.value
        LEFT JOIN kit_part q ON q.kit_id = p.item_id
        CROSS JOIN store_warehouse w ON w.store_id = ${storeId} CROSS JOIN warehouse h ON h.id = w.warehouse_id AND h.kind = 'merchant'
        LEFT JOIN stock_level l ON l.warehouse_id = w.warehouse_id AND l.item_id = IFNULL(q.item_id, p.item_id)
      WHERE w.shop_warehouse_id IS NOT NULL`,
    sql`SELECT id, is_default FROM shop_warehouse WHERE store_id = ${storeId} AND kind <> 'RETURN_WAREHOUSE'
      AND id NOT IN (SELECT j.value FROM fbt_centre c CROSS JOIN json_each(c.shop_ids) j WHERE c.store_id = ${storeId})`,
  ]);
  const usual = sellers.toSorted((one, other) => other.is_default - one.is_default)[0];
  return new Map(
    skus.map((sku) => {
      const own = linked.filter((row) => row.sku === sku).toSorted((one, other) => one.rank - other.rank);
      // A kit stands where all its parts do.
      const places = [...Map.groupBy(own, ({ warehouse }) => warehouse)].map(([warehouse, parts]) => ({
        warehouse,
        free: Math.min(...parts.map(({ units }) => units)),
      }));
      return [
        sku,
        { own: places.length > 0 ? places : usual ? [{ warehouse: usual.id, free: 0 }] : [], sellers: sellers.map(({ id }) => id) },
      ];
    }),
  );
}
