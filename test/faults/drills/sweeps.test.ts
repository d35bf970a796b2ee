// Somebody dies between two steps, at every step there is, of a sweep over conversations: what is left behind is found and finished.
import { expect, test } from "vitest";
import { dieAtEveryStep } from "./steps.ts";

test("a sweep: webhooks are off, and somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", {
    tell: async (scene) => {
      scene.world.simulator.faults.raise({ kind: "webhook_lost" });
      const [talk] = scene.world.shop.conversations(scene.store.shop.id);
      scene.write(scene.world.shop.buyers.find(({ id }) => id === talk?.buyerId));
      scene.write();
      await scene.queue({ do: "sweep-conversations", store: scene.store.id });
    },
  });
  expect(steps).toBeGreaterThan(10);
});
