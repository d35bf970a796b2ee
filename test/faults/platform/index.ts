// The Cloudflare platform in Node, deterministic: the real Worker runs unchanged on it, on virtual time, and
// a whole history with its crashes and losses replays from one seed. It counts no rows and meters no CPU;
// for those ask workerd.
import { attend, type World } from "./attendance.ts";
import { Bucket } from "./buckets/bucket.ts";
import type { PlatformConfig, PlatformOptions } from "./config.ts";
import { Core, LATENCY } from "./core.ts";
import { type Crons, createCrons } from "./crons.ts";
import { openDatabase } from "./d1/open.ts";
import { openDoors } from "./doors.ts";
import type { Faults } from "./faults.ts";
import { installGlobals } from "./globals/install.ts";
import { present } from "./life.ts";
import { Namespace } from "./objects/namespace.ts";
import { type ObjectView, viewOf } from "./objects/view.ts";
import { type Answerer, type Caller, callerOf } from "./outgoing.ts";
import { Producer } from "./queues/producer.ts";
import { Queue } from "./queues/queue.ts";
import { type ClientSocket, clientOf } from "./sockets/client.ts";
import type { SocketEnd } from "./sockets/end.ts";
import type { Inspector } from "./sqlite/connection.ts";
import type { TraceEntry } from "./trace.ts";

export type { ConsumerConfig, DurableObjectClass, PlatformConfig, PlatformOptions, WorkerModule } from "./config.ts";
export type { CrashPlan } from "./crashes.ts";
export { FAULT_NAMES, type FaultName, type Faults } from "./faults.ts";
export type { ObjectView } from "./objects/view.ts";
export type { ClientSocket } from "./sockets/client.ts";
export type { TraceEntry } from "./trace.ts";

const SETTLE_LIMIT_MS = 60_000;
const IDLE_SECONDS = 10;

export interface Platform {
  /** Virtual epoch milliseconds. */
  readonly clock: { now(): number };
  /** What the Worker is given. A test may use it too; then it is nobody's life that waits. */
  readonly env: Record<string, unknown>;
  fetch(request: Request): Promise<Response>;
  connect(request: Request): Promise<ClientSocket>;
  runUntil(at: number): Promise<void>;
  settle(limitMs?: number): Promise<void>;
  after(ms: number, act: () => void | Promise<void>): void;
  /** Virtual milliseconds, as the simulator's `pause`. */
  pause(ms: number): Promise<void>;
  /** A `fetch` that reaches `answer` through an event, with `fetch-before` and `fetch-after` on the way. */
  outgoing(name: string, answer: Answerer): Caller;
  /** Ticks an outside world (the simulator) whenever something of it is due. */
  attend(world: World): void;
  readonly crons: Crons;
  readonly faults: Faults;
  readonly trace: TraceEntry[];
  /** Over every event so far: equal digests, equal runs. */
  readonly digest: string;
  /** What the Worker logged, oldest first; the last 10,000 lines at least. */
  readonly logs: readonly string[];
  /** The last events as lines, for a failing run to print. */
  history(last?: number): string;
  onEvent(check: () => void): void;
  /** The D1 database, for checks that read. */
  readonly database: Inspector;
  objects(binding: string): ObjectView[];
  queue(name: string): { id: string; body: unknown; failures: number }[];
  bucket(binding: string): { key: string; text: string }[];
  /** Nothing is asked of it any more. */
  close(): void;
}

export function createPlatform({ seed, startAt, worker, objects, config, ended }: PlatformOptions): Platform {
  installGlobals();
  const core = new Core(seed, startAt, { ...LATENCY, ...config.latency });
  const env: Record<string, unknown> = { ...config.vars };
  const enter = openDoors(core, worker, env);
  core.internet = config.internet ? async (request) => config.internet?.(request) ?? Response.error() : null;
  const { binding, connection } = openDatabase(core, config.database ?? { binding: "DB" });
  env[config.database?.binding ?? "DB"] = binding;
  const namespaces = openObjects(core, objects, env, config);
  const queues = openQueues(core, config, enter.queue);
  for (const [name, queue] of Object.entries(config.queues?.producers ?? {})) env[name] = new Producer(core, queues(queue));
  const buckets = new Map((config.buckets ?? []).map((name) => [name, new Bucket(core, name)]));
  for (const [name, bucket] of buckets) env[name] = bucket;
  return {
    ...clockwork(core),
    env,
    fetch: enter.fetch,
    connect: async (request) => socketOf(await enter.fetch(request)),
    crons: createCrons(core, config.crons ?? [], enter.scheduled),
    logs: core.logs,
    database: connection.inspector,
    objects: (name) => [...(namespaces.get(name)?.hosts.values() ?? [])].map(viewOf),
    queue: (name) => queues(name).unfinished(),
    bucket: (name) => buckets.get(name)?.contents() ?? [],
    close: () => {
      core.close();
      ended?.();
    },
    get trace() {
      return core.trace.entries;
    },
    get digest() {
      return core.trace.digest;
    },
  };
}

/** The parts of a platform that are about time, chance and looking on. */
function clockwork(core: Core) {
  const { timeline, trace, faults } = core;
  return {
    clock: timeline.clock,
    faults,
    runUntil: (at: number) => timeline.runUntil(at),
    settle: (limitMs = SETTLE_LIMIT_MS) => timeline.settle(limitMs, () => [...core.working].map(({ name }) => name)),
    after: (ms: number, act: () => void | Promise<void>) => {
      timeline.schedule(core.now + ms, "outside", "workload", () =>
        timeline.watch(present.run({ core, life: core.outside, section: null }, async () => act())),
      );
    },
    pause: (ms: number) => core.pause(ms),
    attend: (world: World) => attend(core, world),
    outgoing: (name: string, answer: Answerer) => callerOf(core, name, answer),
    history: (last?: number) => trace.lines(last),
    onEvent: (check: () => void) => {
      timeline.checks.push(check);
    },
  };
}

function openObjects(
  core: Core,
  objects: PlatformOptions["objects"],
  env: Record<string, unknown>,
  config: PlatformConfig,
): Map<string, Namespace> {
  const namespaces = new Map<string, Namespace>();
  for (const [binding, Kind] of Object.entries(objects)) {
    const namespace = new Namespace({ core, binding, Kind, env: () => env, idleMs: (config.idleSeconds ?? IDLE_SECONDS) * 1_000 });
    namespaces.set(binding, namespace);
    env[binding] = namespace;
  }
  return namespaces;
}

function openQueues(core: Core, { queues }: PlatformConfig, deliver: (batch: { queue: string }) => Promise<void>): (name: string) => Queue {
  const open = new Map<string, Queue>();
  const named = (name: string): Queue => {
    const consumer = queues?.consumers[name] ?? null;
    const dead = consumer?.deadLetterQueue;
    const queue = open.get(name) ?? new Queue(name, { core, consumer, deliver, deadLetters: () => (dead ? named(dead) : null) });
    open.set(name, queue);
    return queue;
  };
  return named;
}

function socketOf(response: Response): ClientSocket {
  const { webSocket } = response as Response & { webSocket?: SocketEnd | null };
  if (!webSocket) throw new Error(`no upgrade, but status ${response.status}`);
  return clientOf(webSocket);
}
