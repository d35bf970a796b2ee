// Order search, detail and price detail. Refuses to tell whether an unknown id exists elsewhere: it is dropped, or 21008111 by a doubt.
import { differencesAt } from "../core/lag.ts";
import { ORDER_STATUSES, type Order } from "../orders/order.ts";
import { badParameter, businessFailure, missingField } from "./failure.ts";
import { flag, oneOf, pageSize, seconds, text, texts } from "./input.ts";
import { orderOnWire, priceOnWire } from "./order-view.ts";
import { momentOf, searchPage } from "./paging.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 100;
const IDS_MAX = 50;
const WAREHOUSES_MAX = 100;

/** Filters that a shelf cannot answer by itself; undefined when there are none. */
function filterOf(call: Call): ((order: Order) => boolean) | undefined {
  const shipping = text(call, "shipping_type");
  const buyer = text(call, "buyer_user_id");
  const asks = flag(call, "is_buyer_request_cancel");
  const warehouses = texts(call, "warehouse_ids", WAREHOUSES_MAX);
  if (shipping === undefined && buyer === undefined && asks === undefined && warehouses === undefined) return undefined;
  return (order) =>
    (shipping === undefined || order.shipping === shipping) &&
    (buyer === undefined || order.buyerId === buyer) &&
    (asks === undefined || order.asksCancel === asks) &&
    (warehouses === undefined || warehouses.includes(order.warehouseId));
}

function searchOrders(call: Call) {
  const { core, shop } = call;
  const status = text(call, "order_status");
  if (status !== undefined && !ORDER_STATUSES.some((one) => one === status))
    throw badParameter("Invalid request: order_status is not a known status");
  const page = searchPage<Order>(call, {
    noun: "order",
    shelf: core.orders(shop.id),
    by: oneOf(call, "sort_field", ["create_time", "update_time"], "create_time") === "create_time" ? "createTime" : "updateTime",
    descending: oneOf(call, "sort_order", ["ASC", "DESC"], "DESC") === "DESC",
    size: pageSize(call, PAGE_MAX),
    group: status,
    windows: [
      { by: "createTime", ge: seconds(call, "create_time_ge"), lt: seconds(call, "create_time_lt") },
      { by: "updateTime", ge: seconds(call, "update_time_ge"), lt: seconds(call, "update_time_lt") },
    ],
    filter: filterOf(call),
  });
  return { total_count: page.total, next_page_token: page.next, orders: page.rows.map((order) => orderOnWire(core, order, call.version)) };
}

/** The order as this read sees it: the shop's own, and as it was if a lag is raised. */
function visibleOrder(call: Call, id: string, old: Map<string, Order | null>): Order | null {
  const live = call.core.state.orders[id];
  if (!live || live.shopId !== call.shop.id) return null;
  const before = old.get(id);
  return before === undefined ? live : before;
}

const notTheirs = (call: Call) => businessFailure(call.core, 21008111, "The order does not belong to this seller.");

function oldOrders(call: Call): Map<string, Order | null> {
  const moment = momentOf(call);
  return moment === null ? new Map() : differencesAt<Order>(call.core, "order", call.shop.id, moment);
}

function readOrders(call: Call) {
  const given = call.query.get("ids") ?? "";
  const ids = given.split(",").filter(Boolean);
  if (ids.length === 0) throw missingField("ids");
  if (ids.length > IDS_MAX) throw badParameter(`Invalid request: ids takes at most ${IDS_MAX} entries`);
  const old = oldOrders(call);
  const seen = [...new Set(ids)].map((id) => visibleOrder(call, id, old));
  if (seen.includes(null) && call.core.state.doubts.unknownOrders === "error") throw notTheirs(call);
  return { orders: seen.filter((order) => order !== null).map((order) => orderOnWire(call.core, order, call.version)) };
}

function readPrice(call: Call) {
  const order = visibleOrder(call, call.params.order_id ?? "", oldOrders(call));
  if (!order) throw notTheirs(call);
  return priceOnWire(order);
}

const SCOPE = "seller.order.info";

/** Developer docs, "Get Order List", "Get Order Detail", "Get Price Detail": version 202507 of the detail adds how it was paid. */
export const ORDER_ROUTES: Route[] = [
  {
    name: "orders.search",
    method: "POST",
    path: "/order/{v}/orders/search",
    versions: ["202309"],
    scope: SCOPE,
    cipher: true,
    run: searchOrders,
  },
  {
    name: "orders.detail",
    method: "GET",
    path: "/order/{v}/orders",
    versions: ["202309", "202507"],
    scope: SCOPE,
    cipher: true,
    query: ["ids"],
    run: readOrders,
  },
  {
    name: "orders.price",
    method: "GET",
    path: "/order/{v}/orders/{order_id}/price_detail",
    versions: ["202407"],
    scope: SCOPE,
    cipher: true,
    run: readPrice,
  },
];
