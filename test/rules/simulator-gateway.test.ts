// The gateway's checks, one at a time and in their order, and what real clients do that it must put up with.
import { describe, expect, it } from "vitest";
import { signCall } from "../../simulator/wire/signature.ts";
import { type Asked, openCaller, openStage, type Stage } from "./simulator-caller.ts";

const ORDERS = "/order/202309/orders/search";
const search = (more: Asked = {}): Asked => ({ query: { page_size: "10" }, body: {}, ...more });

/** The query of a call signed as if it had no body. */
function signedWithout({ app, clock, cipher }: Stage): URLSearchParams {
  const query = new URLSearchParams({
    app_key: app.appKey,
    page_size: "5",
    shop_cipher: cipher,
    timestamp: String(Math.floor(clock.now() / 1000)),
  });
  query.set("sign", signCall(app.appSecret, ORDERS, query, null));
  return query;
}

const sent = (token: string, body: string) => ({
  method: "POST",
  headers: new Headers({ "content-type": "application/json", "x-tts-access-token": token }),
  body,
});

const dropAll = (query: URLSearchParams) => {
  for (const key of Array.from(query.keys())) query.delete(key);
};

/** Each check by what fails it; every one is met although all later ones fail too. */
const CHECKS: [name: string, path: string, asked: Asked, status: number, code: number, words: RegExp][] = [
  ["an unknown path", "/order/202309/nothing", search({ token: null }), 404, 36009009, /path/],
  ["another version", "/order/202109/orders/search", search({ token: null }), 400, 36009014, /Invalid API version/],
  [
    "an unknown app key",
    ORDERS,
    search({ token: null, raw: { query: (query) => query.set("app_key", "nobody") } }),
    400,
    36009004,
    /'app_key'/,
  ],
  ["no app key at all", ORDERS, search({ token: null, raw: { query: (query) => query.delete("app_key") } }), 400, 36009004, /'app_key'/],
  ["no credentials at all", ORDERS, search({ token: null, raw: { query: dropAll } }), 400, 36009004, /'app_key'/],
  [
    "an old timestamp",
    ORDERS,
    search({ token: null, raw: { query: (query) => query.set("timestamp", "1767225299") } }),
    400,
    36009004,
    /earlier than 5 minutes/,
  ],
  [
    "a timestamp in the future",
    ORDERS,
    search({ token: null, raw: { query: (query) => query.set("timestamp", "1767225631") } }),
    400,
    36009004,
    /more than 30 seconds/,
  ],
  [
    "a negative timestamp",
    ORDERS,
    search({ token: null, raw: { query: (query) => query.set("timestamp", "-176722560") } }),
    400,
    36009004,
    /lesser than 0/,
  ],
  ["no signature", ORDERS, search({ token: null, raw: { query: (query) => query.delete("sign") } }), 400, 36009004, /Missing credentials/],
  [
    "a wrong signature",
    ORDERS,
    search({ token: null, raw: { query: (query) => query.set("sign", "0".repeat(64)) } }),
    401,
    106001,
    /'sign' query parameter is invalid/,
  ],
  ["no token", ORDERS, search({ token: null }), 401, 36009004, /'x-tts-access-token' header is invalid/],
  ["an unknown token", ORDERS, search({ token: "ROW_none", cipher: null }), 401, 36009004, /'x-tts-access-token' header is invalid/],
  ["no cipher", ORDERS, search({ cipher: null, query: {} }), 400, 106013, /shop_cipher/],
  ["a foreign cipher", ORDERS, search({ cipher: "ROW_other", query: {} }), 401, 101000, /Invalid query or header/],
  ["a cipher where none belongs", "/authorization/202309/shops", {}, 400, 36009004, /Unexpected identifier/],
  ["a body that is not JSON", ORDERS, { query: { page_size: "10" }, raw: { body: "{" } }, 400, 36009004, /JSON/],
  ["a missing field", ORDERS, { body: {} }, 400, 36009004, /page_size is a required field/],
  ["a page too large", ORDERS, { query: { page_size: "101" }, body: {} }, 400, 36009004, /page_size/],
  ["a status nobody knows", ORDERS, { query: { page_size: "10" }, body: { order_status: "LOST" } }, 400, 36009004, /order_status/],
];

describe("the gateway", () => {
  it.each(CHECKS)("refuses %s", async (_name, path, asked, status, code, words) => {
    const caller = await openCaller(openStage());
    const method = path.startsWith("/authorization") ? "GET" : "POST";
    const reply = await caller.call(method, path, asked);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(reply.body.message).toMatch(words);
    expect(reply.body.data).toBeNull();
  });

  it("refuses a method the path does not have", async () => {
    const caller = await openCaller(openStage());
    expect((await caller.call("DELETE", ORDERS, search())).body.code).toBe(36009010);
  });

  it("accepts timestamps to the edge of its window", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    for (const skew of [-300, 30]) {
      const timestamp = String(stage.clock.now() / 1000 + skew);
      expect((await caller.call("POST", ORDERS, { query: { page_size: "1", timestamp }, body: {} })).body.code).toBe(0);
    }
  });

  it("refuses a call whose scope the seller has not granted, before it looks at the shop", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    stage.simulator.world.revokeScope({ sellerId: stage.sellerId, scope: "seller.order.info" });
    const reply = await caller.call("POST", ORDERS, search({ cipher: null }));
    expect([reply.status, reply.body.code]).toEqual([401, 105005]);
  });

  it("answers success in TikTok's envelope, with the time of UTC+8 in the request id", async () => {
    const caller = await openCaller(openStage());
    const reply = await caller.call("GET", "/authorization/202309/shops", { cipher: null });
    expect(reply.body).toMatchObject({ code: 0, message: "Success" });
    expect(reply.body.request_id).toMatch(/^20260101080000[0-9A-F]{20}$/);
    expect(reply.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  it("lets twenty calls through at once and then ten a second, per app and shop, as the limits say", async () => {
    const stage = openStage();
    stage.simulator.world.changeLimits({ requestsPerSecond: 10, burst: 20 });
    const caller = await openCaller(stage);
    const codes: number[] = [];
    for (let i = 0; i < 22; i++) codes.push((await caller.send(ORDERS, {}, { page_size: "1" })).body.code);
    expect(codes.filter((code) => code === 0)).toHaveLength(20);
    const refused = await caller.send(ORDERS, {}, { page_size: "1" });
    expect([refused.status, refused.body.code]).toEqual([429, 36009002]);
    expect(refused.headers.get("retry-after")).toBeNull();
    stage.clock.set(stage.clock.now() + 1_000);
    expect((await caller.send(ORDERS, {}, { page_size: "1" })).body.code).toBe(0);
    stage.simulator.world.changeLimits({ burst: 0 });
    stage.simulator.doubts.sendsRetryAfter = true;
    expect((await caller.send(ORDERS, {}, { page_size: "1" })).headers.get("retry-after")).toBe("2");
  });

  it("takes both secrets while one is being rotated, and only the new one after", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const old = stage.app.appSecret;
    const fresh = stage.simulator.world.rotateSecret(stage.app.appKey).appSecret;
    const codeWith = async (secret: string) => {
      stage.app = { ...stage.app, appSecret: secret };
      return (await caller.send(ORDERS, {}, { page_size: "1" })).body.code;
    };
    expect([await codeWith(old), await codeWith(fresh)]).toEqual([0, 0]);
    stage.simulator.world.endRotation(stage.app.appKey);
    expect([await codeWith(old), await codeWith(fresh)]).toEqual([106001, 0]);
  });
});

describe("what real clients do", () => {
  it.each<[string, Asked]>([
    ["extra query parameters that are signed", { query: { page_size: "5", version: "202309", shop_id: "" }, body: {} }],
    [
      "access_token in the query, which is not",
      { query: { page_size: "5" }, body: {}, raw: { query: (query) => query.set("access_token", "anything") } },
    ],
    ["escaped letters in the body", { query: { page_size: "5" }, raw: { body: '{"buyer_user_id":"\\u0031"}' } }],
    ["an empty list where an object belongs", { query: { page_size: "5" }, raw: { body: "[]" } }],
    ["zero for an absent time", { query: { page_size: "5" }, body: { create_time_ge: 0 } }],
    ["no body at all", { query: { page_size: "5" } }],
  ])("tolerates %s", async (_name, asked) => {
    const caller = await openCaller(openStage());
    expect((await caller.call("POST", ORDERS, asked)).body.code).toBe(0);
  });

  it("refuses unknown query parameters once the doubt is settled that way", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    stage.simulator.doubts.refusesUnknownQuery = true;
    expect((await caller.send(ORDERS, {}, { page_size: "5", surprise: "1" })).body.code).toBe(36009004);
    expect((await caller.send(ORDERS, {}, { page_size: "5" })).body.code).toBe(0);
  });

  it("refuses a needless cipher where TikTok is known to, and everywhere once the doubt is settled that way", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const codeOf = async (path: string, cipher?: null) => (await caller.call("GET", path, cipher === null ? { cipher } : {})).body.code;
    for (const path of ["/authorization/202309/shops", "/seller/202309/shops", "/seller/202309/permissions"])
      expect([await codeOf(path), await codeOf(path, null)]).toEqual([36009004, 0]);
    const upload = await caller.call("POST", "/product/202309/images/upload", { raw: { body: new FormData() } });
    expect(upload.body.message).toMatch(/Unexpected identifier/);
    expect(await codeOf("/logistics/202309/global_warehouses")).toBe(0);
    stage.simulator.doubts.refusesNeedlessCipher = true;
    expect(await codeOf("/logistics/202309/global_warehouses")).toBe(36009004);
  });

  it("takes an empty object that is not signed, as samples of TikTok's send it, and no other body", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const unsigned = (body: string) =>
      stage.simulator.fetch(
        new Request(`https://open-api.tiktokglobalshop.com${ORDERS}?${signedWithout(stage)}`, sent(caller.token, body)),
      );
    const codeOf = async (body: string) => ((await (await unsigned(body)).json()) as { code: number }).code;
    expect([await codeOf("{}"), await codeOf('{"create_time_ge":1}'), await codeOf("[]")]).toEqual([0, 106001, 106001]);
    expect((await caller.call("POST", ORDERS, search())).body.code).toBe(0);
    stage.simulator.doubts.takesUnsignedEmptyBody = false;
    expect(await codeOf("{}")).toBe(106001);
    expect((await caller.call("POST", ORDERS, search())).body.code).toBe(0);
  });

  it("refuses a body that is neither JSON nor a form", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const init = sent(caller.token, "{}");
    init.headers.set("content-type", "application/x-www-form-urlencoded");
    const response = await stage.simulator.fetch(
      new Request(`https://open-api.tiktokglobalshop.com${ORDERS}?${signedWithout(stage)}`, init),
    );
    expect([response.status, ((await response.json()) as { code: number }).code]).toEqual([400, 36009022]);
  });

  it("takes a call without a cipher for the only shop of its seller, once the doubt is settled that way", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const codeOf = async () => (await caller.call("POST", ORDERS, search({ cipher: null }))).body.code;
    expect(await codeOf()).toBe(106013);
    stage.simulator.doubts.guessesOnlyShop = true;
    expect(await codeOf()).toBe(0);
    stage.simulator.world.addShop({ sellerId: stage.sellerId, region: "DE" });
    expect(await codeOf()).toBe(106013);
  });

  it("moves the HTTP status of errors by the doubts", async () => {
    const stage = openStage();
    const caller = await openCaller(stage);
    const price = "/order/202407/orders/576900000000000000/price_detail";
    expect((await caller.read(price)).status).toBe(200);
    Object.assign(stage.simulator.doubts, { businessStatus: 400, deadTokenStatus: 200, errorData: "object" });
    expect((await caller.read(price)).status).toBe(400);
    stage.simulator.world.deauthorize({ shopId: stage.shopId });
    const dead = await caller.read(price);
    expect([dead.status, dead.body.code, dead.body.data]).toEqual([200, 105001, {}]);
    stage.simulator.doubts.deadTokenCode = 36009004;
    expect((await caller.read(price)).body).toMatchObject({ code: 36009004, message: expect.stringMatching(/header is invalid/) });
  });
});
