// Somebody dies between two steps, at every step there is, of a webhook's job, an order pull, a reconcile page and a reply: what is left
// behind is found and finished.
import { expect, test } from "vitest";
import type { Click } from "../agents.ts";
import { MINUTE } from "../world.ts";
import { type Asked, openScene } from "./scene.ts";
import { dieAtEveryStep, letCronsMend, MOMENTS } from "./steps.ts";

/** Half a minute of doubt and two looks. */
const DOUBT_ENDS_MS = 2 * MINUTE;

test.each(MOMENTS)("a webhook's job: a buyer writes for the first time, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, { tell: (scene) => scene.write() });
  expect(steps).toBeGreaterThan(30);
});

test.each(MOMENTS)("an order pull: an order is paid, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, { tell: (scene) => scene.buy() });
  expect(steps).toBeGreaterThan(10);
});

test.each(MOMENTS)("a reconcile page: webhooks are off, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, {
    tell: (scene) => {
      scene.world.simulator.faults.raise({ kind: "webhook_lost" });
      scene.ship(scene.buy());
      scene.world.platform.crons.fire("*/5 * * * *");
    },
    mend: letCronsMend,
  });
  expect(steps).toBeGreaterThan(10);
});

test.each(MOMENTS)("a reply: the buyer writes while an agent answers, and somebody dies %s every step", async (when) => {
  let asked: Asked | null = null;
  let click: Click | null = null;
  const steps = await dieAtEveryStep(when, {
    open: async () => {
      const scene = await openScene({ orders: 1, talks: 0 });
      asked = await scene.ask();
      return scene;
    },
    tell: async (scene) => {
      scene.write(asked?.buyer);
      click = await scene.reply(asked?.ticketId ?? "");
    },
    mend: async (scene) => {
      // The room's alarm settles a reply; no cron has to.
      await scene.later(DOUBT_ENDS_MS);
      expect(click?.accepted).toBe(true);
      expect(["sent", "unconfirmed"]).toContain(scene.stateOf(click?.id ?? ""));
      await letCronsMend(scene);
    },
  });
  expect(steps).toBeGreaterThan(30);
});
