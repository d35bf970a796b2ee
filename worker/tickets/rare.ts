/** Tables of a ticket's room that most tickets never need. To make a table is to write rows, in every room there is: so each is made with its
 *  first row, and reads as empty until then. */

/** Whether the room has the table: one restored from a backup comes without asking. */
export const isMade = (sql: SqlStorage, name: string) =>
  sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name).toArray().length > 0;

export class RareTable {
  readonly #sql: SqlStorage;
  readonly #name: string;
  readonly #creation: string;
  #isMade = false;

  /** `creation` makes the table where there is none. */
  constructor(sql: SqlStorage, creation: string) {
    this.#sql = sql;
    this.#name = /EXISTS (\w+)/.exec(creation)?.[1] ?? "";
    this.#creation = creation;
  }

  /** What a question answers, or what an update or a deletion returns: nothing where nothing was ever put. */
  ask<Row extends Record<string, SqlStorageValue>>(query: string, ...values: SqlStorageValue[]): Row[] {
    this.#isMade ||= isMade(this.#sql, this.#name);
    return this.#isMade ? this.#sql.exec<Row>(query, ...values).toArray() : [];
  }

  put(insertion: string, ...values: SqlStorageValue[]): void {
    if (!this.#isMade) this.#sql.exec(this.#creation);
    this.#isMade = true;
    this.#sql.exec(insertion, ...values);
  }
}
