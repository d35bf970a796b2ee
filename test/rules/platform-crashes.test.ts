// Crashes: who dies loses memory, promises and whatever was not durable, others see a broken connection,
// and every step of a flow can be the last one.
import { expect, test } from "vitest";
import { createToy, numberIn, type ToyWorker, visit } from "../faults/platform/toy.ts";

const STEPS_MAX = 30;

const flow: ToyWorker = {
  async fetch(_request, env) {
    await env.DB.prepare("insert into t(id) values(1)").run();
    await env.DB.batch([env.DB.prepare("insert into t(id) values(2)"), env.DB.prepare("insert into t(id) values(3)")]);
    await env.Q.send({ n: 9 });
    return new Response("ok");
  },
  async queue(batch, env) {
    for (const message of batch.messages) await env.DB.prepare("insert or ignore into t(id) values(?)").bind(message.body.n).run();
  },
};

async function crashAt(step: number, when: "before" | "after") {
  const toy = createToy(1, flow);
  const plan = toy.faults.crashAtStep(step, when);
  const answer = await toy.fetch(visit("/")).then(
    (response) => response.text(),
    (error: Error) => error.message,
  );
  await toy.settle();
  const rows = toy.database
    .prepare("select id from t order by id")
    .all()
    .map(({ id }) => id);
  return { answer, rows, struck: plan.struck, attempts: toy.history(400).split("batch is made").length - 1 };
}

test("a crash before each step leaves what the steps before it did, the batch as one", async () => {
  expect((await crashAt(1, "before")).rows).toEqual([]);
  expect((await crashAt(2, "before")).rows).toEqual([1]);
  expect((await crashAt(3, "before")).rows).toEqual([1, 2, 3]);
});

test("a crash after a step leaves its effect and loses its answer", async () => {
  expect((await crashAt(1, "after")).rows).toEqual([1]);
  expect((await crashAt(2, "after")).rows).toEqual([1, 2, 3]);
  const sent = await crashAt(3, "after");
  expect(sent.rows).toEqual([1, 2, 3, 9]);
  expect(sent.answer).toBe("Network connection lost.");
});

test("a consumer that dies is given its messages again", async () => {
  for (const when of ["before", "after"] as const) {
    const { rows, attempts, answer } = await crashAt(4, when);
    expect({ rows, attempts, answer }).toEqual({ rows: [1, 2, 3, 9], attempts: 2, answer: "ok" });
  }
});

test("an acknowledgement is lost with the invocation that made it", async () => {
  const seen: number[] = [];
  const toy = createToy(1, {
    async queue(batch, env) {
      for (const message of batch.messages) {
        seen.push(message.body.n);
        message.ack();
        await env.DB.prepare("select 1").run();
      }
    },
  });
  toy.faults.crashAtStep(2, "before", "worker");
  await toy.env.Q.sendBatch([{ body: { n: 1 } }, { body: { n: 2 } }]);
  await toy.settle();
  expect(seen).toEqual([1, 2, 1, 2]);
});

test("steps can be walked until a plan no longer strikes", async () => {
  const struck: (string | null)[] = [];
  for (let step = 1; step <= STEPS_MAX && struck.at(-1) !== null; step += 1) struck.push((await crashAt(step, "after")).struck);
  expect(struck).toEqual(["fetch / 1", "fetch / 1", "fetch / 1", "queue jobs 2", null]);
});

test("what waitUntil had to do is lost, and timers of the dead never fire", async () => {
  let fired = false;
  const fire = () => {
    fired = true;
  };
  const toy = createToy(1, {
    async fetch(_request, env, ctx) {
      setTimeout(fire, 1_000);
      ctx.waitUntil(
        env.DB.prepare("select 1")
          .run()
          .then(() => env.Q.send({ n: 1 })),
      );
      await env.DB.prepare("select 1").run();
      return new Response("ok");
    },
  });
  toy.faults.crashNext("worker");
  await expect(toy.fetch(visit("/"))).rejects.toThrow("Network connection lost.");
  await toy.settle();
  expect([toy.queue("jobs"), fired]).toEqual([[], false]);
});

test("an answer that comes too late finds nobody", async () => {
  let isBack = false;
  const toy = createToy(1, {
    async fetch(_request, env) {
      await env.DB.prepare("select 1").run();
      isBack = true;
      return new Response("ok");
    },
  });
  toy.onEvent(() => {
    if (toy.trace.at(-1)?.what.startsWith("d1 ")) toy.faults.crashAll();
  });
  await expect(toy.fetch(visit("/"))).rejects.toThrow("Network connection lost.");
  await toy.settle();
  expect(isBack).toBe(false);
});

const roomWorker: ToyWorker = {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const room = env.ROOM.getByName("a");
    if (pathname === "/socket") return room.fetch(request);
    if (pathname === "/add") return Response.json(await room.add("line"));
    if (pathname === "/send") return Response.json(await room.addAndSend("line", 1).then(() => "sent"));
    if (pathname === "/say") return Response.json(await room.sayToAll("hear").then(() => "said"));
    return Response.json(await room.memory());
  },
  queue() {},
};

const linesOf = (toy: ReturnType<typeof createToy>) => toy.objects("ROOM")[0]?.rows("select line from log").flat();

test("an object that dies before its write is durable has not written, and told nobody", async () => {
  const toy = createToy(1, roomWorker);
  toy.faults.crashAtStep(1, "before", "object");
  await expect(toy.fetch(visit("/add"))).rejects.toThrow("Network connection lost.");
  await toy.fetch(visit("/memory"));
  expect(linesOf(toy)).toEqual([]);
});

test("an object that dies with its write durable has written, and told nobody", async () => {
  const toy = createToy(1, roomWorker);
  toy.faults.crashAtStep(1, "after", "object");
  await expect(toy.fetch(visit("/add"))).rejects.toThrow("Network connection lost.");
  expect(linesOf(toy)).toEqual(["line"]);
});

test("nothing leaves an object before what it wrote is durable", async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const toy = createToy(seed, roomWorker);
    const isSent = () => toy.queue("jobs").length > 0;
    toy.onEvent(() => {
      const object = toy.objects("ROOM")[0];
      // A crash at this very moment would take back what is not durable.
      if (isSent() && object) object.crash();
      if (isSent()) expect(linesOf(toy)).toEqual(["line"]);
    });
    await toy.fetch(visit("/send")).catch(() => null);
    await toy.settle();
  }
});

test("whatever moment an object dies at, a message it sent tells of a write that is there", async () => {
  const sent: number[] = [];
  for (let moment = 1; moment <= STEPS_MAX; moment += 1) {
    const toy = createToy(3, roomWorker);
    let events = 0;
    toy.onEvent(() => {
      events += 1;
      if (events === moment) toy.objects("ROOM")[0]?.crash();
    });
    await toy.fetch(visit("/send")).catch(() => null);
    await toy.settle();
    // Waking it again after the crash is the queue's business, not the object's.
    if (toy.history(400).includes("batch is made")) sent.push(moment);
    if (sent.at(-1) === moment) expect(linesOf(toy)).toEqual(["line"]);
  }
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.length).toBeLessThan(STEPS_MAX);
});

test("a frame that waited for a write is lost with it", async () => {
  const toy = createToy(1, roomWorker);
  const client = await toy.connect(visit("/socket"));
  toy.faults.crashAtStep(1, "before", "object");
  await toy.fetch(visit("/say")).catch(() => null);
  await toy.settle();
  expect([client.messages, client.closed?.code, linesOf(toy)]).toEqual([[], 1006, []]);
});

test("memory dies with an object, and its callers may call again", async () => {
  const toy = createToy(1, roomWorker);
  const call = async () => (await toy.fetch(visit("/memory"))).json();
  expect([await call(), await call()]).toEqual([1, 2]);
  toy.objects("ROOM")[0]?.crash();
  expect(await call()).toBe(1);
});

test("when everybody dies, requests fail, memory is gone, and what was durable is there", async () => {
  const toy = createToy(1, roomWorker);
  await toy.fetch(visit("/add"));
  await toy.fetch(visit("/memory"));
  const answer = toy.fetch(visit("/add")).catch((error: Error) => error.message);
  toy.after(12, () => toy.faults.crashAll());
  expect(await answer).toBe("Network connection lost.");
  expect(await (await toy.fetch(visit("/memory"))).json()).toBe(1);
  expect(linesOf(toy)?.[0]).toBe("line");
});

test("a sleeping object keeps its sockets, a crashed one loses them", async () => {
  const toy = createToy(1, roomWorker);
  const client = await toy.connect(visit("/socket"));
  client.send("one");
  await toy.settle();
  await toy.runUntil(toy.clock.now() + 60_000);
  expect(toy.objects("ROOM")[0]?.isAwake).toBe(false);
  client.send("two");
  await toy.settle();
  expect([client.messages, client.closed]).toEqual([["one 1", "two 1"], null]);
  toy.objects("ROOM")[0]?.crash();
  await toy.settle();
  expect(client.closed?.code).toBe(1006);
});

test("a stub that lived through a crash is broken, a new one is not", async () => {
  const answers: string[] = [];
  const toy = createToy(1, {
    async fetch(_request, env) {
      const stub = env.ROOM.getByName("a");
      for (const room of [stub, stub, stub, env.ROOM.getByName("a")]) {
        answers.push(await room.memory().then(String, (error: Error) => error.message));
        if (answers.length === 1) toy.objects("ROOM")[0]?.crash();
      }
      return new Response(String(numberIn(toy, "select count(*) from t")));
    },
  });
  await toy.fetch(visit("/"));
  expect(answers).toEqual(["1", "Network connection lost.", "Network connection lost.", "1"]);
});
