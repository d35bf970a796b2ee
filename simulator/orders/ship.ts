// The seller hands lines to a carrier: the parcel gets a number, the lines await collection, and shipping only some lines splits
// the order. Refuses to judge whether the caller may; the wire and the panel ask first.
import { carrierById, carriersOf, drawTrackingNumber, REPORTS } from "../catalogue/carrier.ts";
import { releaseStock } from "../catalogue/product.ts";
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { publish } from "../webhooks/publish.ts";
import { endRequest } from "./cancel.ts";
import { changeOrder } from "./change.ts";
import { expectStatus, moveLines, newPackage, orderOf, packagesOf } from "./moves.ts";
import type { Order } from "./order.ts";
import { changePackage, dropPackage, keepPackage, type Package } from "./package.ts";

export interface Shipment {
  trackingNumber?: string;
  providerId?: string;
  /** Absent: every line that is not shipped or cancelled. */
  lineIds?: string[];
}

export const unshippedLines = (order: Order): string[] =>
  order.lines.filter((line) => line.status === "AWAITING_SHIPMENT").map((line) => line.id);

/** Marks lines as shipped and returns the parcel they travel in. */
export function ship(core: Core, orderId: string, shipment: Shipment = {}): Package {
  const order = orderOf(core, orderId);
  expectStatus(order, ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"], "ship");
  const open = unshippedLines(order);
  const lineIds = shipment.lineIds ?? open;
  if (lineIds.length === 0 || lineIds.some((id) => !open.includes(id)))
    throw new Refusal(`Not all of these lines of order ${order.id} wait for shipment.`);
  const region = found(core.state.shops[order.shopId], "shop", order.shopId).region;
  if (order.asksCancel && region !== "US") throw new Refusal(`The buyer of order ${order.id} asks to cancel: answer that first.`);
  const carrier = shipment.providerId ? carrierById(region, shipment.providerId) : core.chance("orders").pick(carriersOf(region));
  if (!carrier) throw new Refusal(`Carrier "${shipment.providerId}" does not serve ${region}.`);
  // Developer docs, "Fulfillment": in the United States shipping answers the request with no.
  if (order.asksCancel) endRequest(core, orderId);
  const number = shipment.trackingNumber ?? drawTrackingNumber(core.chance("orders"), carrier);
  return changeOrder(core, order, () => {
    const parcel = parcelFor(core, order, lineIds);
    changePackage(core, parcel, (changing) => {
      Object.assign(changing, { status: "PROCESSING", subStatus: "RTS_success" });
      Object.assign(changing, { trackingNumber: number, providerId: carrier.id, providerName: carrier.name });
      changing.events.push({ ...REPORTS.ready, at: core.now() });
    });
    moveLines(order, lineIds, "AWAITING_COLLECTION");
    for (const line of order.lines) if (lineIds.includes(line.id)) shipLine(core, order, line);
    order.rtsTime ||= seconds(core);
    return parcel;
  });
}

function shipLine(core: Core, order: Order, line: Order["lines"][number]): void {
  line.rtsTime = seconds(core);
  releaseStock(core, line.skuId, order.warehouseId, "shipped");
}

/** The waiting parcel that holds exactly these lines; otherwise the waiting ones are replaced by one for these and one for the rest. */
function parcelFor(core: Core, order: Order, lineIds: string[]): Package {
  const waiting = packagesOf(core, order).filter((parcel) => parcel.status === "TO_FULFILL");
  const same = waiting.find((parcel) => parcel.lineIds.length === lineIds.length && parcel.lineIds.every((id) => lineIds.includes(id)));
  if (same) return same;
  const rest = waiting.flatMap((parcel) => parcel.lineIds).filter((id) => !lineIds.includes(id));
  for (const parcel of waiting) {
    dropPackage(core, parcel);
    order.packageIds = order.packageIds.filter((id) => id !== parcel.id);
  }
  const fresh = [lineIds, rest].filter((ids) => ids.length > 0).map((ids) => newPackage(core, order, ids));
  if (unshippedLines(order).length > lineIds.length || order.packageIds.length > 1) order.isSplit = true;
  for (const parcel of fresh) {
    parcel.isSplit = order.isSplit;
    keepPackage(core, parcel);
  }
  if (waiting.length > 0) publishSplit(core, order, fresh);
  return found(fresh[0], "package", order.id);
}

function publishSplit(core: Core, order: Order, parcels: readonly Package[]): void {
  const list = parcels.map((parcel) => ({ package_id: parcel.id, order_id_list: [order.id] }));
  const data = { sc_type: "SPLIT", role_type: "ROLE_SELLER", package_list: list, update_time: seconds(core) };
  publish(core, { topic: 4, shopId: order.shopId, data });
}
