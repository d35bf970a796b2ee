/** What the list of cards shows of each, whoever offers it. Which may be sent, and why not, is the desk's word. */

import type { ProductOffer, TicketPage } from "../tickets/queries.ts";
import type { IconName } from "../ui/icon.tsx";
import { formatMoney } from "../ui/money.ts";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { CardBody } from "./tray.ts";

type Order = TicketPage["orders"][number];
type OrderCard = TicketPage["cards"][number];

export interface Choice {
  group: string;
  icon: IconName;
  image: string | null;
  title: string;
  says: string;
  aside: string;
  card: CardBody | null;
  because: string | null;
  /** In lower case, what it is found by. */
  found: string;
}

const ICONS: Record<string, IconName> = { ORDER_CARD: "box", LOGISTICS_CARD: "truck", RETURN_REFUND_CARD: "return" };

function titleOfOrderCard({ type, card }: OrderCard, order: Order): { title: string; image: string | null } {
  const words = speak("panel");
  const [first] = order.groups;
  if (type === "ORDER_CARD")
    return {
      title: order.groups.map((one) => `${one.units.length} × ${one.title}`).join(", ") || order.order.id,
      image: first?.image_url ?? null,
    };
  if (type === "RETURN_REFUND_CARD") {
    const group = order.groups.find((one) => card !== null && "sku_id" in card.content && one.sku_id === card.content.sku_id);
    return { title: group?.title ?? order.order.id, image: group?.image_url ?? null };
  }
  const parcel = order.packages.find((one) => card !== null && "package_id" in card.content && one.id === card.content.package_id);
  const title = [parcel?.provider, parcel?.tracking_number].filter(Boolean).join(" ") || parcel?.id || words.showNoParcel;
  return { title, image: null };
}

export function orderChoices(group: string, orders: Order[], cards: OrderCard[]): Choice[] {
  const words = speak("cards");
  return orders.flatMap((order) =>
    cards
      .filter((one) => one.orderId === order.order.id)
      .map((one): Choice => {
        const { title, image } = titleOfOrderCard(one, order);
        const kind = words.kinds[one.type] ?? one.type;
        return {
          group,
          icon: ICONS[one.type] ?? "box",
          image,
          title,
          says: `${kind} · ${order.order.id}`,
          aside: one.type === "ORDER_CARD" ? formatMoney(order.order.total_minor, order.order.currency) : "",
          card: one.card,
          because: whyNot(one.can),
          found: [title, kind, order.order.id, ...order.groups.map((item) => item.title)].join(" ").toLowerCase(),
        };
      }),
  );
}

export const productChoices = (products: ProductOffer[]): Choice[] =>
  products.map((one) => ({
    group: speak("cards").groups.products,
    icon: "tag",
    image: one.image_url,
    title: one.title,
    says: `${speak("cards").kinds.PRODUCT_CARD} · ${one.product_id}`,
    aside: one.price_minor === null || one.currency === null ? "" : formatMoney(one.price_minor, one.currency),
    card: one.card,
    because: whyNot(one.can),
    found: "",
  }));

const COUPON_ID = /^\d{6,30}$/;

/** Digits may be a coupon's id; which, only TikTok knows. */
export function couponChoice(text: string): Choice[] {
  const words = speak("cards");
  const id = text.trim();
  if (!COUPON_ID.test(id)) return [];
  const card: CardBody = { type: "COUPON_CARD", content: { coupon_id: id } };
  const shown = { group: words.groups.coupon, icon: "coupon" as const, image: null, title: words.couponById(id), says: words.couponHint };
  return [{ ...shown, aside: "", card, because: null, found: "" }];
}

export const isFound = ({ found }: Choice, text: string) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => found.includes(word));
