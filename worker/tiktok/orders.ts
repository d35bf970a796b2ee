/** Orders as TikTok Shop answers them: search, detail, tracking. One object that cannot be read never hides the rest of its page.
 *  https://partner.tiktokshop.com/docv2/page/get-order-list-202309, …/get-order-detail-202507, …/get-tracking-202309. */
import * as z from "zod";
import { type Call, callTikTok, type Line } from "./client.ts";
import { flag, id, listOf, optionalId, seconds, text } from "./fields.ts";

const ORDERS_PER_PAGE_MAX = 100;
export const ORDERS_PER_DETAIL_MAX = 50;

const line = z.object({
  id,
  product_id: optionalId,
  product_name: text,
  sku_id: id,
  sku_name: text,
  sku_image: text,
  seller_sku: text,
  sale_price: text,
  original_price: text,
  seller_discount: text,
  platform_discount: text,
  currency: text,
  display_status: text,
  package_id: optionalId,
  package_status: text,
  shipping_provider_name: text,
  tracking_number: text,
  rts_time: seconds,
  cancel_user: text,
  cancel_reason: text,
  is_gift: flag,
});

const district = z.object({ address_level: text, address_name: text, address_level_name: text });

const address = z.object({
  name: text,
  phone_number: text,
  full_address: text,
  address_line1: text,
  address_line2: text,
  address_line3: text,
  address_line4: text,
  address_detail: text,
  post_town: text,
  postal_code: text,
  region_code: text,
  district_info: listOf(district),
});

const payment = z.object({
  currency: z.string().length(3),
  sub_total: text,
  shipping_fee: text,
  seller_discount: text,
  platform_discount: text,
  tax: text,
  total_amount: z.string(),
});

const order = z.object({
  id,
  status: z.string().min(1),
  user_id: optionalId,
  buyer_nickname: text,
  buyer_email: text,
  buyer_message: text,
  seller_note: text,
  create_time: z.coerce.number().int().positive(),
  update_time: z.coerce.number().int().positive(),
  paid_time: seconds,
  rts_time: seconds,
  collection_time: seconds,
  delivery_time: seconds,
  cancel_time: seconds,
  rts_sla_time: seconds,
  tts_sla_time: seconds,
  delivery_sla_time: seconds,
  shipping_due_time: seconds,
  collection_due_time: seconds,
  fulfillment_type: text,
  shipping_type: text,
  delivery_option_name: text,
  shipping_provider: text,
  tracking_number: text,
  warehouse_id: optionalId,
  packages: listOf(z.object({ id })),
  payment,
  payment_method_name: text,
  recipient_address: address.nullish().transform((value) => value ?? null),
  line_items: z.array(line).min(1),
  cancel_reason: text,
  cancellation_initiator: text,
  is_on_hold_order: flag,
  is_buyer_request_cancel: flag,
  is_cod: flag,
  is_sample_order: flag,
  is_replacement_order: flag,
  replaced_order_id: optionalId,
  order_type: text,
  split_or_combine_tag: text,
});

export type TikTokOrder = z.infer<typeof order>;
export type TikTokLine = TikTokOrder["line_items"][number];
export type TikTokAddress = NonNullable<TikTokOrder["recipient_address"]>;

/** An order that came but could not be read: named, so that it can be shown and tried again. */
export interface BrokenOrder {
  id: string;
  reason: string;
}

export interface OrderPage {
  orders: TikTokOrder[];
  broken: BrokenOrder[];
  /** Empty at the end. */
  nextPageToken: string;
  /** TikTok's own count for the filter; it drifts while orders change. */
  total: number;
}

export interface OrderSearch {
  by: "create_time" | "update_time";
  order: "ASC" | "DESC";
  /** Epoch seconds, half-open: from ≤ time < before. */
  from: number;
  before: number;
  pageToken?: string;
  pageSize?: number;
}

export async function searchOrders(shop: Line, search: OrderSearch): Promise<OrderPage> {
  const query: Record<string, string> = {
    page_size: String(search.pageSize ?? ORDERS_PER_PAGE_MAX),
    sort_field: search.by,
    sort_order: search.order,
  };
  if (search.pageToken) query.page_token = search.pageToken;
  const body = { [`${search.by}_ge`]: search.from, [`${search.by}_lt`]: search.before };
  return readOrders(await callOrders(shop, { method: "POST", path: "/order/202309/orders/search", query, body }));
}

/** At most ORDERS_PER_DETAIL_MAX ids; ids that TikTok does not know are simply absent. */
export async function findOrders(shop: Line, ids: readonly string[]): Promise<OrderPage> {
  return readOrders(await callOrders(shop, { method: "GET", path: "/order/202507/orders", query: { ids: ids.join(",") } }));
}

const envelope = z.object({
  orders: listOf(z.unknown()),
  next_page_token: z.string().nullish(),
  total_count: z.coerce.number().nullish(),
});

async function callOrders(shop: Line, call: Call) {
  return envelope.parse((await callTikTok(shop, call)).data);
}

function readOrders(page: z.infer<typeof envelope>): OrderPage {
  const orders: TikTokOrder[] = [];
  const broken: BrokenOrder[] = [];
  for (const raw of page.orders) {
    const read = order.safeParse(raw);
    if (read.success) orders.push(read.data);
    else broken.push({ id: idOf(raw), reason: firstIssue(read.error) });
  }
  return { orders, broken, nextPageToken: page.next_page_token ?? "", total: page.total_count ?? orders.length };
}

function idOf(raw: unknown): string {
  const read = z.object({ id }).safeParse(raw);
  return read.success ? read.data.id : "unknown";
}

/** Names the field, never its value: values can be personal. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join(".") || "order"}: ${issue?.code ?? "unreadable"}`;
}

const tracking = z.object({
  tracking: listOf(z.object({ description: text, update_time_millis: z.coerce.number() })),
});

export interface TrackingEvent {
  words: string;
  /** Epoch milliseconds, as TikTok gives them here. */
  at: number;
}

/** What carriers said of an order's parcels, newest first. */
export async function listTracking(shop: Line, orderId: string): Promise<TrackingEvent[]> {
  const { data } = await callTikTok(shop, { method: "GET", path: `/fulfillment/202309/orders/${orderId}/tracking` });
  const events = tracking.parse(data).tracking.map((event) => ({ words: event.description ?? "", at: event.update_time_millis }));
  return events.sort((a, b) => b.at - a.at);
}
