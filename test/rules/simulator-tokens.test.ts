// The life of an authorization: code, pair, refresh, expiry, deauthorization, scopes, and how long each lasts.
import { describe, expect, it } from "vitest";
import { DAY, fetchTokens, HOUR, MIDNIGHT, openCaller, openStage, type Reply, type Stage, take } from "./simulator-caller.ts";

const SHOPS = "/authorization/202309/shops";
const second = (ms: number) => Math.floor(ms / 1000);
const authorize = (stage: Stage, more: { days?: number; state?: string } = {}) =>
  stage.simulator.world.authorize({ appKey: stage.app.appKey, sellerId: stage.sellerId, ...more });
const exchange = (stage: Stage, code: string) => fetchTokens(stage, { auth_code: code, grant_type: "authorized_code" });
const refresh = (stage: Stage, token: string, type = "refresh_token") =>
  fetchTokens(stage, { refresh_token: token, grant_type: type }, "refresh");
const pairOf = (reply: Reply) => ({ access: take<string>(reply, "access_token"), refresh: take<string>(reply, "refresh_token") });

describe("authorizing", () => {
  it("sends the seller back with code, region and the state it was given, and without one where there was none", () => {
    const stage = openStage("US");
    const url = new URL(authorize(stage, { state: "9f1c2b" }).redirect);
    expect(url.origin + url.pathname).toBe("https://app.example.test/callback");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      app_key: stage.app.appKey,
      locale: "en",
      shop_region: "US",
      state: "9f1c2b",
    });
    expect(url.searchParams.get("code")).toMatch(/^TTP_\w{36}$/);
    expect(new URL(authorize(stage).redirect).searchParams.has("state")).toBe(false);
  });

  it("exchanges a code once, within half an hour, for a pair that lasts as long as the docs say", async () => {
    const stage = openStage();
    const { code } = authorize(stage, { days: 182 });
    const reply = await exchange(stage, code);
    expect(reply.body).toMatchObject({ code: 0, message: "success" });
    expect(reply.body.data).toMatchObject({
      access_token_expire_in: second(MIDNIGHT + 7 * DAY),
      refresh_token_expire_in: second(MIDNIGHT + 182 * DAY),
      seller_name: "Northwind",
      seller_base_region: "GB",
      user_type: 0,
    });
    expect(take<string[]>(reply, "granted_scopes")).toContain("seller.customer_service");
    expect((await exchange(stage, code)).body).toMatchObject({ code: 36004004, data: null });
    const late = authorize(stage).code;
    stage.clock.set(MIDNIGHT + 31 * 60_000);
    expect((await exchange(stage, late)).body.code).toBe(36004004);
    expect((await exchange(stage, "ROW_never")).body.code).toBe(36004004);
  });

  it("refuses a wrong grant type and a wrong secret", async () => {
    const stage = openStage();
    const { code } = authorize(stage);
    expect((await fetchTokens(stage, { auth_code: code, grant_type: "authorization_code" })).body.code).toBe(98001004);
    stage.app = { ...stage.app, appSecret: "wrong" };
    expect((await exchange(stage, code)).body.code).toBe(36004005);
  });

  it("covers every shop of the account with one pair", async () => {
    const stage = openStage();
    stage.simulator.world.addShop({ sellerId: stage.sellerId, region: "DE", sellerType: "CROSS_BORDER" });
    const caller = await openCaller(stage);
    const reply = await caller.call("GET", SHOPS, { cipher: null });
    const shops = take<Record<string, string>[]>(reply, "shops");
    expect(shops.map(({ region, seller_type }) => [region, seller_type])).toEqual([
      ["GB", "LOCAL"],
      ["DE", "CROSS_BORDER"],
    ]);
    for (const shop of shops)
      expect((await caller.call("GET", "/logistics/202309/warehouses", { cipher: shop.cipher ?? "" })).body.code).toBe(0);
  });

  it("meets 101000 with the cipher of another seller's shop, or one that has been renewed", async () => {
    const stage = openStage();
    const { world } = stage.simulator;
    world.addSeller({ name: "Other", shops: [{ region: "GB", cipher: "ROW_theirs" }] });
    const caller = await openCaller(stage);
    const codeFor = async (cipher: string) => (await caller.call("GET", "/logistics/202309/warehouses", { cipher })).body.code;
    expect(await codeFor("ROW_theirs")).toBe(101000);
    const fresh = world.renewCipher(stage.shopId).cipher;
    expect([await codeFor(stage.cipher), await codeFor(fresh)]).toEqual([101000, 0]);
  });
});

describe("refreshing", () => {
  it("rotates: a new pair with the same end, the old refresh token dead, the old access token alive until its own end", async () => {
    const stage = openStage();
    const first = await exchange(stage, authorize(stage).code);
    stage.clock.set(MIDNIGHT + DAY);
    const reply = await refresh(stage, pairOf(first).refresh);
    const [old, fresh] = [pairOf(first), pairOf(reply)];
    expect(fresh.refresh).not.toBe(old.refresh);
    expect(take(reply, "refresh_token_expire_in")).toBe(take(first, "refresh_token_expire_in"));
    expect(take(reply, "access_token_expire_in")).toBe(second(MIDNIGHT + 8 * DAY));
    expect((await refresh(stage, old.refresh)).body.code).toBe(36004005);
    const caller = await openCaller(stage);
    const codeWith = async (token: string) => (await caller.call("GET", SHOPS, { cipher: null, token })).body.code;
    expect([await codeWith(old.access), await codeWith(fresh.access)]).toEqual([0, 0]);
    stage.clock.set(MIDNIGHT + 7 * DAY);
    expect([await codeWith(old.access), await codeWith(fresh.access)]).toEqual([105002, 0]);
  });

  it("keeps the refresh token, ends the old access token, or insists on its grant type where the doubts say so", async () => {
    const stage = openStage();
    const { doubts } = stage.simulator;
    Object.assign(doubts, { refreshRotates: false, refreshKillsAccess: true });
    const first = pairOf(await exchange(stage, authorize(stage).code));
    const again = pairOf(await refresh(stage, first.refresh, "authorized_code"));
    expect(again.refresh).toBe(first.refresh);
    const caller = await openCaller(stage);
    expect((await caller.call("GET", SHOPS, { cipher: null, token: first.access })).body.code).toBe(105001);
    doubts.refreshTakesAuthorizedCode = false;
    expect((await refresh(stage, caller.refreshToken, "authorized_code")).body.code).toBe(98001004);
  });

  it("can lose the answer of a refresh although the pair has changed", async () => {
    const stage = openStage();
    const first = pairOf(await exchange(stage, authorize(stage).code));
    stage.simulator.faults.raise({ kind: "timeout_after", on: "token.refresh", count: 1 });
    await expect(refresh(stage, first.refresh)).rejects.toThrow("fetch failed");
    expect((await refresh(stage, first.refresh)).body.code).toBe(36004005);
  });

  it("gives an access token no longer than the authorization lasts", async () => {
    const stage = openStage();
    const first = await exchange(stage, authorize(stage, { days: 30 }).code);
    stage.clock.set(MIDNIGHT + 28 * DAY);
    const reply = await refresh(stage, pairOf(first).refresh);
    expect(take(reply, "access_token_expire_in")).toBe(second(MIDNIGHT + 30 * DAY));
    stage.clock.set(MIDNIGHT + 30 * DAY);
    expect((await refresh(stage, pairOf(reply).refresh)).body.code).toBe(36004001);
  });
});

describe("losing access", () => {
  it("meets 105002 after the token ran out, 105001 after the seller took it back, and works again after both", async () => {
    const stage = openStage();
    const { world } = stage.simulator;
    const caller = await openCaller(stage);
    const code = async (token: string) => (await caller.call("GET", SHOPS, { cipher: null, token })).body.code;
    world.expireAccessToken({ shopId: stage.shopId });
    expect(await code(caller.token)).toBe(105002);
    const fresh = pairOf(await refresh(stage, caller.refreshToken));
    expect(await code(fresh.access)).toBe(0);
    expect(world.deauthorize({ sellerId: stage.sellerId })).toBe(1);
    expect(await code(fresh.access)).toBe(105001);
    expect((await refresh(stage, fresh.refresh)).body.code).toBe(36004005);
    const back = await openCaller(stage);
    expect([await code(back.token), await code(fresh.access)]).toEqual([0, 105001]);
  });

  it("pushes topic 6 for every shop when the seller takes it back, and nothing after", async () => {
    const stage = openStage();
    await openCaller(stage);
    stage.simulator.world.deauthorize({ sellerId: stage.sellerId });
    stage.simulator.world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    await stage.clock.pass(0);
    expect(stage.pushed.map(({ body }) => body.type)).toEqual([6]);
    expect(stage.pushed[0]?.body.data.message).toMatch(/Northwind GB/);
  });

  it("warns with topic 7 at midnight from thirty days before the end, until it ends", async () => {
    const stage = openStage();
    stage.clock.set(MIDNIGHT + 5 * HOUR);
    authorize(stage, { days: 32 });
    await stage.clock.pass(40 * DAY);
    const notices = stage.pushed.filter(({ body }) => body.type === 7);
    expect(notices).toHaveLength(30);
    expect(notices[0]?.body).toMatchObject({ shop_id: stage.shopId, timestamp: second(MIDNIGHT + 3 * DAY) });
    expect(notices[0]?.body.data.expiration_time).toBe(String(second(MIDNIGHT + 5 * HOUR + 32 * DAY)));
  });

  it("needs the seller again for a scope the app has gained", async () => {
    const stage = openStage();
    const { world } = stage.simulator;
    world.changeApp(stage.app.appKey, { scopes: ["seller.authorization.info"] });
    const caller = await openCaller(stage);
    expect((await caller.read("/logistics/202309/warehouses")).body.code).toBe(105005);
    world.changeApp(stage.app.appKey, { scopes: ["seller.authorization.info", "seller.logistics"] });
    expect((await caller.read("/logistics/202309/warehouses")).body.code).toBe(105005);
    expect((await (await openCaller(stage)).read("/logistics/202309/warehouses")).body.code).toBe(0);
  });
});
