/** One TikTok order as rows of ours. Pure: reads the order and the store's settings, decides nothing about what is already stored. */
import { createHash } from "node:crypto";
import { localDate } from "../stores/calendar.ts";
import type { StoreRow } from "../stores/table.ts";
import { toMinor, toMinorOrNull } from "../tiktok/money.ts";
import type { TikTokAddress, TikTokLine, TikTokOrder } from "../tiktok/orders.ts";
import type { LineRow, OrderRow, PackageRow, RecipientRow } from "./table.ts";
import { buyerToken, storeToken, wordsOf } from "./words.ts";

export interface OrderFacts {
  order: Omit<OrderRow, "stage" | "due_time" | "turn" | "cold_at" | "sent_at">;
  lines: LineRow[];
  packages: PackageRow[];
  /** Null while TikTok gives no address: before payment and in the buyer's first hour. */
  recipient: RecipientRow | null;
  /** What the order's lines say of listings we may not know yet. */
  skus: {
    sku_id: string;
    product_id: string | null;
    title: string;
    variation: string | null;
    seller_sku: string | null;
    image_url: string | null;
  }[];
  /** Decimal text of a 63-bit number that begins with the order's second. */
  searchRow: string;
  words: string;
  /** As above, without whose order it is. */
  unnamedWords: string;
}

const HASH_CHARACTERS = 12;
const ITEMS_SHOWN_MAX = 3;
const NAME_CHARACTERS_SHOWN = 24;

/** Throws RangeError for an amount its currency cannot hold. */
export function factsOf(store: Pick<StoreRow, "id" | "time_zone">, raw: TikTokOrder): OrderFacts {
  const currency = raw.payment.currency;
  const lines = raw.line_items.map((line) => lineOf(raw, line, currency));
  const packages = packagesOf(raw);
  const recipient = raw.recipient_address ? recipientOf(raw, raw.recipient_address) : null;
  const words = searchWords(store.id, raw);
  const unnamedWords = searchWords(store.id, { ...raw, user_id: null, buyer_nickname: null });
  const content = { ...orderOf(store, raw), words_hash: hashOf(words) };
  const hash = hashOf(JSON.stringify([content, lines, packages, recipient]));
  const skus = raw.line_items.map(skuOf);
  const order = { ...content, hash, person_gone_at: null };
  return { order, lines, packages, recipient, skus, searchRow: searchRowOf(raw.create_time, raw.id), words, unnamedWords };
}

/** From one of TikTok's own warehouses, under whichever name: https://partner.tiktokshop.com/docv2/page/get-order-detail-202507. */
export const isByTikTok = ({ fulfillment_type }: Pick<TikTokOrder, "fulfillment_type">) =>
  fulfillment_type !== null && fulfillment_type !== "FULFILLMENT_BY_SELLER";

function orderOf(
  store: Pick<StoreRow, "id" | "time_zone">,
  raw: TikTokOrder,
): Omit<OrderFacts["order"], "hash" | "words_hash" | "person_gone_at"> {
  const { payment } = raw;
  const minor = (amount: string | null) => toMinorOrNull(amount, payment.currency);
  return {
    create_time: raw.create_time,
    id: raw.id,
    store_id: store.id,
    status: raw.status,
    update_time: raw.update_time,
    // What TikTok's warehouses ship is the past until a store imports it.
    scope: isByTikTok(raw) ? "history" : "live",
    fulfilled_by: isByTikTok(raw) ? "store" : "merchant",
    shipping_type: raw.shipping_type,
    order_type: raw.order_type,
    is_sample: Number(raw.is_sample_order),
    is_cod: Number(raw.is_cod),
    replaced_order_id: raw.replaced_order_id,
    cancel_requested: Number(raw.is_buyer_request_cancel),
    buyer_user_id: raw.user_id,
    buyer_nickname: raw.buyer_nickname,
    buyer_message: raw.buyer_message,
    seller_note: raw.seller_note,
    items: describeItems(raw.line_items),
    units: raw.line_items.length,
    currency: payment.currency,
    total_minor: toMinor(payment.total_amount, payment.currency),
    subtotal_minor: minor(payment.sub_total),
    shipping_minor: minor(payment.shipping_fee),
    tax_minor: minor(payment.tax),
    seller_discount_minor: minor(payment.seller_discount),
    platform_discount_minor: minor(payment.platform_discount),
    payment_method: raw.payment_method_name,
    paid_time: raw.paid_time,
    paid_date: raw.paid_time ? localDate(raw.paid_time, store.time_zone) : null,
    rts_time: raw.rts_time,
    collection_time: raw.collection_time,
    delivery_time: raw.delivery_time,
    cancel_time: raw.cancel_time,
    rts_sla_time: raw.rts_sla_time,
    tts_sla_time: raw.tts_sla_time,
    delivery_sla_time: raw.delivery_sla_time,
    shipping_due_time: raw.shipping_due_time,
    collection_due_time: raw.collection_due_time,
    delivery_option: raw.delivery_option_name,
    warehouse_id: raw.warehouse_id,
    cancel_reason: raw.cancel_reason,
    cancel_by: raw.cancellation_initiator,
  };
}

function lineOf(raw: TikTokOrder, line: TikTokLine, currency: string): LineRow {
  return {
    order_id: raw.id,
    id: line.id,
    create_time: raw.create_time,
    sku_id: line.sku_id,
    status: line.display_status ?? raw.status,
    package_id: line.package_id,
    price_minor: toMinor(line.sale_price ?? "0", currency),
    seller_discount_minor: toMinorOrNull(line.seller_discount, currency),
    platform_discount_minor: toMinorOrNull(line.platform_discount, currency),
    is_gift: Number(line.is_gift),
    rts_time: line.rts_time,
    cancel_by: line.cancel_user,
    cancel_reason: line.cancel_reason,
  };
}

/** Packages as the lines tell of them: an order answer names packages and leaves their contents to the lines. Carrier and number of the order
 *  itself are those of its first parcel on the way, and say something of a package only where there is no other. */
function packagesOf(raw: TikTokOrder): PackageRow[] {
  const ids = new Set([...raw.packages.map(({ id }) => id), ...raw.line_items.flatMap((line) => line.package_id ?? [])]);
  const sole = ids.size === 1 ? { provider: raw.shipping_provider, tracking_number: raw.tracking_number } : null;
  const packages = [...ids].map((id): PackageRow => {
    const lines = raw.line_items.filter((line) => line.package_id === id);
    const first = <T>(tell: (line: TikTokLine) => T | null): T | null => lines.map(tell).find((value) => value !== null) ?? null;
    return {
      order_id: raw.id,
      id,
      status: first((line) => line.package_status) ?? "",
      provider: first((line) => line.shipping_provider_name) ?? sole?.provider ?? null,
      tracking_number: first((line) => line.tracking_number) ?? sole?.tracking_number ?? null,
    };
  });
  return packages;
}

/** TikTok stars out what it does not share; how many stars it uses is not specified. */
const isMasked = (value: string | null) => value?.includes("*") ?? false;

function recipientOf(raw: TikTokOrder, address: TikTokAddress): RecipientRow | null {
  const levels = new Map(address.district_info.map((district) => [district.address_level, district.address_name]));
  const street = [address.address_line1, address.address_line2, address.address_line3, address.address_line4].filter(Boolean).join("\n");
  const written = street || address.address_detail || address.full_address;
  if (!address.name && !address.phone_number && !written) return null;
  return {
    order_id: raw.id,
    is_masked: Number([address.name, address.phone_number, written, address.postal_code].some(isMasked)),
    name: address.name,
    phone: address.phone_number,
    address: written,
    city: address.post_town ?? levels.get("L3") ?? levels.get("L2") ?? null,
    region: levels.get("L1") ?? null,
    postal_code: address.postal_code,
    country: address.region_code,
    email: raw.buyer_email,
  };
}

function skuOf(line: TikTokLine): OrderFacts["skus"][number] {
  const { sku_id, product_id, seller_sku } = line;
  return { sku_id, product_id, title: line.product_name ?? "", variation: line.sku_name, seller_sku, image_url: line.sku_image };
}

/** "3 × BLK-M, 1 × CAP" for lists: seller SKUs, or names where the seller gave none. */
const describeItems = (lines: TikTokLine[]) =>
  describeNames(lines.map((line) => line.seller_sku ?? line.sku_name ?? line.product_name ?? line.sku_id));

/** One name for each unit. */
export function describeNames(names: string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const shown = [...counts].slice(0, ITEMS_SHOWN_MAX).map(([name, count]) => `${count} × ${name.slice(0, NAME_CHARACTERS_SHOWN)}`);
  return counts.size > ITEMS_SHOWN_MAX ? `${shown.join(", ")} +${counts.size - ITEMS_SHOWN_MAX}` : shown.join(", ");
}

function searchWords(storeId: string, raw: TikTokOrder): string {
  const texts = new Set<string>([raw.id, raw.buyer_nickname ?? "", raw.tracking_number ?? ""]);
  for (const { id } of raw.packages) texts.add(id);
  for (const line of raw.line_items) {
    for (const text of [line.seller_sku, line.sku_id, line.product_name, line.sku_name, line.tracking_number, line.package_id])
      texts.add(text ?? "");
  }
  return searchWordsOf(storeId, raw.user_id, texts);
}

/** How an order is found, by every text that names it. */
export const searchWordsOf = (storeId: string, buyerUserId: string | null, texts: Set<string>) =>
  `${storeToken(storeId)} ${buyerToken(buyerUserId ?? "")} ${wordsOf([...texts].join(" "))}`;

const hashOf = (content: string) => createHash("sha256").update(content).digest("base64url").slice(0, HASH_CHARACTERS);

/** 31 bits of seconds, then 32 bits of the id's hash: unique but for odds of one in four billion within one second. */
export function searchRowOf(createTime: number, id: string): string {
  const low = createHash("sha256").update(id).digest().readUInt32BE(0);
  return ((BigInt(createTime) << 32n) | BigInt(low)).toString();
}
