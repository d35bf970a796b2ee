// A pretend TikTok Shop: the wire, the seller's pages, the panel, the pushes, as one `fetch` over one state. Clock, chance and the way
// pushes leave are handed in; it refuses every other source of time, chance or network, so that a run replays from its seed.
import { openCore } from "./core/core.ts";
import { emptyState, type Snapshot } from "./core/state.ts";
import type { Doubts } from "./doubts.ts";
import type { Faults } from "./faults.ts";
import { answerModel, isModelPath } from "./model/server.ts";
import { completedCancellation } from "./orders/cancellation.ts";
import { moveDue } from "./orders/due.ts";
import { reviveParcels } from "./orders/package.ts";
import { answerPage } from "./pages/pages.ts";
import { seedSeller } from "./seed/seller.ts";
import { type Deliver, openCourier } from "./webhooks/deliver.ts";
import { isApiPath, ROUTES } from "./wire/routes.ts";
import { answerCall, type Pause } from "./wire/wire.ts";
import { openWorld, type World } from "./world.ts";

export type { Snapshot } from "./core/state.ts";
export type { Doubts } from "./doubts.ts";
export type { Fault, FaultKind, FaultOrder, Faults } from "./faults.ts";
export type { AppRegistration } from "./sellers/app.ts";
export type { World } from "./world.ts";

export interface SimulatorOptions {
  /** Epoch milliseconds. */
  clock: { now(): number };
  /** All chance comes from here. */
  seed?: number;
  /** Where its own pages, images and documents live: "http://localhost:8788". */
  origin: string;
  /** Carries a push to the app; absent, pushes go nowhere. */
  deliver?: Deliver;
  /** How a slow or hanging answer waits; absent, it does not. */
  pause?: Pause;
  /** State of an earlier run. */
  snapshot?: Snapshot;
  /** What a fresh world begins with; a snapshot brings its own. */
  preset?: "seller" | "empty";
}

export interface Simulator {
  /** Wire, seller pages, panel, images and documents, whatever the host in the address. */
  fetch(request: Request): Promise<Response>;
  /** Does all that is due now: status moves, then pushes and retries, many at once, until none is due. */
  tick(): Promise<void>;
  /** Epoch milliseconds of the next thing tick() would do. */
  nextDue(): number | null;
  /** Nothing waits to be delivered right now, and nothing is under way. */
  quiet(): boolean;
  world: World;
  faults: Faults;
  doubts: Doubts;
  /** Everything, detached and JSON-serialisable. */
  snapshot(): Snapshot;
}

const SEED = 1;

/** A switch younger than the snapshot has its usual setting; a push that was under way when it was taken is sent again. */
function revive(snapshot: Snapshot, now: number): Snapshot {
  const usual = emptyState(snapshot.seed);
  if (snapshot.version !== usual.version)
    throw new Error(`A snapshot of version ${snapshot.version} cannot be opened: delete it to begin anew.`);
  const state: Snapshot = { ...usual, ...structuredClone(snapshot) };
  state.doubts = { ...usual.doubts, ...state.doubts };
  state.rules = { ...usual.rules, ...state.rules };
  state.limits = { ...usual.limits, ...state.limits };
  for (const order of Object.values(state.orders)) {
    order.replacedOrderId ??= "";
    order.cancellations = order.cancellations.map((one) => completedCancellation(order, one));
  }
  reviveParcels(state.packages);
  for (const id of Object.keys(state.pushes)) state.postbag[id] ??= now;
  return state;
}

/** Opens a world: from a snapshot, from the preset, or empty. Two with the same options and the same calls are equal for ever. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const state = options.snapshot ? revive(options.snapshot, options.clock.now()) : emptyState(options.seed ?? SEED);
  const core = openCore(state, options.clock, options.origin);
  if (!options.snapshot && options.preset === "seller") seedSeller(core);
  const courier = openCourier(core, options.deliver);
  const pause: Pause = options.pause ?? (() => Promise.resolve());
  const world = openWorld(core);

  const tick = async () => {
    for (;;) {
      moveDue(core);
      courier.start();
      if (!courier.isBusy()) return;
      await courier.next();
    }
  };
  const nextDue = () => {
    const moments = [core.agenda.peek()?.at, core.postbag.peek()?.at].filter((at) => at !== undefined);
    return moments.length === 0 ? null : Math.min(...moments);
  };
  return {
    fetch: async (request) => {
      const url = new URL(request.url);
      moveDue(core);
      if (isModelPath(url.pathname)) return answerModel(core, request, url, pause);
      return isApiPath(url.pathname) ? answerCall(core, ROUTES, request, url, pause) : answerPage(core, world, request, url);
    },
    tick,
    nextDue,
    quiet: () => !courier.isBusy() && (core.postbag.peek()?.at ?? Number.POSITIVE_INFINITY) > core.now(),
    world,
    faults: core.faults,
    doubts: state.doubts,
    snapshot: () => structuredClone(state),
  };
}
