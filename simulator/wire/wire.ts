// One API call from arrival to answer: faults that keep it from happening, the gateway, the act, faults that spoil the answer, the
// record. Refuses pages; those are answered elsewhere.
import type { Core } from "../core/core.ts";
import { Refusal } from "../core/core.ts";
import { type Fault, type Subject, strikeFirst } from "../faults.ts";
import { moveDue } from "../orders/due.ts";
import { type Answer, failure, htmlPage, respond, success } from "./answer.ts";
import { brokenConnection } from "./broken.ts";
import { businessFailure, internalError, tooMany, WireFailure } from "./failure.ts";
import { type Arrived, type Form, type Known, runCall } from "./gateway.ts";
import { recordCall } from "./record.ts";
import { findRoute, type Route } from "./route.ts";
import { answerToken, TOKEN_CALLS } from "./token.ts";

export type Pause = (ms: number) => Promise<void>;

const SLOW_MS = 2_000;
/** How long a hanging call hangs before its connection breaks. */
const HANG_MS = 60_000;

async function readArrived(request: Request, url: URL): Promise<Arrived> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  const type = request.headers.get("content-type") ?? "";
  const isForm = type.toLowerCase().startsWith("multipart/form-data");
  const form = isForm ? await readForm(bytes, type) : null;
  return { method: request.method, path: url.pathname, query: url.searchParams, headers: request.headers, bytes, form };
}

async function readForm(bytes: Uint8Array, type: string): Promise<Form> {
  const form: Form = new Map();
  try {
    const parts = await new Response(bytes.slice(), { headers: { "content-type": type } }).formData();
    for (const [name, part] of parts) form.set(name, typeof part === "string" ? part : new Uint8Array(await part.arrayBuffer()));
  } catch {
    // Not a form after all: what could be read is kept, and the check for the missing part speaks.
  }
  return form;
}

function subjectOf(core: Core, routes: readonly Route[], arrived: Arrived): Subject {
  const found = findRoute(routes, arrived.method, arrived.path);
  const name = typeof found === "string" ? (TOKEN_CALLS[arrived.path] ?? "") : found.route.name;
  const cipher = arrived.query.get("shop_cipher");
  const shop = cipher ? Object.values(core.state.shops).find((one) => one.cipher === cipher) : undefined;
  return { names: [name, arrived.path, `${arrived.method} ${arrived.path}`], shopId: shop?.id };
}

/** What keeps a call from happening. */
const PREVENTING = ["refused", "timeout_before", "down", "html", "error500", "rate_limit"] as const;

function happen(core: Core, routes: readonly Route[], arrived: Arrived, known: Known): Answer {
  // A slow answer tells of the moment it is made, not of the one it was asked for.
  moveDue(core);
  try {
    if (Object.hasOwn(TOKEN_CALLS, arrived.path)) return success(core, answerToken(core, arrived), "success");
    return success(core, runCall(core, routes, arrived, known), "Success");
  } catch (error) {
    if (error instanceof WireFailure) return failure(core, error);
    // A rule of the world that the wire has no code for.
    if (error instanceof Refusal) return failure(core, businessFailure(core, 21001001, error.message));
    throw error;
  }
}

/** Throws, as `fetch` does, when a fault breaks the connection; whatever happened before stays happened and is on record. */
export async function answerCall(core: Core, routes: readonly Route[], request: Request, url: URL, pause: Pause): Promise<Response> {
  const arrived = await readArrived(request, url);
  const subject = subjectOf(core, routes, arrived);
  const known: Known = {};
  const record = (answer: Answer | null, status: number | null, fault: string) =>
    recordCall(core.state.calls, {
      at: core.now(),
      method: arrived.method,
      path: arrived.path,
      name: subject.names[0] ?? "",
      appKey: known.app?.appKey ?? arrived.query.get("app_key") ?? "",
      shopId: known.shop?.id ?? subject.shopId ?? null,
      code: answer?.envelope.code ?? null,
      status,
      requestId: answer?.requestId ?? "",
      fault,
    });
  const slow = core.faults.strike("slow", subject);
  if (slow) await pause(slow.ms ?? SLOW_MS);
  const prevented = strikeFirst(core.faults, PREVENTING, subject);
  if (prevented) {
    const refusal = refuse(core, prevented, subject);
    record(refusal.answer, refusal.response?.status ?? null, prevented.kind);
    if (refusal.response) return refusal.response;
    if (prevented.how === "hang") await pause(HANG_MS);
    throw brokenConnection();
  }
  const answer = happen(core, routes, arrived, known);
  const lost = core.faults.strike("timeout_after", subject);
  if (lost) {
    record(answer, null, "timeout_after");
    if (lost.how === "hang") await pause(HANG_MS);
    throw brokenConnection();
  }
  const response = respond(core, answer, subject);
  record(answer, response.status, slow ? "slow" : "");
  return response;
}

function refuse(core: Core, fault: Fault, subject: Subject): { answer: Answer | null; response: Response | null } {
  switch (fault.kind) {
    case "down":
      return { answer: null, response: new Response("upstream connect error", { status: 503 }) };
    case "html":
      return { answer: null, response: htmlPage() };
    case "error500":
    case "rate_limit": {
      const answer = failure(core, fault.kind === "error500" ? internalError() : tooMany());
      return { answer, response: respond(core, answer, subject) };
    }
    default:
      return { answer: null, response: null };
  }
}
