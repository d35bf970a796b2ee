// Dividing an order into parcels before it is shipped: whether that may or must be, and doing it. Refuses lines that are gone, and
// units of one SKU in two parcels where the market sells whole SKUs only.
import { type Core, found, Refusal } from "../core/core.ts";
import { regionOf } from "../sellers/regions.ts";
import { changeOrder } from "./change.ts";
import { expectStatus, orderOf } from "./moves.ts";
import type { Line, Order } from "./order.ts";
import { dropPackage, newPackage, type Package, packagesOf, publishPackages, waitingPackages } from "./package.ts";

/** How much one parcel of a shop may hold; null is no limit. */
export interface ParcelLimits {
  units: number | null;
  /** Units by category id. */
  categories: Record<string, number>;
}

/** Why an order must be split: TikTok's words for the kind of limit. */
export interface MustSplit {
  type: "CATEGORY_ITEM_LIMITATION" | "TOTAL_COUNT_LIMITATION";
  categoryId: string;
  max: number;
}

/** Limits of one shop's parcels, which TikTok sets; absent parts are lifted. */
export function limitParcels(
  core: Core,
  input: { shopId: string; units?: number | null; categories?: Record<string, number> },
): ParcelLimits {
  const shop = found(core.state.shops[input.shopId], "shop", input.shopId);
  const limits = { units: input.units ?? null, categories: input.categories ?? {} };
  core.state.parcelLimits[shop.id] = limits;
  core.changed();
  return limits;
}

export const openLines = (order: Order): Line[] => order.lines.filter((line) => line.status === "AWAITING_SHIPMENT");

/** Developer docs, "Split Orders": whole SKUs in Brazil, South East Asia and for local sellers of Mexico, single units elsewhere. */
export function splitsUnits(core: Core, order: Order): boolean {
  const shop = found(core.state.shops[order.shopId], "shop", order.shopId);
  return regionOf(shop.region).splitsUnits || (shop.region === "MX" && shop.sellerType === "CROSS_BORDER");
}

/** The limits that these lines in one parcel would break. */
export function brokenLimits(core: Core, order: Order, lines: readonly Line[]): MustSplit[] {
  const limits = core.state.parcelLimits[order.shopId];
  if (!limits) return [];
  const counts = new Map<string, number>();
  for (const line of lines) {
    const category = core.state.products[line.productId]?.category.id ?? "";
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const broken = [...counts].flatMap(([categoryId, count]): MustSplit[] => {
    const max = limits.categories[categoryId];
    return max !== undefined && count > max ? [{ type: "CATEGORY_ITEM_LIMITATION", categoryId, max }] : [];
  });
  const { units } = limits;
  return units !== null && lines.length > units ? [...broken, { type: "TOTAL_COUNT_LIMITATION", categoryId: "", max: units }] : broken;
}

/** Limits broken by a parcel as it stands, or by the whole order while it has none. */
export function mustSplit(core: Core, order: Order): MustSplit[] {
  const open = openLines(order);
  const waiting = waitingPackages(core, order);
  const packed = waiting.map((parcel) => open.filter((line) => parcel.lineIds.includes(line.id)));
  const loose = open.filter((line) => !waiting.some((parcel) => parcel.lineIds.includes(line.id)));
  return [...packed, loose].flatMap((lines) => brokenLimits(core, order, lines));
}

/** Whether these groups tear units of one SKU apart where that is not done. */
export function tearsSku(core: Core, order: Order, groups: readonly (readonly string[])[]): boolean {
  if (splitsUnits(core, order)) return false;
  const skuOf = new Map(order.lines.map((line) => [line.id, line.skuId]));
  const seen = new Map<string | undefined, number>();
  return groups.some((ids, at) =>
    ids.some((id) => {
      const sku = skuOf.get(id);
      const other = seen.get(sku) ?? at;
      seen.set(sku, other);
      return other !== at;
    }),
  );
}

/** One parcel per group; open lines in no group travel in one more. Topic 4 tells of the parcels there are now. */
export function splitOrder(core: Core, orderId: string, groups: readonly string[][]): Package[] {
  const order = orderOf(core, orderId);
  expectStatus(order, ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"], "split");
  const open = openLines(order).map((line) => line.id);
  const named = groups.flat();
  if (named.length !== new Set(named).size || named.some((id) => !open.includes(id)) || groups.some((ids) => ids.length === 0))
    throw new Refusal(`The groups do not divide the open lines of order ${order.id}.`);
  if (tearsSku(core, order, groups)) throw new Refusal("Units of one SKU stay together in this market.");
  const rest = open.filter((id) => !named.includes(id));
  const parcels = changeOrder(core, order, () => {
    for (const parcel of waitingPackages(core, order)) dropPackage(core, parcel);
    order.isSplit = true;
    return [...groups, ...(rest.length > 0 ? [rest] : [])].map((ids) => newPackage(core, [order], ids, { tag: "SPLIT" }));
  });
  publishPackages(core, order.shopId, "SPLIT", parcels);
  return parcels;
}

/** The seller takes a split back in Seller Center, for which the API has no call. */
export function undoSplit(core: Core, orderId: string): Order {
  const order = orderOf(core, orderId);
  const waiting = waitingPackages(core, order);
  if (!order.isSplit || waiting.length < 2) throw new Refusal(`Order ${order.id} has no split to take back.`);
  const parcel = changeOrder(core, order, () => {
    for (const old of waiting) dropPackage(core, old);
    order.isSplit = packagesOf(core, order).length > 0;
    const lineIds = openLines(order).map((line) => line.id);
    return newPackage(core, [order], lineIds, { tag: order.isSplit ? "SPLIT" : "DEFAULT" });
  });
  publishPackages(core, order.shopId, "CANCEL_SPLIT", [parcel]);
  return order;
}
