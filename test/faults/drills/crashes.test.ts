// Somebody dies between two steps, at every step there is, of a webhook's job, an order pull, a reconcile page, a sweep and a round of the
// clock: what is left behind is found and finished.
import { expect, test } from "vitest";
import { dieAtEveryStep, letCronsMend, MOMENTS, openShipped, scanParcel } from "./steps.ts";

test.each(MOMENTS)("a webhook's job: a buyer writes for the first time, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, { tell: (scene) => scene.write() });
  expect(steps).toBeGreaterThan(30);
});

test.each(MOMENTS)("an order pull: an order moves on, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, { open: openShipped, tell: scanParcel });
  expect(steps).toBeGreaterThan(5);
});

test.each(MOMENTS)("a reconcile page: webhooks are off, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, {
    tell: async (scene) => {
      scene.world.simulator.faults.raise({ kind: "webhook_lost" });
      scene.ship(scene.buy());
      await scene.queue({ do: "reconcile-orders", store: scene.store.id });
    },
  });
  expect(steps).toBeGreaterThan(5);
});

test.each(MOMENTS)("a sweep: webhooks are off, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, {
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

test.each(MOMENTS)("a round of the clock: webhooks are off, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, {
    tell: (scene) => {
      scene.world.simulator.faults.raise({ kind: "webhook_lost" });
      scene.ship(scene.buy());
      for (const cron of ["* * * * *", "*/5 * * * *"]) scene.world.platform.crons.fire(cron);
    },
    mend: letCronsMend,
  });
  expect(steps).toBeGreaterThan(10);
});
