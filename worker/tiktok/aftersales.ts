/** Cancellations and returns as TikTok Shop answers them. Words it may add to (statuses, types, reasons) stay as they come; one object that cannot
 *  be read never hides the rest of its page. https://partner.tiktokshop.com/docv2/page/search-cancellations-202309, …/search-returns-202309. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { flag, id, listOf, seconds, text } from "./fields.ts";

/** TikTok's most. The parameter is declared as text. */
const PAGE_SIZE = "50";
/** Ids one search is asked for. */
export const ORDERS_PER_AFTERSALE_SEARCH_MAX = 50;

export const amount = z
  .object({ currency: text, refund_total: text, refund_subtotal: text, refund_shipping_fee: text, refund_tax: text })
  .nullish()
  .transform((value) => value ?? null);

const image = z
  .object({ url: text })
  .nullish()
  .transform((value) => value?.url ?? null);

const unit = {
  order_line_item_id: id,
  sku_id: id,
  sku_name: text,
  product_name: text,
  seller_sku: text,
  product_image: image,
  refund_amount: amount,
};

const shared = {
  order_id: id,
  role: text,
  create_time: z.coerce.number().int().positive(),
  update_time: z.coerce.number().int().positive(),
  seller_next_action_response: listOf(z.object({ action: text, deadline: seconds })),
  refund_amount: amount,
};

const cancellation = z
  .object({
    ...shared,
    cancel_id: id,
    cancel_type: text,
    cancel_status: z.string().min(1),
    cancel_reason: text,
    cancel_reason_text: text,
    cancel_line_items: listOf(z.object(unit)),
  })
  .transform((raw) => ({
    kind: "cancellation" as const,
    ...sharedOf(raw),
    id: raw.cancel_id,
    type: raw.cancel_type ?? "",
    status: raw.cancel_status,
    reason: raw.cancel_reason,
    reasonText: raw.cancel_reason_text,
    lines: raw.cancel_line_items,
    ...NO_GOODS,
  }));

const returned = z
  .object({
    ...shared,
    return_id: id,
    return_type: text,
    return_status: z.string().min(1),
    return_reason: text,
    return_reason_text: text,
    return_line_items: listOf(z.object(unit)),
    arbitration_status: text,
    return_tracking_number: text,
    return_provider_name: text,
    return_method: text,
    can_buyer_keep_item: flag,
    is_quick_refund: flag,
    shipping_fee_amount: listOf(
      z.object({ seller_paid_return_shipping_fee: text, platform_paid_return_shipping_fee: text, buyer_paid_return_shipping_fee: text }),
    ),
    partial_refund: z
      .object({ amount: text })
      .nullish()
      .transform((value) => value?.amount ?? null),
    return_warehouse_address: z
      .object({ full_address: text })
      .nullish()
      .transform((value) => value?.full_address ?? null),
  })
  .transform((raw) => ({
    kind: "return" as const,
    ...sharedOf(raw),
    id: raw.return_id,
    type: raw.return_type ?? "",
    status: raw.return_status,
    reason: raw.return_reason,
    reasonText: raw.return_reason_text,
    lines: raw.return_line_items,
    arbitration: raw.arbitration_status,
    trackingNumber: raw.return_tracking_number,
    provider: raw.return_provider_name,
    method: raw.return_method,
    keepsItem: raw.can_buyer_keep_item,
    isQuick: raw.is_quick_refund,
    wayBackBy: payerOf(raw.shipping_fee_amount),
    partial: raw.partial_refund,
    warehouseAddress: raw.return_warehouse_address,
  }));

type Payer = "seller" | "platform" | "buyer";
const PAYERS: readonly Payer[] = ["seller", "platform", "buyer"];

/** Null where nobody pays anything, or several do. */
function payerOf(fees: Partial<Record<`${Payer}_paid_return_shipping_fee`, string | null>>[]): Payer | null {
  const paying = PAYERS.filter((payer) => fees.some((fee) => Number(fee[`${payer}_paid_return_shipping_fee`]) > 0));
  return paying.length === 1 ? (paying[0] ?? null) : null;
}

const NO_GOODS = {
  arbitration: null,
  trackingNumber: null,
  provider: null,
  method: null,
  keepsItem: false,
  isQuick: false,
  wayBackBy: null,
  partial: null,
  warehouseAddress: null,
};

const sharedObject = z.object(shared);

function sharedOf(raw: z.infer<typeof sharedObject>) {
  const [next] = raw.seller_next_action_response;
  return {
    orderId: raw.order_id,
    role: raw.role,
    createTime: raw.create_time,
    updateTime: raw.update_time,
    /** What TikTok waits for from the seller. */
    action: next?.action ?? null,
    deadline: next?.deadline ?? null,
    refund: raw.refund_amount,
  };
}

export type TikTokCancellation = z.infer<typeof cancellation>;
export type TikTokReturn = z.infer<typeof returned>;
export type TikTokAftersale = TikTokCancellation | TikTokReturn;
export type AftersaleKind = TikTokAftersale["kind"];

export interface AftersalePage {
  rows: TikTokAftersale[];
  broken: { id: string; reason: string }[];
  /** Empty at the end. */
  nextPageToken: string;
  total: number;
}

/** Of some orders; or all by the time they changed, oldest first; or by the time they were opened, newest first. Times in epoch seconds, half-open. */
export type AftersaleSearch =
  | { orders: readonly string[]; pageToken?: string }
  | { by: "update_time" | "create_time"; order: "ASC" | "DESC"; from: number; before: number; pageToken?: string };

const KINDS = {
  cancellation: { path: "/return_refund/202602/cancellations/search", list: "cancellations", id: "cancel_id", schema: cancellation },
  return: { path: "/return_refund/202602/returns/search", list: "return_orders", id: "return_id", schema: returned },
} as const;

export async function searchAftersales(shop: Line, kind: AftersaleKind, search: AftersaleSearch): Promise<AftersalePage> {
  const { path, list, id: idName, schema } = KINDS[kind];
  const isOfOrders = "orders" in search;
  const query: Record<string, string> = {
    page_size: PAGE_SIZE,
    sort_field: isOfOrders ? "create_time" : search.by,
    sort_order: isOfOrders ? "ASC" : search.order,
  };
  if (search.pageToken) query.page_token = search.pageToken;
  const body = isOfOrders ? { order_ids: search.orders } : { [`${search.by}_ge`]: search.from, [`${search.by}_lt`]: search.before };
  const { data } = await callTikTok(shop, { method: "POST", path, query, body });
  const page = z
    .object({ [list]: listOf(z.unknown()), next_page_token: z.string().nullish(), total_count: z.coerce.number().nullish() })
    .parse(data) as { next_page_token?: string | null; total_count?: number | null } & Record<string, unknown[]>;
  const rows: TikTokAftersale[] = [];
  const broken: AftersalePage["broken"] = [];
  for (const raw of page[list] ?? []) {
    const read = schema.safeParse(raw);
    if (read.success) rows.push(read.data);
    else broken.push({ id: nameOf(raw, idName), reason: `${read.error.issues[0]?.path.join(".") || kind}: unreadable` });
  }
  return { rows, broken, nextPageToken: page.next_page_token ?? "", total: page.total_count ?? rows.length };
}

function nameOf(raw: unknown, idName: string): string {
  const read = z.object({ [idName]: id }).safeParse(raw);
  return read.success ? String(read.data[idName]) : "unknown";
}
