// One invocation of the Worker: its own life, its `ctx`, and the work it leaves behind with waitUntil. An
// invocation counts as working until all of that is done, or it dies.
import type { Core } from "./core.ts";
import { Life, present } from "./life.ts";

export interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void;
  passThroughOnException(): void;
  props: Record<string, never>;
}

export function invoke<T>(core: Core, name: string, act: (ctx: ExecutionContext) => T | Promise<T>): Promise<T> {
  const life = new Life("worker", name, core.lives);
  core.working.add(life);
  let pending = 1;
  const finish = () => {
    pending -= 1;
    if (pending > 0) return;
    core.working.delete(life);
    core.lives.delete(life);
  };
  life.onEnd(() => core.working.delete(life));
  const ctx: ExecutionContext = {
    waitUntil(work) {
      pending += 1;
      Promise.resolve(work).then(finish, (error: unknown) => {
        core.trace.record(core.now, name, `waitUntil fails: ${String(error)}`);
        finish();
      });
    },
    passThroughOnException() {},
    props: {},
  };
  const answered = present.run({ core, life, section: null }, async () => act(ctx));
  return life.whileAlive(answered.finally(finish));
}
