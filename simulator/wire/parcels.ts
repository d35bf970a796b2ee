// What every call that touches a parcel asks first: whose it is, and what stands in the way of handling it. Refuses in the codes of
// the developer docs, "Fulfillment API error codes"; where those name none, the comment says so.
import { differencesAt } from "../core/lag.ts";
import type { Order } from "../orders/order.ts";
import { ordersOf, type Package } from "../orders/package.ts";
import { unshippedLines } from "../orders/ship.ts";
import { brokenLimits } from "../orders/split.ts";
import { businessFailure, type WireFailure } from "./failure.ts";
import { momentOf } from "./paging.ts";
import type { Call } from "./route.ts";

/** A code and TikTok's sentence. */
export type Obstacle = readonly [code: number, words: string];

export const refusal = (call: Call, [code, words]: Obstacle): WireFailure => businessFailure(call.core, code, words);

export function refuseIf(call: Call, obstacle: Obstacle | null): void {
  if (obstacle) throw refusal(call, obstacle);
}

export function orderOfCall(call: Call, orderId = call.params.order_id ?? ""): Order {
  const order = call.core.state.orders[orderId];
  if (!order || order.shopId !== call.shop.id) throw refusal(call, [21008111, "The order does not belong to this seller."]);
  return order;
}

/** The parcel as it is: what acts on it does not lag. */
export function packageOfCall(call: Call, packageId = call.params.package_id ?? ""): Package {
  const parcel = call.core.state.packages[packageId];
  if (!parcel) throw refusal(call, [21011001, "The package does not exist."]);
  if (parcel.shopId !== call.shop.id) throw refusal(call, [21011028, "The package does not belong to this shop."]);
  return parcel;
}

/** The parcel as this read sees it. */
export function visiblePackage(call: Call): Package {
  const moment = momentOf(call);
  const before =
    moment === null ? undefined : differencesAt<Package>(call.core, "package", call.shop.id, moment).get(call.params.package_id ?? "");
  if (before === null) throw refusal(call, [21011001, "The package does not exist."]);
  return before ?? packageOfCall(call);
}

/** Why an order cannot be handled at all, whatever is to be done with it; null when it can. */
export function handlingObstacle(order: Order): Obstacle | null {
  if (order.fbt) return [21008025, "The order is fulfilled by the platform."];
  if (order.status === "ON_HOLD" || order.status === "UNPAID") return [21011044, "The order is on hold."];
  if (order.status === "CANCELLED") return [21011041, "The order has been cancelled."];
  return null;
}

/** A pending request of the buyer stops shipping everywhere but in the United States, where shipping answers it with no. */
function requestObstacle(order: Order, region: string): Obstacle | null {
  return order.asksCancel && region !== "US" ? [21011007, "An after-sale request is pending on an item."] : null;
}

export function shippingObstacle(call: Call, order: Order): Obstacle | null {
  return (
    handlingObstacle(order) ??
    requestObstacle(order, call.shop.region) ??
    (unshippedLines(order).length === 0 ? [21008099, "The order has already been shipped."] : null)
  );
}

/** Lines that are named must be of the order and wait. */
export function refuseLines(call: Call, order: Order, lineIds: readonly string[]): void {
  const open = unshippedLines(order);
  if (lineIds.some((id) => !order.lines.some((line) => line.id === id)))
    throw refusal(call, [21011029, "An order line is not in the package."]);
  if (lineIds.some((id) => order.lines.some((line) => line.id === id && line.status === "CANCELLED")))
    throw refusal(call, [21011042, "An order line has been cancelled."]);
  if (lineIds.some((id) => !open.includes(id))) throw refusal(call, [21008099, "An order line has already been shipped."]);
}

/** More in one parcel than TikTok allows. No page names the code; 21022026 is the one for labels that cannot be bought. */
export function limitObstacle(call: Call, orders: readonly Order[], lineIds: readonly string[]): Obstacle | null {
  const breaks = orders.some((order) => {
    const lines = order.lines.filter((line) => lineIds.includes(line.id));
    return brokenLimits(call.core, order, lines).length > 0;
  });
  return breaks ? [21022026, "The order must be split: the package holds more items than allowed."] : null;
}

const LABEL_WORDS = "The shipping label could not be created: the carrier does not serve the recipient's postal code.";

/** The fault of a label that fails: strikes by call, order or package. */
export function refuseFailedLabel(call: Call, orders: readonly Order[], packageId?: string): void {
  const names = [call.route.name, ...orders.map((order) => order.id), ...(packageId === undefined ? [] : [packageId])];
  const fault = call.core.faults.strike("label_fails", { names, shopId: call.shop.id });
  if (fault) throw refusal(call, [fault.code ?? 21022026, fault.words ?? LABEL_WORDS]);
}

/** The first thing in the way of shipping a parcel that exists. */
export function parcelObstacle(call: Call, parcel: Package): Obstacle | null {
  const orders = ordersOf(call.core, parcel);
  if (parcel.status === "CANCELLED") return [21011042, "The package has been cancelled."];
  if (parcel.label) return [21022025, "The shipping label has already been purchased."];
  if (parcel.status !== "TO_FULFILL") return [21011040, "The package has already been shipped."];
  for (const order of orders) {
    const obstacle = shippingObstacle(call, order);
    if (obstacle) return obstacle;
  }
  return limitObstacle(call, orders, parcel.lineIds);
}
