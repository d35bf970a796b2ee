// A buyer places an order: lines of one unit each, prices with discounts and tax, an address, stock taken out of the shelf.
// Refuses what TikTok would not sell: products that are not active, more than there is.
import { type Address, addBuyer, type Buyer } from "../buyers/buyer.ts";
import { commitStock, productBySku, refuseOversell } from "../catalogue/product.ts";
import { shippingWarehouse } from "../catalogue/warehouse.ts";
import { type Core, found, Refusal, seconds, talkKey } from "../core/core.ts";
import { remember } from "../core/lag.ts";
import { decimalsOf } from "../core/money.ts";
import type { Shop } from "../sellers/account.ts";
import { publishStatus } from "./change.ts";
import { armOrder } from "./clock.ts";
import { pay } from "./moves.ts";
import type { Line, Order } from "./order.ts";

export interface PlaceOrder {
  shopId: string;
  /** A new buyer of the shop's market is invented when absent. */
  buyerId?: string;
  lines: { skuId: string; quantity?: number }[];
  fbt?: boolean;
  shipping?: "SELLER" | "TIKTOK";
  warehouseId?: string;
  /** Adds one unit of the first SKU as a gift. */
  gift?: boolean;
  sample?: boolean;
  cod?: boolean;
  message?: string;
  /** The order whose units this one replaces, free of charge. */
  replaces?: string;
  /** Pays at once. */
  paid?: boolean;
  address?: Partial<Address>;
}

const UNITS_MAX = 500;
const US_TAX_RATE = 0.0825;
const METHODS: Record<string, readonly string[]> = {
  US: ["Credit card", "PayPal", "Apple Pay", "Klarna"],
  GB: ["Credit card", "Apple Pay", "Klarna"],
  DE: ["PayPal", "Klarna", "Kreditkarte"],
  TH: ["PromptPay", "บัตรเครดิต", "Cash on delivery"],
};

/** A discount, rounded to the currency's smallest unit. */
const portion = (price: number, rate: number) => Math.round(price * rate);

function newLine(core: Core, shop: Shop, skuId: string, free: "gift" | "sample" | "replacement" | null): Line {
  const { product, sku } = productBySku(core, skuId);
  const chance = core.chance("orders");
  const sellerDiscount = free ? sku.price : chance.hits(0.3) ? portion(sku.price, 0.1) : 0;
  const platformDiscount = free ? 0 : chance.hits(0.2) ? portion(sku.price, 0.05) : 0;
  const net = sku.price - sellerDiscount - platformDiscount;
  return {
    id: core.ids.next("line"),
    productId: product.id,
    productName: product.title,
    skuId,
    skuName: sku.name,
    sellerSku: sku.sellerSku,
    originalPrice: sku.price,
    sellerDiscount,
    platformDiscount,
    tax: shop.region === "US" ? portion(net, US_TAX_RATE) : 0,
    isGift: free === "gift",
    status: "UNPAID",
    packageId: null,
    rtsTime: 0,
    cancelUser: "",
    cancelReason: "",
  };
}

function linesFor(core: Core, shop: Shop, input: PlaceOrder, warehouseId: string): Line[] {
  const units = input.lines.flatMap((line) => Array.from({ length: line.quantity ?? 1 }, () => line.skuId));
  if (units.length === 0 || units.length > UNITS_MAX) throw new Refusal(`An order has 1 to ${UNITS_MAX} units.`);
  const wanted = input.gift && units[0] ? [...units, units[0]] : units;
  for (const skuId of new Set(wanted)) {
    const { product, sku } = productBySku(core, skuId);
    if (product.shopId !== shop.id) throw new Refusal(`SKU "${skuId}" is not sold by ${shop.name}.`);
    if (product.status !== "ACTIVATE") throw new Refusal(`"${product.title}" is not for sale.`);
    refuseOversell(core, sku, warehouseId, wanted.filter((one) => one === skuId).length);
  }
  for (const skuId of new Set(wanted)) commitStock(core, skuId, warehouseId, wanted.filter((one) => one === skuId).length);
  const lines = units.map((skuId) => newLine(core, shop, skuId, input.sample ? "sample" : input.replaces ? "replacement" : null));
  return input.gift && units[0] ? [...lines, newLine(core, shop, units[0], "gift")] : lines;
}

function buyerFor(core: Core, shop: Shop, buyerId: string | undefined): Buyer {
  return buyerId === undefined ? addBuyer(core, { region: shop.region }) : found(core.state.buyers[buyerId], "buyer", buyerId);
}

/** What TikTok charges for the parcel; free for samples and now and then for others. */
const shippingFeeOf = (core: Core, shop: Shop, sample: boolean) =>
  sample ? 0 : core.chance("orders").pick([299, 399, 499]) * (decimalsOf(shop.currency) === 0 ? 0.1 : 1);

/** Moments that have not come and facts that are not so, for a fresh order. */
const NOT_YET = { paidTime: 0, rtsTime: 0, collectionTime: 0, deliveryTime: 0, completeTime: 0, cancelTime: 0, requestCancelTime: 0 };
const NOT_SO = { isOnHoldOrder: false, asksCancel: false, hasNewAddress: false, isSplit: false };

/** Unpaid unless `paid`. Topic 1 goes out at once; stock is committed before any money moves. */
export function placeOrder(core: Core, input: PlaceOrder): Order {
  const shop = found(core.state.shops[input.shopId], "shop", input.shopId);
  const buyer = buyerFor(core, shop, input.buyerId);
  const fbt = input.fbt ?? false;
  const warehouseId = input.warehouseId ?? shippingWarehouse(core, shop.id, fbt)?.id;
  if (warehouseId === undefined) throw new Refusal(`${shop.name} has no ${fbt ? "TikTok" : "sales"} warehouse.`);
  const lines = linesFor(core, shop, input, warehouseId);
  const now = seconds(core);
  const shipping = fbt ? "TIKTOK" : (input.shipping ?? shop.shipping);
  const option = shop.deliveryOptions.find((one) => (one.type === "SEND_BY_SELLER") === (shipping === "SELLER"));
  const fee = Math.round(shippingFeeOf(core, shop, input.sample || input.replaces !== undefined));
  const order: Order = {
    id: core.ids.next("order"),
    shopId: shop.id,
    buyerId: buyer.id,
    status: "UNPAID",
    createTime: now,
    updateTime: now,
    ...NOT_YET,
    fbt,
    shipping,
    warehouseId,
    deliveryOptionId: option?.id ?? "",
    currency: shop.currency,
    originalShippingFee: fee,
    shippingSellerDiscount: core.chance("orders").hits(0.25) ? fee : 0,
    shippingPlatformDiscount: 0,
    shippingTax: 0,
    paymentMethod: input.cod ? "Cash on delivery" : core.chance("orders").pick(METHODS[shop.region] ?? ["Credit card"]),
    address: input.address ? { ...buyer.address, ...input.address } : buyer.address,
    lines,
    packageIds: [],
    ...NOT_SO,
    isSample: input.sample ?? false,
    isCod: input.cod ?? false,
    buyerMessage: input.message ?? "",
    cancelReason: "",
    cancelInitiator: "",
    cancellations: [],
    replacedOrderId: input.replaces ?? "",
  };
  keepOrder(core, order);
  if (input.paid) pay(core, order.id);
  return order;
}

function keepOrder(core: Core, order: Order): void {
  remember(core, "order", order.shopId, order.id, null);
  core.state.orders[order.id] = order;
  core.orders(order.shopId).put(order);
  const key = talkKey(order.shopId, order.buyerId);
  const list = core.bought.get(key);
  if (list) list.push(order.id);
  else core.bought.set(key, [order.id]);
  armOrder(core, order);
  core.changed();
  publishStatus(core, order);
}
