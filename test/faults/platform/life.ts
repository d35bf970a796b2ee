// A life is what dies together: one invocation of the Worker, or one Durable Object in memory. Whatever is
// awaited knows through `present` whose life it belongs to; when the life ends, its awaits never return,
// its timers never fire and those who wait for it are told.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Core } from "./core.ts";

/** What must reach disk before anything sent after it may leave. */
export interface Durability {
  done: boolean;
  at: number;
}

export type LifeKind = "outside" | "worker" | "object";

/** One `blockConcurrencyWhile` under way. */
export interface Section {
  outer: Section | null;
}

export class Life {
  readonly name: string;
  readonly kind: LifeKind;
  alive = true;
  /** What ended it, if it did not just leave memory. */
  endedBy: Error | null = null;
  section: Section | null = null;
  /** Storage written and not yet durable, if any. */
  unwritten: () => Durability | null = () => null;
  /** Reasons not to put it to sleep: requests in flight, sockets it listens to itself. */
  awakeFor = 0;
  onIdle: () => void = () => {};
  private readonly mourners = new Set<(error: Error) => void>();
  private atDoor: (() => void)[] = [];

  private readonly living: Set<Life>;

  constructor(kind: LifeKind, name: string, living: Set<Life>) {
    this.kind = kind;
    this.name = name;
    this.living = living;
    living.add(this);
  }

  end(error: Error): void {
    if (!this.alive || this.kind === "outside") return;
    this.leave();
    this.endedBy = error;
    for (const tell of this.mourners) tell(error);
    this.mourners.clear();
  }

  /** Leaves memory with nothing under way, so there is nobody to tell. */
  retire(): void {
    this.leave();
    this.mourners.clear();
  }

  private leave(): void {
    this.alive = false;
    this.living.delete(this);
  }

  /** Calls back when the life ends; the returned function takes that back. */
  onEnd(tell: (error: Error) => void): () => void {
    this.mourners.add(tell);
    return () => this.mourners.delete(tell);
  }

  /** Keeps it from sleeping until the returned function is called. */
  stayAwake(): () => void {
    this.awakeFor += 1;
    let released = false;
    return () => {
      if (!released) this.awakeFor -= 1;
      released = true;
      if (this.awakeFor === 0) this.onIdle();
    };
  }

  /** The promise's outcome, or the end of this life if that comes first. */
  whileAlive<T>(promise: T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // It may have died in the very turn that made the promise.
      if (this.endedBy) reject(this.endedBy);
      const forget = this.onEnd(reject);
      Promise.resolve(promise).then(resolve, reject).finally(forget);
    });
  }

  isOpenTo(section: Section | null): boolean {
    return this.section === null || this.section === section;
  }

  /** Acts once no section keeps `section` out: at once, or when the door opens. */
  whenOpenTo(section: Section | null, act: () => void): void {
    if (this.isOpenTo(section)) act();
    else this.atDoor.push(() => this.whenOpenTo(section, act));
  }

  /** Those let in may close the door again behind them, so each looks for itself. */
  openDoor(): void {
    const waiting = this.atDoor;
    this.atDoor = [];
    for (const enter of waiting) enter();
  }
}

export interface Present {
  core: Core;
  life: Life;
  section: Section | null;
}

/** Whose code is running. Outside a platform there is nobody. */
export const present = new AsyncLocalStorage<Present | undefined>();

export function presentIn(core: Core): Present {
  const here = present.getStore();
  return here?.core === core ? here : { core, life: core.outside, section: null };
}
