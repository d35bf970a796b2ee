// What the two wrangler.toml name fits together: a queue somebody forgot, a clock nobody listens to or a Worker by another name is found by no
// compiler, and on a seller's account only when it is missed.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { unstable_readConfig as readConfig } from "wrangler";

interface Consumer {
  queue: string;
  dead_letter_queue?: string;
  max_retries?: number;
  retry_delay?: number;
}

interface Config {
  name: string;
  compatibility_date: string;
  queues: { producers: { queue: string }[]; consumers: Consumer[] };
  durable_objects: { bindings: { class_name: string }[] };
  migrations: { new_sqlite_classes?: string[] }[];
  triggers: { crons: string[] };
  services: { service: string }[];
}

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readConfig({ config: path.join(root, file) }) as unknown as Config;
const worker = read("wrangler.toml");
const pages = read("web/wrangler.toml");
const AWAY_SECONDS = 3_600;

test("each queue that is written to is read, and what is given up is taken in even after an hour without a database", () => {
  const { producers, consumers } = worker.queues;
  const readerOf = (queue: string | undefined) => consumers.find((consumer) => consumer.queue === queue);
  expect(producers).toHaveLength(2);
  for (const { queue } of producers) {
    const last = readerOf(readerOf(queue)?.dead_letter_queue);
    expect(last, queue).toBeDefined();
    expect((last?.max_retries ?? 3) * (last?.retry_delay ?? 0), queue).toBeGreaterThan(AWAY_SECONDS);
  }
});

test("every clock has its rounds, every room its class, and the pages bind the Worker by its name", () => {
  const cron = readFileSync(path.join(root, "worker/sync/cron.ts"), "utf8") + readFileSync(path.join(root, "worker/sync/well.ts"), "utf8");
  for (const expression of worker.triggers.crons) expect(cron).toContain(`"${expression}"`);
  const index = readFileSync(path.join(root, "worker/index.ts"), "utf8");
  const classes = worker.durable_objects.bindings.map(({ class_name }) => class_name);
  for (const name of classes) expect(index).toContain(`export { ${name} }`);
  expect(worker.migrations.flatMap((step) => step.new_sqlite_classes ?? []).sort()).toEqual(classes.sort());
  expect(pages.services.map(({ service }) => service)).toEqual([worker.name]);
  expect(pages.compatibility_date).toBe(worker.compatibility_date);
});
