/** What has become of an order, in parts that the browser words: what has left, with whom and when; what waits, for what and until when. Pure, and
 *  from the units up, for the order's own status hides what its units do. */
import { isActive, isBeforeDispatch, type LineState } from "./lines.ts";

export interface ToldUnit {
  state: LineState;
  carrier: string | null;
  /** Epoch seconds at which it left. */
  leftTime: number | null;
  /** What keeps it: nothing, or a code. */
  waitsFor: "stock" | "listing" | "warehouse" | null;
  /** Where it is looked for, or lies. */
  warehouse: string | null;
}

export interface ToldOrder {
  status: string;
  fulfilledBy: "merchant" | "store";
  cancelRequested: boolean;
  /** Epoch seconds of the next deadline. */
  dueTime: number | null;
  deliveryTime: number | null;
  isHeld: boolean;
}

export type StoryPart =
  | { say: "unpaid" | "on-hold" | "by-tiktok" | "cancelled" | "cancel-asked" | "held" }
  | { say: "left" | "handed-over" | "delivered"; units: number; of: number; at: number | null; carrier: string | null }
  | { say: "waits"; units: number; of: number; what: "stock" | "listing" | "warehouse"; warehouse: string | null; due: number | null }
  | { say: "to-ship"; units: number; of: number; due: number | null };

export function tellStory(order: ToldOrder, units: ToldUnit[]): StoryPart[] {
  const active = units.filter(({ state }) => isActive(state));
  if (active.length === 0) return [{ say: "cancelled" }];
  if (order.status === "UNPAID") return [{ say: "unpaid" }];
  if (order.status === "ON_HOLD") return [{ say: "on-hold" }];
  const open = active.filter(({ state }) => isBeforeDispatch(state));
  if (order.fulfilledBy === "store" && open.length > 0) return [{ say: "by-tiktok" }];
  return [
    ...(order.cancelRequested && open.length > 0 ? [{ say: "cancel-asked" } as const] : []),
    ...tellGone(order, active),
    ...tellOpen(order, open, active.length),
    ...(order.isHeld && open.length > 0 ? [{ say: "held" } as const] : []),
  ];
}

const DELIVERED: readonly LineState[] = ["delivered", "completed"];

function tellGone(order: ToldOrder, active: ToldUnit[]): StoryPart[] {
  const of = active.length;
  const delivered = active.filter(({ state }) => DELIVERED.includes(state));
  const parts: StoryPart[] =
    delivered.length > 0 ? [{ say: "delivered", units: delivered.length, of, at: order.deliveryTime, carrier: null }] : [];
  const under = active.filter(({ state }) => state === "dispatched" || state === "in-transit");
  const parcels = Map.groupBy(under, ({ state, carrier, leftTime }) => `${state} ${carrier} ${leftTime}`);
  for (const [first, ...others] of parcels.values()) {
    if (!first) continue;
    const say = first.state === "dispatched" ? "handed-over" : "left";
    parts.push({ say, units: 1 + others.length, of, at: first.leftTime, carrier: first.carrier });
  }
  return parts;
}

function tellOpen(order: ToldOrder, open: ToldUnit[], of: number): StoryPart[] {
  const waiting = Map.groupBy(
    open.filter(({ waitsFor }) => waitsFor !== null),
    ({ waitsFor, warehouse }) => `${waitsFor} ${warehouse}`,
  );
  const ready = open.filter(({ waitsFor }) => waitsFor === null).length;
  const due = order.dueTime;
  return [
    ...(ready > 0 ? [{ say: "to-ship", units: ready, of, due } as const] : []),
    ...[...waiting.values()].flatMap(([first, ...others]): StoryPart[] =>
      first?.waitsFor ? [{ say: "waits", units: 1 + others.length, of, what: first.waitsFor, warehouse: first.warehouse, due }] : [],
    ),
  ];
}
