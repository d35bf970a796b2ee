// Opening a return: by the buyer, who asks, or by the seller, who grants in the same breath. Refuses units that are not with the buyer,
// and units of another return that has not come to nothing.
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { orderOf } from "../orders/moves.ts";
import type { Line, Order, Role } from "../orders/order.ts";
import { type Refund, refundOfLines } from "../orders/refund.ts";
import { recordReturn } from "../settings.ts";
import { isFruitless, keepReturn, type ReturnCase, returnsOfOrder } from "./return.ts";
import { BUYER_REASONS, type ReturnType } from "./return-reasons.ts";
import { awaitGoods, payBack } from "./settle.ts";

/** Why this unit cannot go back, in TikTok's code; null when it can. A refund alone may be asked for while the parcel travels. */
export function returnObstacle(core: Core, order: Order, line: Line, type: ReturnType): [number, string] | null {
  if (line.status === "CANCELLED") return [25001051, "The order line has been cancelled."];
  if (line.status === "COMPLETED") return [25001003, "The return window is over."];
  const isWithBuyer = line.status === "DELIVERED" || (type === "REFUND" && line.status === "IN_TRANSIT");
  if (!isWithBuyer) return [25001003, "invalid order status"];
  const isTaken = returnsOfOrder(core, order.id).some((one) => !isFruitless(one) && one.lineIds.includes(line.id));
  return isTaken ? [25001011, "A return of the order line is already in process."] : null;
}

export const returnableLines = (core: Core, order: Order, type: ReturnType): string[] =>
  order.lines.filter((line) => returnObstacle(core, order, line, type) === null).map((line) => line.id);

interface Opening {
  type: ReturnType;
  role: Role;
  reason: string;
  reasonText: string;
  lineIds: string[];
  refund: Refund;
  note: string;
  scenes: string[];
  description: string;
}

/** Facts a fresh return does not have yet. */
const NOT_YET = {
  deadline: 0,
  arbitration: "",
  keepsItem: false,
  isQuick: false,
  offer: null,
  offerRefused: false,
  trackingNumber: "",
  providerId: "",
  providerName: "",
  arrivedTime: 0,
  shipmentType: "PLATFORM",
  replacementOrderId: "",
  wayBack: null,
} as const;

function newReturn(core: Core, order: Order, opening: Opening): ReturnCase {
  const { role, description, note, scenes, ...facts } = opening;
  const now = seconds(core);
  return {
    id: core.ids.next("return"),
    shopId: order.shopId,
    orderId: order.id,
    ...NOT_YET,
    ...facts,
    role,
    status: opening.type === "REPLACEMENT" ? "REPLACEMENT_REQUEST_PENDING" : "RETURN_OR_REFUND_REQUEST_PENDING",
    unitIds: opening.lineIds.map(() => core.ids.next("aftersaleUnit")),
    createTime: now,
    updateTime: now,
    records: [{ role, description, note, scenes, createTime: now }],
  };
}

export interface AskReturn {
  orderId: string;
  type?: ReturnType;
  reason?: string;
  /** Absent: every unit that can go back. */
  lineIds?: string[];
  note?: string;
  /** What the buyer's photos show. */
  photos?: string[];
  /** TikTok promises the refund at once: the seller cannot refuse. */
  quick?: boolean;
  /** Who pays for the way back, in smallest units; absent, nobody. */
  wayBack?: ReturnCase["wayBack"];
}

const WORDS = { REFUND: "a refund", RETURN_AND_REFUND: "a return", REPLACEMENT: "a replacement" } as const;

/** The buyer asks; the seller is given 48 hours. */
export function askForReturn(core: Core, asked: AskReturn): ReturnCase {
  const order = orderOf(core, asked.orderId);
  const type = asked.type ?? "RETURN_AND_REFUND";
  const open = returnableLines(core, order, type);
  const lineIds = asked.lineIds ?? open;
  if (lineIds.length === 0 || lineIds.some((id) => !open.includes(id)))
    throw new Refusal(`Not all of these units of order ${order.id} can go back: it is ${order.status}.`);
  const reason = asked.reason ?? Object.keys(BUYER_REASONS[type])[0] ?? "";
  const reasonText = found(BUYER_REASONS[type][reason], "reason", reason);
  const words = { note: asked.note ?? "", scenes: asked.photos ?? [], description: `Buyer asked for ${WORDS[type]}` };
  const one = newReturn(core, order, { type, role: "BUYER", reason, reasonText, lineIds, refund: refundOfLines(order, lineIds), ...words });
  one.isQuick = asked.quick ?? false;
  one.wayBack = asked.wayBack ?? null;
  recordReturn(core, order);
  keepReturn(core, one);
  return one;
}

export interface SellerReturn {
  orderId: string;
  type: "REFUND" | "RETURN_AND_REFUND";
  reason: string;
  reasonText: string;
  lineIds: string[];
  refund: Refund;
  shipmentType: ReturnCase["shipmentType"];
}

/** The seller opens and grants: money at once, or after the goods came back. */
export function openBySeller(core: Core, given: SellerReturn): ReturnCase {
  const order = orderOf(core, given.orderId);
  const { type, reason, reasonText, lineIds, refund } = given;
  const words = { note: "", scenes: [], description: "Seller opened the return" };
  const one = newReturn(core, order, { type, role: "SELLER", reason, reasonText, lineIds, refund, ...words });
  one.shipmentType = given.shipmentType;
  recordReturn(core, order);
  keepReturn(core, one);
  const told = { role: "SELLER", description: "Seller granted it" } as const;
  return type === "REFUND" ? payBack(core, one, told) : awaitGoods(core, one, told);
}
