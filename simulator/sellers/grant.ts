// An authorization: one app, one seller account, all shops of that account, one current pair of tokens. Knows how it is given,
// renewed, narrowed and taken away. Refuses the wire shape, which is wire/auth.ts.
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { drawWord } from "../core/ids.ts";
import { publishForSeller } from "../webhooks/publish.ts";
import { type Seller, type Shop, shopsOf } from "./account.ts";
import type { App } from "./app.ts";
import { regionOf } from "./regions.ts";

export interface AccessToken {
  token: string;
  /** Epoch seconds. */
  expiresAt: number;
  dead: boolean;
}

export interface Grant {
  id: string;
  appKey: string;
  sellerId: string;
  status: "active" | "deauthorized";
  scopes: string[];
  authorizedAt: number;
  refreshToken: string | null;
  /** End of the duration the seller picked, epoch seconds. */
  endsAt: number;
  tokens: AccessToken[];
}

export interface AuthCode {
  code: string;
  appKey: string;
  sellerId: string;
  expiresAt: number;
  used: boolean;
}

/** A code lives half an hour and works once. */
const CODE_SECONDS = 1_800;
const DAY_SECONDS = 86_400;
const AUTHORIZATION_DAYS = 365;
const NOTICE_DAYS = 30;
const TOKENS_KEPT_MAX = 12;

const regionPrefix = (seller: Seller, shop: Shop | undefined) =>
  regionOf(shop?.region ?? seller.baseRegion).center === "US" ? "TTP" : "ROW";

/** What the seller does at the last step: gives the app access and is sent back with a code. `state` is echoed if there was one. */
export function authorize(
  core: Core,
  input: { appKey: string; sellerId: string; days?: number; state?: string },
): { code: string; redirect: string } {
  const app = found(core.state.apps[input.appKey], "app", input.appKey);
  const seller = found(core.state.sellers[input.sellerId], "seller", input.sellerId);
  const first = shopsOf(core, seller.id)[0];
  const now = seconds(core);
  const id = `${app.appKey}/${seller.id}`;
  const grant: Grant = core.state.grants[id] ?? newGrant(id, app, seller, now);
  if (core.state.doubts.reauthorizeKillsTokens || grant.status === "deauthorized") for (const token of grant.tokens) token.dead = true;
  Object.assign(grant, {
    status: "active",
    scopes: [...app.scopes],
    authorizedAt: now,
    endsAt: now + (input.days ?? AUTHORIZATION_DAYS) * DAY_SECONDS,
  });
  core.state.grants[id] = grant;
  const code = `${regionPrefix(seller, first)}_${drawWord(core.chance("tokens"), 36)}`;
  core.state.codes[code] = { code, appKey: app.appKey, sellerId: seller.id, expiresAt: now + CODE_SECONDS, used: false };
  armNotice(core, grant);
  core.changed();
  const redirect = new URL(app.redirectUrl);
  redirect.searchParams.set("app_key", app.appKey);
  redirect.searchParams.set("code", code);
  redirect.searchParams.set("locale", "en");
  redirect.searchParams.set("shop_region", first?.region ?? seller.baseRegion);
  if (input.state !== undefined) redirect.searchParams.set("state", input.state);
  return { code, redirect: redirect.href };
}

const newGrant = (id: string, app: App, seller: Seller, now: number): Grant => ({
  id,
  appKey: app.appKey,
  sellerId: seller.id,
  status: "active",
  scopes: [...app.scopes],
  authorizedAt: now,
  refreshToken: null,
  endsAt: now,
  tokens: [],
});

/** A fresh pair for the grant; the refresh token is replaced only if `rotate`. */
export function issuePair(core: Core, grant: Grant, rotate: boolean): AccessToken {
  const seller = found(core.state.sellers[grant.sellerId], "seller", grant.sellerId);
  const prefix = regionPrefix(seller, shopsOf(core, seller.id)[0]);
  const words = core.chance("tokens");
  const lifeEnds = Math.min(seconds(core) + core.state.doubts.accessTokenSeconds, grant.endsAt);
  const token: AccessToken = { token: `${prefix}_${drawWord(words, 48)}`, expiresAt: lifeEnds, dead: false };
  grant.tokens = [...grant.tokens, token].slice(-TOKENS_KEPT_MAX);
  if (rotate || grant.refreshToken === null) grant.refreshToken = `${prefix}_${drawWord(words, 52)}`;
  core.changed();
  return token;
}

/** Also finds tokens that are dead or expired: the gateway answers each differently. */
export function grantByToken(core: Core, token: string): { grant: Grant; token: AccessToken } | null {
  for (const grant of Object.values(core.state.grants)) {
    const held = grant.tokens.find((one) => one.token === token);
    if (held) return { grant, token: held };
  }
  return null;
}

/** Neither taken back nor past the duration the seller picked. */
const isActive = (core: Core, grant: Grant): boolean => grant.status === "active" && grant.endsAt > seconds(core);

/** Every grant that covers the shop or seller, of one app or of all. */
export interface GrantChoice {
  appKey?: string;
  sellerId?: string;
  shopId?: string;
}

function chosenGrants(core: Core, choice: GrantChoice): Grant[] {
  const sellerId = choice.sellerId ?? (choice.shopId ? found(core.state.shops[choice.shopId], "shop", choice.shopId).sellerId : undefined);
  if (sellerId === undefined) throw new Refusal("Name a seller or a shop.");
  return Object.values(core.state.grants).filter(
    (grant) => grant.sellerId === sellerId && (!choice.appKey || grant.appKey === choice.appKey),
  );
}

/** The seller takes the authorization back: calls meet 105001, and topic 6 is pushed for every shop. */
export function deauthorize(core: Core, choice: GrantChoice): number {
  const grants = chosenGrants(core, choice).filter((grant) => grant.status === "active");
  for (const grant of grants) {
    for (const shop of shopsOf(core, grant.sellerId))
      publishForSeller(core, grant, {
        topic: 6,
        shopId: shop.id,
        data: { message: `The seller of shop ${shop.name} has cancelled the authorization.` },
      });
    grant.status = "deauthorized";
    for (const token of grant.tokens) token.dead = true;
    core.agenda.drop(`notice:${grant.id}`);
  }
  core.changed();
  return grants.length;
}

/** The access tokens run out now: calls meet 105002 until a refresh. */
export function expireAccessToken(core: Core, choice: GrantChoice): number {
  const grants = chosenGrants(core, choice);
  for (const grant of grants) for (const token of grant.tokens) token.expiresAt = Math.min(token.expiresAt, seconds(core) - 1);
  core.changed();
  return grants.length;
}

/** The duration the seller picked is over: a refresh meets 36004001 and the seller must authorize again. */
export function expireAuthorization(core: Core, choice: GrantChoice): number {
  const grants = chosenGrants(core, choice);
  for (const grant of grants) {
    grant.endsAt = Math.min(grant.endsAt, seconds(core) - 1);
    for (const token of grant.tokens) token.expiresAt = Math.min(token.expiresAt, grant.endsAt);
    core.agenda.drop(`notice:${grant.id}`);
  }
  core.changed();
  return grants.length;
}

/** Takes one scope out of the grant: calls that need it meet 105005 until the seller authorizes again. */
export function revokeScope(core: Core, choice: GrantChoice & { scope: string }): number {
  const grants = chosenGrants(core, choice);
  for (const grant of grants) grant.scopes = grant.scopes.filter((scope) => scope !== choice.scope);
  core.changed();
  return grants.length;
}

/** Topic 7 goes out at 00:00 UTC of every day from thirty days before the end. */
function armNotice(core: Core, grant: Grant): void {
  const from = Math.max(seconds(core), grant.endsAt - NOTICE_DAYS * DAY_SECONDS);
  const midnight = Math.ceil((from + 1) / DAY_SECONDS) * DAY_SECONDS;
  if (core.state.rules.expiryNotices && midnight < grant.endsAt) core.agenda.set(`notice:${grant.id}`, midnight * 1000);
  else core.agenda.drop(`notice:${grant.id}`);
}

/** After the rule was switched: every grant that still counts is warned, or not, from here on. */
export function rearmNotices(core: Core): void {
  for (const grant of Object.values(core.state.grants)) if (isActive(core, grant)) armNotice(core, grant);
}

/** The act behind a due `notice:` entry. */
export function noticeExpiry(core: Core, grantId: string): void {
  const grant = core.state.grants[grantId];
  if (!grant || !isActive(core, grant)) return;
  for (const shop of shopsOf(core, grant.sellerId)) {
    const data = { message: `The authorization of shop ${shop.name} expires soon.`, expiration_time: String(grant.endsAt) };
    publishForSeller(core, grant, { topic: 7, shopId: shop.id, data });
  }
  armNotice(core, grant);
}
