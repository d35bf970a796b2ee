// Goods in TikTok's fulfilment centres: what lies there of each SKU, what is promised, unfit or on its way, and the record of every change.
// Refuses to be sold from; that is the order's. Each SKU is one kind of goods.
import type { Product, Sku, Stock } from "../catalogue/product.ts";
import { type Warehouse, warehousesOf } from "../catalogue/warehouse.ts";
import { type Core, seconds } from "../core/core.ts";
import { publish } from "../webhooks/publish.ts";
import { openUnits } from "./inbound.ts";

const RECORD_TYPES = [
  "INBOUND_ORDER",
  "RETURN_TO_SUPPLIER_ORDER",
  "DISPOSAL",
  "INVENTORY_STATUS_ADJUSTMENT_ORDER",
  "CONSIGN_ORDER",
  "INVENTORY_COUNT_ORDER",
  "FAILED_DELIVERY",
  "CUSTOMER_RETURN",
  "INVENTORY_QUANTITY_ADJUSTMENT_ORDER",
  "INVENTORY_TRANSFER_ORDER",
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];
export type Condition = "NORMAL" | "DEFECTIVE";

/** One change of what lies in a centre. */
export interface GoodsRecord {
  shopId: string;
  skuId: string;
  warehouseId: string;
  orderId: string;
  type: RecordType;
  condition: Condition;
  createTime: number;
  initial: number;
  changed: number;
}

export interface Quantities {
  onHand: number;
  available: number;
  reserved: number;
  unfulfillable: number;
  inTransit: number;
}

/** Records a shop keeps; TikTok keeps more. */
const RECORDS_KEPT_MAX = 2_000;

export const goodsIdOf = (sku: Pick<Sku, "id">): string => `88${sku.id.slice(-10)}`;
export const centresOf = (core: Core, shopId: string): Warehouse[] => warehousesOf(core, shopId).filter((one) => one.kind === "FBT");

export function quantitiesOf(core: Core, skuId: string, { warehouseId, available, committed, unfulfillable = 0 }: Stock): Quantities {
  const onHand = available + committed + unfulfillable;
  return { onHand, available, reserved: committed, unfulfillable, inTransit: openUnits(core, skuId, warehouseId) };
}

const onHandOf = ({ available, committed, unfulfillable = 0 }: Stock) => available + committed + unfulfillable;

interface Change {
  type: RecordType;
  condition?: Condition;
  orderId?: string;
  edit(stock: Stock): void;
}

/** The one way stock of any warehouse changes: what lies in TikTok's own is written down and told by topic 24. */
export function changeStock(core: Core, product: Product, sku: Sku, stock: Stock, change: Change): void {
  const initial = onHandOf(stock);
  change.edit(stock);
  core.changed();
  if (core.state.warehouses[stock.warehouseId]?.kind !== "FBT") return;
  const changed = onHandOf(stock) - initial;
  if (changed !== 0) keepRecord(core, product.shopId, sku.id, { ...change, warehouseId: stock.warehouseId, initial, changed });
  publishGoods(core, product.shopId, sku);
}

function keepRecord(
  core: Core,
  shopId: string,
  skuId: string,
  {
    type,
    condition = "NORMAL",
    orderId,
    warehouseId,
    initial,
    changed,
  }: Omit<Change, "edit"> & Pick<GoodsRecord, "warehouseId" | "initial" | "changed">,
): void {
  const records = core.state.goodsRecords;
  const named = orderId ?? `OBF${core.ids.count("goods-record")}`;
  records.push({ shopId, skuId, warehouseId, orderId: named, type, condition, createTime: seconds(core), initial, changed });
  if (records.length > RECORDS_KEPT_MAX) records.shift();
}

/** Topic 24 names the goods of one SKU with all its centres; it says nothing of what is unfit or on its way. */
export function publishGoods(core: Core, shopId: string, sku: Sku): void {
  const centres = centresOf(core, shopId);
  const told = sku.stock.flatMap((stock) => {
    const centre = centres.find((one) => one.id === stock.warehouseId);
    if (!centre) return [];
    const { available, reserved } = quantitiesOf(core, sku.id, stock);
    const detail = { total_quantity: available + reserved, reserved_quantity: reserved, available_quantity: available };
    return [{ fbt_warehouse_id: centre.entityId, on_hand_detail: detail }];
  });
  const data = { goods_id: goodsIdOf(sku), sku_id: sku.id, fbt_warehouse_inventory: told, update_time: seconds(core) };
  publish(core, { topic: 24, shopId, data });
}
