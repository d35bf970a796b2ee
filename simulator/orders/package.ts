// A parcel: the lines that travel together, mostly of one order, its carrier's number and what the carrier reported.
// Refuses to move by itself; orders/ship.ts and orders/moves.ts move orders and parcel together.
import type { ParcelException } from "../catalogue/carrier.ts";
import { type Core, found, seconds } from "../core/core.ts";
import { remember } from "../core/lag.ts";
import { publish } from "../webhooks/publish.ts";
import { stampChange } from "./change.ts";
import type { Order } from "./order.ts";

export type PackageStatus = "TO_FULFILL" | "PROCESSING" | "FULFILLING" | "COMPLETED" | "CANCELLED";

export interface TrackingEvent {
  text: string;
  /** Epoch milliseconds, unlike every other time of an order. */
  at: number;
  code: number;
}

/** A label bought from TikTok: the service and what it cost, in smallest units. */
export interface Label {
  serviceId: string;
  serviceName: string;
  price: number;
  currency: string;
  boughtTime: number;
}

/** Weight and sides as the caller gave them: text, with their unit. */
export interface Measures {
  weight: { value: string; unit: string };
  dimension: { length: string; width: string; height: string; unit: string };
}

export interface Slot {
  start: number;
  end: number;
}

export interface Package {
  id: string;
  shopId: string;
  /** Several when orders were combined. */
  orderIds: string[];
  lineIds: string[];
  status: PackageStatus;
  subStatus: string;
  createTime: number;
  updateTime: number;
  /** When the seller shipped it, epoch seconds; 0 before. */
  shippedTime: number;
  trackingNumber: string;
  providerId: string;
  providerName: string;
  /** How often the seller corrected number or carrier. */
  corrections: number;
  tag: "DEFAULT" | "SPLIT" | "COMBINE";
  handover: "PICKUP" | "DROP_OFF";
  slot: Slot | null;
  label: Label | null;
  measures: Measures | null;
  exception: ParcelException | "";
  events: TrackingEvent[];
}

/** What a fresh parcel knows of its road: nothing. */
const freshParcel = () => ({
  shippedTime: 0,
  trackingNumber: "",
  providerId: "",
  providerName: "",
  corrections: 0,
  tag: "DEFAULT" as const,
  handover: "DROP_OFF" as const,
  slot: null,
  label: null,
  measures: null,
  exception: "" as const,
  events: [],
});

/** Parcels of an older snapshot knew one order each and nothing of labels. */
export function reviveParcels(packages: Record<string, Package>): void {
  for (const [id, kept] of Object.entries(packages)) {
    const { orderId, isSplit, ...parcel } = kept as Package & { orderId?: string; isSplit?: boolean };
    const orderIds = kept.orderIds ?? (orderId === undefined ? [] : [orderId]);
    packages[id] = { ...freshParcel(), ...(isSplit ? { tag: "SPLIT" } : {}), ...parcel, orderIds };
  }
}

export const ordersOf = (core: Core, parcel: Package): Order[] =>
  parcel.orderIds.map((orderId) => found(core.state.orders[orderId], "order", orderId));

export const packagesOf = (core: Core, order: Order): Package[] =>
  order.packageIds.map((id) => core.state.packages[id]).filter((parcel) => parcel !== undefined);

export const packageOf = (core: Core, packageId: string): Package => found(core.state.packages[packageId], "package", packageId);

export const waitingPackages = (core: Core, order: Order): Package[] =>
  packagesOf(core, order).filter((parcel) => parcel.status === "TO_FULFILL");

/** A parcel for these lines, put into the world and hung on its orders. Call inside `changeOrder` of each of them. */
export function newPackage(
  core: Core,
  orders: readonly [Order, ...Order[]],
  lineIds: string[],
  more: Partial<Pick<Package, "id" | "tag">> = {},
): Package {
  const now = seconds(core);
  const parcel: Package = {
    id: core.ids.next("package"),
    shopId: orders[0].shopId,
    orderIds: orders.map((order) => order.id),
    lineIds,
    status: "TO_FULFILL",
    subStatus: orders[0].fbt ? "HBW" : "CREATED",
    createTime: now,
    updateTime: now,
    ...freshParcel(),
    ...more,
  };
  for (const order of orders) {
    order.packageIds.push(parcel.id);
    for (const line of order.lines) if (lineIds.includes(line.id)) line.packageId = parcel.id;
  }
  remember(core, "package", parcel.shopId, parcel.id, null);
  core.state.packages[parcel.id] = parcel;
  core.packages(parcel.shopId).put(parcel);
  return parcel;
}

/** The only way a parcel changes: off its shelf, edited, stamped, and back. */
export function changePackage(core: Core, parcel: Package, edit: (parcel: Package) => void): void {
  remember(core, "package", parcel.shopId, parcel.id, parcel);
  const shelf = core.packages(parcel.shopId);
  shelf.take(parcel);
  edit(parcel);
  parcel.updateTime = stampChange(core, parcel.shopId, parcel.updateTime, "packages");
  shelf.put(parcel);
}

/** Splitting and combining replace a parcel by others: the old id is gone. Call inside `changeOrder` of each of its orders. */
export function dropPackage(core: Core, parcel: Package): void {
  remember(core, "package", parcel.shopId, parcel.id, parcel);
  core.packages(parcel.shopId).take(parcel);
  delete core.state.packages[parcel.id];
  for (const order of ordersOf(core, parcel)) {
    order.packageIds = order.packageIds.filter((id) => id !== parcel.id);
    for (const line of order.lines) if (line.packageId === parcel.id) line.packageId = null;
  }
}

export type PackageNews = "SPLIT" | "CANCEL_SPLIT" | "COMBINE" | "CANCEL_COMBINE" | "ADDRESS_UPDATE_SPLIT" | "PARTLY_CANCEL_SPLIT";

/** Topic 4, with the parcels there are now. */
export function publishPackages(
  core: Core,
  shopId: string,
  news: PackageNews,
  parcels: readonly Package[],
  role: "ROLE_SELLER" | "ROLE_USER" | "ROLE_SYSTEM" = "ROLE_SELLER",
): void {
  const list = parcels.map((parcel) => ({ package_id: parcel.id, order_id_list: parcel.orderIds }));
  publish(core, { topic: 4, shopId, data: { sc_type: news, role_type: role, package_list: list, update_time: seconds(core) } });
}
