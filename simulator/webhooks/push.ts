// What a push is from the moment something happened until it is accepted or given up, and what is kept about each attempt.
// Refuses delivery, which is deliver.ts.

export interface Subscription {
  appKey: string;
  shopId: string;
  eventType: string;
  address: string;
  createTime: number;
  updateTime: number;
}

export interface Push {
  id: string;
  notificationId: string;
  topic: number;
  shopId: string | null;
  appKey: string;
  address: string;
  body: string;
  attempts: number;
  createdAt: number;
  /** A test may send a signature of its own making; null signs as TikTok does. */
  signature: string | null;
}

export interface Attempt {
  at: number;
  pushId: string;
  notificationId: string;
  topic: number;
  shopId: string | null;
  appKey: string;
  address: string;
  attempt: number;
  ok: boolean;
  /** HTTP status, or null when no answer came. */
  status: number | null;
  /** "200", "503", "no answer", "over 3 s", "lost": what a person reads in the log. */
  result: string;
  ms: number;
  body: string;
}

export interface PushCount {
  delivered: number;
  failed: number;
  lastOkAt: number | null;
}

const ATTEMPTS_KEPT_MAX = 5_000;

export function recordAttempt(log: Attempt[], attempt: Attempt): void {
  log.push(attempt);
  if (log.length > ATTEMPTS_KEPT_MAX) log.splice(0, log.length - ATTEMPTS_KEPT_MAX);
}

/** Delays after the first, second, third and fourth failed attempt; after the fifth the push is dropped for good. */
export const RETRY_DELAYS_MS = [2 * 60_000, 30 * 60_000, 3 * 3_600_000, 12 * 3_600_000] as const;

/** A receiver that takes longer has failed. */
export const ANSWER_MS_MAX = 3_000;
