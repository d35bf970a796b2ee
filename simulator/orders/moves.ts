// An order along TikTok's road: paid, released, scanned by the carrier, delivered, completed. Refuses any step that is not next,
// in words, because a test or a person asked for the impossible.
import { EXCEPTIONS, type ParcelException, REPORTS } from "../catalogue/carrier.ts";
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { regionOf } from "../sellers/regions.ts";
import { changeOrder, changeOrders } from "./change.ts";
import { type LineStatus, type Order, type OrderStatus, statusOfLines } from "./order.ts";
import { changePackage, newPackage, ordersOf, type Package, packageOf, packagesOf } from "./package.ts";

export const orderOf = (core: Core, orderId: string): Order => found(core.state.orders[orderId], "order", orderId);

/** Throws a Refusal that names the act and the status that stands in its way. */
export function expectStatus(order: Order, allowed: readonly OrderStatus[], act: string): void {
  if (!allowed.includes(order.status)) throw new Refusal(`Cannot ${act}: order ${order.id} is ${order.status}.`);
}

/** Sets lines that are not cancelled, then the order's status from all of them. */
export function moveLines(order: Order, lineIds: readonly string[], status: LineStatus): void {
  for (const line of order.lines) if (lineIds.includes(line.id) && line.status !== "CANCELLED") line.status = status;
  order.status = statusOfLines(order.lines);
}

const allLines = (order: Order) => order.lines.map((line) => line.id);

/** Paid: an hour of rest where the market has one, else ready to ship. */
export function pay(core: Core, orderId: string): Order {
  const order = orderOf(core, orderId);
  expectStatus(order, ["UNPAID"], "pay");
  const rests = regionOf(core.state.shops[order.shopId]?.region ?? "US").holds && core.state.rules.hold;
  changeOrder(core, order, () => {
    order.paidTime = seconds(core);
    order.isOnHoldOrder = rests;
    moveLines(order, allLines(order), "AWAITING_SHIPMENT");
    if (rests) order.status = "ON_HOLD";
    else packEarly(core, order);
  });
  return order;
}

/** The remorse hour is over: the address shows and the seller may ship. */
export function endHold(core: Core, orderId: string): Order {
  const order = orderOf(core, orderId);
  expectStatus(order, ["ON_HOLD"], "end the hold");
  changeOrder(core, order, () => {
    order.status = statusOfLines(order.lines);
    packEarly(core, order);
  });
  return order;
}

/** A parcel that exists before anything is shipped: everywhere but for local merchant orders of the United States and Great Britain. */
function packEarly(core: Core, order: Order): void {
  const shop = found(core.state.shops[order.shopId], "shop", order.shopId);
  if (!order.fbt && !regionOf(shop.region).packsEarly && shop.sellerType === "LOCAL") return;
  newPackage(core, [order], allLines(order));
}

/** The carrier has the parcel (or every parcel of the order that waits for it). */
export function scan(core: Core, orderId: string, packageId?: string): Order {
  const order = orderOf(core, orderId);
  const waiting = packagesOf(core, order).filter((one) => one.status === "PROCESSING" && (!packageId || one.id === packageId));
  if (waiting.length === 0) throw new Refusal(`No parcel of order ${order.id} waits for the carrier.`);
  moveParcels(core, waiting, (moved) => {
    for (const parcel of waiting) advance(core, parcel, "FULFILLING", [REPORTS.collected, REPORTS.sorted]);
    for (const one of moved) {
      moveLines(one, linesIn(waiting), "IN_TRANSIT");
      one.collectionTime ||= seconds(core);
    }
  });
  return order;
}

/** The last parcel to arrive delivers the order; `delivery_time` is that moment. */
export function deliver(core: Core, orderId: string, packageId?: string): Order {
  const order = orderOf(core, orderId);
  const travelling = packagesOf(core, order).filter((one) => one.status === "FULFILLING" && (!packageId || one.id === packageId));
  if (travelling.length === 0) throw new Refusal(`No parcel of order ${order.id} is in transit.`);
  moveParcels(core, travelling, (moved) => {
    for (const parcel of travelling) advance(core, parcel, "COMPLETED", [REPORTS.out, REPORTS.delivered]);
    for (const one of moved) {
      moveLines(one, linesIn(travelling), "DELIVERED");
      if (one.status === "DELIVERED") one.deliveryTime = seconds(core);
    }
  });
  return order;
}

/** A combined parcel moves all of its orders. */
function moveParcels(core: Core, parcels: readonly Package[], move: (orders: readonly Order[]) => void): void {
  const orders = [...new Set(parcels.flatMap((parcel) => ordersOf(core, parcel)))];
  changeOrders(core, orders, () => move(orders));
}

const linesIn = (parcels: readonly Package[]) => parcels.flatMap((parcel) => parcel.lineIds);

/** The carrier loses or damages a parcel, destroys it or sends it back; its status stays, its sub status tells. */
export function reportException(core: Core, packageId: string, reason: ParcelException = "PACKAGE_LOST"): Package {
  const parcel = packageOf(core, packageId);
  const report = found(EXCEPTIONS[reason], "exception", reason);
  if (parcel.status !== "PROCESSING" && parcel.status !== "FULFILLING")
    throw new Refusal(`Package ${parcel.id} is ${parcel.status}: no carrier has it.`);
  changeOrders(core, ordersOf(core, parcel), () =>
    changePackage(core, parcel, () => {
      Object.assign(parcel, { exception: reason, subStatus: "Ship_exception" });
      parcel.events.push({ ...report, at: core.now() });
    }),
  );
  return parcel;
}

const SUB_STATUS = { FULFILLING: "TTS", COMPLETED: "Delivery" } as const;

function advance(
  core: Core,
  parcel: Package,
  status: "FULFILLING" | "COMPLETED",
  reports: readonly { text: string; code: number }[],
): void {
  changePackage(core, parcel, () => {
    parcel.status = status;
    parcel.subStatus = SUB_STATUS[status];
    // A parcel that turns up again is no longer lost.
    parcel.exception = "";
    for (const report of reports) parcel.events.push({ ...report, at: core.now() });
  });
}

/** The return window is over. */
export function complete(core: Core, orderId: string): Order {
  const order = orderOf(core, orderId);
  expectStatus(order, ["DELIVERED"], "complete");
  changeOrder(core, order, () => {
    order.completeTime = seconds(core);
    moveLines(order, allLines(order), "COMPLETED");
  });
  return order;
}
