// Returns on the wire: search, records, and one opened by the seller. Developer docs, "Search Returns", "Get Return Records", "Create
// Return". Refuses to answer a buyer, which is return-decisions.ts.
import { openBySeller, returnObstacle } from "../aftersales/open.ts";
import type { ReturnCase } from "../aftersales/return.ts";
import { type ReturnType, sellerReturnReasons } from "../aftersales/return-reasons.ts";
import { minorOf, shareOf } from "../aftersales/settle.ts";
import type { Order } from "../orders/order.ts";
import { type Refund, refundOfLines, refundTotal } from "../orders/refund.ts";
import { namedLines } from "./cancel-input.ts";
import { aftersaleOrder } from "./cancellations.ts";
import { badParameter, businessFailure } from "./failure.ts";
import { oneOf, pageSize, requiredText, seconds, text, texts } from "./input.ts";
import { once } from "./once.ts";
import { searchPage } from "./paging.ts";
import { recordsOnWire, returnOnWire } from "./return-view.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 50;
const PAGE_MIN = 10;
const IDS_MAX = 100;

export function returnOfCall(call: Call, id: string): ReturnCase {
  const one = call.core.state.returns[id];
  if (!one || one.shopId !== call.shop.id) throw businessFailure(call.core, 25007006, "The return does not exist.");
  return one;
}

/** Withdrawn is understood in both spellings. */
const CANCELLED = /^RETURN_OR_REFUND_REQUEST_CANCEL(LED)?$/;
const sameStatus = (asked: string, status: string) => asked === status || (CANCELLED.test(asked) && CANCELLED.test(status));

function searchFilter(call: Call): (one: ReturnCase) => boolean {
  const list = (name: string) => texts(call, name, IDS_MAX);
  const [ids, orders, buyers] = [list("return_ids"), list("order_ids"), list("buyer_user_ids")];
  const [types, statuses, disputes] = [list("return_types"), list("return_status"), list("arbitration_status")];
  const proposed = list("seller_proposed_return_type");
  return (one) =>
    (ids?.includes(one.id) ?? true) &&
    (orders?.includes(one.orderId) ?? true) &&
    (buyers?.includes(call.core.state.orders[one.orderId]?.buyerId ?? "") ?? true) &&
    (types?.includes(one.type) ?? true) &&
    (statuses?.some((asked) => sameStatus(asked, one.status)) ?? true) &&
    (disputes?.includes(one.arbitration) ?? true) &&
    (proposed === undefined || (proposed.includes("PARTIAL_REFUND") && one.offer !== null));
}

function searchReturns(call: Call) {
  const size = pageSize(call, PAGE_MAX, PAGE_MIN);
  if (size < PAGE_MIN && !call.core.state.doubts.smallReturnPages)
    throw badParameter(`Invalid request: page_size must be between ${PAGE_MIN} and ${PAGE_MAX}`);
  const page = searchPage<ReturnCase>(call, {
    noun: "return",
    shelf: call.core.returns(call.shop.id),
    by: oneOf(call, "sort_field", ["create_time", "update_time"], "create_time") === "create_time" ? "createTime" : "updateTime",
    descending: oneOf(call, "sort_order", ["ASC", "DESC"], "ASC") === "DESC",
    size,
    windows: [
      { by: "createTime", ge: seconds(call, "create_time_ge"), lt: seconds(call, "create_time_lt") },
      { by: "updateTime", ge: seconds(call, "update_time_ge"), lt: seconds(call, "update_time_lt") },
    ],
    filter: searchFilter(call),
  });
  const rows = page.rows.map((one) => returnOnWire(call.core, one));
  return { total_count: page.total, next_page_token: page.next, return_orders: rows };
}

const readRecords = (call: Call) => ({ records: recordsOnWire(call.core, returnOfCall(call, call.params.return_id ?? "")) });

/** The units a return or refund is for; all that may go back when none is named. */
export function linesToReturn(call: Call, order: Order, type: ReturnType): string[] {
  const { core } = call;
  const named = namedLines(call, order) ?? order.lines.filter((line) => line.status !== "CANCELLED").map((line) => line.id);
  for (const line of order.lines.filter((one) => named.includes(one.id))) {
    const obstacle = returnObstacle(core, order, line, type);
    if (obstacle) throw businessFailure(core, ...obstacle);
  }
  if (named.length === 0) throw businessFailure(core, 25001003, "invalid order status");
  return named;
}

/** Words for a seller's reason that fits, or TikTok's code. */
export function returnReasonText(call: Call, order: Order, type: ReturnType, reason: string): string {
  const isDelivered = order.lines.some((line) => line.status === "DELIVERED");
  const words = sellerReturnReasons(call.shop.region, type, isDelivered)[reason];
  if (words) return words;
  throw reason.endsWith("_seller") || reason.startsWith("seller_")
    ? businessFailure(call.core, 25001021, "The return reason does not fit the order's status.")
    : businessFailure(call.core, 25001015, "The return reason is not one of the seller's.");
}

/** What is asked back of the whole: all of it, or an amount of the right currency that is not more. */
export function partOf(call: Call, order: Order, whole: Refund, amount: unknown, currency: unknown): Refund {
  if (amount === undefined || amount === null || amount === "") return whole;
  if (currency !== order.currency) throw badParameter("Invalid request: currency must be the order's");
  const minor = typeof amount === "string" ? minorOf(amount, order.currency) : null;
  if (minor === null || minor === 0) throw badParameter("Invalid request: the amount is not a valid amount of the currency");
  if (minor > refundTotal(whole)) throw businessFailure(call.core, 25005005, "The amount exceeds what can be refunded.");
  return minor === refundTotal(whole) ? whole : shareOf(whole, minor);
}

const createReturn = (call: Call) =>
  once(call, () => {
    const { core, body } = call;
    const order = aftersaleOrder(call, requiredText(call, "order_id"));
    const reason = requiredText(call, "return_reason");
    const type = requiredText(call, "return_type");
    if (type !== "REFUND" && type !== "RETURN_AND_REFUND") throw badParameter("Invalid request: return_type is not known");
    const shipmentType = text(call, "shipment_type") ?? "PLATFORM";
    if (shipmentType !== "PLATFORM" && shipmentType !== "BUYER_ARRANGE") throw badParameter("Invalid request: shipment_type is not known");
    const lineIds = linesToReturn(call, order, type);
    const reasonText = returnReasonText(call, order, type, reason);
    const refund = partOf(call, order, refundOfLines(order, lineIds), body.refund_total, body.currency);
    const one = openBySeller(core, { orderId: order.id, type, reason, reasonText, lineIds, refund, shipmentType });
    return { return_id: one.id, return_status: type === "REFUND" ? "RETURN_OR_REFUND_REQUEST_SUCCESS" : one.status };
  });

const BOTH = ["202309", "202602"];
const common = { scope: "seller.return_refund.basic", cipher: true } as const;

/** Creating one needs the scope of fulfillment although it stands among returns. */
export const RETURN_ROUTES: Route[] = [
  { ...common, name: "returns.search", method: "POST", path: "/return_refund/{v}/returns/search", versions: BOTH, run: searchReturns },
  {
    ...common,
    name: "returns.records",
    method: "GET",
    path: "/return_refund/{v}/returns/{return_id}/records",
    versions: ["202309"],
    query: ["locale"],
    run: readRecords,
  },
  {
    ...common,
    name: "returns.create",
    method: "POST",
    path: "/return_refund/{v}/returns",
    versions: BOTH,
    scope: "seller.fulfillment.basic",
    query: ["idempotency_key"],
    run: createReturn,
  },
];
