// Mark Package As Shipped and its corrections: the seller's own carrier. Refuses FBT orders, orders on hold, TikTok Shipping, carriers
// that do not serve the market, and corrections that come too late or too often.
import { carrierById } from "../catalogue/carrier.ts";
import { seconds } from "../core/core.ts";
import { changeOrders } from "../orders/change.ts";
import type { Order } from "../orders/order.ts";
import { changePackage, ordersOf, type Package, packagesOf, waitingPackages } from "../orders/package.ts";
import { ship, unshippedLines } from "../orders/ship.ts";
import { regionOf } from "../sellers/regions.ts";
import { requiredText, texts } from "./input.ts";
import {
  handlingObstacle,
  limitObstacle,
  type Obstacle,
  orderOfCall,
  packageOfCall,
  refusal,
  refuseIf,
  refuseLines,
  shippingObstacle,
} from "./parcels.ts";
import type { Call, Route } from "./route.ts";
import { refuseNumber } from "./tracking-number.ts";

const LINES_MAX = 500;

/** Why this order cannot be marked as shipped, in the codes of the developer docs; null when it can. */
function markingObstacle(call: Call, order: Order): Obstacle | null {
  if (!regionOf(call.shop.region).marksShipped) return [21008106, "This operation is not supported in the region of the shop."];
  if (order.fbt) return [21008025, "The order is fulfilled by the platform."];
  if (order.shipping === "TIKTOK") return [21008106, "The order ships with TikTok Shipping."];
  return shippingObstacle(call, order);
}

function markShipped(call: Call) {
  const { core } = call;
  const order = orderOfCall(call);
  const trackingNumber = requiredText(call, "tracking_number");
  const providerId = requiredText(call, "shipping_provider_id");
  const lineIds = texts(call, "order_line_item_ids", LINES_MAX);
  refuseIf(call, markingObstacle(call, order));
  refuseLines(call, order, lineIds ?? []);
  if (!lineIds && (packagesOf(core, order).length > waitingPackages(core, order).length || waitingPackages(core, order).length > 1))
    throw refusal(call, [21011048, "The order has multiple packages: specify the order lines."]);
  refuseIf(call, limitObstacle(call, [order], lineIds ?? unshippedLines(order)));
  refuseNumber(call, [order.id], trackingNumber, providerId);
  const parcel = ship(core, order.id, { trackingNumber, providerId, ...(lineIds ? { lineIds } : {}) });
  return { order_id: order.id, order_line_item_ids: parcel.lineIds, package_id: parcel.id, warning: { message: "" } };
}

/** Developer docs, "Update Shipping Info": within three days of shipping. */
const CORRECTION_SECONDS = 72 * 3_600;

function correctionObstacle(call: Call, parcel: Package): Obstacle | null {
  const [order] = ordersOf(call.core, parcel);
  if (!order || order.fbt) return [21008025, "The order is fulfilled by the platform."];
  if (parcel.status === "CANCELLED") return [21011042, "The package has been cancelled."];
  if (order.status === "CANCELLED") return handlingObstacle(order);
  // No page names a code for parcels of TikTok Shipping; this is the one for calls that do not apply.
  if (order.shipping === "TIKTOK") return [21008106, "The package ships with TikTok Shipping."];
  if (parcel.status === "TO_FULFILL") return [21011043, "The package has not been shipped."];
  if (parcel.status === "COMPLETED") return [21011030, "The package has been delivered."];
  if (seconds(call.core) - parcel.shippedTime > CORRECTION_SECONDS)
    return [21011049, "Shipping info can be updated within 72 hours of shipping."];
  return parcel.corrections >= call.core.state.doubts.trackingCorrectionsMax
    ? [21011051, "Shipping info has been updated too many times."]
    : null;
}

function correct(call: Call, parcel: Package): Record<string, never> {
  const { core } = call;
  const number = requiredText(call, "tracking_number");
  const providerId = requiredText(call, "shipping_provider_id");
  refuseIf(call, correctionObstacle(call, parcel));
  refuseNumber(call, parcel.orderIds, number, providerId);
  const providerName = carrierById(call.shop.region, providerId)?.name ?? "";
  changeOrders(core, ordersOf(core, parcel), () =>
    changePackage(core, parcel, () => {
      Object.assign(parcel, { trackingNumber: number, providerId, providerName });
      parcel.corrections++;
    }),
  );
  return {};
}

/** Only orders in one parcel; a split one names its package. */
function correctOrder(call: Call) {
  const order = orderOfCall(call);
  refuseIf(call, handlingObstacle(order));
  const [parcel, ...more] = packagesOf(call.core, order);
  if (!parcel) throw refusal(call, [21011043, "The order has not been shipped."]);
  if (more.length > 0) throw refusal(call, [21011048, "The order has multiple packages: update the package."]);
  return correct(call, parcel);
}

const correctPackage = (call: Call) => correct(call, packageOfCall(call));

const V = { method: "POST", versions: ["202309"], cipher: true } as const;
const BASIC = "seller.fulfillment.basic";

/** The correction of an order needs the logistics scope, that of a package does not. */
export const MARK_SHIPPED_ROUTES: Route[] = [
  { ...V, name: "orders.mark_shipped", path: "/fulfillment/{v}/orders/{order_id}/packages", scope: BASIC, run: markShipped },
  {
    ...V,
    name: "orders.correct_shipping",
    path: "/fulfillment/{v}/orders/{order_id}/shipping_info/update",
    scope: "seller.logistics",
    run: correctOrder,
  },
  {
    ...V,
    name: "packages.correct_shipping",
    path: "/fulfillment/{v}/packages/{package_id}/shipping_info/update",
    scope: BASIC,
    run: correctPackage,
  },
];
