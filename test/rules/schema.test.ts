// What the code says of the tables, held against the migrations.
import { globSync } from "node:fs";
import path from "node:path";
import { getTableColumns, getTableName, isTable } from "drizzle-orm";
import { expect, test } from "vitest";
import { openSchema } from "./sqlite.ts";

const root = path.resolve(import.meta.dirname, "../..");
const database = openSchema();
const tables = database
  .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'")
  .all() as { name: string }[];
const real = tables.map((row) => row.name).filter((name) => !/_search_(data|idx|content|docsize|config)$/.test(name));

test("the schema is what each room's table.ts says, column by column", async () => {
  const declared = new Map<string, string[]>();
  for (const file of globSync("worker/*/table.ts", { cwd: root })) {
    for (const table of Object.values((await import(path.join(root, file))) as Record<string, unknown>)) {
      if (!isTable(table)) continue;
      const columns = Object.values(getTableColumns(table)).map(
        (column) => `${column.name} ${column.getSQLType().toUpperCase()}${column.notNull || column.primary ? " NOT NULL" : ""}`,
      );
      declared.set(getTableName(table), columns.sort());
    }
  }
  expect([...declared.keys()].sort()).toEqual([...real].sort());
  for (const [name, columns] of declared) {
    const info = database.prepare(`PRAGMA table_info(${name})`).all() as { name: string; type: string; notnull: number; pk: number }[];
    expect(info.map((column) => `${column.name} ${column.type}${column.notnull || column.pk ? " NOT NULL" : ""}`).sort(), name).toEqual(
      columns,
    );
  }
});

test("orders carry at most three indexes besides their own order", () => {
  const indexes = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'orders' AND sql IS NOT NULL").all();
  expect(indexes.length).toBeLessThanOrEqual(3);
});
