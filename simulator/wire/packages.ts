// Package search and detail, tracking, and Mark Package As Shipped. Refuses what TikTok refuses when a seller ships: FBT orders, orders
// on hold, carriers that do not serve the market.
import { carrierById, REPORTS } from "../catalogue/carrier.ts";
import { SEARCHABLE } from "../core/core.ts";
import { differencesAt } from "../core/lag.ts";
import type { Order } from "../orders/order.ts";
import type { Package } from "../orders/package.ts";
import { ship, unshippedLines } from "../orders/ship.ts";
import { regionOf } from "../sellers/regions.ts";
import { badParameter, businessFailure, missingField } from "./failure.ts";
import { oneOf, pageSize, requiredText, seconds, text, texts } from "./input.ts";
import { recipientOnWire } from "./mask.ts";
import { momentOf, searchPage } from "./paging.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 50;
const LINES_MAX = 500;
const STATUSES = ["PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"];

function packageInList(parcel: Package) {
  return {
    id: parcel.id,
    orders: [{ id: parcel.orderId }],
    create_time: parcel.createTime,
    update_time: parcel.updateTime,
    status: parcel.status,
    tracking_number: parcel.trackingNumber,
    shipping_provider_name: parcel.providerName,
    shipping_provider_id: parcel.providerId,
    order_line_item_ids: parcel.lineIds,
  };
}

/** Parcels that wait to be fulfilled are never offered, neither as a filter nor in the answer. */
function searchPackages(call: Call) {
  const status = text(call, "package_status");
  if (status !== undefined && !STATUSES.includes(status)) throw badParameter("Invalid request: package_status is not a known status");
  const page = searchPage<Package>(call, {
    noun: "package",
    shelf: call.core.packages(call.shop.id),
    by:
      oneOf(call, "sort_field", ["create_time", "update_time", "order_pay_time"], "create_time") === "update_time"
        ? "updateTime"
        : "createTime",
    descending: oneOf(call, "sort_order", ["ASC", "DESC"], "DESC") === "DESC",
    size: pageSize(call, PAGE_MAX),
    group: status ?? SEARCHABLE,
    windows: [
      { by: "createTime", ge: seconds(call, "create_time_ge"), lt: seconds(call, "create_time_lt") },
      { by: "updateTime", ge: seconds(call, "update_time_ge"), lt: seconds(call, "update_time_lt") },
    ],
  });
  return { total_count: page.total, next_page_token: page.next, packages: page.rows.map(packageInList) };
}

function visiblePackage(call: Call, id: string): Package {
  const live = call.core.state.packages[id];
  const moment = momentOf(call);
  const before = moment === null ? undefined : differencesAt<Package>(call.core, "package", call.shop.id, moment).get(id);
  const seen = before === undefined ? live : (before ?? undefined);
  if (!seen || seen.shopId !== call.shop.id) throw businessFailure(call.core, 21011001, "The package does not exist.");
  return seen;
}

function readPackage(call: Call) {
  const { core } = call;
  const parcel = visiblePackage(call, call.params.package_id ?? "");
  const order = core.state.orders[parcel.orderId];
  if (!order) throw businessFailure(core, 21011001, "The package does not exist.");
  const option = call.shop.deliveryOptions.find((one) => one.id === order.deliveryOptionId);
  const skus = new Set(order.lines.filter((line) => parcel.lineIds.includes(line.id)).map((line) => line.skuId));
  const grams = parcel.lineIds.length * (core.state.products[order.lines[0]?.productId ?? ""]?.weightGrams ?? 0);
  return {
    package_id: parcel.id,
    orders: [{ id: order.id }],
    package_status: parcel.status,
    package_sub_status: parcel.subStatus,
    split_and_combine_tag: parcel.isSplit ? "SPLIT" : "DEFAULT",
    has_multi_skus: skus.size > 1,
    note_tag: order.buyerMessage === "" ? "BUYER_UNNOTED" : "BUYER_NOTED",
    shipping_provider_name: parcel.providerName,
    shipping_provider_id: parcel.providerId,
    shipping_type: order.shipping,
    delivery_option_id: order.deliveryOptionId,
    delivery_option_name: option?.name ?? "",
    tracking_number: parcel.trackingNumber,
    last_mile_tracking_number: "",
    handover_method: "DROP_OFF",
    create_time: parcel.createTime,
    update_time: parcel.updateTime,
    order_line_item_ids: parcel.lineIds,
    recipient_address: recipientOnWire(core, order) ?? {},
    weight: { value: String(grams), unit: "GRAM" },
    dimension: { length: "20", width: "15", height: "6", unit: "CM" },
  };
}

function orderOfCall(call: Call): Order {
  const order = call.core.state.orders[call.params.order_id ?? ""];
  if (!order || order.shopId !== call.shop.id) throw businessFailure(call.core, 21008111, "The order does not belong to this seller.");
  return order;
}

/** Newest first, in milliseconds, unlike every other time of an order. */
function readTracking(call: Call) {
  const order = orderOfCall(call);
  const events = order.packageIds.flatMap((id) => call.core.state.packages[id]?.events ?? []);
  const own = [
    { ...REPORTS.placed, at: order.createTime * 1000 },
    ...(order.paidTime > 0 ? [{ ...REPORTS.paid, at: order.paidTime * 1000 }] : []),
  ];
  const all = [...own, ...events].reverse().sort((a, b) => b.at - a.at);
  return { tracking: all.map((event) => ({ description: event.text, update_time_millis: event.at, action_code: event.code })) };
}

/** Why this order cannot be marked as shipped, in the codes of the developer docs; null when it can. */
function shippingObstacle(call: Call, order: Order): [number, string] | null {
  const isUs = call.shop.region === "US";
  if (!regionOf(call.shop.region).marksShipped) return [21008106, "This operation is not supported in the region of the shop."];
  if (order.fbt) return [21008025, "The order is fulfilled by the platform."];
  if (order.shipping === "TIKTOK") return [21008106, "The order ships with TikTok Shipping."];
  if (order.status === "ON_HOLD" || order.status === "UNPAID") return [21011044, "The order is on hold."];
  if (order.status === "CANCELLED") return [21011041, "The order has been cancelled."];
  if (order.asksCancel && !isUs) return [21011007, "An after-sale request is pending on an item."];
  return unshippedLines(order).length === 0 ? [21008099, "The order has already been shipped."] : null;
}

const TRACKING = /^[A-Za-z0-9-]{6,40}$/;

function refuseNumber(call: Call, order: Order, number: string, providerId: string): void {
  const { core, shop } = call;
  if (!carrierById(shop.region, providerId)) throw businessFailure(core, 21011022, "The shipping provider is invalid.");
  if (!TRACKING.test(number)) throw businessFailure(core, 21004012, "The tracking number contains characters that are not allowed.");
  const isUsed = Object.values(core.state.packages).some((parcel) => parcel.trackingNumber === number && parcel.orderId !== order.id);
  if (isUsed) throw businessFailure(core, 21034012, "The tracking number has already been used.");
}

function markShipped(call: Call) {
  const { core } = call;
  const order = orderOfCall(call);
  const trackingNumber = requiredText(call, "tracking_number");
  const providerId = requiredText(call, "shipping_provider_id");
  const lineIds = texts(call, "order_line_item_ids", LINES_MAX);
  const obstacle = shippingObstacle(call, order);
  if (obstacle) throw businessFailure(core, ...obstacle);
  const open = unshippedLines(order);
  if (lineIds?.some((id) => !order.lines.some((line) => line.id === id)))
    throw businessFailure(core, 21011029, "An order line is not in the package.");
  if (lineIds?.some((id) => !open.includes(id))) throw businessFailure(core, 21008099, "An order line has already been shipped.");
  if (!lineIds && order.isSplit) throw businessFailure(core, 21011048, "The order has multiple packages: specify the order lines.");
  refuseNumber(call, order, trackingNumber, providerId);
  const parcel = ship(core, order.id, { trackingNumber, providerId, ...(lineIds ? { lineIds } : {}) });
  return { order_id: order.id, order_line_item_ids: parcel.lineIds, package_id: parcel.id, warning: { message: "" } };
}

const CREATED_ELSEWHERE = [
  "PACKING_SLIP",
  "SHIPPING_LABEL",
  "SHIPPING_LABEL_AND_PACKING_SLIP",
  "SHIPPING_LABEL_PICTURE",
  "HAZMAT_LABEL",
  "INVOICE_LABEL",
];
const DOCUMENT_SECONDS = 86_400;

/** The address of a document; a seller's own carrier has none. */
function readDocument(call: Call) {
  const { core } = call;
  const parcel = visiblePackage(call, call.params.package_id ?? "");
  const kind = call.query.get("document_type") ?? "";
  if (kind === "") throw missingField("document_type");
  if (!CREATED_ELSEWHERE.includes(kind)) throw badParameter("Invalid request: document_type is not known");
  const order = core.state.orders[parcel.orderId];
  if (order?.fbt) throw businessFailure(core, 21008043, "The order is fulfilled by the platform.");
  if (order?.shipping !== "TIKTOK") throw businessFailure(core, 21008017, "The order does not ship with TikTok Shipping.");
  if (parcel.status === "TO_FULFILL") throw businessFailure(core, 21023035, "Ship the package first.");
  const ends = Math.floor(core.now() / 1000) + DOCUMENT_SECONDS;
  const extension = kind === "SHIPPING_LABEL_PICTURE" ? "png" : "pdf";
  return {
    doc_url: `${core.origin}/documents/${kind.toLowerCase()}/${parcel.id}.${extension}?exp=${ends}`,
    tracking_number: parcel.trackingNumber,
  };
}

const BASIC = "seller.fulfillment.basic";
const V = { versions: ["202309"], cipher: true } as const;

/** Tracking needs the logistics scope although it stands under fulfillment. */
export const PACKAGE_ROUTES: Route[] = [
  { ...V, name: "packages.search", method: "POST", path: "/fulfillment/{v}/packages/search", scope: BASIC, run: searchPackages },
  { ...V, name: "packages.detail", method: "GET", path: "/fulfillment/{v}/packages/{package_id}", scope: BASIC, run: readPackage },
  {
    ...V,
    name: "packages.document",
    method: "GET",
    path: "/fulfillment/{v}/packages/{package_id}/shipping_documents",
    scope: BASIC,
    query: ["document_type", "document_size", "document_format", "shipping_period"],
    run: readDocument,
  },
  {
    ...V,
    name: "orders.tracking",
    method: "GET",
    path: "/fulfillment/{v}/orders/{order_id}/tracking",
    scope: "seller.logistics",
    run: readTracking,
  },
  {
    ...V,
    name: "orders.mark_shipped",
    method: "POST",
    path: "/fulfillment/{v}/orders/{order_id}/packages",
    scope: BASIC,
    run: markShipped,
  },
];
