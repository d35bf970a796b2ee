/** Orders without the person who placed them: what was bought, paid and sent stays, who it was goes. Whoever was erased is left out of orders of
 *  theirs that come in later, and an order that was emptied here is filled again by nobody. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findErased } from "../stores/erased.ts";
import type { StoreRow } from "../stores/table.ts";
import { type OrderFacts, searchRowOf } from "./facts.ts";
import type { orders } from "./table.ts";
import { storeToken, wordsOf } from "./words.ts";

/** Of an order itself; the recipient is a row of its own. */
const PERSON = ["buyer_user_id", "buyer_nickname", "buyer_message", "seller_note"] as const satisfies (keyof typeof orders.$inferSelect)[];
export const PERSON_COLUMNS: ReadonlySet<string> = new Set(PERSON);
const NOBODY = { buyer_user_id: null, buyer_nickname: null, buyer_message: null, seller_note: null } satisfies Record<
  (typeof PERSON)[number],
  null
>;

/** Only what was placed before: whoever buys again is a customer again. A store none of whose buyers was erased is asked nothing. */
export async function leaveOutErased(kit: Kit, store: StoreRow, facts: OrderFacts[]): Promise<OrderFacts[]> {
  if (store.erased_at === null) return facts;
  const erased = await findErased(
    kit,
    facts.flatMap(({ order }) => order.buyer_user_id ?? []),
  );
  return facts.map((fact) => {
    const at = erased.get(fact.order.buyer_user_id ?? "");
    return at !== undefined && fact.order.create_time * 1000 <= at ? withoutPerson(fact, at) : fact;
  });
}

const withoutPerson = (fact: OrderFacts, at: number): OrderFacts => ({
  ...fact,
  order: { ...fact.order, ...NOBODY, person_gone_at: at },
  recipient: null,
});

export interface OrderRef {
  t: number;
  id: string;
  store: string;
}

interface Findable extends OrderRef {
  texts: string;
}

/** Takes the person out of these orders, in one batch with what else is given; asked twice it changes nothing more. */
export async function unnameOrders(kit: Kit, refs: OrderRef[], at: number, also: SQL[] = []): Promise<void> {
  const given = JSON.stringify(refs);
  const order = sql`json_each(${given}) k CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'`;
  const found = await kit.db.all<Findable>(
    sql`SELECT o.create_time AS t, o.id, o.store_id AS store, json_array(
        (SELECT json_group_array(concat_ws(' ', p.id, p.tracking_number)) FROM package p WHERE p.order_id = o.id),
        (SELECT json_group_array(concat_ws(' ', l.sku_id, i.seller_sku, i.title, i.variation)) FROM order_line l
          LEFT JOIN listing i ON i.store_id = o.store_id AND i.sku_id = l.sku_id WHERE l.order_id = o.id)) AS texts FROM ${order}`,
  );
  const rows = JSON.stringify(
    found.map(({ t, id, store, texts }) => ({
      t,
      id,
      row: searchRowOf(t, id),
      words: `${storeToken(store)} ${wordsOf([id, ...(JSON.parse(texts) as string[][]).flat()].join(" "))}`,
    })),
  );
  const rowIds = sql`SELECT CAST(k.value->>'row' AS INTEGER) FROM json_each(${rows}) k`;
  await kit.db.run(
    sql`DELETE FROM order_search WHERE rowid IN (${rowIds})`,
    sql`INSERT INTO order_search (rowid, words, order_id, create_time)
      SELECT CAST(k.value->>'row' AS INTEGER), k.value->>'words', k.value->>'id', k.value->>'t' FROM json_each(${rows}) k`,
    sql`DELETE FROM recipient WHERE order_id IN (SELECT k.value->>'id' FROM json_each(${given}) k)`,
    ...also,
    sql`UPDATE orders SET buyer_user_id = NULL, buyer_nickname = NULL, buyer_message = NULL, seller_note = NULL,
        person_gone_at = IFNULL(person_gone_at, ${at})
      WHERE (create_time, id) IN (SELECT k.value->>'t', k.value->>'id' FROM json_each(${given}) k)`,
  );
}
