/** An OpenAI-compatible server over the wire, asked through the AI SDK's provider for such. It is given no tool, so whatever it says is only words;
 *  it is asked at the address an admin entered and nowhere it forwards to; what goes wrong leaves here as a failure without a word of anybody's. */
import { OpenAICompatibleChatLanguageModel } from "@ai-sdk/openai-compatible";
import type { Kit } from "../env.ts";
import { withoutQuotes } from "../quoting.ts";
import { fetchable, readWithin } from "../stores/download.ts";
import { AssistFailure } from "./task.ts";

const ANSWER_BYTES_MAX = 2 * 1024 * 1024;
const REFUSAL_BYTES_MAX = 16 * 1024;
const WORDS_CHARACTERS_MAX = 300;
/** OpenAI's own models that think take this name alone; most other servers know the older one alone. */
const OPENAI_HOST = "api.openai.com";

type ChatModel = OpenAICompatibleChatLanguageModel;
export type Message = Parameters<ChatModel["doGenerate"]>[0]["prompt"][number];
export type Usage = Awaited<ReturnType<ChatModel["doGenerate"]>>["usage"];
type Told = Awaited<ReturnType<ChatModel["doStream"]>>["stream"];
export type StreamPart = Told extends ReadableStream<infer Part> ? Part : never;

export interface Server {
  address: string;
  /** Empty: it asks for none. */
  key: string;
}

export function openModel(kit: Pick<Kit, "env" | "fetch">, server: Server, model: string, msLeft: () => number) {
  return new OpenAICompatibleChatLanguageModel(model, {
    provider: "assist",
    url: ({ path }) => server.address + path,
    headers: () => headersFor(server),
    fetch: (url, init) =>
      askServer(kit, server, new Request(url instanceof URL ? url.href : url, { ...init, redirect: "manual" } as RequestInit), msLeft()),
    includeUsage: true,
    supportsStructuredOutputs: true,
    transformRequestBody: (body) => {
      if (new URL(server.address).hostname !== OPENAI_HOST) return body;
      const { max_tokens, ...rest } = body;
      return { ...rest, max_completion_tokens: max_tokens };
    },
  });
}

const headersFor = ({ key }: Server): Record<string, string> => (key === "" ? {} : { authorization: `Bearer ${key}` });

/** Names of the models a server offers; what else it says of them differs from one to the next. */
export async function listModels(kit: Pick<Kit, "env" | "fetch">, server: Server, msMax: number): Promise<string[]> {
  const request = new Request(`${server.address}/models`, { headers: headersFor(server), redirect: "manual" });
  const told: unknown = await (await askServer(kit, server, request, msMax)).json().catch(() => null);
  const rows = (told as { data?: unknown } | null)?.data;
  if (!Array.isArray(rows)) throw new AssistFailure("unreadable", "no-models");
  return rows.flatMap((row: unknown) => {
    const name = (row as { id?: unknown } | null)?.id;
    return typeof name === "string" ? [name] : [];
  });
}

async function askServer(kit: Pick<Kit, "env" | "fetch">, server: Server, request: Request, msMax: number): Promise<Response> {
  if (fetchable(kit, request.url) === null) throw new AssistFailure("refused", "address");
  if (msMax <= 0) throw new AssistFailure("slow", "timeout");
  const response = await kit.fetch(request, msMax).catch((error: unknown) => {
    throw failureOf(error);
  });
  if (response.ok) return new Response(response.body?.pipeThrough(limitBytes(ANSWER_BYTES_MAX)) ?? null, response);
  throw await readRefusal(response, server);
}

/** 429 and the server's own trouble may pass; everything else stays as it is until somebody changes something. */
async function readRefusal(response: Response, { key }: Server): Promise<AssistFailure> {
  const { status } = response;
  const bytes = await readWithin(response, REFUSAL_BYTES_MAX).catch(() => null);
  const words = withoutQuotes(wordsOf(bytes), key === "" ? [] : [key]).slice(0, WORDS_CHARACTERS_MAX);
  const isPassing = status === 408 || status === 429 || status >= 500 || (status >= 300 && status < 400);
  return new AssistFailure(isPassing ? "broken" : "refused", `http-${status}`, words);
}

function wordsOf(bytes: Uint8Array | null): string {
  try {
    const told = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())) as { error?: { message?: unknown } | string };
    const words = typeof told.error === "string" ? told.error : told.error?.message;
    return typeof words === "string" ? words : "";
  } catch {
    // A page of somebody in between; it says nothing of the question.
    return "";
  }
}

/** Whatever was thrown between the question and the last word of the answer. */
export function failureOf(error: unknown): AssistFailure {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if (at instanceof AssistFailure) return at;
    if (at.name === "TimeoutError" || at.name === "AbortError") return new AssistFailure("slow", "timeout");
    if (at.name === "AI_JSONParseError" || at.name === "AI_TypeValidationError" || at.name === "AI_InvalidResponseDataError")
      return new AssistFailure("broken", "not-an-answer");
  }
  return new AssistFailure("broken", "no-answer");
}

function limitBytes(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform: (part, controller) => {
      bytes += part.byteLength;
      if (bytes > most) controller.error(new AssistFailure("broken", "too-long"));
      else controller.enqueue(part);
    },
  });
}
