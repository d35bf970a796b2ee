// How a return ends: refunded, replaced, refused or withdrawn, whoever decides it. Refuses to ask whether it may; the acts and the wire do.
import type { Core } from "../core/core.ts";
import { decimalsOf } from "../core/money.ts";
import { endHold, orderOf } from "../orders/moves.ts";
import { placeOrder } from "../orders/place.ts";
import { type Refund, refundTotal } from "../orders/refund.ts";
import { changeReturn, type ReturnCase, type Told } from "./return.ts";

/** A part of a refund with the same share of tax, rounded to the smallest unit; the sum is exactly the amount. */
export function shareOf(refund: Refund, amount: number): Refund {
  const total = refundTotal(refund);
  const tax = total === 0 ? 0 : Math.round((amount * refund.tax) / total);
  return { subTotal: amount - tax, shippingFee: 0, tax };
}

/** Decimal text in smallest units; null for more decimals than the currency has, or what is no amount. */
export function minorOf(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
  const fraction = (match?.[2] ?? "").replace(/0+$/, "");
  if (!match || fraction.length > decimals) return null;
  return Number(match[1]) * 10 ** decimals + Number(fraction.padEnd(decimals, "0") || "0");
}

export interface Payment {
  /** A part of what was asked for; absent, all of it. */
  refund?: Refund;
  keepsItem?: boolean;
}

/** Accepted, then paid out: two moves, two pushes. */
export function payBack(core: Core, one: ReturnCase, told: Told, payment: Payment = {}): ReturnCase {
  const replaced = one.type === "REPLACEMENT";
  changeReturn(core, one, told, () => {
    Object.assign(one, payment);
    one.status = replaced ? "REPLACEMENT_REQUEST_REFUND_SUCCESS" : "RETURN_OR_REFUND_REQUEST_SUCCESS";
    if (one.arbitration === "IN_PROGRESS") one.arbitration = "CLOSED";
  });
  if (replaced) return one;
  return changeReturn(core, one, { role: "SYSTEM", description: "Refunded" }, () => {
    one.status = "RETURN_OR_REFUND_REQUEST_COMPLETE";
  });
}

/** The buyer is asked to send the goods. */
export const awaitGoods = (core: Core, one: ReturnCase, told: Told): ReturnCase =>
  changeReturn(core, one, told, () => {
    one.status = "AWAITING_BUYER_SHIP";
  });

/** An order of the same units that costs nothing and waits for shipment at once. */
export function replace(core: Core, one: ReturnCase, told: Told): ReturnCase {
  const order = orderOf(core, one.orderId);
  const units = order.lines.filter((line) => one.lineIds.includes(line.id));
  const fresh = placeOrder(core, {
    shopId: order.shopId,
    buyerId: order.buyerId,
    lines: units.map((line) => ({ skuId: line.skuId })),
    fbt: order.fbt,
    shipping: order.shipping,
    warehouseId: order.warehouseId,
    address: order.address,
    replaces: order.id,
    paid: true,
  });
  if (fresh.status === "ON_HOLD") endHold(core, fresh.id);
  return changeReturn(core, one, told, () => {
    one.replacementOrderId = fresh.id;
    one.refund = { subTotal: 0, shippingFee: 0, tax: 0 };
    one.status = "REPLACEMENT_REQUEST_COMPLETE";
  });
}

/** Refused before anything came back, or what came back is refused. */
export const refuse = (core: Core, one: ReturnCase, told: Told): ReturnCase =>
  changeReturn(core, one, told, () => {
    one.status =
      one.type === "REPLACEMENT"
        ? "REPLACEMENT_REQUEST_REJECT"
        : one.status === "BUYER_SHIPPED_ITEM"
          ? "REJECT_RECEIVE_PACKAGE"
          : "REFUND_OR_RETURN_REQUEST_REJECT";
  });

/** Withdrawn by the buyer, or closed because nothing was sent back in time. */
export const close = (core: Core, one: ReturnCase, told: Told): ReturnCase =>
  changeReturn(core, one, told, () => {
    one.status = one.type === "REPLACEMENT" ? "REPLACEMENT_REQUEST_CANCEL" : "RETURN_OR_REFUND_REQUEST_CANCEL";
  });
