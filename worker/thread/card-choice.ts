/** What an agent may show a buyer as a card: the buyer's other orders, and the store's products found by a word. Coupons are not listed:
 *  TikTok's API has no call that lists them, so their id is typed in. Refuses a card that is not this buyer's or not this shop's. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type OrderPage, openOrder } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import type { TicketRow } from "../tickets/table.ts";
import { type CardBody, type CardChoice, cardsOf, isSameCard, orderOfCard } from "../timeline/cards.ts";
import { suggestOrders } from "./orders.ts";
import { requireTicket } from "./page.ts";

/** Listings of a store that a search goes through. */
const LISTINGS_LOOKED_AT_MAX = 3_000;
const PRODUCTS_SHOWN_MAX = 30;

export interface ProductChoice {
  product_id: string;
  title: string;
  image_url: string | null;
  price_minor: number | null;
  currency: string | null;
  card: CardBody;
  can: Can;
}

interface ListedProduct extends Omit<ProductChoice, "card" | "can"> {
  status: string;
}

/** TikTok's word for a product that can be bought. A product known only from an order has none; TikTok decides. */
const maySell = (status: string): Can => (["ACTIVATE", ""].includes(status) ? { ok: true } : cannot("card-product-inactive", { status }));

export async function offerProducts(kit: Kit, signedIn: SignedIn, ticketId: string, words: string): Promise<{ products: ProductChoice[] }> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await kit.db.all<ListedProduct>(
    sql`SELECT product_id, title, image_url, price_minor, currency, status FROM (
        SELECT product_id, title, image_url, price_minor, currency, status, seller_sku FROM listing INDEXED BY listing_by_product
        WHERE store_id = ${ticket.store_id} AND product_id > '' ORDER BY product_id DESC LIMIT ${LISTINGS_LOOKED_AT_MAX})
      WHERE title LIKE ${like} ESCAPE '\\' OR seller_sku LIKE ${like} ESCAPE '\\' OR product_id = ${words}`,
  );
  const products = [...new Map(rows.map((row) => [row.product_id, row])).values()].slice(0, PRODUCTS_SHOWN_MAX);
  return {
    products: products.map(({ status, ...shown }) => ({
      ...shown,
      card: { type: "PRODUCT_CARD", content: { product_id: shown.product_id } },
      can: maySell(status),
    })),
  };
}

export interface OrderChoice {
  order: OrderPage;
  cards: CardChoice[];
}

/** Orders of the buyer that the ticket does not hold yet, with their cards. */
export async function offerOrders(kit: Kit, signedIn: SignedIn, ticketId: string): Promise<{ orders: OrderChoice[] }> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  const orders = await suggestOrders(kit, signedIn, ticketId);
  return { orders: orders.map((order) => ({ order, cards: cardsOf(order, ticket.buyer_user_id) })) };
}

/** A card goes to nobody but whom it is about. A coupon's id only TikTok knows. */
export async function requireCard(
  kit: Kit,
  signedIn: SignedIn,
  ticket: Pick<TicketRow, "store_id" | "buyer_user_id">,
  card: CardBody,
): Promise<void> {
  if (card.type === "COUPON_CARD") return;
  const can = card.type === "PRODUCT_CARD" ? await judgeProduct(kit, ticket.store_id, card) : await judgeOrder(kit, signedIn, ticket, card);
  if (can === null) throw new Problem("invalid", "card-unknown");
  if (!can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
}

async function judgeProduct(kit: Kit, storeId: string, card: Extract<CardBody, { type: "PRODUCT_CARD" }>): Promise<Can | null> {
  const row = await kit.db.first<{ status: string }>(
    sql`SELECT status FROM listing WHERE store_id = ${storeId} AND product_id = ${card.content.product_id} LIMIT 1`,
  );
  return row && maySell(row.status);
}

async function judgeOrder(
  kit: Kit,
  signedIn: SignedIn,
  ticket: Pick<TicketRow, "store_id" | "buyer_user_id">,
  card: CardBody,
): Promise<Can | null> {
  const page = await openOrder(kit, signedIn, orderOfCard(card) ?? "");
  if (page.order.store_id !== ticket.store_id) return null;
  const offered = cardsOf(page, ticket.buyer_user_id).find((choice) => isSameCard(card, choice.type, choice.card?.content ?? {}));
  return offered?.can ?? null;
}
