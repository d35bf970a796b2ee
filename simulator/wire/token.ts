// Token get and refresh on the auth host: plain GET, unsigned, with the secret in the query. Refuses an old refresh token once a new
// one is out, unless the doubt says tokens do not rotate.
import { type Core, found, seconds } from "../core/core.ts";
import type { AccessToken, Grant } from "../sellers/grant.ts";
import { issuePair } from "../sellers/grant.ts";
import { WireFailure } from "./failure.ts";
import type { Arrived } from "./gateway.ts";

/** Paths of the auth host, and the names faults know them by. */
export const TOKEN_CALLS: Record<string, string> = { "/api/v2/token/get": "token.get", "/api/v2/token/refresh": "token.refresh" };

const refusal = (core: Core, code: number, message: string) => new WireFailure(code, message, core.state.doubts.authHostStatus);

function checkApp(core: Core, query: URLSearchParams): string {
  const app = core.state.apps[query.get("app_key") ?? ""];
  const secret = query.get("app_secret");
  if (!app || secret === null || (secret !== app.appSecret && secret !== app.oldSecret))
    throw refusal(core, 36004005, "Invalid app_key or app_secret");
  return app.appKey;
}

function pairOnWire(core: Core, grant: Grant, token: AccessToken) {
  const seller = found(core.state.sellers[grant.sellerId], "seller", grant.sellerId);
  return {
    access_token: token.token,
    access_token_expire_in: token.expiresAt,
    refresh_token: grant.refreshToken,
    refresh_token_expire_in: grant.endsAt,
    open_id: seller.openId,
    seller_name: seller.name,
    seller_base_region: seller.baseRegion,
    user_type: 0,
    granted_scopes: grant.scopes,
  };
}

function exchangeCode(core: Core, query: URLSearchParams) {
  const appKey = checkApp(core, query);
  if (query.get("grant_type") !== "authorized_code") throw refusal(core, 98001004, "Invalid parameter: grant_type");
  const code = core.state.codes[query.get("auth_code") ?? ""];
  if (!code || code.used || code.appKey !== appKey || code.expiresAt < seconds(core)) throw refusal(core, 36004004, "Invalid auth code");
  code.used = true;
  const grant = core.state.grants[`${appKey}/${code.sellerId}`];
  if (grant?.status !== "active") throw refusal(core, 36004005, "No authorization record found");
  return pairOnWire(core, grant, issuePair(core, grant, true));
}

function refreshPair(core: Core, query: URLSearchParams) {
  const appKey = checkApp(core, query);
  const { doubts } = core.state;
  const type = query.get("grant_type");
  if (type !== "refresh_token" && !(type === "authorized_code" && doubts.refreshTakesAuthorizedCode))
    throw refusal(core, 98001004, "Invalid parameter: grant_type");
  const given = query.get("refresh_token");
  const grant = Object.values(core.state.grants).find(
    (one) => one.appKey === appKey && one.refreshToken !== null && one.refreshToken === given,
  );
  if (grant?.status !== "active") throw refusal(core, 36004005, "No authorization record found for this refresh token");
  if (grant.endsAt <= seconds(core)) throw refusal(core, 36004001, "The refresh token has expired");
  if (doubts.refreshKillsAccess) for (const token of grant.tokens) token.dead = true;
  return pairOnWire(core, grant, issuePair(core, grant, doubts.refreshRotates));
}

/** Both calls are GET; TikTok's envelope is around them too, with another capital. */
export function answerToken(core: Core, arrived: Arrived): unknown {
  if (arrived.method !== "GET") throw new WireFailure(36009010, "Invalid method. The method is not allowed for this path.", 405);
  return TOKEN_CALLS[arrived.path] === "token.get" ? exchangeCode(core, arrived.query) : refreshPair(core, arrived.query);
}
