// A whole product as its wrangler.toml describes it: the Worker bundled, its classes, queues, crons, buckets,
// migrations and variables. Secrets, and where the internet is, are the run's to add.
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Plugin } from "vite";
import { unstable_readConfig as readConfig } from "wrangler";
import type { DurableObjectClass, PlatformConfig, PlatformOptions, WorkerModule } from "./config.ts";
import { bundleWorker, type Isolate } from "./isolates.ts";

type Exports = { default: WorkerModule } & Record<string, DurableObjectClass>;

/** As much of wrangler's configuration as a platform has a use for. */
interface Wrangler {
  main?: string;
  vars: Record<string, unknown>;
  d1_databases: { binding: string; migrations_dir?: string }[];
  durable_objects: { bindings: { name: string; class_name: string }[] };
  queues: { producers?: { binding: string; queue: string }[]; consumers?: WranglerConsumer[] };
  r2_buckets: { binding: string }[];
  triggers: { crons?: string[] };
}

interface WranglerConsumer {
  queue: string;
  max_batch_size?: number;
  max_batch_timeout?: number;
  max_retries?: number;
  retry_delay?: number;
  dead_letter_queue?: string;
  max_concurrency?: number | null;
}

export interface Product {
  config: PlatformConfig;
  /** The Worker and its classes, fresh for one platform. */
  begin(): Pick<PlatformOptions, "worker" | "objects" | "ended">;
}

export async function readProduct(wranglerFile: URL, plugins: Plugin[] = []): Promise<Product> {
  const file = fileURLToPath(wranglerFile);
  const wrangler = readConfig({ config: file }) as Wrangler;
  if (!wrangler.main) throw new Error(`${file} names no main`);
  const isolates = await bundleWorker<Exports>(pathToFileURL(wrangler.main), plugins);
  return {
    config: configOf(wrangler, dirname(file)),
    begin: () => {
      const opened = [isolates.open()];
      const [{ exports: first }] = opened as [Isolate<Exports>];
      const bound = wrangler.durable_objects.bindings.map(({ name, class_name }) => [name, classNamed(first, class_name)] as const);
      // Objects live beside the first of the Worker's isolates, as they may on Cloudflare.
      let isFirst = true;
      const worker = () => {
        if (!isFirst) opened.push(isolates.open());
        isFirst = false;
        return (opened.at(-1) as Isolate<Exports>).exports.default;
      };
      const ended = () => opened.splice(0).forEach(isolates.reuse);
      return { worker, objects: Object.fromEntries(bound), ended };
    },
  };
}

function classNamed(exports: Exports, name: string): DurableObjectClass {
  const found = exports[name];
  if (!found) throw new Error(`the Worker exports no class ${name}`);
  return found;
}

function configOf(wrangler: Wrangler, folder: string): PlatformConfig {
  const database = wrangler.d1_databases[0];
  const consumers = (wrangler.queues.consumers ?? []).map((consumer) => [
    consumer.queue,
    {
      maxBatchSize: consumer.max_batch_size,
      maxBatchTimeoutSeconds: consumer.max_batch_timeout,
      maxRetries: consumer.max_retries,
      retryDelaySeconds: consumer.retry_delay,
      deadLetterQueue: consumer.dead_letter_queue,
      maxConcurrency: consumer.max_concurrency ?? undefined,
    },
  ]);
  return {
    database: database && { binding: database.binding, migrations: join(folder, database.migrations_dir ?? "migrations") },
    queues: {
      producers: Object.fromEntries((wrangler.queues.producers ?? []).map(({ binding, queue }) => [binding, queue])),
      consumers: Object.fromEntries(consumers),
    },
    buckets: wrangler.r2_buckets.map(({ binding }) => binding),
    crons: wrangler.triggers.crons ?? [],
    vars: wrangler.vars,
  };
}
