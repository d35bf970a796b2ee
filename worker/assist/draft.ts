/** A reply a model suggests: grounded in the ticket's orders, the store's policy and how the shop answered the like, handed on as it is written, and
 *  judged by code once it is whole. What states a day, an amount, a link or a promise that is in no fact is blocked, with the reason; nothing
 *  is ever sent from here. */

import { type Unsupported, unsupported } from "../claims/claims.ts";
import type { Kit } from "../env.ts";
import type { SignedIn } from "../team/session.ts";
import { AssistFailure } from "./ask.ts";
import { askForDraft } from "./draft-question.ts";
import { type Scene, setScene } from "./scene.ts";
import { findSimilar, type SimilarTicket } from "./similar.ts";
import { noteSuggestion } from "./suggestions.ts";

/** A model that does not stop is stopped: TikTok takes 2 000 characters. */
const DRAFT_CHARACTERS_MAX = 4_000;

/** What the page hears, one after another: how it began, words as they come, and what became of it. */
export type DraftLine =
  | { is: "begun"; language: string; similar: number[] }
  | { is: "words"; words: string }
  | { is: "whole"; id: string; text: string; blocked: Unsupported[]; used: { id: string; shown: string }[] }
  | { is: "failed"; because: AssistFailure["reason"] };

/** Refusals of rights are thrown before the first line. */
export async function draftReply(kit: Kit, signedIn: SignedIn, ticketId: string): Promise<AsyncGenerator<DraftLine, void, void>> {
  const scene = await setScene(kit, signedIn, ticketId);
  const similar = await findSimilar(kit, signedIn, { ticketId, storeId: scene.about.storeId, text: scene.asked, class: scene.class });
  return writeDraft(kit, scene, similar);
}

async function* writeDraft(kit: Kit, scene: Scene, similar: SimilarTicket[]): AsyncGenerator<DraftLine, void, void> {
  const { about, language, said, facts, store } = scene;
  yield { is: "begun", language, similar: similar.map(({ number }) => number) };
  const grounds = { language, said, facts: facts.filter(({ id }) => id !== "policy"), policy: store.policy, similar };
  let text = "";
  try {
    for await (const words of await askForDraft(kit, about, grounds)) {
      text += words;
      yield { is: "words", words };
      if (text.length > DRAFT_CHARACTERS_MAX) break;
    }
  } catch (thrown) {
    if (!(thrown instanceof AssistFailure)) throw thrown;
    return yield { is: "failed", because: thrown.reason };
  }
  text = text.trim();
  if (text === "") return yield { is: "failed", because: "unreadable" };
  yield { is: "whole", ...(await judgeDraft(kit, scene, text)) };
}

async function judgeDraft(kit: Kit, { about, facts, language, zone }: Scene, text: string) {
  const blocked = unsupported(text, facts, { today: kit.now(), zone, language });
  const { storeId, ticketId, userId: personId } = about;
  const id = await noteSuggestion(kit, { task: "draft", storeId, ticketId, personId, zone, isBlocked: blocked.length > 0 });
  const used = facts
    .filter((fact) => fact.id !== "policy" && text.includes(fact.shown))
    .map((fact) => ({ id: fact.id, shown: fact.shown }));
  return { id, text, blocked, used };
}
