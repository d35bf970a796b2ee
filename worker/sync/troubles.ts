/** What is not well, and what somebody may do about it: one list for the page of admins, the gravest first. Pure. What is well is not in it; what a
 *  store is not meant to do is never missed. */
import { connectionOf } from "../stores/store.ts";
import { type Followed, type Following, followingOf, type Heard, isPulseLate, PULSE } from "./well.ts";

/** What the row's button does, or where it leads. */
export type TroubleAct = "reauthorize" | "pull" | "retry" | "replay" | "gaps" | "balancing" | "mail" | "stock" | "none";

export interface Trouble {
  kind:
    | "clock-stopped"
    | "consent-ended"
    | "consent-ending"
    | "behind"
    | "items-failed"
    | "work-given-up"
    | "days-open"
    | "stock-differs"
    | "rooms-late"
    | "chat-calls-high"
    | "balancing-paused"
    | "mail-unmatched"
    | "database-filling";
  /** Null: the whole desk. */
  store: string | null;
  isLate: boolean;
  act: TroubleAct;
  /** Of how many things, or days that are left. */
  count: number;
  /** Epoch milliseconds: since when, or until when. */
  at: number | null;
  /** Those that were not walked in time. */
  streams: Followed[];
  /** TikTok's own words. */
  words: string | null;
}

export interface StoreFacts extends Heard {
  id: string;
  reason: string | null;
  /** Epoch seconds. */
  consentEnds: number | null;
  gaps: number;
  openDays: number;
  balancingPausedAt: number | null;
  lateRooms: number;
  chatCalls: { used: number; most: number };
}

export interface DeskFacts {
  pulseAt: number | null;
  givenUp: number;
  drifts: number;
  balancingPausedAt: number | null;
  unmatched: number;
  /** Of what a database may hold, how much is used. */
  full: number;
}

/** From here on admins are told that the database fills. */
const FULL_SHARE = 0.8;
/** Most of the day's calls are gone. */
const CALLS_HIGH_SHARE = 0.8;

const nothing: Omit<Trouble, "kind"> = { store: null, isLate: true, act: "none", count: 0, at: null, streams: [], words: null };

export function troublesOf(desk: DeskFacts, stores: StoreFacts[], now: number): Trouble[] {
  const found: Trouble[] = [
    ...(isPulseLate(desk.pulseAt, now) ? [{ ...nothing, kind: "clock-stopped", at: desk.pulseAt } as const] : []),
    ...(desk.givenUp > 0 ? [{ ...nothing, kind: "work-given-up", act: "replay", count: desk.givenUp } as const] : []),
    ...(desk.drifts > 0 ? [{ ...nothing, kind: "stock-differs", act: "stock", count: desk.drifts } as const] : []),
    ...(desk.full >= FULL_SHARE ? [{ ...nothing, kind: "database-filling", count: Math.floor(desk.full * 100) } as const] : []),
    ...paused(null, desk.balancingPausedAt),
    ...(desk.unmatched > 0 ? [{ ...nothing, kind: "mail-unmatched", isLate: false, act: "mail", count: desk.unmatched } as const] : []),
    ...stores.flatMap((store) => troublesOfStore(store, now)),
  ];
  return found.sort((one, other) => Number(other.isLate) - Number(one.isLate));
}

const paused = (store: string | null, at: number | null): Trouble[] =>
  at === null ? [] : [{ ...nothing, store, kind: "balancing-paused", isLate: false, act: "balancing", at }];

function troublesOfStore(store: StoreFacts, now: number): Trouble[] {
  const of = { ...nothing, store: store.id };
  const { end } = connectionOf(store, store.consentEnds, now / 1000);
  const { used, most } = store.chatCalls;
  return [
    ...(store.state === "reauthorize" ? [{ ...of, kind: "consent-ended", act: "reauthorize", words: store.reason } as const] : []),
    ...(end && end.warning !== null ? [ending(of, end)] : []),
    ...behind(
      of,
      followingOf(store, now).filter(({ isLate }) => isLate),
    ),
    ...(store.gaps > 0 ? [{ ...of, kind: "items-failed", act: "retry", count: store.gaps } as const] : []),
    ...(store.openDays > 0 ? [{ ...of, kind: "days-open", isLate: false, act: "gaps", count: store.openDays } as const] : []),
    ...(store.lateRooms > 0 ? [{ ...of, kind: "rooms-late", isLate: false, count: store.lateRooms } as const] : []),
    ...(used > most * CALLS_HIGH_SHARE ? [{ ...of, kind: "chat-calls-high", isLate: false, count: most - used } as const] : []),
    ...paused(store.id, store.balancingPausedAt),
  ];
}

function behind(of: Omit<Trouble, "kind">, late: Following[]): Trouble[] {
  if (late.length === 0) return [];
  const oldest = Math.min(...late.map(({ at }) => at ?? 0));
  return [{ ...of, kind: "behind", act: "pull", streams: late.map(({ stream }) => stream), at: oldest || null }];
}

/** A week before its end nobody should wait any longer. */
const ENDING_LATE_DAYS = 7;

const ending = (of: Omit<Trouble, "kind">, end: { endsAt: number; daysLeft: number }): Trouble => ({
  ...of,
  kind: "consent-ending",
  isLate: end.daysLeft <= ENDING_LATE_DAYS,
  act: "reauthorize",
  count: end.daysLeft,
  at: end.endsAt * 1000,
});

export const pulseOf = (beats: { name: string; at: number }[]) => beats.find(({ name }) => name === PULSE)?.at ?? null;
