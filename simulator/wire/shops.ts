// Which shops an authorization covers and what the seller may do, and the Event API's switches per shop and topic.
// Refuses nothing of its own beyond what the docs name.
import { shopsOf } from "../sellers/account.ts";
import { isAcceptedAddress } from "../sellers/app.ts";
import { subscribe } from "../webhooks/subscribe.ts";
import { isEventType } from "../webhooks/topics.ts";
import { badParameter } from "./failure.ts";
import { requiredText } from "./input.ts";
import type { Call, Route, SellerCall } from "./route.ts";

function listAuthorizedShops(call: SellerCall) {
  const shops = shopsOf(call.core, call.grant.sellerId).filter((shop) => shop.active);
  return {
    shops: shops.map(({ id, name, region, sellerType, cipher, code }) => ({ id, name, region, seller_type: sellerType, cipher, code })),
  };
}

function listActiveShops(call: SellerCall) {
  const shops = shopsOf(call.core, call.grant.sellerId).filter((shop) => shop.active);
  return { shops: shops.map(({ id, region }) => ({ id, region })) };
}

const listPermissions = (call: SellerCall) => ({ permissions: call.core.state.sellers[call.grant.sellerId]?.permissions ?? [] });

const ownSubscriptions = (call: Call) =>
  call.core.state.subscriptions.filter((one) => one.appKey === call.app.appKey && one.shopId === call.shop.id);

function listWebhooks(call: Call) {
  const own = ownSubscriptions(call);
  const webhooks = own.map((one) => ({
    event_type: one.eventType,
    address: one.address,
    create_time: one.createTime,
    update_time: one.updateTime,
  }));
  return { total_count: webhooks.length, webhooks };
}

function eventTypeOf(call: Call): string {
  const name = requiredText(call, "event_type");
  if (!isEventType(name)) throw badParameter("Invalid request: event_type is not a known event");
  return name;
}

/** Sets the address for one topic of one shop, whether or not one stood before. */
function updateWebhook(call: Call) {
  const eventType = eventTypeOf(call);
  const address = requiredText(call, "address");
  if (!isAcceptedAddress(call.core, address)) throw badParameter("Invalid request: address is not an acceptable URL");
  subscribe(call.core, { appKey: call.app.appKey, shopId: call.shop.id, eventType, address });
  return {};
}

/** Succeeds also when there was nothing to delete. */
function deleteWebhook(call: Call) {
  const eventType = eventTypeOf(call);
  const gone = new Set(ownSubscriptions(call).filter((one) => one.eventType === eventType));
  call.core.state.subscriptions = call.core.state.subscriptions.filter((one) => !gone.has(one));
  call.core.changed();
  return {};
}

const AUTHORIZATION = "seller.authorization.info";
const webhooks = { path: "/event/{v}/webhooks", versions: ["202309"], scope: AUTHORIZATION, cipher: true } as const;

/** Authorized shops is where a caller learns the ciphers, so it cannot take one: sending one is refused. */
export const SHOP_ROUTES: Route[] = [
  {
    name: "shops.authorized",
    method: "GET",
    path: "/authorization/{v}/shops",
    versions: ["202309"],
    scope: AUTHORIZATION,
    cipher: false,
    run: listAuthorizedShops,
  },
  {
    name: "shops.active",
    method: "GET",
    path: "/seller/{v}/shops",
    versions: ["202309"],
    scope: "seller.shop.info",
    cipher: false,
    run: listActiveShops,
  },
  {
    name: "shops.permissions",
    method: "GET",
    path: "/seller/{v}/permissions",
    versions: ["202309"],
    scope: "seller.shop.info",
    cipher: false,
    run: listPermissions,
  },
  { ...webhooks, name: "webhooks.list", method: "GET", run: listWebhooks },
  { ...webhooks, name: "webhooks.update", method: "PUT", run: updateWebhook },
  { ...webhooks, name: "webhooks.delete", method: "DELETE", run: deleteWebhook },
];
