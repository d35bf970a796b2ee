// Cancellations on the wire: the seller's own, the search, and the answer to a buyer who asks. Developer docs, "Cancel Order", "Search
// Cancellations", "Approve" and "Reject Cancellation". Refuses what TikTok refuses, with nothing half done.
import { cancelBySeller, endRequest, grantCancel, isTooLate } from "../orders/cancel.ts";
import type { CancelReason } from "../orders/cancel-reasons.ts";
import { type Cancellation, cancelStatusText } from "../orders/cancellation.ts";
import type { Order } from "../orders/order.ts";
import { refundOfLine } from "../orders/refund.ts";
import { cancelRejectReasons } from "../orders/reject-reasons.ts";
import { linesToCancel } from "./cancel-input.ts";
import { businessFailure } from "./failure.ts";
import { oneOf, pageSize, requiredText, seconds, text, texts } from "./input.ts";
import { once } from "./once.ts";
import { searchPage } from "./paging.ts";
import { evidenceOf } from "./product-image.ts";
import { refundOnWire, unitOnWire } from "./refund-view.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 50;
const PAGE_USUAL = 10;
const IDS_MAX = 100;
const COMMENT_MAX = 1_000;

/** The order an after-sales call names: unknown is one thing, another seller's is another. */
export function aftersaleOrder(call: Call, id: string): Order {
  const order = call.core.state.orders[id];
  if (!order) throw businessFailure(call.core, 25001001, "The order does not exist.");
  if (order.shopId !== call.shop.id) throw businessFailure(call.core, 25020005, "No permission for this order.");
  return order;
}

function cancelOrder(call: Call) {
  const order = aftersaleOrder(call, requiredText(call, "order_id"));
  const reason = requiredText(call, "cancel_reason");
  const lineIds = linesToCancel(call, order, reason);
  const one = cancelBySeller(call.core, order.id, { reason: reason as CancelReason, lineIds });
  return { cancel_id: one.id, cancel_status: "CANCELLATION_REQUEST_SUCCESS" };
}

const cancelType = (one: Cancellation) => (one.role === "BUYER" ? "BUYER_CANCEL" : "CANCEL");

function cancellationOnWire(call: Call, one: Cancellation) {
  const { core } = call;
  const order = core.state.orders[one.orderId];
  if (!order) return { cancel_id: one.id };
  const units = one.lineIds.flatMap((id, at) => {
    const line = order.lines.find((other) => other.id === id);
    return line ? [{ line, unitId: one.unitIds[at] }] : [];
  });
  return {
    cancel_id: one.id,
    order_id: one.orderId,
    cancel_type: cancelType(one),
    cancel_status: cancelStatusText(core, one.status),
    role: one.role,
    cancel_reason: one.reason,
    cancel_reason_text: one.reasonText,
    create_time: one.createTime,
    update_time: one.updateTime,
    should_replenish_stock: true,
    seller_next_action_response: one.status === "PENDING" ? [{ action: "SELLER_RESPOND_CANCEL", deadline: one.deadline }] : [],
    refund_amount: refundOnWire(one.refund, order),
    cancel_line_items: units.map(({ line, unitId }) => ({
      cancel_line_item_id: unitId,
      ...unitOnWire(core, line),
      refund_amount: refundOnWire(refundOfLine(order, line), order),
    })),
  };
}

/** TikTok spells the withdrawn in two ways: as a filter the short one, in answers the long one. Both are understood. */
const sameStatus = (asked: string, status: Cancellation["status"]) =>
  asked === `CANCELLATION_REQUEST_${status}` || (status === "CANCELLED" && asked === "CANCELLATION_REQUEST_CANCEL");

function searchFilter(call: Call): (one: Cancellation) => boolean {
  const ids = texts(call, "cancel_ids", IDS_MAX);
  const orders = texts(call, "order_ids", IDS_MAX);
  const buyers = texts(call, "buyer_user_ids", IDS_MAX);
  const types = texts(call, "cancel_types", IDS_MAX);
  const statuses = texts(call, "cancel_status", IDS_MAX);
  return (one) =>
    (ids?.includes(one.id) ?? true) &&
    (orders?.includes(one.orderId) ?? true) &&
    (buyers?.includes(call.core.state.orders[one.orderId]?.buyerId ?? "") ?? true) &&
    (types?.includes(cancelType(one)) ?? true) &&
    (statuses?.some((asked) => sameStatus(asked, one.status)) ?? true);
}

function searchCancellations(call: Call) {
  const page = searchPage<Cancellation>(call, {
    noun: "cancellation",
    shelf: call.core.cancellations(call.shop.id),
    by: oneOf(call, "sort_field", ["create_time", "update_time"], "create_time") === "create_time" ? "createTime" : "updateTime",
    descending: oneOf(call, "sort_order", ["ASC", "DESC"], "ASC") === "DESC",
    size: pageSize(call, PAGE_MAX, PAGE_USUAL),
    windows: [
      { by: "createTime", ge: seconds(call, "create_time_ge"), lt: seconds(call, "create_time_lt") },
      { by: "updateTime", ge: seconds(call, "update_time_ge"), lt: seconds(call, "update_time_lt") },
    ],
    filter: searchFilter(call),
  });
  return {
    total_count: page.total,
    next_page_token: page.next,
    cancellations: page.rows.map((one) => cancellationOnWire(call, one)),
  };
}

export function cancellationById(call: Call, id: string): { order: Order; one: Cancellation } | null {
  const order = call.core.state.orders[call.core.orderOfCancel.get(id) ?? ""];
  const one = order?.cancellations.find((other) => other.id === id);
  return order && one && order.shopId === call.shop.id ? { order, one } : null;
}

/** Why nobody may answer this request, by code; null while it waits for the seller. */
export function answerObstacle(call: Call, order: Order, one: Cancellation, verb: "approve" | "reject"): [number, string] | null {
  if (one.status === "CANCELLED") return [25020009, "The request has been cancelled."];
  if (one.status !== "PENDING") return [25020010, "The request has been approved."];
  if (order.fbt && call.core.state.doubts.fbtCancels === "platform") return [25020005, "The platform answers for this order."];
  if (verb === "reject" && call.shop.region === "US" && !call.core.state.doubts.usRejectsCancels)
    return [25020003, "Ship the order to refuse the request."];
  return isTooLate(order, one) ? [25001045, "The order has been shipped."] : null;
}

/** The request a call answers, open and the seller's to answer. */
function askedFor(call: Call, verb: "approve" | "reject"): Order {
  const found = cancellationById(call, call.params.cancel_id ?? "");
  if (!found) throw businessFailure(call.core, 25007006, "The cancellation does not exist.");
  const obstacle = answerObstacle(call, found.order, found.one, verb);
  if (obstacle) throw businessFailure(call.core, ...obstacle);
  return found.order;
}

const approve = (call: Call) =>
  once(call, () => {
    grantCancel(call.core, askedFor(call, "approve").id);
    return {};
  });

/** A reason out of those offered, with words if one likes, and the pictures that go with it. */
export function rejection(call: Call, offered: readonly { name: string }[]): { reason: string; files: string[] } {
  const name = requiredText(call, "reject_reason");
  if (!offered.some((reason) => reason.name === name)) throw businessFailure(call.core, 25001014, "The reject reason does not exist.");
  const comment = text(call, "comment") ?? "";
  if (comment.length > COMMENT_MAX) throw businessFailure(call.core, 25001001, "The comment is too long.");
  return { reason: name, files: evidenceOf(call) };
}

const reject = (call: Call) =>
  once(call, () => {
    const order = askedFor(call, "reject");
    const { files } = rejection(call, cancelRejectReasons(call.shop.region));
    const request = order.cancellations.find(({ status }) => status === "PENDING");
    if (request) request.evidence = files;
    endRequest(call.core, order.id);
    return {};
  });

const BOTH = ["202309", "202602"];
const OLD = ["202309"];
const common = { method: "POST", scope: "seller.return_refund.basic", cipher: true } as const;

/** The newer version adds bundles; answers here are alike. */
export const CANCELLATION_ROUTES: Route[] = [
  { ...common, name: "cancellations.create", path: "/return_refund/{v}/cancellations", versions: BOTH, run: cancelOrder },
  { ...common, name: "cancellations.search", path: "/return_refund/{v}/cancellations/search", versions: BOTH, run: searchCancellations },
  {
    ...common,
    name: "cancellations.approve",
    path: "/return_refund/{v}/cancellations/{cancel_id}/approve",
    versions: OLD,
    query: ["idempotency_key"],
    run: approve,
  },
  {
    ...common,
    name: "cancellations.reject",
    path: "/return_refund/{v}/cancellations/{cancel_id}/reject",
    versions: OLD,
    query: ["idempotency_key"],
    run: reject,
  },
];
