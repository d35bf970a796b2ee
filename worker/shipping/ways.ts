/** Which way an order leaves, by who carries it and where it is sold: one way per order, so that a page offers just that one. Pure.
 *  https://partner.tiktokshop.com/docv2/page/fulfillment-api-overview. */

/** buy-label: a TikTok Shipping label is chosen by price and bought · ship-package: a parcel TikTok made is handed to its carrier ·
 *  mark-shipped: a carrier of the seller's, told to TikTok by order · self-ship: the same, told by parcel · none: TikTok ships, or nothing is
 *  sent. */
export type Way = "buy-label" | "ship-package" | "mark-shipped" | "self-ship" | "none";

const BUYS_LABELS = ["US", "GB", "JP"];
const SOUTH_EAST_ASIA = ["ID", "MY", "PH", "SG", "TH", "VN"];
const SHIPS_BY_PARCEL = [...SOUTH_EAST_ASIA, "BR", "MX"];
const IMPERIAL = ["US"];

export interface Shipped {
  fulfilled_by: "merchant" | "store";
  /** TikTok's word: TIKTOK, SELLER or TIKTOK_DIGITAL. */
  shipping_type: string | null;
}

export function wayOf(order: Shipped, marketplace: string): Way {
  if (order.fulfilled_by === "store") return "none";
  if (order.shipping_type === "TIKTOK") return BUYS_LABELS.includes(marketplace) ? "buy-label" : "ship-package";
  if (order.shipping_type === "SELLER") return SHIPS_BY_PARCEL.includes(marketplace) ? "self-ship" : "mark-shipped";
  return "none";
}

/** Where units of one SKU stay together, a parcel takes all of a SKU or none of it. Cross-border sellers in Mexico may split them. */
export function splitsUnits(marketplace: string, isCrossBorder: boolean): boolean {
  if (marketplace === "MX") return isCrossBorder;
  return !SHIPS_BY_PARCEL.includes(marketplace);
}

/** Parcels appear only with their label, and shipping some of the units is what splits the order. */
export const splitsByShipping = (marketplace: string) => ["US", "GB"].includes(marketplace);

export const usesPounds = (marketplace: string) => IMPERIAL.includes(marketplace);
