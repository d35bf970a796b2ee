/** Asking a model: written down, within the budget and the time, with everything others wrote as data, and with one failure for whatever goes wrong.
 *  Whoever asks goes on without an answer: nothing here is ever waited for by a message that comes in. */
import type * as z from "zod";
import type { Kit } from "../env.ts";
import { prepareMaterial } from "./material.ts";
import { type Minimised, restoreAll, restoring } from "./minimise.ts";
import { type Prompt, readJson, schemaFor, writePrompt } from "./prompt.ts";
import { failureOf, type Message, openModel, type StreamPart, type Usage } from "./provider.ts";
import { type OpenedTask, openTask } from "./setting.ts";
import { type About, beginCall, type Call, type CallEnd, endCall } from "./spend.ts";
import {
  ASSIST_MS_MAX,
  ASSIST_TOKENS_MAX,
  AssistFailure,
  type AssistTask,
  aboutTokensOf,
  costOf,
  mostTokensOf,
  PICTURE_TOKENS,
} from "./task.ts";

export { AssistFailure, type AssistTask } from "./task.ts";

export interface Question<Answer> {
  task: AssistTask;
  /** What is logged with it. */
  about: About;
  /** Our words alone. */
  instruction: string;
  /** Everything anybody else wrote. */
  data: unknown;
  /** Every field required: what may be missing is null. */
  answer: z.ZodType<Answer>;
  images?: { type: string; bytes: Uint8Array }[];
  /** Asked while machine help is off, too: an admin tries it. */
  isTrial?: boolean;
}

/** One whose answer is plain text as it comes. */
export type Spoken = Omit<Question<never>, "answer">;

const TRIES_MAX = 2;
const AGAIN_AFTER_MS = 700;

/** One question under way. */
interface Asked {
  opened: OpenedTask;
  model: ReturnType<typeof openModel>;
  prompt: Prompt;
  material: Minimised;
  wire: Message[];
  call: Call;
  msLeft(): number;
}

export async function ask<Answer>(kit: Kit, question: Question<Answer>): Promise<Answer> {
  const asked = await beginAsking(kit, question, false);
  const { call, model, wire, opened } = asked;
  let told: { text: string; usage: Usage } | null = null;
  try {
    const result = await tryTwice(kit, asked, () =>
      model.doGenerate({
        prompt: wire,
        maxOutputTokens: ASSIST_TOKENS_MAX[question.task],
        responseFormat: { type: "json", name: question.task, schema: schemaFor(question.answer) },
        providerOptions: { assist: { strictJsonSchema: false } },
      }),
    );
    told = { text: result.content.map((part) => (part.type === "text" ? part.text : "")).join(""), usage: result.usage };
    if (result.finishReason.unified === "content-filter") throw new AssistFailure("refused", "filtered");
    if (result.finishReason.unified === "length") throw new AssistFailure("unreadable", "cut-off");
    const read = question.answer.safeParse(restoreAll(asked.material, readJson(told.text)));
    if (!read.success) throw new AssistFailure("unreadable", "schema");
    await endCall(kit, call, { outcome: "answered", ...used(opened, asked.prompt, told.text, told.usage) });
    return read.data;
  } catch (error) {
    const failure = failureOf(error);
    await endCall(kit, call, endOf(failure, asked, told?.text ?? "", told?.usage));
    throw failure;
  }
}

/** Plain text as it comes. What goes wrong before the first word is thrown, what goes wrong later breaks the stream with the same failure. */
export async function askStreaming(kit: Kit, question: Spoken): Promise<ReadableStream<string>> {
  const asked = await beginAsking(kit, question, true);
  try {
    const { stream } = await tryTwice(kit, asked, () =>
      asked.model.doStream({ prompt: asked.wire, maxOutputTokens: ASSIST_TOKENS_MAX[question.task] }),
    );
    return passOn(kit, asked, stream.getReader()).pipeThrough(restoring(asked.material));
  } catch (error) {
    const failure = failureOf(error);
    await endCall(kit, asked.call, endOf(failure, asked, "", undefined));
    throw failure;
  }
}

async function beginAsking(kit: Kit, question: Spoken, isStreamed: boolean): Promise<Asked> {
  const { task, about, instruction, data, images = [], isTrial = false } = question;
  const opened = await openTask(kit, task, about.storeId, isTrial);
  const material = await prepareMaterial(kit, data, about.ticketId, opened.store.isMinimised);
  const prompt = writePrompt(task, instruction, material.data, isStreamed);
  // Whoever asked was told so before; this is the one door.
  if (images.length > 0 && opened.store.keepsPictures) throw new AssistFailure("off", "pictures-stay");
  const shown = opened.model.sees ? images : [];
  const most = costOf(
    opened.model,
    mostTokensOf(prompt.system) + mostTokensOf(prompt.user) + shown.length * PICTURE_TOKENS,
    ASSIST_TOKENS_MAX[task],
  );
  const call = await beginCall(kit, task, opened.model.name, about, most);
  const msLeft = () => call.begunAt + ASSIST_MS_MAX[task] - kit.now();
  const wire: Message[] = [
    { role: "system", content: prompt.system },
    { role: "user", content: [{ type: "text", text: prompt.user }, ...shown.map(pictureOf)] },
  ];
  return { opened, prompt, material, wire, call, msLeft, model: openModel(kit, opened, opened.model.name, msLeft) };
}

const pictureOf = ({ type, bytes }: { type: string; bytes: Uint8Array }) =>
  ({ type: "file", mediaType: type, data: { type: "data", data: bytes } }) as const;

/** What may pass is asked once more, where there is time left for an answer. */
async function tryTwice<Told>({ wait }: Kit, { msLeft }: Asked, asking: () => PromiseLike<Told>): Promise<Told> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await asking();
    } catch (error) {
      const failure = failureOf(error);
      const mayPass = failure.reason === "broken" && /^http-(408|429|5\d\d)$/.test(failure.detail);
      if (tries === TRIES_MAX || !mayPass || msLeft() <= AGAIN_AFTER_MS) throw failure;
      await wait(AGAIN_AFTER_MS);
    }
  }
}

type Reader = ReadableStreamDefaultReader<StreamPart>;

function passOn(kit: Kit, asked: Asked, parts: Reader): ReadableStream<string> {
  let text = "";
  return new ReadableStream<string>({
    pull: async (out) => {
      try {
        for (;;) {
          const { done, value } = await parts.read();
          if (done) throw new AssistFailure("broken", "half");
          if (value.type === "error") throw new AssistFailure("broken", "half");
          if (value.type === "text-delta") {
            text += value.delta;
            return out.enqueue(value.delta);
          }
          if (value.type !== "finish") continue;
          const ended = value.finishReason.unified;
          if (ended === "content-filter") throw new AssistFailure("refused", "filtered");
          if (ended === "length") throw new AssistFailure("broken", "half");
          await endCall(kit, asked.call, { outcome: "answered", ...used(asked.opened, asked.prompt, text, value.usage) });
          return out.close();
        }
      } catch (error) {
        const failure = failureOf(error);
        await endCall(kit, asked.call, endOf(failure, asked, text, undefined));
        out.error(failure);
      }
    },
    // Whoever asked went away: what was said until then is paid for.
    cancel: async () => {
      await endCall(kit, asked.call, { outcome: "left", ...used(asked.opened, asked.prompt, text, undefined) });
      await parts.cancel();
    },
  });
}

/** By the server's own count, else about. */
function used({ model }: OpenedTask, prompt: Prompt, text: string, usage: Usage | undefined) {
  const tokensIn = usage?.inputTokens.total ?? aboutTokensOf(prompt.system) + aboutTokensOf(prompt.user);
  const tokensOut = usage?.outputTokens.total ?? aboutTokensOf(text);
  return { tokensIn, tokensOut, cost: costOf(model, tokensIn, tokensOut) };
}

/** A server that answers with a status has done nothing for it; one that fell silent may have. */
function endOf({ reason, detail }: AssistFailure, { opened, prompt }: Asked, text: string, usage?: Usage): CallEnd {
  const outcome = reason === "slow" || reason === "refused" || reason === "unreadable" ? reason : "broken";
  const isFree = detail.startsWith("http-") || detail === "address";
  const spent = isFree ? { tokensIn: 0, tokensOut: 0, cost: 0 } : used(opened, prompt, text, usage);
  return { outcome, reason: detail, ...spent };
}
