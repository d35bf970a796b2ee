// The switches of the platform's own misbehaviour. Each fault strikes by probability from its own stream of
// the seed, or the next n times it could. Faults of TikTok are the simulator's, not these.
import type { Chance } from "./chance.ts";
import type { Core } from "./core.ts";
import { Crashed, Crashes, type CrashPlan } from "./crashes.ts";

export const FAULT_NAMES = [
  "d1-before",
  "d1-after",
  "d1-overloaded",
  "d1-replica-lag",
  "queue-send",
  "queue-send-after",
  "queue-duplicate",
  "queue-reorder",
  "queue-delay",
  "object-before",
  "object-after",
  "object-evict",
  "alarm-lost",
  "alarm-late",
  "cron-skipped",
  "cron-doubled",
  "r2-put",
  "socket-dropped",
  "fetch-before",
  "fetch-after",
  "crash-worker",
  "crash-object",
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

/** A swarm turns each fault on with this chance, at a probability up to the strongest. */
const SWARM_SHARE = 0.35;
const SWARM_PROBABILITY_MAX = 0.15;

export class Faults {
  private readonly core: Core;
  private readonly probabilities = new Map<FaultName, number>();
  private readonly due = new Map<FaultName, number>();
  private readonly streams = new Map<FaultName, Chance>();
  private readonly crashes: Crashes;
  /** How often each fault struck, so that a run can show it met what it was meant to meet. */
  readonly struck = new Map<FaultName, number>();

  constructor(core: Core) {
    this.core = core;
    this.crashes = new Crashes(core);
  }

  set(name: FaultName, probability: number): void {
    this.probabilities.set(name, probability);
  }

  next(name: FaultName, times = 1): void {
    this.due.set(name, (this.due.get(name) ?? 0) + times);
  }

  isOn(name: FaultName): boolean {
    return (this.probabilities.get(name) ?? 0) > 0 || (this.due.get(name) ?? 0) > 0;
  }

  strikes(name: FaultName): boolean {
    if (!this.isOn(name)) return false;
    const due = this.due.get(name) ?? 0;
    const strikes = due > 0 || this.chanceOf(name).happens(this.probabilities.get(name) ?? 0);
    if (due > 0) this.due.set(name, due - 1);
    if (strikes) this.struck.set(name, (this.struck.get(name) ?? 0) + 1);
    return strikes;
  }

  chanceOf(name: FaultName): Chance {
    const stream = this.streams.get(name) ?? this.core.chance.stream(`fault ${name}`);
    this.streams.set(name, stream);
    return stream;
  }

  /** Each run breaks different things: a random subset of the names, each at a random strength. */
  swarm(names: readonly FaultName[] = FAULT_NAMES): FaultName[] {
    const chance = this.core.chance.stream("swarm");
    const chosen = names.filter(() => chance.happens(SWARM_SHARE));
    for (const name of chosen) this.set(name, chance.fraction() * SWARM_PROBABILITY_MAX);
    return chosen;
  }

  /** Everything works from here on; what was lost stays lost. */
  clear(): void {
    this.probabilities.clear();
    this.due.clear();
    this.crashes.disarm();
  }

  /** The next life of that kind to reach an await dies there. */
  crashNext(target: "worker" | "object" | "any" = "any"): CrashPlan {
    return this.crashes.arm({ step: 1, target, when: "before" });
  }

  /** Whoever makes the k-th platform operation from now on dies at it: before its effect, or after it and before the answer. */
  crashAtStep(step: number, when: "before" | "after" = "after", target: "worker" | "object" | "any" = "any"): CrashPlan {
    return this.crashes.arm({ step, when, target });
  }

  /** Everybody of that kind dies now; objects alone are what a deploy does. */
  crashAll(target: "worker" | "object" | "any" = "any"): void {
    for (const life of this.core.lives) if (target === "any" || life.kind === target) life.end(new Crashed());
  }

  /** Asked at every operation: whether, and when, its caller dies. */
  fateOf = (life: Parameters<Crashes["fateOf"]>[0]) => this.crashes.fateOf(life);
}
