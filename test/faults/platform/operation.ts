// Every platform operation is two events: it arrives after a delay and takes effect there, and its answer
// comes back after another. In between the caller may die, the operation may be lost before or after its
// effect, and what an object wrote earlier must be durable before anything leaves it.
import type { Core } from "./core.ts";
import { Crashed } from "./crashes.ts";
import type { FaultName } from "./faults.ts";
import { type Present, presentIn } from "./life.ts";

/** Keeps operations of one sender to one receiver in the order they were made. */
export interface Lane {
  last: number;
}

export interface Operation<T> {
  what: string;
  effect: () => T | Promise<T>;
  /** Faults that keep it from taking effect, each with the error the caller sees. */
  before?: readonly (readonly [FaultName, () => Error])[];
  /** The fault that loses the answer of an effect that took place. */
  after?: readonly [FaultName, () => Error];
  lane?: Lane;
}

export function perform<T>(core: Core, operation: Operation<T>): Promise<T> {
  return core.awaited(begin(core, operation, presentIn(core)));
}

function begin<T>(core: Core, operation: Operation<T>, here: Present): Promise<T> {
  const { life } = here;
  return new Promise<T>((resolve, reject) => {
    if (!life.alive) return;
    const fate = core.faults.fateOf(life);
    if (fate === "before") {
      core.trace.record(core.now, life.name, `dies before ${operation.what}`);
      life.end(new Crashed());
      return;
    }
    const answer = (act: () => void) => comeBack(core, operation, here, fate === "after", act);
    const gate = life.unwritten();
    const at = departure(core, operation, gate?.at ?? 0);
    core.timeline.schedule(at, life.name, operation.what, () => {
      // The writes it had to wait for were lost with their object: it never left.
      if (gate && !gate.done) return;
      arrive(
        core,
        operation,
        (value) => answer(() => resolve(value)),
        (error) => answer(() => reject(error)),
      );
    });
  });
}

/** Nothing overtakes on its lane, and nothing leaves before the disk has what it may tell of. */
function departure(core: Core, operation: Operation<unknown>, notBefore: number): number {
  const at = Math.max(core.now + core.delay(), notBefore, operation.lane?.last ?? 0);
  if (operation.lane) operation.lane.last = at;
  return at;
}

function arrive<T>(core: Core, { effect, before, after }: Operation<T>, succeed: (value: T) => void, fail: (error: unknown) => void): void {
  const prevented = before?.find(([fault]) => core.faults.strikes(fault));
  if (prevented) {
    fail(prevented[1]());
    return;
  }
  const succeedUnlessLost = (value: T) => {
    if (after && core.faults.strikes(after[0])) fail(after[1]());
    else succeed(value);
  };
  try {
    const outcome = effect();
    if (outcome instanceof Promise) outcome.then(succeedUnlessLost, fail);
    else succeedUnlessLost(outcome);
  } catch (error) {
    fail(error);
  }
}

/** The answer finds its caller only alive, and only once no section of its object keeps it out. */
function comeBack(core: Core, { what }: Operation<unknown>, { life, section }: Present, dies: boolean, act: () => void): void {
  if (dies) {
    core.trace.record(core.now, life.name, `dies after ${what}`);
    life.end(new Crashed());
    return;
  }
  core.timeline.schedule(core.now + core.delay(), life.name, `${what} is answered`, () => {
    life.whenOpenTo(section, () => {
      if (life.alive) act();
    });
  });
}
