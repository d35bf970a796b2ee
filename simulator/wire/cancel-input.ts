// What a seller's cancellation names (the whole order, units, or numbers of a SKU) and whether TikTok takes it: the checks of Cancel
// Order in the codes of the developer docs. Refuses to cancel.

import { cancellableLines, sellerCancelStatuses } from "../orders/cancel.ts";
import { isOutOfStock, reasonObstacle } from "../orders/cancel-reasons.ts";
import type { Order } from "../orders/order.ts";
import { badParameter, businessFailure } from "./failure.ts";
import { objectIn, objects, texts } from "./input.ts";
import type { Call } from "./route.ts";

/** The docs refuse "too many lines" (25005011) and name no number. */
const NAMED_LINES_MAX = 100;
const IDS_MAX = 500;
/** Markets where a part of an order may be cancelled, and only for want of stock. */
const PARTS = ["US", "GB"];

function unitsOfSku(call: Call, order: Order, sku: Record<string, unknown>, taken: ReadonlySet<string>): string[] {
  const { sku_id: skuId, quantity } = sku;
  if (typeof skuId !== "string") throw badParameter("Invalid request: sku_id is a required field");
  if (!Number.isInteger(quantity) || Number(quantity) < 1) throw badParameter("Invalid request: quantity must be a positive integer");
  const open = order.lines.filter((line) => line.skuId === skuId && line.status !== "CANCELLED" && !taken.has(line.id));
  if (open.length < Number(quantity)) throw businessFailure(call.core, 25001001, "The order has fewer units of the SKU.");
  return open.slice(0, Number(quantity)).map((line) => line.id);
}

/** The units named, or null for the whole order. Bundles are named by their line here. */
export function namedLines(call: Call, order: Order): string[] | null {
  const { core } = call;
  const listed = objects(call, "order_line_list", IDS_MAX)?.map((one) => one.order_line_item_id);
  const ids = texts(call, "order_line_item_ids", IDS_MAX) ?? (listed as string[] | undefined);
  const skus = objects(call, "skus", IDS_MAX);
  if (!ids && !skus) return null;
  if (ids && skus && !core.state.doubts.cancelsSkusAndLines)
    throw badParameter("Invalid request: skus and order_line_item_ids exclude each other");
  const named = new Set(ids);
  for (const sku of skus ?? []) for (const id of unitsOfSku(call, order, objectIn(sku, "skus") ?? {}, named)) named.add(id);
  if (named.size > NAMED_LINES_MAX) throw businessFailure(core, 25005011, "Too many order lines.");
  for (const id of named) {
    const line = order.lines.find((one) => one.id === id);
    if (!line) throw businessFailure(core, 25001001, "The order line is not in the order.");
    if (line.status === "CANCELLED") throw businessFailure(core, 25001051, "The order line has been cancelled.");
  }
  return [...named];
}

export const partsAllowed = (region: string): boolean => PARTS.includes(region);

/** Why this order cannot be cancelled by its seller at all; null when it can, whole or in part. */
export function cancelObstacle(call: Call, order: Order, isPart: boolean): [number, string] | null {
  const { core } = call;
  if (order.fbt && core.state.doubts.fbtCancels === "platform") return [25020005, "The order is fulfilled by the platform."];
  if (order.status === "CANCELLED" || order.status === "COMPLETED") return [25001051, "The order is completed or cancelled."];
  if (order.asksCancel) return [25001011, "A cancellation is already in process."];
  if (isPart && order.status === "PARTIALLY_SHIPPING") return null;
  if (sellerCancelStatuses(core, order).includes(order.status)) return null;
  if (order.status === "UNPAID" || order.status === "ON_HOLD") return [25001003, "The order's status does not allow it."];
  return [25001045, "The order has been shipped."];
}

/** Why not in part: elsewhere than in two markets, for another reason than want of stock, or in a status where all or nothing goes. */
function partObstacle(call: Call, order: Order, reason: string): string | null {
  if (!partsAllowed(call.shop.region)) return "Partial cancellation is not supported in this region.";
  if (!isOutOfStock(reason)) return "Partial cancellation is only supported when the item is out of stock.";
  const statuses = ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", ...(call.core.state.doubts.cancelsPartOnHold ? ["ON_HOLD"] : [])];
  return statuses.includes(order.status) ? null : "Partial cancellation is not supported in this status.";
}

/** The units to end, once TikTok takes reason, status and choice; throws its code otherwise. */
export function linesToCancel(call: Call, order: Order, reason: string): string[] {
  const { core, shop } = call;
  const named = namedLines(call, order);
  const open = cancellableLines(order);
  const living = order.lines.filter((line) => line.status !== "CANCELLED").map((line) => line.id);
  const isPart = named !== null && named.length < living.length;
  const obstacle = cancelObstacle(call, order, isPart) ?? reasonObstacle(shop.region, order.status, reason);
  if (obstacle) throw businessFailure(core, ...obstacle);
  if (!isPart) return open;
  const words = partObstacle(call, order, reason);
  if (words) throw businessFailure(core, 25005010, words);
  if (named.some((id) => !open.includes(id))) throw businessFailure(core, 25001045, "An order line has been shipped.");
  return named;
}
