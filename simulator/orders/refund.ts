// What a buyer gets back, in the currency's smallest unit: what was paid for the units, their tax, and the shipping once nothing of the
// order is left. Refuses to round: every unit carries its own exact price and tax.
import { type Line, type Order, salePrice } from "./order.ts";

export interface Refund {
  subTotal: number;
  shippingFee: number;
  tax: number;
}

export const refundTotal = (refund: Refund): number => refund.subTotal + refund.shippingFee + refund.tax;

/** One unit's part; nothing while the order is unpaid. */
export const refundOfLine = (order: Order, line: Line): Refund =>
  order.paidTime === 0 ? { subTotal: 0, shippingFee: 0, tax: 0 } : { subTotal: salePrice(line), shippingFee: 0, tax: line.tax };

export function refundOfLines(order: Order, lineIds: readonly string[]): Refund {
  const parts = order.lines.filter((line) => lineIds.includes(line.id)).map((line) => refundOfLine(order, line));
  return {
    subTotal: parts.reduce((sum, part) => sum + part.subTotal, 0),
    shippingFee: 0,
    tax: parts.reduce((sum, part) => sum + part.tax, 0),
  };
}

/** A cancellation gives the shipping back with the last unit that was left; call before the lines end. */
export function refundOfCancel(order: Order, lineIds: readonly string[]): Refund {
  const refund = refundOfLines(order, lineIds);
  const isLast = order.lines.every((line) => line.status === "CANCELLED" || lineIds.includes(line.id));
  if (!isLast || order.paidTime === 0) return refund;
  const shippingFee = order.originalShippingFee - order.shippingSellerDiscount - order.shippingPlatformDiscount;
  return { ...refund, shippingFee, tax: refund.tax + order.shippingTax };
}
