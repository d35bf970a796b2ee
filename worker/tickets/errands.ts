/** What a ticket's room has to do at an hour, by name. One that is put off to the very hour it has writes nothing. */

/** claim: somebody's time for an answer is over · pictures: what the buyer sent is fetched before its link ends.
 *  hand: entries are on their way to another ticket · snooze: the ticket wakes · mail: an e-mail is to go on · sla: a promise is nearly or
 *  just broken · unsent: a reply the ticket was ended with has not left. */
export type Errand = "snooze" | "unsent" | "sla" | "mail" | "claim" | "pictures" | "hand";

/** Among the errands an older version of the desk wrote down; when D1 is told stands with the facts now. */
const FORMER = "project";

export class Errands {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    this.#sql.exec("CREATE TABLE IF NOT EXISTS errand (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID");
  }

  schedule(name: Errand, at: number | null): void {
    if (at === null) this.#sql.exec("DELETE FROM errand WHERE name = ?", name);
    else
      this.#sql.exec(
        "INSERT INTO errand (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at WHERE at <> excluded.at",
        name,
        at,
      );
  }

  isDue(name: Errand, now: number): boolean {
    return this.#sql.exec("SELECT 1 FROM errand WHERE name = ? AND at <= ?", name, now).toArray().length > 0;
  }

  /** When the first is due, of all of them or of one name. */
  nextAt(name?: Errand): number | null {
    const of = name ? "name = ?" : "name <> ?";
    return this.#sql.exec<{ at: number | null }>(`SELECT MIN(at) AS at FROM errand WHERE ${of}`, name ?? FORMER).one().at;
  }

  nextDutyAt(): number | null {
    return this.#sql
      .exec<{ at: number | null }>("SELECT MIN(at) AS at FROM errand WHERE name NOT IN (?, 'claim', 'pictures')", FORMER)
      .one().at;
  }

  formerTellAt(): number | null {
    return this.#sql.exec<{ at: number }>("SELECT at FROM errand WHERE name = ?", FORMER).toArray()[0]?.at ?? null;
  }
}
