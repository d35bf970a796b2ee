// Package search and detail, and tracking. Refuses parcels that wait to be fulfilled in the search, as TikTok's never lists them.
import { REPORTS } from "../catalogue/carrier.ts";
import { type Core, found, SEARCHABLE } from "../core/core.ts";
import type { Line, Order } from "../orders/order.ts";
import { ordersOf, type Package } from "../orders/package.ts";
import { badParameter } from "./failure.ts";
import { oneOf, pageSize, seconds, text } from "./input.ts";
import { recipientOnWire } from "./mask.ts";
import { searchPage } from "./paging.ts";
import { orderOfCall, visiblePackage } from "./parcels.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 50;
const STATUSES = ["PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"];

function packageInList(parcel: Package) {
  return {
    id: parcel.id,
    orders: parcel.orderIds.map((id) => ({ id })),
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

/** What the seller said it weighs, else what the products weigh. */
function measuresOnWire(core: Core, parcel: Package, lines: readonly Line[]) {
  if (parcel.measures) return parcel.measures;
  const grams = lines.reduce((sum, line) => sum + (core.state.products[line.productId]?.weightGrams ?? 0), 0);
  return { weight: { value: String(grams), unit: "GRAM" }, dimension: { length: "20", width: "15", height: "6", unit: "CM" } };
}

function senderOnWire(core: Core, order: Order) {
  const from = core.state.warehouses[order.warehouseId];
  return from
    ? {
        name: from.contact,
        phone_number: from.phone,
        postal_code: from.postcode,
        address_line1: from.line1,
        full_address: `${from.line1}, ${from.town}`,
      }
    : {};
}

function readPackage(call: Call) {
  const { core } = call;
  const parcel = visiblePackage(call);
  const orders = ordersOf(core, parcel);
  const order = found(orders[0], "order", parcel.id);
  const option = call.shop.deliveryOptions.find((one) => one.id === order.deliveryOptionId);
  const lines = orders.flatMap((one) => one.lines).filter((line) => parcel.lineIds.includes(line.id));
  return {
    package_id: parcel.id,
    orders: parcel.orderIds.map((id) => ({ id })),
    package_status: parcel.status,
    package_sub_status: parcel.subStatus,
    ...(parcel.exception ? { ship_exception_reason: parcel.exception } : {}),
    split_and_combine_tag: parcel.tag,
    has_multi_skus: new Set(lines.map((line) => line.skuId)).size > 1,
    note_tag: order.buyerMessage === "" ? "BUYER_UNNOTED" : "BUYER_NOTED",
    shipping_provider_name: parcel.providerName,
    shipping_provider_id: parcel.providerId,
    shipping_type: order.shipping,
    delivery_option_id: order.deliveryOptionId,
    delivery_option_name: option?.name ?? "",
    tracking_number: parcel.trackingNumber,
    last_mile_tracking_number: "",
    ...(parcel.slot ? { pickup_slot: { start_time: parcel.slot.start, end_time: parcel.slot.end } } : {}),
    handover_method: parcel.handover,
    create_time: parcel.createTime,
    update_time: parcel.updateTime,
    order_line_item_ids: parcel.lineIds,
    recipient_address: recipientOnWire(core, order) ?? {},
    sender_address: senderOnWire(core, order),
    ...measuresOnWire(core, parcel, lines),
    insurance: { is_purchased: false },
    biz_extension_tags: [],
  };
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

const BASIC = "seller.fulfillment.basic";
const V = { versions: ["202309"], cipher: true } as const;

/** Tracking needs the logistics scope although it stands under fulfillment. */
export const PACKAGE_ROUTES: Route[] = [
  { ...V, name: "packages.search", method: "POST", path: "/fulfillment/{v}/packages/search", scope: BASIC, run: searchPackages },
  { ...V, name: "packages.detail", method: "GET", path: "/fulfillment/{v}/packages/{package_id}", scope: BASIC, run: readPackage },
  {
    ...V,
    name: "orders.tracking",
    method: "GET",
    path: "/fulfillment/{v}/orders/{order_id}/tracking",
    scope: "seller.logistics",
    run: readTracking,
  },
];
