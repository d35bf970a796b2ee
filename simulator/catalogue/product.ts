// What a shop lists: products with SKUs, prices and stock per warehouse. Refuses oversells while the stock rule is on: TikTok
// does not take an order for what is not there.
import { type Core, found, Refusal, seconds } from "../core/core.ts";
import { changeStock } from "../fbt/goods.ts";
import { publish } from "../webhooks/publish.ts";
import { shippingWarehouse, warehousesOf } from "./warehouse.ts";

export interface Stock {
  warehouseId: string;
  available: number;
  /** Ordered and not yet shipped. */
  committed: number;
  /** In TikTok's own warehouse, and unfit to be sold. */
  unfulfillable?: number;
}

export interface Sku {
  id: string;
  name: string;
  sellerSku: string;
  /** Smallest units of the shop's currency. */
  price: number;
  attribute: string;
  gtin: string;
  stock: Stock[];
}

export interface Product {
  id: string;
  shopId: string;
  title: string;
  description: string;
  brand: string;
  category: { id: string; parentId: string; parent: string; name: string };
  status: "DRAFT" | "PENDING" | "FAILED" | "ACTIVATE" | "SELLER_DEACTIVATED" | "PLATFORM_DEACTIVATED" | "FREEZE" | "DELETED";
  createTime: number;
  updateTime: number;
  weightGrams: number;
  skus: Sku[];
}

export interface ProductInput {
  shopId: string;
  title: string;
  description?: string;
  brand?: string;
  category?: Product["category"];
  status?: Product["status"];
  weightGrams?: number;
  skus: { name: string; sellerSku?: string; price: number; attribute?: string; stock?: number; fbtStock?: number }[];
}

const STOCK_USUAL = 100;
const CATEGORY = { id: "605196", parentId: "605000", parent: "Accessories", name: "Hats" };

/** Lists a product; stock goes to the default warehouse, `fbtStock` to TikTok's. Prices are smallest units: 2400 is $24.00. */
export function addProduct(core: Core, input: ProductInput): Product {
  const shop = found(core.state.shops[input.shopId], "shop", input.shopId);
  const own = shippingWarehouse(core, shop.id, false);
  const theirs = warehousesOf(core, shop.id).find((one) => one.kind === "FBT");
  const now = seconds(core);
  const product: Product = {
    id: core.ids.next("product"),
    shopId: shop.id,
    title: input.title,
    description: input.description ?? `<p>${input.title}</p>`,
    brand: input.brand ?? shop.name,
    category: input.category ?? CATEGORY,
    status: input.status ?? "ACTIVATE",
    createTime: now,
    updateTime: now,
    weightGrams: input.weightGrams ?? 250,
    skus: input.skus.map((sku) => ({
      id: core.ids.next("sku"),
      name: sku.name,
      sellerSku:
        sku.sellerSku ?? `${input.title.slice(0, 6).toUpperCase()}-${sku.name.slice(0, 4).toUpperCase()}`.replace(/[^A-Z0-9-]/g, ""),
      price: sku.price,
      attribute: sku.attribute ?? "Specification",
      gtin: `050${String(10_000_000_00 + core.ids.count("gtin") * 37).padStart(11, "0")}`,
      stock: [
        ...(own ? [{ warehouseId: own.id, available: sku.stock ?? STOCK_USUAL, committed: 0 }] : []),
        ...(theirs && sku.fbtStock !== undefined ? [{ warehouseId: theirs.id, available: sku.fbtStock, committed: 0 }] : []),
      ],
    })),
  };
  core.state.products[product.id] = product;
  publish(core, { topic: 16, shopId: shop.id, data: { product_id: product.id, product_types: ["NORMAL"], update_time: now } });
  core.changed();
  return product;
}

export const productsOf = (core: Core, shopId: string): Product[] =>
  Object.values(core.state.products).filter((product) => product.shopId === shopId);

/** Refuses an unknown SKU: an order for nothing has no price. */
export function productBySku(core: Core, skuId: string): { product: Product; sku: Sku } {
  for (const product of Object.values(core.state.products)) {
    const sku = product.skus.find((one) => one.id === skuId);
    if (sku) return { product, sku };
  }
  throw new Refusal(`There is no SKU "${skuId}".`);
}

export const availableOf = (sku: Sku): number => sku.stock.reduce((sum, one) => sum + one.available, 0);

export function stockAt(sku: Sku, warehouseId: string): Stock {
  let stock = sku.stock.find((one) => one.warehouseId === warehouseId);
  if (!stock) {
    stock = { warehouseId, available: 0, committed: 0 };
    sku.stock.push(stock);
  }
  return stock;
}

/** Sets what is available in one warehouse (the shop's default one unless named). */
export function restock(core: Core, input: { skuId: string; quantity: number; warehouseId?: string }): Product {
  const { product, sku } = productBySku(core, input.skuId);
  const warehouseId = input.warehouseId ?? shippingWarehouse(core, product.shopId, false)?.id;
  if (warehouseId === undefined) throw new Refusal("The shop has no warehouse to put stock into.");
  const edit = (stock: Stock) => Object.assign(stock, { available: input.quantity });
  changeStock(core, product, sku, stockAt(sku, warehouseId), { type: "INVENTORY_QUANTITY_ADJUSTMENT_ORDER", edit });
  product.updateTime = seconds(core);
  return product;
}

/** Refuses an order for more than there is; call for every SKU before the first unit is taken. */
export function refuseOversell(core: Core, sku: Sku, warehouseId: string, units: number): void {
  const available = sku.stock.find((one) => one.warehouseId === warehouseId)?.available ?? 0;
  if (core.state.rules.stockLimits && available < units)
    throw new Refusal(`Only ${available} of "${sku.sellerSku}" left in that warehouse: restock it, or switch the rule "stockLimits" off.`);
}

/** An order takes units out of what is available; they stay committed until they leave or come back. */
export function commitStock(core: Core, skuId: string, warehouseId: string, units: number): void {
  const { product, sku } = productBySku(core, skuId);
  const edit = (stock: Stock) => {
    stock.available = Math.max(0, stock.available - units);
    stock.committed += units;
  };
  changeStock(core, product, sku, stockAt(sku, warehouseId), { type: "CONSIGN_ORDER", edit });
}

/** One unit stops being committed: it left with a parcel, or it is for sale again. */
export function releaseStock(core: Core, skuId: string, warehouseId: string, fate: "returned" | "shipped"): void {
  const { product, sku } = productBySku(core, skuId);
  const edit = (stock: Stock) => {
    stock.committed = Math.max(0, stock.committed - 1);
    if (fate === "returned") stock.available++;
  };
  changeStock(core, product, sku, stockAt(sku, warehouseId), { type: "CONSIGN_ORDER", edit });
}
