/** What a model is asked for a summary, and all it is given to write one from. */
import type { Fact } from "../claims/facts.ts";
import type { Kit } from "../env.ts";
import { askStreaming } from "./ask.ts";
import type { About } from "./spend.ts";
import type { ThreadLine } from "./thread-lines.ts";

const INSTRUCTION = `You sum up one ticket of an online shop for a colleague who takes it over and has not read it.
Write in the language named by "language", in plain text of at most 150 words, four short paragraphs, each begun with its heading in that language and a colon:
what the buyer wants; what we said and promised, with who said it and when; what is open; the next step.
"conversation" is the whole ticket, oldest first: "buyer" is the buyer, "shop" our answers, "note" our people among themselves, "outside" an e-mail from outside, "machine" automatic words, "act" what was done.
State only what stands there and in "facts", with days and amounts exactly as they are shown. What only the buyer says, tell as the buyer's words. Where we promised nothing, say so.
Write nothing but the summary.`;

const ECHO_CHARACTERS = 50;
/** A model that was told to say what it was told tells no colleague anything. */
export const isEcho = (text: string) => INSTRUCTION.split("\n").some((line) => text.includes(line.slice(0, ECHO_CHARACTERS)));

export interface SummaryGrounds {
  /** The reader's (BCP 47). */
  language: string;
  zone: string;
  lines: readonly ThreadLine[];
  facts: readonly Pick<Fact, "id" | "shown">[];
}

export function askForSummary(kit: Kit, about: About, { language, zone, lines, facts }: SummaryGrounds): Promise<ReadableStream<string>> {
  const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
  const data = {
    language,
    conversation: lines.map(({ by, name, at, text }) => ({ by, name, at: when.format(at), text })),
    facts: facts.map(({ id, shown }) => ({ id, shown })),
  };
  return askStreaming(kit, { task: "summarize", about, instruction: INSTRUCTION, data });
}
