// A cancellation: who ends which units why, what it gives back, and until when somebody is asked. Refuses to touch the order; cancel.ts
// moves both together.
import { type Core, seconds } from "../core/core.ts";
import { remember } from "../core/lag.ts";
import { publish } from "../webhooks/publish.ts";
import { CANCEL_REASONS, type CancelReason } from "./cancel-reasons.ts";
import { stampChange } from "./change.ts";
import type { Order, Role } from "./order.ts";
import { type Refund, refundOfCancel, refundOfLines } from "./refund.ts";

export interface Cancellation {
  id: string;
  shopId: string;
  orderId: string;
  role: Role;
  status: "PENDING" | "SUCCESS" | "COMPLETE" | "CANCELLED";
  reason: CancelReason;
  reasonText: string;
  lineIds: string[];
  /** TikTok's own id for each of `lineIds`, in their order. */
  unitIds: string[];
  refund: Refund;
  createTime: number;
  updateTime: number;
  /** When TikTok grants it for want of an answer, epoch seconds; 0 if nobody is asked. */
  deadline: number;
  /** Names of uploaded files the seller refused it with. */
  evidence?: string[];
}

export interface Ending {
  role: Role;
  reason: CancelReason;
  lineIds: string[];
}

/** The words topic 11 and the cancellation itself use for a state. */
export function cancelStatusText(core: Core, status: Cancellation["status"]): string {
  return status === "CANCELLED" ? core.state.doubts.withdrawnSpelling : `CANCELLATION_REQUEST_${status}`;
}

export function publishCancellation(core: Core, one: Cancellation): void {
  const status = cancelStatusText(core, one.status);
  const data = {
    order_id: one.orderId,
    cancellations_role: one.role,
    cancel_status: status,
    cancel_id: one.id,
    create_time: one.createTime,
  };
  publish(core, { topic: 11, shopId: one.shopId, data });
}

/** Hangs a new cancellation on its order. Call inside `changeOrder`, before the lines end. */
export function openCancellation(core: Core, order: Order, ending: Ending, status: Cancellation["status"], deadline: number): Cancellation {
  const now = seconds(core);
  const one: Cancellation = {
    id: core.ids.next("cancel"),
    shopId: order.shopId,
    orderId: order.id,
    ...ending,
    reasonText: CANCEL_REASONS[ending.reason],
    unitIds: ending.lineIds.map(() => core.ids.next("aftersaleUnit")),
    refund: refundOfCancel(order, ending.lineIds),
    status,
    createTime: now,
    updateTime: now,
    deadline,
  };
  remember(core, "cancellation", one.shopId, one.id, null);
  order.cancellations.push(one);
  core.cancellations(one.shopId).put(one);
  core.orderOfCancel.set(one.id, order.id);
  return one;
}

/** The only way a cancellation moves on. The push is the caller's, for topic 1 may come before it. */
export function moveCancellation(core: Core, one: Cancellation, status: Cancellation["status"]): void {
  remember(core, "cancellation", one.shopId, one.id, one);
  const shelf = core.cancellations(one.shopId);
  shelf.take(one);
  one.status = status;
  one.updateTime = stampChange(core, one.shopId, one.updateTime, "cancellations");
  shelf.put(one);
  core.changed();
}

/** One of an older snapshot knew neither its order nor its money. */
export function completedCancellation(order: Order, one: Cancellation): Cancellation {
  const refund = refundOfLines(order, one.lineIds);
  return Object.assign({ shopId: order.shopId, orderId: order.id, unitIds: one.lineIds, refund }, one);
}
