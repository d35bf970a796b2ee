/** Cards of TikTok's chat as a reply: what each names, which of them an order offers and why not, and when one that comes back is ours.
 *  Pure. A video is none of them: TikTok sends one by a `vid` that no documented call gives.
 *  https://partner.tiktokshop.com/docv2/page/send-message */
import * as z from "zod";
import type { OrderPage } from "../orders/order.ts";
import { type Can, cannot } from "../team/rights.ts";

const id = z.string().regex(/^\d{6,30}$/);

/** `content` is what TikTok takes, to the letter. */
export const cardBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("PRODUCT_CARD"), content: z.object({ product_id: id }) }),
  z.object({ type: z.literal("ORDER_CARD"), content: z.object({ order_id: id }) }),
  z.object({ type: z.literal("LOGISTICS_CARD"), content: z.object({ order_id: id, package_id: id }) }),
  z.object({ type: z.literal("RETURN_REFUND_CARD"), content: z.object({ order_id: id, sku_id: id }) }),
  z.object({ type: z.literal("COUPON_CARD"), content: z.object({ coupon_id: id }) }),
]);
export type CardBody = z.infer<typeof cardBody>;
export type CardType = CardBody["type"];

/** TikTok adds to a card what the buyer is shown; whatever was sent comes back. */
export const isSameCard = (sent: CardBody, type: string, content: Record<string, unknown>) =>
  sent.type === type && Object.entries(sent.content).every(([name, value]) => String(content[name]) === value);

export interface CardChoice {
  orderId: string;
  type: CardType;
  /** Null where there is nothing yet that it could show. */
  card: CardBody | null;
  can: Can;
}

const RETURNABLE: readonly OrderPage["order"]["stage"][] = ["delivered", "completed"];

/** What an order may be shown by: itself, each parcel, and a way to return each of its SKUs. `buyer` is whom the reply goes to: an order
 *  linked by its number may be somebody else's, and its card would tell of them. */
export function cardsOf({ order, packages, groups }: OrderPage, buyer: string | null): CardChoice[] {
  const isTheirs = buyer !== null && order.buyer_user_id === buyer;
  const offer = (card: CardBody, can: Can = { ok: true }): CardChoice => ({
    orderId: order.id,
    type: card.type,
    card,
    can: isTheirs ? can : cannot("card-other-buyer"),
  });
  const parcels = packages.map((one) => offer({ type: "LOGISTICS_CARD", content: { order_id: order.id, package_id: one.id } }));
  const noParcel: CardChoice = { orderId: order.id, type: "LOGISTICS_CARD", card: null, can: cannot("card-no-package") };
  // Whether it may still be returned only TikTok knows; before it has arrived it may not.
  const mayReturn: Can = RETURNABLE.includes(order.stage) ? { ok: true } : cannot("card-not-delivered");
  return [
    offer({ type: "ORDER_CARD", content: { order_id: order.id } }),
    ...(parcels.length > 0 ? parcels : [noParcel]),
    ...groups.map((group) => offer({ type: "RETURN_REFUND_CARD", content: { order_id: order.id, sku_id: group.sku_id } }, mayReturn)),
  ];
}

/** The order a card is about, if it is about one. */
export const orderOfCard = ({ content }: CardBody) => ("order_id" in content ? content.order_id : null);
