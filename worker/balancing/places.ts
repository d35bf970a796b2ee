/** Into which of TikTok's warehouses a number goes. Pure. Only warehouses the store ships from are set; others of the seller keep what they show, and
 *  TikTok's own are never named, for their stock is TikTok's to count. */
import type { StockPlace } from "../tiktok/inventory.ts";

export interface OwnPlace {
  /** TikTok's id of the warehouse. */
  warehouse: string;
  /** Units that stand there. */
  free: number;
}

export interface KnownPlaces {
  /** Those linked to warehouses of ours, best first; if none is, the shop's default one. */
  own: OwnPlace[];
  /** All of the seller's own that TikTok lists. */
  sellers: string[];
}

/** What the listing shows in the warehouses that are set from here. */
export const shownIn = (places: StockPlace[], { own }: KnownPlaces): number =>
  places.filter(({ warehouse }) => own.some((one) => one.warehouse === warehouse)).reduce((sum, { quantity }) => sum + quantity, 0);

/** Each warehouse gets no more than stands there, in the store's order; what is left over goes to the first. Null where there is none to set. */
export function spread(number: number, places: StockPlace[], { own, sellers }: KnownPlaces): StockPlace[] | null {
  const [first] = own;
  if (!first) return null;
  let left = number;
  const set = own.map(({ warehouse, free }) => {
    const quantity = Math.min(left, Math.max(0, free));
    left -= quantity;
    return { warehouse, quantity };
  });
  const kept = places.filter(({ warehouse }) => sellers.includes(warehouse) && !own.some((one) => one.warehouse === warehouse));
  return [...set.map((place, at) => (at === 0 ? { ...place, quantity: place.quantity + left } : place)), ...kept];
}
