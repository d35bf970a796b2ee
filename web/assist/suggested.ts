/** What a model suggests in each ticket, and what becomes of it. A suggestion stands beside what somebody writes and touches it only when asked to;
 *  what it took the place of can be had back until it is sent. One at a time: asking for another ends the one before. */
import { createStore } from "solid-js/store";
import { type Answer, api, ask, asProblem, type Problem } from "../api.ts";
import { type Along, useAlong } from "../composer/alongside.ts";
import type { Writing } from "../composer/writing.ts";
import { noticeFailure } from "../frame/session.ts";
import { LANGUAGE } from "../words/language.ts";
import type { TicketHelp } from "./help-query.ts";
import { readLines } from "./lines.ts";

type Suggestions = (typeof api.tickets)[":id"]["suggestions"];
type Rewritten = Extract<Answer<Suggestions["rewrite"]["$post"]>, { failed: null }>;
export type Tone = Parameters<Suggestions["rewrite"]["$post"]>[0]["json"]["tone"];
export type Blocked = Rewritten["blocked"][number];
export type Lost = Rewritten["lost"][number];
export type Reason = "off" | "budget" | "slow" | "broken" | "refused" | "unreadable";

type DraftLine =
  | { is: "begun"; language: string; similar: number[] }
  | { is: "words"; words: string }
  | { is: "whole"; id: string; text: string; blocked: Blocked[]; used: Fact[] }
  | { is: "failed"; because: Reason };

type KeptSummary = NonNullable<TicketHelp["summary"]>;
export type Mark = KeptSummary["marks"][number];
/** What every stream of suggested words says. */
export type Told =
  | { is: "begun" }
  | { is: "words"; words: string }
  | { is: "whole"; id: string; text: string }
  | { is: "failed"; because: Reason };

export interface Fact {
  id: string;
  shown: string;
}

export interface Suggestion {
  task: "draft" | "rewrite" | "translate" | "summary" | "template";
  /** used: it stands in the composer now, in place of `before`. */
  state: "asking" | "whole" | "used" | "failed";
  /** By which the desk knows it; empty until it is whole. */
  id: string;
  text: string;
  language: string;
  blocked: readonly Blocked[];
  lost: readonly Lost[];
  used: readonly Fact[];
  /** What of a summary stands nowhere, or is the buyer's word alone. */
  marks: readonly Mark[];
  /** Messages that came after it. */
  behind: number;
  /** Numbers of tickets whose answers it was shown. */
  similar: readonly number[];
  /** One's own words it would take the place of; empty where it goes beside them. */
  before: string;
  /** A translation, translated back. */
  back: string;
  tone: Tone | null;
  because: Reason | null;
  problem: Problem | null;
}

const [suggestions, setSuggestions] = createStore<Record<string, Suggestion | undefined>>({});
/** Suggestions whose words stand in what somebody writes, by ticket. */
const standing = new Map<string, Suggestion[]>();
const asking = new Map<string, AbortController>();

export const suggestionIn = (ticket: string): Suggestion | undefined => suggestions[ticket];

const NONE = {
  state: "asking",
  id: "",
  text: "",
  language: "",
  blocked: [],
  lost: [],
  used: [],
  marks: [],
  behind: 0,
  similar: [],
  before: "",
  back: "",
  tone: null,
  because: null,
  problem: null,
} as const;

/** Asks anew; `work` tells of it only as long as nothing else was asked for in this ticket. */
export async function begin(
  ticket: string,
  first: Pick<Suggestion, "task"> & Partial<Suggestion>,
  work: (tell: (change: Partial<Suggestion>) => void, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  asking.get(ticket)?.abort();
  const controller = new AbortController();
  asking.set(ticket, controller);
  setSuggestions(ticket, { ...NONE, ...first });
  const tell = (change: Partial<Suggestion>) => {
    if (!controller.signal.aborted && suggestions[ticket]) setSuggestions(ticket, { ...suggestions[ticket], ...change });
  };
  try {
    await work(tell, controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return;
    noticeFailure(error);
    tell({ state: "failed", problem: asProblem(error) });
  }
}

export const askDraft = (ticket: string) =>
  begin(ticket, { task: "draft" }, async (tell, signal) => {
    const response = await api.tickets[":id"].draft.$post({ param: { id: ticket }, json: {} }, { init: { signal } });
    await hear<DraftLine>(response, tell, (line) => {
      if (line.is === "begun") tell({ language: line.language, similar: line.similar });
      if (line.is === "whole") tell({ blocked: line.blocked, used: line.used });
    });
  });

/** Words as they come, and how it ended. */
export async function hear<Line extends Told>(
  response: { ok: boolean; body: unknown },
  tell: (change: Partial<Suggestion>) => void,
  more: (line: Line) => void,
): Promise<void> {
  // A refusal comes as a problem, as everywhere.
  if (!response.ok || !response.body) return void (await ask(Promise.resolve(response as never)));
  let text = "";
  let isOver = false;
  for await (const line of readLines<Line>(response.body as ReadableStream<Uint8Array>)) {
    isOver = line.is === "whole" || line.is === "failed";
    if (line.is === "words") {
      text += line.words;
      tell({ text });
    }
    if (line.is === "failed") tell({ state: "failed", because: line.because });
    more(line);
    if (line.is === "whole") tell({ state: "whole", id: line.id, text: line.text });
  }
  if (!isOver) tell({ state: "failed", because: "broken" });
}

export const askRewrite = (ticket: string, before: string, tone: Tone) =>
  begin(ticket, { task: "rewrite", before, tone }, async (tell, signal) => {
    const json = { text: before, tone };
    const answer = await ask(api.tickets[":id"].suggestions.rewrite.$post({ param: { id: ticket }, json }, { init: { signal } }));
    if (answer.failed !== null) return tell({ state: "failed", because: answer.failed });
    const { id, text, blocked, lost } = answer;
    tell({ state: "whole", id, text, blocked, lost });
  });

export const askTranslation = (ticket: string, before: string, to: string) =>
  begin(ticket, { task: "translate", before, language: to }, async (tell, signal) => {
    const json = { text: before, from: LANGUAGE, to };
    const answer = await ask(api.tickets[":id"].suggestions.translation.$post({ param: { id: ticket }, json }, { init: { signal } }));
    if (answer.failed !== null) return tell({ state: "failed", because: answer.failed });
    const { id, text, back, lost } = answer;
    tell({ state: "whole", id, text, back, lost });
  });

/** In place of whatever was suggested here. */
export const place = (ticket: string, made: (Partial<Suggestion> & Pick<Suggestion, "task">) | undefined) => {
  asking.get(ticket)?.abort();
  setSuggestions(ticket, made && { ...NONE, ...made });
};

/** Its words stand in what somebody writes, until that is sent. */
export const stand = (ticket: string, made: Pick<Suggestion, "task" | "id" | "text">) =>
  void standing.set(ticket, [...(standing.get(ticket) ?? []), { ...NONE, state: "used", ...made }]);

export const isBlocked = ({ blocked, lost }: Suggestion) => blocked.length + lost.length > 0;

/** Puts it in: a draft where the cursor stands, other words in place of those they were made from. False where these are there no more. */
export function use(ticket: string, writing: Writing): boolean {
  const suggestion = suggestions[ticket];
  if (suggestion?.state !== "whole" || isBlocked(suggestion)) return false;
  const { before, text, task } = suggestion;
  if (task === "draft") writing.put("reply", text);
  else if (!swap(writing, before, text)) return false;
  standing.set(ticket, [...(standing.get(ticket) ?? []), { ...suggestion }]);
  void settle(ticket, suggestion.id, { outcome: "used" });
  setSuggestions(ticket, task === "draft" ? undefined : { ...suggestion, state: "used" });
  return true;
}

/** One's own words are back. */
export function undo(ticket: string, writing: Writing): boolean {
  const suggestion = suggestions[ticket];
  if (suggestion?.state !== "used" || !swap(writing, suggestion.text, suggestion.before)) return false;
  standing.set(
    ticket,
    (standing.get(ticket) ?? []).filter(({ id }) => id !== suggestion.id),
  );
  void settle(ticket, suggestion.id, { outcome: "discarded" });
  setSuggestions(ticket, undefined);
  return true;
}

export function discard(ticket: string): void {
  asking.get(ticket)?.abort();
  const suggestion = suggestions[ticket];
  // A summary that was read has done what it is for.
  if (suggestion?.state === "whole" && suggestion.task !== "summary" && !isBlocked(suggestion))
    void settle(ticket, suggestion.id, { outcome: "discarded" });
  setSuggestions(ticket, undefined);
}

function swap({ draft }: Writing, from: string, to: string): boolean {
  const whole = draft.text();
  const at = draft.kind() === "reply" ? whole.indexOf(from) : -1;
  if (at < 0) return false;
  draft.change({ reply: whole.slice(0, at) + to + whole.slice(at + from.length) });
  return true;
}

type Settled = Parameters<Suggestions[":suggestion"]["$put"]>[0]["json"];

/** What becomes of suggestions is worth knowing and worth no trouble: what does not arrive is not counted. */
export async function settle(ticket: string, suggestion: string, json: Settled): Promise<void> {
  await ask(
    api.tickets[":id"].suggestions[":suggestion"].$put({ param: { id: ticket, suggestion }, json }, { init: { keepalive: true } }),
  ).catch(() => undefined);
}

/** Words leave this ticket: what was suggested of them is decided. */
function tellSent(ticket: string, sent: string, kind: "reply" | "note"): Along {
  const all = standing.get(ticket) ?? [];
  const used = all.filter(({ task }) => (task === "summary") === (kind === "note"));
  standing.set(
    ticket,
    all.filter((one) => !used.includes(one)),
  );
  if (suggestions[ticket]?.state === "used") setSuggestions(ticket, undefined);
  for (const { id, text } of used) void settle(ticket, id, { outcome: "sent", offered: text, sent });
  const translated = used.findLast(({ task }) => task === "translate");
  return translated ? { original: { language: LANGUAGE, text: translated.before } } : {};
}

useAlong(tellSent);
