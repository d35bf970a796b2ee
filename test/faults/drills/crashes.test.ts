// Somebody dies between two steps, at every step there is, of a webhook's job, an order pull, a reconcile page, a sweep, a round of the clock
// and a reply: what is left behind is found and finished.
import { expect, test } from "vitest";
import type { Click } from "../agents.ts";
import { MINUTE } from "../world.ts";
import { type Asked, openScene, type Scene } from "./scene.ts";
import { dieAtEveryStep, letCronsMend, MOMENTS, openSmall } from "./steps.ts";

/** Half a minute of doubt and two looks. */
const DOUBT_ENDS_MS = 2 * MINUTE;

test.each(MOMENTS)("a webhook's job: a buyer writes for the first time, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, { tell: (scene) => scene.write() });
  expect(steps).toBeGreaterThan(30);
});

/** An order on its way, of which TikTok tells once when it is scanned. */
async function openShipped(): Promise<Scene> {
  const scene = await openSmall();
  scene.ship(scene.buy());
  await scene.settle();
  return scene;
}

const lastOrderOf = ({ world, store }: Scene) => world.shop.orders(store.shop.id).at(-1)?.id ?? "";

test.each(MOMENTS)("an order pull: an order moves on, and somebody dies %s every step", async (when) => {
  const steps = await dieAtEveryStep(when, { open: openShipped, tell: (scene) => scene.world.shop.scan(lastOrderOf(scene)) });
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
