/** What a text is filled in from: the ticket, its store, its order and whoever writes, in one round trip and behind that person's rights. Also
 *  for work a person has left to the desk, which is asked about their rights when it is done and not when it was begun. */
import { sql } from "drizzle-orm";
import { casesOf, type KnownCase, readCases } from "../aftersales/known.ts";
import type { Kit } from "../env.ts";
import { assembleOrder, fillFromArchive, type OrderPage, orderById, readOrder, type SeenOrder } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { type Asker, type Person, requirePerson, whoever } from "../team/session.ts";
import type { TicketKnown } from "./catalogue.ts";
import { guessLanguage } from "./language.ts";
import type { SnippetRow } from "./table.ts";
import { readSnippet, type Snippet } from "./template.ts";

const BUYER_ORDERS_COUNTED_MAX = 100;

interface TicketSeen {
  id: string;
  number: number;
  store_id: string;
  buyer_name: string;
  buyer_user_id: string | null;
  order_id: string | null;
  preview: string;
  last_by: string;
  class: string | null;
  bits: number;
  store_name: string;
  marketplace: string;
  time_zone: string;
  buyer_orders: number;
}

/** With what happened to it after it was sold. */
interface OrderSeen extends SeenOrder {
  cases: string;
}

export interface Gathered {
  person: Person;
  storeId: string;
  /** TikTok's id of the ticket's buyer. */
  buyerUserId: string | null;
  known: TicketKnown;
  /** The ticket's orders, the one that is talked about first. */
  orders: OrderPage[];
  snippets: Snippet[];
  /** The buyer's newest words, where they wrote last, and what somebody has read in them. */
  asked: { words: string; class: string | null };
}

export interface About {
  ticketId: string;
  /** Another order of the store than the one talked about. */
  orderId?: string | undefined;
}

/** Missing for whoever may not read the ticket, forbidden for whoever may not reply. */
export async function gatherKnown(kit: Kit, asker: Asker, { ticketId, orderId }: About): Promise<Gathered> {
  const asked = whoever(asker);
  const bits = bitsIn(sql`t.store_id`);
  const [people, tickets, orders, named, snippets] = await kit.db.batch<[Person, TicketSeen, OrderSeen, OrderSeen, SnippetRow]>([
    sql`WITH ${asked} SELECT * FROM who`,
    sql`WITH ${asked} SELECT t.id, t.number, t.store_id, t.buyer_name, t.buyer_user_id, t.order_id, t.preview, t.last_by, t.reading->>'class' AS class, ${bits} AS bits, s.name AS store_name,
        s.marketplace, s.time_zone, ${countOrders} AS buyer_orders
      FROM who CROSS JOIN ticket t ON t.id = ${ticketId} CROSS JOIN store s ON s.id = t.store_id`,
    sql`WITH ${asked} SELECT ${readOrder(bits)}, ${casesOf(sql`o.id`)} AS cases FROM who CROSS JOIN ticket t ON t.id = ${ticketId}
      CROSS JOIN ticket_order r ON r.ticket_id = t.id CROSS JOIN ${orderById(sql`r.order_id`)}
      WHERE o.store_id = t.store_id AND ${bits} & ${RIGHTS.reply}`,
    sql`WITH ${asked} SELECT ${readOrder(bits)}, ${casesOf(sql`o.id`)} AS cases FROM who CROSS JOIN ticket t ON t.id = ${ticketId} CROSS JOIN ${orderById(sql`${orderId ?? ""}`)}
      WHERE o.store_id = t.store_id AND ${bits} & ${RIGHTS.reply}`,
    sql`WITH ${asked} SELECT s.* FROM who CROSS JOIN snippet s`,
  ]);
  const person = requirePerson(people);
  const [ticket] = tickets;
  if (!ticket || (ticket.bits & RIGHTS.read) === 0) throw new Problem("missing", "ticket-missing");
  if ((ticket.bits & RIGHTS.reply) === 0) throw new Problem("forbidden", "right-missing", { right: "reply" });
  if (orderId && named.length === 0) throw new Problem("missing", "order-missing");
  const pages = orderPages(await fillFromArchive(kit, orders), ticket.order_id);
  const [wanted] = await fillFromArchive(kit, named);
  const order = wanted ? openSeen(wanted) : (pages[0] ?? null);
  return {
    person,
    storeId: ticket.store_id,
    buyerUserId: ticket.buyer_user_id,
    known: { ...knownOf(kit, ticket, person, order), cases: casesFrom([...orders, ...named]) },
    orders: pages,
    snippets: snippets.map(readSnippet),
    asked: { words: ticket.last_by === "buyer" ? ticket.preview : "", class: ticket.class },
  };
}

/** The buyer's orders in the ticket's store, as far as they are worth counting. */
const countOrders = sql`CASE WHEN t.buyer_user_id IS NULL THEN 0 ELSE (SELECT COUNT(*) FROM (SELECT 1 FROM order_search
    WHERE order_search MATCH ('"zzbuyer' || t.buyer_user_id || '" AND "zz' || replace(t.store_id, '_', '') || '"')
    LIMIT ${BUYER_ORDERS_COUNTED_MAX})) END`;

const openSeen = ({ cases: _, ...order }: OrderSeen) => assembleOrder(order);

function orderPages(orders: OrderSeen[], current: string | null): OrderPage[] {
  const newestFirst = orders.map(openSeen).sort((a, b) => b.order.create_time - a.order.create_time);
  return [...newestFirst.filter(({ order }) => order.id === current), ...newestFirst.filter(({ order }) => order.id !== current)];
}

/** Each once: the order that was named may be one of the ticket's. */
const casesFrom = (orders: OrderSeen[]): KnownCase[] => [
  ...new Map(orders.flatMap(({ cases }) => readCases(cases)).map((one) => [one.id, one])).values(),
];

function knownOf(kit: Kit, ticket: TicketSeen, person: Person, order: OrderPage | null): Omit<TicketKnown, "cases"> {
  const language = guessLanguage(ticket.last_by === "buyer" ? ticket.preview : "", ticket.marketplace);
  return {
    now: kit.now(),
    language,
    ticket: { number: ticket.number },
    buyer: { nickname: ticket.buyer_name, language, orders: ticket.buyer_orders },
    store: { name: ticket.store_name, marketplace: ticket.marketplace, zone: ticket.time_zone },
    agent: { name: person.name },
    order,
  };
}
