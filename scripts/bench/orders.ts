// Invented orders of TikTok's, as its API would tell them, written by the desk's own mirror into a database that nobody else has open. So each
// row, counter and search word is what the product itself would have written; only the road of the bytes is left out.
import type { DatabaseSync } from "node:sqlite";
import { openDb } from "../../test/rules/sqlite.ts";
import type { Kit } from "../../worker/env.ts";
import { mirrorOrders } from "../../worker/orders/mirror.ts";
import type { StoreRow } from "../../worker/stores/table.ts";
import type { TikTokOrder } from "../../worker/tiktok/orders.ts";
import { choose, drawName, mix, weigh, whole } from "./chance.ts";

/** As many orders as one page of TikTok's, five times over. */
const ORDERS_PER_BATCH = 500;
/** TikTok ships every fourth. */
const FBT_SHARE = 0.25;
const FIRST_ID = 576_460_752_303_423_488n;
const SKUS_PER_STORE = 300;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const STATUSES = [
  ["COMPLETED", 84],
  ["CANCELLED", 6],
  ["DELIVERED", 4],
  ["IN_TRANSIT", 3],
  ["AWAITING_SHIPMENT", 2],
  ["ON_HOLD", 1],
] as const;
/** 1.6 units an order. */
const UNITS = [
  [1, 60],
  [2, 25],
  [3, 10],
  [4, 5],
] as const;
const CARRIERS = ["USPS", "UPS", "FedEx"];
const CITIES = ["Austin", "Portland", "Nashville", "Tucson", "Madison"];
const BUYERS_PER_ORDER = 0.4;

export const orderId = (at: number) => String(FIRST_ID + BigInt(at));
/** Zipf's law among buyers: some buy often. */
export const buyerOf = (at: number, orders: number) => Math.floor(mix(at, 11) ** 3 * orders * BUYERS_PER_ORDER);
export const buyerId = (buyer: number) => String(7_494_000_000_000_000_000n + BigInt(buyer));

/** Half of all orders are the first store's, as with most sellers. */
export const storeAt = (at: number, stores: number) => (mix(at, 12) < 0.5 ? 0 : whole(stores, at, 13));

export interface Drawn {
  /** How many there are in all, newest first. */
  orders: number;
  /** Epoch seconds of the newest. */
  newest: number;
}

/** A year is full of orders, however many there are. */
const timeOf = (at: number, { orders, newest }: Drawn) => newest - Math.floor((at / orders) * 364 * DAY);

function drawOrder(at: number, drawn: Drawn): TikTokOrder {
  const created = timeOf(at, drawn);
  const status = at < drawn.orders / 10 ? weigh(STATUSES, at, 1) : mix(at, 2) < 0.06 ? "CANCELLED" : "COMPLETED";
  const left = ["IN_TRANSIT", "DELIVERED", "COMPLETED"].includes(status) ? created + 20 * HOUR : null;
  const there = ["DELIVERED", "COMPLETED"].includes(status) ? created + 4 * DAY : null;
  const buyer = buyerOf(at, drawn.orders);
  const packageId = left === null ? null : String(1_152_000_000_000_000_000n + BigInt(at));
  const units = Array.from({ length: weigh(UNITS, at, 3) }, (_, unit) => drawLine(at, unit, status, packageId, left));
  const goods = units.reduce((sum, line) => sum + Number(line.sale_price), 0);
  const money = { seller_discount: "0.50", platform_discount: "1.20", shipping_fee: "3.99", tax: (goods * 0.08).toFixed(2) };
  return {
    ...NOTHING,
    id: orderId(at),
    status,
    user_id: buyerId(buyer),
    buyer_nickname: drawName(buyer),
    create_time: created,
    update_time: (there ?? left ?? created) + HOUR,
    paid_time: created + 40,
    rts_time: left,
    collection_time: left,
    delivery_time: there,
    rts_sla_time: created + 2 * DAY,
    tts_sla_time: created + 3 * DAY,
    delivery_sla_time: created + 9 * DAY,
    fulfillment_type: mix(at, 4) < FBT_SHARE ? "FULFILLMENT_BY_TIKTOK" : "FULFILLMENT_BY_SELLER",
    packages: packageId === null ? [] : [{ id: packageId }],
    tracking_number: units[0]?.tracking_number ?? null,
    shipping_provider: units[0]?.shipping_provider_name ?? null,
    payment: { currency: "USD", sub_total: goods.toFixed(2), total_amount: (goods + 3.99).toFixed(2), ...money },
    recipient_address: drawAddress(buyer),
    line_items: units,
    ...(status === "CANCELLED"
      ? { cancel_reason: "Ordered by mistake", cancellation_initiator: "BUYER", cancel_time: created + HOUR }
      : {}),
  };
}

const NOTHING = {
  buyer_email: "v2b2V4@chat.seller.us.tiktok.com",
  buyer_message: null,
  seller_note: null,
  cancel_time: null,
  shipping_due_time: null,
  collection_due_time: null,
  shipping_type: "TIKTOK",
  delivery_option_name: "Standard shipping",
  warehouse_id: "7000714532876273410",
  payment_method_name: "Credit card",
  cancel_reason: null,
  cancellation_initiator: null,
  is_on_hold_order: false,
  is_buyer_request_cancel: false,
  is_cod: false,
  is_sample_order: false,
  is_replacement_order: false,
  replaced_order_id: null,
  order_type: "NORMAL",
  split_or_combine_tag: null,
};

function drawLine(
  at: number,
  unit: number,
  status: string,
  packageId: string | null,
  left: number | null,
): TikTokOrder["line_items"][number] {
  const sku = Math.floor(mix(at, unit, 5) ** 3 * SKUS_PER_STORE);
  const price = (5 + whole(60, sku, 6) + 0.99).toFixed(2);
  return {
    id: String(577_000_000_000_000_000n + BigInt(at) * 8n + BigInt(unit)),
    product_id: String(1_729_000_000_000_000_000n + BigInt(Math.floor(sku / 3))),
    product_name: `${drawName(Math.floor(sku / 3))} for every day`,
    sku_id: String(1_730_000_000_000_000_000n + BigInt(sku)),
    sku_name: choose(["Black, M", "White, L", "Default"], sku, 7),
    sku_image: null,
    seller_sku: `SKU-${sku}`,
    sale_price: price,
    original_price: price,
    seller_discount: "0.00",
    platform_discount: "0.00",
    currency: "USD",
    display_status: status,
    package_id: packageId,
    package_status: packageId === null ? null : status === "IN_TRANSIT" ? "FULFILLING" : "COMPLETED",
    shipping_provider_name: packageId === null ? null : choose(CARRIERS, at, 9),
    tracking_number: packageId === null ? null : `92${String(at).padStart(16, "0")}`,
    rts_time: left,
    cancel_user: status === "CANCELLED" ? "BUYER" : null,
    cancel_reason: null,
    is_gift: false,
  };
}

function drawAddress(buyer: number): TikTokOrder["recipient_address"] {
  const city = choose(CITIES, buyer, 10);
  const line = `${whole(9_999, buyer, 14)} Larkspur Avenue`;
  return {
    name: drawName(buyer),
    phone_number: `(+1)512${String(buyer % 10_000_000).padStart(7, "0")}`,
    full_address: `${line}, ${city}, United States`,
    address_line1: line,
    address_line2: "",
    address_line3: "",
    address_line4: "",
    address_detail: line,
    post_town: city,
    postal_code: String(10_000 + (buyer % 89_999)),
    region_code: "US",
    district_info: [],
  };
}

/** Oldest first, as they would have come over the year. */
export async function fillOrders(database: DatabaseSync, stores: StoreRow[], drawn: Drawn, perBatch = ORDERS_PER_BATCH): Promise<void> {
  const db = openDb(database);
  const sentAt = drawn.newest * 1000;
  const kit = { db, now: () => sentAt } as Kit;
  const waiting = new Map<StoreRow, TikTokOrder[]>();
  const write = async (store: StoreRow) => {
    const { broken } = await mirrorOrders(kit, store, waiting.get(store) ?? [], sentAt);
    if (broken.length > 0) throw new Error(`an invented order cannot be read: ${broken[0]?.reason}`);
    waiting.delete(store);
  };
  for (let at = drawn.orders - 1; at >= 0; at -= 1) {
    const store = stores[storeAt(at, stores.length)] as StoreRow;
    const orders = waiting.get(store) ?? [];
    waiting.set(store, orders);
    if (orders.push(drawOrder(at, drawn)) >= perBatch) await write(store);
  }
  for (const store of waiting.keys()) await write(store);
}
