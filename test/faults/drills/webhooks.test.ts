// Webhooks lost, repeated, overtaken and silent for an hour: they make the desk fast and never decide what is true.
import { expect, test } from "vitest";
import type { FaultOrder } from "../../../simulator/index.ts";
import { HOUR, MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";

const CHANGES = 4;

/** An order on its road and a buyer who keeps writing, a second apart. */
async function tradeUnder(scene: Scene, fault: FaultOrder): Promise<void> {
  const { world } = scene;
  world.simulator.faults.raise(fault);
  const order = scene.buy();
  const buyer = scene.newBuyer();
  const road = [() => scene.ship(order), () => world.shop.scan(order.id), () => world.shop.deliver(order.id)];
  for (let change = 0; change < CHANGES; change += 1) {
    scene.write(buyer);
    await scene.later(1_000);
    road[change]?.();
  }
  await scene.settle();
}

test("webhooks are lost, and the cron finds what they told of", async () => {
  const scene = await openScene();
  await tradeUnder(scene, { kind: "webhook_lost" });
  expect(scene.differences().join()).toContain("is missing");
  await scene.recover();
  scene.expectTruth();
});

test("webhooks come twice, and nothing is there twice", async () => {
  const scene = await openScene();
  await tradeUnder(scene, { kind: "webhook_repeated" });
  scene.expectTruth();
});

test("webhooks overtake one another, and the newest word stays", async () => {
  const scene = await openScene();
  await tradeUnder(scene, { kind: "webhook_reordered", ms: 5_000 });
  scene.expectTruth();
});

test("a webhook comes ten minutes late, and tells of nothing new", async () => {
  const scene = await openScene();
  scene.world.platform.crons.on = true;
  await tradeUnder(scene, { kind: "webhook_late", ms: 10 * MINUTE });
  await scene.later(20 * MINUTE);
  await scene.recover(MINUTE);
  scene.expectTruth();
});

test("the door cannot put a webhook on the queue, and TikTok tries again", async () => {
  const scene = await openScene();
  scene.world.platform.faults.set("queue-send", 1);
  const order = scene.buy();
  await scene.settle();
  scene.world.platform.faults.clear();
  expect(scene.world.rows("SELECT id FROM orders WHERE id = ?", order.id)).toEqual([]);
  await scene.later(3 * MINUTE);
  await scene.settle();
  scene.expectTruth();
});

test("the database is away for five minutes, and what was told meanwhile is there soon after, given up by no queue", async () => {
  const scene = await openScene();
  const { platform, rows } = scene.world;
  const order = scene.buy();
  const backAt = platform.clock.now() + 5 * MINUTE;
  // Away as soon as the door has put the news on the queue.
  platform.onEvent(() => {
    if (platform.trace.at(-1)?.what === "batch is made") platform.faults.set("d1-before", platform.clock.now() < backAt ? 1 : 0);
  });
  await scene.later(5 * MINUTE);
  await scene.later(10 * MINUTE);
  expect(rows("SELECT id FROM orders WHERE id = ?", order.id)).toEqual([{ id: order.id }]);
  expect(rows("SELECT * FROM dead_letter")).toEqual([]);
  await scene.settle();
  scene.expectTruth();
});

test("webhooks are off for an hour: all is there all the same, and every reply clock began when its buyer asked", async () => {
  const scene = await openScene();
  const { world } = scene;
  world.simulator.faults.raise({ kind: "webhook_lost" });
  world.platform.crons.on = true;
  const questions: { buyerId: string; askedAt: number }[] = [];
  for (let at = 0; at < HOUR; at += 5 * MINUTE) {
    const buyer = scene.newBuyer();
    questions.push({ buyerId: buyer.id, askedAt: scene.write(buyer).createTime * 1_000 });
    const order = scene.buy(buyer);
    await scene.later(5 * MINUTE);
    scene.ship(order);
  }
  await scene.recover();
  scene.expectTruth();
  const [store] = world.rows<{ minutes: number }>("SELECT reply_target_minutes AS minutes FROM store");
  const clocks = world.rows("SELECT buyer_user_id, waiting_since, due_at FROM ticket WHERE waiting_since IS NOT NULL");
  for (const { buyerId, askedAt } of questions) {
    const due = askedAt + (store?.minutes ?? 0) * MINUTE;
    expect(clocks).toContainEqual({ buyer_user_id: buyerId, waiting_since: askedAt, due_at: due });
  }
});
