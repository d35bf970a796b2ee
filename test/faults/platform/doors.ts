// The Worker's own doors: each invocation is a life of its own, and takes place in one of the isolates that
// are alive at once, so that no two of them can rely on a module's memory.
import type { WorkerModule } from "./config.ts";
import type { Core } from "./core.ts";
import { type ExecutionContext, invoke } from "./invocation.ts";
import { present } from "./life.ts";
import { wholeOf } from "./outgoing.ts";

const ISOLATES = 2;

/** The Worker's own doors, each invocation a life of its own. */
export function openDoors(core: Core, worker: WorkerModule | (() => WorkerModule), env: Record<string, unknown>) {
  let count = 0;
  const named = (what: string) => `${what} ${++count}`;
  const chooseIsolate = openIsolates(core, worker);
  const call = (door: keyof WorkerModule, ...args: unknown[]) => {
    const isolate = chooseIsolate();
    const handler = Reflect.get(isolate, door) as ((...given: unknown[]) => unknown) | undefined;
    if (!handler) throw new Error(`Handler does not export a ${door}() function.`);
    return Reflect.apply(handler, isolate, args);
  };
  const fetch = (request: Request) => {
    const { pathname } = new URL(request.url);
    const answered = new Promise<Response>((resolve, reject) => {
      core.timeline.schedule(core.now + core.delay(), "client", `${request.method} ${pathname}`, () => {
        const answer = invoke(core, named(`fetch ${pathname}`), async (ctx: ExecutionContext) =>
          wholeOf((await call("fetch", request, env, ctx)) as Response),
        );
        const arrive = (act: () => void) =>
          core.timeline.schedule(core.now + core.delay(), "client", `${request.method} ${pathname} is answered`, act);
        answer.then(
          (response) => arrive(() => resolve(response)),
          (error: unknown) => arrive(() => reject(error)),
        );
      });
    });
    return core.awaited(answered);
  };
  const queue = (batch: { queue: string }) =>
    invoke(core, named(`queue ${batch.queue}`), async (ctx) => void (await call("queue", batch, env, ctx)));
  const scheduled = (cron: string, scheduledTime: number) => {
    const controller = { cron, scheduledTime, type: "scheduled", noRetry() {} };
    const done = invoke(core, named(`scheduled ${cron}`), (ctx) => call("scheduled", controller, env, ctx));
    done.catch((error: unknown) => core.trace.record(core.now, cron, `scheduled fails: ${String(error)}`));
  };
  return { fetch, queue, scheduled };
}

/** One module is one isolate for ever; a function that begins them gives several, each lost with a crash in it. */
function openIsolates(core: Core, worker: WorkerModule | (() => WorkerModule)): () => WorkerModule {
  if (typeof worker !== "function") return () => worker;
  const chance = core.chance.stream("isolates");
  const alive = new Map<number, WorkerModule>();
  return () => {
    const place = chance.whole(ISOLATES);
    const isolate = alive.get(place) ?? worker();
    alive.set(place, isolate);
    present.getStore()?.life.onEnd(() => {
      if (alive.get(place) === isolate) alive.delete(place);
    });
    return isolate;
  };
}
