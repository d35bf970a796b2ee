/** Who follows a ticket, in the ticket's own storage: whoever wrote in it, was named in it, or asked to. They hear of it as its assignee does.
 *  Whether they may still read it is asked wherever they are told. */
import { RareTable } from "./rare.ts";
import type { Person } from "./view.ts";

export class Followers {
  readonly #followers: RareTable;

  constructor(storage: DurableObjectStorage) {
    this.#followers = new RareTable(
      storage.sql,
      "CREATE TABLE IF NOT EXISTS follower (person_id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    );
  }

  all(): Person[] {
    return this.#followers.ask<{ id: string; name: string }>("SELECT person_id AS id, name FROM follower ORDER BY name, person_id");
  }

  add(...people: Person[]): void {
    for (const { id, name } of people)
      this.#followers.put(
        "INSERT INTO follower (person_id, name) VALUES (?, ?) ON CONFLICT (person_id) DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
        id,
        name,
      );
  }

  drop(personId: string): void {
    this.#followers.ask("DELETE FROM follower WHERE person_id = ?", personId);
  }
}
