// One SQLite database as Cloudflare runs it: its limits, its refusals, its words, virtual time and seeded
// chance inside SQL. Values go in and come out as SQLite has them; D1 and objects shape them further.
import { constants, DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { inCloudflareWords } from "./failure.ts";
import { registerFunctions, type Source } from "./functions.ts";
import { judge, LIMITS } from "./rules.ts";
import { type Statement, statementsIn } from "./scan.ts";

const STATEMENTS_KEPT_MAX = 400;

export type Cell = SQLOutputValue;

export interface Outcome {
  columns: string[];
  rows: Cell[][];
}

/** As much of node:sqlite's DatabaseSync as a check wants. */
export interface Inspector {
  exec(sql: string): void;
  prepare(sql: string): {
    all(...values: SQLInputValue[]): Record<string, Cell>[];
    get(...values: SQLInputValue[]): Record<string, Cell> | undefined;
  };
}

interface Prepared {
  statement: StatementSync;
  columns: string[];
}

export interface ConnectionOptions extends Source {
  image?: Uint8Array;
}

/** Whether SQLite's authorizer lets everything pass, and what it refused last. */
interface Judgement {
  trusted: boolean;
  refusal: string | null;
}

/** Nobody closes a world that is over: its databases close when nothing leads to them any more. */
const forgotten = new FinalizationRegistry<DatabaseSync>((database) => database.close());

export class Connection {
  private readonly database: DatabaseSync;
  private readonly prepared = new Map<string, Prepared>();
  // Apart, because a statement once allowed is never judged again.
  private readonly preparedOwn = new Map<string, Prepared>();
  private readonly counters: StatementSync;
  /** What SQLite calls back holds this alone: a connection that its own database held could never be forgotten. */
  private readonly judgement: Judgement = { trusted: true, refusal: null };
  private readonly source: Source;

  constructor({ now, chance, image }: ConnectionOptions) {
    this.database = new DatabaseSync(":memory:", { limits: LIMITS, enableDoubleQuotedStringLiterals: true });
    if (image) this.database.deserialize(image);
    this.source = { now, chance };
    registerFunctions(this.database, new WeakRef(this.source));
    this.counters = this.database.prepare("select total_changes() as changes, last_insert_rowid() as row");
    // A rowid may be any 64-bit integer.
    this.counters.setReadBigInts(true);
    authorize(this.database, this.judgement);
    this.judgement.trusted = false;
    forgotten.register(this, this.database, this);
  }

  /** Runs every statement of the text; the last one takes the values and answers. */
  run(sql: string, values: SQLInputValue[]): Outcome {
    const statements = statementsIn(sql);
    const last = statements.at(-1);
    if (!last) throw new Error("SQL code did not contain a statement.");
    for (const statement of statements.slice(0, -1)) this.runOne(statement, []);
    return this.runOne(last, values);
  }

  /** Changes since the database was opened, triggers and cascades among them, and the last rowid made. */
  count(): { changes: number; row: number } {
    const counted = this.trust(() => this.counters.get() as { changes: bigint; row: bigint });
    return { changes: Number(counted.changes), row: Number(counted.row) };
  }

  /** The platform's own statements, which none of the rules bind. */
  own(sql: string, ...values: SQLInputValue[]): Cell[][] {
    return this.trust(() => this.fetch(this.prepare(sql, this.preparedOwn), values, false));
  }

  /** Past the rules, for checks and for a test's own tables. */
  get inspector(): Inspector {
    const { database } = this;
    return {
      exec: (sql) => {
        this.trust(() => database.exec(sql));
        this.prepared.clear();
      },
      prepare: (sql) => {
        const statement = this.trust(() => database.prepare(sql));
        return {
          all: (...values) => this.trust(() => statement.all(...values)),
          get: (...values) => this.trust(() => statement.get(...values)),
        };
      },
    };
  }

  get isInTransaction(): boolean {
    return this.database.isTransaction;
  }

  image(): Uint8Array {
    return this.trust(() => this.database.serialize());
  }

  close(): void {
    if (!this.database.isOpen) return;
    forgotten.unregister(this);
    this.prepared.clear();
    this.database.close();
  }

  /** SQLite judges again whenever the schema changes, so running needs the trust as much as preparing did. */
  private trust<T>(act: () => T): T {
    const before = this.judgement.trusted;
    this.judgement.trusted = true;
    try {
      return act();
    } finally {
      this.judgement.trusted = before;
    }
  }

  private runOne(statement: Statement, values: SQLInputValue[]): Outcome {
    this.judgement.refusal = null;
    if (statement.text.length > LIMITS.sqlLength) throw new Error("statement too long: SQLITE_TOOBIG");
    try {
      const prepared = this.prepare(statement.text);
      if (values.length !== statement.parameters) throw new Error("Wrong number of parameter bindings for SQL query.");
      const rows = this.fetch(prepared, values, !statement.readsOnly);
      // What a statement of definition did may change the columns of every other.
      if (isDefinition(statement)) this.prepared.clear();
      return { columns: prepared.columns, rows };
    } catch (error) {
      throw this.judgement.refusal ? new Error(this.judgement.refusal) : inCloudflareWords(error);
    }
  }

  private fetch({ statement, columns }: Prepared, values: SQLInputValue[], changes: boolean): Cell[][] {
    if (columns.length === 0) {
      statement.run(...values);
      return [];
    }
    if (!changes) {
      try {
        return statement.all(...values) as unknown as Cell[][];
      } catch (error) {
        if (!isTooLarge(error)) throw error;
      }
    }
    return this.fetchLarge(statement, values);
  }

  /** With integers past 2^53, which come out rounded as everywhere in JavaScript. */
  private fetchLarge(statement: StatementSync, values: SQLInputValue[]): Cell[][] {
    statement.setReadBigInts(true);
    try {
      const rows = statement.all(...values) as unknown as Cell[][];
      return rows.map((row) => row.map((cell) => (typeof cell === "bigint" ? Number(cell) : cell)));
    } finally {
      statement.setReadBigInts(false);
    }
  }

  private prepare(sql: string, known = this.prepared): Prepared {
    const found = known.get(sql);
    if (found) return found;
    const statement = this.database.prepare(sql);
    statement.setReturnArrays(true);
    const prepared = { statement, columns: statement.columns().map(({ name }) => name) };
    if (known.size >= STATEMENTS_KEPT_MAX) known.clear();
    known.set(sql, prepared);
    return prepared;
  }
}

function authorize(database: DatabaseSync, judgement: Judgement): void {
  database.setAuthorizer((action, first, second) =>
    judgement.trusted
      ? constants.SQLITE_OK
      : judge(action, first, second, (words) => {
          judgement.refusal = words;
        }),
  );
}

const DATA_VERBS = new Set(["SELECT", "VALUES", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE", "EXPLAIN"]);

export function isDefinition({ verb }: Statement): boolean {
  return !DATA_VERBS.has(verb);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_OUT_OF_RANGE";
}
