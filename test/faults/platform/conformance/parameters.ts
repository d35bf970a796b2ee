// How parameters are numbered and counted, and what D1 refuses to read as a statement at all.
import { answers, answersOn, type Behaviour, behaves, outcomeOf } from "./behaviour.ts";

export const parameters: Behaviour[] = [
  answers("numbered parameters may repeat and come in any order", "select ?2, ?1, ?2", ["a", "b"], [["b", "a", "b"]]),
  answers("too few parameters", "select ?, ?", [1], "Error: D1_ERROR: Wrong number of parameter bindings for SQL query."),
  answers("too many parameters", "select ?", [1, 2], "Error: D1_ERROR: Wrong number of parameter bindings for SQL query."),
  answers("parameters where none are asked", "select 1", [1], "Error: D1_ERROR: Wrong number of parameter bindings for SQL query."),
  answers("a gap in the numbers counts", "select ?3", [1, 2, 3], [[3]]),
  answers("named parameters are filled in order", "select :a, :b, :a", [1, 2], [[1, 2, 1]]),
  answers("a hundred parameters are accepted", `select count(*) from (values ${Array(100).fill("(?)").join(",")})`, Array(100).fill(1), [
    [100],
  ]),
  answers(
    "a hundred and one are not",
    `select count(*) from (values ${Array(101).fill("(?)").join(",")})`,
    Array(101).fill(1),
    "Error: D1_ERROR: too many SQL variables: SQLITE_ERROR",
  ),
  answers(
    "a parameter number above a hundred is not",
    "select ?101",
    Array(101).fill(1),
    "Error: D1_ERROR: variable number must be between ?1 and ?100: SQLITE_ERROR",
  ),
  answers("a syntax error", "selec 1", [], 'Error: D1_ERROR: near "selec": syntax error: SQLITE_ERROR'),
  answers("an unfinished statement", "select 1 +", [], "Error: D1_ERROR: incomplete input: SQLITE_ERROR"),
  answers("an unknown character", "select 1 ^ 2", [], 'Error: D1_ERROR: unrecognized token: "^": SQLITE_ERROR'),
  answers("no such table", "select * from nowhere", [], "Error: D1_ERROR: no such table: nowhere: SQLITE_ERROR"),
  answersOn("no such column", ["create table $t(a)"], "select b from $t", [], "Error: D1_ERROR: no such column: b: SQLITE_ERROR"),
  answersOn(
    "no such column on insert",
    ["create table $t(a)"],
    "insert into $t(b) values(1)",
    [],
    "Error: D1_ERROR: table $t has no column named b: SQLITE_ERROR",
  ),
  answersOn(
    "too many values",
    ["create table $t(a)"],
    "insert into $t values(1, 2)",
    [],
    "Error: D1_ERROR: table $t has 1 columns but 2 values were supplied: SQLITE_ERROR",
  ),
  answers("no such function", "select soundex_of('a')", [], "Error: D1_ERROR: no such function: soundex_of: SQLITE_ERROR"),
  answers("no REGEXP", "select 'a' regexp 'b'", [], "Error: D1_ERROR: no such function: regexp: SQLITE_ERROR"),
  answers("a name in double quotes is no string", 'select "nothing"', [], [["nothing"]]),
  answersOn(
    "a table that exists",
    ["create table $t(a)"],
    "create table $t(a)",
    [],
    "Error: D1_ERROR: table $t already exists: SQLITE_ERROR",
  ),
  answers("an empty statement", "", [], "Error: D1_ERROR: No SQL statements detected."),
  answers("a comment alone", "-- nothing", [], "Error: D1_ERROR: SQL code did not contain a statement."),
  answers("a trailing semicolon and space", "select 1; ", [], [[1]]),
  answers("a comment after the statement", "select 1 -- one", [], [[1]]),
  answers("two statements in one", "select 1; select 2", [], [[2]]),
  behaves(
    "an error has a cause with the words alone",
    async ({ DB }) => {
      const caught: unknown = await DB.prepare("select * from nowhere")
        .all()
        .catch((error: unknown) => error);
      return caught instanceof Error && caught.cause instanceof Error
        ? [caught.message, caught.cause.message, caught.constructor.name]
        : "no error";
    },
    ["D1_ERROR: no such table: nowhere: SQLITE_ERROR", "no such table: nowhere: SQLITE_ERROR", "Error"],
  ),
  behaves(
    "preparing nonsense does not fail until it runs",
    ({ DB }) => {
      DB.prepare("selec 1");
      return "prepared";
    },
    "prepared",
  ),
  behaves(
    "binding undefined fails at once, not as a promise",
    ({ DB }) => {
      try {
        DB.prepare("select ?").bind(undefined);
        return "bound";
      } catch {
        return "threw";
      }
    },
    "threw",
  ),
  behaves(
    "exec counts lines",
    ({ DB, own }) => outcomeOf(async () => (await DB.exec(`create table ${own}(a)\ninsert into ${own} values(1)\nselect 1`)).count),
    3,
  ),
  behaves(
    "exec counts a line of several statements once",
    ({ DB, own }) =>
      outcomeOf(async () => {
        const { count } = await DB.exec(`create table ${own}(a); insert into ${own} values(1); insert into ${own} values(2)`);
        return [count, await DB.prepare(`select count(*) as n from ${own}`).first("n")];
      }),
    [1, 2],
  ),
  behaves(
    "exec reads a statement over two lines as two",
    ({ DB }) => outcomeOf(() => DB.exec("select\n1")),
    "Error: D1_EXEC_ERROR: Error in line 1: select: incomplete input: SQLITE_ERROR",
  ),
  behaves(
    "exec names the line that fails",
    ({ DB, own }) => outcomeOf(() => DB.exec(`create table ${own}(a)\ninsert into ${own} values(1, 2)`), own),
    "Error: D1_EXEC_ERROR: Error in line 1: create table $t(a): table $t has 1 columns but 2 values were supplied: SQLITE_ERROR",
  ),
  behaves(
    "exec undoes the lines before the one that fails",
    async ({ DB, own }) => {
      await DB.exec(`create table ${own}(a)`);
      await outcomeOf(() => DB.exec(`insert into ${own} values(1)\ninsert into nowhere values(1)`));
      return DB.prepare(`select count(*) as n from ${own}`).first("n");
    },
    0,
  ),
];
