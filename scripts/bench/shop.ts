// A shop on the wire for what is measured live: connected as an admin connects it, with buyers who write and buy.
import { type Buyer, openShop, type Shop } from "../../test/stories/shopkeeper.ts";
import type Listening from "../../test/stories/socket.ts";
import { connectStore } from "../../test/stories/world.ts";
import type { Stand } from "./stand.ts";

/** Far beyond what TikTok allows, where its pace is not what is measured. */
export const UNTHROTTLED = { requestsPerSecond: 100_000, burst: 100_000, chatRequestsPerDay: 10_000_000 };

export interface Connected extends Shop {
  store: string;
}

/** Answers once what was in the shop before is brought in, unless `isWaited` says otherwise. */
export async function connectShop(
  stand: Stand,
  seller: string,
  prepare: (shop: Shop) => void = () => {},
  isWaited = true,
): Promise<Connected> {
  const { world } = stand.hosted.simulator;
  const shop = openShop({ shop: world }, seller);
  prepare(shop);
  const store = await connectStore(stand.hosted, stand.desk(0), "US", seller, `${seller} US`);
  if (isWaited) await untilBrought(stand, store);
  return { ...shop, store };
}

export async function untilBrought(stand: Stand, store: string): Promise<void> {
  const running = () =>
    stand.rows(
      `SELECT 1 FROM backfill WHERE store_id = ?1 AND state = 'running' UNION ALL SELECT 1 FROM store WHERE id = ?1 AND begin_since IS NOT NULL
        UNION ALL SELECT 1 FROM store WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM backfill WHERE store_id = ?1)`,
      store,
    );
  await stand.until(`${store} is brought in`, async () => (await running()).length === 0);
  await stand.settle();
}

/** How long it takes from the push until an agent's list hears of it. */
export async function hear(stand: Stand, shop: Connected, socket: Listening, buyer: Buyer, text: string): Promise<number> {
  const heard = new Promise<void>((resolve) => {
    socket.onHeard = ({ store, tickets }) => void (store === shop.store && Array.isArray(tickets) && tickets.length > 0 && resolve());
  });
  const begun = performance.now();
  await writeNow(stand, buyer, text);
  await heard;
  return performance.now() - begun;
}

export const listenToLists = (stand: Stand) => stand.desk(0).listen("/api/mailbox/live");

/** Writes, and hands TikTok's push of it over at once. */
export async function writeNow(stand: Stand, buyer: Buyer, text: string): Promise<void> {
  buyer.writes(text);
  await stand.hosted.simulator.tick();
}
