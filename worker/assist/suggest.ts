/** Tags and templates a model suggests for what the buyer asks now: asked once for a question, by whoever first rests at the ticket, and kept with it.
 *  Tags are the desk's own; one the ticket has, one somebody took off it and one somebody waved away are never suggested. */
import type { Kit } from "../env.ts";
import { readTags } from "../labels/list.ts";
import type { SignedIn } from "../team/session.ts";
import { gatherKnown } from "../templates/gather.ts";
import { fittingHere, openDesk } from "../templates/list.ts";
import { textOf } from "../templates/template.ts";
import { type Aids, type KeptSuggestions, keepSuggestions, readAids } from "./aids.ts";
import { AssistFailure } from "./ask.ts";
import { type Scene, setScene } from "./scene.ts";
import { askForSuggestions } from "./suggest-question.ts";
import { noteSuggestion, type SuggestedTask } from "./suggestions.ts";

/** The most used first: a model reads no longer list well. */
const TAGS_TOLD_MAX = 120;
const TEMPLATES_TOLD_MAX = 15;
const SAID_BEFORE_MAX = 6;

export interface ShownSuggestions {
  tags: KeptSuggestions["tags"];
  templates: KeptSuggestions["templates"];
}

const NOTHING: ShownSuggestions = { tags: [], templates: null };

export async function suggestFor(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
): Promise<({ failed: null } & ShownSuggestions) | { failed: AssistFailure["reason"] }> {
  const scene = await setScene(kit, signedIn, ticketId);
  const aids = await readAids(kit, ticketId);
  const kept = showSuggestions(aids, scene.ticket);
  if (kept) return { failed: null, ...kept };
  if (scene.asked.trim() === "") return { failed: null, ...NOTHING };
  try {
    const suggested = await chooseFor(kit, signedIn, scene, aids);
    const newest = scene.entries.findLast((entry) => entry.kind === "message")?.id ?? null;
    await keepSuggestions(kit, ticketId, newest, suggested);
    return { failed: null, tags: suggested.tags, templates: suggested.templates };
  } catch (thrown) {
    if (thrown instanceof AssistFailure) return { failed: thrown.reason };
    throw thrown;
  }
}

/** Null where nobody has asked for this question yet. */
export function showSuggestions({ suggested, dismissed }: Aids, ticket: Scene["ticket"]): ShownSuggestions | null {
  if (suggested?.index !== ticket.questionIndex) return null;
  const isOpen = ({ tag }: { tag: string }) => !ticket.tags.includes(tag) && !dismissed.includes(tag);
  return { tags: suggested.tags.filter(isOpen), templates: suggested.templates };
}

async function chooseFor(kit: Kit, signedIn: SignedIn, scene: Scene, { dismissed }: Aids): Promise<KeptSuggestions> {
  const { about, ticket, entries, said, asked, zone, language } = scene;
  const { ticketId, storeId, userId: personId } = about;
  const [{ tags }, desk, gathered] = await Promise.all([
    readTags(kit, signedIn),
    openDesk(kit, signedIn, ticketId),
    gatherKnown(kit, signedIn, { ticketId }),
  ]);
  const takenOff = entries.flatMap((entry) => (entry.kind === "event" && entry.name === "untagged" ? [String(entry.facts.tagId)] : []));
  const unwanted = new Set([...ticket.tags, ...dismissed, ...takenOff]);
  const offered = tags
    .filter(({ id, archived_at, merged_into }) => archived_at === null && merged_into === null && !unwanted.has(id))
    .sort((one, other) => other.uses - one.uses)
    .slice(0, TAGS_TOLD_MAX);
  const words = { asked: { ...gathered.asked, words: asked }, known: { ...gathered.known, language }, storeId };
  const fitting = fittingHere(desk, words)
    .filter(({ kind }) => kind === "reply")
    .slice(0, TEMPLATES_TOLD_MAX);
  const chosen =
    offered.length + fitting.length === 0
      ? { tags: [], templates: [] }
      : await askForSuggestions(kit, about, {
          message: asked,
          conversation: said.slice(-SAID_BEFORE_MAX),
          class: ticket.reading?.class ?? null,
          tags: offered,
          templates: fitting.map(({ id, name, variants }) => ({ id, name, says: textOf({ variants }, language)?.text ?? "" })),
        });
  const note = (task: SuggestedTask) => noteSuggestion(kit, { task, storeId, ticketId, personId, zone, isBlocked: false });
  const suggested: KeptSuggestions = { index: ticket.questionIndex, tags: [], templates: null };
  for (const tag of chosen.tags) suggested.tags.push({ id: await note("tag"), tag });
  if (chosen.templates.length > 0) suggested.templates = { id: await note("template"), of: chosen.templates };
  return suggested;
}
