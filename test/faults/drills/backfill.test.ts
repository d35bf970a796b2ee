// The past is brought in while things break: a page that fails, a page token that dies, a consent that ends between two pages. The walk goes
// on from its last saved page and ends with everything.
import { expect, test } from "vitest";
import { authorizeStore, connectStores, stateOf } from "../stores.ts";
import { HOUR } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";

/** More than one page of each: orders come by 100, conversations by 20. */
const PAST = { orders: 110, talks: 25, connected: false };

/** Each stream's walk, each round of the clock, and what webhooks told. */
const JOBS_WAITING_MAX = 25;
/** A walk every two minutes and a reconcile every five, each tried a few times. */
const SEARCHES_PER_HOUR_MAX = 12 * 7 + 30 * 7;

/** Something happens right before TikTok answers the n-th call to this path. */
function beforeCall(scene: Scene, path: string, nth: number, act: () => void): void {
  let calls = 0;
  scene.world.witness((request, answer) => {
    if (new URL(request.url).pathname.endsWith(path)) calls += 1;
    if (calls === nth) {
      calls += 1;
      act();
    }
    return answer();
  });
}

test("page two of the orders fails, and comes again", async () => {
  const scene = await openScene(PAST);
  scene.world.simulator.faults.raise({ kind: "error500", on: "orders.search", after: 2, count: 2 });
  await scene.connect();
  expect(scene.world.simulator.faults.raised()).toEqual([]);
  scene.expectTruth();
});

test("page two of the conversations fails, and comes again", async () => {
  const scene = await openScene(PAST);
  scene.world.simulator.faults.raise({ kind: "page_fails", on: "chat.list", page: 2, count: 3 });
  await scene.connect();
  expect(scene.world.simulator.faults.raised()).toEqual([]);
  scene.expectTruth();
});

test("the page token of the conversations dies between two pages, and the walk begins anew", async () => {
  const scene = await openScene(PAST);
  scene.world.simulator.faults.raise({ kind: "page_token_expired", on: "chat.list", count: 2 });
  await scene.connect();
  await scene.recover();
  scene.expectTruth();
});

test("the access token ends between two pages: one refresh, and the walk goes on", async () => {
  const scene = await openScene(PAST);
  const { shop } = scene.world;
  beforeCall(scene, "/orders/search", 3, () => shop.expireAccessToken({ shopId: scene.store.shop.id }));
  await scene.connect();
  expect(scene.callsOf("token.refresh")).toBe(1);
  scene.expectTruth();
});

test("the seller takes the consent back between two pages and gives it again: the walk goes on where it stood", async () => {
  const scene = await openScene(PAST);
  const { world, store } = scene;
  beforeCall(scene, "/conversations", 2, () => world.shop.deauthorize({ shopId: store.shop.id }));
  await connectStores(world, [store]);
  await scene.settle();
  expect(stateOf(world, store.id)).toBe("reauthorize");
  await scene.later(HOUR);
  const [before] = world.rows("SELECT SUM(done) AS done, SUM(state = 'running') AS running FROM backfill");
  expect(before?.running).toBeGreaterThan(0);
  await authorizeStore(world, store, store.id);
  await scene.recover();
  scene.expectTruth();
});

test("TikTok is away for six hours between two pages: nothing piles up, and the cron takes the walk up", async () => {
  const scene = await openScene(PAST);
  const { world } = scene;
  beforeCall(scene, "/orders/search", 3, () => world.simulator.faults.raise({ kind: "down" }));
  world.platform.crons.on = true;
  await connectStores(world, [scene.store]);
  await scene.later(HOUR / 4);
  const since = world.now();
  await scene.later(6 * HOUR);
  expect(world.rows("SELECT state FROM backfill WHERE stream = 'orders'")).toEqual([{ state: "running" }]);
  const waiting = ["tillside-live", "tillside-long"].flatMap((name) => world.platform.queue(name));
  expect(waiting.length).toBeLessThanOrEqual(JOBS_WAITING_MAX);
  expect(scene.callsOf("orders.search", since)).toBeLessThanOrEqual(SEARCHES_PER_HOUR_MAX * 6);
  expect(world.rows("SELECT job FROM dead_letter WHERE job NOT LIKE '%notified%'")).toEqual([]);
  world.platform.database.exec("DELETE FROM dead_letter");
  await scene.recover();
  expect(world.rows("SELECT done FROM backfill WHERE stream = 'orders'")).toEqual([{ done: PAST.orders }]);
  scene.expectTruth();
});

test("four walk the same past at once: it is there once, and counted once", async () => {
  const scene = await openScene(PAST);
  const { rows, simulator } = scene.world;
  for (const on of ["orders.search", "chat.list"]) simulator.faults.raise({ kind: "slow", on, ms: 500 });
  beforeCall(scene, "/orders/search", 1, () => {
    const [store] = rows<{ id: string }>("SELECT id FROM store");
    for (let others = 0; others < 3; others += 1)
      for (const name of ["backfill-orders", "backfill-conversations"] as const) void scene.queue({ do: name, store: store?.id ?? "" });
  });
  await scene.connect();
  expect(rows("SELECT stream, done FROM backfill WHERE stream IN ('conversations', 'orders') ORDER BY stream")).toEqual([
    { stream: "conversations", done: PAST.talks },
    { stream: "orders", done: PAST.orders },
  ]);
  scene.expectTruth();
});

test("orders change and buyers write while the past comes in", async () => {
  const scene = await openScene(PAST);
  const [order] = scene.world.shop.orders(scene.store.shop.id);
  beforeCall(scene, "/orders/search", 2, () => {
    if (order) scene.ship(order);
    scene.write(scene.world.shop.buyers[0]);
    scene.buy();
  });
  await scene.connect();
  scene.expectTruth();
});
