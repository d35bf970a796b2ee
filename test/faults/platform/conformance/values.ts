// D1 values, both ways: what a bound parameter becomes, what a column gives back, and the shapes of
// first, raw, all and run.
import { answers, answersOn, type Behaviour, behaves, outcomeOf } from "./behaviour.ts";

export const values: Behaviour[] = [
  answers("a whole number is bound as", "select typeof(?), ?", [1, 1], [["real", 1]]),
  answers("a fraction is bound as real", "select typeof(?), ?", [1.5, 1.5], [["real", 1.5]]),
  answers(
    "a number beyond 32 bits keeps its value",
    "select ?, typeof(?)",
    [1_760_000_000_000, 1_760_000_000_000],
    [[1760000000000, "real"]],
  ),
  answers("the largest safe integer survives", "select ?", [Number.MAX_SAFE_INTEGER], [[9007199254740991]]),
  answers("an integer past 2^53 comes back rounded", "select 9007199254740993", [], [[9007199254740992]]),
  answers("negative zero", "select ?, typeof(?)", [-0, -0], [[0, "real"]]),
  answers("NaN is bound as null", "select ?, typeof(?)", [Number.NaN, Number.NaN], [[null, "null"]]),
  answers("Infinity is bound as null", "select ?", [Number.POSITIVE_INFINITY], [[null]]),
  answers("infinity computed in SQL comes back as null", "select 9e999", [], [[null]]),
  answers("text keeps every character", "select ?, length(?)", ["Grüße 😀 สวัสดี", "Grüße 😀 สวัสดี"], [["Grüße 😀 สวัสดี", 14]]),
  answers("an empty string is not null", "select ? is null, ? = ''", ["", ""], [[0, 1]]),
  answers("text with a zero character", "select length(?), hex(?)", ["a\u0000b", "a\u0000b"], [[1, "610062"]]),
  answers("true and false become 1 and 0", "select ?, typeof(?), ?", [true, true, false], [[1, "real", 0]]),
  answers("null is null", "select ?, typeof(?)", [null, null], [[null, "null"]]),
  answers("undefined is refused", "select ?", [undefined], "Error: D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'"),
  answers("a bigint is refused", "select ?", [1n], "Error: D1_TYPE_ERROR: Type 'bigint' not supported for value '1'"),
  answers("an object is refused", "select ?", [{ a: 1 }], "Error: D1_TYPE_ERROR: Type 'object' not supported for value '[object Object]'"),
  answers(
    "a function is refused",
    "select ?",
    [Math.abs],
    "Error: D1_TYPE_ERROR: Type 'function' not supported for value 'function abs() { [native code] }'",
  ),
  answers(
    "an ArrayBuffer is bound as blob and comes back as bytes",
    "select ?, typeof(?)",
    [new Uint8Array([1, 2]).buffer, new Uint8Array([1]).buffer],
    [[[1, 2], "blob"]],
  ),
  answers("a view of bytes binds only its part", "select hex(?)", [new Uint8Array([1, 2, 3, 4]).subarray(1, 3)], [["0203"]]),
  answers("a view of wider numbers binds each number as a byte", "select hex(?)", [new Uint16Array([1, 258])], [["0102"]]),
  answers(
    "an array of small numbers is bound as blob",
    "select typeof(?), hex(?)",
    [
      [1, 255],
      [1, 255],
    ],
    [["blob", "01FF"]],
  ),
  answers("an array of other things is refused", "select ?", [["a"]], "Error: D1_TYPE_ERROR: Type 'object' not supported for value 'a'"),
  answersOn(
    "affinity turns what it can",
    ["create table $t(i integer, t text, r real, n numeric, b blob, x)"],
    "insert into $t values('12', 12, 12, '1e3', '12', '12') returning typeof(i), typeof(t), typeof(r), typeof(n), typeof(b), typeof(x)",
    [],
    [["integer", "text", "real", "integer", "text", "text"]],
  ),
  answersOn(
    "bound whole numbers meet affinity",
    ["create table $t(i integer, t text, r real, n numeric, b blob, x)"],
    "insert into $t values(?1, ?1, ?1, ?1, ?1, ?1) returning typeof(i), t, typeof(r), typeof(n), typeof(b), typeof(x)",
    [12],
    [["integer", "12.0", "real", "integer", "real", "real"]],
  ),
  answersOn(
    "text in an integer column stays text",
    ["create table $t(i integer)"],
    "insert into $t values('abc') returning i, typeof(i)",
    [],
    [["abc", "text"]],
  ),
  answersOn(
    "text as integer primary key is a mismatch",
    ["create table $t(i integer primary key)"],
    "insert into $t values('abc')",
    [],
    "Error: D1_ERROR: datatype mismatch: SQLITE_MISMATCH",
  ),
  answersOn(
    "a strict table refuses",
    ["create table $t(i integer) strict"],
    "insert into $t values('abc')",
    [],
    "Error: D1_ERROR: cannot store TEXT value in INTEGER column $t.i: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)",
  ),
  answersOn(
    "a bound whole number suits a strict integer",
    ["create table $t(i integer) strict"],
    "insert into $t values(?) returning i, typeof(i)",
    [7],
    [[7, "integer"]],
  ),
  answersOn("an empty blob", ["create table $t(b blob)"], "insert into $t values(x'') returning typeof(b), b", [], [["blob", []]]),
  answers("a whole number divided by a bound whole number", "select 7 / ?, 7 % ?", [2, 2], [[3.5, 1]]),
  answers("a bound number concatenated to text", "select 'a' || ?", [1], [["a1.0"]]),
  answers("a bound number cast to text", "select cast(? as text)", [577], [["577.0"]]),
  answers("text compared with a bound number", "select '5' = ?, 5 = ?", [5, "5"], [[0, 0]]),
  answers("limit and offset take bound numbers", "select value from json_each('[1,2,3,4]') limit ? offset ?", [2, 1], [[2], [3]]),
  answers("limit takes no fraction", "select 1 limit ?", [1.5], "Error: D1_ERROR: datatype mismatch: SQLITE_MISMATCH"),
  behaves("first gives a plain object", ({ DB }) => DB.prepare("select 1 as a, 'x' as b").first(), { a: 1, b: "x" }),
  behaves("first of nothing is null", ({ DB }) => DB.prepare("select 1 as a where 0").first(), null),
  behaves("first of a column", ({ DB }) => DB.prepare("select 1 as a, 2 as b").first("b"), 2),
  behaves("first of a column holding null", ({ DB }) => DB.prepare("select null as a").first("a"), null),
  behaves(
    "first of a column nobody selected",
    ({ DB }) => outcomeOf(() => DB.prepare("select 1 as a").first("b")),
    "Error: D1_COLUMN_NOTFOUND: Column not found (b)",
  ),
  behaves("first of a column without rows", ({ DB }) => DB.prepare("select 1 as a where 0").first("b"), null),
  behaves("raw with column names", ({ DB }) => DB.prepare("select 1 as a, 2 as a union all select 3, 4").raw({ columnNames: true }), [
    ["a", "a"],
    [1, 2],
    [3, 4],
  ]),
  behaves("raw with column names and no rows", ({ DB }) => DB.prepare("select 1 as a where 0").raw({ columnNames: true }), [["a"]]),
  behaves("all keeps the last of two columns of one name", async ({ DB }) => (await DB.prepare("select 1 as a, 2 as a").all()).results, [
    { a: 2 },
  ]),
  behaves("unnamed columns are named by their text", async ({ DB }) => (await DB.prepare("select 1+1, max(1,2)").all()).results, [
    { "1+1": 2, "max(1,2)": 2 },
  ]),
  behaves(
    "all says success and its meta names",
    async ({ DB }) => {
      const { success, meta, results } = await DB.prepare("select 1 as a").all();
      return [success, Object.keys(meta).sort(), results];
    },
    [
      true,
      [
        "changed_db",
        "changes",
        "duration",
        "last_row_id",
        "rows_read",
        "rows_written",
        "served_by",
        "served_by_primary",
        "size_after",
        "timings",
        "total_attempts",
      ],
      [{ a: 1 }],
    ],
  ),
  behaves("run of a select carries its rows", async ({ DB }) => (await DB.prepare("select 1 as a").run()).results, [{ a: 1 }]),
  behaves(
    "a row is an ordinary object",
    async ({ DB }) => {
      const row = await DB.prepare("select 1 as a").first();
      return [Object.getPrototypeOf(row) === Object.prototype, JSON.stringify(row)];
    },
    [true, '{"a":1}'],
  ),
  behaves(
    "a statement is bound anew without touching the first",
    async ({ DB }) => {
      const one = DB.prepare("select ? as a").bind(1);
      const two = one.bind(2);
      return [await one.first("a"), await two.first("a"), await one.first("a")];
    },
    [1, 2, 1],
  ),
];
