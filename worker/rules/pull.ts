/** What rules look at, pulled: a ticket with its store, orders, hours and timeline, the rules at work, and what they did here before. One
 *  D1 round trip and one call to the ticket's room. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { orderById } from "../orders/order.ts";
import { stageName } from "../orders/stage.ts";
import { findPolicy } from "../sla/policy.ts";
import type { StoreRow } from "../stores/table.ts";
import { openTicket } from "../tickets/opened.ts";
import type { TicketRow } from "../tickets/table.ts";
import type { Pulled } from "./known.ts";
import { type PastRun, type Rule, ruleOf } from "./rule.ts";
import type { RuleRow } from "./table.ts";

/** Beyond these nothing suppresses any more that could. */
const PAST_MS = 30 * 86_400_000;
const PAST_RUNS_MAX = 500;

type PulledTicket = Pick<TicketRow, "id" | "number" | "store_id" | "conversation_id" | "buyer_user_id" | "buyer_name" | "order_id">;

export interface Desk extends Pulled {
  ticket: PulledTicket & { can_send: number | null };
  storeRow: StoreRow;
  causes: { cause: string; at: number }[];
  rules: Rule[];
  past: PastRun[];
}

const findRulesAtWork = sql`SELECT * FROM rule WHERE is_on = 1`;

export const inOrder = (rows: RuleRow[]) => [...rows].sort((one, other) => one.place - other.place || one.id.localeCompare(other.id));

const ofTicket = (ticketId: string): SQL[] => [
  sql`SELECT t.id, t.number, t.store_id, t.conversation_id, t.buyer_user_id, t.buyer_name, t.order_id, c.can_send
    FROM ticket t LEFT JOIN conversation c ON c.store_id = t.store_id AND c.id = t.conversation_id WHERE t.id = ${ticketId}`,
  sql`SELECT s.* FROM ticket t CROSS JOIN store s ON s.id = t.store_id WHERE t.id = ${ticketId}`,
  sql`SELECT o.id, o.stage FROM ticket_order r CROSS JOIN ${orderById(sql`r.order_id`)} CROSS JOIN ticket t ON t.id = r.ticket_id
    WHERE r.ticket_id = ${ticketId} AND o.store_id = t.store_id`,
];

const PAST_COLUMNS = sql.raw("rule_id, ticket_id, cause, at, outcome, by_rule, buyer_id");

/** Null where there is no such ticket, or its room knows nothing yet. */
export async function pullDesk(kit: Kit, ticketId: string): Promise<Desk | null> {
  const since = kit.now() - PAST_MS;
  const [tickets, stores, orders, causes, rules, here, told] = await kit.db.batch<
    [
      PulledTicket & { can_send: number | null },
      StoreRow,
      { id: string; stage: number | null },
      Desk["causes"][number],
      RuleRow,
      PastRun,
      PastRun,
    ]
  >([
    ...ofTicket(ticketId),
    sql`SELECT cause, at FROM rule_cause WHERE ticket_id = ${ticketId}`,
    findRulesAtWork,
    sql`SELECT ${PAST_COLUMNS} FROM rule_run WHERE ticket_id = ${ticketId} AND at > ${since} ORDER BY at DESC LIMIT ${PAST_RUNS_MAX}`,
    sql`SELECT ${PAST_COLUMNS} FROM rule_run WHERE buyer_id = (SELECT buyer_user_id FROM ticket WHERE id = ${ticketId}) AND at > ${since}
      ORDER BY at DESC LIMIT ${PAST_RUNS_MAX}`,
  ]);
  const [ticket] = tickets;
  const [storeRow] = stores;
  if (!ticket || !storeRow) return null;
  const pulled = await pullTimeline(kit, ticket, storeRow, orders);
  const elsewhere = told.filter((run) => run.ticket_id !== ticketId);
  return (
    pulled && {
      ...pulled,
      ticket,
      storeRow,
      past: [...here, ...elsewhere],
      rules: inOrder(rules).map(ruleOf),
      causes: causes.sort((one, other) => one.at - other.at || one.cause.localeCompare(other.cause)),
    }
  );
}

/** The same without rules and their past: for rehearsals. */
export async function pullTicket(kit: Kit, ticketId: string): Promise<(Pulled & { ticket: PulledTicket }) | null> {
  const [tickets, stores, orders] = await kit.db.batch<[PulledTicket, StoreRow, { id: string; stage: number | null }]>(ofTicket(ticketId));
  const [ticket] = tickets;
  const [storeRow] = stores;
  const pulled = ticket && storeRow ? await pullTimeline(kit, ticket, storeRow, orders) : null;
  return pulled && ticket ? { ...pulled, ticket } : null;
}

async function pullTimeline(
  kit: Kit,
  ticket: PulledTicket,
  store: StoreRow,
  orders: { id: string; stage: number | null }[],
): Promise<Pulled | null> {
  const view = await openTicket(kit, ticket.id);
  if (!view) return null;
  const { calendar } = await findPolicy(kit, store);
  const staged = orders.map(({ id, stage }) => ({ id, stage: stageName(stage) }));
  const talkedAbout = staged.sort((one, other) => Number(other.id === ticket.order_id) - Number(one.id === ticket.order_id));
  return { facts: view.facts, entries: view.entries, store, calendar, buyerName: ticket.buyer_name, orders: talkedAbout };
}
