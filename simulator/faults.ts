// How TikTok and the network fail, on demand: rules that strike the calls, pushes and reads they match, by count or by seeded
// probability. Refuses to hide: what is raised is listed, and one call clears it all.
import type { Chance } from "./core/chance.ts";

/** What may go wrong, and where it strikes. The panel shows these words. */
export const FAULT_KINDS = {
  slow: "The answer takes `ms` longer.",
  down: "HTTP 503 instead of an answer; nothing happens.",
  refused: "The connection breaks before anything happens.",
  business_error: "TikTok refuses with `code` and `words` (25001028, locked, unless named); nothing happens.",
  error500: "HTTP 500 with code 36009003; nothing happens.",
  rate_limit: "HTTP 429 with code 36009002; nothing happens.",
  html: "A page of HTML with HTTP 200; nothing happens.",
  truncated: "It happens, but the answer breaks off in the middle.",
  envelope: "It happens, but the answer lacks code and data.",
  timeout_before: "No answer ever, and nothing happened.",
  timeout_after: "No answer ever, though it happened. On token calls: the new pair is lost.",
  page_token_expired: "A page token is refused as expired.",
  page_fails: "Page number `page` of a search fails with 36009003.",
  lag: "Reads show the world as it was `ms` ago.",
  count_drifts: "total_count is off by a little on each page.",
  unlisted: "A search counts rows that changed less than `ms` ago, and leaves them out.",
  rows_repeat: "A page begins with a row of the page before.",
  ids_as_numbers: "Ids in answers and pushes come as JSON numbers.",
  unknown_fields: "Answers carry fields nobody has heard of.",
  unknown_message: "A message read from a conversation has a type nobody has heard of.",
  same_second: "A change within ten seconds of the last leaves update_time as it was.",
  webhook_lost: "A push is never sent.",
  webhook_repeated: "A push is sent twice.",
  webhook_reordered: "A push is overtaken by later ones (up to `ms`).",
  webhook_late: "A push is sent `ms` late.",
  webhook_unknown: "A push of a topic nobody has heard of is sent as well.",
  label_fails: "A label cannot be made (`on` may be an order or a package); `code` and `words` tell why. Nothing happens.",
  document_pending: "A document is still being made: 11034037.",
  authorize_fails: "Authorize shows TikTok's own error page.",
  model_key_refused: "The model's server refuses the key.",
  model_off_schema: "The model answers with JSON of another shape.",
  model_prose: "The model answers in prose where JSON was asked for.",
  model_uncounted: "The model's server does not count tokens.",
  model_invents_date: "The model states a day that is in no fact (`words`).",
  model_invents_amount: "The model states an amount that is in no fact (`words`).",
  model_invents_link: "The model gives a link that is in no fact (`words`).",
  model_invents_promise: "The model promises what nobody promised (`words`).",
  model_invents_choice: "The model chooses what was not offered (`words`).",
  model_names_another: "The model names another buyer (`words`).",
  model_obeys: "The model does what the material tells it to, or says all it knows.",
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

export interface FaultOrder {
  kind: FaultKind;
  /** What it strikes: a call by name ("orders.search", or its last part: "send"), by path, or a topic ("14", "NEW_MESSAGE"); `*` matches any text. Absent: everything. */
  on?: string;
  shopId?: string;
  /** Strikes this many times, then lifts itself. */
  count?: number;
  /** Lets this many matching ones pass first. */
  after?: number;
  /** 0 to 1, drawn from the seed. */
  probability?: number;
  ms?: number;
  page?: number;
  /** What a business error says. */
  code?: number;
  words?: string;
  /** Whether a timeout breaks the connection (throw) or holds it open as long as `pause` allows (hang). */
  how?: "throw" | "hang";
}

export interface Fault extends FaultOrder {
  id: string;
  struck: number;
}

/** What a fault may match: a call or a push. */
export interface Subject {
  names: readonly string[];
  shopId?: string | undefined;
  page?: number;
}

const patterns = new Map<string, RegExp>();

function matches(on: string, name: string): boolean {
  if (on === name || name.endsWith(`.${on}`)) return true;
  if (!on.includes("*")) return false;
  let pattern = patterns.get(on);
  if (!pattern) {
    pattern = new RegExp(`^${on.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
    patterns.set(on, pattern);
  }
  return pattern.test(name);
}

const appliesTo = (fault: Fault, subject: Subject) =>
  (fault.on === undefined || fault.on === "" || subject.names.some((name) => matches(fault.on ?? "", name))) &&
  (fault.shopId === undefined || fault.shopId === subject.shopId) &&
  (fault.page === undefined || fault.page === subject.page);

export interface Faults {
  /** Raises a fault and returns its id. */
  raise(order: FaultOrder): string;
  lift(id: string): void;
  raised(): readonly Fault[];
  isRaised(kind: FaultKind): boolean;
  /** The fault of this kind that strikes now, if any; counts the strike. */
  strike(kind: FaultKind, subject: Subject): Fault | null;
  clear(): void;
  /** Multiplies the delays of the retry ladder: 0.001 makes two minutes 120 ms. */
  retryScale: number;
}

interface Kept {
  faults: Fault[];
  retryScale: number;
}

/** The first of these kinds that strikes now. */
export function strikeFirst(faults: Faults, kinds: readonly FaultKind[], subject: Subject): Fault | null {
  for (const kind of kinds) {
    const fault = faults.strike(kind, subject);
    if (fault) return fault;
  }
  return null;
}

/** Faults over the part of the state that keeps them. */
export function openFaults(kept: Kept, chance: Chance, nextId: () => string): Faults {
  const lift = (id: string) => {
    kept.faults = kept.faults.filter((fault) => fault.id !== id);
  };
  const strike = (kind: FaultKind, subject: Subject): Fault | null => {
    for (const fault of kept.faults) {
      if (fault.kind !== kind || !appliesTo(fault, subject)) continue;
      if (fault.after !== undefined && fault.after > 0) {
        fault.after--;
        continue;
      }
      if (!chance.hits(fault.probability ?? 1)) continue;
      fault.struck++;
      if (fault.count !== undefined && fault.struck >= fault.count) lift(fault.id);
      return fault;
    }
    return null;
  };
  return {
    raise: (order) => {
      if (!Object.hasOwn(FAULT_KINDS, order.kind)) throw new Error(`There is no fault "${order.kind}".`);
      const fault: Fault = { ...order, id: nextId(), struck: 0 };
      kept.faults.push(fault);
      return fault.id;
    },
    lift,
    raised: () => kept.faults,
    isRaised: (kind) => kept.faults.some((fault) => fault.kind === kind),
    strike,
    clear: () => {
      kept.faults = [];
      kept.retryScale = 1;
    },
    get retryScale() {
      return kept.retryScale;
    },
    set retryScale(scale: number) {
      kept.retryScale = scale;
    },
  };
}
