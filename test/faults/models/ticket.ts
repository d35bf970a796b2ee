// What a ticket must show after whatever happened to it, told once more in a few plain rules and without the product's words: no storage, no
// rooms, no TikTok. It knows nothing of promises, search or reports, which have truths of their own.

export interface Question {
  id: string;
  /** The second it was written in, in milliseconds. */
  at: number;
  index: bigint;
}

export type ReplyState = "held" | "sent" | "failed" | "unconfirmed" | "discarded" | "withdrawn";

export interface Ticket {
  state: "open" | "snoozed" | "resolved" | "spam";
  snoozedUntil: number | null;
  /** The buyer's words do not wake it. */
  sleepsOn: boolean;
  waitingSince: number | null;
  /** Up to this index nothing waits for an answer. */
  answered: bigint;
  questions: Question[];
  replies: Record<string, ReplyState>;
  notes: string[];
  assigneeId: string;
  tags: string[];
  priority: string;
  draft: string;
  /** How often something was said. */
  words: number;
  partOf: Ticket | null;
  joined: Joined[];
}

/** A ticket that became part of this one, and how both were. */
interface Joined {
  merge: string;
  /** What the buyer wrote went there. */
  wasCurrent: boolean;
  from: Ticket;
  own: Ticket;
  given: Ticket;
  after: Ticket;
}

/** Most urgent first. */
const PRIORITIES = ["urgent", "high", "normal", "low"];
/** Whichever has more to be done. */
const BY_WEIGHT = ["spam", "resolved", "snoozed", "open"];

export const openTicket = (): Ticket => ({
  state: "open",
  snoozedUntil: null,
  sleepsOn: false,
  waitingSince: null,
  answered: 0n,
  questions: [],
  replies: {},
  notes: [],
  assigneeId: "",
  tags: [],
  priority: "normal",
  draft: "",
  words: 0,
  partOf: null,
  joined: [],
});

export const newestIn = ({ questions }: Ticket) => questions.reduce((newest, { index }) => (index > newest ? index : newest), 0n);
const latestIn = ({ questions }: Ticket) => Math.max(...questions.map(({ at }) => at));
const waitingIn = (ticket: Ticket, some: Question[]) =>
  some.filter(({ at, index }) => ticket.waitingSince !== null && at >= ticket.waitingSince && index > ticket.answered);
const oldest = (some: Question[]) => (some.length === 0 ? null : Math.min(...some.map(({ at }) => at)));

export function ask(ticket: Ticket, question: Question): void {
  ticket.questions.push(question);
  ticket.words += 1;
  if (ticket.state === "spam") return;
  ticket.waitingSince = Math.min(question.at, ticket.waitingSince ?? question.at);
  if (ticket.state === "resolved" || (ticket.state === "snoozed" && !ticket.sleepsOn)) wake(ticket);
}

/** An answer that TikTok has, to all that was asked. */
export function answer(ticket: Ticket, replyId: string): void {
  ticket.replies[replyId] = "sent";
  ticket.answered = newestIn(ticket);
  ticket.waitingSince = null;
  ticket.words += 1;
}

/** A reply that was not sent, as far as anybody knows: what was ended is to do again, and the newest question waits if none of our words came after it. */
export function fallBack(ticket: Ticket, isAnswered: boolean): void {
  if (ticket.state !== "resolved") return;
  wake(ticket);
  if (isAnswered || ticket.questions.length === 0) return;
  ticket.waitingSince = latestIn(ticket);
  ticket.answered = newestIn({ ...ticket, questions: ticket.questions.filter(({ index }) => index < newestIn(ticket)) });
}

export function resolve(ticket: Ticket): void {
  if (ticket.state === "resolved") return;
  ticket.answered = newestIn(ticket);
  end(ticket, "resolved");
}

export function markSpam(ticket: Ticket): void {
  end(ticket, "spam");
}

function end(ticket: Ticket, state: Ticket["state"]): void {
  ticket.state = state;
  ticket.waitingSince = null;
  ticket.snoozedUntil = null;
}

/** Spam that was none: whoever waited still waits. */
export function reopen(ticket: Ticket): void {
  if (ticket.state === "spam" && newestIn(ticket) > ticket.answered) ticket.waitingSince = latestIn(ticket);
  wake(ticket);
}

export function snooze(ticket: Ticket, until: number, sleepsOn: boolean): void {
  if (ticket.state === "spam") reopen(ticket);
  ticket.state = "snoozed";
  ticket.snoozedUntil = until;
  ticket.sleepsOn = sleepsOn;
}

function wake(ticket: Ticket): void {
  ticket.state = "open";
  ticket.snoozedUntil = null;
}

export function passTime(tickets: Ticket[], now: number): void {
  for (const ticket of tickets) if (ticket.snoozedUntil !== null && ticket.snoozedUntil <= now) wake(ticket);
}

/** The question alone becomes a ticket of its own; null where nothing would be left. */
export function split(ticket: Ticket, question: Question): Ticket | null {
  const staying = ticket.questions.filter((one) => one !== question);
  const isAnswered = Object.values(ticket.replies).includes("sent");
  if (staying.length === 0 && !isAnswered) return null;
  const waits = waitingIn(ticket, [question]).length > 0;
  const { assigneeId, answered } = ticket;
  const part = openTicket();
  const away: Ticket = { ...part, assigneeId, answered, questions: [question], waitingSince: waits ? question.at : null };
  if (!waits) away.state = "resolved";
  ticket.waitingSince = oldest(waitingIn(ticket, staying));
  ticket.questions = staying;
  return away;
}

export function merge(into: Ticket, from: Ticket, id: string, wasCurrent: boolean): void {
  const [own, given] = [copy(into), copy(from)];
  const most = BY_WEIGHT.indexOf(own.state) > BY_WEIGHT.indexOf(given.state) ? own : given;
  const sleeps = [own, given].flatMap(({ snoozedUntil }) => snoozedUntil ?? []);
  const waiting = [own, given].filter(({ waitingSince }) => waitingSince !== null);
  const thresholds = (waiting.length > 0 ? waiting : [own, given]).map(({ answered }) => answered).toSorted((a, b) => (a < b ? -1 : 1));
  const isAtWork = most.state === "open" || most.state === "snoozed";
  Object.assign(into, {
    state: most.state,
    sleepsOn: most.sleepsOn,
    snoozedUntil: most.state === "snoozed" ? Math.min(...sleeps) : null,
    waitingSince: isAtWork && waiting.length > 0 ? Math.min(...waiting.map(({ waitingSince }) => waitingSince ?? 0)) : null,
    // Whatever waited in either still waits, should it be taken apart.
    answered: thresholds.at(waiting.length > 0 ? 0 : -1),
    questions: [...own.questions, ...given.questions],
    replies: { ...own.replies, ...given.replies },
    notes: [...own.notes, ...given.notes],
    assigneeId: own.assigneeId || given.assigneeId,
    tags: [...new Set([...own.tags, ...given.tags])],
    priority: PRIORITIES[Math.min(PRIORITIES.indexOf(own.priority), PRIORITIES.indexOf(given.priority))],
    draft: own.draft && given.draft && own.draft !== given.draft ? `${own.draft}\n\n${given.draft}` : given.draft || own.draft,
    words: own.words + given.words,
  });
  into.joined.push({ merge: id, wasCurrent, from, own, given, after: copy(into) });
  from.partOf = into;
}

/** As long as nothing has happened that belongs to both. */
export function canUnmerge(ticket: Ticket, { after }: Joined): boolean {
  const isAsAfter = (name: "state" | "waitingSince" | "answered" | "words") => ticket[name] === after[name];
  const isWhole = ticket.questions.length === after.questions.length;
  return isWhole && isAsAfter("state") && isAsAfter("waitingSince") && isAsAfter("answered") && isAsAfter("words");
}

/** Both are as they were, but for what was decided since: whose it is, and how it is labelled. */
export function unmerge(ticket: Ticket, joined: Joined): void {
  const { from, own, given, after } = joined;
  const now = copy(ticket);
  const goes = (id: string) => id in given.replies;
  const part = (wanted: boolean) => Object.fromEntries(Object.entries(now.replies).filter(([id]) => goes(id) === wanted));
  Object.assign(ticket, own, {
    assigneeId: now.assigneeId,
    tags: [
      ...own.tags.filter((tag) => now.tags.includes(tag)),
      ...now.tags.filter((tag) => !after.tags.includes(tag) && !own.tags.includes(tag)),
    ],
    priority: now.priority === after.priority ? own.priority : now.priority,
    replies: part(false),
    notes: now.notes.filter((id) => !given.notes.includes(id)),
    draft: now.draft,
    words: now.words,
    joined: ticket.joined.filter((one) => one !== joined),
  });
  Object.assign(from, given, { replies: part(true), draft: "", partOf: null });
}

const copy = (ticket: Ticket): Ticket => ({
  ...ticket,
  questions: [...ticket.questions],
  replies: { ...ticket.replies },
  notes: [...ticket.notes],
  tags: [...ticket.tags],
  joined: [...ticket.joined],
});
