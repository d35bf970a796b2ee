// Goods in TikTok's own warehouses and the SKUs that sell them. A shop outside FBT is answered none, as one that is not onboarded. Refuses more
// than a hundred ids of a kind.
import { type Product, productsOf, type Sku } from "../catalogue/product.ts";
import { warehousesOf } from "../catalogue/warehouse.ts";
import { goodsIdOf } from "../fbt/goods.ts";
import { productPicture } from "../pictures.ts";
import { pageSize, texts } from "./input.ts";
import { slicePage } from "./paging.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 100;
const IDS_MAX = 100;

function goodsOnWire(call: Call, product: Product, sku: Sku) {
  const picture = productPicture(call.core.origin, product.title);
  return {
    id: goodsIdOf(sku),
    name: `${product.title} ${sku.name}`,
    barcodes: [{ code: sku.gtin, type: "GTIN" }],
    reference_code: sku.sellerSku,
    image_url: picture,
    skus: [
      {
        id: sku.id,
        name: sku.name,
        image_url: picture,
        product: { id: product.id, name: product.title, image_url: picture },
        regions: [call.shop.region],
        matched: true,
      },
    ],
  };
}

/** The lists of ids narrow each other down. */
function searchGoods(call: Call) {
  const [goods, products] = [texts(call, "goods_ids", IDS_MAX), texts(call, "product_ids", IDS_MAX)];
  const [codes, skus] = [texts(call, "reference_codes", IDS_MAX), texts(call, "sku_ids", IDS_MAX)];
  const theirs = warehousesOf(call.core, call.shop.id).find((one) => one.kind === "FBT");
  const found = productsOf(call.core, call.shop.id)
    .flatMap((product) => product.skus.map((sku) => ({ product, sku })))
    .filter(({ sku }) => theirs !== undefined && sku.stock.some((stock) => stock.warehouseId === theirs.id))
    .filter(({ product, sku }) => (goods?.includes(goodsIdOf(sku)) ?? true) && (products?.includes(product.id) ?? true))
    .filter(({ sku }) => (codes?.includes(sku.sellerSku) ?? true) && (skus?.includes(sku.id) ?? true));
  const page = slicePage(call, found, pageSize(call, PAGE_MAX));
  return {
    total_count: page.total,
    next_page_token: page.next,
    goods: page.rows.map(({ product, sku }) => goodsOnWire(call, product, sku)),
  };
}

export const FBT_ROUTES: Route[] = [
  {
    name: "fbt.goods",
    method: "POST",
    path: "/fbt/{v}/goods/search",
    versions: ["202409"],
    scope: "seller.fbt.info",
    cipher: true,
    run: searchGoods,
  },
];
