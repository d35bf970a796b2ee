// What may be asked for and decided before anybody does: which units may be cancelled or sent back and for which reasons, what that gives
// back, and which decisions a request is open to. Refuses to change anything; it runs the same rules as the acts.
import { returnObstacle } from "../aftersales/open.ts";
import { BUYER_REASONS, RETURN_REJECT_REASONS, type ReturnType, sellerReturnReasons } from "../aftersales/return-reasons.ts";
import { cancellableLines } from "../orders/cancel.ts";
import { buyerReasons, isOutOfStock, sellerReasons } from "../orders/cancel-reasons.ts";
import type { Line, Order } from "../orders/order.ts";
import { refundOfCancel, refundOfLines } from "../orders/refund.ts";
import { cancelRejectReasons } from "../orders/reject-reasons.ts";
import { cancelObstacle, linesToCancel, partsAllowed } from "./cancel-input.ts";
import { aftersaleOrder, answerObstacle, cancellationById } from "./cancellations.ts";
import { badParameter, businessFailure, missingField } from "./failure.ts";
import { oneOf, requiredText } from "./input.ts";
import { refundOnWire } from "./refund-view.ts";
import { DECISIONS, decisionObstacle } from "./return-decisions.ts";
import { linesToReturn, returnOfCall, returnReasonText } from "./returns.ts";
import type { Call, Route } from "./route.ts";

type User = "SELLER" | "BUYER";
type Wish = "CANCEL" | ReturnType;
const WISHES: readonly Wish[] = ["CANCEL", "REFUND", "RETURN_AND_REFUND", "REPLACEMENT"];
const OF_SELLER: readonly Wish[] = ["CANCEL", "REFUND", "RETURN_AND_REFUND"];

interface Verdict {
  obstacle: [number, string] | null;
  reasons: readonly string[];
}

const BUYER_CANCELS = ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION"];

function buyerCancelObstacle(order: Order, line: Line): [number, string] | null {
  if (order.asksCancel) return [25001011, "A cancellation is already in process."];
  return BUYER_CANCELS.includes(order.status) && cancellableLines(order).includes(line.id)
    ? null
    : [25001045, "The order has been shipped."];
}

function cancelVerdict(call: Call, order: Order, line: Line, user: User): Verdict {
  if (line.status === "CANCELLED") return { obstacle: [25001051, "The order line has been cancelled."], reasons: [] };
  if (user === "BUYER") return { obstacle: buyerCancelObstacle(order, line), reasons: buyerReasons(order.status) };
  const isPart = order.status === "PARTIALLY_SHIPPING" && partsAllowed(call.shop.region);
  const obstacle = cancelObstacle(call, order, isPart);
  const reasons = sellerReasons(call.shop.region, order.status);
  if (obstacle) return { obstacle, reasons: [] };
  if (!cancellableLines(order).includes(line.id)) return { obstacle: [25001045, "The order line has been shipped."], reasons: [] };
  return { obstacle: null, reasons: isPart ? reasons.filter(isOutOfStock) : reasons };
}

function returnVerdict(call: Call, order: Order, line: Line, user: User, type: ReturnType): Verdict {
  const obstacle = returnObstacle(call.core, order, line, type);
  if (obstacle) return { obstacle, reasons: [] };
  if (user === "BUYER") return { obstacle: null, reasons: Object.keys(BUYER_REASONS[type]) };
  const reasons = Object.keys(sellerReturnReasons(call.shop.region, type, line.status === "DELIVERED"));
  return reasons.length === 0 ? { obstacle: [25001003, "invalid order status"], reasons } : { obstacle: null, reasons };
}

/** Units of one verdict stand together, as TikTok groups them. */
function entriesFor(call: Call, order: Order, lines: readonly Line[], user: User, wish: Wish) {
  const groups = new Map<string, { verdict: Verdict; ids: string[] }>();
  for (const line of lines) {
    const verdict = wish === "CANCEL" ? cancelVerdict(call, order, line, user) : returnVerdict(call, order, line, user, wish);
    const key = JSON.stringify(verdict.obstacle ?? verdict.reasons);
    const group = groups.get(key) ?? { verdict, ids: [] };
    group.ids.push(line.id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ verdict, ids }) => ({
    request_type: wish,
    order_line_items_ids: ids,
    order_line_list: ids.map((id) => ({ order_line_item_id: id })),
    eligible: verdict.obstacle === null,
    ...(verdict.obstacle
      ? { ineligible_code: verdict.obstacle[0], ineligible_reason: verdict.obstacle[1] }
      : { available_reason_names: verdict.reasons }),
  }));
}

function readEligibility(call: Call) {
  const order = aftersaleOrder(call, call.params.order_id ?? "");
  const user = oneOf(call, "initiate_aftersale_user", ["SELLER", "BUYER"], "SELLER");
  const asked = (call.query.get("request_types") ?? "").split(",").filter(Boolean);
  if (asked.some((wish) => !WISHES.includes(wish as Wish))) throw badParameter("Invalid request: request_types is not known");
  const wishes = (user === "SELLER" ? OF_SELLER : WISHES).filter((wish) => asked.length === 0 || asked.includes(wish));
  const skus = [...new Set(order.lines.map((line) => line.skuId))];
  return {
    sku_eligibility: skus.map((skuId) => {
      const lines = order.lines.filter((line) => line.skuId === skuId);
      return { sku_id: skuId, line_item_eligibility: wishes.flatMap((wish) => entriesFor(call, order, lines, user, wish)) };
    }),
  };
}

function calculateRefund(call: Call) {
  const order = aftersaleOrder(call, requiredText(call, "order_id"));
  const type = requiredText(call, "request_type");
  const reason = requiredText(call, "reason_name");
  if (type === "CANCEL") {
    const refund = refundOfCancel(order, linesToCancel(call, order, reason));
    return { order_refund_amount: refundOnWire(refund, order) };
  }
  if (type !== "REFUND" && type !== "RETURN_AND_REFUND") throw badParameter("Invalid request: request_type is not known");
  const lineIds = linesToReturn(call, order, type);
  returnReasonText(call, order, type, reason);
  return { order_refund_amount: refundOnWire(refundOfLines(order, lineIds), order) };
}

const ON_CANCELS = ["APPROVE_REQUEST_CANCEL", "REJECT_REQUEST_CANCEL"];

function readDecisions(call: Call) {
  const id = call.query.get("return_or_cancel_id") ?? "";
  if (id === "") throw missingField("return_or_cancel_id");
  const cancel = cancellationById(call, id);
  const one = cancel ? null : returnOfCall(call, id);
  const asked = (call.query.get("check_decisions") ?? "").split(",").filter(Boolean);
  const known = one ? Object.keys(DECISIONS) : ON_CANCELS;
  const names = asked.length > 0 ? asked : known.filter((name) => !one || DECISIONS[name]?.types.includes(one.type));
  if (names.some((name) => !ON_CANCELS.includes(name) && !Object.hasOwn(DECISIONS, name)))
    throw badParameter("Invalid request: check_decisions is not known");
  return {
    decisions: names.map((name) => {
      const mismatch: [number, string] = [25020003, "The decision does not match the request."];
      const verb = name.startsWith("REJECT") ? "reject" : "approve";
      const onCancel = cancel && ON_CANCELS.includes(name) ? answerObstacle(call, cancel.order, cancel.one, verb) : mismatch;
      const obstacle = one ? decisionObstacle(call, one, name) : onCancel;
      if (obstacle) return { decision: name, eligible: false, ineligible_code: obstacle[0], ineligible_reason: obstacle[1] };
      const reasons = one ? RETURN_REJECT_REASONS : cancelRejectReasons(call.shop.region);
      return { decision: name, eligible: true, ...(verb === "reject" ? { available_reject_reasons: reasons } : {}) };
    }),
  };
}

function listRejectReasons(call: Call) {
  const id = call.query.get("return_or_cancel_id") ?? "";
  if (id === "") throw missingField("return_or_cancel_id");
  if (cancellationById(call, id)) return { reasons: cancelRejectReasons(call.shop.region) };
  if (call.core.state.returns[id]?.shopId !== call.shop.id) throw businessFailure(call.core, 25007006, "The request does not exist.");
  return { reasons: RETURN_REJECT_REASONS };
}

const common = { method: "GET", scope: "seller.return_refund.basic", cipher: true } as const;
const BOTH = ["202309", "202602"];

export const ELIGIBILITY_ROUTES: Route[] = [
  {
    ...common,
    name: "aftersales.eligibility",
    path: "/return_refund/{v}/orders/{order_id}/aftersale_eligibility",
    versions: BOTH,
    query: ["initiate_aftersale_user", "request_types"],
    run: readEligibility,
  },
  {
    ...common,
    name: "refunds.calculate",
    method: "POST",
    path: "/return_refund/{v}/refunds/calculate",
    versions: BOTH,
    run: calculateRefund,
  },
  {
    ...common,
    name: "aftersales.decisions",
    path: "/return_refund/{v}/decision_eligibility",
    versions: ["202601"],
    query: ["return_or_cancel_id", "check_decisions"],
    run: readDecisions,
  },
  {
    ...common,
    name: "aftersales.reject_reasons",
    path: "/return_refund/{v}/reject_reasons",
    versions: ["202309"],
    query: ["return_or_cancel_id", "locale"],
    run: listRejectReasons,
  },
];
