/** Orders put into the archive: first the object that holds them, then one batch that takes their rows out of D1, for those alone whose rows are to
 *  the letter what was written down. Who dies between the two leaves an object nothing points at, and comes again to the same one. */
import { type SQL, sql } from "drizzle-orm";
import { RECORD, takeOut } from "../archive/kept.ts";
import { type Built, buildObject, press } from "../archive/objects.ts";
import { insertObject, markStale } from "../archive/rewrite.ts";
import type { Kit } from "../env.ts";
import { mayFreeze, type Since } from "./cold.ts";

/** An order with its rows as JSON, as they were read. */
export interface Read {
  t: number;
  id: string;
  store: string;
  record: string;
}

/** The columns of an order `o` for that. */
export const READ = sql`o.create_time AS t, o.id, o.store_id AS store, ${RECORD} AS record`;

const monthOf = ({ t, store }: Read) => `${store}/${new Date(t * 1000).toISOString().slice(0, 7)}`;

/** Answers how many went, and how many bytes they are there. */
export async function freezeOrders(kit: Kit, read: Read[], since: Since): Promise<{ orders: number; bytes: number }> {
  const frozen = { orders: 0, bytes: 0 };
  for (const [month, some] of Map.groupBy(read, monthOf)) {
    const one = await freezeMonth(kit, month, some, since);
    frozen.orders += one.orders;
    frozen.bytes += one.bytes;
  }
  return frozen;
}

async function freezeMonth(kit: Kit, of: string, read: Read[], since: Since) {
  const [store = "", month = ""] = of.split("/");
  const pressed = read.map(({ id, record }) => ({ order: id, bytes: press(record) }));
  const built = buildObject(store, month, pressed);
  await kit.env.MAIL.put(built.key, built.body);
  const [, taken] = await kit.db.batch<[never, { bytes: number }]>(freezing(built, read, since, kit.now()));
  return { orders: taken.length, bytes: taken.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function freezing(built: Built, read: Read[], since: Since, now: number): SQL[] {
  const places = JSON.stringify(built.places);
  const given = JSON.stringify(read.map(({ t, id, record }, at) => ({ t, id, record, ...built.places[at] })));
  const object = sql`(SELECT x.id FROM cold_object x WHERE x.key = ${built.key})`;
  const ids = sql`SELECT c.order_id AS id FROM json_each(${places}) k CROSS JOIN order_cold c ON c.order_id = k.value->>'order'
    AND c.object_id = ${object}`;
  return [
    insertObject(built, now),
    sql`INSERT INTO order_cold (order_id, create_time, object_id, at, bytes, recipients, papers)
      SELECT o.id, o.create_time, ${object}, k.value->>'at', k.value->>'bytes',
        (SELECT COUNT(*) FROM recipient r WHERE r.order_id = o.id), (SELECT COUNT(*) FROM parcel_paper p WHERE p.order_id = o.id)
      FROM json_each(${given}) k CROSS JOIN orders o ON o.create_time = k.value->>'t' AND o.id = k.value->>'id'
      WHERE ${mayFreeze(since)} AND ${RECORD} = k.value->>'record' RETURNING bytes`,
    ...takeOut(ids),
    sql`UPDATE orders SET cold_at = ${now} WHERE (create_time, id) IN (
      SELECT c.create_time, c.order_id FROM (${ids}) k CROSS JOIN order_cold c ON c.order_id = k.id)`,
    markStale(built.key, places),
  ];
}
