// Somebody dies between two steps, at every third step there is, of a round of the clock: what is left behind is found and finished.
import { expect, test } from "vitest";
import { dieAtEveryStep, letCronsMend } from "./steps.ts";

test("a round of the clock: webhooks are off, and somebody dies after every third step", async () => {
  const steps = await dieAtEveryStep("after", {
    tell: (scene) => {
      scene.world.simulator.faults.raise({ kind: "webhook_lost" });
      scene.ship(scene.buy());
      for (const cron of ["* * * * *", "*/5 * * * *"]) scene.world.platform.crons.fire(cron);
    },
    mend: letCronsMend,
    stride: 3,
  });
  expect(steps).toBeGreaterThan(10);
});
