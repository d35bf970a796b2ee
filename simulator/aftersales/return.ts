// A return as TikTok keeps one: its kind, status, money, what stands in its records, and who is asked until when. Every move remembers,
// stamps and pushes topic 12. Refuses to decide; the acts of buyer, seller and TikTok stand beside it.
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { remember } from "../core/lag.ts";
import { stampChange } from "../orders/change.ts";
import type { Role } from "../orders/order.ts";
import type { Refund } from "../orders/refund.ts";
import { publish } from "../webhooks/publish.ts";
import type { ReturnType } from "./return-reasons.ts";

export type ReturnStatus =
  | "RETURN_OR_REFUND_REQUEST_PENDING"
  | "REFUND_OR_RETURN_REQUEST_REJECT"
  | "AWAITING_BUYER_SHIP"
  | "BUYER_SHIPPED_ITEM"
  | "REJECT_RECEIVE_PACKAGE"
  | "RETURN_OR_REFUND_REQUEST_SUCCESS"
  | "RETURN_OR_REFUND_REQUEST_COMPLETE"
  | "RETURN_OR_REFUND_REQUEST_CANCEL"
  | "AWAITING_BUYER_RESPONSE"
  | "REPLACEMENT_REQUEST_PENDING"
  | "REPLACEMENT_REQUEST_REJECT"
  | "REPLACEMENT_REQUEST_REFUND_SUCCESS"
  | "REPLACEMENT_REQUEST_CANCEL"
  | "REPLACEMENT_REQUEST_COMPLETE";

export interface ReturnRecord {
  role: Role | "OPERATOR";
  description: string;
  note: string;
  /** What is on the photos; they are drawn from it. */
  scenes: string[];
  /** Names of uploaded files, which the seller shows; absent in older snapshots. */
  files?: string[];
  createTime: number;
}

export interface ReturnCase {
  id: string;
  shopId: string;
  orderId: string;
  type: ReturnType;
  status: ReturnStatus;
  role: Role;
  reason: string;
  reasonText: string;
  lineIds: string[];
  /** TikTok's own id for each of `lineIds`, in their order. */
  unitIds: string[];
  refund: Refund;
  createTime: number;
  updateTime: number;
  /** When TikTok goes on by itself, epoch seconds; 0 when nobody is waited for. */
  deadline: number;
  arbitration: "" | "IN_PROGRESS" | "SUPPORT_BUYER" | "SUPPORT_SELLER" | "CLOSED";
  keepsItem: boolean;
  isQuick: boolean;
  /** What the seller offers instead of the whole, in smallest units; null while nothing is offered. */
  offer: number | null;
  offerRefused: boolean;
  trackingNumber: string;
  providerId: string;
  providerName: string;
  /** When the goods came back, epoch seconds; 0 until then. */
  arrivedTime: number;
  shipmentType: "PLATFORM" | "BUYER_ARRANGE";
  /** The order that brings the replacement. */
  replacementOrderId: string;
  /** Who pays how much for the way back; null while nobody does. */
  wayBack: { by: "seller" | "platform" | "buyer"; amount: number } | null;
  records: ReturnRecord[];
}

const WAITS: ReturnStatus[] = ["RETURN_OR_REFUND_REQUEST_PENDING", "REPLACEMENT_REQUEST_PENDING"];
const ENDED: ReturnStatus[] = [
  "REFUND_OR_RETURN_REQUEST_REJECT",
  "REJECT_RECEIVE_PACKAGE",
  "RETURN_OR_REFUND_REQUEST_CANCEL",
  "REPLACEMENT_REQUEST_REJECT",
  "REPLACEMENT_REQUEST_CANCEL",
];
const GRANTED: ReturnStatus[] = [
  "RETURN_OR_REFUND_REQUEST_SUCCESS",
  "RETURN_OR_REFUND_REQUEST_COMPLETE",
  "REPLACEMENT_REQUEST_REFUND_SUCCESS",
  "REPLACEMENT_REQUEST_COMPLETE",
];

/** The seller is asked for a first answer. */
export const isPending = (one: ReturnCase): boolean => WAITS.includes(one.status);
/** It came to nothing: its units may be asked for again. */
export const isFruitless = (one: ReturnCase): boolean => ENDED.includes(one.status);
export const isGranted = (one: ReturnCase): boolean => GRANTED.includes(one.status);
export const isReturnOver = (one: ReturnCase): boolean => isFruitless(one) || isGranted(one);

const DAY = 86_400;
/** Developer docs name 48 hours for a seller's answer; the rest is one size here. */
const SELLER_ANSWERS_SECONDS = 2 * DAY;
const BUYER_SHIPS_SECONDS = 7 * DAY;
const BUYER_ANSWERS_SECONDS = 3 * DAY;

const ASKED_OF_SELLER = {
  REFUND: "SELLER_RESPOND_REFUND",
  RETURN_AND_REFUND: "SELLER_RESPOND_RETURN",
  REPLACEMENT: "SELLER_RESPOND_REPLACEMENT",
} as const;

const isFbt = (core: Core, one: ReturnCase) => core.state.orders[one.orderId]?.fbt ?? false;

/** What the seller is asked for now, in TikTok's word; null when it is not the seller's turn. Goods of TikTok's warehouses go back there. */
export function sellerAction(core: Core, one: ReturnCase): string | null {
  if (one.arbitration === "IN_PROGRESS") return null;
  if (isPending(one)) return ASKED_OF_SELLER[one.type];
  return one.status === "BUYER_SHIPPED_ITEM" && one.arrivedTime > 0 && !isFbt(core, one) ? "SELLER_RESPOND_RECEIVE_PACKAGE" : null;
}

function patience(core: Core, one: ReturnCase): number {
  if (one.arbitration === "IN_PROGRESS") return 0;
  if (one.status === "AWAITING_BUYER_SHIP") return BUYER_SHIPS_SECONDS;
  if (one.status === "AWAITING_BUYER_RESPONSE") return BUYER_ANSWERS_SECONDS;
  return sellerAction(core, one) ? SELLER_ANSWERS_SECONDS : 0;
}

export const returnById = (core: Core, returnId: string): ReturnCase => found(core.state.returns[returnId], "return", returnId);

export const returnsOfOrder = (core: Core, orderId: string): ReturnCase[] =>
  (core.returnsOf.get(orderId) ?? []).flatMap((id) => core.state.returns[id] ?? []);

/** The withdrawn is spelt in two ways, as with cancellations. */
export const returnStatusText = (core: Core, status: ReturnStatus): string =>
  status === "RETURN_OR_REFUND_REQUEST_CANCEL" ? core.state.doubts.withdrawnReturnSpelling : status;

export function armReturn(core: Core, one: ReturnCase): void {
  const key = `return:${one.id}`;
  if (one.deadline > 0 && core.state.rules.returnAnswers) core.agenda.set(key, one.deadline * 1000);
  else core.agenda.drop(key);
}

function publishReturn(core: Core, one: ReturnCase): void {
  const { orderId, role, type, id, createTime, updateTime } = one;
  const status = returnStatusText(core, one.status);
  const times = { create_time: createTime, update_time: updateTime };
  const data = { order_id: orderId, return_role: role, return_type: type, return_status: status, return_id: id, ...times };
  publish(core, { topic: 12, shopId: one.shopId, data });
}

export function keepReturn(core: Core, one: ReturnCase): void {
  remember(core, "return", one.shopId, one.id, null);
  core.state.returns[one.id] = one;
  core.returns(one.shopId).put(one);
  core.returnsOf.set(one.orderId, [...(core.returnsOf.get(one.orderId) ?? []), one.id]);
  one.deadline = patience(core, one) && seconds(core) + patience(core, one);
  armReturn(core, one);
  core.changed();
  publishReturn(core, one);
}

/** What stands in the records about a move. */
export interface Told {
  role: ReturnRecord["role"];
  description: string;
  note?: string;
  scenes?: string[];
  files?: string[];
}

/** The only way a return changes: off its shelf, edited, told, stamped, back, the next deadline set, and pushed. */
export function changeReturn(core: Core, one: ReturnCase, told: Told, edit: () => void): ReturnCase {
  remember(core, "return", one.shopId, one.id, one);
  const shelf = core.returns(one.shopId);
  shelf.take(one);
  edit();
  one.updateTime = stampChange(core, one.shopId, one.updateTime, "returns");
  one.records.push({ note: "", scenes: [], createTime: seconds(core), ...told });
  one.deadline = patience(core, one) && seconds(core) + patience(core, one);
  shelf.put(one);
  armReturn(core, one);
  core.changed();
  publishReturn(core, one);
  return one;
}

/** Throws a Refusal that names the act and the status that stands in its way. */
export function expectReturn(one: ReturnCase, isFit: boolean, act: string): void {
  if (!isFit) throw new Refusal(`Cannot ${act}: return ${one.id} is ${one.status}.`);
}
