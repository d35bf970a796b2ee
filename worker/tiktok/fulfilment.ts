/** Splitting, combining and shipping as TikTok Shop takes it: parcels, labels, carriers. It never repeats a call: TikTok knows no idempotency
 *  key, so whoever asks decides what a lost answer meant. https://partner.tiktokshop.com/docv2/page/fulfillment-api-overview. */
import * as z from "zod";
import { type Call, callTikTok, type Line } from "./client.ts";
import { flag, id, listOf, optionalId, seconds, text } from "./fields.ts";

const V = "/fulfillment/202309";
export const ORDERS_PER_SPLIT_QUESTION_MAX = 50;
const COMBINABLE_PER_PAGE = 50;

async function ask<T extends z.ZodType>(shop: Line, shape: T, call: Call): Promise<z.infer<T>> {
  return shape.parse((await callTikTok(shop, call)).data);
}

const attributes = z.object({
  split_attributes: listOf(
    z.object({
      order_id: id,
      can_split: flag,
      reason: text,
      must_split: flag,
      must_split_reasons: listOf(z.object({ type: text, max_count: z.coerce.number().nullish() })),
    }),
  ),
});

export interface SplitAttributes {
  orderId: string;
  can: boolean;
  /** TikTok's own sentence. */
  reason: string | null;
  must: boolean;
  /** Most units one parcel may hold; null where TikTok names none. */
  unitsMax: number | null;
}

/** At most ORDERS_PER_SPLIT_QUESTION_MAX ids. */
export async function askSplit(shop: Line, orderIds: readonly string[]): Promise<SplitAttributes[]> {
  const call: Call = { method: "GET", path: `${V}/orders/split_attributes`, query: { order_ids: orderIds.join(",") } };
  return (await ask(shop, attributes, call)).split_attributes.map((row) => {
    const limits = row.must_split_reasons.flatMap(({ max_count }) => max_count ?? []);
    const unitsMax = limits.length > 0 ? Math.min(...limits) : null;
    return { orderId: row.order_id, can: row.can_split, reason: row.reason, must: row.must_split, unitsMax };
  });
}

/** Each group becomes a parcel; all units of the order must be in one. Answers the parcels in the order of the groups. */
export async function splitOrder(shop: Line, orderId: string, groups: readonly (readonly string[])[]): Promise<string[]> {
  const body = { splittable_groups: groups.map((lines, at) => ({ id: `g${at + 1}`, order_line_item_ids: lines })) };
  const shape = z.object({ packages: listOf(z.object({ id, splittable_group_id: text })) });
  const { packages } = await ask(shop, shape, { method: "POST", path: `${V}/orders/${orderId}/split`, body });
  return packages.map((parcel) => parcel.id);
}

export interface Combinable {
  /** The parcel they would become. */
  id: string;
  orders: string[];
}

/** One page of what could travel together; `next` is empty at the end. */
export async function searchCombinable(shop: Line, pageToken: string): Promise<{ found: Combinable[]; next: string }> {
  const shape = z.object({
    combinable_packages: listOf(z.object({ id, order_ids: listOf(id) })),
    next_page_token: z.string().nullish(),
  });
  const query = { page_size: String(COMBINABLE_PER_PAGE), ...(pageToken ? { page_token: pageToken } : {}) };
  const page = await ask(shop, shape, { method: "GET", path: `${V}/combinable_packages/search`, query });
  return { found: page.combinable_packages.map((one) => ({ id: one.id, orders: one.order_ids })), next: page.next_page_token ?? "" };
}

const partialErrors = listOf(z.object({ code: z.coerce.number(), message: text, detail: z.object({ package_id: optionalId }).nullish() }));

/** What a call for many refused of one, with everything else done. */
export interface PartRefusal {
  packageId: string | null;
  code: number;
  words: string;
}

const refusalsOf = (errors: z.infer<typeof partialErrors>): PartRefusal[] =>
  errors.map(({ code, message, detail }) => ({ code, words: message ?? "", packageId: detail?.package_id ?? null }));

export interface Combined {
  packages: string[];
  refused: PartRefusal[];
}

export async function combinePackages(shop: Line, { id: draft, orders }: Combinable): Promise<Combined> {
  const body = { combinable_packages: [{ id: draft, order_ids: orders }] };
  const shape = z.object({ packages: listOf(z.object({ id })), errors: partialErrors });
  const { packages, errors } = await ask(shop, shape, { method: "POST", path: `${V}/packages/combine`, body });
  return { packages: packages.map((parcel) => parcel.id), refused: refusalsOf(errors) };
}

/** Takes these orders out of a combined parcel again. */
export async function uncombinePackage(shop: Line, packageId: string, orderIds: readonly string[]): Promise<void> {
  await callTikTok(shop, { method: "POST", path: `${V}/packages/${packageId}/uncombine`, body: { order_ids: orderIds } });
}

const detail = z.object({
  package_id: id,
  orders: listOf(z.object({ id })),
  package_status: text,
  package_sub_status: text,
  ship_exception_reason: text,
  split_and_combine_tag: text,
  shipping_type: text,
  shipping_provider_name: text,
  shipping_provider_id: optionalId,
  tracking_number: text,
  handover_method: text,
  pickup_slot: z.object({ start_time: seconds, end_time: seconds }).partial().nullish().catch(null),
  update_time: seconds,
  order_line_item_ids: listOf(id),
});
export type PackageDetail = z.infer<typeof detail>;

export async function findPackage(shop: Line, packageId: string): Promise<PackageDetail> {
  return ask(shop, detail, { method: "GET", path: `${V}/packages/${packageId}` });
}

export interface HandoverSlots {
  canPickUp: boolean;
  canDropOff: boolean;
  /** Epoch seconds. */
  slots: { from: number; until: number }[];
}

/** TikTok spells it "avaliable". */
const slots = z.object({
  can_pickup: flag,
  can_drop_off: flag,
  pickup_slots: listOf(
    z.object({ start_time: seconds, end_time: seconds, avaliable: z.boolean().nullish(), available: z.boolean().nullish() }),
  ),
});

export async function listSlots(shop: Line, packageId: string): Promise<HandoverSlots> {
  const answer = await ask(shop, slots, { method: "GET", path: `${V}/packages/${packageId}/handover_time_slots` });
  const free = answer.pickup_slots.filter((slot) => slot.avaliable !== false && slot.available !== false);
  return {
    canPickUp: answer.can_pickup,
    canDropOff: answer.can_drop_off,
    slots: free.flatMap(({ start_time, end_time }) => (start_time && end_time ? [{ from: start_time, until: end_time }] : [])),
  };
}

/** How one parcel is handed over: to TikTok's carrier, or by a carrier of the seller's. */
export type Handover =
  | { method: "DROP_OFF" }
  | { method: "PICKUP"; slot: { from: number; until: number } }
  | { trackingNumber: string; carrierId: string };

function handoverBody(handover: Handover): object {
  if ("carrierId" in handover)
    return { self_shipment: { tracking_number: handover.trackingNumber, shipping_provider_id: handover.carrierId } };
  if (handover.method === "DROP_OFF") return { handover_method: "DROP_OFF" };
  const { from, until } = handover.slot;
  return { handover_method: "PICKUP", pickup_slot: { start_time: from, end_time: until } };
}

export async function shipPackage(shop: Line, packageId: string, handover: Handover): Promise<void> {
  await callTikTok(shop, { method: "POST", path: `${V}/packages/${packageId}/ship`, body: handoverBody(handover) });
}

/** TikTok's own limit of one such call is not published. */
export const PACKAGES_PER_SHIP_MAX = 50;

/** Many at once: whatever is not named in the answer was shipped. */
export async function shipPackages(shop: Line, packages: readonly { id: string; handover: Handover }[]): Promise<PartRefusal[]> {
  const body = { packages: packages.map(({ id: one, handover }) => ({ id: one, ...handoverBody(handover) })) };
  const { errors } = await ask(shop, z.object({ errors: partialErrors }), { method: "POST", path: `${V}/packages/ship`, body });
  return refusalsOf(errors);
}

/** Marks units as handed to a carrier of the seller's; answers the parcel they are in, and TikTok's warning where it has one. */
export async function markShipped(
  shop: Line,
  orderId: string,
  shipment: { lines: readonly string[]; trackingNumber: string; carrierId: string },
): Promise<{ packageId: string; warning: string | null }> {
  const body = {
    order_line_item_ids: shipment.lines,
    tracking_number: shipment.trackingNumber,
    shipping_provider_id: shipment.carrierId,
  };
  const shape = z.object({ package_id: id, warning: z.object({ message: text }).nullish() });
  const answer = await ask(shop, shape, { method: "POST", path: `${V}/orders/${orderId}/packages`, body });
  return { packageId: answer.package_id, warning: answer.warning?.message ?? null };
}

/** A parcel's number was wrong. Orders that were never split are corrected by the order, others by the parcel. */
export async function correctTracking(
  shop: Line,
  of: { order: string } | { package: string },
  { trackingNumber, carrierId }: { trackingNumber: string; carrierId: string },
): Promise<void> {
  const place = "order" in of ? `orders/${of.order}` : `packages/${of.package}`;
  const body = { tracking_number: trackingNumber, shipping_provider_id: carrierId };
  await callTikTok(shop, { method: "POST", path: `${V}/${place}/shipping_info/update`, body });
}

const DOCUMENTS = ["SHIPPING_LABEL", "PACKING_SLIP", "SHIPPING_LABEL_AND_PACKING_SLIP"] as const;
export type DocumentType = (typeof DOCUMENTS)[number];

/** Where the document can be had for a day. */
export async function findDocument(shop: Line, packageId: string, type: DocumentType): Promise<string> {
  const query = { document_type: type, document_size: "A6" };
  const shape = z.object({ doc_url: z.string().min(1) });
  return (await ask(shop, shape, { method: "GET", path: `${V}/packages/${packageId}/shipping_documents`, query })).doc_url;
}
