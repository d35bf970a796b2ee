// db.batch is the only transaction there is: all or nothing, in order. And what a session promises.
import { type Behaviour, behaves, outcomeOf, type Stage } from "./behaviour.ts";

async function freshTable({ DB, own }: Stage): Promise<string> {
  await DB.prepare(`create table ${own}(id integer primary key, v)`).run();
  return own;
}

function count({ DB }: Stage, table: string): Promise<number | null> {
  return DB.prepare(`select count(*) as n from ${table}`).first<number>("n");
}

export const batches: Behaviour[] = [
  behaves(
    "results come in the order of statements",
    async (stage) => {
      const t = await freshTable(stage);
      const done = await stage.DB.batch([
        stage.DB.prepare(`insert into ${t}(v) values(?)`).bind("a"),
        stage.DB.prepare(`select v from ${t}`),
        stage.DB.prepare(`delete from ${t}`),
      ]);
      return done.map(({ success, results, meta }) => [success, results, meta.changes]);
    },
    [
      [true, [], 1],
      [true, [{ v: "a" }], 0],
      [true, [], 1],
    ],
  ),
  behaves(
    "a failure undoes all of it and names the first error",
    async (stage) => {
      const t = await freshTable(stage);
      const put = (id: number) => stage.DB.prepare(`insert into ${t}(id) values(?)`).bind(id);
      const words = await outcomeOf(() => stage.DB.batch([put(1), put(2), put(1), put(3)]), t);
      return [words, await count(stage, t)];
    },
    ["Error: D1_ERROR: UNIQUE constraint failed: $t.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)", 0],
  ),
  behaves(
    "a syntax error in the last statement undoes the first",
    async (stage) => {
      const t = await freshTable(stage);
      const words = await outcomeOf(
        () => stage.DB.batch([stage.DB.prepare(`insert into ${t}(id) values(1)`), stage.DB.prepare("selec")]),
        t,
      );
      return [words, await count(stage, t)];
    },
    ['Error: D1_ERROR: near "selec": syntax error: SQLITE_ERROR', 0],
  ),
  behaves(
    "a table made in a batch can be used in it",
    async ({ DB, own }) => {
      const done = await DB.batch([
        DB.prepare(`create table ${own}(a)`),
        DB.prepare(`insert into ${own} values(1)`),
        DB.prepare(`select * from ${own}`),
      ]);
      return done[2]?.results;
    },
    [{ a: 1 }],
  ),
  behaves(
    "making a table is undone too",
    async ({ DB, own }) => {
      await outcomeOf(() => DB.batch([DB.prepare(`create table ${own}(a)`), DB.prepare("selec")]));
      return outcomeOf(() => DB.prepare(`select * from ${own}`).all(), own);
    },
    "Error: D1_ERROR: no such table: $t: SQLITE_ERROR",
  ),
  behaves("an empty batch", ({ DB }) => outcomeOf(() => DB.batch([])), "Error: D1_ERROR: No SQL statements detected."),
  behaves(
    "begin inside a batch",
    ({ DB }) => outcomeOf(() => DB.batch([DB.prepare("begin"), DB.prepare("select 1")])),
    "Error: D1_ERROR: To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync() APIs instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements. The JavaScript API is safer because it will automatically roll back on exceptions, and because it interacts correctly with Durable Objects' automatic atomic write coalescing.",
  ),
  behaves(
    "an empty statement in a batch is left out",
    ({ DB }) => outcomeOf(async () => (await DB.batch([DB.prepare("-- none"), DB.prepare("select 1 as a")])).length),
    "Error: D1_ERROR: SQL code did not contain a statement.",
  ),
  behaves(
    "a deferred foreign key is judged at the end",
    async ({ DB, own }) => {
      await DB.exec(`create table ${own}(id integer primary key)\ncreate table ${own}_c(p references ${own}(id))`);
      const words = await outcomeOf(() =>
        DB.batch([
          DB.prepare("pragma defer_foreign_keys = on"),
          DB.prepare(`insert into ${own}_c values(1)`),
          DB.prepare(`insert into ${own} values(1)`),
        ]).then(() => "kept"),
      );
      const broken = await outcomeOf(() =>
        DB.batch([DB.prepare("pragma defer_foreign_keys = on"), DB.prepare(`insert into ${own}_c values(2)`)]).then(() => "kept"),
      );
      return [words, broken, await DB.prepare(`select count(*) as n from ${own}_c`).first("n")];
    },
    ["kept", "Error: internal error; reference", 1],
  ),
  behaves(
    "raise(ignore) skips the row and goes on",
    async (stage) => {
      const t = await freshTable(stage);
      await stage.DB.prepare(`create trigger ${t}_r before insert on ${t} when new.id < 0 begin select raise(ignore); end`).run();
      const done = await stage.DB.batch([stage.DB.prepare(`insert into ${t}(id) values(1), (-1), (2)`)]);
      return [done[0]?.meta.changes, await count(stage, t)];
    },
    [2, 2],
  ),
  behaves(
    "a statement that fails alone leaves the earlier ones",
    async (stage) => {
      const t = await freshTable(stage);
      await stage.DB.prepare(`insert into ${t}(id) values(1)`).run();
      await outcomeOf(() => stage.DB.prepare(`insert into ${t}(id) values(2), (1)`).run());
      return count(stage, t);
    },
    1,
  ),
  behaves(
    "statements sent together run in the order sent",
    async (stage) => {
      const t = await freshTable(stage);
      await Promise.all([1, 2, 3].map((v) => stage.DB.prepare(`insert into ${t}(v) values(?)`).bind(v).run()));
      return (await stage.DB.prepare(`select count(*) as n, sum(v) as s from ${t}`).all()).results;
    },
    [{ n: 3, s: 6 }],
  ),
  behaves(
    "a session starts without a bookmark and has one after a query",
    async ({ DB }) => {
      const session = DB.withSession();
      const before = session.getBookmark();
      await session.prepare("select 1").all();
      const after = session.getBookmark();
      return [before, typeof after, (after ?? "").length > 0];
    },
    [null, "string", true],
  ),
  behaves(
    "a bookmark never sorts lower after a write",
    async (stage) => {
      const t = await freshTable(stage);
      const session = stage.DB.withSession("first-primary");
      const seen: string[] = [];
      for (const v of [1, 2, 3]) {
        await session.prepare(`insert into ${t}(v) values(?)`).bind(v).run();
        seen.push(session.getBookmark() ?? "");
      }
      return seen.every((bookmark, i) => i === 0 || (seen[i - 1] ?? "").localeCompare(bookmark) <= 0);
    },
    true,
  ),
  behaves(
    "a session sees its own writes, and a later one started from its bookmark does",
    async (stage) => {
      const t = await freshTable(stage);
      const session = stage.DB.withSession("first-unconstrained");
      await session.prepare(`insert into ${t}(v) values(1)`).run();
      const mine = await session.prepare(`select count(*) as n from ${t}`).first("n");
      const later = stage.DB.withSession(session.getBookmark() ?? "");
      return [mine, await later.prepare(`select count(*) as n from ${t}`).first("n")];
    },
    [1, 1],
  ),
  behaves(
    "a session batches",
    async ({ DB }) => {
      const session = DB.withSession();
      const done = await session.batch([session.prepare("select 1 as a"), session.prepare("select 2 as a")]);
      return [done.map((one) => one.results), typeof session.getBookmark()];
    },
    [[[{ a: 1 }], [{ a: 2 }]], "string"],
  ),
  behaves("a session does not exec", ({ DB }) => "exec" in DB.withSession(), false),
  behaves("a session made from an empty bookmark is unconstrained", ({ DB }) => DB.withSession("").getBookmark(), null),
  behaves(
    "a session made from a bookmark gives it back",
    ({ DB }) => DB.withSession("00000001-00000000-00000000-0").getBookmark(),
    "00000001-00000000-00000000-0",
  ),
];
