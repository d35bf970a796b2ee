// The tiny Worker the conformance list runs in, on workerd and on the shims alike: `GET /7` acts line 7 of
// the list and answers its outcome, and the consumer does what each message's body asks for.
import type { D1Database, ExecutionContext, MessageBatch, Queue, R2Bucket } from "@cloudflare/workers-types";
import { outcomeOf, type RoomIds, type RoomStub, type Stage } from "./behaviour.ts";
import { list } from "./list.ts";

export { Room } from "./room.ts";

interface Bindings {
  DB: D1Database;
  LIVE: Queue;
  SLOW: Queue;
  BUCKET: R2Bucket;
  ROOM: RoomIds & { getByName(name: string): RoomStub };
}

interface Wish {
  log?: string;
  n?: number;
  act?: string;
  times?: number;
  delay?: number;
}

let rooms = 0;

function stageOf(line: number, env: Bindings, ctx: ExecutionContext): Stage {
  const own = `b${line}`;
  return {
    DB: env.DB,
    LIVE: env.LIVE,
    SLOW: env.SLOW,
    BUCKET: env.BUCKET,
    ctx,
    own,
    ids: env.ROOM,
    room: (name = "") => env.ROOM.getByName(own + name),
    freshRoom: () => env.ROOM.getByName(`${own} fresh ${rooms++}`),
  };
}

function obey(wish: Wish, message: MessageBatch["messages"][number], batch: MessageBatch): void {
  const again = message.attempts <= (wish.times ?? 0);
  const delay = wish.delay === undefined ? undefined : { delaySeconds: wish.delay };
  if (wish.act === "ack") message.ack();
  if (wish.act === "ackAll") batch.ackAll();
  if (wish.act === "retry" && again) message.retry(delay);
  if (wish.act === "retryAll" && again) batch.retryAll(delay);
  if (wish.act === "ack-retry" && again) {
    message.ack();
    message.retry();
  }
  if (wish.act === "retry-ack" && again) {
    message.retry();
    message.ack();
  }
  if (wish.act === "throw" && again) throw new Error("consumer broke");
}

function describe(message: MessageBatch["messages"][number]): string {
  return JSON.stringify([typeof message.id, message.id.length > 8, message.timestamp instanceof Date, message.attempts]);
}

export default {
  async fetch(request: Request, env: Bindings, ctx: ExecutionContext): Promise<Response> {
    const line = Number(new URL(request.url).pathname.slice(1));
    if (Number.isNaN(line)) {
      await env.DB.exec("create table deliveries(seq integer primary key, log, n, attempts, queue, size, at, id, said)");
      return new Response("ready");
    }
    const behaviour = list[line];
    if (!behaviour) return new Response("no such line", { status: 404 });
    const outcome = await outcomeOf(() => behaviour.act(stageOf(line, env, ctx)));
    return Response.json({ outcome: outcome === undefined ? "undefined" : outcome });
  },

  async queue(batch: MessageBatch, env: Bindings): Promise<void> {
    for (const message of batch.messages) {
      const wish: Wish = Array.isArray(message.body) ? { log: message.body[0] } : (message.body as Wish);
      const said = wish.act === "describe" ? describe(message) : JSON.stringify(message.body);
      const row = [wish.log ?? "", wish.n ?? 0, message.attempts, batch.queue, batch.messages.length, Date.now(), message.id, said];
      await env.DB.prepare("insert into deliveries(log, n, attempts, queue, size, at, id, said) values(?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(...row)
        .run();
      if (!batch.queue.endsWith("-dead")) obey(wish, message, batch);
    }
  },
};
