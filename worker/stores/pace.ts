/** How fast one shop may be called. TikTok publishes no rate and changes it as it likes, so the pace is learned: it rises with every quiet call,
 *  fast until TikTok first says "too many requests" and slowly ever after; then it steps back a little, or halves where that was not enough. Pure; the authorization's room keeps one per shop.
 *  https://partner.tiktokshop.com/docv2/page/rate-limits. */

export interface Pace {
  /** Calls per second. */
  rate: number;
  /** Calls that may go at once; below zero they are promised to those who wait. */
  tokens: number;
  /** Epoch milliseconds of the last look. */
  at: number;
  /** Nothing goes before this. */
  pausedUntil: number;
  /** Epoch milliseconds of TikTok's last refusal; null before it ever refused. */
  refusedAt: number | null;
}

export const RATE_FIRST_PER_SECOND = 10;
export const RATE_MIN_PER_SECOND = 1;
const RATE_MAX_PER_SECOND = 50;
const RATE_STEP_PER_CALL = { untried: 0.5, learned: 0.03 };
/** A refusal says that the rate was a little too high; one so soon after another, or the first of all, that it was far too high. */
const STEP_BACK = 0.85;
const STEP_FAR_BACK = 0.5;
const SOON_MS = 1_500;
const PAUSE_MS = 300;
/** How much of a second's calls may pile up for a burst. */
const BURST_SECONDS = 1;

export const openPace = (now: number): Pace => ({
  rate: RATE_FIRST_PER_SECOND,
  tokens: RATE_FIRST_PER_SECOND,
  at: now,
  pausedUntil: 0,
  refusedAt: null,
});

/** Takes one call's turn and answers how many milliseconds to wait for it. A person's call goes to the head of the line. */
export function takeTurn(pace: Pace, now: number, isForPerson: boolean): number {
  pace.tokens = Math.min(pace.rate * BURST_SECONDS, pace.tokens + ((now - pace.at) / 1000) * pace.rate);
  pace.at = now;
  const step = pace.refusedAt === null ? RATE_STEP_PER_CALL.untried : RATE_STEP_PER_CALL.learned;
  pace.rate = Math.min(RATE_MAX_PER_SECOND, pace.rate + step);
  pace.tokens -= 1;
  const paused = Math.max(0, pace.pausedUntil - now);
  if (isForPerson) return paused;
  return Math.ceil(paused + (pace.tokens < 0 ? (-pace.tokens / pace.rate) * 1000 : 0));
}

/** TikTok refused a call: what was promised is void, and everyone waits a moment. */
export function slowDown(pace: Pace, now: number): void {
  // Calls already under way when the first was refused come back refused too; they say nothing new.
  if (now < pace.pausedUntil) return;
  const isFar = pace.refusedAt === null || now - pace.refusedAt < SOON_MS;
  pace.rate = Math.max(RATE_MIN_PER_SECOND, pace.rate * (isFar ? STEP_FAR_BACK : STEP_BACK));
  pace.refusedAt = now;
  pace.tokens = 0;
  pace.at = now;
  pace.pausedUntil = now + PAUSE_MS;
}
