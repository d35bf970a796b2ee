// The six ways in which the desk's work goes, each told from a beginning of its own and up to where nothing more happens: what the drills tell
// again and again while somebody dies in between. The same beginning each time, to the last event: only then are the steps the same ones.
import { connectStores } from "../stores.ts";
import { openScene, type Scene } from "./scene.ts";

export interface Flow {
  open(): Promise<Scene>;
  tell(scene: Scene): unknown;
}

/** A shop is asked for its past within seconds of being connected. */
const BEGUN_MS_MAX = 10_000;

export const openSmall = () => openScene({ orders: 1, talks: 1 });

/** An order on its way, of which TikTok tells once when its parcel is scanned: one webhook, one job, one pull. */
async function openShipped(): Promise<Scene> {
  const scene = await openSmall();
  scene.ship(scene.buy());
  await scene.settle();
  return scene;
}

/** Connected, and not a page of the past is here yet. */
async function openBegun(): Promise<Scene> {
  const scene = await openScene({ connected: false, orders: 2, talks: 1 });
  const { world, store } = scene;
  await connectStores(world, [store]);
  for (let ms = 0; ms < BEGUN_MS_MAX; ms += 1) {
    if (world.rows("SELECT 1 FROM backfill").length > 0) return scene;
    await world.later(1);
  }
  throw new Error("no backfill has begun");
}

async function openAsked(): Promise<Scene> {
  const scene = await openScene({ orders: 1, talks: 0 });
  await scene.ask();
  return scene;
}

function scanParcel({ world, store }: Scene): void {
  world.shop.scan(world.shop.orders(store.shop.id).at(-1)?.id ?? "");
}

export const FLOWS = {
  webhook: { open: openSmall, tell: (scene) => scene.write() },
  "order pull": { open: openShipped, tell: scanParcel },
  "reconcile page": {
    open: openSmall,
    tell: async (scene) => {
      scene.world.simulator.faults.raise({ kind: "webhook_lost" });
      scene.ship(scene.buy());
      await scene.queue({ do: "reconcile-orders", store: scene.store.id });
    },
  },
  "backfill page": { open: openBegun, tell: () => {} },
  reply: {
    open: openAsked,
    // The buyer writes while an agent answers.
    tell: async (scene) => {
      const buyer = scene.world.shop.buyers.at(-1);
      if (!buyer) throw new Error("nobody has asked");
      scene.write(buyer);
      await scene.reply(scene.ticketOf(buyer));
    },
  },
  "token refresh": {
    open: openShipped,
    tell: (scene) => {
      scene.world.shop.expireAccessToken({ shopId: scene.store.shop.id });
      scanParcel(scene);
    },
  },
} satisfies Record<string, Flow>;

export type FlowName = keyof typeof FLOWS;
