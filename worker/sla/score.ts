/** TikTok's response rate as we can tell it: chats of the last days, those answered in time by an answer that counts, what becomes of the rate
 *  if the open ones are answered or not, and which of them save it. Pure over a store's chats and a pack, its marketplace's rule. */
import { localTime } from "../stores/calendar.ts";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../units.ts";
import { instantOf } from "./calendar.ts";
import type { ScorePackRow } from "./table.ts";

const NOON_MINUTE = 720;

/** A chat from the buyer's first unanswered message to the first answer that counts. */
export interface Turn {
  askedAt: number;
  answeredAt: number | null;
}

/** Chats a ticket keeps besides the ones D1 holds already. */
export const TURNS_KEPT_MAX = 60;

/** Said within a chat that has its answer; TikTok tells questions in whole seconds. */
const isWithin = ({ askedAt, answeredAt }: Turn, at: number) =>
  at === askedAt || (at > askedAt && answeredAt !== null && at + SECOND_MS <= answeredAt);

/** A question begins a chat where none waits for an answer. Older ones that come in late belong to the chat they were said in, or begin theirs
 *  where they stand. */
export function askTurn(turns: Turn[], at: number): Turn[] {
  if (turns.some((turn) => isWithin(turn, at))) return turns;
  const open = turns.find((turn) => turn.answeredAt === null);
  if (open) return at < open.askedAt ? turns.map((turn) => (turn === open ? { ...open, askedAt: at } : turn)) : turns;
  return [...turns, { askedAt: at, answeredAt: null }].slice(-TURNS_KEPT_MAX);
}

/** Of two tickets that became one, each may have had a chat that waits: one answer is the answer to both. */
export function answerTurn(turns: Turn[], at: number): Turn[] {
  const isAnswered = ({ askedAt, answeredAt }: Turn) => answeredAt === null && at >= askedAt;
  return turns.some(isAnswered) ? turns.map((turn) => (isAnswered(turn) ? { ...turn, answeredAt: at } : turn)) : turns;
}

/** The rule that holds for a marketplace on a day: its own newest that has begun, or the strictest. */
export function findPack(packs: ScorePackRow[], marketplace: string, now: number): { pack: ScorePackRow; isKnown: boolean } {
  const day = new Date(now).toISOString().slice(0, 10);
  const begun = packs
    .filter((pack) => pack.effective_from <= day)
    .sort((one, other) => (one.effective_from < other.effective_from ? 1 : -1));
  const own = begun.find((pack) => pack.marketplace === marketplace);
  const pack = own ?? begun.find((one) => one.marketplace === "*");
  if (!pack) throw new Error("no rule for any marketplace");
  return { pack, isKnown: own !== undefined };
}

/** When the answer to a chat is due at TikTok. Begun on Saturday or Sunday where the weekend is spared: on Monday at noon, in the store's zone. */
export function deadlineOf(pack: ScorePackRow, askedAt: number, timeZone: string): number {
  const { year, month, day } = localTime(Math.floor(askedAt / 1000), timeZone);
  const local = Date.UTC(year, month - 1, day) / DAY_MS;
  const weekday = new Date(local * DAY_MS).getUTCDay();
  if (pack.weekend_to_monday === 0 || (weekday !== 6 && weekday !== 0)) return askedAt + pack.hours * HOUR_MS;
  return instantOf(timeZone, local + (weekday === 6 ? 2 : 1), NOON_MINUTE, "first");
}

/** The weekends within and around a span of time, as `deadlineOf` knows them: from Saturday to Monday, and the noon by which their chats are due. */
export function weekendsOf(timeZone: string, from: number, to: number): { from: number; before: number; dueAt: number }[] {
  const days = Array.from({ length: Math.ceil((to - from) / DAY_MS) + 4 }, (_, at) => Math.floor(from / DAY_MS) - 2 + at);
  const at = (day: number, minute = 0) => instantOf(timeZone, day, minute, "first");
  return days
    .filter((day) => new Date(day * DAY_MS).getUTCDay() === 6)
    .map((day) => ({ from: at(day), before: at(day + 2), dueAt: at(day + 2, NOON_MINUTE) }));
}

export interface Score {
  /** Chats of the window that are decided, and those of them answered in time. */
  decided: number;
  inTime: number;
  open: number;
  /** Percent; null before anything is decided. */
  rate: number | null;
  /** What the rate becomes when all the open ones are answered in time, and when none is. */
  best: number | null;
  worst: number | null;
  /** So many of the open ones, those due first, keep the rate at the target; 0 where none is needed. */
  needed: number;
  /** Whether the target can still be kept. */
  isReachable: boolean;
}

/** `doubtful` are the window's chats without an answer, or with a late one; every other one of `total` is in time. */
export function scoreChats(total: number, doubtful: Turn[], pack: ScorePackRow, timeZone: string, now: number): Score {
  const judged = doubtful.map((turn) => ({ ...turn, deadline: deadlineOf(pack, turn.askedAt, timeZone) }));
  const failed = judged.filter(({ answeredAt, deadline }) => (answeredAt ?? now) > deadline).length;
  const open = judged.filter(({ answeredAt, deadline }) => answeredAt === null && now <= deadline).length;
  const inTime = total - failed - open;
  const percent = (good: number, all: number) => (all === 0 ? null : Math.round((good / all) * 1_000) / 10);
  const needed = Math.max(0, Math.ceil((total * pack.target_percent) / 100) - inTime);
  return {
    decided: total - open,
    inTime,
    open,
    rate: percent(inTime, total - open),
    best: percent(inTime + open, total),
    worst: percent(inTime, total),
    needed: Math.min(needed, open),
    isReachable: needed <= open,
  };
}
