/** A cancellation or a return as rows of ours: what it says, whether it waits for us, and where that puts it in lists. Pure. TikTok's statuses:
 *  https://partner.tiktokshop.com/docv2/page/return-refund-and-cancel-api-overview. */
import { createHash } from "node:crypto";
import { describeNames } from "../orders/facts.ts";
import type { TikTokAftersale } from "../tiktok/aftersales.ts";
import { toMinorOrNull } from "../tiktok/money.ts";
import { isSellersFault } from "./reasons.ts";
import type { AftersaleLineRow, AftersaleRow } from "./table.ts";

/** In the order of a list: what waits for us, what waits for others, what is over. */
export const PHASES = ["waiting", "underway", "over"] as const;
export type Phase = (typeof PHASES)[number];

const OVER = new Set([
  "CANCELLATION_REQUEST_SUCCESS",
  "CANCELLATION_REQUEST_COMPLETE",
  "CANCELLATION_REQUEST_CANCEL",
  "CANCELLATION_REQUEST_CANCELLED",
  "REFUND_OR_RETURN_REQUEST_REJECT",
  "REJECT_RECEIVE_PACKAGE",
  "RETURN_OR_REFUND_REQUEST_COMPLETE",
  "RETURN_OR_REFUND_REQUEST_CANCEL",
  "RETURN_OR_REFUND_REQUEST_CANCELLED",
  "REPLACEMENT_REQUEST_REJECT",
  "REPLACEMENT_REQUEST_REFUND_SUCCESS",
  "REPLACEMENT_REQUEST_CANCEL",
  "REPLACEMENT_REQUEST_COMPLETE",
]);

/** Refused, but TikTok may still be asked to judge. */
const DISPUTED = "IN_PROGRESS";
const WITHDRAWN = new Set(["CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_CANCELLED", "CANCELLATION_REQUEST_PENDING"]);

/** A status nobody here knows is under way, unless TikTok waits for us. */
export function phaseOf({ status, action, arbitration }: Pick<TikTokAftersale, "status" | "action" | "arbitration">): Phase {
  if (arbitration === DISPUTED) return "underway";
  if (OVER.has(status)) return "over";
  return action ? "waiting" : "underway";
}

/** What has no deadline comes after what has, newest change first. */
const TURN_WITHOUT_DEADLINE = 9_000_000_000;
const HASH_CHARACTERS = 12;

export interface AftersaleFacts {
  row: Omit<AftersaleRow, "sent_at">;
  lines: AftersaleLineRow[];
}

/** Throws RangeError for an amount its currency cannot hold. */
export function factsOf(storeId: string, raw: TikTokAftersale): AftersaleFacts {
  const currency = raw.refund?.currency ?? raw.lines.find((line) => line.refund_amount?.currency)?.refund_amount?.currency ?? null;
  const minor = (amount: string | null | undefined) => (currency ? toMinorOrNull(amount ?? null, currency) : null);
  const lines = raw.lines.map(
    (line): AftersaleLineRow => ({
      aftersale_id: raw.id,
      line_id: line.order_line_item_id,
      sku_id: line.sku_id,
      title: line.product_name ?? "",
      variation: line.sku_name,
      seller_sku: line.seller_sku,
      image_url: line.product_image,
      refund_minor: minor(line.refund_amount?.refund_total),
    }),
  );
  const phase = phaseOf(raw);
  const content = {
    id: raw.id,
    kind: raw.kind,
    store_id: storeId,
    order_id: raw.orderId,
    type: raw.type,
    status: raw.status,
    role: raw.role,
    reason: raw.reason,
    reason_text: raw.reasonText || null,
    create_time: raw.createTime,
    update_time: raw.updateTime,
    action: raw.action,
    deadline: raw.deadline,
    items: describeItems(lines),
    units: lines.length,
    currency,
    refund_minor: minor(raw.refund?.refund_total),
    subtotal_minor: minor(raw.refund?.refund_subtotal),
    shipping_minor: minor(raw.refund?.refund_shipping_fee),
    tax_minor: minor(raw.refund?.refund_tax),
    partial_minor: minor(raw.partial),
    arbitration: raw.arbitration,
    provider: raw.provider,
    tracking_number: raw.trackingNumber,
    return_method: raw.method,
    warehouse_address: raw.warehouseAddress,
    keeps_item: Number(raw.keepsItem),
    is_quick: Number(raw.isQuick),
    way_back_by: raw.wayBackBy,
    is_fault: Number(raw.kind === "cancellation" && isSellersFault(raw.role, raw.reason) && !WITHDRAWN.has(raw.status)),
    phase: PHASES.indexOf(phase),
    turn: phase === "waiting" && raw.deadline ? raw.deadline : TURN_WITHOUT_DEADLINE - raw.updateTime,
  };
  const hash = createHash("sha256")
    .update(JSON.stringify([content, lines]))
    .digest("base64url")
    .slice(0, HASH_CHARACTERS);
  return { row: { ...content, hash }, lines };
}

/** "2 × BLK-M, 1 × CAP", as lists of orders say it. */
export function describeItems(lines: Pick<AftersaleLineRow, "sku_id" | "title" | "variation" | "seller_sku">[]): string {
  return describeNames(lines.map((line) => line.seller_sku ?? line.variation ?? (line.title || line.sku_id)));
}
