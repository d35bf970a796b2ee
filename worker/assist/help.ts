/** What a model can help with in one ticket, for the page beside it: which tasks are ready, what the buyer writes in, and which messages are in another
 *  language than the page speaks. Languages are told apart by code, with or without a model. And what was made of the ticket before. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findStore } from "../stores/shop.ts";
import { RIGHTS } from "../team/rights.ts";
import type { SignedIn } from "../team/session.ts";
import { isSameLanguage } from "../templates/language.ts";
import { requireTicket } from "../thread/page.ts";
import { openTicket } from "../tickets/opened.ts";
import { partOf } from "../timeline/entries.ts";
import { readAids } from "./aids.ts";
import { detectLanguage } from "./detect.ts";
import { photosToLookAt } from "./photo.ts";
import { listReadyTasks } from "./setting.ts";
import { type ShownSuggestions, showSuggestions } from "./suggest.ts";
import { type ShownSummary, showSummary } from "./summary.ts";
import type { AssistTask } from "./task.ts";
import { threadLines } from "./thread-lines.ts";

export interface TicketHelp {
  ready: AssistTask[];
  /** The buyer's (BCP 47). */
  language: string;
  /** Messages in another language than the page's, by the language of each. */
  foreign: Record<string, string>;
  /** One in the page's language that is kept, for whoever may reply. */
  summary: ShownSummary | null;
  /** Null where nobody has asked yet for what the buyer asks now, or there is nothing to ask with. */
  suggested:
    | (Pick<ShownSuggestions, "tags"> & { templates: (NonNullable<ShownSuggestions["templates"]> & { first: string | null }) | null })
    | null;
  /** Photos of a complaint nobody has had looked at. */
  photos: string[];
}

/** Messages that are looked at, the newest. */
const MESSAGES_MAX = 200;

export async function whatHelps(kit: Kit, signedIn: SignedIn, ticketId: string, language: string): Promise<TicketHelp> {
  const { person, ticket } = await requireTicket(kit, signedIn, ticketId, "read");
  const [view, store, ready, aids] = await Promise.all([
    openTicket(kit, ticket.id),
    findStore(kit, ticket.store_id),
    listReadyTasks(kit, ticket.store_id),
    readAids(kit, ticket.id),
  ]);
  const shown = (ticket.bits & RIGHTS.reply) === 0 ? null : view;
  const marketplace = store?.marketplace ?? "";
  const told = (view?.entries ?? [])
    .flatMap((entry) => {
      const text = entry.kind === "message" && entry.type === "TEXT" && partOf(entry) === "question" ? entry.content.content : null;
      return typeof text === "string" ? [{ id: entry.id, ...detectLanguage(text, marketplace) }] : [];
    })
    .slice(-MESSAGES_MAX);
  const foreign = told.filter((one) => one.isSure && !isSameLanguage(one.language, language));
  return {
    ready,
    language: told.findLast(({ isSure }) => isSure)?.language ?? detectLanguage("", marketplace).language,
    summary: shown && showSummary(aids.summaries[language], threadLines(shown.entries)),
    suggested: shown && ready.includes("suggest") ? await named(kit, person.id, showSuggestions(aids, shown.facts)) : null,
    foreign: Object.fromEntries(foreign.map((one) => [one.id, one.language])),
    photos: view && ready.includes("look") ? photosToLookAt(view).map(({ id }) => id) : [],
  };
}

/** With the name of the best template, where this person may still use it. */
async function named(kit: Kit, personId: string, suggested: ShownSuggestions | null): Promise<TicketHelp["suggested"]> {
  const { templates } = suggested ?? {};
  if (!suggested || !templates) return suggested && { ...suggested, templates: null };
  const row = await kit.db.first<{ name: string }>(
    sql`SELECT name FROM template WHERE id = ${templates.of[0]} AND (is_shared = 1 OR owner_id = ${personId})`,
  );
  return { ...suggested, templates: { ...templates, first: row?.name ?? null } };
}
