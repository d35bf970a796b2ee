// Where stock lies: the seller's own sales and return warehouses, and TikTok's fulfilment centres (FBT), which appear in the same
// list under an id of their own. Refuses stock itself; that hangs on the SKU.
import { drawAddress } from "../buyers/buyer.ts";
import { type Core, found } from "../core/core.ts";
import { regionOf } from "../sellers/regions.ts";

export interface Warehouse {
  id: string;
  entityId: string;
  shopId: string;
  name: string;
  kind: "SALES" | "RETURN" | "FBT";
  effectStatus: "ENABLED" | "DISABLED" | "RESTRICTED";
  isDefault: boolean;
  contact: string;
  phone: string;
  postcode: string;
  state: string;
  town: string;
  line1: string;
}

/** The first warehouse of each kind is the shop's default one; TikTok's own never is. */
export function addWarehouse(core: Core, input: { shopId: string; name: string; kind?: Warehouse["kind"] }): Warehouse {
  const shop = found(core.state.shops[input.shopId], "shop", input.shopId);
  const kind = input.kind ?? "SALES";
  const address = drawAddress(core.chance("people"), regionOf(shop.region), { firstName: "Ops", lastName: "Desk" });
  const warehouse: Warehouse = {
    id: core.ids.next("warehouse"),
    entityId: core.ids.next("warehouse"),
    shopId: shop.id,
    name: input.name,
    kind,
    effectStatus: "ENABLED",
    isDefault: kind !== "FBT" && !warehousesOf(core, shop.id).some((other) => other.kind === kind),
    contact: "Ops",
    phone: `${address.phone.replace(/^\([^)]*\)/, "").slice(0, 2)}****${address.phone.slice(-4)}`,
    postcode: address.postcode,
    state: address.levels[1]?.value ?? "",
    town: address.town,
    line1: address.line1,
  };
  core.state.warehouses[warehouse.id] = warehouse;
  core.changed();
  return warehouse;
}

export const warehousesOf = (core: Core, shopId: string): Warehouse[] =>
  Object.values(core.state.warehouses).filter((warehouse) => warehouse.shopId === shopId);

/** The warehouse an order leaves from: TikTok's for FBT, else the seller's default one. */
export function shippingWarehouse(core: Core, shopId: string, fbt: boolean): Warehouse | undefined {
  const all = warehousesOf(core, shopId);
  return fbt
    ? all.find((one) => one.kind === "FBT")
    : (all.find((one) => one.kind === "SALES" && one.isDefault) ?? all.find((one) => one.kind === "SALES"));
}
