// Eligible shipping services and Create Packages: a label of TikTok Shipping is bought, in the United States, Great Britain and Japan.
// Refuses every other market, the seller's own carrier, a second label for the same lines, and parcels too heavy for the service.
import { carrierById } from "../catalogue/carrier.ts";
import { priceOf, type Service, servicesFor } from "../catalogue/postage.ts";
import { seconds } from "../core/core.ts";
import { amountText } from "../core/money.ts";
import { COMBINED_ORDERS_MAX, combineOrders, combiningObstacle } from "../orders/combine.ts";
import type { Order } from "../orders/order.ts";
import { type Measures, ordersOf, type Package, waitingPackages } from "../orders/package.ts";
import { ship, shipPackage, unshippedLines } from "../orders/ship.ts";
import { openLines } from "../orders/split.ts";
import { regionOf } from "../sellers/regions.ts";
import { badParameter, missingField } from "./failure.ts";
import { objectIn, requiredText, text, texts } from "./input.ts";
import { measuresOf } from "./measures.ts";
import {
  limitObstacle,
  type Obstacle,
  orderOfCall,
  refusal,
  refuseFailedLabel,
  refuseIf,
  refuseLines,
  shippingObstacle,
} from "./parcels.ts";
import type { Call, Route } from "./route.ts";

const LINES_MAX = 500;

/** What a parcel is to hold: lines of one order, or several orders whole. */
interface Content {
  orders: [Order, ...Order[]];
  lineIds: string[];
}

function serviceOnWire(call: Call, service: Service, grams: number) {
  const { currency, region } = call.shop;
  return {
    id: service.id,
    name: service.name,
    price: amountText(priceOf(service, grams), currency),
    currency,
    earliest_delivery_days: service.earliestDays,
    latest_delivery_days: service.latestDays,
    shipping_provider_id: service.carrierId,
    shipping_provider_name: carrierById(region, service.carrierId)?.name ?? "",
  };
}

function buyingObstacle(call: Call, order: Order, lineIds: readonly string[] | undefined): Obstacle | null {
  if (!regionOf(call.shop.region).buysLabels) return [21008106, "This operation is not supported in the region of the shop."];
  if (order.fbt) return [21008025, "The order is fulfilled by the platform."];
  if (order.shipping !== "TIKTOK") return [21008017, "The order does not ship with TikTok Shipping."];
  const isBought = (id: string) => order.lines.some((line) => line.id === id && call.core.state.packages[line.packageId ?? ""]?.label);
  const wanted = lineIds ?? order.lines.map((line) => line.id);
  if (order.status !== "CANCELLED" && wanted.length > 0 && wanted.every(isBought))
    return [21022025, "The shipping label has already been purchased."];
  return shippingObstacle(call, order);
}

/** Everything in the way of one parcel with these lines. */
function contentOf(call: Call, order: Order, lineIds: string[] | undefined): Content {
  refuseIf(call, buyingObstacle(call, order, lineIds));
  refuseLines(call, order, lineIds ?? []);
  const combined = waitingPackages(call.core, order).find((parcel) => parcel.orderIds.length > 1);
  if (combined && lineIds) throw refusal(call, [21011046, "The order is part of a combined package."]);
  const [first, ...rest]: [Order, ...Order[]] = [order, ...(combined ? ordersOf(call.core, combined).filter((one) => one !== order) : [])];
  const wanted = combined?.lineIds ?? lineIds ?? unshippedLines(order);
  if (!combined && !lineIds && waitingPackages(call.core, order).length > 1)
    throw refusal(call, [21011048, "The order has multiple packages: specify the order lines."]);
  for (const other of rest) refuseIf(call, buyingObstacle(call, other, undefined));
  refuseIf(call, limitObstacle(call, [first, ...rest], wanted));
  return { orders: [first, ...rest], lineIds: wanted };
}

/** Both spellings of lines: plain ids, and objects that may name a part of a bundle. */
function linesGiven(call: Call, name: string): string[] | undefined {
  const plain = texts(call, "order_line_item_ids", LINES_MAX);
  const rows = call.body[name];
  if (plain || !Array.isArray(rows) || rows.length === 0) return plain;
  return rows.map((row: unknown) => {
    const id = objectIn(row, name)?.order_line_id;
    if (typeof id !== "string") throw missingField(`${name}.order_line_id`);
    return id;
  });
}

function quotePostage(call: Call) {
  const order = orderOfCall(call);
  const { orders, lineIds } = contentOf(call, order, linesGiven(call, "order_line_list"));
  const { grams, weight, dimension } = measuresOf(call, orders, lineIds);
  const services = servicesFor(call.shop.region, grams).map((service, at) => {
    const shown = serviceOnWire(call, service, grams);
    const fee = amountText(0, call.shop.currency);
    return { ...shown, is_default: at === 0, shipping_fee: shown.price, shipping_app_service_fee: fee, signature_fee: fee };
  });
  return { order_id: order.id, order_line_id: lineIds, weight, dimension, shipping_services: services };
}

/** Several orders in one parcel, which the purchase combines if they are not yet. */
function combinedContent(call: Call): Content {
  const ids = texts(call, "order_list_ids", COMBINED_ORDERS_MAX);
  if (!ids) throw missingField("order_list_ids");
  const [first, ...rest] = ids.map((id) => orderOfCall(call, id));
  if (!first) throw missingField("order_list_ids");
  const orders: [Order, ...Order[]] = [first, ...rest];
  for (const order of orders) refuseIf(call, buyingObstacle(call, order, undefined));
  const parcel = waitingPackages(call.core, first).find((one) => one.orderIds.length > 1);
  const isCombined = parcel?.orderIds.length === ids.length && ids.every((id) => parcel.orderIds.includes(id));
  const words = isCombined ? null : combiningObstacle(call.core, orders);
  if (words !== null) throw refusal(call, [21001001, words]);
  return { orders, lineIds: orders.flatMap((order) => openLines(order).map((line) => line.id)) };
}

function contentGiven(call: Call): Content {
  if (call.version === "202309")
    return contentOf(call, orderOfCall(call, requiredText(call, "order_id")), linesGiven(call, "order_line_item"));
  switch (requiredText(call, "ship_type")) {
    case "1":
      return contentOf(call, orderOfCall(call, requiredText(call, "order_id")), undefined);
    case "2": {
      const lineIds = linesGiven(call, "order_line_item");
      if (!lineIds) throw missingField("order_line_item");
      return contentOf(call, orderOfLine(call, lineIds[0] ?? ""), lineIds);
    }
    case "3":
      return combinedContent(call);
    default:
      throw badParameter("Invalid request: ship_type must be one of 1, 2, 3");
  }
}

function orderOfLine(call: Call, lineId: string): Order {
  const named = text(call, "order_id");
  if (named !== undefined) return orderOfCall(call, named);
  const order = call.core
    .orders(call.shop.id)
    .sorted("createTime")
    .findLast((one) => one.lines.some((line) => line.id === lineId));
  if (!order) throw refusal(call, [21011029, "An order line is not in the package."]);
  return order;
}

/** The service named, or the cheapest one; the docs do not say what happens without. */
function serviceGiven(call: Call, grams: number): Service {
  const services = servicesFor(call.shop.region, grams);
  const wanted = text(call, "shipping_service_id");
  const service = wanted === undefined ? services[0] : services.find((one) => one.id === wanted);
  if (!service) throw refusal(call, [21022026, "The shipping service is not available for this package."]);
  return service;
}

function send(call: Call, content: Content, service: Service, measures: Measures & { grams: number }): Package {
  const { core } = call;
  const { grams, ...kept } = measures;
  const label = {
    serviceId: service.id,
    serviceName: service.name,
    price: priceOf(service, grams),
    currency: call.shop.currency,
    boughtTime: seconds(core),
  };
  const transport = { providerId: service.carrierId, label, measures: kept };
  const [first, ...rest] = content.orders;
  if (rest.length === 0) return ship(core, first.id, { ...transport, lineIds: content.lineIds });
  const shared = waitingPackages(core, first).find((one) => one.orderIds.length > 1);
  const parcel =
    shared ??
    combineOrders(
      core,
      content.orders.map((order) => order.id),
    );
  return shipPackage(core, parcel.id, transport);
}

function createPackage(call: Call) {
  const content = contentGiven(call);
  const measures = measuresOf(call, content.orders, content.lineIds);
  const service = serviceGiven(call, measures.grams);
  refuseFailedLabel(call, content.orders);
  const parcel = send(call, content, service, measures);
  const { weight, dimension, grams } = measures;
  const [order] = content.orders;
  return {
    package_id: parcel.id,
    ...(call.version === "202309" ? { order_id: order.id, order_line_item_ids: parcel.lineIds } : {}),
    create_time: seconds(call.core),
    weight,
    dimension,
    shipping_service_info: serviceOnWire(call, service, grams),
  };
}

const V = { method: "POST", cipher: true, scope: "seller.fulfillment.basic" } as const;

export const LABEL_ROUTES: Route[] = [
  {
    ...V,
    name: "orders.shipping_services",
    path: "/fulfillment/{v}/orders/{order_id}/shipping_services/query",
    versions: ["202309"],
    run: quotePostage,
  },
  { ...V, name: "packages.create", path: "/fulfillment/{v}/packages", versions: ["202309", "202512"], run: createPackage },
];
