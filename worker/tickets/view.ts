/** What a ticket's room is told by others and tells them. */
import type { Can } from "../team/rights.ts";
import type { Entry } from "../timeline/entries.ts";
import type { TicketFacts } from "../timeline/timeline.ts";
import type { Draft } from "./drafts.ts";

export interface Person {
  id: string;
  name: string;
}

export interface Handed {
  /** How many of the messages are here now. */
  taken: number;
  /** True when the next one begins a ticket of its own. */
  followUp: boolean;
  /** The order that one is about, as far as this ticket knows. */
  about: string | null;
  /** The ticket this one is part of by now, and which has them instead. */
  leadsTo?: string;
}

export interface JoinedView {
  /** Names the merge. */
  id: string;
  number: number;
  /** Whether it can be taken apart again, or why not. */
  undo: Can;
}

export interface TicketView {
  facts: TicketFacts;
  entries: Entry[];
  version: number;
  /** The newest arrival among the entries: whoever replies says that they saw it. */
  newest: number;
  /** Also those that have ended: whoever wrote them on another device must hear of it. */
  drafts: Draft[];
  followers: Person[];
  /** Tickets that became part of this one. */
  joined: JoinedView[];
}
