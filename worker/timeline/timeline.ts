/** What a message or an act does to a ticket. Pure: a ticket's facts and one thing that happened give the facts after it. No clock, no
 *  storage, so that any history can be replayed and compared.
 *  Rules: a question waits from its oldest unanswered message; only an answer TikTok accepted ends the wait; resolving ends it too. */
import { labelsOf, type Priority } from "../labels/label.ts";
import { answerClocks, type Clocks, dueOf, endClocks, NO_CLOCKS, policyFor, runClocks, type StorePolicy } from "../sla/clocks.ts";
import { judgeReply } from "../sla/meaningful.ts";
import { answerTurn, askTurn, type Turn } from "../sla/score.ts";
import type { ChatMessage } from "../tiktok/chat.ts";
import { DAY_MS, MINUTE_MS } from "../units.ts";
import { namedOrder, partOf, previewOf } from "./entries.ts";
import type { Reading } from "./reading.ts";

export type TicketState = "open" | "snoozed" | "resolved" | "spam";
export const STATES: readonly TicketState[] = ["open", "snoozed", "resolved", "spam"];

/** All times in epoch milliseconds. */
export interface TicketFacts {
  state: TicketState;
  /** The oldest buyer message nobody has answered. */
  waitingSince: number | null;
  /** The oldest e-mail nobody has seen to. */
  mailSince: number | null;
  /** When the first of its clocks ends. */
  dueAt: number | null;
  clocks: Clocks;
  /** Chats as TikTok scores them, the newest last. */
  turns: Turn[];
  lastAt: number;
  lastBy: "buyer" | "us" | "automated";
  lastBuyerAt: number | null;
  /** TikTok's index of the buyer's newest question; "0" before the first. */
  questionIndex: string;
  /** The newest question that was answered, or ended with the ticket. */
  answeredIndex: string;
  firstReplyAt: number | null;
  preview: string;
  orders: string[];
  assigneeId: string;
  /** The team it stands with, whoever has it. */
  teamId: string;
  /** Ids, in the order they were put on. */
  tags: string[];
  priority: Priority;
  /** What the buyer's newest question is about, once somebody has read it. */
  reading: Reading | null;
  /** What it was when the buyer was blocked, which made it spam; null while they are not. */
  blockedFrom: TicketState | null;
  snoozedUntil: number | null;
  keepSnoozed: boolean;
  resolvedAt: number | null;
  reopened: number;
  /** How many messages and letters have come from outside: whoever has seen fewer has something to read. */
  heard: number;
  /** True once a person of ours has done anything here: an import no longer decides its state. */
  touched: boolean;
}

/** What a store has set, and when it was connected: nothing before that can be late. */
export interface ThreadRules {
  reopenDays: number;
  orderOpensTicket: boolean;
  policy: StorePolicy;
  connectedAt: number;
  /** Nobody listens to this buyer. */
  isBlocked?: boolean;
}

const IMPORT_OPEN_DAYS = 7;

export function openFacts(at: number): TicketFacts {
  return {
    state: "open",
    waitingSince: null,
    mailSince: null,
    dueAt: null,
    clocks: NO_CLOCKS,
    turns: [],
    lastAt: at,
    lastBy: "buyer",
    lastBuyerAt: null,
    questionIndex: "0",
    answeredIndex: "0",
    firstReplyAt: null,
    preview: "",
    orders: [],
    assigneeId: "",
    teamId: "",
    tags: [],
    priority: "normal",
    reading: null,
    blockedFrom: null,
    snoozedUntil: null,
    keepSnoozed: false,
    resolvedAt: null,
    reopened: 0,
    heard: 0,
    touched: false,
  };
}

/** A message as threading hands it over; `about` is the order the buyer came with. */
export interface HandedMessage extends ChatMessage {
  about: string | null;
}

/** Whether a message belongs here or begins a ticket of its own. */
export function belongsHere(facts: TicketFacts, message: HandedMessage, rules: ThreadRules): boolean {
  if (partOf(message) !== "question") return true;
  // What a blocked buyer writes never changes what was done before.
  if (rules.isBlocked && facts.state === "resolved") return false;
  const at = message.createTime * 1000;
  const isElsewhere = message.about !== null && facts.orders.length > 0 && !facts.orders.includes(message.about);
  if (isElsewhere && rules.orderOpensTicket && facts.state !== "spam") return false;
  // The past was never resolved by anyone: silence longer than the window ended it, as it ends a chat at TikTok.
  const endedAt = facts.state === "resolved" ? facts.resolvedAt : isPast(at, rules) && !facts.touched ? facts.lastAt : null;
  return endedAt === null || at - endedAt <= rules.reopenDays * DAY_MS;
}

const isPast = (at: number, rules: ThreadRules) => at < rules.connectedAt;

export interface Step {
  facts: TicketFacts;
  event: "reopened" | "woke" | null;
}

/** The ticket after a message. Whoever calls has made sure that the message is new here. */
export function afterMessage(before: TicketFacts, message: HandedMessage, rules: ThreadRules): Step {
  const at = message.createTime * 1000;
  const order = orderOf(message);
  const facts: TicketFacts = { ...before, orders: order && !before.orders.includes(order) ? [...before.orders, order] : before.orders };
  switch (partOf(message)) {
    case "context":
    case "remark":
      return { facts, event: null };
    case "automated":
      return { facts: { ...facts, ...said(facts, at, "automated", message) }, event: null };
    case "answer":
      return {
        facts: afterAnswer(
          { ...facts, ...said(facts, at, "us", message) },
          at,
          previewOf(message.type, message.content),
          isBefore(facts.questionIndex, message.index),
        ),
        event: null,
      };
    case "question":
      return afterQuestion({ ...facts, ...said(facts, at, "buyer", message) }, message, rules);
  }
}

/** The order a message is about. Where the buyer came from says nothing until words follow; those say it again, as `about`. */
export const orderOf = (message: HandedMessage) => (partOf(message) === "context" ? null : (message.about ?? namedOrder(message)));

/** An older message that arrives late does not become the last word. */
function said(facts: TicketFacts, at: number, by: TicketFacts["lastBy"], message: ChatMessage): Partial<TicketFacts> {
  if (at < facts.lastAt && facts.preview !== "") return {};
  return { lastAt: at, lastBy: by, preview: previewOf(message.type, message.content) };
}

/** Indexes are decimal and grow within a conversation. */
export const isBefore = (index: string, other: string) => BigInt(index) < BigInt(other);

function afterQuestion(facts: TicketFacts, message: HandedMessage, rules: ThreadRules): Step {
  const at = message.createTime * 1000;
  const questionIndex = isBefore(facts.questionIndex, message.index) ? message.index : facts.questionIndex;
  const heard = facts.heard + Number(message.isVisible);
  const asked = { ...facts, heard, questionIndex, lastBuyerAt: Math.max(at, facts.lastBuyerAt ?? 0) };
  if (rules.isBlocked) return { facts: asked.blockedFrom && asked.state === "spam" ? asked : block(asked, at), event: null };
  if (facts.state === "spam") return { facts: asked, event: null };
  const waitingSince = Math.min(at, facts.waitingSince ?? at);
  const waiting = { ...asked, waitingSince, turns: askTurn(facts.turns, at) };
  if (facts.state === "resolved") {
    const reopened: TicketFacts = { ...waiting, state: "open", resolvedAt: null, reopened: facts.reopened + 1 };
    return { facts: retime(reopened, at, rules), event: "reopened" };
  }
  if (facts.state === "snoozed" && !facts.keepSnoozed) return { facts: wake(waiting, at, rules), event: "woke" };
  return { facts: retime(waiting, at, rules), event: null };
}

/** The ticket with its clocks as they run from `at` on, by the promise that holds now. */
export function retime(facts: TicketFacts, at: number, rules: ThreadRules): TicketFacts {
  const { state, waitingSince, firstReplyAt } = facts;
  const asked = { isOpen: state === "open", waitingSince: waitingSince === null ? null : startOf(waitingSince, rules), firstReplyAt };
  const clocks = runClocks(facts.clocks, asked, startOf(at, rules), policyFor(rules.policy, labelsOf(facts)));
  return { ...facts, clocks, dueAt: dueOf(clocks) };
}

/** Nobody waits any more, or nobody is to be answered. */
const ended = (facts: TicketFacts, now: number) => ({
  waitingSince: null,
  mailSince: null,
  dueAt: null,
  clocks: endClocks(facts.clocks, now),
});

/** The clock of a question from before the store was connected starts with the connection: nobody can have been late. Among those, who has
 *  waited longer is due first, by a minute at most. */
function startOf(at: number, rules: ThreadRules): number {
  const waitedBefore = Math.max(0, rules.connectedAt - at) / (IMPORT_OPEN_DAYS * DAY_MS);
  const ahead = Math.round(Math.min(waitedBefore, 1) * MINUTE_MS);
  return Math.max(at, rules.connectedAt) - ahead;
}

/** A person's answer that TikTok has, typed here or in Seller Center. `isLast`: the buyer had not written anything newer. */
function afterAnswer(facts: TicketFacts, at: number, words: string, isLast: boolean): TicketFacts {
  const firstReplyAt = facts.lastBuyerAt === null ? facts.firstReplyAt : (facts.firstReplyAt ?? at);
  const clocks = answerClocks(facts.clocks, at, isLast);
  const turns = judgeReply(words).counts ? answerTurn(facts.turns, at) : facts.turns;
  return isLast
    ? { ...facts, firstReplyAt, clocks, turns, answeredIndex: facts.questionIndex, waitingSince: null, mailSince: null, dueAt: null }
    : { ...facts, firstReplyAt, clocks, turns };
}

/** A reply of ours that TikTok has. Asked meanwhile, a question still waits: whoever answered had not read it. */
export function afterReply(facts: TicketFacts, at: number, words: string, isLast: boolean): TicketFacts {
  const answered = afterAnswer(facts, at, words, isLast);
  return isLast ? { ...answered, lastAt: Math.max(at, facts.lastAt), lastBy: "us", preview: words } : answered;
}

/** A rule's words: nobody has answered, so whoever waits still waits. */
export const afterAutomated = (facts: TicketFacts, at: number, words: string): TicketFacts =>
  at < facts.lastAt ? facts : { ...facts, lastAt: at, lastBy: "automated", preview: words };

/** What an import leaves behind: done, unless the buyer wrote last and not long ago. */
export function settleImport(facts: TicketFacts, now: number): TicketFacts {
  if (facts.touched || facts.state !== "open") return facts;
  const isFresh = facts.lastBuyerAt !== null && now - facts.lastBuyerAt < IMPORT_OPEN_DAYS * DAY_MS;
  if (facts.waitingSince !== null && isFresh) return facts;
  return { ...facts, ...ended(facts, facts.lastAt), state: "resolved", resolvedAt: facts.lastAt };
}

export function resolve(facts: TicketFacts, now: number): TicketFacts {
  const answeredIndex = facts.questionIndex;
  return { ...facts, ...ended(facts, now), answeredIndex, state: "resolved", resolvedAt: now, snoozedUntil: null, touched: true };
}

export function reopen(facts: TicketFacts, rules: ThreadRules, now: number): TicketFacts {
  const reopened = facts.state === "resolved" ? facts.reopened + 1 : facts.reopened;
  // Spam that was none: whoever waited still waits, whatever a robot has said meanwhile.
  const isUnanswered = isBefore(facts.answeredIndex, facts.questionIndex);
  const waitingSince = facts.state === "spam" && isUnanswered ? facts.lastBuyerAt : facts.waitingSince;
  return retime(
    { ...facts, state: "open", resolvedAt: null, snoozedUntil: null, reopened, waitingSince, blockedFrom: null, touched: true },
    now,
    rules,
  );
}

export function snooze(facts: TicketFacts, until: number, keepSnoozed: boolean, rules: ThreadRules, now: number): TicketFacts {
  return retime({ ...facts, state: "snoozed", snoozedUntil: until, keepSnoozed, resolvedAt: null, touched: true }, now, rules);
}

export function wake(facts: TicketFacts, now: number, rules: ThreadRules): TicketFacts {
  return retime({ ...facts, state: "open", snoozedUntil: null }, now, rules);
}

export function markSpam(facts: TicketFacts, now: number): TicketFacts {
  return { ...facts, ...ended(facts, now), state: "spam", snoozedUntil: null, resolvedAt: null, touched: true };
}

/** The buyer is not listened to: what is at work here ends as spam, what was done stays done. */
export function block(facts: TicketFacts, now: number): TicketFacts {
  const isAtWork = facts.state === "open" || facts.state === "snoozed";
  return { ...(isAtWork ? markSpam(facts, now) : facts), blockedFrom: facts.state };
}

/** As it was before; what came meanwhile and was not answered waits again. */
export function unblock(facts: TicketFacts, rules: ThreadRules, now: number): TicketFacts {
  const freed = { ...facts, blockedFrom: null };
  const wasAtWork = facts.blockedFrom === "open" || facts.blockedFrom === "snoozed";
  return facts.state === "spam" && wasAtWork ? reopen(freed, rules, now) : freed;
}

/** Where a ticket stands in lists: who waits first by what is due, then the others by the latest word, newest first. */
export const TURN_AFTER_DUE = 2_000_000_000_000_000;
export const TURN_END = 4_000_000_000_000_000;
/** Behind all of them, where no list reads: tickets that are part of another. */
export const TURN_MERGED = 5_000_000_000_000_000;

/** Somebody waits for us: a buyer for an answer, or an e-mail to be seen to. */
export const waitsSince = ({ waitingSince, mailSince }: TicketFacts) => waitingSince ?? mailSince;

export function turnOf(facts: TicketFacts): number {
  const since = waitsSince(facts);
  if (facts.state === "open" && since !== null) return facts.dueAt ?? since;
  if (facts.state === "snoozed") return facts.snoozedUntil ?? facts.lastAt;
  return TURN_END - (facts.resolvedAt ?? facts.lastAt);
}
