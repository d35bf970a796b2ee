// Carriers by market, the shape of their numbers, and what their scanners report. Refuses to know a real parcel: the numbers only look right.
import type { Chance } from "../core/chance.ts";

export interface Carrier {
  id: string;
  name: string;
  /** `#` becomes a digit. */
  number: string;
}

const carrier = (id: number, name: string, number: string): Carrier => ({
  id: `71170000000000${String(id).padStart(5, "0")}`,
  name,
  number,
});

const BY_REGION: Record<string, readonly Carrier[]> = {
  US: [
    carrier(1, "USPS", "94001112062###########"),
    carrier(2, "UPS", "1Z9R5W900#########"),
    carrier(3, "FedEx", "7712########"),
    carrier(4, "OnTrac", "D1001########"),
  ],
  GB: [carrier(9, "Royal Mail", "JD00022########"), carrier(10, "Evri", "H01HYA00########"), carrier(11, "DPD UK", "1550########")],
  DE: [carrier(20, "DHL", "0034043410######"), carrier(21, "Hermes", "H10015########"), carrier(22, "DPD", "0150########")],
  TH: [
    carrier(30, "Flash Express", "TH0101######A"),
    carrier(31, "Thailand Post", "EF1########TH"),
    carrier(32, "J&T Express", "8200########"),
  ],
};
const ELSEWHERE: readonly Carrier[] = [
  carrier(40, "DHL", "0034043410######"),
  carrier(41, "GLS", "5600########"),
  carrier(42, "National post", "RR########XX"),
];

/** What Get Shipping Providers answers for a shop of that market. */
export const carriersOf = (region: string): readonly Carrier[] => BY_REGION[region] ?? ELSEWHERE;

export function carrierById(region: string, id: string): Carrier | undefined {
  return carriersOf(region).find((one) => one.id === id);
}

/** Only looks right: TikTok takes any number of letters and digits that no other parcel has. */
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
