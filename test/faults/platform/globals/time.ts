// Time inside a platform: Date, timers and abort timeouts follow the virtual clock, and belong to the life
// that asked, so they die with it. setInterval is refused: a Worker has no use for it.
import { type Present, present } from "../life.ts";
import type { Scheduling } from "../timeline.ts";
import { replace } from "./replace.ts";

export function installTime(): void {
  installDate();
  installTimers();
  installScheduler();
  installAbort();
}

function installDate(): void {
  const RealDate = Date;
  const realNow = Date.now.bind(Date);
  const now = () => {
    const here = present.getStore();
    return here ? here.core.timeline.clock.now() : realNow();
  };
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  replace(RealDate, "now", now);
  replace(globalThis, "Date", VirtualDate);
}

/** Acts in the name of whoever asked, unless that life has ended, once its doors are open to it. */
function later(here: Present, ms: number, what: string, act: () => void, scheduling?: Scheduling) {
  const { core, life, section } = here;
  const wake = () => {
    life.whenOpenTo(section, () => {
      if (life.alive) present.run(here, act);
    });
  };
  return core.timeline.schedule(core.now + Math.max(0, ms), life.name, what, wake, scheduling);
}

function installTimers(): void {
  const { setTimeout: realSet, clearTimeout: realClear, setInterval: realInterval } = globalThis;
  const pending = new Map<number, { cancelled: boolean }>();
  let last = 0;
  const set = (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const here = present.getStore();
    if (!here) return realSet(act, ms, ...args);
    last += 1;
    const id = last;
    const happening = later(here, ms, "timer", () => {
      pending.delete(id);
      act(...args);
    });
    pending.set(id, happening);
    return id;
  };
  const clear = (id: unknown) => {
    const happening = typeof id === "number" ? pending.get(id) : undefined;
    if (!happening) return realClear(id as undefined);
    happening.cancelled = true;
    pending.delete(id as number);
  };
  const interval = (...args: Parameters<typeof setInterval>) => {
    if (present.getStore()) throw new Error("setInterval has no place in a Worker");
    return realInterval(...args);
  };
  replace(globalThis, "setTimeout", Object.assign(set, realSet) as unknown as typeof setTimeout);
  replace(globalThis, "clearTimeout", clear as typeof clearTimeout);
  replace(globalThis, "setInterval", Object.assign(interval, realInterval) as typeof setInterval);
}

/** `scheduler.wait`, which Workers have and Node keeps in a module. */
function installScheduler(): void {
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  replace(globalThis as unknown as Record<string, unknown>, "scheduler", { wait });
}

function installAbort(): void {
  const realTimeout = AbortSignal.timeout.bind(AbortSignal);
  replace(AbortSignal, "timeout", (ms: number) => {
    const here = present.getStore();
    if (!here) return realTimeout(ms);
    const controller = new AbortController();
    const abort = () => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    // Nearly always for nothing, so nobody who waits for quiet waits for it.
    later(here, ms, "timeout signal", abort, { patient: true });
    return controller.signal;
  });
}
