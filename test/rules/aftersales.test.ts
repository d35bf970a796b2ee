// Cancellations and returns, as far as they need nobody else: which reasons a market has for which status, what a case waits for, whether a lost
// answer arrived after all, and what a cancellation does to the rate. The reasons are held against the pretend TikTok's own table.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOutOfStock, reasonObstacle, sellerReasons } from "../../simulator/orders/cancel-reasons.ts";
import { factsOf, PHASES, phaseOf } from "../../worker/aftersales/case.ts";
import { isMadeBy } from "../../worker/aftersales/check.ts";
import { permilleOf, rateAfter } from "../../worker/aftersales/rate.ts";
import { cancelReasons, isSellersFault } from "../../worker/aftersales/reasons.ts";
import { MARKETPLACES } from "../../worker/tiktok/authorization.ts";
import { toAmount, toMinor } from "../../worker/tiktok/money.ts";
import { jobWish, reasonFor } from "../../worker/workload/wish.ts";

const STATUSES = ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION"] as const;

describe.each(MARKETPLACES.map(({ code }) => code))("reasons in %s", (marketplace) => {
  test.each(STATUSES)("%s: what is offered is what TikTok takes, and for a part only want of stock", (status) => {
    const names = (isPart: boolean) => cancelReasons({ marketplace, status, isPart }).map(({ name }) => name);
    expect(names(false).sort()).toEqual([...sellerReasons(marketplace, status)].sort());
    for (const name of names(false)) expect(reasonObstacle(marketplace, status, name)).toBeNull();
    expect(names(true)).toHaveLength(1);
    expect(names(true).every(isOutOfStock)).toBe(true);
  });
});

test("for many orders at once what is meant becomes each market's own key, and where none was chosen there is none", () => {
  const wish = { do: "cancel" as const, reasons: { US: "out-of-stock", GB: "wrong-price", DE: "not-paid-in-time" } as const };
  expect(jobWish.safeParse(wish).success).toBe(true);
  expect(jobWish.safeParse({ do: "cancel", reasons: {} }).success).toBe(false);
  const named = (marketplace: string, status: string) => reasonFor(wish, { marketplace, status })?.name;
  expect(named("US", "AWAITING_SHIPMENT")).toBe("seller_cancel_reason_out_of_stock");
  expect(named("US", "UNPAID")).toBe("seller_cancel_unpaid_reason_out_of_stock");
  expect(named("GB", "ON_HOLD")).toBe("seller_cancel_reason_wrong_price_uk");
  expect(named("DE", "AWAITING_SHIPMENT")).toBeUndefined();
  expect(named("FR", "AWAITING_SHIPMENT")).toBeUndefined();
});

test("the seller's fault is want of stock, a wrong price, an address out of reach and TikTok's own clock, never the buyer's wish", () => {
  const faults = cancelReasons({ marketplace: "US", status: "AWAITING_SHIPMENT", isPart: false }).map(({ name, isFault }) => [
    isSellersFault("SELLER", name),
    isFault,
  ]);
  for (const [told, offered] of faults) expect(told).toBe(offered);
  expect(isSellersFault("SYSTEM", "system_cancel_order_reason_shipping_timeout")).toBe(true);
  expect(isSellersFault("SYSTEM", "system_cancel_unpaid_time_out")).toBe(false);
  expect(isSellersFault("BUYER", "seller_cancel_reason_out_of_stock")).toBe(false);
});

test.each([
  [{ orders: 0, faults: 0 }, null, null],
  [{ orders: 200, faults: 1 }, 5, 10],
  [{ orders: 40, faults: 0 }, 0, 25],
])("%o: the rate is %s ‰ and would be %s ‰", (rate, now, after) => {
  expect(permilleOf(rate)).toBe(now);
  expect(rateAfter(rate, 1)).toMatchObject({ now, after, limit: 25 });
});

test.each([
  ["CANCELLATION_REQUEST_PENDING", "SELLER_RESPOND_CANCEL", null, "waiting"],
  ["CANCELLATION_REQUEST_CANCEL", null, null, "over"],
  ["CANCELLATION_REQUEST_CANCELLED", null, null, "over"],
  ["RETURN_OR_REFUND_REQUEST_PENDING", "SELLER_RESPOND_REFUND", null, "waiting"],
  ["RETURN_OR_REFUND_REQUEST_PENDING", "SELLER_RESPOND_REFUND", "IN_PROGRESS", "underway"],
  ["AWAITING_BUYER_SHIP", null, null, "underway"],
  ["BUYER_SHIPPED_ITEM", "SELLER_RESPOND_RECEIVE_PACKAGE", null, "waiting"],
  ["A_WORD_OF_TOMORROW", null, null, "underway"],
  ["A_WORD_OF_TOMORROW", "SELLER_RESPOND_SOMETHING", null, "waiting"],
])("%s, asked for %s, arbitration %s: %s", (status, action, arbitration, phase) => {
  expect(phaseOf({ status, action, arbitration })).toBe(phase);
});

const shown = {
  kind: "cancellation" as const,
  id: "1",
  orderId: "2",
  role: "SELLER",
  type: "CANCEL",
  status: "CANCELLATION_REQUEST_COMPLETE",
  reason: "seller_cancel_reason_out_of_stock",
  reasonText: null,
  createTime: 1_000,
  updateTime: 1_000,
  action: null,
  deadline: null,
  refund: { currency: "JPY", refund_total: "900", refund_subtotal: "900", refund_shipping_fee: "0", refund_tax: "0" },
  arbitration: null,
  trackingNumber: null,
  provider: null,
  method: null,
  keepsItem: false,
  isQuick: false,
  partial: null,
  wayBackBy: null,
  warehouseAddress: null,
  lines: ["a", "b"].map((id) => ({
    order_line_item_id: id,
    sku_id: "s",
    sku_name: null,
    product_name: "Beanie",
    seller_sku: "BLK",
    product_image: null,
    refund_amount: null,
  })),
};

test("a case becomes a row in its currency's own units; an amount the currency cannot hold is refused", () => {
  const { row, lines } = factsOf("sto_1", shown);
  expect(row).toMatchObject({ items: "2 × BLK", units: 2, refund_minor: 900, is_fault: 1, phase: PHASES.indexOf("over") });
  expect(lines.map((line) => line.line_id)).toEqual(["a", "b"]);
  expect(() => factsOf("sto_1", { ...shown, refund: { ...shown.refund, refund_total: "9.50" } })).toThrow(RangeError);
  // Withdrawn, it was nobody's fault.
  expect(factsOf("sto_1", { ...shown, status: "CANCELLATION_REQUEST_CANCELLED" }).row.is_fault).toBe(0);
});

test("a lost answer: only what was made since, by us, of these very units is ours", () => {
  const act = { kind: "cancel" as const, at: 1_000_000, aftersale_id: null, reason: null, decision: "CANCEL" };
  expect(isMadeBy(act, ["a"], shown)).toBe(true);
  expect(isMadeBy(act, ["c"], shown)).toBe(false);
  expect(isMadeBy(act, ["a"], { ...shown, role: "BUYER" })).toBe(false);
  expect(isMadeBy({ ...act, at: 1_100_000 }, ["a"], shown)).toBe(false);
  const refund = { ...act, kind: "open" as const, reason: shown.reason };
  const returned = { ...shown, kind: "return" as const, lines: shown.lines.slice(0, 1) };
  expect(isMadeBy(refund, ["a"], returned)).toBe(true);
  expect(isMadeBy(refund, ["b"], returned)).toBe(false);
  expect(isMadeBy(refund, [], returned)).toBe(false);
  expect(isMadeBy({ ...refund, reason: "another" }, ["a"], returned)).toBe(false);
});

const PENDING = "RETURN_OR_REFUND_REQUEST_PENDING";
const PAID = "RETURN_OR_REFUND_REQUEST_COMPLETE";
const ABOUT_GOODS = "SELLER_RESPOND_RECEIVE_PACKAGE";
test.each<[decision: string, status: string, action: string | null, updateTime: number, isMade: boolean]>([
  ["APPROVE_RETURN", PENDING, "SELLER_RESPOND_RETURN", 1_000, false],
  ["APPROVE_RETURN", "AWAITING_BUYER_SHIP", null, 1_000, true],
  ["APPROVE_RETURN", "BUYER_SHIPPED_ITEM", ABOUT_GOODS, 1_000, true],
  ["DIRECT_REFUND", "AWAITING_BUYER_SHIP", null, 1_000, false],
  ["DIRECT_REFUND", "BUYER_SHIPPED_ITEM", ABOUT_GOODS, 1_000, false],
  ["DIRECT_REFUND", "A_WORD_OF_TOMORROW", null, 1_000, false],
  ["DIRECT_REFUND", PAID, null, 1_000, true],
  ["DIRECT_REFUND", PAID, null, 900, false],
  ["APPROVE_RECEIVED_PACKAGE", "BUYER_SHIPPED_ITEM", null, 1_000, false],
  ["APPROVE_REFUND", "RETURN_OR_REFUND_REQUEST_CANCEL", null, 1_000, false],
  ["OFFER_PARTIAL_REFUND", "AWAITING_BUYER_RESPONSE", null, 1_000, true],
  ["REJECT_RECEIVED_PACKAGE", "REJECT_RECEIVE_PACKAGE", null, 1_000, true],
  ["A_DECISION_OF_TOMORROW", PENDING, "SELLER_RESPOND_RETURN", 1_000, false],
  ["A_DECISION_OF_TOMORROW", "A_WORD_OF_TOMORROW", null, 1_000, true],
  ["A_DECISION_OF_TOMORROW", "A_WORD_OF_TOMORROW", null, 900, false],
])("a lost %s, and the case is %s, asked for %s, changed at %s: made is %s", (decision, status, action, updateTime, isMade) => {
  const act = { kind: "decide" as const, at: 1_000_000, aftersale_id: "1", reason: null, decision };
  expect(isMadeBy(act, [], { ...shown, status, action, updateTime })).toBe(isMade);
});

test("an amount that is told comes back as it was, in every currency", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.constantFrom("USD", "JPY", "VND", "GBP"), (minor, currency) => {
      expect(toMinor(toAmount(minor, currency), currency)).toBe(minor);
    }),
  );
});
