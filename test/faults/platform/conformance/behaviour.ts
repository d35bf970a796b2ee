// What one line of the conformance list is: a sentence, an act against Cloudflare's own API, and what
// must come out as JSON. The same act runs on workerd and on the shims; a difference is allowed only
// when the line names what the shims answer instead and why they cannot be alike.
import type { D1Database, ExecutionContext, Queue, R2Bucket } from "@cloudflare/workers-types";
import type { Room } from "./room.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Stage {
  DB: D1Database;
  LIVE: Queue;
  SLOW: Queue;
  BUCKET: R2Bucket;
  ctx: ExecutionContext;
  /** A name no other behaviour uses: for tables, rooms, keys and message logs. */
  own: string;
  room: (name?: string) => RoomStub;
  freshRoom: () => RoomStub;
  ids: RoomIds;
}

type Asynchronous<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
type RoomMethod = { [K in keyof Room]: Room[K] extends (...args: never[]) => unknown ? K : never }[keyof Room];
export type RoomStub = { [K in Exclude<RoomMethod, "fetch">]: Asynchronous<Room[K]> } & {
  id: { toString(): string; name?: string; equals(other: unknown): boolean };
  name?: string;
  fetch(input: string | Request, init?: RequestInit): Promise<Response & { webSocket: ClientEnd | null }>;
  [method: string]: unknown;
};

export interface RoomIds {
  idFromName(name: string): RoomStub["id"];
  idFromString(id: string): RoomStub["id"];
  newUniqueId(): RoomStub["id"];
  get(id: RoomStub["id"]): RoomStub;
}

/** The end of a socket a Worker holds as a client. */
export interface ClientEnd {
  readyState: number;
  accept(): void;
  send(message: string | ArrayBuffer | Uint8Array): void;
  close(code?: number, reason?: string): void;
  addEventListener(kind: "message" | "close" | "error", hear: (event: never) => void): void;
}

interface Difference {
  /** What the shims answer where they cannot be like workerd. */
  shims?: Json;
  because?: string;
}

export interface Behaviour extends Difference {
  says: string;
  act(stage: Stage): unknown;
  expect: Json;
}

export function behaves(says: string, act: (stage: Stage) => unknown, expect: Json, difference: Difference = {}): Behaviour {
  return { says, act, expect, ...difference };
}

/** One statement against D1: rows as arrays, or the error's words. */
export function answers(says: string, sql: string, params: unknown[], expect: Json, difference: Difference = {}): Behaviour {
  return behaves(
    says,
    ({ DB }) =>
      outcomeOf(() =>
        DB.prepare(sql)
          .bind(...params)
          .raw(),
      ),
    expect,
    difference,
  );
}

/** Several lines of schema and data first, `t` standing for a table of the behaviour's own, then one statement. */
export function answersOn(
  says: string,
  schema: string[],
  sql: string,
  params: unknown[],
  expect: Json,
  difference: Difference = {},
): Behaviour {
  const act = async ({ DB, own }: Stage) => {
    for (const line of schema) await DB.prepare(naming(line, own)).run();
    return outcomeOf(
      () =>
        DB.prepare(naming(sql, own))
          .bind(...params)
          .raw(),
      own,
    );
  };
  return behaves(says, act, expect, difference);
}

/** `$t` in a statement is the table of this behaviour alone. */
export function naming(sql: string, own: string): string {
  return sql.replaceAll("$t", own);
}

/** What the act returns, or the words it fails with, the behaviour's own names written as `$t`. */
export async function outcomeOf(act: () => unknown, own?: string): Promise<unknown> {
  try {
    const outcome = await act();
    return own && outcome !== undefined ? JSON.parse(JSON.stringify(outcome).replaceAll(own, "$t")) : outcome;
  } catch (error) {
    return own ? wordsOf(error).replaceAll(own, "$t") : wordsOf(error);
  }
}

/** Name and message, without where in the statement (node:sqlite does not tell) and without a log's reference. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  return `${error.name}: ${error.message}`.replace(/ at offset \d+/, "").replace(/reference = \w+/, "reference");
}

/** Looks again every `everyMs` until the answer is not null; gives up with the last answer. */
export async function until<T>(look: () => Promise<T | null>, limitMs = 8_000, everyMs = 50): Promise<T | null> {
  for (let waited = 0; waited < limitMs; waited += everyMs) {
    const seen = await look();
    if (seen !== null) return seen;
    await pause(everyMs);
  }
  return look();
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
