// A seller as TikTok knows one: an account with one open_id, people who sign in, and shops. Refuses tokens, which belong to a grant.

import { addWarehouse } from "../catalogue/warehouse.ts";
import { type Core, found } from "../core/core.ts";
import { drawWord } from "../core/ids.ts";
import { regionOf } from "./regions.ts";

export interface Login {
  id: string;
  name: string;
  email: string;
  role: "MAIN" | "SUB";
  /** Only an account with admin rights may authorize an app. */
  admin: boolean;
}

export interface Seller {
  id: string;
  openId: string;
  name: string;
  /** Where the seller is based (CN for cross-border): not the region of a shop. */
  baseRegion: string;
  logins: Login[];
  permissions: string[];
}

export interface DeliveryOption {
  id: string;
  name: string;
  type: "STANDARD" | "EXPRESS" | "ECONOMY" | "SEND_BY_SELLER";
}

export interface Shop {
  id: string;
  sellerId: string;
  name: string;
  region: string;
  sellerType: "LOCAL" | "CROSS_BORDER";
  currency: string;
  timeZone: string;
  cipher: string;
  code: string;
  active: boolean;
  /** How merchant orders of this shop travel unless an order says otherwise. */
  shipping: "SELLER" | "TIKTOK";
  deliveryOptions: DeliveryOption[];
  imUserId: string;
  ownerImUserId: string;
  ownerName: string;
  acceptsChat: boolean;
  /** Buyers with a return or refund in their history: they may always be written to. */
  returnBuyerIds: string[];
}

export interface SellerInput {
  name: string;
  region?: string;
  openId?: string;
  logins?: { name: string; email?: string; role?: "MAIN" | "SUB"; admin?: boolean }[];
  shops?: Omit<ShopInput, "sellerId">[];
}

export interface ShopInput {
  sellerId: string;
  region: string;
  name?: string;
  sellerType?: "LOCAL" | "CROSS_BORDER";
  shipping?: "SELLER" | "TIKTOK";
  id?: string;
  cipher?: string;
  /** Opens a warehouse of TikTok's own beside the seller's. */
  fbt?: boolean;
}

/** Lower-case word for mail addresses and shop codes. */
const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "") || "seller";

/** An account with its shops. The first login is the main account; a sub-account is an admin only if it is said so. */
export function addSeller(core: Core, input: SellerInput): Seller {
  const id = `seller-${core.ids.count("seller")}`;
  const domain = `${plain(input.name)}.example`;
  const given = input.logins ?? [{ name: "Owner" }];
  const seller: Seller = {
    id,
    openId: input.openId ?? drawWord(core.chance("tokens"), 24),
    name: input.name,
    baseRegion: input.region ?? input.shops?.[0]?.region ?? "US",
    permissions: (input.shops ?? []).some((shop) => shop.sellerType === "CROSS_BORDER") ? ["MANAGE_GLOBAL_PRODUCT"] : [],
    logins: given.map((login, at) => ({
      id: `login-${core.ids.count("login")}`,
      name: login.name,
      email: login.email ?? `${login.name.split(" ").map(plain).join(".")}@${domain}`,
      role: login.role ?? (at === 0 ? "MAIN" : "SUB"),
      admin: login.admin ?? (login.role ?? (at === 0 ? "MAIN" : "SUB")) === "MAIN",
    })),
  };
  core.state.sellers[id] = seller;
  for (const shop of input.shops ?? []) addShop(core, { ...shop, sellerId: id });
  core.changed();
  return seller;
}

/** Ciphers carry the prefix of their marketplace, like codes and tokens. */
function drawCipher(core: Core, region: string): string {
  return `${regionOf(region).center === "US" ? "TTP" : "ROW"}_${drawWord(core.chance("tokens"), 22)}`;
}

/** A shop with a default sales and a return warehouse, and one of TikTok's if `fbt`. */
export function addShop(core: Core, input: ShopInput): Shop {
  const seller = found(core.state.sellers[input.sellerId], "seller", input.sellerId);
  const region = regionOf(input.region);
  const name = input.name ?? `${seller.name} ${region.code}`;
  const sellerType = input.sellerType ?? "LOCAL";
  const shop: Shop = {
    id: input.id ?? core.ids.next("shop"),
    sellerId: seller.id,
    name,
    region: region.code,
    sellerType,
    currency: region.currency,
    timeZone: region.timeZone,
    cipher: input.cipher ?? drawCipher(core, region.code),
    code: `${region.code}${sellerType === "LOCAL" ? "LC" : "CB"}${drawWord(core.chance("tokens"), 8).toUpperCase()}`,
    active: true,
    shipping: input.shipping ?? (region.marksShipped ? "SELLER" : "TIKTOK"),
    deliveryOptions: [
      { id: core.ids.next("deliveryOption"), name: "Standard shipping", type: "SEND_BY_SELLER" },
      { id: core.ids.next("deliveryOption"), name: "TikTok standard shipping", type: "STANDARD" },
      { id: core.ids.next("deliveryOption"), name: "TikTok express shipping", type: "EXPRESS" },
    ],
    imUserId: core.ids.next("imUser"),
    ownerImUserId: core.ids.next("imUser"),
    ownerName: seller.logins[0]?.name ?? "Owner",
    acceptsChat: true,
    returnBuyerIds: [],
  };
  core.state.shops[shop.id] = shop;
  addWarehouse(core, { shopId: shop.id, name: `${shop.name} main`, kind: "SALES" });
  addWarehouse(core, { shopId: shop.id, name: `${shop.name} returns`, kind: "RETURN" });
  if (input.fbt) addWarehouse(core, { shopId: shop.id, name: `TikTok fulfilment ${region.code}`, kind: "FBT" });
  core.changed();
  return shop;
}

/** Gives a shop another cipher, as TikTok may at any time: a caller holding the old one meets 101000. */
export function renewCipher(core: Core, shopId: string): Shop {
  const shop = found(core.state.shops[shopId], "shop", shopId);
  shop.cipher = drawCipher(core, shop.region);
  core.changed();
  return shop;
}

export const shopsOf = (core: Core, sellerId: string): Shop[] =>
  Object.values(core.state.shops).filter((shop) => shop.sellerId === sellerId);
