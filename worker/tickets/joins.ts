/** What a ticket remembers of those that became part of it: what came with each and what it was before, so that a merge can be taken apart as
 *  long as nothing has happened that belongs to both. And which hand-overs it has taken. */
import { type Can, cannot } from "../team/rights.ts";
import type { TicketFacts } from "../timeline/timeline.ts";
import { refuseOvertaken } from "./leaving.ts";
import { RareTable } from "./rare.ts";
import type { TicketHead, TicketStorage } from "./storage.ts";
import type { JoinedView } from "./view.ts";

/** The ticket is part of another: it has no entries of its own any more, and its name leads there. */
export interface Merged {
  /** Names the merge. */
  id: string;
  into: string;
  /** Messages of the conversation went here, and go there now. */
  wasCurrent: boolean;
  /** What it was, for whoever undoes it. */
  before: TicketFacts;
  /** Undone; kept until D1 has been told. */
  isOver: boolean;
}

export interface Joined {
  id: string;
  from: TicketHead;
  number: number;
  ids: string[];
  before: TicketFacts;
  after: TicketFacts;
  /** The newest arrival with them. */
  newest: number;
  /** How many arrivals stood here with them; absent from what an older version of the desk wrote down. */
  said?: number;
}

/** Whoever is given the ticket, and which orders it is about, may change without anything new having been said. */
const SAID = [
  "state",
  "waitingSince",
  "mailSince",
  "lastAt",
  "questionIndex",
  "answeredIndex",
  "firstReplyAt",
] as const satisfies (keyof TicketFacts)[];

export class Joins {
  readonly #sql: SqlStorage;
  readonly #taken: RareTable;
  readonly #storage: TicketStorage;

  constructor(storage: DurableObjectStorage, entries: TicketStorage) {
    this.#sql = storage.sql;
    this.#storage = entries;
    this.#taken = new RareTable(storage.sql, "CREATE TABLE IF NOT EXISTS taken (id TEXT PRIMARY KEY, joined TEXT) WITHOUT ROWID");
  }

  hasTaken(id: string): boolean {
    return this.#taken.ask("SELECT 1 FROM taken WHERE id = ?", id).length > 0;
  }

  remember(id: string, joined: Joined | null): void {
    const body = joined && JSON.stringify({ ...joined, newest: this.#storage.newestArrival(), said: this.#countSaid() });
    this.#taken.put("INSERT OR REPLACE INTO taken (id, joined) VALUES (?, ?)", id, body);
  }

  find(id: string): Joined | null {
    const [row] = this.#taken.ask<{ joined: string | null }>("SELECT joined FROM taken WHERE id = ?", id);
    return row?.joined ? (JSON.parse(row.joined) as Joined) : null;
  }

  all(facts: TicketFacts): JoinedView[] {
    return this.#taken
      .ask<{ joined: string }>("SELECT joined FROM taken WHERE joined IS NOT NULL")
      .map(({ joined }) => this.judge(facts, JSON.parse(joined) as Joined));
  }

  judge(facts: TicketFacts, joined: Joined): JoinedView {
    return { id: joined.id, number: joined.number, undo: this.#mayUndo(facts, joined) };
  }

  #countSaid(): number {
    return this.#sql.exec<{ said: number }>("SELECT COUNT(*) AS said FROM arrival a CROSS JOIN entry e ON e.id = a.entry_id").one().said;
  }

  #mayUndo(facts: TicketFacts, { after, newest, said }: Joined): Can {
    if (this.#storage.newestArrival() !== newest) return cannot("arrived-since-merge");
    if (this.#storage.openReplies().length > 0) return cannot("reply-under-way");
    // What has gone on to a third ticket cannot go back, and what waited with it waits there.
    if (said !== undefined && said !== this.#countSaid()) return cannot("changed-since-merge");
    return SAID.every((name) => facts[name] === after[name]) ? { ok: true } : cannot("changed-since-merge");
  }

  /** The ticket without what is part of it no longer; who has it by now, what was linked to it and how it was labelled since, stays. */
  undo(facts: TicketFacts, { id, before, after }: Joined): TicketFacts {
    this.remember(id, null);
    const linked = facts.orders.filter((order) => !after.orders.includes(order));
    const keptTags = before.tags.filter((tag) => facts.tags.includes(tag) || !after.tags.includes(tag));
    const newTags = facts.tags.filter((tag) => !after.tags.includes(tag) && !keptTags.includes(tag));
    return {
      ...before,
      orders: [...before.orders, ...linked],
      tags: [...keptTags, ...newTags],
      priority: facts.priority === after.priority ? before.priority : facts.priority,
      assigneeId: facts.assigneeId,
      teamId: facts.teamId,
      heard: facts.heard,
      touched: true,
    };
  }

  /** Replies that wait were written by somebody who had seen what was there: whoever joins two tickets has seen both. */
  putIn(put: () => void): void {
    const isGood = ({ reply }: { reply: { by: string; hold?: { seen: number } } }) =>
      reply.hold !== undefined && refuseOvertaken(this.#storage, reply.by, reply.hold.seen) === null;
    const own = this.#storage.heldReplies().filter(isGood);
    const before = new Set(this.#storage.heldReplies().map(({ reply }) => reply.id));
    put();
    const come = this.#storage.heldReplies().filter(({ reply }) => !before.has(reply.id));
    const seen = this.#storage.newestArrival();
    for (const { reply } of [...own, ...come]) if (reply.hold) this.#storage.putEntry({ ...reply, hold: { ...reply.hold, seen } });
  }
}
