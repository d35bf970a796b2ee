/** When a store counts as well and when the desk does. Pure: how long each thing may be silent, and what is too long. Nothing is too long for
 *  what is switched off, was just begun, or waits for a seller's consent. */
import type { StoreRow } from "../stores/table.ts";

/** Chats are swept each minute while buyers write, and this seldom when a store is quiet. */
export const CHAT_SWEEP_SECONDS_MAX = 900;
const MINUTE = 60;
const RECONCILE_SECONDS = 300;
/** A walk may be lost, and the next one too: after as many in a row somebody should look. */
const PERIODS_MISSED_MAX = 3;
/** The minute's round is the desk's pulse. */
export const PULSE = "* * * * *";
export const PULSE_LATE_MS = 5 * 60_000;
/** Work that D1 knows of and nobody has taken for so long. */
export const WORK_LATE_MS = 15 * 60_000;

/** Every minute within a quarter of an hour of the last message, every 5 within six hours, every 15 after that. */
export function sweepSeconds(quietSeconds: number): number {
  if (quietSeconds < 900) return MINUTE;
  return quietSeconds < 21_600 ? RECONCILE_SECONDS : CHAT_SWEEP_SECONDS_MAX;
}

export interface Heard extends Pick<StoreRow, "state" | "orders_import" | "fbt_import" | "chat_import" | "connected_at" | "begin_since"> {
  sweep_at: number | null;
  reconcile_at: number | null;
  aftersales_at: number | null;
  /** Epoch seconds of the latest message. */
  last_time: number | null;
}

export type Followed = "orders" | "messages" | "aftersales";

/** How each stream of a store is followed: when it was last walked to its end, and whether that is too long ago. */
export interface Following {
  stream: Followed;
  /** Epoch milliseconds; null where it never was. */
  at: number | null;
  isLate: boolean;
}

export function followingOf(store: Heard, now: number): Following[] {
  if (store.state !== "connected") return [];
  const since = Math.max(store.connected_at ?? 0, store.begin_since ?? 0);
  const follow = (stream: Followed, at: number | null, seconds: number): Following => ({
    stream,
    at,
    isLate: now - Math.max(at ?? 0, since) > Math.max(seconds, RECONCILE_SECONDS) * PERIODS_MISSED_MAX * 1000,
  });
  return [
    ...(store.orders_import || store.fbt_import ? [follow("orders", store.reconcile_at, RECONCILE_SECONDS)] : []),
    ...(store.chat_import ? [follow("messages", store.sweep_at, sweepSeconds(now / 1000 - (store.last_time ?? 0)))] : []),
    ...(store.orders_import ? [follow("aftersales", store.aftersales_at, RECONCILE_SECONDS)] : []),
  ];
}

export const isPulseLate = (at: number | null, now: number) => now - (at ?? 0) > PULSE_LATE_MS;
