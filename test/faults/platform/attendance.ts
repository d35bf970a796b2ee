// An outside world with an agenda of its own (the simulated shop: moves of status, pushes, retries) is given
// its turn whenever something of it is due, on the same virtual time.
import type { Core } from "./core.ts";
import { present } from "./life.ts";

export interface World {
  /** Epoch milliseconds of the next thing `tick` would do. */
  nextDue(): number | null;
  /** Does all that is due. */
  tick(): Promise<void>;
}

export function attend(core: Core, world: World): void {
  const { timeline } = core;
  let planned: { at: number; cancelled: boolean } | null = null;
  let ticking = 0;
  const go = () => {
    planned = null;
    ticking += 1;
    const ticked = present.run({ core, life: core.outside, section: null }, () => world.tick());
    timeline.watch(
      ticked.finally(() => {
        ticking -= 1;
      }),
    );
  };
  const look = () => {
    const due = world.nextDue();
    // What is due already is taken by the turn under way.
    const at = due === null || (due <= core.now && ticking > 0) ? null : due;
    if (at === (planned?.at ?? null)) return;
    if (planned) planned.cancelled = true;
    planned = at === null ? null : timeline.schedule(at, "world", "has something due", go);
  };
  timeline.checks.unshift(look);
  look();
}
