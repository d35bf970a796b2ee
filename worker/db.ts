/** drizzle over D1: statements are written as `sql` templates, run in batches (the only atomic unit D1 has) and counted. Nothing here
 *  retries: a write whose answer was lost may have happened, and only the caller knows whether repeating it is safe. */
import type { SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

const dialect = new SQLiteSyncDialect();

/** A session whose first statement the primary answers (https://developers.cloudflare.com/d1/best-practices/read-replication/). */
export const PRIMARY = "first-primary";

/** D1's own account of what statements cost (https://developers.cloudflare.com/d1/platform/pricing/). */
export interface Meter {
  trips: number;
  rowsRead: number;
  rowsWritten: number;
  /** Of the whole database, when it was last asked. */
  bytes: number;
}

/** Given rows in place of a table's own: what the table is as a common table expression with one bound text, and that text. */
export interface Stand {
  table: string;
  as: string;
  rows: string;
}

export type Row = Record<string, unknown>;

export type Session = Pick<D1DatabaseSession, "prepare" | "batch" | "getBookmark">;

/** D1, or what stands before it. */
export interface Database {
  withSession(bookmark?: string): Session;
}

export class Db {
  readonly meter: Meter;
  readonly #d1: Database;
  readonly #carriesBookmark: boolean;
  readonly #stands: Stand[];
  #session: Session;

  /** With a bookmark any replica at least that new may answer; without one the primary answers every statement: a room may write between two of
   *  them, which the session of whoever called it knows nothing of. */
  constructor(d1: Database, bookmark?: string, stands: Stand[] = [], meter: Meter = { trips: 0, rowsRead: 0, rowsWritten: 0, bytes: 0 }) {
    this.#d1 = d1;
    this.#stands = stands;
    this.meter = meter;
    this.#carriesBookmark = bookmark !== undefined;
    this.#session = d1.withSession(bookmark ?? PRIMARY);
  }

  /** Where this has read or written to; a later one that carries it sees at least as much. */
  get bookmark(): string | null {
    return this.#session.getBookmark();
  }

  /** The same database, read as if these rows lay in their tables and nothing else did. A name of WITH goes before a table's. */
  over(stands: Stand[]): Db {
    return new Db(this.#d1, (this.#carriesBookmark && this.bookmark) || undefined, stands, this.meter);
  }

  #written(statement: SQL): { sql: string; params: unknown[] } {
    const { sql, params } = dialect.sqlToQuery(statement);
    const used = this.#stands.filter(({ table }) => new RegExp(`\\b${table}\\b`).test(sql));
    if (used.length === 0) return { sql, params };
    const rest = sql.startsWith("WITH ") ? `, ${sql.slice("WITH ".length)}` : ` ${sql}`;
    const tables = used.map(({ table }) => table).join();
    return {
      sql: `/* over ${tables} */ WITH ${used.map(({ as }) => as).join(", ")}${rest}`,
      params: [...used.map(({ rows }) => rows), ...params],
    };
  }

  /** Runs the statements in order as one transaction and one round trip; answers the rows of each. */
  async batch<T extends object[]>(statements: SQL[]): Promise<{ [K in keyof T]: T[K][] }> {
    if (!this.#carriesBookmark) this.#session = this.#d1.withSession(PRIMARY);
    const session = this.#session;
    const prepared = statements.map((statement) => {
      const { sql, params } = this.#written(statement);
      return session.prepare(sql).bind(...params);
    });
    const results = await session.batch<Row>(prepared);
    this.meter.trips += 1;
    for (const { meta } of results) {
      this.meter.rowsRead += meta.rows_read ?? 0;
      this.meter.rowsWritten += meta.rows_written ?? 0;
      this.meter.bytes = meta.size_after ?? this.meter.bytes;
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
