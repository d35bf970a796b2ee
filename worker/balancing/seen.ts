/** What a number that was read says of the one that was sent. Pure. An answer that was lost is never taken for a success: what is read after a while
 *  decides, and until then nobody is told anything new. */

/** A call that was not answered may still be carried out until then. */
export const LOST_ANSWER_MS = 60_000;
/** Reads may lag behind an answer; after this long they are taken as they are. */
export const SEEN_LATEST_MS = 600_000;

export interface OnItsWay {
  sent: number;
  sentAt: number;
  wasAnswered: boolean;
  /** Units ordered since it was sent, as far as the desk has heard. */
  soldSince: number;
}

/** shown: TikTok shows it, less what was sold since · lost: it never arrived, or something else came over it · wait: nobody knows yet. */
export type Seen = "shown" | "lost" | "wait";

export function judgeSeen({ sent, sentAt, wasAnswered, soldSince }: OnItsWay, read: number, readAt: number): Seen {
  const isExplained = read <= sent && read >= sent - soldSince;
  const age = readAt - sentAt;
  if (wasAnswered) return isExplained ? "shown" : age < SEEN_LATEST_MS ? "wait" : "lost";
  if (age < LOST_ANSWER_MS) return "wait";
  return isExplained ? "shown" : "lost";
}

/** How long a refused number waits before it is sent again. */
const RETRY_FIRST_MS = 60_000;
const RETRY_MS_MAX = 3_600_000;
export const retryAfter = (tries: number) => Math.min(RETRY_MS_MAX, RETRY_FIRST_MS * 2 ** Math.min(tries, 10));
