/** What a suggestion in a ticket stands on: who asks, what was said, what is known of the orders, and what the store says of itself. Whoever may reply
 *  may ask; a ticket one may not see is missing. */

import type { Fact } from "../claims/facts.ts";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import type { SignedIn } from "../team/session.ts";
import type { TicketKnown } from "../templates/catalogue.ts";
import { gatherKnown } from "../templates/gather.ts";
import { openTicket } from "../tickets/opened.ts";
import type { TicketView } from "../tickets/room.ts";
import type { Entry } from "../timeline/entries.ts";
import type { TicketFacts } from "../timeline/timeline.ts";
import { lastAsked, type Said, saidIn } from "./conversation.ts";
import { detectLanguage } from "./detect.ts";
import { tellFacts } from "./order-facts.ts";
import { findStoreHelp, type StoreHelp } from "./store-help.ts";

export interface Scene {
  about: { storeId: string; ticketId: string; userId: string };
  known: TicketKnown;
  ticket: TicketFacts;
  entries: Entry[];
  said: Said[];
  /** What the buyer waits for an answer to. */
  asked: string;
  /** What that is about, both levels; null where nobody has read it. */
  class: string | null;
  /** What the buyer writes in (BCP 47). */
  language: string;
  zone: string;
  facts: Fact[];
  store: StoreHelp;
}

/** `told`: the language facts are written in, where it is not the buyer's. */
export async function setScene(kit: Kit, signedIn: SignedIn, ticketId: string, told?: string): Promise<Scene> {
  const { person, storeId, known, orders } = await gatherKnown(kit, signedIn, { ticketId });
  const [view, store] = await Promise.all([requireView(kit, ticketId), findStoreHelp(kit, storeId)]);
  const said = saidIn(view.entries);
  const asked = lastAsked(said);
  const language = detectLanguage(asked, known.store.marketplace).language;
  const { zone } = known.store;
  const policy: Fact[] = store.policy === "" ? [] : [{ id: "policy", kind: "text", shown: store.policy, value: store.policy }];
  return {
    about: { storeId, ticketId, userId: person.id },
    known,
    ticket: view.facts,
    entries: view.entries,
    said,
    asked,
    class: view.facts.reading?.class ?? null,
    language,
    zone,
    facts: [...tellFacts({ ...known, language: told ?? language }, orders), ...policy],
    store,
  };
}

async function requireView(kit: Kit, ticketId: string): Promise<TicketView> {
  const view = await openTicket(kit, ticketId);
  if (!view) throw new Problem("unavailable", "ticket-opening");
  return view;
}
