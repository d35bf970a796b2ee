/** Views of orders that people keep, with columns where some are chosen, and how many orders each has. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { type KeptView, listKept, type Shelf, VIEW_COUNT_MAX, type ViewCount } from "../team/kept-views.ts";
import { aliasOf, joinOf } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { listColumns } from "./columns.ts";
import { type OrderFilters, orderFilters, sliceOf } from "./filters.ts";
import type { OrderViewRow } from "./table.ts";

const NAME_CHARACTERS_MAX = 40;

export const wantedView = z.object({
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  filters: orderFilters,
  columns: listColumns.nullable(),
  shared: z.boolean(),
});
export type WantedView = z.infer<typeof wantedView>;

export const ORDER_VIEWS: Shelf<OrderViewRow, WantedView> = {
  table: "order_view",
  idPrefix: "ovw_",
  // A column that is shown no more is left out.
  formOf: ({ name, filters, columns, is_shared }) => ({
    name,
    filters: orderFilters.parse(JSON.parse(filters)),
    columns: listColumns
      .nullable()
      .catch(null)
      .parse(JSON.parse(columns ?? "null")),
    shared: is_shared === 1,
  }),
  columnsOf: ({ filters, columns }) => ({ filters: JSON.stringify(filters), columns: columns && JSON.stringify(columns) }),
};

export const listViews = (kit: Kit, signedIn: SignedIn): Promise<KeptView<WantedView>[]> => listKept(kit, signedIn, ORDER_VIEWS);

/** Every view's orders, each counted no further than VIEW_COUNT_MAX. */
export async function countViews(kit: Kit, signedIn: SignedIn): Promise<ViewCount[]> {
  const views = await listViews(kit, signedIn);
  if (views.length === 0) return [];
  const parts = views.flatMap(({ id, filters }) => countsOf(signedIn, filters, kit.now()).map((statement) => ({ id, statement })));
  const counts = await kit.db.batch<{ n: number; looked: number }[]>(parts.map(({ statement }) => statement));
  return views.map(({ id }) => {
    const own = parts.flatMap((part, at) => (part.id === id ? (counts[at] ?? []) : []));
    const n = own.reduce((sum, row) => sum + row.n, 0);
    return { id, count: Math.min(n, VIEW_COUNT_MAX), more: n > VIEW_COUNT_MAX || own.some((row) => row.looked > VIEW_COUNT_MAX) };
  });
}

/** One statement for each beginning of the index; store after store, so that each ends with the last row it needs. */
function countsOf(signedIn: SignedIn, filters: OrderFilters, now: number): SQL[] {
  const { stores } = filters;
  const slice = sliceOf(filters, sql`(SELECT id FROM who)`, now);
  const key = sql.raw(aliasOf(slice));
  const by = sql.raw(slice.key);
  return [slice.where].flat().map((where) => {
    const conditions = [
      sql`${key}.store_id = s.id`,
      where,
      mayIn(sql`s.id`, "read"),
      stores ? sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))` : [],
      slice.from === undefined ? [] : sql`${key}.${by} >= ${slice.from}`,
      slice.before === undefined ? [] : sql`${key}.${by} < ${slice.before}`,
    ].flat();
    // A filter without an index is tried on the rows that are looked at anyway, and on no more.
    const looked = sql`SELECT ${slice.filter ?? sql`1`} AS fits FROM who CROSS JOIN store s ${joinOf({ table: sql`orders`, ...slice }, slice.indexes.one)}
      WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${VIEW_COUNT_MAX + 1}`;
    return sql`WITH ${who(signedIn)} SELECT COUNT(*) AS looked, IFNULL(SUM(fits), 0) AS n FROM (${looked})`;
  });
}
