/** What a webhook names. Its payload may be old, repeated or out of order, so only ids are taken from it, never facts.
 *  Topics: https://partner.tiktokshop.com/docv2/page/tts-webhooks-overview. Subscriptions: …/update-shop-webhook-202309. */
import * as z from "zod";
import { callTikTok, type Line, parseKeepingIds } from "./client.ts";
import { id, listOf, optionalId } from "./fields.ts";

export type WebhookTopic = "orders" | "aftersales" | "conversation" | "product" | "authorization" | "fbt-stock" | "fbt-inbound";

export interface Notification {
  /** Repeats across TikTok's retries; made up from the content where TikTok leaves it out. */
  id: string;
  shop: string | null;
  /** The seller's `open_id`, where TikTok names no shop. */
  seller: string | null;
  type: number;
  topic: WebhookTopic;
  ids: string[];
  /** Chat only: the message's index within its conversation. */
  index?: string;
}

const envelope = z.object({
  type: z.coerce.number().int(),
  tts_notification_id: optionalId,
  shop_id: optionalId,
  seller_open_id: optionalId,
  data: z.record(z.string(), z.unknown()).nullish(),
});

const payload = z.object({
  order_id: optionalId,
  conversation_id: optionalId,
  product_id: optionalId,
  goods_id: optionalId,
  inbound_order_id: optionalId,
  index: optionalId,
  package_list: listOf(z.object({ order_id_list: listOf(id) })),
});

const TOPICS: Readonly<Record<number, WebhookTopic>> = {
  1: "orders",
  3: "orders",
  4: "orders",
  5: "product",
  6: "authorization",
  7: "authorization",
  11: "aftersales",
  12: "aftersales",
  13: "conversation",
  14: "conversation",
  15: "product",
  16: "product",
  21: "fbt-inbound",
  24: "fbt-stock",
};

/** Null for bodies that are no webhook and for topics the desk does not follow: both are acknowledged and counted, nothing more. */
export function readNotification(rawBody: string): Notification | null {
  let parsed: unknown;
  try {
    parsed = parseKeepingIds(rawBody);
  } catch {
    return null;
  }
  const outer = envelope.safeParse(parsed);
  const topic = outer.success ? TOPICS[outer.data.type] : undefined;
  if (!outer.success || !topic) return null;
  const inner = payload.safeParse(outer.data.data ?? {});
  if (!inner.success) return null;
  const ids = idsOf(topic, inner.data);
  if (topic !== "authorization" && ids.length === 0) return null;
  const { type, shop_id: shop, tts_notification_id: notification } = outer.data;
  const seller = topic === "fbt-stock" || topic === "fbt-inbound" ? outer.data.seller_open_id : null;
  return { id: notification ?? `${type}:${ids.join(",")}`, shop, seller, type, topic, ids, index: inner.data.index ?? undefined };
}

function idsOf(topic: WebhookTopic, data: z.infer<typeof payload>): string[] {
  switch (topic) {
    case "orders":
      return [...new Set([data.order_id, ...data.package_list.flatMap((row) => row.order_id_list)])].filter((value) => value !== null);
    case "aftersales":
      return data.order_id ? [data.order_id] : [];
    case "conversation":
      return data.conversation_id ? [data.conversation_id] : [];
    case "product":
      return data.product_id ? [data.product_id] : [];
    case "fbt-stock":
      return data.goods_id ? [data.goods_id] : [];
    case "fbt-inbound":
      return data.inbound_order_id ? [data.inbound_order_id.replace(/^IBR/i, "")] : [];
    case "authorization":
      return [];
  }
}

/** The topics we ask for, by the names TikTok's Event API knows them by. */
export const EVENT_TYPES = [
  "ORDER_STATUS_CHANGE",
  "RECIPIENT_ADDRESS_UPDATE",
  "PACKAGE_UPDATE",
  "PRODUCT_STATUS_CHANGE",
  "SELLER_DEAUTHORIZATION",
  "UPCOMING_AUTHORIZATION_EXPIRATION",
  "CANCELLATION_STATUS_CHANGE",
  "RETURN_STATUS_CHANGE",
  "NEW_CONVERSATION",
  "NEW_MESSAGE",
  "PRODUCT_INFORMATION_CHANGE",
  "PRODUCT_CREATION",
] as const;

const webhooks = z.object({ webhooks: listOf(z.object({ event_type: z.string(), address: z.string() })) });

/** Which of our topics reach `address` for this shop. */
export async function listSubscriptions(shop: Line, address: string): Promise<string[]> {
  const { data } = await callTikTok(shop, { method: "GET", path: "/event/202309/webhooks" });
  return webhooks.parse(data).webhooks.flatMap((row) => (row.address === address ? row.event_type : []));
}

export async function subscribe(shop: Line, address: string, eventType: string): Promise<void> {
  await callTikTok(shop, { method: "PUT", path: "/event/202309/webhooks", body: { event_type: eventType, address } });
}
