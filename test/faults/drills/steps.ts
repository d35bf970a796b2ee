// A flow told once for every step it has, and each time somebody dies at the next one: before the step had its effect, or after it and
// before the answer. Whatever died, what is left behind is mended and equals the truth.
import { expect } from "vitest";
import { MINUTE } from "../world.ts";
import { type Flow, openSmall } from "./flows.ts";
import type { Scene } from "./scene.ts";

/** Dying before a step is dying after the one before it, but for what others did in between: a long flow dies after each of its steps only. */
export const MOMENTS = ["before", "after"] as const;
export type Moment = (typeof MOMENTS)[number];

/** No flow here is this long; one that is has begun to loop. */
const STEPS_MAX = 200;

/** TikTok pushes again after two minutes, orders are reconciled every five, and a broken chain is taken up after two. */
const MEND_MS = 6 * MINUTE;

export interface Drill extends Partial<Pick<Flow, "open">>, Pick<Flow, "tell"> {
  /** How it is made good once nothing breaks any more. */
  mend?(scene: Scene): Promise<void>;
  /** Of a flow made of others, which die at every step of their own, every few will do. */
  stride?: number;
}

export const letCronsMend = (scene: Scene) => scene.recover(MEND_MS);

/** The queue delivers again, alarms ring again, TikTok pushes again: nobody needs a cron for this. */
async function letTimeMend(scene: Scene): Promise<void> {
  await scene.later(MEND_MS);
  await scene.settle();
}

/** Answers at how many steps somebody died. */
export async function dieAtEveryStep(when: Moment, { open = openSmall, tell, mend = letTimeMend, stride = 1 }: Drill): Promise<number> {
  for (let step = 1; step <= STEPS_MAX; step += stride) {
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
