/** Who is at a ticket: those who have it on screen, and those who have begun an answer and are given some time for it, seen or not. It is
 *  told to the ticket's viewers and to the lists, and stops nobody: the guard of sending does. */
import type { Env } from "../env.ts";
import { RareTable } from "./rare.ts";
import { type Presence, readFrame, type Sockets } from "./sockets.ts";
import type { TicketStorage } from "./storage.ts";

/** Whoever has begun an answer is expected to go on with it for this long after the last word. */
const CLAIM_SECONDS = 90;

export class Attendance {
  readonly #claims: RareTable;
  readonly #env: Env;
  readonly #storage: TicketStorage;
  readonly #sockets: Sockets;

  constructor(ctx: DurableObjectState, env: Env, storage: TicketStorage, sockets: Sockets) {
    this.#claims = new RareTable(
      ctx.storage.sql,
      "CREATE TABLE IF NOT EXISTS claim (person_id TEXT PRIMARY KEY, name TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID",
    );
    this.#env = env;
    this.#storage = storage;
    this.#sockets = sockets;
  }

  /** What a page says of its person: typing, resting, or done with what was begun. Answers whether there is something new to tell. */
  hear(socket: WebSocket, message: string | ArrayBuffer, now: number): boolean {
    const frame = readFrame(message);
    const viewer = this.#sockets.viewerOf(socket);
    if (frame?.t !== "mode" || (frame.mode !== "viewing" && frame.mode !== "typing") || !viewer) return false;
    const { mode } = frame;
    const changes = viewer.mode !== mode;
    if (changes) this.#sockets.change(socket, { mode });
    if (frame.done === true) return this.release(viewer.personId) || changes;
    if (changes) this.#claim(viewer.personId, viewer.name, now);
    return changes;
  }

  #claim(personId: string, name: string, now: number): void {
    this.#claims.put(
      "INSERT INTO claim (person_id, name, until) VALUES (?, ?, ?) ON CONFLICT (person_id) DO UPDATE SET until = excluded.until",
      personId,
      name,
      now + CLAIM_SECONDS * 1000,
    );
    this.#schedule();
  }

  /** True where there was a claim to give up. */
  release(personId: string): boolean {
    const had = this.#claims.ask("DELETE FROM claim WHERE person_id = ? RETURNING 1", personId).length > 0;
    if (had) this.#schedule();
    return had;
  }

  expire(now: number): void {
    this.#claims.ask("DELETE FROM claim WHERE until <= ?", now);
    this.#schedule();
  }

  #schedule(): void {
    const [next] = this.#claims.ask<{ at: number | null }>("SELECT MIN(until) AS at FROM claim");
    this.#storage.schedule("claim", next?.at ?? null);
  }

  /** `except` is a socket that is just closing. */
  async tell(except?: WebSocket): Promise<void> {
    const head = this.#storage.read()?.head;
    if (!head) return;
    const people = this.#people(except);
    this.#sockets.send({ t: "present", people });
    await this.#env.MAILBOX.getByName("mailbox").look(head.id, head.storeId, people);
  }

  #people(except?: WebSocket): Presence[] {
    const people = new Map(this.#sockets.present(except).map((one) => [one.id, one]));
    for (const { person_id: id, name } of this.#claims.ask<{ person_id: string; name: string }>("SELECT person_id, name FROM claim")) {
      if (people.get(id)?.mode !== "typing") people.set(id, { id, name, mode: "answering" });
    }
    return [...people.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
