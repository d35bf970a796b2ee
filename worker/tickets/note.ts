/** A note in a ticket's own storage: written once by its id. Whoever wrote it and whoever it was written to follow the ticket from then on; a
 *  rule's note makes nobody a follower. */
import { isByRule } from "../timeline/entries.ts";
import type { TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";

/** Whom a note names, and whom it is written to. */
export interface Mentioned {
  /** People and teams, by the names that stand in the text. */
  mentions: Person[];
  told: Person[];
}

export const NOBODY_MENTIONED: Mentioned = { mentions: [], told: [] };

export function writeNote(
  storage: TicketStorage,
  note: { id: string; at: number; text: string },
  by: Person,
  { mentions, told }: Mentioned,
): void {
  const named = mentions.length > 0 ? { mentions, told: told.map(({ id }) => id) } : {};
  // Before the note, for it is told to those who follow.
  storage.followers.add(...(isByRule(by.id) ? [] : [by]), ...told);
  storage.putEntry({ kind: "note", ...note, by: by.id, byName: by.name, ...named });
}
