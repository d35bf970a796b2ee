/** drizzle over D1: statements are written as `sql` templates, run in batches (the only atomic unit D1 has) and counted. Nothing here
 *  retries: a write whose answer was lost may have happened, and only the caller knows whether repeating it is safe. */
import type { SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

const dialect = new SQLiteSyncDialect();

/** D1's own account of what statements cost (https://developers.cloudflare.com/d1/platform/pricing/). */
export interface Meter {
  trips: number;
  rowsRead: number;
  rowsWritten: number;
}

export type Row = Record<string, unknown>;

export class Db {
  readonly meter: Meter = { trips: 0, rowsRead: 0, rowsWritten: 0 };
  readonly #session: D1DatabaseSession;

  /** With a bookmark any replica at least that new may answer; without one the first statement goes to the primary. */
  constructor(d1: D1Database, bookmark?: string) {
    this.#session = d1.withSession(bookmark ?? "first-primary");
  }

  /** Where this session has read or written to; a later session that carries it sees at least as much. */
  get bookmark(): string | null {
    return this.#session.getBookmark();
  }

  /** Runs the statements in order as one transaction and one round trip; answers the rows of each. */
  async batch<T extends object[]>(statements: SQL[]): Promise<{ [K in keyof T]: T[K][] }> {
    const prepared = statements.map((statement) => {
      const { sql, params } = dialect.sqlToQuery(statement);
      return this.#session.prepare(sql).bind(...params);
    });
    const results = await this.#session.batch<Row>(prepared);
    this.meter.trips += 1;
    for (const { meta } of results) {
      this.meter.rowsRead += meta.rows_read ?? 0;
      this.meter.rowsWritten += meta.rows_written ?? 0;
    }
    return results.map((result) => result.results) as { [K in keyof T]: T[K][] };
  }

  async all<T extends object>(statement: SQL): Promise<T[]> {
    const [rows] = await this.batch<[T]>([statement]);
    return rows;
  }

  async first<T extends object>(statement: SQL): Promise<T | null> {
    return (await this.all<T>(statement))[0] ?? null;
  }

  async run(...statements: SQL[]): Promise<void> {
    if (statements.length > 0) await this.batch(statements);
  }
}
