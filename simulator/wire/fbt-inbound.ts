// Inbound orders by their ids, at most ten and without their letters. No call lists them: an app learns of them by topic 21. Refuses what is no
// number; an id of another shop is left out.
import { productBySku } from "../catalogue/product.ts";
import { found } from "../core/core.ts";
import { goodsIdOf } from "../fbt/goods.ts";
import type { Inbound } from "../fbt/inbound.ts";
import { badParameter, missingField } from "./failure.ts";
import type { Call, Route } from "./route.ts";

const IDS_MAX = 10;

const given = (name: string, time: number) => (time === 0 ? {} : { [name]: time });

function inboundOnWire({ core, shop }: Call, inbound: Inbound) {
  const centre = found(core.state.warehouses[inbound.warehouseId], "FBT warehouse", inbound.warehouseId);
  const seller = core.state.sellers[shop.sellerId];
  return {
    order_id: inbound.id,
    order_id_string: `IBR${inbound.id}`,
    order_plan_id: inbound.planId,
    merchant: { id: seller?.id ?? "", name: seller?.name ?? "" },
    create_time: inbound.createTime,
    ...given("ship_time", inbound.shipTime),
    ...given("expected_arrival_time", inbound.expectedTime),
    ...given("actual_arrival_time", inbound.arrivedTime),
    warehouse: { fbt_warehouse_id: centre.entityId, business_warehouse_ids: [centre.id], name: centre.name, type: "FC" },
    status_logs: inbound.logs.map(({ time, from, to, operator }) => ({
      operate_time: time,
      previous_status: from,
      new_status: to,
      operator,
    })),
    logistic_info_list:
      inbound.shipTime === 0 ? [] : [{ provider_name: inbound.carrier, waybill_number: inbound.waybill, related_number: "" }],
    carton_details: [],
    inbound_goods_lot_receive_item_details: inbound.goods.map(({ skuId, planned, normal, defective }) => ({
      goods_id: goodsIdOf(productBySku(core, skuId).sku),
      lot_code: "",
      planned_count: planned,
      normal_received_count: normal,
      defective_received_count: defective,
      total_received_count: normal + defective,
    })),
  };
}

function readInbounds(call: Call) {
  const name = call.version === "202409" ? "ids" : "order_ids";
  const text = call.query.get(name);
  if (!text) throw missingField(name);
  const ids = text.split(",");
  if (ids.length > IDS_MAX) throw badParameter(`Invalid request: ${name} takes at most ${IDS_MAX} entries`);
  if (ids.some((id) => !/^\d+$/.test(id))) throw badParameter(`Invalid request: ${name} must be numbers`);
  const known = ids.flatMap((id) => call.core.state.inbounds[id] ?? []).filter((one) => one.shopId === call.shop.id);
  return { inbound_orders: known.map((inbound) => inboundOnWire(call, inbound)) };
}

export const INBOUND_ROUTES: Route[] = [
  {
    name: "fbt.inbound",
    method: "GET",
    path: "/fbt/{v}/inbound_orders",
    versions: ["202409", "202602"],
    scope: "seller.fbt.info",
    cipher: true,
    query: ["ids", "order_ids", "include_carton_details"],
    run: readInbounds,
  },
];
