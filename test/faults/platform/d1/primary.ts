// The database itself: runs one call (a statement, or a batch as one transaction) at one moment. Rows read
// and written are rough here; real counts come from workerd only.
import type { SQLInputValue } from "node:sqlite";
import { type Connection, isDefinition } from "../sqlite/connection.ts";
import { statementsIn } from "../sqlite/scan.ts";
import { type D1Cell, readable } from "./values.ts";

export interface Query {
  sql: string;
  params: SQLInputValue[];
}

export interface Meta {
  served_by: string;
  served_by_primary: boolean;
  total_attempts: number;
  timings: { sql_duration_ms: number };
  duration: number;
  changes: number;
  last_row_id: number;
  changed_db: boolean;
  size_after: number;
  rows_read: number;
  rows_written: number;
}

export interface Answer {
  columns: string[];
  rows: D1Cell[][];
  meta: Meta;
}

// A deferred constraint broken at the end of a transaction breaks the database's own process in production.
const BROKEN_COMMIT = "internal error; reference = commit";

export class Primary {
  readonly connection: Connection;
  private size = 0;
  private last = { changes: 0, row: 0 };

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** All of the queries, or none of them. */
  run(queries: Query[]): Answer[] {
    const asked = queries.filter(({ sql }) => sql.replace(/^\s+--.*/gm, "").trim().length > 0);
    if (asked.length === 0) throw new Error("No SQL statements detected.");
    const [only] = asked;
    const answers =
      only && asked.length === 1 && isSingle(only.sql) ? [this.ask(only)] : this.together(() => asked.map((query) => this.ask(query)));
    if (answers.some(({ meta }) => meta.changed_db)) this.size = this.measure();
    for (const { meta } of answers) meta.size_after = this.size;
    return answers;
  }

  private together<T>(act: () => T): T {
    const { connection } = this;
    connection.own("BEGIN");
    try {
      const answer = act();
      this.commit();
      return answer;
    } catch (error) {
      if (connection.isInTransaction) connection.own("ROLLBACK");
      throw error;
    }
  }

  private commit(): void {
    try {
      this.connection.own("COMMIT");
    } catch {
      throw new BrokenCommit(BROKEN_COMMIT);
    }
  }

  private ask({ sql, params }: Query): Answer {
    const statements = statementsIn(sql);
    const { connection } = this;
    // Half of all there is to ask changes nothing, and need not be counted.
    const counts = statements.some(({ readsOnly }) => !readsOnly);
    const before = counts ? connection.count() : this.last;
    const { columns, rows } = connection.run(sql, params);
    const after = counts ? connection.count() : before;
    this.last = after;
    const changes = after.changes - before.changes;
    const changed = changes !== 0 || after.row !== before.row || statements.some((one) => isDefinition(one) && one.verb !== "PRAGMA");
    const meta: Meta = {
      served_by: "primary",
      served_by_primary: true,
      total_attempts: 1,
      timings: { sql_duration_ms: 0 },
      duration: 0,
      changes,
      last_row_id: after.row,
      changed_db: changed,
      size_after: 0,
      rows_read: rows.length,
      rows_written: changes,
    };
    return { columns, rows: rows.map((row) => row.map(readable)), meta };
  }

  private measure(): number {
    const [pages] = this.connection.own("select page_count * page_size from pragma_page_count, pragma_page_size");
    return Number(pages?.[0] ?? 0);
  }
}

/** Said without D1's usual prefix. */
export class BrokenCommit extends Error {
  override name = "Error";
}

/** One statement of data needs no transaction around it; a pragma must not outlive its own. */
function isSingle(sql: string): boolean {
  const statements = statementsIn(sql);
  return statements.length === 1 && statements.every((statement) => !isDefinition(statement));
}
