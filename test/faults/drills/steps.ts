// A flow told once for every step it has, and each time somebody dies at the next one: before the step had its effect, or after it and
// before the answer. Whatever died, what is left behind is mended and equals the truth.
import { expect } from "vitest";
import { MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";

/** Dying before a step is dying after the one before it, but for what others did in between: a long flow dies after each of its steps only. */
export const MOMENTS = ["before", "after"] as const;
export type Moment = (typeof MOMENTS)[number];

/** No flow here is this long; one that is has begun to loop. */
const STEPS_MAX = 200;

/** TikTok pushes again after two minutes, orders are reconciled every five, and a broken chain is taken up after two. */
const MEND_MS = 6 * MINUTE;

export interface Flow {
  /** The same beginning each time, to the last event: only then are the steps the same ones, and each is met once. */
  open?(): Promise<Scene>;
  tell(scene: Scene): unknown;
  /** How it is made good once nothing breaks any more. */
  mend?(scene: Scene): Promise<void>;
}

const openSmall = () => openScene({ orders: 1, talks: 1 });

/** An order on its way, of which TikTok tells once when its parcel is scanned: one webhook, one job, one pull. */
export async function openShipped(): Promise<Scene> {
  const scene = await openSmall();
  scene.ship(scene.buy());
  await scene.settle();
  return scene;
}

export function scanParcel({ world, store }: Scene): void {
  world.shop.scan(world.shop.orders(store.shop.id).at(-1)?.id ?? "");
}

export const letCronsMend = (scene: Scene) => scene.recover(MEND_MS);

/** The queue delivers again, alarms ring again, TikTok pushes again: nobody needs a cron for this. */
async function letTimeMend(scene: Scene): Promise<void> {
  await scene.later(MEND_MS);
  await scene.settle();
}

/** Answers at how many steps somebody died. */
export async function dieAtEveryStep(when: Moment, { open = openSmall, tell, mend = letTimeMend }: Flow): Promise<number> {
  for (let step = 1; step <= STEPS_MAX; step += 1) {
    const scene = await open();
    const { faults } = scene.world.platform;
    const plan = faults.crashAtStep(step, when);
    await tell(scene);
    await scene.settle();
    faults.clear();
    await mend(scene);
    const told = { step, died: plan.struck };
    expect({ ...told, differences: scene.differences() }).toEqual({ ...told, differences: [] });
    if (plan.struck === null) return step - 1;
  }
  throw new Error(`more than ${STEPS_MAX} steps`);
}
