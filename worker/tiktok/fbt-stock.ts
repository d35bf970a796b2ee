/** What lies in TikTok's own warehouses, and what is on its way there. A row per goods and warehouse:
 *  https://partner.tiktokshop.com/docv2/page/search-fbt-inventory-202408. Inbound orders are asked for by number, without the letters people put
 *  before it, and are listed nowhere: …/get-inbound-order-202602. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { id, listOf, optionalId, seconds, text } from "./fields.ts";

const ROWS_PER_PAGE_MAX = 100;
/** Goods that one question may name. */
export const GOODS_PER_CALL_MAX = 100;
export const INBOUNDS_PER_CALL_MAX = 10;

const count = z.coerce
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? 0);
const onHand = z.object({ total_quantity: count, available_quantity: count, reserved_quantity: count, unfulfillable_quantity: count });

const stockRow = z.object({
  goods: z.object({ id, reference_code: text, name: text, skus: listOf(z.object({ id, on_hand_detail: onHand.nullish() })) }),
  fbt_warehouse_id: id,
  in_transit_quantity: count,
  on_hand_detail: onHand.nullish(),
});

/** Numbers of one kind of goods in one centre. */
export interface FbtStock {
  goods: string;
  centre: string;
  code: string;
  name: string;
  onHand: number;
  reserved: number;
  available: number;
  unfulfillable: number;
  inTransit: number;
  skus: { id: string; available: number; reserved: number }[];
}

function readStock({ goods, fbt_warehouse_id, in_transit_quantity, on_hand_detail: detail }: z.infer<typeof stockRow>): FbtStock {
  return {
    goods: goods.id,
    centre: fbt_warehouse_id,
    code: goods.reference_code ?? "",
    name: goods.name ?? "",
    onHand: detail?.total_quantity ?? 0,
    reserved: detail?.reserved_quantity ?? 0,
    available: detail?.available_quantity ?? 0,
    unfulfillable: detail?.unfulfillable_quantity ?? 0,
    inTransit: in_transit_quantity,
    skus: goods.skus.map((sku) => ({
      id: sku.id,
      available: sku.on_hand_detail?.available_quantity ?? 0,
      reserved: sku.on_hand_detail?.reserved_quantity ?? 0,
    })),
  };
}

/** Of these goods, or of all of which anything is there or on its way. */
export async function searchStock(
  shop: Line,
  goods: string[] | null,
  pageToken: string,
): Promise<{ rows: FbtStock[]; nextPageToken: string }> {
  const query: Record<string, string> = { page_size: String(ROWS_PER_PAGE_MAX) };
  if (pageToken) query.page_token = pageToken;
  const body = goods === null ? {} : { goods_ids: goods };
  const { data } = await callTikTok(shop, { method: "POST", path: "/fbt/202408/inventory/search", query, body });
  const page = z.object({ inventory: listOf(stockRow), next_page_token: z.string().nullish() }).parse(data ?? {});
  return { rows: page.inventory.map(readStock), nextPageToken: page.next_page_token ?? "" };
}

const centre = z.object({
  fbt_warehouse_id: id,
  name: text,
  subscribed: z.boolean().nullish(),
  warehouse_ids: listOf(id),
  addresses: listOf(z.object({ region_code: text })),
});

export interface FbtCentre {
  id: string;
  name: string;
  /** As ISO 3166-1 names it; empty where TikTok does not say. */
  region: string;
  isSubscribed: boolean;
  /** As it stands among the shop's warehouses. */
  shopIds: string[];
}

/** A shop that is not in FBT has none. */
export async function listCentres(shop: Line): Promise<FbtCentre[]> {
  const { data } = await callTikTok(shop, { method: "GET", path: "/fbt/202408/warehouses" });
  const { warehouses } = z.object({ warehouses: listOf(centre) }).parse(data ?? {});
  return warehouses.map((one) => ({
    id: one.fbt_warehouse_id,
    name: one.name ?? one.fbt_warehouse_id,
    region: one.addresses[0]?.region_code ?? "",
    isSubscribed: one.subscribed !== false,
    shopIds: one.warehouse_ids,
  }));
}

const inbound = z.object({
  order_id: id,
  create_time: seconds,
  ship_time: seconds,
  expected_arrival_time: seconds,
  actual_arrival_time: seconds,
  warehouse: z.object({ fbt_warehouse_id: optionalId, name: text }).nullish(),
  status_logs: listOf(z.object({ operate_time: seconds, previous_status: text, new_status: text, operator: text })),
  logistic_info_list: listOf(z.object({ provider_name: text, waybill_number: text })),
  inbound_goods_lot_receive_item_details: listOf(
    z.object({ goods_id: id, planned_count: count, normal_received_count: count, defective_received_count: count }),
  ),
});

export interface FbtInbound {
  id: string;
  createTime: number;
  shipTime: number | null;
  expectedTime: number | null;
  arrivedTime: number | null;
  centre: string;
  centreName: string;
  /** In the order of their time; TikTok's words. */
  logs: { time: number; status: string; operator: string }[];
  parcels: { carrier: string; number: string }[];
  goods: { id: string; planned: number; received: number; defective: number }[];
}

/** Those of them that the shop knows. */
export async function readInbounds(shop: Line, ids: string[]): Promise<FbtInbound[]> {
  const query = { order_ids: ids.join(",") };
  const { data } = await callTikTok(shop, { method: "GET", path: "/fbt/202602/inbound_orders", query });
  const page = z.object({ inbound_orders: listOf(inbound) }).parse(data ?? {});
  return page.inbound_orders.map(readInbound);
}

function readInbound(row: z.infer<typeof inbound>): FbtInbound {
  const logs = row.status_logs.map((log) => ({ time: log.operate_time ?? 0, status: log.new_status ?? "", operator: log.operator ?? "" }));
  // One kind of goods may come in several lots.
  const lots = Map.groupBy(row.inbound_goods_lot_receive_item_details, ({ goods_id }) => goods_id);
  return {
    id: row.order_id,
    createTime: row.create_time ?? 0,
    shipTime: row.ship_time,
    expectedTime: row.expected_arrival_time,
    arrivedTime: row.actual_arrival_time,
    centre: row.warehouse?.fbt_warehouse_id ?? "",
    centreName: row.warehouse?.name ?? "",
    logs: logs.filter(({ status }) => status !== "").sort((one, other) => one.time - other.time),
    parcels: row.logistic_info_list.map((one) => ({ carrier: one.provider_name ?? "", number: one.waybill_number ?? "" })),
    goods: [...lots].map(([goods, some]) => ({
      id: goods,
      planned: sum(some, "planned_count"),
      received: sum(some, "normal_received_count"),
      defective: sum(some, "defective_received_count"),
    })),
  };
}

const sum = <Name extends string>(rows: Record<Name, number>[], name: Name) => rows.reduce((total, row) => total + row[name], 0);
