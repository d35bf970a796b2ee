// Our own SQL run by Node's SQLite on the real schema: for rules that live in statements. Counts of rows come from workerd, never from here.
import { readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { migrationNames } from "../../scripts/workerd.ts";

const dialect = new SQLiteSyncDialect();
const migrations = path.resolve(import.meta.dirname, "../../migrations");

export function openSchema(): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  for (const name of migrationNames()) database.exec(readFileSync(path.join(migrations, name), "utf8"));
  return database;
}

export function run<T = Record<string, unknown>>(database: DatabaseSync, statement: SQL): T[] {
  const { sql, params } = dialect.sqlToQuery(statement);
  return database.prepare(sql).all(...(params as (string | number | null)[])) as T[];
}
