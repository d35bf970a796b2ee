// What a seller may decide about a return, in one table: the kinds it is for, the statuses it fits, and what it does. Approve, Reject and
// Get Decision Eligibility read the same table. Refuses what belongs to TikTok: cases it took over, goods of its own warehouses.
import { changeReturn, isFruitless, isGranted, isPending, type ReturnCase, type Told } from "../aftersales/return.ts";
import { RETURN_REJECT_REASONS, type ReturnType } from "../aftersales/return-reasons.ts";
import { awaitGoods, payBack, refuse, replace } from "../aftersales/settle.ts";
import { orderOf } from "../orders/moves.ts";
import { refundTotal } from "../orders/refund.ts";
import { rejection } from "./cancellations.ts";
import { badParameter, businessFailure, missingField } from "./failure.ts";
import { flag, objectIn, requiredText, text } from "./input.ts";
import { once } from "./once.ts";
import { partOf, returnOfCall } from "./returns.ts";
import type { Call, Route } from "./route.ts";

export interface Decision {
  verb: "approve" | "reject";
  types: readonly ReturnType[];
  fits(one: ReturnCase): boolean;
  run(call: Call, one: ReturnCase, told: Told): unknown;
}

const hasArrivedOrTravels = (one: ReturnCase) => one.status === "BUYER_SHIPPED_ITEM";

function grantReturn(call: Call, one: ReturnCase, told: Told) {
  if (!flag(call, "buyer_keep_item")) return awaitGoods(call.core, one, told);
  return payBack(call.core, one, told, { keepsItem: true });
}

function offerPart(call: Call, one: ReturnCase, told: Told) {
  const order = orderOf(call.core, one.orderId);
  const part = objectIn(call.body.partial_refund, "partial_refund");
  if (!part?.amount) throw missingField("partial_refund");
  const offer = refundTotal(partOf(call, order, one.refund, part.amount, part.currency));
  return changeReturn(call.core, one, told, () => Object.assign(one, { offer, status: "AWAITING_BUYER_RESPONSE", keepsItem: true }));
}

const payDirectly = (call: Call, one: ReturnCase, told: Told) =>
  payBack(call.core, one, told, { keepsItem: one.status !== "BUYER_SHIPPED_ITEM" });
const pay = (call: Call, one: ReturnCase, told: Told) => payBack(call.core, one, told);
const no = (call: Call, one: ReturnCase, told: Told) => refuse(call.core, one, told);
const GOODS: ReturnType[] = ["RETURN_AND_REFUND"];

export const DECISIONS: Record<string, Decision> = {
  APPROVE_REFUND: { verb: "approve", types: ["REFUND"], fits: isPending, run: pay },
  APPROVE_RETURN: { verb: "approve", types: GOODS, fits: isPending, run: grantReturn },
  APPROVE_RECEIVED_PACKAGE: { verb: "approve", types: GOODS, fits: hasArrivedOrTravels, run: pay },
  APPROVE_REPLACEMENT: {
    verb: "approve",
    types: ["REPLACEMENT"],
    fits: isPending,
    run: (call, one, told) => replace(call.core, one, told),
  },
  ISSUE_REPLACEMENT_REFUND: { verb: "approve", types: ["REPLACEMENT"], fits: isPending, run: pay },
  OFFER_PARTIAL_REFUND: {
    verb: "approve",
    types: ["REFUND", "RETURN_AND_REFUND"],
    fits: (one) => isPending(one) && !one.offerRefused,
    run: offerPart,
  },
  DIRECT_REFUND: {
    verb: "approve",
    types: GOODS,
    fits: (one) => isPending(one) || one.status === "AWAITING_BUYER_SHIP" || hasArrivedOrTravels(one),
    run: payDirectly,
  },
  REJECT_REFUND: { verb: "reject", types: ["REFUND"], fits: isPending, run: no },
  REJECT_RETURN: { verb: "reject", types: GOODS, fits: isPending, run: no },
  REJECT_RECEIVED_PACKAGE: { verb: "reject", types: GOODS, fits: hasArrivedOrTravels, run: no },
  REJECT_REPLACEMENT: { verb: "reject", types: ["REPLACEMENT"], fits: isPending, run: no },
};

/** Why this cannot be decided now, by code; null when it can. */
export function decisionObstacle(call: Call, one: ReturnCase, name: string): [number, string] | null {
  const decision = DECISIONS[name];
  if (!decision?.types.includes(one.type)) return [25020003, "The decision does not match the request."];
  if (one.arbitration === "IN_PROGRESS") return [25011010, "The platform has taken over the request."];
  if (one.status.endsWith("REQUEST_CANCEL")) return [25020009, "The request has been cancelled."];
  if (isGranted(one)) return [25020010, "The request has been approved."];
  if (isFruitless(one)) return [25020011, "The request has been rejected."];
  const isTheirs = call.core.state.orders[one.orderId]?.fbt;
  if (isTheirs && name.endsWith("RECEIVED_PACKAGE")) return [25011026, "The platform receives the goods of this order."];
  if (decision.verb === "reject" && one.isQuick) return [25011025, "A quick refund cannot be rejected."];
  if (decision.fits(one)) return null;
  return decision.verb === "approve" ? [25011012, "The request cannot be approved in its status."] : [25001003, "invalid status"];
}

const decide = (verb: Decision["verb"]) => (call: Call) =>
  once(call, () => {
    const one = returnOfCall(call, call.params.return_id ?? "");
    const name = requiredText(call, "decision");
    const decision = DECISIONS[name];
    if (decision?.verb !== verb) throw badParameter("Invalid request: decision is not known");
    const obstacle = decisionObstacle(call, one, name);
    if (obstacle) throw businessFailure(call.core, ...obstacle);
    const note = text(call, "comment") ?? "";
    const no = verb === "reject" ? rejection(call, RETURN_REJECT_REASONS) : null;
    const reason = no ? `: ${no.reason}` : "";
    decision.run(call, one, { role: "SELLER", description: `${name}${reason}`, note, files: no?.files ?? [] });
    return {};
  });

const common = { method: "POST", versions: ["202309"], scope: "seller.return_refund.basic", cipher: true } as const;
const query = ["idempotency_key"];

export const DECISION_ROUTES: Route[] = [
  { ...common, name: "returns.approve", path: "/return_refund/{v}/returns/{return_id}/approve", query, run: decide("approve") },
  { ...common, name: "returns.reject", path: "/return_refund/{v}/returns/{return_id}/reject", query, run: decide("reject") },
];
