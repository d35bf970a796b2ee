// What a consumer holds: messages it can acknowledge or send back one by one or all together. The first word
// about a message counts; what nobody mentions is acknowledged when the consumer returns, sent back when it
// throws.
import { type StoredMessage, unpack } from "./message.ts";

export interface RetryOptions {
  delaySeconds?: number;
}

export type Verdict = "ack" | { retryAfterSeconds: number | undefined };

export interface BatchMessage {
  readonly id: string;
  readonly timestamp: Date;
  readonly body: unknown;
  readonly attempts: number;
  ack(): void;
  retry(options?: RetryOptions): void;
}

export class Batch {
  readonly queue: string;
  readonly messages: readonly BatchMessage[];
  readonly metadata: { metrics: { backlogCount: number; backlogBytes: number } };
  private readonly verdicts = new Map<StoredMessage, Verdict>();
  private everyOther: Verdict | null = null;

  constructor(queue: string, stored: StoredMessage[], backlog: { backlogCount: number; backlogBytes: number }) {
    this.queue = queue;
    this.messages = stored.map((message) => this.messageOf(message));
    this.metadata = { metrics: backlog };
  }

  ackAll(): void {
    this.everyOther ??= "ack";
  }

  retryAll(options?: RetryOptions): void {
    this.everyOther ??= { retryAfterSeconds: options?.delaySeconds };
  }

  verdictOf(message: StoredMessage, threw: boolean): Verdict {
    const otherwise: Verdict = threw ? { retryAfterSeconds: undefined } : (this.everyOther ?? "ack");
    return this.verdicts.get(message) ?? otherwise;
  }

  private messageOf(stored: StoredMessage): BatchMessage {
    const judge = (verdict: Verdict) => {
      if (!this.verdicts.has(stored)) this.verdicts.set(stored, verdict);
    };
    return {
      id: stored.id,
      timestamp: new Date(stored.timestamp),
      body: unpack(stored),
      attempts: stored.failures + 1,
      ack: () => judge("ack"),
      retry: (options) => judge({ retryAfterSeconds: options?.delaySeconds }),
    };
  }
}
