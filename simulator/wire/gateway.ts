// The checks every API call passes before it does anything, in the order TikTok's probes suggest: path, app key, time, signature,
// token, scope, shop, rate, body. Refuses to run a call that fails one of them.
import type { Core } from "../core/core.ts";
import { type Shop, shopsOf } from "../sellers/account.ts";
import type { App } from "../sellers/app.ts";
import { type Grant, grantByToken } from "../sellers/grant.ts";
import {
  badCredentials,
  badParameter,
  badSign,
  badToken,
  businessFailure,
  deadToken,
  expiredToken,
  foreignCipher,
  needlessCipher,
  noCipher,
  noScope,
  noSuchMethod,
  noSuchPath,
  noSuchVersion,
  notForm,
  notJson,
  tooMany,
} from "./failure.ts";
import { objectIn, parsed } from "./input.ts";
import { findRoute, type Route, type SellerCall } from "./route.ts";
import { isSameSignature, signCall } from "./signature.ts";

/** The timestamp may be this much behind or ahead of TikTok's clock. */
const CLOCK_BEHIND_SECONDS = 300;
const CLOCK_AHEAD_SECONDS = 30;

/** The parts of a form by name: bytes where a file was given, else text. */
export type Form = Map<string, string | Uint8Array>;

export interface Arrived {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  bytes: Uint8Array;
  /** Parsed before, for it is the only part that cannot be read at once. */
  form: Form | null;
}

/** What is known about a call as the checks go on, for the record of calls. */
export interface Known {
  route?: Route;
  app?: App;
  shop?: Shop;
}

function lookUp(routes: readonly Route[], arrived: Arrived) {
  const found = findRoute(routes, arrived.method, arrived.path);
  if (found === "path") throw noSuchPath();
  if (found === "method") throw noSuchMethod();
  if (found === "version") throw noSuchVersion();
  return found;
}

function checkApp(core: Core, arrived: Arrived): App {
  const app = core.state.apps[arrived.query.get("app_key") ?? ""];
  if (!app) throw badCredentials("Invalid 'app_key' query parameter.");
  return app;
}

function checkTime(core: Core, arrived: Arrived): void {
  const text = arrived.query.get("timestamp") ?? "";
  const age = Math.floor(core.now() / 1000) - Number(text);
  const wrong = (must: string) => badParameter(`Invalid timestamp. The value of the 'timestamp' query parameter must not ${must}.`);
  if (text.startsWith("-")) throw wrong("be lesser than 0");
  if (!/^\d{10}$/.test(text) || age > CLOCK_BEHIND_SECONDS) throw wrong("be earlier than 5 minutes before the current time");
  if (age < -CLOCK_AHEAD_SECONDS) throw wrong("exceed the current time by more than 30 seconds");
}

function checkSign(core: Core, arrived: Arrived, app: App): void {
  const given = arrived.query.get("sign");
  if (!given) throw badParameter("Missing credentials. The request does not include a required signature in the query.");
  const signsBody = arrived.form === null && arrived.method !== "GET" && arrived.bytes.length > 0;
  const bodies = [signsBody ? arrived.bytes : null];
  if (signsBody && isEmptyObject(arrived.bytes) && core.state.doubts.takesUnsignedEmptyBody) bodies.push(null);
  const secrets = app.oldSecret === null ? [app.appSecret] : [app.appSecret, app.oldSecret];
  const isRight = secrets.some((secret) =>
    bodies.some((body) => isSameSignature(signCall(secret, arrived.path, arrived.query, body), given)),
  );
  if (!isRight) throw badSign(core);
}

const EMPTY_OBJECT = [0x7b, 0x7d];
const isEmptyObject = (bytes: Uint8Array) => bytes.length === EMPTY_OBJECT.length && EMPTY_OBJECT.every((byte, at) => bytes[at] === byte);

function checkToken(core: Core, arrived: Arrived): Grant {
  const held = grantByToken(core, arrived.headers.get("x-tts-access-token") ?? "");
  if (!held) throw badToken(core);
  if (held.token.dead || held.grant.status !== "active") throw deadToken(core);
  if (held.token.expiresAt <= core.now() / 1000) throw expiredToken(core);
  return held.grant;
}

/** Calls that several clients were refused for a cipher; of the others that need none nobody has told. */
const NO_CIPHER = new Set(["shops.authorized", "shops.active", "shops.permissions", "products.upload_image"]);

function checkShop(core: Core, arrived: Arrived, route: Route, grant: Grant): Shop | undefined {
  const cipher = arrived.query.get("shop_cipher") ?? "";
  if (!route.cipher) {
    const refuses = NO_CIPHER.has(route.name) || core.state.doubts.refusesNeedlessCipher;
    if (cipher !== "" && refuses) throw needlessCipher();
    return undefined;
  }
  if (cipher === "") return onlyShop(core, grant);
  const shop = Object.values(core.state.shops).find((one) => one.cipher === cipher);
  if (!shop || shop.sellerId !== grant.sellerId) throw foreignCipher(core);
  return shop;
}

/** Where no shop is named: refused, unless the doubt has TikTok know which one is meant. */
function onlyShop(core: Core, grant: Grant): Shop {
  const [shop, ...more] = shopsOf(core, grant.sellerId);
  if (!shop || more.length > 0 || !core.state.doubts.guessesOnlyShop) throw noCipher();
  return shop;
}

/** A token bucket per app and shop; its size and rate are read anew at every call. */
function checkRate(core: Core, app: App, shop: Shop | undefined): void {
  const { requestsPerSecond, burst } = core.state.limits;
  const key = `${app.appKey}/${shop?.id ?? "-"}`;
  const now = core.now();
  const bucket = core.state.buckets[key] ?? { tokens: burst, at: now };
  const filled = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * requestsPerSecond);
  core.state.buckets[key] = { tokens: Math.max(0, filled - 1), at: now };
  if (filled < 1) throw tooMany();
}

const QUERY_OF_ALL = new Set([
  "app_key",
  "timestamp",
  "sign",
  "shop_cipher",
  "access_token",
  "version",
  "shop_id",
  "page_size",
  "page_token",
  "sort_field",
  "sort_order",
  "locale",
]);

function checkQuery(core: Core, arrived: Arrived, route: Route): void {
  if (!core.state.doubts.refusesUnknownQuery) return;
  for (const name of arrived.query.keys())
    if (!QUERY_OF_ALL.has(name) && !route.query?.includes(name))
      throw badParameter(`Unexpected identifier. The '${name}' query parameter is not allowed.`);
}

function readBody(arrived: Arrived, route: Route): Record<string, unknown> {
  if (route.multipart) {
    if (!arrived.form) throw notForm();
    return {};
  }
  if (arrived.method === "GET" || arrived.bytes.length === 0) return {};
  if (!/^application\/json\b/i.test(arrived.headers.get("content-type") ?? "")) throw notJson();
  const failure = badParameter("Invalid request: the body is not valid JSON");
  return objectIn(parsed(new TextDecoder().decode(arrived.bytes), failure), "body") ?? {};
}

/** Developer docs: list, get, messages, read and send share ten thousand requests a day; whether per app or shop is a doubt. */
function checkChatQuota(core: Core, app: App, shop: Shop | undefined): void {
  const key = core.state.doubts.chatQuotaPer === "app" ? app.appKey : `${app.appKey}/${shop?.id}`;
  const day = new Date(core.now()).toISOString().slice(0, 10);
  const kept = core.state.chatQuota[key];
  const used = (kept?.day === day ? kept.used : 0) + 1;
  core.state.chatQuota[key] = { day, used };
  if (used > core.state.limits.chatRequestsPerDay) throw businessFailure(core, 45101004, "daily query quota reached");
}

/** The fault that lets TikTok's own rules say no, after every check of the gateway. */
function refuseByFault(core: Core, arrived: Arrived, route: Route, shop: Shop | undefined): void {
  const names = [route.name, arrived.path, `${arrived.method} ${arrived.path}`];
  const fault = core.faults.strike("business_error", { names, shopId: shop?.id });
  if (fault) throw businessFailure(core, fault.code ?? 25001028, fault.words ?? "The order is locked. Please try again later.");
}

/** Runs the call, or throws a WireFailure at the first check it fails; fills `known` on the way. */
export function runCall(core: Core, routes: readonly Route[], arrived: Arrived, known: Known): unknown {
  const { route, version, params } = lookUp(routes, arrived);
  known.route = route;
  const app = checkApp(core, arrived);
  known.app = app;
  checkTime(core, arrived);
  checkSign(core, arrived, app);
  const grant = checkToken(core, arrived);
  if (!grant.scopes.includes(route.scope)) throw noScope();
  const shop = checkShop(core, arrived, route, grant);
  if (shop) known.shop = shop;
  checkRate(core, app, shop);
  checkQuery(core, arrived, route);
  const body = readBody(arrived, route);
  if (route.chatQuota) checkChatQuota(core, app, shop);
  const call: SellerCall = { core, route, version, params, query: arrived.query, body, form: arrived.form, app, grant };
  refuseByFault(core, arrived, route, shop);
  if (!route.cipher) return route.run(call);
  if (!shop) throw noCipher();
  return route.run({ ...call, shop });
}
