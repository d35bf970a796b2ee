// From Authorize to a connected store, and every way it can go otherwise: each comes back with a sentence's code and a way on.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Desk, refusal } from "./desk.ts";
import { consentAs, createStore, openWorld, PASSWORD, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

// Every story has a seller of its own: a shop belongs to the store that first had it.
let count = 0;
let fresh = "";
let seller = "";
beforeEach(() => {
  count += 1;
  fresh = `Store ${count}`;
  seller = addSeller(`Seller ${count}`);
});

function addSeller(name: string): string {
  world.shop.addSeller({ name, region: "US", shops: [{ region: "US", name: `${name}'s shop` }] });
  return name;
}

function addTrader(name: string): string {
  const shops = [{ region: "GB" }, { region: "DE", sellerType: "CROSS_BORDER" as const }].map((shop) => ({
    ...shop,
    name: `${name} ${shop.region}`,
  }));
  world.shop.addSeller({ name, region: "GB", shops });
  return name;
}

const begin = async (store: string) => new URL((await world.admin.post<{ url: string }>(`/api/stores/${store}/authorize`, {})).url);
const stateOf = async (store: string) => (await world.rows<{ state: string }>("SELECT state FROM store WHERE id = ?", store))[0]?.state;
const connectCode = (page: URL) => page.searchParams.get("connect");
const disconnect = (store: string) => world.admin.post(`/api/stores/${store}/disconnect`, {});

test("a new store is Disconnected until its shop is authorized, then Connected", async () => {
  const store = await createStore(world.admin, "US", fresh);
  expect(await stateOf(store)).toBe("disconnected");
  expect(await refusal(createStore(world.admin, "US", fresh.toUpperCase()))).toMatchObject({ status: 409, code: "store-name-taken" });
  const url = await begin(store);
  expect(url.pathname).toBe("/open/authorize");
  const page = await world.admin.follow(consentAs(world.hosted, url, seller));
  expect([page.pathname, connectCode(page)]).toEqual([`/stores/${store}`, "connected"]);
  const opened = await world.admin.get<{ connection: object; store: object }>(`/api/stores/${store}`);
  expect(opened.connection).toMatchObject({ state: "connected", sellerName: seller });
  expect(opened.store).toMatchObject({ state: "connected", shop_name: `${seller}'s shop`, seller_type: "LOCAL" });
  expect(JSON.stringify(opened)).not.toMatch(/TTP_|cipher/);
  await world.settle();
  expect(shopOf(seller).acceptsChat).toBe(true);
});

test("by the App Store: a marketplace, Authorize, and the shop that was found becomes a store by one more click", async () => {
  const { url } = await world.admin.post<{ url: string }>("/api/connect", { marketplace: "US" });
  const page = await world.admin.follow(consentAs(world.hosted, new URL(url), seller));
  expect(page.pathname).toBe("/app-store/tiktok-shop/choose");
  const authorization = page.searchParams.get("authorization") ?? "";
  const { shops } = await world.admin.get<{ shops: { shop_id: string; name: string }[] }>(`/api/authorizations/${authorization}/shops`);
  expect(shops).toMatchObject([{ name: `${seller}'s shop`, store_id: null }]);
  const chosen = await world.admin.post<{ connected: { storeId: string; connect: string }[] }>(
    `/api/authorizations/${authorization}/shops`,
    {
      shopIds: [shops[0]?.shop_id],
      storeId: null,
    },
  );
  const store = chosen.connected[0]?.storeId ?? "";
  expect(await stateOf(store)).toBe("connected");
  const [row] = await world.rows("SELECT name, marketplace, currency, time_zone FROM store WHERE id = ?", store);
  expect(row).toEqual({ name: `${seller}'s shop`, marketplace: "US", currency: "USD", time_zone: "America/Los_Angeles" });
});

test("several shops behind one authorization: each chosen one becomes a store, and disconnecting one keeps the other alive", async () => {
  const trader = addTrader(`Trader ${count}`);
  const store = await createStore(world.admin, "GB", fresh);
  const page = await world.admin.follow(consentAs(world.hosted, await begin(store), trader));
  expect([page.pathname, page.searchParams.get("store")]).toEqual(["/app-store/tiktok-shop/choose", store]);
  const authorization = page.searchParams.get("authorization") ?? "";
  const { shops } = await world.admin.get<{ shops: { shop_id: string; region: string; seller_type: string }[] }>(
    `/api/authorizations/${authorization}/shops`,
  );
  expect(shops.map((shop) => [shop.region, shop.seller_type]).sort(([one = ""], [other = ""]) => one.localeCompare(other))).toEqual([
    ["DE", "CROSS_BORDER"],
    ["GB", "LOCAL"],
  ]);
  const { connected } = await world.admin.post<{ connected: { storeId: string; shopId: string; connect: string }[] }>(
    `/api/authorizations/${authorization}/shops`,
    { shopIds: shops.map((shop) => shop.shop_id), storeId: store },
  );
  expect(connected.map((one) => one.connect)).toEqual(["connected", "connected"]);
  const german = connected.find((one) => one.storeId !== store)?.storeId ?? "";
  await disconnect(store);
  expect([await stateOf(store), await stateOf(german)]).toEqual(["disconnected", "connected"]);
  await world.settle();
  await world.admin.post(`/api/stores/${german}/pull`, {});
  await world.settle();
  expect(await stateOf(german)).toBe("connected");
  // Chosen again, the British shop goes back to the store it had, with its history.
  const back = await world.admin.follow(consentAs(world.hosted, await begin(store), trader));
  expect([back.pathname, connectCode(back)]).toEqual([`/stores/${store}`, "connected"]);
  await disconnect(store);
  await disconnect(german);
  expect(
    await world.rows("SELECT id FROM authorization WHERE open_id = ?", world.shop.sellers.find((one) => one.name === trader)?.openId ?? ""),
  ).toEqual([]);
});

test("declined: back on the store page, nothing connected", async () => {
  for (const rejection of ["auth_denied", "access_denied"]) {
    const store = await createStore(world.admin, "US", `${fresh} ${rejection}`);
    const url = await begin(store);
    const back = `${world.tillside.url}/connect/tiktok/us?code=null&error=${rejection}&state=${url.searchParams.get("state")}`;
    const page = await world.admin.follow(back);
    expect([page.pathname, connectCode(page), await stateOf(store)]).toEqual([`/stores/${store}`, "declined", "disconnected"]);
  }
});

test("a code that is used up or expired is refused with TikTok's words, and the next try works", async () => {
  const store = await createStore(world.admin, "US", fresh);
  const back = new URL(consentAs(world.hosted, await begin(store), seller));
  back.searchParams.set("code", "TTP_used-up");
  const page = await world.admin.follow(back.href);
  expect([connectCode(page), page.searchParams.get("words"), await stateOf(store)]).toEqual([
    "code-refused",
    expect.stringContaining("auth code"),
    "disconnected",
  ]);
  await world.admin.follow(consentAs(world.hosted, await begin(store), seller));
  expect(await stateOf(store)).toBe("connected");
});

test("another marketplace than the store's is refused, and says what was found", async () => {
  const store = await createStore(world.admin, "FR", fresh);
  const page = await world.admin.follow(consentAs(world.hosted, await begin(store), addTrader(`Trader ${count}`)));
  expect([connectCode(page), page.searchParams.get("marketplace")]).toEqual(["wrong-marketplace", "FR"]);
  expect(page.searchParams.get("found")).toContain(`Trader ${count} GB (GB)`);
  expect(await stateOf(store)).toBe("disconnected");
});

test("a shop belongs to one store: a living one is not connected twice, a disconnected one is offered again", async () => {
  const first = await world.connect("US", seller, fresh);
  const second = await createStore(world.admin, "US", `${fresh} again`);
  const page = await world.admin.follow(consentAs(world.hosted, await begin(second), seller));
  expect([connectCode(page), page.searchParams.get("store")]).toEqual(["shop-taken", fresh]);
  expect([await stateOf(second), await stateOf(first)]).toEqual(["disconnected", "connected"]);
  await disconnect(first);
  const other = await world.admin.follow(consentAs(world.hosted, await begin(second), seller));
  expect([connectCode(other), other.searchParams.get("storeId")]).toEqual(["shop-of-another-store", first]);
  expect(await world.rows("SELECT id FROM authorization WHERE open_id = ?", shopSeller(seller).openId)).toEqual([]);
  const { url } = await world.admin.post<{ url: string }>("/api/connect", { marketplace: "US" });
  const choice = await world.admin.follow(consentAs(world.hosted, new URL(url), seller));
  const authorization = choice.searchParams.get("authorization");
  const { shops } = await world.admin.get<{ shops: { shop_id: string; store_id: string }[] }>(`/api/authorizations/${authorization}/shops`);
  expect(shops).toMatchObject([{ store_id: first, store_state: "disconnected" }]);
  await world.admin.post(`/api/authorizations/${authorization}/shops`, { shopIds: [shops[0]?.shop_id], storeId: null });
  expect(await stateOf(first)).toBe("connected");
});

test("missing scopes are named", async () => {
  const app = world.shop.apps.find((one) => one.region === "US");
  const scopes = app?.scopes ?? [];
  world.shop.changeApp("appUS", { scopes: scopes.filter((scope) => scope !== "seller.customer_service") });
  const store = await createStore(world.admin, "US", fresh);
  const page = await world.admin.follow(consentAs(world.hosted, await begin(store), seller));
  expect([connectCode(page), page.searchParams.get("scopes"), await stateOf(store)]).toEqual([
    "scopes-missing",
    "seller.customer_service",
    "disconnected",
  ]);
  world.shop.changeApp("appUS", { scopes });
});

test("TikTok silent during the exchange: said so, nothing changed", async () => {
  const store = await createStore(world.admin, "US", fresh);
  const back = consentAs(world.hosted, await begin(store), seller);
  world.hosted.simulator.faults.raise({ kind: "down", on: "*token*", count: 1 });
  expect(connectCode(await world.admin.follow(back))).toBe("tiktok-silent");
  expect(await stateOf(store)).toBe("disconnected");
});

test("a state works once, in the browser that began, for the admin who began, and not for ever", async () => {
  const store = await createStore(world.admin, "US", fresh);
  const back = consentAs(world.hosted, await begin(store), seller);
  const cookie = world.admin.cookies.get("tillside-connect") ?? "";
  await world.admin.follow(back);
  expect(await stateOf(store)).toBe("connected");
  world.admin.cookies.set("tillside-connect", cookie);
  expect(connectCode(await world.admin.follow(back))).toBe("state-over");

  const late = consentAs(world.hosted, await begin(store), seller);
  const lateCookie = world.admin.cookies.get("tillside-connect") ?? "";
  // Work that began before a jump in time would sign its calls with the time of then.
  await world.settle();
  await world.later(31 * 60_000);
  world.admin.cookies.set("tillside-connect", lateCookie);
  expect(connectCode(await world.admin.follow(late))).toBe("state-over");

  const { link } = await world.admin.post<{ link: string }>("/api/team/invitations", {
    email: `other${count}@example.com`,
    role: "admin",
    rights: [],
  });
  const other = await joinAs(link, `other${count}@example.com`);
  const stolen = consentAs(world.hosted, await begin(store), seller);
  other.cookies.set("tillside-connect", world.admin.cookies.get("tillside-connect") ?? "");
  expect(connectCode(await other.follow(stolen))).toBe("state-of-another");
});

test("a return without a state only offers a claim, and only an admin may take it", async () => {
  const back = world.shop.authorize({ appKey: "appUS", sellerId: shopSeller(seller).id }).redirect;
  const agent = await world.agent(`Agent ${count}`, []);
  const page = await agent.follow(back);
  expect(page.pathname).toBe("/app-store/tiktok-shop/claim");
  const claim = page.searchParams.get("claim") ?? "";
  expect(await refusal(agent.post(`/api/claims/${claim}`, { storeId: null }))).toMatchObject({ status: 403 });
  expect(await world.rows("SELECT id FROM authorization WHERE open_id = ?", shopSeller(seller).openId)).toEqual([]);
  const { to } = await world.admin.post<{ to: string }>(`/api/claims/${claim}`, { storeId: null });
  expect(to).toMatch(/^\/app-store\/tiktok-shop\/choose\?authorization=aut_/);
  expect(await refusal(world.admin.post(`/api/claims/${claim}`, { storeId: null }))).toMatchObject({ status: 404, code: "claim-over" });
  expect(JSON.stringify(await world.rows("SELECT * FROM connect_claim"))).not.toContain("TTP_");
});

test("what anybody may leave without a session is short, of a shape TikTok sends, seldom, never much, and gone by night", async () => {
  const anyone = new Desk(world.tillside.url);
  const comeBack = async (address: string, query: Record<string, string>) => {
    const response = await anyone.send("GET", `/connect/tiktok/us?${new URLSearchParams(query)}`, undefined, {
      "cf-connecting-ip": address,
    });
    const to = new URL(response.headers.get("location") ?? "/", world.tillside.url);
    return response.status === 302 ? (connectCode(to) ?? to.pathname.split("/").pop()) : response.json();
  };
  const claims = async () => (await world.rows("SELECT id FROM connect_claim")).length;
  await world.rows("DELETE FROM connect_claim");
  expect(await comeBack("192.0.2.1", { code: `TTP_${"x".repeat(509)}` })).toBe("return-strange");
  expect(await comeBack("192.0.2.1", { code: "TTP_x", shop_region: "x".repeat(7_000) })).toBe("return-strange");
  expect(await claims()).toBe(0);
  for (let n = 0; n < 5; n += 1) expect(await comeBack("192.0.2.1", { code: `TTP_${"x".repeat(508)}`, shop_region: "US" })).toBe("claim");
  expect(await comeBack("192.0.2.1", { code: "TTP_x" })).toMatchObject({ status: 429, code: "too-many-questions" });
  expect(await comeBack("192.0.2.2", { code: "TTP_x" })).toBe("claim");
  await world.rows(
    `INSERT INTO connect_claim (id, region, code_sealed, expires_at)
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 194) SELECT 'clm_' || n, 'US', 'x', ? FROM n`,
    world.now() + 30 * 60_000,
  );
  expect(await comeBack("192.0.2.3", { code: "TTP_x" })).toBe("claims-full");
  expect(await claims()).toBe(200);
  await world.settle();
  await world.later(31 * 60_000);
  expect(await comeBack("192.0.2.3", { code: "TTP_x" })).toBe("claim");
  expect(await claims()).toBe(1);
  await createStore(world.admin, "US", fresh).then(begin);
  await world.later(31 * 60_000);
  await world.tillside.cron("17 3 * * *");
  expect([await claims(), (await world.rows("SELECT state_hash FROM connect_attempt")).length]).toEqual([0, 0]);
});

test("the end of a consent is told 30, 14, 7 and 1 days before, with its date, to whoever sees the store", async () => {
  const store = await world.connect("US", seller, fresh);
  const told = async () => {
    const me = await world.admin.get<{
      stores: { id: string; consent: { endsAt: number; daysLeft: number; warning: number | null } | null }[];
    }>("/api/me");
    const page = await world.admin.get<{ connection: { state: string; end: object | null } }>(`/api/stores/${store}`);
    const consent = me.stores.find(({ id }) => id === store)?.consent;
    expect(page.connection.end).toEqual(consent);
    return [
      consent?.daysLeft,
      consent?.warning,
      page.connection.state,
      Math.round(((consent?.endsAt ?? 0) * 1000 - world.now()) / 3_600_000),
    ];
  };
  for (const [days, warning] of [
    [31, null],
    [30, 30],
    [15, 30],
    [14, 14],
    [8, 14],
    [7, 7],
    [2, 7],
    [1, 1],
    [0, 1],
  ] as const) {
    const url = await begin(store);
    const [app] = world.shop.apps.filter(({ serviceId }) => serviceId === url.searchParams.get("service_id"));
    const consent = {
      appKey: app?.appKey ?? "",
      sellerId: shopSeller(seller).id,
      days: days + 0.5,
      state: url.searchParams.get("state") ?? "",
    };
    await world.admin.follow(world.shop.authorize(consent).redirect);
    expect(await told()).toEqual([days, warning, warning === null ? "connected" : "expiring", days * 24 + 12]);
  }
});

test("with another seller's shop a store cannot be authorized again", async () => {
  const store = await world.connect("US", seller, fresh);
  const page = await world.admin.follow(consentAs(world.hosted, await begin(store), addSeller(`Rival ${count}`)));
  expect([connectCode(page), page.searchParams.get("shop")]).toEqual(["another-seller", `${seller}'s shop`]);
  expect(await stateOf(store)).toBe("connected");
});

test("without an app for the region there is nothing to authorize with", async () => {
  const lonely = await openWorld();
  try {
    await lonely.rows("DELETE FROM tiktok_app");
    const store = await createStore(lonely.admin, "GB", "Lonely");
    await lonely.settle();
    await lonely.later(61_000);
    expect(await refusal(lonely.admin.post(`/api/stores/${store}/authorize`, {}))).toMatchObject({
      status: 409,
      code: "app-missing",
      facts: { region: "ROW" },
    });
  } finally {
    await lonely.close();
  }
});

test("a withdrawn consent turns the store to Reauthorize, keeps what it brought in, and consenting again brings the rest", async () => {
  const store = await world.connect("US", seller, fresh);
  const shop = shopOf(seller);
  const product = world.shop.addProduct({
    shopId: shop.id,
    title: "Serum",
    skus: [{ name: "30 ml", price: 1_900, quantity: 50 }],
  } as never);
  const sku = product.skus[0]?.id ?? "";
  const first = world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId: sku }], paid: true });
  await world.settle();
  world.shop.deauthorize({ shopId: shop.id });
  await world.hosted.simulator.tick();
  await world.until("the store says Reauthorize", async () => (await stateOf(store)) === "reauthorize");
  expect(await world.rows("SELECT id FROM orders WHERE store_id = ?", store)).toEqual([{ id: first.id }]);
  const callsOf = () => world.shop.calls.filter((call) => call.shopId === shop.id).length;
  const calls = callsOf();
  const second = world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId: sku }], paid: true });
  await world.hosted.simulator.tick();
  await world.tillside.cron("*/5 * * * *");
  await world.tillside.cron("* * * * *");
  await world.settle();
  expect(callsOf()).toBe(calls);
  const page = await world.admin.follow(consentAs(world.hosted, await begin(store), seller));
  expect(connectCode(page)).toBe("connected");
  await world.settle();
  expect((await world.rows<{ id: string }>("SELECT id FROM orders WHERE store_id = ?", store)).map((row) => row.id).sort()).toEqual(
    [first.id, second.id].sort(),
  );
});

test("tokens and secrets lie sealed, and no answer or log line holds one", async () => {
  await world.connect("US", seller, fresh);
  await world.settle();
  const dump = JSON.stringify([
    await world.rows("SELECT * FROM tiktok_app"),
    await world.rows("SELECT * FROM authorization"),
    await world.rows("SELECT * FROM store"),
    world.log,
  ]);
  const secrets = [
    "secret-of-US",
    ...world.shop.grants.flatMap((grant) => [grant.refreshToken ?? "", ...grant.tokens.map((token) => token.token)]),
  ].filter(Boolean);
  expect(secrets.length).toBeGreaterThan(2);
  for (const secret of secrets) expect(dump.includes(secret)).toBe(false);
});

test("two admins who change a store at once: the second is told, and nothing of the first is lost", async () => {
  const store = await createStore(world.admin, "US", fresh);
  const { store: seen } = await world.admin.get<{ store: { version: number } }>(`/api/stores/${store}`);
  await world.admin.patch(`/api/stores/${store}`, { version: seen.version, change: { reopenDays: 14 } });
  const second = await refusal(world.admin.patch(`/api/stores/${store}`, { version: seen.version, change: { replyTargetMinutes: 60 } }));
  expect(second).toMatchObject({ status: 409, code: "store-changed-meanwhile" });
  const [row] = await world.rows("SELECT reopen_days, reply_target_minutes FROM store WHERE id = ?", store);
  expect(row).toEqual({ reopen_days: 14, reply_target_minutes: 720 });
  const audit = await world.rows<{ before: string; after: string }>(
    "SELECT before, after FROM audit WHERE subject = ? AND action = 'change-store'",
    store,
  );
  expect(JSON.parse(audit[0]?.before ?? "")).toEqual({ reopenDays: 7 });
});

function shopSeller(name: string) {
  const found = world.shop.sellers.find((one) => one.name === name);
  if (!found) throw new Error(`no seller ${name}`);
  return found;
}

function shopOf(name: string) {
  const found = world.shop.shops.find((one) => one.sellerId === shopSeller(name).id);
  if (!found) throw new Error(`no shop of ${name}`);
  return found;
}

async function joinAs(link: string, email: string) {
  const desk = new Desk(world.tillside.url);
  await desk.post(`/api/invitations/${link.split("/").pop()}`, { name: "Other Admin", password: PASSWORD });
  await desk.signIn(email, PASSWORD);
  return desk;
}
