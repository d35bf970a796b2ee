/** What becomes of a ticket's facts when entries leave it for another one, and of those that come from another. Pure. A wait goes with the
 *  question that waits; a scored chat and a broken promise go with the question they began with, so that none is ever in two tickets, or none. */
import { PRIORITIES, TAGS_OF_TICKET_MAX } from "../labels/label.ts";
import { endClocks, type LateClock } from "../sla/clocks.ts";
import type { Turn } from "../sla/score.ts";
import { type Entry, isByRule, type MessageEntry, mentionedOrders, namedOrder, partOf, previewOf } from "./entries.ts";
import { wireContent } from "./outbox.ts";
import { isBefore, openFacts, retime, type ThreadRules, type TicketFacts, type TicketState } from "./timeline.ts";

/** TikTok's times are whole seconds; entries stand a little later, to keep their order. */
const secondOf = (at: number) => Math.floor(at / 1000) * 1000;
const earliest = (times: number[]) => (times.length === 0 ? null : Math.min(...times));
const latest = (times: number[]) => (times.length === 0 ? null : Math.max(...times));

const isSaid = (entry: Entry): entry is MessageEntry => entry.kind === "message" && entry.type !== "HIDDEN";
export const isQuestion = (entry: Entry): entry is MessageEntry => isSaid(entry) && partOf(entry) === "question";
export const isAnswer = (entry: Entry) =>
  entry.kind === "reply" ? entry.state === "sent" && !isByRule(entry.by) : isSaid(entry) && partOf(entry) === "answer";

/** Questions that nobody has answered, and that ended with nothing. */
const waitingIn = ({ waitingSince, answeredIndex }: TicketFacts, entries: Entry[]) =>
  waitingSince === null
    ? []
    : entries.filter(isQuestion).filter(({ at, index }) => secondOf(at) >= waitingSince && isBefore(answeredIndex, index));

const lettersIn = ({ mailSince }: TicketFacts, entries: Entry[]) =>
  mailSince === null
    ? []
    : entries.filter((entry) => entry.kind === "email" && entry.dispatch === null && entry.nature === "letter" && entry.at >= mailSince);

const ordersIn = (entries: Entry[]) => [
  ...new Set(entries.filter(isSaid).flatMap((message) => [namedOrder(message) ?? [], mentionedOrders(message)].flat())),
];

/** What the entries alone say of a ticket. */
function saidBy(facts: TicketFacts, entries: Entry[]): Partial<TicketFacts> {
  const questions = entries.filter(isQuestion);
  return {
    ...lastWordIn(entries),
    waitingSince: earliest(waitingIn(facts, entries).map(({ at }) => secondOf(at))),
    mailSince: earliest(lettersIn(facts, entries).map(({ at }) => at)),
    lastBuyerAt: latest(questions.map(({ at }) => secondOf(at))),
    questionIndex: questions.reduce((newest, { index }) => (isBefore(newest, index) ? index : newest), "0"),
    firstReplyAt: earliest(entries.filter(isAnswer).map(({ at }) => at)),
  };
}

function lastWordIn(entries: Entry[]): Partial<TicketFacts> {
  const last = entries.findLast((entry) =>
    entry.kind === "reply" ? entry.state === "sent" : isSaid(entry) && partOf(entry) !== "context" && partOf(entry) !== "remark",
  );
  if (last?.kind === "reply")
    return { lastAt: last.at, lastBy: isByRule(last.by) ? "automated" : "us", preview: previewOf(last.body.type, wireContent(last.body)) };
  if (last?.kind !== "message") return {};
  const by = { question: "buyer", answer: "us" }[partOf(last) as string] as "buyer" | "us" | undefined;
  return { lastAt: secondOf(last.at), lastBy: by ?? "automated", preview: previewOf(last.type, last.content) };
}

export interface Parted {
  stays: TicketFacts;
  goes: TicketFacts;
}

/** `linked`: orders that somebody linked by hand stay where they were linked. */
export function partFacts(
  facts: TicketFacts,
  leaving: Entry[],
  staying: Entry[],
  linked: string[],
  rules: ThreadRules,
  now: number,
): Parted {
  const begins = new Set(leaving.filter(isQuestion).map(({ at }) => secondOf(at)));
  for (const { at } of staying.filter(isQuestion)) begins.delete(secondOf(at));
  const goesWith = <Thing>(things: Thing[], beginOf: (thing: Thing) => number, leaves: boolean) =>
    things.filter((thing) => begins.has(beginOf(thing)) === leaves);
  const turnsOf = (leaves: boolean) => goesWith<Turn>(facts.turns, ({ askedAt }) => askedAt, leaves);
  const lateOf = (leaves: boolean) => goesWith<LateClock>(facts.clocks.late, ({ startedAt }) => startedAt, leaves);
  const named = ordersIn(leaving).filter((order) => facts.orders.includes(order));
  const kept = new Set([...ordersIn(staying), ...linked]);
  const stays: TicketFacts = {
    ...facts,
    ...saidBy(facts, staying),
    orders: facts.orders.filter((order) => !named.includes(order) || kept.has(order)),
    turns: turnsOf(false),
    clocks: { ...facts.clocks, late: lateOf(false) },
    touched: true,
  };
  const part = saidBy(facts, leaving);
  const open = openFacts(leaving[0]?.at ?? now);
  const goes: TicketFacts = {
    ...open,
    ...part,
    state: part.waitingSince || part.mailSince ? "open" : "resolved",
    answeredIndex: facts.answeredIndex,
    orders: named,
    heard: leaving.filter((entry) => isQuestion(entry) || entry.kind === "email").length,
    turns: turnsOf(true),
    clocks: { ...open.clocks, late: lateOf(true) },
    assigneeId: facts.assigneeId,
    teamId: facts.teamId,
    resolvedAt: part.waitingSince || part.mailSince ? null : (facts.resolvedAt ?? now),
    touched: true,
  };
  return { stays: rewind(stays, rules, now), goes: rewind(goes, rules, now) };
}

const rewind = (facts: TicketFacts, rules: ThreadRules, now: number): TicketFacts =>
  facts.state === "open" || facts.state === "snoozed" ? retime(facts, now, rules) : facts;

/** Whichever has more to be done. */
const STATES_BY_WEIGHT: readonly TicketState[] = ["spam", "resolved", "snoozed", "open"];
const weigh = ({ state }: TicketFacts) => STATES_BY_WEIGHT.indexOf(state);

/** One ticket of two. Who has waited longest still waits since then, and the promise that ends first goes on. */
export function joinFacts(own: TicketFacts, given: TicketFacts, rules: ThreadRules, now: number): TicketFacts {
  const [least, most] = weigh(own) > weigh(given) ? [given, own] : [own, given];
  const last = given.lastAt >= own.lastAt && given.preview !== "" ? given : own;
  const max = (of: (facts: TicketFacts) => string) => (isBefore(of(own), of(given)) ? of(given) : of(own));
  // Questions that wait come after what was answered where they wait: should one be split off again, it still does.
  const waits = [own, given].filter(({ waitingSince }) => waitingSince !== null);
  const [one = own, other = one] = waits;
  const answeredWhereOneWaits = isBefore(other.answeredIndex, one.answeredIndex) ? other.answeredIndex : one.answeredIndex;
  const times = (of: (facts: TicketFacts) => number | null) => [of(own), of(given)].filter((at) => at !== null);
  const joined: TicketFacts = {
    ...own,
    state: most.state,
    snoozedUntil:
      most.state === "snoozed"
        ? earliest([most.snoozedUntil, least.state === "snoozed" ? least.snoozedUntil : null].filter((at) => at !== null))
        : null,
    keepSnoozed: most.keepSnoozed,
    blockedFrom: most.blockedFrom,
    resolvedAt: most.state === "resolved" ? latest(times(({ resolvedAt }) => resolvedAt)) : null,
    waitingSince: earliest(times(({ waitingSince }) => waitingSince)),
    mailSince: earliest(times(({ mailSince }) => mailSince)),
    lastAt: last.lastAt,
    lastBy: last.lastBy,
    preview: last.preview,
    lastBuyerAt: latest(times(({ lastBuyerAt }) => lastBuyerAt)),
    questionIndex: max(({ questionIndex }) => questionIndex),
    answeredIndex: waits.length > 0 ? answeredWhereOneWaits : max(({ answeredIndex }) => answeredIndex),
    firstReplyAt: firstReplyOf(own, given),
    orders: [...own.orders, ...given.orders.filter((order) => !own.orders.includes(order))],
    assigneeId: own.assigneeId || given.assigneeId,
    teamId: own.teamId || given.teamId,
    tags: [...new Set([...own.tags, ...given.tags])].slice(0, TAGS_OF_TICKET_MAX),
    priority: PRIORITIES[Math.min(PRIORITIES.indexOf(own.priority), PRIORITIES.indexOf(given.priority))] ?? own.priority,
    // Whoever has read one of them has not read the other.
    heard: own.heard + given.heard,
    turns: joinTurns(own.turns, given.turns),
    touched: true,
  };
  const late = joinLate(own.clocks.late, given.clocks.late);
  const begun = (facts: TicketFacts) => facts.clocks.begunAt ?? Number.POSITIVE_INFINITY;
  const clocks = { ...(begun(given) < begun(own) ? given : own).clocks, late };
  if (joined.state === "open" || joined.state === "snoozed") return retime({ ...joined, clocks }, now, rules);
  return { ...joined, waitingSince: null, mailSince: null, dueAt: null, clocks: endClocks({ ...clocks, running: [] }, now) };
}

/** Decides which promise of a reply runs on: that of the ticket whose own ends first. */
function firstReplyOf(own: TicketFacts, given: TicketFacts): number | null {
  const dueOf = ({ clocks }: TicketFacts) =>
    Math.min(...clocks.running.filter(({ kind }) => kind !== "resolution").map(({ dueAt }) => dueAt));
  const [one, other] = [dueOf(own), dueOf(given)];
  if (Number.isFinite(one) || Number.isFinite(other)) return (one <= other ? own : given).firstReplyAt;
  return earliest([own.firstReplyAt, given.firstReplyAt].filter((at) => at !== null));
}

/** TikTok counts a buyer's chat once, whichever ticket it stands in. */
function joinTurns(own: Turn[], given: Turn[]): Turn[] {
  const missing = given.filter((turn) => !own.some(({ askedAt }) => askedAt === turn.askedAt));
  return [...own, ...missing].sort((one, other) => one.askedAt - other.askedAt);
}

function joinLate(own: LateClock[], given: LateClock[]): LateClock[] {
  const isSame = (one: LateClock, other: LateClock) => one.kind === other.kind && one.startedAt === other.startedAt;
  return [...own, ...given.filter((late) => !own.some((one) => isSame(one, late)))].sort((one, other) => one.startedAt - other.startedAt);
}

/** What a ticket that is part of another shows: nothing waits in it, and it is nobody's. */
export const emptied = ({ lastAt, lastBy }: TicketFacts): TicketFacts => ({
  ...openFacts(lastAt),
  state: "resolved",
  lastBy,
  touched: true,
});
