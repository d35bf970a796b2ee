/** TikTok Shipping labels as they are bought in the United States, the United Kingdom and Japan, and the carriers a seller may use instead.
 *  https://partner.tiktokshop.com/docv2/page/get-eligible-shipping-service-202309, …/create-packages-202512. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { flag, id, listOf, optionalId, text } from "./fields.ts";
import { toMinor } from "./money.ts";

/** Whole grams and millimetres: the wire takes decimals, and pounds and inches where those are used. */
export interface Measures {
  grams: number;
  lengthMm: number;
  widthMm: number;
  heightMm: number;
}

const POUND_GRAMS = 453.592_37;
const INCH_MM = 25.4;
const decimal = (value: number) => String(Math.round(value * 100) / 100);

function measuresOnWire({ grams, lengthMm, widthMm, heightMm }: Measures, isImperial: boolean) {
  const [side, unit] = isImperial ? [INCH_MM, "INCH"] : [10, "CM"];
  const weight = isImperial ? { value: decimal(grams / POUND_GRAMS), unit: "POUND" } : { value: String(grams), unit: "GRAM" };
  const dimension = { length: decimal(lengthMm / side), width: decimal(widthMm / side), height: decimal(heightMm / side), unit };
  return { weight, dimension };
}

const service = z.object({
  id,
  name: text,
  price: text,
  currency: text,
  earliest_delivery_days: z.coerce.number().nullish(),
  latest_delivery_days: z.coerce.number().nullish(),
  is_default: flag,
  shipping_provider_name: text,
});

export interface LabelOffer {
  id: string;
  name: string;
  carrier: string | null;
  priceMinor: number;
  currency: string;
  days: [number, number] | null;
  isDefault: boolean;
}

const readOffer = (row: z.infer<typeof service>, currency: string): LabelOffer => ({
  id: row.id,
  name: row.name ?? row.id,
  carrier: row.shipping_provider_name,
  priceMinor: toMinor(row.price ?? "0", row.currency ?? currency),
  currency: row.currency ?? currency,
  days: row.earliest_delivery_days && row.latest_delivery_days ? [row.earliest_delivery_days, row.latest_delivery_days] : null,
  isDefault: row.is_default,
});

export interface LabelQuestion {
  orderId: string;
  lines: readonly string[];
  measures: Measures;
  isImperial: boolean;
  currency: string;
}

/** What a label for these units would cost. */
export async function listOffers(shop: Line, question: LabelQuestion): Promise<LabelOffer[]> {
  const body = { order_line_item_ids: question.lines, ...measuresOnWire(question.measures, question.isImperial) };
  const path = `/fulfillment/202309/orders/${question.orderId}/shipping_services/query`;
  const { data } = await callTikTok(shop, { method: "POST", path, body });
  return z
    .object({ shipping_services: listOf(service) })
    .parse(data)
    .shipping_services.map((row) => readOffer(row, question.currency));
}

export interface BoughtLabel {
  packageId: string;
  service: LabelOffer | null;
}

/** Spends the seller's money: asked once, and never again before it is known that nothing was bought. */
export async function buyLabel(shop: Line, question: LabelQuestion & { serviceId: string }): Promise<BoughtLabel> {
  const { orderId, lines, serviceId, measures, isImperial, currency } = question;
  const body = {
    order_id: orderId,
    order_line_item_ids: lines,
    shipping_service_id: serviceId,
    ...measuresOnWire(measures, isImperial),
  };
  const { data } = await callTikTok(shop, { method: "POST", path: "/fulfillment/202309/packages", body });
  const answer = z.object({ package_id: id, shipping_service_info: service.nullish().catch(null) }).parse(data);
  const bought = answer.shipping_service_info;
  return { packageId: answer.package_id, service: bought ? readOffer(bought, currency) : null };
}

export interface Carrier {
  id: string;
  name: string;
}

/** The carriers a seller may ship this order with: those of its delivery option. */
export async function listCarriers(shop: Line, orderId: string): Promise<Carrier[]> {
  const asked = await callTikTok(shop, { method: "GET", path: "/order/202507/orders", query: { ids: orderId } });
  const shape = z.object({ orders: listOf(z.object({ delivery_option_id: optionalId })) });
  const option = shape.parse(asked.data).orders[0]?.delivery_option_id;
  if (!option) return [];
  const { data } = await callTikTok(shop, { method: "GET", path: `/logistics/202309/delivery_options/${option}/shipping_providers` });
  const carriers = z.object({ shipping_providers: listOf(z.object({ id, name: text })) }).parse(data).shipping_providers;
  return carriers.map((carrier) => ({ id: carrier.id, name: carrier.name ?? carrier.id }));
}
