// A small client of the wire for the simulator's own tests: signs by itself, in a third implementation, and hands back what came.
// Refuses to hide failures; a test reads code and status.
import { createHmac } from "node:crypto";
import { createSimulator, type Simulator, type SimulatorOptions } from "../../simulator/index.ts";

export const MIDNIGHT = Date.UTC(2026, 0, 1);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface Reply {
  status: number;
  body: { code: number; message: string; request_id: string; data: Record<string, unknown> | null };
  headers: Headers;
}

/** One field of an answer, as the shape the test asserts it to have. */
export const take = <T>(reply: Reply, name: string): T => reply.body.data?.[name] as T;
export type Row = Record<string, unknown>;

export interface Asked {
  query?: Record<string, string>;
  body?: unknown;
  /** Replaces the signed body text, or the finished query. */
  raw?: { body?: string | FormData; query?: (query: URLSearchParams) => void };
  token?: string | null;
  cipher?: string | null;
}

export interface Caller {
  call(method: string, path: string, asked?: Asked): Promise<Reply>;
  read(path: string, query?: Record<string, string>): Promise<Reply>;
  send(path: string, body?: unknown, query?: Record<string, string>): Promise<Reply>;
  token: string;
  refreshToken: string;
}

export interface Stage {
  simulator: Simulator;
  clock: { now(): number; pass(ms: number): Promise<void>; set(ms: number): void };
  /** Every push that left, parsed, oldest first. */
  pushed: { headers: Headers; text: string; body: { type: number; tts_notification_id: string; shop_id: string; data: Row } }[];
  /** What the receiver answers; a test may change it. */
  receiver: { answer(request: Request): Response | Promise<Response> };
  app: { appKey: string; appSecret: string };
  sellerId: string;
  shopId: string;
  cipher: string;
  skuId: string;
}

/** A world with one app, one seller, a shop in `region` and one product; the shop is authorized. */
export function openStage(region = "GB", options: Partial<SimulatorOptions> = {}): Stage {
  let now = MIDNIGHT;
  const pushed: Stage["pushed"] = [];
  const receiver: Stage["receiver"] = { answer: () => new Response(null, { status: 200 }) };
  const clock = {
    now: () => now,
    set: (ms: number) => {
      now = ms;
    },
    pass: async (ms: number) => {
      now += ms;
      await simulator.tick();
    },
  };
  const simulator = createSimulator({
    clock,
    origin: "http://simulator.test",
    deliver: async (request) => {
      const text = await request.text();
      pushed.push({ headers: request.headers, text, body: JSON.parse(text) });
      return receiver.answer(request);
    },
    ...options,
  });
  const { world } = simulator;
  const app = world.registerApp({
    region: region === "US" ? "US" : "ROW",
    appKey: "kx7demo0app1",
    appSecret: "5f1e9c0a77b24d3d8e6a1f0c2b9d4e7788aa55ee",
    redirectUrl: "https://app.example.test/callback",
    webhookUrl: "https://app.example.test/hook",
  });
  world.changeLimits({ requestsPerSecond: 10_000, burst: 10_000 });
  const seller = world.addSeller({ name: "Northwind", shops: [{ region, fbt: region === "US" || region === "GB" }] });
  const shop = world.shops[0];
  if (!shop) throw new Error("no shop");
  const product = world.addProduct({
    shopId: shop.id,
    title: "Ribbed beanie",
    skus: [{ name: "Black, M", sellerSku: "BEANIE-BLK-M", price: 999, stock: 5_000, fbtStock: 500 }],
  });
  return {
    simulator,
    clock,
    pushed,
    receiver,
    app,
    sellerId: seller.id,
    shopId: shop.id,
    cipher: shop.cipher,
    skuId: product.skus[0]?.id ?? "",
  };
}

const sign = (secret: string, path: string, query: URLSearchParams, body: string) => {
  const pairs = [...query].filter(([name]) => name !== "sign" && name !== "access_token").sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", secret)
    .update(secret + path + pairs.map(([name, value]) => name + value).join("") + body + secret)
    .digest("hex");
};

export async function fetchTokens(stage: Stage, query: Record<string, string>, path = "get"): Promise<Reply> {
  const all = new URLSearchParams({ app_key: stage.app.appKey, app_secret: stage.app.appSecret, ...query });
  const response = await stage.simulator.fetch(new Request(`https://auth.tiktok-shops.com/api/v2/token/${path}?${all}`));
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Authorizes, exchanges the code, and calls as the app would. */
export async function openCaller(stage: Stage): Promise<Caller> {
  const { code } = stage.simulator.world.authorize({ appKey: stage.app.appKey, sellerId: stage.sellerId });
  const pair = await fetchTokens(stage, { auth_code: code, grant_type: "authorized_code" });
  const caller: Caller = {
    token: take<string>(pair, "access_token"),
    refreshToken: take<string>(pair, "refresh_token"),
    read: (path, query = {}) => caller.call("GET", path, { query }),
    send: (path, body = {}, query = {}) => caller.call("POST", path, { query, body }),
    call: async (method, path, asked = {}) => {
      const query = new URLSearchParams({
        app_key: stage.app.appKey,
        timestamp: String(Math.floor(stage.clock.now() / 1000)),
        ...asked.query,
      });
      const cipher = asked.cipher === undefined ? stage.cipher : asked.cipher;
      if (cipher !== null) query.set("shop_cipher", cipher);
      const form = asked.raw?.body instanceof FormData ? asked.raw.body : null;
      const text =
        typeof asked.raw?.body === "string"
          ? asked.raw.body
          : method === "GET" || asked.body === undefined
            ? ""
            : JSON.stringify(asked.body);
      query.set("sign", sign(stage.app.appSecret, path, query, form ? "" : text));
      asked.raw?.query?.(query);
      const headers = new Headers(form ? {} : { "content-type": "application/json" });
      const token = asked.token === undefined ? caller.token : asked.token;
      if (token !== null) headers.set("x-tts-access-token", token);
      const init: RequestInit = { method, headers };
      if (form) init.body = form;
      else if (method !== "GET" && text !== "") init.body = text;
      const response = await stage.simulator.fetch(new Request(`https://open-api.tiktokglobalshop.com${path}?${query}`, init));
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
  };
  return caller;
}
