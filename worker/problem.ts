/** The errors people see, as RFC 9457 problem documents. A problem names its kind, a code for the browser's dictionary and the facts
 *  its sentence needs; it never carries a stack, a token or a sentence of its own, except TikTok's own words. */

export type ProblemKind =
  | "invalid"
  | "signed-out"
  | "forbidden"
  | "missing"
  | "conflict"
  | "disconnected"
  | "rejected"
  | "unavailable"
  | "too-many"
  | "too-large";

const statuses = {
  invalid: 422,
  "signed-out": 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  disconnected: 409,
  rejected: 422,
  unavailable: 503,
  "too-many": 429,
  "too-large": 413,
} as const satisfies Record<ProblemKind, number>;

export type Facts = Record<string, string | number | boolean | null>;

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly facts: Facts;

  constructor(kind: ProblemKind, code: string, facts: Facts = {}) {
    super(`${kind}: ${code}`);
    this.kind = kind;
    this.code = code;
    this.facts = facts;
  }

  get status() {
    return statuses[this.kind];
  }
}

/** The wire form of a problem (RFC 9457 §3). `reference` lets a person quote one request to whoever reads the logs. */
export interface ProblemDocument {
  type: "about:blank";
  title: string;
  status: number;
  kind: ProblemKind | "broken";
  code: string;
  facts: Facts;
  reference: string;
}

export function documentOf(problem: Problem, reference: string): ProblemDocument {
  const { kind, code, facts, status } = problem;
  return { type: "about:blank", title: code, status, kind, code, facts, reference };
}

/** What anything unforeseen becomes: nothing of it leaves but a reference. */
export function brokenDocument(reference: string): ProblemDocument {
  return { type: "about:blank", title: "broken", status: 500, kind: "broken", code: "broken", facts: {}, reference };
}
