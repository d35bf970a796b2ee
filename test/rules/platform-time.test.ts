// Virtual time: it passes only by events, everything that asks for the time or waits gets it from there,
// and a run that cannot end says why.
import { expect, test } from "vitest";
import { matcherOf } from "../faults/platform/crons.ts";
import { createToy, numberIn, START, visit } from "../faults/platform/toy.ts";

const HOUR_MS = 3_600_000;

test("a Worker sees the virtual clock, and Node keeps its own", async () => {
  const toy = createToy(1, { fetch: () => Response.json([Date.now(), new Date().toISOString(), new Date(0).getTime()]) });
  const realBefore = Date.now();
  await toy.runUntil(START + HOUR_MS);
  const [now, made, epoch] = await (await toy.fetch(visit("/"))).json();
  expect(now).toBeGreaterThanOrEqual(START + HOUR_MS);
  expect([made, epoch]).toEqual([new Date(now).toISOString(), 0]);
  expect(Date.now() - realBefore).toBeLessThan(HOUR_MS);
  expect(toy.clock.now()).toBeGreaterThan(START + HOUR_MS);
});

test("an hour's wait costs no real time", async () => {
  const waits = {
    "/timer": () => new Promise((resolve) => setTimeout(resolve, HOUR_MS)),
    "/scheduler": () => globalScheduler().wait(HOUR_MS),
  };
  const toy = createToy(1, {
    fetch: async (request) => {
      const before = Date.now();
      await waits[new URL(request.url).pathname as keyof typeof waits]();
      return Response.json(Date.now() - before);
    },
  });
  for (const path of Object.keys(waits)) expect(await (await toy.fetch(visit(path))).json()).toBe(HOUR_MS);
});

function globalScheduler(): { wait(ms: number): Promise<void> } {
  return (globalThis as unknown as { scheduler: { wait(ms: number): Promise<void> } }).scheduler;
}

test("a call that hangs is given up at its timeout", async () => {
  const toy = createToy(
    1,
    {
      fetch: async () => {
        const before = Date.now();
        const words = await fetch("https://elsewhere/", { signal: AbortSignal.timeout(20_000) }).catch((error: Error) => error.name);
        return Response.json([words, Date.now() - before]);
      },
    },
    { internet: () => new Promise(() => {}) },
  );
  expect(await (await toy.fetch(visit("/"))).json()).toEqual(["TimeoutError", 20_000]);
});

test("settle waits for what is under way, not for alarms and crons of the future", async () => {
  const toy = createToy(
    1,
    {
      fetch: async (_request, env) => {
        await env.Q.send({ n: 1 });
        await env.ROOM.getByName("a").wake(HOUR_MS);
        return new Response("ok");
      },
      queue: async (batch, env) => {
        for (const message of batch.messages) {
          if (message.attempts < 3) message.retry({ delaySeconds: 30 });
          else await env.DB.prepare("insert into t(n) values(?)").bind(message.body.n).run();
        }
      },
    },
    { crons: ["* * * * *"] },
  );
  toy.crons.on = true;
  await toy.fetch(visit("/"));
  await toy.settle();
  expect(numberIn(toy, "select count(*) from t")).toBe(1);
  expect(toy.clock.now() - START).toBeGreaterThan(60_000);
  expect(toy.clock.now() - START).toBeLessThan(HOUR_MS);
  expect(toy.objects("ROOM")[0]?.alarm).toBeGreaterThan(START + HOUR_MS - 1);
});

test("settle runs an alarm that is due", async () => {
  const toy = createToy(1, { fetch: async (_request, env) => Response.json(await env.ROOM.getByName("a").wake(0)) });
  await toy.fetch(visit("/")).catch(() => {});
  await toy.settle();
  expect(toy.objects("ROOM")[0]?.rows("select count(*) from log")).toEqual([[1]]);
});

test("a run stops where it is told, with work under way, and goes on from there", async () => {
  const seen: number[] = [];
  const toy = createToy(1, { fetch: () => new Promise((resolve) => setTimeout(() => resolve(new Response("ok")), 500)) });
  toy.after(0, async () => {
    await toy.fetch(visit("/"));
    seen.push(toy.clock.now() - START);
  });
  await toy.runUntil(START + 400);
  expect([toy.clock.now() - START, seen]).toEqual([400, []]);
  await toy.runUntil(START + 2_000);
  expect(seen).toHaveLength(1);
});

test("whoever waited for a moment goes on at that moment, though others still wait", async () => {
  const toy = createToy(1, { fetch: () => new Promise((resolve) => setTimeout(() => resolve(new Response("ok")), 500)) });
  const slow = toy.fetch(visit("/"));
  await toy.runUntil(START + 400);
  expect(toy.clock.now() - START).toBe(400);
  expect((await slow).status).toBe(200);
});

test("a run that never settles names what is pending", async () => {
  const toy = createToy(1, {
    fetch: async () => {
      const tick = () => void setTimeout(tick, 1);
      tick();
      return new Response("ok");
    },
  });
  await toy.fetch(visit("/"));
  await expect(toy.settle()).rejects.toThrow(/never settles; pending:\n\+1 ms fetch \/ 1: timer/);
});

test("a Worker that waits for something outside virtual time is named", async () => {
  const toy = createToy(1, {
    fetch: (_request, _env, ctx) => {
      ctx.waitUntil(new Promise(() => {}));
      return new Response("ok");
    },
  });
  await toy.fetch(visit("/stuck"));
  await expect(toy.settle()).rejects.toThrow(/outside virtual time:\nfetch \/stuck 1/);
});

test("an answer that can never come fails instead of hanging", async () => {
  const toy = createToy(1, { fetch: () => new Promise<Response>(() => {}) });
  await expect(toy.fetch(visit("/"))).rejects.toThrow("nothing is scheduled that could ever answer this");
});

test("digests are awaited without virtual time passing", async () => {
  const toy = createToy(1, {
    fetch: async () => {
      const before = Date.now();
      for (let i = 0; i < 5; i += 1) await crypto.subtle.digest("SHA-256", new Uint8Array(1_000));
      return Response.json(Date.now() - before);
    },
  });
  expect(await (await toy.fetch(visit("/"))).json()).toBe(0);
});

test("a failing workload fails its run, and so does a failing check", async () => {
  const toy = createToy(1, { fetch: () => new Response("ok") });
  toy.after(5, () => {
    throw new Error("workload broke");
  });
  await expect(toy.runUntil(START + 10)).rejects.toThrow("workload broke");
  toy.onEvent(() => {
    throw new Error("invariant broke");
  });
  await expect(toy.fetch(visit("/"))).rejects.toThrow("invariant broke");
});

test("the cron table fires on its minutes, when it is on", async () => {
  const seen: string[] = [];
  const toy = createToy(
    1,
    { scheduled: ({ cron, scheduledTime }) => void seen.push(`${cron} ${new Date(scheduledTime).toISOString().slice(11, 16)}`) },
    { crons: ["*/5 * * * *", "3 12 * * *"] },
  );
  await toy.runUntil(START + 6 * 60_000);
  expect(seen).toEqual([]);
  toy.crons.on = true;
  await toy.runUntil(START + 16 * 60_000);
  expect(seen).toEqual(["*/5 * * * * 12:10", "*/5 * * * * 12:15"]);
});

test.each([
  ["* * * * *", "2026-11-21T12:00:00Z", true],
  ["*/5 * * * *", "2026-11-21T12:04:00Z", false],
  ["*/5 * * * *", "2026-11-21T12:55:00Z", true],
  ["7-9 * * * *", "2026-11-21T12:08:00Z", true],
  ["0 3,15 * * *", "2026-11-21T15:00:00Z", true],
  ["0 3,15 * * *", "2026-11-21T14:00:00Z", false],
  ["0 0 1 * *", "2026-12-01T00:00:00Z", true],
  ["0 0 * * 0", "2026-11-22T00:00:00Z", true],
  ["0 0 * * 7", "2026-11-22T00:00:00Z", true],
  ["0 0 1 * 1", "2026-11-23T00:00:00Z", true],
  ["0 0 1 * 1", "2026-11-24T00:00:00Z", false],
])("%s at %s: %s", (cron, at, fires) => {
  expect(matcherOf(cron)(new Date(at))).toBe(fires);
});

test.each(["* * * *", "60 * * * *", "a * * * *", "*/0 * * * *"])("%s is no cron", (cron) => {
  expect(() => matcherOf(cron)).toThrow(/cron/);
});
