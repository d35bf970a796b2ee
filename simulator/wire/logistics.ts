// Warehouses, delivery options and the carriers of an option. Refuses to hide TikTok's own warehouses, unless the doubt says so.
import { carriersOf } from "../catalogue/carrier.ts";
import { type Warehouse, warehousesOf } from "../catalogue/warehouse.ts";
import { regionOf } from "../sellers/regions.ts";
import { businessFailure } from "./failure.ts";
import type { Call, Route, SellerCall } from "./route.ts";

/** `distict` is TikTok's spelling. */
function warehouseOnWire(call: Call, warehouse: Warehouse) {
  const region = regionOf(call.shop.region);
  return {
    id: warehouse.id,
    entity_id: warehouse.entityId,
    name: warehouse.name,
    effect_status: warehouse.effectStatus,
    type: warehouse.kind === "RETURN" ? "RETURN_WAREHOUSE" : "SALES_WAREHOUSE",
    sub_type: call.shop.sellerType === "CROSS_BORDER" && warehouse.kind !== "FBT" ? "CB_OVERSEA_WAREHOUSE" : "DOMESTIC_WAREHOUSE",
    is_default: warehouse.isDefault,
    address: {
      region: region.country,
      region_code: region.code,
      state: warehouse.state,
      city: warehouse.town,
      distict: "",
      town: "",
      postal_code: warehouse.postcode,
      address_line1: warehouse.line1,
      address_line2: "",
      full_address: `${warehouse.line1}, ${warehouse.town}`,
      contact_person: warehouse.contact,
      phone_number: warehouse.phone,
    },
  };
}

function listWarehouses(call: Call) {
  const listed = warehousesOf(call.core, call.shop.id).filter((one) => one.kind !== "FBT" || call.core.state.doubts.listsFbtWarehouses);
  return { warehouses: listed.map((warehouse) => warehouseOnWire(call, warehouse)) };
}

const listGlobalWarehouses = (call: SellerCall) => ({
  global_warehouses: Object.values(call.core.state.warehouses)
    .filter((one) => call.core.state.shops[one.shopId]?.sellerId === call.grant.sellerId && one.kind === "SALES")
    .map((one) => ({ id: one.entityId, name: one.name, ownership: "SELLER" })),
});

function listDeliveryOptions(call: Call) {
  const warehouse = call.core.state.warehouses[call.params.warehouse_id ?? ""];
  if (warehouse?.shopId !== call.shop.id) throw businessFailure(call.core, 21008116, "The warehouse does not exist.");
  const options = call.shop.deliveryOptions.filter((one) => (warehouse.kind === "FBT" ? one.type !== "SEND_BY_SELLER" : true));
  return { delivery_options: options.map(({ id, name, type }) => ({ id, name, type, description: "", platform: ["TIKTOK_SHOP"] })) };
}

function listProviders(call: Call) {
  const option = call.shop.deliveryOptions.find((one) => one.id === call.params.delivery_option_id);
  if (!option) throw businessFailure(call.core, 21008116, "The shop has not subscribed to this delivery option.");
  if (option.type !== "SEND_BY_SELLER") throw businessFailure(call.core, 21008117, "The delivery option is fulfilled by TikTok.");
  return { shipping_providers: carriersOf(call.shop.region).map(({ id, name }) => ({ id, name })) };
}

const V = { method: "GET", versions: ["202309"] } as const;

/** Global warehouses belong to the account, hence no cipher; carriers need the fulfillment scope. */
export const LOGISTICS_ROUTES: Route[] = [
  { ...V, name: "warehouses.list", path: "/logistics/{v}/warehouses", scope: "seller.logistics", cipher: true, run: listWarehouses },
  {
    ...V,
    name: "warehouses.global",
    path: "/logistics/{v}/global_warehouses",
    scope: "seller.shop.info",
    cipher: false,
    run: listGlobalWarehouses,
  },
  {
    ...V,
    name: "delivery.options",
    path: "/logistics/{v}/warehouses/{warehouse_id}/delivery_options",
    scope: "seller.logistics",
    cipher: true,
    query: ["scope"],
    run: listDeliveryOptions,
  },
  {
    ...V,
    name: "delivery.providers",
    path: "/logistics/{v}/delivery_options/{delivery_option_id}/shipping_providers",
    scope: "seller.fulfillment.basic",
    cipher: true,
    query: ["warehouse_region", "buyer_region"],
    run: listProviders,
  },
];
