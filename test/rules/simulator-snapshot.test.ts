// Replay and restart: the same seed gives the same world, a snapshot gives it back, and both go on alike.
import { describe, expect, it } from "vitest";
import { createSimulator, type Simulator, type Snapshot } from "../../simulator/index.ts";
import { DAY, HOUR, MIDNIGHT, openCaller, openStage } from "./simulator-caller.ts";

const seeded = (seed: number, at = MIDNIGHT) =>
  createSimulator({ clock: { now: () => at }, origin: "http://simulator.test", preset: "seller", seed });

/** A few days of everything, faults and failing pushes included. */
async function live() {
  const stage = openStage("US", { seed: 42 });
  const { world, faults } = stage.simulator;
  await openCaller(stage);
  faults.raise({ kind: "webhook_lost", probability: 0.2 });
  faults.raise({ kind: "lag", ms: 5_000 });
  for (let i = 0; i < 40; i++) {
    const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 1 + (i % 3) }], paid: i % 4 > 0 });
    if (i % 5 === 0) world.writeAsBuyer({ shopId: stage.shopId, buyerId: order.buyerId, text: `Message ${i}` });
    stage.receiver.answer = () => new Response(null, { status: i % 3 === 0 ? 500 : 200 });
    await stage.clock.pass(3 * HOUR);
  }
  return stage;
}

describe("a seed", () => {
  it("gives the same world, ids and tokens every time, and another seed another", async () => {
    expect(seeded(7).snapshot()).toEqual(seeded(7).snapshot());
    expect(Object.keys(seeded(8).snapshot().orders)).not.toEqual(Object.keys(seeded(7).snapshot().orders));
    const [first, second] = [await live(), await live()];
    expect(first.simulator.snapshot()).toEqual(second.simulator.snapshot());
    expect(first.pushed.map(({ text }) => text)).toEqual(second.pushed.map(({ text }) => text));
  });

  it("does not let reading change what happens next", async () => {
    const [quiet, noisy] = [await live(), await live()];
    const caller = await openCaller(noisy);
    await openCaller(quiet);
    for (let i = 0; i < 10; i++) await caller.send("/order/202309/orders/search", {}, { page_size: "5" });
    const place = (stage: typeof quiet) => stage.simulator.world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    expect(place(noisy)).toEqual(place(quiet));
  });
});

describe("a snapshot", () => {
  it("survives JSON, and the world goes on from it as if it had never stopped", async () => {
    const stage = await live();
    const kept = JSON.parse(JSON.stringify(stage.simulator.snapshot())) as Snapshot;
    const texts: string[] = [];
    let now = stage.clock.now();
    const again = createSimulator({
      clock: { now: () => now },
      origin: "http://simulator.test",
      snapshot: kept,
      deliver: async (request) => {
        texts.push(await request.text());
        return new Response(null, { status: 200 });
      },
    });
    expect(again.snapshot()).toEqual(kept);
    expect(again.nextDue()).toBe(stage.simulator.nextDue());
    stage.receiver.answer = () => new Response(null, { status: 200 });
    stage.pushed.length = 0;
    now += 20 * DAY;
    await stage.clock.pass(20 * DAY);
    await again.tick();
    expect(again.snapshot()).toEqual(stage.simulator.snapshot());
    expect(texts).toEqual(stage.pushed.map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(20);
  });

  it("is detached: what happens later does not change it", async () => {
    const stage = await live();
    const kept = stage.simulator.snapshot();
    const before = JSON.stringify(kept);
    await stage.clock.pass(DAY);
    expect(JSON.stringify(kept)).toBe(before);
  });

  it("sends again what was on its way when it was taken", async () => {
    const stage = openStage();
    await openCaller(stage);
    let kept: Snapshot | undefined;
    stage.receiver.answer = () => {
      kept ??= stage.simulator.snapshot();
      return new Response(null, { status: 200 });
    };
    stage.simulator.world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    await stage.clock.pass(0);
    const bodies: string[] = [];
    const again = createSimulator({
      clock: stage.clock,
      origin: "http://simulator.test",
      ...(kept ? { snapshot: kept } : {}),
      deliver: async (request) => {
        bodies.push(await request.text());
        return new Response(null, { status: 200 });
      },
    });
    await again.tick();
    expect(bodies).toEqual(stage.pushed.map(({ text }) => text));
  });
});

describe("the seeded sellers", () => {
  const simulator: Simulator = seeded(1);
  const { world } = simulator;
  const orders = world.shops.flatMap((shop) => world.orders(shop.id));

  it("are four with five shops and three thousand orders over a hundred days, more of them lately", () => {
    expect(world.sellers.map(({ name }) => name)).toEqual(["GlowLab", "Northwind Home", "Northwind Trading Ltd", "Baan Suan Craft"]);
    expect(world.shops.map(({ region, sellerType }) => `${region} ${sellerType}`)).toEqual([
      "US LOCAL",
      "US LOCAL",
      "GB LOCAL",
      "DE CROSS_BORDER",
      "TH LOCAL",
    ]);
    expect(orders).toHaveLength(3_000);
    const within = (days: number) => orders.filter((order) => order.createTime * 1000 >= MIDNIGHT - days * DAY).length;
    expect(within(100)).toBe(3_000);
    expect(within(91)).toBeLessThan(2_950);
    expect(within(33)).toBeGreaterThan(3 * 333);
  });

  it("have every status, FBT in a fifth, gifts, samples, parcels in two, and buyers who ask to cancel", () => {
    expect(new Set(orders.map(({ status }) => status)).size).toBe(9);
    const fbt = orders.filter((order) => order.fbt);
    expect(fbt.length / orders.length).toBeGreaterThan(0.15);
    expect(fbt.length / orders.length).toBeLessThan(0.25);
    expect(new Set(fbt.map((order) => world.shop(order.shopId).region))).toEqual(new Set(["US", "GB"]));
    const has = (is: (order: (typeof orders)[number]) => boolean) => orders.filter(is).length;
    expect(has((order) => order.lines.some((line) => line.isGift))).toBeGreaterThan(50);
    expect(has((order) => order.isSample)).toBeGreaterThan(40);
    expect(has((order) => order.isSplit)).toBeGreaterThan(50);
    expect(has((order) => order.asksCancel)).toBeGreaterThan(5);
    expect(new Set(orders.map((order) => order.cancelInitiator))).toEqual(new Set(["", "BUYER", "SELLER", "SYSTEM"]));
  });

  it("have two hundred conversations, some waiting for an answer, in many languages, about orders of their own", () => {
    const talks = world.shops.flatMap((shop) => world.conversations(shop.id));
    expect(talks).toHaveLength(200);
    const said = talks.flatMap((talk) => world.messages(talk.id));
    expect(new Set(said.map(({ role }) => role))).toEqual(new Set(["BUYER", "CUSTOMER_SERVICE", "ROBOT", "SYSTEM"]));
    expect(said.filter(({ type }) => type === "IMAGE").length).toBeGreaterThan(5);
    for (const script of [/[ก-๙]/, /[\u4e00-\u9fff]/, /[äöüß]/, /[¿¡]/])
      expect(said.some(({ content }) => script.test(content))).toBe(true);
    expect(said.some(({ content }) => /\{\w+\}/.test(content))).toBe(false);
    expect(talks.filter(({ unread }) => unread > 0).length).toBeGreaterThan(20);
  });

  it("have returns that wait for the buyer, the seller and TikTok, and some that are over", () => {
    const returns = world.shops.flatMap((shop) => world.returns(shop.id));
    expect(new Set(returns.map(({ status }) => status)).size).toBeGreaterThan(6);
    expect(returns.filter(({ arbitration }) => arbitration === "IN_PROGRESS").length).toBeGreaterThan(0);
    expect(returns.every(({ createTime, updateTime }) => createTime <= updateTime && updateTime * 1000 <= MIDNIGHT)).toBe(true);
  });

  it("have nothing overdue: the first tick changes no order that was not due later", () => {
    expect(simulator.nextDue()).toBeGreaterThan(MIDNIGHT);
  });
});
