/** Several shops behind one consent: the admin says which become stores, one store each. A shop that already has a store, even a
 *  disconnected one, goes back to it, so that its history continues. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { findMarketplace } from "../tiktok/authorization.ts";
import { insertStore, isNameTaken, mintStoreId } from "./actions.ts";
import { dropUnusedAuthorization } from "./authorization.ts";
import { attachShop } from "./connect.ts";
import type { StoreForm } from "./store.ts";

export interface ShopChoice {
  shop_id: string;
  name: string;
  region: string;
  seller_type: "LOCAL" | "CROSS_BORDER";
  /** The store this shop belongs or belonged to. */
  store_id: string | null;
  store_name: string | null;
  store_state: "disconnected" | "connected" | "reauthorize" | null;
}

export async function listChoices(kit: Kit, signedIn: SignedIn, authorizationId: string) {
  await requireAdmin(kit, signedIn);
  const [sellers, shops] = await kit.db.batch<[{ seller_name: string | null }, ShopChoice]>([
    sql`SELECT seller_name FROM authorization WHERE id = ${authorizationId}`,
    sql`SELECT a.shop_id, a.name, a.region, a.seller_type, s.id AS store_id, s.name AS store_name, s.state AS store_state
      FROM authorized_shop a LEFT JOIN store s ON s.shop_id = a.shop_id WHERE a.authorization_id = ${authorizationId}`,
  ]);
  if (!sellers[0]) throw new Problem("missing", "authorization-missing");
  return { sellerName: sellers[0].seller_name, shops };
}

interface CoveredShop {
  shop_id: string;
  name: string;
  region: string;
  seller_type: "LOCAL" | "CROSS_BORDER";
  cipher: string;
  store_id: string | null;
}

/** `storeId` is the store that waited for its shop; it takes the one chosen for it, every other shop becomes a store of its own. */
export async function connectChosen(
  kit: Kit,
  signedIn: SignedIn,
  authorizationId: string,
  shopIds: string[],
  storeId: string | null,
): Promise<{ connected: { storeId: string; shopId: string; connect: string }[] }> {
  const admin = await requireAdmin(kit, signedIn);
  const covered = await kit.db.all<CoveredShop>(
    sql`SELECT a.shop_id, a.name, a.region, a.seller_type, a.cipher, s.id AS store_id
      FROM authorized_shop a LEFT JOIN store s ON s.shop_id = a.shop_id WHERE a.authorization_id = ${authorizationId}`,
  );
  const chosen = covered.filter((shop) => shopIds.includes(shop.shop_id));
  if (chosen.length === 0) throw new Problem("invalid", "no-shop-chosen");
  const waiting = storeId ? await kit.db.first<{ marketplace: string }>(sql`SELECT marketplace FROM store WHERE id = ${storeId}`) : null;
  const forWaiting = chosen.find((shop) => shop.store_id === null && shop.region === waiting?.marketplace);
  const connected = [];
  for (const shop of chosen) {
    const known = shop.store_id ?? (shop === forWaiting ? storeId : null);
    const home = known ?? mintStoreId(kit);
    const { shop_id: id, name, region, seller_type: sellerType, cipher } = shop;
    // A new store and its shop come together or not at all: no empty store is left behind.
    const first = known === null ? [insertStore(kit, home, await describeStore(kit, shop), id)] : [];
    const connect = await attachShop(kit, admin.id, home, authorizationId, { id, name, region, sellerType, cipher }, first);
    connected.push({ storeId: home, shopId: id, connect });
  }
  await dropUnusedAuthorization(kit, authorizationId);
  return { connected };
}

/** A new store with what its marketplace implies; everything can be changed on its page. */
async function describeStore(kit: Kit, shop: CoveredShop): Promise<StoreForm> {
  const marketplace = findMarketplace(shop.region);
  if (!marketplace) throw new Problem("invalid", "marketplace-unknown", { region: shop.region });
  let name = shop.name.slice(0, 50);
  for (let copy = 2; await isNameTaken(kit, name); copy += 1) name = `${shop.name.slice(0, 50)} ${shop.region} ${copy}`;
  return { name, marketplace: marketplace.code, currency: marketplace.currency, timeZone: marketplace.timeZone };
}
