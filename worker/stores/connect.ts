/** From a click on Authorize to a connected store, both ways in: a store that waits for its shop, or a marketplace whose shop becomes a
 *  store. Every way it can go wrong comes back as a code the page has a sentence for; nothing is connected by a link alone. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { findPerson, hashToken, requireAdmin, type SignedIn } from "../team/session.ts";
import { mayTry, SIGN_IN_WINDOW_SECONDS } from "../team/sign-in.ts";
import {
  type AppRegion,
  type AuthorizedShop,
  authorizeUrl,
  exchangeCode,
  findMarketplace,
  listShops,
  readAuthorizeReturn,
  SCOPES_REQUIRED,
  type TokenPair,
} from "../tiktok/authorization.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { MINUTE_MS } from "../units.ts";
import { requireApp } from "./apps.ts";
import { dropUnusedAuthorization, keepAuthorization } from "./authorization.ts";
import { seal, unseal } from "./seal.ts";
import { findStore } from "./shop.ts";
import { regionOf } from "./store.ts";

export const ATTEMPT_MINUTES = 30;
/** TikTok's codes have less than a hundred. */
const CODE_CHARACTERS_MAX = 512;
/** Anybody may come with a code, and only asking TikTok shows whether it is one. */
const CLAIMS_PER_ADDRESS_MAX = 5;
/** Open at once: more than one address can begin in the minutes a claim lives, five in each. */
const CLAIMS_OPEN_MAX = 200;

/** Where an authorization begins. `storeId` is absent when the shop shall become a new store. */
export interface ConnectOrder {
  storeId?: string;
  marketplace?: string;
}

/** Answers TikTok's address, and the state that must come back both in the address and in this browser's cookie. */
export async function beginConnect(kit: Kit, signedIn: SignedIn, order: ConnectOrder): Promise<{ url: string; state: string }> {
  const admin = await requireAdmin(kit, signedIn);
  const store = order.storeId ? await findStore(kit, order.storeId) : null;
  if (order.storeId && !store) throw new Problem("missing", "store-missing");
  const marketplace = store?.marketplace ?? order.marketplace ?? "";
  if (!findMarketplace(marketplace)) throw new Problem("invalid", "marketplace-unknown");
  const region = regionOf(marketplace);
  const app = await requireApp(kit, region);
  const state = mintId(kit, "", 32);
  const expiresAt = kit.now() + ATTEMPT_MINUTES * MINUTE_MS;
  await kit.db.run(
    sql`INSERT INTO connect_attempt (state_hash, user_id, region, marketplace, store_id, expires_at)
      VALUES (${hashToken(state)}, ${admin.id}, ${region}, ${marketplace}, ${store?.id ?? null}, ${expiresAt})`,
  );
  const host = region === "US" ? kit.env.TIKTOK_AUTHORIZE_US_URL : kit.env.TIKTOK_AUTHORIZE_ROW_URL;
  return { url: authorizeUrl(host, app.serviceId, state), state };
}

/** What became of a return from TikTok. `connect` is a code the page turns into a sentence and a way on. */
export type ConnectResult =
  | { to: "store"; storeId: string; connect: string; facts?: Record<string, string> }
  | { to: "app"; connect: string; facts?: Record<string, string> }
  | { to: "choose"; authorizationId: string; storeId: string | null; marketplace: string }
  | { to: "claim"; claimId: string }
  | { to: "sign-in" };

interface Attempt {
  user_id: string;
  region: AppRegion;
  marketplace: string;
  store_id: string | null;
}

export interface Browser {
  /** What it was given when it left. */
  state: string | null;
  /** Where it is asking from. */
  address: string;
}

/** The seller's browser is back. `signedIn` may be null. */
export async function finishConnect(
  kit: Kit,
  signedIn: SignedIn | null,
  region: AppRegion,
  query: URLSearchParams,
  browser: Browser,
): Promise<ConnectResult> {
  const back = readAuthorizeReturn(query);
  if (!back.state || !signedIn || back.state !== browser.state) {
    if (back.outcome === "declined") return { to: "app", connect: "declined" };
    // Started in Seller Center, or in a browser that is not the one we sent: someone signed in as admin may claim it, nobody else.
    return keepClaim(kit, region, browser.address, { code: back.code, shopRegion: query.get("shop_region") });
  }
  const attempt = await spendAttempt(kit, back.state, region);
  if (!attempt) return { to: "app", connect: "state-over" };
  const person = await findPerson(kit, signedIn).catch(() => null);
  if (!person) return { to: "sign-in" };
  if (person.id !== attempt.user_id || person.role !== "admin") return { to: "app", connect: "state-of-another" };
  const home = attempt.store_id ? ({ to: "store", storeId: attempt.store_id } as const) : ({ to: "app" } as const);
  if (back.outcome === "declined") return { ...home, connect: "declined" };
  return takeConsent(kit, person.id, region, back.code, { ...attempt, home });
}

/** Single use: whoever is second finds it spent. */
async function spendAttempt(kit: Kit, state: string, region: AppRegion): Promise<Attempt | null> {
  return kit.db.first<Attempt>(
    sql`UPDATE connect_attempt SET used_at = ${kit.now()} WHERE state_hash = ${hashToken(state)} AND region = ${region}
      AND used_at IS NULL AND expires_at > ${kit.now()} RETURNING user_id, region, marketplace, store_id`,
  );
}

/** Nobody has signed in for it: what is kept is short, of a shape TikTok sends, seldom from one address and never more than so much. */
async function keepClaim(
  kit: Kit,
  region: AppRegion,
  address: string,
  { code, shopRegion }: { code: string; shopRegion: string | null },
): Promise<ConnectResult> {
  const isStrange = code.length > CODE_CHARACTERS_MAX || (shopRegion !== null && !findMarketplace(shopRegion));
  if (isStrange) return { to: "app", connect: "return-strange" };
  if (!(await mayTry(kit, `claim:${address}`, CLAIMS_PER_ADDRESS_MAX)))
    throw new Problem("too-many", "too-many-questions", { seconds: SIGN_IN_WINDOW_SECONDS });
  const id = mintId(kit, "clm_", 26);
  const sealed = seal({ keys: kit.env.SEAL_KEYS, random: kit.random }, `claim:${id}`, code);
  const now = kit.now();
  // Those that are over go first: what is counted is never more than what may be open.
  const [, kept] = await kit.db.batch<[object, { id: string }]>([
    sql`DELETE FROM connect_claim WHERE expires_at <= ${now}`,
    sql`INSERT INTO connect_claim (id, region, code_sealed, shop_region, expires_at)
      SELECT ${id}, ${region}, ${sealed}, ${shopRegion}, ${now + ATTEMPT_MINUTES * MINUTE_MS}
      WHERE (SELECT COUNT(*) FROM connect_claim WHERE used_at IS NULL) < ${CLAIMS_OPEN_MAX} RETURNING id`,
  ]);
  return kept.length === 0 ? { to: "app", connect: "claims-full" } : { to: "claim", claimId: id };
}

/** The night drops authorizations nobody came back from, and claims nobody took. */
export const forgetConnecting = (kit: Kit) =>
  kit.db.run(
    sql`DELETE FROM connect_attempt WHERE expires_at <= ${kit.now()}`,
    sql`DELETE FROM connect_claim WHERE expires_at <= ${kit.now()}`,
  );

export interface OpenClaim {
  region: AppRegion;
  /** Where TikTok said the shop is; null where it did not say. */
  marketplace: string | null;
  expiresAt: number;
}

export async function findClaim(kit: Kit, signedIn: SignedIn, claimId: string): Promise<OpenClaim> {
  await requireAdmin(kit, signedIn);
  const claim = await kit.db.first<{ region: AppRegion; shop_region: string | null; expires_at: number }>(
    sql`SELECT region, shop_region, expires_at FROM connect_claim WHERE id = ${claimId} AND used_at IS NULL AND expires_at > ${kit.now()}`,
  );
  if (!claim) throw new Problem("missing", "claim-over");
  return { region: claim.region, marketplace: claim.shop_region, expiresAt: claim.expires_at };
}

/** An admin says: that consent was ours. */
export async function claimConsent(kit: Kit, signedIn: SignedIn, claimId: string, storeId: string | null): Promise<ConnectResult> {
  const admin = await requireAdmin(kit, signedIn);
  const claim = await kit.db.first<{ region: AppRegion; code_sealed: string; shop_region: string | null }>(
    sql`UPDATE connect_claim SET used_at = ${kit.now()} WHERE id = ${claimId} AND used_at IS NULL AND expires_at > ${kit.now()}
      RETURNING region, code_sealed, shop_region`,
  );
  if (!claim) throw new Problem("missing", "claim-over");
  const store = storeId ? await findStore(kit, storeId) : null;
  const marketplace = store?.marketplace ?? claim.shop_region ?? "";
  const home = store ? ({ to: "store", storeId: store.id } as const) : ({ to: "app" } as const);
  const code = unseal(kit.env.SEAL_KEYS, `claim:${claimId}`, claim.code_sealed);
  return takeConsent(kit, admin.id, claim.region, code, { marketplace, store_id: store?.id ?? null, home });
}

interface Aim {
  marketplace: string;
  store_id: string | null;
  home: { to: "store"; storeId: string } | { to: "app" };
}

async function takeConsent(kit: Kit, userId: string, region: AppRegion, code: string, aim: Aim): Promise<ConnectResult> {
  const app = await requireApp(kit, region);
  let pair: TokenPair;
  let shops: AuthorizedShop[];
  try {
    pair = await exchangeCode({ authUrl: kit.env.TIKTOK_AUTH_URL, fetch: kit.fetch }, app, code);
    if (!pair.isSeller) return { ...aim.home, connect: "not-a-seller" };
    const missing = SCOPES_REQUIRED.filter((scope) => !pair.scopes.includes(scope));
    if (missing.length > 0) return { ...aim.home, connect: "scopes-missing", facts: { scopes: missing.join(", ") } };
    shops = await listShops({ apiUrl: kit.env.TIKTOK_API_URL, app, accessToken: pair.accessToken, now: kit.now, fetch: kit.fetch });
  } catch (failure) {
    if (!(failure instanceof TikTokFailure)) throw failure;
    return { ...aim.home, connect: failure.verdict === "retry" ? "tiktok-silent" : "code-refused", facts: { words: failure.words } };
  }
  const authorizationId = await keepAuthorization(kit, region, pair, shops);
  const result = await chooseShop(kit, userId, authorizationId, shops, aim);
  if (result.to !== "choose") await dropUnusedAuthorization(kit, authorizationId);
  return result;
}

async function chooseShop(kit: Kit, userId: string, authorizationId: string, shops: AuthorizedShop[], aim: Aim): Promise<ConnectResult> {
  const store = aim.store_id ? await findStore(kit, aim.store_id) : null;
  if (store?.shop_id) {
    const same = shops.find((shop) => shop.id === store.shop_id);
    if (!same) return { to: "store", storeId: store.id, connect: "another-seller", facts: { shop: store.shop_name ?? "" } };
    return { to: "store", storeId: store.id, connect: await attachShop(kit, userId, store.id, authorizationId, same) };
  }
  const fitting = aim.marketplace ? shops.filter((shop) => shop.region === aim.marketplace) : shops;
  if (fitting.length === 0) {
    const found = shops.map((shop) => `${shop.name} (${shop.region})`).join(", ");
    return { ...aim.home, connect: "wrong-marketplace", facts: { found, marketplace: aim.marketplace } };
  }
  const owners = await listOwners(kit, fitting);
  const free = fitting.filter((shop) => !owners.has(shop.id));
  const [only, ...others] = free;
  const isReturning = [...owners.values()].some((owner) => owner.state === "disconnected");
  if (!only && isReturning && !store) return { to: "choose", authorizationId, storeId: null, marketplace: aim.marketplace };
  if (!only) return refuseTaken(aim, owners);
  const isWholeChoice = others.length === 0 && shops.length === 1;
  if (!isWholeChoice || !store) return { to: "choose", authorizationId, storeId: store?.id ?? null, marketplace: aim.marketplace };
  return { to: "store", storeId: store.id, connect: await attachShop(kit, userId, store.id, authorizationId, only) };
}

interface Owner {
  id: string;
  name: string;
  state: "disconnected" | "connected" | "reauthorize";
  shop_id: string;
}

/** A shop belongs to the store that holds its history, connected or not. */
async function listOwners(kit: Kit, shops: AuthorizedShop[]): Promise<Map<string, Owner>> {
  const rows = await kit.db.all<Owner>(
    sql`SELECT s.id, s.name, s.state, s.shop_id FROM json_each(${JSON.stringify(shops.map((shop) => shop.id))}) k CROSS JOIN store s ON s.shop_id = k.value`,
  );
  return new Map(rows.map((row) => [row.shop_id, row]));
}

/** By the App Store a store that was disconnected may simply be chosen again; a store that waits for its shop cannot have another's. */
function refuseTaken(aim: Aim, owners: Map<string, Owner>): ConnectResult {
  const [owner] = owners.values();
  const connect = owner?.state === "disconnected" ? "shop-of-another-store" : "shop-taken";
  return { ...aim.home, connect, facts: { store: owner?.name ?? "", storeId: owner?.id ?? "" } };
}

/** The store and the shop are one from here on; `first` happens in the same breath. Answers the code the page shows. */
export async function attachShop(
  kit: Kit,
  userId: string,
  storeId: string,
  authorizationId: string,
  shop: Pick<AuthorizedShop, "id" | "name" | "region" | "sellerType" | "cipher">,
  first: SQL[] = [],
): Promise<string> {
  const results = await kit.db.batch<{ id: string }[]>([
    ...first,
    sql`UPDATE OR IGNORE store SET state = 'connected', reason = NULL, authorization_id = ${authorizationId}, shop_id = ${shop.id}, shop_name = ${shop.name},
        shop_cipher = ${shop.cipher}, seller_type = ${shop.sellerType}, connected_at = IFNULL(connected_at, ${kit.now()}), begin_since = ${kit.now()}, version = version + 1
      WHERE id = ${storeId} AND marketplace = ${shop.region} AND (shop_id IS NULL OR shop_id = ${shop.id}) RETURNING id`,
    recordChange({ at: kit.now(), userId, action: "connect-store", subject: storeId, storeId, after: { shop: shop.id, name: shop.name } }),
  ]);
  if (results[first.length]?.length === 0) return "shop-taken";
  await kit.env.LIVE.send({ do: "begin-store", store: storeId });
  return "connected";
}
