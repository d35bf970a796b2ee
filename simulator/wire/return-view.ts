// A return as TikTok's answers show it, and its records with their photos, which the search leaves out. Refuses numbers for money.
import { type ReturnCase, returnStatusText, sellerAction } from "../aftersales/return.ts";
import { warehousesOf } from "../catalogue/warehouse.ts";
import type { Core } from "../core/core.ts";
import { amountText } from "../core/money.ts";
import { fileAddress } from "../files.ts";
import type { Line, Order } from "../orders/order.ts";
import { refundOfLine } from "../orders/refund.ts";
import { photo } from "../pictures.ts";
import { refundOnWire, unitOnWire } from "./refund-view.ts";

const [PHOTO_WIDTH, PHOTO_HEIGHT] = [540, 720];
const METHODS = { PLATFORM: "PLATFORM_SHIPPED", BUYER_ARRANGE: "BUYER_SHIPPED" } as const;

function journeyOnWire(core: Core, one: ReturnCase) {
  if (one.type === "REFUND") return {};
  const home = warehousesOf(core, one.shopId).find((warehouse) => warehouse.kind === "RETURN");
  return {
    shipment_type: one.shipmentType,
    handover_method: "DROP_OFF",
    return_method: METHODS[one.shipmentType],
    return_shipping_document_type: "QR_CODE",
    ...(one.trackingNumber ? { return_tracking_number: one.trackingNumber } : {}),
    ...(one.providerId ? { return_provider_id: one.providerId, return_provider_name: one.providerName } : {}),
    ...(home ? { return_warehouse_address: { full_address: `${home.line1}, ${home.town}` } } : {}),
  };
}

function discountsOnWire(order: Order, lines: readonly Line[]) {
  const money = (minor: number) => amountText(minor, order.currency);
  const sum = (part: (line: Line) => number) => money(lines.reduce((total, line) => total + part(line), 0));
  return {
    currency: order.currency,
    product_seller_discount: sum((line) => line.sellerDiscount),
    product_platform_discount: sum((line) => line.platformDiscount),
    shipping_fee_seller_discount: money(0),
    shipping_fee_platform_discount: money(0),
  };
}

function offerOnWire(one: ReturnCase, order: Order) {
  if (one.offer === null) return {};
  const partial = { currency: order.currency, amount: amountText(one.offer, order.currency) };
  return { seller_proposed_return_type: "PARTIAL_REFUND", partial_refund: partial, buyer_rejected_partial_refund: one.offerRefused };
}

/** One row of `return_orders`. */
export function returnOnWire(core: Core, one: ReturnCase): Record<string, unknown> {
  const order = core.state.orders[one.orderId];
  if (!order) return { return_id: one.id };
  const lines = one.lineIds.flatMap((id) => order.lines.find((line) => line.id === id) ?? []);
  const action = sellerAction(core, one);
  const paidBy = (who: string) => amountText(one.wayBack?.by === who ? one.wayBack.amount : 0, order.currency);
  const fees = ["seller", "platform", "buyer"].map((who) => [`${who}_paid_return_shipping_fee`, paidBy(who)]);
  return {
    return_id: one.id,
    order_id: one.orderId,
    return_type: one.type,
    return_status: returnStatusText(core, one.status),
    ...(one.arbitration ? { arbitration_status: one.arbitration } : {}),
    role: one.role,
    return_reason: one.reason,
    return_reason_text: one.reasonText,
    ...journeyOnWire(core, one),
    ...offerOnWire(one, order),
    can_buyer_keep_item: one.keepsItem,
    is_combined_return: false,
    is_quick_refund: one.isQuick,
    create_time: one.createTime,
    update_time: one.updateTime,
    seller_next_action_response: action ? [{ action, deadline: one.deadline }] : [],
    refund_amount: refundOnWire(one.refund, order),
    shipping_fee_amount: [{ currency: order.currency, ...Object.fromEntries(fees) }],
    discount_amount: [discountsOnWire(order, lines)],
    return_line_items: lines.map((line, at) => ({
      return_line_item_id: one.unitIds[at],
      ...unitOnWire(core, line),
      refund_amount: refundOnWire(refundOfLine(order, line), order),
    })),
  };
}

const sceneOnWire = (core: Core, scene: string) => ({
  url: photo(core.origin, scene, PHOTO_WIDTH, PHOTO_HEIGHT),
  width: PHOTO_WIDTH,
  height: PHOTO_HEIGHT,
});

/** A file that fell off the shelf is a picture TikTok no longer has. */
function fileOnWire(core: Core, name: string) {
  const file = core.state.files[name];
  return file ? [{ url: fileAddress(core, file), width: file.width, height: file.height }] : [];
}

export const recordsOnWire = (core: Core, one: ReturnCase) =>
  one.records.map((record) => ({
    event: "ORDER_RETURN",
    role: record.role,
    description: record.description,
    reason_text: one.reasonText,
    note: record.note,
    images: [...record.scenes.map((scene) => sceneOnWire(core, scene)), ...(record.files ?? []).flatMap((name) => fileOnWire(core, name))],
    videos: [],
    create_time: record.createTime,
  }));
