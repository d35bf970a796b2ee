// Why goods or money go back: TikTok's keys with the words a person sees, by who opens the return and what kind it is (developer docs,
// "Create Return", "Search Returns"), and why a seller refuses one. Refuses to judge an order.
import type { RejectReason } from "../orders/reject-reasons.ts";

export type ReturnType = "REFUND" | "RETURN_AND_REFUND" | "REPLACEMENT";

const FAULTS = {
  damaged: "Item arrived damaged",
  defective: "Item is defective",
  not_match: "Item does not match the description",
  wrong_product: "Wrong item was sent",
  missing_product: "Items or parts are missing",
} as const;

const keyed = (prefix: string, words: Record<string, string>, suffix = ""): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([name, text]) => [`${prefix}_${name}${suffix}`, text]));

const LATE = { not_received: "Package was not received", missed_delivery_date: "Package arrived too late" };
const CHANGED_MIND = { no_longer_needed: "No longer needed" };
const REFUND = "ecom_order_delivered_refund_reason";
const RETURN = "ecom_order_delivered_refund_and_return_reason";
const ON_THE_WAY = { ecom_order_shipped_refund_reason_not_arrive_on_time: "Package has not arrived on time" };

/** What buyers give, by kind of return; the first is what the panel takes when none is chosen. */
export const BUYER_REASONS: Record<ReturnType, Record<string, string>> = {
  REFUND: { ...keyed(REFUND, { ...FAULTS, ...LATE }), ...ON_THE_WAY },
  RETURN_AND_REFUND: keyed(RETURN, { ...FAULTS, ...CHANGED_MIND }),
  REPLACEMENT: keyed("ecom_order_delivered_replacement_reason", FAULTS),
};

const IN_TRANSIT_US = keyed("seller_shipped_refund", {
  package_lost: "Package lost",
  package_delivery_failed: "Delivery failed",
  miss_estimated_delivery_date: "Package arrives too late",
});

/** What a seller may give for a return opened by the shop; while the parcel travels only in the United States. */
export function sellerReturnReasons(region: string, type: ReturnType, isDelivered: boolean): Record<string, string> {
  if (!isDelivered) return region === "US" && type === "REFUND" ? IN_TRANSIT_US : {};
  if (type === "REPLACEMENT") return {};
  return type === "REFUND" ? keyed(REFUND, { ...FAULTS, ...LATE }, "_seller") : keyed(RETURN, { ...FAULTS, ...CHANGED_MIND }, "_seller");
}

/** Why a seller refuses a return or what came back with it. */
export const RETURN_REJECT_REASONS: RejectReason[] = [
  { name: "reverse_reject_request_reason_1", text: "Product matches the description" },
  { name: "reverse_reject_request_reason_2", text: "The evidence does not show the fault" },
  { name: "reverse_reject_request_reason_3", text: "The item that came back is not the one sent" },
  { name: "reverse_reject_request_reason_4", text: "The item came back used or damaged" },
];
