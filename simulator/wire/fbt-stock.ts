// What lies in TikTok's own warehouses: the warehouses, a row per goods and warehouse, and the record of every change. A shop outside FBT is
// answered nothing, as one that is not onboarded. Refuses more than a hundred ids of a kind.
import { type Product, productsOf, type Sku, type Stock } from "../catalogue/product.ts";
import type { Warehouse } from "../catalogue/warehouse.ts";
import { centresOf, type GoodsRecord, goodsIdOf, quantitiesOf } from "../fbt/goods.ts";
import { regionOf } from "../sellers/regions.ts";
import { pageSize, seconds, texts } from "./input.ts";
import { slicePage } from "./paging.ts";
import type { Call, Route } from "./route.ts";

const PAGE_MAX = 100;
const IDS_MAX = 100;

function listRegions({ core, shop }: Call) {
  return centresOf(core, shop.id).length > 0 ? { onboarded_regions: [{ region_code: shop.region }] } : {};
}

function centreOnWire({ shop }: Call, centre: Warehouse) {
  const { id, entityId, name, postcode, state, town, line1 } = centre;
  const address = { region_code: regionOf(shop.region).code, postal_code: postcode, state, district: "", city: town };
  return {
    fbt_warehouse_id: entityId,
    warehouse_ids: [id],
    name,
    type: "PLATFORM_WAREHOUSE",
    subscribed: true,
    addresses: [{ ...address, address_line_1: line1, address_line_2: "", address_line_3: "" }],
    logistics_services: [{ id: `71${entityId.slice(2)}`, name: "FBT Standard", subscribed: true }],
  };
}

const listCentres = (call: Call) => ({ warehouses: centresOf(call.core, call.shop.id).map((centre) => centreOnWire(call, centre)) });

interface Kept {
  product: Product;
  sku: Sku;
  stock: Stock;
  centre: Warehouse;
}

/** Everything of the shop that is or was kept in one of its centres. */
function keptGoods({ core, shop }: Call): Kept[] {
  const centres = centresOf(core, shop.id);
  return productsOf(core, shop.id).flatMap((product) =>
    product.skus.flatMap((sku) =>
      sku.stock.flatMap((stock) => {
        const centre = centres.find((one) => one.id === stock.warehouseId);
        return centre ? [{ product, sku, stock, centre }] : [];
      }),
    ),
  );
}

const named = ({ product, sku }: Pick<Kept, "product" | "sku">) => ({
  id: goodsIdOf(sku),
  reference_code: sku.sellerSku,
  name: `${product.title} ${sku.name}`,
});

function stockOnWire(call: Call, { product, sku, stock, centre }: Kept) {
  const { onHand, available, reserved, unfulfillable, inTransit } = quantitiesOf(call.core, sku.id, stock);
  const sellable = { total_quantity: available + reserved, available_quantity: available, reserved_quantity: reserved };
  return {
    goods: { ...named({ product, sku }), skus: [{ id: sku.id, on_hand_detail: sellable }] },
    fbt_warehouse_id: centre.entityId,
    in_transit_quantity: inTransit,
    on_hand_detail: { ...sellable, total_quantity: onHand, unfulfillable_quantity: unfulfillable },
  };
}

/** Without ids only goods of which anything is there or on its way; by name also those that are sold out. */
function searchStock(call: Call) {
  const [goods, skus] = [texts(call, "goods_ids", IDS_MAX), texts(call, "sku_ids", IDS_MAX)];
  const centres = texts(call, "fbt_warehouse_ids", IDS_MAX);
  const isThere = ({ sku, stock }: Kept) => {
    const { onHand, inTransit } = quantitiesOf(call.core, sku.id, stock);
    return onHand > 0 || inTransit > 0;
  };
  const found = keptGoods(call)
    .filter(({ sku }) => (goods?.includes(goodsIdOf(sku)) ?? true) && (skus?.includes(sku.id) ?? true))
    .filter(({ centre }) => centres?.includes(centre.entityId) ?? true)
    .filter((kept) => goods !== undefined || skus !== undefined || isThere(kept));
  const page = slicePage(call, found, pageSize(call, PAGE_MAX));
  return { total_count: page.total, next_page_token: page.next, inventory: page.rows.map((kept) => stockOnWire(call, kept)) };
}

function recordOnWire(record: GoodsRecord, kept: Kept) {
  return {
    goods: named(kept),
    fbt_warehouse_id: kept.centre.entityId,
    order: { id: record.orderId, type: record.type },
    create_time: record.createTime,
    inventory_goods_type: record.condition,
    initial_on_hand_quantity: record.initial,
    final_on_hand_quantity: record.initial + record.changed,
    changed_quantity: record.changed,
  };
}

/** Newest first. */
function searchRecords(call: Call) {
  const [goods, centres] = [texts(call, "goods_ids", IDS_MAX), texts(call, "fbt_warehouse_ids", IDS_MAX)];
  const [from, until] = [seconds(call, "create_time_ge"), seconds(call, "create_time_le")];
  const kept = new Map(keptGoods(call).map((one) => [`${one.sku.id} ${one.centre.id}`, one]));
  const found = call.core.state.goodsRecords.flatMap((record) => {
    const one = record.shopId === call.shop.id ? kept.get(`${record.skuId} ${record.warehouseId}`) : undefined;
    const isWanted = one && (goods?.includes(goodsIdOf(one.sku)) ?? true) && (centres?.includes(one.centre.entityId) ?? true);
    const isThen = record.createTime >= (from ?? 0) && record.createTime <= (until ?? Number.MAX_SAFE_INTEGER);
    return isWanted && isThen ? [recordOnWire(record, one)] : [];
  });
  const page = slicePage(call, found.reverse(), pageSize(call, PAGE_MAX));
  return { total_count: page.total, next_page_token: page.next, inventory_records: page.rows };
}

const facts = { scope: "seller.fbt.info", cipher: true } as const;

export const FBT_STOCK_ROUTES: Route[] = [
  { ...facts, name: "fbt.regions", method: "GET", path: "/fbt/{v}/merchants/onboarded_regions", versions: ["202409"], run: listRegions },
  { ...facts, name: "fbt.warehouses", method: "GET", path: "/fbt/{v}/warehouses", versions: ["202408"], run: listCentres },
  { ...facts, name: "fbt.stock", method: "POST", path: "/fbt/{v}/inventory/search", versions: ["202408"], run: searchStock },
  { ...facts, name: "fbt.records", method: "POST", path: "/fbt/{v}/inventory_records/search", versions: ["202410"], run: searchRecords },
];
