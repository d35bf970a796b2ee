// Product search and detail with prices and stock per warehouse. Refuses more than ten thousand results, as TikTok does.
import { type Product, productsOf, type Sku } from "../catalogue/product.ts";
import { amountText } from "../core/money.ts";
import { productPicture } from "../pictures.ts";
import { badParameter, businessFailure } from "./failure.ts";
import { pageSize, seconds, text, texts } from "./input.ts";
import { slicePage } from "./paging.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 100;
const CODES_MAX = 10;
const RESULTS_MAX = 10_000;
const STATUSES = ["ALL", "DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"];

const priceOf = (call: Call, sku: Sku) => {
  const amount = amountText(sku.price, call.shop.currency);
  return { currency: call.shop.currency, tax_exclusive_price: amount, sale_price: amount };
};
const stockOf = (sku: Sku) => sku.stock.map((stock) => ({ warehouse_id: stock.warehouseId, quantity: stock.available }));

function productInList(call: Call, product: Product) {
  return {
    id: product.id,
    title: product.title,
    status: product.status,
    sales_regions: [call.shop.region],
    create_time: product.createTime,
    update_time: product.updateTime,
    is_not_for_sale: false,
    has_draft: false,
    audit: { status: "APPROVED", pre_approved_reasons: [] },
    skus: product.skus.map((sku) => ({
      id: sku.id,
      seller_sku: sku.sellerSku,
      price: priceOf(call, sku),
      inventory: stockOf(sku),
      status_info: { status: "NORMAL" },
    })),
  };
}

/** Both ends of a window count here, unlike with orders. */
function searchProducts(call: Call) {
  const status = text(call, "status") ?? "ALL";
  if (!STATUSES.includes(status)) throw badParameter("Invalid request: status is not a known status");
  const sellerSkus = texts(call, "seller_skus", CODES_MAX);
  const skuIds = texts(call, "sku_ids", CODES_MAX);
  const between = (time: number, ge: number | undefined, le: number | undefined) =>
    (ge === undefined || time >= ge) && (le === undefined || time <= le);
  const [createGe, createLe] = [seconds(call, "create_time_ge"), seconds(call, "create_time_le")];
  const [updateGe, updateLe] = [seconds(call, "update_time_ge"), seconds(call, "update_time_le")];
  const found = productsOf(call.core, call.shop.id)
    .filter((product) => (status === "ALL" ? product.status !== "DELETED" : product.status === status))
    .filter((product) => !sellerSkus || product.skus.some((sku) => sellerSkus.includes(sku.sellerSku)))
    .filter((product) => !skuIds || product.skus.some((sku) => skuIds.includes(sku.id)))
    .filter((product) => between(product.createTime, createGe, createLe) && between(product.updateTime, updateGe, updateLe))
    .sort((a, b) => b.updateTime - a.updateTime || (a.id < b.id ? -1 : 1));
  if (found.length > RESULTS_MAX) throw businessFailure(call.core, 12052180, "Too many results: narrow the filter.");
  const page = slicePage(call, found, pageSize(call, PAGE_MAX));
  return { total_count: page.total, next_page_token: page.next, products: page.rows.map((product) => productInList(call, product)) };
}

function skuOnWire(call: Call, product: Product, sku: Sku) {
  const picture = productPicture(call.core.origin, product.title);
  return {
    id: sku.id,
    seller_sku: sku.sellerSku,
    price: priceOf(call, sku),
    inventory: stockOf(sku),
    sales_attributes: [
      {
        id: "100000",
        name: sku.attribute,
        value_id: `17290${sku.id.slice(-14)}`,
        value_name: sku.name,
        sku_img: { urls: [picture], thumb_urls: [picture] },
      },
    ],
    identifier_code: { code: sku.gtin, type: "GTIN" },
    status_info: { status: "NORMAL" },
  };
}

function readProduct(call: Call) {
  const product = call.core.state.products[call.params.product_id ?? ""];
  if (!product || product.shopId !== call.shop.id || product.status === "FREEZE" || product.status === "DELETED")
    throw businessFailure(call.core, 12019109, "The product does not exist.");
  const picture = productPicture(call.core.origin, product.title);
  const { category } = product;
  return {
    id: product.id,
    status: product.status,
    title: product.title,
    description: product.description,
    category_chains: [
      { id: category.parentId, parent_id: "0", local_name: category.parent, is_leaf: false },
      { id: category.id, parent_id: category.parentId, local_name: category.name, is_leaf: true },
    ],
    brand: { id: `7082${product.id.slice(-15)}`, name: product.brand },
    main_images: [{ uri: `tos-simulator/${product.id}`, urls: [picture], thumb_urls: [picture], width: 400, height: 400 }],
    package_weight: { value: String(product.weightGrams), unit: "GRAM" },
    package_dimensions: { length: "20", width: "15", height: "6", unit: "CENTIMETER" },
    skus: product.skus.map((sku) => skuOnWire(call, product, sku)),
    is_cod_allowed: false,
    product_types: ["NORMAL"],
    audit: { status: "APPROVED", pre_approved_reasons: [] },
    listing_quality_tier: "GOOD",
    create_time: product.createTime,
    update_time: product.updateTime,
  };
}

const SCOPE = "seller.product.basic";

/** All versions of the search answer alike here. */
export const PRODUCT_ROUTES: Route[] = [
  {
    name: "products.search",
    method: "POST",
    path: "/product/{v}/products/search",
    versions: ["202309", "202312", "202502"],
    scope: SCOPE,
    cipher: true,
    run: searchProducts,
  },
  {
    name: "products.detail",
    method: "GET",
    path: "/product/{v}/products/{product_id}",
    versions: ["202309"],
    scope: SCOPE,
    cipher: true,
    query: ["return_under_review_version", "return_draft_version"],
    run: readProduct,
  },
];
