/** A ticket as its page shows it: the timeline from the ticket's room, its orders from D1, and what may be done with the reason where not.
 *  One D1 round trip, one call to the room. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { listShown, type ProductShown } from "../inventory/list.ts";
import { assembleOrder, fillFromArchive, type OrderPage, orderById, readOrder, type SeenOrder } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import { type Explained, explain } from "../sla/clocks.ts";
import { bitsHere, bitsIn, type Can, cannot, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, findPerson, type Person, requirePerson, type SignedIn, who, whoOnce } from "../team/session.ts";
import type { Draft } from "../tickets/drafts.ts";
import { type Judgement, judgeAll } from "../tickets/judging.ts";
import { openTicket } from "../tickets/opened.ts";
import type { TicketView } from "../tickets/room.ts";
import type { TicketRow } from "../tickets/table.ts";
import type { JoinedView } from "../tickets/view.ts";
import { type CardChoice, cardsOf } from "../timeline/cards.ts";
import type { Entry } from "../timeline/entries.ts";
import { wireContent } from "../timeline/outbox.ts";
import type { TicketFacts } from "../timeline/timeline.ts";
import { type SecondTopic, secondTopic } from "../timeline/topics.ts";
import { mayMail, mayShareOpenly, shownTo } from "./mail-page.ts";
import { type Parting, partingOf } from "./parting.ts";
import { firstUnread, seenBy } from "./unread.ts";

interface SeenTicket extends TicketRow {
  bits: number;
  can_send: number | null;
  avatar_url: string | null;
  store_state: "disconnected" | "connected" | "reauthorize";
  mail_address: string | null;
  block_reason: string | null;
  blocked_at: number | null;
  blocked_by: string | null;
}

/** The ticket itself, or the one it became part of. */
const leadOn = (ticketId: string) =>
  sql`IFNULL((SELECT m.leads_to FROM ticket m INDEXED BY ticket_leading WHERE m.id = ${ticketId} AND m.leads_to IS NOT NULL), ${ticketId})`;

/** A ticket `t` with its store and conversation, for FROM. */
const ticketById = (ticketId: string) => sql`ticket t ON t.id = ${leadOn(ticketId)} CROSS JOIN store s ON s.id = t.store_id
  LEFT JOIN conversation c ON c.store_id = t.store_id AND c.id = t.conversation_id
  LEFT JOIN blocked_buyer b ON b.store_id = t.store_id AND b.buyer_user_id = t.buyer_user_id`;

const SEEN = sql.raw(
  "c.can_send, c.avatar_url, s.state AS store_state, s.mail_address, b.reason AS block_reason, b.blocked_at, b.by_id AS blocked_by",
);

export interface TicketPage {
  ticket: Pick<
    TicketRow,
    "id" | "number" | "store_id" | "conversation_id" | "buyer_user_id" | "buyer_name" | "follow_up_of" | "created_at"
  > & {
    avatar_url: string | null;
    /** The ticket this conversation goes on in, where it is another one. */
    continued_in: string | null;
    /** The ticket it goes on from, or was split off. */
    former: Former | null;
  };
  /** Why nobody listens to this buyer; null where somebody does. */
  blocked: { reason: string; by: string; at: number } | null;
  facts: TicketFacts;
  entries: Entry[];
  /** Why the ticket is due when it is: what runs, the earliest first. */
  due: Explained[];
  /** Whoever replies gives it back: what came later is what they did not see. */
  newest: number;
  joined: JoinedView[];
  parting: Parting;
  /** A message that nobody has answered and that names another order than the ones before it. */
  nudge: SecondTopic | null;
  /** Begun by the asking person, also where it has ended, and by others. */
  drafts: Draft[];
  followers: TicketView["followers"];
  /** The entry the asking person reads on from; null where they have read everything. */
  unread: string | null;
  /** They were told something of this ticket and have not looked. */
  isTold: boolean;
  orders: OrderPage[];
  /** What each of them may be shown to the buyer as. */
  cards: CardChoice[];
  /** Whether each answer counts as TikTok's meaningful reply, by the entry's id. */
  judgements: Record<string, Judgement>;
  /** A chat waits for an answer that counts. */
  awaitsAnswer: boolean;
  /** What product cards in the timeline show. */
  products: ProductShown[];
  can: { reply: Can; act: Can; block: Can; mail: Can; shareOpenly: Can };
  /** The address e-mail of this ticket is written from. */
  mailFrom: string | null;
}

export interface Former {
  id: string;
  number: number;
  as: "follows" | "split-from";
}

interface OpenedTicket extends SeenTicket {
  current_id: string | null;
  former_number: number | null;
  person_id: string;
  seen: number | null;
  is_told: number;
}

export async function openTicketPage(kit: Kit, signedIn: SignedIn, ticketId: string): Promise<TicketPage> {
  const bits = bitsHere(sql`t.store_id`);
  const [tickets, orders] = await kit.db.batch<[OpenedTicket, SeenOrder]>([
    sql`WITH ${whoOnce(signedIn)} SELECT t.*, ${bits} AS bits, who.id AS person_id, ${SEEN},
        ${seenBy(sql`t.readers`, sql`who.id`)} AS seen,
        EXISTS (SELECT 1 FROM notification n WHERE n.person_id = who.id AND n.ticket_id = t.id AND n.is_read = 0) AS is_told,
        (SELECT n.id FROM ticket n WHERE n.conversation_id = t.conversation_id AND n.is_current = 1) AS current_id,
        (SELECT f.number FROM ticket f WHERE f.id = IFNULL(t.split_from, t.follow_up_of)) AS former_number
      FROM who CROSS JOIN ${ticketById(ticketId)} WHERE ${bits} & ${RIGHTS.read}`,
    sql`WITH ${whoOnce(signedIn)} SELECT ${readOrder(bits, sql`NULL`)} FROM who CROSS JOIN ticket t ON t.id = ${leadOn(ticketId)}
      CROSS JOIN ticket_order r ON r.ticket_id = t.id CROSS JOIN ${orderById(sql`r.order_id`)}
      WHERE o.store_id = t.store_id AND ${bits} & ${RIGHTS.read}`,
  ]);
  const [row] = tickets;
  if (!row) return refuseTicket(kit, signedIn);
  const view = await openTicket(kit, row.id);
  if (!view) throw new Problem("unavailable", "ticket-opening");
  const about = view.facts.orders.at(-1);
  const isAbout = ({ order }: OrderPage) => Number(order.id === about);
  const full = await fillFromArchive(kit, orders);
  const seen = full.map((order) => assembleOrder({ ...order, store_state: row.store_state }));
  const firstFirst = seen.sort((a, b) => isAbout(b) - isAbout(a) || b.order.create_time - a.order.create_time);
  const products = await listShown(kit, row.store_id, namedProducts(view.entries));
  return {
    ticket: headOf(row),
    blocked: blockOf(row),
    facts: view.facts,
    entries: shownTo(view.entries, row.bits),
    due: explain(view.facts.clocks),
    newest: view.newest,
    joined: view.joined,
    parting: partingOf(view.entries),
    nudge: secondTopic(view.facts, view.entries),
    drafts: view.drafts.filter((draft) => draft.text !== "" || draft.personId === row.person_id),
    followers: view.followers,
    unread: firstUnread(view.entries, view.facts, row.seen),
    isTold: row.is_told === 1,
    orders: firstFirst,
    cards: firstFirst.flatMap((order) => cardsOf(order, row.buyer_user_id)),
    judgements: judgeAll(view.entries),
    awaitsAnswer: view.facts.turns.some(({ answeredAt }) => answeredAt === null),
    products,
    can: { ...whatMayBeDone(row), mail: mayMail(kit, row.bits, row.mail_address), shareOpenly: mayShareOpenly(row.bits) },
    mailFrom: row.mail_address,
  };
}

const namedProducts = (entries: Entry[]) => [
  ...new Set(
    entries.flatMap((entry) => {
      const content = entry.kind === "message" ? entry.content : entry.kind === "reply" ? wireContent(entry.body) : {};
      const product = content.product_id;
      return typeof product === "string" ? [product] : [];
    }),
  ),
];

/** Missing, or signed out: only now is it worth asking which. */
async function refuseTicket(kit: Kit, signedIn: SignedIn): Promise<never> {
  await findPerson(kit, signedIn);
  throw new Problem("missing", "ticket-missing");
}

function headOf(row: OpenedTicket): TicketPage["ticket"] {
  const { id, number, store_id, conversation_id, buyer_user_id, buyer_name, follow_up_of, created_at, avatar_url, current_id } = row;
  const continued_in = current_id !== null && current_id !== id ? current_id : null;
  const head = { id, number, store_id, conversation_id, buyer_user_id, buyer_name, follow_up_of, created_at, avatar_url };
  return { ...head, continued_in, former: formerOf(row) };
}

function formerOf({ split_from, follow_up_of, former_number: number }: OpenedTicket): Former | null {
  const former = split_from ?? follow_up_of;
  return former === null || number === null ? null : { id: former, number, as: split_from === null ? "follows" : "split-from" };
}

const blockOf = ({ block_reason: reason, blocked_by: by, blocked_at: at }: SeenTicket): TicketPage["blocked"] =>
  reason === null || by === null || at === null ? null : { reason, by, at };

/** TikTok lets a shop write for 30 days after the last chat and 60 after an order, or where a return ever was (code 45109001). */
export function whatMayBeDone(
  row: Pick<SeenTicket, "bits" | "can_send" | "store_state" | "buyer_user_id">,
): Omit<TicketPage["can"], "mail" | "shareOpenly"> {
  const missing = cannot("right-missing", { right: "reply" });
  if ((row.bits & RIGHTS.reply) === 0) return { reply: missing, act: missing, block: missing };
  const block: Can = row.buyer_user_id === null ? cannot("buyer-unknown") : { ok: true };
  const may = { act: { ok: true }, block } as const;
  if (row.store_state === "disconnected") return { ...may, reply: cannot("store-disconnected") };
  if (row.can_send === 0) return { ...may, reply: cannot("tiktok-closed", { code: 45109001 }) };
  return { ...may, reply: { ok: true } };
}

/** The ticket's store and conversation, for whoever has the right; missing for everyone else. */
export const requireTicket = (kit: Kit, signedIn: SignedIn, ticketId: string, right: keyof typeof RIGHTS) =>
  readTicket(kit, signedIn, ticketId, right, []);

/** D1 is told first that something will happen in the ticket's room: should the room's own word to D1 be lost, and its alarm as well, the cron
 *  finds the room overdue. */
export const foretell = (kit: Kit, tickets: SQL) =>
  sql`UPDATE ticket SET wake_at = ${kit.now()} WHERE id IN (${tickets}) AND (wake_at IS NULL OR wake_at > ${kit.now()})`;

/** As requireTicket, for a change the ticket's room is about to be told of. */
export const announceAct = (kit: Kit, signedIn: SignedIn, ticketId: string) =>
  readTicket(kit, signedIn, ticketId, "reply", [
    sql`WITH ${who(signedIn)} ${foretell(kit, leadOn(ticketId))} AND ${mayIn(sql`ticket.store_id`, "reply")}`,
  ]);

/** `takes`: whoever answers it takes it, where nobody has it. */
type AskedTicket = SeenTicket & { takes: number };

async function readTicket(kit: Kit, signedIn: SignedIn, ticketId: string, right: keyof typeof RIGHTS, first: SQL[]) {
  const answers = await kit.db.batch<object[]>([
    ...first,
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT t.*, ${bitsIn(sql`t.store_id`)} AS bits, ${SEEN},
        IFNULL((SELECT p.value = 'true' FROM preference p WHERE p.user_id = who.id AND p.name = 'replyTakes'),
          (SELECT reply_takes FROM rota WHERE one = 1)) AS takes
      FROM who CROSS JOIN ${ticketById(ticketId)}`,
  ]);
  const [people, tickets] = answers.slice(-2) as [Person[], AskedTicket[]];
  const person = requirePerson(people);
  const [ticket] = tickets;
  if (!ticket || (ticket.bits & RIGHTS.read) === 0) throw new Problem("missing", "ticket-missing");
  if ((ticket.bits & RIGHTS[right]) === 0) throw new Problem("forbidden", "right-missing", { right });
  return { person, ticket };
}
