// Every fault of the platform does what its name says, once when asked for once, and leaves no mark when
// it is off.
import { expect, test } from "vitest";
import { FAULT_NAMES } from "../faults/platform/index.ts";
import { createToy, numberIn, START, type ToyEnv, type ToyWorker, visit } from "../faults/platform/toy.ts";

/** A Worker whose paths are acts; an act that fails answers its words. */
function acting(acts: Record<string, (env: ToyEnv) => Promise<unknown>>): ToyWorker {
  return {
    async fetch(request, env) {
      const act = acts[new URL(request.url).pathname.slice(1)];
      const outcome = await act?.(env).catch((error: Error) => error.message);
      return Response.json(outcome ?? null);
    },
  };
}

const insert = (env: ToyEnv) =>
  env.DB.prepare("insert into t(n) values(1)")
    .run()
    .then(({ meta }) => meta.changes);

test.each([
  ["d1-before", "D1_ERROR: Network connection lost.", 0],
  ["d1-after", "D1_ERROR: Network connection lost.", 1],
  ["d1-overloaded", "D1_ERROR: D1 DB is overloaded. Requests queued for too long.", 0],
] as const)("%s: the caller sees %s, rows written: %i", async (fault, words, rows) => {
  const toy = createToy(1, acting({ insert }));
  toy.faults.next(fault);
  expect(await (await toy.fetch(visit("/insert"))).json()).toBe(words);
  expect(numberIn(toy, "select count(*) from t")).toBe(rows);
  expect(await (await toy.fetch(visit("/insert"))).json()).toBe(1);
});

test.each([
  ["object-before", 0],
  ["object-after", 1],
] as const)("%s: the connection is lost, lines written: %i", async (fault, lines) => {
  const toy = createToy(1, acting({ add: (env) => env.ROOM.getByName("a").add("x"), lines: (env) => env.ROOM.getByName("a").lines() }));
  toy.faults.next(fault);
  expect(await (await toy.fetch(visit("/add"))).json()).toBe("Network connection lost.");
  expect(await (await toy.fetch(visit("/lines"))).json()).toHaveLength(lines);
});

test.each([
  ["queue-send", "Queue send failed: Too Many Requests", 0],
  ["queue-send-after", "Network connection lost.", 1],
] as const)("%s: the sender sees %s, messages sent: %i", async (fault, words, sent) => {
  const toy = createToy(1, {
    ...acting({ send: (env) => env.Q.send({ n: 1 }) }),
    queue: (batch) => {
      for (const message of batch.messages) message.retry({ delaySeconds: 900 });
    },
  });
  toy.faults.next(fault);
  expect(await (await toy.fetch(visit("/send"))).json()).toBe(words);
  expect(toy.queue("jobs")).toHaveLength(sent);
});

async function deliveriesUnder(fault: (typeof FAULT_NAMES)[number], seed = 1): Promise<{ n: number; afterMs: number }[]> {
  const seen: { n: number; afterMs: number }[] = [];
  const toy = createToy(seed, {
    queue: (batch) => {
      for (const message of batch.messages) seen.push({ n: message.body.n, afterMs: Date.now() - START });
    },
  });
  toy.faults.set(fault, 1);
  await toy.env.Q.sendBatch([1, 2, 3, 4].map((n) => ({ body: { n } })));
  await toy.settle(3_600_000);
  return seen;
}

test("queue-duplicate delivers twice", async () => {
  const seen = await deliveriesUnder("queue-duplicate");
  expect(
    seen
      .map(({ n }) => `${n}`)
      .toSorted()
      .join(""),
  ).toBe("11223344");
});

test("queue-reorder delivers in another order", async () => {
  const orders = await Promise.all(
    [1, 2, 3, 4].map(async (seed) => (await deliveriesUnder("queue-reorder", seed)).map(({ n }) => n).join()),
  );
  expect(orders.some((order) => order !== "1,2,3,4")).toBe(true);
  for (const order of orders) expect(order.split(",").toSorted()).toEqual(["1", "2", "3", "4"]);
});

test("queue-delay delivers up to ten minutes late", async () => {
  const seen = await deliveriesUnder("queue-delay");
  expect(seen).toHaveLength(4);
  expect(Math.max(...seen.map(({ afterMs }) => afterMs))).toBeGreaterThan(60_000);
});

test("a message nobody can handle ends in the dead-letter queue after its retries", async () => {
  let deliveries = 0;
  const toy = createToy(1, {
    queue: () => {
      deliveries += 1;
      throw new Error("cannot");
    },
  });
  await toy.env.Q.send({ n: 7 });
  await toy.settle();
  expect(deliveries).toBe(4);
  expect(toy.queue("jobs")).toEqual([]);
  expect(toy.queue("jobs-dead").map(({ body }) => body)).toEqual([{ n: 7 }]);
});

const waking = acting({ wake: (env) => env.ROOM.getByName("a").wake(1_000), fails: (env) => env.ROOM.getByName("a").add("fails") });
const alarmsOf = (toy: ReturnType<typeof createToy>) =>
  (toy.objects("ROOM")[0]?.rows("select line from log where line like 'alarm%'") ?? []).flat();

test("alarm-lost: it never rings and is no longer set", async () => {
  const toy = createToy(1, waking);
  toy.faults.next("alarm-lost");
  await toy.fetch(visit("/wake"));
  await toy.runUntil(START + 3_600_000);
  expect([alarmsOf(toy), toy.objects("ROOM")[0]?.alarm]).toEqual([[], null]);
});

test("alarm-late: it rings, later", async () => {
  const toy = createToy(1, waking);
  toy.faults.next("alarm-late");
  await toy.fetch(visit("/wake"));
  await toy.runUntil(START + 5_000);
  expect(alarmsOf(toy)).toEqual([]);
  await toy.runUntil(START + 700_000);
  expect(alarmsOf(toy)).toHaveLength(1);
});

test("a failing alarm rings seven times, each time after twice the wait, and is given up", async () => {
  const toy = createToy(1, waking, { latency: { minMs: 0, maxMs: 0.001, tailChance: 0 } });
  await toy.fetch(visit("/fails"));
  await toy.fetch(visit("/wake"));
  await toy.runUntil(START + 3_600_000);
  const lines = alarmsOf(toy).map((line) => /^alarm (\d) at (\d+)$/.exec(String(line)));
  expect(lines.map((line) => Number(line?.[1]))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const waits = lines.slice(1).map((line, i) => Math.round((Number(line?.[2]) - Number(lines[i]?.[2])) / 1_000));
  expect(waits).toEqual([2, 4, 8, 16, 32, 64]);
  expect(toy.objects("ROOM")[0]?.alarm).toBe(null);
});

test("an alarm whose object dies rings again, uncounted", async () => {
  const toy = createToy(1, waking);
  await toy.fetch(visit("/wake"));
  toy.faults.crashAtStep(1, "before", "object");
  await toy.runUntil(START + 60_000);
  expect(alarmsOf(toy).map((line) => String(line).slice(0, 7))).toEqual(["alarm 0"]);
  expect(toy.objects("ROOM")[0]?.alarm).toBe(null);
});

test("an alarm set anew while the old one is about to ring is never lost", async () => {
  for (let offset = 950; offset <= 1_050; offset += 4) {
    const toy = createToy(1, waking, { latency: { minMs: 5, maxMs: 5.001, tailChance: 0 } });
    await toy.fetch(visit("/wake"));
    toy.after(offset - 20, async () => void (await toy.fetch(visit("/wake"))));
    await toy.runUntil(START + 60_000);
    const last = Number(String(alarmsOf(toy).at(-1)).split(" ").at(-1));
    expect(last).toBeGreaterThan(offset + 900);
  }
});

test("object-evict: memory is gone, storage is not", async () => {
  const toy = createToy(1, acting({ memory: (env) => env.ROOM.getByName("a").memory() }));
  const call = async () => (await toy.fetch(visit("/memory"))).json();
  expect([await call(), await call()]).toEqual([1, 2]);
  toy.faults.next("object-evict");
  expect(await call()).toBe(1);
});

test("cron-skipped and cron-doubled", async () => {
  const seen: number[] = [];
  const toy = createToy(
    1,
    { scheduled: ({ scheduledTime }) => void seen.push((scheduledTime - START) / 60_000) },
    { crons: ["* * * * *"] },
  );
  toy.crons.on = true;
  toy.faults.next("cron-skipped");
  await toy.runUntil(START + 90_000);
  toy.faults.next("cron-doubled");
  await toy.runUntil(START + 250_000);
  expect(seen).toEqual([2, 2, 3, 4]);
});

test("r2-put fails and keeps nothing", async () => {
  const toy = createToy(1, acting({ put: async (env) => (await env.BUCKET.put("k", "v"))?.key }));
  toy.faults.next("r2-put");
  expect(await (await toy.fetch(visit("/put"))).json()).toMatch(/internal error/);
  expect(toy.bucket("BUCKET")).toEqual([]);
  expect(await (await toy.fetch(visit("/put"))).json()).toBe("k");
});

test.each([
  ["fetch-before", 0],
  ["fetch-after", 1],
] as const)("%s: the call fails, calls that arrived: %i", async (fault, arrived) => {
  let calls = 0;
  const internet = () => {
    calls += 1;
    return new Response("there");
  };
  const toy = createToy(1, acting({ call: () => fetch("https://elsewhere/").then((answer) => answer.text()) }), { internet });
  toy.faults.next(fault);
  expect(await (await toy.fetch(visit("/call"))).json()).toBe("Network connection lost.");
  expect(calls).toBe(arrived);
  expect(await (await toy.fetch(visit("/call"))).json()).toBe("there");
});

test("an outgoing caller may be a binding of its own", async () => {
  const toy = createToy(1, { fetch: async (_request, env) => (env as unknown as { SHOP: typeof fetch }).SHOP("https://shop/x") });
  Object.assign(toy.env, { SHOP: toy.outgoing("shop", (request) => new Response(new URL(request.url).pathname)) });
  expect(await (await toy.fetch(visit("/"))).text()).toBe("/x");
});

test("socket-dropped: both sides see 1006", async () => {
  const toy = createToy(1, { fetch: (request, env) => env.ROOM.getByName("a").fetch(request) });
  const client = await toy.connect(visit("/socket"));
  toy.faults.next("socket-dropped");
  client.send("hello");
  await toy.settle();
  expect([client.messages, client.closed?.code, client.closed?.wasClean]).toEqual([[], 1006, false]);
});

test("d1-replica-lag: a session without a bookmark may miss a write, one with it never does", async () => {
  const answers = { stale: 0, fresh: 0 };
  const toy = createToy(1, {
    async fetch(_request, env) {
      const writing = env.DB.withSession("first-primary");
      const before = await writing.prepare("select count(*) as n from t").first<number>("n");
      await writing.prepare("insert into t(n) values(1)").run();
      const own = await env.DB.withSession(writing.getBookmark() ?? "")
        .prepare("select count(*) as n from t")
        .first<number>("n");
      const any = await env.DB.withSession().prepare("select count(*) as n from t").first<number>("n");
      if (own !== (before ?? 0) + 1) throw new Error("the own write is missing");
      answers[any === own ? "fresh" : "stale"] += 1;
      return new Response("ok");
    },
  });
  toy.faults.set("d1-replica-lag", 0.8);
  for (let i = 0; i < 30; i += 1) await toy.fetch(visit("/"));
  expect(answers.stale).toBeGreaterThan(0);
  toy.faults.clear();
  answers.stale = 0;
  for (let i = 0; i < 10; i += 1) await toy.fetch(visit("/"));
  expect(answers.stale).toBe(0);
});

test("a swarm is a different part of the faults for each seed, and clear ends it", async () => {
  const chosen = [1, 2, 3, 4].map((seed) => createToy(seed, {}).faults.swarm());
  expect(new Set(chosen.map((names) => names.join())).size).toBe(4);
  for (const names of chosen) expect(names.length).toBeLessThan(FAULT_NAMES.length);
  const toy = createToy(1, acting({ insert }));
  for (const name of FAULT_NAMES) toy.faults.set(name, 1);
  toy.faults.clear();
  expect(await (await toy.fetch(visit("/insert"))).json()).toBe(1);
});
