// Somebody dies between two steps, at every step there is, while a token pair is renewed: the store recovers, or says Reauthorize where
// TikTok's only copy of the new pair died with somebody, and never asks on and on.
import { expect, test } from "vitest";
import { authorizeStore, stateOf } from "../stores.ts";
import { FLOWS } from "./flows.ts";
import { dieAtEveryStep, letCronsMend, MOMENTS } from "./steps.ts";

/** One that was cut off, one that finds out. More would be a loop. */
const REFRESHES_MAX = 2;

const refresh = FLOWS["token refresh"];

test.each(MOMENTS)("somebody dies %s every step, the old refresh token serves, and the store recovers alone", async (when) => {
  const steps = await dieAtEveryStep(when, {
    ...refresh,
    open: async () => {
      const scene = await refresh.open();
      scene.world.simulator.doubts.refreshRotates = false;
      return scene;
    },
    mend: async (scene) => {
      await letCronsMend(scene);
      expect([stateOf(scene.world, scene.store.id), scene.callsOf("token.refresh") <= REFRESHES_MAX]).toEqual(["connected", true]);
    },
  });
  expect(steps).toBeGreaterThan(10);
});

test.each(MOMENTS)("somebody dies %s every step, and the store recovers or says Reauthorize", async (when) => {
  const ends = { connected: 0, reauthorize: 0 };
  await dieAtEveryStep(when, {
    ...refresh,
    mend: async (scene) => {
      const { world, store } = scene;
      await letCronsMend(scene);
      expect(scene.callsOf("token.refresh")).toBeLessThanOrEqual(REFRESHES_MAX);
      const end = stateOf(world, store.id);
      ends[end as keyof typeof ends] += 1;
      if (end === "connected") return;
      await authorizeStore(world, store, store.id);
      await letCronsMend(scene);
    },
  });
  // Only between TikTok's giving the pair and its being kept is there anything to lose.
  expect(ends.reauthorize).toBeGreaterThan(0);
  expect(ends.reauthorize).toBeLessThan(ends.connected / 3);
});
