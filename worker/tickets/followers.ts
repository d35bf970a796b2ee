/** Who follows a ticket, in the ticket's own storage: whoever wrote in it, was named in it, or asked to. They hear of it as its assignee does.
 *  Whether they may still read it is asked wherever they are told. */
import type { Person } from "./view.ts";

export class Followers {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    this.#sql.exec("CREATE TABLE IF NOT EXISTS follower (person_id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID");
  }

  all(): Person[] {
    return this.#sql.exec<{ id: string; name: string }>("SELECT person_id AS id, name FROM follower ORDER BY name, person_id").toArray();
  }

  add(...people: Person[]): void {
    for (const { id, name } of people)
      this.#sql.exec(
        "INSERT INTO follower (person_id, name) VALUES (?, ?) ON CONFLICT (person_id) DO UPDATE SET name = excluded.name",
        id,
        name,
      );
  }

  drop(personId: string): void {
    this.#sql.exec("DELETE FROM follower WHERE person_id = ?", personId);
  }
}
