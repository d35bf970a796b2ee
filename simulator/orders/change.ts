// The one way an order changes: remembered for reads that lag, taken off its shelf, edited, stamped, put back, its next automatic
// move set, and pushed if its status moved. Refuses to decide what may change.
import { type Core, seconds } from "../core/core.ts";
import { remember } from "../core/lag.ts";
import { publish } from "../webhooks/publish.ts";
import { armOrder } from "./clock.ts";
import type { Order } from "./order.ts";

/** Clocks this far apart may write the same second; nobody's are wrong by more. */
const SAME_SECOND_SECONDS_MAX = 10;

/** The new update_time; the fault `same_second` leaves that of a change moments ago standing. */
export function stampChange(core: Core, shopId: string, before: number, noun: string): number {
  const now = seconds(core);
  if (now - before <= SAME_SECOND_SECONDS_MAX && core.faults.strike("same_second", { names: [noun], shopId })) return before;
  return Math.max(before, now);
}

/** `edit` writes to the order it was closed over; what it returns is handed through. */
export function changeOrder<Result>(core: Core, order: Order, edit: () => Result): Result {
  remember(core, "order", order.shopId, order.id, order);
  const shelf = core.orders(order.shopId);
  const status = order.status;
  shelf.take(order);
  const result = edit();
  order.updateTime = stampChange(core, order.shopId, order.updateTime, "orders");
  shelf.put(order);
  armOrder(core, order);
  core.changed();
  if (order.status !== status) publishStatus(core, order);
  return result;
}

/** Several orders that change together, because they share a parcel. */
export function changeOrders<Result>(core: Core, orders: readonly Order[], edit: () => Result): Result {
  const [first, ...rest] = orders;
  return first ? changeOrder(core, first, () => changeOrders(core, rest, edit)) : edit();
}

/** Topic 1. Its spelling of a cancelled order and whether partial shipping is pushed at all are doubts with switches. */
export function publishStatus(core: Core, order: Order): void {
  if (order.status === "PARTIALLY_SHIPPING" && !core.state.doubts.pushesPartlyShipped) return;
  const status = order.status === "CANCELLED" ? core.state.doubts.cancelSpelling : order.status;
  const data = { order_id: order.id, order_status: status, is_on_hold_order: order.isOnHoldOrder, update_time: order.updateTime };
  publish(core, { topic: 1, shopId: order.shopId, data });
}
