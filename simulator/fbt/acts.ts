// What sellers and TikTok's warehouse people do with goods in a fulfilment centre: send, receive, lose, find, damage, take back. Refuses goods of
// shops without a centre.
import { productBySku, type Sku, type Stock, stockAt } from "../catalogue/product.ts";
import { type Core, found, Refusal } from "../core/core.ts";
import { centresOf, changeStock, publishGoods } from "./goods.ts";
import { type Inbound, type InboundStatus, inboundById, keepInbound, type NewInbound, stepInbound } from "./inbound.ts";

function spotOf(core: Core, skuId: string, warehouseId?: string) {
  const { product, sku } = productBySku(core, skuId);
  const centres = centresOf(core, product.shopId);
  const centre = found(warehouseId ? centres.find((one) => one.id === warehouseId) : centres[0], "FBT warehouse", warehouseId ?? "");
  return { product, sku, stock: stockAt(sku, centre.id) };
}

/** Sends goods to a centre: the shop's first one unless named. It leaves when it is moved to TO_BE_RECEIVED. */
export function planInbound(core: Core, input: Omit<NewInbound, "warehouseId"> & { warehouseId?: string }): Inbound {
  const [first] = input.goods;
  const { product, stock } = spotOf(core, first?.skuId ?? "", input.warehouseId);
  if (product.shopId !== input.shopId) throw new Refusal("These goods are another shop's.");
  for (const { skuId } of input.goods) spotOf(core, skuId, stock.warehouseId);
  return keepInbound(core, { ...input, warehouseId: stock.warehouseId });
}

export function moveInbound(core: Core, inboundId: string, status: InboundStatus): Inbound {
  const inbound = stepInbound(core, inboundById(core, inboundId), status);
  tellGoods(core, inbound);
  return inbound;
}

/** What is on its way belongs to the stock an app is told of. */
function tellGoods(core: Core, inbound: Inbound): void {
  for (const { skuId } of inbound.goods) publishGoods(core, inbound.shopId, productBySku(core, skuId).sku);
}

export interface Receipt {
  skuId: string;
  normal: number;
  defective?: number;
}

/** The centre counts some of what came, or with no goods named all that is left; when nothing is left the order is received. */
export function receiveInbound(core: Core, inboundId: string, receipts?: Receipt[]): Inbound {
  const inbound = inboundById(core, inboundId);
  if (inbound.status !== "RECEIVING" && inbound.status !== "PARTIALLY_RECEIVED") stepInbound(core, inbound, "RECEIVING");
  const rest = inbound.goods.map(({ skuId, planned, normal, defective }) => ({
    skuId,
    normal: planned - normal - defective,
    defective: 0,
  }));
  for (const receipt of receipts ?? rest) receiveGoods(core, inbound, receipt);
  const isWhole = inbound.goods.every(({ planned, normal, defective }) => normal + defective >= planned);
  if (isWhole) stepInbound(core, inbound, "RECEIVED");
  else if (inbound.status === "RECEIVING") stepInbound(core, inbound, "PARTIALLY_RECEIVED");
  return inbound;
}

function receiveGoods(core: Core, inbound: Inbound, { skuId, normal, defective = 0 }: Receipt): void {
  const line = found(
    inbound.goods.find((one) => one.skuId === skuId),
    "SKU in this inbound order",
    skuId,
  );
  const { product, sku, stock } = spotOf(core, skuId, inbound.warehouseId);
  line.normal += normal;
  line.defective += defective;
  const orderId = `IBR${inbound.id}`;
  changeStock(core, product, sku, stock, { type: "INBOUND_ORDER", orderId, edit: add({ available: normal }) });
  if (defective > 0)
    changeStock(core, product, sku, stock, {
      type: "INBOUND_ORDER",
      condition: "DEFECTIVE",
      orderId,
      edit: add({ unfulfillable: defective }),
    });
}

const add =
  ({ available = 0, unfulfillable = 0 }: { available?: number; unfulfillable?: number }) =>
  (stock: Stock) => {
    stock.available += available;
    stock.unfulfillable = (stock.unfulfillable ?? 0) + unfulfillable;
  };

interface Adjustment {
  skuId: string;
  /** Units found, or below zero, lost. */
  quantity: number;
  warehouseId?: string;
}

/** A count in the centre finds more or less than there should be. */
export function adjustGoods(core: Core, { skuId, quantity, warehouseId }: Adjustment): Sku {
  const { product, sku, stock } = spotOf(core, skuId, warehouseId);
  if (stock.available + quantity < 0) throw new Refusal(`Only ${stock.available} are available there.`);
  changeStock(core, product, sku, stock, { type: "INVENTORY_COUNT_ORDER", edit: add({ available: quantity }) });
  return sku;
}

/** Sound goods turn out unfit to be sold; they stay in the centre. */
export function damageGoods(core: Core, { skuId, quantity, warehouseId }: Adjustment): Sku {
  const { product, sku, stock } = spotOf(core, skuId, warehouseId);
  if (quantity < 1 || stock.available < quantity) throw new Refusal(`Only ${stock.available} are available there.`);
  const edit = add({ available: -quantity, unfulfillable: quantity });
  changeStock(core, product, sku, stock, { type: "INVENTORY_STATUS_ADJUSTMENT_ORDER", condition: "DEFECTIVE", edit });
  return sku;
}

/** A unit a buyer sent back lies in the centre again. */
export function takeBackGoods(core: Core, unit: { skuId: string; warehouseId: string; orderId: string }): void {
  const { product, sku, stock } = spotOf(core, unit.skuId, unit.warehouseId);
  changeStock(core, product, sku, stock, { type: "CUSTOMER_RETURN", orderId: unit.orderId, edit: add({ available: 1 }) });
}
