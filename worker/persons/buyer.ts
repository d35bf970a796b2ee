/** Who a buyer is to this desk and what it holds of them: found by an order, a ticket's number or a name, counted before anything is done. Admins
 *  alone ask, for a buyer is one person in all stores. */
import { type SQL, sql } from "drizzle-orm";
import { openArchive } from "../archive/over.ts";
import type { Kit } from "../env.ts";
import type { UnmatchedRow } from "../mail/table.ts";
import { orderById } from "../orders/order.ts";
import { STAGES } from "../orders/stage.ts";
import { buyerToken, matchOf } from "../orders/words.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";

const LOOKED_AT_MAX = 200;
const FOUND_MAX = 20;
/** The parcel is with the buyer, or never will be: nobody needs to know where they live. */
const ENDED = STAGES.indexOf("delivered");

export interface FoundBuyer {
  id: string;
  name: string;
  /** Names of the stores they were seen in. */
  stores: string[];
}

type Seen = { id: string; name: string | null; store: string };

const nameOfStore = (store: SQL) => sql`(SELECT s.name FROM store s WHERE s.id = ${store})`;

export async function findBuyers(kit: Kit, signedIn: SignedIn, asked: string): Promise<FoundBuyer[]> {
  await requireAdmin(kit, signedIn);
  const words = matchOf(asked);
  const number = /^#?\d{1,9}$/.test(asked) ? Number(asked.replace("#", "")) : 0;
  const seen = await kit.db.batch<[Seen, Seen, Seen, Seen]>([
    sql`SELECT o.buyer_user_id AS id, o.buyer_nickname AS name, ${nameOfStore(sql`o.store_id`)} AS store
      FROM (SELECT 1) CROSS JOIN ${orderById(sql`${asked}`)} WHERE o.buyer_user_id IS NOT NULL`,
    sql`SELECT t.buyer_user_id AS id, t.buyer_name AS name, ${nameOfStore(sql`t.store_id`)} AS store
      FROM ticket t WHERE t.number = ${number} AND t.buyer_user_id IS NOT NULL`,
    words === null ? sql`SELECT NULL AS id WHERE false` : ordersSaying(words, asked),
    words === null ? sql`SELECT NULL AS id WHERE false` : ticketsSaying(words, asked),
  ]);
  const found = new Map<string, FoundBuyer>();
  for (const { id, name, store } of seen.flat()) {
    const one = found.get(id) ?? { id, name: "", stores: [] };
    found.set(id, { id, name: one.name || (name ?? ""), stores: [...new Set([...one.stores, store])] });
  }
  return [...found.values()].slice(0, FOUND_MAX);
}

/** Words find what was ordered and said as well: only those whose name it is. */
const ordersSaying = (words: string, asked: string) =>
  sql`SELECT o.buyer_user_id AS id, o.buyer_nickname AS name, ${nameOfStore(sql`o.store_id`)} AS store
    FROM (SELECT order_id, create_time FROM order_search WHERE order_search MATCH ${words} ORDER BY rowid DESC LIMIT ${LOOKED_AT_MAX}) f
    CROSS JOIN orders o ON o.create_time = f.create_time AND o.id = f.order_id
    WHERE o.buyer_user_id IS NOT NULL AND instr(lower(o.buyer_nickname), lower(${asked}))`;

const ticketsSaying = (words: string, asked: string) =>
  sql`SELECT t.buyer_user_id AS id, t.buyer_name AS name, ${nameOfStore(sql`t.store_id`)} AS store
    FROM (SELECT ticket_id FROM message_search WHERE message_search MATCH ${words} ORDER BY rowid DESC LIMIT ${LOOKED_AT_MAX}) f
    CROSS JOIN ticket t ON t.id = f.ticket_id WHERE t.buyer_user_id IS NOT NULL AND instr(lower(t.buyer_name), lower(${asked}))`;

/** The buyer's orders, for FROM, as `o`. */
export const ordersOf = (buyer: string) =>
  sql`(SELECT order_id, create_time FROM order_search WHERE order_search MATCH ${`"${buyerToken(buyer)}"`}) f
    CROSS JOIN orders o ON o.create_time = f.create_time AND o.id = f.order_id AND o.buyer_user_id = ${buyer}`;

/** Conversations `c` and their tickets `t`, for FROM. */
export const TICKETS = sql`conversation c CROSS JOIN ticket t ON t.conversation_id = c.id AND t.store_id = c.store_id`;

/** True for a conversation `c` of theirs. */
export const isOf = (buyer: string) => sql`c.buyer_user_id = ${buyer}`;

/** In the place of a name that lists show. */
export const NO_NAME = "—";

/** True for a ticket `t` that was not emptied, or was written in since. */
export const IS_HELD = sql`(t.person_gone_at IS NULL OR t.last_at > t.person_gone_at)`;

/** E-mails of theirs that belonged to no ticket: by the addresses of their orders, and those they wrote from. */
export async function lettersOf(kit: Kit, { buyer, addresses }: { buyer: string; addresses: string }): Promise<UnmatchedRow[]> {
  const ask = ({ db }: Kit) =>
    db.all<{ email: string }>(
      sql`SELECT lower(r.email) AS email FROM ${ordersOf(buyer)} CROSS JOIN recipient r ON r.order_id = o.id WHERE r.email <> ''`,
    );
  const archived = await kit.db.all<{ id: string }>(sql`SELECT o.id FROM ${ordersOf(buyer)} WHERE o.cold_at IS NOT NULL`);
  const archive =
    archived.length === 0
      ? null
      : await openArchive(
          kit,
          archived.map(({ id }) => id),
        );
  const own = [...(await ask(kit)), ...(archive ? await ask(archive) : [])];
  const given = JSON.stringify([...new Set([...(JSON.parse(addresses) as string[]), ...own.map(({ email }) => email)])]);
  return kit.db.all<UnmatchedRow>(
    sql`SELECT m.* FROM json_each(${given}) k CROSS JOIN unmatched_mail m ON lower(m.from_address) = k.value`,
  );
}

export interface Held {
  orders: number;
  /** Of these: not with the buyer yet. */
  underWay: number;
  recipients: number;
  tickets: number;
  papers: number;
  returns: number;
  notes: number;
}

export interface BuyerPage extends FoundBuyer {
  held: Held;
  /** What is typed to confirm. */
  confirm: string;
  can: { erase: Can };
}

export async function openBuyer(kit: Kit, signedIn: SignedIn, id: string): Promise<BuyerPage> {
  await requireAdmin(kit, signedIn);
  const [orders, tickets, stores] = await kit.db.batch<
    [Omit<Held, "tickets"> & { name: string | null }, { n: number; name: string | null }, { name: string }]
  >([
    sql`SELECT COUNT(*) AS orders, TOTAL(IFNULL(o.stage, 0) < ${ENDED}) AS underWay, MAX(o.buyer_nickname) AS name,
        TOTAL(EXISTS (SELECT 1 FROM recipient r WHERE r.order_id = o.id) + IFNULL((SELECT c.recipients FROM order_cold c WHERE c.order_id = o.id), 0)) AS recipients,
        TOTAL((SELECT COUNT(*) FROM parcel_paper p WHERE p.order_id = o.id) + IFNULL((SELECT c.papers FROM order_cold c WHERE c.order_id = o.id), 0)) AS papers,
        TOTAL((SELECT COUNT(*) FROM own_return r WHERE r.order_id = o.id) + (SELECT COUNT(*) FROM aftersale a WHERE a.order_id = o.id)) AS returns,
        TOTAL((SELECT COUNT(*) FROM order_note n WHERE n.order_id = o.id)) AS notes FROM ${ordersOf(id)}`,
    sql`SELECT COUNT(*) AS n, MAX(t.buyer_name) AS name FROM ${TICKETS} WHERE ${isOf(id)} AND ${IS_HELD}`,
    sql`SELECT DISTINCT s.name FROM store s WHERE s.id IN (SELECT o.store_id FROM ${ordersOf(id)}) OR s.id IN (SELECT c.store_id FROM conversation c WHERE ${isOf(id)})`,
  ]);
  const [held] = orders;
  const count = tickets[0]?.n ?? 0;
  if (!held || held.orders + count === 0) throw new Problem("missing", "buyer-missing");
  const name = held.name ?? tickets[0]?.name ?? "";
  const erase: Can = held.underWay > 0 ? cannot("erase-under-way", { orders: held.underWay }) : { ok: true };
  return { id, name, stores: stores.map((one) => one.name), held: heldOf(held, count), confirm: confirmOf(id, name), can: { erase } };
}

/** What a keyboard can write and is read as it is written; of others the end of their id. */
const PLAIN_NAME = /^[\p{Letter}\p{Mark}\p{Number} ._'-]{2,40}$/u;
const ID_SIGNS_TYPED = 6;
const confirmOf = (id: string, name: string) => (PLAIN_NAME.test(name) ? name : id.slice(-ID_SIGNS_TYPED));

const heldOf = ({ orders, underWay, recipients, papers, returns, notes }: Omit<Held, "tickets">, tickets: number): Held => ({
  orders,
  underWay,
  recipients,
  tickets,
  papers,
  returns,
  notes,
});
