// One queue and its consumer: collects batches, delivers them at least once, sends failures back after their
// delay and gives up to the dead-letter queue. Order is no promise.

import type { Chance } from "../chance.ts";
import type { ConsumerConfig } from "../config.ts";
import type { Core } from "../core.ts";
import { Crashed } from "../crashes.ts";
import { Batch } from "./batch.ts";
import { type ContentType, type StoredMessage, unpack } from "./message.ts";

// Defaults of https://developers.cloudflare.com/queues/configuration/configure-queues/.
const BATCH_SIZE = 10;
const BATCH_TIMEOUT_SECONDS = 5;
const RETRIES = 3;
const CONCURRENCY = 5;

const EXTRA_DELAY_MS_MAX = 600_000;
const DUPLICATE_DELAY_MS_MAX = 60_000;
const ID_BYTES = 16;

export type Deliver = (batch: Batch) => Promise<void>;

export interface QueueDependencies {
  core: Core;
  consumer: ConsumerConfig | null;
  deliver: Deliver;
  deadLetters: () => Queue | null;
}

export class Queue {
  readonly name: string;
  private readonly on: QueueDependencies;
  /** Everything sent and not yet acknowledged, once per delivery still to come. */
  private readonly held = new Set<StoredMessage>();
  private readonly ids: Chance;
  private ready: StoredMessage[] = [];
  private running = 0;
  private flush: { cancelled: boolean; due: boolean } | null = null;

  constructor(name: string, dependencies: QueueDependencies) {
    this.name = name;
    this.on = dependencies;
    this.ids = dependencies.core.chance.stream(`queue ${name}`);
  }

  /** A producer's message enters. */
  take(contentType: ContentType, bytes: Uint8Array, delaySeconds: number): void {
    const id = new Uint8Array(ID_BYTES);
    this.ids.fill(id);
    const timestamp = this.on.core.timeline.clock.now();
    this.enter({ id: Buffer.from(id).toString("hex"), timestamp, contentType, bytes, failures: 0 }, delaySeconds * 1_000);
  }

  backlog(): { backlogCount: number; backlogBytes: number } {
    return { backlogCount: this.ready.length, backlogBytes: this.ready.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) };
  }

  /** What is sent and not yet acknowledged, for checks. */
  unfinished(): { id: string; body: unknown; failures: number }[] {
    return [...this.held].map((message) => ({ id: message.id, body: unpack(message), failures: message.failures }));
  }

  private enter(message: StoredMessage, delayMs: number): void {
    const { faults } = this.on.core;
    const late = faults.strikes("queue-delay") ? faults.chanceOf("queue-delay").fraction() * EXTRA_DELAY_MS_MAX : 0;
    this.appear(message, delayMs + late);
    if (!faults.strikes("queue-duplicate")) return;
    this.appear({ ...message }, delayMs + late + faults.chanceOf("queue-duplicate").fraction() * DUPLICATE_DELAY_MS_MAX);
  }

  /** From here on a consumer may be given it. */
  private appear(message: StoredMessage, delayMs: number): void {
    const { core, consumer } = this.on;
    this.held.add(message);
    const show = () => {
      this.ready.push(message);
      if (consumer) this.planFlush(consumer);
    };
    if (delayMs <= 0) show();
    else core.timeline.schedule(core.now + delayMs, this.name, `message ${message.id.slice(0, 8)} appears`, show);
  }

  /** A full batch goes as soon as a consumer is free, others when their timeout is over. */
  private planFlush(consumer: ConsumerConfig): void {
    const { core } = this.on;
    if (this.running >= (consumer.maxConcurrency ?? CONCURRENCY) || this.ready.length === 0) return;
    const due = this.ready.length >= (consumer.maxBatchSize ?? BATCH_SIZE);
    if (this.flush && (this.flush.due || !due)) return;
    if (this.flush) this.flush.cancelled = true;
    const waitMs = due ? core.delay() : Math.max(core.delay(), (consumer.maxBatchTimeoutSeconds ?? BATCH_TIMEOUT_SECONDS) * 1_000);
    const happening = core.timeline.schedule(core.now + waitMs, this.name, "batch is made", () => {
      this.flush = null;
      void this.deliverBatch(consumer);
    });
    this.flush = Object.assign(happening, { due });
  }

  private async deliverBatch(consumer: ConsumerConfig): Promise<void> {
    const { faults } = this.on.core;
    if (faults.strikes("queue-reorder")) shuffle(this.ready, (below) => faults.chanceOf("queue-reorder").whole(below));
    const messages = this.ready.splice(0, consumer.maxBatchSize ?? BATCH_SIZE);
    if (messages.length === 0) return;
    this.running += 1;
    const batch = new Batch(this.name, messages, this.backlog());
    this.planFlush(consumer);
    const failure = await this.on.deliver(batch).then(
      () => null,
      (error: unknown) => ({ isCrash: error instanceof Crashed }),
    );
    this.running -= 1;
    for (const message of messages) this.conclude(message, batch, consumer, failure);
    this.planFlush(consumer);
  }

  /** One verdict for each message: gone, again later, or dead. */
  private conclude(message: StoredMessage, batch: Batch, consumer: ConsumerConfig, failure: { isCrash: boolean } | null): void {
    this.held.delete(message);
    // Acknowledgements travel with the end of the invocation: one that died told nobody.
    const verdict = failure?.isCrash ? { retryAfterSeconds: undefined } : batch.verdictOf(message, failure !== null);
    if (verdict === "ack") return;
    message.failures += 1;
    if (message.failures <= (consumer.maxRetries ?? RETRIES)) {
      this.enter(message, (verdict.retryAfterSeconds ?? consumer.retryDelaySeconds ?? 0) * 1_000);
      return;
    }
    const dead = this.on.deadLetters();
    this.on.core.trace.record(this.on.core.now, this.name, `${message.id.slice(0, 8)} ${dead ? "is dead" : "is dropped"}`);
    dead?.enter({ ...message, failures: 0 }, 0);
  }
}

function shuffle<T>(list: T[], below: (n: number) => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
}
