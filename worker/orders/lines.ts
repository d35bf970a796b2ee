/** Where one unit stands for us. TikTok keeps a line per unit, each with a status of its own, and the order's status only sums them up: so the
 *  units are read first. Two words exist for orders alone and reach their units from there. Pure.
 *  https://partner.tiktokshop.com/docv2/page/order-api-overview. */

export const LINE_STATES = [
  "pending",
  "open",
  "cancel-pending",
  "dispatched",
  "in-transit",
  "delivered",
  "completed",
  "cancelled",
] as const;
export type LineState = (typeof LINE_STATES)[number];

const STATES: Record<string, LineState> = {
  UNPAID: "pending",
  ON_HOLD: "pending",
  AWAITING_SHIPMENT: "open",
  PARTIALLY_SHIPPING: "open",
  AWAITING_COLLECTION: "dispatched",
  IN_TRANSIT: "in-transit",
  DELIVERED: "delivered",
  COMPLETED: "completed",
  CANCELLED: "cancelled",
  CANCEL: "cancelled",
};

/** In these a unit has not left us. */
const BEFORE_DISPATCH: readonly LineState[] = ["pending", "open", "cancel-pending"];

/** `cancelling`: a cancellation of ours is with TikTok and not yet answered. A word we do not know is never acted on. */
export function lineState(line: { status: string }, order: { status: string }, cancelling = false): LineState {
  const state = STATES[line.status] ?? "pending";
  if (state === "open" && (order.status === "ON_HOLD" || order.status === "UNPAID")) return "pending";
  return state === "open" && cancelling ? "cancel-pending" : state;
}

export const isBeforeDispatch = (state: LineState) => BEFORE_DISPATCH.includes(state);
/** Still wanted, wherever it is. */
export const isActive = (state: LineState) => state !== "cancelled";
export const isDispatched = (state: LineState) => isActive(state) && !isBeforeDispatch(state);
