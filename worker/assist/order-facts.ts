/** What a reply may state of a ticket's orders: the values templates are filled in with, by the same names, written as this buyer reads them. What
 *  TikTok hides and what is not known is no fact. Pure. */

import { type Fact, factOf } from "../claims/facts.ts";
import type { OrderPage } from "../orders/order.ts";
import { resolvePath, type TicketKnown } from "../templates/catalogue.ts";

/** Newest first, the one that is talked about before all. */
const ORDERS_TOLD_MAX = 3;

/** As placeholders are called. */
export const FACT_PATHS = [
  "order.id",
  "order.status_text",
  "order.created_date",
  "order.paid_date",
  "order.ship_by_date",
  "order.shipped_date",
  "order.delivered_date",
  "order.expected_to",
  "order.days_since_shipped",
  "order.total",
  "order.items",
  "order.carrier",
  "order.tracking_no",
  "order.tracking_status",
  "order.is_fbt",
  "order.cancel_reason",
  "order.replaces",
  "cancellation.status",
  "cancellation.requested_date",
  "return.status",
  "return.requested_date",
  "return.changed_date",
  "return.deadline",
  "return.is_replacement",
  "return.keeps_item",
  "return.shipping_paid_by",
  "return.carrier",
  "return.tracking_no",
  "refund.amount",
  "refund.status",
];
const OF_TICKET = ["store.name", "agent.first_name", "buyer.nickname"];

/** The first order's facts are called as their placeholders are, those of the second begin with `2.`. */
export function tellFacts(known: TicketKnown, orders: OrderPage[]): Fact[] {
  const manner = { language: known.language, zone: known.store.zone };
  const tell = (path: string, about: TicketKnown, prefix = ""): Fact[] => {
    const resolved = resolvePath(path, about);
    return "value" in resolved ? [factOf(prefix + path, resolved.value, manner)] : [];
  };
  return [
    ...orders
      .slice(0, ORDERS_TOLD_MAX)
      .flatMap((order, at) => FACT_PATHS.flatMap((path) => tell(path, { ...known, order }, at === 0 ? "" : `${at + 1}.`))),
    ...OF_TICKET.flatMap((path) => tell(path, known)),
  ];
}
