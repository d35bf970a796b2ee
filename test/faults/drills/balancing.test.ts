// Numbers told to TikTok while the desk does not know yet into which of the shop's warehouses they go, and while TikTok hears none.
import { expect, test } from "vitest";
import { Balance } from "../balance.ts";
import { createChance } from "../platform/chance.ts";
import { Shelves } from "../shelves.ts";
import { compareNumbers } from "../truth/balance.ts";
import { HOUR, MINUTE } from "../world.ts";
import { openScene } from "./scene.ts";

test("TikTok does not say which warehouses the shop has: nobody takes the listings to show nothing, and they are told once it does", async () => {
  const scene = await openScene({ connected: false, orders: 1, talks: 0 });
  const { world, store } = scene;
  const chance = createChance(world.seed);
  world.simulator.faults.raise({ kind: "refused", on: "warehouses.list" });
  await scene.connect();
  const shelves = new Shelves(world, chance.stream("shelves"), [store]);
  const balance = new Balance(world, chance.stream("balance"), [store]);
  await shelves.manageAll();
  await balance.balanceAll();
  world.platform.crons.on = true;
  await scene.later(10 * MINUTE);
  const listings = world.rows("SELECT shown, sent, failed_words FROM balance_listing");
  expect(listings).toEqual(listings.map(() => ({ shown: null, sent: null, failed_words: "no-shop-warehouse" })));
  expect([listings.length, balance.told.size]).toEqual([2, 0]);
  await scene.recover(2 * HOUR);
  expect(compareNumbers(world, [store], balance)).toEqual([]);
  scene.expectTruth();
});

test("TikTok hears nothing of stock for longer than a rise is good for: it is thought over again, and told", async () => {
  const scene = await openScene({ orders: 1, talks: 0 });
  const { world, store } = scene;
  const chance = createChance(world.seed);
  const shelves = new Shelves(world, chance.stream("shelves"), [store]);
  const balance = new Balance(world, chance.stream("balance"), [store]);
  await shelves.manageAll();
  await balance.balanceAll();
  await scene.recover(2 * HOUR);
  expect(compareNumbers(world, [store], balance)).toEqual([]);
  world.simulator.faults.raise({ kind: "down", on: "inventory.search" });
  world.rows(
    `INSERT INTO stock_movement (warehouse_id, item_id, kind, d_on_hand, actor, at, idem_key) VALUES ('whs_east', 'itm_one', 'receive', 20, 'ana', ?, 'more')`,
    world.now(),
  );
  world.platform.crons.on = true;
  await scene.later(10 * MINUTE);
  expect(world.rows("SELECT 1 FROM balance_listing WHERE next_rank = 2 AND sent IS NULL")).not.toEqual([]);
  await scene.recover(HOUR);
  expect(compareNumbers(world, [store], balance)).toEqual([]);
  scene.expectTruth();
});
