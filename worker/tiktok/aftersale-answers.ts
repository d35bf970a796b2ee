/** What TikTok says a seller may do about a case or an order, and what stands in a return's records. Asked when somebody looks, never kept.
 *  https://partner.tiktokshop.com/docv2/page/get-decision-eligibility-202601, …/get-aftersale-eligibility-202309. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { flag, id, listOf, seconds, text } from "./fields.ts";

const record = z.object({
  role: text,
  description: text,
  reason_text: text,
  note: text,
  images: listOf(z.object({ url: text })),
  videos: listOf(z.object({ url: text })),
  create_time: seconds,
});

export interface ReturnRecord {
  role: string | null;
  description: string | null;
  reasonText: string | null;
  note: string | null;
  images: string[];
  videos: number;
  /** Epoch seconds. */
  time: number | null;
}

/** What buyer and seller wrote and showed, which the search leaves out. https://partner.tiktokshop.com/docv2/page/get-return-records-202309. */
export async function listRecords(shop: Line, returnId: string): Promise<ReturnRecord[]> {
  const { data } = await callTikTok(shop, { method: "GET", path: `/return_refund/202309/returns/${returnId}/records` });
  return z
    .object({ records: listOf(record) })
    .parse(data)
    .records.map((raw) => ({
      role: raw.role,
      description: raw.description,
      reasonText: raw.reason_text,
      note: raw.note,
      images: raw.images.flatMap(({ url }) => url ?? []),
      videos: raw.videos.length,
      time: raw.create_time,
    }));
}

/** Any reason TikTok offers for a refusal, by its key and in its words. */
export interface RejectReason {
  name: string;
  text: string;
}

const reason = z.object({ name: id, text }).transform(({ name, text: words }): RejectReason => ({ name, text: words ?? name }));

const DECISION_MISMATCH = 25020003;

export interface Decision {
  decision: string;
  eligible: boolean;
  /** It is an answer to another kind of request, or of another time. */
  isForeign: boolean;
  /** TikTok's own words where it is not eligible. */
  because: string | null;
  rejectReasons: RejectReason[];
}

/** What TikTok lets the seller answer now. https://partner.tiktokshop.com/docv2/page/get-decision-eligibility-202601. */
export async function listDecisions(shop: Line, aftersaleId: string): Promise<Decision[]> {
  const query = { return_or_cancel_id: aftersaleId };
  const { data } = await callTikTok(shop, { method: "GET", path: "/return_refund/202601/decision_eligibility", query });
  const row = z.object({
    decision: id,
    eligible: flag,
    ineligible_code: z.coerce.number().nullish(),
    ineligible_reason: text,
    available_reject_reasons: listOf(reason),
  });
  return z
    .object({ decisions: listOf(row) })
    .parse(data)
    .decisions.map((raw) => ({
      decision: raw.decision,
      eligible: raw.eligible,
      isForeign: raw.ineligible_code === DECISION_MISMATCH,
      because: raw.ineligible_reason,
      rejectReasons: raw.available_reject_reasons,
    }));
}

export type RequestType = "CANCEL" | "REFUND" | "RETURN_AND_REFUND";

export interface Eligibility {
  type: string;
  lines: string[];
  eligible: boolean;
  because: string | null;
  reasons: string[];
}

/** Which units the seller may cancel or refund, and for which reasons. `order_line_items_ids` is TikTok's spelling. */
export async function listEligibility(shop: Line, orderId: string, types: readonly RequestType[]): Promise<Eligibility[]> {
  const query = { initiate_aftersale_user: "SELLER", request_types: types.join(",") };
  const { data } = await callTikTok(shop, { method: "GET", path: `/return_refund/202602/orders/${orderId}/aftersale_eligibility`, query });
  const line = z.object({
    request_type: text,
    order_line_items_ids: listOf(id),
    eligible: flag,
    ineligible_reason: text,
    available_reason_names: listOf(id),
  });
  return z
    .object({ sku_eligibility: listOf(z.object({ line_item_eligibility: listOf(line) })) })
    .parse(data)
    .sku_eligibility.flatMap((sku) => sku.line_item_eligibility)
    .map((raw) => ({
      type: raw.request_type ?? "",
      lines: raw.order_line_items_ids,
      eligible: raw.eligible,
      because: raw.ineligible_reason,
      reasons: raw.available_reason_names,
    }));
}
