// Inbound orders: what a seller sends to TikTok's fulfilment centres, and how far it has come. Refuses steps that are not next, and goods the
// centre does not keep.
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { publish } from "../webhooks/publish.ts";

const INBOUND_STATUSES = [
  "WORKING",
  "READY_TO_SHIP",
  "TO_BE_RECEIVED",
  "ARRIVED_HUB",
  "INTERNAL_TRANSFER",
  "RECEIVING",
  "PARTIALLY_RECEIVED",
  "RECEIVED",
  "CANCELLED",
  "DELIVERED",
] as const;
export type InboundStatus = (typeof INBOUND_STATUSES)[number];

export interface InboundGoods {
  skuId: string;
  planned: number;
  normal: number;
  defective: number;
}

export interface Inbound {
  /** Digits; pushes and people put `IBR` before them. */
  id: string;
  planId: string;
  shopId: string;
  warehouseId: string;
  status: InboundStatus;
  createTime: number;
  shipTime: number;
  expectedTime: number;
  arrivedTime: number;
  waybill: string;
  carrier: string;
  logs: { time: number; from: InboundStatus | ""; to: InboundStatus; operator: string }[];
  goods: InboundGoods[];
}

const NEXT: Record<InboundStatus, readonly InboundStatus[]> = {
  WORKING: ["READY_TO_SHIP", "CANCELLED"],
  READY_TO_SHIP: ["TO_BE_RECEIVED", "CANCELLED"],
  TO_BE_RECEIVED: ["ARRIVED_HUB", "RECEIVING", "DELIVERED", "CANCELLED"],
  ARRIVED_HUB: ["INTERNAL_TRANSFER", "RECEIVING"],
  INTERNAL_TRANSFER: ["RECEIVING"],
  DELIVERED: ["RECEIVING"],
  RECEIVING: ["PARTIALLY_RECEIVED", "RECEIVED"],
  PARTIALLY_RECEIVED: ["RECEIVED"],
  RECEIVED: [],
  CANCELLED: [],
};
/** Left the seller, and not yet counted to the end. */
const ON_ITS_WAY: readonly InboundStatus[] = [
  "TO_BE_RECEIVED",
  "ARRIVED_HUB",
  "INTERNAL_TRANSFER",
  "DELIVERED",
  "RECEIVING",
  "PARTIALLY_RECEIVED",
];
/** What topic 21 tells of, in its own spelling. */
const TOLD: Partial<Record<InboundStatus, string>> = {
  TO_BE_RECEIVED: "TO_BE_RECEIVED",
  ARRIVED_HUB: "ARRIVE_HUB",
  RECEIVING: "RECEIVING",
  PARTIALLY_RECEIVED: "PARTIALLY_RECEIVED",
  RECEIVED: "RECEIVED",
  CANCELLED: "CANCELLED",
};
const UNITS_MAX = 100_000;
const TRAVEL_SECONDS = 5 * 86_400;

export const inboundsOf = (core: Core, shopId: string): Inbound[] =>
  Object.values(core.state.inbounds).filter((one) => one.shopId === shopId);
export const inboundById = (core: Core, id: string): Inbound => found(core.state.inbounds[id.replace(/^IBR/, "")], "inbound order", id);
export const nextStatuses = ({ status }: Inbound): readonly InboundStatus[] => NEXT[status];

/** Units of a SKU that are on their way to a centre. */
export const openUnits = (core: Core, skuId: string, warehouseId: string): number =>
  Object.values(core.state.inbounds)
    .filter((one) => one.warehouseId === warehouseId && ON_ITS_WAY.includes(one.status))
    .flatMap(({ goods }) => goods)
    .filter((one) => one.skuId === skuId)
    .reduce((sum, { planned, normal, defective }) => sum + Math.max(0, planned - normal - defective), 0);

export interface NewInbound {
  shopId: string;
  warehouseId: string;
  goods: { skuId: string; quantity: number }[];
}

/** Ready to ship; nothing is pushed before it leaves. */
export function keepInbound(core: Core, { shopId, warehouseId, goods }: NewInbound): Inbound {
  if (goods.length === 0 || goods.some(({ quantity }) => !Number.isInteger(quantity) || quantity < 1 || quantity > UNITS_MAX))
    throw new Refusal(`An inbound order holds 1 to ${UNITS_MAX} units of each of its goods.`);
  const now = seconds(core);
  const id = core.ids.next("inbound");
  const inbound: Inbound = {
    id,
    planId: core.ids.next("inbound"),
    shopId,
    warehouseId,
    status: "READY_TO_SHIP",
    createTime: now,
    shipTime: 0,
    expectedTime: 0,
    arrivedTime: 0,
    waybill: `1ZFBT${id.slice(-12)}`,
    carrier: "UPS",
    logs: [{ time: now, from: "WORKING", to: "READY_TO_SHIP", operator: "seller" }],
    goods: goods.map(({ skuId, quantity }) => ({ skuId, planned: quantity, normal: 0, defective: 0 })),
  };
  core.state.inbounds[id] = inbound;
  core.changed();
  return inbound;
}

export function stepInbound(core: Core, inbound: Inbound, status: InboundStatus): Inbound {
  if (!NEXT[inbound.status].includes(status))
    throw new Refusal(`Inbound order IBR${inbound.id} is ${inbound.status}: ${status} is not next.`);
  const now = seconds(core);
  const operator = status === "TO_BE_RECEIVED" || status === "CANCELLED" ? "seller" : "warehouse";
  inbound.logs.push({ time: now, from: inbound.status, to: status, operator });
  inbound.status = status;
  if (status === "TO_BE_RECEIVED") Object.assign(inbound, { shipTime: now, expectedTime: now + TRAVEL_SECONDS });
  if (status === "ARRIVED_HUB" || status === "DELIVERED" || status === "RECEIVING") inbound.arrivedTime ||= now;
  core.changed();
  const told = TOLD[status];
  const data = { inbound_order_id: `IBR${inbound.id}`, order_status: told, update_time: now };
  if (told) publish(core, { topic: 21, shopId: inbound.shopId, data });
  return inbound;
}
