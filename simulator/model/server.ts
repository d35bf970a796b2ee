// A pretended server of models, as OpenAI's interface has it (https://platform.openai.com/docs/api-reference/chat): models, one answer at once or bit by
// bit, counts of tokens. Refuses the wrong key, models it does not have, and thinking.
import { createHash } from "node:crypto";
import { type Core, seconds } from "../core/core.ts";
import { type Fault, type Subject, strikeFirst } from "../faults.ts";
import { brokenConnection } from "../wire/broken.ts";
import { recordCall } from "../wire/record.ts";
import type { Pause } from "../wire/wire.ts";
import { answerOf } from "./answer.ts";
import { spoil } from "./hostile.ts";
import { type Asked, readAsked, Unreadable } from "./prompt.ts";

/** What the product is told as the address; the calls' own paths follow. */
export const MODEL_PATH = "/model/v1";
/** Anybody may know it: it opens nothing but this. */
export const MODEL_KEY = "sk-pretend-tillside";
/** The last one sees pictures. */
export const MODELS = ["pretend-small", "pretend-large", "pretend-eyes"] as const;

/** What was asked, for tests that look what left the desk. */
export interface AskedRecord extends Pick<Asked, "model" | "task" | "system" | "user"> {
  at: number;
  images: number;
}

const ASKED_KEPT_MAX = 300;
const SLOW_MS = 2_000;
const HANG_MS = 60_000;
const CHARACTERS_PER_TOKEN = 4;
const CHUNK_CHARACTERS = 12;
const TOKENS_PER_PICTURE = 85;

export const isModelPath = (path: string) => path.startsWith(`${MODEL_PATH}/`);

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const refusal = (status: number, message: string, code: string | null = null) =>
  json({ error: { message, type: status >= 500 ? "server_error" : "invalid_request_error", param: null, code } }, status);

export async function answerModel(core: Core, request: Request, url: URL, pause: Pause): Promise<Response> {
  const path = url.pathname.slice(MODEL_PATH.length);
  const body: unknown = request.method === "POST" ? await request.json().catch(() => null) : null;
  const asked = path === "/chat/completions" ? tryReading(body) : null;
  const call = path === "/models" ? "model.models" : "model.chat";
  const subject: Subject = { names: [call, ...(asked && "task" in asked ? [`model.${asked.task}`] : []), path] };
  const record = (status: number | null, fault: string) =>
    recordCall(core.state.calls, {
      at: core.now(),
      method: request.method,
      path: url.pathname,
      name: call,
      appKey: "",
      shopId: null,
      code: status === 200 && fault === "" ? 0 : null,
      status,
      requestId: "",
      fault,
    });
  const slow = core.faults.strike("slow", subject);
  if (slow) await pause(slow.ms ?? SLOW_MS);
  const prevented = strikeFirst(core.faults, PREVENTING, subject);
  if (prevented) {
    const response = refuse(prevented);
    record(response?.status ?? null, prevented.kind);
    if (response) return response;
    if (prevented.how === "hang") await pause(HANG_MS);
    throw brokenConnection();
  }
  const response = path === "/models" ? answerModels(request) : answerChat(core, request, path, asked, subject);
  record(response.status, slow ? "slow" : "");
  core.changed();
  return response;
}

/** What keeps a call from happening. */
const PREVENTING = ["refused", "timeout_before", "down", "html", "error500", "rate_limit", "model_key_refused"] as const;

function refuse({ kind }: Fault): Response | null {
  switch (kind) {
    case "down":
      return new Response("upstream connect error", { status: 503 });
    case "html":
      return new Response("<!doctype html><h1>We are checking your connection</h1>", { headers: { "content-type": "text/html" } });
    case "error500":
      return refusal(500, "The server had an error while processing your request.");
    case "rate_limit":
      return refusal(429, "Rate limit reached for requests.", "rate_limit_exceeded");
    case "model_key_refused":
      return wrongKey();
    default:
      return null;
  }
}

const wrongKey = () => refusal(401, "Incorrect API key provided.", "invalid_api_key");
const hasKey = (request: Request) => request.headers.get("authorization") === `Bearer ${MODEL_KEY}`;

const answerModels = (request: Request) =>
  hasKey(request)
    ? json({ object: "list", data: MODELS.map((id) => ({ id, object: "model", created: 0, owned_by: "pretend" })) })
    : wrongKey();

function tryReading(body: unknown): Asked | Unreadable {
  try {
    return readAsked(body);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

function answerChat(core: Core, request: Request, path: string, asked: Asked | Unreadable | null, subject: Subject): Response {
  if (asked === null || request.method !== "POST") return refusal(404, `Unknown request URL: ${request.method} ${path}.`);
  if (!hasKey(request)) return wrongKey();
  if (asked instanceof Unreadable) return refusal(400, asked.message);
  if (!(MODELS as readonly string[]).includes(asked.model))
    return refusal(404, `The model \`${asked.model}\` does not exist.`, "model_not_found");
  const { model, task, system, user, pictures } = asked;
  core.state.asked.push({ at: core.now(), model, task, system, user, images: pictures.length });
  if (core.state.asked.length > ASKED_KEPT_MAX) core.state.asked.shift();
  const said = misshape(core, subject, spoil(core, asked, answerOf(asked), subject));
  const isCounted = !core.faults.strike("model_uncounted", subject);
  const isHalf = core.faults.strike("truncated", subject) !== null;
  const facts = { id: `chatcmpl-${createHash("sha256").update(user).digest("hex").slice(0, 24)}`, created: seconds(core), model };
  const usage = isCounted ? { usage: count(asked, said) } : {};
  if (asked.isStreamed) return streamed({ ...facts, object: "chat.completion.chunk" }, said, usage, isHalf);
  const message = { role: "assistant", content: said, refusal: null };
  const whole = JSON.stringify({ ...facts, object: "chat.completion", choices: [{ index: 0, message, finish_reason: "stop" }], ...usage });
  const left = isHalf ? whole.slice(0, Math.ceil(whole.length / 2)) : whole;
  return new Response(left, { headers: { "content-type": "application/json" } });
}

function misshape(core: Core, subject: Subject, said: string): string {
  if (core.faults.strike("model_off_schema", subject)) return '{"unasked":true}';
  return core.faults.strike("model_prose", subject)
    ? `Certainly! Here is what you asked for, in my own words: ${said.replaceAll(/[{}]/g, " ")}`
    : said;
}

function count({ system, user, pictures }: Asked, said: string) {
  const prompt_tokens = Math.ceil((system.length + user.length) / CHARACTERS_PER_TOKEN) + pictures.length * TOKENS_PER_PICTURE;
  const completion_tokens = Math.ceil(said.length / CHARACTERS_PER_TOKEN);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** Half of it ends as a connection does that broke. */
function streamed(facts: object, said: string, usage: object, isHalf: boolean): Response {
  const bits = said.match(new RegExp(`[\\s\\S]{1,${CHUNK_CHARACTERS}}`, "gu")) ?? [];
  const chunk = (delta: object, finish_reason: string | null) => ({ ...facts, choices: [{ index: 0, delta, finish_reason }] });
  const chunks = [
    chunk({ role: "assistant", content: "" }, null),
    ...bits.map((content) => chunk({ content }, null)),
    chunk({}, "stop"),
    { ...facts, choices: [], ...usage },
  ];
  const told = isHalf ? chunks.slice(0, Math.ceil(bits.length / 2) + 1) : chunks;
  const encoder = new TextEncoder();
  const lines = [...told.map((one) => `data: ${JSON.stringify(one)}\n\n`), ...(isHalf ? [] : ["data: [DONE]\n\n"])].values();
  const body = new ReadableStream<Uint8Array>({
    pull: (out) => {
      const { done, value } = lines.next();
      if (!done) out.enqueue(encoder.encode(value));
      else if (isHalf) out.error(brokenConnection());
      else out.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}
