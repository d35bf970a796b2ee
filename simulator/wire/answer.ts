// TikTok's envelope around every answer, and what the raised faults make of it on its way out. Refuses to decide the content.
import type { Core } from "../core/core.ts";
import { drawRequestId } from "../core/ids.ts";
import type { Subject } from "../faults.ts";
import type { WireFailure } from "./failure.ts";

export interface Envelope {
  code: number;
  message: string;
  data: unknown;
}

export interface Answer {
  envelope: Envelope;
  status: number;
  requestId: string;
}

/** The auth host writes "success", the API host "Success". */
export const success = (core: Core, data: unknown, message: string): Answer => ({
  envelope: { code: 0, message, data },
  status: 200,
  requestId: drawRequestId(core.chance("wire"), core.now()),
});

/** Whether `data` is null or {} is a doubt; both have been seen. */
export const failure = (core: Core, error: WireFailure): Answer => ({
  envelope: { code: error.code, message: error.message, data: core.state.doubts.errorData === "null" ? null : {} },
  status: error.status,
  requestId: drawRequestId(core.chance("wire"), core.now()),
});

const JSON_TYPE = "application/json; charset=utf-8";
const RETRY_AFTER_SECONDS = "2";
const PAGE = "<!doctype html><html><head><title>Just a moment</title></head><body><h1>We are checking your connection</h1></body></html>";

/** Ids as JSON numbers, which loses their last digits in any reader that keeps numbers as doubles. */
const withNumbers = (text: string) => text.replace(/"((?:\w+_)?id)":"(\d{6,19})"/g, '"$1":$2');

const withUnknownFields = (data: unknown) =>
  data !== null && typeof data === "object" ? { ...data, experiment_bucket: "b7", extra: { nested: [1, null, { deep: true }] } } : data;

const textResponse = (body: string, status: number, type: string): Response =>
  new Response(body, { status, headers: { "content-type": type } });
export const htmlPage = (): Response => textResponse(PAGE, 200, "text/html; charset=utf-8");

/** The response as it leaves, bent by the faults that let the call happen. */
export function respond(core: Core, answer: Answer, subject: Subject): Response {
  const { code, message, data } = answer.envelope;
  const shown = core.faults.strike("unknown_fields", subject) ? withUnknownFields(data) : data;
  const plain = JSON.stringify({ code, message, request_id: answer.requestId, data: shown });
  const body = core.faults.strike("ids_as_numbers", subject) ? withNumbers(plain) : plain;
  if (core.faults.strike("envelope", subject)) return textResponse(JSON.stringify({ status: "ok", result: data }), 200, JSON_TYPE);
  if (core.faults.strike("truncated", subject)) return textResponse(body.slice(0, Math.ceil(body.length / 2)), answer.status, JSON_TYPE);
  const response = textResponse(body, answer.status, JSON_TYPE);
  if (answer.status === 429 && core.state.doubts.sendsRetryAfter) response.headers.set("retry-after", RETRY_AFTER_SECONDS);
  return response;
}
