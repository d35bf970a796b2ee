/** What in a ticket's timeline is told to people: which entries ring, and for whom. An entry rings once for each thing that becomes of it; its
 *  number grows, so that D1 counts what it has not counted yet however often it is told. Nobody is told of what they did themselves. */
import type { Notice } from "../notifications/write.ts";
import type { Kind } from "../team/telling.ts";
import { type Entry, type EventEntry, isByRule, partOf } from "./entries.ts";
import type { TicketFacts } from "./timeline.ts";

/** Whom a ticket concerns. */
export interface Concerned {
  assigneeId: TicketFacts["assigneeId"];
  state: TicketFacts["state"];
  /** Ids of people. */
  followers: string[];
}

interface Ring {
  kind: Kind;
  people: string[];
  by: string | null;
}

const TROUBLED: readonly string[] = ["failed", "unconfirmed", "returned"];

/** What makes an entry ring, by name; null where it does not. A reply that fails again rings again. */
export function causeOf(entry: Entry): string | null {
  switch (entry.kind) {
    case "message":
      return entry.type !== "HIDDEN" && partOf(entry) === "question" ? "said" : null;
    case "reply":
      return TROUBLED.includes(entry.state) ? `${entry.state}:${entry.triedAt ?? 0}` : null;
    case "note":
      return (entry.told ?? []).length > 0 ? "mentions" : null;
    case "email":
      if (entry.dispatch) return TROUBLED.includes(entry.dispatch.state) ? `${entry.dispatch.state}:${entry.dispatch.attempts}` : null;
      return entry.nature === "letter" ? "said" : null;
    case "event":
      return isAssignment(entry) || entry.name.startsWith("clock-") || isSnoozeOver(entry) ? entry.name : null;
  }
}

/** By a person, or because it was somebody's turn. */
const isAssignment = (entry: EventEntry) => entry.name === "assigned" || entry.name === "dealt";

/** Woken by the clock; a buyer who wakes a ticket is told of as one who wrote. */
const isSnoozeOver = (entry: EventEntry) => entry.name === "woke" && entry.facts.over === 1;

function ringOf(entry: Entry, { assigneeId, followers }: Concerned): Ring | null {
  const all = [...new Set([assigneeId, ...followers])];
  switch (entry.kind) {
    case "message":
      return { kind: "buyer-wrote", people: all, by: null };
    case "reply":
      return { kind: "reply-failed", people: [isByRule(entry.by) ? assigneeId : entry.by], by: null };
    case "note":
      return { kind: "mentioned", people: (entry.told ?? []).filter((one) => one !== entry.by), by: entry.byName };
    case "email":
      return entry.dispatch
        ? { kind: "reply-failed", people: [entry.dispatch.by], by: null }
        : { kind: "buyer-wrote", people: all, by: entry.from.name || entry.from.address };
    case "event":
      if (isAssignment(entry))
        return { kind: "assigned", people: [String(entry.facts.toId ?? "")].filter((one) => one !== entry.by), by: entry.byName };
      if (entry.name === "clock-warned" || entry.name === "clock-late") return { kind: entry.name, people: [assigneeId], by: null };
      return { kind: "snooze-over", people: all, by: null };
  }
}

/** A ring's notice; null where it concerns nobody, or is over by now. */
export function noticeOf(number: number, entry: Entry, concerned: Concerned): Notice | null {
  const cause = causeOf(entry);
  // Nobody waits for what is spam.
  const ring = cause === null || (cause === "said" && concerned.state === "spam") ? null : ringOf(entry, concerned);
  const people = ring?.people.filter((one) => one !== "") ?? [];
  return ring && people.length > 0 ? { number, entryId: entry.id, at: entry.at, ...ring, people } : null;
}

/** The rings of a ticket, in its own storage. A ring D1 was told of keeps its number, so that no later one is given it again; up to which number
 *  that was stands with the ticket's facts. */
export class Bell {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    this.#sql.exec("CREATE TABLE IF NOT EXISTS ring (number INTEGER PRIMARY KEY, entry_id TEXT NOT NULL)");
  }

  hear(entry: Entry, before: Entry | null): void {
    const cause = causeOf(entry);
    if (cause !== null && !(before && causeOf(before) === cause)) this.#sql.exec("INSERT INTO ring (entry_id) VALUES (?)", entry.id);
  }

  /** What another ticket has told of already, or tells instead. The number stays: D1 may have been told it without saying so. */
  forget(rung: number, ids: string[]): void {
    this.#sql.exec(
      "UPDATE ring SET entry_id = '' WHERE number > ? AND entry_id IN (SELECT value FROM json_each(?))",
      rung,
      JSON.stringify(ids),
    );
  }

  untold(rung: number): { number: number; entryId: string }[] {
    return this.#sql
      .exec<{ number: number; entryId: string }>("SELECT number, entry_id AS entryId FROM ring WHERE number > ? ORDER BY number", rung)
      .toArray();
  }
}
