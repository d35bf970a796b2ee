/** What is kept in a ticket of what a model made of it: a summary for each language, what it suggested for the newest question, and what somebody has
 *  waved away. */
import type { Kit } from "../env.ts";
import type { Aid } from "../tickets/aids.ts";
import type { Mark } from "./summary-facts.ts";

export interface KeptSummary {
  /** The suggestion's. */
  id: string;
  text: string;
  marks: Mark[];
  at: number;
  /** The entries it was made from. */
  of: string[];
}

export interface KeptSuggestions {
  /** TikTok's index of the question they are for. */
  index: string;
  tags: { id: string; tag: string }[];
  /** The best first; null where none fits. */
  templates: { id: string; of: string[] } | null;
}

export interface Aids {
  /** By language. */
  summaries: Record<string, KeptSummary>;
  suggested: KeptSuggestions | null;
  /** Tags nobody wants here. */
  dismissed: string[];
}

const SUMMARY = "summary:";
const DISMISSED = "dismissed:";
const SUGGESTED = "suggested";

export async function readAids(kit: Kit, ticketId: string): Promise<Aids> {
  const all: Aid[] = await kit.env.TICKET.getByName(ticketId).aids(null);
  const named = (beginning: string) => all.filter(({ name }) => name.startsWith(beginning));
  const suggested = all.find(({ name }) => name === SUGGESTED);
  return {
    summaries: Object.fromEntries(named(SUMMARY).map(({ name, body }) => [name.slice(SUMMARY.length), JSON.parse(body) as KeptSummary])),
    suggested: suggested ? (JSON.parse(suggested.body) as KeptSuggestions) : null,
    dismissed: named(DISMISSED).map(({ name }) => name.slice(DISMISSED.length)),
  };
}

/** `of`: the newest message it was made from; where that is gone by now, nothing is kept. */
const keep = async (kit: Kit, ticketId: string, of: string | null, name: string, body: object): Promise<void> => {
  await kit.env.TICKET.getByName(ticketId).aids({ of, name, body: JSON.stringify(body) });
};

export const keepSummary = (kit: Kit, ticketId: string, of: string | null, language: string, summary: KeptSummary) =>
  keep(kit, ticketId, of, SUMMARY + language, summary);
export const keepSuggestions = (kit: Kit, ticketId: string, of: string | null, suggested: KeptSuggestions) =>
  keep(kit, ticketId, of, SUGGESTED, suggested);
export const dismissTag = (kit: Kit, ticketId: string, tag: string) => keep(kit, ticketId, null, DISMISSED + tag, {});
