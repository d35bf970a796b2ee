// Whatever is kept has a class: every column of the schema, every table of a ticket's room and every place in R2 is listed in docs/data.md, and
// nothing is listed there that no longer is.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openSchema, run } from "./sqlite.ts";

const root = path.resolve(import.meta.dirname, "../..");
const paper = readFileSync(path.join(root, "docs/data.md"), "utf8");
const CLASSES = new Set([
  "none",
  "business",
  "secret",
  "staff",
  ...["identity", "contact", "address", "words", "files"].map((of) => `buyer: ${of}`),
]);

/** The rows of the table under this heading, cell by cell. */
function tableUnder(heading: string): string[][] {
  const part = paper.split(`\n## ${heading}`)[1]?.split("\n## ")[0] ?? "";
  const rows = part.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(1).map((line) =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

const sources = readdirSync(path.join(root, "worker"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(path.join(root, "worker", file), "utf8"))
  .join("\n");
const matches = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, found = ""]) => found))].sort();

/** Beginnings of types and of TikTok's addresses. */
const ELSEWHERE = new Set(["text/", "image/", "orders/", "packages/"]);

/** A search keeps its own tables under its name. */
const IS_INSIDE = /_search_(config|content|data|docsize|idx)$/;

test("every column of the schema has one class", () => {
  const database = openSchema();
  const columns = run<{ name: string }>(
    database,
    sql`SELECT t.name || '.' || c.name AS name FROM sqlite_schema t CROSS JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
  ).flatMap(({ name }) => (IS_INSIDE.test(name.split(".")[0] ?? "") ? [] : [name]));
  const listed = tableUnder("D1").flatMap(([table = "", , names = ""]) => names.split(", ").map((name) => `${table}.${name}`));
  expect(listed.sort()).toEqual(columns.sort());
});

test("every table of a ticket's room has one", () => {
  const listed = tableUnder("A ticket's room").flatMap(([tables = ""]) => tables.split(", "));
  expect(listed.sort()).toEqual(matches(/CREATE TABLE IF NOT EXISTS (\w+)/g));
});

test("every place in R2 has one", () => {
  const listed = tableUnder("R2").map(([place = ""]) => place);
  expect(listed.sort()).toEqual(matches(/[`"]((?:\w+)\/)(?:\$\{|")/g).filter((place) => !ELSEWHERE.has(place)));
});

test("classes are those the paper explains", () => {
  const used = ["D1", "A ticket's room", "R2"].flatMap((heading) => tableUnder(heading).map(([, of = ""]) => of));
  expect(used.filter((one) => !CLASSES.has(one))).toEqual([]);
});
