// Why an order ends early: TikTok's keys with the words a person sees, whose they are, and which of them a seller may give in which
// market and status (developer docs, "Cancel reasons"). Refuses to judge an order; whoever cancels asks.
import type { OrderStatus, Role } from "./order.ts";

const SELLERS = {
  seller_cancel_unpaid_reason_out_of_stock: "Out of stock",
  seller_cancel_unpaid_reason_wrong_price: "Pricing error",
  seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed: "Buyer has not paid in time",
  seller_cancel_unpaid_reason_buyer_requested_cancellation: "Buyer requested cancellation",
  seller_cancel_unpaid_reason_out_of_stock_uk: "Out of stock",
  seller_cancel_unpaid_reason_wrong_price_uk: "Pricing error",
  seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed_uk: "Buyer has not paid in time",
  seller_cancel_reason_out_of_stock: "Out of stock",
  seller_cancel_reason_wrong_price: "Pricing error",
  seller_cancel_paid_reason_address_not_deliver: "Unable to deliver to the buyer's address",
  seller_cancel_paid_reason_buyer_requested_cancellation: "Buyer requested cancellation",
  seller_cancel_reason_out_of_stock_uk: "Out of stock",
  seller_cancel_reason_wrong_price_uk: "Pricing error",
  seller_cancel_paid_reason_address_not_deliver_uk: "Unable to deliver to the buyer's address",
  seller_cancel_order_reason_potential_fraud: "Potential fraud",
  seller_cancel_unable_to_deliver_to_buyer_address: "Unable to deliver to the buyer's address",
} as const;

const SYSTEMS = {
  system_cancel_unpaid_time_out: "Payment not made in time",
  system_cancel_order_reason_shipping_timeout: "Not shipped in time",
  system_cancel_order_untracked: "Not collected in time",
  system_cancel_anti_span_block: "Blocked by risk control",
  package_lost: "Package lost",
  package_damaged: "Package damaged",
  returned_to_shipper_refused: "Delivery refused, returned to the shipper",
} as const;

const WISHES = {
  no_longer_needed: "No longer needed",
  created_by_mistakes: "Order created by mistake",
  better_price: "Found a better price",
  wrong_delivery_info: "Wrong delivery details",
  not_shipped_on_time: "Not shipped in time",
  change_payment_method: "Wants another payment method",
  forgot_to_apply_coupons: "Forgot to apply coupons",
  high_delivery_costs: "Delivery costs too much",
  discount_not_expected: "Discount was not as expected",
} as const;

type SellerReason = keyof typeof SELLERS;
type BuyerReason = `ecom_order_${"unpaid" | "to_ship"}_canceled_reason_${keyof typeof WISHES}`;
export type CancelReason = SellerReason | BuyerReason | keyof typeof SYSTEMS;

const BUYERS = Object.fromEntries(
  Object.entries(WISHES).flatMap(([wish, words]) =>
    ["unpaid", "to_ship"].map((state) => [`ecom_order_${state}_canceled_reason_${wish}`, words]),
  ),
) as Record<BuyerReason, string>;

/** Every key with the words a person sees. */
export const CANCEL_REASONS: Record<CancelReason, string> = { ...SELLERS, ...BUYERS, ...SYSTEMS };

const isCancelReason = (key: string): key is CancelReason => Object.hasOwn(CANCEL_REASONS, key);

const reasonOwner = (reason: CancelReason): Role =>
  Object.hasOwn(SELLERS, reason) ? "SELLER" : Object.hasOwn(BUYERS, reason) ? "BUYER" : "SYSTEM";

/** The only kind of reason a part of an order may be cancelled for. */
export const isOutOfStock = (reason: string): boolean => /_out_of_stock(_uk)?$/.test(reason);

const UNPAID: SellerReason[] = [
  "seller_cancel_unpaid_reason_out_of_stock",
  "seller_cancel_unpaid_reason_wrong_price",
  "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed",
  "seller_cancel_unpaid_reason_buyer_requested_cancellation",
];
const STOCK = "seller_cancel_reason_out_of_stock";
const PRICE = "seller_cancel_reason_wrong_price";
const ADDRESS = "seller_cancel_paid_reason_address_not_deliver";
const ASKED = "seller_cancel_paid_reason_buyer_requested_cancellation";

interface Reasons {
  unpaid: readonly SellerReason[];
  paid: readonly SellerReason[];
  /** Once given, and refused since 2025-08-31. */
  offline?: SellerReason;
}

const EVERYWHERE: Reasons = { unpaid: UNPAID, paid: [STOCK, PRICE, ADDRESS, ASKED] };
const SOUTH_EAST_ASIA: Reasons = { unpaid: UNPAID, paid: [STOCK, PRICE], offline: ADDRESS };

const BY_REGION: Record<string, Reasons> = {
  GB: {
    unpaid: [
      "seller_cancel_unpaid_reason_out_of_stock_uk",
      "seller_cancel_unpaid_reason_wrong_price_uk",
      "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed_uk",
    ],
    paid: [
      "seller_cancel_reason_out_of_stock_uk",
      "seller_cancel_reason_wrong_price_uk",
      "seller_cancel_paid_reason_address_not_deliver_uk",
    ],
  },
  JP: { unpaid: UNPAID, paid: [...EVERYWHERE.paid, "seller_cancel_order_reason_potential_fraud"] },
  MX: { unpaid: UNPAID.filter((reason) => !reason.endsWith("wrong_price")), paid: [STOCK, ADDRESS, ASKED] },
  BR: { unpaid: UNPAID, paid: [STOCK, ADDRESS, ASKED] },
  PH: { ...SOUTH_EAST_ASIA, paid: [STOCK, PRICE, ASKED] },
  SG: { ...SOUTH_EAST_ASIA, offline: "seller_cancel_unable_to_deliver_to_buyer_address" },
  ID: SOUTH_EAST_ASIA,
  MY: SOUTH_EAST_ASIA,
  TH: SOUTH_EAST_ASIA,
  VN: SOUTH_EAST_ASIA,
};

const reasonsOf = (region: string): Reasons => BY_REGION[region] ?? EVERYWHERE;

/** What a seller of the market may give while the order is in this status; out of stock comes first. */
export function sellerReasons(region: string, status: OrderStatus): readonly CancelReason[] {
  const { unpaid, paid } = reasonsOf(region);
  return status === "UNPAID" ? unpaid : paid;
}

/** What a buyer may give, before and after paying. */
export const buyerReasons = (status: OrderStatus): readonly string[] =>
  Object.keys(BUYERS).filter((reason) => reason.startsWith(status === "UNPAID" ? "ecom_order_unpaid" : "ecom_order_to_ship"));

const isOfflineReason = (region: string, reason: string): boolean => reasonsOf(region).offline === reason;

/** Why TikTok takes this reason from no seller of the market in this status, by code; null when it does. */
export function reasonObstacle(region: string, status: OrderStatus, key: string): [number, string] | null {
  if (!isCancelReason(key)) return [25001014, "The cancel reason does not exist."];
  if (reasonOwner(key) !== "SELLER") return [25001015, "The cancel reason is not one of the seller's."];
  if (isOfflineReason(region, key)) return [25001020, "The cancel reason is no longer offered."];
  return sellerReasons(region, status).includes(key) ? null : [25001021, "The cancel reason does not fit the order's status."];
}
