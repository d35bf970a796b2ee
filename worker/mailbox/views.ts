/** Views of tickets that people keep, and how many tickets each has. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { priority, tagId } from "../labels/label.ts";
import { type KeptView, listKept, type Shelf, VIEW_COUNT_MAX, type ViewCount } from "../team/kept-views.ts";
import { aliasOf, joinOf } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { burstFilter, classFilter, DUES, sliceOf, VIEWS } from "./filters.ts";
import type { SavedViewRow } from "./table.ts";

const NAME_CHARACTERS_MAX = 60;
const STORES_MAX = 100;

export const viewFilters = z.object({
  view: z.enum(VIEWS),
  stores: z.array(z.string().max(40)).min(1).max(STORES_MAX).nullable(),
  market: z.string().max(4).nullable(),
  assignee: z.string().max(40).nullable(),
  team: z.string().max(40).nullable().default(null),
  due: z.enum(DUES).nullable(),
  tag: tagId.nullable().default(null),
  priority: priority.nullable().default(null),
  class: classFilter.nullable().default(null),
  burst: burstFilter.nullable().default(null),
  unread: z.boolean().default(false),
});
export type ViewFilters = z.infer<typeof viewFilters>;

export const wantedView = z.object({
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  filters: viewFilters,
  shared: z.boolean(),
});
export type WantedView = z.infer<typeof wantedView>;

export const TICKET_VIEWS: Shelf<SavedViewRow, WantedView> = {
  table: "saved_view",
  idPrefix: "viw_",
  formOf: ({ name, filters, is_shared }) => ({ name, filters: viewFilters.parse(JSON.parse(filters)), shared: is_shared === 1 }),
  columnsOf: ({ filters }) => ({ filters: JSON.stringify(filters) }),
};

export const listViews = (kit: Kit, signedIn: SignedIn): Promise<KeptView<WantedView>[]> => listKept(kit, signedIn, TICKET_VIEWS);

/** Every view's tickets, each counted no further than VIEW_COUNT_MAX. */
export async function countViews(kit: Kit, signedIn: SignedIn): Promise<ViewCount[]> {
  const views = await listViews(kit, signedIn);
  if (views.length === 0) return [];
  const counts = await kit.db.batch<{ n: number; looked: number }[]>(views.map((view) => countOf(signedIn, view.filters, kit.now())));
  return views.map(({ id }, at) => {
    const { n = 0, looked = 0 } = counts[at]?.[0] ?? {};
    return { id, count: Math.min(n, VIEW_COUNT_MAX), more: looked > VIEW_COUNT_MAX };
  });
}

/** Store after store, so that the count ends with the last row it needs however many stores there are. */
function countOf(signedIn: SignedIn, filters: ViewFilters, now: number): SQL {
  const { stores, market } = filters;
  const slice = sliceOf(filters.view, filters, sql`(SELECT id FROM who)`, now);
  const key = sql.raw(aliasOf(slice));
  const conditions = [
    sql`${key}.store_id = s.id`,
    slice.where,
    mayIn(sql`s.id`, "read"),
    stores ? sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))` : [],
    market ? sql`s.marketplace = ${market}` : [],
    slice.from === undefined ? [] : sql`${key}.turn >= ${slice.from}`,
    slice.before === undefined ? [] : sql`${key}.turn < ${slice.before}`,
  ].flat();
  // A filter without an index is tried on the rows that are looked at anyway, and on no more.
  const looked = sql`SELECT ${slice.filter ?? sql`1`} AS fits FROM who CROSS JOIN store s ${joinOf({ table: sql`ticket`, ...slice }, slice.indexes.one)}
    WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${VIEW_COUNT_MAX + 1}`;
  return sql`WITH ${who(signedIn)} SELECT COUNT(*) AS looked, IFNULL(SUM(fits), 0) AS n FROM (${looked})`;
}
