// Get Package Shipping Document: the address of a label or a slip, good for a day. Refuses parcels of a seller's own carrier, parcels
// that have not been shipped, and labels of parcels the carrier already has.

import { noteDocument } from "../documents/served.ts";
import { ordersOf, type Package } from "../orders/package.ts";
import { regionOf } from "../sellers/regions.ts";
import { missingField } from "./failure.ts";
import { oneOf } from "./input.ts";
import { type Obstacle, refusal, refuseIf, visiblePackage } from "./parcels.ts";
import type { Call, Route } from "./route.ts";

const KINDS = [
  "SHIPPING_LABEL",
  "PACKING_SLIP",
  "SHIPPING_LABEL_AND_PACKING_SLIP",
  "SHIPPING_LABEL_PICTURE",
  "HAZMAT_LABEL",
  "INVOICE_LABEL",
] as const;
/** A slip may be printed again at any time; what carries a parcel may not be printed once it is under way. */
const KEPT: readonly string[] = ["PACKING_SLIP", "INVOICE_LABEL"];
const DOCUMENT_SECONDS = 86_400;

function documentObstacle(call: Call, parcel: Package, kind: string): Obstacle | null {
  const { core } = call;
  const [order] = ordersOf(core, parcel);
  if (!order || order.fbt) return [21008043, "The order is fulfilled by the platform."];
  if (order.shipping !== "TIKTOK") return [21008017, "The order does not ship with TikTok Shipping."];
  if (parcel.status === "CANCELLED") return [21011042, "The package has been cancelled."];
  if (parcel.status === "TO_FULFILL") return [21023035, "Ship the package first."];
  if (parcel.status !== "PROCESSING" && !KEPT.includes(kind)) return [21042102, "The package has been picked up."];
  if (kind === "INVOICE_LABEL" && call.shop.region !== "BR") return [21001001, "Invoice labels are for Brazil only."];
  const isMade = core.now() >= (parcel.shippedTime + core.state.limits.documentSeconds) * 1000;
  const subject = { names: [call.route.name, parcel.id, ...parcel.orderIds], shopId: call.shop.id };
  return isMade && !core.faults.strike("document_pending", subject)
    ? null
    : [11034037, "The document is being generated. Please try again later."];
}

function readDocument(call: Call) {
  const { core } = call;
  const parcel = visiblePackage(call);
  if ((call.query.get("document_type") ?? "") === "") throw missingField("document_type");
  const kind = oneOf(call, "document_type", KINDS, "SHIPPING_LABEL");
  // A client in PHP sends 0 for a size it does not name.
  const size = call.query.get("document_size") === "0" ? "A6" : oneOf(call, "document_size", ["A6", "A5"], "A6");
  const format = oneOf(call, "document_format", ["PDF", "ZPL"], "PDF");
  oneOf(call, "shipping_period", ["DEFAULT", "LAST_MILE"], "DEFAULT");
  refuseIf(call, documentObstacle(call, parcel, kind));
  const isZpl = format === "ZPL";
  if (isZpl && (!regionOf(call.shop.region).printsZpl || kind !== "SHIPPING_LABEL"))
    throw refusal(call, [21001001, "ZPL is not supported for this document in the region of the shop."]);
  const ends = Math.floor(core.now() / 1000) + DOCUMENT_SECONDS;
  const extension = kind === "SHIPPING_LABEL_PICTURE" ? "png" : isZpl ? "zpl" : "pdf";
  noteDocument(core, parcel.id, kind, "address");
  return {
    doc_url: `${core.origin}/documents/${kind.toLowerCase()}/${parcel.id}.${extension}?exp=${ends}&size=${size}`,
    tracking_number: parcel.trackingNumber,
  };
}

export const DOCUMENT_ROUTES: Route[] = [
  {
    name: "packages.document",
    method: "GET",
    path: "/fulfillment/{v}/packages/{package_id}/shipping_documents",
    versions: ["202309"],
    scope: "seller.fulfillment.basic",
    cipher: true,
    query: ["document_type", "document_size", "document_format", "shipping_period"],
    run: readDocument,
  },
];
