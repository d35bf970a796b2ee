/** Pages of a list over the stores a person may see: one D1 round trip with the session and the rights inside it, read in an index's order
 *  and never past a limit, whatever the combination of stores and filters. A page that had to stop early says where. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { EVERY_STORE, RIGHTS } from "./rights.ts";
import { type Asker, type Person, requirePerson, whoever } from "./session.ts";

export const PAGE_ROWS = 50;
/** Rows a page may read when its stores are listed one by one. */
const SOME_STORES_ROWS_READ_MAX = 480;
/** Rows a page may look at when a filter has no index of its own; then it stops and says so. */
const FILTER_ROWS_LOOKED_AT_MAX = 600;
/** What the guard of one statement reads: session, person, and up to two rights. */
const GUARD_ROWS = 4;
/** Beyond every key there can be: seconds, or a `turn`. */
const LAST_KEY = Number.MAX_SAFE_INTEGER;

export interface Cursor {
  key: number;
  id: string;
}

export interface Through {
  table: SQL;
  /** Its column that holds the row's id. */
  id: SQL;
  /** What leads from it to the row. */
  on: SQL;
}

/** A list in the order of one index. Columns are named as they stand in `table`, which statements call `o`. */
export interface Listing {
  table: SQL;
  /** Another table whose index gives the order: it is called `k` and repeats the store and the key. */
  through?: Through;
  columns: SQL;
  /** The number a page is ordered by; `id` breaks ties. */
  key: "create_time" | "turn";
  newestFirst: boolean;
  /** The indexes in whose order every store's rows, and one store's, are read. Named, because SQLite guesses otherwise once both ends of the
   *  key are bounded. */
  indexes: { every: SQL; one: SQL };
  /** Equalities the index begins with, after the store; of several, each names rows of its own and all are merged into one order. */
  where: SQL | SQL[];
  /** Keys are whole numbers of at least `from` and less than `before`. */
  from?: number;
  before?: number;
  /** Conditions no index serves. */
  filter?: SQL;
}

export interface PageQuestion {
  /** Null: every store the person may see. */
  stores: string[] | null;
  after: Cursor | null;
}

export interface Page<T> {
  rows: T[];
  next: Cursor | null;
  /** True when the filter was given up on after FILTER_ROWS_LOOKED_AT_MAX rows; `next` goes on looking. */
  stopped: boolean;
}

type KeyedRow = { id: string; page_key: number };

export async function readPage<T extends object>(kit: Kit, asker: Asker, list: Listing, question: PageQuestion): Promise<Page<T>> {
  const first = await readStreams<T>(kit, asker, list, question.stores ?? [EVERY_STORE], question.after);
  // Someone whose stores are listed one by one asked for all of them: now we know which.
  if (question.stores === null && !first.seesEverything) {
    const rows = await kit.db.all<{ store_id: string }>(
      sql`WITH ${whoever(asker)} SELECT r.store_id FROM who CROSS JOIN store_right r ON r.user_id = who.id WHERE r.store_id <> ${EVERY_STORE}`,
    );
    const stores = rows.map((row) => row.store_id);
    if (stores.length > 0) return (await readStreams<T>(kit, asker, list, stores, question.after)).page;
  }
  return first.page;
}

async function readStreams<T extends object>(kit: Kit, asker: Asker, list: Listing, stores: string[], after: Cursor | null) {
  const sources = stores.flatMap((store) => [list.where].flat().map((where) => streamOf(asker, list, where, store, after)));
  const depth = depthOf(sources.length, list.filter !== undefined);
  const statements = sources.flatMap((stream) =>
    list.filter ? [rowsUntil(stream, list, depth), boundaryOf(stream, list, depth)] : [rowsOf(stream, list, depth)],
  );
  const [people, ...answers] = await kit.db.batch<object[]>([sql`WITH ${whoever(asker)} SELECT * FROM who`, ...statements]);
  const person = requirePerson(people as Person[]);
  const streams = sources.map((_, at) =>
    list.filter
      ? { rows: answers[at * 2] as (T & KeyedRow)[], cut: (answers[at * 2 + 1] as KeyedRow[])[0] ?? null }
      : cutAt((answers[at] ?? []) as (T & KeyedRow)[], depth),
  );
  return { page: mergeStreams(list, streams), seesEverything: (person.all_bits & RIGHTS.read) !== 0 };
}

function depthOf(streams: number, isFiltered: boolean): number {
  if (isFiltered) return Math.max(2, Math.floor(FILTER_ROWS_LOOKED_AT_MAX / streams));
  return Math.max(2, Math.min(PAGE_ROWS + 1, Math.floor(SOME_STORES_ROWS_READ_MAX / streams) - GUARD_ROWS));
}

interface Source {
  from: SQL;
  fromKeys: SQL;
  where: SQL;
  /** The last key that belongs to the list. */
  end: number | null;
}

/** One store's rows (or every store's) behind the guard. The guard's tables answer one row each, so the index's order survives the join. */
function streamOf(asker: Asker, list: Listing, wanted: SQL, store: string, after: Cursor | null): Source {
  const isOne = store !== EVERY_STORE;
  const own = isOne ? sql`LEFT JOIN store_right own ON own.user_id = u.id AND own.store_id = ${store}` : sql``;
  const bits = isOne ? sql`(IFNULL(every.bits, 0) | IFNULL(own.bits, 0))` : sql`IFNULL(every.bits, 0)`;
  const last = list.newestFirst ? list.from : list.before && list.before - 1;
  const isHere = "tokenHash" in asker;
  const person = isHere ? sql`session s CROSS JOIN user u ON u.id = s.user_id` : sql`user u`;
  const isThem = isHere ? sql`s.token = ${asker.tokenHash} AND s.expires_at > ${asker.now}` : sql`u.id = ${asker.personId}`;
  const guard = sql`${person}
    LEFT JOIN store_right every ON every.user_id = u.id AND every.store_id = ${EVERY_STORE} ${own}`;
  const index = isOne ? list.indexes.one : list.indexes.every;
  return {
    from: sql`${guard} ${joinOf(list, index)}`,
    // Where a page ends is told by the index alone.
    fromKeys: list.through ? sql`${guard} CROSS JOIN ${list.through.table} k ${index}` : sql`${guard} ${joinOf(list, index)}`,
    where: sql`${isThem} AND u.disabled_at IS NULL
      AND (u.role = 'admin' OR ${bits} & ${RIGHTS.read}) ${isOne ? sql`AND ${sql.raw(aliasOf(list))}.store_id = ${store}` : sql``}
      AND ${wanted} ${beginOf(list, after)}`,
    end: last ?? null,
  };
}

/** The list's rows, in the order of its index. */
export const joinOf = ({ table, through }: Pick<Listing, "table" | "through">, index: SQL): SQL =>
  through ? sql`CROSS JOIN ${through.table} k ${index} CROSS JOIN ${table} o ON ${through.on}` : sql`CROSS JOIN ${table} o ${index}`;

/** Whose index gives the order. */
export const aliasOf = ({ through }: Pick<Listing, "through">) => (through ? "k" : "o");

const keyOf = (list: Listing) => sql.raw(`${aliasOf(list)}.${list.key}`);
const idOf = ({ through }: Listing) => through?.id ?? sql.raw("o.id");

/** SQLite enters an index by one condition on either side: the cursor says more than the list's own beginning, and stands for it. */
function beginOf(list: Listing, after: Cursor | null): SQL {
  const key = keyOf(list);
  if (after) return sql`AND (${key}, ${idOf(list)}) ${sql.raw(list.newestFirst ? "<" : ">")} (${after.key}, ${after.id})`;
  if (list.newestFirst) return list.before === undefined ? sql`` : sql`AND ${key} < ${list.before}`;
  return list.from === undefined ? sql`` : sql`AND ${key} >= ${list.from}`;
}

function orderOf(list: Listing): SQL {
  const direction = sql.raw(list.newestFirst ? "DESC" : "ASC");
  return sql`ORDER BY ${keyOf(list)} ${direction}, ${idOf(list)} ${direction}`;
}

const upTo = (list: Listing, end: SQL | number) => sql`AND ${keyOf(list)} ${sql.raw(list.newestFirst ? ">=" : "<=")} ${end}`;

function rowsOf({ from, where, end }: Source, list: Listing, limit: number): SQL {
  return sql`SELECT ${list.columns}, ${keyOf(list)} AS page_key FROM ${from}
    WHERE ${where} ${end === null ? sql`` : upTo(list, end)} ${orderOf(list)} LIMIT ${limit}`;
}

function boundaryOf({ fromKeys, where, end }: Source, list: Listing, depth: number): SQL {
  return sql`SELECT ${keyOf(list)} AS page_key, ${idOf(list)} AS id FROM ${fromKeys}
    WHERE ${where} ${end === null ? sql`` : upTo(list, end)} ${orderOf(list)} LIMIT 1 OFFSET ${depth - 1}`;
}

/** The filter is tried on the first `depth` rows of the index and on no more. */
function rowsUntil(source: Source, list: Listing, depth: number): SQL {
  const end = source.end ?? (list.newestFirst ? -LAST_KEY : LAST_KEY);
  return sql`SELECT ${list.columns}, ${keyOf(list)} AS page_key FROM ${source.from}
    WHERE ${source.where} ${upTo(list, sql`IFNULL((SELECT page_key FROM (${boundaryOf(source, list, depth)})), ${end})`)} AND (${list.filter}) ${orderOf(list)}
    LIMIT ${PAGE_ROWS + 1}`;
}

interface Stream<T> {
  rows: (T & KeyedRow)[];
  /** Beyond this row the stream was not read. */
  cut: KeyedRow | null;
}

function cutAt<T>(rows: (T & KeyedRow)[], depth: number): Stream<T> {
  return { rows, cut: rows.length >= depth ? (rows[rows.length - 1] ?? null) : null };
}

/** Rows of all streams in one order, as far as every stream is known. */
function mergeStreams<T extends object>(list: Listing, streams: Stream<T>[]): Page<T> {
  const compare = (a: KeyedRow, b: KeyedRow) => {
    const ascending = a.page_key - b.page_key || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
    return list.newestFirst ? -ascending : ascending;
  };
  // A filtered stream that found a whole page is known only as far as its last row.
  const cuts = streams.flatMap(({ rows, cut }) => (rows.length > PAGE_ROWS ? (rows[PAGE_ROWS] ?? []) : (cut ?? [])));
  const nearest = cuts.sort(compare)[0];
  const known = streams.flatMap((stream) => stream.rows).sort(compare);
  const within = nearest ? known.filter((row) => compare(row, nearest) <= 0) : known;
  const rows = within.slice(0, PAGE_ROWS);
  const last = within.length > PAGE_ROWS ? rows[rows.length - 1] : nearest;
  const stopped = list.filter !== undefined && rows.length < PAGE_ROWS && nearest !== undefined;
  return {
    rows: rows.map(({ page_key: _, ...row }) => row as unknown as T),
    next: last ? { key: last.page_key, id: last.id } : null,
    stopped,
  };
}

export const writeCursor = (cursor: Cursor | null) => (cursor ? `${cursor.key}_${cursor.id}` : null);

export function readCursor(text: string | undefined): Cursor | null {
  const match = /^(-?\d{1,16})_([\w-]{1,40})$/.exec(text ?? "");
  return match ? { key: Number(match[1]), id: match[2] ?? "" } : null;
}
