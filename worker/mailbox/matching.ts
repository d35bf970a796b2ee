/** All the tickets that a view and its filters leave, for work on them as a whole: counted no further than somebody needs to know, and named
 *  one page after another. Read off an index; a filter that has none is tried on the rows that are looked at anyway. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { aliasOf } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { sliceOf } from "./filters.ts";
import type { ViewFilters } from "./views.ts";

/** As far as the naming has come: store after store, each in the order of its index. */
export interface NamedUntil {
  store: string;
  turn: number;
  ticket: string;
}

/** `asker`: the common table `who`. */
export interface Matching {
  asker: SQL;
  filters: ViewFilters;
  /** When the filters were asked: what is late now may not have been then. */
  at: number;
}

function matchIn({ filters, at }: Matching, store: SQL) {
  const slice = sliceOf(filters.view, filters, sql`(SELECT id FROM who)`, at);
  const key = sql.raw(aliasOf(slice));
  const { stores, market } = filters;
  const ofStore = [
    mayIn(sql`s.id`, "read"),
    ...(stores ? [sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`] : []),
    ...(market ? [sql`s.marketplace = ${market}`] : []),
  ];
  const ofTicket = [
    sql`${key}.store_id = ${store}`,
    slice.where,
    ...(slice.from === undefined ? [] : [sql`${key}.turn >= ${slice.from}`]),
    ...(slice.before === undefined ? [] : [sql`${key}.turn < ${slice.before}`]),
  ];
  return {
    key,
    id: slice.through?.id ?? sql`o.id`,
    tickets: slice.through
      ? sql`${slice.through.table} k ${slice.indexes.one} CROSS JOIN ticket o ON ${slice.through.on}`
      : sql`ticket o ${slice.indexes.one}`,
    fits: slice.filter ?? sql`1`,
    ofStore: sql.join(ofStore, sql` AND `),
    ofTicket: sql.join(ofTicket, sql` AND `),
  };
}

/** `looked` says whether somebody stopped counting. */
export function countMatching(matching: Matching, most: number): SQL {
  const { tickets, fits, ofStore, ofTicket } = matchIn(matching, sql`s.id`);
  return sql`WITH ${matching.asker} SELECT COUNT(*) AS looked, IFNULL(SUM(fits), 0) AS n FROM (
    SELECT ${fits} AS fits FROM who CROSS JOIN store s CROSS JOIN ${tickets} WHERE ${ofTicket} AND ${ofStore} LIMIT ${most + 1})`;
}

export interface NamedPage {
  tickets: string[];
  until: NamedUntil;
  isOver: boolean;
}

/** The next tickets of one store, or the step to the next store. What was opened after the question is no part of its answer. */
export async function nameMatching(kit: Kit, matching: Matching, from: NamedUntil, most: number): Promise<NamedPage> {
  const { key, id, tickets: within, fits, ofStore, ofTicket } = matchIn(matching, sql`${from.store}`);
  const [rows, stores] = await kit.db.batch<[{ id: string; turn: number; fits: number; created_at: number }, { id: string }]>([
    sql`WITH ${matching.asker} SELECT o.id, ${key}.turn, o.created_at, ${fits} AS fits FROM ${within}
      WHERE ${ofTicket} AND (SELECT 1 FROM store s WHERE s.id = ${from.store} AND ${ofStore})
        AND (${key}.turn, ${id}) > (${from.turn}, ${from.ticket}) ORDER BY ${key}.turn, ${id} LIMIT ${most}`,
    sql`WITH ${matching.asker} SELECT s.id FROM store s WHERE s.id > ${from.store} AND ${ofStore} ORDER BY s.id LIMIT 1`,
  ]);
  const tickets = rows.filter((row) => row.fits && row.created_at <= matching.at).map((row) => row.id);
  const last = rows.at(-1);
  if (last && rows.length === most) return { tickets, until: { store: from.store, turn: last.turn, ticket: last.id }, isOver: false };
  const [next] = stores;
  return { tickets, until: { store: next?.id ?? from.store, turn: -1, ticket: "" }, isOver: next === undefined };
}
