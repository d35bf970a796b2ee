// Several orders of one buyer in one parcel: which may be combined, combining them, and taking orders out again. Refuses orders that
// differ in buyer, address, warehouse or delivery option, and more than twenty in one parcel.
import { mixText } from "../core/chance.ts";
import { type Core, found, Refusal } from "../core/core.ts";
import { changeOrders } from "./change.ts";
import type { Order } from "./order.ts";
import { dropPackage, newPackage, ordersOf, type Package, packageOf, publishPackages, waitingPackages } from "./package.ts";
import { openLines } from "./split.ts";

/** Orders that may share one tracking number. */
export const COMBINED_ORDERS_MAX = 20;

/** A parcel that could be: its id is a draft's. */
export interface Combinable {
  id: string;
  orderIds: string[];
}

/** Waiting, whole and alone: what could go into a common parcel. */
const isFree = (core: Core, order: Order) =>
  order.status === "AWAITING_SHIPMENT" &&
  !order.fbt &&
  !order.asksCancel &&
  !order.isSplit &&
  waitingPackages(core, order).every((parcel) => parcel.orderIds.length === 1);

const groupOf = ({ buyerId, address, deliveryOptionId, warehouseId, shipping }: Order) =>
  JSON.stringify([buyerId, address, deliveryOptionId, warehouseId, shipping]);

/** The same orders give the same draft again, so that a page read twice names the same parcels. */
const draftId = (orders: readonly Order[]) => `11549${String(mixText(orders.map((order) => order.id).join())).padStart(14, "0")}`;

export function combinableOf(core: Core, shopId: string): Combinable[] {
  const groups = new Map<string, Order[]>();
  for (const order of core.orders(shopId).sorted("createTime", "AWAITING_SHIPMENT")) {
    if (!isFree(core, order)) continue;
    const key = groupOf(order);
    groups.set(key, [...(groups.get(key) ?? []), order]);
  }
  return [...groups.values()].flatMap((all) => {
    const orders = all.slice(0, COMBINED_ORDERS_MAX);
    return orders.length < 2 ? [] : [{ id: draftId(orders), orderIds: orders.map((order) => order.id) }];
  });
}

/** Why these orders cannot share a parcel, in words; null when they can. */
export function combiningObstacle(core: Core, orders: readonly Order[]): string | null {
  const [first] = orders;
  if (!first || orders.length < 2) return "At least two orders are needed.";
  if (orders.length > COMBINED_ORDERS_MAX) return `At most ${COMBINED_ORDERS_MAX} orders share one package.`;
  if (new Set(orders).size < orders.length) return "An order is named twice.";
  if (!orders.every((order) => isFree(core, order))) return "An order does not wait for shipment as a whole.";
  return orders.every((order) => groupOf(order) === groupOf(first))
    ? null
    : "The orders differ in buyer, address, warehouse or delivery option.";
}

/** One parcel for all open lines of these orders; `id` keeps a draft's. */
export function combineOrders(core: Core, orderIds: readonly string[], id?: string): Package {
  const orders = orderIds.map((orderId) => found(core.state.orders[orderId], "order", orderId));
  const obstacle = combiningObstacle(core, orders);
  const [first, ...rest] = orders;
  if (obstacle !== null || !first) throw new Refusal(obstacle ?? "No order is named.");
  const parcel = changeOrders(core, orders, () => {
    for (const order of orders) for (const old of waitingPackages(core, order)) dropPackage(core, old);
    const lineIds = orders.flatMap((order) => openLines(order).map((line) => line.id));
    return newPackage(core, [first, ...rest], lineIds, { tag: "COMBINE", ...(id ? { id } : {}) });
  });
  publishPackages(core, first.shopId, "COMBINE", [parcel]);
  return parcel;
}

/** Takes orders out of a waiting parcel, each into one of its own; where one would be left, the parcel is dissolved. */
export function uncombine(
  core: Core,
  packageId: string,
  orderIds: readonly string[],
  news: "CANCEL_COMBINE" | "ADDRESS_UPDATE_SPLIT" = "CANCEL_COMBINE",
): Package[] {
  const parcel = packageOf(core, packageId);
  const orders = ordersOf(core, parcel);
  if (parcel.status !== "TO_FULFILL" || orders.length < 2) throw new Refusal(`Package ${parcel.id} holds nothing to take apart.`);
  if (orderIds.some((orderId) => !parcel.orderIds.includes(orderId)))
    throw new Refusal(`Not all of these orders are in package ${parcel.id}.`);
  const staying = orders.filter((order) => !orderIds.includes(order.id));
  const kept = staying.length < 2 ? [] : staying;
  const [first, ...rest] = kept;
  const linesOf = (some: readonly Order[]) => some.flatMap((order) => openLines(order).map((line) => line.id));
  const parcels = changeOrders(core, orders, () => {
    dropPackage(core, parcel);
    const alone = orders.filter((order) => !kept.includes(order) && openLines(order).length > 0);
    const own = alone.map((order) => newPackage(core, [order], linesOf([order])));
    return first ? [newPackage(core, [first, ...rest], linesOf(kept), { tag: "COMBINE" }), ...own] : own;
  });
  publishPackages(core, parcel.shopId, news, parcels, news === "CANCEL_COMBINE" ? "ROLE_SELLER" : "ROLE_USER");
  return parcels;
}

/** An order that has ended, or goes elsewhere now, leaves the waiting parcel it shared. Call after `changeOrder`. */
export function leaveSharedParcel(core: Core, order: Order, news: "CANCEL_COMBINE" | "ADDRESS_UPDATE_SPLIT"): void {
  const shared = waitingPackages(core, order).find((parcel) => parcel.orderIds.length > 1);
  if (shared) uncombine(core, shared.id, [order.id], news);
}
