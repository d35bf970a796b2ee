/** The pictures a ticket's room has yet to bring in: written down with the messages that show them, fetched by the room's alarm, a few at a
 *  time, before TikTok's links end. One that cannot be had is let go; looking at it asks once more. */
import type { Kit } from "../env.ts";
import { keepPicture } from "../pictures/pictures.ts";
import type { HandedMessage } from "../timeline/timeline.ts";
import { RareTable } from "./rare.ts";
import type { TicketStorage } from "./storage.ts";

const PICTURES_PER_ALARM = 10;
const PICTURE_TRIES_MAX = 6;
const PICTURE_RETRY_FIRST_MS = 30_000;
const SHOWING = new Set(["IMAGE", "EMOTICONS"]);

interface Wanted extends Record<string, SqlStorageValue> {
  entry_id: string;
  tries: number;
  not_before: number;
}

export class Album {
  readonly #pictures: RareTable;
  readonly #storage: TicketStorage;

  constructor(storage: DurableObjectStorage, tickets: TicketStorage) {
    this.#pictures = new RareTable(
      storage.sql,
      "CREATE TABLE IF NOT EXISTS wanted_picture (entry_id TEXT PRIMARY KEY, tries INTEGER NOT NULL, not_before INTEGER NOT NULL) WITHOUT ROWID",
    );
    this.#storage = tickets;
  }

  /** In the same step as the messages themselves. */
  expect(messages: HandedMessage[], now: number): void {
    const showing = messages.filter(({ type, content, isVisible }) => isVisible && SHOWING.has(type) && typeof content.url === "string");
    this.expectAgain(
      showing.map(({ id }) => id),
      now,
    );
  }

  /** Which of these are still to be had. */
  wanted(ids: string[]): string[] {
    return ids.filter((id) => this.#pictures.ask("SELECT 1 FROM wanted_picture WHERE entry_id = ?", id).length > 0);
  }

  /** They came with entries of another ticket, before it had them. */
  expectAgain(ids: string[], now: number): void {
    for (const id of ids)
      this.#pictures.put("INSERT OR IGNORE INTO wanted_picture (entry_id, tries, not_before) VALUES (?, 0, ?)", id, now);
    if (ids.length > 0) this.#schedule();
  }

  async collect(kit: Kit, storeId: string): Promise<void> {
    const due = this.#pictures.ask<Wanted>(
      "SELECT * FROM wanted_picture WHERE not_before <= ? ORDER BY not_before LIMIT ?",
      kit.now(),
      PICTURES_PER_ALARM,
    );
    for (const { entry_id: id, tries } of due) {
      const entry = this.#storage.entry(id);
      const became = entry?.kind === "message" ? await keepPicture(kit, storeId, id, entry.content.url) : "gone";
      if (became === "later" && tries + 1 < PICTURE_TRIES_MAX) {
        const notBefore = kit.now() + PICTURE_RETRY_FIRST_MS * 2 ** tries;
        this.#pictures.ask("UPDATE wanted_picture SET tries = tries + 1, not_before = ? WHERE entry_id = ?", notBefore, id);
      } else this.#pictures.ask("DELETE FROM wanted_picture WHERE entry_id = ?", id);
    }
    this.#schedule();
  }

  #schedule(): void {
    const [next] = this.#pictures.ask<{ at: number | null }>("SELECT MIN(not_before) AS at FROM wanted_picture");
    this.#storage.schedule("pictures", next?.at ?? null);
  }
}
