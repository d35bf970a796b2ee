// What TikTok told of two shops lies in one batch of the queue, and each word of it goes to its own store. Nothing else asks: no sweep runs.
import { expect, test } from "vitest";
import type { NotifiedJob } from "../../../worker/jobs.ts";
import { Agents } from "../agents.ts";
import { createChance } from "../platform/chance.ts";
import { addSeller, connectStores } from "../stores.ts";
import { findDifferences } from "../truth.ts";
import { MINUTE, openWorld } from "../world.ts";

/** Right after connecting a cursor stands where TikTok's search may still hide a change. */
const SEARCH_LAG_MS = 2 * MINUTE;

test("news of two shops are taken up together, and each store has its own orders and conversations", async () => {
  const world = await openWorld(1);
  const stores = [...addSeller(world, "Northwind", ["US"]), ...addSeller(world, "Sunrise", ["GB"])];
  await connectStores(world, stores);
  await world.settle();
  await world.later(SEARCH_LAG_MS);
  // The door's own words, all at once: otherwise each would travel alone as soon as it came.
  world.simulator.faults.raise({ kind: "webhook_lost" });
  const jobs = stores.flatMap(({ shop, skus: [skuId = ""] }): NotifiedJob[] => {
    const { id: buyerId } = world.shop.addBuyer({ region: shop.region });
    const order = world.shop.placeOrder({ shopId: shop.id, buyerId, lines: [{ skuId, quantity: 1 }], paid: true });
    world.shop.writeAsBuyer({ shopId: shop.id, buyerId, text: "Where is it?" });
    const conversation = world.shop.conversations(shop.id).find((one) => one.buyerId === buyerId)?.id ?? "";
    const about = { do: "notified", app: shop.region === "US" ? "us" : "row", shop: shop.id } as const;
    return [
      { ...about, notification: `${shop.id}-1`, topic: "orders", ids: [order.id] },
      { ...about, notification: `${shop.id}-2`, topic: "conversation", ids: [conversation] },
    ];
  });
  const queue = world.platform.env.LIVE as { sendBatch(messages: { body: NotifiedJob }[]): Promise<void> };
  await queue.sendBatch(jobs.map((body) => ({ body })));
  await world.settle();
  expect(world.rows("SELECT store_id, COUNT(*) AS n FROM orders GROUP BY store_id")).toHaveLength(stores.length);
  expect(findDifferences(world, stores, new Agents(world, createChance(1)))).toEqual([]);
  world.platform.close();
});
