/** A ticket summed up for whoever takes it over, in the language they read: what the buyer wants, what we said and promised, what is open. Handed on as
 *  it is written, then held against the ticket and its orders by code, which marks what stands nowhere and what only the buyer has said. It is kept in
 *  the ticket for the next who asks; it becomes a note only by somebody's hand. */
import type { Kit } from "../env.ts";
import type { SignedIn } from "../team/session.ts";
import { type KeptSummary, keepSummary } from "./aids.ts";
import { AssistFailure } from "./ask.ts";
import { type Scene, setScene } from "./scene.ts";
import { noteSuggestion } from "./suggestions.ts";
import { judgeSummary, type Mark } from "./summary-facts.ts";
import { askForSummary, isEcho } from "./summary-question.ts";
import { isSpoken, type ThreadLine, tellable, threadLines } from "./thread-lines.ts";

/** A model that does not stop is stopped: a note has 10 000. */
const SUMMARY_CHARACTERS_MAX = 4_000;

export type SummaryLine =
  | { is: "begun" }
  | { is: "words"; words: string }
  | { is: "whole"; id: string; text: string; marks: Mark[] }
  | { is: "failed"; because: AssistFailure["reason"] };

/** Refusals of rights are thrown before the first line. */
export async function summarizeTicket(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
  language: string,
): Promise<AsyncGenerator<SummaryLine, void, void>> {
  return writeSummary(kit, await setScene(kit, signedIn, ticketId, language), language);
}

async function* writeSummary(kit: Kit, scene: Scene, language: string): AsyncGenerator<SummaryLine, void, void> {
  yield { is: "begun" };
  const lines = threadLines(scene.entries);
  const facts = scene.facts.filter(({ id }) => id !== "policy");
  let text = "";
  try {
    for await (const words of await askForSummary(kit, scene.about, { language, zone: scene.zone, lines: tellable(lines), facts })) {
      text += words;
      yield { is: "words", words };
      if (text.length > SUMMARY_CHARACTERS_MAX) break;
    }
  } catch (thrown) {
    if (!(thrown instanceof AssistFailure)) throw thrown;
    return yield { is: "failed", because: thrown.reason };
  }
  text = text.trim();
  if (text === "" || isEcho(text)) return yield { is: "failed", because: "unreadable" };
  yield { is: "whole", ...(await keepWhole(kit, scene, { language, text, lines })) };
}

async function keepWhole(
  kit: Kit,
  { about, known, facts, zone }: Scene,
  { language, text, lines }: { language: string; text: string; lines: ThreadLine[] },
) {
  const marks = judgeSummary(text, lines, facts, { today: kit.now(), zone, language }, known.store.marketplace);
  const { storeId, ticketId, userId: personId } = about;
  // For colleagues and not for the buyer: what is marked is seen, and stops nobody.
  const id = await noteSuggestion(kit, { task: "summary", storeId, ticketId, personId, zone, isBlocked: false });
  const of = lines.filter(isSpoken).map((line) => line.id);
  const newest = lines.findLast(({ by }) => by === "buyer" || by === "outside")?.id ?? null;
  await keepSummary(kit, ticketId, newest, language, { id, text, marks, at: kit.now(), of });
  return { id, text, marks };
}

export interface ShownSummary extends Pick<KeptSummary, "id" | "text" | "marks" | "at"> {
  /** Messages that came after it. */
  behind: number;
}

/** One that is kept, unless something it was made from has left the ticket. */
export function showSummary(kept: KeptSummary | undefined, lines: ThreadLine[]): ShownSummary | null {
  if (!kept) return null;
  const spoken = new Set(lines.filter(isSpoken).map(({ id }) => id));
  if (kept.of.some((id) => !spoken.has(id))) return null;
  const { id, text, marks, at } = kept;
  return { id, text, marks, at, behind: spoken.size - kept.of.length };
}
