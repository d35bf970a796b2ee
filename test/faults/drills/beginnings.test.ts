// A store is connected and its past brought in, and somebody dies between two steps: at every step of the pages of the past, and at every fourth of
// all there is from the consent on.
import { expect, test } from "vitest";
import { connectStores } from "../stores.ts";
import { FLOWS } from "./flows.ts";
import { openScene } from "./scene.ts";
import { dieAtEveryStep, letCronsMend } from "./steps.ts";

test("a backfill's pages: somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", { ...FLOWS["backfill page"], mend: letCronsMend });
  expect(steps).toBeGreaterThan(60);
});

test("somebody dies after every fourth step from the consent to the last page of the backfill", async () => {
  const steps = await dieAtEveryStep("after", {
    open: () => openScene({ connected: false, orders: 2, talks: 1 }),
    tell: ({ world, store }) => connectStores(world, [store]),
    mend: letCronsMend,
    stride: 4,
  });
  expect(steps).toBeGreaterThan(100);
});
