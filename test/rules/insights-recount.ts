// What reports must say, worked out from the pretend shop's own orders, cancellations and returns, one by one and without a statement of ours: the
// other half of the comparison. Days come from Intl alone.
import type { ReturnCase } from "../../simulator/aftersales/return.ts";
import type { World } from "../../simulator/index.ts";
import { targetsOf } from "../../simulator/orders/clock.ts";
import type { Line, Order } from "../../simulator/orders/order.ts";

/** Want of stock, a wrong price, an address out of reach, TikTok’s clock for what was not handed over: the seller’s own fault. */
const FAULTS = /out_of_stock|wrong_price|not_deliver|unable_to_deliver|shipping_timeout|untracked/;

export type Ledger = Map<string, number>;

/** "day|who ships|sample|currency|what" → how many or how much. */
export function recount(world: World, shopId: string, zone: string): Ledger {
  const ledger: Ledger = new Map();
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  for (const order of world.orders(shopId)) {
    const of = `${order.fbt ? "store" : "merchant"}|${Number(order.isSample)}|${order.currency}`;
    const note = (time: number, what: string, much = 1) => {
      if (time === 0 || much === 0) return;
      const key = `${day.format(time * 1000)}|${of}|${what}`;
      ledger.set(key, (ledger.get(key) ?? 0) + much);
    };
    notePaid(order, note);
    notePunctual(order, note);
    noteParcels(world, order, note);
    noteBack(world, order, note);
  }
  return ledger;
}

type Note = (time: number, what: string, much?: number) => void;
const isOff = (line: Line) => line.status === "CANCELLED";

function notePaid(order: Order, note: Note): void {
  const at = order.paidTime;
  note(at, "paid");
  if (!order.lines.every(isOff)) {
    note(at, "standing");
    note(at, "shipping", order.originalShippingFee - order.shippingSellerDiscount - order.shippingPlatformDiscount);
    note(at, "tax", order.shippingTax + order.lines.reduce((sum, line) => sum + line.tax, 0));
  }
  for (const line of order.lines) {
    if (line.isGift) {
      note(at, "gifts");
      continue;
    }
    note(at, "units");
    note(at, `units of ${line.skuId}`);
    note(at, "gmv", line.originalPrice);
    if (isOff(line)) note(at, `cancelled_${line.cancelUser === "BUYER" ? "buyer" : line.cancelUser === "SELLER" ? "seller" : "tiktok"}`);
    else {
      note(at, "sold", line.originalPrice - line.sellerDiscount);
      note(at, `sold of ${line.skuId}`, line.originalPrice - line.sellerDiscount);
      note(at, "platform", line.platformDiscount);
    }
  }
}

function notePunctual(order: Order, note: Note): void {
  const wanted = order.lines.filter((line) => !isOff(line));
  const targets = targetsOf(order);
  if (targets?.deliverBy && wanted.length > 0) {
    note(targets.deliverBy, "due_deliver");
    if (order.deliveryTime > 0 && order.deliveryTime <= targets.deliverBy) note(targets.deliverBy, "on_time_deliver");
  }
  if (order.fbt) return;
  note(order.createTime, "placed");
  if (order.cancellations.some((one) => one.role !== "BUYER" && !["PENDING", "CANCELLED"].includes(one.status) && FAULTS.test(one.reason)))
    note(order.createTime, "faults");
  const left = wanted.length > 0 && wanted.every((line) => line.rtsTime > 0) ? Math.max(...wanted.map((line) => line.rtsTime)) : 0;
  note(left, "dispatched");
  if (!targets) return;
  if (left > targets.shipBy) note(left, "dispatched_late");
  const isDue = (deadline: number) => deadline > 0 && (wanted.length > 0 || order.cancelTime >= deadline);
  if (isDue(targets.shipBy)) {
    note(targets.shipBy, "due_ship");
    if (left > 0 && left <= targets.shipBy) note(targets.shipBy, "on_time_ship");
  }
  if (isDue(targets.collectBy)) {
    note(targets.collectBy, "due_collect");
    if (order.collectionTime > 0 && order.collectionTime <= targets.collectBy) note(targets.collectBy, "on_time_collect");
  }
}

/** Of what the seller sent by a carrier of the own choice. */
function noteParcels(world: World, order: Order, note: Note): void {
  if (order.fbt || order.shipping !== "SELLER") return;
  for (const parcel of world.packages(order.id)) {
    const inside = order.lines.filter((line) => line.packageId === parcel.id && !isOff(line));
    if (inside.length === 0 || inside.some((line) => line.rtsTime === 0)) continue;
    const left = Math.max(...inside.map((line) => line.rtsTime));
    note(left, "parcels");
    if (inside.some((line) => ["IN_TRANSIT", "DELIVERED", "COMPLETED"].includes(line.status))) note(left, "parcels_scanned");
  }
}

const PAID_BACK: ReturnCase["status"][] = ["RETURN_OR_REFUND_REQUEST_COMPLETE", "REPLACEMENT_REQUEST_REFUND_SUCCESS"];

function noteBack(world: World, order: Order, note: Note): void {
  const returns = world.returnsOf(order.id);
  for (const one of returns) {
    const { subTotal, shippingFee, tax } = one.refund;
    if (!PAID_BACK.includes(one.status) || subTotal + shippingFee + tax === 0) continue;
    note(one.updateTime, "refunds");
    note(one.updateTime, "refund_goods", subTotal);
    note(one.updateTime, "refund_shipping", shippingFee);
    note(one.updateTime, "refund_tax", tax);
    if (one.keepsItem || one.type === "REFUND") note(one.updateTime, "refund_kept", subTotal + shippingFee + tax);
  }
  for (const one of order.cancellations)
    if (order.paidTime > 0 && ["SUCCESS", "COMPLETE"].includes(one.status))
      note(one.updateTime, "refund_cancelled", one.refund.subTotal + one.refund.shippingFee + one.refund.tax);
  const arrived = order.lines.filter((line) => !line.isGift && (line.status === "DELIVERED" || line.status === "COMPLETED"));
  if (order.deliveryTime === 0 || arrived.length === 0) return;
  const back = arrived.filter((line) => returns.some((one) => one.lineIds.includes(line.id)));
  note(order.deliveryTime, "delivered");
  note(order.deliveryTime, "delivered_units", arrived.length);
  note(order.deliveryTime, "returned_orders", Number(back.length > 0));
  note(order.deliveryTime, "returned_units", back.length);
}

/** Orders as lists show them behind a number of units or of money: "day|who ships|sample|currency|list@order" → 1. */
export function recountLists(world: World, shopId: string, zone: string): Ledger {
  const ledger: Ledger = new Map();
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  for (const order of world.orders(shopId)) {
    const note = (time: number, list: string, isListed = true, isSample = order.isSample) => {
      if (time > 0 && isListed) ledger.set(`${day.format(time * 1000)}||${Number(isSample)}||${list}@${order.id}`, 1);
    };
    // Samples are orders that were placed, and in no other number.
    note(order.createTime, "created", true, false);
    noteLines(order, note);
    noteRefunds(world, order, note);
  }
  return ledger;
}

type NoteList = (time: number, list: string, isListed?: boolean) => void;

function noteLines(order: Order, note: NoteList): void {
  const at = order.paidTime;
  const sold = order.lines.filter((line) => !line.isGift);
  const whoLeft = sold
    .filter(isOff)
    .map((line) => (["BUYER", "SELLER"].includes(line.cancelUser) ? line.cancelUser.toLowerCase() : "tiktok"));
  note(
    at,
    "standing",
    order.lines.some((line) => !isOff(line)),
  );
  note(at, "gifts", sold.length < order.lines.length);
  note(
    at,
    "paid-by-tiktok",
    sold.some((line) => !isOff(line) && line.platformDiscount > 0),
  );
  note(at, "cancelled", whoLeft.length > 0);
  for (const who of whoLeft) note(at, `cancelled-${who}`);
}

function noteRefunds(world: World, order: Order, note: NoteList): void {
  for (const one of world.returnsOf(order.id)) {
    const isPaid = PAID_BACK.includes(one.status) && one.refund.subTotal + one.refund.shippingFee + one.refund.tax > 0;
    note(one.updateTime, "refunded", isPaid);
    note(one.updateTime, "refunded-kept", isPaid && (one.keepsItem || one.type === "REFUND"));
  }
  for (const one of order.cancellations)
    note(one.updateTime, "refunded-cancelled", order.paidTime > 0 && ["SUCCESS", "COMPLETE"].includes(one.status));
  if (order.fbt || order.shipping !== "SELLER") return;
  for (const parcel of world.packages(order.id)) {
    const inside = order.lines.filter((line) => line.packageId === parcel.id && !isOff(line));
    const isGone = inside.length > 0 && inside.every((line) => line.rtsTime > 0);
    const isSeen = inside.some((line) => ["IN_TRANSIT", "DELIVERED", "COMPLETED"].includes(line.status));
    note(Math.max(0, ...inside.map((line) => line.rtsTime)), "unscanned", isGone && !isSeen);
  }
}
