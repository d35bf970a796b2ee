// The cursor `ctx.storage.sql.exec` answers with. The statement has run when it is made; the rows only wait
// to be taken.
import type { Cell, Outcome } from "../sqlite/connection.ts";

export type SqlValue = ArrayBuffer | string | number | null;
type Row = Record<string, SqlValue>;

export class Cursor implements IterableIterator<Row> {
  readonly columnNames: string[];
  readonly rowsRead: number;
  readonly rowsWritten: number;
  private readonly cells: Cell[][];
  private taken = 0;

  constructor({ columns, rows }: Outcome, rowsWritten: number) {
    this.columnNames = columns;
    this.cells = rows;
    this.rowsRead = rows.length;
    this.rowsWritten = rowsWritten;
  }

  next(): IteratorResult<Row, undefined> {
    const cells = this.cells[this.taken];
    if (!cells) return { done: true, value: undefined };
    this.taken += 1;
    return { done: false, value: this.rowOf(cells) };
  }

  [Symbol.iterator](): this {
    return this;
  }

  toArray(): Row[] {
    return [...this];
  }

  one(): Row {
    const { value } = this.next();
    if (!value) throw new Error("Expected exactly one result from SQL query, but got no results.");
    if (!this.next().done) throw new Error("Expected exactly one result from SQL query, but got multiple results.");
    return value;
  }

  *raw(): IterableIterator<SqlValue[]> {
    for (let cells = this.cells[this.taken]; cells; cells = this.cells[this.taken]) {
      this.taken += 1;
      yield cells.map(sqlValueOf);
    }
  }

  private rowOf(cells: Cell[]): Row {
    const row: Row = {};
    for (let i = 0; i < this.columnNames.length; i += 1) row[this.columnNames[i] as string] = sqlValueOf(cells[i] as Cell);
    return row;
  }
}

function sqlValueOf(cell: Cell): SqlValue {
  if (cell instanceof Uint8Array) return cell.slice().buffer as ArrayBuffer;
  return typeof cell === "bigint" ? Number(cell) : cell;
}
