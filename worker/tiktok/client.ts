/** One signed call to TikTok Shop's Open API, or one unsigned call to its token host. It knows the envelope and nothing of ours: whose
 *  token is used and whether the call may be made now is decided by the caller. It never repeats a call.
 *  Envelope: https://partner.tiktokshop.com/docv2/page/api-response-structure. */
import { CODES, failureOf, TikTokFailure, unreachable } from "./failure.ts";
import { signRequest } from "./signature.ts";

export interface AppCredentials {
  key: string;
  secret: string;
}

/** All a call needs to reach one shop. `cipher` is absent for calls about the seller. */
export interface Line {
  apiUrl: string;
  app: AppCredentials;
  accessToken: string;
  cipher?: string;
  /** Epoch milliseconds. */
  now(): number;
  fetch(request: Request): Promise<Response>;
}

export interface Call {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON; left out entirely when absent. */
  body?: unknown;
  /** Sent as multipart form data, which TikTok does not sign. */
  form?: FormData;
}

export interface Answer {
  data: unknown;
  requestId: string | null;
}

/** Throws TikTokFailure for everything but code 0. */
export async function callTikTok(line: Line, call: Call): Promise<Answer> {
  const body = call.body === undefined ? null : JSON.stringify(call.body);
  const query: Record<string, string> = { ...call.query, app_key: line.app.key, timestamp: String(Math.floor(line.now() / 1000)) };
  if (line.cipher) query.shop_cipher = line.cipher;
  query.sign = signRequest(line.app.secret, call.path, query, body);
  const headers: Record<string, string> = { "x-tts-access-token": line.accessToken };
  // A multipart body brings its own content type with the boundary in it.
  if (!call.form) headers["content-type"] = "application/json";
  const url = `${line.apiUrl}${call.path}?${new URLSearchParams(query)}`;
  try {
    const request = new Request(url, { method: call.method, headers, body: call.form ?? body, redirect: "manual" });
    return await readEnvelope(line.fetch, request, [line.accessToken, line.app.secret, ...Object.values(query), ...textsIn(call.body)]);
  } catch (failure) {
    throw isPlaceLost(call, failure) ? failure.withVerdict("retry") : failure;
  }
}

/** Page tokens age, and TikTok calls an old one a wrong parameter: asked from the first page again, the same question is answered. */
const isPlaceLost = (call: Call, failure: unknown): failure is TikTokFailure =>
  Boolean(call.query?.page_token) && failure instanceof TikTokFailure && failure.code === CODES.parameter && !failure.isTokenRefused;

/** The token host takes the secret in the query, so that no URL of it may ever be logged. */
export async function callTokenHost(
  host: { authUrl: string; fetch(request: Request): Promise<Response> },
  path: string,
  query: Record<string, string>,
): Promise<unknown> {
  const request = new Request(`${host.authUrl}${path}?${new URLSearchParams(query)}`, { redirect: "manual" });
  return (await readEnvelope(host.fetch, request, Object.values(query))).data;
}

/** `told` is what the request says: a refusal may repeat it. */
async function readEnvelope(send: Line["fetch"], request: Request, told: string[]): Promise<Answer> {
  let text: string;
  let status: number;
  try {
    const response = await send(request);
    status = response.status;
    text = await response.text();
  } catch {
    // The runtime's words for a broken connection are opaque and may name the URL, which can hold a secret.
    throw unreachable("the connection broke");
  }
  const envelope = parseEnvelope(text);
  if (!envelope) throw status === 429 ? failureOf(36009002, "too many requests", null) : unreachable(`HTTP ${status} without an envelope`);
  const requestId = typeof envelope.request_id === "string" ? envelope.request_id : null;
  const words = typeof envelope.message === "string" ? envelope.message : "";
  if (envelope.code !== 0) throw failureOf(Number(envelope.code), words, requestId, told);
  return { data: envelope.data ?? {}, requestId };
}

/** Every text of a body, and of the JSON that some of its texts are. */
function textsIn(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  if (typeof value !== "string") return [];
  return [value, ...(value.startsWith("{") ? textsIn(parseOrNull(value)) : [])];
}

interface Envelope {
  code?: unknown;
  message?: unknown;
  request_id?: unknown;
  data?: unknown;
}

/** Null for what is no JSON. */
function parseOrNull(text: string): unknown {
  try {
    return parseKeepingIds(text);
  } catch {
    return null;
  }
}

function parseEnvelope(text: string): Envelope | null {
  const parsed = parseOrNull(text);
  return typeof parsed === "object" && parsed !== null && "code" in parsed ? (parsed as Envelope) : null;
}

/** TikTok's ids have up to 19 digits, more than a JavaScript number holds exactly, and some arrive as JSON numbers: those stay text. */
export function parseKeepingIds(text: string): unknown {
  if (!/[:[,]\s*\d{16,}\s*[,}\]]/.test(text)) return JSON.parse(text);
  return JSON.parse(text, function keepId(_key, value: unknown, context?: { source?: string }) {
    return typeof value === "number" && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? "") ? context?.source : value;
  } as (key: string, value: unknown) => unknown);
}
