// What is stored and what is asked are cut into the same words, in every script, and nothing a person types is search syntax.
import { DatabaseSync } from "node:sqlite";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { matchIn } from "../../worker/orders/matching.ts";
import { matchOf, matchStores, storeToken, wordsOf } from "../../worker/orders/words.ts";
import { openSchema, run } from "./sqlite.ts";

function indexOf(texts: string[]) {
  const database = new DatabaseSync(":memory:");
  database.exec(`CREATE VIRTUAL TABLE found USING fts5 (words, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'")`);
  texts.forEach((text, at) => {
    database.prepare("INSERT INTO found (rowid, words) VALUES (?, ?)").run(at + 1, wordsOf(text));
  });
  return (asked: string) => {
    const match = matchOf(asked);
    return match === null
      ? []
      : database
          .prepare("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid")
          .all(match)
          .map((row) => Number(row.rowid) - 1);
  };
}

test.each([
  ["Where is my parcel?", "parcel"],
  ["Where is my parcel?", "PARCEL where"],
  ["Wo bleibt mein Päckchen?", "packchen"],
  ["Tracking 1Z999AA10123456784", "1z999aa10123456784"],
  ["BEANIE-BLK-M", "beanie blk"],
  ["576900000000000101", "576900000000000101"],
  ["พัสดุของฉันอยู่ที่ไหน", "พัสดุ"],
  ["พัสดุของฉันอยู่ที่ไหน", "อยู่ที่ไหน"],
  ["我的包裹在哪里", "包裹"],
  ["荷物はどこですか", "どこ"],
  ["An unfinished word", "unfin"],
])("%j is found by %j", (stored, asked) => {
  expect(indexOf(["something else entirely", stored])(asked)).toEqual([1]);
});

test("the last word may be unfinished where whole words do not fill a page; two letters begin too much", () => {
  const database = openSchema();
  for (const [row, said] of ["parcels", "parcel", "the parcel", "parade"].entries())
    database
      .prepare("INSERT INTO message_search (rowid, words, ticket_id) VALUES (?, ?, ?)")
      .run(row, `${storeToken("sto_a")} ${wordsOf(said)}`, String(row));
  const find = (asked: string, pageRows: number) => {
    const match = matchIn(sql`message_search`, ["sto_a"], asked, pageRows);
    const found =
      match && run<{ rowid: number }>(database, sql`SELECT rowid FROM message_search WHERE message_search MATCH ${match} ORDER BY rowid`);
    return found?.map(({ rowid }) => rowid) ?? null;
  };
  expect([find("parcel", 2), find("parcel", 3), find("PARC", 2), find("pa", 9), find("the pa", 9), find("?", 9)]).toEqual([
    [1, 2],
    [0, 1, 2],
    [0, 1, 2],
    [],
    [],
    null,
  ]);
});

test("every word must occur", () => {
  expect(indexOf(["red beanie", "red scarf"])("red scarf")).toEqual([1]);
});

test("whatever is typed, the search answers and is never read as syntax", () => {
  const search = indexOf(["red beanie"]);
  const nasty = [
    '"',
    "NOT",
    "red NOT beanie",
    "a AND",
    "(",
    "*",
    "words:red",
    "red^2",
    "NEAR(red beanie)",
    "'; DROP TABLE found; --",
    "\u0000",
    "𠮷𠮷",
    "😀",
  ];
  for (const text of nasty) expect(() => search(text)).not.toThrow();
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => Array.isArray(search(text))),
    { numRuns: 2_000 },
  );
});

test("no text can hold a store's token", () => {
  const token = storeToken("sto_ab12cd");
  expect(matchStores(["sto_ab12cd"])).toBe(`("${token}")`);
  expect(wordsOf("sto_ab12cd").split(" ")).not.toContain(token);
});
