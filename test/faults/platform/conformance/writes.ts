// What a write says about itself: changes, last_row_id, RETURNING, ON CONFLICT, triggers, and the words
// of every constraint.
import { answersOn, type Behaviour, behaves, naming, type Stage } from "./behaviour.ts";

/** Runs the statements and gives `changes` and `changed_db` of the last. */
function changesOf(says: string, statements: string[], expect: Behaviour["expect"]): Behaviour {
  const act = async ({ DB, own }: Stage) => {
    const done = [];
    for (const statement of statements) done.push(await DB.prepare(naming(statement, own)).run());
    const last = done.at(-1)?.meta;
    return [last?.changes, last?.changed_db];
  };
  return behaves(says, act, expect);
}

const table = "create table $t(id integer primary key, a text unique, n integer)";
const one = "insert into $t values(1, 'x', 1)";
const three = "insert into $t values(1, 'x', 1), (2, 'y', 2), (3, 'z', 3)";

export const writes: Behaviour[] = [
  changesOf("an insert of one", [table, one], [1, true]),
  changesOf("an insert of three", [table, three], [3, true]),
  changesOf("an update counts rows it met, changed or not", [table, three, "update $t set n = n"], [3, true]),
  changesOf("an update that meets none", [table, three, "update $t set n = 0 where id = 9"], [0, false]),
  changesOf("a delete of all", [table, three, "delete from $t"], [3, true]),
  changesOf("a select after a write", [table, three, "select * from $t"], [0, false]),
  changesOf("a statement with RETURNING", [table, three, "update $t set n = 0 where id < 3 returning id"], [2, true]),
  changesOf("create table", [table], [0, true]),
  changesOf("create index", [table, three, "create index $t_n on $t(n)"], [0, true]),
  changesOf("drop table", [table, three, "drop table $t"], [0, true]),
  changesOf("insert or ignore of what exists", [table, one, one.replace("insert", "insert or ignore")], [0, false]),
  changesOf("insert or replace of what exists", [table, one, one.replace("insert", "insert or replace")], [1, true]),
  changesOf("on conflict do nothing", [table, one, `${one} on conflict do nothing`], [0, false]),
  changesOf("on conflict do update", [table, one, `${one} on conflict(id) do update set n = n + 1`], [1, true]),
  changesOf(
    "on conflict do update where it is not so",
    [table, one, `${one} on conflict(id) do update set n = 5 where excluded.n > $t.n`],
    [0, false],
  ),
  behaves(
    "last_row_id names the last insert's row, and stays when no rowid is made",
    async ({ DB, own }) => {
      await DB.exec(`create table ${own}(id integer primary key, a)\ncreate table ${own}_k(k text primary key) without rowid`);
      const insert = (sql: string) => DB.prepare(sql);
      const done = await DB.batch([
        insert(`insert into ${own}(id) values(41)`),
        insert(`insert into ${own}(a) values('q')`),
        insert(`insert into ${own}_k values('x')`),
        insert("select 1"),
      ]);
      return done.map(({ meta }) => meta.last_row_id);
    },
    [41, 42, 42, 42],
  ),
  changesOf(
    "a row changed by a trigger is counted too",
    [table, "create table $t_log(a)", "create trigger $t_i after insert on $t begin insert into $t_log values(new.a); end", three],
    [6, true],
  ),
  changesOf(
    "rows deleted by a cascade are counted too",
    [
      table,
      "create table $t_c(p integer references $t(id) on delete cascade)",
      three,
      "insert into $t_c values(1), (1), (2)",
      "delete from $t where id = 1",
    ],
    [3, true],
  ),
  changesOf(
    "insert into a table without rowid",
    ["create table $t(a text primary key) without rowid", "insert into $t values('x')"],
    [1, true],
  ),
  changesOf(
    "a with clause before an update",
    [table, three, "with big(id) as (select id from $t where n > 1) update $t set n = 0 where id in big"],
    [2, true],
  ),
  changesOf(
    "an insert from json",
    [table, `insert into $t(id, n) select value ->> 'id', value ->> 'n' from json_each('[{"id":5,"n":1},{"id":6,"n":2}]')`],
    [2, true],
  ),
  behaves(
    "a rowid past 2^53 is told rounded",
    async ({ DB, own }) => {
      await DB.exec(`create table ${own}(id integer primary key, a)`);
      const { meta } = await DB.prepare(`insert into ${own} values(7710593303955778084, 1)`).run();
      const { results } = await DB.prepare(`insert into ${own} values(7710593303955778085, 1) returning id`).all();
      return [meta.last_row_id, meta.changes, results];
    },
    [Number(7710593303955778084n), 1, [{ id: Number(7710593303955778085n) }]],
  ),
  answersOn(
    "returning gives rows",
    [table],
    "insert into $t(a, n) values('p', 1), ('q', 2) returning id, a",
    [],
    [
      [1, "p"],
      [2, "q"],
    ],
  ),
  answersOn("returning gives nothing when nothing is done", [table, one], `${one} on conflict do nothing returning id`, [], []),
  answersOn("returning after an update sees new values", [table, one], "update $t set n = n + 1 returning n", [], [[2]]),
  answersOn(
    "an upsert from a select needs a where",
    [table, one],
    "insert into $t select 1, 'w', 9 where true on conflict(id) do update set a = excluded.a returning a, n",
    [],
    [["w", 1]],
  ),
  answersOn(
    "update from another table",
    [table, three],
    "update $t set n = v.n * 10 from (select 2 as id, 7 as n) as v where v.id = $t.id returning $t.id, $t.n",
    [],
    [[2, 70]],
  ),
  answersOn(
    "a unique constraint",
    [table, one],
    "insert into $t values(2, 'x', 1)",
    [],
    "Error: D1_ERROR: UNIQUE constraint failed: $t.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
  ),
  answersOn(
    "a primary key",
    [table, one],
    one,
    [],
    "Error: D1_ERROR: UNIQUE constraint failed: $t.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)",
  ),
  answersOn(
    "a primary key of text",
    ["create table $t(k text primary key) without rowid", "insert into $t values('a')"],
    "insert into $t values('a')",
    [],
    "Error: D1_ERROR: UNIQUE constraint failed: $t.k: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)",
  ),
  answersOn(
    "a key of two columns",
    ["create table $t(a, b, primary key(a, b)) without rowid", "insert into $t values(1, 2)"],
    "insert into $t values(1, 2)",
    [],
    "Error: D1_ERROR: UNIQUE constraint failed: $t.a, $t.b: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)",
  ),
  answersOn(
    "a unique index with a condition",
    ["create table $t(a, open)", "create unique index $t_o on $t(a) where open", "insert into $t values(1, 1), (1, 0)"],
    "insert into $t values(1, 1)",
    [],
    "Error: D1_ERROR: UNIQUE constraint failed: $t.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
  ),
  answersOn(
    "a unique index over an expression",
    ["create table $t(a)", "create unique index $t_l on $t(lower(a))", "insert into $t values('A')"],
    "insert into $t values('a')",
    [],
    "Error: D1_ERROR: UNIQUE constraint failed: index '$t_l': SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
  ),
  answersOn(
    "not null",
    ["create table $t(a not null)"],
    "insert into $t values(null)",
    [],
    "Error: D1_ERROR: NOT NULL constraint failed: $t.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_NOTNULL)",
  ),
  answersOn(
    "a check",
    ["create table $t(a check (a > 0))"],
    "insert into $t values(0)",
    [],
    "Error: D1_ERROR: CHECK constraint failed: a > 0: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)",
  ),
  answersOn(
    "a named check",
    ["create table $t(a constraint positive check (a > 0))"],
    "insert into $t values(0)",
    [],
    "Error: D1_ERROR: CHECK constraint failed: positive: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)",
  ),
  answersOn(
    "a foreign key is enforced",
    ["create table $t(id integer primary key)", "create table $t_c(p references $t(id))"],
    "insert into $t_c values(9)",
    [],
    "Error: D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)",
  ),
  answersOn(
    "a parent with children stays",
    [
      "create table $t(id integer primary key)",
      "create table $t_c(p references $t(id))",
      "insert into $t values(1)",
      "insert into $t_c values(1)",
    ],
    "delete from $t",
    [],
    "Error: D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)",
  ),
  answersOn(
    "a trigger's own words",
    ["create table $t(a)", "create trigger $t_no before insert on $t when new.a < 0 begin select raise(abort, 'no negatives'); end"],
    "insert into $t values(-1)",
    [],
    "Error: D1_ERROR: no negatives: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)",
  ),
  answersOn(
    "a generated column cannot be written",
    ["create table $t(a, b generated always as (a * 2) stored)"],
    "insert into $t(a, b) values(1, 2)",
    [],
    'Error: D1_ERROR: cannot INSERT into generated column "b": SQLITE_ERROR',
  ),
  answersOn(
    "a generated column is computed",
    ["create table $t(a, b generated always as (a * 2) virtual)"],
    "insert into $t(a) values(4) returning b",
    [],
    [[8]],
  ),
  answersOn(
    "a failed statement leaves nothing of itself",
    [table, one],
    "insert into $t select 10 + value, case value when 3 then 'x' else 'v' || value end, 0 from json_each('[1,2,3]')",
    [],
    "Error: D1_ERROR: UNIQUE constraint failed: $t.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
  ),
];
