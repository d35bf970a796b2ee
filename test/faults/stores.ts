// Sellers with their shops at TikTok, and how an admin connects them: a new store, Authorize, the seller's consent, and back, all through
// the product's own routes; on a bad day more than once.
import type { Seller, Shop } from "../../simulator/sellers/account.ts";
import { APP_URL } from "./desk.ts";
import type { World } from "./world.ts";

export interface Store {
  /** Ours; empty until connected. */
  id: string;
  shop: Shop;
  seller: Seller;
  /** TikTok's ids of what the shop sells. */
  skus: string[];
}

const MARKETS: Record<string, { currency: string; timeZone: string }> = {
  US: { currency: "USD", timeZone: "America/Los_Angeles" },
  GB: { currency: "GBP", timeZone: "Europe/London" },
  DE: { currency: "EUR", timeZone: "Europe/Berlin" },
};
const STOCK = 100_000;
const CONNECT_TRIES_MAX = 12;
const CONNECT_AGAIN_MS = 20_000;

/** A seller with one shop per region, each with three SKUs and plenty of stock. */
export function addSeller(world: Pick<World, "shop">, name: string, regions: string[]): Store[] {
  const shops = regions.map((region) => ({ region, name: `${name} ${region}`, fbt: true }));
  const seller = world.shop.addSeller({ name, region: regions[0] ?? "US", shops });
  const own = world.shop.shops.filter((shop) => shop.sellerId === seller.id);
  return own.map((shop) => {
    const sku = (named: string, sellerSku: string, price: number) => ({ name: named, sellerSku, price, stock: STOCK, fbtStock: STOCK });
    const hats = world.shop.addProduct({
      shopId: shop.id,
      title: `${name} beanie`,
      skus: [sku("Black, M", "BLK-M", 900), sku("Grey, L", "GRY-L", 950)],
    });
    const caps = world.shop.addProduct({ shopId: shop.id, title: `${name} cap`, skus: [sku("One size", "CAP", 1_500)] });
    return { id: "", shop, seller, skus: [...hats.skus, ...caps.skus].map(({ id }) => id) };
  });
}

/** Creates a store for the shop and connects it; every other shop of the seller becomes a store in the same step. */
export async function connectStores(world: World, stores: Store[]): Promise<void> {
  for (const store of stores) {
    if (ownerOf(world, store.shop.id) === undefined) {
      const { name, region } = store.shop;
      const created = await world.admin.insist<{ id: string }>("POST", "/api/stores", { name, marketplace: region, ...MARKETS[region] });
      // A name that is taken is ours, from a try whose answer was lost.
      const id = created.body?.id ?? world.rows<{ id: string }>("SELECT id FROM store WHERE name = ?", name)[0]?.id ?? "";
      await authorizeStore(world, store, id);
    }
    store.id = ownerOf(world, store.shop.id) ?? "";
  }
}

const ownerOf = (world: World, shopId: string) => world.rows<{ id: string }>("SELECT id FROM store WHERE shop_id = ?", shopId)[0]?.id;

/** Until the store says that it is connected, or the admin has had enough for today. */
export async function authorizeStore(world: World, store: Store, id: string): Promise<void> {
  for (let tries = 0; tries < CONNECT_TRIES_MAX && stateOf(world, id) !== "connected"; tries += 1) {
    if (tries > 0) await world.platform.pause(CONNECT_AGAIN_MS);
    await consentOnce(world, store, id);
  }
}

export const stateOf = (world: Pick<World, "rows">, id: string) => String(world.rows("SELECT state FROM store WHERE id = ?", id)[0]?.state);

/** One try, as far as it gets. */
export async function consentOnce(world: World, store: Store, id: string): Promise<void> {
  const asked = await world.admin.insist<{ url: string }>("POST", `/api/stores/${id}/authorize`, {});
  if (asked.status !== 200) return;
  const url = new URL(asked.body.url);
  const app = world.shop.apps.find((one) => one.serviceId === url.searchParams.get("service_id"));
  const state = url.searchParams.get("state") ?? "";
  const { redirect } = world.shop.authorize({ appKey: app?.appKey ?? "", sellerId: store.seller.id, state });
  const back = new URL(redirect);
  const returned = await world.admin.ask("GET", back.pathname + back.search);
  const page = new URL(returned.headers.get("location") ?? "/", APP_URL);
  const authorization = page.searchParams.get("authorization");
  if (!authorization) return;
  const shopIds = world.shop.shops.filter((shop) => shop.sellerId === store.seller.id).map((shop) => shop.id);
  await world.admin.insist("POST", `/api/authorizations/${authorization}/shops`, { shopIds, storeId: id });
}
