/** Views of orders that people keep: a name for filters and, where chosen, columns. A shared one is seen by everybody, each through their own
 *  rights, and changed by its owner or an admin. Counts are read off an index and stop at VIEW_COUNT_MAX; whoever shows them says so. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { aliasOf, joinOf } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, findPerson, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type ListColumn, listColumns } from "./columns.ts";
import { type OrderFilters, orderFilters, sliceOf } from "./filters.ts";
import type { OrderViewRow } from "./table.ts";

export const VIEWS_OF_PERSON_MAX = 30;
const SHARED_VIEWS_SHOWN_MAX = 50;
const VIEW_COUNT_MAX = 500;
const NAME_CHARACTERS_MAX = 40;

export const wantedView = z.object({
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  filters: orderFilters,
  columns: listColumns.nullable(),
  shared: z.boolean(),
});
export type WantedView = z.infer<typeof wantedView>;

export interface OrderView {
  id: string;
  name: string;
  filters: OrderFilters;
  columns: ListColumn[] | null;
  shared: boolean;
  own: boolean;
  /** Whoever may change it: its owner, or an admin where it is shared. */
  changeable: boolean;
}

type Seen = OrderViewRow & { me: string; role: Person["role"] };

const seenViews = (signedIn: SignedIn) => [
  sql`WITH ${who(signedIn)} SELECT v.*, who.id AS me, who.role FROM who CROSS JOIN order_view v INDEXED BY order_view_of_owner ON v.owner_id = who.id LIMIT ${VIEWS_OF_PERSON_MAX}`,
  sql`WITH ${who(signedIn)} SELECT v.*, who.id AS me, who.role FROM who CROSS JOIN order_view v INDEXED BY order_view_shared ON v.is_shared = 1
    WHERE v.owner_id <> who.id LIMIT ${SHARED_VIEWS_SHOWN_MAX}`,
];

/** One's own in one's own order, then what others share. */
export async function listViews(kit: Kit, signedIn: SignedIn): Promise<OrderView[]> {
  const [people, own, shared] = await kit.db.batch<[Person, Seen, Seen]>([askWho(signedIn), ...seenViews(signedIn)]);
  requirePerson(people);
  return [own, shared].flatMap((views) => views.sort((a, b) => a.place - b.place)).map(showView);
}

function showView({ me, role, ...row }: Seen): OrderView {
  const own = row.owner_id === me;
  const { name, filters, columns, shared } = formOf(row);
  return { id: row.id, name, filters, columns, shared, own, changeable: own || role === "admin" };
}

/** What was kept before there was a filter asks nothing of it; a column that is shown no more is left out. */
function formOf(row: OrderViewRow): WantedView {
  const columns = listColumns.safeParse(JSON.parse(row.columns ?? "null"));
  return {
    name: row.name,
    filters: orderFilters.parse(JSON.parse(row.filters)),
    columns: columns.success ? columns.data : null,
    shared: row.is_shared === 1,
  };
}

export interface ViewCount {
  id: string;
  count: number;
  /** There are at least this many; nobody counted further. */
  more: boolean;
}

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
export function countsOf(signedIn: SignedIn, filters: OrderFilters, now: number): SQL[] {
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

export async function keepView(kit: Kit, signedIn: SignedIn, wanted: WantedView): Promise<{ id: string }> {
  const [people, kept] = await kit.db.batch<[Person, { n: number; last: number | null }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n, MAX(v.place) AS last FROM who CROSS JOIN order_view v ON v.owner_id = who.id`,
  ]);
  const person = requirePerson(people);
  const { n = 0, last = null } = kept[0] ?? {};
  if (n >= VIEWS_OF_PERSON_MAX) throw new Problem("conflict", "views-full", { limit: VIEWS_OF_PERSON_MAX });
  const id = mintId(kit, "ovw_", 16);
  await kit.db.run(
    sql`INSERT INTO order_view (id, owner_id, is_shared, place, name, filters, columns, created_at)
      VALUES (${id}, ${person.id}, ${Number(wanted.shared)}, ${(last ?? 0) + 1}, ${wanted.name}, ${JSON.stringify(wanted.filters)},
        ${wanted.columns && JSON.stringify(wanted.columns)}, ${kit.now()})`,
    recordChange({ at: kit.now(), userId: person.id, action: "keep-view", subject: id, after: wanted }),
  );
  return { id };
}

export async function changeView(kit: Kit, signedIn: SignedIn, id: string, wanted: WantedView): Promise<void> {
  const { person, view } = await requireView(kit, signedIn, id);
  await kit.db.run(
    sql`UPDATE order_view SET name = ${wanted.name}, filters = ${JSON.stringify(wanted.filters)},
      columns = ${wanted.columns && JSON.stringify(wanted.columns)}, is_shared = ${Number(wanted.shared)} WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "change-view", subject: id, before: formOf(view), after: wanted }),
  );
}

export async function dropView(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const { person, view } = await requireView(kit, signedIn, id);
  await kit.db.run(
    sql`DELETE FROM order_view WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "drop-view", subject: id, before: formOf(view) }),
  );
}

/** One's own views in this order; ids of others are left where they are. */
export async function orderViews(kit: Kit, signedIn: SignedIn, ids: string[]): Promise<void> {
  const person = await findPerson(kit, signedIn);
  await kit.db.run(
    sql`UPDATE order_view SET place = (SELECT k.key FROM json_each(${JSON.stringify(ids)}) k WHERE k.value = order_view.id)
      WHERE owner_id = ${person.id} AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    recordChange({ at: kit.now(), userId: person.id, action: "order-views", subject: person.id, after: ids }),
  );
}

/** A view of others that is not shared does not exist. */
async function requireView(kit: Kit, signedIn: SignedIn, id: string): Promise<{ person: Person; view: OrderViewRow }> {
  const [people, views] = await kit.db.batch<[Person, OrderViewRow]>([askWho(signedIn), sql`SELECT * FROM order_view WHERE id = ${id}`]);
  const person = requirePerson(people);
  const [view] = views;
  if (!view || (view.owner_id !== person.id && view.is_shared === 0)) throw new Problem("missing", "view-missing");
  if (view.owner_id !== person.id && person.role !== "admin") throw new Problem("forbidden", "view-of-another");
  return { person, view };
}
