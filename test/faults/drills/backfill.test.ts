// The past is brought in while things break: a page that fails, a page token that dies, a consent that ends between two pages. The walk goes
// on from its last saved page and ends with everything.
import { expect, test } from "vitest";
import { authorizeStore, connectStores, stateOf } from "../stores.ts";
import { HOUR, MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";

/** More than one page of each: orders come by 100, conversations by 20. */
const PAST = { orders: 110, talks: 25, connected: false };

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

test("the message that carries the walk on is lost with its consumer, and the cron takes the walk up", async () => {
  const scene = await openScene(PAST);
  const { platform } = scene.world;
  platform.faults.set("queue-send", 1);
  platform.after(MINUTE, () => platform.faults.clear());
  await connectStores(scene.world, [scene.store]);
  await scene.recover();
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
