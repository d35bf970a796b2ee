// A token pair is renewed once, however many ask and whatever dies meanwhile; where the new pair is lost for good the store says
// "Reauthorize" and asks TikTok no more.
import { expect, test } from "vitest";
import { authorizeStore, consentOnce, stateOf } from "../stores.ts";
import { DAY, HOUR, MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";

const CALLERS = 100;
/** How close to its end the product renews a token by itself, with a margin. */
const SOON_MS = 4 * MINUTE;
const ACCESS_TOKEN_DAYS = 7;
/** Shorter than anybody waits for TikTok's answer. */
const HELD_MS = 10_000;

/** As many browsers at once as there are callers, each needing TikTok's answer. */
async function callAtOnce(scene: Scene): Promise<number[]> {
  const [order] = scene.world.shop.orders(scene.store.shop.id);
  const asking = Array.from({ length: CALLERS }, () => scene.world.admin.ask("POST", `/api/orders/${order?.id}/conversation`, {}));
  return (await Promise.all(asking)).map(({ status }) => status);
}

test("a hundred callers meet an expired token: one refresh at TikTok, and all are served", async () => {
  const scene = await openScene();
  scene.world.shop.changeLimits({ burst: 1_000, requestsPerSecond: 1_000 });
  scene.world.shop.expireAccessToken({ shopId: scene.store.shop.id });
  const statuses = await callAtOnce(scene);
  expect(scene.callsOf("token.refresh")).toBe(1);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  await scene.settle();
  scene.expectTruth();
});

async function roundsFor(scene: Scene, ms: number): Promise<void> {
  scene.world.platform.crons.on = true;
  await scene.later(ms);
  scene.world.platform.crons.on = false;
}

/** Somebody else who holds this consent refreshed it: the desk's token is worth nothing, and TikTok has the code for wrong parameters for that. */
async function spoilToken({ world, store }: Scene): Promise<void> {
  Object.assign(world.simulator.doubts, { deadTokenCode: 36009004, refreshRotates: false, refreshKillsAccess: true });
  const grant = world.shop.grants.find(({ sellerId }) => sellerId === store.shop.sellerId);
  const app = world.shop.apps.find(({ appKey }) => appKey === grant?.appKey);
  const pair = { app_key: app?.appKey ?? "", app_secret: app?.appSecret ?? "", refresh_token: grant?.refreshToken ?? "" };
  const query = new URLSearchParams({ ...pair, grant_type: "refresh_token" });
  await world.simulator.fetch(new Request(`https://auth.tiktok-shops.com/api/v2/token/refresh?${query}`));
}

test("a hundred callers are told in words alone that their token is none: one refresh at TikTok, and all are served", async () => {
  const scene = await openScene();
  scene.world.shop.changeLimits({ burst: 1_000, requestsPerSecond: 1_000 });
  await spoilToken(scene);
  const refreshed = scene.callsOf("token.refresh");
  const statuses = await callAtOnce(scene);
  expect(scene.callsOf("token.refresh") - refreshed).toBe(1);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  await scene.settle();
  expect(stateOf(scene.world, scene.store.id)).toBe("connected");
  scene.expectTruth();
});

test("TikTok has words alone for a dead token, and answers no refresh: the consent stays until it does", async () => {
  const scene = await openScene();
  const { world, store } = scene;
  await spoilToken(scene);
  const silent = world.simulator.faults.raise({ kind: "down", on: "token.refresh" });
  const since = world.now();
  scene.buy();
  await roundsFor(scene, HOUR);
  expect(world.shop.calls.filter(({ at, code }) => at >= since && code === 36009004).length).toBeGreaterThan(1);
  expect(stateOf(world, store.id)).toBe("connected");
  world.simulator.faults.lift(silent);
  await scene.recover();
  scene.expectTruth();
});

test("TikTok has words alone for a consent that was taken back: the store says Reauthorize and asks no more", async () => {
  const scene = await openScene();
  const { world, store } = scene;
  world.simulator.doubts.deadTokenCode = 36009004;
  world.simulator.faults.raise({ kind: "webhook_lost" });
  world.shop.deauthorize({ shopId: store.shop.id });
  await roundsFor(scene, HOUR);
  expect(stateOf(world, store.id)).toBe("reauthorize");
  const since = world.now();
  await roundsFor(scene, HOUR);
  expect(world.shop.calls.filter(({ at }) => at >= since)).toEqual([]);
});

test("a hundred callers come minutes before the token ends: one refresh at TikTok, and nobody meets the end", async () => {
  const scene = await openScene();
  const { world } = scene;
  world.shop.changeLimits({ burst: 1_000, requestsPerSecond: 1_000 });
  const [row] = world.rows<{ ends: number }>("SELECT access_expires_time AS ends FROM authorization");
  await scene.later((row?.ends ?? 0) * 1_000 - SOON_MS - world.now());
  const since = world.now();
  const statuses = await callAtOnce(scene);
  expect(scene.callsOf("token.refresh", since)).toBe(1);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  expect(world.shop.calls.filter(({ at, code }) => at >= since && code === 105002)).toEqual([]);
  await scene.recover();
  scene.expectTruth();
});

test("a token ends, and later the next one: what each refresh brings is what the next one goes with", async () => {
  const scene = await openScene();
  const { world, store } = scene;
  for (const ending of [1, 2, 3]) {
    world.shop.expireAccessToken({ shopId: store.shop.id });
    scene.buy();
    await scene.settle();
    expect(scene.callsOf("token.refresh")).toBe(ending);
    expect(stateOf(world, store.id)).toBe("connected");
  }
  scene.expectTruth();
});

/** The room of the consent dies when TikTok has given it a new pair, before it can be kept. */
async function losePair(scene: Scene): Promise<void> {
  const { world, store } = scene;
  let isFirst = true;
  world.witness(async (request, answer) => {
    const answered = await answer();
    if (isFirst && request.url.includes("/token/refresh")) {
      isFirst = false;
      for (const room of world.platform.objects("AUTHORIZATION")) room.crash();
    }
    return answered;
  });
  world.shop.expireAccessToken({ shopId: store.shop.id });
  scene.buy();
  await scene.recover(HOUR);
}

test("a crash between refreshing and keeping: the old refresh token still serves, and the store recovers alone", async () => {
  const scene = await openScene();
  scene.world.simulator.doubts.refreshRotates = false;
  await losePair(scene);
  expect([stateOf(scene.world, scene.store.id), scene.callsOf("token.refresh")]).toEqual(["connected", 2]);
  scene.expectTruth();
});

test("a crash between refreshing and keeping: the new pair is lost, the store says Reauthorize and asks no more", async () => {
  const scene = await openScene();
  const { world, store } = scene;
  await losePair(scene);
  expect([stateOf(world, store.id), scene.callsOf("token.refresh")]).toEqual(["reauthorize", 2]);
  const since = world.now();
  world.platform.crons.on = true;
  await scene.later(DAY);
  world.platform.crons.on = false;
  expect(world.shop.calls.filter(({ at }) => at >= since)).toEqual([]);
  await authorizeStore(world, store, store.id);
  await scene.recover();
  scene.expectTruth();
});

test("TikTok's answer to a refresh is lost: the old token serves as long as it lives", async () => {
  const scene = await openScene();
  const { world, store } = scene;
  world.simulator.doubts.refreshRotates = false;
  await scene.later(ACCESS_TOKEN_DAYS * DAY - HOUR);
  world.simulator.faults.raise({ kind: "timeout_after", on: "token.refresh", how: "throw", count: 3 });
  const since = world.now();
  scene.buy();
  world.platform.crons.on = true;
  await scene.later(2 * HOUR);
  world.platform.crons.on = false;
  // Three that TikTok carried out and never answered, and one that came back.
  expect([stateOf(world, store.id), scene.callsOf("token.refresh", since)]).toEqual(["connected", 4]);
  await scene.recover();
  scene.expectTruth();
});

test("a call that was on its way with the old consent is refused when there is a new one: the new one stays", async () => {
  const scene = await openScene();
  const { world, store } = scene;
  let isHeld = false;
  world.witness(async (request, answer) => {
    if (isHeld || !request.url.includes("/orders/search")) return answer();
    isHeld = true;
    await world.platform.pause(HELD_MS);
    return answer();
  });
  await scene.queue({ do: "reconcile-orders", store: store.id });
  await scene.later(HELD_MS / 2);
  expect(isHeld).toBe(true);
  world.shop.deauthorize({ shopId: store.shop.id });
  await scene.later(HELD_MS / 5);
  expect(stateOf(world, store.id)).toBe("reauthorize");
  await authorizeStore(world, store, store.id);
  expect(stateOf(world, store.id)).toBe("connected");
  await scene.later(HELD_MS);
  expect(stateOf(world, store.id)).toBe("connected");
  await scene.recover();
  scene.expectTruth();
});

test("a refresh that was on its way with the old consent comes back when there is a new one: the new one stays", async () => {
  for (const isRefused of [true, false]) {
    const scene = await openScene();
    const { world, store } = scene;
    let [isHeld, isOver] = [false, false];
    world.witness(async (request, answer) => {
      if (isHeld || !request.url.includes("/token/refresh")) return answer();
      isHeld = true;
      const early = isRefused ? null : await answer();
      await world.platform.pause(HELD_MS);
      isOver = true;
      return early ?? answer();
    });
    world.shop.expireAccessToken({ shopId: store.shop.id });
    await scene.queue({ do: "reconcile-orders", store: store.id });
    await scene.later(HELD_MS / 2);
    expect([isHeld, isOver]).toEqual([true, false]);
    world.shop.deauthorize({ shopId: store.shop.id });
    await scene.later(HELD_MS / 5);
    await consentOnce(world, store, store.id);
    await scene.later(2 * HELD_MS);
    expect([isOver, stateOf(world, store.id)]).toEqual([true, "connected"]);
    await scene.recover();
    scene.expectTruth();
    expect([stateOf(world, store.id), world.shop.calls.filter(({ at, code }) => at > world.now() - MINUTE && code === 105001)]).toEqual([
      "connected",
      [],
    ]);
  }
});
