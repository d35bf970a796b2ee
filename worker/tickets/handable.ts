/** Which entries a hand-over takes along, and why it may not be. Pure over the entries, but for what is under way. What is on its way to a
 *  buyer stays where it is until it has arrived; what waits for an agent goes along with a merge. */
import { type Entry, partOf } from "../timeline/entries.ts";
import { isAnswer, isQuestion } from "../timeline/sharing.ts";
import type { TicketHead, TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";

interface Ordered {
  /** Chosen by the agent's browser. */
  id: string;
  /** The giving ticket's own. */
  number: number;
  by: Person;
}

export type HandOrder = Ordered &
  (
    | { do: "merge"; to: TicketHead; toNumber: number; wasCurrent: boolean }
    | { do: "undo"; merge: string }
    | { do: "split"; entry: string; only: boolean; newId: string }
    | { do: "move"; entry: string; to: TicketHead; toNumber: number }
  );

/** A ticket with more would not travel in one piece. */
export const ENTRIES_HANDED_MAX = 2_000;

const UNDER_WAY = ["held", "queued", "sending", "doubt"];
const isContext = (entry: Entry) => entry.kind === "message" && partOf(entry) === "context";

/** In the order they stand in. Empty where the message named is no question of the buyer's here. */
export function chooseEntries(entries: Entry[], order: Exclude<HandOrder, { do: "undo" }>): Entry[] {
  if (order.do === "merge") return entries;
  const at = entries.findIndex((entry) => entry.id === order.entry && isQuestion(entry));
  if (at < 0) return [];
  // Where the buyer came from goes with the words it was said for.
  let from = at;
  while (from > 0 && isContext(entries[from - 1] as Entry)) from -= 1;
  return order.do === "split" && !order.only ? entries.slice(from).filter(mayGo) : entries.slice(from, at + 1);
}

/** Events tell of the ticket they happened in. */
function mayGo(entry: Entry): boolean {
  if (entry.kind === "event") return false;
  if (entry.kind === "email")
    return entry.dispatch === null || entry.dispatch.isTold || !["queued", "sending", "sent"].includes(entry.dispatch.state);
  return entry.kind !== "reply" || !UNDER_WAY.includes(entry.state);
}

export function refuseHanding(storage: TicketStorage, order: HandOrder, chosen: Entry[]): string | null {
  if (chosen.length > ENTRIES_HANDED_MAX) return "ticket-too-long";
  if (order.do === "merge") {
    const isMailing = storage.mails().some((mail) => !mayGo(mail));
    return storage.openReplies().length > 0 || isMailing ? "reply-under-way" : null;
  }
  if (chosen.length === 0) return "entry-not-movable";
  const goes = new Set(chosen.map(({ id }) => id));
  const isAnythingLeft = storage.entries().some((entry) => !goes.has(entry.id) && (isQuestion(entry) || isAnswer(entry)));
  return order.do === "split" && !isAnythingLeft ? "split-leaves-nothing" : null;
}
