// What a run is made of: the Worker, its objects, and the bindings wrangler.toml would give it.
import type { Latency } from "./core.ts";
import type { DatabaseConfig } from "./d1/open.ts";
import type { Answerer } from "./outgoing.ts";

/** The Worker's default export. Its own types are richer; here it is only called. */
export interface WorkerModule {
  fetch?(request: never, env: never, ctx: never): unknown;
  queue?(batch: never, env: never, ctx: never): unknown;
  scheduled?(controller: never, env: never, ctx: never): unknown;
}

export type DurableObjectClass = new (ctx: never, env: never) => object;

/** Names and defaults as in wrangler.toml, [[queues.consumers]]. */
export interface ConsumerConfig {
  maxBatchSize?: number;
  maxBatchTimeoutSeconds?: number;
  maxRetries?: number;
  retryDelaySeconds?: number;
  deadLetterQueue?: string;
  maxConcurrency?: number;
}

export interface PlatformConfig {
  database?: DatabaseConfig;
  queues?: {
    /** Queue by binding. */
    producers: Record<string, string>;
    /** Consumer by queue; all of them are this Worker. */
    consumers: Record<string, ConsumerConfig>;
  };
  /** R2 bindings. */
  buckets?: string[];
  /** Cron expressions, in UTC. */
  crons?: string[];
  /** Variables, secrets and any further bindings, merged into `env`. */
  vars?: Record<string, unknown>;
  /** Where the Worker's global `fetch` ends. Without it every call fails. */
  internet?: Answerer;
  latency?: Partial<Latency>;
  /** How long an object may be idle before it sleeps. */
  idleSeconds?: number;
}

export interface PlatformOptions {
  seed: number;
  /** Epoch milliseconds. */
  startAt: number;
  /** Its default export, or what begins an isolate and gives it. */
  worker: WorkerModule | (() => WorkerModule);
  /** Class by binding. */
  objects: Record<string, DurableObjectClass>;
  config: PlatformConfig;
  /** Called when the platform is closed: nothing of the Worker's runs any more. */
  ended?: () => void;
}
