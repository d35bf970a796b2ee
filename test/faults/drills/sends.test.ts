// Somebody dies between two steps, at every step there is, while a reply leaves: it is there once or shown as unconfirmed, and no question
// that came meanwhile is lost.
import { expect, test } from "vitest";
import { MINUTE } from "../world.ts";
import { FLOWS } from "./flows.ts";
import { dieAtEveryStep, letCronsMend } from "./steps.ts";

/** Half a minute of doubt and two looks. */
const DOUBT_ENDS_MS = 2 * MINUTE;

test("a reply: the buyer writes while an agent answers, and somebody dies after every step", async () => {
  const steps = await dieAtEveryStep("after", {
    ...FLOWS.reply,
    mend: async (scene) => {
      // The room's alarm settles a reply; no cron has to.
      await scene.later(DOUBT_ENDS_MS);
      const [click] = scene.agents.clicks.values();
      expect(click?.accepted).toBe(true);
      expect(["sent", "unconfirmed"]).toContain(scene.stateOf(click?.id ?? ""));
      await letCronsMend(scene);
    },
  });
  expect(steps).toBeGreaterThan(30);
});
