// A store is connected and its past brought in, and somebody dies between two steps, at every second step there is: of the consent, of the
// beginning, and of every page of the backfill.
import { expect, test } from "vitest";
import { connectStores } from "../stores.ts";
import { openScene } from "./scene.ts";
import { dieAtEveryStep, letCronsMend } from "./steps.ts";

test("somebody dies after every second step from the consent to the last page of the backfill", async () => {
  const steps = await dieAtEveryStep("after", {
    open: () => openScene({ connected: false, orders: 2, talks: 1 }),
    tell: ({ world, store }) => connectStores(world, [store]),
    mend: letCronsMend,
    stride: 2,
  });
  expect(steps).toBeGreaterThan(100);
});
