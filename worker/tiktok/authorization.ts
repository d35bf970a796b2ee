/** How a seller's consent becomes tokens, and which shops it covers.
 *  https://partner.tiktokshop.com/docv2/page/authorization-overview-202407, …/get-authorized-shops-202309. */
import * as z from "zod";
import { type AppCredentials, callTikTok, callTokenHost, type Line } from "./client.ts";
import { id, listOf, text } from "./fields.ts";

/** Two app registries exist: one for US shops, one for everywhere else. */
export const REGIONS = ["US", "ROW"] as const;
export type AppRegion = (typeof REGIONS)[number];

export interface Marketplace {
  code: string;
  name: string;
  region: AppRegion;
  currency: string;
  timeZone: string;
}

const ROW = "ROW" as const;

/** TikTok Shop's markets (https://partner.tiktokshop.com/docv2/page/market-overview). The last four opened in 2026. */
export const MARKETPLACES: readonly Marketplace[] = [
  { code: "US", name: "United States", region: "US", currency: "USD", timeZone: "America/Los_Angeles" },
  { code: "GB", name: "United Kingdom", region: ROW, currency: "GBP", timeZone: "Europe/London" },
  { code: "DE", name: "Germany", region: ROW, currency: "EUR", timeZone: "Europe/Berlin" },
  { code: "FR", name: "France", region: ROW, currency: "EUR", timeZone: "Europe/Paris" },
  { code: "IT", name: "Italy", region: ROW, currency: "EUR", timeZone: "Europe/Rome" },
  { code: "ES", name: "Spain", region: ROW, currency: "EUR", timeZone: "Europe/Madrid" },
  { code: "IE", name: "Ireland", region: ROW, currency: "EUR", timeZone: "Europe/Dublin" },
  { code: "JP", name: "Japan", region: ROW, currency: "JPY", timeZone: "Asia/Tokyo" },
  { code: "MX", name: "Mexico", region: ROW, currency: "MXN", timeZone: "America/Mexico_City" },
  { code: "BR", name: "Brazil", region: ROW, currency: "BRL", timeZone: "America/Sao_Paulo" },
  { code: "ID", name: "Indonesia", region: ROW, currency: "IDR", timeZone: "Asia/Jakarta" },
  { code: "MY", name: "Malaysia", region: ROW, currency: "MYR", timeZone: "Asia/Kuala_Lumpur" },
  { code: "PH", name: "Philippines", region: ROW, currency: "PHP", timeZone: "Asia/Manila" },
  { code: "SG", name: "Singapore", region: ROW, currency: "SGD", timeZone: "Asia/Singapore" },
  { code: "TH", name: "Thailand", region: ROW, currency: "THB", timeZone: "Asia/Bangkok" },
  { code: "VN", name: "Vietnam", region: ROW, currency: "VND", timeZone: "Asia/Ho_Chi_Minh" },
  { code: "AT", name: "Austria", region: ROW, currency: "EUR", timeZone: "Europe/Vienna" },
  { code: "BE", name: "Belgium", region: ROW, currency: "EUR", timeZone: "Europe/Brussels" },
  { code: "NL", name: "Netherlands", region: ROW, currency: "EUR", timeZone: "Europe/Amsterdam" },
  { code: "PL", name: "Poland", region: ROW, currency: "PLN", timeZone: "Europe/Warsaw" },
];

export const findMarketplace = (code: string) => MARKETPLACES.find((marketplace) => marketplace.code === code);

/** Without these the desk cannot do its work; the rest of an app's scopes is optional. */
export const SCOPES_REQUIRED = [
  "seller.authorization.info",
  "seller.order.info",
  "seller.customer_service",
  "seller.product.basic",
] as const;

/** Where TikTok asks the seller. The return address is registered with the app, never sent. */
export function authorizeUrl(authorizeHost: string, serviceId: string, state: string): string {
  return `${authorizeHost}/open/authorize?${new URLSearchParams({ service_id: serviceId, state })}`;
}

/** What TikTok sends back to the registered address. */
export type AuthorizeReturn = { outcome: "granted"; code: string; state: string | null } | { outcome: "declined"; state: string | null };

/** TikTok's pages spell a refusal in two ways and write the word null into `code`: any error, or no code, is a refusal. */
export function readAuthorizeReturn(query: URLSearchParams): AuthorizeReturn {
  const code = query.get("code");
  const state = query.get("state");
  if (query.get("error") || !code || code === "null") return { outcome: "declined", state };
  return { outcome: "granted", code, state };
}

const pair = z.object({
  access_token: z.string().min(1),
  access_token_expire_in: z.coerce.number().int().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expire_in: z.coerce.number().int().positive(),
  open_id: z.string().min(1),
  seller_name: text,
  seller_base_region: text,
  user_type: z.coerce.number().nullish(),
  granted_scopes: listOf(z.string()),
});

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  /** Epoch seconds: despite their names on the wire both are absolute. */
  accessExpiresTime: number;
  refreshExpiresTime: number;
  openId: string;
  sellerName: string | null;
  baseRegion: string | null;
  isSeller: boolean;
  scopes: string[];
}

interface TokenHost {
  authUrl: string;
  fetch(request: Request): Promise<Response>;
}

/** A code lives 30 minutes and works once. */
export async function exchangeCode(host: TokenHost, app: AppCredentials, code: string): Promise<TokenPair> {
  const query = { app_key: app.key, app_secret: app.secret, auth_code: code, grant_type: "authorized_code" };
  return readPair(await callTokenHost(host, "/api/v2/token/get", query));
}

/** The answer may bring a new refresh token; whichever comes back is the one to keep. */
export async function refreshPair(host: TokenHost, app: AppCredentials, refreshToken: string): Promise<TokenPair> {
  const query = { app_key: app.key, app_secret: app.secret, refresh_token: refreshToken, grant_type: "refresh_token" };
  return readPair(await callTokenHost(host, "/api/v2/token/refresh", query));
}

function readPair(data: unknown): TokenPair {
  const read = pair.parse(data);
  return {
    accessToken: read.access_token,
    refreshToken: read.refresh_token,
    accessExpiresTime: read.access_token_expire_in,
    refreshExpiresTime: read.refresh_token_expire_in,
    openId: read.open_id,
    sellerName: read.seller_name,
    baseRegion: read.seller_base_region,
    isSeller: (read.user_type ?? 0) === 0,
    scopes: read.granted_scopes,
  };
}

const shops = z.object({
  shops: listOf(z.object({ id, name: z.string(), region: z.string(), seller_type: text, cipher: z.string(), code: text })),
});

export interface AuthorizedShop {
  id: string;
  name: string;
  region: string;
  sellerType: "LOCAL" | "CROSS_BORDER";
  cipher: string;
}

/** Every shop behind one authorization. The line must carry no shop cipher. */
export async function listShops(seller: Line): Promise<AuthorizedShop[]> {
  const { data } = await callTikTok(seller, { method: "GET", path: "/authorization/202309/shops" });
  return shops.parse(data).shops.map((shop) => ({
    id: shop.id,
    name: shop.name,
    region: shop.region,
    sellerType: shop.seller_type === "CROSS_BORDER" ? "CROSS_BORDER" : "LOCAL",
    cipher: shop.cipher,
  }));
}

const SECONDS_PER_DAY = 86_400;
/** Days before the end of a consent at which it is said. TikTok itself begins at thirty. */
const WARNING_DAYS = [1, 7, 14, 30] as const;
export type WarningDays = (typeof WARNING_DAYS)[number];

/** The end of a consent as people are told of it. */
export interface ConsentEnd {
  /** Epoch seconds. */
  endsAt: number;
  /** Whole days. */
  daysLeft: number;
  /** The warning that is due: the nearest of those days; null while there is time. */
  warning: WarningDays | null;
}

export function endOfConsent(endsAt: number, nowSeconds: number): ConsentEnd {
  const daysLeft = Math.max(0, Math.floor((endsAt - nowSeconds) / SECONDS_PER_DAY));
  return { endsAt, daysLeft, warning: WARNING_DAYS.find((days) => daysLeft <= days) ?? null };
}
