// Virtual time: one heap of events, run one by one, Node's own queues drained between two of them. Nothing
// here reads a real clock. Time passes in fractions of a millisecond inside, so that ties are rare and the
// order of events follows the seed; `clock.now()` shows whole milliseconds.
import { type Happening, Heap } from "./heap.ts";
import { present } from "./life.ts";
import type { Trace } from "./trace.ts";

// Bodies of requests and forms need up to two turns of Node's loop; a third is to spare.
const TURNS_PER_EVENT = 3;
const SETTLE_EVENTS_MAX = 200_000;
/** Crons alone would keep the clock going for ever. */
const DRIVE_MS_MAX = 86_400_000;
const PENDING_SHOWN_MAX = 30;

const nextTurn = setImmediate;
const turn = () => new Promise<void>((resolve) => nextTurn(resolve));

/** Why somebody wants the clock to go on. */
interface Goal {
  /** False once the goal is reached; `next` is the earliest event there is. */
  wants(next: Happening | undefined): boolean;
  reached(): void;
  failed(error: unknown): void;
}

export interface Scheduling {
  /** Patient events (alarms, crons, sleep) are far from urgent: `settle` does not wait for them. */
  patient?: boolean;
}

export class Timeline {
  now: number;
  readonly trace: Trace;
  readonly clock = { now: () => Math.floor(this.now) };
  checks: (() => void)[] = [];
  /** What is left to be done elsewhere (a real digest): the next event waits for it. */
  held = 0;
  private readonly urgent = new Heap();
  private readonly patient = new Heap();
  private readonly goals = new Set<Goal>();
  private order = 0;
  private pumping = false;
  private broken: { error: unknown } | null = null;

  constructor(startAt: number, trace: Trace) {
    this.now = startAt;
    this.trace = trace;
  }

  schedule(at: number, who: string, what: string, act: () => void, { patient = false }: Scheduling = {}): Happening {
    const happening: Happening = { at: Math.max(at, this.now), order: this.order++, who, what, act, cancelled: false };
    (patient ? this.patient : this.urgent).put(happening);
    return happening;
  }

  /** Lets time pass until the promise is settled, for somebody outside who waits for it. */
  drive<T>(promise: Promise<T>): Promise<T> {
    const until = this.now + DRIVE_MS_MAX;
    return new Promise<T>((resolve, reject) => {
      const goal: Goal = {
        wants: (next) => {
          if (!next) throw new Error("nothing is scheduled that could ever answer this");
          if (next.at > until) throw new Error(`not answered within a day; pending:\n${this.describePending()}`);
          return true;
        },
        reached: () => {},
        failed: reject,
      };
      promise.then(resolve, reject).finally(() => this.goals.delete(goal));
      this.pursue(goal);
    });
  }

  runUntil(at: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pursue({
        wants: (next) => next !== undefined && next.at <= at,
        reached: () => {
          this.now = Math.max(this.now, at);
          resolve();
        },
        failed: reject,
      });
    });
  }

  /** Until nothing urgent is due within `limitMs`; `stuck` names what can never end by itself. */
  settle(limitMs: number, stuck: () => string[]): Promise<void> {
    let events = 0;
    return new Promise((resolve, reject) => {
      this.pursue({
        wants: () => {
          const next = this.urgent.peek();
          if (events++ > SETTLE_EVENTS_MAX) throw new Error(`never settles; pending:\n${this.describePending()}`);
          if (next !== undefined) return next.at <= this.now + limitMs || (this.patient.peek()?.at ?? Infinity) <= this.now;
          const names = stuck();
          const patient = this.patient.peek()?.at ?? Number.POSITIVE_INFINITY;
          if (names.length === 0) return patient <= this.now;
          // Somebody is still at work: only a timeout can end it.
          if (patient <= this.now + limitMs) return true;
          throw new Error(`waits for something outside virtual time:\n${names.join("\n")}`);
        },
        reached: resolve,
        failed: reject,
      });
    });
  }

  /** A workload's own failure fails the run it happens in. */
  watch(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.broken = { error };
    });
  }

  describePending(): string {
    const lines = [...this.urgent.pending(), ...this.patient.pending()].map(
      ({ at, who, what }) => `+${Math.round(at - this.now)} ms ${who}: ${what}`,
    );
    return lines.slice(0, PENDING_SHOWN_MAX).join("\n") || "nothing";
  }

  private pursue(goal: Goal): void {
    this.goals.add(goal);
    // Events run in nobody's name, whoever asked for the first.
    if (!this.pumping) void present.run(undefined, () => this.pump());
  }

  private async pump(): Promise<void> {
    this.pumping = true;
    // Whoever asked may have more to schedule in the same turn.
    await turn();
    for (;;) {
      const next = this.peek();
      if (this.judgeGoals(next)) {
        // Whoever waited goes on before anything else happens.
        await turn();
        continue;
      }
      if (this.goals.size === 0 || !next) break;
      try {
        await this.happen(next);
      } catch (error) {
        this.failGoals(error);
      }
    }
    this.pumping = false;
  }

  /** True when a goal was reached or failed. */
  private judgeGoals(next: Happening | undefined): boolean {
    const before = this.goals.size;
    for (const goal of this.goals) {
      try {
        if (goal.wants(next)) continue;
        goal.reached();
      } catch (error) {
        goal.failed(error);
      }
      this.goals.delete(goal);
    }
    return this.goals.size < before;
  }

  private failGoals(error: unknown): void {
    for (const goal of this.goals) goal.failed(error);
    this.goals.clear();
  }

  private peek(): Happening | undefined {
    const [urgent, patient] = [this.urgent.peek(), this.patient.peek()];
    if (!urgent || !patient) return urgent ?? patient;
    return patient.at < urgent.at ? patient : urgent;
  }

  private async happen(next: Happening): Promise<void> {
    (this.urgent.peek() === next ? this.urgent : this.patient).take();
    this.now = Math.max(this.now, next.at);
    this.trace.record(this.now, next.who, next.what);
    next.act();
    for (let turns = 0; turns < TURNS_PER_EVENT || this.held > 0; turns += 1) await turn();
    const { broken } = this;
    this.broken = null;
    if (broken) throw broken.error;
    for (const check of this.checks) check();
  }
}
