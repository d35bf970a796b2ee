/** Views people keep: a name for what a list is narrowed to. A shared one is seen by everybody, each through their own rights, and changed by its owner
 *  or an admin. What a view holds, and in which table it stands, is the list's to say. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "./audit.ts";
import { askWho, findPerson, type Person, requirePerson, type SignedIn, who } from "./session.ts";

export const VIEWS_OF_PERSON_MAX = 30;
const SHARED_VIEWS_SHOWN_MAX = 50;
/** Counts are read off an index and stop here; whoever shows them says so. */
export const VIEW_COUNT_MAX = 500;

export interface ViewCount {
  id: string;
  count: number;
  /** There are at least this many; nobody counted further. */
  more: boolean;
}

/** What every such table has. */
interface KeptRow {
  id: string;
  owner_id: string;
  is_shared: number;
  place: number;
  name: string;
}

interface Form {
  name: string;
  shared: boolean;
}

/** Where the views of one list stand. */
export interface Shelf<Row extends KeptRow, Wanted extends Form> {
  table: "saved_view" | "order_view";
  idPrefix: string;
  /** What was kept before there was a filter asks nothing of it. */
  formOf(row: Row): Wanted;
  /** By column, all but the name and whether it is shared. */
  columnsOf(wanted: Wanted): Record<string, string | null>;
}

export type KeptView<Wanted> = Wanted & {
  id: string;
  own: boolean;
  /** Whoever may change it: its owner, or an admin where it is shared. */
  changeable: boolean;
};

type Seen<Row> = Row & { me: string; role: Person["role"] };

/** One's own in one's own order, then what others share. */
export async function listKept<Row extends KeptRow, Wanted extends Form>(
  kit: Kit,
  signedIn: SignedIn,
  { table, formOf }: Shelf<Row, Wanted>,
): Promise<KeptView<Wanted>[]> {
  const seen = (index: string, rest: SQL) =>
    sql`WITH ${who(signedIn)} SELECT v.*, who.id AS me, who.role FROM who CROSS JOIN ${sql.raw(`${table} v INDEXED BY ${table}_${index}`)} ${rest}`;
  const [people, own, shared] = await kit.db.batch<[Person, Seen<Row>, Seen<Row>]>([
    askWho(signedIn),
    seen("of_owner", sql`ON v.owner_id = who.id LIMIT ${VIEWS_OF_PERSON_MAX}`),
    seen("shared", sql`ON v.is_shared = 1 WHERE v.owner_id <> who.id LIMIT ${SHARED_VIEWS_SHOWN_MAX}`),
  ]);
  requirePerson(people);
  return [own, shared]
    .flatMap((views) => views.sort((a, b) => a.place - b.place))
    .map((row) => {
      const isOwn = row.owner_id === row.me;
      return { ...formOf(row), id: row.id, own: isOwn, changeable: isOwn || row.role === "admin" };
    });
}

export async function keepView<Row extends KeptRow, Wanted extends Form>(
  kit: Kit,
  signedIn: SignedIn,
  { table, idPrefix, columnsOf }: Shelf<Row, Wanted>,
  wanted: Wanted,
): Promise<{ id: string }> {
  const [people, kept] = await kit.db.batch<[Person, { n: number; last: number | null }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT COUNT(*) AS n, MAX(v.place) AS last FROM who CROSS JOIN ${sql.raw(table)} v ON v.owner_id = who.id`,
  ]);
  const person = requirePerson(people);
  const { n = 0, last = null } = kept[0] ?? {};
  if (n >= VIEWS_OF_PERSON_MAX) throw new Problem("conflict", "views-full", { limit: VIEWS_OF_PERSON_MAX });
  const id = mintId(kit, idPrefix, 16);
  const columns = columnsOf(wanted);
  const values = [id, person.id, Number(wanted.shared), (last ?? 0) + 1, wanted.name, kit.now(), ...Object.values(columns)];
  await kit.db.run(
    sql`INSERT INTO ${sql.raw(`${table} (${["id", "owner_id", "is_shared", "place", "name", "created_at", ...Object.keys(columns)].join()})`)}
      VALUES (${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )})`,
    recordChange({ at: kit.now(), userId: person.id, action: "keep-view", subject: id, after: wanted }),
  );
  return { id };
}

export async function changeView<Row extends KeptRow, Wanted extends Form>(
  kit: Kit,
  signedIn: SignedIn,
  shelf: Shelf<Row, Wanted>,
  id: string,
  wanted: Wanted,
): Promise<void> {
  const { person, view } = await requireView(kit, signedIn, shelf, id);
  const columns = Object.entries({ name: wanted.name, is_shared: Number(wanted.shared), ...shelf.columnsOf(wanted) });
  const set = columns.map(([column, value]) => sql`${sql.raw(column)} = ${value}`);
  await kit.db.run(
    sql`UPDATE ${sql.raw(shelf.table)} SET ${sql.join(set, sql`, `)} WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "change-view", subject: id, before: shelf.formOf(view), after: wanted }),
  );
}

export async function dropView<Row extends KeptRow, Wanted extends Form>(
  kit: Kit,
  signedIn: SignedIn,
  shelf: Shelf<Row, Wanted>,
  id: string,
): Promise<void> {
  const { person, view } = await requireView(kit, signedIn, shelf, id);
  await kit.db.run(
    sql`DELETE FROM ${sql.raw(shelf.table)} WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: person.id, action: "drop-view", subject: id, before: shelf.formOf(view) }),
  );
}

/** One's own views in this order; ids of others are left where they are. */
export async function orderViews<Row extends KeptRow, Wanted extends Form>(
  kit: Kit,
  signedIn: SignedIn,
  { table }: Shelf<Row, Wanted>,
  ids: string[],
): Promise<void> {
  const person = await findPerson(kit, signedIn);
  const named = JSON.stringify(ids);
  await kit.db.run(
    sql`UPDATE ${sql.raw(table)} SET place = (SELECT k.key FROM json_each(${named}) k WHERE k.value = ${sql.raw(table)}.id)
      WHERE owner_id = ${person.id} AND id IN (SELECT value FROM json_each(${named}))`,
    recordChange({ at: kit.now(), userId: person.id, action: "order-views", subject: person.id, after: ids }),
  );
}

/** A view of others that is not shared does not exist. */
async function requireView<Row extends KeptRow, Wanted extends Form>(
  kit: Kit,
  signedIn: SignedIn,
  { table }: Shelf<Row, Wanted>,
  id: string,
): Promise<{ person: Person; view: Row }> {
  const [people, views] = await kit.db.batch<[Person, Row]>([askWho(signedIn), sql`SELECT * FROM ${sql.raw(table)} WHERE id = ${id}`]);
  const person = requirePerson(people);
  const [view] = views;
  if (!view || (view.owner_id !== person.id && view.is_shared === 0)) throw new Problem("missing", "view-missing");
  if (view.owner_id !== person.id && person.role !== "admin") throw new Problem("forbidden", "view-of-another");
  return { person, view };
}
