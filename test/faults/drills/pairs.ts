// A flow told once for every two of its steps, and somebody dies at both: at one of the flow's own, and at one of those that follow, be they the
// flow's or of its being mended. Whatever died, crons find what is left, and it ends with the truth.
import { authorizeStore, stateOf } from "../stores.ts";
import { MINUTE } from "../world.ts";
import { FLOWS, type Flow, type FlowName } from "./flows.ts";
import type { Scene } from "./scene.ts";

/** TikTok pushes again after two minutes, and the queue long before. */
const AGAIN_MS = 3 * MINUTE;
/** Nobody dies there. */
const NEVER = Number.MAX_SAFE_INTEGER;
/** One for each that was cut off, one that finds out. More would be a loop. */
const REFRESHES_MAX = 3;

export interface Pair {
  /** Counted from one, within the flow. */
  number: number;
  of: number;
  first: number;
  second: number;
  /** Who died. */
  died: (string | null)[];
  /** Empty where all is well. */
  wrong: string[];
}

/** What must hold besides the truth. */
const JUDGE: Partial<Record<FlowName, (scene: Scene) => string[] | Promise<string[]>>> = {
  reply: ({ agents }) => [...agents.clicks.values()].filter(({ accepted }) => !accepted).map(({ id }) => `${id} was never taken`),
  "token refresh": judgeRefresh,
};

/** Where TikTok's only copy of a new pair died with somebody, the store says so, and an admin reads it. */
async function judgeRefresh(scene: Scene): Promise<string[]> {
  const { world, store } = scene;
  const refreshes = scene.callsOf("token.refresh");
  if (stateOf(world, store.id) === "reauthorize") {
    await authorizeStore(world, store, store.id);
    await scene.recover();
  }
  return refreshes > REFRESHES_MAX ? [`${refreshes} refreshes`] : [];
}

/** Deaths at the first step and at the second one after that: every pair there is, or each `stride`-th of them from `from` on. */
export async function* walkPairs(name: FlowName, { from = 1, stride = 1 } = {}): AsyncGenerator<Pair> {
  const all: [first: number, second: number][] = [];
  for (let first = 1; ; first += 1) {
    const { steps, died } = await tellPair(name, first, NEVER);
    if (died[0] === null) break;
    for (let second = 1; second <= steps - first + 1; second += 1) all.push([first, second]);
  }
  for (let number = from; number <= all.length; number += stride) {
    const [first, second] = all[number - 1] ?? [0, 0];
    yield { number, of: all.length, first, second, ...(await tellPair(name, first, second)) };
  }
}

/** `second` counts from the first death on. */
async function tellPair(name: FlowName, first: number, second: number): Promise<Pick<Pair, "died" | "wrong"> & { steps: number }> {
  const flow: Flow = FLOWS[name];
  const scene = await flow.open();
  const { faults } = scene.world.platform;
  const early = faults.crashAtStep(first);
  // Counts each step but the one at which the first dies.
  const late = faults.crashAtStep(first - 1 + second);
  await flow.tell(scene);
  await scene.settle();
  // The second may die of what TikTok or the queue brings once more.
  await scene.later(AGAIN_MS);
  await scene.settle();
  const { steps } = late;
  await scene.recover();
  const wrong = (await JUDGE[name]?.(scene)) ?? [];
  return { steps, died: [early.struck, late.struck], wrong: [...wrong, ...scene.differences()] };
}
