// An order as TikTok's answers show it, derived afresh at every read. Refuses numbers for money and ids: both are text.
import { type Core, found } from "../core/core.ts";
import { amountText } from "../core/money.ts";
import { targetsOf } from "../orders/clock.ts";
import { type Line, type Order, salePrice, totalsOf } from "../orders/order.ts";
import type { Package } from "../orders/package.ts";
import { productPicture, profilePicture } from "../pictures.ts";
import { recipientOnWire } from "./mask.ts";

type Times = Record<string, number>;

/** Moments that have not come are left out, or zero: a doubt. */
function timesOnWire(core: Core, times: Times): Times {
  if (core.state.doubts.absentTimes === "zero") return times;
  return Object.fromEntries(Object.entries(times).filter(([, time]) => time !== 0));
}

/** Every amount is text with the currency's decimals. Amounts of the United States are before tax, tax apart. */
function paymentOnWire(order: Order) {
  const totals = totalsOf(order);
  const money = (minor: number) => amountText(minor, order.currency);
  return {
    currency: order.currency,
    sub_total: money(totals.subTotal),
    shipping_fee: money(totals.shippingFee),
    seller_discount: money(totals.sellerDiscount),
    platform_discount: money(totals.platformDiscount),
    payment_platform_discount: money(0),
    total_amount: money(totals.total),
    original_total_product_price: money(totals.original),
    original_shipping_fee: money(order.originalShippingFee),
    shipping_fee_seller_discount: money(order.shippingSellerDiscount),
    shipping_fee_platform_discount: money(order.shippingPlatformDiscount),
    shipping_fee_cofunded_discount: money(0),
    tax: money(totals.tax),
    product_tax: money(totals.tax - order.shippingTax),
    shipping_fee_tax: money(order.shippingTax),
    ...(order.address.region === "US" ? { retail_delivery_fee: money(0) } : {}),
  };
}

const PACKAGE_STATUS_OF_LINE: Partial<Record<Line["status"], string>> = { CANCELLED: "CANCELLED" };

function lineOnWire(core: Core, order: Order, line: Line, parcel: Package | undefined) {
  const money = (minor: number) => amountText(minor, order.currency);
  return {
    id: line.id,
    product_id: line.productId,
    product_name: line.productName,
    sku_id: line.skuId,
    sku_name: line.skuName,
    sku_image: productPicture(core.origin, line.productName),
    seller_sku: line.sellerSku,
    sku_type: "NORMAL",
    original_price: money(line.originalPrice),
    sale_price: money(salePrice(line)),
    platform_discount: money(line.platformDiscount),
    seller_discount: money(line.sellerDiscount),
    currency: order.currency,
    display_status: line.status,
    ...(parcel ? { package_id: parcel.id, package_status: PACKAGE_STATUS_OF_LINE[line.status] ?? parcel.status } : {}),
    shipping_provider_id: parcel?.providerId ?? "",
    shipping_provider_name: parcel?.providerName ?? "",
    tracking_number: parcel?.trackingNumber ?? "",
    ...timesOnWire(core, { rts_time: line.rtsTime }),
    ...(line.cancelUser ? { cancel_user: line.cancelUser, cancel_reason: line.cancelReason } : {}),
    is_gift: line.isGift,
    ...(line.isGift ? { gift_retail_price: money(line.originalPrice) } : {}),
    ...(order.address.region === "US" ? { item_tax: [{ tax_type: "SALES_TAX", tax_amount: money(line.tax), tax_rate: "0.0825" }] } : {}),
    is_dangerous_good: false,
    needs_prescription: false,
  };
}

function deadlinesOnWire(core: Core, order: Order): Times {
  const targets = targetsOf(order);
  return timesOnWire(core, {
    rts_sla_time: targets?.shipBy ?? 0,
    tts_sla_time: targets?.collectBy ?? 0,
    delivery_sla_time: targets?.deliverBy ?? 0,
    shipping_due_time: targets?.shipDue ?? 0,
    collection_due_time: targets?.collectDue ?? 0,
    delivery_due_time: targets?.deliverDue ?? 0,
  });
}

/** Absent for an order that travels in one parcel of its own. */
function tagOf(order: Order, parcels: readonly Package[]) {
  if (parcels.some((parcel) => parcel.tag === "COMBINE")) return { split_or_combine_tag: "COMBINED" };
  return order.isSplit ? { split_or_combine_tag: "SPLIT" } : {};
}

function transportOnWire(core: Core, order: Order, parcels: Package[]) {
  const shop = found(core.state.shops[order.shopId], "shop", order.shopId);
  const option = shop.deliveryOptions.find((one) => one.id === order.deliveryOptionId);
  const first = parcels.find((parcel) => parcel.trackingNumber !== "");
  return {
    fulfillment_type: order.fbt ? "FULFILLMENT_BY_TIKTOK" : "FULFILLMENT_BY_SELLER",
    shipping_type: order.shipping,
    delivery_type: "HOME_DELIVERY",
    delivery_option_id: order.deliveryOptionId,
    delivery_option_name: option?.name ?? "",
    shipping_provider: first?.providerName ?? "",
    shipping_provider_id: first?.providerId ?? "",
    tracking_number: first?.trackingNumber ?? "",
    warehouse_id: order.warehouseId,
    ...(parcels.length > 0 ? { packages: parcels.map((parcel) => ({ id: parcel.id })) } : {}),
    ...tagOf(order, parcels),
  };
}

/** The order object of search and detail. 202507 adds how it was paid. */
export function orderOnWire(core: Core, order: Order, version: string): Record<string, unknown> {
  const buyer = found(core.state.buyers[order.buyerId], "buyer", order.buyerId);
  const parcels = order.packageIds.map((id) => core.state.packages[id]).filter((parcel) => parcel !== undefined);
  const recipient = recipientOnWire(core, order);
  return {
    id: order.id,
    status: order.status,
    user_id: buyer.id,
    buyer_email: buyer.email,
    buyer_message: order.buyerMessage,
    buyer_nickname: buyer.nickname,
    buyer_avatar: profilePicture(core.origin, buyer.nickname),
    create_time: order.createTime,
    update_time: order.updateTime,
    ...timesOnWire(core, {
      paid_time: order.paidTime,
      rts_time: order.rtsTime,
      collection_time: order.collectionTime,
      delivery_time: order.deliveryTime,
      cancel_time: order.cancelTime,
      request_cancel_time: order.requestCancelTime,
    }),
    ...deadlinesOnWire(core, order),
    ...transportOnWire(core, order, parcels),
    payment: paymentOnWire(order),
    payment_method_name: order.paymentMethod,
    ...(version === "202507" ? { payment_method_code: "", payment_card_type: "", payment_auth_code: "" } : {}),
    ...(recipient === undefined ? {} : { recipient_address: recipient }),
    line_items: order.lines.map((line) =>
      lineOnWire(
        core,
        order,
        line,
        parcels.find((parcel) => parcel.id === line.packageId),
      ),
    ),
    ...(order.status === "CANCELLED" ? { cancel_reason: order.cancelReason, cancellation_initiator: order.cancelInitiator } : {}),
    is_on_hold_order: order.isOnHoldOrder,
    is_buyer_request_cancel: order.asksCancel,
    is_cod: order.isCod,
    is_sample_order: order.isSample,
    has_updated_recipient_address: order.hasNewAddress,
    is_replacement_order: order.replacedOrderId !== "",
    ...(order.replacedOrderId === "" ? {} : { replaced_order_id: order.replacedOrderId }),
    is_exchange_order: false,
    is_subscription_order: false,
    order_type: "NORMAL",
    commerce_platform: "TIKTOK_SHOP",
    need_upload_invoice: "UNKNOWN",
  };
}

/** Price detail: one flat object of money for the order, and the same keys for each line. */
export function priceOnWire(order: Order): Record<string, unknown> {
  const totals = totalsOf(order);
  const money = (minor: number) => amountText(minor, order.currency);
  const none = {
    shipping_fee_deduction_platform_voucher: money(0),
    voucher_deduction_platform: money(0),
    voucher_deduction_seller: money(0),
    cod_fee: money(0),
    cod_fee_net_amount: money(0),
    sku_gift_original_price: money(0),
    sku_gift_net_price: money(0),
  };
  const part = (original: number, seller: number, platform: number, tax: number, extra: number) => ({
    currency: order.currency,
    total: money(original + extra + tax),
    payment: money(original - seller - platform + extra + tax),
    sku_list_price: money(original),
    sku_sale_price: money(original - seller - platform),
    subtotal: money(original - seller - platform),
    subtotal_deduction_seller: money(seller),
    subtotal_deduction_platform: money(platform),
    subtotal_tax_amount: money(tax),
    tax_amount: money(tax),
    net_price_amount: money(original - seller - platform + extra),
  });
  return {
    ...part(totals.original, totals.sellerDiscount, totals.platformDiscount, totals.tax, totals.shippingFee),
    shipping_list_price: money(order.originalShippingFee),
    shipping_sale_price: money(totals.shippingFee),
    shipping_fee_deduction_seller: money(order.shippingSellerDiscount),
    shipping_fee_deduction_platform: money(order.shippingPlatformDiscount),
    tax_rate: order.address.region === "US" ? "0.0825" : "0.00",
    ...none,
    line_items: order.lines.map((line) => ({
      id: line.id,
      ...part(line.originalPrice, line.sellerDiscount, line.platformDiscount, line.tax, 0),
    })),
  };
}
