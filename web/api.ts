/** The one way to the Worker: typed by its routes, every refusal thrown as a Problem. It knows no rule and keeps nothing; the query cache
 *  does the keeping. */
import type { ClientResponse, hc } from "hono/client";
import type { Api } from "../worker/api.ts";
import { callerOf } from "./caller.ts";
import { keepNewest, type Newest } from "./newest.ts";

/** Tabs of one browser, which hear of each other's changes. */
const tabs = new BroadcastChannel("tillside-changed");
export const newest = keepNewest(() => tabs.postMessage(null));
tabs.onmessage = () => newest.forget();

/** A question that nobody answers changed nothing; whether anything else was done nobody knows. */
const carry: Newest["carry"] = (method, call) =>
  newest.carry(method, call).catch(() => {
    throw silence(method === "GET" ? "no-connection" : "no-answer");
  });

export const api = callerOf("/api", carry) as ReturnType<typeof hc<Api>>;

export type Facts = Record<string, string | number | boolean | null>;

/** Why something was not done, in the form the Worker gives it (RFC 9457). The sentence for `code` is in the dictionary. */
export class Problem extends Error {
  declare readonly status: number;
  declare readonly kind: string;
  declare readonly code: string;
  readonly facts: Facts = {};
  readonly reference: string = "";

  constructor(document: { status: number; kind: string; code: string; facts?: Facts; reference?: string }) {
    super(document.code);
    Object.assign(this, document);
  }
}

const silence = (code: string) => new Problem({ status: 0, kind: "unavailable", code });

/** What a route answers when it is asked. */
export type Answer<Route> = Route extends (...asked: never[]) => Promise<infer Response>
  ? Response extends ClientResponse<infer Body, infer _Status, infer _Format>
    ? Body
    : never
  : never;

/** Waits for an answer of the API; throws a Problem for a refusal and for silence. */
export async function ask<Body>(call: Promise<ClientResponse<Body, number, string>>): Promise<Body> {
  const response = await call;
  if (response.ok) return (await response.json()) as Body;
  throw await readProblem(response);
}

/** For the routes the typed client does not know: signing in and out, and bytes. */
export async function send<Body = unknown>(path: string, init: { body: BodyInit; headers: Record<string, string> }): Promise<Body> {
  const response = await carry("POST", () => fetch(`/api${path}`, { method: "POST", ...init }));
  if (response.ok) return (await response.json()) as Body;
  throw await readProblem(response);
}

/** Why something could not be loaded; null where by now it can. */
export async function probe(address: string): Promise<Problem | null> {
  const response = await fetch(address).catch(() => null);
  if (!response) return silence("no-connection");
  return response.ok ? null : readProblem(response);
}

export const sendJson = <Body = unknown>(path: string, body: object) =>
  send<Body>(path, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });

async function readProblem(response: { status: number; json(): Promise<unknown> }): Promise<Problem> {
  const document = (await response.json().catch(() => null)) as Partial<Problem> | null;
  // Something between us and the Worker answered in its own form.
  if (!document?.code) return new Problem({ status: response.status, kind: "unavailable", code: "unreadable" });
  return new Problem({ kind: "broken", ...document, status: response.status, code: document.code });
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem({ status: 0, kind: "broken", code: "page-broken" });
