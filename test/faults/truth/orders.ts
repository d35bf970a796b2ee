// Orders, their units, parcels, recipients and listings as TikTok has them, held against our rows column by column. The readings here are
// made from the pretend shop's own state and share nothing with the product's.
import { targetsOf } from "../../../simulator/orders/clock.ts";
import { type Order, salePrice, totalsOf } from "../../../simulator/orders/order.ts";
import type { Package } from "../../../simulator/orders/package.ts";
import type { Store } from "../stores.ts";
import { byId, differ, differInMembers, orNull } from "./compare.ts";
import { isImported } from "./imports.ts";
import type { Seen } from "./seen.ts";

type Row = Record<string, unknown> & { id: string };

export function compareOrders(world: Seen, store: Store): string[] {
  const truth = world.shop.orders(store.shop.id);
  const rows = byId(world.rows<Row>("SELECT * FROM orders WHERE store_id = ?", store.id));
  const found = differInMembers(
    `orders of ${store.shop.name}`,
    [...rows.keys()],
    truth.map((order) => order.id),
  );
  for (const order of truth) {
    if (!rows.has(order.id)) continue;
    found.push(...differ(`order ${order.id}`, rows.get(order.id), expectedOrder(world, store, order)));
    found.push(...compareLines(world, order), ...comparePackages(world, order), ...compareRecipient(world, order));
  }
  return found;
}

function expectedOrder(world: Seen, store: Store, order: Order) {
  const targets = targetsOf(order);
  const totals = totalsOf(order);
  const isCancelled = order.status === "CANCELLED";
  const option = store.shop.deliveryOptions.find((one) => one.id === order.deliveryOptionId);
  return {
    create_time: order.createTime,
    status: order.status,
    update_time: order.updateTime,
    units: order.lines.length,
    scope: order.fbt && !isImported(world, store, order) ? "history" : "live",
    fulfilled_by: order.fbt ? "store" : "merchant",
    shipping_type: order.shipping,
    is_sample: order.isSample,
    is_cod: order.isCod,
    cancel_requested: order.asksCancel,
    order_type: "NORMAL",
    buyer_user_id: order.buyerId,
    buyer_nickname: buyerOf(world, order)?.nickname,
    buyer_message: orNull(order.buyerMessage),
    currency: order.currency,
    total_minor: totals.total,
    subtotal_minor: totals.subTotal,
    shipping_minor: totals.shippingFee,
    tax_minor: totals.tax,
    seller_discount_minor: totals.sellerDiscount,
    platform_discount_minor: totals.platformDiscount,
    payment_method: order.paymentMethod,
    paid_time: orNull(order.paidTime),
    paid_date: dateOf(order.paidTime, store.shop.timeZone),
    rts_time: orNull(order.rtsTime),
    collection_time: orNull(order.collectionTime),
    delivery_time: orNull(order.deliveryTime),
    cancel_time: orNull(order.cancelTime),
    rts_sla_time: targets?.shipBy,
    tts_sla_time: targets?.collectBy,
    delivery_sla_time: targets?.deliverBy,
    shipping_due_time: targets?.shipDue,
    collection_due_time: targets?.collectDue,
    delivery_option: option?.name,
    warehouse_id: order.warehouseId,
    cancel_reason: isCancelled ? order.cancelReason : null,
    cancel_by: isCancelled ? order.cancelInitiator : null,
  };
}

const buyerOf = (world: Seen, order: Order) => world.shop.buyers.find((buyer) => buyer.id === order.buyerId);

const dateOf = (time: number, timeZone: string) =>
  time === 0 ? null : new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(time * 1_000));

function compareLines(world: Seen, order: Order): string[] {
  const parcels = byId<Package>(world.shop.packages(order.id));
  const rows = byId(world.rows<Row>("SELECT * FROM order_line WHERE order_id = ?", order.id));
  const found = differInMembers(
    `lines of ${order.id}`,
    [...rows.keys()],
    order.lines.map((line) => line.id),
  );
  for (const line of order.lines) {
    const expected = {
      create_time: order.createTime,
      sku_id: line.skuId,
      status: line.status,
      price_minor: salePrice(line),
      is_gift: line.isGift,
      seller_discount_minor: line.sellerDiscount,
      platform_discount_minor: line.platformDiscount,
      package_id: line.packageId && parcels.has(line.packageId) ? line.packageId : null,
      rts_time: orNull(line.rtsTime),
      cancel_by: orNull(line.cancelUser),
      cancel_reason: orNull(line.cancelReason),
    };
    found.push(...differ(`line ${line.id}`, rows.get(line.id), expected));
  }
  return found;
}

function comparePackages(world: Seen, order: Order): string[] {
  const parcels = world.shop.packages(order.id);
  const rows = byId(world.rows<Row>("SELECT * FROM package WHERE order_id = ?", order.id));
  const found = differInMembers(
    `packages of ${order.id}`,
    [...rows.keys()],
    parcels.map((parcel) => parcel.id),
  );
  for (const parcel of parcels) {
    const expected = { provider: orNull(parcel.providerName), tracking_number: orNull(parcel.trackingNumber), status: parcel.status };
    found.push(...differ(`package ${parcel.id}`, rows.get(parcel.id), expected));
  }
  return found;
}

interface WireAddress {
  name: string;
  phone_number: string;
  address_line1: string;
  address_line2: string;
  postal_code: string;
  region_code: string;
}

/** What TikTok shows in the clear must be here like that; what it stars out must not have replaced what was clear. */
function compareRecipient(world: Seen, order: Order): string[] {
  const wire = world.shop.orderOnWire(order.id).recipient_address as WireAddress | null | undefined;
  const [row] = world.rows("SELECT * FROM recipient WHERE order_id = ?", order.id);
  const what = `recipient of ${order.id}`;
  if (!wire?.name) return [];
  const isMasked = JSON.stringify(wire).includes("*");
  if (isMasked && row?.is_masked === 0) {
    const { firstName, lastName } = order.address;
    return differ(what, row, { name: `${firstName} ${lastName}`.trim() });
  }
  return differ(what, row, {
    is_masked: isMasked,
    name: wire.name,
    phone: wire.phone_number,
    postal_code: orNull(wire.postal_code),
    address: [wire.address_line1, wire.address_line2].filter(Boolean).join("\n"),
    country: wire.region_code,
  });
}

export function compareListings(world: Seen, store: Store): string[] {
  const rows = new Map(world.rows("SELECT * FROM listing WHERE store_id = ?", store.id).map((row) => [String(row.sku_id), row]));
  const skus = world.shop.products(store.shop.id).flatMap((product) => product.skus.map((sku) => ({ product, sku })));
  const found = differInMembers(
    `listings of ${store.shop.name}`,
    [...rows.keys()],
    skus.map(({ sku }) => sku.id),
  );
  for (const { product, sku } of skus) {
    const expected = {
      product_id: product.id,
      title: product.title,
      variation: sku.name,
      seller_sku: sku.sellerSku,
      price_minor: sku.price,
      currency: store.shop.currency,
      status: product.status,
      update_time: product.updateTime,
    };
    found.push(...differ(`listing ${sku.id}`, rows.get(sku.id), expected));
  }
  return found;
}
