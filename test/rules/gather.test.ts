// Many who ask in one moment share a round trip, and nobody fails for another's sake.
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Database, Db } from "../../worker/db.ts";
import { gather } from "../../worker/gather.ts";

/** Answers each statement with its own words; what says "broken" breaks its whole batch, and of one that says "lost" no answer comes. */
function openEcho() {
  const trips: string[][] = [];
  const session = {
    prepare: (text: string) => ({ bind: () => text }),
    batch: async (statements: string[]) => {
      trips.push(statements);
      if (statements.some((text) => text.includes("broken"))) throw new Error("D1_ERROR: no such table: broken: SQLITE_ERROR");
      if (statements.some((text) => text.includes("lost"))) throw new Error("D1_ERROR: Network connection lost.");
      return statements.map((text) => ({ results: [{ text }], meta: { rows_read: 1 } }));
    },
    getBookmark: () => null,
  };
  const database = gather({ withSession: () => session } as unknown as Database);
  return { trips, open: () => new Db(database) };
}

test("who asks in one moment is answered by one trip, each with their own rows", async () => {
  const { trips, open } = openEcho();
  const [one, two] = [open(), open()];
  const answers = await Promise.all([one.all(sql`one`), two.batch([sql`two`, sql`three`])]);
  expect(answers).toEqual([[{ text: "one" }], [[{ text: "two" }], [{ text: "three" }]]]);
  expect([trips, one.meter.rowsRead, two.meter.rowsRead]).toEqual([[["one", "two", "three"]], 1, 2]);
});

test("what is asked by somebody answered goes with the next trip", async () => {
  const { trips, open } = openEcho();
  const asks = async (first: string, then: string) => {
    const db = open();
    await db.all(sql.raw(first));
    return db.all(sql.raw(then));
  };
  expect(await Promise.all([asks("one", "three"), asks("two", "four")])).toEqual([[{ text: "three" }], [{ text: "four" }]]);
  expect(trips).toEqual([
    ["one", "two"],
    ["three", "four"],
  ]);
});

test("what was refused together goes once more alone: only who broke it fails", async () => {
  const { trips, open } = openEcho();
  const answers = await Promise.allSettled([open().all(sql`one`), open().all(sql`broken`), open().all(sql`three`)]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(trips).toEqual([["one", "broken", "three"], ["one"], ["broken"], ["three"]]);
});

test("where the answer is lost nothing is repeated: it may all have happened", async () => {
  const { trips, open } = openEcho();
  const answers = await Promise.allSettled([open().all(sql`one`), open().all(sql`lost`)]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(trips).toEqual([["one", "lost"]]);
});
