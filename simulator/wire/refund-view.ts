// Refunds and the units they are for, as cancellations and returns show them alike. Refuses numbers: every amount is text.
import type { Core } from "../core/core.ts";
import { amountText } from "../core/money.ts";
import type { Line, Order } from "../orders/order.ts";
import { type Refund, refundTotal } from "../orders/refund.ts";
import { productPicture } from "../pictures.ts";

export function refundOnWire(refund: Refund, order: Order): Record<string, string> {
  const money = (minor: number) => amountText(minor, order.currency);
  return {
    currency: order.currency,
    refund_total: money(refundTotal(refund)),
    refund_subtotal: money(refund.subTotal),
    refund_shipping_fee: money(refund.shippingFee),
    refund_tax: money(refund.tax),
    ...(order.address.region === "US" ? { retail_delivery_fee: money(0) } : {}),
  };
}

const PICTURE_SIDE = 200;

/** What a unit is, as every after-sales list repeats it. */
export const unitOnWire = (core: Core, line: Line) => ({
  order_line_item_id: line.id,
  sku_id: line.skuId,
  sku_name: line.skuName,
  product_name: line.productName,
  seller_sku: line.sellerSku,
  product_image: { url: productPicture(core.origin, line.productName), width: PICTURE_SIDE, height: PICTURE_SIDE },
});
