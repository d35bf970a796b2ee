// Our own SQL run by Node's SQLite on the real schema: for rules that live in statements. Counts of rows come from workerd, never from here.
import { readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { migrationNames } from "../../scripts/workerd.ts";
import { type Database, Db } from "../../worker/db.ts";

const dialect = new SQLiteSyncDialect();
const migrations = path.resolve(import.meta.dirname, "../../migrations");

export const openEmpty = () => new DatabaseSync(":memory:");

export function openSchema(): DatabaseSync {
  const database = openEmpty();
  for (const name of migrationNames()) database.exec(readFileSync(path.join(migrations, name), "utf8"));
  return database;
}

export function run<T = Record<string, unknown>>(database: DatabaseSync, statement: SQL): T[] {
  const { sql, params } = dialect.sqlToQuery(statement);
  return database.prepare(sql).all(...(params as (string | number | null)[])) as T[];
}

/** The same schema behind the Worker's own handle: a batch is one transaction, and bookmarks mean nothing. */
export function openDb(database: DatabaseSync): Db {
  const known = new Map<string, StatementSync>();
  const statementOf = (text: string) => {
    const found = known.get(text) ?? database.prepare(text);
    known.set(text, found);
    return found;
  };
  const prepare = (text: string) => ({
    bind: (...values: (string | number | null)[]) => ({ text, values }),
  });
  const batch = async (statements: { text: string; values: (string | number | null)[] }[]) => {
    database.exec("BEGIN");
    try {
      const results = statements.map(({ text, values }) => ({ results: statementOf(text).all(...values), meta: {} }));
      database.exec("COMMIT");
      return results;
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  };
  return new Db({ withSession: () => ({ prepare, batch, getBookmark: () => null }) } as unknown as Database);
}
