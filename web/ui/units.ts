/** Spans of time in milliseconds. A day here is 24 hours; one on a calendar may be 23 or 25 (wall-clock.ts). */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
