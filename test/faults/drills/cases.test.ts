// A search that runs behind shows a case as it was before what is known of it already: what is older takes the place of nothing.
import { expect, test } from "vitest";
import { HOUR } from "../world.ts";
import { openScene } from "./scene.ts";

const LAG_MS = 100_000;

test("a return that was refused is read once more as it was before", async () => {
  const scene = await openScene();
  const { faults } = scene.world.simulator;
  const { shop } = scene.world;
  const order = scene.buy();
  scene.ship(order);
  shop.scan(order.id);
  shop.deliver(order.id);
  await scene.later(HOUR);
  // Raised for somebody else's reads, so that what returns were is remembered.
  faults.raise({ kind: "lag", ms: LAG_MS, on: "chat.list" });
  const asked = shop.askForReturn({ orderId: order.id, type: "REFUND" });
  await scene.later(LAG_MS);
  shop.refuseReturn(asked.id);
  await scene.settle();
  const statusOf = () => scene.world.rows<{ status: string }>("SELECT status FROM aftersale WHERE id = ?", asked.id)[0]?.status;
  const refused = statusOf();
  expect(refused).toBe(asked.status);
  faults.raise({ kind: "lag", ms: LAG_MS, on: "returns.search" });
  await scene.queue({ do: "reconcile-aftersales", store: scene.store.id });
  await scene.settle();
  expect(statusOf()).toBe(refused);
  scene.expectTruth();
});
