// A client somebody else wrote (npm tiktok-shop-sdk) works against the hosted simulator: what it signs is accepted, what it reads is
// what it expects, and it throws where TikTok would refuse. It speaks to TikTok's own hosts, which are led to the simulator here.

import { TikTokAPIError, TikTokShopSDK } from "tiktok-shop-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hosted, hostSimulator } from "../../simulator/host.ts";

const HOSTS = new Set(["open-api.tiktokglobalshop.com", "auth.tiktok-shops.com"]);
const APP = { appKey: "foreignapp01", appSecret: "0123456789abcdef0123456789abcdef01234567" };

let hosted: Hosted;
let shopId = "";
const sdk = new TikTokShopSDK(APP);
const ownFetch = globalThis.fetch;

/** TikTok's two API hosts are the simulator; everything else stays what it is. */
const ledFetch: typeof fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  return HOSTS.has(url.host) ? ownFetch(new URL(url.pathname + url.search, hosted.url), init) : ownFetch(input, init);
};

beforeAll(async () => {
  globalThis.fetch = ledFetch;
  const app = { ...APP, region: "ROW" as const, redirectUrl: "https://app.example.test/callback", webhookUrl: "" };
  hosted = await hostSimulator({ port: 0, seed: 11, preset: "seller", apps: [app] });
  const { world } = hosted.simulator;
  world.changeLimits({ requestsPerSecond: 1_000, burst: 1_000 });
  shopId = world.shops.find((shop) => shop.region === "GB")?.id ?? "";
});

afterAll(async () => {
  globalThis.fetch = ownFetch;
  await hosted.close();
});

describe("a foreign client", () => {
  it("exchanges the code a seller's authorization gives, and refreshes the pair", async () => {
    const { world } = hosted.simulator;
    const { code } = world.authorize({ appKey: APP.appKey, sellerId: world.shop(shopId).sellerId });
    const pair = await sdk.auth.getAccessToken({ auth_code: code, grant_type: "authorized_code" });
    expect(pair.data).toMatchObject({ seller_name: "Northwind Trading Ltd", access_token: expect.stringMatching(/^ROW_/) });
    const fresh = await sdk.auth.refreshAccessToken({ refresh_token: pair.data?.refresh_token ?? "", grant_type: "refresh_token" });
    sdk.setAccessToken(fresh.data?.access_token ?? "");
    await expect(sdk.auth.getAccessToken({ auth_code: code, grant_type: "authorized_code" })).rejects.toMatchObject({ code: 36004004 });
  });

  it("learns which shops it may speak for", async () => {
    const shops = (await sdk.shop.getAuthorizedShops()).data?.shops ?? [];
    expect(shops.map((shop) => shop.region)).toEqual(["GB", "DE"]);
    sdk.setShopCipher(shops.find((shop) => shop.id === shopId)?.cipher ?? "");
    expect((await sdk.seller.getActiveShops()).data?.shops).toHaveLength(2);
    expect((await sdk.seller.getSellerPermissions()).data?.permissions).toEqual(["MANAGE_GLOBAL_PRODUCT"]);
  });

  it("asks for everything with an empty body, which it does not sign", async () => {
    const page = (await sdk.order.getOrderList({ query: { page_size: 10 }, body: {} })).data;
    expect(page).toMatchObject({ total_count: hosted.simulator.world.orders(shopId).length, orders: expect.any(Array) });
    expect(page?.orders).toHaveLength(10);
  });

  it("pages through orders and reads one with its price", async () => {
    const ids: string[] = [];
    let page_token: string | undefined;
    do {
      const query = { page_size: 100, sort_field: "create_time", sort_order: "ASC", ...(page_token ? { page_token } : {}) };
      const page = (await sdk.order.getOrderList({ query, body: { order_status: "COMPLETED" } })).data;
      ids.push(...(page?.orders ?? []).map((order) => order.id));
      page_token = page?.next_page_token;
    } while (page_token);
    expect(ids).toEqual(
      hosted.simulator.world
        .orders(shopId)
        .filter((order) => order.status === "COMPLETED")
        .map((order) => order.id),
    );
    const detail = (await sdk.order.getOrderDetail({ ids: ids.slice(0, 3) })).data;
    expect(detail?.orders.map((order) => order.id)).toEqual(ids.slice(0, 3));
    const price = (await sdk.order.getPriceDetail({ order_id: ids[0] ?? "" })).data;
    expect(price).toMatchObject({ currency: "GBP", payment: detail?.orders[0]?.payment.total_amount });
  });

  it("sets, lists and deletes a webhook", async () => {
    const event_type = "ORDER_STATUS_CHANGE";
    const address = "https://hooks.example.test/tts";
    await sdk.event.updateShopWebhook({ event_type, address });
    expect((await sdk.event.getShopWebhooks()).data).toMatchObject({ total_count: 1, webhooks: [{ event_type, address }] });
    await sdk.event.deleteShopWebhook({ event_type });
    expect((await sdk.event.getShopWebhooks()).data?.total_count).toBe(0);
  });

  it("finds products and reads one", async () => {
    const found = (await sdk.product.searchProducts({ query: { page_size: 50 }, body: { status: "ACTIVATE" } })).data;
    expect(found?.total_count).toBe(hosted.simulator.world.products(shopId).length);
    const first = found?.products[0];
    const product = (await sdk.product.getProduct({ product_id: first?.id ?? "", query: { return_under_review_version: false } })).data;
    expect(product).toMatchObject({ id: first?.id, title: first?.title });
  });

  it("asks where things lie, how they travel, and in which packages", async () => {
    const warehouses = (await sdk.logistic.getWarehouseList()).data?.warehouses ?? [];
    expect(warehouses.length).toBeGreaterThanOrEqual(2);
    const options = (await sdk.logistic.getWarehouseDeliveryOptions(warehouses[0]?.id ?? "")).data?.delivery_options ?? [];
    expect((await sdk.logistic.getShippingProviders(options[0]?.id ?? "")).data).toHaveProperty("shipping_providers");
    expect((await sdk.logistic.getGlobalSellerWarehouse()).data?.global_warehouses).toHaveLength(2);
    const packages = await sdk.fulfillment.searchPackage({ query: { page_size: 20 }, body: { package_status: "COMPLETED" } });
    expect(packages.data).toMatchObject({ packages: expect.arrayContaining([expect.objectContaining({ status: "COMPLETED" })]) });
  });

  it("cancels an order, and finds and grants a return", async () => {
    const { world } = hosted.simulator;
    const order = world.orders(shopId).find((one) => one.status === "AWAITING_SHIPMENT" && !one.fbt && !one.asksCancel);
    const whole = { order_id: order?.id ?? "", order_line_item_ids: [], cancel_reason: "seller_cancel_reason_out_of_stock_uk" };
    const cancelled = await sdk.return_refund.cancelOrder(whole);
    expect(cancelled.data).toMatchObject({ cancel_status: "CANCELLATION_REQUEST_SUCCESS" });
    expect(order?.status).toBe("CANCELLED");
    const asked = world.returns(shopId).find((one) => one.type === "REFUND" && one.status === "RETURN_OR_REFUND_REQUEST_PENDING");
    const found = (await sdk.return_refund.searchReturn({ query: { page_size: 10 }, body: { return_types: ["REFUND"] } })).data;
    expect(found).toMatchObject({ return_orders: expect.arrayContaining([expect.objectContaining({ return_id: asked?.id })]) });
    await sdk.return_refund.approveReturn({
      return_id: asked?.id ?? "",
      query: { idempotency_key: "once" },
      body: { decision: "APPROVE_REFUND" },
    });
    expect(asked?.status).toBe("RETURN_OR_REFUND_REQUEST_COMPLETE");
  });

  it("throws TikTok's code where TikTok refuses", async () => {
    const missing = sdk.product.getProduct({ product_id: "1", query: {} });
    await expect(missing).rejects.toBeInstanceOf(TikTokAPIError);
    await expect(missing).rejects.toMatchObject({ code: 12019109 });
    hosted.simulator.world.deauthorize({ shopId });
    await expect(sdk.shop.getAuthorizedShops()).rejects.toMatchObject({ code: 105001 });
    sdk.setAccessToken("ROW_nobodys");
    await expect(sdk.shop.getAuthorizedShops()).rejects.toMatchObject({
      code: 36009004,
      message: expect.stringContaining("header is invalid"),
    });
  });
});
