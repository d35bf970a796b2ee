// An order as the simulator keeps it: one line per unit, money in smallest units, every moment in epoch seconds.
// Refuses the wire shape, which wire/order-view.ts derives, and so cannot drift from it.
import type { Address } from "../buyers/buyer.ts";
import type { Cancellation } from "./cancellation.ts";

export const ORDER_STATUSES = [
  "UNPAID",
  "ON_HOLD",
  "AWAITING_SHIPMENT",
  "PARTIALLY_SHIPPING",
  "AWAITING_COLLECTION",
  "IN_TRANSIT",
  "DELIVERED",
  "COMPLETED",
  "CANCELLED",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export type LineStatus = Exclude<OrderStatus, "ON_HOLD" | "PARTIALLY_SHIPPING">;
export type Role = "BUYER" | "SELLER" | "SYSTEM";

export interface Line {
  id: string;
  productId: string;
  productName: string;
  skuId: string;
  skuName: string;
  sellerSku: string;
  originalPrice: number;
  sellerDiscount: number;
  platformDiscount: number;
  tax: number;
  isGift: boolean;
  status: LineStatus;
  packageId: string | null;
  rtsTime: number;
  cancelUser: Role | "";
  cancelReason: string;
}

export interface Order {
  id: string;
  shopId: string;
  buyerId: string;
  status: OrderStatus;
  createTime: number;
  updateTime: number;
  paidTime: number;
  rtsTime: number;
  collectionTime: number;
  deliveryTime: number;
  completeTime: number;
  cancelTime: number;
  requestCancelTime: number;
  fbt: boolean;
  shipping: "SELLER" | "TIKTOK";
  warehouseId: string;
  deliveryOptionId: string;
  currency: string;
  originalShippingFee: number;
  shippingSellerDiscount: number;
  shippingPlatformDiscount: number;
  shippingTax: number;
  paymentMethod: string;
  address: Address;
  lines: Line[];
  packageIds: string[];
  isOnHoldOrder: boolean;
  isSample: boolean;
  isCod: boolean;
  asksCancel: boolean;
  hasNewAddress: boolean;
  isSplit: boolean;
  buyerMessage: string;
  cancelReason: string;
  cancelInitiator: Role | "";
  cancellations: Cancellation[];
  /** The order this one replaces free of charge. */
  replacedOrderId: string;
}

/** How far along a line is; an order is as far as its slowest line. */
const STEPS: LineStatus[] = ["UNPAID", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"];

/** Developer docs, "Order status": CANCELLED only when every line is, PARTIALLY_SHIPPING while some lines wait and others do not. */
export function statusOfLines(lines: readonly Line[]): OrderStatus {
  const steps = lines.filter((line) => line.status !== "CANCELLED").map((line) => STEPS.indexOf(line.status));
  if (steps.length === 0) return "CANCELLED";
  const slowest = STEPS[Math.min(...steps)] ?? "UNPAID";
  const waits = slowest === "AWAITING_SHIPMENT" && steps.some((step) => step > 1);
  return waits ? "PARTIALLY_SHIPPING" : slowest;
}

export const salePrice = (line: Line): number => line.originalPrice - line.sellerDiscount - line.platformDiscount;

export interface Totals {
  original: number;
  sellerDiscount: number;
  platformDiscount: number;
  subTotal: number;
  shippingFee: number;
  tax: number;
  total: number;
}

const sum = (lines: readonly Line[], part: (line: Line) => number) => lines.reduce((total, line) => total + part(line), 0);

/** The identities TikTok's amounts keep: sub total = original − discounts, total = sub total + shipping + tax. */
export function totalsOf(order: Order): Totals {
  const original = sum(order.lines, (line) => line.originalPrice);
  const sellerDiscount = sum(order.lines, (line) => line.sellerDiscount);
  const platformDiscount = sum(order.lines, (line) => line.platformDiscount);
  const subTotal = original - sellerDiscount - platformDiscount;
  const shippingFee = order.originalShippingFee - order.shippingSellerDiscount - order.shippingPlatformDiscount;
  const tax = sum(order.lines, (line) => line.tax) + order.shippingTax;
  return { original, sellerDiscount, platformDiscount, subTotal, shippingFee, tax, total: subTotal + shippingFee + tax };
}
