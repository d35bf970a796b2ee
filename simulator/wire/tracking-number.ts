// Whether TikTok takes a tracking number: its characters, its carrier, whether another parcel has it. Refuses to ask the carrier itself.
import { carrierById } from "../catalogue/carrier.ts";
import { refusal } from "./parcels.ts";
import type { Call } from "./route.ts";

const CHARACTERS = /^[A-Za-z0-9-]{6,40}$/;

/** `own` are the orders that may already carry this number. */
export function refuseNumber(call: Call, own: readonly string[], number: string, providerId: string): void {
  const { core, shop } = call;
  const carrier = carrierById(shop.region, providerId);
  if (!carrier) throw refusal(call, [21011022, "The shipping provider is invalid."]);
  if (!CHARACTERS.test(number)) throw refusal(call, [21004012, "The tracking number contains characters that are not allowed."]);
  if (core.state.doubts.checksNumberFormat && !carrier.format.test(number.toUpperCase()))
    throw refusal(call, [21004015, `The tracking number does not match the shipping provider ${carrier.name}.`]);
  const isUsed = Object.values(core.state.packages).some(
    (parcel) => parcel.trackingNumber === number && !parcel.orderIds.some((orderId) => own.includes(orderId)),
  );
  if (isUsed) throw refusal(call, [21034012, "The tracking number has already been used."]);
}
