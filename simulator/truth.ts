// The truth of the simulated world, for tests that compare a mirror with it. Refuses copies and wire shapes: what is read here is the
// thing itself and must not be written to.
import { type ReturnCase, returnsOfOrder } from "./aftersales/return.ts";
import type { Buyer } from "./buyers/buyer.ts";
import { type Product, productsOf } from "./catalogue/product.ts";
import { type Warehouse, warehousesOf } from "./catalogue/warehouse.ts";
import { type Conversation, type Message, messagesOf } from "./chat/conversation.ts";
import { canSendTo } from "./chat/permission.ts";
import { type Core, found } from "./core/core.ts";
import { lowerBound, type SortField } from "./core/shelf.ts";
import type { Limits, Rules } from "./core/state.ts";
import type { ServedDocument } from "./documents/served.ts";
import { centresOf, goodsIdOf, type Quantities, quantitiesOf } from "./fbt/goods.ts";
import { type Inbound, inboundsOf } from "./fbt/inbound.ts";
import type { AskedRecord } from "./model/server.ts";
import type { Cancellation } from "./orders/cancellation.ts";
import type { Order, OrderStatus } from "./orders/order.ts";
import { type Package, packagesOf } from "./orders/package.ts";
import type { Seller, Shop } from "./sellers/account.ts";
import type { App } from "./sellers/app.ts";
import type { Grant } from "./sellers/grant.ts";
import type { Attempt } from "./webhooks/push.ts";
import { orderOnWire } from "./wire/order-view.ts";
import type { CallRecord } from "./wire/record.ts";

/** Half-open, epoch seconds. */
export interface CountWindow {
  ge?: number;
  lt?: number;
  status?: OrderStatus;
  by?: SortField;
}

export interface Truth {
  readonly sellers: Seller[];
  readonly shops: Shop[];
  readonly apps: App[];
  readonly grants: Grant[];
  readonly buyers: Buyer[];
  shop(shopId: string): Shop;
  products(shopId: string): Product[];
  warehouses(shopId: string): Warehouse[];
  /** Oldest first. */
  orders(shopId: string): readonly Order[];
  order(orderId: string): Order;
  /** The order as the API would show it. */
  orderOnWire(orderId: string, version?: string): Record<string, unknown>;
  countOrders(shopId: string, window?: CountWindow): number;
  packages(orderId: string): Package[];
  /** What lies in TikTok's centres, a row per goods and centre. */
  goods(shopId: string): GoodsInCentre[];
  inbounds(shopId: string): readonly Inbound[];
  /** Of a shop, oldest first; those of one order hang on the order. */
  cancellations(shopId: string): readonly Cancellation[];
  /** Parcels whose label was bought, oldest first: of one order or of all. */
  labels(orderId?: string): Package[];
  /** What documents were asked for and opened, oldest first. */
  readonly documents: readonly ServedDocument[];
  /** Of a shop, oldest first. */
  returns(shopId: string): readonly ReturnCase[];
  returnsOf(orderId: string): ReturnCase[];
  /** Least recently spoken in first. */
  conversations(shopId: string): readonly Conversation[];
  messages(conversationId: string): readonly Message[];
  canSend(conversationId: string): boolean;
  /** What apps said through the API, oldest first: in one conversation or everywhere. */
  sentReplies(conversationId?: string): Message[];
  /** The latest API calls, oldest first. */
  readonly calls: readonly CallRecord[];
  /** The latest questions to the pretended model, word for word, oldest first. */
  readonly asked: readonly AskedRecord[];
  /** The latest attempts to push, oldest first. */
  readonly webhookLog: readonly Attempt[];
  readonly rules: Readonly<Rules>;
  readonly limits: Readonly<Limits>;
  /** Grows with every change of the world. */
  readonly changes: number;
}

export interface GoodsInCentre extends Quantities {
  goodsId: string;
  skuId: string;
  /** As the FBT calls name it. */
  centreId: string;
}

function goodsIn(core: Core, shopId: string): GoodsInCentre[] {
  const skus = productsOf(core, shopId).flatMap((product) => product.skus);
  return centresOf(core, shopId).flatMap((centre) =>
    skus.flatMap((sku) =>
      sku.stock
        .filter(({ warehouseId }) => warehouseId === centre.id)
        .map((stock) => ({ goodsId: goodsIdOf(sku), skuId: sku.id, centreId: centre.entityId, ...quantitiesOf(core, sku.id, stock) })),
    ),
  );
}

function countOrders(core: Core, shopId: string, window: CountWindow): number {
  const by = window.by ?? "createTime";
  const sorted = core.orders(shopId).sorted(by, window.status);
  const place = (time: number | undefined, none: number) => (time === undefined ? none : lowerBound(sorted, by, { time, id: "" }));
  return Math.max(0, place(window.lt, sorted.length) - place(window.ge, 0));
}

function sentReplies(core: Core, conversationId: string | undefined): Message[] {
  const lists = conversationId === undefined ? Object.values(core.state.messages) : [messagesOf(core, conversationId)];
  return lists.flatMap((messages) => messages.filter((message) => message.byApi)).sort((a, b) => a.createdAt - b.createdAt);
}

export function openTruth(core: Core): Truth {
  const { state } = core;
  const orderOf = (orderId: string) => found(state.orders[orderId], "order", orderId);
  return {
    get sellers() {
      return Object.values(state.sellers);
    },
    get shops() {
      return Object.values(state.shops);
    },
    get apps() {
      return Object.values(state.apps);
    },
    get grants() {
      return Object.values(state.grants);
    },
    get buyers() {
      return Object.values(state.buyers);
    },
    get calls() {
      return state.calls;
    },
    get asked() {
      return state.asked;
    },
    get webhookLog() {
      return state.webhookLog;
    },
    get documents() {
      return state.documents;
    },
    get changes() {
      return state.changes;
    },
    get rules() {
      return state.rules;
    },
    get limits() {
      return state.limits;
    },
    shop: (shopId) => found(state.shops[shopId], "shop", shopId),
    products: (shopId) => productsOf(core, shopId),
    warehouses: (shopId) => warehousesOf(core, shopId),
    orders: (shopId) => core.orders(shopId).sorted("createTime"),
    order: orderOf,
    orderOnWire: (orderId, version = "202507") => orderOnWire(core, orderOf(orderId), version),
    countOrders: (shopId, window = {}) => countOrders(core, shopId, window),
    cancellations: (shopId) => core.cancellations(shopId).sorted("createTime"),
    goods: (shopId) => goodsIn(core, shopId),
    inbounds: (shopId) => inboundsOf(core, shopId),
    packages: (orderId) => packagesOf(core, orderOf(orderId)),
    labels: (orderId) =>
      (orderId === undefined ? Object.values(state.packages) : packagesOf(core, orderOf(orderId))).filter((parcel) => parcel.label),
    returns: (shopId) => core.returns(shopId).sorted("createTime"),
    returnsOf: (orderId) => returnsOfOrder(core, orderId),
    conversations: (shopId) => core.conversations(shopId).sorted("updateTime"),
    messages: (conversationId) => messagesOf(core, conversationId),
    canSend: (conversationId) => canSendTo(core, found(state.conversations[conversationId], "conversation", conversationId)),
    sentReplies: (conversationId) => sentReplies(core, conversationId),
  };
}
