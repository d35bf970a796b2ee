// The bad days of a history: which of the platform's and the shop's faults are on, and how strong. Each seed draws its own few, strong
// enough to meet and weak enough that work still gets done.
import type { FaultOrder } from "../../simulator/index.ts";
import type { Chance } from "./platform/chance.ts";
import type { FaultName } from "./platform/index.ts";
import { MINUTE, type World } from "./world.ts";

/** The strongest each fault of the platform gets, as a probability per occasion. */
const PLATFORM: Partial<Record<FaultName, number>> = {
  "d1-before": 0.06,
  "d1-after": 0.06,
  "d1-overloaded": 0.06,
  "d1-replica-lag": 0.5,
  "queue-send": 0.08,
  "queue-send-after": 0.08,
  "queue-duplicate": 0.4,
  "queue-reorder": 0.5,
  "queue-delay": 0.15,
  "object-before": 0.04,
  "object-after": 0.04,
  "object-evict": 0.3,
  "alarm-lost": 0.4,
  "alarm-late": 0.3,
  "cron-skipped": 0.4,
  "cron-doubled": 0.4,
  "r2-put": 0.5,
  "fetch-before": 0.06,
  "fetch-after": 0.06,
  "crash-worker": 0.02,
  "crash-object": 0.02,
};

type Storm = FaultOrder & { most: number };

/** The same for the shop's. */
const SHOP: Storm[] = [
  { kind: "slow", ms: 1_500, most: 0.2 },
  { kind: "slow", ms: 25_000, most: 0.03 },
  { kind: "down", most: 0.08 },
  { kind: "refused", most: 0.08 },
  { kind: "error500", most: 0.08 },
  { kind: "rate_limit", most: 0.15 },
  { kind: "html", most: 0.05 },
  { kind: "truncated", most: 0.05 },
  { kind: "envelope", most: 0.05 },
  { kind: "timeout_before", how: "throw", most: 0.05 },
  { kind: "timeout_before", how: "hang", most: 0.03 },
  { kind: "timeout_after", on: "chat.send", how: "throw", most: 0.4 },
  { kind: "timeout_after", on: "chat.send", how: "hang", most: 0.2 },
  { kind: "timeout_after", how: "throw", most: 0.03 },
  { kind: "page_token_expired", most: 0.3 },
  { kind: "page_fails", page: 2, most: 0.3 },
  { kind: "lag", ms: 4_000, most: 1 },
  { kind: "lag", ms: 110_000, on: "orders.search", most: 1 },
  { kind: "lag", ms: 110_000, on: "chat.list", most: 0.7 },
  { kind: "lag", ms: 9_000, on: "chat.messages", most: 1 },
  { kind: "count_drifts", most: 0.5 },
  { kind: "same_second", most: 1 },
  { kind: "rows_repeat", most: 0.4 },
  { kind: "ids_as_numbers", most: 0.5 },
  { kind: "unknown_fields", most: 0.5 },
  { kind: "webhook_lost", most: 1 },
  { kind: "webhook_repeated", most: 0.4 },
  { kind: "webhook_reordered", ms: 5_000, most: 0.6 },
  { kind: "webhook_late", ms: 10 * MINUTE, most: 0.4 },
  { kind: "webhook_unknown", most: 0.2 },
];

const PLATFORM_SHARE = 0.3;
const SHOP_SHARE = 0.25;

/** Draws a new set of faults; whatever was on is off. Answers those that are on, each with its strength, for whoever reads a failing run. What is
 * left out (`without`, by name) is drawn all the same, so that nothing else changes. */
export function changeWeather({ platform, simulator }: World, chance: Chance, without: readonly string[]): string[] {
  clearWeather({ platform, simulator });
  const names: string[] = [];
  for (const [name, most] of Object.entries(PLATFORM) as [FaultName, number][]) {
    if (!chance.happens(PLATFORM_SHARE)) continue;
    const probability = most * chance.fraction();
    if (without.includes(name)) continue;
    platform.faults.set(name, probability);
    names.push(`${name} ${probability.toFixed(3)}`);
  }
  for (const { most, ...order } of SHOP) {
    if (!chance.happens(SHOP_SHARE)) continue;
    const probability = most * chance.fraction();
    const name = `${order.kind}${order.on ? ` on ${order.on}` : ""}`;
    if (without.includes(name)) continue;
    simulator.faults.raise({ ...order, probability });
    names.push(`${name} ${probability.toFixed(3)}`);
  }
  return names;
}

/** What was lost stays lost. */
export function clearWeather({ platform, simulator }: Pick<World, "platform" | "simulator">): void {
  platform.faults.clear();
  simulator.faults.clear();
}
