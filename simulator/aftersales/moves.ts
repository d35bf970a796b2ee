// What buyer, carrier and TikTok do to an open return: hand the goods over, deliver them, withdraw, answer an offer, take the case over and
// judge it, and go on alone when a deadline passes. Refuses any step that is not next.
import { carriersOf, drawTrackingNumber } from "../catalogue/carrier.ts";
import { type Core, found, seconds } from "../core/core.ts";
import { takeBackGoods } from "../fbt/acts.ts";
import {
  changeReturn,
  expectReturn,
  isFruitless,
  isGranted,
  isPending,
  isReturnOver,
  type ReturnCase,
  returnById,
  sellerAction,
  type Told,
} from "./return.ts";
import { awaitGoods, close, payBack, refuse, replace, shareOf } from "./settle.ts";

/** The buyer hands the goods to a carrier. */
export function sendBack(core: Core, returnId: string): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, one.status === "AWAITING_BUYER_SHIP", "send the goods back");
  const carrier = core.chance("orders").pick(carriersOf(found(core.state.shops[one.shopId], "shop", one.shopId).region));
  const trackingNumber = drawTrackingNumber(core.chance("orders"), carrier);
  return changeReturn(core, one, { role: "BUYER", description: "Buyer handed the goods to the carrier" }, () => {
    Object.assign(one, { status: "BUYER_SHIPPED_ITEM", trackingNumber, providerId: carrier.id, providerName: carrier.name });
  });
}

/** The goods are back: the seller looks at them, or TikTok does where they came from its warehouse. */
export function bringBack(core: Core, returnId: string): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, one.status === "BUYER_SHIPPED_ITEM" && one.arrivedTime === 0, "bring the goods back");
  changeReturn(core, one, { role: "SYSTEM", description: "The goods arrived" }, () => {
    one.arrivedTime = seconds(core);
  });
  const order = core.state.orders[one.orderId];
  if (!order?.fbt) return one;
  const { warehouseId, id: orderId } = order;
  for (const { id, skuId } of order.lines) if (one.lineIds.includes(id)) takeBackGoods(core, { skuId, warehouseId, orderId });
  return payBack(core, one, { role: "OPERATOR", description: "TikTok received the goods" });
}

export function withdrawReturn(core: Core, returnId: string): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, !isReturnOver(one), "withdraw it");
  return close(core, one, { role: "BUYER", description: "Buyer withdrew the request" });
}

/** The buyer takes the part that was offered, or asks for all again. */
export function answerOffer(core: Core, returnId: string, accepts: boolean): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, one.status === "AWAITING_BUYER_RESPONSE", "answer an offer");
  if (accepts)
    return payBack(core, one, { role: "BUYER", description: "Buyer accepted the offer" }, { refund: shareOf(one.refund, one.offer ?? 0) });
  return changeReturn(core, one, { role: "BUYER", description: "Buyer refused the offer" }, () => {
    one.status = "RETURN_OR_REFUND_REQUEST_PENDING";
    one.offerRefused = true;
  });
}

/** The buyer appeals and TikTok decides from here on; also what was refused can still be taken over. */
export function takeOverReturn(core: Core, returnId: string): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, !isGranted(one) && one.arbitration === "", "take it over");
  return changeReturn(core, one, { role: "OPERATOR", description: "TikTok took the case over" }, () => {
    one.arbitration = "IN_PROGRESS";
  });
}

export function judgeReturn(core: Core, returnId: string, winner: "BUYER" | "SELLER"): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, one.arbitration === "IN_PROGRESS", "judge it");
  const told: Told = { role: "OPERATOR", description: `TikTok decided for the ${winner === "BUYER" ? "buyer" : "seller"}` };
  changeReturn(core, one, told, () => {
    one.arbitration = winner === "BUYER" ? "SUPPORT_BUYER" : "SUPPORT_SELLER";
  });
  if (winner === "BUYER") return payBack(core, one, told);
  return isFruitless(one) ? one : refuse(core, one, told);
}

/** The next yes of the seller, whoever says it: goods are asked for, a replacement sent, the money paid back. */
function sayYes(core: Core, one: ReturnCase, told: Told): void {
  if (isPending(one) && one.type === "RETURN_AND_REFUND") awaitGoods(core, one, told);
  else if (isPending(one) && one.type === "REPLACEMENT") replaceOrRefund(core, one, told);
  else payBack(core, one, told);
}

/** Somebody of the shop grants or refuses in Seller Center what the seller is asked for now. */
export function grantReturn(core: Core, returnId: string): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, sellerAction(core, one) !== null, "grant it");
  sayYes(core, one, { role: "SELLER", description: "Granted in Seller Center" });
  return one;
}

export function refuseReturn(core: Core, returnId: string): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, sellerAction(core, one) !== null && !one.isQuick, "refuse it");
  return refuse(core, one, { role: "SELLER", description: "Refused in Seller Center" });
}

/** A deadline has passed: silence of the seller is a yes, of the buyer a no. */
export function goOnAlone(core: Core, returnId: string): ReturnCase {
  const one = returnById(core, returnId);
  expectReturn(one, one.deadline > 0, "go on alone");
  const told: Told = { role: "SYSTEM", description: "Nobody answered in time" };
  if (one.status === "AWAITING_BUYER_SHIP") close(core, one, told);
  else if (one.status === "AWAITING_BUYER_RESPONSE") answerOffer(core, returnId, false);
  else sayYes(core, one, told);
  return one;
}

/** What cannot be replaced, because nothing is left, is paid back. */
function replaceOrRefund(core: Core, one: ReturnCase, told: Told): void {
  const order = core.state.orders[one.orderId];
  const isThere = one.lineIds.every((id) => isInStock(core, order?.lines.find((line) => line.id === id)?.skuId ?? ""));
  if (isThere || !core.state.rules.stockLimits) replace(core, one, told);
  else payBack(core, one, told);
}

const isInStock = (core: Core, skuId: string) =>
  Object.values(core.state.products).some((product) =>
    product.skus.some((sku) => sku.id === skuId && sku.stock.some((stock) => stock.available > 0)),
  );
