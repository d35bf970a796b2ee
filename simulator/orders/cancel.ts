// Orders that end early: by the buyer within the hour, by the seller, by TikTok's clock, or after a buyer's request that the
// seller grants, refuses or leaves to its deadline. Refuses what TikTok refuses: nothing that has left can be cancelled.
import { releaseStock } from "../catalogue/product.ts";
import { type Core, Refusal, seconds } from "../core/core.ts";
import { publish } from "../webhooks/publish.ts";
import { changeOrder } from "./change.ts";
import { answerSeconds } from "./clock.ts";
import { expectStatus, orderOf, packagesOf } from "./moves.ts";
import { type Cancellation, type Order, type OrderStatus, type Role, statusOfLines } from "./order.ts";
import { changePackage } from "./package.ts";

/** Reason keys TikTok is known to use, with the words a person sees. */
const CANCEL_REASONS = {
  seller_cancel_reason_out_of_stock: "Out of stock",
  seller_cancel_reason_wrong_price: "Pricing error",
  seller_cancel_paid_reason_address_not_deliver: "Unable to deliver to the buyer's address",
  seller_cancel_paid_reason_buyer_requested_cancellation: "Buyer requested cancellation",
  seller_cancel_unpaid_reason_out_of_stock: "Out of stock",
  ecom_order_to_ship_canceled_reason_created_by_mistakes: "Order created by mistake",
  ecom_order_to_ship_canceled_reason_no_longer_needed: "No longer needed",
  ecom_order_to_ship_canceled_reason_better_price: "Found a better price",
  ecom_order_to_ship_canceled_reason_wrong_delivery_info: "Wrong delivery details",
  ecom_order_unpaid_canceled_reason_change_payment_method: "Wants another payment method",
  system_cancel_unpaid_time_out: "Payment not made in time",
  system_cancel_order_reason_shipping_timeout: "Not shipped in time",
  system_cancel_order_untracked: "Not collected in time",
} as const;

export type CancelReason = keyof typeof CANCEL_REASONS;

interface Ending {
  role: Role;
  reason: CancelReason;
  lineIds: string[];
}

/** The words topic 11 and the cancellation itself use for a state. */
function cancelStatusText(core: Core, status: Cancellation["status"]): string {
  return status === "CANCELLED" ? core.state.doubts.withdrawnSpelling : `CANCELLATION_REQUEST_${status}`;
}

function publishCancellation(core: Core, order: Order, one: Cancellation): void {
  const status = cancelStatusText(core, one.status);
  const data = { order_id: order.id, cancellations_role: one.role, cancel_status: status, cancel_id: one.id, create_time: one.createTime };
  publish(core, { topic: 11, shopId: order.shopId, data });
}

function newCancellation(core: Core, ending: Ending, status: Cancellation["status"], deadline: number): Cancellation {
  const now = seconds(core);
  const reasonText = CANCEL_REASONS[ending.reason];
  return { id: core.ids.next("cancel"), ...ending, reasonText, status, createTime: now, updateTime: now, deadline };
}

/** Lines end, their stock comes back, parcels left without lines end too. Call inside `changeOrder`. */
function endLines(core: Core, order: Order, ending: Ending): void {
  for (const line of order.lines) {
    if (!ending.lineIds.includes(line.id) || line.status === "CANCELLED") continue;
    const left = line.rtsTime > 0;
    Object.assign(line, { status: "CANCELLED", cancelUser: ending.role, cancelReason: CANCEL_REASONS[ending.reason] });
    if (!left) releaseStock(core, line.skuId, order.warehouseId, "returned");
  }
  for (const parcel of packagesOf(core, order)) {
    const lives = order.lines.some((line) => parcel.lineIds.includes(line.id) && line.status !== "CANCELLED");
    if (!lives && parcel.status !== "CANCELLED") changePackage(core, parcel, (ended) => Object.assign(ended, { status: "CANCELLED" }));
  }
  const held = order.status === "ON_HOLD";
  order.status = statusOfLines(order.lines);
  if (order.status === "CANCELLED") {
    order.cancelTime = seconds(core);
    order.cancelReason = CANCEL_REASONS[ending.reason];
    order.cancelInitiator = ending.role;
    order.asksCancel = false;
    for (const open of order.cancellations) if (open.status === "PENDING") open.status = "CANCELLED";
  } else if (held) order.status = "ON_HOLD";
}

/** Ends lines at once and says so: topic 11 (accepted, then refunded if it was paid) and topic 1. */
function cancelNow(core: Core, order: Order, ending: Ending): Cancellation {
  const one = newCancellation(core, ending, "SUCCESS", 0);
  changeOrder(core, order, () => {
    order.cancellations.push(one);
    endLines(core, order, ending);
  });
  publishCancellation(core, order, one);
  if (order.paidTime > 0) {
    one.status = "COMPLETE";
    publishCancellation(core, order, one);
  }
  return one;
}

const openLines = (order: Order) => order.lines.filter((line) => line.status !== "CANCELLED").map((line) => line.id);

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
  expectStatus(order, sellerCancelStatuses(core, order), "cancel as the seller");
  const reason =
    how.reason ?? (order.status === "UNPAID" ? "seller_cancel_unpaid_reason_out_of_stock" : "seller_cancel_reason_out_of_stock");
  return cancelNow(core, order, { role: "SELLER", reason, lineIds: how.lineIds ?? openLines(order) });
}

/** The buyer walks away, which is free until the hour after payment is over. */
export function cancelByBuyer(core: Core, orderId: string, reason?: CancelReason): Cancellation {
  const order = orderOf(core, orderId);
  expectStatus(order, ["UNPAID", "ON_HOLD"], "cancel as the buyer without asking");
  const usual =
    order.status === "UNPAID"
      ? "ecom_order_unpaid_canceled_reason_change_payment_method"
      : "ecom_order_to_ship_canceled_reason_created_by_mistakes";
  return cancelNow(core, order, { role: "BUYER", reason: reason ?? usual, lineIds: openLines(order) });
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
  const one = newCancellation(core, { role: "BUYER", reason, lineIds: openLines(order) }, "PENDING", seconds(core) + answerSeconds(region));
  changeOrder(core, order, () => {
    order.cancellations.push(one);
    order.asksCancel = true;
    order.requestCancelTime = seconds(core);
  });
  publishCancellation(core, order, one);
  return one;
}

function pendingOf(order: Order): Cancellation {
  const pending = order.cancellations.find((one) => one.status === "PENDING");
  if (!pending) throw new Refusal(`Nobody asks to cancel order ${order.id}.`);
  return pending;
}

/** Granted by the seller, or by TikTok when the deadline passes. */
export function grantCancel(core: Core, orderId: string): Cancellation {
  const order = orderOf(core, orderId);
  const pending = pendingOf(order);
  const settle = (status: Cancellation["status"]) => {
    Object.assign(pending, { status, updateTime: seconds(core) });
    publishCancellation(core, order, pending);
  };
  changeOrder(core, order, () => {
    pending.status = "SUCCESS";
    endLines(core, order, { role: "BUYER", reason: pending.reason as CancelReason, lineIds: pending.lineIds });
    order.asksCancel = false;
  });
  settle("SUCCESS");
  settle("COMPLETE");
  return pending;
}

/** Refused by the seller, or withdrawn by the buyer: the order goes on. */
export function endRequest(core: Core, orderId: string): Cancellation {
  const order = orderOf(core, orderId);
  const pending = pendingOf(order);
  changeOrder(core, order, () => {
    Object.assign(pending, { status: "CANCELLED", updateTime: seconds(core) });
    order.asksCancel = false;
  });
  publishCancellation(core, order, pending);
  return pending;
}
