/** How fast one shop may be called. TikTok publishes no rate and changes it as it likes, so the pace is learned: it rises a little with
 *  every quiet call and halves when TikTok says "too many requests". Pure; the authorization's room keeps one per shop.
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
}

export const RATE_FIRST_PER_SECOND = 10;
export const RATE_MIN_PER_SECOND = 1;
const RATE_MAX_PER_SECOND = 50;
const RATE_STEP_PER_CALL = 0.05;
const PAUSE_MS = 1_000;
/** How much of a second's calls may pile up for a burst. */
const BURST_SECONDS = 1;

export const openPace = (now: number): Pace => ({ rate: RATE_FIRST_PER_SECOND, tokens: RATE_FIRST_PER_SECOND, at: now, pausedUntil: 0 });

/** Takes one call's turn and answers how many milliseconds to wait for it. A person's call goes to the head of the line. */
export function takeTurn(pace: Pace, now: number, isForPerson: boolean): number {
  pace.tokens = Math.min(pace.rate * BURST_SECONDS, pace.tokens + ((now - pace.at) / 1000) * pace.rate);
  pace.at = now;
  pace.rate = Math.min(RATE_MAX_PER_SECOND, pace.rate + RATE_STEP_PER_CALL);
  pace.tokens -= 1;
  const paused = Math.max(0, pace.pausedUntil - now);
  if (isForPerson) return paused;
  return Math.ceil(paused + (pace.tokens < 0 ? (-pace.tokens / pace.rate) * 1000 : 0));
}

/** TikTok refused a call: what was promised is void, and everyone waits a moment. */
export function slowDown(pace: Pace, now: number): void {
  // Calls already under way when the first was refused come back refused too; they say nothing new.
  if (now < pace.pausedUntil) return;
  pace.rate = Math.max(RATE_MIN_PER_SECOND, pace.rate / 2);
  pace.tokens = 0;
  pace.at = now;
  pace.pausedUntil = now + PAUSE_MS;
}
