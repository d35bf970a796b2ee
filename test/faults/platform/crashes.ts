// Who dies, and at which of their awaits. A plan counts platform operations from the moment it is armed, so
// a test can walk through every step of a flow by arming 1, 2, 3 … until a plan no longer strikes.
import type { Core } from "./core.ts";
import type { Life } from "./life.ts";

const LOST = "Network connection lost.";

export type CrashMoment = "before" | "after";

export interface CrashPlan {
  /** Operations counted since arming. */
  readonly steps: number;
  /** The life that ended, once it has. */
  readonly struck: string | null;
}

interface Armed extends CrashPlan {
  steps: number;
  struck: string | null;
  step: number;
  when: CrashMoment;
  target: "worker" | "object" | "any";
}

export class Crashes {
  private readonly core: Core;
  private armed: Armed[] = [];

  constructor(core: Core) {
    this.core = core;
  }

  arm({ step, when, target }: Pick<Armed, "step" | "when" | "target">): CrashPlan {
    const plan: Armed = { step, when, target, steps: 0, struck: null };
    this.armed.push(plan);
    return plan;
  }

  disarm(): void {
    this.armed = [];
  }

  fateOf(life: Life): CrashMoment | null {
    if (life.kind === "outside") return null;
    return this.plannedFateOf(life) ?? this.randomFateOf(life);
  }

  private plannedFateOf(life: Life): CrashMoment | null {
    for (const plan of this.armed) {
      if (plan.target !== "any" && plan.target !== life.kind) continue;
      plan.steps += 1;
      if (plan.steps !== plan.step) continue;
      plan.struck = life.name;
      this.armed = this.armed.filter((other) => other !== plan);
      return plan.when;
    }
    return null;
  }

  private randomFateOf(life: Life): CrashMoment | null {
    const name = life.kind === "worker" ? "crash-worker" : "crash-object";
    const { faults } = this.core;
    if (!faults.strikes(name)) return null;
    return faults.chanceOf(name).happens(0.5) ? "before" : "after";
  }
}

/** What everybody else sees of a connection that broke, a crash among the reasons. */
export function connectionLost(): Error {
  return Object.assign(new Error(LOST), { retryable: true });
}

/** What a life that crashed ends with. */
export class Crashed extends Error {
  override name = "Error";
  readonly retryable = true;

  constructor() {
    super(LOST);
  }
}
