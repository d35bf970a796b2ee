// Does what the agenda says is due, each at its own moment, so that a clock that jumps leaves the same history as one that ticks.
// Refuses pushes, which the courier carries from a bag of their own.
import { goOnAlone } from "../aftersales/moves.ts";
import { at, type Core } from "../core/core.ts";
import { noticeExpiry } from "../sellers/grant.ts";
import { answerOverdue, cancelBySystem } from "./cancel.ts";
import { complete, endHold } from "./moves.ts";

function moveOrder(core: Core, orderId: string): void {
  const order = core.state.orders[orderId];
  switch (order?.status) {
    case "UNPAID":
      cancelBySystem(core, orderId, "system_cancel_unpaid_time_out");
      break;
    case "ON_HOLD":
      endHold(core, orderId);
      break;
    case "AWAITING_SHIPMENT":
    case "PARTIALLY_SHIPPING":
      cancelBySystem(core, orderId, "system_cancel_order_reason_shipping_timeout");
      break;
    case "AWAITING_COLLECTION":
      cancelBySystem(core, orderId, "system_cancel_order_untracked");
      break;
    case "DELIVERED":
      complete(core, orderId);
      break;
    default:
  }
}

/** Every move whose moment has come, earlier moments first. */
export function moveDue(core: Core): void {
  for (;;) {
    const first = core.agenda.takeDue(core.now());
    if (!first) return;
    const colon = first.key.indexOf(":");
    const [noun, id] = [first.key.slice(0, colon), first.key.slice(colon + 1)];
    const then = at(core, first.at);
    if (noun === "order") moveOrder(then, id);
    else if (noun === "cancel") answerOverdue(then, id);
    else if (noun === "return") goOnAlone(then, id);
    else if (noun === "notice") noticeExpiry(then, id);
  }
}
