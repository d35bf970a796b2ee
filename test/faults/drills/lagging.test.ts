// TikTok's search shows a change late. A walk that ended between the change and its showing left its cursor behind both.
import { expect, test } from "vitest";
import { NO_OVERLAP } from "../mixes.ts";
import { MINUTE } from "../world.ts";
import { openScene } from "./scene.ts";

const LAG_MS = 110_000;
const SECONDS_BETWEEN_MS = 10_000;

test("webhooks are off, walks do not overlap, and search hides what changed less than two minutes ago", async () => {
  const scene = await openScene({ mix: NO_OVERLAP });
  const { faults } = scene.world.simulator;
  faults.raise({ kind: "webhook_lost" });
  faults.raise({ kind: "lag", ms: LAG_MS, on: "orders.search" });
  // Long enough that a walk moves its cursor though it finds nothing.
  await scene.later(40 * MINUTE);
  const walk = async () => {
    await scene.queue({ do: "reconcile-orders", store: scene.store.id });
    await scene.settle();
  };
  const [shown, hidden] = [scene.buy(), scene.buy()];
  await scene.later(LAG_MS);
  scene.ship(hidden);
  await scene.later(SECONDS_BETWEEN_MS);
  const stageOf = (id: string) => scene.world.rows<{ status: string }>("SELECT status FROM orders WHERE id = ?", id)[0]?.status;
  await walk();
  expect([stageOf(shown.id), stageOf(hidden.id)]).toEqual(["AWAITING_SHIPMENT", "AWAITING_SHIPMENT"]);
  await scene.later(LAG_MS);
  await walk();
  expect(stageOf(hidden.id)).toBe(hidden.status);
  scene.expectTruth();
});
