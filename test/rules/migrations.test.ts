// A desk of any age comes to today's schema and loses nothing on the way: the migrations run one after another over a database in which every
// table that exists by then holds rows, and each step is compared with what stood before it.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { migrationNames } from "../../scripts/workerd.ts";
import { openEmpty, openSchema } from "./sqlite.ts";

const folder = path.resolve(import.meta.dirname, "../../migrations");

/** What a step means to change in rows that are there; all else must stay. */
const MEANT: Record<string, string[]> = {
  // Where a parcel was on its way is counted by carrier and order: the sums of both are made from what there was.
  "0043_transit.sql": ["figure_transit"],
  // Every ticket's room is woken once, to tell its deeds.
  "0042_helpdesk.sql": ["ticket.wake_at"],
  // How far people have read a ticket goes into its own row, which a test of its own holds.
  "0053_readers.sql": ["ticket_read"],
};

type Cell = string | number | null;

const FIRST_ITEM = `id-${migrationNames().indexOf("0021_items.sql")}`;

/** Where a CHECK weighs several columns, or bits, against each other: for the rows that are full, and for those that have only what they must. */
const CHOSEN: Record<string, Record<string, [full: Cell, bare: Cell]>> = {
  store_right: { bits: [31, 1] },
  balance_rule: { kind: ["fixed", "shared"], item_id: ["", ""] },
  warehouse: { kind: ["fbt", "merchant"] },
  // The first item is a part of all kits that come after it.
  kit_part: { item_id: [FIRST_ITEM, FIRST_ITEM] },
};

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
  hidden: number;
}

const tablesOf = (database: DatabaseSync) =>
  (
    database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'")
      .all() as { name: string; sql: string }[]
  ).filter(({ name }) => !/_search_(data|idx|content|docsize|config)$/.test(name));

/** Generated columns follow from the others. */
const columnsOf = (database: DatabaseSync, table: string) =>
  (database.prepare(`PRAGMA table_xinfo(${table})`).all() as unknown as Column[]).filter(({ hidden }) => hidden === 0);

/** A value a column takes by its own CHECK, another one for each row; every other row has only what it must. */
function valueFor(sql: string, { name, type, notnull, pk }: Column, row: number): Cell {
  if (row % 2 === 1 && notnull + pk === 0) return null;
  const given = new RegExp(`\\b${name} IN \\(([^)]*)\\)`).exec(sql)?.[1]?.split(",") ?? [];
  if (given.length > 0) return read(given[row % given.length] ?? "");
  const from = new RegExp(`\\b${name} (?:BETWEEN|>=) (-?\\d+)`).exec(sql)?.[1];
  if (from !== undefined) return Number(from) + 1;
  const only = new RegExp(`CHECK \\(${name} = (\\d+)\\)`).exec(sql)?.[1];
  if (only !== undefined) return Number(only);
  if (new RegExp(`json_valid\\(${name}\\)`).test(sql)) return "[]";
  return type === "INTEGER" ? row + 1 : `${name}-${row}`;
}

const read = (word: string): Cell => (word.trim().startsWith("'") ? word.trim().slice(1, -1) : Number(word));

/** One more row in every table that takes one, past the triggers: what they would make of it is not what is asked here. */
function fillTables(database: DatabaseSync, row: number): void {
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string; sql: string }[];
  database.exec(`PRAGMA foreign_keys = OFF; BEGIN; ${triggers.map(({ name }) => `DROP TRIGGER ${name};`).join("")}`);
  const tables = tablesOf(database);
  for (const { name, sql } of tables) {
    const columns = columnsOf(database, name);
    const leads = database.prepare(`PRAGMA foreign_key_list(${name})`).all() as { from: string; table: string; to: string }[];
    const values = columns.map((column) => {
      const lead = leads.find(({ from }) => from === column.name);
      const parent = lead && tables.find((one) => one.name === lead.table);
      return CHOSEN[name]?.[column.name]?.[row % 2] ?? valueFor(parent?.sql ?? sql, { ...column, name: lead?.to ?? column.name }, row);
    });
    const marks = columns.map(() => "?").join();
    // A table of one row, or of as many as there are words for its key, has had its row.
    database.prepare(`INSERT OR IGNORE INTO ${name} (${columns.map((one) => one.name).join()}) VALUES (${marks})`).run(...values);
  }
  database.exec(`${triggers.map(({ sql }) => `${sql};`).join("\n")} COMMIT; PRAGMA foreign_keys = ON;`);
}

type Contents = Map<string, { columns: string[]; rows: Record<string, Cell>[] }>;

function readAll(database: DatabaseSync): Contents {
  return new Map(
    tablesOf(database).map(({ name }) => {
      const columns = columnsOf(database, name).map((column) => column.name);
      return [name, { columns, rows: database.prepare(`SELECT ${columns.join()} FROM ${name}`).all() as Record<string, Cell>[] }];
    }),
  );
}

/** What a step took or changed, one line each. */
function lossesOf(step: string, before: Contents, after: Contents): string[] {
  const meant = MEANT[step] ?? [];
  return [...before].flatMap(([table, was]) => {
    const is = after.get(table);
    if (meant.includes(table)) return [];
    if (!is) return [`${step}: ${table} is gone`];
    const kept = was.columns.filter((column) => is.columns.includes(column) && !meant.includes(`${table}.${column}`));
    const told = (rows: Record<string, Cell>[]) => rows.map((one) => JSON.stringify(kept.map((column) => one[column]))).sort();
    const [wanted, found] = [told(was.rows), told(is.rows)];
    return JSON.stringify(wanted) === JSON.stringify(found)
      ? []
      : [`${step}: ${table} held ${wanted.length} rows and holds ${found.length}`];
  });
}

test("from the schema of every step to today's nothing is lost, and the schema is the one a new desk begins with", () => {
  const database = openEmpty();
  const losses: string[] = [];
  for (const [at, name] of migrationNames().entries()) {
    const before = readAll(database);
    database.exec(readFileSync(path.join(folder, name), "utf8"));
    losses.push(...lossesOf(name, before, readAll(database)));
    fillTables(database, at);
  }
  expect(losses).toEqual([]);
  expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  const empty = tablesOf(database).filter(({ name }) => database.prepare(`SELECT 1 FROM ${name}`).all().length === 0);
  expect(empty).toEqual([]);
  const schemaOf = (one: DatabaseSync) => one.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").all();
  expect(schemaOf(database)).toEqual(schemaOf(openSchema()));
});

test("how far people have read a ticket comes along into its own row", () => {
  const database = openEmpty();
  const step = "0053_readers.sql";
  const apply = (name: string) => database.exec(readFileSync(path.join(folder, name), "utf8"));
  for (const name of migrationNames().filter((one) => one < step)) apply(name);
  database.exec(`INSERT INTO ticket (id, number, store_id, conversation_id, is_current, opening_index, buyer_name, created_at, turn, last_at)
      VALUES ('t1', 1, 's', 'c1', 1, '0', 'b', 1, 1, 1), ('t2', 2, 's', 'c2', 1, '0', 'b', 1, 1, 1);
    INSERT INTO ticket_read (person_id, ticket_id, seen, at) VALUES ('usr_a', 't1', 3, 700), ('usr_b', 't1', 5, 900);`);
  apply(step);
  const rows = database.prepare("SELECT readers FROM ticket ORDER BY id").all() as { readers: string }[];
  expect(rows.map(({ readers }) => JSON.parse(readers))).toEqual([{ usr_a: [3, 700], usr_b: [5, 900] }, {}]);
});

test("a rehearsal goes on without what it held of buyers", () => {
  const database = openEmpty();
  const step = "0071_rehearsals.sql";
  const apply = (name: string) => database.exec(readFileSync(path.join(folder, name), "utf8"));
  for (const name of migrationNames().filter((one) => one < step)) apply(name);
  const of = { number: 1, buyer: "rosa.m", storeId: "s" };
  const unmet = { field: "message.text", is: "contains", values: ["refund"] };
  const found = [
    { ticketId: "t1", ...of, matched: true, because: null },
    { ticketId: "t2", ...of, matched: false, because: "quiet" },
    { ticketId: "t3", ...of, matched: false, because: { ...unmet, found: "I am Rosa" } },
  ];
  database
    .prepare("INSERT INTO rule_trial (id, by_id, form, below, total, found, started_at) VALUES ('r', 'u', '{}', 1, 3, ?, 1)")
    .run(JSON.stringify(found));
  apply(step);
  expect(JSON.parse(String(database.prepare("SELECT found FROM rule_trial").get()?.found))).toEqual([
    { ticketId: "t1", matched: true, because: null },
    { ticketId: "t2", matched: false, because: "quiet" },
    { ticketId: "t3", matched: false, because: unmet },
  ]);
});
