// The platform and the simulated TikTok Shop on one virtual clock: pushes arrive as events, retries come
// hours later in no time, a slow shop is waited for, and the whole of it replays from one seed.
import { expect, test } from "vitest";
import { createSimulator, type Simulator } from "../../simulator/index.ts";
import type { Platform } from "../faults/platform/index.ts";
import { createToy, numberIn, START, type ToyWorker } from "../faults/platform/toy.ts";

const HOUR_MS = 3_600_000;

/** Counts each order it is told of, after asking the shop something. */
const listener: ToyWorker = {
  async fetch(request, env) {
    const { data } = await request.json();
    if (!data.order_id) return new Response(null, { status: 200 });
    const answer = await fetch("https://shop.example/order/202309/orders");
    await answer.text();
    await env.DB.prepare("insert into t(n) values(?)").bind(answer.status).run();
    return new Response(null, { status: 200 });
  },
};

function openShop(seed: number, worker: ToyWorker): { toy: Platform; simulator: Simulator; placeOrder(): void } {
  const toy: Platform = createToy(seed, worker, { internet: (request) => simulator.fetch(request) });
  const simulator = createSimulator({
    clock: toy.clock,
    seed,
    origin: "https://shop.example",
    deliver: (request) => toy.fetch(request),
    pause: (ms) => toy.pause(ms),
  });
  const { world } = simulator;
  const app = world.registerApp({ region: "ROW", redirectUrl: "https://toy/callback", webhookUrl: "https://toy/hook" });
  const seller = world.addSeller({ name: "Northwind", shops: [{ region: "GB" }] });
  const shopId = world.shops[0]?.id ?? "";
  const product = world.addProduct({ shopId, title: "Beanie", skus: [{ name: "Black", sellerSku: "B", price: 999, stock: 500 }] });
  const skuId = product.skus[0]?.id ?? "";
  world.authorize({ appKey: app.appKey, sellerId: seller.id });
  toy.attend(simulator);
  return { toy, simulator, placeOrder: () => void world.placeOrder({ shopId, lines: [{ skuId }] }) };
}

test("an order placed in the shop is a push to the Worker, which asks the shop", async () => {
  const { toy, simulator, placeOrder } = openShop(1, listener);
  toy.after(1_000, placeOrder);
  toy.after(2_000, placeOrder);
  await toy.settle();
  expect(numberIn(toy, "select count(*) from t")).toBe(2);
  expect(simulator.world.webhookLog.every(({ ok }) => ok)).toBe(true);
});

test("a Worker that is down is tried again after two minutes and half an hour", async () => {
  let isDown = true;
  const seen: number[] = [];
  const { toy, placeOrder } = openShop(1, {
    fetch: () => {
      seen.push(Math.round((Date.now() - START) / 60_000));
      return new Response(null, { status: isDown ? 500 : 200 });
    },
  });
  toy.after(0, placeOrder);
  await toy.runUntil(START + 10 * 60_000);
  isDown = false;
  await toy.runUntil(START + 2 * HOUR_MS);
  expect(seen.slice(0, 3)).toEqual([0, 2, 32]);
});

test("a shop that answers slowly is waited for on virtual time", async () => {
  const { toy, simulator, placeOrder } = openShop(1, listener);
  simulator.faults.raise({ kind: "slow", ms: 2_000 });
  toy.after(0, placeOrder);
  await toy.settle();
  expect(toy.clock.now() - START).toBeGreaterThan(2_000);
  expect(numberIn(toy, "select count(*) from t")).toBe(1);
});

test("a push that finds the connection broken counts as not accepted", async () => {
  const { toy, simulator, placeOrder } = openShop(1, listener);
  toy.faults.crashNext("worker");
  toy.after(0, placeOrder);
  await toy.runUntil(START + HOUR_MS);
  expect(simulator.world.webhookLog.map(({ ok, attempt }) => [ok, attempt]).slice(0, 2)).toEqual([
    [false, 1],
    [true, 2],
  ]);
});

test.each([1, 2, 3])("shop and platform replay from seed %i to the byte", async (seed) => {
  const run = async () => {
    const { toy, simulator, placeOrder } = openShop(seed, listener);
    toy.faults.swarm();
    simulator.faults.raise({ kind: "slow", ms: 700, probability: 0.4 });
    for (let i = 0; i < 10; i += 1) toy.after(i * 50, placeOrder);
    await toy.runUntil(START + 3 * HOUR_MS);
    return [toy.digest, JSON.stringify(toy.trace), JSON.stringify(simulator.snapshot())];
  };
  expect(await run()).toEqual(await run());
});
