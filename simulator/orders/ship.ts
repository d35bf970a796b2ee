// The seller hands lines to a carrier: the parcel gets a number, the lines await collection, and shipping only some lines splits
// the order. Refuses to judge whether the caller may; the wire and the panel ask first.
import { type Carrier, carrierById, carriersOf, drawTrackingNumber, REPORTS } from "../catalogue/carrier.ts";
import { releaseStock } from "../catalogue/product.ts";
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { endRequest } from "./cancel.ts";
import { changeOrders } from "./change.ts";
import { expectStatus, moveLines, orderOf } from "./moves.ts";
import type { Order } from "./order.ts";
import {
  changePackage,
  dropPackage,
  type Label,
  type Measures,
  newPackage,
  ordersOf,
  type Package,
  packageOf,
  publishPackages,
  type Slot,
  waitingPackages,
} from "./package.ts";

/** How a parcel leaves; what is absent is drawn or stays as it was. */
export interface Transport {
  trackingNumber?: string;
  providerId?: string;
  handover?: Package["handover"];
  slot?: Slot | null;
  label?: Label;
  measures?: Measures;
}

export interface Shipment extends Transport {
  /** Absent: every line that is not shipped or cancelled. */
  lineIds?: string[];
}

export const unshippedLines = (order: Order): string[] =>
  order.lines.filter((line) => line.status === "AWAITING_SHIPMENT").map((line) => line.id);

/** Marks lines as shipped and returns the parcel they travel in. A combined parcel takes all of its orders along. */
export function ship(core: Core, orderId: string, shipment: Shipment = {}): Package {
  const order = orderOf(core, orderId);
  expectStatus(order, ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"], "ship");
  const { lineIds: wanted, ...transport } = shipment;
  const combined = waitingPackages(core, order).find((parcel) => parcel.orderIds.length > 1);
  if (combined) return shipPackage(core, combined.id, transport);
  const split = waitingPackages(core, order);
  // A split is the seller's word: each parcel leaves as it was packed.
  if (!wanted && split.length > 1) return found(split.map((parcel) => shipPackage(core, parcel.id, transport))[0], "package", orderId);
  const open = unshippedLines(order);
  const lineIds = wanted ?? open;
  if (lineIds.length === 0 || lineIds.some((id) => !open.includes(id)))
    throw new Refusal(`Not all of these lines of order ${order.id} wait for shipment.`);
  const carrier = carrierFor(core, order, transport);
  answerRequests(core, [order]);
  return changeOrders(core, [order], () => dispatch(core, parcelFor(core, order, lineIds), carrier, transport));
}

/** Ships a parcel that exists, with all orders it holds. */
export function shipPackage(core: Core, packageId: string, transport: Transport = {}): Package {
  const parcel = packageOf(core, packageId);
  if (parcel.status !== "TO_FULFILL") throw new Refusal(`Package ${parcel.id} is ${parcel.status}.`);
  const orders = ordersOf(core, parcel);
  for (const order of orders) expectStatus(order, ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"], "ship");
  const carrier = carrierFor(core, found(orders[0], "order", parcel.id), transport);
  answerRequests(core, orders);
  return changeOrders(core, orders, () => dispatch(core, parcel, carrier, transport));
}

const regionFor = (core: Core, order: Order) => found(core.state.shops[order.shopId], "shop", order.shopId).region;

function carrierFor(core: Core, order: Order, transport: Transport): Carrier {
  const region = regionFor(core, order);
  const { providerId } = transport;
  const carrier = providerId ? carrierById(region, providerId) : core.chance("orders").pick(carriersOf(region));
  return found(carrier, `carrier for ${region}`, providerId ?? "");
}

/** Developer docs, "Fulfillment": in the United States shipping answers a request to cancel with no; elsewhere it must be answered first. */
function answerRequests(core: Core, orders: readonly Order[]): void {
  for (const order of orders) {
    if (order.asksCancel && regionFor(core, order) !== "US")
      throw new Refusal(`The buyer of order ${order.id} asks to cancel: answer that first.`);
  }
  for (const order of orders) if (order.asksCancel) endRequest(core, order.id);
}

/** Parcel and lines leave together. Call inside `changeOrders` of the parcel's orders. */
function dispatch(core: Core, parcel: Package, carrier: Carrier, transport: Transport): Package {
  const { trackingNumber, handover = parcel.handover, slot = null, label = null, measures = null } = transport;
  changePackage(core, parcel, () => {
    Object.assign(parcel, { status: "PROCESSING", subStatus: "RTS_success", shippedTime: seconds(core), handover, slot, label, measures });
    parcel.trackingNumber = trackingNumber ?? drawTrackingNumber(core.chance("orders"), carrier);
    Object.assign(parcel, { providerId: carrier.id, providerName: carrier.name });
    parcel.events.push({ ...REPORTS.ready, at: core.now() });
  });
  for (const order of ordersOf(core, parcel)) {
    for (const line of order.lines)
      if (parcel.lineIds.includes(line.id) && line.status === "AWAITING_SHIPMENT") shipLine(core, order, line);
    moveLines(order, parcel.lineIds, "AWAITING_COLLECTION");
    order.rtsTime ||= seconds(core);
  }
  return parcel;
}

function shipLine(core: Core, order: Order, line: Order["lines"][number]): void {
  line.rtsTime = seconds(core);
  releaseStock(core, line.skuId, order.warehouseId, "shipped");
}

/** The waiting parcel that holds exactly these lines; otherwise the waiting ones are replaced by one for these and one for the rest. */
function parcelFor(core: Core, order: Order, lineIds: string[]): Package {
  const waiting = waitingPackages(core, order);
  const open = unshippedLines(order);
  const holdsThese = (parcel: Package) => {
    const held = parcel.lineIds.filter((id) => open.includes(id));
    return held.length === lineIds.length && held.every((id) => lineIds.includes(id));
  };
  const same = waiting.find(holdsThese);
  if (same) return same;
  const rest = waiting.flatMap((parcel) => parcel.lineIds).filter((id) => open.includes(id) && !lineIds.includes(id));
  for (const parcel of waiting) dropPackage(core, parcel);
  const groups = [lineIds, rest].filter((ids) => ids.length > 0);
  if (open.length > lineIds.length || order.packageIds.length + groups.length > 1) order.isSplit = true;
  const fresh = groups.map((ids) => newPackage(core, [order], ids, { tag: order.isSplit ? "SPLIT" : "DEFAULT" }));
  if (waiting.length > 0) publishPackages(core, order.shopId, "SPLIT", fresh);
  return found(fresh[0], "package", order.id);
}
