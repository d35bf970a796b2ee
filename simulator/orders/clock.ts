// When TikTok moves an order by itself: the remorse hour, the payment timeout, automatic cancellation of what is not shipped in time,
// the end of the return window. Refuses to move it; orders/due.ts does when the moment comes.
import type { Core } from "../core/core.ts";
import type { Order } from "./order.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

const HOLD_SECONDS = HOUR;
const PAYMENT_SECONDS = 2 * DAY;
/** Targets and cancellation deadlines, counted from payment. */
const SHIP_TARGET_SECONDS = 2 * DAY;
const COLLECT_TARGET_SECONDS = 3 * DAY;
const DELIVER_TARGET_SECONDS = 7 * DAY;
const SHIP_DUE_SECONDS = 5 * DAY;
const COLLECT_DUE_SECONDS = 7 * DAY;
const DELIVER_DUE_SECONDS = 30 * DAY;
/** From delivery until the order completes. */
const RETURN_WINDOW_SECONDS = 14 * DAY;
/** How long the seller has to answer a buyer who asks to cancel. */
const ANSWER_SECONDS = 2 * DAY;
const ANSWER_SECONDS_US = DAY;

export const answerSeconds = (region: string): number => (region === "US" ? ANSWER_SECONDS_US : ANSWER_SECONDS);

export interface Targets {
  shipBy: number;
  collectBy: number;
  deliverBy: number;
  shipDue: number;
  collectDue: number;
  deliverDue: number;
}

/** Null until the order is paid. */
export const targetsOf = (order: Order): Targets | null =>
  order.paidTime === 0
    ? null
    : {
        shipBy: order.paidTime + SHIP_TARGET_SECONDS,
        collectBy: order.paidTime + COLLECT_TARGET_SECONDS,
        deliverBy: order.paidTime + DELIVER_TARGET_SECONDS,
        shipDue: order.paidTime + SHIP_DUE_SECONDS,
        collectDue: order.paidTime + COLLECT_DUE_SECONDS,
        deliverDue: order.paidTime + DELIVER_DUE_SECONDS,
      };

/** Epoch seconds of the order's next automatic move, or null when the rules leave it alone. */
function nextMoveOf(core: Core, order: Order): number | null {
  const { rules } = core.state;
  switch (order.status) {
    case "UNPAID":
      return rules.paymentTimeout ? order.createTime + PAYMENT_SECONDS : null;
    case "ON_HOLD":
      return rules.hold ? order.paidTime + HOLD_SECONDS : null;
    case "AWAITING_SHIPMENT":
    case "PARTIALLY_SHIPPING":
      return rules.autoCancel && !order.fbt ? order.paidTime + SHIP_DUE_SECONDS : null;
    case "AWAITING_COLLECTION":
      return rules.autoCancel && !order.fbt ? order.paidTime + COLLECT_DUE_SECONDS : null;
    case "DELIVERED":
      return rules.completes ? order.deliveryTime + RETURN_WINDOW_SECONDS : null;
    case "IN_TRANSIT":
    case "COMPLETED":
    case "CANCELLED":
      return null;
  }
}

/** The soonest answer an open cancel request of the buyer waits for. */
const answerDue = (core: Core, order: Order): number | null =>
  core.state.rules.cancelAnswers ? (order.cancellations.find((one) => one.status === "PENDING")?.deadline ?? null) : null;

function arm(core: Core, key: string, moment: number | null): void {
  if (moment === null) core.agenda.drop(key);
  else core.agenda.set(key, moment * 1000);
}

export function armOrder(core: Core, order: Order): void {
  arm(core, `order:${order.id}`, nextMoveOf(core, order));
  arm(core, `cancel:${order.id}`, answerDue(core, order));
}
