// A Durable Object's keys and values, and its transactions over keys and SQL alike. Every line runs inside
// the object.
import type { Behaviour } from "./behaviour.ts";
import { fails, inside, sql } from "./storage.ts";

export const keys: Behaviour[] = [
  inside("transactionSync answers", (room) => room.ctx.storage.transactionSync(() => 7), 7),
  inside(
    "transactionSync undoes on a throw",
    (room) => {
      const words = (() => {
        try {
          room.ctx.storage.transactionSync(() => {
            room.write("inside");
            throw new Error("undo");
          });
          return "no throw";
        } catch (error) {
          return String(error);
        }
      })();
      return [words, room.lines()];
    },
    ["Error: undo", []],
  ),
  inside(
    "transactionSync nests",
    (room) => {
      room.ctx.storage.transactionSync(() => {
        room.write("outer");
        try {
          room.ctx.storage.transactionSync(() => {
            room.write("inner");
            throw new Error("inner only");
          });
        } catch {
          room.write("caught");
        }
      });
      return room.lines();
    },
    ["outer", "caught"],
  ),
  inside(
    "transactionSync covers keys too",
    async (room) => {
      try {
        room.ctx.storage.transactionSync(() => {
          void room.ctx.storage.put("k", 1);
          throw new Error("undo");
        });
      } catch {
        // The undoing is what is looked at.
      }
      return (await room.ctx.storage.get("k")) ?? null;
    },
    null,
  ),
  inside(
    "put and get",
    async ({ ctx }) => {
      await ctx.storage.put("k", { a: [1, new Date(5)], s: new Set([2]) });
      const back = await ctx.storage.get<{ a: [number, Date]; s: Set<number> }>("k");
      return [back?.a[1] instanceof Date, back?.s.has(2), (await ctx.storage.get("none")) ?? null];
    },
    [true, true, null],
  ),
  inside(
    "a value put is a copy",
    async ({ ctx }) => {
      const mine = { n: 1 };
      await ctx.storage.put("k", mine);
      mine.n = 2;
      return ctx.storage.get("k");
    },
    { n: 1 },
  ),
  inside("put of undefined", ({ ctx }) => fails(() => ctx.storage.put("k", undefined)), "TypeError: put() called with undefined value."),
  inside("put of a function", ({ ctx }) => fails(() => ctx.storage.put("k", () => 1)), "DataCloneError: () => 1 could not be cloned."),
  inside(
    "put and get of many",
    async ({ ctx }) => {
      await ctx.storage.put({ b: 2, a: 1, c: 3 });
      const found = await ctx.storage.get(["c", "a", "zz"]);
      return [...found.entries()];
    },
    [
      ["a", 1],
      ["c", 3],
    ],
  ),
  inside(
    "list is in order of keys, with its bounds",
    async ({ ctx }) => {
      await ctx.storage.put({ b: 2, a: 1, ab: 12, c: 3, ü: 4 });
      const keys = async (options?: object) => [...(await ctx.storage.list(options)).keys()];
      return [
        await keys(),
        await keys({ prefix: "a" }),
        await keys({ start: "ab", end: "c" }),
        await keys({ startAfter: "ab", limit: 1 }),
        await keys({ reverse: true, limit: 2 }),
      ];
    },
    [["a", "ab", "b", "c", "ü"], ["a", "ab"], ["ab", "b"], ["b"], ["ü", "c"]],
  ),
  inside(
    "delete says what it met",
    async ({ ctx }) => {
      await ctx.storage.put({ a: 1, b: 2 });
      return [await ctx.storage.delete("a"), await ctx.storage.delete("a"), await ctx.storage.delete(["a", "b", "c"])];
    },
    [true, false, 1],
  ),
  inside(
    "deleteAll takes tables and keys with it",
    async (room) => {
      await room.ctx.storage.put("k", 1);
      room.write("line");
      await room.ctx.storage.deleteAll();
      return [(await room.ctx.storage.get("k")) ?? null, await fails(() => room.lines())];
    },
    [null, "Error: no such table: log: SQLITE_ERROR"],
  ),
  inside(
    "deleteAll and the alarm",
    async ({ ctx }) => {
      await ctx.storage.setAlarm(Date.now() + 60_000);
      await ctx.storage.deleteAll();
      return (await ctx.storage.getAlarm()) === null;
    },
    true,
  ),
  inside(
    "synchronous keys",
    ({ ctx }) => {
      ctx.storage.kv.put("b", 2);
      ctx.storage.kv.put("a", [1]);
      return [
        ctx.storage.kv.get("a"),
        ctx.storage.kv.get("none") ?? null,
        [...ctx.storage.kv.list()],
        ctx.storage.kv.delete("a"),
        ctx.storage.kv.delete("a"),
      ];
    },
    [
      [1],
      null,
      [
        ["a", [1]],
        ["b", 2],
      ],
      true,
      false,
    ],
  ),
  inside(
    "the key table is hidden",
    async (room) => {
      await room.ctx.storage.put("k", 1);
      return [
        await fails(() => sql(room, "select * from _cf_KV").toArray()),
        sql(room, "select name from sqlite_schema where name not like 'log%' order by name").toArray(),
      ];
    },
    ["Error: access to _cf_KV.key is prohibited: SQLITE_AUTH", [{ name: "_cf_KV" }]],
  ),
];
