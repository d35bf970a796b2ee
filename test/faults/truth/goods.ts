// What lies in TikTok's own warehouses: each row is what the shop keeps there, none is missing, and what pages sum up is the sum. Where the clock
// stands still nobody has read it.
import type { Store } from "../stores.ts";
import { differ } from "./compare.ts";
import type { Seen } from "./seen.ts";

const isUnread = (world: Seen, store: Store) => world.rows("SELECT 1 FROM fbt_walk WHERE store_id = ?", store.id).length === 0;

/** In a history the clock goes, and has every store's goods read. */
export const findUnread = (world: Seen, stores: Store[]): string[] =>
  stores.filter((store) => isUnread(world, store)).map(({ id }) => `the goods of ${id} were never read`);

export const compareGoods = (world: Seen, stores: Store[]): string[] => stores.flatMap((store) => compareStore(world, store));

function compareStore(world: Seen, store: Store): string[] {
  if (isUnread(world, store)) return [];
  const kept = world.shop.goods(store.shop.id);
  const held = world.rows<{ goods_id: string; centre_id: string }>("SELECT * FROM fbt_stock WHERE store_id = ?", store.id);
  const known = new Set(kept.map(({ goodsId, centreId }) => `${goodsId} ${centreId}`));
  const summed = world.rows(
    `SELECT f.id FROM fbt_line f WHERE f.store_id = ? AND (f.on_hand, f.reserved, f.available, f.unfulfillable, f.in_transit) <>
      (SELECT SUM(s.on_hand), SUM(s.reserved), SUM(s.available), SUM(s.unfulfillable), SUM(s.in_transit) FROM fbt_stock s
        WHERE s.store_id = f.store_id AND s.goods_id = f.id)`,
    store.id,
  );
  return [
    ...kept.flatMap((one) =>
      differ(
        `goods ${one.goodsId} of ${store.id}`,
        held.find(({ goods_id, centre_id }) => goods_id === one.goodsId && centre_id === one.centreId),
        {
          on_hand: one.onHand,
          reserved: one.reserved,
          available: one.available,
          unfulfillable: one.unfulfillable,
          in_transit: one.inTransit,
        },
      ),
    ),
    ...held
      .filter(({ goods_id, centre_id }) => !known.has(`${goods_id} ${centre_id}`))
      .map((row) => `goods nobody keeps: ${JSON.stringify(row)}`),
    ...summed.map((row) => `goods that are not the sum of their centres: ${JSON.stringify(row)}`),
  ];
}
