/** What a seller may tell TikTok to do after a sale: cancel, answer a request, open a refund. None of it is repeated here; a lost answer is the
 *  caller's to clear up. https://partner.tiktokshop.com/docv2/page/cancel-order-202309, …/approve-return-202309, …/create-return-202309. */
import * as z from "zod";
import type { RequestType } from "./aftersale-answers.ts";
import { amount } from "./aftersales.ts";
import { callTikTok, type Line } from "./client.ts";
import { id, optionalId } from "./fields.ts";

export interface Money {
  currency: string;
  /** Decimal text, as TikTok writes amounts. */
  amount: string;
}

/** `units` are absent for the whole order: naming all of them is a part to TikTok. Answers the cancellation's id. */
export async function cancelOrder(
  shop: Line,
  { orderId, reason, units }: { orderId: string; reason: string; units?: readonly string[] | undefined },
): Promise<string | null> {
  const body = { order_id: orderId, cancel_reason: reason, ...(units ? { order_line_item_ids: units } : {}) };
  const { data } = await callTikTok(shop, { method: "POST", path: "/return_refund/202602/cancellations", body });
  return readId(data, "cancel_id");
}

/** What the buyer gets back. */
export async function calculateRefund(
  shop: Line,
  ask: { orderId: string; type: RequestType; reason: string; units?: readonly string[] | undefined },
) {
  const body = {
    order_id: ask.orderId,
    request_type: ask.type,
    reason_name: ask.reason,
    ...(ask.units ? { order_line_item_ids: ask.units } : {}),
  };
  return readAmount((await callTikTok(shop, { method: "POST", path: "/return_refund/202602/refunds/calculate", body })).data);
}

export interface Answering {
  kind: "cancellation" | "return";
  id: string;
  /** Repeats across tries of one click. */
  key: string;
  /** TikTok's word; cancellations have only yes and no. */
  decision: string;
  reason?: string | undefined;
  comment?: string | undefined;
  partial?: Money | undefined;
  keepsItem?: boolean | undefined;
  /** Only with a refusal. */
  photos?: readonly EvidencePhoto[] | undefined;
}

/** A picture TikTok has and knows by its id. */
export interface EvidencePhoto {
  imageId: string;
  type: string;
  width: number;
  height: number;
}

/** https://partner.tiktokshop.com/docv2/page/upload-product-image-202309. */
export const EVIDENCE_BYTES_MAX = 5 * 1024 * 1024;
export const EVIDENCE_SIDE_PIXELS_MIN = 100;
export const EVIDENCE_KINDS = ["image/png", "image/jpeg"];

/** Handed to TikTok before the refusal that shows it. The call is the seller's and names no shop; this use leaves the picture as it is. */
export async function uploadEvidence({ cipher: _, ...seller }: Line, image: Blob): Promise<Omit<EvidencePhoto, "type">> {
  const form = new FormData();
  form.append("data", image, image.type === "image/png" ? "evidence.png" : "evidence.jpg");
  form.append("use_case", "DESCRIPTION_IMAGE");
  const { data } = await callTikTok(seller, { method: "POST", path: "/product/202309/images/upload", form });
  const read = z.object({ uri: id, width: z.coerce.number(), height: z.coerce.number() }).parse(data);
  return { imageId: read.uri, width: read.width, height: read.height };
}

export const isRefusal = (decision: string) => decision.startsWith("REJECT_");

export async function answerAftersale(shop: Line, { kind, id: caseId, key, decision, ...said }: Answering): Promise<void> {
  const place = kind === "cancellation" ? "cancellations" : "returns";
  const path = `/return_refund/202309/${place}/${caseId}/${isRefusal(decision) ? "reject" : "approve"}`;
  const named = kind === "return" ? { decision } : {};
  const body = isRefusal(decision)
    ? {
        ...named,
        reject_reason: said.reason,
        ...(said.comment ? { comment: said.comment } : {}),
        ...(said.photos?.length ? { images: said.photos.map(imageOf) } : {}),
      }
    : { ...named, ...(said.partial ? { partial_refund: said.partial } : {}), ...(said.keepsItem ? { buyer_keep_item: true } : {}) };
  await callTikTok(shop, { method: "POST", path, query: { idempotency_key: key }, body });
}

const imageOf = ({ imageId, type, width, height }: EvidencePhoto) => ({ image_id: imageId, mime_type: type, width, height });

export interface Opening {
  orderId: string;
  type: "REFUND" | "RETURN_AND_REFUND";
  reason: string;
  units: readonly string[];
  key: string;
  total?: Money | undefined;
}

/** A refund or return the seller begins on an order that was delivered. Answers the return's id. */
export async function openReturn(shop: Line, opening: Opening): Promise<string | null> {
  const body = {
    order_id: opening.orderId,
    return_type: opening.type,
    return_reason: opening.reason,
    order_line_item_ids: opening.units,
    ...(opening.total ? { refund_total: opening.total.amount, currency: opening.total.currency } : {}),
    // Goods that come back travel with a carrier of TikTok's unless the buyer finds one.
    ...(opening.type === "RETURN_AND_REFUND" ? { shipment_type: "PLATFORM", handover_method: "DROP_OFF" } : {}),
  };
  const query = { idempotency_key: opening.key };
  const { data } = await callTikTok(shop, { method: "POST", path: "/return_refund/202602/returns", query, body });
  return readId(data, "return_id");
}

const readAmount = (data: unknown) => z.object({ order_refund_amount: amount }).parse(data).order_refund_amount;
const readId = (data: unknown, name: "cancel_id" | "return_id") => z.object({ [name]: optionalId }).parse(data)[name] ?? null;
