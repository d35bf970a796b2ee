/** Why a seller may cancel, by market, by whether the buyer has paid, and by whether all of the order goes. TikTok refuses a reason of another
 *  status with 25001021 and a part for any reason but want of stock with 25005010, so neither is ever offered.
 *  https://partner.tiktokshop.com/docv2/page/cancel-order-202309 (appendix "Seller cancel reasons"). Pure. */

/** What is meant, whatever key a market has for it. */
export const CANCEL_MEANINGS = ["out-of-stock", "wrong-price", "not-deliverable", "buyer-asked", "not-paid-in-time", "fraud"] as const;
export type CancelMeaning = (typeof CANCEL_MEANINGS)[number];

export interface CancelReason {
  /** TikTok's key. */
  name: string;
  meaning: CancelMeaning;
  /** Counts toward the shop's rate of cancellations by its own fault. */
  isFault: boolean;
}

interface Known {
  key: string;
  meaning: CancelMeaning;
  when: "unpaid" | "paid";
  /** Markets that have it; absent: all but those in `not`. */
  only?: readonly string[];
  not?: readonly string[];
}

const SOUTH_EAST_ASIA = ["ID", "MY", "PH", "SG", "TH", "VN"];
const EUROPE = ["DE", "FR", "IT", "ES", "IE", "AT", "BE", "NL", "PL"];

const KNOWN: readonly Known[] = [
  { key: "seller_cancel_unpaid_reason_out_of_stock", meaning: "out-of-stock", when: "unpaid" },
  { key: "seller_cancel_unpaid_reason_wrong_price", meaning: "wrong-price", when: "unpaid", not: ["MX"] },
  { key: "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed", meaning: "not-paid-in-time", when: "unpaid" },
  { key: "seller_cancel_unpaid_reason_buyer_requested_cancellation", meaning: "buyer-asked", when: "unpaid", not: ["GB"] },
  { key: "seller_cancel_reason_out_of_stock", meaning: "out-of-stock", when: "paid" },
  { key: "seller_cancel_reason_wrong_price", meaning: "wrong-price", when: "paid", not: ["MX", "BR"] },
  { key: "seller_cancel_paid_reason_address_not_deliver", meaning: "not-deliverable", when: "paid", not: SOUTH_EAST_ASIA },
  {
    key: "seller_cancel_paid_reason_buyer_requested_cancellation",
    meaning: "buyer-asked",
    when: "paid",
    only: ["US", ...EUROPE, "MX", "BR", "JP", "PH"],
  },
  { key: "seller_cancel_order_reason_potential_fraud", meaning: "fraud", when: "paid", only: ["JP"] },
];

const FAULTS: readonly CancelMeaning[] = ["out-of-stock", "wrong-price", "not-deliverable"];
const BRITISH_SUFFIX = "_uk";

export interface Cancelling {
  marketplace: string;
  /** TikTok's word for the order. */
  status: string;
  /** Some units of the order stay. */
  isPart: boolean;
}

/** In the order they are offered. */
export function cancelReasons({ marketplace, status, isPart }: Cancelling): CancelReason[] {
  const when = status === "UNPAID" ? "unpaid" : "paid";
  return KNOWN.filter((one) => one.when === when && (one.only ? one.only.includes(marketplace) : !one.not?.includes(marketplace)))
    .filter((one) => !isPart || one.meaning === "out-of-stock")
    .map(({ key, meaning }) => ({
      name: marketplace === "GB" ? key + BRITISH_SUFFIX : key,
      meaning,
      isFault: FAULTS.includes(meaning),
    }));
}

/** Every meaning a market has for a whole order, whatever its status, in the order they are offered. */
export function cancelMeanings(marketplace: string): Pick<CancelReason, "meaning" | "isFault">[] {
  const all = ["AWAITING_SHIPMENT", "UNPAID"].flatMap((status) => cancelReasons({ marketplace, status, isPart: false }));
  return CANCEL_MEANINGS.flatMap((meaning) => {
    const known = all.find((reason) => reason.meaning === meaning);
    return known ? [{ meaning, isFault: known.isFault }] : [];
  });
}

const FAULT_KEYS = [
  /out_of_stock/,
  /wrong_price/,
  /address_not_deliver|unable_to_deliver/,
  // TikTok's own clock, for what was not handed over in time.
  /^system_cancel_order_(reason_shipping_timeout|untracked)/,
];

/** Whether a cancellation that was made counts against the shop. */
export const isSellersFault = (role: string | null, reason: string | null) =>
  role !== "BUYER" && reason !== null && FAULT_KEYS.some((key) => key.test(reason));
