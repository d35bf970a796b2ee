// A parcel: the lines of an order that travel together, its carrier's number and what the carrier reported.
// Refuses to move by itself; orders/ship.ts moves order and parcel together.
import type { Core } from "../core/core.ts";
import { remember } from "../core/lag.ts";
import { stampChange } from "./change.ts";

export type PackageStatus = "TO_FULFILL" | "PROCESSING" | "FULFILLING" | "COMPLETED" | "CANCELLED";

export interface TrackingEvent {
  text: string;
  /** Epoch milliseconds, unlike every other time of an order. */
  at: number;
  code: number;
}

export interface Package {
  id: string;
  shopId: string;
  orderId: string;
  lineIds: string[];
  status: PackageStatus;
  subStatus: string;
  createTime: number;
  updateTime: number;
  trackingNumber: string;
  providerId: string;
  providerName: string;
  isSplit: boolean;
  events: TrackingEvent[];
}

/** Puts a new parcel into the world. */
export function keepPackage(core: Core, parcel: Package): void {
  remember(core, "package", parcel.shopId, parcel.id, null);
  core.state.packages[parcel.id] = parcel;
  core.packages(parcel.shopId).put(parcel);
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

/** Splitting and combining replace a parcel by others: the old id is gone. */
export function dropPackage(core: Core, parcel: Package): void {
  remember(core, "package", parcel.shopId, parcel.id, parcel);
  core.packages(parcel.shopId).take(parcel);
  delete core.state.packages[parcel.id];
}
