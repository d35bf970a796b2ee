// The pages a person meets: the three steps of authorization with their refusals, and the panel with its acts as forms and as JSON.
import { describe, expect, it } from "vitest";
import { createSimulator } from "../../simulator/index.ts";
import { MIDNIGHT } from "./simulator-caller.ts";

function openPages() {
  let now = MIDNIGHT;
  const simulator = createSimulator({ clock: { now: () => now }, origin: "http://simulator.test", preset: "seller" });
  const register = (region: "US" | "ROW") =>
    simulator.world.registerApp({ region, redirectUrl: "https://app.example.test/callback", webhookUrl: "" });
  const apps = { US: register("US"), ROW: register("ROW") };
  const open = async (path: string, host = "http://simulator.test") => {
    const response = await simulator.fetch(new Request(host + path));
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const post = async (path: string, fields: Record<string, string>) =>
    simulator.fetch(new Request(`http://simulator.test${path}`, { method: "POST", body: new URLSearchParams(fields) }));
  const act = async (name: string, input: unknown) => {
    const response = await simulator.fetch(
      new Request(`http://simulator.test/panel/api/${name}`, { method: "POST", body: JSON.stringify(input) }),
    );
    return { status: response.status, body: await response.json() };
  };
  return { simulator, world: simulator.world, apps, open, post, act, pass: (ms: number) => (now += ms) };
}

const loginOf = (pages: ReturnType<typeof openPages>, seller: string, place: number) =>
  pages.world.sellers.find(({ name }) => name === seller)?.logins[place]?.id ?? "";

describe("authorization", () => {
  it("asks for the account type, shows what is installed, lists the shops, and sends the seller back", async () => {
    const pages = openPages();
    const base = `/open/authorize?service_id=${pages.apps.ROW.serviceId}&state=9f1c2b`;
    for (const host of ["https://services.tiktokshop.com", "https://services.us.tiktokshop.com", "https://services.tiktokshops.us"])
      expect((await pages.open(base, host)).text).toContain("01 Select account type");
    const install = await pages.open(`${base}&account_type=seller`);
    expect(install.text).toContain("Read and answer messages from buyers");
    expect(install.text.indexOf("Northwind Trading Ltd")).toBeLessThan(install.text.indexOf("GlowLab"));
    const last = `${base}&account_type=seller&login=${loginOf(pages, "Northwind Trading Ltd", 0)}`;
    const page = await pages.open(last);
    for (const words of ["Northwind UK", "Northwind DE", "Authorization duration", "Decline"]) expect(page.text).toContain(words);
    const done = await pages.post(last, { decision: "authorize", days: "182" });
    const to = new URL(done.headers.get("location") ?? "");
    expect([done.status, to.searchParams.get("state"), to.searchParams.get("shop_region")]).toEqual([302, "9f1c2b", "GB"]);
    expect(pages.world.grants).toMatchObject([{ status: "active", endsAt: MIDNIGHT / 1000 + 182 * 86_400 }]);
  });

  it("shows sellers of the United States first for an app of the United States, and lets others in", async () => {
    const pages = openPages();
    const base = `/open/authorize?service_id=${pages.apps.US.serviceId}`;
    const { text } = await pages.open(`${base}&account_type=seller`);
    expect(text.indexOf("Sellers in the United States")).toBeLessThan(text.indexOf("Sellers elsewhere"));
    const done = await pages.post(`${base}&account_type=seller&login=${loginOf(pages, "Baan Suan Craft", 0)}`, {
      decision: "authorize",
      days: "365",
    });
    const to = new URL(done.headers.get("location") ?? "");
    expect([to.searchParams.get("shop_region"), to.searchParams.has("state")]).toEqual(["TH", false]);
  });

  it("refuses partners, creators and sub-accounts without rights, each with a way back", async () => {
    const pages = openPages();
    const base = `/open/authorize?service_id=${pages.apps.US.serviceId}&state=x`;
    for (const type of ["partner", "creator"]) {
      const { text } = await pages.open(`${base}&account_type=${type}`);
      expect(text).toContain("This app is for sellers");
      expect(text).toContain(`href="${base.replaceAll("&", "&amp;")}"`);
    }
    const [main, admin, helper] = [0, 1, 2].map((place) => loginOf(pages, "GlowLab", place));
    const step = (login: string | undefined) => `${base}&account_type=seller&login=${login}`;
    for (const login of [main, admin]) expect((await pages.open(step(login))).text).toContain("Shops covered");
    expect((await pages.open(step(helper))).text).toContain("without admin rights");
    expect((await pages.post(step(helper), { decision: "authorize", days: "365" })).status).toBe(403);
    expect(pages.world.grants).toEqual([]);
  });

  it("goes back with a rejection in the doubt's spelling, or shows TikTok's own error page", async () => {
    const pages = openPages();
    const step = `/open/authorize?service_id=${pages.apps.US.serviceId}&state=x&account_type=seller&login=${loginOf(pages, "GlowLab", 0)}`;
    const decline = async () => (await pages.post(step, { decision: "decline" })).headers.get("location");
    expect(await decline()).toBe(`https://app.example.test/callback?app_key=${pages.apps.US.appKey}&code=null&error=auth_denied&state=x`);
    pages.simulator.doubts.rejection = "access_denied";
    expect(await decline()).toContain("error=access_denied");
    pages.simulator.faults.raise({ kind: "authorize_fails", count: 1 });
    const failed = await pages.post(step, { decision: "authorize", days: "365" });
    expect([failed.status, await failed.text()]).toEqual([500, expect.stringContaining("Something went wrong")]);
    expect((await pages.open("/open/authorize?service_id=1")).status).toBe(404);
  });

  it("answers the legacy address by app key", async () => {
    const pages = openPages();
    expect((await pages.open(`/oauth/authorize?app_key=${pages.apps.ROW.appKey}&state=x`, "https://auth.tiktok-shops.com")).text).toContain(
      "01 Select account type",
    );
  });
});

describe("the panel", () => {
  it("draws every page, and says so when there is none", async () => {
    const { open, world } = openPages();
    const shop = world.shops[0]?.id ?? "";
    const order = world.orders(shop).at(-1)?.id ?? "";
    const talk = world.conversations(shop).at(-1)?.id ?? "";
    for (const path of [
      "/",
      `/?shop=${shop}&status=COMPLETED`,
      `/panel/orders/${order}`,
      `/panel/place?shop=${shop}`,
      "/panel/chats",
      `/panel/chats/${talk}`,
      "/panel/fbt",
      "/panel/aftersales",
      `/panel/aftersales?shop=${shop}`,
      "/panel/faults",
      "/panel/apps",
      "/panel/webhooks",
      "/panel/calls",
    ]) {
      const page = await open(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.text).toMatch(/<h1/);
      expect(page.text).not.toContain("undefined");
      expect(page.text).not.toContain("[object");
    }
    expect((await open("/panel/orders/576900000000000000")).status).toBe(404);
    expect((await open("/nowhere")).status).toBe(404);
  });

  it("finds an order by its id, and offers only what can happen next", async () => {
    const { open, world } = openPages();
    const shop = world.shops[0]?.id ?? "";
    const completed = world.orders(shop).find(({ status }) => status === "COMPLETED")?.id ?? "";
    const held = world.orders(shop).find(({ status }) => status === "ON_HOLD")?.id ?? "";
    expect((await open(`/?find=${completed}`)).text.match(/href="\/panel\/orders\//g)).toHaveLength(1);
    expect((await open(`/panel/orders/${completed}`)).text).toContain("Nothing more will happen");
    const page = await open(`/panel/orders/${held}`);
    expect(page.text).toContain(`aria-label="End the hold: order ${held}"`);
    expect(page.text).not.toContain("Mark shipped");
  });

  it("escapes what buyers write", async () => {
    const { open, act, world } = openPages();
    const shopId = world.shops[0]?.id;
    const buyerId = world.addBuyer().id;
    await act("writeAsBuyer", { shopId, buyerId, text: '<script>alert("x")</script>' });
    const talk = world.conversations(shopId ?? "").at(-1)?.id;
    const { text } = await open(`/panel/chats/${talk}`);
    expect(text).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    expect(text).not.toContain("<script>alert");
  });

  it("places and moves an order through its forms, and comes back with a word", async () => {
    const { post, world } = openPages();
    const shop = world.shops[0];
    const sku =
      world
        .products(shop?.id ?? "")
        .flatMap(({ skus }) => skus)
        .find(({ stock }) => (stock[0]?.available ?? 0) > 5)?.id ?? "";
    const placed = await post("/panel/act/placeOrder", {
      shopId: shop?.id ?? "",
      [`quantity:${sku}`]: "2",
      gift: "true",
      paid: "true",
      message: "Ring twice",
    });
    const id = /\/panel\/orders\/(\d+)/.exec(placed.headers.get("location") ?? "")?.[1] ?? "";
    expect(world.order(id)).toMatchObject({
      status: "ON_HOLD",
      buyerMessage: "Ring twice",
      lines: [{ isGift: false }, { isGift: false }, { isGift: true }],
    });
    const moved = await post("/panel/act/endHold", { orderId: id, back: `/panel/orders/${id}` });
    expect([moved.status, moved.headers.get("location")]).toEqual([303, `/panel/orders/${id}?note=Done%3A+end+hold.`]);
    const refused = await post("/panel/act/pay", { orderId: id, back: "//elsewhere.test" });
    expect(refused.headers.get("location")).toMatch(/^\/\?refused=Cannot\+pay/);
  });

  it("opens a return as a buyer, offers its next steps to each side, and says no in words", async () => {
    const { open, post, act, world } = openPages();
    const shop = world.shops[0]?.id ?? "";
    const order = world.orders(shop).find(({ status }) => status === "DELIVERED")?.id ?? "";
    const wish = "RETURN_AND_REFUND:ecom_order_delivered_refund_and_return_reason_damaged";
    await post("/panel/act/openReturn", { orderId: order, wish, note: "<b>torn</b>", photo: "true", back: `/panel/orders/${order}` });
    const [one] = world.returnsOf(order);
    expect(one).toMatchObject({
      status: "RETURN_OR_REFUND_REQUEST_PENDING",
      records: [{ note: "<b>torn</b>", scenes: [expect.any(String)] }],
    });
    const page = await open(`/panel/aftersales?shop=${shop}`);
    for (const words of ["Seller grants", "TikTok takes over", "Buyer withdraws"]) expect(page.text).toContain(words);
    expect((await open(`/panel/orders/${order}`)).text).toContain("&lt;b&gt;torn");
    await post("/panel/act/grantReturn", { returnId: one?.id ?? "", back: "/panel/aftersales" });
    expect(one?.status).toBe("AWAITING_BUYER_SHIP");
    expect(await act("grantReturn", { returnId: one?.id })).toMatchObject({
      status: 422,
      body: { error: expect.stringContaining("AWAITING") },
    });
    await post("/panel/act/goOnAlone", { returnId: one?.id ?? "", back: "/panel/aftersales" });
    expect(one?.status).toBe("RETURN_OR_REFUND_REQUEST_CANCEL");
  });

  it("does the same as JSON, with the world's words when it refuses", async () => {
    const { act, world, simulator } = openPages();
    const shop = world.shops[0];
    const sku =
      world
        .products(shop?.id ?? "")
        .flatMap(({ skus }) => skus)
        .find(({ stock }) => (stock[0]?.available ?? 0) > 5)?.id ?? "";
    const placed = await act("placeOrder", { shopId: shop?.id, lines: [{ skuId: sku }], paid: true });
    expect(placed).toMatchObject({ status: 200, body: { result: { status: "ON_HOLD" } } });
    const orderId = placed.body.result.id;
    expect(await act("ship", { orderId })).toMatchObject({ status: 422, body: { error: expect.stringContaining("ON_HOLD") } });
    await act("endHold", { orderId });
    expect(await act("ship", { orderId, trackingNumber: "94001112062000000000001" })).toMatchObject({
      body: { result: { trackingNumber: "94001112062000000000001" } },
    });
    expect(await act("earthquake", {})).toMatchObject({ status: 404 });
    await act("raiseFault", { kind: "slow", on: "send", ms: 10 });
    await act("setDoubts", { refreshRotates: false, accessTokenSeconds: "60" });
    expect(simulator.faults.raised()).toMatchObject([{ kind: "slow", on: "send", ms: 10 }]);
    expect(simulator.doubts).toMatchObject({ refreshRotates: false, accessTokenSeconds: 60 });
    expect(await act("setDoubts", { refreshRotates: "perhaps" })).toMatchObject({ status: 422 });
  });

  it("registers and changes apps, mutes topics, and turns the clockwork", async () => {
    const { post, world, simulator } = openPages();
    await post("/panel/act/registerApp", {
      name: "Mine",
      region: "ROW",
      redirectUrl: "http://localhost:8787/back",
      webhookUrl: "",
      back: "/panel/apps",
    });
    const app = world.apps.find(({ name }) => name === "Mine");
    await post("/panel/act/changeApp", {
      appKey: app?.appKey ?? "",
      redirectUrl: "http://localhost:8787/other",
      webhookUrl: "http://localhost:8787/hook",
    });
    await post("/panel/act/changeTopics", { appKey: app?.appKey ?? "", "topic:1": "true", "topic:14": "true" });
    expect(world.apps.find(({ name }) => name === "Mine")).toMatchObject({
      redirectUrl: "http://localhost:8787/other",
      webhookUrl: "http://localhost:8787/hook",
    });
    expect(app?.mutedTopics).not.toContain(14);
    expect(app?.mutedTopics).toContain(3);
    await post("/panel/act/setClockwork", {
      hold: "true",
      requestsPerSecond: "50",
      burst: "60",
      chatRequestsPerDay: "9",
      retryScale: "0.01",
      sensitiveWords: "Signal, viber",
    });
    expect(world.rules).toMatchObject({ hold: true, autoCancel: false });
    expect(world.limits).toMatchObject({ requestsPerSecond: 50, burst: 60, chatRequestsPerDay: 9, pageTokenSeconds: null });
    expect([simulator.faults.retryScale, simulator.snapshot().sensitiveWords]).toEqual([0.01, ["signal", "viber"]]);
  });

  it("tells when a page could look different", async () => {
    const { open, world } = openPages();
    const before = (await open("/panel/pulse")).text;
    expect((await open("/panel/pulse")).text).toBe(before);
    world.addBuyer();
    expect((await open("/panel/pulse")).text).not.toBe(before);
  });
});
