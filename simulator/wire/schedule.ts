// Ship Package, one or many, and the handover slots: parcels that exist before they are shipped. Refuses markets where a label is
// bought or the order is marked as shipped, and slots that are not offered.
import { seconds } from "../core/core.ts";
import { ordersOf, type Package, type Slot } from "../orders/package.ts";
import { shipPackage, type Transport } from "../orders/ship.ts";
import { regionOf } from "../sellers/regions.ts";
import { badParameter, missingField, WireFailure } from "./failure.ts";
import { objectIn } from "./input.ts";
import { type Obstacle, packageOfCall, parcelObstacle, refusal, refuseFailedLabel, refuseIf } from "./parcels.ts";
import type { Call, Route } from "./route.ts";
import { refuseNumber } from "./tracking-number.ts";

const PACKAGES_MAX = 100;
const SLOT_DAYS = 3;
const DAY = 86_400;
const HOUR = 3_600;
/** Slots of a day, in hours of UTC. */
const SLOT_HOURS = [
  [8, 12],
  [12, 16],
] as const;
/** A carrier needs this long to come. */
const NOTICE_SECONDS = 2 * HOUR;
/** Since 2024-10-30 the handover method is ignored here. */
const SOUTH_EAST_ASIA = ["ID", "MY", "PH", "SG", "TH", "VN"];

interface OfferedSlot extends Slot {
  isFree: boolean;
}

/** The same slots for everybody, from today on; what is too soon is shown and cannot be taken. */
function slotsOf(call: Call): OfferedSlot[] {
  const now = seconds(call.core);
  const today = now - (now % DAY);
  const days = Array.from({ length: SLOT_DAYS }, (_none, at) => today + at * DAY);
  return days.flatMap((day) =>
    SLOT_HOURS.map(([from, to]) => ({ start: day + from * HOUR, end: day + to * HOUR, isFree: day + from * HOUR >= now + NOTICE_SECONDS })),
  );
}

function readSlots(call: Call) {
  const parcel = packageOfCall(call);
  const [order] = ordersOf(call.core, parcel);
  if (!order || order.fbt) throw refusal(call, [21008025, "The order is fulfilled by the platform."]);
  if (order.shipping !== "TIKTOK") throw refusal(call, [21008017, "The order does not ship with TikTok Shipping."]);
  refuseIf(call, parcelObstacle(call, parcel));
  return {
    can_pickup: true,
    can_drop_off: true,
    can_van_collection: call.shop.region === "GB",
    drop_off_point_url: `${call.core.origin}/images/product/drop-off%20points.svg`,
    // The misspelt key is TikTok's.
    pickup_slots: slotsOf(call).map(({ start, end, isFree }) => ({ start_time: start, end_time: end, avaliable: isFree })),
  };
}

function regionObstacle(call: Call, parcel: Package): Obstacle | null {
  const [order] = ordersOf(call.core, parcel);
  const { buysLabels, marksShipped } = regionOf(call.shop.region);
  if (order?.fbt) return [21008025, "The order is fulfilled by the platform."];
  const isElsewhere = order?.shipping === "TIKTOK" ? buysLabels : marksShipped;
  return isElsewhere ? [21008106, "This operation is not supported in the region of the shop."] : null;
}

/** The slot asked for, if it is one of those offered; an empty list means none, as PHP sends it. */
function slotGiven(call: Call, value: unknown): Slot | null {
  const given = objectIn(value, "pickup_slot");
  if (!given) throw refusal(call, [21011054, "The pickup slot is missing."]);
  const slot = slotsOf(call).find((one) => one.start === given.start_time && one.end === given.end_time && one.isFree);
  if (!slot) throw refusal(call, [21011053, "The pickup slot is not available."]);
  return { start: slot.start, end: slot.end };
}

function ownCarrier(call: Call, parcel: Package, value: unknown): Transport {
  const { tracking_number: number, shipping_provider_id: providerId } = objectIn(value, "self_shipment") ?? {};
  if (typeof number !== "string" || typeof providerId !== "string" || number === "")
    throw refusal(call, [21011022, "self_shipment needs a tracking number and a shipping provider."]);
  refuseNumber(call, parcel.orderIds, number, providerId);
  return { trackingNumber: number, providerId };
}

function handover(call: Call, given: Record<string, unknown>): Transport {
  if (SOUTH_EAST_ASIA.includes(call.shop.region)) return {};
  const method = given.handover_method ?? "DROP_OFF";
  if (method === "PICKUP") return { handover: "PICKUP", slot: slotGiven(call, given.pickup_slot) };
  if (method === "DROP_OFF" || method === "") return { handover: "DROP_OFF" };
  throw badParameter("Invalid request: handover_method must be one of PICKUP, DROP_OFF");
}

function shipOne(call: Call, packageId: string, given: Record<string, unknown>): void {
  const parcel = packageOfCall(call, packageId);
  refuseIf(call, regionObstacle(call, parcel));
  refuseIf(call, parcelObstacle(call, parcel));
  const orders = ordersOf(call.core, parcel);
  const isOurs = orders[0]?.shipping === "TIKTOK";
  const transport = isOurs ? handover(call, given) : ownCarrier(call, parcel, given.self_shipment);
  if (isOurs) refuseFailedLabel(call, orders, parcel.id);
  shipPackage(call.core, parcel.id, transport);
}

function ship(call: Call): Record<string, never> {
  shipOne(call, call.params.package_id ?? "", call.body);
  return {};
}

/** Each parcel for itself; what fails is told inside code 0. */
function shipMany(call: Call) {
  const { packages } = call.body;
  if (!Array.isArray(packages) || packages.length === 0) throw missingField("packages");
  if (packages.length > PACKAGES_MAX) throw badParameter(`Invalid request: packages takes at most ${PACKAGES_MAX} entries`);
  const errors = packages.flatMap((row: unknown) => {
    const given = objectIn(row, "packages") ?? {};
    const id = typeof given.id === "string" ? given.id : "";
    try {
      shipOne(call, id, given);
      return [];
    } catch (error) {
      if (!(error instanceof WireFailure)) throw error;
      return [{ code: error.code, message: error.message, detail: { package_id: id } }];
    }
  });
  return { errors };
}

const V = { versions: ["202309"], cipher: true } as const;
const BASIC = "seller.fulfillment.basic";
const WRITE = "seller.fulfillment.package.write";

export const SCHEDULE_ROUTES: Route[] = [
  { ...V, name: "packages.ship_many", method: "POST", path: "/fulfillment/{v}/packages/ship", scope: BASIC, run: shipMany },
  { ...V, name: "packages.ship", method: "POST", path: "/fulfillment/{v}/packages/{package_id}/ship", scope: BASIC, run: ship },
  {
    ...V,
    name: "packages.slots",
    method: "GET",
    path: "/fulfillment/{v}/packages/{package_id}/handover_time_slots",
    scope: WRITE,
    run: readSlots,
  },
];
