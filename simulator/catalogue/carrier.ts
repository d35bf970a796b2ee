// Carriers by market, the shape of their numbers, and what their scanners report. Refuses to know a real parcel: the numbers only look right.
import type { Chance } from "../core/chance.ts";

export interface Carrier {
  id: string;
  name: string;
  /** `#` becomes a digit. */
  number: string;
  /** What the carrier's own numbers look like. */
  format: RegExp;
}

const carrier = (id: number, name: string, number: string, format: RegExp): Carrier => ({
  id: `71170000000000${String(id).padStart(5, "0")}`,
  name,
  number,
  format,
});

/** Universal Postal Union, S10: two letters, nine digits, the country that sends. */
const S10 = /^[A-Z]{2}\d{9}[A-Z]{2}$/;
const DHL = /^(\d{10,14}|\d{18,20}|JJD\d{15,18}|[A-Z]{2}\d{9}DE)$/;
const DPD = /^\d{10,14}$/;
const UPS = /^1Z[0-9A-Z]{16}$/;
const GLS = /^[0-9A-Z]{8,14}$/;

const BY_REGION: Record<string, readonly Carrier[]> = {
  US: [
    carrier(1, "USPS", "94001112062###########", /^(9\d{19,25}|[A-Z]{2}\d{9}US)$/),
    carrier(2, "UPS", "1Z9R5W900#########", UPS),
    carrier(3, "FedEx", "7712########", /^(\d{12}|\d{15}|\d{20})$/),
    carrier(4, "OnTrac", "D1001########", /^[CD]\d{12,14}$/),
  ],
  GB: [
    carrier(9, "Royal Mail", "JD00022########", /^(JD\d{9,18}|[A-Z]{2}\d{9}GB)$/),
    carrier(10, "Evri", "H01HYA00########", /^(H[0-9A-Z]{15}|\d{16})$/),
    carrier(11, "DPD UK", "1550########", DPD),
    carrier(12, "UPS", "1Z9R5W901#########", UPS),
  ],
  DE: [
    carrier(20, "DHL", "0034043410######", /^(00340\d{11,15}|JJD\d{15,18}|\d{10,12}|[A-Z]{2}\d{9}DE)$/),
    carrier(21, "Hermes", "H10015########", /^(H\d{13,19}|\d{14,16})$/),
    carrier(22, "DPD", "0150########", DPD),
  ],
  FR: [
    carrier(23, "La Poste Colissimo", "6A##########1", /^([0-9A-Z]{13}|\d{15})$/),
    carrier(24, "Chronopost", "XY#########FR", S10),
    carrier(25, "Mondial Relay", "########", /^\d{8,12}$/),
  ],
  IT: [
    carrier(26, "Poste Italiane", "RR#########IT", S10),
    carrier(27, "BRT", "0170########", /^\d{12,15}$/),
    carrier(41, "GLS", "5600########", GLS),
  ],
  ES: [
    carrier(28, "Correos", "PQ#########ES", S10),
    carrier(29, "SEUR", "0890########", /^\d{11,14}$/),
    carrier(41, "GLS", "5600########", GLS),
  ],
  JP: [
    carrier(33, "Yamato Transport", "4120########", /^\d{12}$/),
    carrier(34, "Sagawa Express", "3600########", /^\d{12}$/),
    carrier(35, "Japan Post", "RR#########JP", /^(\d{11,13}|[A-Z]{2}\d{9}JP)$/),
  ],
  TH: [
    carrier(30, "Flash Express", "TH0101######A", /^TH[0-9A-Z]{10,14}$/),
    carrier(31, "Thailand Post", "EF1########TH", S10),
    carrier(32, "J&T Express", "8200########", /^\d{12}$/),
  ],
};
const ELSEWHERE: readonly Carrier[] = [
  carrier(40, "DHL", "0034043410######", DHL),
  carrier(41, "GLS", "5600########", GLS),
  carrier(42, "National post", "RR#########XX", S10),
];

/** What Get Shipping Providers answers for a shop of that market. */
export const carriersOf = (region: string): readonly Carrier[] => BY_REGION[region] ?? ELSEWHERE;

export function carrierById(region: string, id: string): Carrier | undefined {
  return carriersOf(region).find((one) => one.id === id);
}

export const drawTrackingNumber = (chance: Chance, from: Carrier): string => from.number.replace(/#/g, () => String(chance.below(10)));

/** Sentences and action codes of TikTok's tracking. Only 30901 (delivered) is certain. */
export const REPORTS = {
  placed: { text: "Order placed.", code: 10001 },
  paid: { text: "Payment received.", code: 10002 },
  ready: { text: "The seller has prepared the parcel and told the carrier.", code: 10101 },
  collected: { text: "Collected by the carrier.", code: 10201 },
  sorted: { text: "Arrived at a sorting centre.", code: 20101 },
  out: { text: "Out for delivery.", code: 30101 },
  delivered: { text: "Delivered to the buyer.", code: 30901 },
} as const;

/** What can become of a parcel on the road, in TikTok's spelling, and what the carrier says then. */
export const EXCEPTIONS = {
  PACKAGE_DAMAGAED: { text: "The parcel was damaged on the way.", code: 40101 },
  PACKAGE_LOST: { text: "The parcel cannot be found.", code: 40201 },
  RETURNED_TO_SHIPPER: { text: "The parcel is on its way back to the sender.", code: 40301 },
  PACKAGE_SCRAP: { text: "The parcel was destroyed.", code: 40401 },
} as const;

export type ParcelException = keyof typeof EXCEPTIONS;
