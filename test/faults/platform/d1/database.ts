// The D1 binding: prepare, bind, first, all, run, raw, batch, exec and sessions, answering in the shapes of
// Cloudflare's own client (https://developers.cloudflare.com/d1/worker-api/).
import type { SQLInputValue } from "node:sqlite";
import { bookmarkOf, type Cluster, freshnessOf } from "./cluster.ts";
import { d1Error } from "./failures.ts";
import type { Answer, Meta } from "./primary.ts";
import { bindable, type D1Cell, rowOf } from "./values.ts";

type Row = Record<string, D1Cell>;

export interface Result {
  success: true;
  meta: Meta;
  results: Row[];
}

/** What a statement is sent through: the database always at its primary, or a session. */
interface Route {
  send(queries: { sql: string; params: SQLInputValue[] }[]): Promise<Answer[]>;
}

export class D1 {
  private readonly cluster: Cluster;
  private readonly route: Route;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.route = { send: async (queries) => (await cluster.call(queries, "first-primary")).answers };
  }

  prepare(sql: string): D1Statement {
    return new D1Statement(this.route, sql);
  }

  async batch(statements: D1Statement[]): Promise<Result[]> {
    return (await this.route.send(statements)).map(resultOf);
  }

  /** Each line is a statement, all of them one transaction. */
  async exec(text: string): Promise<{ count: number; duration: number }> {
    const lines = text.trim().split("\n");
    try {
      const { answers } = await this.cluster.call(
        lines.map((sql) => ({ sql, params: [] })),
        "first-primary",
        "LINE",
      );
      return { count: answers.length, duration: 0 };
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      // Cloudflare's client always blames the first line.
      throw words.startsWith("LINE: ") ? d1Error(`Error in line 1: ${lines[0]}: ${words.slice(6)}`, "D1_EXEC_ERROR") : error;
    }
  }

  withSession(constraintOrBookmark?: string | null): D1Session {
    return new D1Session(this.cluster, constraintOrBookmark?.trim() || "first-unconstrained");
  }
}

class D1Session {
  private readonly cluster: Cluster;
  private bookmark: string;

  constructor(cluster: Cluster, bookmark: string) {
    this.cluster = cluster;
    this.bookmark = bookmark;
  }

  prepare(sql: string): D1Statement {
    return new D1Statement(this, sql);
  }

  async batch(statements: D1Statement[]): Promise<Result[]> {
    return (await this.send(statements)).map(resultOf);
  }

  getBookmark(): string | null {
    return this.bookmark.startsWith("first-") ? null : this.bookmark;
  }

  async send(queries: { sql: string; params: SQLInputValue[] }[]): Promise<Answer[]> {
    const { answers, version } = await this.cluster.call(queries, freshnessOf(this.bookmark));
    const bookmark = bookmarkOf(version);
    if (this.getBookmark() === null || this.bookmark < bookmark) this.bookmark = bookmark;
    return answers;
  }
}

class D1Statement {
  readonly sql: string;
  readonly params: SQLInputValue[];
  private readonly route: Route;

  constructor(route: Route, sql: string, params: SQLInputValue[] = []) {
    this.route = route;
    this.sql = sql;
    this.params = params;
  }

  bind(...values: unknown[]): D1Statement {
    return new D1Statement(this.route, this.sql, values.map(bindable));
  }

  async first(column?: string): Promise<Row | D1Cell> {
    const row = (await this.all()).results[0];
    if (!row) return null;
    if (column === undefined) return row;
    const cell = row[column];
    if (cell === undefined) {
      throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${column})`, { cause: new Error("Column not found") });
    }
    return cell;
  }

  async all(): Promise<Result> {
    return resultOf(await this.ask());
  }

  async run(): Promise<Result> {
    return this.all();
  }

  async raw(options?: { columnNames?: boolean }): Promise<D1Cell[][]> {
    const { columns, rows } = await this.ask();
    return options?.columnNames ? [columns, ...rows] : rows;
  }

  private async ask(): Promise<Answer> {
    const [answer] = await this.route.send([this]);
    if (!answer) throw d1Error("No answer to the statement.");
    return answer;
  }
}

function resultOf({ columns, rows, meta }: Answer): Result {
  return { success: true, meta, results: rows.map((cells) => rowOf(columns, cells)) };
}
