// A platform with small Workers on it, for proving the platform itself: one database, one queue with a
// dead-letter queue, one class of rooms that keep lines, one bucket.
import type { D1Database, ExecutionContext, Queue, R2Bucket } from "@cloudflare/workers-types";
import { createPlatform, type Platform, type PlatformConfig, type WorkerModule } from "./index.ts";
import type { SocketEnd } from "./sockets/end.ts";

export const START = Date.UTC(2026, 10, 21, 12);

export interface ToyEnv {
  DB: D1Database;
  Q: Queue<{ n: number }>;
  BUCKET: R2Bucket;
  ROOM: { getByName(name: string): ToyStub };
}

export interface ToyBatch {
  queue: string;
  messages: { body: { n: number }; attempts: number; ack(): void; retry(options?: { delaySeconds: number }): void }[];
}

export interface ToyWorker {
  fetch?(request: Request, env: ToyEnv, ctx: ExecutionContext): Promise<Response> | Response;
  queue?(batch: ToyBatch, env: ToyEnv, ctx: ExecutionContext): Promise<void> | void;
  scheduled?(controller: { cron: string; scheduledTime: number }, env: ToyEnv, ctx: ExecutionContext): Promise<void> | void;
}

interface RoomState {
  storage: {
    sql: { exec(sql: string, ...values: unknown[]): { toArray(): { line: string }[] } };
    setAlarm(at: number): Promise<void>;
    sync(): Promise<void>;
  };
  acceptWebSocket(end: SocketEnd): void;
  getWebSockets(): SocketEnd[];
}

export interface ToyStub {
  add(line: string): Promise<number>;
  addAndSend(line: string, n: number): Promise<void>;
  wake(inMs: number): Promise<void>;
  lines(): Promise<string[]>;
  memory(): Promise<number>;
  sayToAll(words: string): Promise<void>;
  fetch(request: Request): Promise<Response>;
}

class ToyRoom {
  private readonly ctx: RoomState;
  private readonly env: ToyEnv;
  private calls = 0;

  constructor(ctx: RoomState, env: ToyEnv) {
    this.ctx = ctx;
    this.env = env;
    ctx.storage.sql.exec("create table if not exists log(id integer primary key, line text)");
  }

  add(line: string): number {
    this.ctx.storage.sql.exec("insert into log(line) values(?)", line);
    return this.lines().length;
  }

  async addAndSend(line: string, n: number): Promise<void> {
    this.add(line);
    await this.env.Q.send({ n });
  }

  wake(inMs: number): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + inMs);
  }

  lines(): string[] {
    return this.ctx.storage.sql
      .exec("select line from log order by id")
      .toArray()
      .map(({ line }) => line);
  }

  memory(): number {
    this.calls += 1;
    return this.calls;
  }

  alarm(info: { retryCount: number }): void {
    this.add(`alarm ${info.retryCount} at ${Date.now() - START}`);
    if (this.lines()[0] === "fails") throw new Error("alarm broke");
  }

  sayToAll(words: string): void {
    this.add(words);
    for (const end of this.ctx.getWebSockets()) end.send(words);
  }

  fetch(): Response {
    const [client, server] = Object.values(new WebSocketPair()) as [SocketEnd, SocketEnd];
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client } as ResponseInit);
  }

  webSocketMessage(end: SocketEnd, words: string): void {
    end.send(`${words} ${this.memory()}`);
  }
}

export function createToy(seed: number, worker: ToyWorker | (() => ToyWorker), config: PlatformConfig = {}): Platform & { env: ToyEnv } {
  const platform = createPlatform({
    seed,
    startAt: START,
    worker: worker as WorkerModule | (() => WorkerModule),
    objects: { ROOM: ToyRoom },
    config: {
      buckets: ["BUCKET"],
      queues: {
        producers: { Q: "jobs" },
        consumers: { jobs: { maxBatchSize: 5, maxBatchTimeoutSeconds: 1, maxRetries: 3, deadLetterQueue: "jobs-dead" } },
      },
      ...config,
    },
  });
  platform.database.exec("create table t(id integer primary key, n integer not null default 0)");
  return platform as Platform & { env: ToyEnv };
}

export function visit(path: string): Request {
  return new Request(`https://toy${path}`);
}

/** One number out of the database, past the platform. */
export function numberIn(platform: Platform, sql: string): number {
  return Number(Object.values(platform.database.prepare(sql).get() ?? {})[0]);
}
