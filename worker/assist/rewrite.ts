/** An agent's own words said another way: shorter, warmer, more formal, or spelled right. What they state stays: a number or a name that is lost, and a
 *  day, amount, link or promise that came up on the way, block it with the reason. */

import * as z from "zod";
import { type Unsupported, unsupported } from "../claims/claims.ts";
import type { Fact } from "../claims/facts.ts";
import type { Kit } from "../env.ts";
import type { SignedIn } from "../team/session.ts";
import { AssistFailure, ask } from "./ask.ts";
import { type Lost, lostFrom } from "./kept-words.ts";
import { type Scene, setScene } from "./scene.ts";
import { noteSuggestion } from "./suggestions.ts";

export const TONES = ["shorter", "warmer", "formal", "spelling"] as const;
export type Tone = (typeof TONES)[number];

const WISHES: Record<Tone, string> = {
  shorter: "Say the same in fewer words, at most two thirds of them.",
  warmer: "Say the same more warmly and kindly.",
  formal: "Say the same more formally.",
  spelling: "Correct spelling, grammar and punctuation, and change nothing else.",
};

const INSTRUCTION = `You rewrite what a person at an online shop is about to send to a buyer.
The words are in "text".
Keep its language, every number, day, amount, name and link exactly, add no fact and no promise, and answer with the text alone.`;

/** Names a warmer text may call somebody by. */
const CALLED: readonly string[] = ["buyer.nickname", "agent.first_name", "store.name"];
const TEXT_CHARACTERS_MAX = 4_000;
const answer = z.object({ text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX) });

export type Rewritten =
  | { failed: AssistFailure["reason"] }
  | { failed: null; id: string; text: string; blocked: Unsupported[]; lost: Lost[] };

export async function rewriteText(
  kit: Kit,
  signedIn: SignedIn,
  ticketId: string,
  { text, tone }: { text: string; tone: Tone },
): Promise<Rewritten> {
  const scene = await setScene(kit, signedIn, ticketId);
  const instruction = `${INSTRUCTION}\n${WISHES[tone]}`;
  try {
    const { text: rewritten } = await ask(kit, { task: "rewrite", about: scene.about, instruction, data: { tone, text }, answer });
    return { failed: null, text: rewritten, ...(await judge(kit, scene, text, rewritten)) };
  } catch (thrown) {
    if (thrown instanceof AssistFailure) return { failed: thrown.reason };
    throw thrown;
  }
}

async function judge(kit: Kit, { about, known, facts, language, zone }: Scene, before: string, after: string) {
  // What the agent stated may be stated again.
  const own: Fact = { id: "own", kind: "text", shown: before, value: before };
  const called = facts.filter(({ id }) => CALLED.includes(id));
  const blocked = unsupported(after, [own, ...called], { today: kit.now(), zone, language });
  const lost = lostFrom(before, after, [known.buyer.nickname, known.store.name, known.agent.name]);
  const isBlocked = blocked.length + lost.length > 0;
  const { storeId, ticketId, userId: personId } = about;
  return { id: await noteSuggestion(kit, { task: "rewrite", storeId, ticketId, personId, zone, isBlocked }), blocked, lost };
}
