/** What is true of goods in TikTok's warehouses: when an inbound order is over, when a difference is old enough to be claimed, why two numbers cannot
 *  be compared. Pure. */

/** A difference that lasts longer than orders and receipts need to settle. */
export const DRIFT_LONG_MS = 3 * 86_400_000;

/** TikTok's words; it spells one of them in two ways. */
export const isInboundOver = (status: string): boolean => status === "RECEIVED" || status === "CANCELLED";

/** TikTok gives no status, only the log: the last word of it. */
export const statusOf = (logs: { status: string }[]): string => logs.at(-1)?.status ?? "WORKING";

export type NotCompared = "fbt-unmapped" | "fbt-several-items" | "fbt-no-warehouse" | "fbt-not-yet";

interface Standing {
  hasWarehouse: boolean;
  isMapped: boolean;
  item: string | null;
  isCompared: boolean;
}

/** Null where the two numbers stand beside each other. */
export function whyNotCompared({ hasWarehouse, isMapped, item, isCompared }: Standing): NotCompared | null {
  if (isCompared) return null;
  if (!isMapped) return "fbt-unmapped";
  if (item === null) return "fbt-several-items";
  return hasWarehouse ? "fbt-not-yet" : "fbt-no-warehouse";
}

export interface Compared {
  theirs: number;
  ours: number;
  received: number;
  base: number;
  since: number | null;
}

/** What TikTok should have by our ledger, and by how much it has more. */
export function driftOf({ theirs, ours, received, base, since }: Compared, now: number) {
  const expected = ours + received + base;
  return { expected, drift: theirs - expected, since, isLong: since !== null && now - since > DRIFT_LONG_MS };
}
