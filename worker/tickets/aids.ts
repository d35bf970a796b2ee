/** What machine help has made of a ticket as a whole, beside its entries under a name; what it says is whoever's who made it. What is erased stays so. */
import { ERASED } from "./forgetting.ts";
import { keepMade, type Made } from "./made.ts";
import { RareTable } from "./rare.ts";
import type { TicketStorage } from "./storage.ts";

export interface Aid {
  name: string;
  /** JSON of whoever keeps it. */
  body: string;
}

/** `of`: the message, or the newest one an aid was made from. */
export type AidErrand = { of: string; made: Made } | (Aid & { of: string | null });

/** Of one ticket: languages, what was suggested, what was waved away. */
const AIDS_MAX = 100;

export class Aids {
  readonly #aids: RareTable;
  readonly #ticket: TicketStorage;

  constructor(storage: DurableObjectStorage, ticket: TicketStorage) {
    this.#aids = new RareTable(storage.sql, "CREATE TABLE IF NOT EXISTS aid (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID");
    this.#ticket = ticket;
  }

  do(errand: AidErrand | null): Aid[] {
    if (errand && "made" in errand) keepMade(this.#ticket, errand.of, errand.made);
    else if (errand && !this.#isGone(errand.of)) this.#keep(errand);
    return this.all();
  }

  #keep({ name, body }: Aid): void {
    this.#aids.put("INSERT INTO aid (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body", name, body);
  }

  all(): Aid[] {
    return this.#aids.ask<Aid & Record<string, string>>("SELECT name, body FROM aid LIMIT ?", AIDS_MAX);
  }

  /** Erased while a model was asked about it, or in another ticket by now. */
  #isGone(id: string | null): boolean {
    if (id === null) return false;
    const entry = this.#ticket.entry(id);
    if (entry?.kind === "email") return entry.subject === "" && entry.text === "";
    return entry === null || (entry.kind === "message" && entry.type === ERASED);
  }
}
