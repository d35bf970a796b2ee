// SQL on a Durable Object's own storage: cursors, bindings, refusals. Every line runs inside the object.
import { answers, type Behaviour, behaves, type Json, outcomeOf } from "./behaviour.ts";
import { insides, type Room } from "./room.ts";

/** A line whose act happens inside a fresh room. */
export function inside(
  says: string,
  act: (room: Room) => unknown,
  expect: Json,
  difference: { shims?: Json; because?: string } = {},
): Behaviour {
  insides.set(says, act);
  return behaves(says, ({ freshRoom }) => outcomeOf(() => freshRoom().inside(says)), expect, difference);
}

insides.set("who am I", ({ ctx }) => [ctx.id.toString(), ctx.id.name ?? null]);

export const sql = (room: Room, query: string, ...bindings: unknown[]) => room.ctx.storage.sql.exec(query, ...bindings);
export const fails = (act: () => unknown) => outcomeOf(act);

export const storage: Behaviour[] = [
  inside("a cursor gives its rows as an array", (room) => sql(room, "select 1 as a, 'x' as b").toArray(), [{ a: 1, b: "x" }]),
  inside("a cursor can be walked", (room) => [...sql(room, "select value from json_each('[1,2,3]')")].map((row) => row.value), [1, 2, 3]),
  inside(
    "a cursor walked half gives the rest",
    (room) => {
      const cursor = sql(room, "select value from json_each('[1,2,3]')");
      const first = cursor.next();
      return [first, cursor.toArray(), cursor.next()];
    },
    [{ done: false, value: { value: 1 } }, [{ value: 2 }, { value: 3 }], { done: true }],
  ),
  inside("one row", (room) => sql(room, "select 5 as a").one(), { a: 5 }),
  inside(
    "one of none",
    (room) => fails(() => sql(room, "select 1 where 0").one()),
    "Error: Expected exactly one result from SQL query, but got no results.",
  ),
  inside(
    "one of two",
    (room) => fails(() => sql(room, "select 1 union all select 2").one()),
    "Error: Expected exactly one result from SQL query, but got multiple results.",
  ),
  inside("raw rows", (room) => [...sql(room, "select 1, 2 union all select 3, 4").raw()], [
    [1, 2],
    [3, 4],
  ]),
  inside("column names", (room) => sql(room, "select 1 as a, 2 as b, 3 as a").columnNames, ["a", "b", "a"]),
  inside("two columns of one name", (room) => sql(room, "select 1 as a, 2 as a").toArray(), [{ a: 2 }]),
  inside(
    "blobs are ArrayBuffers",
    (room) => {
      const [row] = sql(room, "select x'0102' as b").toArray();
      return [row?.b instanceof ArrayBuffer, Array.from(new Uint8Array(row?.b as ArrayBuffer))];
    },
    [true, [1, 2]],
  ),
  inside("an integer past 2^53 is rounded", (room) => sql(room, "select 9007199254740993 as a").one(), { a: 9007199254740992 }),
  inside("whole numbers are bound as", (room) => sql(room, "select typeof(?) as a, typeof(?) as b, 7 / ? as c", 1, 1.5, 2).one(), {
    a: "real",
    b: "real",
    c: 3.5,
  }),
  inside("truth is bound as", (room) => fails(() => sql(room, "select ? as a, typeof(?) as b", true, false).one()), {
    a: "true",
    b: "text",
  }),
  inside("undefined is bound as", (room) => fails(() => sql(room, "select ? as a", undefined).one()), { a: null }),
  inside(
    "a bigint is bound as",
    (room) => fails(() => sql(room, "select ? as a", 1n).one()),
    "TypeError: Cannot convert a BigInt value to a number",
  ),
  inside("an object is bound as", (room) => fails(() => sql(room, "select ? as a", {}).one()), { a: "[object Object]" }),
  inside(
    "bytes are bound as a blob",
    (room) => sql(room, "select hex(?) as a, typeof(?) as b", new Uint8Array([7, 8]), new Uint8Array([7]).buffer).one(),
    { a: "0708", b: "blob" },
  ),
  inside("a byte view binds its own part", (room) => sql(room, "select hex(?) as a", new Uint8Array([1, 2, 3]).subarray(1)).one(), {
    a: "0203",
  }),
  inside("infinity computed", (room) => sql(room, "select 9e999 as a").one(), { a: null }),
  inside(
    "too few parameters",
    (room) => fails(() => sql(room, "select ?, ?", 1)),
    "Error: Wrong number of parameter bindings for SQL query.",
  ),
  inside(
    "too many parameters",
    (room) => fails(() => sql(room, "select ?", 1, 2)),
    "Error: Wrong number of parameter bindings for SQL query.",
  ),
  inside(
    "a statement runs when it is called, read or not",
    (room) => {
      sql(room, "insert into log(line) values('a'), ('b')");
      return room.lines();
    },
    ["a", "b"],
  ),
  inside(
    "several statements in one, the last one answers",
    (room) => sql(room, "insert into log(line) values('a'); insert into log(line) values('b'); select count(*) as n from log").toArray(),
    [{ n: 2 }],
  ),
  inside(
    "parameters belong to the last of several statements",
    (room) =>
      fails(() => {
        sql(room, "insert into log(line) values('a'); insert into log(line) values(?)", "b");
        return room.lines();
      }),
    ["a", "b"],
  ),
  inside("returning", (room) => sql(room, "insert into log(line) values('a') returning id, line").toArray(), [{ id: 1, line: "a" }]),
  inside(
    "rows written and read",
    (room) => {
      const insert = sql(room, "insert into log(line) values('a'), ('b')");
      const select = sql(room, "select * from log");
      select.toArray();
      return [insert.rowsWritten, select.rowsRead];
    },
    [2, 2],
  ),
  inside(
    "changes() is a function here",
    (room) => {
      sql(room, "insert into log(line) values('a'), ('b')");
      return sql(room, "select changes() as n").one();
    },
    { n: 2 },
  ),
  inside("a syntax error", (room) => fails(() => sql(room, "selec 1")), 'Error: near "selec": syntax error: SQLITE_ERROR'),
  inside(
    "a constraint",
    (room) =>
      fails(() => {
        sql(room, "insert into log(id, line) values(1, 'a')");
        sql(room, "insert into log(id, line) values(1, 'a')");
      }),
    "Error: UNIQUE constraint failed: log.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)",
  ),
  inside(
    "foreign keys are enforced",
    (room) =>
      fails(() => {
        sql(room, "create table p(id integer primary key)");
        sql(room, "create table c(p references p(id))");
        sql(room, "insert into c values(1)");
      }),
    "Error: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)",
  ),
  inside(
    "begin is refused",
    (room) => fails(() => sql(room, "begin")),
    "Error: To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync() APIs instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements. The JavaScript API is safer because it will automatically roll back on exceptions, and because it interacts correctly with Durable Objects' automatic atomic write coalescing.",
  ),
  inside(
    "savepoint is refused",
    (room) => fails(() => sql(room, "savepoint a")),
    "Error: To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync() APIs instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements. The JavaScript API is safer because it will automatically roll back on exceptions, and because it interacts correctly with Durable Objects' automatic atomic write coalescing.",
  ),
  inside("an empty statement", (room) => fails(() => sql(room, "").toArray()), "Error: SQL code did not contain a statement."),
  inside(
    "full text search works",
    (room) => {
      sql(room, "create virtual table f using fts5(body)");
      sql(room, "insert into f values('hello world')");
      return sql(room, "select rowid from f where f match 'world'").toArray();
    },
    [{ rowid: 1 }],
  ),
  inside(
    "a new cursor on the same statement while one is open",
    (room) => {
      sql(room, "insert into log(line) values('a'), ('b')");
      const seen: string[] = [];
      for (const row of sql(room, "select line from log order by id")) {
        seen.push(`${row.line as string}`);
        seen.push(`${sql(room, "select count(*) as n from log").one().n as number}`);
      }
      return seen;
    },
    ["a", "2", "b", "2"],
  ),
  inside("the size is a number", (room) => room.ctx.storage.sql.databaseSize > 0, true),
  inside("blockConcurrencyWhile answers what its act answers", ({ ctx }) => ctx.blockConcurrencyWhile(async () => 5), 5),
  answers("D1 and objects share nothing", "select count(*) from sqlite_schema where name = 'log'", [], [[0]]),
];
