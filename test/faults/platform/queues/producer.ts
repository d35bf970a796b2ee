// The queue binding: send and sendBatch, with Cloudflare's limits on size, count and delay
// (https://developers.cloudflare.com/queues/platform/limits/).
import type { Core } from "../core.ts";
import { connectionLost } from "../crashes.ts";
import { type Operation, perform } from "../operation.ts";
import { type ContentType, pack } from "./message.ts";
import type { Queue } from "./queue.ts";

const MESSAGE_BYTES_MAX = 128_000;
const BATCH_BYTES_MAX = 288_000;
const BATCH_MESSAGES_MAX = 100;
const DELAY_SECONDS_MAX = 86_400;

export interface SendOptions {
  contentType?: ContentType;
  delaySeconds?: number;
}

interface Sending {
  contentType: ContentType;
  bytes: Uint8Array;
  delaySeconds: number;
}

interface SendAnswer {
  metadata: { metrics: { backlogCount: number; backlogBytes: number } };
}

export class Producer {
  private readonly core: Core;
  private readonly queue: Queue;

  constructor(core: Core, queue: Queue) {
    this.core = core;
    this.queue = queue;
  }

  async send(body: unknown, options: SendOptions = {}): Promise<SendAnswer> {
    return this.deliver([sendingOf(body, options)]);
  }

  async sendBatch(
    messages: Iterable<{ body: unknown } & SendOptions>,
    options: Pick<SendOptions, "delaySeconds"> = {},
  ): Promise<SendAnswer> {
    const sendings = [...messages].map(({ body, ...own }) => sendingOf(body, { ...options, ...own }));
    if (sendings.length === 0) throw new TypeError("sendBatch() requires at least one message");
    return this.deliver(sendings);
  }

  async metrics(): Promise<SendAnswer["metadata"]["metrics"]> {
    return this.queue.backlog();
  }

  private deliver(sendings: Sending[]): Promise<SendAnswer> {
    const operation: Operation<SendAnswer> = {
      what: `send ${sendings.length} to ${this.queue.name}`,
      effect: () => {
        refuseExcess(sendings);
        const metrics = this.queue.backlog();
        for (const sending of sendings) this.queue.take(sending.contentType, sending.bytes, sending.delaySeconds);
        return { metadata: { metrics } };
      },
      before: [["queue-send", () => new Error("Queue send failed: Too Many Requests")]],
      after: ["queue-send-after", connectionLost],
    };
    return perform(this.core, operation);
  }
}

function sendingOf(body: unknown, { contentType = "json", delaySeconds = 0 }: SendOptions): Sending {
  return { contentType, bytes: pack(body, contentType), delaySeconds };
}

function refuseExcess(sendings: Sending[]): void {
  const total = sendings.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const isTooMuch =
    sendings.length > BATCH_MESSAGES_MAX ||
    total > BATCH_BYTES_MAX ||
    sendings.some(
      ({ bytes, delaySeconds }) => bytes.byteLength > MESSAGE_BYTES_MAX || delaySeconds < 0 || delaySeconds > DELAY_SECONDS_MAX,
    );
  if (isTooMuch) throw new Error("Unknown Internal Error (15000)");
}
