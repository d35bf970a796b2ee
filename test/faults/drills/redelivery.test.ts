// Queues deliver at least once, in any order and sometimes late: every job may be done twice without a trace.
import { expect, test } from "vitest";
import type { FaultName } from "../platform/index.ts";
import { HOUR, MINUTE } from "../world.ts";
import { openScene } from "./scene.ts";

const MOODS = [
  ["every message twice", ["queue-duplicate"]],
  ["every message late, and every batch shuffled", ["queue-delay", "queue-reorder"]],
  ["all of it at once", ["queue-duplicate", "queue-delay", "queue-reorder"]],
] as const satisfies [string, FaultName[]][];

test.each(MOODS)("the queues deliver %s: the past, news, and replies are there once", async (_, faults) => {
  const scene = await openScene({ connected: false, orders: 6, talks: 4 });
  const { world } = scene;
  for (const fault of faults) world.platform.faults.set(fault, 1);
  await scene.connect();
  const { ticketId, buyer } = await scene.ask();
  const order = scene.buy(buyer);
  await scene.later(MINUTE);
  scene.ship(order);
  scene.write(buyer);
  await scene.reply(ticketId);
  await scene.later(HOUR);
  await scene.settle();
  for (const fault of faults) expect(world.platform.faults.struck.get(fault)).toBeGreaterThan(5);
  world.platform.faults.clear();
  scene.expectTruth();
});
