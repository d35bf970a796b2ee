// What things were a moment ago, for reads that run behind the truth. Kept only while a lag is raised, and only as long as a lag
// may be. Refuses to serve a read that does not lag.
import type { Core } from "./core.ts";

/** No lag is longer than this. */
export const LAG_MS_MAX = 120_000;

export interface Remembered {
  /** "order", "package": what kind of thing. */
  noun: string;
  shopId: string;
  id: string;
  /** The moment (epoch ms) at which it stopped being so. */
  until: number;
  /** The thing as it was, or null when it did not exist. */
  was: unknown;
}

/** Call before a change, and with null before a creation. */
export function remember(core: Core, noun: string, shopId: string, id: string, was: unknown): void {
  if (!core.faults.isRaised("lag")) return;
  const now = core.now();
  const kept = core.state.remembered;
  while (kept[0] && kept[0].until < now - LAG_MS_MAX) kept.shift();
  kept.push({ noun, shopId, id, until: now, was: was === null ? null : structuredClone(was) });
}

/** By id, every thing of that kind in the shop that was different at `moment`; null where it did not exist yet. */
export function differencesAt<T>(core: Core, noun: string, shopId: string, moment: number): Map<string, T | null> {
  const differences = new Map<string, T | null>();
  for (const entry of core.state.remembered) {
    if (entry.noun !== noun || entry.shopId !== shopId || entry.until <= moment || differences.has(entry.id)) continue;
    differences.set(entry.id, entry.was as T | null);
  }
  return differences;
}
