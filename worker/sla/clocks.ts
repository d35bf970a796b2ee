/** A team's own promises about one ticket: first reply, next reply, resolution. Pure: what a ticket keeps of its clocks and one thing that
 *  happened give the clocks after it. A clock starts with the oldest unanswered message and is never restarted by another; only a person's
 *  answer that TikTok has stops it; a changed policy moves what runs, from where it began, and nothing that has ended. */
import { MINUTE_MS } from "../units.ts";
import { addOpenMs, type Calendar, openMsBetween } from "./calendar.ts";

export type ClockKind = "first" | "next" | "resolution";

/** What a store promises, in minutes of open time. */
export interface Policy {
  firstMinutes: number;
  nextMinutes: number;
  /** Null promises nothing. */
  resolutionMinutes: number | null;
  /** Null is around the clock. */
  calendar: (Calendar & { name: string }) | null;
  /** The tag or priority a target comes from, where it is not the store's own. */
  by?: Partial<Record<ClockKind, string>>;
}

/** What a store promises instead, to tickets with a label: a tag's id or a priority. Null leaves a target as it is. */
export interface Override {
  label: string;
  firstMinutes: number | null;
  nextMinutes: number | null;
  resolutionMinutes: number | null;
}

/** A store's promise to all of its tickets. */
export interface StorePolicy extends Policy {
  overrides: Override[];
}

/** One running promise, with all it takes to say why. Epoch milliseconds. */
export interface Clock {
  kind: ClockKind;
  startedAt: number;
  targetMinutes: number;
  calendar: string | null;
  timeZone: string | null;
  /** The tag or priority that asks for it; absent where the store does. */
  by?: string;
  /** When a quarter and a tenth of the time are left. */
  warnAt: { left: number; at: number }[];
  dueAt: number;
}

export interface LateClock {
  kind: ClockKind;
  startedAt: number;
  dueAt: number;
}

interface Stretch {
  from: number;
  to: number;
}

/** What a ticket keeps of its clocks. */
export interface Clocks {
  running: Clock[];
  /** When this life of the ticket began to be worked on; a reopened ticket begins anew. */
  begunAt: number | null;
  /** Since when the resolution clock runs; null while it pauses. */
  solvingSince: number | null;
  /** The stretches it ran before, oldest first. */
  solved: Stretch[];
  /** Promises that were not kept, one each. */
  late: LateClock[];
}

export const NO_CLOCKS: Clocks = { running: [], begunAt: null, solvingSince: null, solved: [], late: [] };

/** Warnings come when this much of the time is left, in percent. */
export const WARN_AT_PERCENT_LEFT = [25, 10] as const;
const STRETCHES_MAX = 60;
export const LATE_KEPT_MAX = 20;

/** What of a ticket its clocks go by. */
export interface Asked {
  /** Neither put off nor done. */
  isOpen: boolean;
  waitingSince: number | null;
  firstReplyAt: number | null;
}

const TARGETS = { first: "firstMinutes", next: "nextMinutes", resolution: "resolutionMinutes" } as const;

/** What is promised to a ticket with these labels: for each clock what a label asks for in the store's stead, and of several the shortest. */
export function policyFor(store: StorePolicy, labels: string[]): Policy {
  const { overrides, ...policy } = store;
  const own = overrides.filter(({ label }) => labels.includes(label));
  const promised: Policy = { ...policy, by: {} };
  for (const [kind, target] of Object.entries(TARGETS) as [ClockKind, (typeof TARGETS)[ClockKind]][]) {
    for (const one of own) {
      const minutes = one[target];
      const isLonger = promised.by?.[kind] !== undefined && (minutes ?? 0) >= (promised[target] ?? 0);
      if (minutes === null || isLonger) continue;
      promised[target] = minutes;
      promised.by = { ...promised.by, [kind]: one.label };
    }
  }
  return promised;
}

/** The clocks at `at` and from then on: starts what begins to run, pauses the resolution while nobody waits for us, and computes every running
 *  clock from its own beginning. */
export function runClocks(before: Clocks, ticket: Asked, at: number, policy: Policy): Clocks {
  const isSolving = ticket.isOpen && ticket.waitingSince !== null;
  const paused = isSolving ? before : pauseSolving(before, at);
  const solvingSince = isSolving ? (before.solvingSince ?? at) : null;
  const clocks = { ...paused, solvingSince, begunAt: paused.begunAt ?? solvingSince };
  return { ...clocks, running: [...replyClocks(ticket, policy), ...resolutionClocks(clocks, policy)] };
}

/** A person's answer that TikTok accepted at `at`. One that left before the newest question stops the promise of a first reply only. */
export function answerClocks(before: Clocks, at: number, isLast: boolean): Clocks {
  if (isLast)
    return {
      ...pauseSolving(
        judgeAnswer(before, at, () => true),
        at,
      ),
      running: [],
    };
  const judged = judgeAnswer(before, at, (clock) => clock.kind === "first");
  return { ...judged, running: judged.running.map((clock) => (clock.kind === "first" ? { ...clock, kind: "next" } : clock)) };
}

/** The ticket is done: nothing of it runs any more, and a life that follows begins anew. */
export function endClocks(before: Clocks, at: number): Clocks {
  return { ...NO_CLOCKS, late: noteLate(before, at).late };
}

/** Promises broken by now. */
export function noteLate(before: Clocks, now: number): Clocks {
  const broken = before.running.filter((clock) => now > clock.dueAt && !before.late.some((late) => isSame(late, clock)));
  const late = broken.map(({ kind, startedAt, dueAt }) => ({ kind, startedAt, dueAt }));
  return late.length === 0 ? before : { ...before, late: [...before.late, ...late].slice(-LATE_KEPT_MAX) };
}

/** News of an answer may come after the moment it was due; what counts is when TikTok had it. */
function judgeAnswer(before: Clocks, at: number, isStopped: (clock: Clock) => boolean): Clocks {
  const kept = before.running.filter((clock) => isStopped(clock) && at <= clock.dueAt);
  const late = before.late.filter((one) => !kept.some((clock) => isSame(one, clock)));
  const stopped = { ...before, running: before.running.filter(isStopped), late };
  return { ...before, late: noteLate(stopped, at).late };
}

const isSame = (one: { kind: ClockKind; startedAt: number }, other: { kind: ClockKind; startedAt: number }) =>
  one.kind === other.kind && one.startedAt === other.startedAt;

function pauseSolving(before: Clocks, at: number): Clocks {
  const { solvingSince: from, solved } = before;
  if (from === null) return before;
  const stretches = at > from ? [...solved, { from, to: at }] : solved;
  const [first, second, ...rest] = stretches;
  // So many that the two oldest may as well be told as one.
  const isFull = first && second && stretches.length > STRETCHES_MAX;
  return {
    ...before,
    solvingSince: null,
    solved: isFull ? [{ from: second.from - (first.to - first.from), to: second.to }, ...rest] : stretches,
  };
}

/** Until a person has replied there is a first reply to be made; after that, a next one. Never both. */
function replyClocks({ waitingSince, firstReplyAt }: Asked, policy: Policy): Clock[] {
  if (waitingSince === null) return [];
  const kind = firstReplyAt === null ? "first" : "next";
  const minutes = kind === "first" ? policy.firstMinutes : policy.nextMinutes;
  return [clockOf(kind, waitingSince, minutes, policy, [{ from: waitingSince, to: Number.POSITIVE_INFINITY }])];
}

function resolutionClocks({ begunAt, solvingSince, solved }: Clocks, policy: Policy): Clock[] {
  if (policy.resolutionMinutes === null || solvingSince === null || begunAt === null) return [];
  return [
    clockOf("resolution", begunAt, policy.resolutionMinutes, policy, [...solved, { from: solvingSince, to: Number.POSITIVE_INFINITY }]),
  ];
}

function clockOf(kind: ClockKind, startedAt: number, targetMinutes: number, policy: Policy, stretches: Stretch[]): Clock {
  const { calendar } = policy;
  const ms = targetMinutes * MINUTE_MS;
  const warnAt = WARN_AT_PERCENT_LEFT.map((left) => ({
    left,
    at: momentAfter(calendar, stretches, Math.round((ms * (100 - left)) / 100)),
  }));
  const dueAt = momentAfter(calendar, stretches, ms);
  const by = policy.by?.[kind];
  const hours = { calendar: calendar?.name ?? null, timeZone: calendar?.timeZone ?? null };
  return { kind, startedAt, targetMinutes, ...hours, ...(by === undefined ? {} : { by }), warnAt, dueAt };
}

/** When so much open time has passed within the stretches, the last of which has no end. */
function momentAfter(calendar: Calendar | null, stretches: Stretch[], ms: number): number {
  let left = ms;
  for (const { from, to } of stretches) {
    const has = Number.isFinite(to) ? openMsBetween(calendar, from, to) : Number.POSITIVE_INFINITY;
    if (has >= left) return addOpenMs(calendar, from, left);
    left -= has;
  }
  throw new Error("a clock without an open end");
}

/** The earliest of what runs. */
export function dueOf(clocks: Clocks): number | null {
  return clocks.running.length === 0 ? null : Math.min(...clocks.running.map((clock) => clock.dueAt));
}

/** Something to tell about a clock: so much of its time is left, in percent; 0 is late. */
export interface Mark {
  kind: ClockKind;
  startedAt: number;
  dueAt: number;
  left: number;
  at: number;
}

const marksOf = ({ kind, startedAt, dueAt, warnAt }: Clock): Mark[] =>
  [...warnAt, { left: 0, at: dueAt }].map(({ left, at }) => ({ kind, startedAt, dueAt, left, at }));

/** The latest mark each running clock has passed: what was missed before it is no news any more. */
export function marksPassed(clocks: Clocks, now: number): Mark[] {
  return clocks.running.flatMap((clock) => marksOf(clock).findLast((mark) => mark.at < now) ?? []);
}

/** When there is something to tell next; a clock is late the moment after it was due. */
export function nextMarkAt(clocks: Clocks, now: number): number | null {
  const next = clocks.running.flatMap(marksOf).filter((mark) => mark.at >= now);
  return next.length === 0 ? null : Math.min(...next.map((mark) => mark.at)) + 1;
}

/** Why something is due when it is due: the clocks that run, the one that ends first before the others. */
export interface Explained extends Omit<Clock, "warnAt"> {
  /** How long a resolution clock did not run since it began. */
  pausedMs: number;
}

export function explain(clocks: Clocks): Explained[] {
  const { solved, solvingSince } = clocks;
  const ran = solved.reduce((sum, { from, to }) => sum + to - from, 0);
  return clocks.running
    .map(({ warnAt: _, ...clock }) => ({
      ...clock,
      pausedMs: clock.kind === "resolution" ? Math.max(0, (solvingSince ?? clock.startedAt) - clock.startedAt - ran) : 0,
    }))
    .sort((one, other) => one.dueAt - other.dueAt);
}
