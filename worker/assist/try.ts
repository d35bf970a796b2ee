/** Whether what an admin entered works, before it is switched on: one small question of a task, written down and paid for like any other, and the names of
 *  the models its server offers. */
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { ask, askStreaming, type Spoken } from "./ask.ts";
import { listModels } from "./provider.ts";
import { openServer } from "./setting.ts";
import { ASSIST_TASKS, AssistFailure } from "./task.ts";

export const tryWish = z.object({ task: z.enum(ASSIST_TASKS) });

const INSTRUCTION = `Somebody tries whether this server answers.
Answer what "text" asks in one short friendly sentence, in the language named by "to".`;
const LIST_MS_MAX = 10_000;
const TEXT_CHARACTERS_MAX = 2_000;

const DATA = {
  language: "en",
  to: "en",
  tone: "spelling",
  text: "Hello! Is anybody there?",
  conversation: [{ by: "buyer", text: "Hello! Is anybody there?" }],
  facts: [],
};

export type Tried = { ok: true; text: string; ms: number } | { ok: false; because: AssistFailure["reason"]; detail: string; words: string };

export async function tryTask(kit: Kit, signedIn: SignedIn, { task }: z.infer<typeof tryWish>): Promise<Tried> {
  const admin = await requireAdmin(kit, signedIn);
  const question = {
    task,
    about: { storeId: null, ticketId: null, userId: admin.id },
    instruction: INSTRUCTION,
    data: DATA,
    isTrial: true,
  };
  const begunAt = kit.now();
  try {
    const text = task === "draft" ? await readAll(await askStreaming(kit, question)) : await askText(kit, question);
    return { ok: true, text, ms: kit.now() - begunAt };
  } catch (thrown) {
    if (!(thrown instanceof AssistFailure)) throw thrown;
    return { ok: false, because: thrown.reason, detail: thrown.detail, words: thrown.words };
  }
}

async function askText(kit: Kit, question: Spoken): Promise<string> {
  const answer = z.object({ text: z.string().max(TEXT_CHARACTERS_MAX) });
  return (await ask(kit, { ...question, answer })).text;
}

async function readAll(stream: ReadableStream<string>): Promise<string> {
  let text = "";
  for await (const words of stream) text += words;
  return text.slice(0, TEXT_CHARACTERS_MAX);
}

export async function listServerModels(kit: Kit, signedIn: SignedIn): Promise<{ models: string[] } | Extract<Tried, { ok: false }>> {
  await requireAdmin(kit, signedIn);
  const server = await openServer(kit);
  if (!server) throw new Problem("invalid", "assist-address-missing");
  try {
    return { models: await listModels(kit, server, LIST_MS_MAX) };
  } catch (thrown) {
    if (!(thrown instanceof AssistFailure)) throw thrown;
    return { ok: false, because: thrown.reason, detail: thrown.detail, words: thrown.words };
  }
}
