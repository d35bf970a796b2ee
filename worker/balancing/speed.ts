/** How fast a listing sells, how long TikTok takes to show a number, and how much may be sold unseen meanwhile. Pure: what the guard and the division of
 *  scarce stock rest on. */

/** Over so long the speed is smoothed: shorter follows every order, longer notices a rush too late. */
const SMOOTHED_MINUTES = 4;
/** What was sold longer ago than this no longer counts. */
export const SPEED_MINUTES_MAX = 24;

/** One dial: how much is kept back for what may be sold unseen. Keen sells more of deep stock and risks more. */
export const DIALS = ["careful", "balanced", "keen"] as const;
export type Dial = (typeof DIALS)[number];
export const SAFETY: Record<Dial, number> = { careful: 1.75, balanced: 1.25, keen: 0.6 };

export interface Speed {
  /** Units a minute. */
  perMinute: number;
  /** Minutes. */
  at: number;
}

export const noSpeed: Speed = { perMinute: 0, at: 0 };

export const speedAt = (speed: Speed, minute: number) => speed.perMinute * Math.exp(-Math.max(0, minute - speed.at) / SMOOTHED_MINUTES);

/** The speed after one more unit was sold. */
export function soldAt(speed: Speed, minute: number): Speed {
  return { perMinute: speedAt(speed, minute) + 1 / SMOOTHED_MINUTES, at: Math.max(minute, speed.at) };
}

/** How long a number takes until no word is had of it yet. */
export const LAG_MINUTES_FIRST = 6;
/** Orders are heard of later than they are taken, without webhooks minutes later. */
const LAG_MINUTES_MIN = 1.5;
const LAG_MINUTES_MAX = 60;
/** Fewer confirmations than this say nothing of the slowest. */
const LAGS_MIN = 20;

/** What 95 of 100 confirmations took no longer than. */
export function lagOf(minutes: number[]): number {
  if (minutes.length < LAGS_MIN) return Math.max(LAG_MINUTES_FIRST, ...minutes);
  const sorted = minutes.toSorted((one, other) => one - other);
  const slow = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? LAG_MINUTES_FIRST;
  return Math.min(LAG_MINUTES_MAX, Math.max(LAG_MINUTES_MIN, slow));
}

/** Pieces that may be sold in one listing before a new number for it is seen. */
export const soldUnseen = (dial: Dial, lagMinutes: number, perMinute: number) =>
  Math.round(SAFETY[dial] * (lagMinutes * perMinute + Math.sqrt(lagMinutes * perMinute)));
