// What can happen next to an order, as buttons. Refuses to offer what the world would refuse, so that the panel never answers no.
import type { Core } from "../core/core.ts";
import { isTooLate, sellerCancelStatuses } from "../orders/cancel.ts";
import type { Order } from "../orders/order.ts";
import { packagesOf } from "../orders/package.ts";
import type { Html } from "./html.ts";
import { actButton } from "./words.ts";

interface Next {
  act: string;
  text: string;
  isPossible(core: Core, order: Order): boolean;
}

const is = (order: Order, ...statuses: string[]) => statuses.includes(order.status);
const isShippable = (core: Core, order: Order) =>
  is(order, "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING") && (!order.asksCancel || core.state.shops[order.shopId]?.region === "US");

const NEXT: Next[] = [
  { act: "pay", text: "Pay", isPossible: (_core, order) => is(order, "UNPAID") },
  { act: "endHold", text: "End the hold", isPossible: (_core, order) => is(order, "ON_HOLD") },
  { act: "ship", text: "Mark shipped", isPossible: isShippable },
  {
    act: "scan",
    text: "Carrier scans",
    isPossible: (core, order) => packagesOf(core, order).some((parcel) => parcel.status === "PROCESSING"),
  },
  {
    act: "deliver",
    text: "Deliver",
    isPossible: (core, order) => packagesOf(core, order).some((parcel) => parcel.status === "FULFILLING"),
  },
  { act: "complete", text: "Complete", isPossible: (_core, order) => is(order, "DELIVERED") },
  { act: "cancelByBuyer", text: "Buyer cancels", isPossible: (_core, order) => is(order, "UNPAID", "ON_HOLD") },
  {
    act: "requestCancel",
    text: "Buyer asks to cancel",
    isPossible: (_core, order) => !order.asksCancel && is(order, "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION"),
  },
  {
    act: "grantCancel",
    text: "Grant the cancellation",
    isPossible: (_core, order) => order.cancellations.some((one) => one.status === "PENDING" && !isTooLate(order, one)),
  },
  { act: "endRequest", text: "Refuse the cancellation", isPossible: (_core, order) => order.asksCancel },
  { act: "cancelBySeller", text: "Seller cancels", isPossible: (core, order) => sellerCancelStatuses(core, order).includes(order.status) },
];

export const nextActs = (core: Core, order: Order, back: string): Html[] =>
  NEXT.filter((next) => next.isPossible(core, order)).map(({ act, text }) =>
    actButton({ act, text, label: `${text}: order ${order.id}`, fields: { orderId: order.id }, back }),
  );
