/** What a model is asked for a reply, and all it is given to write one from. */
import type { Fact } from "../claims/facts.ts";
import type { Kit } from "../env.ts";
import { askStreaming } from "./ask.ts";
import type { Scene } from "./scene.ts";
import type { SimilarTicket } from "./similar.ts";
import type { About } from "./spend.ts";

const INSTRUCTION = `You write one reply of an online shop to a buyer, for a person at the shop who reads it before anything is sent.
Answer what the buyer asked last, in the language named by "language", politely and plainly, in at most 120 words of plain text.
State only what "facts" and "policy" say, with days and amounts exactly as they are shown there. Where they do not answer the question, say that the shop looks into it.
Promise nothing, offer no refund, discount or replacement, and name no day, amount or link that is not in "facts" or "policy".
"similar" shows how the shop answered other buyers: follow its tone and take no fact from it.
Write nothing but the reply.`;

export interface Grounds {
  language: string;
  said: Scene["said"];
  facts: readonly Pick<Fact, "id" | "shown">[];
  policy: string;
  similar: readonly Pick<SimilarTicket, "asked" | "answered">[];
}

export function askForDraft(kit: Kit, about: About, { language, said, facts, policy, similar }: Grounds): Promise<ReadableStream<string>> {
  const data = {
    language,
    conversation: said,
    facts: facts.map(({ id, shown }) => ({ id, shown })),
    policy,
    similar: similar.map(({ asked, answered }) => ({ asked, answered })),
  };
  return askStreaming(kit, { task: "draft", about, instruction: INSTRUCTION, data });
}
