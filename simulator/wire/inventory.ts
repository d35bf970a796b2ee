// What a shop has to sell, read and set over the wire. A set is absolute: it overwrites what was sold meanwhile, as TikTok does. Refuses a product as a
// whole where it is not the shop's, and single SKUs inside an answer of code 0, which is where TikTok puts them.
import { type Product, productsOf, type Sku } from "../catalogue/product.ts";
import { type Warehouse, warehousesOf } from "../catalogue/warehouse.ts";
import { badParameter, businessFailure, missingField } from "./failure.ts";
import { objects, texts } from "./input.ts";
import type { Call, Route } from "./route.ts";

const PRODUCTS_MAX = 100;
const SKUS_MAX = 600;
const QUANTITY_MAX = 99_999;

const sum = (sku: Sku, of: "available" | "committed") => sku.stock.reduce((units, stock) => units + stock[of], 0);

function skuOnWire(sku: Sku) {
  const available = sum(sku, "available");
  return {
    id: sku.id,
    seller_sku: sku.sellerSku,
    total_available_quantity: available,
    total_committed_quantity: sum(sku, "committed"),
    warehouse_inventory: sku.stock.map(({ warehouseId, available: free, committed }) => ({
      warehouse_id: warehouseId,
      available_quantity: free,
      committed_quantity: committed,
    })),
    total_available_inventory_distribution: { in_shop_inventory: { quantity: available }, campaign_inventory: [], creator_inventory: [] },
  };
}

/** Not paged; `sku_ids` win over `product_ids`. */
function searchInventory(call: Call) {
  const productIds = texts(call, "product_ids", PRODUCTS_MAX);
  const skuIds = texts(call, "sku_ids", SKUS_MAX);
  if (!productIds && !skuIds) throw businessFailure(call.core, 12019008, "product_ids and sku_ids cannot both be empty.");
  const isAsked = (product: Product, sku: Sku) => (skuIds ? skuIds.includes(sku.id) : (productIds ?? []).includes(product.id));
  const inventory = productsOf(call.core, call.shop.id)
    .filter(({ status }) => status !== "DELETED")
    .map((product) => ({ product_id: product.id, skus: product.skus.filter((sku) => isAsked(product, sku)).map(skuOnWire) }))
    .filter(({ skus }) => skus.length > 0);
  return { inventory };
}

interface WantedStock {
  warehouseId: string | null;
  quantity: number;
}

function readWanted(call: Call): { skuId: string; stock: WantedStock[] }[] {
  const skus = objects(call, "skus", SKUS_MAX);
  if (!skus) throw missingField("skus");
  return skus.map((sku) => {
    if (typeof sku.id !== "string") throw missingField("skus.id");
    if (!Array.isArray(sku.inventory) || sku.inventory.length === 0) throw missingField("skus.inventory");
    return { skuId: sku.id, stock: sku.inventory.map(readStock) };
  });
}

/** The docs say 1 to 99 999, though nothing sells out without a 0. */
function readStock(value: unknown): WantedStock {
  const { warehouse_id: warehouseId, quantity } = (value ?? {}) as Record<string, unknown>;
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 0 || quantity > QUANTITY_MAX)
    throw badParameter(`Invalid request: quantity must be between 0 and ${QUANTITY_MAX}`);
  if (warehouseId !== undefined && typeof warehouseId !== "string") throw badParameter("Invalid request: warehouse_id must be a string");
  return { warehouseId: warehouseId || null, quantity };
}

interface Refused {
  code: number;
  message: string;
  warehouseId: string;
}

/** Why this SKU's numbers are not taken; null where they are. */
function refusalOf(wanted: WantedStock[], sku: Sku, warehouses: Warehouse[]): Refused | null {
  const own = warehouses.filter(({ kind }) => kind === "SALES");
  for (const { warehouseId, quantity } of wanted) {
    const place = warehouseId ?? "";
    if (warehouseId === null && own.length !== 1) return { code: 12019028, message: "Please specify the warehouse.", warehouseId: place };
    const warehouse = warehouses.find(({ id }) => id === place);
    if (warehouseId !== null && !warehouse) return { code: 12052097, message: "The warehouse does not exist", warehouseId: place };
    const kept = sku.stock.find((stock) => stock.warehouseId === place)?.available;
    if (warehouse?.kind === "FBT" && kept !== quantity)
      return { code: 12052037, message: "Stock in this warehouse is automatically allocated and cannot be edited", warehouseId: place };
  }
  const named = new Set(wanted.map(({ warehouseId }) => warehouseId ?? own[0]?.id));
  const left = sku.stock.find(({ warehouseId }) => own.some(({ id }) => id === warehouseId) && !named.has(warehouseId));
  return left ? { code: 12019028, message: "All warehouses of the SKU must be named", warehouseId: left.warehouseId } : null;
}

function updateInventory(call: Call) {
  const product = call.core.state.products[call.params.product_id ?? ""];
  if (!product || product.shopId !== call.shop.id || product.status === "DELETED")
    throw businessFailure(call.core, 12019022, "The product does not exist.");
  if (product.status === "FREEZE") throw businessFailure(call.core, 12019024, "The product is frozen and cannot be edited.");
  const warehouses = warehousesOf(call.core, call.shop.id);
  const errors = readWanted(call).flatMap(({ skuId, stock }) => {
    const sku = product.skus.find(({ id }) => id === skuId);
    if (!sku) return [{ code: 12052032, message: "The SKU does not exist", detail: { sku_id: skuId, extra_errors: [] } }];
    const refused = refusalOf(stock, sku, warehouses);
    if (!refused) setStock(sku, stock, warehouses);
    return refused ? [errorOf(skuId, refused)] : [];
  });
  call.core.changed();
  return errors.length > 0 ? { errors } : {};
}

const errorOf = (skuId: string, { code, message, warehouseId }: Refused) => ({
  code: 12052990,
  message: "Check failed",
  detail: { sku_id: skuId, extra_errors: [{ warehouse_id: warehouseId, code, message }] },
});

/** What is committed stays: only what may be sold from now on is set. */
function setStock(sku: Sku, wanted: WantedStock[], warehouses: Warehouse[]): void {
  for (const { warehouseId, quantity } of wanted) {
    const place = warehouseId ?? warehouses.find(({ kind }) => kind === "SALES")?.id ?? "";
    const stock = sku.stock.find((one) => one.warehouseId === place);
    if (stock) stock.available = quantity;
    else sku.stock.push({ warehouseId: place, available: quantity, committed: 0 });
  }
}

export const INVENTORY_ROUTES: Route[] = [
  {
    name: "inventory.search",
    method: "POST",
    path: "/product/{v}/inventory/search",
    versions: ["202309"],
    scope: "seller.product.basic",
    cipher: true,
    run: searchInventory,
  },
  {
    name: "inventory.update",
    method: "POST",
    path: "/product/{v}/products/{product_id}/inventory/update",
    versions: ["202309"],
    scope: "seller.product.write",
    cipher: true,
    run: updateInventory,
  },
];
