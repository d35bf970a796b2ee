/** Cards a template carries: which of an order's is meant, found when the template is used. Refuses to choose another where there is none. */
import * as z from "zod";
import type { OrderPage } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { type CardBody, type CardType, cardsOf } from "../timeline/cards.ts";
import type { MacroAction } from "./template.ts";

export const cardWish = z.enum(["order", "logistics", "return"]);
export type CardWish = z.infer<typeof cardWish>;

const TYPES: Record<CardWish, CardType> = { order: "ORDER_CARD", logistics: "LOGISTICS_CARD", return: "RETURN_REFUND_CARD" };

/** The first of its kind that may be shown. Throws why none may. */
export function chooseCard(wish: CardWish, order: OrderPage | null, buyer: string | null): CardBody {
  if (!order) throw new Problem("conflict", "card-no-order");
  const offered = cardsOf(order, buyer).filter((one) => one.type === TYPES[wish]);
  const card = offered.find((one) => one.can.ok)?.card;
  if (card) return card;
  const because = offered.flatMap((one) => (one.can.ok ? [] : [one.can.because]))[0];
  throw new Problem("conflict", because?.code ?? "card-unknown", because?.facts ?? {});
}

/** For words that are only put in: those cards that may be shown, without those that may not. */
export const cardsFor = (actions: MacroAction[], order: OrderPage | null, buyer: string | null): CardBody[] =>
  actions.flatMap((action) => {
    if (action.do !== "show-card") return [];
    try {
      return [chooseCard(action.card, order, buyer)];
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      // The template says that it shows a card; what is missing stays missing in the reply, where the writer sees it.
      return [];
    }
  });
