/** Every table of the desk as backups read it: parents before their children, a page at a time behind the last row's own key, each row as JSON that
 *  SQLite wrote, so that a number of 63 bits stays one. What ends with a deployment is left out. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";

/** Says to whoever judges statements that the whole table is meant, once. */
export const WHOLE = sql.raw("/* whole */");

/** Ways in and their tries belong to the deployment people signed in at; devices end with their session; files of earlier backups lie there. */
const LEFT_OUT = new Set([
  "d1_migrations",
  "session",
  "sign_in_step",
  "verification",
  "rate_limit",
  "connect_attempt",
  "connect_claim",
  "password_link",
  "push_device",
  "desk_beat",
  "backup",
  "restoring",
]);

export interface Table {
  name: string;
  columns: string[];
  /** Columns of the primary key, and what each begins with. */
  key: { name: string; least: string }[];
}

interface ColumnRow {
  name: string;
  column: string;
  type: string;
  pk: number;
}

/** Read before what it stands for: an order that comes back meanwhile is then in the file with all its rows, and its place is known to be old. */
const FIRST = ["cold_object", "order_cold"];

const LEAST = { INTEGER: "-9223372036854775807", TEXT: "''" } as const;

export async function listTables(kit: Kit): Promise<Table[]> {
  const ours = sql`m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '\\_cf\\_%' ESCAPE '\\'
    AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND m.name LIKE v.name || '\\_%' ESCAPE '\\')`;
  const [columns, leads] = await kit.db.batch<[ColumnRow, { name: string; parent: string }]>([
    sql`${WHOLE} SELECT m.name, i.name AS "column", i.type, i.pk FROM sqlite_master m CROSS JOIN pragma_table_xinfo(m.name) i
      WHERE ${ours} AND i.hidden = 0 ORDER BY m.name, i.cid`,
    sql`${WHOLE} SELECT m.name, f."table" AS parent FROM sqlite_master m CROSS JOIN pragma_foreign_key_list(m.name) f WHERE ${ours}`,
  ]);
  const names = [...new Set([...FIRST, ...columns.map(({ name }) => name)])].filter((name) => !LEFT_OUT.has(name));
  const placed: string[] = [];
  const place = (name: string) => {
    if (placed.includes(name) || !names.includes(name)) return;
    for (const lead of leads.filter((one) => one.name === name && one.parent !== name)) place(lead.parent);
    placed.push(name);
  };
  for (const name of names) place(name);
  return placed.map((name) =>
    openTable(
      name,
      columns.filter((one) => one.name === name),
    ),
  );
}

/** Of one table that backups hold; none where there is no such. */
export async function columnsOf(kit: Kit, table: string): Promise<string[]> {
  if (LEFT_OUT.has(table)) return [];
  const columns = await kit.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_xinfo(${table}) WHERE hidden = 0 ORDER BY cid`);
  return columns.map(({ name }) => name);
}

function openTable(name: string, columns: ColumnRow[]): Table {
  const key = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk);
  if (key.length === 0) throw new Error(`${name} has no primary key: its rows cannot be told apart`);
  return {
    name,
    columns: columns.map(({ column }) => column),
    key: key.map(({ column, type }) => ({ name: column, least: type === "INTEGER" ? LEAST.INTEGER : LEAST.TEXT })),
  };
}

export interface Page {
  /** One JSON array a row. */
  rows: string[];
  /** JSON of the last row's key; null where nothing is behind it. */
  after: string | null;
}

/** D1: arguments a function may have. */
const FUNCTION_ARGUMENTS_MAX = 32;
export const ROWS_PER_PAGE = 500;

const named = (names: string[]) => sql.raw(names.map((name) => `"${name}"`).join(", "));

export async function readPage(kit: Kit, { name, columns, key }: Table, after: string | null): Promise<Page> {
  const pieces: SQL[] = [];
  for (let at = 0; at < columns.length; at += FUNCTION_ARGUMENTS_MAX)
    pieces.push(sql`json_array(${named(columns.slice(at, at + FUNCTION_ARGUMENTS_MAX))}) AS ${sql.raw(`p${pieces.length}`)}`);
  const own = named(key.map((one) => one.name));
  const first = key[0] as Table["key"][number];
  const behind =
    after === null
      ? sql`${named([first.name])} >= ${sql.raw(first.least)}`
      : sql`(${own}) > (${sql.join(
          key.map((_, at) => sql`json_extract(${after}, ${sql.raw(`'$[${at}]'`)})`),
          sql`, `,
        )})`;
  const rows = await kit.db.all<Record<string, string>>(
    sql`SELECT ${sql.join(pieces, sql`, `)}, json_array(${own}) AS own FROM ${named([name])} WHERE ${behind} ORDER BY ${own} LIMIT ${ROWS_PER_PAGE}`,
  );
  return {
    rows: rows.map((row) => `[${pieces.map((_, at) => row[`p${at}`]?.slice(1, -1)).join()}]`),
    after: rows.length < ROWS_PER_PAGE ? null : (rows.at(-1)?.own ?? null),
  };
}

/** The same rows twice are there once. One statement's text is all it takes, so it stays below what D1 binds (2 MB). */
export function insertRows(table: string, columns: string[], rows: string): SQL {
  const values = columns.map((_, at) => sql.raw(`k.value->>'$[${at}]'`));
  return sql`INSERT INTO ${named([table])} (${named(columns)}) SELECT ${sql.join(values, sql`, `)} FROM json_each(${rows}) k WHERE true ON CONFLICT DO NOTHING`;
}

export const schemaOf = async (kit: Kit): Promise<string> =>
  (await kit.db.first<{ name: string }>(sql`SELECT name FROM d1_migrations WHERE id > 0 ORDER BY id DESC LIMIT 1`))?.name ?? "";
