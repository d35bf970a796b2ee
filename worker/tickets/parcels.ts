/** Entries on their way from one ticket's storage into another's, whole: with the replies that wait among them, the order they arrived in, and
 *  what rules have not been told of. Synchronous, as the storage is. */
import { type Entry, messageIdOf } from "../timeline/entries.ts";
import type { Pending } from "../timeline/outbox.ts";
import type { TicketStorage } from "./storage.ts";

export interface Parcel {
  /** In the order they arrived. */
  entries: Entry[];
  pendings: Pending[];
  news: string[];
  /** What people have not been told of. */
  rings: string[];
}

const secondOf = (at: number) => Math.floor(at / 1000);

export class Parcels {
  readonly #sql: SqlStorage;
  readonly #storage: TicketStorage;

  constructor(storage: DurableObjectStorage, entries: TicketStorage) {
    this.#sql = storage.sql;
    this.#storage = entries;
  }

  pack(ids: string[]): Parcel {
    const entries = this.#sql
      .exec<{ body: string }>(
        `SELECT e.body FROM json_each(?) k CROSS JOIN entry e ON e.id = k.value LEFT JOIN arrival a ON a.entry_id = e.id
         ORDER BY IFNULL(a.number, 0), e.at, e.position`,
        JSON.stringify(ids),
      )
      .toArray()
      .map(({ body }) => JSON.parse(body) as Entry);
    const known = new Set(ids);
    return {
      entries,
      pendings: ids.flatMap((id) => this.#storage.pending(id) ?? []),
      news: this.#storage.news().flatMap(({ id }) => (known.has(id) ? [id] : [])),
      rings: this.#storage.untoldRings().flatMap(({ entryId }) => (known.has(entryId) ? [entryId] : [])),
    };
  }

  /** What came here stays known as having been here: arrivals keep their numbers, and a message that is handed again is not new. */
  drop(ids: string[]): void {
    const given = JSON.stringify(ids);
    const listed = "(SELECT value FROM json_each(?))";
    this.#storage.gone.put(
      `INSERT OR IGNORE INTO gone (message_id) SELECT message_id FROM entry WHERE id IN ${listed} AND message_id IS NOT NULL`,
      given,
    );
    this.#storage.pendings.ask(`DELETE FROM pending WHERE reply_id IN ${listed}`, given);
    this.#sql.exec(`DELETE FROM news WHERE entry_id IN ${listed}`, given);
    this.#storage.forgetRings(ids);
    this.#sql.exec(`DELETE FROM entry WHERE id IN ${listed}`, given);
  }

  put({ entries, pendings, news, rings }: Parcel): void {
    for (const entry of entries) {
      this.#storage.gone.ask("DELETE FROM gone WHERE message_id = ?", messageIdOf(entry) ?? "");
      this.#storage.putEntry(entry);
    }
    this.#storage.dropNews(entries.filter(({ id }) => !news.includes(id)));
    this.#storage.forgetRings(entries.flatMap(({ id }) => (rings.includes(id) ? [] : [id])));
    for (const pending of pendings) this.#storage.putPending(pending);
    this.#straighten();
  }

  /** Within one second TikTok's order holds; what stood finer in two tickets may contradict it in one. */
  #straighten(): void {
    const rows = this.#sql.exec<{ id: string; at: number }>(
      "SELECT id, at FROM entry WHERE message_id IS NOT NULL AND position > '00000000000000000000' ORDER BY position",
    );
    let before = 0;
    for (const { id, at } of rows.toArray()) {
      if (at < before && secondOf(at) === secondOf(before)) {
        const entry = this.#storage.entry(id);
        if (entry) this.#storage.putEntry({ ...entry, at: before });
      } else before = at;
    }
  }
}
