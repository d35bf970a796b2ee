// The reasons a seller may refuse with, for the cancellation or return that is named. Refuses to guess which of the two an id is: it looks.
import { cancelRejectReasons } from "../orders/reject-reasons.ts";
import { cancellationById } from "./cancellations.ts";
import { businessFailure, missingField } from "./failure.ts";
import type { Call, Route } from "./route.ts";

function listRejectReasons(call: Call) {
  const id = call.query.get("return_or_cancel_id") ?? "";
  if (id === "") throw missingField("return_or_cancel_id");
  if (!cancellationById(call, id)) throw businessFailure(call.core, 25007006, "The request does not exist.");
  return { reasons: cancelRejectReasons(call.shop.region) };
}

export const REJECT_REASON_ROUTES: Route[] = [
  {
    name: "aftersales.reject_reasons",
    method: "GET",
    path: "/return_refund/{v}/reject_reasons",
    versions: ["202309"],
    scope: "seller.return_refund.basic",
    cipher: true,
    query: ["return_or_cancel_id", "locale"],
    run: listRejectReasons,
  },
];
