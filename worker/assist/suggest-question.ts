/** What a model is asked about a ticket's tags and templates. It chooses among those there are: what it makes up is left out by code. */
import * as z from "zod";
import type { Kit } from "../env.ts";
import { ask } from "./ask.ts";
import type { Said } from "./conversation.ts";
import type { About } from "./spend.ts";

const INSTRUCTION = `You help an agent of an online shop with a buyer's message.
"message" is what the buyer waits for an answer to, "conversation" what was said until then, "class" what it is about where that is known.
"tags" are the only labels there are: answer at most three that surely fit, exactly as they are written, or none.
"templates" are ready answers, each with its number: answer the numbers of at most three that answer this message, the best first, or none.`;

const CHOSEN_MAX = 3;
/** A model may name more than it was asked for. */
const NAMED_MAX = 30;
const TEMPLATE_CHARACTERS_MAX = 240;

const answer = z.object({
  tags: z.array(z.string()).max(NAMED_MAX),
  templates: z.array(z.number().int()).max(NAMED_MAX),
});

export interface SuggestGrounds {
  message: string;
  conversation: readonly Said[];
  class: string | null;
  tags: readonly { id: string; name: string }[];
  templates: readonly { id: string; name: string; says: string }[];
}

export interface Chosen {
  tags: string[];
  templates: string[];
}

const sameName = (one: string, other: string) =>
  one.normalize("NFKC").trim().toLocaleLowerCase("en") === other.normalize("NFKC").trim().toLocaleLowerCase("en");

/** Ids of those it chose, of those there are. */
export async function askForSuggestions(kit: Kit, about: About, { tags, templates, ...said }: SuggestGrounds): Promise<Chosen> {
  const data = {
    ...said,
    tags: tags.map(({ name }) => name),
    templates: templates.map(({ name, says }, at) => ({ number: at + 1, name, says: says.slice(0, TEMPLATE_CHARACTERS_MAX) })),
  };
  const chosen = await ask(kit, { task: "suggest", about, instruction: INSTRUCTION, data, answer });
  const named = chosen.tags.flatMap((name) => tags.find((tag) => sameName(tag.name, name))?.id ?? []);
  const numbered = chosen.templates.flatMap((number) => templates[number - 1]?.id ?? []);
  return { tags: [...new Set(named)].slice(0, CHOSEN_MAX), templates: [...new Set(numbered)].slice(0, CHOSEN_MAX) };
}
