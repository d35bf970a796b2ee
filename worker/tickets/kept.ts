/** What a ticket's room knows besides its entries, as one body, and how a room begins. */
import { openFacts, type TicketFacts } from "../timeline/timeline.ts";
import type { Merged } from "./joins.ts";
import type { TicketStorage } from "./storage.ts";

/** What never changes about a ticket, told by whoever opens it. */
export interface TicketHead {
  id: string;
  storeId: string;
  conversationId: string;
  buyerName: string;
  createdAt: number;
  /** Older messages belong to the ticket before this one; "0" where there is none. */
  openingIndex: string;
  /** The order that message is about, where an earlier ticket holds what said so. */
  openingOrder: string | null;
}

export interface Kept {
  head: TicketHead;
  facts: TicketFacts;
  /** Grows with every change. */
  version: number;
  /** The summary D1 is known to show; null when it may show another. */
  shown: string | null;
  /** When D1 is told again, whose summary may be behind; null where it is not. */
  tellAt: number | null;
  /** The newest ring D1 was told of. */
  rung: number;
  /** Entries whose words D1's search does not hold yet, and TikTok's ids of replies it has not been told of. */
  unsearched: string[];
  untold: string[];
  /** Entries that came from another ticket, under whose name D1 may still find them. */
  moved: string[];
  merged: Merged | null;
  /** Split off this one: what comes from there on belongs to it, whoever still takes this one for the conversation's last. */
  successor: { id: string; openingIndex: string } | null;
}

/** A ticket's storage as it begins. */
export function openKept(storage: TicketStorage, head: TicketHead): Kept {
  const kept = storage.read();
  if (kept) return kept;
  const facts = openFacts(head.createdAt);
  const opened: Kept = {
    head,
    facts,
    version: 0,
    shown: null,
    unsearched: [],
    untold: [],
    moved: [],
    merged: null,
    successor: null,
    tellAt: null,
    rung: 0,
  };
  storage.write(opened);
  return opened;
}

/** An id is as often among them as it has to be told: one that left and came back in the meantime is told once more. */
export function stillUntold(ids: string[], told: string[]): string[] {
  const left = [...ids];
  for (const id of told) if (left.includes(id)) left.splice(left.indexOf(id), 1);
  return left;
}
