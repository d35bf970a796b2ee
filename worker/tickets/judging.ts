/** Which answers of a ticket count as TikTok's meaningful reply, and an agent's other opinion about one: kept with the answer, told as an event
 *  with what was thought before, and the chats as TikTok scores them counted again from there. Refuses opinions about what is no answer. */
import { type Counting, judgeReply } from "../sla/meaningful.ts";
import { answerTurn, askTurn, type Turn } from "../sla/score.ts";
import { type Entry, isByRule, type MessageEntry, type Opinion, partOf, previewOf, type ReplyEntry } from "../timeline/entries.ts";
import { wireContent } from "../timeline/outbox.ts";
import type { TicketFacts } from "../timeline/timeline.ts";
import { SECOND_MS } from "../units.ts";
import type { TicketStorage } from "./storage.ts";
import type { Person } from "./view.ts";

export type WhyNot = Extract<Counting, { counts: false }>["because"] | "rule";
export interface Judgement {
  counts: boolean;
  /** Null where it counts, or where an agent said that it does not. */
  because: WhyNot | null;
  opinion: Opinion | null;
}

/** Judged by the line a list shows of it, as when it was sent. */
const judgeContent = (type: string, content: Record<string, unknown>) => judgeReply(previewOf(type, content));

/** A reply not yet written: a picture or a card says something. */
export const judgeDraft = (text: string, shows: boolean): Counting => (shows ? { counts: true } : judgeContent("TEXT", { content: text }));

/** Null for what is no answer of a person's or a rule's. */
export function judgeEntry(entry: Entry): Judgement | null {
  const isAnswer = entry.kind === "reply" ? entry.state === "sent" : entry.kind === "message" && partOf(entry) === "answer";
  if (!isAnswer || (entry.kind !== "reply" && entry.kind !== "message")) return null;
  const { opinion } = entry;
  if (opinion) return { counts: opinion.counts, because: null, opinion };
  if (entry.kind === "reply" && isByRule(entry.by)) return { counts: false, because: "rule", opinion: null };
  const counting =
    entry.kind === "reply" ? judgeContent(entry.body.type, wireContent(entry.body)) : judgeContent(entry.type, entry.content);
  return { counts: counting.counts, because: counting.counts ? null : counting.because, opinion: null };
}

export const judgeAll = (entries: Entry[]): Record<string, Judgement> =>
  Object.fromEntries(
    entries.flatMap((entry) => {
      const judgement = judgeEntry(entry);
      return judgement ? [[entry.id, judgement]] : [];
    }),
  );

/** The facts with an agent's opinion about an answer, all of it written down; null where there is no such answer, the same facts where the
 *  opinion is nothing new. */
export function takeOpinion(
  storage: TicketStorage,
  facts: TicketFacts,
  id: string,
  { counts, reason }: Pick<Opinion, "counts" | "reason">,
  person: Person,
  now: number,
): TicketFacts | null {
  const entry = storage.entry(id);
  const before = entry && judgeEntry(entry);
  if (!before || (entry.kind !== "reply" && entry.kind !== "message")) return null;
  if (before.counts === counts && before.opinion?.reason === reason) return facts;
  storage.putEntry({ ...entry, opinion: { counts, reason, byName: person.name } });
  const told = { before: before.counts ? "counts" : (before.because ?? "said-not"), after: counts ? "counts" : "said-not", reason };
  storage.putEntry({
    kind: "event",
    id: `judged:${id}:${now}`,
    at: now,
    by: person.id,
    byName: person.name,
    name: "judged",
    facts: { ...told, said: sayShortly(entry) },
  });
  return { ...facts, turns: recountTurns(facts.turns, storage.entries(), entry.at) };
}

const SAID_CHARACTERS_MAX = 60;
const sayShortly = (entry: ReplyEntry | MessageEntry) =>
  (entry.kind === "reply" ? previewOf(entry.body.type, wireContent(entry.body)) : previewOf(entry.type, entry.content)).slice(
    0,
    SAID_CHARACTERS_MAX,
  );

/** TikTok's times are whole seconds, and so are those of chats; an entry's own also says its place among others. */
const toSecond = (at: number) => Math.floor(at / SECOND_MS) * SECOND_MS;

/** Chats from the one that was open at `at` on, lived through again; those before it stay as they were. */
export function recountTurns(turns: Turn[], entries: Entry[], at: number): Turn[] {
  const from = turns.findLast((turn) => turn.askedAt <= at)?.askedAt;
  if (from === undefined) return turns;
  let again = turns.filter((turn) => turn.askedAt < from);
  let isSpam = false;
  for (const entry of entries) {
    if (entry.kind === "event") isSpam = entry.name === "spam" || (isSpam && !SPAM_ENDS.has(entry.name));
    if (entry.at < from) continue;
    const isQuestion = entry.kind === "message" && entry.type !== "HIDDEN" && partOf(entry) === "question";
    if (isQuestion && !isSpam) again = askTurn(again, toSecond(entry.at));
    if (judgeEntry(entry)?.counts) again = answerTurn(again, entry.kind === "reply" ? entry.at : toSecond(entry.at));
  }
  return again;
}

const SPAM_ENDS = new Set<string>(["not-spam", "snoozed", "resolved", "reopened"]);
