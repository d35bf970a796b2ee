/** Views people keep: a name for a view of the mailbox and its filters. A shared one is seen by everybody, each through their own rights, and
 *  changed by its owner or an admin. Counts are read off an index and stop at VIEW_COUNT_MAX; whoever shows them says so. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type Kit, mintId } from "../env.ts";
import { priority, tagId } from "../labels/label.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { aliasOf, joinOf } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, findPerson, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { DUES, sliceOf, VIEWS } from "./filters.ts";
import type { SavedViewRow } from "./table.ts";

export const VIEWS_OF_PERSON_MAX = 30;
const SHARED_VIEWS_SHOWN_MAX = 50;
export const VIEW_COUNT_MAX = 500;
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
  unread: z.boolean().default(false),
});
export type ViewFilters = z.infer<typeof viewFilters>;

export interface SavedView {
  id: string;
  name: string;
  filters: ViewFilters;
  shared: boolean;
  own: boolean;
  /** Whoever may change it: its owner, or an admin where it is shared. */
  changeable: boolean;
}

type Seen = SavedViewRow & { me: string; role: Person["role"] };

const seenViews = (signedIn: SignedIn) => [
  sql`WITH ${who(signedIn)} SELECT v.*, who.id AS me, who.role FROM who CROSS JOIN saved_view v INDEXED BY saved_view_of_owner ON v.owner_id = who.id LIMIT ${VIEWS_OF_PERSON_MAX}`,
  sql`WITH ${who(signedIn)} SELECT v.*, who.id AS me, who.role FROM who CROSS JOIN saved_view v INDEXED BY saved_view_shared ON v.is_shared = 1
    WHERE v.owner_id <> who.id LIMIT ${SHARED_VIEWS_SHOWN_MAX}`,
];

/** One's own in one's own order, then what others share. */
export async function listViews(kit: Kit, signedIn: SignedIn): Promise<SavedView[]> {
  const [people, own, shared] = await kit.db.batch<[Person, Seen, Seen]>([askWho(signedIn), ...seenViews(signedIn)]);
  requirePerson(people);
  return [own, shared].flatMap((views) => views.sort((a, b) => a.place - b.place)).map(showView);
}

function showView({ me, role, ...row }: Seen): SavedView {
  const own = row.owner_id === me;
  const shared = row.is_shared === 1;
  return { id: row.id, name: row.name, filters: filtersOf(row), shared, own, changeable: own || role === "admin" };
}

/** What was kept before there was a filter asks nothing of it. */
const filtersOf = (row: Pick<SavedViewRow, "filters">): ViewFilters => viewFilters.parse(JSON.parse(row.filters));

export interface ViewCount {
  id: string;
  count: number;
  /** There are at least this many; nobody counted further. */
  more: boolean;
}

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

export interface WantedView {
  name: string;
  filters: ViewFilters;
  shared: boolean;
}

export async function keepView(kit: Kit, signedIn: SignedIn, wanted: WantedView): Promise<{ id: string }> {
  const [people, kept] = await kit.db.batch<[Person, { n: number; last: number | null }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n, MAX(v.place) AS last FROM who CROSS JOIN saved_view v ON v.owner_id = who.id`,
  ]);
  const person = requirePerson(people);
  const { n = 0, last = null } = kept[0] ?? {};
  if (n >= VIEWS_OF_PERSON_MAX) throw new Problem("conflict", "views-full", { limit: VIEWS_OF_PERSON_MAX });
  const id = mintId(kit, "viw_", 16);
  await kit.db.run(
    sql`INSERT INTO saved_view (id, owner_id, is_shared, place, name, filters, created_at)
      VALUES (${id}, ${person.id}, ${wanted.shared ? 1 : 0}, ${(last ?? 0) + 1}, ${wanted.name}, ${JSON.stringify(wanted.filters)}, ${kit.now()})`,
    recordChange({ at: kit.now(), userId: person.id, action: "keep-view", subject: id, after: wanted }),
  );
  return { id };
}

export async function changeView(kit: Kit, signedIn: SignedIn, id: string, wanted: WantedView): Promise<void> {
  const { person, view } = await requireView(kit, signedIn, id);
  const before: WantedView = { name: view.name, filters: filtersOf(view), shared: view.is_shared === 1 };
  await kit.db.run(
    sql`UPDATE saved_view SET name = ${wanted.name}, filters = ${JSON.stringify(wanted.filters)}, is_shared = ${wanted.shared ? 1 : 0} WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "change-view", subject: id, before, after: wanted }),
  );
}

export async function dropView(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const { person, view } = await requireView(kit, signedIn, id);
  const before: WantedView = { name: view.name, filters: filtersOf(view), shared: view.is_shared === 1 };
  await kit.db.run(
    sql`DELETE FROM saved_view WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "drop-view", subject: id, before }),
  );
}

/** One's own views in this order; ids of others are left where they are. */
export async function orderViews(kit: Kit, signedIn: SignedIn, ids: string[]): Promise<void> {
  const person = await findPerson(kit, signedIn);
  await kit.db.run(
    sql`UPDATE saved_view SET place = (SELECT k.key FROM json_each(${JSON.stringify(ids)}) k WHERE k.value = saved_view.id)
      WHERE owner_id = ${person.id} AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    recordChange({ at: kit.now(), userId: person.id, action: "order-views", subject: person.id, after: ids }),
  );
}

/** A view of others that is not shared does not exist. */
async function requireView(kit: Kit, signedIn: SignedIn, id: string): Promise<{ person: Person; view: SavedViewRow }> {
  const [people, views] = await kit.db.batch<[Person, SavedViewRow]>([askWho(signedIn), sql`SELECT * FROM saved_view WHERE id = ${id}`]);
  const person = requirePerson(people);
  const [view] = views;
  if (!view || (view.owner_id !== person.id && view.is_shared === 0)) throw new Problem("missing", "view-missing");
  if (view.owner_id !== person.id && person.role !== "admin") throw new Problem("forbidden", "view-of-another");
  return { person, view };
}
