// Orders that end early: by the buyer within the hour, by the seller, by TikTok's clock, or after a buyer's request that the
// seller grants, refuses or leaves to its deadline. Refuses what TikTok refuses: nothing that has left can be cancelled.
import { releaseStock } from "../catalogue/product.ts";
import { type Core, Refusal, seconds } from "../core/core.ts";
import { CANCEL_REASONS, type CancelReason, sellerReasons } from "./cancel-reasons.ts";
import { type Cancellation, type Ending, moveCancellation, openCancellation, publishCancellation } from "./cancellation.ts";
import { changeOrder } from "./change.ts";
import { answerSeconds } from "./clock.ts";
import { leaveSharedParcel } from "./combine.ts";
import { expectStatus, orderOf } from "./moves.ts";
import { type Line, type Order, type OrderStatus, statusOfLines } from "./order.ts";
import { changePackage, ordersOf, packagesOf, publishPackages, waitingPackages } from "./package.ts";

/** Lines end, their stock comes back, parcels left without lines end too. Call inside `changeOrder`. */
function endLines(core: Core, order: Order, ending: Ending): void {
  for (const line of order.lines) {
    if (!ending.lineIds.includes(line.id) || line.status === "CANCELLED") continue;
    const left = line.rtsTime > 0;
    Object.assign(line, { status: "CANCELLED", cancelUser: ending.role, cancelReason: CANCEL_REASONS[ending.reason] });
    if (!left) releaseStock(core, line.skuId, order.warehouseId, "returned");
  }
  for (const parcel of packagesOf(core, order)) {
    const lines = ordersOf(core, parcel).flatMap((one) => one.lines);
    const lives = lines.some((line) => parcel.lineIds.includes(line.id) && line.status !== "CANCELLED");
    if (!lives && parcel.status !== "CANCELLED") changePackage(core, parcel, (ended) => Object.assign(ended, { status: "CANCELLED" }));
  }
  const held = order.status === "ON_HOLD";
  order.status = statusOfLines(order.lines);
  if (order.status === "CANCELLED") {
    order.cancelTime = seconds(core);
    order.cancelReason = CANCEL_REASONS[ending.reason];
    order.cancelInitiator = ending.role;
    order.asksCancel = false;
    for (const open of order.cancellations.filter((one) => one.status === "PENDING")) moveCancellation(core, open, "CANCELLED");
  } else if (held) order.status = "ON_HOLD";
}

/** Ends lines at once and says so: topic 11 (accepted, then refunded if it was paid) and topic 1. */
function cancelNow(core: Core, order: Order, ending: Ending): Cancellation {
  const one = changeOrder(core, order, () => {
    const opened = openCancellation(core, order, ending, "SUCCESS", 0);
    endLines(core, order, ending);
    return opened;
  });
  publishCancellation(core, one);
  if (order.status === "CANCELLED") leaveSharedParcel(core, order, "CANCEL_COMBINE");
  else publishPartlyCancelled(core, order, ending);
  if (order.paidTime > 0) {
    moveCancellation(core, one, "COMPLETE");
    publishCancellation(core, one);
  }
  return one;
}

const ROLES_OF_SPLIT = { BUYER: "ROLE_USER", SELLER: "ROLE_SELLER", SYSTEM: "ROLE_SYSTEM" } as const;

/** A parcel that waits is now packed for fewer units: topic 4 says so. */
function publishPartlyCancelled(core: Core, order: Order, ending: Ending): void {
  const touched = waitingPackages(core, order).filter((parcel) => parcel.lineIds.some((id) => ending.lineIds.includes(id)));
  if (touched.length > 0) publishPackages(core, order.shopId, "PARTLY_CANCEL_SPLIT", touched, ROLES_OF_SPLIT[ending.role]);
}

/** The carrier has it, or had it. */
const hasLeft = (line: Line) => ["IN_TRANSIT", "DELIVERED", "COMPLETED"].includes(line.status);

/** What a cancellation of the whole order would end: of a partly shipped one, what still waits. */
export const cancellableLines = (order: Order): string[] =>
  order.lines
    .filter((line) => line.status !== "CANCELLED" && !hasLeft(line))
    .filter((line) => order.status !== "PARTIALLY_SHIPPING" || line.status === "AWAITING_SHIPMENT")
    .map((line) => line.id);

export interface SellerCancel {
  reason?: CancelReason;
  lineIds?: string[];
}

/** Statuses in which the seller may cancel here; unpaid and resting orders are doubts with switches. */
export function sellerCancelStatuses(core: Core, order: Order): OrderStatus[] {
  const { doubts } = core.state;
  const isUs = core.state.shops[order.shopId]?.region === "US";
  return [
    "AWAITING_SHIPMENT",
    ...(doubts.sellerCancelsUnpaid ? (["UNPAID"] as const) : []),
    ...(doubts.sellerCancelsOnHold ? (["ON_HOLD"] as const) : []),
    ...(isUs ? (["AWAITING_COLLECTION"] as const) : []),
  ];
}

/** Whole, or some units: the wire allows parts only for out-of-stock in two markets, the world allows them everywhere. */
export function cancelBySeller(core: Core, orderId: string, how: SellerCancel = {}): Cancellation {
  const order = orderOf(core, orderId);
  const named: OrderStatus[] = how.lineIds ? ["PARTIALLY_SHIPPING"] : [];
  expectStatus(order, [...sellerCancelStatuses(core, order), ...named], "cancel as the seller");
  const region = core.state.shops[order.shopId]?.region ?? "US";
  const reason = how.reason ?? sellerReasons(region, order.status)[0] ?? "seller_cancel_reason_out_of_stock";
  return cancelNow(core, order, { role: "SELLER", reason, lineIds: how.lineIds ?? cancellableLines(order) });
}

/** The buyer walks away, which is free until the hour after payment is over. */
export function cancelByBuyer(core: Core, orderId: string, reason?: CancelReason): Cancellation {
  const order = orderOf(core, orderId);
  expectStatus(order, ["UNPAID", "ON_HOLD"], "cancel as the buyer without asking");
  const usual =
    order.status === "UNPAID"
      ? "ecom_order_unpaid_canceled_reason_change_payment_method"
      : "ecom_order_to_ship_canceled_reason_created_by_mistakes";
  return cancelNow(core, order, { role: "BUYER", reason: reason ?? usual, lineIds: cancellableLines(order) });
}

/** TikTok's clock: only the lines that are behind end, what has been shipped goes on. */
export function cancelBySystem(core: Core, orderId: string, reason: CancelReason): Cancellation {
  const order = orderOf(core, orderId);
  const waiting = order.status === "PARTIALLY_SHIPPING" ? "AWAITING_SHIPMENT" : order.status;
  const lineIds = order.lines.filter((line) => line.status === waiting).map((line) => line.id);
  return cancelNow(core, order, { role: "SYSTEM", reason, lineIds });
}

/** After the hour a buyer can only ask; in South East Asia also while the parcel waits for the carrier. */
export function requestCancel(
  core: Core,
  orderId: string,
  reason: CancelReason = "ecom_order_to_ship_canceled_reason_no_longer_needed",
): Cancellation {
  const order = orderOf(core, orderId);
  if (order.status === "ON_HOLD") return cancelByBuyer(core, orderId, reason);
  const region = core.state.shops[order.shopId]?.region ?? "US";
  expectStatus(order, ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION"], "ask to cancel");
  if (order.asksCancel) throw new Refusal(`The buyer of order ${order.id} has already asked.`);
  const ending: Ending = { role: "BUYER", reason, lineIds: cancellableLines(order) };
  const one = changeOrder(core, order, () => {
    order.asksCancel = true;
    order.requestCancelTime = seconds(core);
    return openCancellation(core, order, ending, "PENDING", seconds(core) + answerSeconds(region));
  });
  publishCancellation(core, one);
  return one;
}

function pendingOf(order: Order): Cancellation {
  const pending = order.cancellations.find((one) => one.status === "PENDING");
  if (!pending) throw new Refusal(`Nobody asks to cancel order ${order.id}.`);
  return pending;
}

/** Whether units the buyer asked for have meanwhile gone with the carrier, so that nobody can grant it. */
export const isTooLate = (order: Order, one: Cancellation): boolean =>
  order.lines.some((line) => one.lineIds.includes(line.id) && hasLeft(line));

/** Granted by the seller. */
export function grantCancel(core: Core, orderId: string): Cancellation {
  const order = orderOf(core, orderId);
  const pending = pendingOf(order);
  if (isTooLate(order, pending)) throw new Refusal(`Order ${order.id} has left.`);
  changeOrder(core, order, () => {
    moveCancellation(core, pending, "SUCCESS");
    endLines(core, order, pending);
    order.asksCancel = false;
  });
  publishCancellation(core, pending);
  if (order.status === "CANCELLED") leaveSharedParcel(core, order, "CANCEL_COMBINE");
  moveCancellation(core, pending, "COMPLETE");
  publishCancellation(core, pending);
  return pending;
}

/** Refused by the seller, or withdrawn by the buyer: the order goes on. */
export function endRequest(core: Core, orderId: string): Cancellation {
  const order = orderOf(core, orderId);
  const pending = pendingOf(order);
  changeOrder(core, order, () => {
    moveCancellation(core, pending, "CANCELLED");
    order.asksCancel = false;
  });
  publishCancellation(core, pending);
  return pending;
}

/** Nobody answered in time: TikTok grants it, unless the parcel has left meanwhile. */
export function answerOverdue(core: Core, orderId: string): Cancellation {
  const order = orderOf(core, orderId);
  return isTooLate(order, pendingOf(order)) ? endRequest(core, orderId) : grantCancel(core, orderId);
}
