// Services a label of TikTok Shipping can be bought for, with prices that grow with the weight. Refuses zones: distance changes no price here.
import { regionOf } from "../sellers/regions.ts";

export interface Service {
  id: string;
  name: string;
  carrierId: string;
  /** Smallest units of the market's currency: for the label, and for every pound or part of one. */
  base: number;
  perPound: number;
  gramsMax: number;
  earliestDays: number;
  latestDays: number;
}

export const GRAMS_PER_POUND = 453.592;

const service = (
  id: number,
  name: string,
  carrier: number,
  [base, perPound]: [number, number],
  gramsMax: number,
  [earliestDays, latestDays]: [number, number],
): Service => ({
  id: `72080000000000${String(id).padStart(5, "0")}`,
  name,
  carrierId: `71170000000000${String(carrier).padStart(5, "0")}`,
  base,
  perPound,
  gramsMax,
  earliestDays,
  latestDays,
});

const BY_REGION: Record<string, readonly Service[]> = {
  US: [
    service(1, "USPS Ground Advantage", 1, [395, 85], 31_750, [2, 5]),
    service(2, "USPS Priority Mail", 1, [690, 140], 31_750, [1, 3]),
    service(3, "UPS Ground", 2, [780, 90], 68_000, [1, 5]),
    service(4, "FedEx 2Day", 3, [1_340, 210], 68_000, [2, 2]),
  ],
  GB: [
    service(11, "Evri Standard", 10, [229, 55], 15_000, [2, 4]),
    service(12, "Royal Mail Tracked 48", 9, [289, 60], 20_000, [2, 3]),
    service(13, "Royal Mail Tracked 24", 9, [369, 75], 20_000, [1, 2]),
  ],
  JP: [service(21, "Yamato TA-Q-BIN", 33, [660, 90], 30_000, [1, 2]), service(22, "Japan Post Yu-Pack", 35, [610, 95], 25_000, [1, 3])],
};

/** Services that carry this weight, cheapest first; none where labels are not bought. */
export function servicesFor(region: string, grams: number): Service[] {
  const all = regionOf(region).buysLabels ? (BY_REGION[region] ?? []) : [];
  return all.filter((one) => grams <= one.gramsMax).sort((a, b) => priceOf(a, grams) - priceOf(b, grams));
}

export const priceOf = (from: Service, grams: number): number =>
  from.base + from.perPound * Math.max(1, Math.ceil(grams / GRAMS_PER_POUND - 1e-9));
