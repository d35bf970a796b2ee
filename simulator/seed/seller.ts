// The world a person meets first: four sellers with five shops, three months of trade, two hundred conversations. The same for the same
// seed, whenever it is planted. Refuses apps and authorizations; connecting is what the person is here to try.
import { addProduct, productsOf } from "../catalogue/product.ts";
import { warehousesOf } from "../catalogue/warehouse.ts";
import { addCoupon } from "../chat/coupon.ts";
import { at, type Core } from "../core/core.ts";
import { addSeller, type SellerInput, type Shop, shopsOf } from "../sellers/account.ts";
import { BAAN_SUAN, GLOWLAB, type Listed, NORTHWIND_DE, NORTHWIND_HOME, NORTHWIND_UK } from "./catalogue.ts";
import { seedHistory } from "./history.ts";
import { seedReturns } from "./returns.ts";
import { seedTalks } from "./talks.ts";

const DAY_MS = 86_400_000;
const OPENED_DAYS = 400;
const TALKS = 200;

const logins = (owner: string, helper: string, assistant: string): NonNullable<SellerInput["logins"]> => [
  { name: owner },
  { name: helper, role: "SUB", admin: true },
  { name: assistant, role: "SUB", admin: false },
];

/** What every shop gives away; the last cannot be sent in chat. */
const COUPONS = [
  ["10 % off your next order", "CHAT"],
  ["Free shipping from 30", "REGULAR"],
  ["Live night 20 % off", "LIVE"],
] as const;

const SELLERS: SellerInput[] = [
  {
    name: "GlowLab",
    region: "US",
    logins: logins("Maya Reyes", "Jordan Park", "Tess Bennett"),
    shops: [{ region: "US", name: "GlowLab", fbt: true }],
  },
  {
    name: "Northwind Home",
    region: "US",
    logins: logins("Wesley Dalton", "Hannah Chen", "Owen Brooks"),
    shops: [{ region: "US", name: "Northwind Home", fbt: true }],
  },
  {
    name: "Northwind Trading Ltd",
    region: "GB",
    logins: logins("Imogen Marsh", "Dev Singh", "Rowan Lowe"),
    shops: [
      { region: "GB", name: "Northwind UK", fbt: true },
      { region: "DE", name: "Northwind DE", sellerType: "CROSS_BORDER" },
    ],
  },
  {
    name: "Baan Suan Craft",
    region: "TH",
    logins: logins("Ploy Srisuk", "Krit Wongthong", "Nok Boonma"),
    shops: [{ region: "TH", name: "บ้านสวนคราฟต์" }],
  },
];

/** Per shop in the order above: what it lists, how many of the 3 000 orders are its, how many of those TikTok fulfils. */
const TRADE: readonly (readonly [readonly Listed[], number, number])[] = [
  [GLOWLAB, 1_100, 0.28],
  [NORTHWIND_HOME, 700, 0.22],
  [NORTHWIND_UK, 500, 0.24],
  [NORTHWIND_DE, 300, 0],
  [BAAN_SUAN, 400, 0],
];

function listProducts(core: Core, shop: Shop, products: readonly Listed[]): void {
  const hasFbt = warehousesOf(core, shop.id).some((warehouse) => warehouse.kind === "FBT");
  for (const { title, attribute, skus, weightGrams, category } of products) {
    const [parentId, parent, id, name] = category;
    addProduct(core, {
      shopId: shop.id,
      title,
      weightGrams,
      brand: shop.name,
      category: { id, parentId, parent, name },
      skus: skus.map(([skuName, sellerSku, price]) => ({
        name: skuName,
        sellerSku,
        price,
        attribute,
        stock: 0,
        ...(hasFbt ? { fbtStock: 0 } : {}),
      })),
    });
  }
}

/** What lies on the shelves today: mostly plenty, some nearly gone, a few gone. */
function stockShelves(core: Core, shop: Shop): void {
  const chance = core.chance("seed");
  for (const product of productsOf(core, shop.id))
    for (const sku of product.skus)
      for (const stock of sku.stock)
        stock.available = chance.hits(0.06) ? 0 : chance.hits(0.15) ? 1 + chance.below(6) : 20 + chance.below(180);
}

/** Shelves are bottomless while the past is lived through, and counted afterwards: what lies there today is what matters. */
export function seedSeller(core: Core): void {
  const past = at(core, core.now() - OPENED_DAYS * DAY_MS);
  const shops = SELLERS.map((input) => addSeller(past, input)).flatMap((seller) => shopsOf(core, seller.id));
  for (const [place, shop] of shops.entries()) listProducts(past, shop, TRADE[place]?.[0] ?? []);
  const limits = core.state.rules.stockLimits;
  core.state.rules.stockLimits = false;
  seedHistory(
    core,
    shops.map((shop, place) => ({ shop, orders: TRADE[place]?.[1] ?? 0, fbt: TRADE[place]?.[2] ?? 0 })),
  );
  core.state.rules.stockLimits = limits;
  for (const shop of shops) stockShelves(core, shop);
  seedTalks(core, shops, TALKS);
  for (const shop of shops) for (const [title, display] of COUPONS) addCoupon(core, { shopId: shop.id, title, display });
  seedReturns(core, shops);
}
